"""What was typed into a saved TongHop, where macros are forbidden: a command takes it in before all else."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

from macros import layout
from macros.making import ODS, XLSM, is_as_built
from macros.quick import xw
from macros.savedbook import SavedBook
from macros.tables import Line
from macros.takein import TakenIn, holds_typing, take_in
from macros.told import said
from sheets.errors import BookError
from sheets.excel.reader import read_book
from sync.model.edits import OWN
from sync.model.messages.workbook import LABELS
from sync.store import blobs
from sync.store.engine import StoreError
from sync.work.office import Office
from sync.work.shown import Shown, ShownError, from_bytes

NAMES = (XLSM, "TongHop.xlsx", ODS)  # Excel saves as .xlsx what lost its macros
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved workbook: what was taken in of it, or the sentence that says why nothing could be.

    `changes` are those taken in, `told` is what there is to say of them; `refused` is a sentence for each sheet of
    which nothing was taken.
    """

    file: Path
    changes: int = 0
    told: str = ""
    refused: tuple[str, ...] = ()


def take_saved(office: Office, folder: Path) -> tuple[Saved, ...]:
    """Take in what was typed into the workbooks of a folder since they showed the store, and tell of each.

    One that is as we built it, or holds nothing, is not told of. Nothing is written to a workbook. Raises StoreError.
    """
    found = (_taken(office, folder / name) for name in NAMES if (folder / name).is_file())
    return tuple(each for each in found if each is not None)


def _taken(office: Office, file: Path) -> Saved | None:
    if is_open(file):
        return Saved(file, refused=(said("typed-saved-open", {"file": file.name}),))
    if is_as_built(office, file):
        return None
    try:
        book = SavedBook(read_book(file))
    except BookError as error:
        code = "typed-saved-open" if error.code in {"busy", "vanished"} else "typed-saved-unreadable"
        return Saved(file, refused=(said(code, {"file": file.name}),))
    asked = cast(xw.Book, book)  # it answers all that reading asks
    shown = _shown(office, book.setting(layout.SHOWN))
    if shown is None:
        return Saved(file, refused=(said("typed-saved-foreign", {"file": file.name}),)) if holds_typing(asked) else None
    who = book.beside(layout.DIVISIONS.sheet, LABELS["who"])
    mine = replace(office, who=who or office.who)
    taken = take_in(asked, mine, shown, _once, _named_by(book.setting(layout.SHOWN)))
    refused = tuple(said(code, told) for code, told in taken.refused.values())
    return Saved(file, taken.changes, taken.told, refused) if _is_news(taken) else None


def _is_news(taken: TakenIn) -> bool:
    return bool(taken.changes or taken.refused)


def _once(step: Callable[[], T], /) -> T:
    return step()


def _named_by(digest: str) -> Callable[[Line], str]:
    """Return what names a new row of a saved workbook: the same row, read again, is the same line."""

    def name(row: Line) -> str:
        words = "\x1f".join((digest, str(row.row), row["section"], row["text"]))
        return f"{OWN}{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"

    return name


def _shown(office: Office, digest: str) -> Shown | None:
    """Return what a workbook showed last, None where this store has never shown it."""
    if not digest:
        return None
    try:
        with office.store.reading() as connection:
            return from_bytes(blobs.bytes_of(connection, digest))
    except ShownError:
        return None
    except StoreError as error:
        if error.code != "store-damaged":  # there are no such bytes
            raise
        return None


def is_open(file: Path) -> bool:
    """True where a program says that it has a workbook open: what was typed there is not in the file yet.

    Excel puts "~$" before the name of a file beside it, LibreOffice ".~lock." and "#" round it. On Windows a file that
    Excel left behind when it fell over is told from one that is held.
    """
    if file.with_name(f".~lock.{file.name}#").exists():
        return True
    if not file.with_name(f"~${file.name}").exists():
        return False
    if sys.platform != "win32":
        return True
    try:
        with file.open("r+b"):
            return False
    except OSError:
        return True


def lines_told(found: tuple[Saved, ...]) -> Iterator[str]:
    """Yield what there is to say of saved workbooks, a line each."""
    from sync.model.messages.buttons import SAVED_IN

    for each in found:
        if each.changes:
            yield SAVED_IN.format(file=each.file.name, count=each.changes)
        if each.told:
            yield each.told
        yield from (f"✗ {sentence}" for sentence in each.refused)
