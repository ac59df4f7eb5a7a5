"""A table as data: what a tab of a workbook, a page or a mail prints."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sheets.excel.limits import TAB_LIMIT
from sheets.text import utf16_length

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Value = str | int | Decimal | dt.date | None
Kind = Literal["text", "longtext", "sign", "count", "number", "percent", "date", "link"]

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history", "lịch sử"})  # Excel keeps its change log under this name
_HEADING_LIMIT = 255
_DTYPES = {"count": "Int64", "number": "Float64", "percent": "Float64"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its heading, what kind of value stands in it, its width in characters.

    A `sign` is a label that begins with its sign ("✗ Phải sửa"). `formula` says how the value follows from others of
    its row, named in brackets ("=[Trong tháng]-[Tháng trước]"); it holds in rows where all of `needs` have a value.
    """

    heading: str
    kind: Kind
    width: int
    formula: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A row of another frame, counted from 0."""

    frame: str
    row: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars beside a table, one for each row: what they are labelled by and stacked of, by heading, with its sign."""

    title: str
    names: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One table. Each of `rows` has a value for each field, in order; None is missing, 0 is 0; rows count from 0.

    `id` is ASCII; `title` is the name wanted for its tab, `heading` the line above the table, `purpose` what it is
    for. `empty` is said where there are no rows. `links` tell, by row, where the column of kind "link" leads to.
    The first `frozen` columns stay in view.
    """

    id: str
    title: str
    heading: str
    purpose: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str
    links: Mapping[int, Target] = field(default_factory=dict)
    frozen: int = 0
    chart: Chart | None = None

    @property
    def data(self) -> DataFrame:
        """The rows as a DataFrame for whoever reckons with them, its columns named by the fields' headings.

        Whole numbers are Int64, numbers Float64 (object where a text stands among them), everything else object.
        pandas is loaded here: it takes longer to load than a report takes to write.
        """
        from pandas import DataFrame

        return DataFrame({f.heading: _series(self.column(f.heading), f.kind) for f in self.fields})

    def column(self, heading: str) -> list[Value]:
        """Return the values of one column, by the heading of its field; raises ValueError."""
        at = [f.heading for f in self.fields].index(heading)
        return [row[at] for row in self.rows]


def unique_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """Return the headings with none twice: the second "Đơn vị" is "Đơn vị (2)", as Excel's tables want it."""
    return _told_apart([" ".join(heading.split()) or "-" for heading in headings], _HEADING_LIMIT)


def tab_names(titles: Iterable[str]) -> tuple[str, ...]:
    """Return names that Excel takes for tabs of these titles, in order.

    What is forbidden becomes a space, what is too long is cut at a word, the second of two gets "(2)"; Excel compares
    without case. A title that Excel keeps for itself or that holds nothing gets a name too.
    """
    return _told_apart([_allowed(title) for title in titles], TAB_LIMIT)


def _allowed(title: str) -> str:
    name = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title)).split()).strip("' ")
    if not name:
        return "Phụ lục"
    return f"{name} (1)" if name.casefold() in _RESERVED else name


def _told_apart(names: Sequence[str], limit: int) -> tuple[str, ...]:
    seen: set[str] = set()
    told: list[str] = []
    for name in names:
        candidate, number = _cut(name, limit), 1
        while candidate.casefold() in seen:
            number += 1
            ending = f" ({number})"
            candidate = _cut(name, limit - len(ending)) + ending
        seen.add(candidate.casefold())
        told.append(candidate)
    return tuple(told)


def _cut(name: str, limit: int) -> str:
    """Return `name` within `limit` of Excel's characters, cut at a word where one ends in the second half."""
    if utf16_length(name) <= limit:
        return name
    cut = name
    while utf16_length(cut) > limit:
        cut = cut[:-1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > limit // 2 else cut).rstrip(" '-–,;.&(")


def _series(values: list[Value], kind: str) -> Series:
    from pandas import Series

    dtype = _DTYPES.get(kind, "object")
    if dtype == "object" or any(isinstance(value, str | dt.date) for value in values):
        return Series(values, dtype="object")
    numbers = [float(value) if isinstance(value, Decimal) else value for value in values]
    return Series(numbers, dtype=dtype)
