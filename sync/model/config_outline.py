"""The outline, the catalogue of indicators and the annexes of config.yaml → their frozen types."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import cast, get_args

from sheets.form import MESSAGE_LIMIT, Column, ColumnType, current_form
from sheets.text import fold
from sync.model.config_names import Names
from sync.model.outline import (
    AnnexCount,
    AnnexSpec,
    IndicatorKind,
    IndicatorSpec,
    PartKind,
    PartSpec,
    PlanEntry,
    SectionSpec,
)
from sync.model.period import Period, PeriodError, parse_period
from sync.model.yaml_nodes import Fields, Ledger

TAB_LIMIT = 31  # Excel's, for the name of a sheet
_TAB_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
# What each kind of part is filled with, in the words of the file.
_FILLED_BY: dict[str, str] = {"results": "sections", "review": "texts", "plan": "items"}
_WIDTHS: dict[str, int] = {"longtext": 50, "text": 24, "choice": 14, "number": 14, "date": 14}


def part(names: Names, fields: Fields) -> PartSpec:
    """Return one part of the report."""
    part_id = names.give_code("section", fields, "id")
    kind = cast("PartKind", fields.choice("kind", get_args(PartKind)))
    for other, key in _FILLED_BY.items():
        if other != kind and fields.has(key) and fields.text("kind", "") == kind:  # not a stand-in
            fields.ledger.note(
                "config-key-of-other-kind", fields.line_at(key), kind=kind, key=key, suggestion=_FILLED_BY[kind]
            )
    return PartSpec(
        id=part_id,
        title=fields.printed("title"),
        kind=kind,
        sections=fields.entries("sections", partial(section, names)),
        texts=fields.outline_texts("texts"),
        items=fields.either("items", PlanEntry, partial(_plan_entry, names)),
        line=fields.line,
    )


def section(names: Names, fields: Fields) -> SectionSpec:
    """Return one section with all below it."""
    section_id = names.give_code("section", fields, "id")
    return SectionSpec(
        id=section_id,
        title=fields.printed("title"),
        supplied_by=names.point("division", fields, "supplied_by"),
        lead=fields.outline_texts("lead"),
        close=fields.outline_texts("close"),
        when_empty=fields.printed("when_empty", ""),
        annex=names.point_one("annex", fields, "annex", ""),
        sections=fields.entries("sections", partial(section, names)),
        valid=fields.valid(),
        line=fields.line,
    )


def _plan_entry(names: Names, fields: Fields) -> PlanEntry:
    if fields.has("division"):
        return PlanEntry(division=names.point_one("division", fields, "division"))
    return PlanEntry(text=fields.outline_text())


def indicator(names: Names, fields: Fields) -> IndicatorSpec:
    """Return one indicator of the catalogue."""
    indicator_code = names.give_code("indicator", fields, "code")
    return IndicatorSpec(
        code=indicator_code,
        name=fields.text("name"),
        unit=fields.text("unit"),
        kind=cast("IndicatorKind", fields.choice("kind", get_args(IndicatorKind))),
        divisions=names.point("division", fields, "divisions", required=True),
        parts=names.point("indicator", fields, "parts"),
        grows_by=names.point_one("indicator", fields, "grows_by", ""),
        opening=fields.number("opening"),
        plan=fields.number("plan"),
        section=names.point_one("section", fields, "section", ""),
        decimals=fields.whole("decimals", 0, 6, default=0),
        cumulative_before=fields.fields("cumulative_before", _before),
        valid=fields.valid(),
        line=fields.line,
    )


def _before(fields: Fields) -> tuple[Period, Decimal] | None:
    """Return the period and what the year had come to before it: "{2024-10: 1250}"."""
    found = None
    for key in fields.free_keys():
        value = fields.number(key)
        try:
            found = (parse_period(key), value) if value is not None else found
        except PeriodError:
            fields.ledger.note("config-not-a-period", fields.line_at(key), key="cumulative_before", typed=key)
    return found


def annex(names: Names, fields: Fields) -> AnnexSpec:
    """Return one annex."""
    annex_code = names.give_code("annex", fields, "code")
    tab = fields.text("tab")
    names.give("tab", tab, fields.line_at("tab"))
    _look_at_tab(fields, tab)
    columns_names = Names(fields.ledger)  # keys and headings are told apart within one annex only
    columns = fields.entries("columns", partial(_column, columns_names), required=True)
    return AnnexSpec(
        code=annex_code,
        tab=tab,
        title=fields.printed("title"),
        columns=columns,
        divisions=names.point("division", fields, "divisions", required=True),
        counts=fields.entries("counts", partial(_count, names, columns)),
        starts_empty=fields.flag("starts_empty"),
        valid=fields.valid(),
        line=fields.line,
    )


def _look_at_tab(fields: Fields, tab: str) -> None:
    line = fields.line_at("tab")
    mended = _TAB_FORBIDDEN.sub(" ", tab).strip()[:TAB_LIMIT].strip()
    character = _TAB_FORBIDDEN.search(tab)
    if character:
        fields.ledger.note(
            "config-tab-character", line, key="tab", typed=tab, character=character[0], suggestion=mended
        )
    elif len(tab) > TAB_LIMIT:
        fields.ledger.note("config-tab-too-long", line, key="tab", typed=tab, length=str(len(tab)), suggestion=mended)
    elif fold(tab) in {fold(own.title) for own in current_form().tabs} | {"history"}:  # Excel keeps History to itself
        fields.ledger.note("config-tab-of-form", line, key="tab", typed=tab, suggestion=f"PL {tab}"[:TAB_LIMIT])


def _column(names: Names, fields: Fields) -> Column:
    key = names.give_code("column", fields, "key")
    heading = fields.text("heading")
    kind = cast("ColumnType", fields.choice("type", get_args(ColumnType)))
    names.give("heading", heading, fields.line_at("heading"))
    choices = fields.texts("choices", required=kind == "choice")
    if choices and kind != "choice":
        fields.ledger.note("config-choices-without-choice", fields.line_at("choices"), typed=heading)
    _look_at_choices(fields)
    return Column(
        key=key,
        heading=heading,
        type=kind,
        fill="yes",
        width=fields.whole("width", 3, 120, default=_WIDTHS[kind]),
        required=fields.flag("required"),
        private=fields.flag("private"),
        hidden=fields.flag("hidden"),
        choices=choices,
        help=_short(fields, "help"),
        error=_short(fields, "error"),
    )


def _look_at_choices(fields: Fields) -> None:
    seen: dict[str, int] = {}
    for typed, line in fields.marked("choices"):
        if fold(typed) in seen:
            fields.ledger.note("config-twice", line, typed=typed, first=str(seen[fold(typed)]))
        seen.setdefault(fold(typed), line)


def _short(fields: Fields, key: str) -> str:
    text = fields.text(key, "")
    if len(text) > MESSAGE_LIMIT:
        fields.ledger.note(
            "config-text-too-long", fields.line_at(key), key=key, length=str(len(text)), limit=str(MESSAGE_LIMIT)
        )
    return text


def _count(names: Names, columns: tuple[Column, ...], fields: Fields) -> AnnexCount:
    where = fields.fields("where", partial(_where, columns))
    return AnnexCount(names.point_one("indicator", fields, "indicator"), where or ())


def _where(columns: tuple[Column, ...], fields: Fields) -> tuple[tuple[str, str], ...]:
    known = {column.key: column for column in columns}
    pairs = tuple((key, fields.text(key)) for key in fields.free_keys())
    for key, value in pairs:
        line = fields.line_at(key)
        if not known:
            break  # what is wrong with the columns is told there
        if key not in known:
            fields.ledger.note_choice("name", line, key, list(known), key="where", list="columns")
        elif known[key].choices and value not in known[key].choices:
            fields.ledger.note_choice("choice", line, value, known[key].choices, key=key)
    return pairs


def look_at_indicators(ledger: Ledger, indicators: tuple[IndicatorSpec, ...]) -> None:
    """Note parts that run in a circle and stocks that grow by what is no flow."""
    by_code = {one.code: one for one in indicators}
    told: set[str] = set()
    for one in indicators:
        circle = _circle(one.code, by_code)
        if circle and not told.intersection(circle):
            told.update(circle)
            ledger.note("config-parts-circle", one.line, typed=one.code, circle=" → ".join([*circle, one.code]))
        grows_by = by_code.get(one.grows_by)
        if grows_by and grows_by.kind not in {"flow", "money"}:
            ledger.note("config-not-a-flow", one.line, typed=one.grows_by)


def _circle(start: str, by_code: dict[str, IndicatorSpec]) -> list[str]:
    """Return the way from an indicator through its parts back to itself; empty where there is none."""
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for below in by_code[way[-1]].parts if way[-1] in by_code else ():
            if below == start:
                return way
            if below not in seen:
                seen.add(below)
                ways.append([*way, below])
    return []
