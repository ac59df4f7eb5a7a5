"""An older store is brought up as it stands; a step that fails half way leaves the old store whole."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import sync.store.engine as engine
from sync.store import facts
from sync.store.engine import StoreError, open_store
from sync.store.rows import add
from sync.store.schema import HEAD, metadata, run
from tests.store.test_store import NOW


def _store_of_the_first_product(folder: Path) -> None:
    """Make a store as revision 0001 made it, with a run in it."""
    store = engine.Store(engine._engine("baocao.db", folder))
    config = Config()
    config.set_main_option("script_location", str(Path(engine.__file__).parent / "migrations"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        upgrade(config, "0001")
        kept = facts.keep(connection, b"name: x", NOW)
        # The second round was recorded after the clock had been set back.
        for name, at in (("run-2", NOW), ("run-1", NOW - dt.timedelta(days=400))):
            fact = {"id": name, "period": "2024-01", "at": at.isoformat(), "who": "bình", "product": "0.1.0"}
            add(connection, run, [{**fact, "config": kept}])
    store.close()


def _revision(folder: Path) -> str:
    with sqlite3.connect(folder / "baocao.db") as raw:
        found = str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    raw.close()
    return found


def test_an_older_store_is_brought_up_with_its_facts(tmp_path: Path) -> None:
    _store_of_the_first_product(tmp_path)
    assert _revision(tmp_path) == "0001"
    store = open_store("baocao.db", tmp_path)
    with store.reading() as connection:
        last = facts.latest_run(connection, "2024-01")
    store.close()
    assert last is not None
    assert (last.id, last.who) == ("run-1", "bình")
    assert _revision(tmp_path) == HEAD


def test_a_new_store_is_made_as_the_steps_would_make_it(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    _store_of_the_first_product(old)
    seen = []
    for folder in (old, new):
        store = open_store("baocao.db", folder)
        with store.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
            triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            keys = {name: inspect(connection).get_foreign_keys(name) for name in sorted(metadata.tables)}
            unique = {name: inspect(connection).get_unique_constraints(name) for name in sorted(metadata.tables)}
            seen.append((connection.execute(text(triggers)).all(), _sorted(keys), _sorted(unique)))
        store.close()
    assert seen[0] == seen[1]


def _sorted(told: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
    return {name: sorted(map(str, each)) for name, each in told.items()}


def test_a_step_that_fails_half_way_leaves_the_older_store_whole(tmp_path: Path) -> None:
    _store_of_the_first_product(tmp_path)
    with sqlite3.connect(tmp_path / "baocao.db") as raw:
        # The second step adds `tally`, then drops `seen`: a row that holds on to one of its rows stops it there.
        raw.execute("INSERT INTO seen VALUES ('2024-01', 'a.xlsx', 1, 1, NULL, NULL, '')")
        raw.execute("CREATE TABLE keeper (period, source, FOREIGN KEY (period, source) REFERENCES seen)")
        raw.execute("INSERT INTO keeper VALUES ('2024-01', 'a.xlsx')")
        raw.commit()
        before = list(raw.iterdump())
    raw.close()
    with pytest.raises(StoreError):
        open_store("baocao.db", tmp_path)
    with sqlite3.connect(tmp_path / "baocao.db") as raw:
        assert list(raw.iterdump()) == before
    raw.close()


def test_a_store_that_is_up_to_date_is_not_written_when_it_is_opened(tmp_path: Path) -> None:
    open_store("baocao.db", tmp_path).close()
    before = (tmp_path / "baocao.db").read_bytes()
    open_store("baocao.db", tmp_path).close()
    assert (tmp_path / "baocao.db").read_bytes() == before
