"""An older store is brought up as it stands; a step that fails half way leaves the old store whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

import sync.store.engine as engine
from sync.store import blobs, facts
from sync.store.engine import StoreError, open_store
from sync.store.rows import add
from sync.store.schema import HEAD, metadata, run
from tests.postgres import Server
from tests.store.tampering import tampering
from tests.store.test_store import NOW

pytestmark = pytest.mark.both_stores


@pytest.fixture
def empty_url(store_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a store could be made: a file that is not there yet, or a database without tables."""
    if store_kind == "sqlite":
        yield "baocao.db"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database("template0") as url:
        yield url


def _store_of_the_first_product(url: str, folder: Path) -> None:
    """Make a store as revision 0001 made it, with a run in it."""
    store = engine.Store(engine._engine(url, folder))
    config = Config()
    config.set_main_option("script_location", str(Path(engine.__file__).parent / "migrations"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        upgrade(config, "0001")
        kept = blobs.keep(connection, b"name: x", NOW)
        # The second round was recorded after the clock had been set back.
        for name, at in (("run-2", NOW), ("run-1", NOW - dt.timedelta(days=400))):
            fact = {"id": name, "period": "2024-01", "at": at.isoformat(), "who": "bình", "product": "0.1.0"}
            add(connection, run, [{**fact, "config": kept}])
    store.close()


def _revision(url: str, folder: Path) -> str:
    with tampering(url, folder) as raw:
        return str(raw.scalar(text("SELECT version_num FROM alembic_version")))


def test_an_older_store_is_brought_up_with_its_facts(empty_url: str, tmp_path: Path) -> None:
    _store_of_the_first_product(empty_url, tmp_path)
    assert _revision(empty_url, tmp_path) == "0001"
    store = open_store(empty_url, tmp_path)
    with store.reading() as connection:
        last = facts.latest_run(connection, "2024-01")
    store.close()
    assert last is not None
    # PostgreSQL keeps no order of what was recorded before there was one: by their clocks.
    assert (last.id, last.who) == ("run-1" if empty_url == "baocao.db" else "run-2", "bình")
    assert _revision(empty_url, tmp_path) == HEAD


def test_a_new_store_is_made_as_the_steps_would_make_it(empty_url: str, store_url: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    _store_of_the_first_product(empty_url, old)
    seen = []
    for url, folder in ((empty_url, old), (store_url, new)):
        store = open_store(url, folder)
        with store.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
            triggers = _TRIGGERS[connection.dialect.name]
            keys = {name: inspect(connection).get_foreign_keys(name) for name in sorted(metadata.tables)}
            unique = {name: inspect(connection).get_unique_constraints(name) for name in sorted(metadata.tables)}
            columns = _columns(connection)
            seen.append((connection.execute(text(triggers)).all(), _sorted(keys), _sorted(unique), columns))
        store.close()
    assert seen[0] == seen[1]


_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid), prosrc FROM pg_trigger JOIN (SELECT oid AS f, prosrc "
    "FROM pg_proc) AS functions ON f = tgfoid WHERE NOT tgisinternal ORDER BY tgname",
}


def _columns(connection: Connection) -> Sequence[object]:
    """Return how the server keeps each column; SQLite holds no text to its declared length."""
    if connection.dialect.name == "sqlite":
        return ()
    query = (
        "SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name <> 'alembic_version' ORDER BY 1, 2"
    )
    return connection.execute(text(query)).all()


def _sorted(told: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
    return {name: sorted(map(str, each)) for name, each in told.items()}


def test_a_step_that_fails_half_way_leaves_the_older_store_whole(empty_url: str, tmp_path: Path) -> None:
    _store_of_the_first_product(empty_url, tmp_path)
    with tampering(empty_url, tmp_path) as raw:
        # The second step adds `tally`, then drops `seen`: a row that holds on to one of its rows stops it there.
        raw.exec_driver_sql("INSERT INTO seen VALUES ('2024-01', 'a.xlsx', 1, 1, NULL, NULL, '')")
        raw.exec_driver_sql(
            "CREATE TABLE keeper (period VARCHAR(8), source TEXT, FOREIGN KEY (period, source) REFERENCES seen)"
        )
        raw.exec_driver_sql("INSERT INTO keeper VALUES ('2024-01', 'a.xlsx')")
    before = _everything(empty_url, tmp_path)
    with pytest.raises(StoreError):
        open_store(empty_url, tmp_path)
    assert _everything(empty_url, tmp_path) == before


def _everything(url: str, folder: Path) -> dict[str, object]:
    """Return every table with its columns and rows."""
    with tampering(url, folder) as raw:
        names = sorted(inspect(raw).get_table_names())
        columns = {name: [(c["name"], str(c["type"])) for c in inspect(raw).get_columns(name)] for name in names}
        return {name: (columns[name], raw.execute(text(f"SELECT * FROM {name}")).all()) for name in names}


@pytest.mark.sqlite
def test_a_store_that_is_up_to_date_is_not_written_when_it_is_opened(tmp_path: Path) -> None:
    open_store("baocao.db", tmp_path).close()
    before = (tmp_path / "baocao.db").read_bytes()
    open_store("baocao.db", tmp_path).close()
    assert (tmp_path / "baocao.db").read_bytes() == before
