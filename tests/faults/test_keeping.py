"""A backup or a restoring that is killed, or finds the disk full, leaves nothing half; done again it ends as usual.

The usual run takes samples over the whole length of a command; `-m slow` takes every call, of SQLite's every ninth.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

import baocao
from sync.service.archive import backup
from sync.service.restore import restore
from sync.store.copying import fingerprint
from sync.store.schema import FACTS
from sync.work.collect import collect
from sync.work.opening import opened
from tests.faults import injecting
from tests.faults.injecting import count_in, say_with_fault
from tests.service.conftest import JANUARY, Bureau, laid_out

traced = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")
CALLS = ("write", "fsync", "link", "unlink", "pwrite64", "fdatasync")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    bureau = laid_out(tmp_path_factory.mktemp("office") / "sở")
    with bureau.office() as office:
        collect(office, JANUARY)
    return bureau


def facts_of(folder: Path) -> Mapping[str, str]:
    """Return a digest of every table of facts, of backups apart: each adds one of its own."""
    with opened(folder / "config.yaml") as office, office.store.reading() as connection:
        found = dict(fingerprint(connection))
    found.pop("event")
    return found


def spread(total: int, samples: int) -> Iterator[int]:
    yield from sorted({max(1, total * at // samples) for at in range(1, samples + 1)})


def every(call: str, counted: Mapping[str, int]) -> Iterator[int]:
    """Yield every call's number; of SQLite's four hundred writes of pages, which are all alike, every ninth."""
    yield from range(1, counted[call] + 1, 9 if call == "pwrite64" else 1)


def is_whole(path: Path, office: Bureau, scratch: Path) -> bool:
    """Tell that a backup can be put back, and holds what the office holds."""
    shutil.rmtree(scratch, ignore_errors=True)
    restore(path, scratch)
    return facts_of(scratch) == facts_of(office.folder)


def backup_words(office: Bureau, path: Path) -> list[str]:
    return ["backup", str(path), "--config", str(office.config)]


def killed_while_backing_up(office: Bureau, folder: Path, call: str, at: int) -> None:
    path = folder / "luu.zip"
    done = say_with_fault(backup_words(office, path), call, f"signal=KILL:when={at}")
    assert done.returncode == -9, (call, at)
    assert not path.exists() or is_whole(path, office, folder / "thử"), (call, at)
    path.unlink(missing_ok=True)
    assert baocao.main(backup_words(office, path)) == 0, (call, at)
    assert is_whole(path, office, folder / "thử"), (call, at)
    path.unlink()
    assert not [left.name for left in folder.iterdir() if left.name != "thử"], (call, at)
    assert not list(office.folder.glob(".dang-sao-luu*")), (call, at)


@pytest.fixture(scope="module")
def backup_calls(office: Bureau, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    folder = tmp_path_factory.mktemp("calls")
    return count_in(backup_words(office, folder / "luu.zip"), CALLS, folder / "log")


@traced
def test_a_backup_killed_at_any_write_is_whole_or_not_there(
    office: Bureau, backup_calls: dict[str, int], tmp_path: Path
) -> None:
    for call, samples in (("write", 2), ("fsync", 1), ("link", 1), ("pwrite64", 1), ("unlink", 1)):
        for at in spread(backup_calls[call], samples):
            killed_while_backing_up(office, tmp_path, call, at)


@traced
@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_a_backup_killed_at_every_write_is_whole_or_not_there(
    office: Bureau, backup_calls: dict[str, int], tmp_path: Path, call: str
) -> None:
    for at in every(call, backup_calls):
        killed_while_backing_up(office, tmp_path, call, at)


def starved_while_backing_up(office: Bureau, folder: Path, call: str, error: str, when: str) -> None:
    path = folder / "luu.zip"
    done = say_with_fault(backup_words(office, path), call, f"error={error}:when={when}")
    where = (call, error, when, done.stderr)
    assert "Traceback" not in done.stderr, where
    if done.returncode == 0:  # SQLite lives with some faults: what it cannot put away now it puts away later
        assert is_whole(path, office, folder / "thử"), where
        path.unlink()
    else:
        assert done.returncode == 2, where
        assert len(done.stderr.strip().splitlines()) == 1, where
        # The backup may have been made, and only the note of it in the store refused.
        assert not path.exists() or is_whole(path, office, folder / "thử"), where
        path.unlink(missing_ok=True)
    assert not [left.name for left in folder.iterdir() if left.name != "thử"], where
    assert not list(office.folder.glob(".dang-sao-luu*")), where


@traced
@pytest.mark.parametrize(
    ("call", "error", "part", "ever_after"),
    [
        ("pwrite64", "ENOSPC", 0.3, "+"),
        ("write", "ENOSPC", 0.4, ""),
        ("fsync", "EIO", 0.0, "+"),
        ("fdatasync", "EIO", 0.5, ""),
    ],
)
def test_a_backup_that_finds_the_disk_full_or_broken_says_so_in_one_sentence(
    office: Bureau, backup_calls: dict[str, int], tmp_path: Path, call: str, error: str, part: float, ever_after: str
) -> None:
    at = max(1, int(backup_calls[call] * part))
    starved_while_backing_up(office, tmp_path, call, error, f"{at}{ever_after}")


@traced
@pytest.mark.slow
@pytest.mark.parametrize("ever_after", ["", "+"])
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", ["pwrite64", "fsync", "fdatasync", "link"])
def test_a_backup_that_finds_the_disk_full_at_every_write_says_so(
    office: Bureau, backup_calls: dict[str, int], tmp_path: Path, call: str, error: str, ever_after: str
) -> None:
    for at in every(call, backup_calls):
        starved_while_backing_up(office, tmp_path, call, error, f"{at}{ever_after}")


@pytest.fixture(scope="module")
def kept(office: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with office.office() as here:
        return backup(here, tmp_path_factory.mktemp("kept") / "luu.zip").path


def killed_while_restoring(office: Bureau, kept: Path, folder: Path, call: str, at: int) -> None:
    new = folder / "mới"
    done = say_with_fault(["restore", str(kept), str(new)], call, f"signal=KILL:when={at}")
    assert done.returncode == -9, (call, at)
    if not (new / "config.yaml").exists():
        assert baocao.main(["restore", str(kept), str(new)]) == 0, (call, at)
    assert facts_of(new) == facts_of(office.folder), (call, at)
    assert (new / "mau-bao-cao.docx").is_file(), (call, at)
    assert (new / "hop-thu-den").is_dir(), (call, at)
    shutil.rmtree(new)


@traced
def test_a_restoring_killed_at_any_write_is_begun_again_or_was_done(office: Bureau, kept: Path, tmp_path: Path) -> None:
    total = count_in(["restore", str(kept), str(tmp_path / "mới")], CALLS, tmp_path / "log")
    shutil.rmtree(tmp_path / "mới")
    for call, at in (("write", total["write"] // 2), ("pwrite64", total["pwrite64"] // 2), ("link", 2), ("link", 3)):
        killed_while_restoring(office, kept, tmp_path, call, at)


@traced
@pytest.mark.parametrize(
    ("call", "error", "at", "said"),
    [
        ("pwrite64", "ENOSPC", "150+", "đĩa đã đầy"),
        ("pwrite64", "EIO", "150+", "Không mở được tệp kho dữ liệu"),
        ("write", "ENOSPC", "1", "Không ghi được tệp"),
        ("fsync", "EIO", "2", "Không ghi được tệp"),
    ],
)
def test_a_restoring_that_finds_the_disk_full_or_broken_says_so_and_leaves_nothing(
    office: Bureau, kept: Path, tmp_path: Path, call: str, error: str, at: str, said: str
) -> None:
    new = tmp_path / "mới"
    done = say_with_fault(["restore", str(kept), str(new)], call, f"error={error}:when={at}")
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not new.exists()


@traced
@pytest.mark.slow
def test_a_restoring_killed_at_every_write_is_begun_again_or_was_done(
    office: Bureau, kept: Path, tmp_path: Path
) -> None:
    total = count_in(["restore", str(kept), str(tmp_path / "mới")], CALLS, tmp_path / "log")
    shutil.rmtree(tmp_path / "mới")
    for call in CALLS:
        for at in every(call, total):
            killed_while_restoring(office, kept, tmp_path, call, at)


# A round after a round, each with a changed form; before each commit it notes how many facts there will be.
_ROUNDS = """
import contextlib, json, sys, zipfile, io
from pathlib import Path
from sqlalchemy import func, select
from sync.store.engine import Store
from sync.store.schema import FACTS
from sync.model.period import parse_period
from sync.work.collect import collect
from sync.work.opening import opened

folder, log = Path(sys.argv[1]), open(sys.argv[2], "a", encoding="utf-8")
usual = Store.writing

@contextlib.contextmanager
def writing(self, *names):
    with usual(self, *names) as connection:
        yield connection
        counts = [connection.scalar(select(func.count()).select_from(table)) for table in FACTS]
        log.write(json.dumps(counts) + "\\n")
        log.flush()

Store.writing = writing
form = folder / "2024-01" / "TTKT_BaoCao_2024-01.xlsx"
for number in range(100_000):
    out = io.BytesIO()
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, old.read(item))
        new.comment = str(number).encode()
    form.write_bytes(out.getvalue())
    with opened(folder / "config.yaml") as office:
        collect(office, parse_period("2024-01"))
"""


def counts_of(folder: Path) -> list[int]:
    with closing(sqlite3.connect(folder / "baocao.db")) as raw:
        return [raw.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in FACTS]


@pytest.mark.parametrize("backups", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_each_backup_made_while_rounds_go_on_is_the_store_at_one_commit(tmp_path: Path, backups: int) -> None:
    bureau = laid_out(tmp_path / "sở")
    log = tmp_path / "log"
    with bureau.office() as office:
        collect(office, JANUARY)
    log.write_text(json.dumps(counts_of(bureau.folder)) + "\n")
    command = [sys.executable, "-X", "utf8", "-c", _ROUNDS, str(bureau.folder), str(log)]
    with subprocess.Popen(command, cwd=Path(baocao.__file__).parent, stderr=subprocess.PIPE, text=True) as rounds:
        try:
            made = []
            for number in range(backups):
                _wait_for_a_commit(log)
                with bureau.office() as office:
                    made.append(backup(office, tmp_path / f"{number}.zip").path)
            assert rounds.poll() is None, rounds.stderr and rounds.stderr.read()
        finally:
            rounds.kill()
    commits = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.endswith("]")]
    states = []
    for path in made:
        new = tmp_path / path.stem
        restore(path, new)
        states.append(counts_of(new))
        assert states[-1] in commits
        _is_how_the_store_began(new, bureau.folder)
        shutil.rmtree(new)
    assert len({tuple(state) for state in states}) > 1, "rounds went on meanwhile"


def _wait_for_a_commit(log: Path) -> None:
    size = log.stat().st_size
    for _ in range(600):
        if log.stat().st_size > size:
            return
        time.sleep(0.05)
    pytest.fail("the rounds stand still")


def _is_how_the_store_began(restored: Path, store: Path) -> None:
    """Facts are only added: what was put back are the first rows of each table as it stands now."""
    with closing(sqlite3.connect(restored / "baocao.db")) as then, closing(sqlite3.connect(store / "baocao.db")) as now:
        for table in FACTS:
            key = "rowid" if table.name in {"blob", "book", "run"} else "id"
            query = f"SELECT {', '.join(column.name for column in table.columns)} FROM {table.name} ORDER BY {key}"
            before = set(then.execute(query).fetchall())
            assert before <= set(now.execute(query).fetchall()), table.name


def test_a_backup_is_a_zip_that_other_programs_open(office: Bureau, kept: Path) -> None:
    with zipfile.ZipFile(kept) as made:
        assert made.testzip() is None
