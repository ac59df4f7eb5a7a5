"""A spreadsheet open in LibreOffice, as xlwings' Book."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from macros.libreoffice.bridge import UnoError, property_value, uno
from macros.libreoffice.sheet import Names, Sheets
from macros.quick import base_classes

if TYPE_CHECKING:
    from macros.libreoffice import uno_types
    from macros.libreoffice.engine import App

_FILTERS = {".ods": "calc8", ".xlsx": "Calc MS Excel 2007 XML"}

# xlwings' codes are Excel's: read as English whatever the office's language is.
_ENGLISH = ("com.sun.star.lang.Locale", "en", "US", "")


class Book(base_classes.Book):
    """One open spreadsheet."""

    def __init__(self, app: App, document: uno_types.Document) -> None:
        self._app = app
        self._document = document
        self._kinds: dict[int, int] = {}
        self._keys: dict[str, int] = {}

    @property
    def app(self) -> App:
        """The LibreOffice that has it open."""
        return self._app

    @property
    def api(self) -> uno_types.Document:
        """LibreOffice's own object."""
        return self._document

    @property
    def fullname(self) -> str:
        """The path of its file; the window's title where it was never saved."""
        url = self.api.getURL()
        return uno().fileUrlToSystemPath(url) if url.startswith("file:") else url or self.api.Title

    @cached_property
    def name(self) -> str:
        """The file's name when it was first asked for: by it xlwings tells, many times a call, that books are one."""
        return Path(self.fullname).name

    @property
    def folder(self) -> Path:
        """The folder that the file lies in."""
        return Path(self.fullname).parent

    @cached_property
    def sheets(self) -> Sheets:
        """The sheets."""
        return Sheets(self)

    @cached_property
    def names(self) -> Names:
        """The names of cells."""
        return Names(self, self.api.NamedRanges)

    @cached_property
    def formats(self) -> uno_types.NumberFormats:
        """The number formats of the document."""
        return self.api.getNumberFormats()

    @property
    def selection(self) -> None:
        """Nothing: the buttons never ask what is selected."""

    def activate(self) -> None:
        """Make it the active window."""
        controller = self.api.getCurrentController()
        if controller is not None:
            controller.getFrame().activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it, under another name where one is given; never as .xlsm, whose buttons LibreOffice would destroy.

        Raises UnoError for an .xlsm or a type that we do not write, and for a password.
        """
        target = Path(path or self.fullname)
        kind = target.suffix.lower()
        if kind == ".xlsm":
            raise UnoError("office-loses-buttons", file=target.name)
        if password or (path and kind not in _FILTERS):
            raise UnoError("office-cannot-save", file=target.name)
        if path is None:
            self.api.store()
            return
        url = uno().systemPathToFileUrl(str(target.absolute()))
        self.__dict__.pop("name", None)
        self.api.storeAsURL(url, (property_value("FilterName", _FILTERS[kind]),))

    def close(self) -> None:
        """Close it without saving."""
        self.api.close(True)

    @cached_property
    def zero(self) -> dt.date:
        """The day that dates are counted from."""
        zero = self.api.NullDate
        return dt.date(zero.Year, zero.Month, zero.Day)

    def format_kind(self, key: int) -> int:
        """Return what a number format is for, as flags (com.sun.star.util.NumberFormat)."""
        if key not in self._kinds:
            self._kinds[key] = self.formats.getByKey(key).Type
        return self._kinds[key]

    def format_key(self, code: str) -> int:
        """Return the key of a number format that is written in Excel's (English) letters."""
        if code not in self._keys:
            english = uno().createUnoStruct(*_ENGLISH)
            key = self.formats.queryKey(code, english, False)
            self._keys[code] = key if key >= 0 else self.formats.addNew(code, english)
        return self._keys[code]
