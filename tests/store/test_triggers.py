"""A table whose facts could be changed or deleted is told."""

from __future__ import annotations

from pathlib import Path

from sync.store.engine import open_store
from sync.store.schema import FACTS
from sync.store.triggers import unguarded
from tests.store.tampering import tampering

NAMES = [table.name for table in FACTS]


def test_a_store_as_it_was_made_guards_every_table(store_url: str, tmp_path: Path) -> None:
    store = open_store(store_url, tmp_path)
    with store.reading() as connection:
        assert unguarded(connection, NAMES) == []
    store.close()


def test_a_table_whose_guard_was_taken_away_is_told(store_url: str, tmp_path: Path) -> None:
    open_store(store_url, tmp_path).close()
    with tampering(store_url, tmp_path, "version", "edit"):
        pass
    store = open_store(store_url, tmp_path)
    with store.reading() as connection:
        assert sorted(unguarded(connection, NAMES)) == ["edit", "version"]
    store.close()
