"""One round at a time: a lease in the store, given back when its holder ends, taken over when it died."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.store import leases
from sync.store.engine import Store, open_store
from sync.store.leases import (
    DEAD_AFTER_SECONDS,
    Holder,
    LeaseHeldError,
    give_back_left,
    held_by,
    holding,
    release,
    take,
    this_process,
)
from sync.store.processes import birth
from tests.store.tampering import tampering

pytestmark = pytest.mark.both_stores

_ELSEWHERE = Holder("b" * 32, "may-chu-khac", 4242, "1", "bình", "nút Cập nhật")
# Takes the lease, says so, and then does nothing for a minute.
_HOLDS = (
    "import sys, time, pathlib; from sync.store.engine import open_store; from sync.store.leases import *; "
    "store = open_store(sys.argv[2], pathlib.Path(sys.argv[1])); take(store, 'round', this_process('an', 'sync')); "
    "print('held', flush=True); time.sleep(60)"
)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    made = open_store(store_url, tmp_path)
    yield made
    made.close()


def _holder(store: Store) -> Holder | None:
    with store.reading() as connection:
        return held_by(connection, "round")


def test_a_second_comer_is_told_who_is_at_work_and_what_it_does(store: Store) -> None:
    with holding(store, "round", this_process("bình", "baocao sync")) as mine:
        with pytest.raises(LeaseHeldError) as refused, holding(store, "round", this_process("an", "nút Cập nhật")):
            pytest.fail("two at once")
        assert (refused.value.holder.who, refused.value.holder.what) == ("bình", "baocao sync")
        assert mine()
    assert _holder(store) is None


def test_the_lease_is_given_back_also_by_a_round_that_fails(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), holding(store, "round", this_process("bình", "sync")):
        raise ZeroDivisionError
    with holding(store, "round", this_process("an", "sync")):
        pass


@pytest.mark.sqlite  # the trigger is SQLite's
def test_a_lease_that_could_not_be_given_back_keeps_nobody_out(store: Store, store_url: str, tmp_path: Path) -> None:
    """A service lives for months: the disk was full just when its round ended."""
    with holding(store, "round", this_process("dịch vụ", "serve")), tampering(store_url, tmp_path) as raw:
        raw.exec_driver_sql("CREATE TRIGGER full BEFORE DELETE ON lease BEGIN SELECT RAISE(ABORT, 'full'); END")
    assert _rows(store) == 1
    assert _holder(store) is None, "this process knows that it holds nothing"
    with tampering(store_url, tmp_path) as raw:
        raw.exec_driver_sql("DROP TRIGGER full")
    give_back_left(store)
    assert _rows(store) == 0, "and nobody else need ask whether it lives"
    with holding(store, "round", this_process("dịch vụ", "serve")):
        give_back_left(store)
        assert _holder(store) is not None, "what is held is not given back"


def _rows(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM lease").scalar_one())


def test_other_leases_are_free(store: Store) -> None:
    with holding(store, "round", this_process("bình", "sync")), holding(store, "backup", this_process("an", "backup")):
        pass


def test_a_process_that_was_killed_leaves_a_lease_that_the_next_takes_over_at_once(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _HOLDS, str(tmp_path), store_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(LeaseHeldError):
            take(store, "round", this_process("bình", "sync"))
        other.kill()
        other.wait()
    take(store, "round", this_process("bình", "sync"))


@pytest.mark.parametrize("jump", [-86_400.0, 30 * 86_400.0])
def test_a_clock_that_jumps_takes_nothing_from_a_living_holder_of_this_machine(
    store: Store, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    mine = this_process("bình", "sync")
    take(store, "round", mine)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    with pytest.raises(LeaseHeldError):
        take(store, "round", this_process("an", "sync"))
    assert _holder(store) == mine


@pytest.mark.sqlite  # on a server the database's clock counts: test_two_machines.py
def test_another_machine_holds_it_as_long_as_its_heart_beats(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take(store, "round", _ELSEWHERE)
    with pytest.raises(LeaseHeldError):
        take(store, "round", this_process("an", "sync"))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + DEAD_AFTER_SECONDS + 5)
    assert _holder(store) is None
    mine = this_process("an", "sync")
    take(store, "round", mine)
    assert not leases.beat(store, "round", _ELSEWHERE), "the one that was given up learns of it"
    release(store, "round", _ELSEWHERE)
    assert _holder(store) == mine, "and gives back nothing that is not its own"


def test_the_heart_beats_while_the_block_runs(store: Store) -> None:
    before = after = 0.0
    with holding(store, "round", this_process("bình", "sync"), every=0.05):
        with store.reading() as connection:
            found = leases._holder_of(connection, "round")
            before = found[2] if found else 0.0
        for _ in range(100):
            time.sleep(0.05)
            with store.reading() as connection:
                found = leases._holder_of(connection, "round")
                after = found[2] if found else 0.0
            if after > before:
                break
    assert after > before


def test_a_number_that_came_again_is_another_process(store: Store) -> None:
    mine = this_process("bình", "sync")
    take(store, "round", replace(mine, born="another process had this number"))
    take(store, "round", this_process("an", "sync"))


def test_of_many_at_once_one_gets_it(store: Store) -> None:
    got: list[str] = []
    together = threading.Barrier(8)

    def comer(name: str) -> None:
        together.wait()
        try:
            take(store, "round", this_process(name, "sync"))
        except LeaseHeldError:
            return
        got.append(name)

    comers = [threading.Thread(target=comer, args=(str(n),)) for n in range(8)]
    for each in comers:
        each.start()
    for each in comers:
        each.join()
    assert len(got) == 1


def test_a_process_is_known_by_its_birth() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        born = birth(other.pid)
        assert born
        assert birth(other.pid) == born
        other.kill()
        other.wait()
        assert birth(other.pid) == ""
    assert birth(0) == birth(-1) == ""
