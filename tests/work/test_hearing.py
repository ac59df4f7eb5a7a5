"""What copies that were sent back say: the one saved last, and nothing that was said and taken over since."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets.grid import Place
from sheets.remark import Answer
from sync.model.records import Confirmation
from sync.work.hearing import from_copies


def at(day: int) -> dt.datetime:
    return dt.datetime(2024, 1, day, tzinfo=dt.UTC)


def copy(day: int, answer: str, reason: str = "") -> tuple[dt.datetime, list[Answer]]:
    return at(day), [Answer("k1", answer, reason, Place("Ý kiến rà soát", 6, 7))]


def said(day: int, answer: str, medium: str = "copy") -> Confirmation:
    return Confirmation("k1", "", "Nguyễn Thị A", at(day), answer, "QLCN", medium)


@pytest.mark.parametrize(
    ("copies", "recorded", "heard"),
    [
        pytest.param([copy(3, "Đã sửa")], [], ["Đã sửa"], id="a first answer"),
        pytest.param([copy(3, "")], [], [], id="a blank one"),
        pytest.param([copy(3, "", "vì thế")], [], [""], id="a reason alone"),
        pytest.param([copy(4, "B"), copy(3, "A")], [], ["B"], id="the copy that was saved last, in whatever order"),
        pytest.param([copy(4, ""), copy(3, "A")], [], ["A"], id="a blank one takes nothing back"),
        pytest.param([copy(3, "A")], [said(5, "A")], [], id="what was heard"),
        pytest.param([copy(3, "A"), copy(4, "B")], [said(5, "B")], [], id="what was heard and what it took over"),
        pytest.param(
            [copy(3, "A")], [said(2, "A", "beside"), said(5, "", "beside")], [], id="what was taken back since"
        ),
        pytest.param([copy(6, "A")], [said(2, "A"), said(5, "B")], ["A"], id="the same again, saved after another one"),
        pytest.param([copy(3, "A")], [said(5, "B", "beside")], ["A"], id="one that comes late and was never heard"),
    ],
)
def test_what_is_news_in_copies(
    copies: list[tuple[dt.datetime, list[Answer]]], recorded: list[Confirmation], heard: list[str]
) -> None:
    assert [each.answer for each in from_copies(copies, recorded, "QLCN")] == heard
    assert from_copies(copies, [], "VP") == from_copies(copies, recorded, "VP")
