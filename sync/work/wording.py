"""The clerk's edits applied to a period: what will be printed, and where clerk and division disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sheets.grid import Place
from sync.model.edits import NO, OWN, YES, Contested, Edit, LineEdits, by_line
from sync.model.material import Round
from sync.model.records import (
    Activity,
    CellOrigin,
    ClerkOrigin,
    Origin,
    OutlineOrigin,
    PlanItem,
    Style,
    Submission,
    Text,
    Value,
)
from sync.normalise.figures import format_number
from sync.reading.lines import PLAN
from sync.reading.wording import (
    Worded,
    Wording,
    own_line,
    own_task,
    printed_task,
    reworded,
    reworded_by,
    with_wording,
    wording_of,
)

Figures = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Gone:
    """A line that its division has removed: where it last stood, and what it said."""

    line: str
    division: str
    book: str
    section: str
    style: Style
    wording: Wording
    origin: Origin


@dataclass(slots=True)
class _Editing:
    """One pass over a period's lines: what was met is collected on the way."""

    edits: Mapping[str, LineEdits]
    figures: Figures
    plans: frozenset[str]
    former: Mapping[str, tuple[str, ...]]
    contested: list[Contested] = field(default_factory=list)

    def submission(self, given: Submission) -> Submission:
        activities = [a for each in given.activities for a in self._activity(each, given)]
        tasks = [item for each in given.plan for item in self._task(each, given)]
        # What the clerk has put into the plan is a task there, and what she has taken out of it a line of its section.
        into = [_as_task(a) for a in activities if a.section in self.plans]
        out = [_as_activity(item, self._section(item)) for item in tasks if self._section(item)]
        return replace(
            given,
            activities=(*(a for a in activities if a.section not in self.plans), *out),
            plan=(*(item for item in tasks if not self._section(item)), *into),
        )

    def _section(self, item: PlanItem) -> str:
        """Return the section that a task was put into, "" where it is still one of a plan's."""
        mine = self.edits.get(item.line)
        section = (mine.says("section") if mine else "") or ""
        return "" if section in self.plans else section

    def _activity(self, activity: Activity, given: Submission) -> Iterator[Activity]:
        mine = self.edits.get(activity.line)
        if mine is None:
            yield activity
        elif mine.included:
            edit = reworded_by(mine)
            if not edit:
                yield activity
                return
            worded = self._worded(wording_of(activity), mine, activity.origin, given)
            style = _style(mine, activity.style)
            changed = with_wording(activity, worded.wording, edit, style, self._figures(activity))
            section = mine.says("section") or activity.section
            moved = section != activity.section and isinstance(activity.origin, OutlineOrigin)
            if moved:  # the outline prints its texts where it has them: put elsewhere it is a line like hers
                changed = replace(changed, origin=ClerkOrigin(edit), edit="")
            yield replace(changed, section=section)

    def _task(self, item: PlanItem, given: Submission) -> Iterator[PlanItem]:
        mine = self.edits.get(item.line)
        if mine is None:
            yield item
        elif mine.included:
            edit = reworded_by(mine)
            worded = self._worded(wording_of(item), mine, item.origin, given)
            text = printed_task(worded.wording.text)
            former = tuple(said for said in (item.text, *self.former.get(item.line, ())) if said != text)
            yield replace(item, text=text, edit=edit, former=tuple(dict.fromkeys(former))) if edit else item

    def _worded(self, theirs: Wording, mine: LineEdits, origin: Origin, given: Submission) -> Worded:
        worded = reworded(theirs, mine)
        if worded.conflicts:
            place = origin.place if isinstance(origin, CellOrigin) else None
            sides = (_words(c.ours for c in worded.conflicts), _words(c.theirs for c in worded.conflicts))
            told = Contested(mine.line, "conflict", given.division or "", given.book, place, *sides)
            self.contested.append(told)
        return worded

    def _figures(self, activity: Activity) -> Figures:
        """A figure that the line has already prints as it did; one that the clerk asks for is looked up."""
        own = {span.code: span.text for span in activity.spans if isinstance(span, Value)}
        return lambda code: own[code] if code in own else self.figures(code)


def with_edits(raw: Round, edits: Iterable[Edit], gone: Iterable[Gone] = ()) -> Round:
    """Return a period as it will be printed.

    `raw` says what divisions and outline say, `gone` are the edited lines that stand in no division's sheet any more.
    """
    edits = tuple(edits)
    lines = by_line(edits)
    if not lines:
        return raw
    plans = [part.id for part in raw.config.outline if part.kind == "plan"]
    editing = _Editing(lines, figures_of(raw.submissions.values()), frozenset(plans), _former(edits))
    submissions = {code: editing.submission(submission) for code, submission in raw.submissions.items()}
    office = editing.submission(raw.office)
    own = [line for name, line in lines.items() if name.startswith(OWN) and line.included and line.says("kept") != NO]
    tasks = [own_task(line, line.says("text") or "") for line in own if line.says("section") in plans]
    activities = [
        own_line(line, _own_wording(line), line.says("section") or "", _style(line, "paragraph"), editing.figures)
        for line in own
        if line.says("section") not in plans
    ]
    for each in gone:
        mine = lines[each.line]
        wording = reworded(each.wording, mine).wording
        if mine.says("kept") == YES and mine.included:
            if each.line.startswith(PLAN):
                tasks.append(own_task(mine, wording.text))
            else:
                section = mine.says("section") or each.section
                activities.append(own_line(mine, wording, section, _style(mine, each.style), editing.figures))
        elif mine.says("kept") != NO and mine.included:
            place = Place(each.origin.place.tab) if isinstance(each.origin, CellOrigin) else None
            sides = (_both(wording), _both(each.wording))
            editing.contested.append(Contested(each.line, "removed", each.division, each.book, place, *sides))
    office = replace(office, activities=(*office.activities, *activities), plan=(*office.plan, *tasks))
    return replace(raw, submissions=submissions, office=office, edits=lines, contested=tuple(editing.contested))


def _former(edits: Iterable[Edit]) -> dict[str, tuple[str, ...]]:
    """Return what each line has said at some time, by line."""
    found: dict[str, tuple[str, ...]] = {}
    for edit in edits:
        if edit.field == "text":
            said = (printed_task(edit.before), printed_task(edit.after))
            found[edit.line] = (*found.get(edit.line, ()), *filter(None, said))
    return found


def _as_task(activity: Activity) -> PlanItem:
    return PlanItem(activity.origin, activity.text, part=activity.part, line=activity.line, edit=activity.edit)


def _as_activity(item: PlanItem, section: str) -> Activity:
    spans = (Text(item.text),)
    if isinstance(item.origin, OutlineOrigin):
        return Activity(ClerkOrigin(item.edit), section, "bullet", spans, part=item.part, line=item.line)
    return Activity(item.origin, section, "bullet", spans, part=item.part, line=item.line, edit=item.edit)


def _own_wording(line: LineEdits) -> Wording:
    return Wording(line.says("text") or "", line.says("notes") or "")


def figures_of(submissions: Iterable[Submission]) -> Figures:
    """Return the month's figures as printed, by indicator; several divisions' add up."""
    sums: dict[str, Decimal] = {}
    for submission in submissions:
        for figure in submission.figures:
            if figure.slot == "month" and figure.value is not None:
                sums[figure.indicator] = sums.get(figure.indicator, Decimal(0)) + figure.value
    return lambda code: format_number(sums[code]) if code in sums else None


def _style(mine: LineEdits, else_style: Style) -> Style:
    said = mine.says("style")
    return else_style if not said else "bullet" if said == "bullet" else "paragraph"


def _words(pieces: Iterable[str]) -> str:
    return " … ".join(piece.strip() for piece in pieces if piece.strip())


def _both(wording: Wording) -> str:
    return f"{wording.text}\n{wording.notes}".strip()
