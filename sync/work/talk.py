"""One division spoken to: its form, where remarks about it stand, and what became of writing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sheets.form import Form
from sheets.grid import Book
from sheets.remark import RemarkSheet
from sync.model.config import Config, Division
from sync.model.material import Copy
from sync.model.period import Period
from sync.model.records import Confirmation
from sync.store.answers import Medium, Writing

if TYPE_CHECKING:  # an office without Google sheets never waits for gspread
    from sheets.google.transport import Client

GivenOutcome = Literal["written", "unchanged", "waiting", "failed"]


@dataclass(frozen=True, slots=True)
class Talk:
    """A division's form as the round read it (`copy`, `book`), and by medium what was written for it last.

    `remarks` is the tab Ý kiến rà soát of a Google spreadsheet as it was last read and kept, b"" where there was none.
    `answers` is what the division said last of each finding, wherever it said so; `others` are other copies of its form
    that lie there, each with when it was saved.
    """

    config: Config
    period: Period
    division: Division
    copy: Copy
    book: Book
    form: Form
    written: Mapping[str, Writing]
    remarks: bytes = b""
    answers: Mapping[str, Confirmation] = field(default_factory=dict)
    others: tuple[tuple[dt.datetime, Book], ...] = ()

    @property
    def path(self) -> Path:
        """Where the form lies."""
        return self.config.folder / self.copy.source


@dataclass(frozen=True, slots=True)
class Given:
    """What became of one division's remarks: where they stand (`medium`, `source`), and codes of what is to be said.

    `waiting`: another round will do it; `facts` are for their sentences. `sheet` is what Ý kiến rà soát shows or would,
    `heard` what staff had answered.
    """

    division: str
    name: str
    medium: Medium
    outcome: GivenOutcome
    source: str = ""
    codes: tuple[str, ...] = ()
    sheet: RemarkSheet | None = None
    heard: tuple[Confirmation, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hand:
    """What writing needs of the store and the clock, and whether it is for real.

    `keep` records a writing, `put` the answers that it put beside remarks, `looks` how a path looks after it (size,
    time); `base` leads from the digest of a file as we left it to that of the version it was made of, "" for any other.
    `client` gives what calls Google, one for the
    whole step; it raises GoogleError.
    """

    now: dt.datetime

    keep: Callable[[Writing], None]
    put: Callable[[Sequence[Confirmation]], None]
    looks: Callable[[str, int, int], None]
    base: Callable[[str], str]
    client: Callable[[], Client]
    dry_run: bool = False
