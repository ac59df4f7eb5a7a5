"""What a reading child tells of a form beyond its cells: what it says, and what is wrong with it alone.

The child tells four parts, so that a fault of ours in a later one loses nothing of the earlier: what is kept (cells
and identity), the submission, its findings, what a report will look for in its texts. Whoever asked works out what was
not told. Nothing here knows the store: the same function runs in a child on this machine or under a foreign executor,
and gives the same.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from sheets.excel.wire import RawBook, to_book
from sheets.identity import Identity
from sync.model.config import Config
from sync.model.material import Context
from sync.model.period import Period
from sync.work import cells
from sync.work.frozen import freeze, freeze_checked, freeze_lookup


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is understood by: config, period and day."""

    config: Config
    period: Period
    today: dt.date

    def __call__(self, raw: RawBook) -> Iterator[bytes]:
        """Tell a book in parts; `understood` takes them."""
        from sync.checks.run import check_alone
        from sync.reading.parse import identity_of, parse
        from sync.work.looking import lookup_in

        book = to_book(raw)
        identity = identity_of(book)
        yield marshal.dumps((book.digest, astuple(identity) if identity else None, cells.pack(book)))
        if identity is None or not self._expects(identity):
            return
        submission = parse(book, self.config, identity.division, self.period)
        yield freeze(submission)
        yield freeze_checked(check_alone(submission, Context(self.config, self.period, self.today)))
        yield freeze_lookup(lookup_in(submission, self.config, self.period))

    def __reduce__(self) -> tuple[object, ...]:
        return _at_hand, (self.config, self.period, self.today)

    def _expects(self, identity: Identity) -> bool:
        ours = (identity.department, identity.period) == (self.config.department, self.period.code)
        return ours and self.config.expects(identity.division, self.period)


def _at_hand(config: Config, period: Period, today: dt.date) -> Asked:
    """Come to life in a child, with all that will be needed loaded: while the parent still has other things to do."""
    import sync.checks.run  # noqa: F401
    import sync.reading.parse  # noqa: F401
    import sync.work.looking  # noqa: F401

    return Asked(config, period, today)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was told of a book: its digest, identity and packed cells; what it says, what the checks said of that, and
    what a report looks for in it, each as it is kept, b"" where it was not told.
    """

    digest: str
    identity: Identity | None
    cells: bytes
    submission: bytes = b""
    checked: bytes = b""
    lookup: bytes = b""


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


def understood(parts: Sequence[bytes]) -> Understood:
    """Return what the parts tell that a child was `Asked` for."""
    digest, identity, packed = marshal.loads(parts[0])  # noqa: S302 from our own child
    return Understood(digest, Identity(*identity) if identity else None, packed, *parts[1:])
