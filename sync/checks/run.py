"""Every check of a round, run: the one list, the severities that config softens, and the order of what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from sync.checks import (
    abbreviations,
    agencies,
    blank,
    cells,
    changes,
    deadlines,
    documents,
    edits,
    figures,
    form,
    gaps,
    handin,
    hollow,
    jumps,
    language,
    linked,
    lists,
    notes,
    numbering,
    overfull,
    overtime,
    pairs,
    periods,
    plan,
    planshares,
    products,
    renumbered,
    repeated,
    sections,
    stale,
    sums,
    tooearly,
    toolong,
    twice,
)
from sync.checks.alone import Checked, checked_alone
from sync.checks.brief import Brief, Briefs
from sync.checks.check import Check, RoundCheck
from sync.checks.subjects import RowNames, row_names, told, told_apart
from sync.model.config import Config, Severity
from sync.model.finding import Finding, Hit, finding
from sync.model.material import Context, Round
from sync.model.records import OutlineOrigin, Submission

CHECKS: tuple[Check, ...] = (
    *form.CHECKS,
    *cells.CHECKS,
    *toolong.CHECKS,
    *sections.CHECKS,
    *notes.CHECKS,
    *figures.CHECKS,
    *plan.CHECKS,
    *deadlines.CHECKS,
    *handin.CHECKS,
    *blank.CHECKS,
    *twice.CHECKS,
    *stale.CHECKS,
    *hollow.CHECKS,
    *documents.CHECKS,
    *agencies.CHECKS,
    *renumbered.CHECKS,
    *tooearly.CHECKS,
    *periods.CHECKS,
    *repeated.CHECKS,
    *sums.CHECKS,
    *products.CHECKS,
    *overfull.CHECKS,
    *lists.CHECKS,
    *numbering.CHECKS,
    *linked.CHECKS,
    *overtime.CHECKS,
    *changes.CHECKS,
    *planshares.CHECKS,
    *jumps.CHECKS,
    *language.CHECKS,
)
ROUND_CHECKS: tuple[RoundCheck, ...] = (
    *handin.ROUND_CHECKS,
    *gaps.ROUND_CHECKS,
    *pairs.ROUND_CHECKS,
    *abbreviations.ROUND_CHECKS,
    *edits.ROUND_CHECKS,
)

Settings: TypeAlias = Mapping[str, Severity | Literal["off"]]
NOTHING: Mapping[str, Checked] = {}
NO_NAMES = RowNames()
_ORDER = {"error": 0, "warning": 1, "note": 2}


def check_round(this: Round, checked: Mapping[str, Checked] = NOTHING) -> tuple[Finding, ...]:
    """Return everything that is wrong in a round: by division in config's order, then by place, gravest first.

    `checked` is what `check_alone` said of the round's very submissions, by division: it is not worked out again.
    """
    divisions = {d.code: at for at, d in enumerate(this.config.divisions)}
    return tuple(sorted(told_apart(_all(this, checked)), key=lambda f: _key(f, divisions)))


def check_alone(submission: Submission, context: Context) -> Checked:
    """Return what the checks say of a submission whose division's past is not at hand."""
    names = row_names(submission)
    settings = _settings(context.config)
    return checked_alone(context, CHECKS, lambda check, alone: _of_one(check, submission, alone, settings, names))


def _of_one(
    check: Check, submission: Submission, context: Context, settings: Settings, names: RowNames
) -> Iterator[Finding]:
    severity = settings.get(check.code, check.severity)
    if severity != "off":
        for hit in check.run(submission, context):
            yield finding(check.code, severity, submission.division, submission.book, told(hit, names))


def _settings(config: Config) -> Settings:
    return {setting.code: setting.severity for setting in config.checks}


def _all(this: Round, checked: Mapping[str, Checked]) -> Iterator[Finding]:
    settings = _settings(this.config)
    bit_of: dict[str, int] = {}
    briefs: dict[str, Brief] = {}
    for code, submission in this.submissions.items():
        context = this.context(code)
        before = checked.get(code)
        names = None
        for check in CHECKS:
            said = before.holding(check, context) if before else None
            if said is None:
                names = row_names(submission) if names is None else names
                said = tuple(_of_one(check, submission, context, settings, names))
            yield from said
        briefs[code] = brief_of(submission, bit_of)
    yield from _of_office(this, settings)
    for pair in ROUND_CHECKS:
        severity = settings.get(pair.code, pair.severity)
        if severity != "off":
            for division, hit in pair.run(this, briefs):
                if division is None:
                    yield _of_texts(this, pair.code, severity, hit)
                    continue
                book = briefs[division].book if division in briefs else None
                names = _names_for(hit, this, briefs.get(division))
                yield finding(pair.code, severity, division, book, told(hit, names))


def _names_for(hit: Hit, this: Round, brief: Brief | None) -> RowNames:
    """Return what names the rows of the submission that a hit is on, where its subject depends on that."""
    asked = brief and (brief.filled if hit.subject else hit.place is not None)
    return row_names(this.submissions[brief.division]) if brief and asked else NO_NAMES


def brief_of(submission: Submission, bit_of: dict[str, int]) -> Brief:
    """Return what the checks between divisions keep of a submission; `bit_of` numbers the words of the round."""
    return Brief(
        division=submission.division or "",
        book=submission.book,
        filled=any(activity.filled for activity in submission.activities),
        prints=gaps.prints(submission),
        deeds=tuple(pairs.deeds(submission, bit_of)),
        documents=tuple(pairs.documents(submission)),
        explained=tuple(abbreviations.explained_in(submission)),
        unexplained=tuple(abbreviations.first_places(submission).items()),
        codes=tuple(edits.codes(submission)),
    )


def briefs_of(this: Round) -> Briefs:
    """Return what the checks between divisions keep of a round."""
    bit_of: dict[str, int] = {}
    return {code: brief_of(submission, bit_of) for code, submission in this.submissions.items()}


def _of_office(this: Round, settings: Settings) -> Iterator[Finding]:
    """The department's own texts pass the same checks; nothing of it is ever an error or shown to a division."""
    context = this.context(None)
    for check in CHECKS:
        severity = settings.get(check.code, check.severity)
        if severity == "off":
            continue
        for hit in check.run(this.office, context):
            mild: Severity = "note" if severity == "note" else "warning"
            yield _of_texts(this, check.code, mild, hit)


def _of_texts(this: Round, code: str, severity: Severity, hit: Hit) -> Finding:
    """Return the finding on a text of the outline, with its line of config.yaml; the id does not know the line."""
    line = hit.place.row if hit.place and not hit.place.tab else 0
    said = replace(hit, place=None if line else hit.place, audience="clerk")
    found = finding(code, severity, None, None, said)
    return replace(found, outline=OutlineOrigin(this.config.digest, line)) if line else found


def codes() -> tuple[str, ...]:
    """Return the code of every check, in the list's order."""
    return (*(c.code for c in CHECKS), *(c.code for c in ROUND_CHECKS))


def default_severity(config: Config, code: str) -> Severity | str:
    """Return the severity that a check has under this config ("off" where it is switched off)."""
    settings = {setting.code: setting.severity for setting in config.checks}
    listed = {**{c.code: c.severity for c in CHECKS}, **{c.code: c.severity for c in ROUND_CHECKS}}
    return settings.get(code, listed[code])


def _key(found: Finding, divisions: dict[str, int]) -> tuple[int, str, int, int, int, str]:
    place = found.place
    return (
        divisions.get(found.division or "", len(divisions)),
        place.tab if place else "",
        place.row if place else found.outline.line if found.outline else 0,
        place.column if place else 0,
        _ORDER[found.severity],
        found.code,
    )
