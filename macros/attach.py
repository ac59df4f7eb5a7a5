"""The clerk's workbook, open in Excel or in LibreOffice, as one xlwings Book."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.busy import PATIENCE, answered, retrying
from macros.quick import xw


def book(path: str, pipe: str = "", patience: float = PATIENCE) -> xw.Book:
    """Return the workbook that is open at a path.

    Without `pipe` it is Excel's. With it, it is that of the LibreOffice that listens there (a pipe's name, or
    "host:port"). Raises BusyError where the program does not listen for `patience` seconds, UnoError where this Python
    cannot talk to LibreOffice, XlwingsError where there is no Excel for xlwings.
    """
    if not pipe:
        _let_busy_calls_fail()
        return retrying(lambda: xw.Book(path), patience=patience)
    from macros.libreoffice.engine import register

    app = register().apps.attach(pipe, patience)
    found = answered(lambda: [one for one in app.books if _same_file(one.fullname, path)], patience)
    # Opened here and not by xw.Book(path), which would look through every LibreOffice that was ever attached.
    return xw.Book(impl=found[0] if found else app.books.open(path))


def _let_busy_calls_fail() -> None:
    """Have xlwings hand on "call was rejected" at once: by itself it repeats such a call for ever, without a pause.

    The buttons repeat their steps by `busy.retrying`, for 30 seconds.
    """
    if sys.platform == "win32":
        from xlwings import _xlwindows

        _xlwindows.N_COM_ATTEMPTS = 1


def _same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:  # never saved, or gone
        return False
