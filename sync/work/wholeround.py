"""A whole round: what divisions handed in is read and judged, then each is answered in its own sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sync.model.period import Period
from sync.store.leases import LeaseHeldError
from sync.work.collect import Outcome, collect
from sync.work.google import calling
from sync.work.leftovers import sweep_period
from sync.work.office import Office
from sync.work.progress import Progress
from sync.work.quiet import is_quiet

if TYPE_CHECKING:  # a round without news answers nobody
    from sync.work.feedback import Feedback


def whole_round(
    office: Office, period: Period, progress: Progress = lambda *_: None
) -> tuple[Outcome, Feedback | None]:
    """Run a round and return what it read and what it gave; None where there was nothing to hear or to write.

    What staff answered counts in the outcome. Raises what `collect` raises.
    """
    with calling(office) as line:
        outcome = collect(office, period, progress, line)
        sweep_period(office, period)
        if is_quiet(office, period):
            return outcome, None
        from sync.work.decide import judge_once
        from sync.work.feedback import give_feedback

        try:
            given = give_feedback(office, period, line=line, judged=outcome.judged)
        except LeaseHeldError:  # the round that came between does it
            return outcome, None
        outcome = replace(outcome, calls=line.calls)
    if given.heard:
        outcome = replace(outcome, open=judge_once(office, period).open_by_division)
    return outcome, given


def answer_round(office: Office, period: Period, *, dry_run: bool = False, whole: bool = False) -> Feedback:
    """Read what has changed, hear what staff answered there, and write what is wrong: the command `feedback`.

    `dry_run` and `whole` are as for `give_feedback`. Raises what `collect` and `give_feedback` raise.
    """
    from sync.work.feedback import give_feedback

    with calling(office) as line:
        judged = None if dry_run else collect(office, period, line=line).judged
        return give_feedback(office, period, dry_run=dry_run, whole=whole, line=line, judged=judged)
