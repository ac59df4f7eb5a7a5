"""kill -9 and a full disk while a report is made: each file is whole, and the next report has a number of its own.

The usual run takes samples over the whole length of a command; `-m slow` takes every call. Rounds: `test_rounds.py`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.render.template import default_template
from tests.faults import injecting
from tests.faults.injecting import FILE_CALLS, STORE_CALLS, run, run_with_fault
from tests.road.conftest import ROOT

pytestmark = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")
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

    def is_sound(self) -> bool:
        with closing(sqlite3.connect(self.folder / "baocao.db")) as store:
            return (
                store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                and not store.execute("PRAGMA foreign_key_check").fetchall()
            )


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
    assert office.is_sound(), (call, at)


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
