"""Whether parts are all there is of a whole, and which of them are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sync.model.sentences import Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import overlap, tell_apart
from sync.reading.regions import Lead, Part, Region, slack_of, total_of
from sync.reading.slips import mistyped, nearly

STRICT = frozenset({"bracket", "strict", "colon"})
DONE = re.compile(r"\s*(?:(?:và|đến nay|qua đó|hiện)\s+)*(?:đã|được)\s", re.IGNORECASE)
_EXAMPLES = re.compile(r"\b(?:như|điển hình|nổi bật|chủ yếu|nhất là|đặc biệt|ví dụ|tiêu biểu)\b[^;:]*$", re.IGNORECASE)

_ONLINE = re.compile(r"\btrực tuyến (?:toàn trình|một phần)\b")
_SMALL = 3  # parts that make no third of the whole are not all of it
_MOST = re.compile(r"\b(?:(?:nhiều|cao|lớn|ít|thấp) nhất|kế đến|tiếp đến|đứng đầu)\b", re.IGNORECASE)


def all_of_it(stretch: Stretch, region: Region, whole: Quantity, parts: Sequence[Part], *, cut: bool) -> bool:
    """True where the parts behind a lead make all of the whole; `cut`: another may follow that was not read."""
    if len(parts) < 2:
        return False
    own = " ".join(whole.head[:2])  # "khai trừ 47 đảng viên" of party members tells no quality of them
    told = [p.phrase.replace(own, "") if own else p.phrase for p in parts]
    if overlap(told, counted=whole.unit is None) and not _chained(parts):
        return region.lead in STRICT and not region.open and len(parts) > 2 and mistyped(whole, parts)
    all_online = "trực tuyến" in stretch.between(region.start - 90, region.start)
    if region.lead == "loose" and _ONLINE.search(told[0]) and not all_online:
        return False  # "1.782 thủ tục; trong đó trực tuyến toàn trình 812, một phần 640": others are not online
    if _EXAMPLES.search(stretch.between(region.start - 40, region.start)):
        return False
    some = region.open or cut or any(_MOST.search(p.label) for p in parts)
    total, slack = total_of(parts), slack_of(whole, parts)
    if region.lead in STRICT and not some:
        return True
    if total > whole.value + slack:
        return (not region.open and not _then_done(parts)) or apart(parts)
    if total * _SMALL < whole.value and not mistyped(whole, parts):
        return False  # "1.215 di tích (trong đó 02 … quốc gia đặc biệt, 12 … quốc gia, 54 … cấp tỉnh)": some of many
    return not some and (apart(parts) or nearly(whole, parts))


def complete(lead: Lead, whole: Quantity, parts: Sequence[Part]) -> bool:
    """True where parts that were read without a doubt are all there is, by their lead or by their sum."""
    if lead in STRICT:
        return not overlap([p.phrase for p in parts]) or (len(parts) > 2 and mistyped(whole, parts))
    if overlap([p.phrase for p in parts], counted=whole.unit is None):
        return False
    return total_of(parts) > whole.value + slack_of(whole, parts) or nearly(whole, parts)


def before_a_deed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """ "số cũ 2.548 việc; thụ lý mới 5.621 việc; đã thi hành xong 5.024 việc": the last is what was done with them."""
    deed = next((at for at, p in enumerate(parts) if at > 1 and DONE.match(p.label)), len(parts))
    return parts[:deed] if not any(DONE.match(p.label) for p in parts[:deed]) and apart(parts[:deed]) else parts


def _then_done(parts: Sequence[Part]) -> bool:
    """ "trong đó 5.422 việc có điều kiện, đã giải quyết xong 4.918 việc": what was done with the ones before."""
    ends = pairwise(parts)
    return any(
        DONE.match(later.label) and not DONE.match(first.label) and later.quantity.value <= first.quantity.value
        for first, later in ends
    )


def apart(parts: Sequence[Part]) -> bool:
    """True where the words of the parts leave nothing between them."""
    return tell_apart([p.phrase for p in parts]) or _chained(parts)


def _chained(parts: Sequence[Part]) -> bool:
    """ "dưới 6m …; từ 6m đến dưới 12m …; từ 12m trở lên …": each begins where the one before ends."""
    bounds = [re.findall(r"\d[\d.,]*", p.label) for p in parts]
    return len(parts) > 2 and all(bounds) and all(one[-1] == other[0] for one, other in pairwise(bounds))
