"""What the checks between divisions keep of one submission: a round of thousands is gone through once, not held whole.

Each room of checks makes its own part (`brief_of` in run.py puts them together). What a finding tells is read again
from the few submissions that have one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sheets.grid import Place
from sync.model.finding import Hit
from sync.model.records import Status


@dataclass(frozen=True, slots=True)
class Prints:
    """What of a submission the report would print: its annexes and sections, and whether there is a plan."""

    status: Status | None
    annexes: tuple[str, ...]
    sections: tuple[str | None, ...]
    plan: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity that another division may tell too: its number, how many words it has, and which.

    `different` are the words, each a bit; `names` are the numbers of those bits that are names. Not `whole`: what it
    begins with, before it goes on to tell more.
    """

    row: int
    count: int
    different: int
    names: tuple[int, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is cited: the number of the citation in its submission, what names the document whatever the
    year (None where that is not known), and how number and symbol are `spelled`.
    """

    at: int
    name: tuple[str | None, str, str] | None
    number: str
    symbol: str
    date: dt.date | None
    spelled: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What is kept of a submission. `filled`: figures are filled into its texts.

    `explained` are the abbreviations that its texts explain, `unexplained` the first place of each that not every
    office knows. `codes` are hits on the clerk's own words in it.
    """

    division: str
    book: str
    filled: bool
    prints: Prints
    deeds: tuple[Deed, ...]
    documents: tuple[Document, ...]
    explained: tuple[str, ...]
    unexplained: tuple[tuple[str, Place | None], ...]
    codes: tuple[Hit, ...]


Briefs: TypeAlias = Mapping[str, Brief]  # by division, in the round's order
