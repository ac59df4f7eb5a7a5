"""THE form as data: form.yaml read into frozen types, every version of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from sheets.errors import FormError

TabKind = Literal["guide", "fields", "rows", "indicators", "annex", "remarks"]
ColumnType = Literal["text", "longtext", "choice", "number", "date"]
Medium = Literal["excel", "google"]
Fill = Literal["yes", "prefilled", "locked", "service"]

# Excel's limits for a data validation's prompt and error texts (ECMA-376 Part 1, 18.3.1.32).
MESSAGE_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a tab of rows, or one field of Thông tin chung.

    `width` is in characters. `private` columns are never printed. `choices` holds the texts of its
    list where the form itself knows them; `list` names a list that is filled division by division.
    """

    key: str
    heading: str
    type: ColumnType
    fill: Fill
    width: int
    required: bool = False
    private: bool = False
    hidden: bool = False
    list: str = ""
    choices: tuple[str, ...] = ()
    help: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the tab of remarks says where they stand in a file beside the form; `empty` names it ("{file}")."""

    purpose: str
    empty: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of tab. An annex tab's columns come from config; `rows` are the prepared rows."""

    id: str
    kind: TabKind
    title: str
    purpose: str
    columns: tuple[Column, ...] = ()
    rows: int = 0
    protected: bool = False
    empty: str = ""  # what stands in the first row as long as there is nothing to read
    beside: Beside | None = None

    def column(self, key: str) -> Column:
        """Return the column of this key; raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.id}.{key}")


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One line of the guide: about a tab (`tab` is its id) or a fill's colour, a sample's cell, or under its label.

    `only` names the medium that it holds for, "" for both.
    """

    text: str
    label: str = ""
    tab: str = ""
    fill: Fill | None = None
    sample: bool = False
    only: Literal["", "excel", "google"] = ""


@dataclass(frozen=True, slots=True)
class GuidePart:
    """Some lines of the guide under their heading."""

    heading: str
    lines: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One version of the form. `legend` says what the look of a fill means, and "required" what the star does."""

    version: int
    tabs: tuple[Tab, ...]
    lists: Mapping[str, tuple[str, ...]]
    guide: tuple[GuidePart, ...] = ()
    legend: Mapping[str, str] = field(default_factory=dict)

    def tab(self, tab_id: str) -> Tab:
        """Return the tab of this id; raises KeyError."""
        for tab in self.tabs:
            if tab.id == tab_id:
                return tab
        raise KeyError(tab_id)


@cache
def forms() -> tuple[Form, ...]:
    """Return every version of the form, oldest first."""
    text = files("sheets").joinpath("form.yaml").read_text(encoding="utf-8")
    return tuple(_form(entry) for entry in yaml.load(text, Loader=_loader()))  # noqa: S506 the safe loader, in C where built


def current_form() -> Form:
    """Return the newest version of the form."""
    return forms()[-1]


def form_version(version: int) -> Form | None:
    """Return this version of the form, or None where there never was one."""
    return next((form for form in forms() if form.version == version), None)


def _loader() -> type[yaml.SafeLoader]:
    return cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _form(entry: dict[str, Any]) -> Form:
    lists = {name: tuple(choices) for name, choices in entry["lists"].items()}
    tabs = tuple(_tab(tab, lists) for tab in entry["tabs"])
    legend = {_fill(key): text for key, text in entry.get("legend", {}).items()}
    guide = tuple(_guide_part(part, tabs, legend) for part in entry.get("guide", ()))
    return Form(entry["version"], tabs, lists, guide, legend)


def _guide_part(entry: dict[str, Any], tabs: tuple[Tab, ...], legend: Mapping[str, str]) -> GuidePart:
    """Read a part of the guide; a sample names a tab and holds a row of it, by column key."""
    lines = tuple(_guide_line(line, legend) for line in entry.get("lines", ()))
    if sample := entry.get("sample"):
        columns = next(tab for tab in tabs if tab.id == sample["tab"]).columns
        cells = {column.heading: sample["row"][column.key] for column in columns if column.key in sample["row"]}
        lines = (*(GuideLine(text, heading, sample=True) for heading, text in cells.items()), *lines)
    return GuidePart(entry["heading"], lines)


def _guide_line(entry: dict[str, Any], legend: Mapping[str, str]) -> GuideLine:
    if "fill" not in entry:
        return GuideLine(**entry)
    fill = _fill(entry["fill"])
    return GuideLine(entry["text"], label=legend[fill], fill=cast("Fill", fill))


def _fill(value: str | bool) -> str:
    """YAML 1.1 reads yes as true."""
    return "yes" if value is True else str(value)


def _tab(entry: dict[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Tab:
    columns = tuple(_column(column, lists) for column in entry.get("columns") or entry.get("fields") or ())
    return Tab(
        id=entry["id"],
        kind=entry["kind"],
        title=entry["title"],
        purpose=entry["purpose"],
        columns=columns,
        rows=entry.get("rows", 0),
        protected=entry.get("protected", False),
        empty=entry.get("empty", ""),
        beside=Beside(**entry["beside"]) if "beside" in entry else None,
    )


def _column(entry: dict[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Column:
    entry = {**entry, "fill": _fill(entry["fill"])}
    column = Column(**entry, choices=lists.get(entry.get("list", ""), ()))
    for text in (column.help, column.error):
        if len(text) > MESSAGE_LIMIT:
            raise FormError(f"{column.key}: {len(text)} characters in a message, at most {MESSAGE_LIMIT}: {text}")
    return column
