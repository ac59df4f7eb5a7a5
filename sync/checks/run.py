"""Every check of a round, run: the one list, the severities that config softens, and the order of what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sync.checks import (
    abbreviations,
    agencies,
    blank,
    cells,
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
    overtime,
    pairs,
    periods,
    plan,
    repeated,
    sections,
    stale,
    sums,
    twice,
)
from sync.checks.check import Check, RoundCheck
from sync.checks.subjects import row_names, told, told_apart
from sync.model.config import Config, Severity
from sync.model.finding import Finding, Hit, finding
from sync.model.material import Round
from sync.model.records import OutlineOrigin

CHECKS: tuple[Check, ...] = (
    *form.CHECKS,
    *cells.CHECKS,
    *sections.CHECKS,
    *notes.CHECKS,
    *figures.CHECKS,
    *plan.CHECKS,
    *handin.CHECKS,
    *blank.CHECKS,
    *twice.CHECKS,
    *stale.CHECKS,
    *hollow.CHECKS,
    *documents.CHECKS,
    *agencies.CHECKS,
    *periods.CHECKS,
    *repeated.CHECKS,
    *sums.CHECKS,
    *lists.CHECKS,
    *linked.CHECKS,
    *overtime.CHECKS,
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

_ORDER = {"error": 0, "warning": 1, "note": 2}


def check_round(this: Round) -> tuple[Finding, ...]:
    """Return everything that is wrong in a round: by division in config's order, then by place, gravest first."""
    divisions = {d.code: at for at, d in enumerate(this.config.divisions)}
    return tuple(sorted(told_apart(_all(this)), key=lambda f: _key(f, divisions)))


def _all(this: Round) -> Iterator[Finding]:
    settings = {setting.code: setting.severity for setting in this.config.checks}
    names = {code: row_names(submission) for code, submission in this.submissions.items()}
    for code, submission in this.submissions.items():
        context = this.context(code)
        for check in CHECKS:
            severity = settings.get(check.code, check.severity)
            if severity != "off":
                for hit in check.run(submission, context):
                    yield finding(check.code, severity, code, submission.book, told(hit, names[code]))
    yield from _of_office(this, settings)
    for pair in ROUND_CHECKS:
        severity = settings.get(pair.code, pair.severity)
        if severity != "off":
            for division, hit in pair.run(this):
                if division is None:
                    yield _of_texts(this, pair.code, severity, hit)
                    continue
                book = this.submissions[division].book if division in this.submissions else None
                yield finding(pair.code, severity, division, book, told(hit, names.get(division, {})))


def _of_office(this: Round, settings: Mapping[str, Severity | str]) -> Iterator[Finding]:
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
