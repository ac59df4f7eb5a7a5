"""A turned bit in what everything asks for first (a period, a time) stops neither doctor nor the service."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

import baocao
from sync.service.nightly import Step, make_round, tick
from sync.store.engine import open_store
from sync.store.leases import _left, give_back_left, held_by, release, take, this_process
from sync.store.schema import metadata
from tests.service.conftest import Bureau

ROUND = (Step("round", make_round),)


def spoil(bureau: Bureau, table: str, column: str, text: str) -> None:
    """Write past the product, as a disk does: no trigger hinders it."""
    with closing(sqlite3.connect(bureau.folder / "baocao.db", isolation_level=None)) as store:
        for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            store.execute(f'DROP TRIGGER "{trigger}"')
        store.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT min(rowid) FROM {table})", (text,))


@pytest.mark.parametrize(
    ("table", "column", "text"), [("version", "period", "2024\x1301"), ("event", "at", "2024-01-18X09:00")]
)
def test_doctor_names_the_row_and_the_service_goes_on(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], table: str, column: str, text: str
) -> None:
    tick(bureau.config, ROUND, bureau.now)
    assert table in metadata.tables
    spoil(bureau, table, column, text)
    assert baocao.main(["doctor", "--config", str(bureau.config)]) == 1
    told = capsys.readouterr().out
    assert "ngoài dự kiến" not in told
    assert "không còn như lúc ghi" in told
    bureau.at("18/01/2024 10:00")
    tick(bureau.config, ROUND, bureau.now)
    assert "Traceback" not in bureau.log()


def test_a_lease_that_was_left_in_one_store_is_not_given_back_in_another(bureau: Bureau) -> None:
    """A process may serve two offices (LibreOffice does)."""
    one, other = open_store("một.db", bureau.folder), open_store("hai.db", bureau.folder)
    mine = this_process("an", "button")
    take(one, "round", mine)
    _left[mine.token] = (str(one.engine.url), "round", mine)
    give_back_left(other)
    with one.reading() as connection:
        assert held_by(connection, "round") is not None
    give_back_left(one)
    with one.reading() as connection:
        assert held_by(connection, "round") is None
    release(one, "round", mine)
    for store in (one, other):
        store.close()
