"""Lines put in the order in which they were signed: what was moved there, and what was added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sync.render.signed import Difference
from sync.work.editing import EditLine
from sync.work.taking import Change


def put_in_order(
    lines: Sequence[EditLine],
    section: str,
    placed: Sequence[Difference],
    names: Mapping[str, str],
    whole: Sequence[Difference] = (),
) -> Iterator[Change]:
    """Yield the changes that put lines of a section where they stand as signed, topmost first.

    `placed` are the differences of that section, `names` the ids of new lines by their marks. `whole` are all
    differences: what of them still stands elsewhere is none to stand behind. A line that was moved before is told
    again, so that doing all of it anew gives the same order.
    """
    order = [line.id for line in lines if line.section == section]
    behind = {line.id: joined_to(lines, line) for line in lines}
    elsewhere = {
        each.mark
        for each in whole
        if each.kind == "moved" and each not in placed and not is_in_place(lines, section, each, whole)
    }
    moved: list[str] = []
    for each in sorted(placed, key=lambda each: each.order.index(each.mark)):
        line = names.get(each.mark, each.mark)
        group = [line, *behind.get(line, ())]
        rest = [name for name in order if name not in group]
        above = (names.get(mark, mark) for mark in each.above if mark not in elsewhere)
        nearest = next((name for name in above if name in rest), None)
        at = 0 if nearest is None else rest.index(nearest) + 1 + sum(n in rest for n in behind.get(nearest, ()))
        order = [*rest[:at], *group, *rest[at:]]
        moved += group
    numbers = {line.id: str(line.number) for line in lines if line.id in moved}
    again = {line.id for line in lines if line.section == section and line.moved}.union(moved)
    for at, name in enumerate(order):
        if name in again:
            yield Change(name, "after", numbers.get(name, ""), " ".join(reversed(order[:at])))


def is_in_place(lines: Sequence[EditLine], section: str, found: Difference, whole: Sequence[Difference]) -> bool:
    """True where a line stands behind the one of those that were not moved that it was signed behind."""
    moved = {each.mark for each in whole if each.kind == "moved"}
    here = [line.id for line in lines if line.section == section]
    if found.mark not in here:
        return False
    stay = [mark for mark in found.order if mark in here and mark not in moved]
    signed = next((mark for mark in found.above if mark in stay), None)
    above = here[: here.index(found.mark)]
    return next((name for name in reversed(above) if name in stay), None) == signed


def joined_to(lines: Sequence[EditLine], line: EditLine) -> tuple[str, ...]:
    """Return the ids of the lines that are printed in one paragraph with this one, those left out between them too."""
    at = lines.index(line) + 1
    found: list[str] = []
    for each in lines[at:]:
        if each.section != line.section or not each.joined:
            break
        found.append(each.id)
    return tuple(found)
