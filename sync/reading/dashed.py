"""Parts that stand one in a line: "… là 297 ca.\n- Đang điều trị: 06\n- Khỏi: 290\n- Tử vong: 01"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import tell_apart
from sync.reading.quantities import same_head
from sync.reading.regions import Part, part_of, speaks_of_no_part, total_of
from sync.reading.slips import mistyped, one_mends
from sync.reading.wholes import adds_up, compared

_DASH = re.compile(r"\s*[-–+•]\s*")
_LABELLED = re.compile(r"\s*[-–+•]\s*[^\W\d_][^:\d]{1,80}:\s*$")
_LEAST = 2


def dashed(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield the labelled numbers of such lines as parts of the last number before them, but for a slip."""
    sentences = [s for s in found if s.owner is None and s.shown.strip()]
    at = 1
    while at < len(sentences):
        lines = []
        while at < len(sentences) and _DASH.match(sentences[at].shown):
            lines.append(sentences[at])
            at += 1
        if len(lines) >= _LEAST and not _DASH.match(sentences[at - len(lines) - 1].shown):
            yield from _of(sentences[at - len(lines) - 1], lines)
        at += 1


def _of(before: Stretch, lines: Sequence[Stretch]) -> Iterator[PartOf]:
    told = [q for q in before.quantities if q.unit != "%"][-1:]
    parts = [part for line in lines if (part := _only(line))]
    if not told or len(parts) < len(lines) or told[0].approximate or compared(before, told[0]):
        return
    whole = told[0]
    alike = all(p.quantity.unit == whole.unit if whole.unit else _counts(whole, p.quantity) for p in parts)
    numbers = [p.quantity.value for p in parts]
    named = all(p.quantity.head or p.quantity.unit for p in parts) or tell_apart([p.phrase for p in parts])
    if not named and not mistyped(whole, parts):
        return  # labels alone may count anything
    if (
        alike
        and adds_up(before, whole)
        and total_of(parts) != whole.value
        and one_mends(whole.value, numbers, few=_LEAST)
    ):
        yield part_of(whole, parts, exhaustive=True)


def _counts(whole: Quantity, part: Quantity) -> bool:
    return part.unit is None and (not part.head or same_head(whole.head, part.head))


def _only(line: Stretch) -> Part | None:
    """Return the one number of a line that a label names, None of any other line."""
    told = [q for q in line.quantities if q.unit != "%"]
    label = line.between(line.start, told[0].start) if told else ""
    if (
        len(told) != 1
        or line.others
        or told[0].approximate
        or not _LABELLED.fullmatch(label)
        or speaks_of_no_part(label)
    ):
        return None
    return Part(told[0], label, label, 0)
