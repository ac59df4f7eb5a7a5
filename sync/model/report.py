"""The consolidated report as a tree of numbered, printable things, each with the origins it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sheets.form import Column
from sync.model.period import Period
from sync.model.records import Origin

BlockKind = Literal["bullet", "paragraph", "item"]  # item: a numbered plan item, its number in `number`


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; where it is a figure, `id` names it and `figure` the indicator it is."""

    text: str
    id: str = ""
    figure: str = ""
    origins: tuple[Origin, ...] = ()
    how: str = ""  # how a total was made: "" for a value that was typed, else "sum"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote stands: its number through the document, from 1 (0 until the footnotes stage), and its id."""

    number: int
    id: str = ""


ReportSpan = Run | NoteMark


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its number through the document, its text, where it came from."""

    number: int
    id: str
    text: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph. `id` is opaque and stable for the same origin ("d" + 12 hex digits)."""

    id: str
    kind: BlockKind
    spans: tuple[ReportSpan, ...]
    origins: tuple[Origin, ...]
    number: str = ""

    @property
    def text(self) -> str:
        """The text as printed, without footnote marks and without bullet or number."""
        return "".join(span.text for span in self.spans if isinstance(span, Run))


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: "1." at level 1, "3.1." at level 2, and so on."""

    id: str
    number: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in print order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """A part: "I" and its title in capitals as printed."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """One printed cell of an annex."""

    text: str
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex table: `number` is "" where there is one annex alone, else Roman; rows have one cell a column."""

    code: str
    number: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The words of the header, the signature and the recipients, as printed."""

    parent: str
    agency: str
    symbol: str  # "BC-SKHCN"
    place: str
    subject: str
    signer_title: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    addressee: tuple[str, ...]
    month: int  # beside a still blank day
    year: int
    number: str = ""  # "" until issued
    date: dt.date | None = None
    agency_in_text: str = ""  # "Sở Khoa học và Công nghệ", for the annex's reference


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to be printed: everything numbered, every figure filled in."""

    period: Period
    head: Head
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def sections(self) -> Iterator[Section]:
        """Yield every section in print order."""
        for part in self.parts:
            for section in part.sections:
                yield from section.walk()

    def blocks(self) -> Iterator[tuple[Part, Section | None, Block]]:
        """Yield every block in print order with the part and section it stands in."""
        for part in self.parts:
            for block in part.blocks:
                yield part, None, block
            for top in part.sections:
                for section in top.walk():
                    for block in section.blocks:
                        yield part, section, block
