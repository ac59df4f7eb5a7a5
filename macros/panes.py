"""How the sheets of a workbook are looked at, carried into .ods: what stays while scrolling, the zoom, the cursor.

LibreOffice reads all this from an .xlsx into its window, and converting without a window it writes none of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]+)(\d+)")
_VIEW_SET, _SET_END, _VIEWS = 'config:name="ooo:view-settings"', "</config:config-item-set>", 'config:name="Views"'
_FROZEN = 2  # a split that is frozen, as .ods counts kinds


@dataclass(frozen=True, slots=True)
class Pane:
    """One sheet's view: how many columns and rows stay, the zoom in per cent, the cursor's column and row from 0."""

    sheet: str
    columns: int
    rows: int
    zoom: int
    cursor: tuple[int, int]
    grid: bool
    active: bool


def panes(workbook: bytes) -> tuple[Pane, ...]:
    """Return how each sheet of a workbook that XlsxWriter made is looked at, in order."""
    with ZipFile(io.BytesIO(workbook)) as archive:
        sheets = etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        names = [str(sheet.get("name")) for sheet in sheets]
        return tuple(
            _pane(name, etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")))
            for number, name in enumerate(names, start=1)
        )


def _pane(name: str, sheet: etree._Element) -> Pane:
    view = next(sheet.iter(f"{_MAIN}sheetView"))
    pane = next(view.iter(f"{_MAIN}pane"), None)
    split: Mapping[str, str] = {} if pane is None else {str(k): str(v) for k, v in pane.attrib.items()}
    cells = [str(each.get("activeCell")) for each in view.iter(f"{_MAIN}selection") if each.get("activeCell")]
    return Pane(
        name,
        int(split.get("xSplit", "0")),
        int(split.get("ySplit", "0")),
        int(view.get("zoomScale", "100")),
        _cursor(cells[-1]) if cells else (0, 0),
        view.get("showGridLines") != "0",
        view.get("tabSelected") == "1",
    )


def _cursor(cell: str) -> tuple[int, int]:
    """Return column and row of an address, from 0."""
    found = _CELL.match(cell)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(found[2]) - 1


def with_panes(settings: bytes, seen: tuple[Pane, ...]) -> bytes:
    """Return an .ods file's settings.xml with the views of its sheets; one that has views already stays as it is."""
    text = settings.decode()
    if _VIEWS in text or _VIEW_SET not in text:
        return settings
    tables = "".join(_map_entry(each.sheet, "".join(_table(each))) for each in seen)
    active = next((each for each in seen if each.active), seen[0])
    view = (
        _item("ViewId", "string", "view1"),
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>',
        _item("ActiveTable", "string", active.sheet),
        _item("ZoomType", "short", 0),
        _item("ZoomValue", "int", active.zoom),
        _item("ShowGrid", "boolean", str(active.grid).lower()),
    )
    made = f"<config:config-item-map-indexed {_VIEWS}>{_entry(''.join(view))}</config:config-item-map-indexed>"
    end = text.index(_SET_END, text.index(_VIEW_SET))
    return (text[:end] + made + text[end:]).encode()


def _table(pane: Pane) -> Iterator[str]:
    column, row = pane.cursor
    yield _item("CursorPositionX", "int", column)
    yield _item("CursorPositionY", "int", row)
    for name, count in (("Horizontal", pane.columns), ("Vertical", pane.rows)):
        yield _item(f"{name}SplitMode", "short", _FROZEN if count else 0)
        yield _item(f"{name}SplitPosition", "int", count)
    yield _item("ActiveSplitRange", "short", 3 if pane.columns and pane.rows else 2)
    for name, at in (("Left", 0), ("Right", pane.columns), ("Top", 0), ("Bottom", pane.rows)):
        yield _item(f"Position{name}", "int", at)
    yield _item("ZoomType", "short", 0)
    yield _item("ZoomValue", "int", pane.zoom)
    yield _item("ShowGrid", "boolean", str(pane.grid).lower())


def _item(name: str, kind: str, value: str | int) -> str:
    said = escape(str(value))
    return f'<config:config-item config:name="{name}" config:type="{kind}">{said}</config:config-item>'


def _map_entry(name: str, items: str) -> str:
    return f"<config:config-item-map-entry config:name={quoteattr(name)}>{items}</config:config-item-map-entry>"


def _entry(items: str) -> str:
    return f"<config:config-item-map-entry>{items}</config:config-item-map-entry>"
