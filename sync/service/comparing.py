"""What a report of an archive says, held against the one that was made again: by bytes, by words, by cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from sheets.errors import BookError
from sheets.excel.reader import read_books
from sheets.grid import Book, Place
from sync.model.messages import sentence
from sync.render.as_read import Grid, Passage, SignedError, read_docx
from sync.render.signed import differences
from sync.service.sealed import shown

Fault = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Again:
    """A file that was made again: `same` is "bytes", "words", "other" (in so many `faults`), or "unknown"."""

    name: str
    same: str
    faults: int = 0


def compared(name: str, inside: bytes, anew: bytes, folder: Path) -> tuple[Again, list[Fault]]:
    """Return how a file of an archive and the one made again compare, and where they differ; `folder` is for files on
    their way.
    """
    short = PurePosixPath(name).name
    if inside == anew:
        return Again(short, "bytes"), []
    differ = _words if name.endswith(".docx") else _cells
    found = list(differ(inside, anew, folder))
    return Again(short, "other" if found else "words", len(found)), found


def _words(inside: bytes, anew: bytes, _folder: Path) -> Iterator[Fault]:
    """Yield where two Word files say different things: paragraph by paragraph, and where that finds nothing (a signed
    file may differ in number, day and quotes) letter by letter.
    """
    try:
        found = differences(inside, anew)
        before, after = read_docx(inside), read_docx(anew)
    except SignedError as error:
        yield "verify-not-rebuilt", {"why": sentence(error.code, {})[0].rstrip(".")}
        return
    for each in found:
        yield _differs("verify-differs", each.section or each.cell or "…", each.ours, each.signed)
    if not found:
        for one, other in zip_longest(before, after):
            if one != other:
                yield _differs("verify-differs", "…", _said(one), _said(other))


def _said(item: Passage | Grid | None) -> str:
    if isinstance(item, Grid):
        return " | ".join(cell for row in item.rows for cell in row)
    return item.text if item else ""


def _cells(inside: bytes, anew: bytes, folder: Path) -> Iterator[Fault]:
    """Yield where two workbooks say different things, cell by cell."""
    paths = [folder / "trong-goi.xlsx", folder / "lam-lai.xlsx"]
    for path, data in zip(paths, (inside, anew), strict=True):
        path.write_bytes(data)
    told = []
    for path, book in read_books(paths):
        if isinstance(book, BookError):
            yield "verify-unreadable", {"member": path.name}
            return
        told.append(_values(book))
    for tab, at in sorted(set(told[0]) | set(told[1])):
        before, after = told[0].get((tab, at), ""), told[1].get((tab, at), "")
        if before != after:
            yield _differs("verify-sheet", f"{tab}, {Place(tab, *at).a1}", before, after)


def _values(book: Book) -> dict[tuple[str, tuple[int, int]], str]:
    """Return what a person sees in each cell: a blank one that only has a format is not there."""
    return {
        (grid.tab, at): cell.shown or ("…" if cell.value is None else str(cell.value))  # a formula without a result
        for grid in book.grids
        for at, cell in grid.cells.items()
        if not cell.blank
    }


def _differs(code: str, where: str, inside: str, rebuilt: str) -> Fault:
    return code, {"where": shown(where), "inside": _short(inside), "rebuilt": _short(rebuilt)}


def _short(text: str) -> str:
    told = shown(text)
    return told if len(text) <= len(told) else f"{told}…"
