"""Spreadsheets being read from Google while files are read beside: by a few threads that keep to Google's quota."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

from sheets.errors import BookError
from sheets.google.errors import GoogleError
from sync.work.online import Sheet

if TYPE_CHECKING:
    from sheets.google.kept import Kept
    from sheets.google.transport import Client

Got: TypeAlias = "Kept | GoogleError | BookError"
_Ended: TypeAlias = "Got | BaseException"  # what ends a thread ends the round: nobody waits for what will not come

THREADS = 4  # a reading takes a second or two, and fifty a minute may go
_LISTEN = 0.5  # seconds: on Windows nothing wakes a wait without an end, not even Ctrl+C


@dataclass(frozen=True, slots=True)
class Fetching:
    """Readings under way; `wanted` of them will arrive."""

    arrived: SimpleQueue[tuple[Sheet, _Ended]]
    wanted: int

    def __iter__(self) -> Iterator[list[tuple[Sheet, Got]]]:
        """Yield what has arrived, as much as there is at once, until all is there."""
        left = self.wanted
        while left:
            batch = self._next()
            left -= len(batch)
            yield batch

    def _next(self) -> list[tuple[Sheet, Got]]:
        batch: list[tuple[Sheet, Got]] = []
        while not batch:
            with suppress(Empty):
                batch.append(_came(self.arrived.get(timeout=_LISTEN)))
        with suppress(Empty):
            while True:
                batch.append(_came(self.arrived.get_nowait()))
        return batch


def _came(told: tuple[Sheet, _Ended]) -> tuple[Sheet, Got]:
    sheet, got = told
    if isinstance(got, (GoogleError, BookError)) or not isinstance(got, BaseException):
        return sheet, got
    raise got


def fetch(sheets: Sequence[Sheet], read: Callable[[Sheet], Kept], threads: int = THREADS) -> Fetching:
    """Begin to read these spreadsheets, and return at once.

    The threads end with the process, whatever they wait for: who stops a round does not wait for Google.
    """
    todo: SimpleQueue[Sheet] = SimpleQueue()
    for sheet in sheets:
        todo.put(sheet)
    arrived: SimpleQueue[tuple[Sheet, _Ended]] = SimpleQueue()

    def work() -> None:
        with suppress(Empty):
            while True:
                sheet = todo.get_nowait()
                try:
                    arrived.put((sheet, _got(read, sheet)))
                except BaseException as error:  # noqa: BLE001 raised where the round waits for it
                    arrived.put((sheet, error))
                    return

    for _ in range(min(threads, len(sheets))):
        threading.Thread(target=work, name="baocao-google", daemon=True).start()
    return Fetching(arrived, len(sheets))


def _got(read: Callable[[Sheet], Kept], sheet: Sheet) -> Got:
    try:
        return read(sheet)
    except (GoogleError, BookError) as error:
        return error
    except Exception as error:  # noqa: BLE001 a fault of ours in one spreadsheet must not stop the others
        return BookError("corrupt", f"{type(error).__name__}: {error}")


def read_sheet(client: Client, sheet: Sheet, period: str, expected: frozenset[str]) -> Kept:
    """Return what is to be kept of a spreadsheet for a period: one call; raises GoogleError, BookError.

    `expected` are the tabs that its form must have: where one lacks it may have lost its metadata, and all of the
    spreadsheet is asked for. What Drive did not list and cannot be read is looked at, for the reason.
    """
    from sheets.google.kept import kept_of
    from sheets.google.tabs import period_filters
    from sheets.google.transport import read_spreadsheet
    from sheets.text import fold

    try:
        kept = kept_of(read_spreadsheet(client, sheet.id, period_filters(period)), period)
    except GoogleError as error:
        raise _explained(client, sheet, error) from error
    if kept.form and not kept.entire and not expected <= {fold(title) for title in kept.titles}:
        kept = kept_of(read_spreadsheet(client, sheet.id), period)
    return kept


def _explained(client: Client, sheet: Sheet, error: GoogleError) -> GoogleError:
    """Return why a spreadsheet cannot be read, as exactly as Drive can tell: a document has a link like a sheet's."""
    if sheet.file is not None or error.code not in {"google-not-found", "google-refused", "google-office-file"}:
        return error
    from sheets.google.transport import look

    try:
        unfit = look(client, sheet.id).unfit
    except GoogleError:
        return error
    return GoogleError(unfit, error.detail, error.facts) if unfit else error
