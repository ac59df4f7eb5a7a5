"""What a round has read and checked is kept for the next command; without it, or with it broken, the same is said."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.road.conftest import Desk

FEBRUARY = ("--period", "2024-02", "--format", "json")


def _findings(desk: Desk) -> object:
    return desk.say("check", *FEBRUARY).json["findings"]


def _report(desk: Desk) -> bytes:
    made = desk.say("report", "--draft", *FEBRUARY).json["docx"]
    with zipfile.ZipFile(Path(made)) as docx:
        return docx.read("word/document.xml") + docx.read("word/footnotes.xml")


def _change(desk: Desk, sql: str) -> int:
    with sqlite3.connect(desk.folder / "baocao.db") as raw:
        changed = raw.execute(sql).rowcount
        raw.commit()
    raw.close()
    return changed


@pytest.fixture
def read(desk: Desk) -> Desk:
    """The office after a round of each period."""
    for period in ("2024-01", "2024-02"):
        desk.say("sync", "--period", period)
    return desk


def test_a_report_neither_reads_nor_checks_again(read: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _findings(read)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sync.reading.parse.parse", never)
    monkeypatch.setattr("sync.checks.run.check_round", never)
    assert _findings(read) == before
    assert read.say("report", "--draft", *FEBRUARY).json["docx"]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM derived",
        "UPDATE derived SET body = x'789c'",
        "UPDATE derived SET body = zeroblob(length(body))",
        "UPDATE derived SET body = 'chữ'",
        "UPDATE derived SET key = 'another product'",
        "UPDATE derived SET body = (SELECT body FROM derived WHERE division = '')",
    ],
)
def test_without_it_or_with_it_broken_the_same_is_said_and_printed(read: Desk, sql: str) -> None:
    findings, printed = _findings(read), _report(read)
    assert _change(read, sql)
    assert _findings(read) == findings
    assert _report(read) == printed


def test_a_form_that_comes_anew_is_read_anew(read: Desk) -> None:
    before = _findings(read)
    read.form("TTKT", "2024-02").unlink()
    read.say("sync", *FEBRUARY)
    assert _findings(read) != before


def test_a_config_that_changes_is_heeded(read: Desk) -> None:
    config = read.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert _findings(read) == []
    config.write_text(
        text.replace("số phương tiện đo", "phương tiện đo").replace("due_divisions: ", "due_divisions: 1 #")
    )
    assert {found["code"] for found in read.say("check", *FEBRUARY).json["findings"]} >= {"late"}
