"""What we use of UNO's types, as Protocols: UNO itself has none for Python. The names are LibreOffice's own.

https://api.libreoffice.org/docs/idl/ref/ describes each; nothing here runs.
"""
# ruff: noqa: N802, D102 the names and their meaning are UNO's

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Value = float | str | None


class Area(Protocol):
    """com.sun.star.table.CellRangeAddress: a rectangle, counted from 0, ends included."""

    Sheet: int
    StartColumn: int
    StartRow: int
    EndColumn: int
    EndRow: int


class Date(Protocol):
    """com.sun.star.util.Date."""

    Year: int
    Month: int
    Day: int


class Rows(Protocol):
    """Rows of a range: com.sun.star.table.TableRows, and one row of it."""

    IsVisible: bool
    Height: int

    def getByIndex(self, index: int) -> Rows: ...


class Columns(Protocol):
    """Columns of a range: com.sun.star.table.TableColumns, and one column of it."""

    IsVisible: bool
    Width: int

    def getByIndex(self, index: int) -> Columns: ...


class Ranges(Protocol):
    """com.sun.star.sheet.SheetCellRanges: several rectangles."""

    NumberFormat: int

    def getRangeAddresses(self) -> Sequence[Area]: ...


class RangesByFormat(Protocol):
    """com.sun.star.sheet.UniqueCellFormatRanges: rectangles put together by their formatting."""

    def getCount(self) -> int: ...
    def getByIndex(self, index: int) -> Ranges: ...


class TextField(Protocol):
    """com.sun.star.text.textfield.URL."""

    URL: str
    Representation: str


class TextFields(Protocol):
    """The fields in a cell."""

    def getCount(self) -> int: ...
    def getByIndex(self, index: int) -> TextField: ...


class Cell(Protocol):
    """com.sun.star.sheet.SheetCell."""

    TextFields: TextFields

    def getString(self) -> str: ...
    def setString(self, text: str) -> None: ...
    def getFormula(self) -> str: ...
    def setFormula(self, text: str) -> None: ...
    def createTextCursor(self) -> object: ...
    def insertTextContent(self, cursor: object, content: TextField, absorb: bool) -> None: ...


class PropertyState(Protocol):
    """com.sun.star.beans.PropertyState."""

    value: str


class CellRange(Protocol):
    """com.sun.star.sheet.SheetCellRange."""

    NumberFormat: int
    CellBackColor: int
    CharHeight: float

    def getRangeAddress(self) -> Area: ...
    def getDataArray(self) -> tuple[tuple[Value, ...], ...]: ...
    def setDataArray(self, rows: tuple[tuple[Value, ...], ...]) -> None: ...
    def getFormulaArray(self) -> tuple[tuple[str, ...], ...]: ...
    def setFormulaArray(self, rows: tuple[tuple[str, ...], ...]) -> None: ...
    def getCellByPosition(self, column: int, row: int) -> Cell: ...
    def getCellRangeByPosition(self, left: int, top: int, right: int, bottom: int) -> CellRange: ...
    def getPropertyState(self, name: str) -> PropertyState: ...
    def clearContents(self, flags: int) -> None: ...
    def setPropertyToDefault(self, name: str) -> None: ...
    def getUniqueCellFormatRanges(self) -> RangesByFormat: ...
    def queryContentCells(self, flags: int) -> Ranges: ...
    def queryVisibleCells(self) -> Ranges: ...
    def getRows(self) -> Rows: ...
    def getColumns(self) -> Columns: ...


class UsedCursor(CellRange, Protocol):
    """com.sun.star.sheet.SheetCellCursor."""

    def gotoStartOfUsedArea(self, expand: bool) -> None: ...
    def gotoEndOfUsedArea(self, expand: bool) -> None: ...


class NamedRange(Protocol):
    """com.sun.star.sheet.NamedRange."""

    def getContent(self) -> str: ...
    def getReferredCells(self) -> ReferredCells | None: ...


class NamedRanges(Protocol):
    """com.sun.star.sheet.NamedRanges."""

    def getElementNames(self) -> Sequence[str]: ...
    def hasByName(self, name: str) -> bool: ...
    def getByName(self, name: str) -> NamedRange: ...


class Shape(Protocol):
    """com.sun.star.drawing.Shape with text in it."""

    Name: str
    String: str
    Visible: bool


class DrawPage(Protocol):
    """com.sun.star.drawing.DrawPage."""

    def getCount(self) -> int: ...
    def getByIndex(self, index: int) -> Shape: ...


class Sheet(CellRange, Protocol):
    """com.sun.star.sheet.Spreadsheet."""

    Name: str
    IsVisible: bool
    NamedRanges: NamedRanges
    DrawPage: DrawPage

    def getCellRangeByName(self, name: str) -> CellRange: ...
    def createCursor(self) -> UsedCursor: ...
    def insertCells(self, area: Area, mode: object) -> None: ...
    def removeRange(self, area: Area, mode: object) -> None: ...
    def isProtected(self) -> bool: ...
    def protect(self, password: str) -> None: ...
    def unprotect(self, password: str) -> None: ...


class ReferredCells(CellRange, Protocol):
    """A range that knows its sheet."""

    def getSpreadsheet(self) -> Sheet: ...


class Sheets(Protocol):
    """com.sun.star.sheet.Spreadsheets."""

    def getCount(self) -> int: ...
    def getElementNames(self) -> Sequence[str]: ...
    def getByIndex(self, index: int) -> Sheet: ...
    def getByName(self, name: str) -> Sheet: ...
    def hasByName(self, name: str) -> bool: ...
    def insertNewByName(self, name: str, position: int) -> None: ...


class NumberFormat(Protocol):
    """One number format: its code, and what it is for as flags."""

    FormatString: str
    Type: int


class NumberFormats(Protocol):
    """com.sun.star.util.NumberFormats."""

    def getByKey(self, key: int) -> NumberFormat: ...
    def queryKey(self, code: str, locale: object, scan: bool) -> int: ...
    def addNew(self, code: str, locale: object) -> int: ...


class StatusIndicator(Protocol):
    """com.sun.star.task.XStatusIndicator: the line at the foot of the window."""

    def start(self, text: str, steps: int) -> None: ...
    def end(self) -> None: ...


class Frame(Protocol):
    """com.sun.star.frame.Frame."""

    def activate(self) -> None: ...
    def createStatusIndicator(self) -> StatusIndicator: ...


class Controller(Protocol):
    """com.sun.star.sheet.SpreadsheetView."""

    def getActiveSheet(self) -> Sheet: ...
    def setActiveSheet(self, sheet: Sheet) -> None: ...
    def getFrame(self) -> Frame: ...


class Document(Protocol):
    """com.sun.star.sheet.SpreadsheetDocument."""

    Title: str
    NullDate: Date
    Sheets: Sheets
    NamedRanges: NamedRanges

    def getURL(self) -> str: ...
    def supportsService(self, name: str) -> bool: ...
    def getCurrentController(self) -> Controller | None: ...
    def getNumberFormats(self) -> NumberFormats: ...
    def createInstance(self, name: str) -> TextField: ...
    def store(self) -> None: ...
    def storeAsURL(self, url: str, arguments: tuple[object, ...]) -> None: ...
    def close(self, deliver: bool) -> None: ...


class Enumeration(Protocol):
    """com.sun.star.container.XEnumeration over open documents."""

    def hasMoreElements(self) -> bool: ...
    def nextElement(self) -> Document: ...


class Components(Protocol):
    """com.sun.star.frame.XComponents."""

    def createEnumeration(self) -> Enumeration: ...


class Desktop(Protocol):
    """com.sun.star.frame.Desktop."""

    def getComponents(self) -> Components: ...
    def getCurrentComponent(self) -> Document | None: ...
    def loadComponentFromURL(
        self, url: str, frame: str, flags: int, arguments: tuple[object, ...]
    ) -> Document | None: ...
    def terminate(self) -> bool: ...


class Uno(Protocol):
    """The few functions of the module `uno` that we call."""

    def getComponentContext(self) -> Context: ...
    def createUnoStruct(self, name: str, *values: object) -> object: ...
    def Enum(self, name: str, value: str) -> object: ...
    def systemPathToFileUrl(self, path: str) -> str: ...
    def fileUrlToSystemPath(self, url: str) -> str: ...


class Resolver(Protocol):
    """com.sun.star.bridge.UnoUrlResolver."""

    def resolve(self, url: str) -> Context: ...


class Factory(Protocol):
    """A service manager."""

    def createInstanceWithContext(self, name: str, context: Context) -> object: ...


class Context(Protocol):
    """com.sun.star.uno.XComponentContext."""

    ServiceManager: Factory
