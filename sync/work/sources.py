"""Which file a finding speaks of, as it is told to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.model.finding import Finding
from sync.model.material import standing_of
from sync.model.messages.clerkbook import LINES_SHEET, WORKBOOK

if TYPE_CHECKING:  # an answer without findings needs no checks
    from sync.work.decide import Judged


def source_of(found: Finding, judged: Judged) -> str:
    """Return the path of the division's copy, "" where it has none; of the department's own texts config.yaml's line
    or the clerk's workbook.

    For example "2024-01/QLCN_BaoCao_2024-01.xlsx", "config.yaml, dòng 123".
    """
    if found.division:
        copy = standing_of(judged.round, found.division).copy
        return copy.source if copy else ""
    if found.place and found.place.tab == LINES_SHEET:
        return WORKBOOK
    name = judged.round.config.path.name
    return f"{name}, dòng {found.outline.line}" if found.outline else name
