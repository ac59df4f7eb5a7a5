"""Which numbers a region's parts may be parts of, nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sync.model.sentences import Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import is_neutral
from sync.reading.regions import BARE, FAR, LEADS, Part, Region

# "Hình thức kỷ luật đảng viên: khiển trách 28, …": by what the sentence before is broken down.
_BASIS = re.compile(
    r"(?:về |xét |chia |phân )?(?:hình thức|phân loại|theo|loại hình)\b[^,;.:\d]{0,60}",
    re.IGNORECASE,
)
_NO_WHOLE = frozenset({"%", "tuổi", "tháng tuổi"})  # what tells of which, not how many
_NO_SUM = frozenset({"%", "ngày", "năm", "tháng", "tuần", "giờ", "điểm", "độ"})
_AVERAGE = re.compile(
    r"\b(?:năng suất|bình quân|trung bình|mật độ|(?<!trị )(?<!đánh )giá(?! trị)|chỉ số|nhiệt độ|cao trình"
    r"|(?<!tổng )mức)\b",
    re.IGNORECASE,
)
_ON_AVERAGE = re.compile(r"\b(?:bình quân|trung bình)\b[^,;:]*$", re.IGNORECASE)
_ANEW = re.compile(r"[,;]\s*(?:[^\W\d_]+ ){1,2}\d{1,3}\s*$")  # "phần 1 gồm 02 tiết mục, phần 2 gồm 05 tiết mục"
_COMPARED = re.compile(r"\b(?:tăng|giảm|vượt|so với|hạng|thứ|mỗi)\s*$", re.IGNORECASE)

_WITH = re.compile(r"[^,;:.()\d]{0,40}\bvà\s+", re.IGNORECASE)
_BESIDE = re.compile(r"[^,;:.()\d]{0,20}[,;] [^,;:.()\d]{0,30}")
_RUN = 3  # numbers side by side that are a list


def wholes(stretch: Stretch, region: Region) -> Iterator[tuple[Quantity, bool]]:
    """Yield what the region may be parts of, nearest first, and whether it stands right before it."""
    home, until = stretch, region.start
    opens = region.lead == "bracket" or not stretch.between(stretch.start, region.start).strip()
    if opens and stretch.owner is not None:  # "201 mô hình (trong đó 147 mô hình kinh tế …)" too
        home, until = stretch.owner, stretch.start - 1
    before = [q for q in home.quantities if q.end <= until]
    last = home.before
    opening = home.shown[: max(0, until - home.start)].strip(" -–+•\n")
    told_of_all = last is not None and not LEADS.match(last.shown.lstrip(" -–+•\n"))
    if not before and last is not None and (not opening or (told_of_all and _BASIS.fullmatch(opening))):
        home, until = last, last.end
        before = list(last.quantities if not opening else [q for q in last.quantities if q.unit != "%"][:1])
    elif not before and region.lead == "result" and home.before is not None:
        return
    nearest = next((q for q in reversed(before) if q.unit not in _NO_WHOLE and q.head[:1] != ("tuổi",)), None)
    for whole in reversed(before):
        between = home.between(whole.end, until)
        if whole.approximate or not adds_up(home, whole) or compared(home, whole):
            continue
        if region.lead == "strict" and _ANEW.search(between):
            return
        ended = ";" in between.rstrip("; ") and region.lead not in {"loose", "result"}
        if ended or (len(between) > FAR and home is stretch):
            return
        if any(whole.end <= at < until for at in home.others):
            return
        labelled = region.lead in {"loose", "colon"} and all(by_label(p) for p in region.parts)
        yield whole, whole is nearest and ("," not in between or len(between) <= 60 or labelled)


def by_label(part: Part) -> bool:
    """True where the words before a number say what it counts: "cảnh cáo 21", "khai trừ 8 trường hợp"."""
    bare = not part.quantity.head or (is_neutral(part.quantity.head) and not BARE.fullmatch(part.label))
    return part.quantity.unit is None and bare


def adds_up(home: Stretch, whole: Quantity) -> bool:
    """False of rates, averages and times: their parts are no summands."""
    if whole.unit is None:
        return not _ON_AVERAGE.search(home.between(home.start, whole.start))
    spoken = home.between(whole.start - 40, whole.start)
    return "/" not in whole.unit and whole.unit not in _NO_SUM and not _AVERAGE.search(spoken)


def compared(home: Stretch, whole: Quantity) -> bool:
    """True where a number compares or ranks ("tăng 12 vụ"), and is no whole."""
    return _COMPARED.search(home.between(whole.start - 12, whole.start)) is not None


def stands_with_others(stretch: Stretch, whole: Quantity) -> bool:
    """True where parts that exceed a number may be of it and of those before it.

    "21 tập thể và 45 cá nhân được khen thưởng: …", "nho 1.120 ha, táo 1.015 ha, nha đam 320 ha; trong đó …".
    """
    before = [q for q in stretch.quantities if q.end <= whole.start and q.unit == whole.unit and not q.approximate]
    if not before:
        return False
    if whole.unit is None and _WITH.fullmatch(stretch.between(before[-1].end, whole.start)):
        return True
    run = [*before[-2:], whole]
    return len(run) == _RUN and all(_BESIDE.fullmatch(stretch.between(a.end, b.start)) for a, b in pairwise(run))
