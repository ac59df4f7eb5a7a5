"""Stores of every earlier schema opened, and killed at every write of their migration (R21 of reliability.md).

`python -m tests.faults.upgrading`: of the first schema, whose way goes through all migrations, every call; of the later
ones every tenth (`--every 1` for all). An earlier store is made by the migrations of its day and filled with the facts
that it had a place for.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from alembic.command import upgrade
from alembic.config import Config

import sync.store.engine as engine
from sync.store import migrations
from sync.store.schema import FACTS, HEAD
from tests.faults import injecting
from tests.faults.flips import whole
from tests.faults.injecting import run, run_with_fault
from tests.service.conftest import laid_out

Tell = Callable[[str], object]
CALLS = ("pwrite64", "fdatasync")
LEVELS = tuple(f"{number:04}" for number in range(1, int(HEAD)))
Rows = dict[str, list[tuple[object, ...]]]


def earlier(folder: Path, level: str, full: Path) -> Rows:
    """Make the store of an earlier schema in an office's folder, with the facts of a full one that it has a place for.

    Returns those facts.
    """
    (folder / "baocao.db").unlink(missing_ok=True)
    store = engine.Store(engine._engine("baocao.db", folder))
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        upgrade(config, level)
    store.close()
    with closing(sqlite3.connect(folder / "baocao.db", isolation_level=None)) as raw:
        raw.execute("ATTACH ? AS whole", (str(full),))
        there = {name for (name,) in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
        for table in FACTS:
            if table.name in there:
                columns = ", ".join(row[1] for row in raw.execute(f"PRAGMA main.table_info({table.name})"))
                raw.execute(f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM whole.{table.name}")
        raw.execute("DETACH whole")
        raw.execute("PRAGMA journal_mode=DELETE")
    return rows_of(folder)


def rows_of(folder: Path) -> Rows:
    """Return the facts of a store, in the columns that the table has."""
    found: Rows = {}
    with closing(sqlite3.connect(folder / "baocao.db")) as raw:
        there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in FACTS:
            if table.name in there:
                found[table.name] = sorted(raw.execute(f"SELECT * FROM {table.name}"), key=repr)
    return found


def level_of(folder: Path) -> str:
    """Return the schema of a store that is whole; raises AssertionError."""
    with closing(sqlite3.connect(folder / "baocao.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def office(folder: Path, level: str) -> tuple[Path, Rows]:
    """Lay out an office of January at work with a store of an earlier schema; return its folder and the facts."""
    full = folder / "so" / "baocao.db"
    if not full.exists():
        whole(folder)
    before = folder / f"before-{level}"
    shutil.copytree(full.parent, before)
    return before, earlier(before, level, full)


def opened(here: Path, level: str, facts: Rows) -> None:
    """Let a command open the store: it is of the newest schema then, with every fact it had."""
    done = run(here / "config.yaml", "status")
    assert done.returncode in {0, 1}, (level, done.stderr)
    assert level_of(here) == HEAD, level
    now = rows_of(here)
    for name, rows in facts.items():
        if name != "run_order":  # made anew from the rounds where there was none
            assert now[name] == rows, (level, name)


def killed(before: Path, here: Path, level: str, facts: Rows, call: str, at: int) -> bool:
    """Kill the migration at a call: the store is of the old schema or the new one, and opens with every fact."""
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(before, here)
    done = run_with_fault(here / "config.yaml", call, f"signal=KILL:when={at}", "status")
    assert level_of(_copy(here)) in {level, HEAD}, (level, call, at)
    opened(here, level, facts)
    return done.returncode == -9


def _copy(here: Path) -> Path:
    """Return a copy of the store's files: looking at them would already put them right."""
    looked_at = here.parent / "looked at"
    shutil.rmtree(looked_at, ignore_errors=True)
    looked_at.mkdir()
    for path in here.glob("baocao.db*"):
        shutil.copyfile(path, looked_at / path.name)
    return looked_at


def measure(folder: Path, every: int, tell: Tell, levels: tuple[str, ...] = LEVELS) -> int:
    """Open a store of every earlier schema, kill its migration at every call; return how many kills there were."""
    count = 0
    for level in levels:
        before, facts = office(folder, level)
        here = folder / "here"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(before, here)
        total = injecting.count(here / "config.yaml", CALLS, folder / "calls", "status")
        opened(here, level, facts)
        step = 1 if level == LEVELS[0] and levels == LEVELS else every
        points = [(c, at) for c in CALLS for at in range(1, total[c] + 1) if at == total[c] or at % step == 0]
        for call, at in points:
            count += killed(before, here, level, facts, call, at)
        tell(f"{level} → {HEAD}: {total['pwrite64']} writes, {total['fdatasync']} syncs, {count} kills so far")
    return count


def refused(folder: Path) -> int:
    """Open a store of the newest schema by every earlier program; return how many refused it in a sentence."""
    here = laid_out(folder / "newest").folder
    assert run(here / "config.yaml", "sync").returncode == 0
    before = (here / "baocao.db").read_bytes()
    for level in LEVELS:
        with patch.object(engine, "HEAD", level):  # all that a program of an earlier day knows
            done = run(here / "config.yaml", "status")
        assert done.returncode == 2, level
        assert "bản mới hơn của chương trình" in done.stderr, (level, done.stderr)
        assert len(done.stderr.strip().splitlines()) == 1, level
        assert (here / "baocao.db").read_bytes() == before, level
    return len(LEVELS)


def main() -> None:
    """Measure and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=10)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="upgrading-") as name:
        print(f"newer store refused by {refused(Path(name))} of {len(LEVELS)} earlier programs")
        kills = measure(Path(name), given.every, print)
        print(f"{len(LEVELS)} earlier schemas opened, {kills} kills: 0 between old and new")
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
