"""What was done in a period, newest first: rounds, reports, edits, decisions, locks, issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sync.model.decisions import ANYWAY, THERE, WITHDRAWN
from sync.model.edits import OWN, Edit
from sync.model.finding import Finding
from sync.model.messages import MESSAGES, sentence
from sync.model.messages import clerkbook as say
from sync.model.records import Acceptance
from sync.store import clerk, facts
from sync.work.editing import EditLine

MOST = 1000  # rows that the workbook shows
_WORDS = 8  # of a line that tell it from others


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done: when, of which kind (a key of LOG_KINDS), by whom, in words what."""

    at: dt.datetime
    kind: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """What rows of the log call by its name: the lines of the period, its sections' labels by id, its findings."""

    lines: Sequence[EditLine]
    labels: Mapping[str, str]
    findings: Sequence[Finding]


def done(connection: Connection, period: str, known: Known) -> tuple[Done, ...]:
    """Return what was done in a period, newest first; raises StoreError."""
    found = sorted(_all(connection, period, known), key=lambda each: each.at)
    return tuple(found[: -MOST - 1 : -1])


def _all(connection: Connection, period: str, known: Known) -> Iterator[Done]:
    rounds = _rounds(facts.met(connection, period))
    for run in facts.runs(connection, period):
        yield Done(run.at, "round", run.who, rounds.get(run.id, say.ROUND_EMPTY))
    for made in facts.reports(connection, period):
        yield Done(made.at, "draft" if made.draft else "report", made.who, made.docx)
    sent = clerk.issues(connection, period)
    yield from _edits(clerk.edits(connection, period), known, sent[0].at if sent else None)
    yield from _decisions(connection, period, known)
    for lock in clerk.locks(connection, period):
        yield Done(lock.at, "lock" if lock.locked else "unlock", lock.who, lock.reason)
    why = {(a.finding, a.at): a.reason for a in clerk.acceptances(connection, period) if a.finding.startswith(ANYWAY)}
    for each in sent:
        number = f"{each.number}, {each.date:%d/%m/%Y}"
        said = f"{number}: {each.file}" if each.file else number
        reason = why.get((f"{ANYWAY}{each.number}", each.at), "")
        yield Done(each.at, "issue", each.who, say.BECAUSE.format(said=said, reason=reason) if reason else said)


def _rounds(met: Mapping[str, Sequence[facts.Sighting]]) -> dict[str, str]:
    """Return by run, in words, what each read, what was as in the run before, and what it could not take."""
    told: dict[str, str] = {}
    before: dict[str, str | None] = {}
    for run, mine in met.items():
        good, failed = [each for each in mine if not each.code], [each for each in mine if each.code]
        read = [each for each in good if before.get(each.source) != each.digest]
        told[run] = say.ROUND.format(read=_whose(read), unchanged=len(good) - len(read), failed=_whose(failed))
        before = {each.source: each.digest for each in good}
    return told


def _whose(some: Sequence[facts.Sighting]) -> str:
    """Return how many files, and whose they are; of one that is nobody's its name."""
    whose = dict.fromkeys(each.division or each.source for each in some)
    return say.FILES_OF.format(count=len(some), whose=", ".join(whose)) if some else say.FILES.format(count=0)


def _edits(edits: Sequence[Edit], known: Known, sent: dt.datetime | None) -> Iterator[Done]:
    """Yield an act for what was changed of one line at once, with the line's section and first words.

    After a report was `sent` nothing is edited any more but by what was signed.
    """
    names = _names(edits, known)
    sections = {edit.line: edit.after for edit in edits if edit.field == "section"}
    sections |= {line.id: line.section for line in known.lines}
    acts: dict[tuple[dt.datetime, str, str, bool], list[Edit]] = {}
    for edit in edits:
        # Edits of one press are kept a microsecond apart, which gives them their order.
        signed = sent is not None and edit.at > sent
        acts.setdefault((edit.at.replace(microsecond=0), edit.who, edit.line, signed), []).append(edit)
    for (at, who, line, signed), made in acts.items():
        said = "; ".join(filter(None, (_edited(edit, names, known.labels, signed=signed) for edit in made)))
        if not said:
            continue
        new = any(edit.field == "section" and not edit.before for edit in made)
        words = say.LINE_NEW if new else say.LINE.format(words=names.get(line, say.LINE_GONE))
        name = say.NAMES.join(filter(None, (known.labels.get(sections.get(line, "")), words)))
        yield Done(at, "signed" if signed else "edit", who, say.NAMED.format(name=name, said=said))


def _names(edits: Iterable[Edit], known: Known) -> dict[str, str]:
    """Return the first words of every line: as it reads now, else as it was typed last."""
    typed = {edit.line: edit.after or edit.before for edit in edits if edit.field == "text"}
    return {line: _first(text) for line, text in {**typed, **{x.id: x.shown.text for x in known.lines}}.items()}


def _first(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def _edited(edit: Edit, names: Mapping[str, str], labels: Mapping[str, str], *, signed: bool) -> str:
    """Return what became of one field; "" for what the clerk neither typed nor sees."""
    field = say.EDIT_FIELDS[edit.field]
    match edit.field:
        case "text" | "notes":
            if edit.before and edit.before == edit.after and not signed:
                return say.CHOSEN.format(field=field)
            if edit.before and edit.before != edit.after:
                return say.CHANGED.format(field=field, before=edit.before, after=edit.after)
            return say.SET.format(field=field, after=edit.after) if edit.after else ""
        case "kept" if edit.line.startswith(OWN):
            return say.OWN_OUT.format(text=edit.before)
        case "included" | "joined" | "kept":
            return _turned(field, say.YES_NO.get(edit.before, ""), say.YES_NO.get(edit.after, edit.after))
        case "section" if edit.before:
            before, after = (labels.get(section, say.NOWHERE) for section in (edit.before, edit.after))
            return _turned(field, before, after)
        case "after" if edit.before:  # else it only follows others, or its line is new
            above = edit.after.split(" ")[0]
            place = say.BEHIND.format(line=names.get(above, say.LINE_GONE)) if above else say.FIRST
            return _turned(field, edit.before, place)
    return ""


def _turned(field: str, before: str, after: str) -> str:
    form = say.TURNED if before else say.TURNED_TO
    return form.format(field=field, before=before, after=after)


def _decisions(connection: Connection, period: str, known: Known) -> Iterator[Done]:
    decisions = [each for each in clerk.acceptances(connection, period) if not each.finding.startswith((THERE, ANYWAY))]
    sources = {version.digest: version.source for version in facts.versions(connection, period)}
    ids = {name for each in decisions if ":" not in (name := each.finding.removeprefix(WITHDRAWN))}
    logged = facts.logged(connection, period, ids)
    now = {each.id: facts.Logged(each.code, each.division, dict(each.facts)) for each in known.findings}
    for decision in decisions:
        kind = "withdraw" if decision.finding.startswith(WITHDRAWN) else "accept"
        yield Done(decision.at, kind, decision.who, _decided(decision, sources, {**now, **logged}))


def _decided(decision: Acceptance, sources: Mapping[str, str], findings: Mapping[str, facts.Logged]) -> str:
    kind, colon, name = decision.finding.removeprefix(WITHDRAWN).partition(":")
    if not colon:
        found = findings.get(kind)
        kind, name = "finding", _found(found) if found else say.FINDING_GONE
    elif kind == "use":
        name = sources.get(name, say.FILE_GONE)
    return say.DECIDED[kind].format(name=name, reason=decision.reason)


def _found(found: facts.Logged) -> str:
    """Return a finding in words: what is wrong, of whom, and the name of its kind as docs and config have it."""
    division = found.division or say.CLERKS
    try:
        what, _ = sentence(found.code, {"suggestion": "", **found.facts})
    except KeyError:  # a kind that this product has no more
        return say.FINDING.format(label=found.code, code=found.code, division=division, what="…")
    return say.FINDING.format(label=MESSAGES[found.code].label, code=found.code, division=division, what=what)
