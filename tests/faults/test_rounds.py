"""kill -9 and a full or broken disk in a round of seven divisions: nothing is lost or half, the next one mends it.

The method is SQLite's: fail the Nth call, N = 1, 2, 3 …, and look at the state after each. These are samples over the
whole length of a round; `python -m tests.faults.rounds` takes every call.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.faults import injecting, rounds
from tests.faults.injecting import run_with_fault
from tests.faults.rounds import Office, killed, on_a_small_disk, points, starved

pytestmark = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")
IS_ROOT = sys.platform == "linux" and os.geteuid() == 0


@pytest.fixture(scope="module", params=[False, True], ids=["first round", "second round"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that has nothing yet, and one that has a round behind it and every form saved anew."""
    return rounds.office(tmp_path_factory.mktemp("office"), acknowledged=request.param)


@pytest.fixture(scope="module")
def calls(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many writes and syncs to disk its round makes."""
    counted = rounds.calls(office, tmp_path_factory.mktemp("log"))
    assert counted["pwrite64"] > 100
    assert counted["fdatasync"] > 3
    return counted


def test_a_round_killed_at_any_write_loses_nothing(office: Office, calls: dict[str, int]) -> None:
    for call, at in points(calls, 150):
        killed(office, call, at)


@pytest.mark.parametrize(
    ("call", "part", "error", "killed_later"),
    [
        ("pwrite64", 0.2, "ENOSPC+", 0),
        ("pwrite64", 0.7, "EIO", 0),
        ("fdatasync", 0.6, "EIO+", 0),
        ("write", 1.0, "ENOSPC+", 0),
        ("pwrite64", 0.5, "ENOSPC+", 30),
    ],
)
def test_a_full_or_broken_disk_is_told_in_one_sentence_and_mended_by_one_round(
    office: Office, calls: dict[str, int], call: str, part: float, error: str, killed_later: int
) -> None:
    starved(office, call, max(1, int(calls[call] * part)), error, killed_later)


def test_a_disk_that_fills_up_is_told_as_full(office: Office, calls: dict[str, int]) -> None:
    office.fresh()
    done = run_with_fault(office.config, "pwrite64", f"error=ENOSPC:when={calls['pwrite64'] // 2}+", "sync")
    assert done.returncode == 2
    assert "đĩa đã đầy" in done.stderr


@pytest.mark.skipif(not IS_ROOT, reason="only root may make a small disk")
def test_a_disk_that_is_really_too_small_is_told_and_mended_once_it_has_room(tmp_path: Path) -> None:
    found = on_a_small_disk(tmp_path, (480,))
    assert found["refused"]
