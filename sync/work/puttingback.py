"""Filled forms put back into their places: their bytes are kept, nobody has to type again what was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sheets.errors import BookError
from sheets.excel.reader import read_book
from sync.model.config import Config, Division
from sync.model.material import EMPTIED, GONE, ONLINE, Standing
from sync.model.period import Period
from sync.model.records import Submission
from sync.reading.parse import identity_of, parse
from sync.reading.untouched import is_untouched
from sync.store import blobs
from sync.work.files import write_new, write_over
from sync.work.office import Office
from sync.work.places import form_path


@dataclass(frozen=True, slots=True)
class PutBack:
    """Where a filled form lies again, and which version of the division's it is."""

    path: Path
    version: int


def put_back(
    office: Office, period: Period, standing: Standing, earlier: Sequence[Submission], *, all_away: bool
) -> PutBack | None:
    """Put the filled form of a division back where it is gone, or where an empty one lies in its place; None where
    there is nothing to put back.

    `all_away`: no form of the period is there, as on a machine that was restored. `earlier` are the division's
    submissions of the periods before. Raises FileBusyError, StoreError.
    """
    copy, division = standing.copy, office.config.division(standing.division)
    online = copy is not None and copy.source.startswith(ONLINE)
    if copy is None or online or division is None or not (standing.held or all_away):
        return None
    there = office.config.folder / copy.source
    codes = {failure.code: office.config.folder / failure.source for failure in standing.failures}
    if EMPTIED in codes:
        target = codes[EMPTIED]
        if not is_blank(office.config, division, period, target, earlier):
            return None
    elif GONE in codes or all_away:
        target = there if there.parent.is_dir() else form_path(office.config, division, period)
    else:
        return None
    with office.store.reading() as connection:
        kept = blobs.bytes_of(connection, copy.digest)
    if EMPTIED in codes and target.suffix == there.suffix:
        write_over(target, kept)
    else:
        target = target.with_suffix(there.suffix)
        if target.exists():
            return None
        write_new(target, kept)
    return PutBack(target, copy.version)


def is_blank(config: Config, division: Division, period: Period, path: Path, earlier: Sequence[Submission]) -> bool:
    """True of a form that lies there as it was handed out: nobody loses anything where it is made anew."""
    try:
        book = read_book(path)
    except BookError:
        return False
    found = identity_of(book)
    if found is None or (found.division, found.period) != (division.code, period.code):
        return False
    return is_untouched(parse(book, config, division.code, period), earlier)
