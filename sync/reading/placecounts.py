"""Counts in the brackets of names: "103 cán bộ tại huyện Ninh Sơn (70 người) và huyện Bác Ái (33 người)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import PartOf, Quantity
from sync.normalise.searching import UPPER
from sync.reading.joints import Stretch
from sync.reading.nouns import is_one_of
from sync.reading.quantities import same_head
from sync.reading.regions import FAR, Part, part_of
from sync.reading.wholes import compared

_ONLY_COUNT = re.compile(r"\s*\d[\d.]*(?: [^\W\d_]+(?: [^\W\d_]+){0,3})?\s*")
_LED = re.compile(r"\s*(?:giảm|tăng|thêm|còn|thiếu|cấp|mở)\s+(?=\d)", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\)?\s*[;,.]\s*(?:tổng(?: cộng| số)?|cộng|toàn (?:tỉnh|huyện|ngành)(?: đã)?|tổng cộng toàn (?:tỉnh|ngành))\s*:?"
    r"(?P<deed>\s+(?:giảm|tăng|thêm|còn|thiếu|cấp|mở))?(?: là| được| có)?\s*",
    re.IGNORECASE,
)
_BARE = 3  # counts without a noun in brackets, from which on they are no years and no marks
# What stands between a whole and the first name: words, then "tại", "ở" or "cho", and a name with a capital.
_TO_NAME = re.compile(rf"[^.;()\d]{{0,130}}\b(?:tại|ở|của|cho|đối với|thuộc|gồm|:)\s[^.;()\d]*[{UPPER}][^.;()\d]*\(")
_TO_NEXT = re.compile(r"\)?\s*(?:,|;|\bvà\b|, và\b)\s*[^.,;()\d]{2,60}\(")
_EXAMPLES = re.compile(
    r"\b(?:như|điển hình|nổi bật|chủ yếu|nhất là|tiêu biểu|trong đó|riêng|nhiều nhất)\b", re.IGNORECASE
)
_NAMES = re.compile(rf",|\bvà\s+(?=(?:[^\W\d_]+ ){{0,2}}[{UPPER}])")


def in_names(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield the whole before names that each have their count in a bracket behind them; all of it where each has."""
    run: list[Stretch] = []
    for bracket in (s for s in found if s.owner is not None):
        if run and not _follows(run[-1], bracket):
            yield from _of_run(run)
            run = []
        if len(bracket.quantities) == 1 and not bracket.others and _ONLY_COUNT.fullmatch(_LED.sub("", bracket.shown)):
            run.append(bracket)
        elif run:
            yield from _of_run(run)
            run = []
    yield from _of_run(run)


def _follows(one: Stretch, other: Stretch) -> bool:
    owner = one.owner
    if owner is None or other.owner is None or owner.start != other.owner.start:
        return False
    return _TO_NEXT.fullmatch(owner.between(one.end, other.start)) is not None


def _of_run(run: Sequence[Stretch]) -> Iterator[PartOf]:
    owner = run[0].owner if len(run) > 1 else None
    if owner is None:
        return
    parts = [bracket.quantities[0] for bracket in run]
    if total := _total_behind(owner, run, parts):
        yield part_of(total, [Part(q, "", "", 0) for q in parts], exhaustive=True)
        return
    if any(_LED.match(bracket.shown) for bracket in run):
        return
    whole = next((q for q in reversed(owner.quantities) if q.end <= run[0].start and _counts(q, parts)), None)
    if whole is None or whole.approximate or compared(owner, whole) or run[0].start - whole.end > FAR:
        return
    before = owner.between(whole.end, run[0].start)
    if (
        not _TO_NAME.fullmatch(before)
        or _EXAMPLES.search(before)
        or _NAMES.search(re.split(r"\b(?:tại|ở|cho)\b", before)[-1])
    ):
        return
    yield part_of(whole, [Part(q, "", "", 0) for q in parts], exhaustive=True)


def _total_behind(owner: Stretch, run: Sequence[Stretch], parts: Sequence[Quantity]) -> Quantity | None:
    """ "Ninh Hải (giảm 04 thôn), Ninh Phước (giảm 06 thôn); toàn tỉnh giảm 10 thôn": what the names have together."""
    total = next((q for q in owner.quantities if q.start > run[-1].end), None)
    if total is None or total.approximate or len(run) < _BARE or not _counts(total, parts):
        return None
    said = _IN_ALL.fullmatch(owner.between(run[-1].end, total.start))
    deeds = {led[0].strip().casefold() for bracket in run if (led := _LED.match(bracket.shown))}
    return total if said and deeds == {deed.strip().casefold() for deed in (said["deed"],) if deed} else None


def _counts(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    if whole.unit is not None or not whole.head:
        return False
    bare = [p.value for p in parts if not p.head]
    if bare and (len(bare) < max(_BARE, len(parts)) or bare == sorted(bare) == list(range(1, len(bare) + 1))):
        return False
    alike = (not p.head or same_head(whole.head, p.head) or is_one_of(p.head, whole.head) for p in parts)
    return all(p.unit is None for p in parts) and all(alike)
