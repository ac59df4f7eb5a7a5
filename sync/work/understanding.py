"""What a reading child tells of a form beyond its cells: what it says, and what is wrong with it alone.

The child tells three parts, so that a fault of ours in a later one loses nothing of the earlier: what is kept (cells
and identity), the submission, its findings. Whoever asked works out what was not told. Nothing here knows the store:
the same function runs in a child on this machine or under a foreign executor, and gives the same.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from sheets.excel.wire import RawBook, to_book
from sheets.identity import Identity
from sync.checks.alone import Checked
from sync.model.config import Config
from sync.model.finding import Finding
from sync.model.material import Context
from sync.model.period import Period
from sync.work import cells
from sync.work.frozen import FrozenError, citations_of, findings_of, freeze, freeze_citations, submission_of

if TYPE_CHECKING:
    from sync.model.records import Submission


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is understood by: config, period and day."""

    config: Config
    period: Period
    today: dt.date

    def __call__(self, raw: RawBook) -> Iterator[bytes]:
        """Tell a book in parts; `understood` takes them."""
        from sync.checks.run import check_alone
        from sync.checks.texts import citations, passages
        from sync.reading.parse import identity_of, parse

        book = to_book(raw)
        identity = identity_of(book)
        yield marshal.dumps((book.digest, astuple(identity) if identity else None, cells.pack(book)))
        if identity is None or not self._expects(identity):
            return
        submission = parse(book, self.config, identity.division, self.period)
        yield freeze(submission)
        checked = check_alone(submission, Context(self.config, self.period, self.today))
        found = freeze(tuple(each for said in checked.said.values() for each in said))
        cited = freeze_citations([citations(passage.text) for passage in passages(submission)])
        yield marshal.dumps((list(checked.said), found, list(checked.looked_back), cited))

    def __reduce__(self) -> tuple[object, ...]:
        return _at_hand, (self.config, self.period, self.today)

    def _expects(self, identity: Identity) -> bool:
        expected = any(d.code == identity.division for d in self.config.divisions_of(self.period))
        return expected and (identity.department, identity.period) == (self.config.department, self.period.code)


def _at_hand(config: Config, period: Period, today: dt.date) -> Asked:
    """Come to life in a child, with all that will be needed loaded: while the parent still has other things to do."""
    import sync.checks.run  # noqa: F401
    import sync.reading.parse  # noqa: F401

    return Asked(config, period, today)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was told of a book: its digest, identity and packed cells; what it says (`frozen` for keeping) and what the
    checks said of it, where they were told.
    """

    digest: str
    identity: Identity | None
    cells: bytes
    frozen: bytes = b""
    submission: Submission | None = None
    checked: Checked | None = None


def told_here(asked: Asked, read: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the parts that a child would have told of a book that it has only read.

    For a handful of forms that is sooner: a child needs as long to load what understands forms as it takes to
    understand some dozens. A fault of ours ends what is told, as in a child.
    """
    parts: list[bytes] = []
    try:
        for part in asked(marshal.loads(read[0])):  # noqa: S302 from our own child
            parts.append(part)
    except Exception:
        if not parts:
            raise
    return tuple(parts)


def understood(parts: Sequence[bytes], today: dt.date) -> Understood:
    """Return what the parts tell that a child was `Asked` for on a day."""
    digest, identity, packed = marshal.loads(parts[0])  # noqa: S302 from our own child
    named = Identity(*identity) if identity else None
    if len(parts) < 2:
        return Understood(digest, named, packed)
    try:
        submission = submission_of(parts[1])
    except FrozenError:
        return Understood(digest, named, packed)
    return Understood(digest, named, packed, parts[1], submission, _checked(submission, parts[2:], today))


def _checked(submission: Submission, parts: Sequence[bytes], today: dt.date) -> Checked | None:
    """Return what the checks said, and take over what they found in the texts: divisions are compared by it."""
    from sync.checks.texts import found_elsewhere

    if not parts:
        return None
    codes, found, looked_back, cited = marshal.loads(parts[0])  # noqa: S302 from our own child
    said: dict[str, tuple[Finding, ...]] = dict.fromkeys(codes, ())
    try:
        for each in findings_of(found):
            said[each.code] += (each,)
        found_elsewhere(submission, citations_of(cited))
    except FrozenError:
        return None
    return Checked(today, said, frozenset(looked_back))
