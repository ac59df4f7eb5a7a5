"""The example's own forms, read as they lie there, pass every check of form and cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sheets.excel.reader import read_books
from sheets.grid import Book
from sync.checks.run import check_round
from sync.model.config_file import load_config
from sync.model.finding import Finding
from sync.model.material import Round, Standing
from sync.model.period import Period, parse_period
from sync.model.records import Submission
from sync.reading.outline import office_submission
from sync.reading.parse import parse

ROOT = Path(__file__).parents[2]
CONFIG = load_config(ROOT / "config.yaml")


def submissions(period: Period) -> dict[str, Submission]:
    codes = [division.code for division in CONFIG.divisions_of(period)]
    paths = [ROOT / "examples" / period.code / f"{code}_BaoCao_{period.code}.xlsx" for code in codes]
    books = [book for _, book in read_books(paths)]
    return {
        code: parse(book, CONFIG, code, period)
        for code, book in zip(codes, books, strict=True)
        if isinstance(book, Book)
    }


@pytest.fixture(scope="module")
def findings() -> dict[str, tuple[Finding, ...]]:
    history: dict[str, tuple[Submission, ...]] = {}
    found = {}
    for period in map(parse_period, ("2024-01", "2024-02")):
        read = submissions(period)
        standings = tuple(Standing(code, "submitted") for code in read)
        office = office_submission(CONFIG, period)
        this = Round(CONFIG, period, dt.date(2024, 3, 1), standings, read, office, dict(history))
        found[period.code] = check_round(this)
        assert len(read) == len(CONFIG.divisions)
        history = {code: (submission, *history.get(code, ())) for code, submission in read.items()}
    return found


@pytest.mark.parametrize("period", ["2024-01", "2024-02"])
def test_nothing_keeps_the_final_report_back(findings: dict[str, tuple[Finding, ...]], period: str) -> None:
    assert [f.code for f in findings[period] if f.severity == "error"] == []
