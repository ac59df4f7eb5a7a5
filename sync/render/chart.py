"""The overview's chart: what is still open, by division, told apart by pattern as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sheets.excel.looks import FONT, INK, LINE, WHITE

# Contrast of each with white is at least 3 to 1 (WCAG 2.2, 1.4.11); full, hatched, empty tell them apart
# in black and white.
_SERIES = (("#9C1C1C", "solid"), ("#B45F06", "wide_upward_diagonal"), ("#1F4E9E", ""))
_BAR = 26  # pixels of one division
_FEW = 5  # an axis up to here counts by ones
_MARGINS = 130  # pixels of title, axis and legend


def insert_chart(
    book: Workbook,
    sheet: Worksheet,
    at: int,
    *,
    rows: tuple[int, int],
    names: int,
    columns: Sequence[int],
    headings: Sequence[str],
    title: str,
    description: str,
    most: int,
    width: int,
) -> None:
    """Put a bar chart at row `at`: one bar for each of `rows`, labelled by column `names`, stacked of `columns`.

    `description` is its alternative text, `most` the longest bar; `width` is in pixels.
    """
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    assert chart is not None  # XlsxWriter answers None for an unknown type only
    first, last = rows
    for column, heading, (colour, pattern) in zip(columns, headings, _SERIES, strict=True):
        chart.add_series(
            {
                "name": heading,
                "categories": [sheet.name, first, names, last, names],
                "values": [sheet.name, first, column, last, column],
                "border": {"color": colour},
                "gap": 60,
                **_fill(colour, pattern),
            }
        )
    chart.set_title({"name": title, "name_font": _font(13, bold=True), "overlay": False})
    chart.set_x_axis(
        {
            "num_font": _font(10),
            "num_format": "0",
            "min": 0,
            **({"max": _FEW, "major_unit": 1} if most <= _FEW else {}),
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    chart.set_y_axis({"num_font": _font(11), "reverse": True, "crossing": "max"})
    chart.set_legend({"position": "bottom", "font": _font(11)})
    chart.set_size({"width": width, "height": _MARGINS + _BAR * (last - first + 1)})
    sheet.insert_chart(at, 0, chart, {"description": description, "object_position": 2, "x_offset": 4})


def _fill(colour: str, pattern: str) -> dict[str, object]:
    if pattern == "wide_upward_diagonal":
        return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": WHITE}}
    return {"fill": {"color": colour if pattern else WHITE}}


def _font(size: int, *, bold: bool = False) -> dict[str, object]:
    return {"name": FONT, "size": size, "bold": bold, "color": INK}
