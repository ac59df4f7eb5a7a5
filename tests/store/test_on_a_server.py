"""What is particular to PostgreSQL: who may come in, what is said where it refuses, and that no password shows."""

from __future__ import annotations

import logging
import os
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import URL, ColumnElement, Table, and_, make_url, select, text
from sqlalchemy.exc import DBAPIError

from sync.store import blobs, facts
from sync.store.engine import Store, StoreError, open_store
from sync.store.leases import LeaseHeldError, beat, holding, this_process
from sync.store.rows import Row, select_checked
from sync.store.schema import FACTS
from tests.postgres import MODEL, PASSWORD, WITH_PASSWORD, Server
from tests.store.tampering import tampering
from tests.store.test_damage import _changed, fill
from tests.store.test_store import NOW


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    with postgres.database() as made:
        yield made


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(url, tmp_path)
    yield opened
    opened.close()


def _refused(url: str | URL, folder: Path) -> StoreError:
    given = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    with pytest.raises(StoreError) as refused:
        open_store(given, folder)
    assert "\n" not in refused.value.detail
    return refused.value


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    error = _refused("postgresql+psycopg://an@127.0.0.1:1/kho", tmp_path)
    assert (error.code, error.detail) == ("store-no-server", "127.0.0.1:1")


def test_a_database_that_is_not_there(postgres: Server, tmp_path: Path) -> None:
    error = _refused(postgres.url("khong_co"), tmp_path)
    assert (error.code, error.detail) == ("store-no-database", "khong_co")


@pytest.mark.parametrize("password", ["sai mật khẩu", ""])
def test_a_wrong_password_or_none(postgres: Server, tmp_path: Path, password: str) -> None:
    error = _refused(postgres.url(MODEL, WITH_PASSWORD).set(password=password or None), tmp_path)
    assert (error.code, error.detail) == ("store-login", WITH_PASSWORD)


def test_a_user_whom_nobody_knows(postgres: Server, tmp_path: Path) -> None:
    assert _refused(postgres.url(MODEL, "khong_co"), tmp_path).code == "store-login"


def test_a_user_who_may_make_no_tables(postgres: Server, tmp_path: Path) -> None:
    postgres.say("REVOKE CREATE ON SCHEMA public FROM PUBLIC", "trong")
    error = _refused(postgres.url("trong", WITH_PASSWORD).set(password=PASSWORD), tmp_path)
    assert (error.code, error.detail) == ("store-denied", WITH_PASSWORD)


def test_a_database_that_has_no_place_for_vietnamese(postgres: Server, tmp_path: Path) -> None:
    postgres.say("CREATE DATABASE latin1 TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER 'libc'")
    try:
        error = _refused(postgres.url("latin1"), tmp_path)
    finally:
        postgres.say("DROP DATABASE latin1 WITH (FORCE)")
    assert (error.code, error.detail) == ("store-encoding", "LATIN1")


def test_a_password_file_opens_the_door(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    store.close()
    given = postgres.url(store.engine.url.database or "", WITH_PASSWORD)
    postgres.say(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {WITH_PASSWORD}", given.database or "")
    keys = tmp_path / "pgpass"
    escaped = PASSWORD.replace(":", "\\:")
    keys.write_text(f"*:*:*:{WITH_PASSWORD}:{escaped}\n", encoding="utf-8")
    keys.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(keys))
    opened = open_store(given.render_as_string(), tmp_path)
    with opened.reading() as connection:
        assert facts.versions(connection, "2024-01") == []
    opened.close()


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_password_file_that_others_may_read_is_refused_before_the_driver_says_so_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "pgpass"
    keys.write_text("*:*:*:an:mat-khau\n", encoding="utf-8")
    keys.chmod(0o640)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(keys))
    address = "postgresql+psycopg://an@127.0.0.1:1/kho"
    with pytest.raises(StoreError) as refused:
        open_store(address, tmp_path)
    assert (refused.value.code, refused.value.detail) == ("store-passfile-open", str(keys))
    assert "mat-khau" not in str(refused.value)
    for given in ("postgresql+psycopg://an:mk@127.0.0.1:1/kho", f"{address}?passfile={tmp_path / 'none'}"):
        with pytest.raises(StoreError) as refused:  # it would not be looked into
            open_store(given, tmp_path)
        assert refused.value.code == "store-no-server"
    keys.chmod(0o600)
    with pytest.raises(StoreError) as refused:
        open_store(address, tmp_path)
    assert refused.value.code == "store-no-server"
    assert capfd.readouterr().err == "", "libpq has nothing to say"


SECRETS = ["Mat@Khau", "Mat/Khau", "Mat:Khau", "Mat?Khau#1", "Mat Khau", "%zz", "đ@/:ậ"]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("address", ["127.0.0.1:1/kho", "/kho?host=/khong/co", "khong-co.invalid/kho", ":cong/kho"])
def test_a_password_is_told_to_nobody_however_it_was_typed(
    secret: str, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also one with letters that have a meaning in addresses, typed as it is: then parts of it are host or port."""
    caplog.set_level(logging.DEBUG)
    by_query = f"{address}{'&' if '?' in address else '?'}password={secret}"
    for typed in (f"postgresql+psycopg://an:{secret}@{address}", f"postgresql://{by_query}"):
        with pytest.raises(StoreError) as refused:
            open_store(typed, tmp_path)
        told = [refused.value.detail, str(refused.value), caplog.text, *traceback.format_exception(refused.value)]
        own = [line for line in told if __file__ not in line]
        assert not [piece for piece in ("Mat", "Khau", "%zz", "ậ") if piece in secret and piece in "".join(own)]


def test_a_store_does_not_show_its_password(postgres: Server, tmp_path: Path) -> None:
    given = postgres.url(MODEL, WITH_PASSWORD).set(password=PASSWORD)
    with pytest.raises(StoreError) as refused:  # it may come in, and may read nothing
        open_store(given.render_as_string(hide_password=False), tmp_path)
    assert PASSWORD not in "".join(traceback.format_exception(refused.value))


def test_what_divisions_wrote_stands_in_no_traceback(store: Store) -> None:
    with pytest.raises(StoreError) as refused, store.writing() as connection:
        connection.execute(text("INSERT INTO run VALUES (:secret)"), {"secret": " ".join(("số", "riêng"))})
    assert "not-null" in "".join(traceback.format_exception(refused.value))
    assert "số riêng" not in "".join(traceback.format_exception(refused.value))


def test_a_restart_of_the_server_between_two_rounds_is_not_noticed(store: Store, postgres: Server) -> None:
    with store.reading() as connection:
        before = facts.versions(connection, "2024-01")
    postgres.say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'baocao'")
    with store.reading() as connection:
        assert facts.versions(connection, "2024-01") == before


def test_a_server_that_goes_away_in_the_middle_keeps_nothing_half(store: Store, postgres: Server) -> None:
    def round_that_is_cut_off() -> None:
        with store.writing() as connection:
            blobs.keep(connection, b"half", NOW)
            postgres.say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'baocao'")
            blobs.keep(connection, b"other half", NOW)

    with pytest.raises(StoreError) as refused:
        round_that_is_cut_off()
    assert refused.value.code == "store-no-server"
    with store.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM blob")) == 0


def test_a_full_disk_is_called_so(store: Store) -> None:
    with pytest.raises(StoreError) as refused, store.writing() as connection:
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'disk_full'; END $$"))
    assert refused.value.code == "store-full"


@pytest.mark.parametrize("state", ["too_many_connections", "serialization_failure", "deadlock_detected"])
def test_what_passes_by_itself_means_try_again(store: Store, state: str) -> None:
    with pytest.raises(StoreError) as refused, store.writing() as connection:
        connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"))
    assert refused.value.code == "store-busy"


def test_who_reads_cannot_write_by_mistake(store: Store) -> None:
    with pytest.raises(StoreError), store.reading() as connection:
        blobs.keep(connection, b"form", NOW)


def test_a_whole_table_cannot_be_emptied(store: Store, url: str, tmp_path: Path) -> None:
    with pytest.raises(DBAPIError, match="facts are only added"), tampering(url, tmp_path) as raw:
        raw.exec_driver_sql("TRUNCATE acceptance")


def test_commits_reach_the_disk_also_where_the_server_would_not_wait_for_it(store: Store) -> None:
    """The tests' server says synchronous_commit = off: what was acknowledged would be lost with the power."""
    with store.writing() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)
def test_a_value_changed_in_any_column_is_noticed(url: str, tmp_path: Path, table: Table) -> None:
    fill(url, tmp_path)
    store = open_store(url, tmp_path)
    with store.reading() as connection:
        row = dict(connection.execute(select(table)).mappings().all()[0])
    unnoticed = []
    free = [c for c in table.c if not c.foreign_keys and not (c.name == "id" and isinstance(row["id"], int))]
    for column in free:
        if table.name in {"blob", "run"} and column.primary_key:
            continue  # other rows hold on to it: the server itself refuses
        with tampering(url, tmp_path, table.name) as raw:
            raw.execute(table.update().values({column.name: _changed(row[column.name])}).where(_same(table, row)))
        with suppress(StoreError), store.reading() as connection:
            select_checked(connection, table, select(table))
            unnoticed.append(column.name)
        with tampering(url, tmp_path, table.name) as raw:
            where = _same(table, row | {column.name: _changed(row[column.name])})
            raw.execute(table.update().values({column.name: row[column.name]}).where(where))
    store.close()
    assert unnoticed == (["at"] if table.name == "blob" else [])


def _same(table: Table, row: Row) -> ColumnElement[bool]:
    return and_(*(column == row[column.name] for column in table.primary_key))


def test_a_heart_beats_while_its_own_round_writes(store: Store, url: str, tmp_path: Path) -> None:
    """A long transaction must not make a living holder look dead from another machine."""
    mine = this_process("bình", "sync")
    other = open_store(url, tmp_path)
    with holding(store, "round", mine, every=60), store.writing() as connection:
        blobs.keep(connection, b"a long round", NOW)
        started = time.monotonic()
        assert beat(other, "round", mine)
        assert time.monotonic() - started < 5
    other.close()


def test_two_who_open_an_empty_database_at_once_make_its_tables_once(postgres: Server, tmp_path: Path) -> None:
    with postgres.database("template0") as url:
        together, failed = threading.Barrier(4), []

        def comer() -> None:
            together.wait()
            try:
                open_store(url, tmp_path).close()
            except StoreError as error:
                failed.append(error)

        comers = [threading.Thread(target=comer) for _ in range(4)]
        for each in comers:
            each.start()
        for each in comers:
            each.join()
        assert failed == []


def test_of_two_rounds_the_second_hears_of_the_first(store: Store, url: str, tmp_path: Path) -> None:
    other = open_store(url, tmp_path)
    with holding(store, "round", this_process("bình", "service")):
        with pytest.raises(LeaseHeldError) as refused, holding(other, "round", this_process("an", "button")):
            pytest.fail("two at once")
        assert refused.value.holder.pid == os.getpid()
    other.close()


def test_any_driver_of_postgresql_that_is_named_is_ours(url: str, tmp_path: Path) -> None:
    for name in ("postgresql", "postgresql+psycopg2"):
        store = open_store(make_url(url).set(drivername=name).render_as_string(), tmp_path)
        assert store.engine.dialect.driver == "psycopg"
        store.close()
