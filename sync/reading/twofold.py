"""Counts told two at a time, over sentences: "242 vụ, 344 đối tượng …. Đã khởi tố 179 vụ, 251 bị can, xử lý …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import is_neutral, kind_of
from sync.reading.quantities import head_of, same_head
from sync.reading.regions import LEADS
from sync.reading.wholes import compared

_TIE = re.compile(r"\s?[^\W\d_]+(?: [^\W\d_]+){0,3}\s?(?:/|,\s|\s?với\s)\s?", re.IGNORECASE)
_WRITTEN = re.compile(r"(\d[\d.]*)\s?/\s?(\d[\d.]*)(?=\s[^\W\d_])")
_COMPARES = re.compile(r"\b(?:tăng|giảm|so với|cùng kỳ|lũy kế|luỹ kế|kế hoạch)\b[^,;.]*$", re.IGNORECASE)
_DEALT = re.compile(
    r"\b(?:khởi tố|xử lý hành chính|xử phạt|điều tra|chuyển|truy tố|xét xử|đình chỉ|cảnh cáo)\b[^,;.\d]{0,30}$",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:lũy kế|luỹ kế|cộng dồn)\b", re.IGNORECASE)
_LONGEST = 6  # rows of one table told as text
_ALONE = 2  # counts behind the last row that may be a row of one
_FAR = 420  # characters from the wholes to the first row


@dataclass(frozen=True, slots=True)
class _Row:
    """Two counts side by side; `part` and `whole` of what is written as a ratio where `ratio`."""

    one: Quantity
    two: Quantity
    home: Stretch
    ratio: bool = False


def twofold(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield the column of such counts that does not add up where the other does.

    "32/52 vụ việc khiếu nại, 63/78 vụ việc tố cáo": of two ratios the first sides are the wholes.
    """
    rows = [row for stretch in found if stretch.owner is None for row in _rows(stretch)]
    at = 0
    while at < len(rows):
        whole = _whole(rows, at)
        following = rows[at + (2 if rows[at].ratio and whole is not rows[at] else 1) :][:_LONGEST]
        taken, relation = _columns(found, whole, following) if whole else (0, None)
        if relation:
            yield relation
        at += taken + 1


def _whole(rows: Sequence[_Row], at: int) -> _Row | None:
    """Return what the rows behind may be parts of: this row, or the first sides of two ratios."""
    row = rows[at]
    if not row.ratio:
        return None if _compares(row) or same_head(row.one.head, row.two.head) else row
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None or not following.ratio or following.home is not row.home:
        return None
    return _Row(row.one, following.one, row.home)


def _columns(found: Sequence[Stretch], whole: _Row, following: Sequence[_Row]) -> tuple[int, PartOf | None]:
    """Return how many rows belong to a whole, and the column of them that does not add up."""
    many, ones, twos = 0, Decimal(0), Decimal(0)
    for many, row in enumerate(following, 1):
        if not (_alike(whole.one, row.one) and _alike(whole.two, row.two)) or _compares(row):
            return 0, None
        if many == 1 and row.one.start - whole.two.end > _FAR:
            return 0, None
        ones, twos = ones + row.one.value, twos + row.two.value
        fits = ones == whole.one.value, twos == whole.two.value
        if many > 1 and all(fits):
            return many, None
        led = many > 1 and (_is_opened(whole, following[0]) or all(_is_dealt_with(p) for p in following[:many]))
        if any(fits) and (many > 2 or led):
            parts = following[:many]
            if _is_whole(following) or _so_far(whole, parts[0]):
                return 0, None
            lacking = whole.two.value - twos if fits[0] else whole.one.value - ones
            if _stands_alone(found, whole.two if fits[0] else whole.one, parts[-1], lacking):
                return many, None
            if fits[0]:
                return many, PartOf(whole.two, tuple(p.two for p in parts), exhaustive=True)
            return many, PartOf(whole.one, tuple(p.one for p in parts), exhaustive=True)
    return 0, None


def _is_whole(rows: Sequence[_Row]) -> bool:
    """ "lũy kế 33 vụ, 46 bị can. Trong tháng 22 vụ, 26 bị can: 16 vụ, 18 bị can, …": rows of the first of them."""
    one, two = rows[0].one.value, rows[0].two.value
    sums = ((sum(r.one.value for r in rows[1:n]), sum(r.two.value for r in rows[1:n])) for n in range(3, len(rows) + 1))
    return any(one == first and two == second for first, second in sums)


def _so_far(whole: _Row, first: _Row) -> bool:
    """ "lũy kế 33 vụ, 46 bị can. Trong tháng 8, 22 vụ, 26 bị can …": what there was so far is no whole of a month's."""
    told = whole.home.between(whole.home.start, whole.one.start)
    return whole.home.start != first.home.start and _SO_FAR.search(told) is not None


def _stands_alone(found: Sequence[Stretch], whole: Quantity, last: _Row, lacking: Decimal) -> bool:
    """ "…; xử phạt 12 vụ, 19 đối tượng; 3 vụ đang điều tra": a last row of one count makes its column right."""
    here = last.home.start
    homes = [s for s in found if s.owner is None and here in {s.start, s.before.start if s.before else None}]
    told = [q for home in homes for q in home.quantities if q.start > last.two.end and not compared(home, q)]
    behind = [q for q in told if _counts(q) and _alike(whole, q)]
    return any(q.value == lacking for q in behind[:_ALONE])


def _is_dealt_with(row: _Row) -> bool:
    """True where the words before a row say what became of its things: "khởi tố", "xử lý hành chính"."""
    return _DEALT.search(row.home.between(row.one.start - 40, row.one.start)) is not None


def _is_opened(whole: _Row, first: _Row) -> bool:
    """True where a word says that parts follow: "trong đó", "gồm"."""
    if whole.home.start == first.home.start:
        return LEADS.search(whole.home.between(whole.two.end, first.one.start)) is not None
    return LEADS.search(first.home.between(first.home.start, first.one.start)) is not None


def _rows(stretch: Stretch) -> Iterator[_Row]:
    written = [row for at in stretch.others if (row := _of_ratio(stretch, at))]
    tied = [
        _Row(one, two, stretch)
        for one, two in pairwise(stretch.quantities)
        if _TIE.fullmatch(stretch.between(one.end, two.start)) and _counts(one) and _counts(two)
    ]
    apart: list[_Row] = []
    for row in sorted([*written, *tied], key=lambda each: each.one.start):
        if not apart or row.one.start >= apart[-1].two.start + 1:
            apart.append(row)
    yield from apart


def _of_ratio(stretch: Stretch, at: int) -> _Row | None:
    """ "161/201 người": the second counts what is named, the first what the wholes say."""
    found = _WRITTEN.match(stretch.shown, at - stretch.start)
    if not found:
        return None
    head = head_of(stretch.shown, found.end())
    one, two = (Decimal(found[n].replace(".", "")) for n in (1, 2))
    places = [stretch.start + place for place in (found.start(1), found.end(1), found.start(2), found.end(2))]
    first = Quantity(places[0], places[1], found[1], one, None, ())
    return _Row(first, Quantity(places[2], places[3], found[2], two, None, head), stretch, ratio=True)


def _counts(quantity: Quantity) -> bool:
    return quantity.unit is None and bool(quantity.head) and not quantity.approximate


def _compares(row: _Row) -> bool:
    before = row.home.between(row.one.start - 60, row.one.start)
    return compared(row.home, row.one) or compared(row.home, row.two) or _COMPARES.search(before) is not None


def _alike(whole: Quantity, part: Quantity) -> bool:
    if not whole.head or not part.head or same_head(whole.head, part.head):
        return True
    persons = kind_of(whole.head) == kind_of(part.head) == "person"
    return persons or (is_neutral(part.head) and kind_of(whole.head) == "person")
