"""What formulas give: the few functions and operators that a form uses, read by the locale of the spreadsheet.

";" parts arguments everywhere, "," only where it is no decimal sign. Whatever is not known here is an error, as a wrong
formula is on Google.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.google_fake import a1
from tests.google_fake.locales import ZERO, habits
from tests.google_fake.spreadsheet import At, Spreadsheet, Tab

Obj = dict[str, Any]
Value = float | str | bool | None  # None is a blank cell
Matrix = list[list[Value]]
Result = Value | Matrix

REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "=": lambda a, b: _same(a, b),
    "<>": lambda a, b: not _same(a, b),
    ">": lambda a, b: _rank(a) > _rank(b),
    "<": lambda a, b: _rank(a) < _rank(b),
    ">=": lambda a, b: _rank(a) >= _rank(b),
    "<=": lambda a, b: _rank(a) <= _rank(b),
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": lambda a, b: _number(a) / _number(b),
    "&": lambda a, b: f"{'' if a is None else a}{'' if b is None else b}",
}
LEVELS = (("=", "<>", ">", "<", ">=", "<="), ("&",), ("+", "-"), ("*", "/"))


class FormulaError(Exception):
    """An error value: its type and what Google says about it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.value = {"errorValue": {"type": kind, "message": message}}


@dataclass(slots=True)
class Reckoning:
    """One formula of a cell of a tab. `shift` moves relative references, as a format does over its range."""

    book: Spreadsheet
    tab: Tab
    shift: At = (0, 0)
    tokens: list[str] = field(default_factory=list)
    under: frozenset[tuple[int, At]] = frozenset()  # cells that are being reckoned: a circle is an error

    def of(self, formula: str) -> Result:
        """Return what the formula gives; raises FormulaError."""
        self.tokens = _tokens(formula.removeprefix("="), self.book.locale)
        result = self._level(0)
        if self.tokens:
            raise FormulaError("ERROR", "Formula parse error.")
        return result

    def _take(self, *wanted: str) -> str:
        if not self.tokens or (wanted and self.tokens[0] not in wanted):
            raise FormulaError("ERROR", "Formula parse error.")
        return self.tokens.pop(0)

    def _level(self, level: int) -> Result:
        if level == len(LEVELS):
            return self._operand()
        left = self._level(level + 1)
        while self.tokens and self.tokens[0] in LEVELS[level]:
            operator = OPERATORS[self._take()]
            left = _spread(operator, left, self._level(level + 1))
        return left

    def _operand(self) -> Result:
        token = self._take()
        if token == "-":
            return _spread(OPERATORS["*"], -1.0, self._operand())
        if token == "(":
            inner = self._level(0)
            self._take(")")
            return inner
        if token.startswith('"'):
            return token[1:-1].replace('""', '"')
        if token[0].isdigit():
            return float(token.replace(habits(self.book.locale).decimal, "."))
        if REFERENCE.fullmatch(token):
            if self.tokens and self.tokens[0] == ":":
                self._take()
                return self._range(self._at(token), self._at(self._take()))
            return self._cell(self.tab, self._at(token))
        if token.upper() in {"TRUE", "FALSE"} and (not self.tokens or self.tokens[0] != "("):
            return token.upper() == "TRUE"
        return self._call(token.upper())

    def _call(self, name: str) -> Result:
        self._take("(")
        arguments: list[Result] = []
        if self.tokens and self.tokens[0] != ")":
            arguments.append(self._level(0))
            while self.tokens and self.tokens[0] == ";":
                self._take()
                arguments.append(self._level(0))
        self._take(")")
        if name == "INDIRECT":
            return self._named(str(arguments[0]))
        if name not in FUNCTIONS:
            raise FormulaError("NAME", f"Unknown function: '{name}'.")
        return FUNCTIONS[name](arguments)

    def _at(self, reference: str) -> At:
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise FormulaError("ERROR", "Formula parse error.")
        place = a1.cells(found[2] + found[4])
        row, column = place["startRowIndex"], place["startColumnIndex"]
        return row + (0 if found[3] else self.shift[0]), column + (0 if found[1] else self.shift[1])

    def _named(self, name: str) -> Matrix:
        held = next((one for one in self.book.names if one["name"] == name), None)
        if held is None:
            raise FormulaError("REF", f"Function INDIRECT parameter 1 value is '{name}'. It is not a valid reference.")
        tab = self.book.by_id(held["range"].get("sheetId", 0))
        assert tab is not None
        top, bottom, left, right = tab.ranged(held["range"])
        return [[self._cell(tab, (row, column)) for column in range(left, right)] for row in range(top, bottom)]

    def _range(self, first: At, last: At) -> Matrix:
        rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        return [[self._cell(self.tab, (row, column)) for column in columns] for row in rows]

    def _cell(self, tab: Tab, at: At) -> Value:
        return plain(value_of(self.book, tab, at, self.under))


def value_of(book: Spreadsheet, tab: Tab, at: At, under: frozenset[tuple[int, At]] = frozenset()) -> Obj | None:
    """Return the effective value of a cell, None where it is blank."""
    held = tab.cells.get(at, {})
    entered: Obj | None = held.get("userEnteredValue")
    if "result" in held or not entered or "formulaValue" not in entered:
        found: Obj | None = held.get("result", entered)
        return found
    if (tab.id, at) in under:
        return {"errorValue": {"type": "REF", "message": "Circular dependency detected."}}
    try:
        result = Reckoning(book, tab, under=under | {(tab.id, at)}).of(entered["formulaValue"])
    except FormulaError as error:
        return error.value
    first = result[0][0] if isinstance(result, list) else result
    if isinstance(first, bool):
        return {"boolValue": first}
    if isinstance(first, float):
        return {"numberValue": int(first) if first.is_integer() else first}
    return {"stringValue": first or ""}


def holds(book: Spreadsheet, tab: Tab, at: At, rule: Obj) -> bool:
    """Return whether a conditional format applies to a cell: it lies in its range, and its formula is true there."""
    for one in rule["ranges"]:
        top, bottom, left, right = tab.ranged(one)
        if top <= at[0] < bottom and left <= at[1] < right:
            formula = rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"]
            return Reckoning(book, tab, (at[0] - top, at[1] - left)).of(formula) is True
    return False


def plain(value: Obj | None) -> Value:
    """Return the value in a cell as a formula sees it; raises FormulaError for an error."""
    if not value:
        return None
    if "errorValue" in value:
        raise FormulaError(value["errorValue"]["type"], value["errorValue"].get("message", ""))
    if "numberValue" in value:
        return float(value["numberValue"])
    found: Value = value.get("stringValue", value.get("boolValue"))
    return found


def _tokens(text: str, locale: str) -> list[str]:
    decimal = habits(locale).decimal
    token = re.compile(rf'\s*("(?:[^"]|"")*"|\d+(?:{re.escape(decimal)}\d+)?|\$?[A-Z]+\$?\d+|[A-Za-z]+|<>|>=|<=|.)')
    found, at = [], 0
    while at < len(text.rstrip()):
        match = token.match(text, at)
        assert match is not None
        found.append(match[1])
        at = match.end()
    return [";" if one == "," and decimal != "," else one for one in found]


def _spread(operator: Callable[[Value, Value], Value], left: Result, right: Result) -> Result:
    """Reckon cell by cell where one side is a range."""
    if not isinstance(left, list) and not isinstance(right, list):
        return operator(left, right)
    rows = len(left) if isinstance(left, list) else len(right) if isinstance(right, list) else 1
    columns = len(left[0]) if isinstance(left, list) else len(right[0]) if isinstance(right, list) else 1
    a = left if isinstance(left, list) else [[left] * columns] * rows
    b = right if isinstance(right, list) else [[right] * columns] * rows
    return [[operator(x, y) for x, y in zip(one, other, strict=True)] for one, other in zip(a, b, strict=True)]


def _same(a: Value, b: Value) -> bool:
    """Compare as Google does: texts without their case, a blank equal to "" and 0, a text never to a number."""
    if a is None or b is None:
        return (a or b) in {None, "", 0.0}
    if isinstance(a, str) or isinstance(b, str):
        return isinstance(a, str) and isinstance(b, str) and a.casefold() == b.casefold()
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def _rank(value: Value) -> tuple[int, float, str]:
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    return (2 if isinstance(value, bool) else 0), float(value or 0), ""


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise FormulaError("VALUE", "A number is expected.")
    return float(value or 0)


def _flat(arguments: list[Result]) -> list[Value]:
    return [one for each in arguments for row in (each if isinstance(each, list) else [[each]]) for one in row]


def _each(test: Callable[[Value], Value]) -> Callable[[list[Result]], Result]:
    return lambda arguments: _spread(lambda value, _: test(value), arguments[0], None)


def _date(arguments: list[Result]) -> Result:
    year, month, day = (int(_number(one)) for one in _flat(arguments))
    return float((dt.datetime(year, month, day, tzinfo=dt.UTC) - ZERO).days)


def _is_number(value: Value) -> bool:
    return isinstance(value, float) and not isinstance(value, bool)


FUNCTIONS: dict[str, Callable[[list[Result]], Result]] = {
    "IF": lambda a: a[1] if _flat(a[:1])[0] else (a[2] if len(a) > 2 else False),
    "AND": lambda a: all(_flat(a)),
    "NOT": lambda a: not _flat(a)[0],
    "ISTEXT": _each(lambda value: isinstance(value, str)),
    "ISNUMBER": _each(_is_number),
    "ISBLANK": _each(lambda value: value is None),
    "COUNT": lambda a: float(sum(_is_number(one) for one in _flat(a))),
    "SUM": lambda a: float(sum(one for one in _flat(a) if isinstance(one, float) and not isinstance(one, bool))),
    "SUMPRODUCT": lambda a: float(sum(_number(one) for one in _flat(a) if _is_number(one))),
    "ROUND": lambda a: float(round(_number(_flat(a)[0]) + 0.0, int(_number(_flat(a)[1])))),
    "ABS": lambda a: abs(_number(_flat(a)[0])),
    "DATE": _date,
    "LEFT": lambda a: str(_flat(a)[0] or "")[: int(_number(_flat(a)[1]))],
    "HYPERLINK": lambda a: a[1],
}
