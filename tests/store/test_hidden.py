"""A row whose period is another by one bit is found by no question; no report is made while there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.store.engine import StoreError, open_store
from sync.store.hidden import refuse_hidden
from tests.store.tampering import tampering
from tests.store.test_damage import fill

pytestmark = pytest.mark.both_stores

HIDDEN = [
    ("run_order", "period"),
    ("version", "period"),
    ("version", "division"),
    ("sighting", "run"),
    ("acceptance", "period"),
    ("acceptance", "finding"),
    ("confirmation", "division"),
    ("line", "period"),
    ("edit", "period"),
    ("edit", "line"),
    ("lock", "period"),
    ("issue", "period"),
]


def _look(url: str, folder: Path) -> None:
    store = open_store(url, folder)
    try:
        with store.reading() as connection:
            refuse_hidden(connection)
    finally:
        store.close()


def test_a_whole_store_is_let_through(store_url: str, tmp_path: Path) -> None:
    fill(store_url, tmp_path)
    _look(store_url, tmp_path)


@pytest.mark.sqlite  # who holds a key of a server's table cannot point it elsewhere
@pytest.mark.parametrize(("table", "column"), HIDDEN)
def test_a_row_that_went_out_of_sight_is_refused(store_url: str, tmp_path: Path, table: str, column: str) -> None:
    fill(store_url, tmp_path)
    with tampering(store_url, tmp_path, table) as raw:
        raw.exec_driver_sql(f"UPDATE {table} SET {column} = '2024-03'")
    with pytest.raises(StoreError, match="store-damaged"):
        _look(store_url, tmp_path)
