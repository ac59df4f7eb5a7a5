"""Every night a backup; the old ones thin out: days, then weeks, then months, and nothing else is touched."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sync.model.serving import BackupSettings
from sync.service.backups import day_of, make_backup, name_of, superfluous
from sync.service.nightly import Step, Ticked, tick
from sync.service.sealed import kind_of
from sync.service.steps import STEPS
from sync.store import service
from sync.work.watch import watched
from tests.service.conftest import JANUARY, Bureau

BACKUP = (Step("backup", make_backup),)
USUAL = BackupSettings()
FIRST = dt.date(2024, 1, 1)

days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
settings = st.builds(BackupSettings, daily=st.integers(1, 10), weekly=st.integers(0, 8), monthly=st.integers(0, 24))
others = st.sampled_from(
    ["baocao.db", "baocao_2024-01-18.zip.tmp", "baocao_2024-02-30.zip", "Baocao_2024-01-18.zip", "luu.zip", "a b.docx"]
)


def after_nights(count: int, these: BackupSettings, skipped: frozenset[int] = frozenset()) -> list[dt.date]:
    """Return the days whose backups are there after so many nights, one made each night but the skipped."""
    names: set[str] = set()
    for night in range(count):
        if night not in skipped:
            today = FIRST + dt.timedelta(days=night)
            names.add(name_of(today))
            names -= set(superfluous(names, these, today))
    return sorted(day for name in names if (day := day_of(name)))


@given(st.sets(days, min_size=1), settings, days, st.sets(others))
def test_the_newest_always_stays_and_what_is_not_ours_too(
    made: set[dt.date], these: BackupSettings, today: dt.date, beside: set[str]
) -> None:
    names = {name_of(day) for day in made} | beside
    gone = superfluous(names, these, today)
    past = sorted(day for day in made if day <= today)
    assert not set(gone) & beside
    assert not [name for name in gone if (day_of(name) or today) > today]
    if past:
        assert name_of(past[-1]) not in gone
        assert {name_of(day) for day in past[-these.daily :]}.isdisjoint(gone)
    assert len(past) - len(gone) <= these.daily + these.weekly + these.monthly
    assert superfluous(names - set(gone), these, today) == ()


@given(st.frozensets(st.integers(0, 400), max_size=60))
def test_after_a_year_there_are_seven_days_four_weeks_and_twelve_months(skipped: frozenset[int]) -> None:
    left = after_nights(401, USUAL, skipped)
    made = [FIRST + dt.timedelta(days=night) for night in range(401) if night not in skipped]
    assert left[-7:] == made[-7:]
    months = list(dict.fromkeys((day.year, day.month) for day in reversed(made)))[:12]
    for year, month in months:
        assert max(d for d in made if (d.year, d.month) == (year, month)) in left
    assert len(left) <= 7 + 4 + 12


def test_nights_thin_out_to_the_ends_of_weeks_and_months() -> None:
    left = after_nights(60, USUAL)  # until Thursday, 29/02/2024
    assert [f"{day:%d/%m}" for day in left] == [
        "31/01", "11/02", "18/02", "23/02", "24/02", "25/02", "26/02", "27/02", "28/02", "29/02",
    ]  # fmt: skip


def test_a_clock_that_ran_ahead_costs_no_backup() -> None:
    ahead = [name_of(dt.date(2031, 1, day)) for day in range(1, 15)]
    today = [name_of(dt.date(2024, 1, day)) for day in range(1, 8)]
    assert superfluous([*ahead, *today], USUAL, dt.date(2024, 1, 7)) == ()


def nightly(bureau: Bureau) -> Ticked:
    return tick(bureau.config, BACKUP, bureau.now)


def backups(bureau: Bureau) -> list[str]:
    return sorted(path.name for path in (bureau.folder / "sao-luu").iterdir())


def events(bureau: Bureau) -> list[service.Event]:
    with bureau.office() as office, office.store.reading() as connection:
        return service.events(connection, "backup", 99)[::-1]


def test_each_night_has_one_backup(bureau: Bureau) -> None:
    bureau.at("18/01/2024 02:00")
    assert nightly(bureau).told[0].startswith("Đã sao lưu đêm nay vào baocao_2024-01-18.zip (")
    assert nightly(bureau).told == ()
    bureau.at("18/01/2024 23:00")
    assert nightly(bureau).told == ()
    bureau.at("19/01/2024 01:30")
    assert not nightly(bureau).failed
    assert backups(bureau) == ["baocao_2024-01-18.zip", "baocao_2024-01-19.zip"]
    assert [event.body["ok"] for event in events(bureau)] == [True, True]


def test_a_night_that_was_slept_through_is_made_up_and_a_backup_by_hand_is_none(bureau: Bureau) -> None:
    import baocao

    bureau.at("18/01/2024 02:00")
    nightly(bureau)
    assert baocao.main(["backup", str(bureau.folder.parent / "luu.zip"), "--config", str(bureau.config)]) == 0
    bureau.at("20/01/2024 08:10")
    assert nightly(bureau).told
    assert backups(bureau) == ["baocao_2024-01-18.zip", "baocao_2024-01-20.zip"]


def test_a_backup_that_fails_is_told_and_tried_again_until_it_is_made(bureau: Bureau) -> None:
    (bureau.folder / "sao-luu").write_text("chiếm chỗ")
    bureau.at("18/01/2024 02:00")
    done = nightly(bureau)
    assert done.failed
    assert done.told[0].startswith("Lượt tự động: bước “sao lưu” không xong. ")
    assert "Traceback" not in bureau.log()
    assert events(bureau)[-1].body["ok"] is False
    with bureau.office() as office:
        red = [each for each in watched(office, JANUARY) if each.good is False and each.code == "step-failed"]
    assert "ước “sao lưu” không xong" in red[0].detail, "at once, not when the last good one has grown old"
    bureau.at("18/01/2024 02:05")
    assert nightly(bureau).told == (), "not every minute"
    (bureau.folder / "sao-luu").unlink()
    bureau.at("18/01/2024 02:16")
    assert not nightly(bureau).failed
    assert backups(bureau) == ["baocao_2024-01-18.zip"]


def test_a_folder_on_a_disk_that_is_not_there_is_told_and_not_made(bureau: Bureau, tmp_path: Path) -> None:
    elsewhere = tmp_path / "USB" / "sao lưu"
    text = bureau.config.read_text(encoding="utf-8")
    bureau.config.write_text(f"{text}\nbackups: {{folder: '{elsewhere}'}}\n", encoding="utf-8")
    bureau.at("18/01/2024 02:00")
    done = nightly(bureau)
    assert done.failed
    assert f"Không có thư mục “{elsewhere}” nên chưa sao lưu." in done.told[0]
    assert not elsewhere.parent.exists()
    elsewhere.mkdir(parents=True)
    bureau.at("18/01/2024 02:20")
    assert not nightly(bureau).failed
    assert [path.name for path in elsewhere.iterdir()] == ["baocao_2024-01-18.zip"]


def test_only_backups_of_ours_are_taken_away(bureau: Bureau) -> None:
    folder = bureau.folder / "sao-luu"
    folder.mkdir()
    (folder / "baocao_2023-01-05.zip").write_bytes(b"somebody else's")
    (folder / "ghi chú.txt").write_text("giữ lại")
    text = bureau.config.read_text(encoding="utf-8")
    bureau.config.write_text(text + "\nbackups: {folder: sao-luu, daily: 2, weekly: 0, monthly: 0}\n", encoding="utf-8")
    for day in (18, 19, 20):
        bureau.at(f"{day}/01/2024 02:00")
        assert not nightly(bureau).failed
    assert backups(bureau) == [
        "baocao_2023-01-05.zip",
        "baocao_2024-01-19.zip",
        "baocao_2024-01-20.zip",
        "ghi chú.txt",
    ]
    assert "Đã xóa 1 bản sao lưu cũ" in bureau.log()


def test_a_file_of_somebody_else_under_tonights_name_is_left_alone(bureau: Bureau) -> None:
    (bureau.folder / "sao-luu").mkdir()
    taken = bureau.folder / "sao-luu" / "baocao_2024-01-18.zip"
    taken.write_bytes(b"somebody else's")
    bureau.at("18/01/2024 02:00")
    assert nightly(bureau).failed
    assert taken.read_bytes() == b"somebody else's"


def test_tonights_own_backup_that_the_store_does_not_know_of_is_made_anew(bureau: Bureau) -> None:
    with bureau.office():
        pass
    older = (bureau.folder / "baocao.db").read_bytes()
    bureau.at("18/01/2024 02:00")
    nightly(bureau)
    (bureau.folder / "baocao.db").write_bytes(older)
    before = (bureau.folder / "sao-luu" / "baocao_2024-01-18.zip").stat().st_ino
    assert not nightly(bureau).failed
    assert (bureau.folder / "sao-luu" / "baocao_2024-01-18.zip").stat().st_ino != before


def test_after_a_weekend_the_backup_is_made_up_before_the_clerk_is_told_how_old_it_is(bureau: Bureau) -> None:
    bureau.at("19/01/2024 08:00")
    tick(bureau.config, STEPS, bureau.now)
    bureau.at("22/01/2024 08:00")  # the machine was off since Friday
    tick(bureau.config, STEPS, bureau.now)
    letter = (bureau.folder / "thu-di" / "2024-01_tong-hop_2024-01-22.eml").read_bytes()
    text = message_from_bytes(letter, policy=default).get_body(("plain",))
    assert text is not None
    assert "sao lưu" not in text.get_content()
    assert (bureau.folder / "sao-luu" / "baocao_2024-01-22.zip").is_file()


def test_the_service_makes_its_backup_after_the_round_and_before_what_tells_of_it() -> None:
    assert [step.name for step in STEPS] == ["round", "backup", "remind", "page"]


def test_what_the_night_made_is_an_archive_of_ours_and_stands_on_the_page(bureau: Bureau) -> None:
    bureau.at("18/01/2024 02:00")
    tick(bureau.config, STEPS, bureau.now)
    assert kind_of(bureau.folder / "sao-luu" / "baocao_2024-01-18.zip") == "backup"
    assert "Bản sao lưu gần nhất: 02:00 18/01/2024" in (bureau.folder / "status.html").read_text(encoding="utf-8")
