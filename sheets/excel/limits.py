"""What Excel refuses or silently cuts: checked before a form is written, so that nothing of ours gets lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sheets.errors import FormError
from sheets.form import MESSAGE_LIMIT, Column
from sheets.text import fold, utf16_length

# Excel counts UTF-16 units ("Excel specifications and limits"; ECMA-376 Part 1, 18.3.1.32 for the messages).
MESSAGE_TITLE_LIMIT = 32
TAB_LIMIT = 31
WIDTH_LIMIT = 255
FOOTER_LIMIT = 255

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = {"history", "lịch sử"}  # Excel keeps its change log under this name


def within(text: str, limit: int, what: str) -> str:
    """Return `text`; raises FormError where it is longer than `limit`."""
    if 2 * len(text) <= limit:  # no character takes more than two
        return text
    length = utf16_length(text)
    if length > limit:
        raise FormError(f"{what}: {length} characters, at most {limit}: {text[:60]}…")
    return text


def message_title(text: str) -> str:
    """Return a heading as the title of Excel's message, cut at a word where it is too long: it stands above anyway."""
    if utf16_length(text) <= MESSAGE_TITLE_LIMIT:
        return text
    cut = text[: MESSAGE_TITLE_LIMIT - 1]
    while utf16_length(cut) > MESSAGE_TITLE_LIMIT - 1:
        cut = cut[:-1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:(-") + "…"


def message_text(text: str, what: str) -> str:
    """Return the text of a message; raises FormError where Excel would refuse it."""
    return within(text, MESSAGE_LIMIT, what)


def checked_tabs(titles: Iterable[str]) -> None:
    """Raise FormError where a tab's title is empty, too long, twice there, or holds what Excel forbids."""
    seen: set[str] = set()
    for title in titles:
        within(title, TAB_LIMIT, "tab title")
        if not title.strip() or _FORBIDDEN.search(title) or title[0] == "'" or title[-1] == "'":
            raise FormError(f"tab title that Excel refuses: {title!r}")
        if title.casefold() in _RESERVED:
            raise FormError(f"tab title that Excel keeps for itself: {title!r}")
        if title.casefold() in seen:
            raise FormError(f"two tabs of the same title: {title!r}")
        seen.add(title.casefold())


def checked_columns(columns: Iterable[Column]) -> None:
    """Raise FormError where a column has no heading, the heading of another, or a width that Excel refuses."""
    seen: set[str] = set()
    for column in columns:
        if not 0 < column.width <= WIDTH_LIMIT:
            raise FormError(f"{column.key}: a width of {column.width}, 1 to {WIDTH_LIMIT} are possible")
        if not fold(column.heading) or fold(column.heading) in seen:
            raise FormError(f"{column.key}: a heading that is empty or another column's: {column.heading!r}")
        seen.add(fold(column.heading))
