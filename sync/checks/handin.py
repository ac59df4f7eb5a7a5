"""Who has handed in and what lies there instead: missing, draft, late, unreadable, two copies, another month's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import get_args

from sheets.errors import BookCode
from sheets.google.errors import GoogleCode
from sync.checks.brief import Briefs
from sync.checks.check import Check, RoundCheck
from sync.checks.form import info_place
from sync.model.config import Severity
from sync.model.duedates import OFFICE_ZONE, due_divisions
from sync.model.finding import Audience, Hit
from sync.model.material import EMPTIED, GONE, ONLINE, OTHER_DIVISION, TABS_GONE, Context, Failure, Round, Standing
from sync.model.period import named_in
from sync.model.records import Submission

_PERIOD = re.compile(r"(?<![0-9])[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9])")

# Why a Google spreadsheet may not have been read; the other causes are met when it is written.
NOT_READ: tuple[GoogleCode, ...] = (
    "google-no-key-named", "google-key-missing", "google-key-exposed", "google-key-invalid", "google-key-revoked",
    "google-account-gone", "google-clock", "google-api-off", "google-not-allowed", "google-link", "google-not-found",
    "google-not-shared", "google-in-bin", "google-office-file", "google-other-file", "google-network",
    "google-certificate", "google-slow", "google-quota", "google-unavailable", "google-too-big", "google-refused",
)  # fmt: skip

Found = Iterator[tuple[str | None, Hit]]


def nil_with_content(submission: Submission, _: Context) -> Iterator[Hit]:
    """Không phát sinh is chosen, yet there are activities or figures: they would not be printed."""
    figures = sum(1 for f in submission.figures if f.slot == "month" and f.value)
    if submission.info.status == "nil" and (submission.activities or figures):
        facts = {"activities": str(len(submission.activities)), "figures": str(figures)}
        yield Hit(info_place(submission, "status"), facts, "status")


def submitted_empty(submission: Submission, _: Context) -> Iterator[Hit]:
    """Đã gửi is chosen, yet nothing is reported."""
    figures = any(f.slot == "month" and f.value is not None for f in submission.figures)
    if submission.info.status == "submitted" and not (submission.activities or figures or submission.annex_rows):
        yield Hit(info_place(submission, "status"), {}, "status")


def not_handed_in(this: Round, _: Briefs) -> Found:
    """No sheet of a division lies there for the period."""
    for standing in this.standings:
        if standing.state == "missing":
            yield _of_clerk(this, standing, due=_due(this, standing))


def still_draft(this: Round, _: Briefs) -> Found:
    """A sheet lies there, and nobody has marked it Đã gửi."""
    for standing in this.standings:
        if standing.state == "draft":
            place = info_place(this.submissions.get(standing.division), "status")
            yield standing.division, Hit(place, {"due": _due(this, standing)}, "status")


def late(this: Round, _: Briefs) -> Found:
    """A sheet was marked Đã gửi after its day."""
    for standing in this.standings:
        if standing.late and standing.submitted_at:
            day = standing.submitted_at.astimezone(OFFICE_ZONE)
            yield _of_clerk(this, standing, due=_due(this, standing), typed=f"{day:%d/%m/%Y}")


def handed_in_nil(this: Round, _: Briefs) -> Found:
    """A division says that it has nothing to report."""
    return (_of_clerk(this, standing) for standing in this.standings if standing.state == "nil")


def two_copies(this: Round, _: Briefs) -> Found:
    """Files of one division and period that say different things, and the clerk has not picked one."""
    for standing in this.standings:
        files = [c.source for c in standing.differing]
        if standing.copy and files and not standing.picked:
            yield _of_clerk(this, standing, source=standing.copy.source, files=_list(files))


def same_copy_twice(this: Round, _: Briefs) -> Found:
    """Files of one division and period with the same content, whatever program saved them."""
    for standing in this.standings:
        files = [c.source for c in standing.others if c not in standing.differing]
        if standing.copy and files:
            yield _of_clerk(this, standing, source=standing.copy.source, files=_list(files))


def named_as_other(this: Round, _: Briefs) -> Found:
    """A file whose name speaks of another division or period than its identity line."""
    codes = {d.code.casefold(): d.code for d in this.config.divisions}
    for standing in this.standings:
        if standing.copy is None or standing.copy.source.startswith(ONLINE):  # a spreadsheet is named for a year
            continue
        name = PurePosixPath(standing.copy.source).stem
        head = codes.get(re.split(r"[_\s]", name)[0].casefold(), standing.division)
        periods = set(_PERIOD.findall(name))
        if head != standing.division or (periods and this.period.code not in periods):
            yield _of_clerk(this, standing, source=standing.copy.source, period=this.period.label)


def of_failure(code: str, severity: Severity, audience: Audience) -> RoundCheck:
    """Return the check that speaks of every file that could not be taken for this reason.

    `kept` is the version that was read before and still counts, where there is one.
    """

    def run(this: Round, _: Briefs) -> Found:
        for standing in this.standings:
            for failure in standing.failures:
                if failure.code == code and not _is_answered(this, standing, failure):
                    kept = standing.copy if standing.held else None
                    facts = {"source": failure.source, "kept": str(kept.version) if kept else ""}
                    other = named_in(failure.source, this.period)
                    facts |= {"other": other.label if other else "kỳ khác", "code": this.period.code}
                    facts |= {
                        "name": _name(this, standing.division),
                        "period": this.period.label,
                    }
                    facts |= dict(failure.facts)
                    yield standing.division, Hit(None, facts, failure.source, audience=audience)

    return RoundCheck(code, severity, run)


def _is_answered(this: Round, standing: Standing, failure: Failure) -> bool:
    """True of an earlier month's form that came by the inbox, once the division has filled in this month's."""
    elsewhere = not failure.source.startswith(f"{this.period.code}/")
    return failure.code == "other-period" and elsewhere and standing.copy is not None and not standing.held


def _of_clerk(this: Round, standing: Standing, **facts: str) -> tuple[str, Hit]:
    named = {"name": _name(this, standing.division), "period": this.period.label, **facts}
    return standing.division, Hit(None, named, standing.division, audience="clerk")


def _name(this: Round, code: str) -> str:
    division = this.config.division(code)
    return division.name if division else code


def _due(this: Round, standing: Standing) -> str:
    return f"{due_divisions(this.config.calendar, this.period, standing.division):%d/%m/%Y}"


def _list(files: list[str]) -> str:
    return ", ".join(f"“{file}”" for file in files)


CHECKS: tuple[Check, ...] = (
    Check("nil-with-content", "error", nil_with_content),
    Check("submitted-empty", "error", submitted_empty),
)

ROUND_CHECKS: tuple[RoundCheck, ...] = (
    RoundCheck("not-handed-in", "error", not_handed_in),
    RoundCheck("still-draft", "error", still_draft),
    RoundCheck("late", "note", late),
    RoundCheck("handed-in-nil", "note", handed_in_nil),
    RoundCheck("two-copies", "error", two_copies),
    RoundCheck("same-copy-twice", "note", same_copy_twice),
    RoundCheck("named-as-other", "warning", named_as_other),
    *(of_failure(code, "error", "division") for code in get_args(BookCode)),
    *(of_failure(code, "error", "clerk") for code in NOT_READ),
    of_failure(GONE, "warning", "clerk"),
    of_failure(EMPTIED, "warning", "clerk"),
    of_failure(TABS_GONE, "warning", "clerk"),
    of_failure(OTHER_DIVISION, "error", "clerk"),
    of_failure("other-period", "warning", "clerk"),
    of_failure("other-department", "warning", "clerk"),
    of_failure("division-unknown", "warning", "clerk"),
)
