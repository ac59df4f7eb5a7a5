"""Months and years of another period left in a text: what a report that was copied from an older one still says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sync.checks.check import Check
from sync.checks.gone import days_over_in_plan, past_in_plan
from sync.checks.lookback import BACK, COMPARED, MARKS, ORDERED, in_quarter, same_month_other_year
from sync.checks.measured import figures_of_other_times
from sync.checks.texts import Passage, citations, passages
from sync.checks.years import (
    days_of_other_times,
    feasts_of_other_years,
    of_year_gone,
    rounds_of_year_gone,
    slipped_days,
)
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import MONTH, NAMED_YEAR, YEAR
from sync.model.period import Period
from sync.model.records import Submission
from sync.normalise.dates import FoundMonth, find_months
from sync.normalise.searching import bare

_COPIED = 24  # months: what a form was copied from is not older
_SOON, _YEAR = 3, 12  # months ahead: the form of a coming month, or the year typed wrong
# A clause begins here, so "Trong tháng 12/2023" is what the whole sentence speaks of.
_OPENS = re.compile(
    r"(?:^|[.;:\n][^\S\n]*|[-–+][^\S\n]+)(?:(?:ket qua )?(?:thuc hien )?trong |den het |ket qua |uoc "
    r"|(?:ket qua )?(?:cong tac|tinh hinh|hoat dong) (?:[a-z]+ ){0,4}"
    r"|trong (?:\d{1,2} ngay|nua|tuan) dau |trong ky |tinh den (?:het )?)?$"
)
_GOES_ON = re.compile(
    r"\s*[,:]|\s+nhu sau\b"
    r"|\s+(?:so|phong|trung tam|chi cuc|thanh tra|van phong|don vi|tinh|cac|da|tiep|tong|khong|duoc)\b"
)
_SINCE_THEN = re.compile(r"\btu nam \d{4} den nay\b")
_DEED = re.compile(r"\s*(?:,\s*)?(?:[a-z&]+ ){0,6}da [a-z]")  # "Trong quý I/2025, Chi cục đã kiểm tra …"
_WILL = re.compile(r"\b(?:can|se|du kien)\b[^.;]{0,60}\b(?:trong|cho)\s*$")
_DRAWN_UP = re.compile(
    r"(?:ban hanh|xay dung)\b[^.;:()“”\"]{0,60}(?::?\s(?:[^.:()]{0,400}[;,]\s+)?)?ke hoach[^.;:()]{0,110}$"
)
# A plan may be one to look back: to sum up, to settle, to reward.
_BACK_OF_PLAN = re.compile(
    r"\b(?:tong ket|so ket|danh gia (?:ket qua|cong tac|muc do|tinh hinh|viec)|quyet toan"
    r"|kiem ke|xep loai|cham diem|khen thuong|bao cao|kiem diem"
    r"|nghiem thu|cong bo|thanh ly|thong ke|kiem toan|hoan thanh|khac phuc|bo sung|dieu chinh|sua doi|bai bo|thay the"
    r"|keo dai|binh xet|danh gia,? xep|giai ngan|thanh tra lai|ton dong|ket qua)\b"
)
_UNTIL = re.compile(r"\s*(?:[-+]\s*)?(?:tinh )?den (?:het |cuoi |nay )?")
_BY_PLAN = re.compile(r"\btheo (?:ke hoach|chuong trinh)[a-z ,]{0,60}$")
_MOVES = re.compile(
    r"\b(?:tang(?! qua| thuong| bang| giay)|giam(?! sat| doc| dinh| ho| nghiem)|bang|vuot"
    r"|cao hon|thap hon|giu nguyen)\b"
)
_STARTED = re.compile(
    r"(?:^|[.;:\n][^\S\n]*)trien khai[^.;:()]{0,40}(?:nhiem vu|ke hoach|chuong trinh)[^.;:()]{0,110}$"
)


def period_in_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """A month or year that the text should not speak of any more; only what is quite sure.

    Results: a sentence that opens with another month. A kế hoạch of a year gone by that is drawn up now. Plan: a month
    already over, a plan or tasks of a year gone by. What looks back ("báo cáo kết quả năm 2023") is right.
    """
    for passage in passages(submission):
        if passage.role not in {"result", "plan"}:
            continue
        told = set()
        for month in _months(passage.text):
            expected = _expected(passage, month, context.period)
            if expected:
                told.add(month.end)
                facts = {"typed": " ".join(month.text.split()), "period": expected.label}
                yield Hit(passage.place, facts, f"{month.text} {passage.text}", _mended(month, expected))
        if passage.role == "result":
            yield from _days(passage, context.period)
            yield from _figures(passage, context.period, told)
        else:
            yield from _days_over(passage, context.period)
        letters = bare(passage.text)
        rounds = rounds_of_year_gone(letters, context.period, citations(passage.text))
        spoken_for = (context.period if passage.role == "result" else context.period.next()).label
        feasts = (
            ((start, end, right), name) for start, end, right, name in feasts_of_other_years(letters, context.period)
        )
        for (start, end, right), name in (*feasts, *((found, None) for found in rounds)):
            typed = " ".join(passage.text[start:end].split())
            known = NAMED_YEAR.format(name=passage.text[slice(*name)], year=right) if name else spoken_for
            facts = {"typed": typed, "period": known}
            yield Hit(passage.place, facts, f"{typed} {passage.text}", f"{typed[:-4]}{right}" if right else None)


def _days(passage: Passage, period: Period) -> Iterator[Hit]:
    for typed, start, _, day in slipped_days(passage.text, period, citations(passage.text)):
        if not _quoted(passage.text, start):
            facts = {"typed": typed, "period": period.label}
            yield Hit(passage.place, facts, f"{typed} {passage.text}", f"{day:%d/%m/%Y}")
    for typed in days_of_other_times(passage.text, period, citations(passage.text)):
        yield Hit(passage.place, {"typed": typed, "period": period.label}, f"{typed} {passage.text}")


def _figures(passage: Passage, period: Period, told: set[int]) -> Iterator[Hit]:
    """Yield what tells the wrong time of a figure and is not `told` already (by its end)."""
    months = [month for month in _months(passage.text) if not _inside(passage.text, month)]
    for start, end, right in figures_of_other_times(bare(passage.text), months, period):
        if end not in told:
            typed = " ".join(passage.text[start:end].split())
            yield Hit(passage.place, {"typed": typed, "period": period.label}, f"{typed} {passage.text}", right)


def _days_over(passage: Passage, period: Period) -> Iterator[Hit]:
    for typed, start in days_over_in_plan(passage.text, period, citations(passage.text)):
        if not _quoted(passage.text, start):
            yield Hit(passage.place, {"typed": typed, "period": period.next().label}, f"{typed} {passage.text}")


@lru_cache(maxsize=4096)
def _months(text: str) -> tuple[FoundMonth, ...]:
    return tuple(find_months(text))


def _expected(passage: Passage, month: FoundMonth, period: Period) -> Period | None:
    """Return the period that a text should name in place of `month`, None where nothing is sure."""
    if month.is_range or _inside(passage.text, month):
        return None
    letters = bare(passage.text)
    before, after = letters[: month.start], letters[month.end :]
    if passage.role == "plan":
        coming = period.next()
        if past_in_plan(month, before, after, period):
            return coming
        left = month.year is not None and not (month.month or month.quarter or month.months)
        if not left or month.year is None or not coming.year - 2 <= month.year < coming.year:
            return None
        cited = citations(passage.text)
        gone = of_year_gone(letters, month.start, month.end, month.year, coming, cited)
        clause = re.split(r"[.;:\n]", before)[-1]
        return coming if gone or (_BY_PLAN.search(clause) and not _BACK_OF_PLAN.search(clause)) else None
    if _story_of_then(month, before):
        return None
    if _other_in_results(month, before, after, period):
        return period
    if month.year is None or month.month or month.quarter or month.year >= period.year or month.year < period.year - 2:
        return None
    cited = citations(passage.text)
    gone = of_year_gone(letters, month.start, month.end, month.year, period, cited)
    return period if gone else None


def _story_of_then(month: FoundMonth, before: str) -> bool:
    """True where the sentence opens with the same year ("Trong năm 2023, Sở …"), or "từ năm 2006 đến nay" is told."""
    sentence = re.split(r"[.;\n]", before)[-1]
    named = month.year is not None and not (month.month or month.quarter or month.months)
    return bool(
        (named and re.match(rf"\s*(?:[-+]\s*)?(?:trong )?nam {month.year}\s*,", sentence)) or _SINCE_THEN.search(before)
    )


def _quarter_gone(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    """True for the quarter of a period in the year before, where nothing is compared: its year was left over."""
    own = in_quarter(month.quarter or 0, period)
    clause = re.split(r"[.;:\n]", before)[-1]
    spoken = clause + re.split(r"[.;]", after)[0][:60]
    looks_back = COMPARED.search(spoken) or _MOVES.search(spoken) or MARKS.search(clause) or BACK.search(clause)
    return own and month.year == period.year - 1 and not looks_back


def _quarter_long_gone(month: FoundMonth, period: Period) -> bool:
    """True for a quarter that ended three months to two years before a period: of a report this one is copied from."""
    if month.year is None or month.quarter is None:
        return False
    since = _since_quarter(month, period)
    return 3 < since <= _COPIED


def _since_quarter(month: FoundMonth, period: Period) -> int:
    """Return how many months lie between the end of a quarter and a period: 1 where the period follows at once."""
    return period.year * 12 + period.first_month - ((month.year or 0) * 12 + 3 * (month.quarter or 0))


def _other_in_results(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    clause = re.split(r"[.;:\n]", before)[-1]
    if month.months:
        return _months_of_year_before(month, before, after, period)
    if month.quarter:
        own = month.year is not None and 1 < _since_quarter(month, period) <= _COPIED and _DEED.match(after) is not None
        old = (own or _quarter_long_gone(month, period)) and _OPENS.search(before) and _GOES_ON.match(after)
        return _quarter_gone(month, before, after, period) or bool(
            old and not COMPARED.search(clause + re.split(r"[.;]", after)[0][:60])
        )
    if month.month and same_month_other_year(month, period):
        spoken = clause + re.split(r"[.;]", after)[0][:60]
        marks = MARKS.search(clause) and not _UNTIL.fullmatch(clause)
        if re.match(rf"[^.;]*[;,] (?:con |va |den |sang )?thang 0?{month.month}(?:/| nam ){period.year}\b", after):
            return False  # "Tháng 7/2022 xảy ra 12 vụ; tháng 7/2023 xảy ra 09 vụ"
        return not (COMPARED.search(spoken) or _MOVES.search(spoken) or marks)
    if month.month:
        strange = _is_other(period, month.year or _latest(month.month, period), month.month)
        compared = COMPARED.search(clause + re.split(r"[.;]", after)[0][:60]) is not None
        coming = period.next()
        if month.month == coming.first_month and re.match(r"[^.;]{0,30}\b(?:tiep tuc|se|tap trung|du kien)\b", after):
            return False  # what is to be done stands among the results
        last = period.last_month
        if re.search(rf"\buoc\b[^.;]{{0,40}}\b(?:0?{last} thang|thang 0?{last})\b", after):
            return False  # "Đến hết tháng 5 giải ngân …; ước 6 tháng đầu năm …"
        return strange and bool(_OPENS.search(before)) and bool(_GOES_ON.match(after)) and not compared
    if month.year is None or month.quarter or month.year >= period.year:
        return False
    drawn = _DRAWN_UP.search(before) and not _BACK_OF_PLAN.search(clause.rpartition(",")[2])
    if drawn and not _BACK_OF_PLAN.search(clause[max(0, clause.rfind("ke hoach")) :]):
        return True
    if BACK.search(clause):
        return False
    carried_on = period.window[0].year > month.year or f"nam {period.year}" in before + after
    return bool(_WILL.search(clause) or (carried_on and _carried_on(before, clause)))


def _months_of_year_before(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    """True of "Trong 5 tháng đầu năm 2024, đơn vị đã …" in a report of May 2025: last year's sentence was kept."""
    until = {(1, period.last_month), (1, period.last_month - 1)}
    kept = month.year == period.year - 1 and month.months in until and period.last_month < 12
    spoken = re.split(r"[.;:\n]", before)[-1] + re.split(r"[.;]", after)[0][:60]
    return kept and bool(_OPENS.search(before)) and _GOES_ON.match(after) is not None and not COMPARED.search(spoken)


def _carried_on(before: str, clause: str) -> bool:
    return bool(_STARTED.search(before) or ORDERED.search(clause))


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
    return _quoted(text, month.start)


def _quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count('"', 0, at) % 2 == 1


def _mended(month: FoundMonth, expected: Period) -> str | None:
    if month.month and expected.kind == "month":
        return expected.label if month.year else MONTH.format(month=expected.first_month)
    return None if month.month or month.quarter else YEAR.format(year=expected.year)


CHECKS: tuple[Check, ...] = (Check("period-in-text", "warning", period_in_text),)
