"""What a plan still sets for a month or a day that is over: a deed that ends on its own date, a day "vào ngày …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.checks.lookback import BACK, COMPARED, MARKS, ORDERED, in_quarter, same_month_other_year
from sync.model.period import Period
from sync.normalise.citations import Citation
from sync.normalise.dates import FoundMonth, find_dates
from sync.normalise.searching import bare

# What is accepted is old by right, the acceptance is a deed of its own month: "Nghiệm thu đề tài … tháng 12/2023".
_ACCEPTS = re.compile(
    r"\s*[-+]?\s*(?:to chuc |hop |tien hanh |hoan thanh |tham gia |chuan bi )*(?:(?:hoi dong|cuoc hop|viec|hoi nghi) )?"
    r"(?:(?:danh gia|tu van|xet duyet),? )?(?:va )?(?:nghiem thu|ban giao)\b"
    r"(?P<what>[a-z0-9 ,\-/]*?),? (?P<in>trong |vao |trong khoang )?$"
)
_WORKS = re.compile(
    r"\b(?:de tai|du an|mo hinh|nhiem vu|cong trinh|de an|nhan hieu|chuong trinh|phan mem|dich vu|goi thau)\b"
)
# Of these a month is told, and not of their acceptance: "nghiệm thu khối lượng hoàn thành tháng 12/2023".
_OF_MONTH = re.compile(
    r"\b(?:khoi luong|san pham|ket qua|noi dung|ho so|cong viec|giai doan|dot|phan viec|cong tac|hoat dong"
    r"|tu|ke tu|ket thuc|hoan thanh|trien khai|thuc hien|bat dau|ky|duoc|da|den han|het han|phe duyet|giao|thuoc|cua)\b"
)
_ENDS = re.compile(r"\s*(?:$|[.;,)])")
_HELD = re.compile(
    r"\s*[-+]?\s*(?:to chuc|tham gia|tham du|phoi hop|kiem tra|tap huan|khai mac|hop|lam viec|nghiem thu|hoi thao"
    r"|tong ket|so ket|hoi nghi|tien hanh|trien khai|du|thanh tra|khao sat|giao ban|cong bo|trao|ban giao|ra quan)\b"
)
# What is told of the day, and not of the deed: "Trả lời đơn tiếp nhận vào ngày …".
_OF_THEN = re.compile(
    r"\b(?:phat sinh|tiep nhan|ket thuc|ban hanh|het han|da|duoc|giao|ky|nhan|hieu luc|nop|khoi cong|dien ra|xay ra"
    r"|den han|cap|phat dong|bat dau|so voi|truoc|tai (?:hoi nghi|cuoc hop|buoi)|ket luan|chi dao|ky hop|thong qua)\b"
)
_ON_DAY = re.compile(
    r"\b(?:vao|trong) (?:(?:buoi )?(?:sang|chieu|toi) )?(?:cac )?ngay $|^\s*[-+]?\s*(?:sang |chieu )?ngay $"
)

_FOR_A_YEAR = re.compile(r"(?:de xuat moi cho|dat hang cho|trong|cho|thuc hien)\s*$")
_ISSUES = re.compile(
    r"(?:ban hanh|xay dung|tham muu|trien khai|thuc hien)\b[^.;:()“”\"]{0,60}"
    r"(?:ke hoach|chuong trinh|nhiem vu)[^.;:()“”\"]{0,110}$"
)
_CARRIES_OUT = re.compile(r"\s*[-+]?\s*(?:trien khai|thuc hien|to chuc|hoan thanh)\b[a-z ,]{0,80}$")
# The report of a month is made at its end or soon after; of older months no plan makes one.
_MONTHLY_REPORT = re.compile(
    r"(?:^|[-+,]|\bva)\s*(?:hoan thanh|xay dung|lap|gui|tong hop|thuc hien|viet)?\s*bao cao"
    r"(?: (?:cong tac|ket qua|hoat dong|tinh hinh|dinh ky|thuc hien|nhiem vu|chuyen mon|tong hop))* $"
)
# A meeting that looks back is itself still to be held: "Tổ chức tổng kết … vào tháng 01/2024" names its own day.
_HELD_ON = re.compile(
    r"\s*[-+]?\s*(?:chuan bi )?(?:to chuc [a-z0-9 ,]* (?:vao|trong)|(?:tong ket|so ket)[a-z0-9 ,]* vao) $"
)
_MONTH_OF_THEN = re.compile(
    r"\b(?:phat sinh|tiep nhan|ket thuc|ban hanh|het han|da|duoc|giao|ky|thuc hien|hieu luc|nop|khoi cong|dien ra"
    r"|hoan thanh|den han|cap|phat dong|bat dau|to chuc [a-z0-9 ,]*\bto chuc)\b"
)


def past_in_plan(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    """Return whether a plan (bare letters before and after) still sets a month, quarter or year that is over."""
    clause = re.split(r"[.;:\n]", before)[-1]
    if month.month and month.year and re.match(r"\s*(?:tiep tuc )?hoan thanh\b.*\btrong $", clause):
        return (month.year, month.month) < (period.year, period.first_month)
    if month.months or COMPARED.search(clause + after[:40]):
        return False
    if month.month and month.year:
        at = month.year * 12 + month.month
        over = at <= period.year * 12 + period.last_month
        older = at < period.year * 12 + period.first_month
        if (older and _MONTHLY_REPORT.search(clause)) or (
            over and _HELD_ON.match(clause) and not _MONTH_OF_THEN.search(clause)
        ):
            return True
    if month.month and same_month_other_year(month, period.next()):
        return not MARKS.search(clause)
    if month.quarter and month.year == period.next().year - 1 and in_quarter(month.quarter, period.next()):
        return not MARKS.search(clause)
    if month.month and month.year:
        since = period.year * 12 + period.first_month - (month.year * 12 + month.month)
        if _accepted_in_past(clause, after, since):
            return True
    if BACK.search(clause):
        return False
    if month.quarter and month.year:
        return month.year < period.next().year and (period.next().year - month.year) == 1 and not MARKS.search(clause)
    if month.month:
        over = month.year is not None and (month.year, month.month) <= (period.year, period.last_month)
        opens = clause.endswith(("trong ", "trong", ": ", "- ")) or not clause.strip()
        return over and (opens or bool(_CARRIES_OUT.match(clause)))
    if month.year is None or month.quarter or month.year >= period.next().year:
        return False
    return bool(_FOR_A_YEAR.search(clause) or _ISSUES.search(clause) or ORDERED.search(clause))


def _accepted_in_past(clause: str, after: str, since: int) -> bool:
    """True where a clause sets an acceptance for a month `since` months before the period.

    "Nghiệm thu đề tài … tháng 12/2023": the month stands behind what is accepted and nothing says it is the work's own.
    """
    found = _ACCEPTS.match(clause) if since > 0 and _ENDS.match(after) else None
    if found is None or _OF_MONTH.search(found["what"]):
        return False
    return bool(found["in"] or _WORKS.search(found["what"]))


def days_over_in_plan(text: str, period: Period, cited: Sequence[Citation]) -> Iterator[tuple[str, int]]:
    """Yield each day, as typed with its place, on which a plan still means to hold something though it is over."""
    for found in find_dates(text):
        day = found.value
        if day is None or day >= period.first_day or any(c.start <= found.start < c.end for c in cited):
            continue
        clause = re.split(r"[.;:\n](?!\d)", bare(text[: found.start]))[-1]
        if _ON_DAY.search(clause) and not _OF_THEN.search(clause):
            whole = bare(text)
            if _HELD.match(clause) or _HELD.match(whole[found.end :].lstrip(", ")):
                yield found.text, found.start
