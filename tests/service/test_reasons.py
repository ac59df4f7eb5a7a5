"""Who is written to, and why: before the due date, on it, after it; drafts, errors; never on a day off, never twice."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model.config import Extension
from sync.model.period import parse_period
from sync.service.reasons import Notice, digests, notices
from sync.work.collect import collect
from sync.work.decide import accept, judge
from sync.work.office import Office
from sync.work.overview import status_of
from tests.service.conftest import JANUARY, Bureau, laid_out

NOBODY: frozenset[str] = frozenset()


def told(office: Office, day: str, before: frozenset[str] = NOBODY) -> dict[str, Notice]:
    """Return whom the office writes to on a day, by division."""
    judged = judge(office, JANUARY)
    found = notices(status_of(office, judged), judged, office.config, dt.date.fromisoformat(day), before)
    return {notice.division.code: notice for notice in found if notice.division}


def kinds(notice: Notice) -> list[str]:
    return [reason.kind for reason in notice.reasons]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    made.form("QLKH").unlink()
    with made.office() as office:
        collect(office, JANUARY)
    return made.folder


@pytest.fixture
def without_qlkh(prepared: Path, tmp_path: Path) -> Bureau:
    """January's office, read, with QLKH's form not handed in."""
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def test_only_who_has_not_handed_in_is_reminded(without_qlkh: Bureau) -> None:
    with without_qlkh.office() as office:
        found = told(office, "2024-01-16")
        assert list(found) == ["QLKH"]
        assert (kinds(found["QLKH"]), found["QLKH"].reasons[0].days) == (["before"], 3)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2024-01-15", None),  # four working days before Friday 19/1
        ("2024-01-16", "before"),
        ("2024-01-17", "before"),  # nobody was told on the 16th
        ("2024-01-18", "before"),
        ("2024-01-19", "due"),
        ("2024-01-20", None),  # a Saturday
        ("2024-01-22", "overdue"),
        ("2024-01-23", "overdue"),
    ],
)
def test_the_days_are_working_days(without_qlkh: Bureau, day: str, kind: str | None) -> None:
    with without_qlkh.office() as office:
        found = told(office, day)
        assert [kinds(n)[0] for n in found.values()] == ([kind] if kind else [])


def test_nobody_is_told_twice_for_one_reason(without_qlkh: Bureau) -> None:
    with without_qlkh.office() as office:
        names = frozenset(r.name for r in told(office, "2024-01-16")["QLKH"].reasons)
        assert told(office, "2024-01-16", names) == {}
        assert list(told(office, "2024-01-18", names)) == ["QLKH"]


def test_what_a_machine_that_was_off_could_not_say_is_said_the_next_day_and_once(without_qlkh: Bureau) -> None:
    """Three working days before Friday 19/1 is Tuesday 16/1; the machine was off until Wednesday."""
    with without_qlkh.office() as office:
        (reason,) = told(office, "2024-01-17")["QLKH"].reasons
        assert (reason.kind, reason.days) == ("before", 2), "as many days as there are left now"
        assert told(office, "2024-01-17", frozenset({reason.name})) == {}
        assert reason.name == told(office, "2024-01-16")["QLKH"].reasons[0].name, (
            "one reason, whatever day it is told on"
        )


def test_the_weekly_reminder_is_made_up_too(without_qlkh: Bureau) -> None:
    """After 22, 23 and 24/1 the next one is on 31/1; the machine was off until 2/2."""
    with without_qlkh.office() as office:
        before = frozenset(
            told(office, day)["QLKH"].reasons[0].name for day in ("2024-01-22", "2024-01-23", "2024-01-24")
        )
        assert "QLKH" not in told(office, "2024-01-30", before)
        made_up = told(office, "2024-02-02", before)["QLKH"].reasons[0]
        assert (made_up.kind, made_up.days) == ("overdue", 10)
        assert "QLKH" not in told(office, "2024-02-05", before | {made_up.name})
        assert "QLKH" in told(office, "2024-02-07", before | {made_up.name}), "the week after is as it would have been"


def test_whoever_was_given_longer_is_reminded_of_the_new_date(without_qlkh: Bureau) -> None:
    with without_qlkh.office() as found:
        longer = replace(found.config.calendar, extensions=(Extension("2024-01", dt.date(2024, 1, 24), "QLKH"),))
        office = replace(found, config=replace(found.config, calendar=longer))
        new_date = dt.date(2024, 1, 24)
        found_on = {day: told(office, day).get("QLKH") for day in ("2024-01-18", "2024-01-19", "2024-01-24")}
        assert {day: n and (kinds(n), n.due) for day, n in found_on.items()} == {
            "2024-01-18": None,
            "2024-01-19": (["before"], new_date),
            "2024-01-24": (["due"], new_date),
        }


def test_whom_the_report_goes_without_is_left_in_peace(without_qlkh: Bureau) -> None:
    with without_qlkh.office() as office:
        accept(office, JANUARY, [], "đi công tác", without=["QLKH"])
        assert told(office, "2024-01-19") == {}


def test_the_clerk_has_a_digest_round_the_due_dates_and_when_there_is_news(bureau: Bureau) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        status = status_of(office, judge(office, JANUARY))

        def has(day: str, *, news: bool = False, before: frozenset[str] = NOBODY) -> bool:
            found = digests(status, office.config, dt.date.fromisoformat(day), before)
            return any(due or news for _, due in found)

        assert not has("2024-01-10")
        assert has("2024-01-10", news=True)
        assert has("2024-01-16")
        assert not has("2024-01-20", news=True), "a Saturday"
        assert has("2024-01-26"), "the day after the report was due"
        assert not has("2024-01-16", before=frozenset({"2024-01:clerk:digest:2024-01-16"}))


def test_before_tet_the_reminder_comes_before_the_holiday(bureau: Bureau) -> None:
    """February 2026 is due on Friday 13/2, for the office is closed from the 16th to the 20th."""
    period = parse_period("2026-02")
    with bureau.office() as office:
        judged = judge(office, period)
        status = status_of(office, judged)
        days = [dt.date(2026, 2, day) for day in range(1, 28)]
        first: dict[dt.date, list[str]] = {}
        before = NOBODY
        for day in days:
            found = [n for n in notices(status, judged, office.config, day, before) if n.division]
            first[day] = [kinds(n)[0] for n in found][:1]
            before |= {reason.name for n in found for reason in n.reasons}
    assert {day.day: kind[0] for day, kind in first.items() if kind and kind[0] != "overdue"} == {
        10: "before", 12: "before", 13: "due",
    }  # fmt: skip
    assert not any(first[dt.date(2026, 2, day)] for day in range(14, 23)), "nobody is written to at Tết"
