"""Where a browser shows a cell of a form that lies in Google."""

from __future__ import annotations

from sqlalchemy import Connection

from sheets.grid import Book
from sync.store import blobs, facts
from sync.work.cells import unpack


class Addresses:
    """The links into the Google spreadsheets of a period, as their versions were read; each is looked up once."""

    def __init__(self, connection: Connection, period: str) -> None:
        self._connection = connection
        self._digests = {(v.division, v.version): v.digest for v in facts.versions(connection, period)}
        self._books: dict[str, Book | None] = {}

    def of_version(self, division: str, version: int, tab: str, cell: str | None) -> str:
        """Return the link to a cell of a division's version, "" where it was none in Google; raises StoreError."""
        digest = self._digests.get((division, version))
        return self.of_book(digest, tab, cell) if digest else ""

    def of_book(self, digest: str, tab: str, cell: str | None) -> str:
        """Return the link to a cell of the form that is kept under a digest; raises StoreError."""
        if digest not in self._books:
            packed = blobs.cells_of(self._connection, [digest]).get(digest)
            self._books[digest] = unpack(packed) if packed else None
        book = self._books[digest]
        return book.address(tab, cell) if book else ""
