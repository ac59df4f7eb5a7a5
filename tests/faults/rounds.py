"""A round of seven divisions killed, or without room on its disk, at every write and sync (R1, R2 of reliability.md).

`python -m tests.faults.rounds kill`, `full`, `small` make all of it; `--every 20` takes every twentieth point. Each is
tried on an office that has nothing yet, and on one that has an acknowledged round and whose forms were all saved anew.
"""

from __future__ import annotations

import argparse
import io
import itertools
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import injecting
from tests.faults.injecting import run, run_with_fault
from tests.service.conftest import laid_out

STORE_CALLS = ("pwrite64", "fdatasync")  # what SQLite does to the store
CALLS = (*STORE_CALLS, "write", "fsync", "rename")
ERRORS = ("ENOSPC", "ENOSPC+", "EIO", "EIO+")  # once, and from then on
Tell = Callable[[str], object]
_LAST = "(SELECT run FROM run_order ORDER BY id DESC LIMIT 1)"
QUERIES = {
    "version": "SELECT division, period, version, digest, source, form_version FROM version ORDER BY division, version",
    "book": "SELECT digest, reader, cells FROM book ORDER BY digest",
    "blob": "SELECT digest FROM blob ORDER BY digest",
    "sighting": f"SELECT division, source, digest, code FROM sighting WHERE run = {_LAST} ORDER BY source",
    "finding_log": "SELECT DISTINCT finding, body FROM finding_log ORDER BY finding, body",
    "feedback": "SELECT DISTINCT division, medium, source, base, shown FROM feedback ORDER BY 1, 4, 5",
    "seen": "SELECT source, size, digest, division, code FROM seen ORDER BY source",
    "tally": "SELECT period, body FROM tally",
}
_HALF = "SELECT count(*) FROM version v LEFT JOIN book b ON b.digest = v.digest WHERE b.cells IS NULL"
_WHEN_READ = re.compile(rb"\d\d:\d\d (?:ng\xc3\xa0y )?\d\d/\d\d/\d{4}")  # stands in the files beside the forms
State = Mapping[str, object]


@dataclass(frozen=True)
class Office:
    """An office as it lies before each trial, the place in which it is tried, and how it must end."""

    before: Path
    folder: Path
    wanted: dict[str, object] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def fresh(self) -> None:
        """Lay the office out as it was before."""
        for old in self.folder.iterdir() if self.folder.exists() else ():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(self.before, self.folder, dirs_exist_ok=True)

    def undisturbed(self) -> None:
        """Learn how a round ends that nothing disturbs."""
        self.fresh()
        assert run(self.config, "sync").returncode == 0
        self.wanted.update(self.state())

    def state(self) -> State:
        """What the store holds, apart from times and the ids of runs, and the files beside the forms."""
        with closing(sqlite3.connect(self.folder / "baocao.db")) as store:
            found: dict[str, object] = {name: store.execute(query).fetchall() for name, query in QUERIES.items()}
        for path in sorted((self.folder / "2024-01").glob("*.xlsx")):
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name) for name in package.namelist() if "docProps" not in name]
            found[path.name] = [_WHEN_READ.sub(b"", part) for part in parts]
        return found

    def look(self, where: object) -> None:
        """Look at what a process left that died, in a copy: what was acknowledged is there, and nothing is half."""
        copy = self.folder.parent / "looked at"
        copy.mkdir(exist_ok=True)
        for old in [*copy.iterdir()]:
            old.unlink()
        for path in self.folder.glob("baocao.db*"):
            shutil.copyfile(path, copy / path.name)
        if (copy / "baocao.db").exists():
            with closing(sqlite3.connect(copy / "baocao.db")) as store:
                assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)], where
                assert store.execute("PRAGMA foreign_key_check").fetchall() == [], where
                acknowledged = self.acknowledged()
                if store.execute("SELECT name FROM sqlite_master WHERE name = 'version'").fetchone():
                    _all_or_none(_versions(store), acknowledged, where)
                    assert store.execute(_HALF).fetchone() == (0,), where
                else:
                    assert not acknowledged, where
        for path in (self.folder / "2024-01").glob("*.xlsx"):
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None, (where, path.name)

    def acknowledged(self) -> set[tuple[str, int, str]]:
        """The versions that a round has told before the trial."""
        if not (self.before / "baocao.db").exists():
            return set()
        with closing(sqlite3.connect(self.before / "baocao.db")) as store:
            return _versions(store)

    def recover(self, where: object) -> None:
        """One more round ends as one that nothing disturbed."""
        done = run(self.config, "sync")
        assert (done.returncode, done.stderr) == (0, ""), (where, done.stderr)
        wanted, state = self.wanted, self.state()
        assert state.keys() == wanted.keys(), where
        other = [name for name in wanted if state[name] != wanted[name]]
        assert other == [], (where, other)


def _versions(store: sqlite3.Connection) -> set[tuple[str, int, str]]:
    return set(store.execute("SELECT division, version, digest FROM version"))


def _all_or_none(found: set[tuple[str, int, str]], acknowledged: set[tuple[str, int, str]], where: object) -> None:
    """What was told is there; of the round that died either all versions or none: it records them together."""
    assert acknowledged <= found, where
    assert len(found - acknowledged) in {0, 7}, (where, found - acknowledged)


def office(folder: Path, *, acknowledged: bool) -> Office:
    """Lay out an office of seven divisions, and learn how its round ends undisturbed."""
    bureau = laid_out(folder / "before")
    if acknowledged:
        assert run(bureau.config, "sync").returncode == 0
        for form in (bureau.folder / "2024-01").glob("*_BaoCao_2024-01.xlsx"):
            saved_anew(form)
    made = Office(bureau.folder, folder / "Sở KH&CN")
    made.undisturbed()
    return made


def saved_anew(path: Path, mark: str = "lưu lại") -> None:
    """Save a form anew: other bytes, the same cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, old.read(item))
        new.comment = mark.encode()
    path.write_bytes(out.getvalue())


def calls(office: Office, scratch: Path) -> dict[str, int]:
    """How many calls of each kind the round makes that is to be disturbed."""
    office.fresh()
    counted = injecting.count(office.config, CALLS, scratch / "calls", "sync")
    return {call: counted[call] for call in CALLS}


def points(counted: Mapping[str, int], every: int = 1) -> Iterator[tuple[str, int]]:
    """Yield (call, number) over the whole length of each kind, the last always among them."""
    for call, total in counted.items():
        yield from ((call, at) for at in range(1, total + 1) if at == total or at % every == 0)


def killed(office: Office, call: str, at: int) -> bool:
    """Kill a round at a call, look at what it left, let the next one end it. Raises AssertionError.

    False where it was done before: how many pages SQLite writes differs by a few from round to round.
    """
    office.fresh()
    done = run_with_fault(office.config, call, f"signal=KILL:when={at}", "sync")
    assert done.returncode in {-9, 0}, (call, at, done.returncode, done.stderr)
    office.look((call, at))
    office.recover((call, at))
    return done.returncode == -9


def starved(office: Office, call: str, at: int, error: str, then_killed_at: int = 0) -> str:
    """Let the disk be full or broken at a call, once or from then on; then a round mends it; say how it was told.

    `then_killed_at`: the round that mends it is killed at this write of the store, and the one after it mends it.
    """
    where = (call, at, error, then_killed_at)
    office.fresh()
    name, ever_after = error.rstrip("+"), "+" if error.endswith("+") else ""
    done = run_with_fault(office.config, call, f"error={name}:when={at}{ever_after}", "sync")
    told = told_as(done, where)
    office.look(where)
    if then_killed_at:
        died = run_with_fault(office.config, "pwrite64", f"signal=KILL:when={then_killed_at}", "sync")
        assert died.returncode in {-9, 0}, where
        office.look(where)
        told = "killed while it mended" if died.returncode == -9 else "mended before it could be killed"
    office.recover(where)
    return told


def where_all_writing_fails(where: object) -> bool:
    """Whether a fault lets no `write` succeed, of the error stream neither."""
    return isinstance(where, tuple) and where[0] == "write" and where[2].endswith("+")


def told_as(done: subprocess.CompletedProcess[str], where: object) -> str:
    """Say how a command ended whose disk failed: refused in one Vietnamese sentence, or done; nothing else may be.

    SQLite lives with some faults: what it cannot put away now it puts away later.
    """
    assert "Traceback" not in done.stderr, (where, done.stderr)
    assert done.returncode in {0, 1, 2}, (where, done.returncode, done.stderr)
    if done.returncode != 2:
        return "done"
    if not done.stderr and where_all_writing_fails(where):
        return "refused"  # by its exit code alone: the error stream takes nothing either
    assert len(done.stderr.strip().splitlines()) == 1, (where, done.stderr)
    assert any(ord(letter) > 0x1EA0 for letter in unicodedata.normalize("NFC", done.stderr)), (where, done.stderr)
    return "refused"


def on_a_small_disk(folder: Path, sizes: Sequence[int]) -> Counter[str]:
    """Run the round on disks of so many KiB, which then get room: one round mends it. Needs to be root."""
    found: Counter[str] = Counter()
    office_there = office(folder, acknowledged=False)
    small = folder / "disk"
    small.mkdir()
    for size in sizes:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "baocao-test", str(small)], check=True)
        try:
            there = Office(office_there.before, small / office_there.folder.name, office_there.wanted)
            shutil.copytree(there.before, there.folder)
            found[told_as(run(there.config, "sync"), size)] += 1
            subprocess.run(["mount", "-o", "remount,size=16m", str(small)], check=True)
            there.recover(size)
        finally:
            subprocess.run(["umount", str(small)], check=True)
    return found


BOTH = (False, True)


def measure_kills(folder: Path, every: int, tell: Tell, offices: Sequence[bool] = BOTH) -> int:
    """R1: kill at every call, of both offices; return how many points."""
    count = 0
    for acknowledged in offices:
        tried = office(folder / f"kill-{acknowledged}", acknowledged=acknowledged)
        counted = calls(tried, folder)
        for call, at in points(counted, every):
            count += killed(tried, call, at)
        tell(f"{'second round' if acknowledged else 'first round'}: {dict(counted)}, killed at {count} points so far")
    return count


def measure_starving(
    folder: Path, every: int, tell: Tell, compound: int = 24, offices: Sequence[bool] = BOTH
) -> Counter[str]:
    """R2: every call fails, in turn with full and broken, once and from then on; syncs with all four."""
    found: Counter[str] = Counter()
    turn = itertools.cycle(ERRORS)
    for acknowledged in offices:
        tried = office(folder / f"full-{acknowledged}", acknowledged=acknowledged)
        counted = calls(tried, folder)
        for call, at in points(counted, every):
            for error in ERRORS if call in {"fdatasync", "fsync", "rename"} else [next(turn)]:
                found[starved(tried, call, at, error)] += 1
        tell(f"{'second round' if acknowledged else 'first round'}: {dict(counted)}, {dict(found)} so far")
        half = compound // 2
        for number in range(1, half + 1):
            at, later = counted["pwrite64"] * number // (half + 1), 1 + number * 6
            found[starved(tried, "pwrite64", at, next(turn), later)] += 1
    tell(f"{dict(found)}")
    return found


def main() -> None:
    """Measure what was asked for and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("kill", "full", "small"))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--round", choices=("first", "second", "both"), default="both")
    given = parser.parse_args()
    offices = {"first": (False,), "second": (True,), "both": BOTH}[given.round]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rounds-") as name:
        if given.what == "kill":
            print(f"killed at {measure_kills(Path(name), given.every, print, offices)} points: lost 0, half 0")
        elif given.what == "full":
            found = measure_starving(Path(name), given.every, print, offices=offices)
            print(f"{found.total()} runs, {dict(found)}: corrupt 0, tracebacks 0")
        else:
            print(dict(on_a_small_disk(Path(name), range(360, 1400, 40))))
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
