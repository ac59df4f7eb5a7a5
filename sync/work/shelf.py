"""What divisions say in a period, taken from the store when it is asked for and held only for a while.

A round of thousands of forms is gone through form by form: to hold what all of them say would cost more memory than all
else together. Of the few divisions that most offices have everything is at hand after the first look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, overload

from sqlalchemy import Connection

from sync.model.config import Config
from sync.model.material import Lookup
from sync.model.period import Period
from sync.model.records import Submission
from sync.store import blobs, caches
from sync.store.caches import Name
from sync.store.engine import Store
from sync.work.frozen import FrozenError, checked_of, freeze, lookup_of, submission_of
from sync.work.lineage import Ids, with_lines

if TYPE_CHECKING:  # most commands find everything checked already
    from sync.checks.alone import Checked

_HELD = 256  # submissions that are at hand: the last that were asked for
_AHEAD = 50  # that are taken from the store at once by who asks for one after the other

T = TypeVar("T")
Understand = Callable[[bytes, Config, str, Period], Submission]


class Shelf:
    """The submissions of a period by division and digest; `names` tell in which order they will be asked for.

    What this config and code never understood is understood now, by `understand`, from its kept cells; `new` has it as
    it may be kept. `keys` are those under which submissions, and what was said of each alone, are kept. `lines` are the
    ids under which lines go on. The store is asked through `connection` until `leave`.
    """

    def __init__(
        self,
        store: Store,
        config: Config,
        period: Period,
        names: Sequence[Name],
        keys: tuple[str, str],
        lines: Mapping[Name, Ids],
        understand: Understand,
        connection: Connection,
    ) -> None:
        self._store = store
        self.config = config
        self.period = period
        self._lines = lines
        self._understand = understand
        self._connection: Connection | None = connection
        self._kept = _InOrder(names, lambda these: self._bodies(keys[0], these))
        self._said = _InOrder(names, lambda these: self._beside(keys[1], caches.said_of, these))
        self._looked = _InOrder(names, lambda these: self._beside(keys[0], caches.looked_of, these))
        self._held: dict[Name, Submission] = {}
        self.new: dict[Name, bytes] = {}

    def leave(self) -> None:
        """Ask the store by connections of its own from now on: what is under a name there never changes."""
        self._connection = None

    def submission(self, name: Name) -> Submission | None:
        """Return what a form says, its lines under the ids that they go on under; None where it was never read."""
        found = self._held.pop(name, None) or self._read(name)
        if found is not None:
            self._held[name] = found
            if len(self._held) > _HELD:
                del self._held[next(iter(self._held))]
        return found

    def checked(self, name: Name) -> Checked | None:
        """Return what the checks said of a form alone, where that is kept and speaks of these very lines."""
        kept = None if self._lines.get(name) else self._said.get(name)
        try:
            checked = checked_of(kept) if kept else None
        except FrozenError:
            return None
        lookup = self.lookup(name) if checked else None
        if lookup:
            from sync.checks.texts import found_elsewhere

            found_elsewhere(lookup.cited)  # the checks between divisions ask for it
        return checked

    def lookup(self, name: Name) -> Lookup | None:
        """Return what a report looks for in a form's texts, where that is kept."""
        kept, ids = self._looked.get(name), self._lines.get(name, {})
        try:
            found = lookup_of(kept) if kept else None
        except FrozenError:
            return None
        return found and replace(found, ties={ids.get(line, line): those for line, those in found.ties.items()})

    def _read(self, name: Name) -> Submission | None:
        kept = self.new.get(name) or self._kept.get(name)
        try:
            said = submission_of(kept) if kept else self._from_cells(name)
        except FrozenError:
            said = self._from_cells(name)
        return said and with_lines(said, self._lines.get(name, {}))

    def _from_cells(self, name: Name) -> Submission | None:
        division, digest = name
        with self._reading() as connection:
            packed = blobs.cells_of(connection, [digest]).get(digest)
        if packed is None:
            return None
        said = self._understand(packed, self.config, division, self.period)
        self.new[name] = freeze(said)
        return said

    def _bodies(self, key: str, names: Sequence[Name]) -> dict[Name, bytes]:
        with self._reading() as connection:
            return caches.derived_of(connection, self.period.code, key, names)

    def _beside(self, key: str, beside: Callable[[Name], Name], names: Sequence[Name]) -> dict[Name, bytes]:
        found = self._bodies(key, [beside(name) for name in names])
        return {name: found[its] for name in names if (its := beside(name)) in found}

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
        else:
            with self._store.reading() as connection:
                yield connection


class _InOrder:
    """What is kept under names, taken from the store by `fetch`: several at once where they are asked for in order."""

    def __init__(self, names: Sequence[Name], fetch: Callable[[Sequence[Name]], dict[Name, bytes]]) -> None:
        self._names = list(dict.fromkeys(names))
        self._at = {name: at for at, name in enumerate(self._names)}
        self._fetch = fetch
        self._last = -1
        self._ahead: dict[Name, bytes | None] = {}

    def get(self, name: Name) -> bytes | None:
        """Return what is kept under a name, or None."""
        at, last = self._at.get(name, -1), self._last
        self._last = at
        if name not in self._ahead:
            several = at == 0 or at == last + 1 > 0
            wanted = self._names[at : at + _AHEAD] if several else [name]
            self._ahead = dict.fromkeys(wanted) | self._fetch(wanted)
        return self._ahead.pop(name)


class Submissions(Mapping[str, Submission]):
    """What each division says, from a shelf; `digests` name the copy of each that counts."""

    def __init__(self, shelf: Shelf, digests: Mapping[str, str]) -> None:
        self._shelf = shelf
        self._digests = digests

    def __getitem__(self, division: str) -> Submission:
        said = self._shelf.submission((division, self._digests[division]))
        if said is None:  # it was there when the period was looked at
            raise KeyError(division)
        return said

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)

    def __contains__(self, division: object) -> bool:
        return division in self._digests


class Beside(Mapping[str, T]):
    """What is kept beside each division's form, where it is: `ask` takes it from a shelf."""

    def __init__(self, ask: Callable[[Name], T | None], digests: Mapping[str, str]) -> None:
        self._ask = ask
        self._digests = digests

    def __getitem__(self, division: str) -> T:
        found = self._ask((division, self._digests[division]))
        if found is None:
            raise KeyError(division)
        return found

    def __iter__(self) -> Iterator[str]:
        return (division for division in self._digests if division in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Past(Mapping[str, Sequence[Submission]]):
    """What each division said in the periods before, newest first: `rounds` are theirs."""

    def __init__(self, rounds: Sequence[Mapping[str, Submission]]) -> None:
        self._rounds = rounds

    def __getitem__(self, division: str) -> Sequence[Submission]:
        mine = [one for one in self._rounds if division in one]
        if not mine:
            raise KeyError(division)
        return _Earlier(division, mine)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(division for one in self._rounds for division in one))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Earlier(Sequence[Submission]):
    def __init__(self, division: str, rounds: Sequence[Mapping[str, Submission]]) -> None:
        self._division = division
        self._rounds = rounds

    @overload
    def __getitem__(self, at: int) -> Submission: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Submission]: ...
    def __getitem__(self, at: int | slice) -> Submission | Sequence[Submission]:
        if isinstance(at, slice):
            return _Earlier(self._division, self._rounds[at])
        return self._rounds[at][self._division]

    def __len__(self) -> int:
        return len(self._rounds)
