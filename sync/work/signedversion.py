"""A period closed on what an earlier version of its report was made of: the version that was signed on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from sync.model.decisions import WITHDRAWN, in_force
from sync.model.period import Period
from sync.model.records import Acceptance
from sync.store import clerk, facts
from sync.work.decide import DecisionError, judged_in
from sync.work.office import Office
from sync.work.outdated import is_outdated

_REASON = "Theo bản v{version} đã ký"


def close_as(connection: Connection, office: Office, period: Period, made: facts.Made) -> None:
    """Record what makes a period say again what a version of its report said: its copies, config and releases.

    Raises DecisionError where it would still say something else (the clerk has edited lines since); the caller's
    transaction then leaves nothing behind.
    """
    now, reason = office.now(), _REASON.format(version=made.version)
    decisions = clerk.acceptances(connection, period.code)
    then, today = _then(made, decisions), _without(decisions)
    names = [*sorted(then - today), *(f"{WITHDRAWN}{name}" for name in sorted(today - then))]
    clerk.accept(connection, period.code, [Acceptance(name, reason, office.who, now) for name in names])
    versions = made.body.get("versions")
    copies = {code: copy["digest"] for code, copy in versions.items()} if isinstance(versions, dict) else {}
    clerk.add_lock(connection, clerk.Lock(period.code, True, reason, made.config, copies, office.who, now))
    if is_outdated(office, judged_in(connection, office, period), made):
        raise DecisionError("issue-version-edited", version=str(made.version), period=period.label)


def _then(made: facts.Made, decisions: Sequence[Acceptance]) -> set[str]:
    """Return the releases that held when a report was made; of one made by a product of other days, by the clock."""
    kept = made.body.get("without")
    if isinstance(kept, list):
        return {f"without:{code}" for code in kept}
    return _without(each for each in decisions if each.at <= made.at)


def _without(decisions: Iterable[Acceptance]) -> set[str]:
    return {each.finding for each in in_force(decisions) if each.finding.startswith("without:")}
