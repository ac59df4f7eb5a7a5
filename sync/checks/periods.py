"""Months and years of another period left in a text: what a report that was copied from an older one still says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sync.checks.check import Check
from sync.checks.texts import Passage, citations, passages
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.period import Period
from sync.model.records import Submission
from sync.normalise.dates import FoundMonth, find_months
from sync.normalise.searching import bare

_COPIED = 24  # months: what a form was copied from is not older
_SOON, _YEAR = 3, 12  # months ahead: the form of a coming month, or the year typed wrong
# A clause begins here, so "Trong tháng 12/2023" is what the whole sentence speaks of.
_OPENS = re.compile(r"(?:^|[.;:\n]\s*|[-–+]\s+)(?:(?:ket qua )?(?:thuc hien )?trong |den het |ket qua |uoc )?$")
_GOES_ON = re.compile(
    r"\s*[,:]|\s+(?:so|phong|trung tam|chi cuc|thanh tra|van phong|don vi|tinh|cac|da|tiep|tong|khong)\b"
)
_COMPARED = re.compile(
    r"so (?:voi )?(?:cung ky|thang|nam|cuoi)|cung ky|thang truoc|nam truoc|luy ke|tu dau nam|du kien"
    r"|ke hoach thang"
)
# Words by which a text looks back: what stands after them is of the past by right.
_BACK = re.compile(
    r"\b(?:bao cao|tong ket|so ket|danh gia|nghiem thu|quyet toan|cong bo|ket qua|kiem ke|thanh ly|xep loai|cham diem"
    r"|thong ke|phan loai|khen thuong|thi dua|binh xet|chi so"
    r"|so lieu|ton dong|chuyen tiep|con lai|chua hoan thanh|giai doan|ra soat"
    r"|kiem diem|kiem toan|tong hop|luu tru|chinh ly|giai ngan|du toan|kinh phi"
    r"|doi chieu|thanh toan|quyet dinh|nghi quyet"
    r"|keo dai|bo sung|dieu chinh|sua doi|bai bo|thay the|hoc ky|nam hoc|nien do"
    r"|tiep tuc hoan thien|phe duyet|da duoc duyet"
    r"|ky niem|truoc|ra mat|khoa [ivx0-9]|cuoc thi|giai thuong|chuong trinh hop tac|hop dong|goi thau|thanh quyet)"
)
_FOR_A_YEAR = re.compile(r"(?:de xuat moi cho|dat hang cho|trong|cho|thuc hien)\s*$")
_WILL = re.compile(r"\b(?:can|se|du kien)\b[^.;]{0,60}\b(?:trong|cho)\s*$")
_ISSUES = re.compile(
    r"(?:ban hanh|xay dung|tham muu|trien khai|thuc hien)\b[^.;:()“”\"]{0,60}"
    r"(?:ke hoach|chuong trinh)[^.;:()“”\"]{0,110}$"
)
_DRAWN_UP = re.compile(
    r"(?:ban hanh|xay dung)\b[^.;:()“”\"]{0,60}(?::\s(?:[^.:()“”\"]{0,400}[;,]\s+)?)?ke hoach[^.;:()“”\"]{0,110}$"
)
_STARTED = re.compile(r"(?:^|[.;:\n]\s*)trien khai[^.;:()]{0,40}(?:nhiem vu|ke hoach|chuong trinh)[^.;:()]{0,110}$")
_ORDERED = re.compile(r"de xuat,? dat hang[^.;:()]{0,90}$")


def period_in_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """A month or year that the text should not speak of any more; only what is quite sure.

    Results: a sentence that opens with another month. A kế hoạch of a year gone by that is drawn up now. Plan: a month
    already over, a plan or tasks of a year gone by. What looks back ("báo cáo kết quả năm 2023") is right.
    """
    for passage in passages(submission):
        if passage.role not in {"result", "plan"}:
            continue
        for month in _months(passage.text):
            expected = _expected(passage, month, context.period)
            if expected:
                facts = {"typed": " ".join(month.text.split()), "period": expected.label}
                yield Hit(passage.place, facts, f"{month.text} {passage.text}", _mended(month, expected))


@lru_cache(maxsize=4096)
def _months(text: str) -> tuple[FoundMonth, ...]:
    return tuple(find_months(text))


def _expected(passage: Passage, month: FoundMonth, period: Period) -> Period | None:
    """Return the period that a text should name in place of `month`, None where nothing is sure."""
    if month.is_range or month.months or _inside(passage.text, month):
        return None
    before, after = bare(passage.text[: month.start]), bare(passage.text[month.end :])
    if passage.role == "plan":
        coming = period.next()
        return coming if _past_in_plan(month, before, after, period) else None
    return period if _other_in_results(month, before, after, period) else None


def _other_in_results(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    clause = re.split(r"[.;:\n]", before)[-1]
    if month.month:
        strange = _is_other(period, month.year or _latest(month.month, period), month.month)
        compared = _COMPARED.search(clause + re.split(r"[.;]", after)[0][:60]) is not None
        return strange and bool(_OPENS.search(before)) and bool(_GOES_ON.match(after)) and not compared
    if month.year is None or month.quarter or month.year >= period.year or _BACK.search(clause):
        return False
    carried_on = period.window[0].year > month.year or f"nam {period.year}" in before + after
    return bool(_DRAWN_UP.search(before) or _WILL.search(clause) or (carried_on and _carried_on(before, clause)))


def _carried_on(before: str, clause: str) -> bool:
    return bool(_STARTED.search(before) or _ORDERED.search(clause))


def _past_in_plan(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    clause = re.split(r"[.;:\n]", before)[-1]
    if month.month and month.year and re.match(r"\s*(?:tiep tuc )?hoan thanh\b.*\btrong $", clause):
        return (month.year, month.month) < (period.year, period.first_month)
    if _BACK.search(clause) or _COMPARED.search(clause + after[:40]):
        return False
    if month.month:
        over = month.year is not None and (month.year, month.month) < (period.year, period.first_month)
        return (over and clause.endswith(("trong ", "trong", ": ", "- "))) or (over and not clause.strip())
    if month.year is None or month.quarter or month.year >= period.next().year:
        return False
    return bool(_FOR_A_YEAR.search(clause) or _ISSUES.search(clause) or _ORDERED.search(clause))


def _latest(month: int, period: Period) -> int:
    """Return the year that a month without one is of: the last time it was, seen from the period."""
    return period.year if month <= period.last_month else period.year - 1


def _is_other(period: Period, year: int, month: int) -> bool:
    """True for a month outside the period that a form may have been copied from, or that a slip of the year makes."""
    at = year * 12 + month
    before = period.year * 12 + period.first_month - at
    after = at - period.year * 12 - period.last_month
    return 0 < before <= _COPIED or 0 < after <= _SOON or after == _YEAR or (after > 0 and year == period.year)


def _inside(text: str, month: FoundMonth) -> bool:
    """True inside a citation or quotation marks: a name says what it says."""
    if any(citation.start <= month.start < citation.end for citation in citations(text)):
        return True
    return text.count("“", 0, month.start) > text.count("”", 0, month.start) or text.count('"', 0, month.start) % 2 == 1


def _mended(month: FoundMonth, expected: Period) -> str | None:
    if month.month and expected.kind == "month":
        return expected.label if month.year else f"tháng {expected.first_month:02d}"
    return None if month.month else f"năm {expected.year}"


CHECKS: tuple[Check, ...] = (Check("period-in-text", "warning", period_in_text),)
