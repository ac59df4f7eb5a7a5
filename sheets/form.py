"""THE form as data: form.yaml read into frozen types, every version of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from sheets.errors import FormError

TabKind = Literal["guide", "fields", "rows", "indicators", "annex", "remarks"]
ColumnType = Literal["text", "longtext", "choice", "number", "date"]
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
class Tab:
    """One kind of tab. An annex tab's columns come from config; `rows` are the prepared rows."""

    id: str
    kind: TabKind
    title: str
    purpose: str
    columns: tuple[Column, ...] = ()
    rows: int = 0
    protected: bool = False

    def column(self, key: str) -> Column:
        """Return the column of this key; raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.id}.{key}")


@dataclass(frozen=True, slots=True)
class Form:
    """One version of the form."""

    version: int
    tabs: tuple[Tab, ...]
    lists: Mapping[str, tuple[str, ...]]

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
    return Form(entry["version"], tuple(_tab(tab, lists) for tab in entry["tabs"]), lists)


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
    )


def _column(entry: dict[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Column:
    entry = {**entry, "fill": "yes" if entry["fill"] is True else entry["fill"]}
    column = Column(**entry, choices=lists.get(entry.get("list", ""), ()))
    for text in (column.help, column.error):
        if len(text) > MESSAGE_LIMIT:
            raise FormError(f"{column.key}: {len(text)} characters in a message, at most {MESSAGE_LIMIT}: {text}")
    return column
