"""The tabs that one division's form consists of, and what stands in each, before any medium draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sheets.form import Column, Form, Tab
from sheets.prefill import AnnexTab, IndicatorRow, Prefill, Row

SPARE_ROWS = 10  # blank rows below what is prefilled, where that is more than the form prepares


@dataclass(frozen=True, slots=True)
class FormTab:
    """One tab of this form: of which kind, called what, and for an annex which."""

    tab: Tab
    title: str
    annex: AnnexTab | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class RowTab:
    """One tab of rows as it will be written: what it is called, its columns, its rows, its ranges' names."""

    tab: str
    title: str
    purpose: str
    name: str  # the defined name of its range
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    prepared: int
    protected: bool = False
    frozen_columns: int = 0
    kind: str = ""  # the tab's id in the form
    annex: str = ""  # an annex's code


def form_tabs(form: Form, prefill: Prefill) -> list[FormTab]:
    """Return the tabs of this division in the form's order: one for each annex, none where nothing is asked."""
    tabs: list[FormTab] = []
    for tab in form.tabs:
        if tab.kind == "annex":
            tabs += [FormTab(tab, annex.tab, annex, number) for number, annex in enumerate(prefill.annexes, 1)]
        elif (tab.kind != "indicators" or prefill.indicators) and (tab.id != "carried" or prefill.carried):
            tabs.append(FormTab(tab, tab.title))
    return tabs


def titles_of(tabs: Sequence[FormTab]) -> Mapping[str, Sequence[str]]:
    """Return the titles by the id of their kind, as the guide needs them."""
    titles: dict[str, list[str]] = {}
    for each in tabs:
        titles.setdefault(each.tab.id, []).append(each.title)
    return titles


def row_tab(each: FormTab, prefill: Prefill) -> RowTab:
    """Return a tab of rows (activities, carried, plan, an annex, remarks) as it will be written."""
    tab, annex = each.tab, each.annex
    if annex:
        name = f"BIEU_annex_{each.number}"
        return RowTab(
            annex.tab,
            annex.title,
            tab.purpose,
            name,
            annex.columns,
            annex.rows,
            tab.rows,
            kind=tab.id,
            annex=annex.code,
        )
    purpose, empty = tab.purpose, tab.empty
    if tab.beside and prefill.remarks_file:
        purpose, empty = tab.beside.purpose, tab.beside.empty.format(file=prefill.remarks_file)
    rows: Mapping[str, tuple[Row, ...]] = {
        "activities": prefill.activities,
        "carried": prefill.carried,
        "plan": prefill.plan,
        "remarks": ({"message": empty},),
    }
    name = f"BIEU_{tab.id}"
    return RowTab(tab.title, tab.title, purpose, name, tab.columns, rows[tab.id], tab.rows, kind=tab.id)


def figures_tab(tab: Tab, prefill: Prefill) -> RowTab:
    """Return Chỉ tiêu as it will be written; Điều chỉnh kỳ trước shows only where it is used."""
    used = any(row.correction is not None for row in prefill.indicators)
    columns = tuple(replace(c, hidden=c.hidden and not used) for c in tab.columns)
    rows = tuple(_figures_row(row) for row in prefill.indicators)
    name = f"BIEU_{tab.id}"
    return RowTab(tab.title, tab.title, tab.purpose, name, columns, rows, 0, tab.protected, 2, tab.id)


def _figures_row(indicator: IndicatorRow) -> Row:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "plan": indicator.plan,
        "month": indicator.month,
        "correction": indicator.correction,
        "cumulative": None,
        "remark": indicator.remark,
    }


def row_count(spec: RowTab) -> int:
    """Return how many rows are prepared: never fewer than there are to write, and a few to go on with."""
    return max(spec.prepared, len(spec.rows) + SPARE_ROWS) if spec.prepared else max(len(spec.rows), 1)


def first_input(columns: Sequence[Column]) -> int | None:
    """Return the first column that staff fill, or None."""
    return next((at for at, column in enumerate(columns) if column.fill == "yes" and not column.hidden), None)


def choice_lists(each: FormTab, columns: Sequence[Column], prefill: Prefill) -> Mapping[str, tuple[str, Sequence[str]]]:
    """Return, by the key of each choice column, the name of its list and what the list offers."""
    prefix = f"PL{each.number}_" if each.annex else ""
    lists = {}
    for at, column in enumerate(columns, 1):
        choices = prefill.sections if column.list == "sections" else column.choices
        if column.type == "choice" and choices:
            name = f"DM_{column.list}" if column.list and not prefix else f"DM_{prefix}cot_{at}"
            lists[column.key] = (name, choices)
    return lists
