"""What the database refuses while it is written to is told as a StoreError, whatever the driver calls it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.store import blobs, facts
from sync.store.engine import Store, StoreError, open_store

pytestmark = pytest.mark.both_stores

NOW = dt.datetime(2024, 1, 19, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(store_url, tmp_path)
    yield opened
    opened.close()


def _report(config: str) -> facts.Made:
    return facts.Made("2024-01", 1, False, "gd", "a.docx", "a.xlsx", config, None, config, config, "0", {}, NOW, "bình")


def test_a_number_that_somebody_else_took_means_try_again(store: Store) -> None:
    with store.writing() as connection:
        digest = blobs.keep(connection, b"config", NOW)
        facts.add_report(connection, _report(digest))
    with pytest.raises(StoreError) as refused, store.writing() as connection:
        facts.add_report(connection, _report(digest))
    assert refused.value.code == "store-busy"


def test_a_fact_that_holds_on_to_nothing_is_damage(store: Store) -> None:
    with pytest.raises(StoreError) as refused, store.writing() as connection:
        facts.add_report(connection, replace(_report("0" * 64), version=2))
    assert refused.value.code == "store-damaged"


def test_what_was_written_before_a_refusal_in_the_same_block_is_not_kept(store: Store) -> None:
    with pytest.raises(StoreError):
        _keep_and_report(store)
    with store.reading() as connection, pytest.raises(StoreError):
        blobs.bytes_of(connection, hashlib.sha256(b"config").hexdigest())


def _keep_and_report(store: Store) -> None:
    with store.writing() as connection:
        blobs.keep(connection, b"config", NOW)
        facts.add_report(connection, _report("0" * 64))
