"""The buttons: text boxes with rounded corners, each bound to its Sub in the drawing parts of the finished workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.looks import FONT, NAVY, WHITE
from sync.model.messages import workbook as say

WIDTH, HEIGHT, GAP = 178, 32, 8  # pixels of a button, and between two
_PALE, _EDGE = "#E6EEF8", "#8FA3C4"
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
_SHAPE = re.compile(r'<xdr:sp macro="".*?</xdr:sp>', re.DOTALL)
_NAME = re.compile(r'(<xdr:cNvPr id="\d+" name=)"[^"]*"')
_SQUARE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_ROUND = '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 24000"/></a:avLst></a:prstGeom>'


@dataclass(frozen=True, slots=True)
class Button:
    """A button: the Sub it starts, its caption, where it stands in pixels from its cell; `main` ones stand out."""

    sub: str
    caption: str
    row: int
    column: int
    left: int
    top: int
    main: bool = False


def insert_button(sheet: Worksheet, button: Button) -> None:
    """Put a button on a sheet; `bound` gives it its Sub when the workbook is finished. Raises FormError."""
    paper, ink, edge = (NAVY, WHITE, NAVY) if button.main else (_PALE, NAVY, _EDGE)
    options = {
        "x_offset": button.left,
        "y_offset": button.top,
        "width": WIDTH,
        "height": HEIGHT,
        "fill": {"color": paper},
        "line": {"color": edge, "width": 1},
        "font": {"name": FONT, "size": 11, "bold": True, "color": ink},
        "align": {"vertical": "middle", "horizontal": "center"},
        "object_position": 3,  # stays and keeps its size, whatever happens to rows and columns
        "description": say.BUTTON_TOLD.format(caption=button.caption),
    }
    if sheet.insert_textbox(button.row, button.column, button.caption, options):
        raise FormError(f"XlsxWriter refuses the button {button.sub}")


def bound(workbook: bytes, subs: Sequence[str]) -> bytes:
    """Return the workbook with every text box bound to its Sub, named after it, and round.

    `subs` are those of all text boxes, in the order of the sheets and on each as they were inserted. Raises FormError
    where there are more or fewer.
    """
    made, left = io.BytesIO(), iter(subs)
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        drawings = sorted(filter(_DRAWING.fullmatch, source.namelist()), key=_number)
        done = {name: _bound(source.read(name).decode(), left) for name in drawings}
        for part in source.infolist():
            target.writestr(part, done.get(part.filename) or source.read(part))
    if next(left, None) is not None:
        raise FormError("more buttons than text boxes")
    return made.getvalue()


def _number(name: str) -> int:
    return int(name.removeprefix("xl/drawings/drawing").removesuffix(".xml"))


def _bound(drawing: str, subs: Iterator[str]) -> str:
    def one(found: re.Match[str]) -> str:
        sub = next(subs, None)
        if sub is None:
            raise FormError("more text boxes than buttons")
        shape = found[0].replace('macro=""', f'macro="[0]!{sub}"', 1).replace(_SQUARE, _ROUND, 1)
        return _NAME.sub(rf'\1"{sub}"', shape, count=1)

    return _SHAPE.sub(one, drawing)
