"""Whether a report that was made still says what stands now."""

from __future__ import annotations

from collections import Counter

from sync.consolidate import consolidate
from sync.model.material import Material
from sync.store import facts
from sync.work.decide import Judged
from sync.work.office import Office, build
from sync.work.printed import printed_divisions
from sync.work.tracing import trail


def state_of(office: Office, judged: Judged) -> str:
    """Return a name for everything that a report is made from: at the same state it is the same report."""
    return f"{judged.moment} {office.config.digest} {build()}"


def is_outdated(office: Office, judged: Judged, made: facts.Made) -> bool:
    """True where a report that was made says something else than what stands now."""
    return changes_since(office, judged, made) > 0


def changes_since(office: Office, judged: Judged, made: facts.Made) -> int:
    """Return in how many places a report that was made says something else than what stands now."""
    if made.body.get("state") == state_of(office, judged):
        return 0
    report = consolidate(Material(judged.round, printed_divisions(judged), signer=made.signer))
    now = [(str(entry["id"]), str(entry["text"])) for entry in trail(report, judged, judged.round.config)]
    kept = made.body.get("trail", [])
    before = [(str(entry["id"]), str(entry["text"])) for entry in kept]  # type: ignore[attr-defined] # JSON
    if now == before:
        return 0
    differing = Counter(now)
    differing.subtract(before)
    return max(len({name for (name, _), count in differing.items() if count}), 1)  # at least: the order changed
