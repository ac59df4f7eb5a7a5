"""Shares of one whole side by side, which make 100 % of it: "đúng hạn 98%, quá hạn 2%", "cơ cấu: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import Quantity, Shares
from sync.reading.joints import Stretch
from sync.reading.nouns import denied, left_over, overlap, tell_apart
from sync.reading.quantities import grain
from sync.reading.slips import is_slip

_CUT = re.compile(r"[;,]|\bvà\b|(?=\bcòn(?: lại)?\b)|:(?=\s)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:tăng|giảm|vượt|so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|mục tiêu|lũy kế|bình quân|trung bình|tốc độ|lãi suất"
    r"|thuế(?! (?:sản phẩm|trừ))|trong đó|ước|trước|tháng|năm|quý)\b",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(r"\b(?:cơ cấu|tỷ trọng|tỉ trọng|chia theo|phân theo)\b", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:chiếm|là|bằng|có|tỷ lệ|tỉ lệ|tỷ trọng)\s*$", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:tăng|giảm|so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán)\b", re.IGNORECASE)
_TAKES = re.compile(r"\bchiếm(?: tỷ lệ| tỉ lệ| tỷ trọng)?\s*$", re.IGNORECASE)
_GREW = re.compile(r"^[^,;\d]{0,40},\s*(?:chỉ )?(?:tăng|giảm)(?: trưởng)?\s*$", re.IGNORECASE)
_RATE_IS = re.compile(r"\b(?:chưa |không |chỉ |mới )?đạt\s*$", re.IGNORECASE)  # "tỷ lệ giải ngân chưa đạt 80%"
_AMONG = re.compile(r"^\s*trong đó\s*:?\s*(?:có\s*)?(?=$)", re.IGNORECASE)  # "trong đó 70,8% là rừng tự nhiên và …"
_MOST_WORDS = 9  # of a share's label: longer ones say another sentence
_NEAR = 20  # per cent that the sum may be off and still be meant to be all of it
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Share:
    quantity: Quantity
    phrase: str


def shares(stretch: Stretch) -> Iterator[Shares]:
    """Yield runs of rates that are all of one whole by what they are of: one denies the other, or "cơ cấu" is said."""
    run: list[_Share] = []
    for at, quantity in enumerate(stretch.quantities):
        share = _share(stretch, at)
        if share is None or (len(run) > 1 and _begins_anew(stretch, run, quantity)):
            yield from _of_one(stretch, run)
            run = []
        if share is not None:
            run.append(share)
    yield from _of_one(stretch, run)


def taken_shares(stretch: Stretch) -> Iterator[Shares]:
    """Yield three rates and more, each told by "chiếm" alone, where one looks mistyped that would make them 100 %."""
    told = stretch.quantities
    run: list[Quantity] = []
    for at, rate in enumerate(told):
        label = stretch.between(told[at - 1].end if at else stretch.start, rate.start)
        if rate.unit == "%" and not rate.approximate and _TAKES.search(label) and not _MOVED.search(label):
            run.append(rate)
        elif rate.unit == "%" and run and _GREW.search(label):
            continue  # "chiếm 54,6%, tăng 11,8%; …": by how much each has grown
        else:
            yield from _all_but_a_slip(run)
            run = []
    yield from _all_but_a_slip(run)


def _all_but_a_slip(run: Sequence[Quantity]) -> Iterator[Shares]:
    total = sum((q.value for q in run), Decimal(0))
    slack = sum((grain(q) for q in run), Decimal(0))
    if len(run) > 2 and abs(total - _ALL) > slack and any(is_slip(q.value, q.value + _ALL - total) for q in run):
        yield Shares(tuple(run), total, whole=False)


def _begins_anew(stretch: Stretch, run: Sequence[_Share], quantity: Quantity) -> bool:
    """True behind ";" where the shares before it stand between commas."""
    joints = [stretch.between(one.quantity.end, other.quantity.start) for one, other in pairwise(run)]
    return ";" in stretch.between(run[-1].quantity.end, quantity.start) and not all(";" in joint for joint in joints)


def _share(stretch: Stretch, at: int) -> _Share | None:
    """Return a rate that stands alone in its piece, with the words of its piece; None for any other number."""
    every, quantity = stretch.quantities, stretch.quantities[at]
    start = every[at - 1].end if at else stretch.start
    end = every[at + 1].start if at + 1 < len(every) else stretch.end
    cuts = list(_CUT.finditer(stretch.between(start, quantity.start)))
    if quantity.unit != "%" or quantity.approximate or (at and not cuts):
        return None
    label = _AMONG.sub("", stretch.between(start + (cuts[-1].end() if cuts else 0), quantity.start))
    behind = re.split(r"[;,.:(]|\bvà\b|\bcòn\b", stretch.between(quantity.end, end))[0]
    named = re.search(r"\bt[ỷỉ] lệ\b", label, re.IGNORECASE) is not None
    said = (_RATE_IS if named else _SAYS).sub("", label.rstrip())
    phrase = f"{said} {behind}"
    if len(phrase.split()) > _MOST_WORDS or _COMPARED.search(phrase) or re.search(r"\d", label + behind):
        return None
    return _Share(quantity, fold(" ".join(phrase.split())))


def _of_one(stretch: Stretch, run: Sequence[_Share]) -> Iterator[Shares]:
    if len(run) < 2 or any(not share.phrase for share in run):
        return
    phrases = [share.phrase for share in run]
    told = tuple(share.quantity for share in run)
    total = sum((q.value for q in told), Decimal(0))
    slack = sum((grain(q) for q in told), Decimal(0)) / 2
    if overlap(phrases) or any(stretch.start <= at < told[-1].end and at > told[0].start for at in stretch.others):
        return
    structured = len(run) > 2 and _STRUCTURE.search(stretch.between(stretch.start, told[0].start)) is not None
    sure = structured or denied(phrases) or left_over(phrases)
    slipped = any(is_slip(q.value, q.value + _ALL - total) for q in told)
    near = abs(total - _ALL) <= _NEAR and (sure or (total > _ALL and tell_apart(phrases)))
    if (sure or tell_apart(phrases)) and (near or slipped):
        yield Shares(told, total, abs(total - _ALL) <= slack)
