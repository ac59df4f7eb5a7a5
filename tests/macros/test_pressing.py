"""A click in LibreOffice: what the button's Sub starts, and what the clerk reads in the status cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict, cast

import pytest

from macros.arguments import escaped, unescaped
from macros.sources import button_names
from tests.macros.workbooks import NO_PYTHON, STARTING, Press, press, write_program, write_workbook

pytestmark = pytest.mark.office


class Seen(TypedDict):
    """What the started program saw: its words, and the mode of the pipe's socket where it was told one."""

    argv: list[str]
    pipe: str


def _seen(file: Path) -> Seen:
    return cast(Seen, json.loads(file.read_text(encoding="utf-8")))


def test_every_button_starts_python_with_its_name_and_the_path(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "TongHop.xlsm", write_program(tmp_path / "python.py", tmp_path / "seen-"))
    assert press(Press(str(book), button_names(), str(tmp_path / "seen-"))) == [STARTING]
    for name in button_names():
        assert _seen(tmp_path / f"seen-{name}")["argv"] == ["-P", "-m", "macros.buttons", name, str(book)]


NAMES = ("Báo cáo tháng 01", "Ba\u0301o ca\u0301o", "50% %TEMP%", "'x' \"y\" & =z, ~1 (2)", "𝔹áo 报告")


def test_any_path_reaches_python_letter_for_letter(tmp_path: Path) -> None:
    folder = tmp_path / "Sở KH&CN 'tổng hợp' 100%"
    folder.mkdir()
    presses = []
    for number, name in enumerate(NAMES):
        seen = tmp_path / f"seen{number}"
        book = write_workbook(folder / f"{name}.xlsm", write_program(folder / f"pythôn w{number}", seen))
        presses.append(Press(str(book), ("CapNhat",), str(seen)))
    assert press(*presses) == [STARTING] * len(presses)
    for one in presses:
        argv = _seen(Path(one.seen + "CapNhat"))["argv"]
        assert argv[4].isascii()
        assert (unescaped(argv[4]), argv[4]) == (one.document, escaped(one.document))


def test_without_python_the_status_cell_says_so(tmp_path: Path) -> None:
    missing = write_workbook(tmp_path / "a.xlsm", str(tmp_path / "nowhere" / "pythonw.exe"))
    unset = write_workbook(tmp_path / "b.xlsm", "")
    assert press(Press(str(missing), ("RaSoat",)), Press(str(unset), ("RaSoat",))) == [NO_PYTHON, NO_PYTHON]


def test_the_ods_opens_a_pipe_for_python_and_keeps_its_macros(tmp_path: Path) -> None:
    program = write_program(tmp_path / "python.py", tmp_path / "seen-")
    book = write_workbook(tmp_path / "build.xlsm", program, pipe="baocao")
    ods = tmp_path / "TongHop.ods"
    built = Press(str(book), ("MoKyMoi",), str(tmp_path / "seen-"), store=str(ods))
    saved = Press(str(ods), ("CapNhat", "TaoBaoCao"), str(tmp_path / "seen-"))
    assert press(built, saved) == [STARTING, STARTING]
    pipes = []
    for name, document in (("MoKyMoi", book), ("CapNhat", ods), ("TaoBaoCao", ods)):
        seen = _seen(tmp_path / f"seen-{name}")
        *words, pipe = seen["argv"]
        assert words == ["-P", "-m", "macros.buttons", name, str(document), "--pipe"]
        assert int(seen["pipe"], 8) & 0o022 == 0, "others on the machine could write into the pipe"
        pipes.append(pipe)
    assert pipes[0] != pipes[1] == pipes[2]
    assert pipes[0].startswith("baocao")
