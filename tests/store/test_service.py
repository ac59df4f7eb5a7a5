"""The service remembers what it began and how that ended; nothing is begun twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sync.store.engine import StoreError, open_store
from sync.store.service import Event, Notice, add_event, add_notice, events, last_event, notices

pytestmark = pytest.mark.both_stores

NOW = dt.datetime(2024, 1, 17, 8, 0, tzinfo=dt.UTC)
REASON = "2024-01:QLCN:due:2024-01-19"


def test_a_notice_is_begun_once_and_ends_once(store_url: str, tmp_path: Path) -> None:
    store = open_store(store_url, tmp_path)
    begun = Notice("2024-01", "QLCN", REASON, "begun", NOW)
    sent = Notice("2024-01", "QLCN", REASON, "sent", NOW, {"way": "smtp"})
    with store.writing() as connection:
        add_notice(connection, begun)
    with pytest.raises(StoreError), store.writing() as connection:
        add_notice(connection, begun)
    with store.writing() as connection:
        add_notice(connection, sent)
    with store.reading() as connection:
        assert notices(connection, "2024-01") == [begun, sent]
        assert notices(connection, "2024-02") == []
    store.close()


def test_the_last_event_is_the_last_recorded_whatever_the_clock_said(store_url: str, tmp_path: Path) -> None:
    store = open_store(store_url, tmp_path)
    first = Event("backup", "", "a", NOW, {"ok": True})
    second = Event("backup", "", "b", NOW - dt.timedelta(days=400), {"ok": False, "detail": "đĩa đầy"})
    with store.writing() as connection:
        add_event(connection, first)
        add_event(connection, Event("round", "2024-01", "c", NOW))
        add_event(connection, second)
    with store.reading() as connection:
        assert last_event(connection, "backup") == second
        assert events(connection, "backup", 10) == [second, first]
        assert last_event(connection, "remind") is None
    store.close()
