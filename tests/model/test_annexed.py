"""Which texts of the outline point to the report's own annex."""

from __future__ import annotations

import unicodedata

import pytest

from sync.model.annexed import points_to_annex

OWN = [
    "(Chi tiết theo phụ lục kèm theo).",
    "Chi tiết tại Phụ lục II đính kèm.",
    "(Có danh mục kèm theo)",
    "(Số liệu theo biểu kèm theo báo cáo này)",
    "Danh sách nhiệm vụ nêu ở PHỤ LỤC.",
]
OTHERS = [
    "Thực hiện theo Phụ lục II ban hành kèm theo Quyết định số 12/QĐ-UBND.",
    "Lập biểu theo Phụ lục số 3 Thông tư 06/2018/TT-BKHCN.",
    "Tiếp tục theo dõi các nhiệm vụ.",
    "",
]


@pytest.mark.parametrize("text", OWN)
def test_it_points_to_the_annex_however_it_was_typed(text: str) -> None:
    assert points_to_annex(text)
    assert points_to_annex(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", OTHERS)
def test_the_annex_of_another_document_is_not_ours(text: str) -> None:
    assert not points_to_annex(text)


def test_it_points_to_ours_beside_that_of_another() -> None:
    assert points_to_annex("Theo Phụ lục I của Nghị định 30/2020/NĐ-CP (chi tiết theo phụ lục kèm theo).")
