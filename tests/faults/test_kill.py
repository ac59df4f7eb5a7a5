"""kill -9 and a full or broken disk at any write: nothing is lost, nothing is half, the next round ends as usual.

The method is SQLite's: fail the Nth call, N = 1, 2, 3 …, and look at the state after each. The usual run takes
samples over the whole length of a command; `-m slow` takes every call.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.render.template import default_template
from tests.faults import injecting
from tests.faults.injecting import FILE_CALLS, STORE_CALLS, run, run_with_fault
from tests.road.conftest import ROOT

pytestmark = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")
Facts = dict[str, list[tuple[object, ...]]]
DIVISIONS = ("QLCN", "TDC", "VP")  # few: what is counted are writes, not forms


@dataclass(frozen=True)
class Office:
    """An office's folder with a few divisions' forms."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def forget(self) -> None:
        """Take away the store and the reports, so that the next round is the first."""
        for made in [*self.folder.glob("baocao.db*"), *self.reports()]:
            made.unlink()

    def reports(self) -> list[Path]:
        return [p for p in (self.folder / "2024-01").iterdir() if not p.name.endswith("_BaoCao_2024-01.xlsx")]

    def facts(self) -> Facts:
        """Return what the store holds, apart from times and the ids of runs; every row whole, every book kept."""
        with sqlite3.connect(self.folder / "baocao.db") as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert store.execute("PRAGMA foreign_key_check").fetchall() == []
            found = {name: store.execute(query).fetchall() for name, query in QUERIES.items()}
        store.close()
        return found


LAST_RUN = "(SELECT id FROM run ORDER BY at DESC, id DESC LIMIT 1)"
QUERIES = {
    "version": "SELECT division, period, version, digest, source, form_version FROM version ORDER BY division, version",
    "book": "SELECT digest, reader, cells FROM book ORDER BY digest",
    "blob": "SELECT digest FROM blob ORDER BY digest",
    "sighting": f"SELECT division, source, digest, code FROM sighting WHERE run = {LAST_RUN} ORDER BY source",
    "finding_log": f"SELECT finding, body FROM finding_log WHERE run = {LAST_RUN} ORDER BY finding",
    "seen": "SELECT * FROM seen ORDER BY source",
    "tally": "SELECT period, body FROM tally",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office") / "Sở KH&CN"
    (folder / "2024-01").mkdir(parents=True)
    shutil.copyfile(ROOT / "config.yaml", folder / "config.yaml")
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    for code in DIVISIONS:
        name = f"{code}_BaoCao_2024-01.xlsx"
        shutil.copyfile(ROOT / "examples" / "2024-01" / name, folder / "2024-01" / name)
    return Office(folder)


@pytest.fixture(scope="module")
def undisturbed(office: Office) -> Facts:
    """What the store holds after a round that nothing disturbed."""
    office.forget()
    assert run(office.config, "sync").returncode == 1  # divisions are missing
    return office.facts()


@pytest.fixture(scope="module")
def calls(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many writes and syncs to disk one first round makes."""
    office.forget()
    counted = injecting.count(office.config, STORE_CALLS, tmp_path_factory.mktemp("log") / "calls", "sync")
    assert all(counted[call] for call in STORE_CALLS)
    return counted


def _spread(total: int, samples: int) -> Iterator[int]:
    """Yield call numbers over the whole length, the last among them."""
    yield from sorted({max(1, total * at // samples) for at in range(1, samples + 1)})


def _killed(office: Office, undisturbed: Facts, call: str, at: int) -> None:
    office.forget()
    done = run_with_fault(office.config, call, f"signal=KILL:when={at}", "sync")
    assert done.returncode == -9, (call, at)
    if (office.folder / "baocao.db").exists():
        with sqlite3.connect(office.folder / "baocao.db") as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)], (call, at)
        store.close()
    _ends_as_usual(office, undisturbed, (call, at))


def _ends_as_usual(office: Office, undisturbed: Facts, where: object) -> None:
    done = run(office.config, "sync")
    assert (done.returncode, done.stderr) == (1, ""), where
    assert office.facts() == undisturbed, where


@pytest.mark.parametrize(("call", "samples"), [("pwrite64", 3), ("fdatasync", 2)])
def test_a_round_killed_at_any_write_loses_nothing(
    office: Office, undisturbed: Facts, calls: dict[str, int], call: str, samples: int
) -> None:
    for at in _spread(calls[call], samples):
        _killed(office, undisturbed, call, at)


@pytest.mark.slow
@pytest.mark.parametrize("call", STORE_CALLS)
def test_a_round_killed_at_every_write_loses_nothing(
    office: Office, undisturbed: Facts, calls: dict[str, int], call: str
) -> None:
    for at in range(1, calls[call] + 1):
        _killed(office, undisturbed, call, at)


def _starved(office: Office, undisturbed: Facts, call: str, error: str, when: str) -> None:
    office.forget()
    done = run_with_fault(office.config, call, f"error={error}:when={when}", "sync")
    _is_one_sentence_or_done(done, (call, error, when))
    _ends_as_usual(office, undisturbed, (call, error, when))


def _is_one_sentence_or_done(done: subprocess.CompletedProcess[str], where: object) -> None:
    """SQLite may live with a fault (a checkpoint is tried again later); then the round is done, else refused."""
    assert "Traceback" not in done.stderr, where
    assert done.returncode in {1, 2}, (where, done.stderr)
    if done.returncode == 2:
        assert len(done.stderr.strip().splitlines()) == 1, where
        assert "kho dữ liệu" in done.stderr.lower(), where


@pytest.mark.parametrize(
    ("call", "error", "ever_after"),
    [("pwrite64", "ENOSPC", "+"), ("pwrite64", "EIO", ""), ("fdatasync", "EIO", "+")],
)
def test_a_full_or_broken_disk_is_told_in_one_sentence(
    office: Office, undisturbed: Facts, calls: dict[str, int], call: str, error: str, ever_after: str
) -> None:
    _starved(office, undisturbed, call, error, f"{calls[call] * 2 // 3}{ever_after}")


@pytest.mark.slow
@pytest.mark.parametrize("ever_after", ["", "+"])
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", STORE_CALLS)
def test_a_full_or_broken_disk_at_every_third_write_is_told(
    office: Office, undisturbed: Facts, calls: dict[str, int], call: str, error: str, ever_after: str
) -> None:
    for at in range(1, calls[call] + 1, 3):
        _starved(office, undisturbed, call, error, f"{at}{ever_after}")


def test_a_disk_that_fills_up_is_told_as_full(office: Office, undisturbed: Facts, calls: dict[str, int]) -> None:
    office.forget()
    done = run_with_fault(office.config, "pwrite64", f"error=ENOSPC:when={calls['pwrite64'] // 2}+", "sync")
    assert done.returncode == 2
    assert "đĩa đã đầy" in done.stderr


@pytest.fixture
def read(office: Office) -> Office:
    """The office with its forms read and one draft made."""
    office.forget()
    assert run(office.config, "sync").returncode == 1
    assert run(office.config, "report", "--draft").returncode == 1
    return office


def _report_killed(office: Office, call: str, at: int) -> None:
    before = {path: path.read_bytes() for path in office.reports()}
    done = run_with_fault(office.config, call, f"signal=KILL:when={at}", "report", "--draft")
    assert done.returncode == -9, (call, at)
    assert {path: path.read_bytes() for path in before} == before, (call, at)
    for path in office.reports():
        if path.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None, (call, at, path.name)
        elif path.suffix == ".txt":
            assert path.read_bytes().endswith(b"\r\n"), (call, at)
    office.facts()


def _reports_as_usual(office: Office, killed: int) -> None:
    """The next report takes a number of its own and is recorded with the bytes that lie in the folder."""
    done = run(office.config, "report", "--draft", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    answer = json.loads(done.stdout)
    assert 1 < answer["version"] <= killed + 2
    with sqlite3.connect(office.folder / "baocao.db") as store:
        kept = store.execute("SELECT docx_digest FROM report ORDER BY version DESC").fetchone()[0]
    store.close()
    assert kept == hashlib.sha256(Path(answer["docx"]).read_bytes()).hexdigest()


def test_a_report_killed_at_any_write_leaves_whole_files(read: Office, tmp_path: Path) -> None:
    total = injecting.count(read.config, (*FILE_CALLS, *STORE_CALLS), tmp_path / "calls", "report", "--draft")
    points = [("write", 1), ("fsync", 1), ("link", 2), ("unlink", 1), ("pwrite64", total["pwrite64"] // 2)]
    for call, at in points:
        _report_killed(read, call, at)
    _reports_as_usual(read, len(points))


@pytest.mark.slow
def test_a_report_killed_at_every_write_leaves_whole_files(read: Office, tmp_path: Path) -> None:
    total = injecting.count(read.config, (*FILE_CALLS, *STORE_CALLS), tmp_path / "calls", "report", "--draft")
    points = [(call, at) for call, number in total.items() for at in range(1, number + 1)]
    for call, at in points:
        _report_killed(read, call, at)
    _reports_as_usual(read, len(points))


def test_a_report_that_finds_the_disk_full_says_so_and_leaves_nothing(read: Office) -> None:
    before = read.reports()
    done = run_with_fault(read.config, "fsync", "error=ENOSPC:when=1+", "report", "--draft")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Không ghi được tệp" in done.stderr
    assert sorted(read.reports()) == sorted(before)
