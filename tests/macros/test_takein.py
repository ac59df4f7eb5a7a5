"""What was typed on Theo dõi is counted where something came of it, and there alone."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from macros.actions import Result
from macros.layout import DIVISIONS
from macros.pressing import _with_saved
from macros.quick import xw
from macros.tables import Line, Place
from macros.takein import Read, TakenIn, _take_divisions
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


def test_what_was_saved_and_what_there_is_to_say_of_it_are_a_space_apart() -> None:
    told = _with_saved(Result(""), TakenIn(2, told="Biểu tháng 02/2024 còn lời văn cũ."))
    assert told == "Đã lưu 2 thay đổi vừa gõ. Biểu tháng 02/2024 còn lời văn cũ."
    assert _with_saved(Result("Đã chốt."), TakenIn(1, 1)) == (
        "Đã lưu 1 thay đổi vừa gõ. 1 ý kiến vừa chấp nhận nay không còn nữa. Đã chốt."
    )
    assert _with_saved(Result(""), TakenIn()) == ""
