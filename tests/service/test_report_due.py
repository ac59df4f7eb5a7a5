"""The report's own due date: the clerk is reminded before it, on it and after it, until the report is issued."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model.config import Extension
from sync.model.duedates import due_divisions, due_report
from sync.service.digest import Morning, digest_of
from sync.service.nightly import Step, tick
from sync.service.page import status_page
from sync.service.reasons import digests
from sync.service.remind import make_reminders
from sync.store import clerk
from sync.work.collect import collect
from sync.work.decide import judge
from sync.work.office import Office
from sync.work.overview import status_of
from sync.work.watch import watched
from tests.service.conftest import JANUARY, Bureau, laid_out, moment
from tests.service.test_outbox import letter, text_of

REMIND = (Step("remind", make_reminders),)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    with made.office() as office:
        collect(office, JANUARY)
    return made.folder


@pytest.fixture
def complete(prepared: Path, tmp_path: Path) -> Bureau:
    """January 2024, everything handed in and read; the report is due on Thursday 25/1."""
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def mornings(bureau: Bureau, office: Office, first: str, last: str) -> dict[str, str]:
    """What the clerk's letter says of the report, by day, where she gets one whatever the news."""
    told: dict[str, str] = {}
    names: frozenset[str] = frozenset()
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    while day <= end:
        bureau.at(f"{day:%d/%m/%Y} 08:00")
        judged = judge(office, JANUARY)
        morning = Morning(office, judged, status_of(office, judged), begun=True)
        for notice, due in digests(morning.status, office.config, office.today, names):
            if due:
                names |= {reason.name for reason in notice.reasons}
                told[f"{day:%d/%m}"] = digest_of(morning, notice)[0].report
        day += dt.timedelta(days=1)
    return told


def test_she_is_told_how_long_there_is_left_that_it_is_today_and_how_long_it_is_over(complete: Bureau) -> None:
    with complete.office() as office:
        assert mornings(complete, office, "2024-01-23", "2024-01-29") == {
            "23/01": "Còn 2 ngày làm việc là đến hạn gửi báo cáo của sở; chưa lập báo cáo.",
            "24/01": "Còn 1 ngày làm việc là đến hạn gửi báo cáo của sở; chưa lập báo cáo.",
            "25/01": "Hôm nay là hạn gửi báo cáo của sở; chưa lập báo cáo.",
            "26/01": "Báo cáo của sở đã quá hạn gửi 1 ngày làm việc; chưa lập báo cáo.",
            "29/01": "Báo cáo của sở đã quá hạn gửi 2 ngày làm việc; chưa lập báo cáo.",
        }


def test_after_three_days_she_is_told_once_a_week_until_it_is_issued(complete: Bureau) -> None:
    with complete.office() as office:
        assert list(mornings(complete, office, "2024-01-26", "2024-02-29")) == [
            "26/01", "29/01", "30/01", "06/02", "20/02", "27/02",  # Tết from 8 to 14 February
        ]  # fmt: skip
        with office.store.writing() as connection:
            sent = clerk.Issue(JANUARY.code, "05", dt.date(2024, 1, 25), 1, "", None, "bình", office.now())
            clerk.add_issue(connection, sent)
        assert mornings(complete, office, "2024-01-25", "2024-02-29") == {}


def test_the_weekly_letter_is_made_up_where_the_machine_was_off_on_its_day(complete: Bureau) -> None:
    with complete.office() as office:
        status = status_of(office, judge(office, JANUARY))
        sent = frozenset(f"2024-01:clerk:digest:2024-01-{day}" for day in (26, 29, 30))

        def due(day: str, told: frozenset[str]) -> bool:
            return any(due for _, due in digests(status, office.config, dt.date.fromisoformat(day), told))

        assert not due("2024-02-05", sent)
        assert due("2024-02-07", sent), "the machine was off on Tuesday 6/2"
        assert not due("2024-02-15", sent | {"2024-01:clerk:digest:2024-02-07"})


@pytest.mark.parametrize(
    ("hour", "subject"),
    [
        ("24/01/2024 08:00", "[Sở KH&CN] Tình hình biểu tháng 01/2024 sáng 24/01/2024"),
        ("25/01/2024 08:00", "[Sở KH&CN] Hôm nay là hạn gửi báo cáo tháng 01/2024 của sở – tình hình sáng 25/01/2024"),
        ("26/01/2024 08:00", "[Sở KH&CN] Quá hạn gửi báo cáo tháng 01/2024 của sở – tình hình sáng 26/01/2024"),
    ],
)
def test_the_letters_subject_says_it_too(complete: Bureau, hour: str, subject: str) -> None:
    complete.at(hour)
    tick(complete.config, REMIND, complete.now)
    name = f"2024-01_tong-hop_{moment(hour):%Y-%m-%d}.eml"
    mail = letter(complete, name)
    assert mail["Subject"] == subject
    assert "gửi báo cáo của sở" in text_of(mail) or "Báo cáo của sở đã quá hạn" in text_of(mail)


def extended(office: Office, given: Extension) -> Office:
    calendar = replace(office.config.calendar, extensions=(given,))
    return replace(office, config=replace(office.config, calendar=calendar))


def test_a_report_that_was_given_longer_is_reminded_of_by_its_new_date(complete: Bureau) -> None:
    with complete.office() as found:
        office = extended(found, Extension("2024-01", None, None, dt.date(2024, 1, 31)))
        told = mornings(complete, office, "2024-01-25", "2024-01-31")
        assert told["25/01"].startswith("Còn 4 ngày làm việc là đến hạn gửi báo cáo của sở;")
        assert told["31/01"] == "Hôm nay là hạn gửi báo cáo của sở; chưa lập báo cáo."


def test_divisions_that_are_due_after_the_report_are_told_everywhere(complete: Bureau) -> None:
    """Whoever moves the divisions' date and forgets the report's sees it on the page and in the clerk's letter."""
    with complete.office() as found:
        office = extended(found, Extension("2024-01", dt.date(2024, 1, 31)))
        assert due_divisions(office.config.calendar, JANUARY) > due_report(office.config.calendar, JANUARY)
        (wrong,) = (each for each in watched(office, JANUARY) if each.code == "due-after-report")
        assert wrong.told["names"] == "Văn phòng Sở, Thanh tra Sở, Phòng Quản lý Khoa học, …"
        sentence = "(31/01/2024) sau hạn gửi báo cáo của sở (25/01/2024)"
        assert sentence in status_page(office, JANUARY, office.config.folder)
        judged = judge(office, JANUARY)
        morning = Morning(office, judged, status_of(office, judged), begun=True)
        notice, _ = next(digests(morning.status, office.config, office.today, frozenset()))
        assert any(sentence in line for line in digest_of(morning, notice)[0].troubles)
        both = extended(found, Extension("2024-01", dt.date(2024, 1, 31), None, dt.date(2024, 2, 2)))
        assert not [each for each in watched(both, JANUARY) if each.code == "due-after-report"]


def test_the_reports_date_is_minded_also_where_the_divisions_have_longer(complete: Bureau) -> None:
    with complete.office() as found:
        office = extended(found, Extension("2024-01", dt.date(2024, 2, 5)))
        told = mornings(complete, office, "2024-01-19", "2024-01-26")
    assert told["25/01"] == "Hôm nay là hạn gửi báo cáo của sở; chưa lập báo cáo."
    assert list(told) == ["22/01", "23/01", "24/01", "25/01", "26/01"]


def test_it_goes_on_where_the_next_period_has_begun(complete: Bureau) -> None:
    """The clerk hears of both; divisions of the old one are left in peace."""
    (complete.folder / "2024-02").mkdir()
    shutil.copyfile(complete.form("VP"), complete.folder / "2024-02" / "VP_BaoCao_2024-02.xlsx")
    complete.at("26/01/2024 08:00")
    tick(complete.config, REMIND, complete.now)
    old = letter(complete, "2024-01_tong-hop_2024-01-26.eml")
    assert "Quá hạn gửi báo cáo tháng 01/2024 của sở" in old["Subject"]
    assert [path.name for path in (complete.folder / "thu-di").glob("2024-01*")] == ["2024-01_tong-hop_2024-01-26.eml"]
    with complete.office() as office, office.store.writing() as connection:
        clerk.add_issue(
            connection, clerk.Issue(JANUARY.code, "05", dt.date(2024, 1, 26), 1, "", None, "bình", office.now())
        )
    complete.at("29/01/2024 08:00")
    tick(complete.config, REMIND, complete.now)
    assert not (complete.folder / "thu-di" / "2024-01_tong-hop_2024-01-29.eml").exists()
