"""What the report would print nothing for: annexes without rows, parts without paragraphs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sync.model.config import Config
from sync.model.material import Round, Standing
from sync.model.outline import OutlineText, PartSpec, PlanEntry, Validity
from sync.reading.outline import office_submission
from tests.checks.builders import Right, Sheet, Wrong, a_round, round_of
from tests.checks.examples.figures import DRAFT, NIL

NO_ROWS = "## PL nhiệm vụ\n| Cấp |\n"
NOTHING_DONE = "## Kết quả\n| Mục |\n"
CLOSE = "(Chi tiết theo phụ lục kèm theo)."
REVIEW = PartSpec("danh-gia", "ĐÁNH GIÁ CHUNG", "review", texts=(OutlineText("Hoạt động ổn định.", 1),))
PLAN = PartSpec("phuong-huong", "PHƯƠNG HƯỚNG ‹KỲ SAU›", "plan", items=(PlanEntry(division="TTKT"),))


def changed(sheet: Sheet, change: Callable[[Config], Config]) -> Callable[[], Round]:
    """Return the round of a sheet under another config."""

    def made() -> Round:
        this = round_of(sheet)
        config = change(this.config)
        return replace(this, config=config, office=office_submission(config, this.period))

    return made


def pointing(config: Config) -> Config:
    """The section of TTKT ends with a text that points to the annex."""
    part, *others = config.outline
    section, *rest = part.sections
    section = replace(section, annex="nhiem-vu", close=(OutlineText(CLOSE, 1), OutlineText("Đúng tiến độ.", 2)))
    return replace(config, outline=(replace(part, sections=(section, *rest)), *others))


def also(part: PartSpec) -> Callable[[Config], Config]:
    """A part more."""
    return lambda config: replace(config, outline=(*config.outline, part))


ONLY_FEBRUARY = replace(REVIEW, texts=(OutlineText("Hoạt động ổn định.", 1, Validity(dt.date(2024, 2, 1))),))

WRONG: dict[str, Wrong] = {
    "annex-empty": Wrong(
        changed(Sheet(NO_ROWS), pointing),
        "",
        "Không đơn vị nào ghi dòng nào cho phụ lục “DANH MỤC NHIỆM VỤ”, nên báo cáo không có phụ lục này và bỏ câu "
        "“(Chi tiết theo phụ lục kèm theo).”.",
    ),
    "part-empty": Wrong(
        changed(Sheet("## Kế hoạch\n| Nội dung |\n"), also(PLAN)),
        "",
        "Phần “PHƯƠNG HƯỚNG THÁNG 02/2024” của báo cáo chưa có nội dung nào, chỉ có tiêu đề.",
    ),
    "review-empty": Wrong(
        changed(Sheet(), also(ONLY_FEBRUARY)),
        "",
        "Phần “ĐÁNH GIÁ CHUNG” của báo cáo chưa có lời văn của kỳ này, chỉ có tiêu đề.",
    ),
}

RIGHT: dict[str, Right] = {
    "annex-empty": {
        "it has a row": Sheet(),
        "nobody has handed in": lambda: a_round(Standing("TTKT", "missing")),
        "a draft may still get its rows": Sheet(DRAFT + NO_ROWS),
        "a division that fills none": Sheet(division="QLCN", gone=("PL nhiệm vụ",)),
    },
    "part-empty": {
        "a part that no division fills, which has words of its own": changed(Sheet(), also(ONLY_FEBRUARY)),
        "a plan of the division": changed(Sheet(), also(PLAN)),
        "nobody has handed in": lambda: a_round(Standing("TTKT", "missing")),
        "nothing to report, and nothing to print": Sheet(NIL + NOTHING_DONE),
    },
    "review-empty": {
        "it has its words": changed(Sheet(), also(REVIEW)),
        "nobody has handed in": lambda: a_round(Standing("TTKT", "missing")),
    },
}
