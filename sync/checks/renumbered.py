"""One document under two numbers: the same symbol, day and subject in full, and only the number is another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheets.text import fold
from sync.checks.agencies import with_number
from sync.checks.check import Check
from sync.checks.texts import Cited, cited
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission

# Decisions of one day begin alike ("về việc phê duyệt kết quả …"): fewer words than these name no document.
_WORDS = 10
_CLAUSE = re.compile(r"[^.;:()\[\]\n]*")


def two_numbers(submission: Submission, _: Context) -> Iterator[Hit]:
    """A document told a second time, with the words of its subject, under another number."""
    known: dict[tuple[str, str, str], Cited] = {}
    for one in cited(submission):
        name = _named(one)
        if name is None:
            continue
        first = known.setdefault(name, one)
        if first.citation.number.lstrip("0") != one.citation.number.lstrip("0"):
            facts = {"typed": with_number(one), "other": with_number(first)}
            yield Hit(one.passage.place, facts, f"{with_number(first)} {with_number(one)}")


def _named(one: Cited) -> tuple[str, str, str] | None:
    """Return symbol, day and subject, None where one of them does not stand there, or the subject is short."""
    clause = _CLAUSE.match(one.passage.text, one.citation.end)
    about = " ".join(clause[0].split()).strip(" ,") if clause else ""
    if not (one.citation.symbol and one.citation.date) or len(about.split()) < _WORDS:
        return None
    return one.citation.symbol.casefold(), one.citation.date.isoformat(), fold(about)


CHECKS: tuple[Check, ...] = (Check("document-two-numbers", "warning", two_numbers),)
