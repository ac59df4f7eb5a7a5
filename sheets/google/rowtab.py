"""The tabs of rows in Google: Kết quả, Kế hoạch kỳ trước, Kế hoạch, the annexes, Ý kiến rà soát; and Chỉ tiêu."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from sheets.cumulative import formula
from sheets.form import Column
from sheets.formtabs import FormTab, RowTab, choice_lists, row_count
from sheets.google import looks
from sheets.google.drawn import Area, Band, Drawn
from sheets.google.head import HEIGHTS, Setting, headed, headings, widths
from sheets.google.looking import Obj
from sheets.google.rules import in_rule, oddities, rule, spot, states
from sheets.grid import column_letters
from sheets.head import FIRST_ROW, HEADING_ROW, KEY_ROW
from sheets.palette import LINK
from sheets.prefill import IndicatorRow
from sheets.remark import naming_column, spot_column

ROWS = 120  # of a tab that staff fill: drop-downs and colours end with the last one, and each is read every time
REMARK_ROWS = 60  # of Ý kiến rà soát: every cell's colour looks through all of them, and more are added where needed


def draw_rows(each: FormTab, spec: RowTab, setting: Setting) -> Drawn:
    """Return a tab of rows as it shall be drawn. Raises FormError."""
    end = FIRST_ROW + (REMARK_ROWS if each.tab.kind == "remarks" else max(row_count(spec), ROWS))
    sources = {
        key: ("" if in_rule(choices) and name not in setting.lists else setting.lists[name], choices)
        for key, (name, choices) in choice_lists(each, spec.columns, setting.prefill).items()
    }
    bands = []
    for at, column in enumerate(spec.columns):
        source, choices = sources.get(column.key, ("", ()))
        area = Area(FIRST_ROW, end, at, at + 1)
        bands.append(Band(area, looks.cell(column), rule(column, FIRST_ROW, at, source, choices)))
    numbers = [band.area for column, band in zip(spec.columns, bands, strict=True) if column.type == "number"]
    odd = [(area, told) for area in numbers for told in oddities(area, 0)]
    spots = states(spec.columns, end) if each.tab.kind == "remarks" else list(_spots(each, spec.columns, end, setting))
    return _drawn(spec, setting, end, bands, [*odd, *spots], _open(spec.columns) if _guarded(each) else None)


def draw_figures(each: FormTab, spec: RowTab, setting: Setting) -> Drawn:
    """Return Chỉ tiêu: staff type figures only, everything else is protected. Raises FormError."""
    indicators = setting.prefill.indicators
    end = FIRST_ROW + len(indicators)
    bands: list[Band] = []
    odd: list[tuple[Area, Obj]] = []
    for at, column in enumerate(spec.columns):
        runs = _runs(indicators) if column.type == "number" else [(FIRST_ROW, end, 0, False)]
        for top, bottom, decimals, measured in runs:
            area = Area(top, bottom, at, at + 1)
            form = looks.cell(column, decimals, "MIDDLE")
            bands.append(Band(area, form, rule(column, top, at, whole=not decimals, measured=measured)))
            if column.type == "number" and column.fill != "locked":
                odd += [(area, told) for told in oddities(area, decimals)]
    cells = {
        (row, spec.columns.index(column)): looks.formula(_cumulative(indicator, row, spec.columns))
        for row, indicator in enumerate(indicators, FIRST_ROW)
        for column in spec.columns
        if column.key == "cumulative"
    }
    formats = [*odd, *_spots(each, spec.columns, end, setting)]
    return _drawn(spec, setting, end, bands, formats, _open(spec.columns) if _guarded(each) else None, cells)


def _drawn(
    spec: RowTab,
    setting: Setting,
    end: int,
    bands: Sequence[Band],
    formats: Sequence[tuple[Area, Obj]],
    free: Sequence[Area] | None,
    formulas: Mapping[tuple[int, int], Obj] | None = None,
) -> Drawn:
    head = headed(setting, spec.title, spec.purpose, spec.columns) | headings(spec.columns)
    cells = head | dict(_typed(spec)) | dict(formulas or {})
    wide = widths(spec.columns, head)
    fills = any(column.fill == "yes" for column in spec.columns)
    return Drawn(
        rows=end,
        columns=len(wide),
        cells=cells,
        widths=wide,
        bands=bands,
        heights=HEIGHTS,
        hidden_rows=(KEY_ROW,),
        hidden_columns=[at for at, column in enumerate(spec.columns) if column.hidden],
        frozen_rows=HEADING_ROW + 1,
        frozen_columns=spec.frozen_columns,
        open=free,
        formats=formats,
        colour=looks.colour(LINK) if fills else None,
    )


def _typed(spec: RowTab) -> Iterator[tuple[tuple[int, int], Obj]]:
    for row, values in enumerate(spec.rows, FIRST_ROW):
        for at, column in enumerate(spec.columns):
            held = looks.value(_as(column, values.get(column.key)))
            if held:
                yield (row, at), held


def _as(column: Column, value: str | Decimal | dt.date | None) -> str | Decimal | dt.date | None:
    """Return a value as a column of texts holds it: a number or day there would be shown as Google counts it."""
    if column.type in {"number", "date"} or value is None or isinstance(value, str):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else f"{value:%d/%m/%Y}"


def _guarded(each: FormTab) -> bool:
    return each.tab.protected or each.tab.kind == "remarks"


def _open(columns: Sequence[Column]) -> Sequence[Area]:
    """Return the columns that stay open where the rest of the tab is protected, to the last row there will ever be."""
    free = [at for at, column in enumerate(columns) if column.fill in {"yes", "prefilled"}]
    return [Area(FIRST_ROW, None, at, at + 1) for at in free]


def _spots(each: FormTab, columns: Sequence[Column], end: int, setting: Setting) -> Iterator[tuple[Area, Obj]]:
    """Yield the formats that mark what Ý kiến rà soát names, one a column."""
    annex = each.annex.code if each.annex else ""
    named_by = [column.key for column in columns].index(naming_column(each.tab.id, columns))
    for at, column in enumerate(columns):
        area = Area(FIRST_ROW, end, at, at + 1)
        yield area, spot(area, spot_column(each.tab.id, column.key, annex), named_by, setting.spots)


def _cumulative(indicator: IndicatorRow, row: int, columns: Sequence[Column]) -> str:
    at = {column.key: place for place, column in enumerate(columns, 1)}
    month, correction = (f"{column_letters(at[key])}{row + 1}" for key in ("month", "correction"))
    return formula(indicator, month, correction, separator=";")


def _runs(indicators: Sequence[IndicatorRow]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield first row, end, decimals and whether it is measured of each run of indicators that are typed alike."""
    row = FIRST_ROW
    for (decimals, measured), group in groupby(indicators, key=lambda each: (each.decimals, each.measured)):
        count = len(list(group))
        yield row, row + count, decimals, measured
        row += count
