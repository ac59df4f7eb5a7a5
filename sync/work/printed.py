"""Which divisions' submissions go into a period's report."""

from __future__ import annotations

from sync.model.material import standing_of
from sync.work.decide import Judged


def printed_divisions(judged: Judged) -> tuple[str, ...]:
    """Return the codes of the divisions that are printed, in config's order: marked Đã gửi, and not left out."""
    config, period = judged.round.config, judged.round.period
    return tuple(division.code for division in config.divisions_of(period) if _is_printed(judged, division.code))


def _is_printed(judged: Judged, code: str) -> bool:
    submission = judged.round.submissions.get(code)
    return (
        submission is not None
        and code not in judged.without
        and standing_of(judged.round, code).state in {"submitted", "unreadable"}
        and submission.info.status == "submitted"
    )
