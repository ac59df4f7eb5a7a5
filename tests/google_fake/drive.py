"""files.list and files.get of Drive v3."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet

Obj = dict[str, Any]
Holds = Callable[[Spreadsheet], bool]

TERM = re.compile(
    r"""\s*(?:(\()|(\))|(and|or)\b|(\w+)\s*(=|!=|contains)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|true|false))"""
)


def entry(book: Spreadsheet, account: str, now: dt.datetime, lag: dt.timedelta) -> Obj:
    """Return all that Drive tells of a file; a change is listed only after the lag."""
    listed = [at for at in book.changed if at <= now - lag]
    return {
        "kind": "drive#file",
        "id": book.id,
        "name": book.properties["title"],
        "mimeType": book.mime,
        "createdTime": _time(book.created),
        "modifiedTime": _time(max(listed, default=book.created)),
        "trashed": book.trashed,
        "capabilities": {"canEdit": book.shares.get(account) == "writer"},
    }


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def listed(entries: Iterable[Obj], query: dict[str, list[str]]) -> Obj:
    """Return one page of the files that the query finds."""
    size = int(query.get("pageSize", ["100"])[0])
    begin = int(query.get("pageToken", ["0"])[0])
    holds = _query(query.get("q", [""])[0])
    found = [one for one in entries if holds(one)]
    answer: Obj = {"kind": "drive#fileList", "incompleteSearch": False, "files": found[begin : begin + size]}
    if begin + size < len(found):
        answer["nextPageToken"] = str(begin + size)
    return answer


def default_fields(list_of_files: bool) -> str:
    """Return what Drive tells where no mask is given."""
    own = "kind,id,name,mimeType"
    return f"kind,incompleteSearch,nextPageToken,files({own})" if list_of_files else own


def _query(text: str) -> Callable[[Obj], bool]:
    """Return whether a file fits: `and` binds before `or`, as brackets say otherwise."""
    tokens: list[str] = []
    tests: list[Callable[[Obj], bool]] = []
    at = 0
    while text[at:].strip():
        found = TERM.match(text, at)
        if found is None:
            raise RefusedError(400, "Invalid Value", "invalid")
        at = found.end()
        opening, closing, word, name, how, value = found.groups()
        if name:
            tokens.append(str(len(tests)))
            tests.append(_test(name, how, value))
        else:
            tokens.append(opening or closing or word)
    if not tokens:
        return lambda _: True
    return lambda one: _either(list(tokens), [test(one) for test in tests])[0]


def _test(name: str, how: str, value: str) -> Callable[[Obj], bool]:
    wanted: Any = {"true": True, "false": False}.get(value, re.sub(r"\\(.)", r"\1", value[1:-1]))
    if how == "contains":
        return lambda one: str(wanted).casefold() in str(one.get(name, "")).casefold()
    return lambda one: (one.get(name) == wanted) is (how == "=")


def _either(tokens: list[str], truths: list[bool]) -> tuple[bool, list[str]]:
    value, tokens = _both(tokens, truths)
    while tokens and tokens[0] == "or":
        other, tokens = _both(tokens[1:], truths)
        value = value or other
    return value, tokens


def _both(tokens: list[str], truths: list[bool]) -> tuple[bool, list[str]]:
    value, tokens = _one(tokens, truths)
    while tokens and tokens[0] == "and":
        other, tokens = _one(tokens[1:], truths)
        value = value and other
    return value, tokens


def _one(tokens: list[str], truths: list[bool]) -> tuple[bool, list[str]]:
    if tokens[:1] == ["("]:
        value, rest = _either(tokens[1:], truths)
        return value, rest[1:]
    if not tokens or not tokens[0].isdigit():
        raise RefusedError(400, "Invalid Value", "invalid")
    return truths[int(tokens[0])], tokens[1:]
