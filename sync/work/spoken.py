"""What commands say to people of a period, its findings and its report: short lines and plain tables for a terminal.

The words are in sync/model/messages/terminal.py; here is which of them are said when.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sync.model.decisions import WITHDRAWN
from sync.model.duedates import OFFICE_ZONE
from sync.model.messages import sentence, words
from sync.model.messages import terminal as say
from sync.model.messages.labels import SEVERITY_LABELS, STATE_LABELS
from sync.work.sources import source_of

if TYPE_CHECKING:  # a command loads what it runs, not what the others' answers are made of
    from sync.model.finding import Finding
    from sync.model.records import Acceptance
    from sync.work.decide import Judged
    from sync.work.overview import Status
    from sync.work.published import Published
    from sync.work.tracing import Hit, Source
    from sync.work.unread import Unread
    from sync.work.watch import Watched


def said_of_unread(found: Iterable[Unread]) -> Iterator[str]:
    """Yield a line for each file and folder that is not read."""
    for each in found:
        yield f"! {' '.join(sentence(each.code, {'source': each.source, 'place': each.place}))}"


def said_of_watched(wrong: Iterable[Watched]) -> Iterator[str]:
    """Yield a line for each thing that should run by itself and does not."""
    for each in wrong:
        yield f"✗ {' '.join(sentence(f'doctor-{each.code}', each.told))}"


def said_of_findings(judged: Judged) -> Iterator[str]:
    """Yield every finding in three lines: id, severity and place; what is wrong; what to do."""
    if not judged.findings:
        yield say.NO_FINDINGS
    for found in judged.findings:
        what, action = words(found)
        accepted = judged.accepted(found)
        taken_back = judged.withdrawn(found)
        mark = say.ACCEPTED_MARK.format(reason=accepted.reason) if accepted else ""
        mark += say.WITHDRAWN_MARK.format(reason=taken_back.reason) if taken_back else ""
        if accepted is None and (said := judged.confirmed(found)):
            mark += say.CONFIRMED_MARK.format(reason=said.reason)
        elif accepted is None and (typed := judged.answered(found)):
            mark += say.ANSWERED_MARK.format(answer=typed)
        yield f"{found.id}  {SEVERITY_LABELS[found.severity]}  {place_of(found, judged)}{mark}"
        yield f"    {what}"
        yield f"    → {action}"


def said_of_acceptances(made: Iterable[Acceptance]) -> Iterator[str]:
    """Yield what the clerk has decided, in words."""
    for one in made:
        back = one.finding.startswith(WITHDRAWN)
        kind, _, name = one.finding.removeprefix(WITHDRAWN).partition(":")
        decided = say.WITHDRAWN if back else say.ACCEPTED
        what = decided.get(kind, decided[""]).format(name=name or kind)
        yield say.DECIDED.format(what=what, reason=one.reason)


def said_of_status(status: Status) -> Iterator[str]:
    """Yield how a period stands, and what to do next."""
    due = {"divisions": f"{status.due_divisions:%d/%m/%Y}", "report": f"{status.due_report:%d/%m/%Y}"}
    yield say.DUE.format(period=status.period.label, **due)
    rows = [
        (
            row.division,
            row.name,
            STATE_LABELS[row.state] + (say.LATE if row.late else ""),
            f"{row.submitted_at.astimezone(OFFICE_ZONE):%d/%m/%Y}" if row.submitted_at else "",
            row.prepared_by or "",
            str(row.errors),
            str(row.warnings),
        )
        for row in status.divisions
    ]
    yield from table(say.STATUS_HEADINGS, rows)
    for row in status.divisions:
        if row.without:
            yield say.WITHOUT.format(division=row.division, reason=row.without.reason, by=_signed(row.without))
        if row.picked:
            reason, by = row.picked.reason, _signed(row.picked)
            yield say.PICKED.format(division=row.division, source=row.source, reason=reason, by=by)
        if row.newer:
            version = row.version or say.NO_VERSION
            yield say.NEWER.format(division=row.division, newer=row.newer, version=version)
        if row.confirmed:
            yield say.CONFIRMED.format(division=row.division, count=row.confirmed)
    if status.report:
        kind = "draft" if status.report.draft else "final"
        if status.report.version == status.issued_version:
            kind = "issued"
        file = f"{status.period.code}/{status.report.docx}"
        yield say.LATEST.format(file=file, kind=say.KINDS[kind], version=status.report.version)
    if status.issue:
        yield say.ISSUED.format(number=status.issue.number, date=f"{status.issue.date:%d/%m/%Y}")
    elif status.lock:
        yield say.LOCKED.format(date=f"{status.lock.at.astimezone(OFFICE_ZONE):%d/%m/%Y}", who=status.lock.who)
    yield say.NEXT.format(step=_next_step(status))


def said_of_report(published: Published, judged_lines: Sequence[str]) -> Iterator[str]:
    """Yield what was made and where, or why the report was refused."""
    counts = published.counts
    if published.docx is None:
        yield say.REFUSED.format(count=len(published.open_errors))
        yield from (say.REFUSED_FOR.format(line=line) for line in judged_lines)
        yield from say.REFUSED_WAYS
        return
    if published.issued:
        yield say.AS_ISSUED.format(period=published.period.label)
    yield say.REPORT.format(file=published.docx)
    yield say.FIGURES.format(file=published.xlsx)
    if published.open_list:
        yield say.OPEN_LIST.format(file=published.open_list)
    yield say.COUNTED.format(errors=counts["error"], warnings=counts["warning"], notes=counts["note"])
    if published.accepted:
        yield say.SETTLED.format(count=published.accepted)
    for violation in published.violations:
        yield f"! {violation}"


def said_of_trace(hits: Sequence[Hit], wanted: str) -> Iterator[str]:
    """Yield every place found, with the cells that it came from."""
    if not hits:
        yield say.NOT_FOUND.format(text=wanted)
    for hit in hits:
        yield say.IN_NOTE.format(title=hit.title, note=hit.note) if hit.note else hit.title
        yield f"    {_shortened(hit.text)}"
        for source in hit.origins:
            yield f"    ← {source_line(source)}"
            if source.link:
                yield f"      {source.link}"


def source_line(source: Source) -> str:
    """Return a source in words: division, file, tab and cell, version."""
    if source.cell is None:
        if source.how == "clerk":
            return say.FROM_CLERK.format(source=source.source)
        form = say.FROM_LINE if source.line else say.FROM_OUTLINE
        return form.format(source=source.source, line=source.line)
    form = say.FROM_SEVERAL if source.how == "sum" else say.FROM_CELL
    return form.format(
        division=source.division, source=source.source, tab=source.tab, cell=source.cell, version=source.version
    )


def place_of(found: Finding, judged: Judged) -> str:
    """Return where a finding is: division, file, tab and cell as far as there are."""
    cell = say.CELL.format(cell=found.place.a1) if found.place and found.place.a1 else ""
    tab = say.TAB.format(tab=found.place.tab) if found.place else ""
    return ", ".join(filter(None, (found.division or "", source_of(found, judged), tab, cell)))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a plain table, its columns as wide as their widest text."""
    everything = [tuple(headings), *map(tuple, rows)]
    widths = [max(_width(row[at]) for row in everything) for at in range(len(headings))]
    for row in everything:
        yield "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()


def _signed(decision: Acceptance) -> str:
    day = f"{decision.at.astimezone(OFFICE_ZONE):%d/%m/%Y}"
    return f"{decision.who}, {day}" if decision.who else day


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(not unicodedata.combining(c) for c in text)


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else text[:157].rstrip() + "…"


def _next_step(status: Status) -> str:
    code = status.period.code
    if status.issue:
        return say.NEXT_PERIOD.format(code=status.period.next().code)
    if status.last_run is None:
        return say.NEXT_READ.format(code=code)
    missing = [row.division for row in status.divisions if row.state == "missing" and row.errors]
    if missing:
        return say.NEXT_REMIND.format(divisions=", ".join(missing), code=code)
    if status.open_errors:
        return say.NEXT_CHECK.format(count=status.open_errors, code=code)
    if status.outdated and status.report and not status.report.draft and status.lock is None:
        return say.NEXT_AGAIN.format(version=status.report.version, code=code)
    if status.report is None or status.report.draft or status.outdated:
        return say.NEXT_REPORT.format(code=code)
    if status.lock is None:
        return say.NEXT_LOCK.format(code=code)
    return say.NEXT_ISSUE.format(code=code)
