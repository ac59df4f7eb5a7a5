"""The five rows that every tab of a form begins with: title, purpose, identity, hidden keys, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheets.form import Column, Fill, Tab
from sheets.identity import IDENTITY_LABEL
from sheets.prefill import Prefill

# 0-based. Titles are not merged: a merge in a sheet is in the way of sorting and screen readers.
TITLE_ROW, PURPOSE_ROW, IDENTITY_ROW, KEY_ROW, HEADING_ROW, FIRST_ROW = range(6)

# Thông tin chung: label, value, help, hidden key.
LABEL, VALUE, HELP, KEY = range(4)
LABEL_WIDTH, HELP_WIDTH = 30, 58
# Hướng dẫn: label, text.
GUIDE_LABEL_WIDTH, GUIDE_TEXT_WIDTH = 30, 92

WIDE_SWATCH, NARROW_SWATCH = 20, 12
_LEGEND: tuple[Fill, ...] = ("yes", "prefilled", "locked", "service")
_TITLE_CHARACTER = 1.5  # columns are measured in digits of 12 points, titles are bold and of 16


def identity_line(prefill: Prefill) -> str:
    """Return the line that says whose form it is, for which period, in which version."""
    parts = (f"{IDENTITY_LABEL} {prefill.identity}", prefill.division_name, f"Kỳ báo cáo: {prefill.period_label}")
    return "   ·   ".join(parts)


def heading(column: Column) -> str:
    """Return a heading as it stands in the form: required columns carry a star."""
    return f"{column.heading} *" if column.required else column.heading


def legend_entries(legend: Mapping[str, str], columns: Sequence[Column]) -> list[tuple[Fill, str]]:
    """Return the legend of these columns: only what occurs among them."""
    fills = {column.fill for column in columns if not column.hidden}
    entries = [(fill, legend[fill]) for fill in _LEGEND if fill in fills]
    if any(column.required for column in columns):
        entries = [(fill, f"{text}\n{legend['required']}" if fill == "yes" else text) for fill, text in entries]
    return entries


def legend_places(columns: Sequence[Column], title: str, count: int) -> list[int]:
    """Return the last visible columns that leave the title its place, wide ones where there are enough of them;
    where too few do, new ones right of the table.
    """
    widths = [0 if column.hidden else column.width for column in columns]
    free = [at for at in range(len(widths)) if sum(widths[:at]) >= len(title) * _TITLE_CHARACTER]
    for least in (WIDE_SWATCH, NARROW_SWATCH):
        fitting = [at for at in free if widths[at] >= least]
        if len(fitting) >= count:
            return fitting[len(fitting) - count :]
    return [*fitting, *range(len(widths), len(widths) + count - len(fitting))]


def info_columns(tab: Tab) -> list[Column]:
    """The real columns of Thông tin chung, for the legend above them: as many as there are kinds of fields."""
    fills = {column.fill for column in tab.columns}
    required = any(column.required for column in tab.columns)
    label = Column(tab.id, tab.title, "text", "locked", LABEL_WIDTH)
    values = Column(tab.id, tab.title, "text", "yes", max(column.width for column in tab.columns), required=required)
    return [label, values] + ([Column(tab.id, "", "text", "locked", HELP_WIDTH)] if "locked" in fills else [])
