"""The status cell written without xlwings, for when the program itself cannot start."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.layout import STATUS
from sync.model.messages.buttons import NO_SENTENCE


def tell(path: str, pipe: str) -> None:
    """Say in the workbook's status cell that the program did not start; raises what the spreadsheet program does."""
    if pipe:
        _tell_libreoffice(path, pipe)
    elif sys.platform == "win32":
        import importlib

        book = importlib.import_module("win32com.client").GetObject(path)
        book.Names(STATUS).RefersToRange.Cells(1, 1).Value = NO_SENTENCE


def _tell_libreoffice(path: str, pipe: str) -> None:
    from macros.libreoffice.bridge import connect

    found = connect(pipe).getComponents().createEnumeration()
    while found.hasMoreElements():
        document = found.nextElement()
        if document.getURL() and Path(path).samefile(_file_of(document.getURL())):
            cells = document.NamedRanges.getByName(STATUS).getReferredCells()
            if cells is not None:
                cells.getCellByPosition(0, 0).setString(NO_SENTENCE)


def _file_of(url: str) -> str:
    from macros.libreoffice.bridge import uno

    return uno().fileUrlToSystemPath(url)
