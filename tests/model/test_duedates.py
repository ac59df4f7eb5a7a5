"""Due dates and working days, against the calendars that the Government set for 2024 to 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from sync.model.config import CalendarSpec, Extension
from sync.model.daysoff import KNOWN
from sync.model.duedates import OFFICE_ZONE, add_working_days, due_divisions, due_report, is_working_day, now, today
from sync.model.period import Period, parse_period

USUAL = CalendarSpec(due_divisions=20, due_report=25)
# The swap of Friday 2 January 2026 with Saturday 10 January, which came after the year's plan.
OF_2026 = CalendarSpec(20, 25, holidays=(dt.date(2026, 1, 2),), working_days=(dt.date(2026, 1, 10),))


def day(text: str) -> dt.date:
    """Return the day of a text such as 08/02/2024."""
    return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=OFFICE_ZONE).date()


def days(first: str, last: str) -> list[dt.date]:
    return [day(first) + dt.timedelta(days=n) for n in range((day(last) - day(first)).days + 1)]


class TestWorkingDays:
    @pytest.mark.parametrize("year", KNOWN)
    def test_the_table_of_known_years_says_what_the_package_says(self, year: int) -> None:
        known = country_holidays("VN", years=year)
        worked = [each for each in known.weekend_workdays if each.year == year]
        told = tuple(" ".join(f"{each:%m-%d}" for each in sorted(days)) for days in (known, worked))
        assert KNOWN[year] == told

    @pytest.mark.parametrize(
        ("name", "first", "last"),
        [
            ("Tết Giáp Thìn", "08/02/2024", "14/02/2024"),
            ("Tết Ất Tỵ", "25/01/2025", "02/02/2025"),
            ("Tết Bính Ngọ", "14/02/2026", "22/02/2026"),
            ("Giỗ Tổ 2024", "18/04/2024", "18/04/2024"),
            ("30/4 và 1/5 năm 2024, hoán đổi ngày 29/4", "27/04/2024", "01/05/2024"),
            ("30/4 và 1/5 năm 2025, hoán đổi ngày 02/5", "30/04/2025", "04/05/2025"),
            ("Quốc khánh 2024", "31/08/2024", "03/09/2024"),
            ("Quốc khánh 2025", "30/08/2025", "02/09/2025"),
            ("Tết Dương lịch 2024", "01/01/2024", "01/01/2024"),
        ],
    )
    def test_the_office_rests_through_a_holiday_and_works_round_it(self, name: str, first: str, last: str) -> None:
        assert not [d for d in days(first, last) if is_working_day(d, USUAL)]
        after = day(last) + dt.timedelta(days=1)
        assert is_working_day(after, USUAL) or after.weekday() >= 5

    @pytest.mark.parametrize("worked", ["04/05/2024", "26/04/2025", "22/08/2026"])
    def test_a_saturday_given_in_exchange_is_worked(self, worked: str) -> None:
        assert day(worked).weekday() == 5
        assert is_working_day(day(worked), USUAL)
        assert not is_working_day(day(worked) + dt.timedelta(days=7), USUAL)

    def test_config_knows_a_swap_that_came_late(self) -> None:
        assert not is_working_day(day("02/01/2026"), OF_2026)
        assert is_working_day(day("10/01/2026"), OF_2026)
        assert not is_working_day(day("03/01/2026"), OF_2026)

    def test_a_working_day_of_config_goes_before_every_holiday(self) -> None:
        calendar = CalendarSpec(20, 25, working_days=(day("10/02/2024"),))
        assert is_working_day(day("10/02/2024"), calendar)
        assert not is_working_day(day("10/02/2024"), USUAL)

    def test_working_days_are_counted_over_tet(self) -> None:
        assert add_working_days(day("07/02/2024"), 1, USUAL) == day("15/02/2024")
        assert add_working_days(day("15/02/2024"), -1, USUAL) == day("07/02/2024")
        assert add_working_days(day("14/06/2024"), 2, USUAL) == day("18/06/2024")

    def test_no_working_days_is_the_day_itself(self) -> None:
        assert add_working_days(day("10/02/2024"), 0, USUAL) == day("10/02/2024")

    @given(st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2030, 12, 31)), st.integers(1, 30))
    def test_counting_forth_and_back_returns_to_a_working_day(self, start: dt.date, count: int) -> None:
        first = add_working_days(start, 1, USUAL)
        assert is_working_day(first, USUAL)
        assert add_working_days(add_working_days(first, count, USUAL), -count, USUAL) == first


class TestDueDates:
    @pytest.mark.parametrize(
        ("period", "divisions", "report"),
        [
            ("2024-01", "19/01/2024", "25/01/2024"),  # the 20th is a Saturday
            ("2024-02", "20/02/2024", "23/02/2024"),  # the 25th is a Sunday
            ("2024-04", "19/04/2024", "25/04/2024"),
            ("2025-01", "20/01/2025", "24/01/2025"),  # the 25th is the first day of Tết
            ("2025-02", "20/02/2025", "25/02/2025"),
            ("2026-01", "20/01/2026", "23/01/2026"),
            ("2026-02", "13/02/2026", "25/02/2026"),  # the 20th lies in Tết
            ("2024-Q1", "20/03/2024", "25/03/2024"),
            ("2024-H1", "20/06/2024", "25/06/2024"),
            ("2024", "20/12/2024", "25/12/2024"),
        ],
    )
    def test_the_day_lies_in_the_last_month_and_moves_to_the_working_day_before(
        self, period: str, divisions: str, report: str
    ) -> None:
        assert due_divisions(USUAL, parse_period(period)) == day(divisions)
        assert due_report(USUAL, parse_period(period)) == day(report)

    def test_a_day_within_tet_moves_before_it_even_into_the_month_before(self) -> None:
        assert due_report(CalendarSpec(1, 14), parse_period("2024-02")) == day("07/02/2024")
        assert due_report(CalendarSpec(1, 1), parse_period("2024-01")) == day("29/12/2023")

    def test_the_31st_is_the_last_day_of_a_shorter_month(self) -> None:
        assert due_report(CalendarSpec(31, 31), parse_period("2024-02")) == day("29/02/2024")

    def test_a_late_swap_of_config_is_minded(self) -> None:
        assert due_report(CalendarSpec(1, 10), parse_period("2026-01")) == day("09/01/2026")
        on_saturday = CalendarSpec(1, 10, working_days=OF_2026.working_days)
        assert due_report(on_saturday, parse_period("2026-01")) == day("10/01/2026")

    def test_an_extension_is_never_moved_and_holds_for_its_division_alone(self) -> None:
        saturday = day("24/02/2024")
        calendar = CalendarSpec(20, 25, extensions=(Extension("2024-02", saturday, "QLKH"),))
        assert due_divisions(calendar, parse_period("2024-02"), "QLKH") == saturday
        assert due_divisions(calendar, parse_period("2024-02"), "VP") == day("20/02/2024")
        assert due_divisions(calendar, parse_period("2024-02")) == day("20/02/2024")
        assert due_divisions(calendar, parse_period("2024-03"), "QLKH") == day("20/03/2024")

    def test_an_extension_without_a_division_is_for_all_and_ones_own_goes_before_it(self) -> None:
        for_all, own = Extension("2024-02", day("21/02/2024")), Extension("2024-02", day("22/02/2024"), "QLKH")
        calendar = CalendarSpec(20, 25, extensions=(for_all, own))
        assert due_divisions(calendar, parse_period("2024-02"), "VP") == day("21/02/2024")
        assert due_divisions(calendar, parse_period("2024-02")) == day("21/02/2024")
        assert due_divisions(calendar, parse_period("2024-02"), "QLKH") == day("22/02/2024")

    def test_the_report_has_an_extension_of_its_own(self) -> None:
        """One of the divisions moves no report, one of the report no division; it may lie in the next year."""
        december, january = parse_period("2024-12"), parse_period("2025-01")
        calendar = CalendarSpec(20, 25, extensions=(Extension("2024-12", day("31/12/2024")),))
        assert (due_divisions(calendar, december), due_report(calendar, december)) == (
            day("31/12/2024"),
            day("25/12/2024"),
        )
        calendar = CalendarSpec(20, 25, extensions=(Extension("2024-12", None, None, day("05/01/2025")),))
        assert (due_divisions(calendar, december), due_report(calendar, december)) == (
            day("20/12/2024"),
            day("05/01/2025"),
        )
        assert due_report(calendar, january) == day("24/01/2025")

    @given(st.integers(2000, 2060), st.integers(1, 12), st.integers(1, 31))
    def test_nothing_is_ever_due_on_a_day_off_or_after_the_ordered_day(
        self, year: int, month: int, ordered: int
    ) -> None:
        period = Period(year, month, month)
        due = due_report(CalendarSpec(1, ordered), period)
        assert is_working_day(due, USUAL)
        last = min(ordered, period.last_day.day)
        assert dt.timedelta() <= dt.date(year, month, last) - due <= dt.timedelta(days=16)


class TestTheClock:
    def test_it_is_already_tomorrow_in_ninh_thuan_while_london_sleeps(self) -> None:
        evening = dt.datetime(2024, 1, 31, 17, 30, tzinfo=dt.UTC)
        assert today(lambda: evening) == day("01/02/2024")
        assert today(lambda: evening - dt.timedelta(hours=1)) == day("31/01/2024")

    def test_a_clock_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            today(lambda: dt.datetime(2024, 1, 31, 17, 30))

    def test_the_usual_clock_says_its_zone(self) -> None:
        assert now().utcoffset() == dt.timedelta(hours=7)
