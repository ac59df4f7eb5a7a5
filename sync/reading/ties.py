"""The typed figures of lines that are indicators' and say the same: what a report ties to the cells of Chỉ tiêu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sync.model.config import Config
from sync.model.period import Period
from sync.model.records import Submission, Tie
from sync.reading.linking import links


def ties(submissions: Iterable[Submission], config: Config, period: Period) -> Mapping[str, tuple[Tie, ...]]:
    """Return, by line, the numbers of its text that are an indicator's figure of the month."""
    found: dict[str, tuple[Tie, ...]] = {}
    for submission in submissions:
        specs = config.indicators_for(submission.division or "", period)
        for activity in submission.activities:
            mine = tuple(
                Tie(link.quantity.start, link.quantity.end, link.spec.code, link.figure.origin)
                for link in links(activity, submission.figures, specs)
                if link.agrees
            )
            if mine:
                found[activity.line] = mine
    return found
