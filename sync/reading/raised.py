"""Totals of two things told one by one: "cấp mới 7.256,8 …; tăng thêm 4.924,5 …, nâng tổng vốn … lên 12.181,3"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import tell_apart
from sync.reading.quantities import same_head
from sync.reading.regions import Part, part_of, parts_between, total_of
from sync.reading.slips import one_mends

# "và" says that it is the total of two: of one thing alone there was some before.
_WORDS = r"(?:[^.;\d]|\b\d{1,2} (?=tháng|quý|năm|tuần|ngày)){0,90}"
_RAISED = re.compile(rf"\b(?:nâng|đưa) tổng {_WORDS}\bvà\b{_WORDS}\b(?:lên|thành|là|đạt)\s*$", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:(?:trong|cả|từ đầu|tháng đầu) (?:năm|quý)|đến nay|lũy kế|luỹ kế|cộng dồn)\b", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:tăng|giảm|vượt|so với|cùng kỳ)(?! thêm)(?: khoảng| gần)?\s*$", re.IGNORECASE)
_RAISED_ONE = re.compile(rf"\b(?:nâng|đưa) tổng {_WORDS}\b(?:lên|thành|là)\s*$", re.IGNORECASE)
_CARRIED = re.compile(r"chuyen tiep|chuyển tiếp|chuyển sang|kỳ trước|tháng trước|năm trước")
_FEW = 3
_LAST = 4  # numbers before a total among which its two parts stand


def raised_to(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield such totals with the two numbers they are made of, here or in the sentence before, but for a slip."""
    for stretch in (s for s in found if s.owner is None):
        for total in stretch.quantities:
            said = stretch.between(total.start - 200, total.start)
            two = _two_told_apart(stretch, total) if _RAISED_ONE.search(said) else ()
            raised = _RAISED.search(said) or (_RAISED_ONE.search(said) if two else None)
            if total.unit == "%" or not raised or _OTHER_TIME.search(raised[0]):
                continue  # "nâng tổng vốn đăng ký và tăng thêm trong năm lên …": there was some in the months before
            if two:
                if part_is_off(total, two) and one_mends(total.value, [p.quantity.value for p in two], few=_FEW):
                    yield part_of(total, two, exhaustive=True)
                continue
            homes = [home for home in (stretch.before, stretch) if home is not None]
            told = [q for home in homes for q in home.quantities if q.end <= total.start and _counts(home, q, total)]
            pairs = [[Part(q, "", "", 0) for q in pair] for pair in combinations(told[-_LAST:], 2)]
            if any(not part_is_off(total, pair) for pair in pairs):
                continue
            slipped = next((pair for pair in reversed(pairs) if _slipped(total, pair)), None)
            if slipped:
                yield part_of(total, slipped, exhaustive=True)


def _two_told_apart(stretch: Stretch, total: Quantity) -> Sequence[Part]:
    """ "05 nhiệm vụ chuyển tiếp và 03 nhiệm vụ mới, nâng tổng số … lên 08": what was there before is one of the two."""
    parts, is_open = parts_between(stretch, stretch.start, total.start)
    parts = tuple(p for p in parts if p.quantity.end <= total.start and _counts(stretch, p.quantity, total))
    told = len(parts) == 2 and not is_open and _CARRIED.search(parts[0].phrase + parts[1].phrase)
    return parts if told and tell_apart([p.phrase for p in parts]) else ()


def part_is_off(total: Quantity, pair: Sequence[Part]) -> bool:
    """True where two parts do not make a total, rounded as they are written."""
    return abs(total_of(pair) - total.value) > part_of(total, pair, exhaustive=True).slack


def _slipped(total: Quantity, pair: Sequence[Part]) -> bool:
    return one_mends(total.value, [p.quantity.value for p in pair])


def _counts(home: Stretch, part: Quantity, total: Quantity) -> bool:
    if part.approximate or part.unit != total.unit or _CHANGED.search(home.between(part.start - 20, part.start)):
        return False
    return part.unit is not None or same_head(part.head, total.head)
