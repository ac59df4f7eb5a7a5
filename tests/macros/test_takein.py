"""What was typed on Theo dõi is counted where something came of it, and there alone."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from macros.layout import DIVISIONS
from macros.quick import xw
from macros.tables import Line, Place
from macros.takein import Read, _take_divisions
from sync.work.decide import judge
from tests.macros.built import january_office
from tests.work.offices import JANUARY


def typed(code: str, **cells: str) -> Read:
    columns = {column.key: at for at, column in enumerate(DIVISIONS.columns, start=1)}
    place = Place(DIVISIONS, cast(xw.Sheet, None), DIVISIONS.heading_row, columns, DIVISIONS.heading_row)
    row = Line(21, {column.key: {"code": code, **cells}.get(column.key, "") for column in DIVISIONS.columns})
    return Read(place, (row,))


def test_a_no_where_the_division_is_waited_for_already_is_no_change(tmp_path: Path) -> None:
    with january_office(tmp_path / "sở") as office:
        no = typed("QLCN", without="Không", reason="đã gửi")
        assert _take_divisions(office, JANUARY, no) == 0
        assert _take_divisions(office, JANUARY, typed("QLCN", without="Có", reason="xin gửi sau")) == 1
        assert judge(office, JANUARY).without == {"QLCN"}
        assert _take_divisions(office, JANUARY, no) == 1
        assert judge(office, JANUARY).without == frozenset()
        assert _take_divisions(office, JANUARY, no) == 0
