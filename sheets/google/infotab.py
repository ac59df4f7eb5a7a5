"""Thông tin chung and Hướng dẫn in Google, and the hidden tab of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheets.form import Tab
from sheets.formtabs import FormTab, choice_lists
from sheets.google import looks
from sheets.google.drawn import Area, Drawn
from sheets.google.head import HEIGHTS, Setting, dressed, headed
from sheets.google.looking import Obj
from sheets.google.rules import in_rule, rule, spot
from sheets.grid import column_letters
from sheets.guide import GuideEntry, GuideSection
from sheets.head import (
    GUIDE_LABEL_WIDTH,
    GUIDE_TEXT_WIDTH,
    HEADING_ROW,
    HELP,
    HELP_WIDTH,
    KEY,
    LABEL,
    LABEL_WIDTH,
    VALUE,
    heading,
    info_columns,
)
from sheets.palette import LINK
from sheets.remark import spot_column

_KEY_WIDTH = 12


def draw_info(each: FormTab, setting: Setting) -> Drawn:
    """Return Thông tin chung: one field a row, label, value, help, hidden key. Raises FormError."""
    tab, prefill = each.tab, setting.prefill
    values = {"division": prefill.division_name, "period": prefill.period_label} | dict(prefill.info)
    lists = choice_lists(each, tab.columns, prefill)
    cells = headed(setting, tab.title, tab.purpose, info_columns(tab))
    rules: list[tuple[Area, Obj]] = []
    formats: list[tuple[Area, Obj]] = []
    free: list[Area] = []
    for row, column in enumerate(tab.columns, HEADING_ROW):
        area = Area(row, row + 1, VALUE, VALUE + 1)
        cells[row, LABEL] = dressed(heading(column), looks.field_label(column.fill))
        cells[row, VALUE] = {
            **looks.value(values.get(column.key)),
            "userEnteredFormat": looks.cell(column, down="MIDDLE"),
        }
        cells[row, HELP] = dressed(column.help, looks.NAMED["hint"])
        cells[row, KEY] = dressed(column.key, looks.NAMED["key"])
        name, choices = lists.get(column.key, ("", ()))
        source = "" if in_rule(choices) and name not in setting.lists else setting.lists[name]
        if told := rule(column, row, VALUE, source, choices):
            rules.append((area, told))
        formats.append((area, spot(area, spot_column(tab.id, column.key), LABEL, setting.spots)))
        if column.fill == "yes":
            free.append(area)
    last = HEADING_ROW + len(tab.columns)
    return Drawn(
        rows=last + 1,
        columns=KEY + 1,
        cells=cells,
        widths=[LABEL_WIDTH, max(column.width for column in tab.columns), HELP_WIDTH, _KEY_WIDTH],
        rules=rules,
        heights=HEIGHTS,
        hidden_columns=(KEY,),
        frozen_rows=HEADING_ROW,
        open=free if tab.protected else None,
        formats=formats,
        colour=looks.colour(LINK),
    )


def draw_guide(tab: Tab, setting: Setting, sections: Sequence[GuideSection], gids: Mapping[str, int]) -> Drawn:
    """Return the guide: two columns, labels that name a tab lead there by its id (`gids`). Raises FormError."""
    cells = headed(setting, tab.title, tab.purpose, ())
    row = HEADING_ROW
    for section in sections:
        cells |= {(row, 0): dressed(section.heading, looks.NAMED["part"]), (row, 1): dressed("", looks.NAMED["part"])}
        for entry in section.entries:
            row += 1
            cells |= {(row, 0): _label(entry, gids), (row, 1): dressed(entry.text, _line(entry))}
        row += 2
    return Drawn(
        rows=row,
        columns=2,
        cells=cells,
        widths=[GUIDE_LABEL_WIDTH, GUIDE_TEXT_WIDTH],
        heights=HEIGHTS,
        frozen_rows=HEADING_ROW - 1,
        open=() if tab.protected else None,
    )


def _label(entry: GuideEntry, gids: Mapping[str, int]) -> Obj:
    if entry.tab in gids:
        return dressed(entry.label, looks.look(bold=True, ink=LINK, link=f"#gid={gids[entry.tab]}"))
    return dressed(entry.label, looks.swatch(entry.swatch) if entry.swatch else looks.NAMED["label"])


def _line(entry: GuideEntry) -> Obj:
    return looks.NAMED["sample" if entry.sample else "line"]


def draw_lists(lists: Mapping[str, Sequence[str]]) -> Drawn:
    """Return the hidden tab of lists: each one a column, its name in the first row. Raises FormError."""
    cells = {
        (row, at): dressed(text, looks.NAMED["line"])
        for at, (name, choices) in enumerate(lists.items())
        for row, text in enumerate((name, *choices))
    }
    deepest = max(len(choices) for choices in lists.values())
    return Drawn(
        rows=deepest + 1,
        columns=len(lists),
        cells=cells,
        widths=[GUIDE_LABEL_WIDTH] * len(lists),
        open=(),
        hidden=True,
    )


def list_ranges(title: str, lists: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return where each list of `draw_lists` stands: 'tab'!$A$2:$A$7."""
    quoted = title.replace("'", "''")
    letters = {name: column_letters(at) for at, name in enumerate(lists, 1)}
    return {name: f"'{quoted}'!${letters[name]}$2:${letters[name]}${len(lists[name]) + 1}" for name in lists}
