"""One citation as it was found; finding them (citations.py) takes a grammar that takes long to load."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Identity = tuple[str | None, str, str, int | None]
"""Kind, number, symbol and year: where these are the same, two citations are one document."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One document that a text cites, from `start` to `end` of the text.

    `kind` is the full word in small letters or None; `number` and `symbol` are "" where a law is cited by name, and
    `subject` is that name. `date` is None where it is missing, incomplete or impossible; `date_problem` says which:
    "incomplete" ("22/9"), "impossible" ("31-4-2004"), "no-ngay" (read, though the word "ngày" is missing),
    "shared" (no date of its own, in a list whose last one has one) or "unread" (a day follows behind letters that were
    not read). `year` is the one that symbol or name states;
    `glued` is a digit of a footnote typed onto the symbol. `issuer_problem` is "uncertain" where the agency's name may
    have been cut short or run too far, "unread" where a name stands behind "của" that begins like no known agency: it
    is shown as far as it is written as a name, but nothing is concluded from it.
    """

    kind: str | None
    number: str
    symbol: str
    date: dt.date | None
    issuer: str | None
    start: int
    end: int
    date_text: str | None = None
    date_problem: str | None = None
    subject: str | None = None
    year: int | None = None
    glued: str | None = None
    issuer_problem: str | None = None

    @property
    def problem(self) -> str | None:
        """What a reader should look at before relying on the citation: its day, a digit, its issuer."""
        return self.date_problem or ("glued" if self.glued else None) or self.issuer_problem
