"""Everything that the clerk's workbook shows of a period, as plain rows by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from sheets.google.errors import GoogleError
from sheets.google.links import address
from sync.consolidate import consolidate
from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE
from sync.model.finding import Finding, count
from sync.model.material import ONLINE, Material, Round, standing_of
from sync.model.messages import clerkbook as say
from sync.model.messages import words
from sync.model.messages.labels import SEVERITY_LABELS, STATE_LABELS
from sync.model.period import Period
from sync.reading.wording import Wording
from sync.render.sheets import Frame
from sync.store import clerk
from sync.work.addresses import Addresses
from sync.work.clerklog import Done, Known, done
from sync.work.decide import Judged, judge_loaded
from sync.work.editing import EditLine, lines_of, theirs_shown, titles
from sync.work.handedin import handed_in
from sync.work.lookedup import looked_up
from sync.work.office import Office
from sync.work.overlooked import notice
from sync.work.overview import DivisionStatus, Status, status_of
from sync.work.places import periods_with_forms
from sync.work.printed import printed_divisions
from sync.work.received import Received
from sync.work.shown import Shown, labelled
from sync.work.signedrows import differences_of, signed_rows
from sync.work.signing import signers_of
from sync.work.sources import source_of
from sync.work.tables import frames


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a file, or to an address of the web."""

    text: str
    target: Path | str


Value: TypeAlias = "str | int | bool | Decimal | dt.date | dt.datetime | Link | None"
Row: TypeAlias = "Mapping[str, Value]"


@dataclass(frozen=True, slots=True)
class View:
    """A period as the workbook shows it. Rows are keyed as the workbook's columns are; times are those of Viet Nam.

    `lines` are what the rows of Biên tập were made from: what the clerk types is compared with them.
    """

    period: Period
    status: Status
    last_round: str
    notice: str  # what she might overlook, a sentence a line
    report: str
    report_file: Path | None
    locked: str
    signers: tuple[tuple[str, str], ...]  # id, title and name
    sections: tuple[tuple[str, str], ...]  # id, number and title
    lines: tuple[EditLine, ...]
    divisions: tuple[Row, ...]
    line_rows: tuple[Row, ...]
    findings: tuple[Row, ...]
    signed: tuple[Row, ...]
    log: tuple[Row, ...]
    frames: tuple[Frame, ...]
    people: tuple[str, ...]  # who may be named as the one who works with it
    periods: tuple[Period, ...]  # that there is something of, and this one; the newest first

    @property
    def labels(self) -> dict[str, str]:
        """How each section is called in the workbook, by its id: as printed, and no two alike."""
        return labelled(self.sections)

    @property
    def shown(self) -> Shown:
        """What the workbook will have shown when it shows this."""
        accepted = {str(row["id"]): str(row["reason"] or "") for row in self.findings}
        sections = {label: name for name, label in self.labels.items()}
        return Shown(self.period.code, self.lines, sections, accepted)


def view(office: Office, period: Period, received: Sequence[Received] = ()) -> View:
    """Return how a period stands, line by line; `received` tells what has just become of files of the inbox.

    Raises StoreError.

    The copies of what was handed in, to which its rows lead, are put in the period's folder where they lack.
    """
    judged, loaded = judge_loaded(office, period)
    judged = looked_up(office, judged)
    report = consolidate(Material(judged.round, printed_divisions(judged)))
    status = status_of(office, judged)
    lines = lines_of(judged, loaded)
    sections = tuple(titles(judged.round).items())
    labels = labelled(sections)
    with office.store.reading() as connection:
        did = done(connection, period.code, Known(lines, labels, judged.findings))
        sent = clerk.issued(connection, period.code)
        found = differences_of(connection, sent)
        where = _Where(office, judged.round, Addresses(connection, period.code))
        theirs = theirs_shown(loaded)
        line_rows = tuple(_line(line, where, labels, theirs.get(line.id)) for line in lines)
        findings = tuple(_finding(each, judged, where) for each in judged.findings)
    copies = handed_in(office, judged.round)
    return View(
        period=period,
        status=status,
        last_round=_last_round(status, judged, did),
        notice=notice(office, judged, status, received, set(copies)),
        report=_report(status),
        report_file=status.folder / status.report.docx if status.report else None,
        locked=_locked(status),
        signers=signers_of(office.config, period),
        sections=sections,
        lines=lines,
        divisions=tuple(_division(row, judged, copies) for row in status.divisions),
        line_rows=line_rows,
        findings=findings,
        signed=signed_rows(found, lines, sent.file if sent else ""),
        log=tuple(_done(each) for each in did),
        frames=frames(judged, report, office),
        people=tuple(dict.fromkeys(person.name for person in office.config.people)),
        periods=tuple(sorted({*periods_with_forms(office.config), period}, reverse=True)),
    )


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(OFFICE_ZONE).replace(tzinfo=None)


def _when(moment: dt.datetime) -> str:
    return f"{_local(moment):%d/%m/%Y %H:%M}"


def _last_round(status: Status, judged: Judged, did: tuple[Done, ...]) -> str:
    if status.last_run is None:
        return say.NEVER_READ
    open_ = [f for f in judged.findings if not judged.settled(f)]
    who = next((each.who for each in did if each.kind == "round"), "")
    facts_ = {"errors": count(open_, "error"), "warnings": count(open_, "warning")}
    return say.LAST_ROUND.format(at=_when(status.last_run), who=who, **facts_)


def _report(status: Status) -> str:
    made = status.report
    if made is None:
        return say.NO_REPORT
    kind = "draft" if made.draft else "issued" if status.issue else "final"
    told = say.REPORT.format(kind=say.KINDS[kind], version=made.version, at=_when(made.at))
    return told + say.OUTDATED.format(count=status.changed) if status.changed else told


def _locked(status: Status) -> str:
    if status.issue:
        return say.ISSUED.format(number=status.issue.number, date=say.DAY.format(status.issue.date))
    if status.lock:
        return say.LOCKED.format(at=_when(status.lock.at), who=status.lock.who)
    return say.OPEN


def _division(row: DivisionStatus, judged: Judged, copies: Mapping[str, Path]) -> Row:
    standing = standing_of(judged.round, row.division)
    remarks = [
        say.WITHOUT.format(reason=row.without.reason) if row.without else "",
        say.PICKED.format(reason=row.picked.reason) if row.picked else "",
        say.NEWER.format(newer=row.newer) if row.newer else "",
    ]
    return {
        "code": row.division,
        "name": row.name,
        "state": STATE_LABELS[row.state],
        "submitted": _local(row.submitted_at).date() if row.submitted_at else None,
        "prepared_by": row.prepared_by or "",
        "errors": row.errors,
        "warnings": row.warnings,
        "file": _handed_in(row, judged.round.config, copies),
        "others": "\n".join(copy.source for copy in standing.others),
        "use": "",
        "without": "",
        "reason": "",
        "remark": "\n".join(filter(None, remarks)),
        "late": _late(row),
    }


def _handed_in(row: DivisionStatus, config: Config, copies: Mapping[str, Path]) -> Value:
    """Return what leads to what a division handed in: the copy that nobody may change, or its own Google Sheet."""
    division = config.division(row.division)
    sheet = division.sheet.google if division else ""
    if sheet and (not row.source or row.source.startswith(ONLINE)):
        with suppress(GoogleError):
            title = (row.source or "").removeprefix(ONLINE)
            return Link(say.GOOGLE_NAMED.format(title=title) if title else say.GOOGLE_SHEET, address(sheet))
    copy = copies.get(row.division)
    return Link(row.source, copy) if row.source and copy else row.source or ""


def _late(row: DivisionStatus) -> str:
    if not row.late or row.submitted_at is None:
        return ""
    return say.LATE.format(days=(_local(row.submitted_at).date() - row.due).days)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the cells of a period's forms are opened: a file, or an address of Google."""

    office: Office
    round: Round
    addresses: Addresses

    def opens(self, source: str, sign: str, division: str, tab: str, cell: str | None) -> Path | str:
        """Return what opens a cell of a division's form, or config.yaml, whose line stands behind the `sign`."""
        if source.startswith(ONLINE):
            copy = standing_of(self.round, division).copy
            return self.addresses.of_book(copy.digest, tab, cell) if copy else ""
        return self.office.config.folder / source.partition(sign)[0]


def _line(line: EditLine, where: _Where, labels: Mapping[str, str], theirs: Wording | None) -> Row:
    place = " ".join(filter(None, (line.tab, line.cell)))
    target = where.opens(line.source, ":", line.division, line.tab, line.cell)
    source: Value = Link(f"{line.source} {place}".strip(), target) if line.source and target else line.source
    differs = theirs is not None and line.theirs is not None and line.state != "plain"
    return {
        "id": line.id,
        "section": labels.get(line.section, line.title),
        "division": line.division or say.CLERKS,
        "number": line.number,
        "text": line.shown.text,
        "notes": line.shown.notes,
        "included": line.included,
        "joined": line.joined,
        "state": say.LINE_STATES[line.state],
        "theirs": f"{theirs.text}\n{theirs.notes}".strip() if theirs and differs else "",
        "choice": "",
        "source": source,
    }


def _finding(found: Finding, judged: Judged, where: _Where) -> Row:
    what, action = words(found)
    accepted, back, said = judged.accepted(found), judged.withdrawn(found), judged.confirmed(found)
    place = f"{found.place.tab} {found.place.a1 or ''}".strip() if found.place else ""
    source = source_of(found, judged)
    tab, cell = (found.place.tab, found.place.a1) if found.place else ("", None)
    target = where.opens(source, ",", found.division or "", tab, cell)
    state = (
        say.ACCEPTED.format(reason=accepted.reason, who=accepted.who, at=_when(accepted.at))
        if accepted
        else say.CONFIRMED.format(reason=said.reason, who=said.who or found.division or "", at=_when(said.at))
        if said
        else say.TAKEN_BACK.format(reason=back.reason)
        if back
        else ""
    )
    return {
        "id": found.id,
        "severity": SEVERITY_LABELS[found.severity],
        "division": found.division or say.CLERKS,
        "place": Link(place or source, target) if source and target else place or source,
        "what": what,
        "action": action,
        "accepted": accepted is not None,
        "reason": accepted.reason if accepted else "",
        "state": state,
    }


def _done(each: Done) -> Row:
    return {"at": _local(each.at), "kind": say.LOG_KINDS[each.kind], "who": each.who, "what": each.what}
