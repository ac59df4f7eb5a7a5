"""Next period's forms that carry the plan in an older wording: handed out before the signed report was taken over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheets.errors import BookError
from sheets.excel.reader import read_book, read_books
from sheets.form import current_form
from sheets.grid import Book
from sheets.text import fold
from sync.model.config import Division
from sync.model.messages.signed import (
    OLDER_BLANK,
    OLDER_FILLED,
    OLDER_HEAD,
    OLDER_MORE,
    OLDER_OUT,
    OLDER_WORDING,
)
from sync.model.period import Period
from sync.model.records import Submission
from sync.reading.parse import identity_of, parse
from sync.reading.unfinished import key
from sync.reading.untouched import is_untouched
from sync.work.derive import Loaded, load
from sync.work.office import Office
from sync.work.places import candidates


@dataclass(frozen=True, slots=True)
class Older:
    """A plan item as a form of the next period has it, and as it was signed ("": it was taken out).

    `filled`: somebody has typed into that form.
    """

    division: str
    source: str
    before: str
    after: str
    filled: bool


def older_wordings(office: Office, period: Period) -> tuple[Older, ...]:
    """Return where the forms of the period after `period` hold its plan in an older wording; raises StoreError.

    A form that cannot be read holds none: a round names it.
    """
    now = load(office, period)
    wordings = {code: _Wordings.of(now, code) for code in now.raw.submissions}
    if not any(each.former for each in wordings.values()):
        return ()
    following = period.next()
    found: list[Older] = []
    lying = candidates(office, following)
    for candidate, (_, book) in zip(lying, read_books([each.path for each in lying]), strict=True):
        identity = None if isinstance(book, BookError) else identity_of(book)
        if isinstance(book, BookError) or identity is None or identity.period != following.code:
            continue
        if identity.division in wordings:
            said = parse(book, office.config, identity.division, following)
            last = now.round.submissions.get(identity.division)
            filled = not is_untouched(said, (last,) if last else ())
            found += [
                Older(identity.division, candidate.source, before, after, filled)
                for before, after in wordings[identity.division].older(said)
            ]
    return tuple(found)


def told_of_older(found: Sequence[Older], period: Period, most: int = 1000) -> Iterator[str]:
    """Yield what the clerk is told of them, line by line (`most` of them), and what is to be done; nothing of none."""
    if not found:
        return
    label = period.next().label
    yield OLDER_HEAD.format(period=label, count=len(found))
    for each in found[:most]:
        text = OLDER_WORDING if each.after else OLDER_OUT
        yield text.format(source=each.source, division=each.division, before=each.before, after=each.after)
    if len(found) > most:
        yield OLDER_MORE.format(count=len(found) - most)
    for filled, text in ((False, OLDER_BLANK), (True, OLDER_FILLED)):
        divisions = dict.fromkeys(each.division for each in found if each.filled == filled)
        if divisions:
            yield text.format(period=label, divisions=", ".join(divisions))


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The plan of one division: its items as they hold, and what each said before by that, "" for one taken out."""

    final: tuple[str, ...]
    former: Mapping[str, str]  # final wording by the key of a former one

    @classmethod
    def of(cls, loaded: Loaded, division: str) -> _Wordings:
        plan = loaded.round.submissions[division].plan if division in loaded.round.submissions else ()
        former = {key(text): item.text for item in plan for text in item.former}
        here = {item.line for item in plan}
        former |= {key(item.text): "" for item in loaded.raw.submissions[division].plan if item.line not in here}
        final = tuple(item.text for item in plan)
        return cls(final, {name: text for name, text in former.items() if name not in set(map(key, final))})

    def older(self, form: Submission) -> Iterator[tuple[str, str]]:
        """Yield what a form carries in an older wording, with the one that holds."""
        for item in form.carried:
            if key(item.text) in self.former:
                yield item.text, self.former[key(item.text)]


def may_be_made_anew(
    office: Office, division: Division, period: Period, path: Path, fresh: bytes, before: Loaded
) -> bool:
    """True of a form that holds the plan in an older wording and in which nobody has typed anything.

    `fresh` is the form as it would be made now, `before` the period before. Cell by cell the two are the same but for
    the plan that they carry, and what the form carries was said in that plan once.
    """
    if division.code not in before.raw.submissions:
        return False
    wordings = _Wordings.of(before, division.code)
    if not wordings.former:
        return False
    try:
        book = read_book(path)
    except BookError:
        return False
    found = identity_of(book)
    if found is None or (found.division, found.period) != (division.code, period.code):
        return False
    last = before.round.submissions.get(division.code)
    said = parse(book, office.config, division.code, period)
    if not is_untouched(said, (last,) if last else ()) or not any(wordings.older(said)):
        return False
    with tempfile.TemporaryDirectory(prefix="baocao-", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / path.name
        made.write_bytes(fresh)
        anew = read_book(made)
    known = {*map(key, wordings.final), *wordings.former}
    known |= {key(item.text) for item in parse(anew, office.config, division.code, period).carried}
    return all(key(item.text) in known for item in said.carried) and _cells(book) == _cells(anew)


def _cells(book: Book) -> dict[tuple[str, int, int], str]:
    """Return what stands in a form's cells, but for the plan that it carries."""
    carried = fold(current_form().tab("carried").title)
    return {
        (fold(grid.known_as), row, column): cell.shown or str(cell.value)
        for grid in book.grids
        if fold(grid.known_as) != carried
        for (row, column), cell in grid.cells.items()
        if not cell.blank
    }
