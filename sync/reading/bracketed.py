"""Brackets that tell of each of the counted: "04 xã (Phước Bình: 312 hộ, Phước Tân: 98 hộ, …); tổng số 765 hộ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.model.sentences import Listed, PartOf, Quantity
from sync.normalise.searching import UPPER
from sync.reading.joints import Stretch
from sync.reading.nouns import kind_of
from sync.reading.quantities import begins_with, same_head
from sync.reading.regions import Part, part_of, speaks_of_no_part
from sync.reading.slips import one_mends
from sync.reading.wholes import compared

_CUT = re.compile(r"[;,]|\bvà\b")
_NAME = re.compile(
    rf"\s*(?:(?:xã|phường|huyện|thành phố|thị trấn|thôn|tỉnh)\s)?(?:[{UPPER}][^\W_]*(?:\s|-|:)*)+", re.UNICODE
)
_TOTAL = re.compile(
    r"\)?\s*[;,.]\s*(?:với |nâng )?(?:tổng(?: số| cộng)?|cộng)\b(?! (?:kinh phí|vốn|dự toán))[^\d;.(]{0,50}",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:trong đó|như|riêng|nhiều nhất|điển hình|tiêu biểu|chủ yếu|gồm có|còn lại|khác)\b", re.IGNORECASE
)
_HOLDING = frozenset({"province", "district", "commune", "village"})
_LEAST = 3
_NEAR = 110


@dataclass(frozen=True, slots=True)
class _Told:
    """What a bracket says in each of its pieces: the words before the number, and the number."""

    labels: tuple[str, ...]
    numbers: tuple[Quantity, ...]


def each_in_bracket(found: Sequence[Stretch]) -> Iterator[Listed]:
    """Yield a number with the pieces of the bracket behind it that each name one of the counted and its own number."""
    for bracket in found:
        told = _pieces(bracket)
        owner = bracket.owner
        if told is None or owner is None or _SOME.search(bracket.shown):
            continue
        before = [q for q in owner.quantities if q.end <= bracket.start and bracket.start - q.end <= _NEAR]
        for count in (q for q in reversed(before) if q.unit is None and q.head and not q.approximate):
            if same_head(count.head, told.numbers[0].head):
                continue  # "412 phiếu (phiếu số 1: 280 phiếu, phiếu số 2: 132 phiếu)": parts of it
            of_it = all(begins_with(label.strip(), count.head) for label in told.labels)
            last = count is before[-1] and not re.search(r"[.;:,]", owner.between(count.end, bracket.start - 1))
            places = last and kind_of(count.head) in _HOLDING and all(map(_NAME.fullmatch, told.labels))
            if (of_it or (places and len(told.numbers) >= _LEAST)) and count.value == int(count.value):
                yield Listed(count, tuple(label.strip(" :") for label in told.labels), len(told.labels))
                break


def bracket_totals(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield the total told behind a bracket with its pieces, but for a slip."""
    for bracket in found:
        told = _pieces(bracket)
        owner = bracket.owner
        total = next((q for q in owner.quantities if q.start > bracket.end), None) if owner and told else None
        few = told is None or len(told.numbers) < _LEAST
        if told is None or few or owner is None or total is None or total.approximate or compared(owner, total):
            continue
        if not _TOTAL.fullmatch(owner.between(bracket.end, total.start)) or not _alike(total, told.numbers[0]):
            continue
        numbers = [q.value for q in told.numbers]
        if sum(numbers) != total.value and one_mends(total.value, numbers, few=0 if total.unit else 1):
            yield part_of(total, [Part(q, "", "", 0) for q in told.numbers], exhaustive=True)


def _pieces(bracket: Stretch) -> _Told | None:
    """Return what a bracket tells in its pieces, None unless each has one number, and all count the same."""
    numbers = [q for q in bracket.quantities if q.unit != "%"]
    if bracket.owner is None or bracket.others or len(numbers) < 2 or any(q.approximate for q in numbers):
        return None
    labels: list[str] = []
    at = bracket.start
    for quantity in numbers:
        pieces = _CUT.split(bracket.between(at, quantity.start))
        if len(pieces) != (2 if labels else 1) or not pieces[-1].strip() or speaks_of_no_part(pieces[-1]):
            return None
        labels.append(pieces[-1])
        at = quantity.end
    alike = all(_alike(numbers[0], q) for q in numbers[1:])
    return _Told(tuple(labels), tuple(numbers)) if alike and not _CUT.search(bracket.between(at, bracket.end)) else None


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    return bool(one.head and other.head) and same_head(one.head, other.head)
