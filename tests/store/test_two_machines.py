"""Two machines on one PostgreSQL store: one round at a time, by the database's clock, whatever their own clocks say."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text, update

from sync.store.engine import Store, open_store
from sync.store.leases import (
    DEAD_AFTER_SECONDS,
    Holder,
    LeaseHeldError,
    beat,
    held_by,
    holding,
    release,
    take,
    this_process,
)
from sync.store.processes import birth
from sync.store.schema import lease
from tests.postgres import Server

# A machine of another name and card: takes the lease, says so, and lets its heart beat until it is killed.
_MACHINE = """
import pathlib, socket, sys, time, uuid
socket.gethostname, uuid.getnode = lambda: sys.argv[3], lambda: int(sys.argv[4])
from sync.store import leases
from sync.store.engine import open_store
store = open_store(sys.argv[1], pathlib.Path(sys.argv[2]))
with leases.holding(store, "round", leases.this_process("an", "button"), every=0.1):
    print("held", flush=True)
    time.sleep(60)
"""


@dataclass(frozen=True)
class Other:
    process: subprocess.Popen[str]

    def dies(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    with postgres.database() as made:
        yield made


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=[("may-cua-an", 7), (None, 7)], ids=["another name", "a clone of the same name"])
def other(request: pytest.FixtureRequest, store: Store, url: str, tmp_path: Path) -> Iterator[Other]:
    name, card = request.param
    command = [sys.executable, "-c", _MACHINE, url, str(tmp_path), name or socket.gethostname(), str(card)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        yield Other(process)
        process.kill()


def _silent(store: Store, seconds: float) -> None:
    """Let the last beat lie so far back, by the database's clock."""
    with store.writing("leases") as connection:
        connection.execute(update(lease).values(beat=lease.c.beat - seconds))


def test_while_its_heart_beats_the_other_machine_is_waited_for(store: Store, other: Other) -> None:
    with pytest.raises(LeaseHeldError) as refused:
        take(store, "round", this_process("bình", "service"))
    assert (refused.value.holder.who, refused.value.holder.what) == ("an", "button")
    with store.reading() as connection:
        holder = held_by(connection, "round")
    assert holder is not None
    assert holder.pid == other.process.pid


def test_one_that_died_is_given_up_after_its_silence_and_not_before(store: Store, other: Other) -> None:
    other.dies()
    _silent(store, DEAD_AFTER_SECONDS - 10)
    with pytest.raises(LeaseHeldError):
        take(store, "round", this_process("bình", "service"))
    _silent(store, 11)
    with holding(store, "round", this_process("bình", "service")) as mine:
        assert mine()


def test_its_heart_is_seen_to_beat(store: Store, other: Other) -> None:
    _silent(store, DEAD_AFTER_SECONDS + 10)
    for _ in range(100):
        time.sleep(0.1)
        with store.reading() as connection:
            if held_by(connection, "round") is not None:
                return
    pytest.fail("it beat no more")


@pytest.mark.parametrize("jump", [-86_400.0, 30 * 86_400.0])
def test_the_clock_of_this_machine_does_not_matter(
    store: Store, other: Other, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    with pytest.raises(LeaseHeldError):
        take(store, "round", this_process("bình", "service"))


def test_one_that_was_given_up_and_wakes_again_learns_of_it_and_takes_nothing_away(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as there:
        there.setattr("socket.gethostname", lambda: "may-cua-an")
        asleep = this_process("an", "button")
        take(store, "round", asleep)
    _silent(store, DEAD_AFTER_SECONDS + 1)
    mine = this_process("bình", "service")
    take(store, "round", mine)
    assert not beat(store, "round", asleep)
    release(store, "round", asleep)
    with store.reading() as connection:
        assert held_by(connection, "round") == mine


def test_on_this_machine_a_dead_process_is_given_up_at_once(store: Store) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        born = birth(process.pid)
        take(store, "round", Holder("c" * 32, socket.gethostname(), process.pid, born, "an", "command"))
        with pytest.raises(LeaseHeldError):
            take(store, "round", this_process("bình", "service"))
        process.kill()
        process.wait()
    take(store, "round", this_process("bình", "service"))


def test_the_beat_is_of_the_databases_clock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    take(store, "round", this_process("bình", "service"))
    with store.reading() as connection:
        apart = connection.scalar(text("SELECT abs(extract(epoch FROM clock_timestamp()) - beat) FROM lease"))
    assert float(apart or 1e9) < 30
