"""What the store remembers of Google spreadsheets, and what the sentence of a failure names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sync.store import blobs, caches, facts
from sync.store.engine import open_store
from sync.store.online import SheetSeen, keep_sheets_seen, sheets_seen

pytestmark = pytest.mark.both_stores

NOW = dt.datetime(2024, 1, 18, 9, 30, tzinfo=dt.UTC)
STOOD = caches.Seen("Google: QLCN 2024", 9, 7, "a" * 64, "QLCN", "other-period", 1, {"sheet": "“QLCN 2024”"})
ONE = SheetSeen("1AbC", "Google: QLCN 2024", NOW - dt.timedelta(hours=1), NOW, STOOD, None)


def test_a_spreadsheet_is_remembered_for_each_period_by_its_id(store_url: str, tmp_path: Path) -> None:
    store = open_store(store_url, tmp_path)
    with store.writing() as connection:
        keep_sheets_seen(connection, "2024-01", [ONE, replace(ONE, spreadsheet="2", modified=None, stood=None)])
        keep_sheets_seen(connection, "2024-02", [ONE])
        keep_sheets_seen(connection, "2024-01", [replace(ONE, remarks="b" * 64)])
        keep_sheets_seen(connection, "2024-01", [])
    with store.reading() as connection:
        january, february = sheets_seen(connection, "2024-01"), sheets_seen(connection, "2024-02")
    store.close()
    assert january["1AbC"] == replace(ONE, remarks="b" * 64)
    assert (january["2"].modified, january["2"].stood) == (None, None)
    assert february == {"1AbC": ONE}


def test_what_a_failure_names_comes_back_with_it(store_url: str, tmp_path: Path) -> None:
    told = {"account": "baocao@so.vn", "sheet": "“QLCN 2024”"}
    store = open_store(store_url, tmp_path)
    seen = caches.Seen("Google: QLCN", 0, 0, None, "QLCN", "google-not-shared", 0, told)
    with store.writing() as connection:
        config = blobs.keep(connection, b"name: x", NOW)
        facts.add_run(connection, facts.Run("run-1", "2024-01", NOW, "bình", "0", config))
        failed = facts.Sighting("run-1", "2024-01", "QLCN", "Google: QLCN", None, "google-not-shared", NOW, told)
        other = replace(failed, source="2024-01/VP.xlsx", division="VP", code="busy", facts={})
        facts.add_sightings(connection, [failed, other])
        caches.replace_seen(connection, "2024-01", [seen])
    with store.reading() as connection:
        assert facts.sightings(connection, "run-1") == [failed, other]
        assert caches.seen_files(connection, "2024-01") == {"Google: QLCN": seen}
    store.close()
