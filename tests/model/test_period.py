"""Periods: their codes, names, neighbours, and the data windows of Decree 09/2019, article 12."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.period import Period, PeriodError, month_of, parse_period

SPANS = [
    *((month, month) for month in range(1, 13)),
    *((last - 2, last) for last in (3, 6, 9, 12)),
    (1, 6),
    (7, 12),
    (1, 9),
    (1, 12),
]
periods = st.builds(
    lambda year, span: Period(year, *span), st.integers(min_value=1901, max_value=2998), st.sampled_from(SPANS)
)


@given(periods)
def test_a_code_is_read_back_as_its_period(period: Period) -> None:
    assert parse_period(period.code) == period
    assert parse_period(f" {period.code.lower()}\n") == period
    assert str(period) == period.code


@given(periods)
def test_next_and_previous_undo_each_other(period: Period) -> None:
    assert period.next().previous() == period
    assert period.previous().next() == period
    assert period.next().kind == period.kind
    assert period.previous() < period < period.next()


@given(periods)
def test_windows_follow_each_other_without_a_gap_but_for_the_last_quarter_after_nine_months(period: Period) -> None:
    start, end = period.window
    assert (start.day, end.day) == (15, 14)
    following = parse_period(f"{period.year}-Q4") if period.kind == "nine-months" else period.next()
    assert following.window[0] - end == dt.timedelta(days=1)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_a_day_lies_in_its_month(day: dt.date) -> None:
    month = month_of(day)
    assert month.kind == "month"
    assert month.first_day <= day <= month.last_day


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024-01", "2023-12-15", "2024-01-14"),
        ("2024-03", "2024-02-15", "2024-03-14"),  # a leap year's February before it
        ("2024-12", "2024-11-15", "2024-12-14"),
        ("2024-Q1", "2023-12-15", "2024-03-14"),
        ("2024-Q2", "2024-03-15", "2024-06-14"),
        ("2024-Q4", "2024-09-15", "2024-12-14"),
        ("2024-H1", "2023-12-15", "2024-06-14"),
        ("2024-H2", "2024-06-15", "2024-12-14"),
        ("2024-9M", "2023-12-15", "2024-09-14"),
        ("2024", "2023-12-15", "2024-12-14"),
    ],
)
def test_the_window_is_that_of_article_12(code: str, start: str, end: str) -> None:
    assert parse_period(code).window == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    ("code", "kind", "label", "first", "last", "after"),
    [
        ("2024-01", "month", "tháng 01/2024", "2024-01-01", "2024-01-31", "2024-02"),
        ("2024-02", "month", "tháng 02/2024", "2024-02-01", "2024-02-29", "2024-03"),
        ("2023-12", "month", "tháng 12/2023", "2023-12-01", "2023-12-31", "2024-01"),
        ("2024-Q1", "quarter", "quý I/2024", "2024-01-01", "2024-03-31", "2024-Q2"),
        ("2024-Q3", "quarter", "quý III/2024", "2024-07-01", "2024-09-30", "2024-Q4"),
        ("2024-Q4", "quarter", "quý IV/2024", "2024-10-01", "2024-12-31", "2025-Q1"),
        ("2024-H1", "half", "6 tháng đầu năm 2024", "2024-01-01", "2024-06-30", "2024-H2"),
        ("2024-H2", "half", "6 tháng cuối năm 2024", "2024-07-01", "2024-12-31", "2025-H1"),
        ("2024-9M", "nine-months", "9 tháng năm 2024", "2024-01-01", "2024-09-30", "2025-9M"),
        ("2024", "year", "năm 2024", "2024-01-01", "2024-12-31", "2025"),
    ],
)
def test_a_period_has_its_name_its_days_and_the_one_after(
    code: str, kind: str, label: str, first: str, last: str, after: str
) -> None:
    period = parse_period(code)
    assert (period.kind, period.label, period.next().code) == (kind, label, after)
    assert (period.first_day.isoformat(), period.last_day.isoformat()) == (first, last)


def test_the_same_period_a_year_before() -> None:
    assert parse_period("2024-02").year_before() == parse_period("2023-02")
    assert parse_period("2024-9M").year_before() == parse_period("2023-9M")


WRONG_CODES = [
    *("", "2024-1", "2024-00", "2024-13", "2024-001", "24-01", "01/2024", "2024/01", "2024.01", "202401"),
    *("2024-Q0", "2024-Q5", "2024-Q", "Q1-2024", "2024Q1", "2024-H0", "2024-H3", "2024-3M", "2024-6M", "2024-12M"),
    *("2024-", "-01", "2024-01-01", "2024-01 a", "2024 -01", "2024–01", "0000", "1899", "3000", "tháng 01/2024"),
    "٢٠٢٤-٠١",
]


@pytest.mark.parametrize("code", WRONG_CODES)
def test_a_text_that_names_no_period_is_refused(code: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(code)


@given(st.text(max_size=9))
def test_any_other_text_is_refused_or_names_what_it_says(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodError:
        return
    assert period.code == text.strip().upper()


@pytest.mark.parametrize("span", [(0, 0), (13, 13), (2, 4), (2, 1), (1, 2), (4, 9), (4, 12)])
def test_months_that_are_no_period_make_none(span: tuple[int, int]) -> None:
    with pytest.raises(PeriodError):
        Period(2024, *span)
