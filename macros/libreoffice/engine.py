"""An xlwings engine over a running LibreOffice: what the buttons of the clerk's workbook need, and no more.

The interface is that of xlwings' `base_classes.py` and `main.py` (BSD-3-Clause); what is not here raises
NotImplementedError there.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from macros.busy import PATIENCE, answered
from macros.libreoffice.book import Book
from macros.libreoffice.bridge import UnoError, connect, property_value, uno
from macros.quick import base_classes, xw

if TYPE_CHECKING:
    from macros.libreoffice.uno_types import Desktop, Document, StatusIndicator

NAME = "libreoffice"
_CALC = "com.sun.star.sheet.SpreadsheetDocument"


class Engine:
    """The engine that xlwings is given; `attach` adds a running LibreOffice to it."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: object, options: dict[str, object]) -> object:  # noqa: ARG004
        """Return a value as a cell takes it; not-a-number (a gap of pandas) is an empty cell."""
        if isinstance(value, float) and math.isnan(value):
            return None
        convert = getattr(value, "item", None)  # a number of numpy becomes Python's
        return convert() if callable(convert) else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,  # noqa: ARG004 errors are None here
    ) -> list[list[object]]:
        """Return what a range read as the user's options want it."""

        def clean(value: object) -> object:
            if value is None:
                return empty_as
            if isinstance(value, dt.datetime):
                return datetime_builder(
                    year=value.year,
                    month=value.month,
                    day=value.day,
                    hour=value.hour,
                    minute=value.minute,
                    second=value.second,
                    microsecond=value.microsecond,
                    tzinfo=None,
                )
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            return value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    """The LibreOffices that were attached, the last one first."""

    def __init__(self) -> None:
        self._apps: dict[str, App] = {}

    def attach(self, address: str, patience: float = PATIENCE) -> App:
        """Return the LibreOffice at a pipe's name or "host:port"; raises as `connect` does."""
        known = self._apps.get(address)
        if known is None or not known.alive(patience):
            known = App(address, connect(address, patience), len(self._apps) + 1)
        self._apps = {address: known, **{at: app for at, app in self._apps.items() if at != address}}
        return known

    def forget(self, app: App) -> None:
        """Take an app that has ended off the list."""
        self._apps = {at: each for at, each in self._apps.items() if each is not app}

    def keys(self) -> list[int]:
        """Return the numbers of the apps."""
        return [app.pid for app in self]

    def add(self, spec: object = None, add_book: object = None, xl: object = None, visible: object = None) -> App:  # noqa: ARG002
        """Never start LibreOffice: it is the clerk's, and it started us. Raises UnoError."""
        raise UnoError("office-not-attached")

    @staticmethod
    def cleanup() -> None:
        """Do nothing: no process is ours."""

    def __iter__(self) -> Iterator[App]:
        return iter(self._apps.values())

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self if app.pid == pid)


class App(base_classes.App):
    """One running LibreOffice.

    `screen_updating` and its like are remembered and do nothing: a window frozen by us would stay frozen if we died,
    and LibreOffice repaints when it is idle anyway.
    """

    version = "16.0"  # xlwings asks for Excel 15 or later off Windows
    selection = None
    visible = True
    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True

    def __init__(self, address: str, desktop: Desktop, pid: int) -> None:
        self.address = address
        self._desktop = desktop
        self._pid = pid
        self._status: tuple[str, StatusIndicator] | None = None

    @property
    def api(self) -> Desktop:
        """LibreOffice's desktop."""
        return self._desktop

    @property
    def pid(self) -> int:
        """A number of its own for each attached LibreOffice; not that of the process, which UNO does not tell."""
        return self._pid

    @property
    def engine(self) -> Engine:
        """The engine."""
        return engine

    @property
    def books(self) -> Books:
        """The spreadsheets that are open."""
        return Books(self)

    def alive(self, patience: float = PATIENCE) -> bool:
        """Say whether it still answers, within five seconds or `patience`."""
        try:
            answered(lambda: self.api.getComponents(), min(5.0, patience))  # even to look a method up is a call
        except Exception:  # noqa: BLE001 whatever UNO says of a program that has gone
            return False
        return True

    def activate(self, steal_focus: bool = False) -> None:
        """Do nothing: the clerk's window is in front already."""

    def quit(self) -> None:
        """End LibreOffice; xlwings, which asks every app for an open file, is not told of this one any more."""
        try:
            self.api.terminate()
        finally:
            engine.apps.forget(self)

    @property
    def status_bar(self) -> str | bool:
        """The text that we show in the status bar of the active spreadsheet; False for none."""
        return self._status[0] if self._status else False

    @status_bar.setter
    def status_bar(self, text: str | bool | None) -> None:
        if self._status:
            self._status[1].end()
            self._status = None
        if not isinstance(text, str) or not text or not self.books:
            return
        controller = self.books.active.api.getCurrentController()
        if controller is not None:
            indicator = controller.getFrame().createStatusIndicator()
            indicator.start(text, 0)
            self._status = (text, indicator)


class Books(base_classes.Books):
    """The spreadsheets open in one LibreOffice."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Desktop:
        """LibreOffice's desktop."""
        return self.app.api

    @property
    def active(self) -> Book:
        """The spreadsheet in front, else the first one; raises KeyError without any."""
        front = self.api.getCurrentComponent()
        if front is not None and front.supportsService(_CALC):
            return Book(self.app, front)
        for book in self:
            return book
        raise KeyError("no spreadsheet is open")

    def __call__(self, key: str | int) -> Book:
        """Return one by its name, or its number from 1; raises KeyError for a name that is none."""
        books = list(self)
        if isinstance(key, int):
            return books[key - 1]
        for book in books:
            if _same(book.name, key):
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Book]:
        for document in self._documents():
            yield Book(self.app, document)

    def open(self, fullname: str, *options: object) -> Book:  # noqa: ARG002 Excel's options mean nothing here
        """Open a file; raises UnoError where LibreOffice cannot."""
        url = uno().systemPathToFileUrl(str(Path(fullname).absolute()))
        hidden = property_value("Hidden", not self.app.visible)
        document = self.api.loadComponentFromURL(url, "_default", 0, (hidden,))
        if document is None or not document.supportsService(_CALC):
            raise UnoError("office-cannot-open", file=fullname)
        return Book(self.app, document)

    def _documents(self) -> Iterator[Document]:
        found = self.api.getComponents().createEnumeration()
        while found.hasMoreElements():
            document = found.nextElement()
            if hasattr(document, "supportsService") and document.supportsService(_CALC):
                yield document


def _same(one: str, other: str) -> bool:
    """Say whether two file names are one to a person: whatever the case, accents composed or not."""
    return unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", other).casefold()


engine = Engine()


def register() -> Engine:
    """Make the engine known to xlwings and the one that it uses; return it."""
    if NAME not in [one.name for one in xw.engines]:
        xw.engines.add(xw.Engine(impl=engine))
    xw.engines[NAME].activate()
    return engine
