"""A bit turned in the store is named by doctor and reaches no report (samples).

`python -m tests.faults.flips` turns a thousand, `--columns` one of every column.
"""

from __future__ import annotations

import random

import pytest

from sync.store.schema import metadata
from tests.faults import flips
from tests.faults.flips import Whole, flipped, restore


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return flips.whole(tmp_path_factory.mktemp("whole"))


def test_bits_anywhere_are_named_and_reach_no_report(whole: Whole) -> None:
    chance = random.Random(4)
    found = [
        flipped(whole, chance.randrange(len(whole.data)), chance.randrange(8), print_always=False) for _ in range(25)
    ]
    assert found.count("value") > 10


@pytest.mark.parametrize(("table", "column"), [("version", "period"), ("edit", "period"), ("version", "source")])
def test_a_bit_of_a_column_is_named_with_its_row(whole: Whole, table: str, column: str) -> None:
    at = [each.name for each in metadata.tables[table].columns].index(column)
    rowid, row = next(iter(whole.rows[table].items()))
    digest = row[-1]
    value = row[at]
    assert isinstance(digest, bytes)
    assert isinstance(value, bytes)
    ends = whole.data.index(digest)  # a row's values lie before its digest, which is the last of them
    place = whole.data.rindex(value, ends - 1000, ends)
    restore(whole.store, whole.data)
    assert flipped(whole, place + len(value) - 1, 0) == "value", rowid


def test_the_whole_store_is_well(whole: Whole) -> None:
    restore(whole.store, whole.data)
    found = flips.doctor(whole.bureau)
    assert found is not None
    assert [each.code for each in found if each.state != "ok"] == []
