"""The store keeps facts: added once, never changed, noticed when damaged, safe under several writers."""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sync.model.records import Acceptance
from sync.store import blobs, caches, clerk, facts
from sync.store.engine import Store, StoreError, open_store
from sync.store.schema import FACTS, metadata
from tests.store.tampering import tampering

pytestmark = pytest.mark.both_stores

NOW = dt.datetime(2024, 1, 18, 9, 30, tzinfo=dt.UTC)
RUN = facts.Run("run-1", "2024-01", NOW, "bình", "0.1.0", "")


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(store_url, tmp_path)
    with opened.writing() as connection:
        config = blobs.keep(connection, b"name: x", NOW)
        facts.add_run(connection, facts.Run(RUN.id, RUN.period, NOW, RUN.who, RUN.product, config))
    yield opened
    opened.close()


def _version(digest: str, division: str = "QLCN") -> facts.Version:
    return facts.Version(division, "2024-01", 0, digest, "2024-01/QLCN.xlsx", NOW, NOW, 1, RUN.id)


def test_a_fresh_store_has_exactly_the_tables_of_the_schema(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_bytes_are_kept_once_and_come_back(store: Store) -> None:
    with store.writing() as connection:
        first, again = blobs.keep(connection, b"form", NOW), blobs.keep(connection, b"form", NOW)
        assert first == again
        assert blobs.bytes_of(connection, first) == b"form"


def test_versions_count_from_one_and_the_same_content_is_none(store: Store) -> None:
    with store.writing() as connection:
        one, two = (blobs.keep(connection, data, NOW) for data in (b"one", b"two"))
        numbers = [facts.add_version(connection, _version(digest)) for digest in (one, one, two, two, one)]
    assert numbers == [1, 1, 2, 2, 3]


def test_contents_that_lie_side_by_side_stay_the_versions_that_they_were(store: Store) -> None:
    with store.writing() as connection:
        one, two = (blobs.keep(connection, data, NOW) for data in (b"one", b"two"))
        numbers = [facts.add_version(connection, _version(digest), beside=True) for digest in (one, two, one, two)]
    assert numbers == [1, 2, 1, 2]


def test_the_latest_round_is_the_one_recorded_last_though_the_clock_was_set_back(store: Store) -> None:
    with store.writing() as connection:
        config = blobs.keep(connection, b"name: x", NOW)
        before = NOW - dt.timedelta(days=400)
        facts.add_run(connection, facts.Run("run-0", "2024-01", before, "bình", "0.1.0", config))
    with store.reading() as connection:
        last = facts.latest_run(connection, "2024-01")
    assert last is not None
    assert last.id == "run-0"


def _take_a_number_twice(store: Store) -> None:
    with store.writing() as connection:
        digest = blobs.keep(connection, b"docx", NOW)
        made = facts.Made(
            "2024-01", 1, True, "", "a.docx", "a.xlsx", digest, digest, digest, digest, "0", {}, NOW, "bình"
        )
        facts.add_report(connection, made)
        facts.add_report(connection, made)


def test_a_number_that_somebody_else_took_a_moment_before_is_no_damage(store: Store) -> None:
    with pytest.raises(StoreError, match="store-busy"):
        _take_a_number_twice(store)


def test_what_was_accepted_is_remembered_in_order(store: Store) -> None:
    given = [Acceptance("a", "đúng", "bình", NOW), Acceptance("without:QLCN", "đi công tác", "bình", NOW)]
    with store.writing() as connection:
        clerk.accept(connection, "2024-01", given)
    with store.reading() as connection:
        assert clerk.acceptances(connection, "2024-01") == given


def _fail(store: Store) -> None:
    with store.writing() as connection:
        blobs.keep(connection, b"half", NOW)
        raise RuntimeError("pulled out")


def test_work_that_fails_half_way_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        _fail(store)
    digest = hashlib.sha256(b"half").hexdigest()
    with store.reading() as connection, pytest.raises(StoreError):
        blobs.bytes_of(connection, digest)


@pytest.mark.parametrize("deed", ["DELETE FROM run", "UPDATE run SET who = 'ai đó'"])
def test_a_fact_can_be_neither_changed_nor_deleted(store: Store, store_url: str, tmp_path: Path, deed: str) -> None:
    with pytest.raises(IntegrityError, match="facts are only added"), tampering(store_url, tmp_path) as raw:
        raw.exec_driver_sql(deed)
    with store.reading() as connection:
        last = facts.latest_run(connection, "2024-01")
    assert last is not None
    assert last.who == "bình"


def test_every_table_of_facts_has_its_triggers(store: Store) -> None:
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            wanted = {f"{table.name}_no_{deed}" for table in FACTS for deed in ("update", "delete")}
            found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
        else:
            wanted = {f"{table.name}_only_added" for table in FACTS}
            # bits of tgtype: a statement's (not 1), before (2), DELETE (8), UPDATE (16), TRUNCATE (32)
            query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype = 58 AND tgenabled = 'O'"
            found = connection.exec_driver_sql(query).scalars()
        assert set(found) == wanted


def test_a_changed_fact_is_noticed_when_it_is_read(store: Store, store_url: str, tmp_path: Path) -> None:
    with store.writing() as connection:
        clerk.accept(connection, "2024-01", [Acceptance("a", "đúng", "bình", NOW)])
    with tampering(store_url, tmp_path, "acceptance") as raw:
        raw.exec_driver_sql("UPDATE acceptance SET reason = 'đã sửa lén'")
    with pytest.raises(StoreError, match="store-damaged"), store.reading() as connection:
        clerk.acceptances(connection, "2024-01")


def test_changed_bytes_are_noticed_when_they_are_read(store: Store, store_url: str, tmp_path: Path) -> None:
    with store.writing() as connection:
        digest = blobs.keep(connection, b"form", NOW)
    with tampering(store_url, tmp_path, "blob") as raw:
        raw.execute(text("UPDATE blob SET bytes = :other WHERE digest = :digest"), {"other": b"0", "digest": digest})
    with pytest.raises(StoreError, match="store-damaged"), store.reading() as connection:
        blobs.bytes_of(connection, digest)


def test_a_store_of_a_newer_product_is_refused(store: Store, store_url: str, tmp_path: Path) -> None:
    store.close()
    with tampering(store_url, tmp_path) as raw:
        raw.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="store-newer"):
        open_store(store_url, tmp_path)


def test_texts_come_back_in_the_order_of_their_letters_codes(store: Store) -> None:
    """An order that the server's language gave would make another report of the same facts."""
    divisions = ["A1", "AB", "a", "Ă", "Đ", "Z", "a-b", "ab"]
    with store.writing() as connection:
        digest = blobs.keep(connection, b"form", NOW)
        for division in divisions:
            facts.add_version(connection, _version(digest, division))
    with store.reading() as connection:
        assert [v.division for v in facts.versions(connection, "2024-01")] == sorted(divisions)


def test_a_text_may_be_longer_than_anybody_thought(store: Store) -> None:
    long = "thư mục rất dài/" * 200
    seen = caches.Seen(long, 12, 1, None, "PHONG-CO-TEN-DAI-HON-CA", "password", 1)
    with store.writing() as connection:
        caches.replace_seen(connection, "2024-01", [seen])
    with store.reading() as connection:
        assert caches.seen_files(connection, "2024-01") == {long: seen}


@pytest.mark.sqlite
def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "baocao.db").write_bytes(b"this is no database at all, but it has some length to it" * 50)
    with pytest.raises(StoreError, match="store-"):
        open_store("baocao.db", tmp_path)


def test_what_is_read_is_one_moment_while_others_write(store: Store) -> None:
    with store.reading() as reading:
        before = clerk.acceptances(reading, "2024-01")
        with store.writing() as writing:
            clerk.accept(writing, "2024-01", [Acceptance("a", "đúng", "bình", NOW)])
        assert clerk.acceptances(reading, "2024-01") == before
    with store.reading() as later:
        assert len(clerk.acceptances(later, "2024-01")) == 1


def test_a_store_that_is_kept_busy_says_so(
    store: Store, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.store.engine.BUSY_SECONDS", 0.1)
    second = open_store(store_url, tmp_path)
    with store.writing(), pytest.raises(StoreError, match="store-busy"):
        _fail(second)
    second.close()


def test_facts_come_back_as_they_were_given(store: Store) -> None:
    seen = caches.Seen("2024-01/QLCN.xlsx", 12, 1_705_541_400_000_000_001, None, "QLCN", "password", 1)
    with store.writing() as connection:
        digest = blobs.keep(connection, b"docx", NOW)
        sighting = facts.Sighting(RUN.id, "2024-01", None, "lạ.xlsx", None, "identity-missing", NOW)
        made = facts.Made(
            "2024-01",
            1,
            True,
            "pgd",
            "a.docx",
            "a.xlsx",
            *(digest, digest, digest, digest),
            "0",
            {"đ": [1]},
            NOW,
            "bình",
        )
        counted = caches.Tally({"QLCN": (1, 2), "": (0, 1)}, frozenset({"VP"}))
        facts.add_sightings(connection, [sighting])
        facts.add_report(connection, made)
        caches.replace_seen(connection, "2024-01", [seen])
        caches.keep_tally(connection, "2024-01", "key", counted)
    with store.reading() as connection:
        assert facts.sightings(connection, RUN.id) == [sighting]
        assert facts.reports(connection, "2024-01") == [made]
        assert facts.next_report_number(connection, "2024-01") == 2
        assert caches.seen_files(connection, "2024-01") == {seen.source: seen}
        assert caches.tally_of(connection, "2024-01", "key") == counted
        assert caches.tally_of(connection, "2024-01", "another key") is None


def _write(url: str, folder: str, name: str) -> list[int]:
    store = open_store(url, Path(folder))
    numbers = []
    for at in range(25):
        with store.writing() as connection:
            digest = blobs.keep(connection, f"{name}{at}".encode(), NOW)
            numbers.append(facts.add_version(connection, _version(digest)))
    store.close()
    return numbers


def test_four_writers_at_once_get_numbers_without_gap_or_double(store: Store, store_url: str, tmp_path: Path) -> None:
    store.close()
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        numbers = pool.starmap(_write, [(store_url, str(tmp_path), name) for name in "abcd"])
    assert sorted(n for each in numbers for n in each) == list(range(1, 101))
