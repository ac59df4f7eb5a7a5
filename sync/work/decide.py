"""The clerk's decisions: a finding may stand, the report may go without a division, one of two copies counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sync.model.decisions import THERE, WITHDRAWN, confirms, in_force, latest, withdrawn
from sync.model.duedates import OFFICE_ZONE
from sync.model.finding import Finding, count
from sync.model.material import Lookup, Round
from sync.model.period import Period
from sync.model.records import Acceptance, CellOrigin, Confirmation
from sync.store import answers, caches, clerk, facts
from sync.work import derive
from sync.work.derive import Fresh, Loaded, load_round, loaded
from sync.work.frozen import FrozenError, findings_of, freeze, freeze_lookup, lookup_of
from sync.work.office import Office, build
from sync.work.places import source_name
from sync.work.standings import copies_of

if TYPE_CHECKING:  # most commands find everything checked already
    from sync.checks.alone import Checked


class DecisionError(Exception):
    """A decision that cannot be taken; `code` and `facts` make the sentence."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Judged:
    """A round with its findings, what the clerk has accepted of them, and what divisions said to them."""

    round: Round
    findings: tuple[Finding, ...]
    acceptances: tuple[Acceptance, ...]  # those that hold
    moment: str = ""  # the state of the facts that this was judged at
    withdrawals: Mapping[str, Acceptance] = field(default_factory=dict)  # by the name of what was accepted before
    fresh: tuple[Fresh, ...] = ()
    anew: bool = False  # the findings had to be worked out
    answers: Mapping[tuple[str, str], Confirmation] = field(default_factory=dict)  # by division and finding: the latest
    lookups: Mapping[str, Lookup] = field(default_factory=dict)  # by division, where they are kept
    outline: Lookup | None = None  # that of the department's own texts

    def accepted(self, finding: Finding) -> Acceptance | None:
        """Return the acceptance under which a finding may stand, or None."""
        names = {finding.id}
        if finding.division:
            names.add(f"without:{finding.division}")
        return next((a for a in self.acceptances if a.finding in names), None)

    def withdrawn(self, finding: Finding) -> Acceptance | None:
        """Return the withdrawal because of which a finding that was accepted once is open again, or None."""
        return None if self.accepted(finding) else self.withdrawals.get(finding.id)

    def confirmed(self, finding: Finding) -> Confirmation | None:
        """Return the division's word that what a warning or note asks about is right, or None; an error has none."""
        answer = self.answers.get((finding.division or "", finding.id))
        return answer if answer and finding.severity != "error" and confirms(answer) else None

    def answered(self, finding: Finding) -> str:
        """Return what the division answered to a finding, in its own words, "" where it said nothing."""
        said = self.answers.get((finding.division or "", finding.id))
        return " – ".join(filter(None, (said.answer, said.reason))) if said else ""

    def settled(self, finding: Finding) -> bool:
        """True of a finding that the clerk has accepted or the division confirmed: nobody is asked about it."""
        return self.accepted(finding) is not None or self.confirmed(finding) is not None

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        """The errors that nobody has accepted: a final report waits for them."""
        return tuple(f for f in self.findings if f.severity == "error" and self.accepted(f) is None)

    @property
    def open_by_division(self) -> dict[str, tuple[int, int]]:
        """The errors and warnings that nobody has settled, counted by division ("" the department itself)."""
        found: dict[str, list[Finding]] = {}
        for each in self.findings:
            if not self.settled(each):
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
        return judged_in(connection, office, period)


def judged_in(connection: Connection, office: Office, period: Period) -> Judged:
    """Return what `judge` does, at the moment of the store that a connection sees; raises StoreError."""
    return _judged(connection, office, loaded(connection, office, period))


def _judged(connection: Connection, office: Office, found: Loaded) -> Judged:
    moment, period = caches.moment(connection), found.round.period
    decisions = clerk.acceptances(connection, period.code)
    known = _known(connection, office, period, moment)
    findings = _checked(found.round, found.said) if known.findings is None else known.findings
    this = replace(found.round, ties=known.lookup.ties, cited=known.lookup.cited) if known.lookup else found.round
    judged = Judged(this, findings, in_force(decisions), moment, withdrawn(decisions))
    said = latest(answers.confirmations(connection, period.code))
    judged = replace(judged, lookups=found.lookups, outline=known.outline)
    return replace(judged, fresh=found.fresh, anew=known.findings is None, answers=said)


def still_holds(office: Office, judged: Judged) -> bool:
    """True where nothing that findings depend on was recorded since an office has judged this; raises StoreError."""
    with office.store.reading() as connection:
        return caches.moment(connection) == judged.moment


def judge_once(office: Office, period: Period) -> Judged:
    """Return what `judge` does, and keep what it had to work out for whoever asks next; raises StoreError."""
    return judge_loaded(office, period)[0]


def judge_loaded(office: Office, period: Period) -> tuple[Judged, Loaded]:
    """Return what `judge_once` does, and the period with and without the clerk's edits, of the same moment."""
    with office.store.reading() as connection:
        found = loaded(connection, office, period)
        judged = _judged(connection, office, found)
    if judged.anew or judged.fresh:
        with office.store.writing() as connection:
            remember(connection, office, judged)
    return judged, found


def remember(connection: Connection, office: Office, judged: Judged) -> None:
    """Keep what judging had to read and to check, so that the next command takes it up as it is."""
    derive.remember(connection, judged.fresh)
    if judged.anew:
        from sync.work.looking import lookup_in  # the grammars that it needs have judged it

        this = judged.round
        outline = lookup_in(this.office, this.config, this.period)
        kept = {caches.ROUND: freeze(judged.findings), caches.OUTLINE: freeze_lookup(outline)}
        caches.keep_derived(connection, this.period.code, key_of(office, judged.moment), kept)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of the same facts, on this day and by this code: findings, what was looked for in the texts of a
    report, and of the department's own; None where it is not kept.
    """

    findings: tuple[Finding, ...] | None = None
    lookup: Lookup | None = None
    outline: Lookup | None = None


def _known(connection: Connection, office: Office, period: Period, moment: str) -> _Known:
    kept = caches.derived_under(connection, period.code, key_of(office, moment))
    try:
        return _Known(
            findings_of(kept[caches.ROUND]) if caches.ROUND in kept else None,
            lookup_of(kept[caches.LOOKUP]) if caches.LOOKUP in kept else None,
            lookup_of(kept[caches.OUTLINE]) if caches.OUTLINE in kept else None,
        )
    except FrozenError:
        return _Known()


def key_of(office: Office, moment: str) -> str:
    """Everything that findings depend on: facts, config, the very code, and the day."""
    return f"{moment} {office.config.digest} {build()} {office.today}"


def _checked(this: Round, said: Mapping[str, Checked]) -> tuple[Finding, ...]:
    from sync.checks.run import check_round  # most commands find everything checked already

    return _addressed(check_round(this, said), this)


def _addressed(findings: Iterable[Finding], this: Round) -> tuple[Finding, ...]:
    """Return the findings; what is said of a line that the clerk has reworded is for the clerk alone."""
    if not this.edits:
        return tuple(findings)
    edited = {
        (line.origin.book, line.origin.place.tab, line.origin.place.row)
        for submission in this.submissions.values()
        for line in submission.lines
        if line.edit and isinstance(line.origin, CellOrigin)
    }
    return tuple(
        replace(found, audience="clerk")
        if found.place and (found.book, found.place.tab, found.place.row) in edited
        else found
        for found in findings
    )


def accept(
    office: Office, period: Period, ids: Sequence[str], reason: str, *, without: Sequence[str] = (), use: str = ""
) -> tuple[Acceptance, ...]:
    """Record what the clerk accepts and return it; raises DecisionError, StoreError.

    `ids` are findings' ids, `without` divisions' codes, `use` the path of the copy that counts. A finding may be
    accepted until the report is issued; what goes into a report is decided before its period is closed.
    """
    _refuse_issued(office, period)
    if without or use:
        refuse_closed(office, period)
    if not (ids or without or use):
        raise DecisionError("accept-nothing")
    if not reason.strip():
        raise DecisionError("accept-no-reason")
    judged = judge(office, period)
    names = [*_findings(ids, judged.findings), *_without(without, judged.round)]
    if use:
        names += _use(use, judged.round, office)
    made = _recorded(office, period, names, reason, [each for each in judged.findings if each.id in set(ids)])
    return tuple(each for each in made if not each.finding.startswith(THERE))


def withdraw(
    office: Office, period: Period, named: Sequence[str], reason: str, *, without: Sequence[str] = (), use: str = ""
) -> tuple[Acceptance, ...]:
    """Record that the clerk takes back what was accepted, and return it; raises DecisionError, StoreError.

    `named` are ids of findings, codes of divisions that the report was to go without, or files that were picked.
    Nothing is deleted: a withdrawal is one more fact, and what it names may be accepted again.
    """
    _refuse_issued(office, period)
    if not (named or without or use):
        raise DecisionError("withdraw-nothing")
    if not reason.strip():
        raise DecisionError("accept-no-reason")
    with office.store.reading() as connection:
        held = in_force(clerk.acceptances(connection, period.code))
        files = [(version.source, version.digest) for version in facts.versions(connection, period.code)]
    files += _files(load_round(office, period))
    names = []
    for given in (*named, *(f"without:{code}" for code in without), *((use,) if use else ())):
        known = {given, *_uses(given, files, office)}
        codes = {given.casefold(), f"without:{given}".casefold()}
        meant = [
            each.finding
            for each in held
            if each.finding in known or (each.finding.startswith("without:") and each.finding.casefold() in codes)
        ]
        if not meant:
            raise DecisionError("accept-not-accepted", given=given.removeprefix("without:"))
        names += [f"{WITHDRAWN}{name}" for name in dict.fromkeys(meant)]
    if any(name.startswith((f"{WITHDRAWN}without:", f"{WITHDRAWN}use:")) for name in names):
        refuse_closed(office, period)
    return _recorded(office, period, names, reason)


def _refuse_issued(office: Office, period: Period) -> None:
    """Raise DecisionError where a period's report was issued: what was decided for it went out with it."""
    with office.store.reading() as connection:
        sent = clerk.issued(connection, period.code)
    if sent:
        raise DecisionError("decided-issued", period=period.label, number=sent.number, date=f"{sent.date:%d/%m/%Y}")


def refuse_closed(office: Office, period: Period) -> None:
    """Raise DecisionError where a period is closed or its report issued: what it prints is decided."""
    with office.store.reading() as connection:
        held, sent = clerk.holding(connection, period.code), clerk.issued(connection, period.code)
    if sent:
        raise DecisionError("period-issued", period=period.label, number=sent.number, date=f"{sent.date:%d/%m/%Y}")
    if held:
        raise DecisionError(
            "period-locked", period=period.label, at=f"{held.at.astimezone(OFFICE_ZONE):%d/%m/%Y}", who=held.who
        )


def _recorded(
    office: Office, period: Period, names: Sequence[str], reason: str, findings: Sequence[Finding] = ()
) -> tuple[Acceptance, ...]:
    """Record decisions, and with them the findings that they are about: those go when the data changes."""
    now = office.now()
    made = tuple(Acceptance(name, reason.strip(), office.who, now) for name in names)
    with office.store.writing() as connection:
        clerk.accept(connection, period.code, made)
        run = facts.latest_run(connection, period.code) if findings else None
        if run:
            facts.log_findings(connection, run.id, period.code, findings)
    return made


def _findings(ids: Sequence[str], findings: Iterable[Finding]) -> list[str]:
    known = {f.id for f in findings}
    for given in ids:
        if given not in known:
            raise DecisionError("accept-unknown-finding", id=given)
    return list(ids)


def _without(codes: Sequence[str], this: Round) -> list[str]:
    known = {d.code.casefold(): d.code for d in this.config.divisions_of(this.period)}
    for code in codes:
        if code.strip().casefold() not in known:
            raise DecisionError("accept-unknown-division", division=code, known=", ".join(sorted(known.values())))
    return [f"without:{known[code.strip().casefold()]}" for code in codes]


def _use(given: str, this: Round, office: Office) -> list[str]:
    """Return the name of the decision to use a copy, and after it those of the copies that it speaks of."""
    found = next(iter(_uses(given, _files(this), office)), None)
    if found is None:
        raise DecisionError("accept-unknown-copy", file=given)
    digest = found.removeprefix("use:")
    there = next(copies for s in this.standings if digest in (copies := [c.digest for c in copies_of(s)]))
    return [found, *(f"{THERE}{each}" for each in dict.fromkeys(there))]


def _files(this: Round) -> list[tuple[str, str]]:
    """Return the path and the digest of every copy of a round."""
    return [(copy.source, copy.digest) for standing in this.standings for copy in copies_of(standing)]


def _uses(given: str, files: Sequence[tuple[str, str]], office: Office) -> tuple[str, ...]:
    """Return the name of the decision to use each file that a path, whole or by its last part, speaks of."""
    wanted = {
        given,
        source_name(office.config, Path(given).absolute()),
        source_name(office.config, office.config.folder / given),
    }
    named = [digest for source, digest in files if source in wanted]
    named = named or [digest for source, digest in files if PurePosixPath(source).name == given]
    return tuple(f"use:{digest}" for digest in named)
