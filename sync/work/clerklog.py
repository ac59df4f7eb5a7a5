"""What was done in a period, newest first: rounds, reports, edits, decisions, locks, issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sync.model.decisions import THERE, WITHDRAWN
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
    for run in facts.runs(connection, period):
        yield Done(run.at, "round", run.who, "")
    for made in facts.reports(connection, period):
        yield Done(made.at, "draft" if made.draft else "report", made.who, made.docx)
    yield from _edits(clerk.edits(connection, period), known)
    yield from _decisions(connection, period, known)
    for lock in clerk.locks(connection, period):
        yield Done(lock.at, "lock" if lock.locked else "unlock", lock.who, lock.reason)
    for sent in clerk.issues(connection, period):
        number = f"{sent.number}, {sent.date:%d/%m/%Y}"
        yield Done(sent.at, "issue", sent.who, f"{number}: {sent.file}" if sent.file else number)


def _edits(edits: Sequence[Edit], known: Known) -> Iterator[Done]:
    """Yield an act for what was changed of one line at once, with the line's section and first words."""
    names = _names(edits, known)
    sections = {edit.line: edit.after for edit in edits if edit.field == "section"}
    sections |= {line.id: line.section for line in known.lines}
    acts: dict[tuple[dt.datetime, str, str], list[Edit]] = {}
    for edit in edits:
        # Edits of one press are kept a microsecond apart, which gives them their order.
        acts.setdefault((edit.at.replace(microsecond=0), edit.who, edit.line), []).append(edit)
    for (at, who, line), made in acts.items():
        said = "; ".join(filter(None, (_edited(edit, names, known.labels) for edit in made)))
        if not said:
            continue
        new = any(edit.field == "section" and not edit.before for edit in made)
        words = say.LINE_NEW if new else say.LINE.format(words=names.get(line, say.LINE_GONE))
        name = say.NAMES.join(filter(None, (known.labels.get(sections.get(line, "")), words)))
        yield Done(at, "edit", who, say.NAMED.format(name=name, said=said))


def _names(edits: Iterable[Edit], known: Known) -> dict[str, str]:
    """Return the first words of every line: as it reads now, else as it was typed last."""
    typed = {edit.line: edit.after or edit.before for edit in edits if edit.field == "text"}
    return {line: _first(text) for line, text in {**typed, **{x.id: x.shown.text for x in known.lines}}.items()}


def _first(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def _edited(edit: Edit, names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return what became of one field; "" for what the clerk neither typed nor sees."""
    field = say.EDIT_FIELDS[edit.field]
    match edit.field:
        case "text" | "notes":
            if edit.before and edit.before == edit.after:
                return say.CHOSEN.format(field=field)
            if edit.before:
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
    decisions = [each for each in facts.acceptances(connection, period) if not each.finding.startswith(THERE)]
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
