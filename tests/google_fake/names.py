"""The requests about named ranges."""

from __future__ import annotations

import copy
import re
from typing import Any

from tests.google_fake.cells import tab_of
from tests.google_fake.desk import Desk
from tests.google_fake.masks import parse, put
from tests.google_fake.reading import without_zero
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet

Obj = dict[str, Any]
CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


def add(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Name a range; names are letters, digits and "_", unlike a cell's address, and none is given twice."""
    one = copy.deepcopy(body["namedRange"])
    _check(book, one)
    one.setdefault("namedRangeId", str(desk.fresh()))
    if any(held["namedRangeId"] == one["namedRangeId"] for held in book.names):
        raise RefusedError(400, f"A named range with ID {one['namedRangeId']} already exists.")
    one["range"] = {"sheetId": tab_of(book, one["range"].get("sheetId")).id} | one["range"]
    book.names.append(one)
    return {"addNamedRange": {"namedRange": one | {"range": without_zero(one["range"])}}}


def update(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Change a named range."""
    wanted = body["namedRange"]
    one = _one(book, wanted["namedRangeId"])
    put(one, copy.deepcopy(wanted), parse(body["fields"]))
    return {}


def delete(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Take a name away."""
    book.names.remove(_one(book, body["namedRangeId"]))
    return {}


def _one(book: Spreadsheet, wanted: str) -> Obj:
    found = next((one for one in book.names if one["namedRangeId"] == wanted), None)
    if found is None:
        raise RefusedError(400, f"No named range with id: {wanted}")
    return found


def _check(book: Spreadsheet, one: Obj) -> None:
    name = one.get("name", "")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,249}", name) or CELL.fullmatch(name):
        raise RefusedError(400, f'The name "{name}" is invalid.')
    if any(held["name"].casefold() == name.casefold() for held in book.names):
        raise RefusedError(400, f'A named range with the name "{name}" already exists.')
