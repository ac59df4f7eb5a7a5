"""What the command that reads the divisions' forms says: who handed in, who did not, what could not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sync.model.messages import sentence
from sync.model.messages import terminal as say
from sync.model.messages.google import CALLS
from sync.model.period import named_in
from sync.work.spoken import table

if TYPE_CHECKING:
    from sync.model.material import Failure
    from sync.work.collect import DivisionOutcome, Outcome


def said_of_sync(outcome: Outcome) -> Iterator[str]:
    """Yield what a round tells: who handed in, who did not, what is wrong."""
    rows = [
        (
            d.division,
            _outcome_label(d, outcome),
            d.source,
            *map(str, outcome.open.get(d.division, (0, 0))),
            outcome_message(d, outcome),
        )
        for d in outcome.divisions
    ]
    counts = {"read": outcome.read, "unchanged": outcome.unchanged, "failed": outcome.failed}
    yield say.ROUND.format(period=outcome.period.label, **counts)
    yield from table(say.ROUND_HEADINGS, rows)
    if any(outcome.calls.values()):
        yield CALLS.format(**outcome.calls)
    for code in outcome.told:
        yield f"! {' '.join(sentence(code, {}))}"
    for received in outcome.received:
        moved = say.MOVED.format(source=received.source, target=received.target)
        yield say.INBOX.format(said=moved if received.target else _stray(received.code, received.source))
    for stray in outcome.strays:
        yield _stray(stray.code, stray.source)


def said_of_refused(outcome: Outcome) -> Iterator[str]:
    """Yield a sentence for each division of which something could not be taken, for each file that stays in the inbox,
    and for each that is nobody's.
    """
    for one in outcome.divisions:
        if one.refused and (told := outcome_message(one, outcome)):
            yield f"{one.division}: {told}"
    for received in outcome.received:
        if received.code:
            yield _stray(received.code, received.source)
    for stray in outcome.strays:
        yield _stray(stray.code, stray.source)


def outcome_message(one: DivisionOutcome, outcome: Outcome) -> str:
    """Return the sentences about what could not be taken of a division, "" where all is well or nothing came."""
    if not one.refused and not _is_untouched(one, outcome):
        return ""
    named = {"name": one.name, "period": outcome.period.label, "kept": str(one.kept) if one.kept else ""}
    told = [(f.code, f.source, f.facts) for f in one.refused if not _is_answered(f, one, outcome)]
    told += [("form-untouched", one.source, ())] if _is_untouched(one, outcome) else []
    return " ".join(
        " ".join(sentence(code, {**named, **_file_facts(source, outcome), **dict(facts)}))
        for code, source, facts in told
    )


def _is_answered(failure: Failure, one: DivisionOutcome, outcome: Outcome) -> bool:
    """True of an earlier month's form from the inbox, once the division's own of this month lies there filled in."""
    elsewhere = failure.code == "other-period" and not failure.source.startswith(f"{outcome.period.code}/")
    return elsewhere and one.outcome in {"read", "unchanged"} and not _is_untouched(one, outcome)


def _file_facts(source: str, outcome: Outcome) -> dict[str, str]:
    other = named_in(source, outcome.period)
    return {"source": source, "other": other.label if other else say.OTHER_PERIOD, "code": outcome.period.code}


def _outcome_label(one: DivisionOutcome, outcome: Outcome) -> str:
    if one.outcome == "missing" and one.kept:
        return say.OUTCOMES["gone"]
    return say.OUTCOMES["untouched" if _is_untouched(one, outcome) else one.outcome]


def _is_untouched(one: DivisionOutcome, outcome: Outcome) -> bool:
    return one.division in outcome.untouched and one.outcome in {"read", "unchanged"}


def _stray(code: str, source: str) -> str:
    return " ".join(sentence(code, {"source": source, "name": say.A_DIVISION, "period": say.THIS_PERIOD}))
