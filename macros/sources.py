"""The VBA sources of the workbook, as modules of a project."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.vba_project import Module

FOLDER = Path(__file__).parent / "vba"
WORKBOOK = "ThisWorkbook"  # the code name that XlsxWriter and Excel give the workbook
NAME_LINE = re.compile(r'Attribute VB_Name = "(\w+)"')
BUTTON = re.compile(r"^Public Sub (\w+)\(\)", re.MULTILINE)


def excel_modules(sheets: Iterable[str]) -> tuple[Module, ...]:
    """Return the modules of TongHop.xlsm; `sheets` are the sheets' code names, in their order."""
    documents = (Module(WORKBOOK, "workbook"), *(Module(sheet, "sheet") for sheet in sheets))
    return (*documents, _standard("Buttons"))


def libreoffice_modules(sheets: Iterable[str]) -> tuple[Module, ...]:
    """Return the modules of the workbook that TongHop.ods is converted from: one more opens a pipe for Python."""
    return (*excel_modules(sheets), _standard("Acceptor"))


def button_names() -> tuple[str, ...]:
    """Return the names of the Subs that buttons run, in the order of the source."""
    return tuple(BUTTON.findall(_standard("Buttons").source))


def _standard(name: str) -> Module:
    """Read a .bas file; its first line names it, as Excel's editor wants it when the file is imported by hand."""
    first, *rest = (FOLDER / f"{name}.bas").read_text(encoding="ascii").splitlines()
    named = NAME_LINE.fullmatch(first)
    if named is None or named[1] != name:
        raise ValueError(f"{name}.bas does not begin with its name")
    return Module(name, "standard", "".join(f"{line}\n" for line in rest))
