"""How a date, a month or a period is read from a cell or found in a text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.normalise.dates import find_dates, find_months, parse_date, parse_month
from sync.normalise.parsed import Parsed

THIRD = dt.date(2024, 1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "03/01/2024",
        "3/1/2024",
        "03.01.2024",
        "3-1-2024",
        "3/1/24",
        " 03 / 1 /2024 ",
        "ngày 03 tháng 01 năm 2024",
        "03 tháng 01 năm 2024",
        "Ngày 3tháng 1năm 2024.",
        "0 3 tháng 01 năm 2024",
        "2024-01-03",
        "2024-01-03 00:00:00",
        "2024-01-03T08:30:00",
        "Thứ tư, ngày 03/01/2024",
        "03/01 năm 2024",
        "3 tháng Giêng năm 2024",
    ],
)
def test_every_way_in_which_offices_write_a_date_is_read(text: str) -> None:
    assert parse_date(text) == Parsed(THIRD)


def test_the_day_comes_first_even_where_only_a_month_would_fit() -> None:
    assert parse_date("05/04/2024").value == dt.date(2024, 4, 5)
    assert parse_date("4/13/2024").problem == "impossible-date"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("22/9", "incomplete-date"),
        ("ngày 22", "incomplete-date"),
        ("tháng 3/2025", "incomplete-date"),
        ("2024", "incomplete-date"),
        ("ngày … tháng 01 năm 2024", "incomplete-date"),
        ("31-4-2004", "impossible-date"),
        ("29/2/2023", "impossible-date"),
        ("13/25/2024", "impossible-date"),
        ("45/45", "not-a-date"),
        ("1.007", "not-a-date"),
        ("45", "not-a-date"),
        ("hôm qua", "not-a-date"),
        ("", "not-a-date"),
    ],
)
def test_what_is_no_full_date_says_why(text: str, problem: str) -> None:
    assert parse_date(text) == Parsed(None, problem)


@pytest.mark.parametrize(
    ("serial", "date"),
    [(1, dt.date(1900, 1, 1)), (59, dt.date(1900, 2, 28)), (61, dt.date(1900, 3, 1)), (45294, THIRD), (45294.75, THIRD),
     (Decimal(45294), THIRD), (2958465, dt.date(9999, 12, 31))],
)  # fmt: skip
def test_a_serial_number_counts_days_with_the_leap_day_that_never_was(serial: float | Decimal, date: dt.date) -> None:
    assert parse_date(serial) == Parsed(date)


def test_a_workbook_of_1904_counts_from_another_day() -> None:
    assert parse_date(0, epoch_1904=True) == Parsed(dt.date(1904, 1, 1))
    assert parse_date(43832, epoch_1904=True) == Parsed(THIRD)


@pytest.mark.parametrize(
    ("value", "problem"),
    [(60, "impossible-date"), (0, "not-a-date"), (-1, "not-a-date"), (2958466, "not-a-date"),
     (float("nan"), "not-a-date"), (float("inf"), "not-a-date"), (True, "not-a-date"), (None, "not-a-date"),
     (2024, "incomplete-date")],
)  # fmt: skip
def test_a_number_that_is_no_day_is_refused(value: object, problem: str) -> None:
    assert parse_date(value) == Parsed(None, problem)


def test_dates_of_the_library_are_taken_as_they_are() -> None:
    assert parse_date(THIRD) == parse_date(dt.datetime(2024, 1, 3, 8, 30)) == Parsed(THIRD)


@given(st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)))
def test_a_serial_number_leads_back_to_its_day(date: dt.date) -> None:
    assert parse_date((date - dt.date(1899, 12, 30)).days).value in {date, None}
    if date.year > 1905:
        assert parse_date((date - dt.date(1899, 12, 30)).days).value == date


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0:%d.%m.%Y}", "{0:%d-%m-%Y}", "{0:%Y-%m-%d}",
                     "ngày {0.day} tháng {0.month} năm {0.year}"]),
)  # fmt: skip
def test_a_date_that_is_written_is_read_back_and_found(date: dt.date, form: str) -> None:
    written = form.format(date)
    assert parse_date(written) == Parsed(date)
    (found,) = find_dates(f"Sở họp {written}, đúng giờ.")
    assert found.value == date


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_date(text)
    parse_month(text)
    assert all(text[found.start : found.end] == found.text for found in find_dates(text))
    assert all(text[found.start : found.end] == found.text for found in find_months(text))


def test_dates_in_a_text_are_found_with_their_problems() -> None:
    text = "Ngày 03/01/2024 và ngày 22/9; 31-4-2004; 12 tháng 3 năm 1998 (mục 2.1.12, số 0259.3822.777)"
    assert [(d.text, d.value, d.problem) for d in find_dates(text)] == [
        ("03/01/2024", THIRD, None),
        ("22/9", None, "incomplete-date"),
        ("12 tháng 3 năm 1998", dt.date(1998, 3, 12), None),
    ]


def test_ratios_and_numberings_are_no_dates() -> None:
    assert find_dates("đạt 45/45, 03/10 xã, mục 3.1.2, ngày càng tốt, tỷ lệ 1/2000") == []


@pytest.mark.parametrize(
    ("text", "month"),
    [("tháng 01/2024", (2024, 1)), ("01/2024", (2024, 1)), ("Tháng 1 năm 2024", (2024, 1)), ("2024-01", (2024, 1))],
)
def test_a_month_is_read(text: str, month: tuple[int, int]) -> None:
    assert parse_month(text) == Parsed(month)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("tháng 3", "incomplete-month"), ("năm 2024", "incomplete-month"), ("13/2024", "impossible-month"),
     ("quý I", "not-a-month"), ("", "not-a-month")],
)  # fmt: skip
def test_what_is_no_month_says_why(text: str, problem: str) -> None:
    assert parse_month(text) == Parsed(None, problem)


def test_months_quarters_and_years_are_found_in_a_text() -> None:
    text = "tháng 01/2024, tháng 02 năm 2024, tháng 3, quý I/2024, Quý 4 năm 2023, năm 2025"
    found = [(m.text, m.year, m.month, m.quarter) for m in find_months(text)]
    assert found == [
        ("tháng 01/2024", 2024, 1, None),
        ("tháng 02 năm 2024", 2024, 2, None),
        ("tháng 3", None, 3, None),
        ("quý I/2024", 2024, None, 1),
        ("Quý 4 năm 2023", 2023, None, 4),
        ("năm 2025", 2025, None, None),
    ]


def test_a_range_of_years_is_marked_as_one() -> None:
    ranged, plain = find_months("giai đoạn 2018 – 2022; năm 2024")
    assert (ranged.year, ranged.last_year, ranged.is_range) == (2018, 2022, True)
    assert not plain.is_range


def test_the_first_or_last_months_of_a_year_are_a_span_of_months() -> None:
    first, last = find_months("6 tháng đầu năm 2024 và 3 tháng cuối năm")
    assert (first.year, first.months, last.year, last.months) == (2024, (1, 6), None, (10, 12))


def test_the_months_from_the_beginning_of_a_year_are_a_span_too() -> None:
    (span,) = find_months("kết quả 9 tháng năm 2024")
    assert (span.year, span.months) == (2024, (1, 9))


def test_a_month_inside_a_full_date_is_not_reported_again() -> None:
    assert find_months("ngày 03 tháng 01 năm 2024") == []
    assert [m.text for m in find_months("Kết quả tháng 01 năm 2024")] == ["tháng 01 năm 2024"]


def test_a_month_number_beyond_twelve_and_other_words_are_no_periods() -> None:
    assert find_months("tháng 13, quý vị, năm nay, hằng tháng") == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Trong 02 ngày 11 - 12/01/2023", dt.date(2023, 1, 12)),
        ("ngày 11, 12 và 13/01/2023", dt.date(2023, 1, 13)),
        ("từ ngày 28 đến 29 tháng 01 năm 2024", dt.date(2024, 1, 29)),
        ("ngày 11-12-2023", dt.date(2023, 12, 11)),
    ],
)
def test_of_days_that_share_a_month_the_last_is_the_date(text: str, last: dt.date) -> None:
    assert [(found.value, found.problem) for found in find_dates(text)] == [(last, None)]
