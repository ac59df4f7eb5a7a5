"""What the command that answers divisions says: lines for a terminal, a text for a chat group, data for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sheets.remark import Remark
from sync.model.messages import feedback as say
from sync.model.messages import sentence
from sync.work.feedback import Feedback
from sync.work.talk import Given

SCHEMA = 1


def said_of_feedback(made: Feedback) -> Iterator[str]:
    """Yield what was written, what was answered, and what waits; nothing where nothing is new."""
    if made.closed:
        yield " ".join(sentence("feedback-closed", {"period": made.period.label}))
        return
    for given in made.given:
        for line in _lines(given, made.dry_run):
            yield f"{given.division}: {line}"


def _lines(given: Given, dry_run: bool) -> Iterator[str]:
    if said := [each for each in given.heard if each.answer or each.reason]:  # one that was taken back is none
        yield (say.TO_HEAR if dry_run else say.HEARD).format(count=len(said))
    count = len(_asked(given))
    if given.outcome == "written":
        some, none = (say.TO_WRITE, say.TO_WRITE_DONE) if dry_run else (say.WRITTEN, say.WRITTEN_DONE)
        template = some if count else none
        yield template.format(count=count, file=given.source)
    for code in given.codes:
        yield _sentence(given, code)


def _sentence(given: Given, code: str) -> str:
    return " ".join(sentence(code, {"file": given.source, "period": "", **given.facts}))


def text_of_feedback(made: Feedback) -> Iterator[str]:
    """Yield what each division still has to look at, as it is pasted into a chat group."""
    first = True
    for given in made.given:
        asked = _asked(given)
        if not asked:
            continue
        if not first:
            yield ""
        first = False
        yield say.CHAT_HEAD.format(name=given.name, period=made.period.label, count=len(asked))
        for number, remark in enumerate(asked, 1):
            yield say.CHAT_LINE.format(number=number, label=remark.label, where=remark.where, message=remark.message)
            yield say.CHAT_ACTION.format(action=remark.action)
            if remark.suggestion:
                yield say.CHAT_SUGGESTION.format(suggestion=remark.suggestion)
    if first:
        yield say.CHAT_NOTHING.format(period=made.period.label)


def _asked(given: Given) -> list[Remark]:
    return [remark for remark in (given.sheet.remarks if given.sheet else ()) if remark.state == "open"]


def feedback_answer(made: Feedback) -> dict[str, Any]:
    """Return the answer of `feedback`."""
    return {
        "schema": SCHEMA,
        "period": made.period.code,
        "dry_run": made.dry_run,
        "closed": made.closed,
        "divisions": [_division(given) for given in made.given],
    }


def _division(given: Given) -> dict[str, Any]:
    remarks = given.sheet.remarks if given.sheet else ()
    return {
        "division": given.division,
        "medium": given.medium,
        "outcome": given.outcome,
        "source": given.source,
        "message": " ".join(_sentence(given, code) for code in given.codes),
        "counts": dict(Counter(remark.state for remark in remarks)),
        "answers": [{"id": each.finding, "answer": each.answer, "reason": each.reason} for each in given.heard],
        "remarks": [_remark(remark) for remark in remarks],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "id": remark.key,
        "state": remark.state,
        "label": remark.label,
        "where": remark.where,
        "tab": remark.place.tab if remark.place else None,
        "cell": remark.place.a1 if remark.place else None,
        "message": remark.message,
        "action": remark.action,
        "seen": remark.seen,
        "suggestion": remark.suggestion,
    }
