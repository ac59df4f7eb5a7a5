"""One round at a time, whoever began it: a command, a button, the service, or another machine on the same store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sync.model.messages.labels import DOING
from sync.store.leases import Holder, holding, this_process
from sync.work.office import Office

ROUND = "round"


@contextmanager
def alone(office: Office) -> Iterator[None]:
    """Run the block as the only round on this store; raises LeaseHeldError where another one is at work."""
    with holding(office.store, ROUND, this_process(office.who, office.doing)):
        yield


@contextmanager
def turn(office: Office, step: str) -> Iterator[None]:
    """Run the block as the only one on this store that does a step of the service; raises LeaseHeldError.

    Whether the step is due has to be asked again inside: who held it before has done it.
    """
    with holding(office.store, f"step-{step}", this_process(office.who, office.doing)):
        yield


def running(holder: Holder) -> dict[str, str]:
    """Return the facts of the sentence that says who is at work."""
    return {"doing": DOING.get(holder.what, holder.what), "who": holder.who, "host": holder.host}
