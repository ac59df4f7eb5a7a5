"""When rounds are due: every night, more often before the due date; a night that was slept through is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.config import Config, Extension
from sync.model.config_file import load_config
from sync.model.duedates import OFFICE_ZONE
from sync.model.period import parse_period
from sync.model.serving import RoundHours
from sync.work.hours import Recorded, backup_due, busy_days, is_due, last_made, last_slot, nights_since, set_back

CONFIG = load_config(Path(__file__).parents[2] / "config.yaml")
JANUARY = parse_period("2024-01")  # divisions due on Friday 19/1 (the 20th is a Saturday), the report on Thursday 25/1


def at(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=OFFICE_ZONE)


def with_hours(**hours: object) -> Config:
    rounds = replace(RoundHours(), **hours)  # type: ignore[arg-type]
    return replace(CONFIG, calendar=replace(CONFIG.calendar, rounds=rounds))


def test_a_night_has_its_round_and_no_second_one() -> None:
    slot = last_slot(at("05/01/2024 09:00"), CONFIG, JANUARY)
    assert slot == at("05/01/2024 01:30")
    assert not is_due(at("05/01/2024 23:59"), slot, CONFIG, JANUARY)
    assert not is_due(at("06/01/2024 01:29"), slot, CONFIG, JANUARY)
    assert is_due(at("06/01/2024 01:30"), slot, CONFIG, JANUARY)


def test_a_machine_that_slept_for_three_nights_makes_one_round_when_it_wakes() -> None:
    slept = last_slot(at("05/01/2024 02:00"), CONFIG, JANUARY)
    assert is_due(at("08/01/2024 08:12"), slept, CONFIG, JANUARY)
    woken = last_slot(at("08/01/2024 08:12"), CONFIG, JANUARY)
    assert not is_due(at("08/01/2024 08:13"), woken, CONFIG, JANUARY)


def test_the_first_round_is_due_at_once() -> None:
    assert is_due(at("05/01/2024 12:00"), None, CONFIG, JANUARY)


def test_in_the_days_before_the_due_date_there_is_a_round_every_hour_of_the_working_day() -> None:
    assert busy_days(CONFIG, JANUARY) == (dt.date(2024, 1, 16), dt.date(2024, 1, 25))
    assert last_slot(at("15/01/2024 10:10"), CONFIG, JANUARY) == at("15/01/2024 01:30")
    assert last_slot(at("16/01/2024 06:59"), CONFIG, JANUARY) == at("16/01/2024 01:30")
    assert last_slot(at("16/01/2024 10:10"), CONFIG, JANUARY) == at("16/01/2024 10:00")
    assert last_slot(at("25/01/2024 20:00"), CONFIG, JANUARY) == at("25/01/2024 18:00")
    assert last_slot(at("26/01/2024 10:10"), CONFIG, JANUARY) == at("26/01/2024 01:30")


def test_whoever_was_given_longer_keeps_the_days_busy() -> None:
    given_longer = (Extension("2024-01", dt.date(2024, 1, 29), "QLKH"),)
    config = replace(CONFIG, calendar=replace(CONFIG.calendar, extensions=given_longer))
    assert busy_days(config, JANUARY)[1] == dt.date(2024, 1, 29)


def test_at_tet_the_busy_days_begin_before_the_holiday() -> None:
    """February 2026: Tết closes the office from 16 to 20 February, the divisions' 20th moves to Friday the 13th."""
    first, last = busy_days(CONFIG, parse_period("2026-02"))
    assert first == dt.date(2026, 2, 10)
    assert last == dt.date(2026, 2, 25)


def test_the_office_keeps_its_own_time_on_a_machine_that_stands_in_another_zone() -> None:
    abroad = at("16/01/2024 10:10").astimezone(dt.UTC)
    assert last_slot(abroad, CONFIG, JANUARY) == at("16/01/2024 10:00")


def test_a_round_that_a_wrong_clock_dated_a_month_ahead_does_not_silence_the_service() -> None:
    assert is_due(at("05/01/2024 09:00"), at("05/02/2024 01:30"), CONFIG, JANUARY)


def test_a_clock_that_was_set_back_by_a_day_makes_the_round_again_once() -> None:
    made = last_slot(at("06/01/2024 02:00"), CONFIG, JANUARY)
    assert is_due(at("05/01/2024 02:00"), made, CONFIG, JANUARY)
    assert not is_due(at("05/01/2024 02:01"), last_slot(at("05/01/2024 02:00"), CONFIG, JANUARY), CONFIG, JANUARY)


def test_the_round_that_counts_is_told_by_the_order_of_what_was_recorded() -> None:
    def made(text: str) -> Recorded:
        return Recorded(at(text), at(text))

    back = [made("06/01/2024 01:30"), made("05/01/2024 01:30")]  # newest first
    assert set_back(back, at("05/01/2024 02:00"))
    assert last_made(back, at("05/01/2024 02:00")) == at("05/01/2024 01:30")
    told = [Recorded(at("05/01/2024 02:00")), *back]
    assert not set_back(told, at("05/01/2024 02:01"))
    assert last_made(told, at("06/01/2024 01:30")) == at("05/01/2024 01:30"), (
        "the true night of the 6th is still to come"
    )
    empty = [made("01/01/1970 12:00"), made("05/01/2024 01:30")]
    assert last_made(empty, at("02/01/1970 01:00")) == at("01/01/1970 12:00")
    assert last_made(empty, at("05/01/2024 10:00")) == at("05/01/2024 01:30"), "the clock leapt: it stood wrong before"
    assert last_made([], at("05/01/2024 10:00")) is None


@pytest.mark.parametrize(
    ("then", "nights"), [("05/01/2024 01:31", 0), ("05/01/2024 01:29", 1), ("04/01/2024 01:00", 2)]
)
def test_nights_are_counted_by_their_first_hour(then: str, nights: int) -> None:
    assert nights_since(at(then), at("05/01/2024 09:00"), CONFIG) == nights
    assert nights_since(at("06/01/2024 09:00"), at("05/01/2024 09:00"), CONFIG) == 0


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("05/01/2024 09:00", None, True),
        ("05/01/2024 09:00", "05/01/2024 01:31", False),
        ("06/01/2024 01:29", "05/01/2024 01:31", False),
        ("06/01/2024 01:30", "05/01/2024 01:31", True),
        ("09/01/2024 11:00", "05/01/2024 01:31", True),
        ("05/01/2024 09:00", "05/02/2024 01:31", True),
    ],
)
def test_a_backup_is_due_once_a_day(now: str, last: str | None, due: bool) -> None:
    assert backup_due(at(now), at(last) if last else None, CONFIG) == due


@given(
    st.datetimes(dt.datetime(2024, 1, 2), dt.datetime(2024, 2, 28)),
    st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=3),
    st.integers(5, 300),
)
def test_a_slot_never_lies_ahead_and_is_due_once(now: dt.datetime, nightly: list[dt.time], minutes: int) -> None:
    here = now.replace(tzinfo=OFFICE_ZONE)
    config = with_hours(nightly=tuple(nightly), busy_minutes=minutes)
    slot = last_slot(here, config, JANUARY)
    assert here - dt.timedelta(days=1) <= slot <= here
    assert not is_due(here, slot, config, JANUARY)
    assert is_due(here, slot - dt.timedelta(minutes=1), config, JANUARY)
