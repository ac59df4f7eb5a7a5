"""A bit that turns in the store is noticed when it is read: nothing wrong ever reaches a report."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, select

from sync.model.edits import Edit
from sync.model.finding import Finding
from sync.model.records import Acceptance, Confirmation
from sync.store import answers, blobs, clerk, facts, service
from sync.store.engine import StoreError, open_store
from sync.store.rows import Row, select_checked
from sync.store.schema import FACTS

NOW = dt.datetime(2024, 1, 18, 9, 30, tzinfo=dt.UTC)
FLIPS = 150

Read = Callable[[Connection], object]
READERS: dict[str, Read] = {
    "blob": lambda c: blobs.bytes_of(c, _digest(c)),
    "book": lambda c: blobs.cells_of(c, [_digest(c)]),
    "run": lambda c: facts.latest_run(c, "2024-01"),
    "run_order": lambda c: facts.latest_run(c, "2024-01"),
    "version": lambda c: facts.versions(c, "2024-01"),
    "sighting": lambda c: facts.sightings(c, "run-1"),
    "sighting_fact": lambda c: facts.sightings(c, "run-1"),
    "acceptance": lambda c: clerk.acceptances(c, "2024-01"),
    "report": lambda c: facts.reports(c, "2024-01"),
    "confirmation": lambda c: answers.confirmations(c, "2024-01"),
    "feedback": lambda c: answers.writings(c, "2024-01"),
    "line": lambda c: clerk.lines(c, "2024-01"),
    "edit": lambda c: clerk.edits(c, "2024-01"),
    "lock": lambda c: clerk.locks(c, "2024-01"),
    "issue": lambda c: clerk.issued(c, "2024-01"),
    "notice": lambda c: service.notices(c, "2024-01"),
    "event": lambda c: service.events(c, "backup", 9),
}


def _digest(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT digest FROM book").scalar())


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A folder with a store that holds a fact of every kind; return the folder."""
    fill("baocao.db", tmp_path)
    with sqlite3.connect(tmp_path / "baocao.db") as raw:
        raw.execute("PRAGMA journal_mode=DELETE")  # everything in the one file
    raw.close()
    return tmp_path


def fill(url: str, folder: Path) -> None:
    """Make a store that holds a fact of every kind."""
    store = open_store(url, folder)
    with store.writing() as connection:
        config, form, docx = (blobs.keep(connection, data, NOW) for data in (b"name: x", b"form" * 900, b"docx" * 900))
        blobs.keep_cells(connection, form, 1, b"cells" * 100)
        facts.add_run(connection, facts.Run("run-1", "2024-01", NOW, "bình", "0.1.0", config))
        facts.add_version(connection, facts.Version("QLCN", "2024-01", 0, form, "a.xlsx", NOW, NOW, 1, "run-1"))
        refused = {"account": "baocao@so.vn"}
        sightings = [
            facts.Sighting("run-1", "2024-01", "QLCN", "a.xlsx", form, "", NOW),
            facts.Sighting("run-1", "2024-01", "VP", "Google: VP", None, "google-not-shared", NOW, refused),
        ]
        facts.add_sightings(connection, sightings)
        found = Finding("0a1b", "required", "error", "division", "QLCN", form, None, (("heading", "Nội dung"),))
        facts.log_findings(connection, "run-1", "2024-01", [found])
        clerk.accept(connection, "2024-01", [Acceptance("a", "đúng", "bình", NOW)])
        made = facts.Made(
            "2024-01", 1, False, "", "b.docx", "s.xlsx", docx, None, config, config, "0", {"a": 1}, NOW, "b"
        )
        facts.add_report(connection, made)
        answers.confirm(connection, "2024-01", [Confirmation("0a1b", "đúng", "an", NOW, "Đúng", "QLCN", "inside")])
        answers.add_writing(
            connection, answers.Writing("2024-01", "QLCN", "inside", "a.xlsx", form, docx, "0" * 64, NOW)
        )
        clerk.add_lines(connection, "QLCN", "2024-01", form, {"d0": "d1"})
        clerk.add_edits(connection, "2024-01", [Edit("e1", "d1", "text", "cũ", "mới", "bình", NOW)])
        clerk.add_lock(connection, clerk.Lock("2024-01", True, "đủ", config, {"QLCN": form}, "bình", NOW))
        clerk.add_issue(connection, clerk.Issue("2024-01", "05", NOW.date(), 1, "ky.docx", docx, "bình", NOW))
        service.add_notice(connection, service.Notice("2024-01", "QLCN", "2024-01:QLCN:due", "begun", NOW))
        service.add_event(connection, service.Event("backup", "", "b1", NOW, {"ok": True}))
    store.close()


def _everything(folder: Path) -> dict[str, list[Row]]:
    store = open_store("baocao.db", folder)
    try:
        with store.reading() as connection:
            found = {table.name: select_checked(connection, table, select(table)) for table in FACTS}
    finally:
        store.close()
    for row in found["blob"]:
        del row["at"]  # when bytes were first kept is told to nobody and has no digest
    return found


def _code(folder: Path) -> str:
    """Return why reading everything is refused, "" where it is not."""
    try:
        _everything(folder)
    except StoreError as error:
        return error.code
    return ""


def test_every_kind_of_fact_is_there_to_be_damaged(filled: Path) -> None:
    assert all(_everything(filled).values())


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)
def test_a_value_changed_in_any_column_is_noticed(filled: Path, table: Table) -> None:
    whole, unnoticed = (filled / "baocao.db").read_bytes(), []
    for column in table.c:
        if column.name == "id" and table.name != "run":
            continue  # the row's number is SQLite's own
        (filled / "baocao.db").write_bytes(whole)
        with sqlite3.connect(filled / "baocao.db") as raw:
            raw.execute(f"DROP TRIGGER {table.name}_no_update")
            old = raw.execute(f"SELECT {column.name} FROM {table.name}").fetchone()[0]
            only_one = f"WHERE rowid = (SELECT min(rowid) FROM {table.name})"
            raw.execute(f"UPDATE {table.name} SET {column.name} = ? {only_one}", (_changed(old),))
        raw.close()
        if _code(filled) != "store-damaged":
            unnoticed.append(column.name)
    assert unnoticed == (["at"] if table.name == "blob" else [])


def _changed(value: object) -> object:
    match value:
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case int():
            return value + 1
        case str():
            return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
        case _:
            return "0" * 64


@pytest.mark.parametrize("table", READERS)
def test_what_is_asked_of_a_damaged_table_is_refused(filled: Path, table: str) -> None:
    column = {
        "blob": "bytes",
        "book": "cells",
        "run": "who",
        "run_order": "run",
        "version": "source",
        "sighting": "source",
        "sighting_fact": "body",
        "line": "body",
    }.get(table, "at")
    with sqlite3.connect(filled / "baocao.db") as raw:
        raw.execute(f"DROP TRIGGER {table}_no_update")
        raw.execute(f"UPDATE {table} SET {column} = CAST({column} AS BLOB) || x'21'")
    raw.close()
    store = open_store("baocao.db", filled)
    with pytest.raises(StoreError, match="store-damaged"), store.reading() as connection:
        READERS[table](connection)
    store.close()


def test_a_text_that_a_flip_made_unreadable_is_damage_too(filled: Path) -> None:
    with sqlite3.connect(filled / "baocao.db") as raw:
        raw.execute("DROP TRIGGER acceptance_no_update")
        raw.execute("UPDATE acceptance SET reason = CAST(x'c3' AS TEXT)")
    raw.close()
    with pytest.raises(StoreError, match="store-damaged"):
        _everything(filled)


def test_bits_turned_anywhere_in_the_file_give_the_same_facts_or_a_refusal(filled: Path) -> None:
    path, chosen = filled / "baocao.db", random.Random(2024)
    whole, expected = path.read_bytes(), _everything(filled)
    refused = 0
    for _ in range(FLIPS):
        for left in filled.glob("baocao.db*"):
            left.unlink()
        data = bytearray(whole)
        data[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)
        path.write_bytes(data)
        try:
            assert _everything(filled) == expected
        except StoreError:
            refused += 1
    assert refused > FLIPS / 20
