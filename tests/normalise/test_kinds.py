"""Of which kind a cited document is: the word before its number, or the one the symbol speaks for."""

from __future__ import annotations

import pytest

from sync.normalise.citations import find_citations
from tests.normalise.cited import only


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thông báo kết luận số 12/TB-VP", "thông báo"),
        ("Thông báo ý kiến kết luận số 12/TB-VP", "thông báo"),
        ("Thông báo Kết luận thanh tra số 12/TB-TTr", "thông báo"),
        ("Kết luận thanh tra số 12/KL-TTr", "kết luận"),
        ("Hợp đồng số 15/2025/HĐ-SKHCN", "hợp đồng"),
        ("Phụ lục hợp đồng số 01/PLHĐ", "phụ lục hợp đồng"),
        ("Đơn đề nghị số 14/ĐN-HTX", "đơn đề nghị"),
        ("Giấy đề nghị số 14/GĐN-HTX", "giấy đề nghị"),
        ("Phiếu đề nghị số 5/PĐN-VP", "phiếu đề nghị"),
        ("Công lệnh số 3/CL-VP", "công lệnh"),
        ("Lệnh số 03/2025/L-CTN", "lệnh"),
        ("Văn bản hợp nhất số 07/VBHN-VPQH", "văn bản hợp nhất"),
        ("Biên bản nghiệm thu số 03/BBNT", "biên bản"),
    ],
)
def test_the_kind_is_that_of_the_word_the_symbol_agrees_with(text: str, kind: str) -> None:
    assert only(f"{text} ngày 2/11/2025").kind == kind


@pytest.mark.parametrize("text", ["Phiếu kết quả thử nghiệm số 0125/KQTN ngày 9/1/2024", "Phụ lục số 01", "Mẫu số 3"])
def test_forms_and_results_are_no_documents(text: str) -> None:
    assert find_citations(text) == []
