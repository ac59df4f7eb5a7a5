"""Nhận tệp: whatever lies in the inbox is taken in, or named with what to do about it; it stays there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.actions import ACTIONS, Inputs, Result
from macros.desk import Desk, World
from sync.work.office import Office
from tests.work.conftest import laid_out, office  # noqa: F401 the fixtures
from tests.work.offices import JANUARY


def receive(office: Office, opened: list[Path] | None = None) -> Result:  # noqa: F811
    def opener(path: Path) -> bool:
        (opened if opened is not None else []).append(path)
        return True

    return ACTIONS["NhanTep"].act(Desk("NhanTep", "", world=World(opener=opener)), office, Inputs(JANUARY))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("biểu.jpg", "là ảnh, không phải biểu, nên không được đọc. Nhờ đơn vị gửi biểu Excel đã điền."),
        ("BÁO CÁO.DOCX", "là tệp Word, không phải biểu Excel, nên không được đọc."),
        ("công văn.pdf", "là tệp PDF, không phải biểu Excel, nên không được đọc."),
        (
            "các biểu.zip",
            "là tệp nén nên không được đọc. Giải nén, rồi bỏ tệp Excel ở trong vào thư mục “hop-thu-den”.",
        ),
        ("thư.eml", "Mở thư, lưu tệp Excel đính kèm vào thư mục “hop-thu-den”."),
        ("ghi chú.txt", "không phải biểu Excel nên không được đọc."),
    ],
)
def test_what_is_no_form_is_named_and_stays(office: Office, name: str, said: str) -> None:  # noqa: F811
    lies = office.inbox / name
    lies.write_bytes(b"...")
    opened: list[Path] = []
    result = receive(office, opened)
    assert result.done is False
    assert result.sentence.startswith("Chưa có biểu nào để nhận. 1 tệp còn nằm lại hộp thư đến: ")
    assert f"“hop-thu-den/{name}” " in result.sentence
    assert said in result.sentence
    assert (lies.is_file(), opened) == (True, [])


def test_beside_a_form_that_is_taken_every_other_file_has_its_sentence(office: Office) -> None:  # noqa: F811
    shutil.copyfile(office.folder(JANUARY) / "QLKH_BaoCao_2024-01.xlsx", office.inbox / "QLKH.xlsx")
    for name in ("a.jpg", "b.pdf", "hỏng.xlsx"):
        (office.inbox / name).write_bytes(b"...")
    said = receive(office).sentence
    assert said.startswith("Đã nhận 1 tệp. 3 tệp còn nằm lại hộp thư đến: ")
    for name in ("a.jpg", "b.pdf", "hỏng.xlsx"):
        assert said.count(f"hop-thu-den/{name}") == 1
    assert "Tháng 01/2024: đọc" in said
    assert {path.name for path in office.inbox.iterdir()} == {"a.jpg", "b.pdf", "hỏng.xlsx", "da-nhan"}


def test_of_very_many_files_all_are_named(office: Office) -> None:  # noqa: F811
    for number in range(20):
        (office.inbox / f"ảnh {number}.jpg").write_bytes(b"...")
    said = receive(office).sentence
    assert all(f"ảnh {number}.jpg" in said for number in range(20))
    assert len(said) < 1500


def test_an_empty_inbox_is_opened(office: Office) -> None:  # noqa: F811
    opened: list[Path] = []
    assert receive(office, opened).sentence.startswith("Hộp thư đến đang trống")
    assert opened == [office.inbox]
