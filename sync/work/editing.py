"""The coming report line by line, as the clerk sees and edits it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sync.consolidate import places
from sync.model.edits import NO, OWN, YES, Edit, LineEdits
from sync.model.material import Material, Round
from sync.model.outline import worded
from sync.model.period import Period
from sync.model.records import Activity, CellOrigin, Origin, OutlineOrigin, PlanItem, Value
from sync.model.report import Part, Report, Section
from sync.reading.wording import Wording, as_typed, reworded_by, shown, wording_of
from sync.work.decide import Judged, judge_loaded
from sync.work.derive import Loaded
from sync.work.office import Office
from sync.work.printed import printed_divisions
from sync.work.wording import Figures, Gone, figures_of, with_edits

LineState = Literal["plain", "edited", "own", "conflict", "removed"]
STEP = 10  # between the numbers of two lines of a section


@dataclass(frozen=True, slots=True)
class EditLine:
    """One line of the coming report: where it stands, whose it is, what it says.

    `theirs` is the division's (or outline's) own wording, None where the clerk wrote the line; `wording` what holds
    now; `shown` the same with {MÃ} filled in, as the clerk reads and edits it. `number` is its place in its section:
    10, 20, 30 …
    """

    id: str
    section: str
    title: str
    division: str
    theirs: Wording | None
    wording: Wording
    shown: Wording
    number: int
    included: bool
    joined: bool
    state: LineState
    moved: bool = False
    source: str = ""
    tab: str = ""
    cell: str = ""


def edit_lines(office: Office, period: Period) -> tuple[EditLine, ...]:
    """Return every line of the coming report in its order, also those that are taken out or joined; StoreError."""
    return lines_of(*judge_loaded(office, period))


def lines_of(judged: Judged, loaded: Loaded) -> tuple[EditLine, ...]:
    """Return the lines of a period that was judged and loaded."""
    whole = _whole(loaded)
    report = places(Material(whole, printed_divisions(replace(judged, round=whole))))
    theirs = {line.line: line for s in (*loaded.raw.submissions.values(), loaded.raw.office) for line in s.lines}
    return tuple(_lines(report, loaded, whole, theirs))


def theirs_shown(loaded: Loaded) -> dict[str, Wording]:
    """Return what division or outline says in each line, by its id, with {MÃ} filled in."""
    figures = figures_of(loaded.raw.submissions.values())
    found = {each.line: Wording(shown(each.wording, figures), each.wording.notes) for each in loaded.gone}
    for given in (*loaded.raw.submissions.values(), loaded.raw.office):
        for line in given.lines:
            own = wording_of(line)
            found[line.line] = Wording(shown(own, _figures(line, figures)), own.notes)
    return found


def titles(this: Round) -> dict[str, str]:
    """Return every place a line may stand in: id → number and title as printed, in print order."""
    report = places(Material(this, tuple(this.submissions)))
    found: dict[str, str] = {}
    for part in report.parts:
        found[part.id] = _title(part)
        for top in part.sections:
            for section in top.walk():
                found[section.id] = _title(section)
    for spec in this.config.sections():  # one without a line of its own is not printed, and may get one
        if spec.valid.covers(this.period):
            found.setdefault(spec.id, worded(spec.title, this.period).rstrip(" :"))
    return found


def _title(at: Part | Section) -> str:
    """Return number and title as printed."""
    number = f"{at.number}." if isinstance(at, Part) else at.number
    return f"{number} {at.title}".rstrip(" :")


def _whole(loaded: Loaded) -> Round:
    """Return the period with every line in its place: none taken out, none joined, what was removed still there."""
    held = [
        edit
        for edits in loaded.round.edits.values()
        for edit in edits.fields
        if edit.field not in {"included", "joined", "kept"} or (edit.field == "kept" and edit.line.startswith(OWN))
    ]
    asked = {each.line for each in loaded.round.contested if each.kind == "removed"}
    kept = {line for line, edits in loaded.round.edits.items() if edits.says("kept") == YES} | asked
    stay = [
        Edit("", away.line, "kept", "", YES if away.line in kept else NO, "", loaded.round.edits[away.line].newest.at)
        for away in loaded.gone
    ]
    return with_edits(loaded.raw, [*held, *stay], loaded.gone)


def _lines(
    report: Report, loaded: Loaded, whole: Round, theirs: Mapping[str, Activity | PlanItem]
) -> Iterator[EditLine]:
    present = {line.line: line for s in (*whole.submissions.values(), whole.office) for line in s.lines}
    contested = {each.line: each.kind for each in loaded.round.contested}
    away = {each.line: each for each in loaded.gone}
    figures = figures_of(loaded.raw.submissions.values())
    count: dict[str, int] = {}
    for part, section, block in report.blocks():
        at = section or part
        line = present.get(block.id)
        if line is None:
            continue  # what a section says that nobody has supplied
        count[at.id] = count.get(at.id, 0) + STEP
        edits = loaded.round.edits.get(block.id)
        own = theirs.get(block.id)
        base = wording_of(own) if own else away[block.id].wording if block.id in away else None
        wording = as_typed(wording_of(line), base or Wording(""), edits)
        origin = (own or line).origin
        division, source, tab, cell = _source(away.get(block.id), origin, loaded.raw)
        yield EditLine(
            id=block.id,
            section=at.id,
            title=_title(at),
            division=division,
            theirs=base,
            wording=wording,
            shown=Wording(shown(wording, _figures(line, figures)), wording.notes),
            number=count[at.id],
            included=edits is None or edits.included,
            joined=edits is not None and edits.says("joined") == YES,
            state=_state(block.id, contested, edits, same=own is not None and wording_of(own) == wording),
            moved=edits is not None and edits.of("after") is not None,
            source=source,
            tab=tab,
            cell=cell,
        )


def _figures(line: Activity | PlanItem, figures: Figures) -> Figures:
    """A figure prints as it does in the line's own sheet, else as the period has it."""
    own = {span.code: span.text for span in getattr(line, "spans", ()) if isinstance(span, Value)}
    return lambda code: own.get(code) or figures(code)


def _state(
    line: str, contested: Mapping[str, Literal["conflict", "removed"]], edits: LineEdits | None, *, same: bool
) -> LineState:
    """Return how a line stands; `same`: it says what its division says, also where she chose that over her own."""
    if line in contested:
        return contested[line]
    if line.startswith(OWN):
        return "own"
    if edits and edits.says("kept") == YES:
        return "own"
    if edits is None or (same and edits.of("section") is None):
        return "plain"
    return "edited" if reworded_by(edits) else "plain"


def _source(away: Gone | None, origin: Origin, raw: Round) -> tuple[str, str, str, str]:
    """Return division, file, tab and cell that a line comes from; "" where there is none."""
    if away:
        return away.division, "", "", ""
    if isinstance(origin, CellOrigin):
        for standing in raw.standings:
            if standing.copy and standing.copy.digest == origin.book:
                return standing.division, standing.copy.source, origin.place.tab, origin.place.a1 or ""
    if isinstance(origin, OutlineOrigin):
        return "", f"{raw.config.path.name}:{origin.line}", "", ""
    return "", "", "", ""
