"""Of which time a figure is: what it is compared with, that it is an estimate, or that it adds a year up, says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.checks.lookback import in_quarter
from sync.model.messages.pieces import SAME_TIME
from sync.model.period import Period
from sync.normalise.dates import FoundMonth

_FAR = 400  # letters of a sentence that are looked at on either side
_SENTENCE = re.compile(r"[.;\n](?!\d)")
_OTHER_SIDE = re.compile(r"\b(?:so voi|cung ky|tu|den|hon|bang|giai doan|ke tu)\b[^,]{0,40}$")
_SAME_TIME = re.compile(r"\bcung ky (?:cua )?nam (20\d\d)\b")
_AS_THEN = re.compile(r"\bcung ky (?:cua |ca )?$")
_AGAINST = re.compile(r"\bso voi (?:cua )?$")
_BEFORE = re.compile(
    r"\b(?:tang|giam|bang|dat)\b.*\bso (?:voi )?"
    r"(?:cung ky nam truoc|thang truoc|quy truoc|thang \d{1,2}(?:/| nam )(20\d\d))"
)
_TO_COME = re.compile(r"\b(?:phan dau|du kien|muc tieu|se|ke hoach nam|chi tieu)\b")
# Of a month that is over nobody estimates any more: "tháng 4 ước đạt", "4 tháng đầu năm ước thực hiện".
_ESTIMATED = re.compile(
    r"\s*,?(?: [^.;,:()\d]{0,60})? uoc(?: tinh)?(?: khoang)?"
    r" (?:dat|thuc hien|tang|giam|khoang|la|co|giai ngan|tinh|thu|chi)\b"
)
_ESTIMATE_OF = re.compile(r"\buoc (?:tinh |thuc hien |dat |giai ngan |thu |chi )?(?:trong |het |den |den het )?$")
_ADDS_UP = re.compile(
    r"\s*(?:[-+]\s*)?(?:luy ke|tinh chung|cong don)\b(?![^.;]*\b(?:tu|den|giai doan|so voi|cung ky)\b)"
)
# What is of its year and still goes on: "Lũy kế giải ngân vốn năm 2023 kéo dài".
_OF_ITS_YEAR = re.compile(r"\b(?:von|kinh phi|nguon|du toan|ke hoach|nhiem vu|de tai|du an|chuong trinh|chuyen tiep) $")
_FIRST_MONTHS = re.compile(r"\b(?:nhung|cac) thang (?:dau|dau cua|qua cua) $")
_REST_OF_YEAR = re.compile(r"\b(?:ke hoach|du bao|nhiem vu|phuong huong|giai phap)\b[^.;]{0,40}$")
_LOOKS_BACK = re.compile(
    r"\b(?:so voi|cung ky|tang|giam|giai doan|(?:so|ngay) \d+|gap|lan|so lieu|cong bo|kiem toan|doi chieu|quyet toan"
    r"|trong khi|neu|nhu|cua|cao hon|thap hon|bang|hon|kem|tu|den)\b|\([^)]*$"
)
_UP_TO_NOW = re.compile(r"\b(?:nam nay|den nay|hien nay|thi)\b")
_OPENS_IN = re.compile(r"\s*(?:[-+]\s*)?trong $")


def figures_of_other_times(
    letters: str, months: Sequence[FoundMonth], period: Period
) -> Iterator[tuple[int, int, str | None]]:
    """Yield start and end of what tells the wrong time of a figure in a result (bare `letters`), and what it should be.

    "6 tháng đầu năm 2023 tăng 7,7% so với cùng kỳ năm 2023", "tháng 4/2025 tăng so với tháng 3/2024", in a report of
    May "tháng 4 ước đạt", and a sum "lũy kế … năm" of a year gone by.
    """
    for month in months:
        if month.is_range:
            continue
        first, last = max(0, month.start - _FAR), min(len(letters), month.end + _FAR)
        begun = max((found.end() for found in _SENTENCE.finditer(letters, first, month.start)), default=first)
        stop = _SENTENCE.search(letters, month.end, last)
        ended = stop.start() if stop else last
        others = [other for other in months if other is not month and begun <= other.start < ended]
        sides = letters[begun : month.start], letters[month.end : ended]
        right = _right(month, others, sides, period)
        if right is not None:
            start = month.start
            if (then := _AS_THEN.search(sides[0])) and month.year == period.year:
                start = begun + then.start()
            yield start, month.end, right or None


def _right(month: FoundMonth, others: Sequence[FoundMonth], sides: tuple[str, str], period: Period) -> str | None:
    """Return the time that was meant, "" where that is open, and None where nothing is wrong."""
    before, after = sides
    if _is_year(month) and _AS_THEN.search(before):
        later = any((other.year or 0) > period.year for other in others)
        own = month.year == period.year and not later and not _TO_COME.search(before)
        return SAME_TIME.format(year=period.year - 1) if own else None
    if _AGAINST.search(before):
        return _base(month, others, period)
    if _OTHER_SIDE.search(before) and not _ESTIMATE_OF.search(before):
        return None
    gone = month.year == period.year - 1
    opens = month.month == period.last_month and _OPENS_IN.fullmatch(before) is not None
    told = (
        opens
        and not re.search(r"so (?:voi )?thang \d", after)
        and not any(other.year == period.year for other in others)
    )
    if gone and (told or _is_so_far(month, others, before, after, period)):
        return _of_year(month, period.year)
    own_time = (
        (month.quarter is not None and in_quarter(month.quarter, period))
        or month.months == (1, period.last_month)
        or _is_year(month)
        or (month.month is not None and period.first_month <= month.month <= period.last_month)
    )
    if (
        gone
        and own_time
        and (_is_compared_with_itself(month, others, after, period) or _adds_up(month, others, before, period))
    ):
        return _of_year(month, period.year)
    if gone and own_time and not _is_year(month) and (_ESTIMATED.match(after) or _ESTIMATE_OF.search(before)):
        return _of_year(month, period.year)
    if (
        month.quarter is None
        and month.year in {None, period.year}
        and (_ESTIMATED.match(after) or _ESTIMATE_OF.search(before))
    ):
        last = month.months[1] if month.months else month.month
        return "" if last is not None and last < period.first_month else None
    return None


def _is_year(month: FoundMonth) -> bool:
    return month.year is not None and not (month.month or month.months or month.quarter)


def _base(month: FoundMonth, others: Sequence[FoundMonth], period: Period) -> str | None:
    """Of "so với tháng 3/2024" in a report of April 2025: the month before is meant, where nothing else is of 2024."""
    year, last = (period.year, period.first_month - 1) if period.first_month > 1 else (period.year - 1, 12)
    slipped = period.kind == "month" and month.month == last and month.year == year - 1
    return _of_year(month, year) if slipped and all(other.year != month.year for other in others) else None


def _is_compared_with_itself(month: FoundMonth, others: Sequence[FoundMonth], after: str, period: Period) -> bool:
    """True where the other side of a comparison is no earlier than `month`, or is the month or year before it."""
    between = [other for other in others if other.start > month.end]
    if (then := _SAME_TIME.search(after)) and int(then[1]) == period.year - 1:
        return all(other.year == month.year for other in between)
    told = _BEFORE.search(after) if month.month or month.quarter else None
    if told is None or (told[1] and int(told[1]) != period.year):
        return False
    alike = [other for other in others if (other.month, other.quarter) == (month.month, month.quarter)]
    return not any(other.year in {None, period.year} for other in alike)


def _is_so_far(month: FoundMonth, others: Sequence[FoundMonth], before: str, after: str, period: Period) -> bool:
    """True of the year so far or what is left of it, told of last year: "5 tháng đầu năm 2022" in May 2023."""
    so_far = month.months == (1, period.last_month) and period.last_month < 12
    begun = (
        _is_year(month)
        and _FIRST_MONTHS.search(before)
        and not re.match(r"[^.;]*\bden (?:nay|het|thang|ngay|cuoi|nam)\b", after)
    )
    rest = month.months == (period.last_month + 1, 12) and _REST_OF_YEAR.search(before)
    if not (so_far or begun or rest) or _LOOKS_BACK.search(before) or _UP_TO_NOW.search(after):
        return False
    return not any((other.year or 0) >= period.year or (other.months and other.year is None) for other in others)


def _adds_up(month: FoundMonth, others: Sequence[FoundMonth], before: str, period: Period) -> bool:
    """True for a sum over a year gone by ("Lũy kế … trong năm 2021 là 266 vụ") where nothing of this year is told."""
    if (
        not _ADDS_UP.match(before)
        or _OF_ITS_YEAR.search(before)
        or (month.months is None and period.window[0].year < period.year)
    ):
        return False
    return not any((other.year or 0) >= period.year for other in others)


def _of_year(month: FoundMonth, year: int) -> str:
    return " ".join(re.sub(r"20\d\d", str(year), month.text).split())
