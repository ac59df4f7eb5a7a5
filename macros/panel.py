"""Theo dõi: the buttons, the status, the period's own cells, the chart of who has handed in, and the divisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from macros import layout
from macros.layout import BUTTONS, DIVISIONS, SAVE_BUTTON
from macros.looks import LABEL, LINK, STATUS, TYPED, VALUE, Props
from macros.notice import notice_height, status_height
from macros.rows import ROOM, Shown, counted, relative, set_up, write_head, write_table
from macros.rules import offer
from macros.shapes import GAP, WIDTH, Button
from sheets.excel.dropdowns import name_range
from sheets.excel.looks import DATE, FONT, INK, SIGNS, TEXT, WHITE, Looks
from sheets.excel.measure import DIGIT
from sheets.excel.writing import done, write_text, write_value
from sync.model.messages import workbook as say
from sync.model.messages.labels import STATE_LABELS
from sync.work.clerkview import Row, View

# 0-based rows and columns. Labels stand in the first column; values are as wide as several columns of the table below.
_BUTTON_ROWS, _STATUS_ROW, _NOTICE_ROW, _FIRST, _LEGEND_ROW = (2, 3), 4, 5, 7, DIVISIONS.heading_row - 2
_LEFT, _LEFT_VALUE, _RIGHT, _RIGHT_VALUE, _CHART, _CHART_COLUMNS = 0, (1, 4), 5, (6, 8), 9, 4
_PER_ROW = 5
_MAIN = {"CapNhat", "TaoBaoCao"}
_BUTTON_ROW_HEIGHT, _FIELD_HEIGHT, _TALL = 31.5, 21.0, 35.25  # points
_STATES = ("submitted", "nil", "draft", "missing", "unreadable")  # of a division, as the chart counts them
_BARS = ("#2E7D32", "#7CB37F", "#8A919E", "#B8BFCA", "#9C1C1C")
CHART_ROW = 10  # of the settings sheet, from 0: where the chart's counts stand, below the named cells


@dataclass(frozen=True, slots=True)
class Field:
    """A named cell of the head: its name, its word in messages, what stands in it, whether and how it is typed."""

    name: str
    key: str
    value: str | dt.date
    typed: bool = False
    choices: str = ""
    error: Literal["stop", "warning"] = "warning"
    height: float = _FIELD_HEIGHT


def write_panel(
    book: Workbook,
    sheet: Worksheet,
    settings: Worksheet,
    view: View,
    looks: Looks,
    shown: Shown,
    typed: Mapping[str, str],
) -> list[Button]:
    """Write Theo dõi and return its buttons, still to be inserted; `typed` fills cells that the clerk types in, by
    name. Raises FormError.
    """
    write_head(sheet, DIVISIONS, 0, looks, shown)
    write_table(sheet, DIVISIONS, view.divisions, looks, shown)
    set_up(sheet, DIVISIONS, shown, freeze_row=_STATUS_ROW + 1)
    for row in _BUTTON_ROWS:
        sheet.set_row(row, _BUTTON_ROW_HEIGHT)
    _write_status(book, sheet, looks, shown)
    _write_notice(book, sheet, looks, view.notice)
    _write_fields(book, sheet, looks, view, shown, typed)
    _write_legend(sheet, looks)
    _write_chart(book, sheet, settings, view.divisions)
    sheet.set_selection(_FIRST + 1, 1, _FIRST + 1, 1)
    return _buttons()


def _buttons() -> list[Button]:
    found = []
    for at, (sub, caption) in enumerate((*BUTTONS, SAVE_BUTTON)):
        row, place = divmod(at, _PER_ROW)
        found.append(Button(sub, caption, _BUTTON_ROWS[row], 0, 4 + place * (WIDTH + GAP), 5, sub in _MAIN))
    return found


def _write_status(book: Workbook, sheet: Worksheet, looks: Looks, shown: Shown) -> None:
    sheet.set_row(_STATUS_ROW, status_height(shown.status))
    write_text(sheet, _STATUS_ROW, 0, say.STATUS, looks.of(LABEL))
    _write_wide(sheet, _STATUS_ROW, layout.TOLD_COLUMNS, shown.status, looks, STATUS)
    _name(book, layout.STATUS, _STATUS_ROW, layout.TOLD_COLUMNS[0])


def _write_notice(book: Workbook, sheet: Worksheet, looks: Looks, notice: str) -> None:
    """Write what she might overlook; the row is as high as that takes, since merged cells never grow."""
    sheet.set_row(_NOTICE_ROW, notice_height(notice))
    write_text(sheet, _NOTICE_ROW, 0, say.NOTICE, looks.of(LABEL))
    _write_wide(sheet, _NOTICE_ROW, layout.TOLD_COLUMNS, notice, looks, VALUE | {"num_format": TEXT})
    _name(book, layout.NOTICE, _NOTICE_ROW, layout.TOLD_COLUMNS[0])


def _write_fields(
    book: Workbook, sheet: Worksheet, looks: Looks, view: View, shown: Shown, typed: Mapping[str, str]
) -> None:
    for row in range(_FIRST - 1, _LEGEND_ROW):
        sheet.set_row(row, 6 if row == _FIRST - 1 else _FIELD_HEIGHT)
    for column, value, part in ((_LEFT, _LEFT_VALUE, say.PART_PERIOD), (_RIGHT, _RIGHT_VALUE, say.PART_CLOSING)):
        for at in range(column, value[1] + 1):
            write_text(sheet, _FIRST, at, part if at == column else "", looks.named("part"))
    for row, field in enumerate(_period_fields(view, typed), _FIRST + 1):
        _write_field(book, sheet, row, (_LEFT, *_LEFT_VALUE), field, looks)
    if view.report_file:
        row = _FIRST + 1 + [field.name for field in _period_fields(view, typed)].index(layout.REPORT_LINK)
        target, name = relative(view.report_file, shown.folder), view.report_file.name
        if target:
            done(sheet.write_url(row, 1, target, looks.of(VALUE | LINK), name), sheet, row, 1)
    for row, field in enumerate(_closing_fields(typed), _FIRST + 1):
        _write_field(book, sheet, row, (_RIGHT, *_RIGHT_VALUE), field, looks)
    for row, step in enumerate(say.STEPS, _FIRST + 1 + len(_closing_fields(typed))):
        _write_wide(
            sheet, row, (_RIGHT, _RIGHT_VALUE[1]), step, looks, {"valign": "vcenter", "font_color": INK, "indent": 1}
        )


def _period_fields(view: View, typed: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        Field(layout.PERIOD, "period", view.period.code, True, "periods"),
        Field(layout.SIGNER, "signer", typed.get(layout.SIGNER, ""), True, "signers", "stop"),
        Field(layout.WHO, "who", typed.get(layout.WHO, ""), True, "people"),
        Field(layout.KIND, "kind", typed.get(layout.KIND, layout.FINAL), True, "kinds", "stop"),
        Field(layout.DUE_DIVISIONS, "due_divisions", view.status.due_divisions),
        Field(layout.DUE_REPORT, "due_report", view.status.due_report),
        Field(layout.LAST_ROUND, "last_round", view.last_round, height=_TALL),
        Field(layout.REPORT, "report", view.report, height=_TALL),
        Field(layout.REPORT_LINK, "report_link", view.report_file.name if view.report_file else ""),
        Field(layout.LOCKED, "locked", view.locked),
    )


def _closing_fields(typed: Mapping[str, str]) -> tuple[Field, ...]:
    names = (layout.REASON, layout.NUMBER, layout.DATE, layout.SIGNED_FILE, layout.VERSION)
    keys = ("reason", "number", "date", "signed_file", "version")
    return tuple(Field(name, key, typed.get(name, ""), True) for name, key in zip(names, keys, strict=True))


def _write_field(
    book: Workbook, sheet: Worksheet, row: int, place: tuple[int, int, int], field: Field, looks: Looks
) -> None:
    label, first, last = place
    word = say.LABELS[field.key]
    mark: Props = {"num_format": f'@" {SIGNS["yes"]}"' if field.typed else TEXT}
    write_text(sheet, row, label, word, looks.of(LABEL | mark))
    look: Props = VALUE | {"num_format": DATE if isinstance(field.value, dt.date) else TEXT}
    _write_wide(sheet, row, (first, last), field.value, looks, look | ({"bg_color": TYPED} if field.typed else {}))
    if field.height > _FIELD_HEIGHT:
        sheet.set_row(row, field.height)
    if field.typed:
        offer(sheet, (row, first, row, first), word, say.HELP[field.key], field.choices, field.error)
    _name(book, field.name, row, first)


def _write_wide(
    sheet: Worksheet, row: int, columns: tuple[int, int], value: str | dt.date, looks: Looks, look: Props
) -> None:
    """Write a value over several columns: only here, above the table, are cells merged."""
    first, last = columns
    done(sheet.merge_range(row, first, row, last, "", looks.of(look)), sheet, row, first)
    write_value(sheet, row, first, value, looks.of(look))


def _write_legend(sheet: Worksheet, looks: Looks) -> None:
    sheet.set_row(_LEGEND_ROW, _BUTTON_ROW_HEIGHT)
    for at in range(_RIGHT_VALUE[1] + 1):
        write_text(sheet, _LEGEND_ROW, at, say.PART_DIVISIONS if at == 0 else "", looks.named("part"))
    legend: Props = {"font_size": 11, "font_color": INK, "valign": "vcenter", "bottom": 1}
    write_text(sheet, _LEGEND_ROW, 1, say.LEGEND, looks.of(legend))


def _write_chart(book: Workbook, sheet: Worksheet, settings: Worksheet, rows: Sequence[Row]) -> None:
    """Put the counts of states on the settings sheet, as formulas over the table, and bars beside the fields."""
    counts, labels = counted(rows, "state"), [STATE_LABELS[state] for state in _STATES]
    states = DIVISIONS.column("state") - 1
    first = DIVISIONS.first_row - 1
    area = f"{quote_sheetname(DIVISIONS.sheet)}!{xl_range_abs(first, states, first + ROOM - 1, states)}"
    for row, label in enumerate(labels, CHART_ROW):
        write_text(settings, row, 0, label)
        formula = f"=COUNTIF({area},{xl_rowcol_to_cell(row, 0)})"
        done(settings.write_formula(row, 1, formula, None, counts.get(label, 0)), settings, row, 1)
    chart = book.add_chart({"type": "bar"})
    assert chart is not None  # XlsxWriter answers None for an unknown type only
    last = CHART_ROW + len(labels) - 1
    chart.add_series(
        {
            "name": say.CHART_TITLE,
            "categories": [layout.SETTINGS_SHEET, CHART_ROW, 0, last, 0],
            "values": [layout.SETTINGS_SHEET, CHART_ROW, 1, last, 1],
            "points": [{"fill": {"color": colour}} for colour in _BARS],
            "gap": 45,
            "data_labels": {"value": True, "font": {"name": FONT, "size": 11, "bold": True, "color": INK}},
        }
    )
    chart.set_title({"name": say.CHART_TITLE, "name_font": {"name": FONT, "size": 13, "bold": True, "color": INK}})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT, "size": 11, "color": INK}, "line": {"none": True}})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": "#B8BFCA"}, "fill": {"color": WHITE}})
    chart.show_hidden_data()
    width = sum(column.width for column in DIVISIONS.columns[_CHART : _CHART + _CHART_COLUMNS]) * DIGIT
    height = ((_LEGEND_ROW - _FIRST) * _FIELD_HEIGHT + 2 * (_TALL - _FIELD_HEIGHT)) / 0.75
    chart.set_size({"width": width, "height": height})
    told = ", ".join(say.CHART_COUNT.format(state=label, count=counts.get(label, 0)) for label in labels)
    # It moves with its cell: the rows above grow with what is told there.
    options = {"description": say.CHART_TOLD.format(told=told), "object_position": 2, "x_offset": 10}
    sheet.insert_chart(_FIRST, _CHART, chart, options)


def _name(book: Workbook, name: str, row: int, column: int) -> None:
    name_range(book, name, f"{quote_sheetname(DIVISIONS.sheet)}!{xl_rowcol_to_cell(row, column, True, True)}")
