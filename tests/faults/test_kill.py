"""kill -9 and a full disk at any write of a round: nothing is lost, nothing is half, the next round ends as usual.

The method is SQLite's: fail the Nth call, N = 1, 2, 3 … (strace injects it), and look at the state after each.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys

import pytest

from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

STRACE = shutil.which("strace")
CALLS = "pwrite64,fdatasync,fsync"


def _may_trace() -> bool:
    return (
        STRACE is not None and subprocess.run([STRACE, "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    )


pytestmark = pytest.mark.skipif(not _may_trace(), reason="strace is not installed or may not trace here")


def _round(desk: Desk, fault: str) -> subprocess.CompletedProcess[str]:  # noqa: F811
    assert STRACE is not None
    traced = [STRACE, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e", f"inject={CALLS}:{fault}"]
    command = [
        sys.executable,
        "-m",
        "baocao",
        "sync",
        "--period",
        "2024-01",
        "--config",
        str(desk.folder / "config.yaml"),
    ]
    return subprocess.run([*traced, *command], capture_output=True, text=True, encoding="utf-8", timeout=120)


def _state(desk: Desk) -> list[tuple[object, ...]]:  # noqa: F811
    """Return what a round leaves behind, apart from times and the round's own id."""
    with sqlite3.connect(desk.folder / "baocao.db") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = store.execute("SELECT division, period, version, digest, source FROM version ORDER BY division, version")
        found = rows.fetchall()
        books = {row[0] for row in store.execute("SELECT digest FROM book")}
    store.close()
    assert {row[3] for row in found} <= books
    return found


def _undisturbed(desk: Desk) -> list[tuple[object, ...]]:  # noqa: F811
    said = desk.say("sync", "--period", "2024-01", "--format", "json")
    assert said.code == 0, said.err
    return _state(desk)


@pytest.mark.parametrize("nth", [1, 4, 9, 15, 24])
def test_a_round_killed_at_any_write_loses_nothing(desk: Desk, nth: int) -> None:  # noqa: F811
    _round(desk, f"signal=KILL:when={nth}")
    after = _undisturbed(desk)
    assert [row[2] for row in after] == [1] * 7


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(1, 61))
def test_a_round_killed_at_every_write_loses_nothing(desk: Desk, nth: int) -> None:  # noqa: F811
    _round(desk, f"signal=KILL:when={nth}")
    assert [row[2] for row in _undisturbed(desk)] == [1] * 7


@pytest.mark.parametrize(("error", "nth"), [("ENOSPC", 3), ("EIO", 8), ("ENOSPC", 16)])
def test_a_full_or_broken_disk_is_told_in_one_sentence(desk: Desk, error: str, nth: int) -> None:  # noqa: F811
    done = _round(desk, f"error={error}:when={nth}+")
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
    assert [row[2] for row in _undisturbed(desk)] == [1] * 7
