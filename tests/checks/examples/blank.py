"""Tabs sent in empty: the sheet, and what staff are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sync.model.material import Round
from sync.model.outline import PartSpec, PlanEntry
from tests.checks.builders import Right, Sheet, Wrong, round_of
from tests.checks.examples.figures import DRAFT, EMPTY_FIGURES, NIL

NO_RESULTS = "## Kết quả\n| Mục |\n"
NO_PLAN = "## Kế hoạch\n| Nội dung |\n"
PLAN = PartSpec("phuong-huong", "PHƯƠNG HƯỚNG ‹KỲ SAU›", "plan", items=(PlanEntry(division="TTKT"),))


def asked(sheet: Sheet) -> Callable[[], Round]:
    """The round of a sheet in an office whose report prints what TTKT plans."""

    def made() -> Round:
        this = round_of(sheet)
        return replace(this, config=replace(this.config, outline=(*this.config.outline, PLAN)))

    return made


WRONG: dict[str, Wrong] = {
    "results-empty": Wrong(
        Sheet(NO_RESULTS),
        "Kết quả",
        "Biểu đã gửi có 7 chỉ tiêu có số, nhưng tờ Kết quả chưa có nội dung nào.",
    ),
    "plan-empty": Wrong(
        asked(Sheet(NO_PLAN, before={"2023-12": ""})),
        "Kế hoạch",
        "Biểu đã gửi, nhưng tờ Kế hoạch chưa có việc nào cho tháng 02/2024.",
    ),
}

RIGHT: dict[str, Right] = {
    "results-empty": {
        "a row stands there": Sheet(),
        "a draft": Sheet(DRAFT + NO_RESULTS),
        "nothing to report": Sheet(NIL + NO_RESULTS),
        "no figure either, which has words of its own": Sheet(NO_RESULTS + EMPTY_FIGURES),
        "it has never written any": Sheet(NO_RESULTS, before={"2023-12": NO_RESULTS, "2023-11": NO_RESULTS}),
        "the tab is gone, which is told": Sheet(gone=("Kết quả",)),
    },
    "plan-empty": {
        "a task stands there": asked(Sheet()),
        "a draft": asked(Sheet(DRAFT + NO_PLAN, before={"2023-12": ""})),
        "nothing to report": asked(Sheet(NIL + NO_PLAN, before={"2023-12": ""})),
        "the report has no place for its tasks": Sheet(NO_PLAN, before={"2023-12": ""}),
        "nothing is known of earlier months": asked(Sheet(NO_PLAN)),
        "it has never planned": asked(Sheet(NO_PLAN, before={"2023-12": NO_PLAN})),
    },
}
