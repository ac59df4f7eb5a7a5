"""What checks and consolidate work from: everything known about one period, gathered; pure data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a round without news needs to know what a failure is, not what a form says
    from sync.model.config import Config
    from sync.model.edits import Contested, LineEdits
    from sync.model.finding import Finding
    from sync.model.period import Period
    from sync.model.records import Acceptance, Submission, Tie
    from sync.normalise.citation import Citation, Identity

GONE = "form-gone"  # the code of a Failure: the file was read before and is not there any more
EMPTIED = "form-emptied"  # the same where an untouched form lies in the place of one that was filled in
TABS_GONE = "sheet-form-gone"  # the same of a period's tabs in a Google spreadsheet
OTHER_DIVISION = "sheet-other-division"  # the code of a Failure: a division's link leads to another's spreadsheet
ONLINE = "Google: "  # how the source of a copy begins that lies in Google; the title of its spreadsheet follows

State = Literal["missing", "draft", "submitted", "nil", "unreadable", "not_expected"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of a division's form as the store holds it.

    `source` is its path below the office's folder, or where it lies in Google (ONLINE and the spreadsheet's title).
    """

    digest: str
    source: str
    version: int
    modified: dt.datetime
    read_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken: what it is, and why (code of a BookError or GoogleError, of collect, or GONE).

    `facts` are what the sentence of the code names beside the source.
    """

    source: str
    code: str
    digest: str | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one division stands in a period: its state, the copy that counts, other copies, failures.

    `submitted_at` is the time from which this content has been marked Đã gửi (the file's time). `picked`: the clerk
    said that this copy counts. `held`: no file can be taken now, or only one that nobody has
    filled in; the copy is the last good version that was read.
    `blank` is the form that lies there as it was handed out, where there is no other.
    `newer`: what came after the period was closed. `alike` are the digests of those others that say the same as the
    copy that counts, as where another program has saved the form.
    """

    division: str
    state: State
    copy: Copy | None = None
    others: tuple[Copy, ...] = ()
    failures: tuple[Failure, ...] = ()
    submitted_at: dt.datetime | None = None
    late: bool = False
    picked: bool = False
    held: bool = False
    blank: Copy | None = None
    newer: Copy | None = None
    alike: frozenset[str] = frozenset()

    @property
    def differing(self) -> tuple[Copy, ...]:
        """The other copies that say something else than the one that counts."""
        return tuple(
            c for c in self.others if self.copy and c.digest != self.copy.digest and c.digest not in self.alike
        )


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at beside the submission itself.

    `today` is the day of the check; `history` holds earlier submissions of the same division by period, newest first;
    `annexed` and others come from the round.
    """

    config: Config
    period: Period
    today: dt.date
    history: Sequence[Submission] = ()

    def earlier(self, period: Period) -> Submission | None:
        """Return the same division's submission of an earlier period, or None."""
        return next((s for s in self.history if s.period == period), None)


@dataclass(frozen=True, slots=True)
class Round:
    """All divisions of one period side by side, and the department's own texts (`office`).

    Texts are those that will be printed: the clerk's edits are in them. `edits` say what is to be moved and joined,
    `contested` where clerk and division disagree. `ties` are, by line, the typed figures that are indicators', and
    `cited`, by text, the documents that it cites: both None where nobody has looked for them.
    """

    config: Config
    period: Period
    today: dt.date
    standings: tuple[Standing, ...]
    submissions: Mapping[str, Submission]
    office: Submission
    history: Mapping[str, Sequence[Submission]] = field(default_factory=dict)
    edits: Mapping[str, LineEdits] = field(default_factory=dict)  # by line
    contested: tuple[Contested, ...] = ()
    ties: Mapping[str, tuple[Tie, ...]] | None = None
    cited: Mapping[str, tuple[tuple[Citation, Identity | None], ...]] | None = None

    def context(self, division: str | None) -> Context:
        """Return the context in which one division's submission is checked."""
        return Context(self.config, self.period, self.today, self.history.get(division or "", ()))


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a report looks for in the texts of one submission.

    `ties` are, by line, its typed figures that are indicators', and `cited`, by text, the documents that it cites.
    """

    ties: Mapping[str, tuple[Tie, ...]]
    cited: Mapping[str, tuple[tuple[Citation, Identity | None], ...]]


def standing_of(this: Round, division: str) -> Standing:
    """Return how a division stands; missing where nothing is known of it."""
    return next((s for s in this.standings if s.division == division), Standing(division, "missing"))


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made from: the round, which of its submissions are printed, and what was decided."""

    round: Round
    printed: tuple[str, ...]  # codes of the divisions whose submission goes in, in config order
    findings: tuple[Finding, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    signer: str = ""  # id of a signer of config, "" = the first that is valid
    number: str = ""  # once issued
    date: dt.date | None = None
