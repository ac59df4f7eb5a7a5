"""The VBA sources: ASCII that Excel's editor imports by hand, one Sub a button, nothing else in the open."""

from __future__ import annotations

import re

import pytest

from macros.sources import FOLDER, button_names, excel_modules, libreoffice_modules

SOURCES = sorted(FOLDER.glob("*.bas"))


def test_the_buttons() -> None:
    assert button_names() == (
        "MoKyMoi",
        "NhanTep",
        "CapNhat",
        "RaSoat",
        "TaoBaoCao",
        "MoBaoCao",
        "ChotSoLieu",
        "MoLai",
        "GhiSo",
        "LuuBienTap",
    )


def test_each_sub_starts_python_under_its_own_name() -> None:
    (buttons,) = (module for module in excel_modules(()) if module.name == "Buttons")
    subs = re.findall(r'^Public Sub (\w+)\(\)\n    StartPython "(\w+)"\nEnd Sub$', buttons.source, re.MULTILINE)
    assert subs == [(name, name) for name in button_names()]
    assert len(re.findall(r"^Public ", buttons.source, re.MULTILINE)) == len(subs)


def test_the_modules_of_each_build() -> None:
    kinds = [(module.name, module.kind) for module in libreoffice_modules(["TheoDoi", "CauHinh"])]
    assert kinds == [
        ("ThisWorkbook", "workbook"),
        ("TheoDoi", "sheet"),
        ("CauHinh", "sheet"),
        ("Buttons", "standard"),
        ("Acceptor", "standard"),
    ]
    assert [module.name for module in excel_modules(["TheoDoi"])] == ["ThisWorkbook", "TheoDoi", "Buttons"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_can_be_imported_by_hand(path: object) -> None:
    """Excel's editor takes a .bas with CRLF, its name first, lines of at most 1,023 letters, ASCII on any machine."""
    data = FOLDER.joinpath(str(path)).read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    assert data.startswith(b'Attribute VB_Name = "')
    assert max(map(len, data.splitlines())) <= 1023
    assert b"#If" not in data, "LibreOffice runs both branches"
    assert b"MsgBox" not in data, "Vietnamese would turn to question marks"
