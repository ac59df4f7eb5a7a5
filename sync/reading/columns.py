"""Counts that go in pairs: "18 vụ/27 bị can, gồm: 11 vụ/15 bị can …, 07 vụ/12 bị can …" adds up column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.model.sentences import PartOf, Quantity
from sync.reading.completeness import complete
from sync.reading.joints import Stretch
from sync.reading.nouns import is_one_of
from sync.reading.quantities import CLASSIFIERS, same_head
from sync.reading.regions import FAR, Lead, Part, opened, part_of, speaks_of_no_part, total_of
from sync.reading.wholes import compared

_CUT = re.compile(r"[;,]|\bvà\b")
_TIED = re.compile(r"[^.;:()\d]{1,80}")  # between two wholes: no sign that ends what is counted
_WIDEST = 3  # counts side by side

# Of "05 địa phương, gồm: A, B, C và có 06 địa phương khác" the second number begins another list.
_BEGINS_ANEW = re.compile(r"\bvà có\s*$", re.IGNORECASE)
# "100 cơ sở gồm 24 cá nhân và 76 tổ chức; … đồng thời kiểm tra 239 cơ sở": behind it another deed is told.
_SO_FAR = re.compile(
    r"\b(?:lũy kế|luỹ kế|từ đầu năm|tính chung)\b", re.IGNORECASE
)  # "tháng này 02 …; lũy kế 35 …, gồm 14 …"
_PIECE_END = re.compile(r";")
_ANOTHER_DEED = re.compile(r"[;,]\s*(?:đồng thời|ngoài ra|bên cạnh đó|song song)\b", re.IGNORECASE)


def columns(stretch: Stretch) -> Iterator[PartOf]:
    """Yield the columns of parts whose wholes stand side by side before the lead."""
    leads = list(opened(stretch))
    for number, (lead, start, begin, _) in enumerate(leads):
        end = next((later for kind, later, _, _ in leads[number + 1 :] if kind != "colon"), stretch.end)
        home, until = stretch, start
        if lead == "bracket" and stretch.owner is not None:
            home, until = stretch.owner, stretch.start - 1
        wholes = [q for q in home.quantities if q.end <= until and q.unit != "%" and not compared(home, q)]
        inside = [q for q in stretch.quantities if begin <= q.start < end and q.unit != "%"]
        for many in range(_WIDEST, 0, -1):
            rows = _rows(stretch, home, wholes[-many:], inside, (begin, end)) if len(wholes) >= many else ()
            nouns = {q.unit or q.head[:1] for q in wholes[-many:]}
            if many > 1 and len(nouns) == 1 and lead == "bracket" and "/" not in stretch.shown:
                continue  # "kiểm tra 64 vụ, xử lý 41 vụ (hàng cấm 03 vụ, hàng giả 08 vụ, …)": one noun, no columns
            if rows and until - wholes[-many].end <= FAR:
                yield from _summed(lead, wholes[-many:], rows)
                break


def named_alike(stretch: Stretch) -> Iterator[PartOf]:
    """Yield a part that counts the very same as one of several wholes ("người chết") and is larger."""
    for lead, start, begin, end in opened(stretch):
        wholes = [q for q in stretch.quantities if q.end <= start][-_WIDEST:]
        heads = {q.head[:2] for q in wholes}
        if lead not in {"loose", "strict"} or len(heads) < max(2, len(wholes)) or start - wholes[0].end > 2 * FAR:
            continue
        another = (_ANOTHER_DEED if lead == "loose" else _PIECE_END).search(stretch.between(begin, end))
        until = begin + another.start() if another else end
        for whole in (q for q in wholes if not _SO_FAR.search(stretch.between(q.end, start))):
            for part in (q for q in stretch.quantities if begin <= q.start < until):
                same = whole.unit is part.unit is None and len(whole.head) > 1 and part.head[:2] == whole.head[:2]
                before = re.split(r"[;,]", stretch.between(begin, part.start))[-1]
                if lead == "strict" and _BEGINS_ANEW.search(before):
                    continue
                if same and part.value > whole.value and not speaks_of_no_part(before) and not compared(stretch, whole):
                    yield PartOf(whole, (part,), exhaustive=False)


def _summed(lead: Lead, wholes: Sequence[Quantity], rows: Sequence[Sequence[Part]]) -> Iterator[PartOf]:
    parts = [[row[column] for row in rows] for column in range(len(wholes))]
    # Where one column is all there is, the others are too.
    all_there = any(total_of(column) == whole.value for whole, column in zip(wholes, parts, strict=True))
    for whole, column in zip(wholes, parts, strict=True):
        yield part_of(whole, column, exhaustive=all_there or complete(lead, whole, column))


def _rows(
    stretch: Stretch, home: Stretch, wholes: Sequence[Quantity], inside: Sequence[Quantity], span: tuple[int, int]
) -> Sequence[Sequence[Part]]:
    """Return the rows of parts, one part for each whole, () where the numbers do not go round in the wholes' order."""
    many = len(wholes)
    ties = pairwise(wholes)
    if any(not _TIED.fullmatch(home.between(one.end, other.start)) for one, other in ties):
        return ()
    if any(whole.approximate or compared(home, whole) for whole in wholes):
        return ()
    if many == 1:
        inside = _last_of_pieces(stretch, wholes[0], inside, span)
    if len(inside) < 2 * many or len(inside) % many:
        return ()
    rows = [inside[at : at + many] for at in range(0, len(inside), many)]
    if not all(_alike(w, q) and not q.approximate for row in rows for w, q in zip(wholes, row, strict=True)):
        return ()
    ends = [span[0], *(row[-1].end for row in rows)]
    labels = [stretch.between(at, row[0].start) for at, row in zip(ends, rows, strict=False)]
    if any(not _CUT.search(label) for label in labels[1:]) or any(speaks_of_no_part(label) for label in labels):
        return ()
    if any(span[0] <= at < span[1] for at in stretch.others):
        return ()
    return [[Part(q, label, label, 0) for q in row] for label, row in zip(labels, rows, strict=True)]


def _last_of_pieces(
    stretch: Stretch, whole: Quantity, inside: Sequence[Quantity], span: tuple[int, int]
) -> list[Quantity]:
    """Return the numbers that count what the whole counts; what stands before each is its label: "250ml: 225 …"."""
    kept: list[Quantity] = []
    for number, quantity in enumerate(inside):
        following = inside[number + 1].start if number + 1 < len(inside) else span[1]
        cut = _CUT.search(stretch.between(quantity.end, following)) is not None
        if _alike(whole, quantity) and (cut or number + 1 == len(inside)):
            kept.append(quantity)
        elif _alike(whole, quantity) or cut or number + 1 == len(inside):
            return []
    return kept if len(kept) < len(inside) else []


def _alike(whole: Quantity, part: Quantity) -> bool:
    if whole.unit is not None or part.unit is not None:
        return whole.unit == part.unit
    if same_head(whole.head, part.head) or is_one_of(part.head, whole.head):  # "4.580 lượt người", "350 người"
        return True
    return bool(whole.head) and part.head in CLASSIFIERS
