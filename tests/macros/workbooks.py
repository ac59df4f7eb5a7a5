"""A small workbook with the buttons' macros, a program that stands in for Python, and the press of a button."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import pytest
import xlsxwriter

from macros.sources import excel_modules, libreoffice_modules
from macros.vba_project import vba_project

SHEETS = ("TheoDoi", "CauHinh")
STARTING = "Đang khởi động…"
NO_PYTHON = "Chưa chạy được Python: báo phòng công nghệ thông tin."
DEBIAN_PYTHON = "/usr/bin/python3"
# Stands in for pythonw: writes what it was called with, and whether somebody listens on the pipe it was told.
PROGRAM = """#!{python}
import json, os, socket, sys
seen = {{"argv": sys.argv[1:]}}
if "--pipe" in sys.argv:
    name = f"/tmp/OSL_PIPE_{{os.getuid()}}_{{sys.argv[-1]}}"
    socket.socket(socket.AF_UNIX).connect(name)
    seen["pipe"] = oct(os.stat(name).st_mode & 0o777)
with open({seen!r} + ".part", "w", encoding="utf-8") as file:
    json.dump(seen, file)
os.replace({seen!r} + ".part", {seen!r} + sys.argv[4])
"""


@dataclass(frozen=True)
class Press:
    """Buttons to press in a document: which files the program writes (behind `seen` the button's name), where to keep
    the workbook as .ods.
    """

    document: str
    subs: tuple[str, ...]
    seen: str = ""
    store: str = ""


def write_workbook(path: Path, program: str, *, pipe: str = "") -> Path:
    """Write an .xlsm whose buttons start `program`; with a pipe's name, the one for LibreOffice."""
    modules = libreoffice_modules(SHEETS) if pipe else excel_modules(SHEETS)
    book = xlsxwriter.Workbook(str(path))
    project = io.BytesIO(vba_project(modules))
    book.add_vba_project(project, is_stream=True)  # type: ignore[arg-type]  # annotated as a path, documented as both
    book.set_vba_name("ThisWorkbook")
    status, settings = book.add_worksheet("Theo dõi"), book.add_worksheet("_cauhinh")
    status.set_vba_name(SHEETS[0])
    settings.set_vba_name(SHEETS[1])
    settings.hide()
    cells = {
        "baocao_python": program,
        "baocao_pipe": pipe,
        "baocao_starting": STARTING,
        "baocao_no_python": NO_PYTHON,
    }
    for row, (name, text) in enumerate(cells.items()):
        settings.write_string(row, 0, text)
        book.define_name(name, f"='_cauhinh'!$A${row + 1}")
    book.define_name("baocao_status", "='Theo dõi'!$B$2")
    book.close()
    return path


def write_program(path: Path, seen: Path) -> str:
    """Write the program that stands in for Python, and return its path as the workbook is told it."""
    path.write_text(PROGRAM.format(python=sys.executable, seen=str(seen)), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def press(*presses: Press) -> list[str]:
    """Run Subs in LibreOffice and return the status cell after each; skip where there is no LibreOffice with UNO."""
    try:
        subprocess.run([DEBIAN_PYTHON, "-c", "import uno"], check=True, capture_output=True)
        subprocess.run(["soffice", "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no LibreOffice with python3-uno")
    return _driven(presses)


def _driven(presses: Sequence[Press]) -> list[str]:
    done = subprocess.run(
        [DEBIAN_PYTHON, str(Path(__file__).with_name("press.py"))],
        input=json.dumps([asdict(one) for one in presses]),
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return cast("list[str]", json.loads(done.stdout))
