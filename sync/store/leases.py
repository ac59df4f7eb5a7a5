"""One at a time: a lease in the store, with a heartbeat, taken over when its holder has died.

On the holder's own machine the system tells whether it lives, whatever the clocks say; of another machine (PostgreSQL)
only the heartbeat tells, and its age is measured by the database's clock, which all share.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, delete, insert, select, text, update

from sync.store.engine import Store, StoreError
from sync.store.processes import birth
from sync.store.schema import lease

BEAT_SECONDS = 15.0
DEAD_AFTER_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lease: `token` is its own for ever, `born` tells its process from later ones of the same number.

    `who` and `what` are for people: a user's name, and what it is doing.
    """

    token: str
    host: str
    pid: int
    born: str
    who: str
    what: str


class LeaseHeldError(Exception):
    """Somebody else is at it; `holder` says who."""

    def __init__(self, name: str, holder: Holder) -> None:
        super().__init__(f"{name}: {holder.who} {holder.what}")
        self.name = name
        self.holder = holder


# Tokens that this process holds, and leases that it could not give back when it should (the disk was full, the store
# busy): a service lives for months, and what it left must keep nobody out for so long.
_held: set[str] = set()
_left: dict[str, tuple[str, str, Holder]] = {}  # by token: the store's address, the lease's name, who held it


def this_process(who: str, what: str) -> Holder:
    """Return this process as a holder."""
    return Holder(uuid.uuid4().hex, socket.gethostname(), os.getpid(), birth(os.getpid()), who, what)


@cache
def machine() -> str:
    """Return a mark of this machine: office PCs are cloned, name and all, their network cards are not.

    Where no card has an address Python makes one up for each process: then the heartbeat alone tells, which is safe.
    """
    return f"{uuid.getnode():x}"


@contextmanager
def holding(store: Store, name: str, holder: Holder, every: float = BEAT_SECONDS) -> Iterator[Callable[[], bool]]:
    """Hold a lease while the block runs; yields a function that tells whether it is still this holder's.

    Raises LeaseHeldError where somebody living holds it, StoreError. The lease is given back however the block ends; a
    process that is killed leaves one that the next comer takes over.
    """
    take(store, name, holder)
    over, lost = threading.Event(), threading.Event()

    def beats() -> None:
        while not over.wait(every):
            with suppress(StoreError):  # busy for once: the next beat comes in time
                if not beat(store, name, holder):
                    lost.set()
                    return

    heart = threading.Thread(target=beats, name=f"lease-{name}", daemon=True)
    heart.start()
    try:
        yield lambda: not lost.is_set()
    finally:
        over.set()
        heart.join(every)
        with suppress(StoreError):  # tried again by `give_back_left`
            release(store, name, holder)


def give_back_left(store: Store) -> None:
    """Give back what this process could not give back before; where that fails again it stays for the next time."""
    for of, name, holder in [*_left.values()]:
        if of == str(store.engine.url):
            with suppress(StoreError):
                release(store, name, holder)


def take(store: Store, name: str, holder: Holder) -> None:
    """Take a lease that is free or whose holder has died; raises LeaseHeldError where it lives, StoreError."""
    _held.add(holder.token)  # before it is written: another thread of this process would take it for a dead one's
    try:
        _take(store, name, holder)
    except BaseException:
        _held.discard(holder.token)
        raise


def _take(store: Store, name: str, holder: Holder) -> None:
    with store.writing("leases") as connection:
        now = _clock(connection)
        found = _holder_of(connection, name)
        if found is not None:
            other, of, at = found
            if other.token != holder.token and _lives(other, of, now - at):
                raise LeaseHeldError(name, other)
            connection.execute(delete(lease).where(lease.c.name == name))
        row = {
            "name": name,
            "token": holder.token,
            "host": holder.host,
            "pid": holder.pid,
            "born": _marked(connection, holder),
        }
        connection.execute(insert(lease), [{**row, "who": holder.who, "what": holder.what, "since": now, "beat": now}])


def beat(store: Store, name: str, holder: Holder) -> bool:
    """Say that the holder lives; False where the lease is no longer its own."""
    with store.writing("leases") as connection:
        mine = (lease.c.name == name) & (lease.c.token == holder.token)
        return connection.execute(update(lease).where(mine).values(beat=_clock(connection))).rowcount == 1


def release(store: Store, name: str, holder: Holder) -> None:
    """Give a lease back; one that somebody else took over meanwhile stays theirs. Raises StoreError."""
    _held.discard(holder.token)
    _left[holder.token] = (str(store.engine.url), name, holder)
    with store.writing("leases") as connection:
        connection.execute(delete(lease).where(lease.c.name == name, lease.c.token == holder.token))
    _left.pop(holder.token, None)


def held_by(connection: Connection, name: str) -> Holder | None:
    """Return who holds a lease and lives, None where it is free to be taken."""
    found = _holder_of(connection, name)
    if found is None:
        return None
    other, of, at = found
    return other if _lives(other, of, _clock(connection) - at) else None


def _marked(connection: Connection, holder: Holder) -> str:
    """Return when the holder's process was born, where several machines share the store also on which of them."""
    return holder.born if connection.dialect.name == "sqlite" else f"{holder.born}@{machine()}"


def _holder_of(connection: Connection, name: str) -> tuple[Holder, str, float] | None:
    """Return who holds a lease, on which machine ("": this one, of that name), and when its heart last beat."""
    row = connection.execute(select(lease).where(lease.c.name == name)).mappings().first()
    if row is None:
        return None
    born, _, of = str(row["born"]).partition("@")
    holder = Holder(row["token"], row["host"], row["pid"], born, row["who"], row["what"])
    return holder, of, float(row["beat"])


def _lives(other: Holder, of: str, silent: float) -> bool:
    """Tell whether a holder lives; a beat that lies in the future is as odd as one of long ago."""
    if other.host == socket.gethostname() and of in {"", machine()}:
        if other.pid == os.getpid() and other.born == birth(other.pid):
            return other.token in _held
        return bool(other.born) and birth(other.pid) == other.born
    return abs(silent) <= DEAD_AFTER_SECONDS


def _clock(connection: Connection) -> float:
    """Return seconds by the clock that all who share the store can see."""
    if connection.dialect.name == "postgresql":
        return float(connection.scalar(text("SELECT extract(epoch FROM clock_timestamp())")) or 0)
    return time.time()
