"""What LibreOffice's cells mean, and addresses of links: no LibreOffice needed."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.libreoffice import bridge
from macros.libreoffice.bridge import UnoError
from macros.libreoffice.links import from_link, to_link
from macros.libreoffice.values import DATE, LOGICAL, TEXT, Patch, lines, read, runs, written
from sync.model.messages import sentence

ZERO = dt.date(1899, 12, 30)
GENERAL = 16


def test_a_number_is_what_its_format_says() -> None:
    patches = [Patch(0, 0, 0, 0, GENERAL), Patch(0, 1, 0, 1, DATE), Patch(0, 2, 0, 3, LOGICAL), Patch(0, 4, 0, 5, DATE)]
    row = (45296.0, 45296.5, 1.0, 5.0, "05/01/2024", None)
    assert read([row], patches, ZERO) == [[45296.0, dt.datetime(2024, 1, 5, 12), True, 5.0, "05/01/2024", None]]


def test_a_number_that_is_no_day_stays_a_number() -> None:
    assert read([(1e9, -1e9)], [Patch(0, 0, 0, 1, DATE)], ZERO) == [[1e9, -1e9]]


def test_the_documents_own_day_zero_counts() -> None:
    assert read([(1.0,)], [Patch(0, 0, 0, 0, DATE)], dt.date(1904, 1, 1)) == [[dt.datetime(1904, 1, 2)]]


@given(
    moment=st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31)),
    zero=st.sampled_from([ZERO, dt.date(1904, 1, 1)]),
)
def test_a_moment_comes_back_to_the_millisecond(moment: dt.datetime, zero: dt.date) -> None:
    plan = written([[moment]], [Patch(0, 0, 0, 0, GENERAL)], zero)
    [[back]] = read(plan.rows, [Patch(0, 0, 0, 0, DATE)], zero)
    assert isinstance(back, dt.datetime)
    assert abs(back - moment) <= dt.timedelta(milliseconds=1)


def test_only_what_would_be_taken_for_something_else_is_typed() -> None:
    row = ["Hướng dẫn", "=A1", "03", "- x", "true", "trueness", ""]
    plan = written([row], [Patch(0, 0, 0, 6, GENERAL)], ZERO)
    assert [text for _, _, text in plan.typed] == ["=A1", "03", "- x", "true"]
    assert written([row], [Patch(0, 0, 0, 6, TEXT)], ZERO).typed == ()


def test_dates_and_truth_values_bring_their_format_where_there_is_none() -> None:
    row = [dt.date(2024, 1, 5), True, dt.datetime(2024, 1, 5, 8)]
    plan = written([row], [Patch(0, 0, 0, 2, GENERAL)], ZERO)
    assert [code for _, _, code in plan.formats] == ["DD/MM/YYYY", "BOOLEAN", "DD/MM/YYYY HH:MM"]
    assert written([[row[0]]], [Patch(0, 0, 0, 0, DATE)], ZERO).formats == ()


def test_what_no_cell_can_hold_is_refused() -> None:
    assert written([[None, Decimal("2.5"), float("nan")]], [], ZERO).rows == (("", 2.5, ""),)
    with pytest.raises(TypeError):
        written([[object()]], [], ZERO)


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 4)), st.text(max_size=2)))
def test_runs_are_columns_of_neighbours_and_lose_nothing(cells: dict[tuple[int, int], str]) -> None:
    found = list(runs([(row, column, text) for (row, column), text in cells.items()]))
    back = {(row + down, column): text for row, column, texts in found for down, text in enumerate(texts)}
    assert back == cells
    assert not {(row + len(texts), column) for row, column, texts in found} & cells.keys()


@given(st.text())
def test_lines_break_in_one_way(text: str) -> None:
    assert "\r" not in lines(text)
    assert lines(lines(text)) == lines(text)
    assert lines(text).split("\n") == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\\x00'!"), min_size=1, max_size=20)


@given(name=NAMES.filter(lambda name: name.strip(".") == name and ":" not in name), tab=NAMES)
def test_a_link_to_a_file_and_a_place_in_it_comes_back(name: str, tab: str) -> None:
    path = str(Path("/srv/Sở KH&CN") / name)
    for address in (f"{path}#'{tab}'!C5", f"#'{tab}'!C5"):
        assert from_link(to_link(address, Path("/srv"))) == address


def test_a_file_with_a_hash_in_its_name_is_a_file() -> None:
    link = to_link("/srv/báo cáo #1.docx", Path("/srv"))
    assert link == "file:///srv/b%C3%A1o%20c%C3%A1o%20%231.docx"
    assert from_link(link) == "/srv/báo cáo #1.docx"


def test_a_python_that_libreoffice_was_not_made_for_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = tmp_path / "libpyuno.so"
    library.write_bytes(b"\x7fELF\0libpython3.9.so.1.0\0")
    monkeypatch.setattr(bridge, "_LIBRARIES", (str(library),))
    bridge.uno.cache_clear()
    with pytest.raises(UnoError) as told:
        bridge.uno()
    bridge.uno.cache_clear()
    what, _ = sentence(told.value.code, told.value.facts)
    assert "Python 3.9" in what


def test_a_machine_without_the_bridge_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(sys.path)
    monkeypatch.setattr(bridge, "_LIBRARIES", ())
    monkeypatch.setattr(bridge, "_MODULES", ())
    monkeypatch.setitem(sys.modules, "uno", None)
    bridge.uno.cache_clear()
    with pytest.raises(UnoError) as told:
        bridge.uno()
    bridge.uno.cache_clear()
    assert sentence(told.value.code, told.value.facts)
    assert sys.path == before


def test_the_quick_import_takes_nothing_heavy_and_hides_nothing_afterwards() -> None:
    program = (
        "import sys; import macros.quick; heavy = {'pandas', 'numpy', 'matplotlib', 'PIL', 'polars'};"
        "print(sorted(heavy & sys.modules.keys())); import pandas; print(pandas.__name__)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.split() == ["[]", "pandas"]
