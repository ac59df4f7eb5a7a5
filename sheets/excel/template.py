"""One division's form of one period as an .xlsx, made from form.yaml and what it is born with."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.dropdowns import write_lists
from sheets.excel.figurestab import figures_tab, write_figures_tab
from sheets.excel.finishing import finish
from sheets.excel.guidetab import write_guide_tab
from sheets.excel.infotab import write_info_tab
from sheets.excel.limits import checked_tabs
from sheets.excel.looks import COLUMN_PIXELS, DEFAULT_FONT, ROW_PIXELS, Looks
from sheets.excel.rowtab import RowTab, write_row_tab
from sheets.form import Column, Form, Tab
from sheets.guide import guide_sections
from sheets.identity import PROPERTY
from sheets.lists import LIST_TAB, SECTION_IDS
from sheets.prefill import AnnexTab, Prefill, Row

_OPTIONS = {
    "in_memory": True,  # and so with fixed times in the zip
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "default_row_height": ROW_PIXELS,
    "default_column_width": COLUMN_PIXELS,
}
_FIRST_MONTH = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "9M": 1}


@dataclass(frozen=True, slots=True)
class _Written:
    """One tab of this form: of which kind, called what, and for an annex which."""

    tab: Tab
    title: str
    annex: AnnexTab | None = None
    number: int = 0


def write_form(form: Form, prefill: Prefill) -> bytes:
    """Return the form of `prefill`'s division and period as an .xlsx; the same input gives the same bytes.

    Raises FormError where Excel cannot hold what it shall show: a text too long, a tab's title it refuses.
    """
    written = _tabs(form, prefill)
    checked_tabs([*(each.title for each in written), LIST_TAB])
    file = io.BytesIO()
    book = Workbook(file, {**_OPTIONS, "default_format_properties": dict(DEFAULT_FONT)})  # XlsxWriter writes into it
    _set_properties(book, prefill)
    book.set_size(1600, 900)
    book.set_tab_ratio(80)  # the tabs' titles are long, the scroll bar need not be
    sheets = [book.add_worksheet(each.title) for each in written]
    lists: dict[str, Sequence[str]] = {}
    looks = Looks(book)
    for sheet, each in zip(sheets, written, strict=True):
        _write(sheet, each, written, looks, form, prefill, lists)
    write_lists(book, lists)
    try:
        book.close()
    except XlsxWriterException as error:
        raise FormError(str(error)) from error
    return finish(file.getvalue())


def _tabs(form: Form, prefill: Prefill) -> list[_Written]:
    """Return the tabs of this division in the form's order: one for each annex, none where nothing is asked."""
    tabs: list[_Written] = []
    for tab in form.tabs:
        if tab.kind == "annex":
            tabs += [_Written(tab, annex.tab, annex, number) for number, annex in enumerate(prefill.annexes, 1)]
        elif (tab.kind != "indicators" or prefill.indicators) and (tab.id != "carried" or prefill.carried):
            tabs.append(_Written(tab, tab.title))
    return tabs


def _write(
    sheet: Worksheet,
    each: _Written,
    written: Sequence[_Written],
    looks: Looks,
    form: Form,
    prefill: Prefill,
    lists: dict[str, Sequence[str]],
) -> None:
    """Write one tab, and enter the lists that its dropdowns need."""
    tab = each.tab
    if tab.kind == "guide":
        write_guide_tab(sheet, looks, prefill, tab, guide_sections(form, prefill, _titles(written)))
    elif tab.kind == "fields":
        write_info_tab(sheet, looks, prefill, tab, form.legend, _sources(tab.columns, prefill, lists))
        sheet.activate()
    elif tab.kind == "indicators":
        write_figures_tab(sheet, looks, prefill, figures_tab(tab, prefill), form.legend)
    else:
        spec = _row_tab(each, prefill)
        sources = _sources(spec.columns, prefill, lists, f"PL{each.number}_" if each.annex else "")
        write_row_tab(sheet, looks, prefill, spec, form.legend, sources)


def _titles(written: Sequence[_Written]) -> Mapping[str, Sequence[str]]:
    titles: dict[str, list[str]] = {}
    for each in written:
        titles.setdefault(each.tab.id, []).append(each.title)
    return titles


def _row_tab(each: _Written, prefill: Prefill) -> RowTab:
    tab, annex = each.tab, each.annex
    if annex:
        name = f"BIEU_annex_{each.number}"
        return RowTab(annex.tab, annex.title, tab.purpose, name, annex.columns, annex.rows, tab.rows)
    rows: Mapping[str, tuple[Row, ...]] = {
        "activities": prefill.activities,
        "carried": prefill.carried,
        "plan": prefill.plan,
        "remarks": ({"message": tab.empty},),
    }
    return RowTab(tab.title, tab.title, tab.purpose, f"BIEU_{tab.id}", tab.columns, rows[tab.id], tab.rows)


def _sources(
    columns: Sequence[Column], prefill: Prefill, lists: dict[str, Sequence[str]], prefix: str = ""
) -> dict[str, str]:
    """Return the defined name of each choice column's list, and enter those lists."""
    sources = {}
    for at, column in enumerate(columns, 1):
        choices = prefill.sections if column.list == "sections" else column.choices
        if column.type == "choice" and choices:
            name = f"DM_{column.list}" if column.list and not prefix else f"DM_{prefix}cot_{at}"
            lists[name] = choices
            if column.list == "sections" and prefill.section_ids:
                lists[SECTION_IDS] = prefill.section_ids
            sources[column.key] = name
    return sources


def _set_properties(book: Workbook, prefill: Prefill) -> None:
    """Say in the file's properties whose form it is; its date is the period's, never today's."""
    book.set_properties(
        {
            "title": f"Biểu báo cáo {prefill.period_label} – {prefill.division_name}",
            "subject": str(prefill.identity),
            "author": prefill.department_name,
            "company": prefill.department_name,
            "created": _created(prefill.identity.period),
        }
    )
    if book.set_custom_property(PROPERTY, str(prefill.identity), "text"):
        raise FormError(f"XlsxWriter refuses the property {prefill.identity}")


def _created(period: str) -> dt.datetime:
    """Return the first day of a period ("2024", "2024-01", "2024-Q3", "2024-H2", "2024-9M")."""
    found = re.fullmatch(r"(\d{4})(?:-(\w+))?", period)
    if not found or not 1900 <= int(found[1]) <= 9999:
        raise FormError(f"no period: {period}")
    part = found[2] or "01"
    month = int(part) if part.isdigit() else _FIRST_MONTH.get(part, 0)
    if not 1 <= month <= 12:
        raise FormError(f"no period: {period}")
    return dt.datetime(int(found[1]), month, 1, tzinfo=dt.UTC).replace(tzinfo=None)
