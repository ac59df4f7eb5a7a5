"""An indicator over the year: what is added up, what is a level, and what is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sheets.grid import Place
from sync.model.outline import IndicatorSpec, Validity
from sync.model.period import Period
from sync.model.records import CellOrigin, Figure, Info, Slot, Submission
from sync.reading.series import months_missing, series

FLOW = IndicatorSpec("MAU", "Mẫu được phân tích", "mẫu", "flow", ("TTKT",))
STOCK = IndicatorSpec("TC", "Tiêu chuẩn trong kho", "tiêu chuẩn", "stock", ("TTKT",), opening=Decimal(860))
AMOUNTS = st.decimals(-10_000, 10_000, places=2, allow_nan=False)


def month(number: int, value: int | Decimal | None, correction: int | Decimal | None = None) -> Submission:
    """What one month of 2024 said of both indicators (months below 1 are of 2023)."""
    year, at = (2024, number) if number > 0 else (2023, 12 + number)
    values: dict[Slot, int | Decimal | None] = {"month": value, "correction": correction}
    figures = tuple(
        Figure(code, slot, None if v is None else Decimal(v), "", CellOrigin("book", Place("Chỉ tiêu", 5, 5)))
        for code in ("MAU", "TC")
        for slot, v in values.items()
    )
    return Submission("TTKT", Period(year, at, at), "book", 1, Info(status="submitted"), figures=figures)


def nil(number: int) -> Submission:
    """A month that had nothing to report."""
    return replace(month(number, None), info=Info(status="nil"))


def test_months_and_corrections_add_up_from_january() -> None:
    found = series(FLOW, month(3, 75, -2), (month(2, 75), month(1, 92, 1)))
    assert (found.before, found.cumulative, found.last) == (Decimal(168), Decimal(241), Decimal(75))


def test_last_year_is_not_added() -> None:
    found = series(FLOW, month(1, 92), (month(0, 80), month(-1, 70)))
    assert (found.cumulative, found.last, found.whole) == (Decimal(92), Decimal(80), True)


def test_without_a_month_of_the_year_nobody_can_tell_the_cumulative_figure() -> None:
    found = series(FLOW, month(3, 75), (month(1, 92),))
    assert (found.whole, found.before, found.cumulative, found.last) == (False, Decimal(92), None, None)


def test_a_month_left_blank_is_missing_and_a_month_without_business_is_zero() -> None:
    assert series(FLOW, month(2, 75), (month(1, None),)).cumulative is None
    assert series(FLOW, month(2, 75), (nil(1),)).cumulative == 75


def test_the_level_of_a_stock_is_last_months_before_it_is_the_opening() -> None:
    assert series(STOCK, month(2, 1069), (month(1, 1007),)).level == 1007
    assert series(STOCK, month(1, 1007), ()).level == 860
    assert series(STOCK, month(1, 1007), (month(0, 870),)).level == 870


def test_the_level_goes_on_over_months_without_business() -> None:
    assert series(STOCK, month(3, 1069), (nil(2), month(1, 1007))).level == 1007
    assert series(STOCK, month(3, 1069), (nil(2), nil(1))).level == 860


def test_the_level_is_not_known_where_a_month_is() -> None:
    assert series(STOCK, month(3, 1069), (month(1, 1007),)).level is None
    assert series(STOCK, month(3, 1069), (month(2, None), month(1, 1007))).level is None


def test_a_stock_is_never_added_up() -> None:
    assert series(STOCK, month(2, 1069), (month(1, 1007),)).cumulative == 1069


@given(st.lists(AMOUNTS, min_size=1, max_size=12), AMOUNTS)
def test_the_cumulative_figure_grows_by_the_month(values: list[Decimal], correction: Decimal) -> None:
    months = [month(at, value) for at, value in enumerate(values, 1)]
    last = month(len(values), values[-1], correction)
    found = series(FLOW, last, tuple(reversed(months[:-1])))
    assert found.cumulative == sum(values) + correction


STARTED = replace(FLOW, cumulative_before=(Period(2024, 3, 3), Decimal(1250)))


def test_an_office_that_starts_in_march_goes_on_from_what_it_had() -> None:
    assert series(STARTED, month(3, 50), ()).cumulative == 1300
    assert series(STARTED, month(4, 10, -5), (month(3, 50),)).cumulative == 1305
    assert not series(STARTED, month(5, 10), (month(3, 50),)).whole
    assert series(STARTED, month(2, 10), (month(1, 5),)).cumulative == 15


def test_months_before_an_indicator_was_asked_for_are_not_missed() -> None:
    fresh = replace(FLOW, valid=Validity(dt.date(2024, 3, 1)))
    assert series(fresh, month(3, 50), (month(2, None),)).cumulative == 50
    assert months_missing(fresh, Period(2024, 4, 4), ()) == (Period(2024, 3, 3),)
