"""Which documents a division reports as its own work of the period: by symbol, by where they stand, by their day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from sync.checks.spelling import office_letters
from sync.checks.texts import Cited, citations
from sync.model.config import Config
from sync.model.period import Period
from sync.normalise.symbols import symbol_kinds

_SIX_WEEKS = dt.timedelta(weeks=6)
# What is written once, about something that happens now; plans, decisions and resolutions hold for years.
_LETTERS = frozenset({"công văn", "báo cáo", "tờ trình", "thông báo", "giấy mời", "văn bản", "biên bản", "công điện"})
_ONLY_CITATIONS = re.compile(r"(?:[\s;,.]|và|\(\d{1,2}\)|\d{1,2}[.)]|[-–+])*")


def is_own(one: Cited, config: Config) -> bool:
    """Return whether the department itself, or one of its divisions by its code, issued a document."""
    if office_letters(one.citation.symbol, config.symbol) is not None:
        return True
    return not config.own_letters.isdisjoint(_parts(one))


def is_letter(one: Cited) -> bool:
    """Return whether a document is one that is never a standing basis: a letter, a report, a proposal."""
    meant = symbol_kinds(one.citation.symbol)
    return one.citation.kind in _LETTERS and (not meant or meant[0] in _LETTERS)


def begins_note(one: Cited) -> bool:
    """Return whether nothing but other citations stands before this one in its note."""
    if one.passage.role != "note":
        return False
    return _ONLY_CITATIONS.fullmatch(_without_citations(one)) is not None


def far_from(day: dt.date, period: Period) -> Literal["before", "after"] | None:
    """Return on which side a day is far from a period: six weeks before its data window, or after its last day."""
    if day < period.window[0] - _SIX_WEEKS:
        return "before"
    return "after" if day > period.last_day else None


def _parts(one: Cited) -> set[str]:
    return {part.casefold() for part in re.split(r"[/\-–._]", one.citation.symbol) if part}


def _without_citations(one: Cited) -> str:
    kept: list[str] = []
    at = 0
    for citation in citations(one.passage.text):
        if citation.start >= one.citation.start:
            break
        kept.append(one.passage.text[at : citation.start])
        at = citation.end
    kept.append(one.passage.text[at : one.citation.start])
    return " ".join(kept)
