"""A click in LibreOffice: what the button's Sub starts, and what the clerk reads in the status cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.arguments import escaped, unescaped
from macros.sources import button_names
from tests.macros.workbooks import NO_PYTHON, STARTING, Press, press, write_program, write_workbook

pytestmark = pytest.mark.office


def test_every_button_starts_python_with_its_name_and_the_path(tmp_path: Path) -> None:
    presses = []
    for name in button_names():
        seen = tmp_path / name
        own = write_workbook(tmp_path / f"{name}.xlsm", write_program(tmp_path / f"{name}.py", seen))
        presses.append(Press(str(own), name, str(seen)))
    assert press(*presses) == [STARTING] * len(presses)
    for one in presses:
        argv = json.loads(Path(one.seen).read_text(encoding="utf-8"))["argv"]
        assert argv == ["-P", "-m", "macros.buttons", one.sub, one.document]


NAMES = ("Báo cáo tháng 01", "Ba\u0301o ca\u0301o", "50% %TEMP%", "'x' \"y\" & =z, ~1 (2)", "𝔹áo 报告")


def test_any_path_reaches_python_letter_for_letter(tmp_path: Path) -> None:
    folder = tmp_path / "Sở KH&CN 'tổng hợp' 100%"
    folder.mkdir()
    presses = []
    for number, name in enumerate(NAMES):
        seen = tmp_path / f"seen{number}"
        book = write_workbook(folder / f"{name}.xlsm", write_program(folder / f"pythôn w{number}", seen))
        presses.append(Press(str(book), "CapNhat", str(seen)))
    assert press(*presses) == [STARTING] * len(presses)
    for one in presses:
        argv = json.loads(Path(one.seen).read_text(encoding="utf-8"))["argv"]
        assert argv[4].isascii()
        assert (unescaped(argv[4]), argv[4]) == (one.document, escaped(one.document))


def test_without_python_the_status_cell_says_so(tmp_path: Path) -> None:
    missing = write_workbook(tmp_path / "a.xlsm", str(tmp_path / "nowhere" / "pythonw.exe"))
    unset = write_workbook(tmp_path / "b.xlsm", "")
    assert press(Press(str(missing), "RaSoat"), Press(str(unset), "RaSoat")) == [NO_PYTHON, NO_PYTHON]


def test_the_ods_opens_a_pipe_for_python_and_keeps_its_macros(tmp_path: Path) -> None:
    program = write_program(tmp_path / "python.py", tmp_path / "seen")
    book = write_workbook(tmp_path / "TongHop.xlsm", program, pipe="baocao")
    ods = tmp_path / "TongHop.ods"
    first = press(Press(str(book), "MoKyMoi", str(tmp_path / "seen"), store=str(ods)))
    (tmp_path / "seen").unlink()
    again = press(Press(str(ods), "TaoBaoCao", str(tmp_path / "seen")))
    assert first == again == [STARTING]
    seen = json.loads((tmp_path / "seen").read_text(encoding="utf-8"))
    assert seen["argv"][:6] == ["-P", "-m", "macros.buttons", "TaoBaoCao", str(ods), "--pipe"]
    assert seen["argv"][6].startswith("baocao")
    assert int(seen["pipe"], 8) & 0o022 == 0, "others on the machine could write into the pipe"
