"""Lines of a division's sheet followed through its versions: an id once given goes on with its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sync.model.config import Config
from sync.model.edits import OWN, Edit, by_line
from sync.model.period import Period
from sync.model.records import Activity, PlanItem, Submission
from sync.reading.lines import OUTLINE
from sync.reading.wording import wording_of
from sync.store import blobs, clerk, facts
from sync.work.cells import unpack
from sync.work.standings import by_division
from sync.work.wording import Gone

if TYPE_CHECKING:
    from sync.reading.lineage import Line

Ids = Mapping[str, str]


def with_lines(submission: Submission, ids: Ids) -> Submission:
    """Return a submission whose lines stand under the ids that they go on under."""
    if not ids:
        return submission
    return replace(
        submission,
        activities=tuple(replace(a, line=ids.get(a.line, a.line)) for a in submission.activities),
        plan=tuple(replace(item, line=ids.get(item.line, item.line)) for item in submission.plan),
    )


def continue_lines(connection: Connection, config: Config, period: Period, divisions: Iterable[str]) -> None:
    """Keep, for each division's newest version, which of its lines go on from the versions before."""
    kept = clerk.lines(connection, period.code)
    versions = by_division(facts.versions(connection, period.code))
    for division in divisions:
        mine = list(dict.fromkeys(v.digest for v in versions.get(division, ())))
        if len(mine) > 1 and (division, mine[-1]) not in kept:
            read = _read(connection, config, period, division, mine, kept)
            if mine[-1] in read:
                ids = _inherited([read[digest] for digest in mine[:-1] if digest in read], read[mine[-1]])
                clerk.add_lines(connection, division, period.code, mine[-1], ids)


def gone(
    connection: Connection, config: Config, period: Period, here: Iterable[Submission], edits: Sequence[Edit]
) -> tuple[Gone, ...]:
    """Return the edited lines that stand in no division's sheet any more, as they stood when they last did."""
    present = {line.line for submission in here for line in submission.lines}
    missing = {line for line in by_line(edits) if line not in present and line[:1] not in {OWN, OUTLINE}}
    if not missing:
        return ()
    kept = clerk.lines(connection, period.code)
    versions = facts.versions(connection, period.code)
    of_division = by_division(versions)
    found: dict[str, Gone] = {}
    for division in dict.fromkeys(v.division for v in versions):
        mine = list(dict.fromkeys(v.digest for v in of_division[division]))
        for submission in _read(connection, config, period, division, mine, kept).values():
            for line in submission.lines:
                if line.line in missing:
                    found[line.line] = _gone(line, submission)
    return tuple(found.values())


def readdressed(edits: Sequence[Edit], office: Submission) -> tuple[Edit, ...]:
    """Return the edits with those of outline texts that config.yaml words anew under the ids of the new texts.

    A text of the outline is known by its words; where they change, the likest text that nobody has edited goes on.
    """
    if not edits:
        return ()
    from sync.reading.lineage import Line, inherit  # most periods have no edits

    lines = by_line(edits)
    here = {line.line: wording_of(line).text for line in office.lines if line.line.startswith(OUTLINE)}
    lost = [
        Line(name, None, text.before)
        for name, line in lines.items()
        if name.startswith(OUTLINE) and name not in here and (text := line.of("text"))
    ]
    free = [name for name in here if name not in lines]
    found = inherit(lost, [(None, here[name]) for name in free])
    now = {old: name for name, old in zip(free, found, strict=True) if old is not None}
    return tuple(replace(edit, line=now.get(edit.line, edit.line)) for edit in edits)


def _gone(line: Activity | PlanItem, submission: Submission) -> Gone:
    division, book = submission.division or "", submission.book
    if isinstance(line, PlanItem):
        return Gone(line.line, division, book, "", "paragraph", wording=wording_of(line), origin=line.origin)
    return Gone(
        line.line,
        division,
        book,
        line.section or "",
        line.style,
        wording=wording_of(line),
        origin=line.origin,
    )


def _read(
    connection: Connection,
    config: Config,
    period: Period,
    division: str,
    digests: Sequence[str],
    kept: Mapping[tuple[str, str], Ids],
) -> dict[str, Submission]:
    from sync.reading.parse import parse  # most rounds bring no second version of a form

    packed = blobs.cells_of(connection, digests)
    return {
        digest: with_lines(parse(unpack(packed[digest]), config, division, period), kept.get((division, digest), {}))
        for digest in digests
        if digest in packed
    }


def _inherited(before: Sequence[Submission], after: Submission) -> dict[str, str]:
    """Return the ids that lines go on under, by the ids that they would get anew.

    A line that left and came back is looked for in older versions too, newest first.
    """
    from sync.reading.lineage import inherit

    ids: dict[str, str] = {}
    for rows, older in (
        (_results(after), [_results(s) for s in before]),
        (_tasks(after), [_tasks(s) for s in before]),
    ):
        taken: set[str] = set()
        waiting = list(rows)
        for lines in reversed(older):
            free = [line for line in lines if line.id not in taken]
            found = inherit(free, [(line.section, line.text) for line in waiting])
            for line, goes_on in zip(waiting, found, strict=True):
                if goes_on is not None:
                    ids[line.id] = goes_on
            taken.update(line.id for line in lines)
            waiting = [line for line in waiting if line.id not in ids]
            if not waiting:
                break
    return {new: old for new, old in ids.items() if new != old}


def _results(submission: Submission) -> list[Line]:
    from sync.reading.lineage import Line

    return [Line(a.line, a.section, wording_of(a).text) for a in submission.activities]


def _tasks(submission: Submission) -> list[Line]:
    from sync.reading.lineage import Line

    return [Line(item.line, None, item.text) for item in submission.plan]
