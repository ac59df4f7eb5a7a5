"""What was derived from facts, as it is kept to be taken up again: nested JSON lists, deflated.

Only the classes named here come back, each by its own constructor; whatever else stands there is refused. A cache may
lie in a database that others write to, so nothing in it is ever run.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sheets.grid import Place
from sync.model.config import Severity
from sync.model.finding import Audience, Finding
from sync.model.material import Lookup
from sync.model.period import Period
from sync.model.records import (
    Activity,
    AnnexField,
    AnnexRow,
    CarriedItem,
    CellOrigin,
    ClerkOrigin,
    Figure,
    Info,
    Note,
    NoteRef,
    OutlineOrigin,
    PlanItem,
    Problem,
    Submission,
    Text,
    Tie,
    Value,
)
from sync.normalise.citation import Citation, Identity

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from sync.checks.alone import Checked  # most commands find everything checked already

_CLASSES = (
    Activity, AnnexField, AnnexRow, CarriedItem, CellOrigin, Citation, ClerkOrigin, Figure, Finding, Info, Note,
    NoteRef, OutlineOrigin, Period, Place, PlanItem, Problem, Submission, Text, Tie, Value,
)  # fmt: skip


def _values_of(kind: type[DataclassInstance]) -> Callable[[object], tuple[Any, ...]]:
    """Return what takes the values of all fields out of an instance of `kind`."""
    first, *others = (field.name for field in fields(kind))
    if others:
        return attrgetter(first, *others)
    return lambda value: (getattr(value, first),)


_TAKEN: Mapping[type, tuple[str, Callable[[object], tuple[Any, ...]]]] = {
    kind: (kind.__name__, _values_of(kind)) for kind in _CLASSES
}
_MAKERS: Mapping[str, Callable[..., object]] = {
    **{kind.__name__: kind for kind in _CLASSES},
    # One digest and few titles are told of hundreds of cells: each text once.
    "CellOrigin": lambda book, place: CellOrigin(sys.intern(book), place),
    "Place": lambda tab, row, column: Place(sys.intern(tab), row, column),
    "Finding": lambda *told: _finding(*told),  # defined below
    "": lambda *items: items,
    "n": Decimal,
    "t": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
}

_PLAIN = frozenset((str, int, bool, type(None)))
Plain = str | int | bool | list["Plain"] | None


class FrozenError(Exception):
    """What was kept cannot be taken up again: it is broken, or was kept by another product."""


def freeze(value: Submission | tuple[Finding, ...]) -> bytes:
    """Return a submission, or a round's findings, for keeping."""
    return _packed(value)


def freeze_checked(checked: Checked) -> bytes:
    """Return what the checks said of a submission alone for keeping."""
    findings = tuple(each for said in checked.said.values() for each in said)
    codes, looked_back = tuple(checked.said), tuple(sorted(checked.looked_back))
    return _packed((checked.today, codes, findings, looked_back))


def freeze_lookup(lookup: Lookup) -> bytes:
    """Return what a report looks for in texts for keeping."""
    return _packed((tuple(lookup.ties.items()), tuple(lookup.cited.items())))


def _packed(value: object) -> bytes:
    if not isinstance(value, tuple):
        return zlib.compress(_json(value), 1)
    packer = zlib.compressobj(1)  # of the findings of thousands of forms one is written after the other
    packed = [packer.compress(b'[""'), *(packer.compress(b"," + _json(each)) for each in value)]
    return b"".join((*packed, packer.compress(b"]"), packer.flush()))


def _json(value: object) -> bytes:
    return json.dumps(_frozen(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def submission_of(kept: bytes) -> Submission:
    """Return the submission that was kept; raises FrozenError."""
    found = _thaw(kept)
    if not isinstance(found, Submission):
        raise FrozenError(type(found).__name__)
    return found


def findings_of(kept: bytes) -> tuple[Finding, ...]:
    """Return the findings that were kept; raises FrozenError."""
    found = _thaw(kept)
    if not isinstance(found, tuple):
        raise FrozenError(type(found).__name__)
    return tuple(each for each in found if isinstance(each, Finding))


def lookup_of(kept: bytes) -> Lookup:
    """Return what a report looks for in texts, as it was kept; raises FrozenError."""
    match _thaw(kept):
        case (tuple() as ties, tuple() as cited):
            return Lookup(
                {line: tuple(each for each in those if isinstance(each, Tie)) for line, those in _named(ties)},
                {text: tuple(map(_cited, those)) for text, those in _named(cited)},
            )
    raise FrozenError("lookup")


def checked_of(kept: bytes) -> Checked:
    """Return what the checks said of a submission alone; raises FrozenError."""
    from sync.checks.alone import Checked

    match _thaw(kept):
        case (dt.date() as today, tuple() as codes, tuple() as findings, tuple() as looked_back):
            said: dict[str, tuple[Finding, ...]] = {str(code): () for code in codes}
            for each in findings:
                if isinstance(each, Finding):
                    said[each.code] = (*said.get(each.code, ()), each)
            return Checked(today, said, frozenset(map(str, looked_back)))
    raise FrozenError("checked")


def _named(found: tuple[object, ...]) -> Iterator[tuple[str, tuple[object, ...]]]:
    for each in found:
        match each:
            case (str(name), tuple() as those):
                yield name, those
            case _:
                raise FrozenError(type(each).__name__)


def _cited(kept: object) -> tuple[Citation, Identity | None]:
    match kept:
        case (Citation() as found, None):
            return found, None
        case (Citation() as found, (str() | None as kind, str(number), str(symbol), int() | None as year)):
            return found, (kind, number, symbol, year)
    raise FrozenError(type(kept).__name__)


def _thaw(kept: bytes) -> object:
    try:
        return _thawed(json.loads(zlib.decompress(kept)))
    except (zlib.error, ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise FrozenError(str(error)) from error


def _frozen(value: object) -> Plain:
    if isinstance(value, str | int | None):  # bool too
        return value
    # Most of what lies in a list is text or number: asked here, that saves a call for each.
    if isinstance(value, tuple):
        return ["", *[each if type(each) in _PLAIN else _frozen(each) for each in value]]
    known = _TAKEN.get(type(value))
    if known:
        name, values_of = known
        return [name, *[each if type(each) in _PLAIN else _frozen(each) for each in values_of(value)]]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, dt.datetime):
        return ["t", value.isoformat()]
    if isinstance(value, dt.date):
        return ["d", value.isoformat()]
    raise TypeError(f"{type(value).__name__} is not kept")


def _finding(
    name: str,
    code: str,
    severity: Severity,
    audience: Audience,
    division: str | None,
    book: str | None,
    place: Place | None,
    facts: tuple[tuple[str, str], ...],
    suggestion: str | None,
    outline: OutlineOrigin | None,
) -> Finding:
    """Return a finding; of thousands each code, division and name of a fact is there once."""
    told = tuple((sys.intern(key), value) for key, value in facts)
    code, division, book = sys.intern(code), division and sys.intern(division), book and sys.intern(book)
    return Finding(name, code, severity, audience, division, book, place, told, suggestion, outline)


def _thawed(plain: Plain) -> object:
    if type(plain) is not list:
        return plain
    # Most of what lies in a list is text or number: asked here, that saves a call for each.
    return _MAKERS[str(plain[0])](*[_thawed(each) if type(each) is list else each for each in plain[1:]])
