"""What the clerk might overlook, as her workbook tells it: an outdated report, files that nobody reads, a service that
stands still.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sync.model.messages import clerkbook as say
from sync.model.messages import sentence
from sync.model.messages.buttons import ACTIONS
from sync.model.period import Period
from sync.store import facts
from sync.work.decide import Judged
from sync.work.office import COPIES, Office
from sync.work.overview import Status
from sync.work.places import source_name
from sync.work.received import Received
from sync.work.unread import unread
from sync.work.watch import watched

MOST = 6  # sentences; the rest is counted


def notice(
    office: Office, judged: Judged, status: Status, received: Sequence[Received] = (), copied: Collection[str] = ()
) -> str:
    """Return what is to be told beside the findings, a sentence a line and what to do; raises StoreError.

    `received` tells what has just become of files of the inbox, `copied` which divisions have a copy that can be shown.
    """
    said = [_said(code, told) for code, told in _all(office, judged, status, received, copied)]
    if len(said) > MOST:
        said[MOST - 1 :] = [say.MORE_OVERLOOKED.format(count=len(said) - MOST + 1)]
    return "\n".join(said) or say.NOTHING_OVERLOOKED


def _said(code: str, told: Mapping[str, str]) -> str:
    what, action = sentence(code, dict(told))
    return f"{what} {ACTIONS[code].format_map(told) if code in ACTIONS else action}"


def _all(
    office: Office, judged: Judged, status: Status, received: Sequence[Received], copied: Collection[str]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    period = status.period
    if status.report and status.changed:
        yield "report-outdated", {"version": str(status.report.version), "count": str(status.changed)}
    for it in watched(office, period):
        if it.good is False:
            yield f"watch-{it.code}", it.told
    yield from lying(office, period, {each.source: each.code for each in received if each.code})
    lacking = [s.division for s in judged.round.standings if s.copy and s.division not in copied]
    if lacking:
        place = source_name(office.config, office.folder(period) / COPIES)
        yield "copy-unwritten", {"division": ", ".join(lacking), "place": place}


def lying(
    office: Office, period: Period, refused: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the code and facts of each file that lies where forms are looked for and was not taken in: what the last
    round met, what has just been `refused` (code by source), what is not read at all. Raises StoreError.
    """
    strays = {**_strays(office, period), **(refused or {})}
    for source, code in strays.items():
        if (office.config.folder / source).exists():
            yield code, {"source": source, "name": "đơn vị", "period": period.label, "code": period.code}
    for each in unread(office, period, strays):
        yield each.code, {"source": each.source, "place": each.place}


def _strays(office: Office, period: Period) -> dict[str, str]:
    """Return the files that the last round met and that are no division's form, with the reason."""
    with office.store.reading() as connection:
        run = facts.latest_run(connection, period.code)
        met = facts.sightings(connection, run.id) if run else []
    return {each.source: each.code for each in met if each.division is None and each.code}
