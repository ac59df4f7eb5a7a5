"""Whether a report that was made still says what stands now."""

from __future__ import annotations

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
    if made.body.get("state") == state_of(office, judged):
        return False
    report = consolidate(Material(judged.round, printed_divisions(judged), signer=made.signer))
    now = [(entry["id"], entry["text"]) for entry in trail(report, judged, judged.round.config)]
    kept = made.body.get("trail", [])
    return now != [(entry["id"], entry["text"]) for entry in kept]  # type: ignore[attr-defined] # JSON
