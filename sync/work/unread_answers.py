"""What staff have typed since their form was last read, for a look that keeps nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheets.errors import BookError
from sheets.excel.reader import read_book
from sheets.google.errors import GoogleError
from sync.store import answers
from sync.work.google import Line
from sync.work.office import Office
from sync.work.online import called, sheets_of
from sync.work.talk import Talk


def as_they_stand(office: Office, talks: Sequence[Talk], line: Line) -> list[Talk]:
    """Return the talks with what stands in the divisions' sheets at this moment; raises StoreError.

    What cannot be read now stays as it was last read. The findings are still those of the last round: only a round
    takes in a new version of a form.
    """
    tabs = _online(office, talks, line)
    return [_of_file(office, replace(talk, remarks=tabs.get(talk.division.code, talk.remarks))) for talk in talks]


def _of_file(office: Office, talk: Talk) -> Talk:
    if talk.division.sheet.google or talk.division.feedback != "inside":
        return talk
    try:
        digest = hashlib.sha256(talk.path.read_bytes()).hexdigest()
        with office.store.reading() as connection:
            ours = answers.written_on(connection, [digest]).get(digest, "")
        if talk.copy.digest in {digest, ours}:
            return talk
        book = read_book(talk.path)
    except (OSError, BookError):
        return talk
    return replace(talk, copy=replace(talk.copy, digest=book.digest), book=book)


def _online(office: Office, talks: Sequence[Talk], line: Line) -> Mapping[str, bytes]:
    """Return the tab of remarks of each spreadsheet that has changed since it was read, by division."""
    asked = {talk.division.code: talk for talk in talks if talk.division.sheet.google}
    if not asked:
        return {}
    from sync.work.feedback_google import remarks_now

    period = next(iter(asked.values())).period
    online = called(office, period, line)
    found: dict[str, bytes] = {}
    for sheet in sheets_of(online, same=True):
        if sheet.division in asked and sheet.changed:
            try:
                found[sheet.division] = remarks_now(asked[sheet.division], line.client())
            except GoogleError:
                continue
    return found
