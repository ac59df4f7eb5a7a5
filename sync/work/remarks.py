"""What a division is told of its form: its findings as rows of Ý kiến rà soát."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sheets.form import Form
from sheets.grid import Book
from sheets.identity import Identity
from sheets.remark import Remark, RemarkSheet, RemarkState, kind_of
from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE
from sync.model.finding import Finding
from sync.model.material import standing_of
from sync.model.messages import feedback as say
from sync.model.messages import words
from sync.model.messages.labels import SEVERITY_LABELS
from sync.model.period import Period
from sync.model.records import Confirmation
from sync.reading.parse import identity_of
from sync.work.decide import Judged
from sync.work.spots import Spots

_SEEN_LIMIT = 120
_WEIGHT = {"error": 0, "warning": 1, "note": 2}
# What is to be mended stands in another cell than the one that names the row, or the field.
_MEANT = {
    "plan-without-result": "result",
    "reason-missing": "reason",
    "date-in-future": "approved_on",
    "date-outside-period": "approved_on",
    "nil-with-content": "status",
    "submitted-empty": "status",
    "still-draft": "status",
}


def told_to(division: str, judged: Judged) -> list[Finding]:
    """Return the findings that a division is told of, the gravest first; what is for the clerk alone is not."""
    mine = [f for f in judged.findings if f.division == division and f.audience == "division"]
    return sorted(mine, key=lambda f: _WEIGHT[f.severity])  # findings come in the order of their places


def remark_sheet(judged: Judged, division: str, book: Book, form: Form) -> RemarkSheet:
    """Return what Ý kiến rà soát of a division says; `book` is the copy that counts.

    Beside each remark stands what the division answered last, wherever it did: for a row that is not there yet.
    """
    this = judged.round
    spots = Spots(book, form, this.config, division, this.period)
    copy = standing_of(this, division).copy
    at = copy.read_at if copy else dt.datetime.now(dt.UTC)
    online = book.kind == "google"
    saved = "" if online else say.SAVED
    return RemarkSheet(
        identity=identity_of(book) or _identity(this.config, division, this.period, form),
        reading=reading(at) if online else reading(at) + say.SAVE,
        remarks=tuple(_remark(found, judged, spots, form, saved) for found in told_to(division, judged)),
        empty=say.EMPTY,
        solved=say.SOLVED,
    )


def reading(at: dt.datetime) -> str:
    """Return the sentence that says when the form was read."""
    local = at.astimezone(OFFICE_ZONE)
    return say.READING.format(time=f"{local:%H:%M}", date=f"{local:%d/%m/%Y}")


def _identity(config: Config, division: str, period: Period, form: Form) -> Identity:
    return Identity(config.department, division, period.code, form.version)


def _remark(found: Finding, judged: Judged, spots: Spots, form: Form, saved: str) -> Remark:
    what, action = words(found)
    there = spots.found(found.place, _MEANT.get(found.code, ""))
    state, label = _state(found, judged)
    answer = judged.answers.get((found.division or "", found.id))
    return Remark(
        key=found.id,
        state=state,
        label=label,
        place=there.place,
        where=there.where,
        message=what,
        action=" ".join(_actions(found, judged, answer, action, (*form.lists["answers"], saved))),
        seen=_shortened(there.seen),
        suggestion=found.suggestion or "",
        answerable=found.severity != "error",
        spot=there.spot if state == "open" else None,
        answer=answer.answer if answer else "",
        reason=answer.reason if answer else "",
    )


def _shortened(text: str) -> str:
    """Return as much of a cell's text as is needed to know it again."""
    return text if len(text) <= _SEEN_LIMIT else f"{text[: _SEEN_LIMIT - 1].rstrip()}…"


def _state(found: Finding, judged: Judged) -> tuple[RemarkState, str]:
    if judged.accepted(found):
        return "accepted", say.ACCEPTED
    if judged.confirmed(found):
        return "confirmed", say.CONFIRMED
    return "open", SEVERITY_LABELS[found.severity]


def _actions(
    found: Finding, judged: Judged, answer: Confirmation | None, action: str, said: Sequence[str]
) -> Iterator[str]:
    """Yield what to do: after what was answered, where that does not settle it; `said` is what that may name."""
    if accepted := judged.accepted(found):
        yield say.DECIDED.format(reason=accepted.reason)
        return
    if judged.confirmed(found):
        yield say.KEPT
        return
    if answer and (to_answer := _to_answer(found, answer, *said)):
        yield to_answer
    yield action


def _to_answer(found: Finding, answer: Confirmation, keep: str, mended: str, saved: str) -> str:
    """Return what is said to an answer that leaves its finding open, "" where nothing was answered."""
    kind = kind_of(answer.answer)
    named = {"answer": answer.answer.strip(), "keep": keep, "mended": mended, "saved": saved}
    if kind == "none":
        return say.NO_ANSWER.format_map(named) if answer.reason.strip() and found.severity != "error" else ""
    if kind == "keep":
        return say.NOT_FOR_ERRORS if found.severity == "error" else say.NO_REASON.format_map(named)
    return (say.STILL_THERE if kind == "mended" else say.OTHER_ANSWER).format_map(named)
