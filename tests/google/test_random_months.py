"""Months at random: whatever goes wrong on the way, nothing is lost, doubled or mixed up, and the end is the same."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.google.months import MARKER, PERIOD, End, month
from tests.google_fake.oauth import Account

STAFF = 2  # ways in which staff go about their month; the storm is another in every run
MANY_STAFF = 10
FEW, SHEETS = 2, 40

_calm: dict[tuple[int, int], End] = {}


def calm(tmp_path: Path, account: Account, count: int, staff: int, patch: pytest.MonkeyPatch) -> End:
    """How a month ends in which nothing goes wrong: the same staff need it once."""
    if (count, staff) not in _calm:
        with month(tmp_path / "calm", account, count, staff, None, patch) as made:
            _calm[count, staff] = made.run()
            assert made.google.faults.met == {}
    return _calm[count, staff]


def weathered(tmp_path: Path, account: Account, count: int, staff: int, seed: int, patch: pytest.MonkeyPatch) -> None:
    """Let a month go by in a storm, and hold its end against what must be."""
    wanted = calm(tmp_path, account, count, staff, patch)
    with month(tmp_path / "storm", account, count, staff, seed, patch) as made:
        end = made.run()
        logs = [path.read_text(encoding="utf-8") for path in made.folder.glob("nhat-ky/*.log*")]
    assert "Traceback" not in "".join(logs)
    print(f"seed {seed}: staff {staff}, {count} spreadsheets, faults {dict(sorted(made.google.faults.met.items()))}")
    for code in made.codes:
        _nothing_lost(end, code)
        _nothing_doubled(end, code)
        _nothing_mixed_up(end, code)
        assert end.books[code] == wanted.books[code], code
    assert end.read == wanted.read
    assert end.versions == wanted.versions


def marks(text: str, code: str) -> set[str]:
    return {found[0] for found in MARKER.finditer(text) if found[1] == code and found[2] != "0"}


def _nothing_lost(end: End, code: str) -> None:
    """All that was typed stands in the division's sheet, and was read from there."""
    assert marks(end.text(code), code) == end.typed[code]
    assert marks(end.read[code], code) == end.typed[code]


def _nothing_doubled(end: End, code: str) -> None:
    """No tab, protected range, named range, entry of metadata or remark stands twice."""
    book = end.books[code]
    assert len(book["namedRanges"]) == 3
    titles = Counter(sheet["properties"]["title"] for sheet in book["sheets"])
    told = Counter(
        (one["metadataKey"], one["metadataValue"])
        for sheet in book["sheets"]
        for one in sheet.get("developerMetadata", [])
        if one["metadataKey"] == "BaoCaoTo"
    )
    assert {*titles.values(), *told.values()} == {1}
    for sheet in book["sheets"]:
        guards = Counter(one["description"] for one in sheet.get("protectedRanges", []))
        rules = Counter(json.dumps(one, sort_keys=True) for one in sheet.get("conditionalFormats", []))
        kinds = Counter(one["metadataKey"] for one in sheet.get("developerMetadata", []))
        assert {*guards.values(), *rules.values(), *kinds.values()} <= {1}, sheet["properties"]["title"]
    keys = Counter(remark_keys(end, code))
    assert keys
    assert set(keys.values()) == {1}


def remark_keys(end: End, code: str) -> list[str]:
    for sheet in end.books[code]["sheets"]:
        told = {one["metadataKey"]: one["metadataValue"] for one in sheet.get("developerMetadata", [])}
        if told.get("BaoCaoTo") == "Ý kiến rà soát" and told["BaoCaoKy"] == PERIOD:
            rows = [row.get("values", []) for row in sheet["data"][0]["rowData"][5:]]
            cells = [row[8].get("userEnteredValue", {}).get("stringValue", "") for row in rows if len(row) > 8]
            return [key for key in cells if key]
    raise AssertionError(code)


def _nothing_mixed_up(end: End, code: str) -> None:
    """No division's words stand in another's sheet, or were read as another's."""
    for text in (end.text(code), end.read[code]):
        assert {found[1] for found in MARKER.finditer(text)} == {code}


@pytest.mark.parametrize("seed", range(6))
def test_a_storm_over_a_small_month_leaves_no_trace(
    tmp_path: Path, account: Account, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    weathered(tmp_path, account, FEW, seed % STAFF, seed, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
def test_a_storm_over_a_month_of_forty_sheets_leaves_no_trace(
    tmp_path: Path, account: Account, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    weathered(tmp_path, account, SHEETS, seed % MANY_STAFF, seed, monkeypatch)
