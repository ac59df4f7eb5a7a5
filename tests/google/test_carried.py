"""What stays asked about when only the language of a spreadsheet is changed: by what a cell is known again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sheets.google.carried import carried
from sheets.google.reader import read_kept
from sheets.grid import Mark

ASKED = {Mark.FOREIGN_BEFORE}


def kept(locale: str, *rows: tuple[int, str, float], kind: str = "NUMBER", spreadsheet: str = "1" * 44) -> bytes:
    """Return a kept form with rows of words and a number."""
    cells: list[Any] = []
    for row, words, number in rows:
        cells.append([row, 1, {"effectiveValue": {"stringValue": words}, "formattedValue": words}])
        told: Any = {"effectiveValue": {"numberValue": number}, "formattedValue": "?", "numberFormat": {"type": kind}}
        cells.append([row, 2, told])
    tab = {"gid": 7, "title": "Chỉ tiêu", "name": "Chỉ tiêu", "cells": cells}
    form = {
        "spreadsheet": spreadsheet,
        "period": "2024-01",
        "locale": locale,
        "zone": "",
        "identity": "",
        "tabs": [tab],
    }
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def marked(data: bytes) -> set[int]:
    """Return the rows whose number is asked about though the language is ours."""
    return {row for (row, column), cell in read_kept(data).grids[0].cells.items() if column == 2 and cell.marks & ASKED}


BEFORE = kept("en_US", (8, "THU", 1.007), (9, "CHI", 2.5))


def test_a_cell_is_known_again_by_its_row_or_by_the_words_of_its_row() -> None:
    assert marked(carried(kept("vi_VN", (8, "THU", 1.007), (9, "CHI", 2.5)), BEFORE)) == {8}
    assert marked(carried(kept("vi_VN", (8, "CHI", 2.5), (9, "THU", 1.007)), BEFORE)) == {9}
    assert marked(carried(kept("vi_VN", (8, "Thu", 1.007), (20, "CHI", 1.007)), BEFORE)) == {8}


def test_what_was_typed_anew_or_in_another_spreadsheet_is_not_asked_about() -> None:
    for form in (kept("vi_VN", (8, "THU", 1007)), kept("vi_VN", (8, "THU", 1.007), spreadsheet="2" * 44)):
        assert carried(form, BEFORE) == form


def test_the_mark_goes_from_version_to_version_and_ends_with_the_value() -> None:
    ours = kept("vi_VN", (8, "THU", 1.007), (9, "CHI", 2.5))
    first = carried(ours, BEFORE)
    assert carried(ours, first) == first
    assert marked(carried(kept("vi_VN", (8, "THU", 1.007), (9, "CHI", 3)), first)) == {8}
    assert marked(carried(kept("vi_VN", (8, "THU", 1007)), first)) == set()


@pytest.mark.parametrize("before", [b"", b"PK\x03\x04", kept("vi_VN", (8, "THU", 1.007))])
def test_a_form_without_a_foreign_version_before_it_stays_as_it_came(before: bytes) -> None:
    form = kept("vi_VN", (8, "THU", 1.007))
    assert carried(form, before) == form


def test_a_day_whose_month_may_be_its_day_stays_asked_about() -> None:
    """45968 is 07/11/2025, which an American sheet makes of "11/7/2025"."""
    before = kept("en_US", (8, "Ngày duyệt", 45968), kind="DATE")
    assert marked(carried(kept("vi_VN", (8, "Ngày duyệt", 45968), kind="DATE"), before)) == {8}


def test_a_sheet_that_is_still_foreign_asks_of_itself() -> None:
    form = kept("en_GB", (8, "THU", 1.007))
    assert carried(form, BEFORE) == form
