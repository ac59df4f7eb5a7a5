"""One division's form of one period as an .xlsx, made from form.yaml and what it is born with."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.dropdowns import write_lists
from sheets.excel.figurestab import write_figures_tab
from sheets.excel.finishing import finish
from sheets.excel.guidetab import write_guide_tab
from sheets.excel.infotab import write_info_tab
from sheets.excel.limits import checked_tabs
from sheets.excel.looks import Looks
from sheets.excel.newbook import new_book
from sheets.excel.rowtab import write_row_tab
from sheets.form import Column, Form
from sheets.formtabs import FormTab, choice_lists, figures_tab, form_tabs, row_tab, titles_of
from sheets.guide import guide_sections
from sheets.identity import PROPERTY
from sheets.lists import LIST_TAB, SECTION_IDS, SECTION_TITLES
from sheets.prefill import Prefill

_FIRST_MONTH = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "9M": 1}


def write_form(form: Form, prefill: Prefill) -> bytes:
    """Return the form of `prefill`'s division and period as an .xlsx; the same input gives the same bytes.

    Raises FormError where Excel cannot hold what it shall show: a text too long, a tab's title it refuses.
    """
    written = form_tabs(form, prefill)
    checked_tabs([*(each.title for each in written), LIST_TAB])
    file = io.BytesIO()
    book = new_book(file)
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


def _write(
    sheet: Worksheet,
    each: FormTab,
    written: Sequence[FormTab],
    looks: Looks,
    form: Form,
    prefill: Prefill,
    lists: dict[str, Sequence[str]],
) -> None:
    """Write one tab, and enter the lists that its dropdowns need."""
    tab = each.tab
    if tab.kind == "guide":
        write_guide_tab(sheet, looks, prefill, tab, guide_sections(form, prefill, titles_of(written)))
    elif tab.kind == "fields":
        write_info_tab(sheet, looks, prefill, tab, form.legend, _sources(each, tab.columns, prefill, lists))
        sheet.activate()
    elif tab.kind == "indicators":
        write_figures_tab(sheet, looks, prefill, figures_tab(tab, prefill), form.legend)
    else:
        spec = row_tab(each, prefill)
        write_row_tab(sheet, looks, prefill, spec, form.legend, _sources(each, spec.columns, prefill, lists))


def _sources(
    each: FormTab, columns: Sequence[Column], prefill: Prefill, lists: dict[str, Sequence[str]]
) -> dict[str, str]:
    """Return the defined name of each choice column's list, and enter those lists."""
    sources = {}
    for key, (name, choices) in choice_lists(each, columns, prefill).items():
        lists[name] = choices
        if name == SECTION_TITLES and prefill.section_ids:
            lists[SECTION_IDS] = prefill.section_ids
        sources[key] = name
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
