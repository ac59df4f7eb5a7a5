"""Ten ways in which a clock goes wrong, each in processes of their own whose system clock is another (faketime).

Order is that of what was recorded, never the clock's; no wrong clock moves the period; each night has its round exactly
once, and one that was missed is made up. Four of the ten are tried each time, all with `-m "slow or not slow"`.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import baocao
from tests.service.conftest import Bureau

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None) if sys.platform == "linux" else None
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="needs Debian's faketime")
HERE = "Asia/Ho_Chi_Minh"
FEW = ("QLCN", "VP")  # a round of these shows all that a clock can do to it
# Ticks at moments that come in, one a line; "jump" is what the clock says from the middle of the round on.
PROGRAM = """
import json, os, pathlib, sys
from sync.model.duedates import now
from sync.service.nightly import tick
from sync.service.steps import STEPS
from sync.store import service
from sync.work.opening import opened, usual_period
config, clock = map(pathlib.Path, sys.argv[1:])
def set_clock(moment):  # in one go: libfaketime ends a process that reads half a time
    clock.with_suffix(".new").write_text(moment, encoding="ascii")
    os.replace(clock.with_suffix(".new"), clock)
for line in sys.stdin:
    told = json.loads(line)
    set_clock(told["at"])
    with opened(config) as office, office.store.reading() as connection:
        before = len(service.events(connection, "round", 99))
    calls = []
    def going():
        calls.append(None)
        if told["jump"] and len(calls) == 3:
            set_clock(told["jump"])
    done = tick(config, STEPS, going=going)
    with opened(config) as office, office.store.reading() as connection:
        period, rounds = usual_period(office).code, service.events(connection, "round", 99)
    read = rounds[0].body.get("read") if len(rounds) > before else None
    answer = {"told": done.told, "failed": done.failed, "now": now().isoformat(), "period": period, "read": read}
    print(json.dumps(answer), flush=True)
"""
# Where libfaketime leaves the monotonic clock alone Python's sleep fails in it, and a lock that waits while the clock
# is set may wait for ever: both wait by another call.
SLEEP = """
import select, threading, time
time.sleep = lambda seconds: select.select([], [], [], seconds) and None
def wait(self, timeout=None):
    end = time.monotonic() + (1e9 if timeout is None else timeout)
    while not self.is_set() and time.monotonic() < end:
        time.sleep(0.05)
    return self.is_set()
threading.Event.wait = wait
"""


def environment(clock: Path, zone: str) -> dict[str, str]:
    """A machine whose clock says what stands in a file; what waits goes by the true time."""
    return {
        **os.environ,
        "TZ": zone,
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",  # files keep the times that they have
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([str(Path(baocao.__file__).parent), *sys.path])),
    }


@dataclass
class Machine:
    """An office on a machine whose clock is set from outside; `said` is what each tick told."""

    bureau: Bureau
    zone: str = HERE
    said: list[dict[str, Any]] = field(default_factory=list)
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)  # a process for each zone

    @property
    def clock(self) -> Path:
        return self.bureau.folder.parent / "đồng hồ"

    def at(self, *moments: str | tuple[str, str]) -> Sequence[int | None]:
        """Let the service tick at these moments by the machine's own clock; return what its rounds read, None where
        none was due.
        """
        answers = [self._ticked(*((each, "") if isinstance(each, str) else each)) for each in moments]
        self.said += answers
        return [each["read"] for each in answers]

    def _ticked(self, at: str, jump: str) -> dict[str, Any]:
        process = self.running.get(self.zone)
        if process is None:
            self.set(at)
            process = subprocess.Popen(
                [sys.executable, "-c", SLEEP + PROGRAM, str(self.bureau.config), str(self.clock)],
                env=environment(self.clock, self.zone),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            self.running[self.zone] = process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"at": at, "jump": jump}) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    def set(self, moment: str) -> None:
        """Set the clock, in one go: libfaketime ends a process that reads half a time."""
        new = self.clock.with_suffix(".moi")
        new.write_text(moment, encoding="ascii")
        new.replace(self.clock)

    def close(self) -> None:
        for process in self.running.values():
            process.communicate(timeout=60)

    @property
    def rounds(self) -> int:
        return self.bureau.log().count("Đã đọc biểu tháng 01/2024")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.bureau.folder / "baocao.db")) as store:
            return store.execute(query).fetchall()

    def nights(self) -> Counter[str]:
        """How many rounds each slot had."""
        bodies = [json.loads(body) for (body,) in self.rows("SELECT body FROM event WHERE kind = 'round' ORDER BY id")]
        assert all(body["ok"] for body in bodies)
        return Counter(body["slot"][:16] for body in bodies)

    def hand_in(self, division: str = "VP") -> None:
        """Save a division's form anew: other bytes, the same cells."""
        path = self.bureau.form(division)
        data = path.read_bytes()
        at = data.rfind(b"PK\5\6")
        note = f"{len(data)}".encode()
        path.write_bytes(data[: at + 20] + len(note).to_bytes(2, "little") + note)

    def sound(self, *nights: str, twice: str = "") -> None:
        """Look at what must hold whatever the clock said; `nights` had their round exactly once.

        `twice` is the night that the clock itself had twice.
        """
        versions = self.rows("SELECT division, version FROM version WHERE division = 'VP' ORDER BY version")
        assert [number for _, number in versions] == list(range(1, len(versions) + 1))
        last = self.rows("SELECT digest FROM version WHERE division = 'VP' ORDER BY version DESC LIMIT 1")
        seen = self.rows("SELECT digest FROM sighting WHERE division = 'VP' ORDER BY id DESC LIMIT 1")
        assert seen == last, "the version that counts is the one that came last, not that of the latest hour"
        assert {each["period"] for each in self.said} == {"2024-01"}
        assert {period for (period,) in self.rows("SELECT DISTINCT period FROM version")} == {"2024-01"}
        assert not any(each["failed"] for each in self.said), self.said
        made = self.nights()
        assert made.pop(twice, 2) == 2
        assert {night: made[night] for night in nights} == dict.fromkeys(nights, 1), made
        assert max(made.values()) == 1, made
        letters = Counter(self.rows("SELECT reason, step FROM notice"))
        assert all(count == 1 for count in letters.values())
        log = (self.bureau.folder / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")
        assert "Traceback" not in log


@pytest.fixture
def machine(bureau: Bureau) -> Iterator[Machine]:
    for form in (bureau.folder / "2024-01").glob("*.xlsx"):
        if form.name.partition("_")[0] not in FEW:
            form.unlink()
    made = Machine(bureau)
    yield made
    made.close()


def test_a_clock_that_goes_back_by_a_day(machine: Machine) -> None:
    """It was a day ahead: nothing is done twice that night, and the true night has its round."""
    assert machine.at("2024-01-05 01:30:20", "2024-01-06 01:30:20") == [2, 0]
    machine.hand_in()
    assert machine.at("2024-01-05 02:00:00", "2024-01-05 09:00:00") == [None, None]
    assert machine.at("2024-01-06 01:30:20") == [1]
    machine.at("2024-01-07 01:30:20")
    # The night of the 6th was twice by the clock itself: once too early, once in truth.
    machine.sound("2024-01-05T01:30", "2024-01-07T01:30", twice="2024-01-06T01:30")


@pytest.mark.slow
def test_a_clock_that_goes_ahead_by_a_year_and_comes_back(machine: Machine) -> None:
    machine.at("2024-01-05 01:30:20")
    assert machine.at("2025-01-05 09:00:00", "2025-01-05 09:01:00")[1] is None, "once, as after a year of sleep"
    machine.hand_in()
    assert machine.at("2024-01-05 09:02:00", "2024-01-05 23:00:00") == [None, None]
    assert machine.at("2024-01-06 01:30:20") == [1]
    machine.sound("2024-01-05T01:30", "2024-01-06T01:30", "2025-01-05T01:30")


def test_a_machine_that_starts_in_1970_until_it_hears_the_time(machine: Machine) -> None:
    """Its battery is empty: what it does there is done once, and this night's round is not made again."""
    machine.at("2024-01-05 01:30:20")
    machine.hand_in()
    assert machine.at("1970-01-02 00:00:05") == [1]
    assert machine.at("1970-01-02 00:01:05", "2024-01-05 10:00:00", "2024-01-05 23:00:00") == [None, None, None]
    assert machine.at("2024-01-06 01:30:20") == [0]
    machine.sound("2024-01-05T01:30", "2024-01-06T01:30", "1970-01-01T01:30")


def test_two_seconds_before_the_end_of_the_month_the_round_goes_on_into_the_next(machine: Machine) -> None:
    """The night's round was missed and is made at 23:59:58; it ends in February, and is January's."""
    machine.at("2024-01-30 01:30:20")
    machine.hand_in()
    assert machine.at(("2024-01-31 23:59:58", "2024-02-01 00:00:03")) == [1]
    assert machine.at("2024-02-01 00:01:00", "2024-02-01 01:29:59") == [None, None]
    assert machine.at("2024-02-01 01:30:00") == [0]
    machine.sound("2024-01-30T01:30", "2024-01-31T01:30", "2024-02-01T01:30")


@pytest.mark.slow
def test_the_clock_jumps_back_while_a_round_runs(machine: Machine) -> None:
    machine.at("2024-01-05 01:30:20")
    machine.hand_in()
    assert machine.at(("2024-01-06 01:30:20", "2024-01-05 01:40:00")) == [1]
    assert machine.at("2024-01-05 01:41:00", "2024-01-05 23:00:00") == [None, None]
    machine.hand_in("QLCN")
    assert machine.at("2024-01-06 01:30:20") == [1]
    machine.sound("2024-01-05T01:30", twice="2024-01-06T01:30")


@pytest.mark.slow
def test_the_clock_jumps_ahead_while_a_round_runs(machine: Machine) -> None:
    machine.at("2024-01-05 01:30:20")
    machine.hand_in()
    assert machine.at(("2024-01-06 01:30:20", "2024-01-09 12:00:00")) == [1]
    machine.at("2024-01-09 12:01:00", "2024-01-09 12:02:00")
    machine.at("2024-01-10 01:30:20")
    machine.sound("2024-01-05T01:30", "2024-01-06T01:30", "2024-01-09T01:30", "2024-01-10T01:30")


@pytest.mark.slow
def test_the_same_office_on_machines_in_utc_and_in_viet_nam(machine: Machine) -> None:
    """Its clock says 18:30 of the day before where it is half past one in the office: one night, one round."""
    machine.at("2024-01-05 01:30:20")
    machine.zone = "UTC"
    assert machine.at("2024-01-04 18:31:00", "2024-01-05 17:00:00", "2024-01-05 18:29:59") == [None, None, None]
    machine.hand_in()
    assert machine.at("2024-01-05 18:30:00") == [1]
    machine.zone = HERE
    assert machine.at("2024-01-06 01:31:00", "2024-01-06 23:59:59") == [None, None]
    assert {each["now"][-6:] for each in machine.said} == {"+07:00"}
    machine.sound("2024-01-05T01:30", "2024-01-06T01:30")


@pytest.mark.slow
def test_a_machine_that_slept_for_three_nights(machine: Machine) -> None:
    machine.at("2024-01-05 01:30:20")
    machine.hand_in()
    assert machine.at("2024-01-08 08:12:00") == [1]
    assert machine.at("2024-01-08 08:13:00") == [None]
    machine.at("2024-01-09 01:30:20")
    machine.sound("2024-01-05T01:30", "2024-01-08T01:30", "2024-01-09T01:30")


@pytest.mark.slow
def test_a_clock_that_is_set_back_by_minutes_just_after_the_nights_round(machine: Machine) -> None:
    machine.at("2024-01-05 01:30:20")
    assert machine.at("2024-01-05 01:02:00", "2024-01-05 01:30:20", "2024-01-05 02:00:00") == [None, None, None]
    machine.at("2024-01-06 01:30:20")
    machine.sound("2024-01-05T01:30", "2024-01-06T01:30")


SERVES = """
import sys
import baocao, sync.service.nightly
sync.service.nightly.EVERY_SECONDS = 1
sys.exit(baocao.main(["serve", "--config", sys.argv[1]]))
"""


def test_the_clock_is_set_while_the_service_sleeps(machine: Machine) -> None:
    """`serve` itself, between two ticks: ahead over the night's hour, then back by a day, then on again."""
    machine.set("2024-01-05 01:29:00")
    command = [sys.executable, "-c", SLEEP + SERVES, str(machine.bureau.config)]
    with subprocess.Popen(
        command, env=environment(machine.clock, HERE), stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as serving:
        try:
            for moment, rounds in (
                ("2024-01-05 01:29:00", 1),  # the first is due at once: the night of the 4th
                ("2024-01-05 01:30:01", 2),
                ("2024-01-05 01:29:30", 2),
                ("2024-01-05 01:30:05", 2),
                ("2024-01-04 01:40:00", 2),
                ("2024-01-05 01:30:02", 3),
                ("2024-01-06 01:30:02", 4),
            ):
                machine.set(moment)
                for_ever = time.monotonic() + 240
                while machine.rounds < rounds and time.monotonic() < for_ever and serving.poll() is None:
                    time.sleep(0.1)
                time.sleep(2.5)  # two more ticks make no other
                assert machine.rounds == rounds, (moment, machine.bureau.log())
            serving.send_signal(signal.SIGTERM)
            _, said = serving.communicate(timeout=60)
        finally:
            serving.kill()
    assert serving.returncode == 0, said
    machine.said.append({"period": "2024-01", "failed": False})
    machine.sound("2024-01-04T01:30", "2024-01-06T01:30", twice="2024-01-05T01:30")
