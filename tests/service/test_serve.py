"""The service makes its rounds by itself, makes up what it slept through, and ends cleanly when it is told to."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import baocao
from sync.model.period import Period
from sync.service.backups import make_backup
from sync.service.nightly import Step, make_round, tick
from sync.store import leases, service
from sync.work.office import Office
from tests.service.conftest import Bureau

ROUND = (Step("round", make_round),)


def rounds(bureau: Bureau) -> list[service.Event]:
    """Return the rounds that the store knows of, oldest first."""
    with bureau.office() as office, office.store.reading() as connection:
        return service.events(connection, "round", 99)[::-1]


def versions(bureau: Bureau) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(bureau.folder / "baocao.db")) as store:
        return store.execute("SELECT division, version FROM version ORDER BY division, version").fetchall()


def test_the_first_tick_reads_everything_and_the_next_ones_wait_for_their_hour(bureau: Bureau) -> None:
    done = tick(bureau.config, ROUND, bureau.now)
    assert not done.failed
    assert done.told == (
        "Đã đọc biểu tháng 01/2024: 7 biểu mới hoặc đã đổi, 0 biểu như cũ, 0 biểu không nhận được; "
        "còn 0 điểm phải sửa.",
    )
    bureau.at("18/01/2024 09:59")
    assert tick(bureau.config, ROUND, bureau.now).told == ()
    bureau.at("18/01/2024 10:00")
    assert "7 biểu như cũ" in tick(bureau.config, ROUND, bureau.now).told[0]
    assert [event.body["read"] for event in rounds(bureau)] == [7, 0]


def test_nights_that_the_machine_slept_through_are_made_up_by_one_round(bureau: Bureau) -> None:
    bureau.at("05/01/2024 02:00")
    tick(bureau.config, ROUND, bureau.now)
    bureau.at("09/01/2024 07:40")
    assert len(tick(bureau.config, ROUND, bureau.now).told) == 1
    assert tick(bureau.config, ROUND, bureau.now).told == ()
    assert len(rounds(bureau)) == 2


def test_a_round_that_failed_is_tried_again_a_quarter_of_an_hour_later(bureau: Bureau) -> None:
    def breaks(office: Office, period: Period, _going: Callable[[], None]) -> str | None:
        if bureau.time.minute < 15:
            raise OSError(5, "Input/output error")
        return make_round(office, period)

    assert tick(bureau.config, ROUND, bureau.now).told
    bureau.at("18/01/2024 10:00")
    failed = tick(bureau.config, (Step("round", breaks),), bureau.now)
    assert failed.failed
    assert failed.told[0].startswith("Lượt tự động: bước “đọc biểu của các đơn vị” không xong.")
    assert "Input/output error" in bureau.log(), "the traceback is for the administrator"
    assert "Input/output error" not in failed.told[0]
    bureau.at("18/01/2024 10:05")
    assert tick(bureau.config, ROUND, bureau.now).told == (), "not every minute: the log would be flooded"
    bureau.at("18/01/2024 10:16")
    assert not tick(bureau.config, (Step("round", breaks),), bureau.now).failed
    assert [event.body["ok"] for event in rounds(bureau)] == [True, False, True]


def test_a_step_that_fails_stops_no_other(bureau: Bureau) -> None:
    def breaks(_office: Office, _period: Period, _going: Callable[[], None]) -> str | None:
        raise ZeroDivisionError

    done = tick(bureau.config, (Step("page", breaks), *ROUND), bureau.now)
    assert done.failed
    assert len(done.told) == 2
    assert "7 biểu mới" in done.told[1]


def test_a_round_of_somebody_else_is_waited_for(bureau: Bureau) -> None:
    with bureau.office() as office:
        other = leases.this_process("an", "button")
        leases.take(office.store, "round", other)
        waits = tick(bureau.config, ROUND, bureau.now)
        assert not waits.failed
        assert waits.told[0].startswith(
            "Chưa đọc được lúc này: Đang có lượt cập nhật khác (nút trong TongHop, an, máy "
        )
        leases.release(office.store, "round", other)
    assert "7 biểu mới" in tick(bureau.config, ROUND, bureau.now).told[0]


def test_two_services_at_the_same_moment_make_one_round_and_one_backup(bureau: Bureau) -> None:
    """Whether something is due is asked again by who is alone with it; a quiet round is made once, too."""
    steps = (*ROUND, Step("backup", make_backup))
    tick(bureau.config, steps, bureau.now)
    bureau.at("19/01/2024 01:45")
    with ThreadPoolExecutor(3) as services:
        done = list(services.map(lambda _: tick(bureau.config, steps, bureau.now), range(3)))
    assert not any(each.failed for each in done)
    assert [event.body["read"] for event in rounds(bureau)] == [7, 0]
    with bureau.office() as office, office.store.reading() as connection:
        assert len(service.events(connection, "backup", 99)) == 2


def test_a_config_that_was_spoilt_is_told_and_the_service_goes_on_once_it_is_mended(bureau: Bureau) -> None:
    good = bureau.config.read_text(encoding="utf-8")
    bureau.config.write_text(good.replace("due_report: 25", "due_report: 99"), encoding="utf-8")
    spoilt = tick(bureau.config, ROUND, bureau.now)
    assert spoilt.failed
    assert "config.yaml, dòng" in spoilt.told[0]
    bureau.config.write_text(good, encoding="utf-8")
    assert not tick(bureau.config, ROUND, bureau.now).failed


def test_the_rounds_id_stands_in_the_log_and_in_the_store(bureau: Bureau) -> None:
    tick(bureau.config, ROUND, bureau.now)
    line = next(line for line in bureau.log().splitlines() if "Đã đọc biểu" in line)
    stamp, round_id = re.match(r"(\S+ \S+) INFO \[(\w+)\]", line).groups()  # type: ignore[union-attr]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+07:00", stamp)
    assert rounds(bureau)[0].run == round_id
    with closing(sqlite3.connect(bureau.folder / "baocao.db")) as store:
        assert store.execute("SELECT id FROM run").fetchall() == [(round_id,)]


def test_the_log_can_be_one_json_object_a_line(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOCAO_LOG_FORMAT", "json")
    tick(bureau.config, ROUND, bureau.now)
    entries = [json.loads(line) for line in bureau.log().splitlines()]
    assert [(entry["level"], entry["message"][:11]) for entry in entries] == [("INFO", "Đã đọc biểu")]
    assert entries[0]["round"] == rounds(bureau)[0].run


@contextmanager
def running(bureau: Bureau, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-X", "utf8", "-m", "baocao", "serve", "--config", str(bureau.config), *words]
    env = {**os.environ, "PYTHONPATH": str(Path(baocao.__file__).parent)}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            yield process
        finally:
            process.kill()


def _wait_for(what: str, bureau: Bureau) -> None:
    for _ in range(900):
        if what in bureau.log():
            return
        time.sleep(0.1)
    pytest.fail(f"{what} never came: {bureau.log()}")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_ends_cleanly_when_it_is_told_to(bureau: Bureau, number: signal.Signals, code: int) -> None:
    with running(bureau) as process:
        _wait_for("Đã đọc biểu", bureau)
        process.send_signal(number)
        _, told = process.communicate(timeout=90)
    assert process.returncode == code
    assert told.splitlines()[-1] == "Đã dừng chạy tự động; chưa có gì bị mất."
    assert "Traceback" not in bureau.log() + told
    with bureau.office() as office, office.store.reading() as connection:
        assert leases.held_by(connection, "round") is None


def test_it_is_stopped_in_the_middle_of_a_round_and_the_next_start_reads_everything_once(bureau: Bureau) -> None:
    with running(bureau) as process:
        _wait_for("Bắt đầu chạy tự động", bureau)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=90)
    assert process.returncode == 0
    with running(bureau) as process:
        _wait_for("Đã đọc biểu", bureau)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=90)
    assert versions(bureau) == [(code, 1) for code in ("QLCN", "QLKH", "TDC", "TTKT", "TTRA", "TTUD", "VP")]


def test_a_service_that_was_killed_is_taken_over_from_at_once(bureau: Bureau) -> None:
    with running(bureau) as process:
        _wait_for("Bắt đầu chạy tự động", bureau)
        time.sleep(0.4)
        process.kill()
        process.communicate()
    assert tick(bureau.config, ROUND, bureau.now).failed is False
    assert versions(bureau) == [(code, 1) for code in ("QLCN", "QLKH", "TDC", "TTKT", "TTRA", "TTUD", "VP")]


def test_once_does_what_is_due_and_says_so(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["serve", "--once", "--config", str(bureau.config)]
    assert baocao.main(words) == 0
    assert "7 biểu mới hoặc đã đổi" in capsys.readouterr().out
    assert baocao.main(words) == 0
    assert capsys.readouterr().out == "Chưa đến giờ; không có việc gì phải làm.\n"
