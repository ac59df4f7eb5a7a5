"""The clerk's decisions: a finding may stand, the report may go without a division, one of two copies counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.checks.run import check_round
from sync.model.finding import Finding, count
from sync.model.material import Round
from sync.model.period import Period
from sync.model.records import Acceptance
from sync.store import facts
from sync.work.derive import load_round, standing_of
from sync.work.office import Office
from sync.work.places import source_name


class DecisionError(Exception):
    """A decision that cannot be taken; `code` and `facts` make the sentence."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Judged:
    """A round with its findings and what the clerk has accepted of them."""

    round: Round
    findings: tuple[Finding, ...]
    acceptances: tuple[Acceptance, ...]
    moment: str = ""  # the state of the facts that this was judged at

    def accepted(self, finding: Finding) -> Acceptance | None:
        """Return the acceptance under which a finding may stand, or None."""
        names = {finding.id}
        if finding.division:
            names.add(f"without:{finding.division}")
        return next((a for a in self.acceptances if a.finding in names), None)

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        """The errors that nobody has accepted: a final report waits for them."""
        return tuple(f for f in self.findings if f.severity == "error" and self.accepted(f) is None)

    @property
    def open_by_division(self) -> dict[str, tuple[int, int]]:
        """The errors and warnings that nobody has accepted, counted by division ("" the department itself)."""
        found: dict[str, list[Finding]] = {}
        for each in self.findings:
            if self.accepted(each) is None:
                found.setdefault(each.division or "", []).append(each)
        return {code: (count(mine, "error"), count(mine, "warning")) for code, mine in found.items()}

    @property
    def without(self) -> frozenset[str]:
        """The divisions that the report goes without."""
        return frozenset(
            a.finding.removeprefix("without:") for a in self.acceptances if a.finding.startswith("without:")
        )


def judge(office: Office, period: Period) -> Judged:
    """Return the period as the store knows it, checked, with the clerk's acceptances; raises StoreError."""
    with office.store.reading() as connection:
        moment = facts.moment(connection)
        accepted = tuple(facts.acceptances(connection, period.code))
    this = load_round(office, period)
    return Judged(this, check_round(this), accepted, moment)


def accept(
    office: Office, period: Period, ids: Sequence[str], reason: str, *, without: Sequence[str] = (), use: str = ""
) -> tuple[Acceptance, ...]:
    """Record what the clerk accepts and return it; raises DecisionError, StoreError.

    `ids` are findings' ids, `without` divisions' codes, `use` the path of the copy that counts.
    """
    if not reason.strip():
        raise DecisionError("accept-no-reason")
    judged = judge(office, period)
    names = [*_findings(ids, judged.findings), *_without(without, judged.round)]
    if use:
        names.append(_use(use, judged.round, office))
    if not names:
        raise DecisionError("accept-nothing")
    now = office.now()
    made = tuple(Acceptance(name, reason.strip(), office.who, now) for name in names)
    with office.store.writing() as connection:
        facts.accept(connection, period.code, made)
    return made


def _findings(ids: Sequence[str], findings: Iterable[Finding]) -> list[str]:
    known = {f.id for f in findings}
    for given in ids:
        if given not in known:
            raise DecisionError("accept-unknown-finding", id=given)
    return list(ids)


def _without(codes: Sequence[str], this: Round) -> list[str]:
    known = {d.code for d in this.config.divisions_of(this.period)}
    for code in codes:
        if code not in known:
            raise DecisionError("accept-unknown-division", division=code, known=", ".join(sorted(known)))
    return [f"without:{code}" for code in codes]


def _use(given: str, this: Round, office: Office) -> str:
    wanted = {
        given,
        source_name(office.config, Path(given).absolute()),
        source_name(office.config, office.config.folder / given),
    }
    for division in this.config.divisions_of(this.period):
        standing = standing_of(this, division.code)
        for copy in (*((standing.copy,) if standing.copy else ()), *standing.others):
            if copy.source in wanted or Path(copy.source).name == given:
                return f"use:{copy.digest}"
    raise DecisionError("accept-unknown-copy", file=given)
