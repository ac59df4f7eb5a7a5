"""What the clerk decides is kept as it was decided, in the order in which it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.model.edits import Edit, by_line
from sync.store import blobs, clerk
from sync.store.engine import Store, open_store

pytestmark = pytest.mark.both_stores

NOW = dt.datetime(2024, 1, 18, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(store_url, tmp_path)
    yield opened
    opened.close()


def test_edits_come_back_letter_for_letter_and_the_newest_of_a_field_holds(store: Store) -> None:
    made = [
        Edit("e1", "d1", "text", "=A1", '- "03" {PTD-KD} [1]\nhai', "bình", NOW),
        Edit("e2", "d1", "included", "1", "0", "bình", NOW),
        Edit("e3", "d1", "text", "=A1", "mới", "an", NOW),
    ]
    with store.writing() as connection:
        clerk.add_edits(connection, "2024-01", made)
    with store.reading() as connection:
        assert clerk.edits(connection, "2024-01") == made
        assert clerk.edits(connection, "2024-02") == []
    mine = by_line(made)["d1"]
    assert (mine.says("text"), mine.included, mine.newest.id) == ("mới", False, "e3")


def test_a_period_is_closed_until_it_is_opened_again(store: Store) -> None:
    with store.writing() as connection:
        config = blobs.keep(connection, b"name: x", NOW)
        for locked in (True, False, True):
            clerk.add_lock(connection, clerk.Lock("2024-01", locked, "lý do", config, {"QLCN": "d"}, "bình", NOW))
            held = clerk.holding(connection, "2024-01")
            assert (held is not None) == locked
        assert [each.locked for each in clerk.locks(connection, "2024-01")] == [True, False, True]


def test_ids_of_lines_once_given_stay(store: Store) -> None:
    with store.writing() as connection:
        form = blobs.keep(connection, b"form", NOW)
        clerk.add_lines(connection, "QLCN", "2024-01", form, {"d2": "d1"})
        clerk.add_lines(connection, "QLCN", "2024-01", form, {"d2": "d9"})
        assert clerk.lines(connection, "2024-01") == {("QLCN", form): {"d2": "d1"}}
