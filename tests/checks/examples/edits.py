"""Where the clerk's edits and what divisions write later go apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sync.model.edits import Edit, EditField
from sync.model.material import Round
from sync.reading.wording import Wording
from sync.work.wording import Gone, with_edits
from tests.checks.builders import Right, Sheet, Wrong, round_of

TEXT = "Kiểm định phương tiện đo cho các cơ sở."
AT = dt.datetime(2024, 1, 18, 10, 0, tzinfo=dt.UTC)


def edited(before: str, after: str, *more: tuple[EditField, str]) -> Callable[[], Round]:
    """Return the round in which the clerk changed the sheet's one line from `before`; the sheet says TEXT now."""

    def case() -> Round:
        raw = round_of(Sheet())
        line = raw.submissions["TTKT"].activities[0].line
        return with_edits(raw, _edits(line, before, after, more))

    return case


def removed(*more: tuple[EditField, str]) -> Callable[[], Round]:
    """Return the round in which the division has removed a line that the clerk had changed."""

    def case() -> Round:
        raw = round_of(Sheet())
        activity = raw.submissions["TTKT"].activities[0]
        away = Gone("d0", "TTKT", "book", "su-nghiep", "bullet", Wording("Kiểm định."), activity.origin)
        return with_edits(raw, _edits("d0", "Kiểm định.", "Kiểm định cân.", more), [away])

    return case


def _edits(line: str, before: str, after: str, more: Sequence[tuple[EditField, str]]) -> list[Edit]:
    text = Edit("e0", line, "text", before, after, "bình", AT)
    return [text, *(Edit(f"e{n}", line, field, "", value, "bình", AT) for n, (field, value) in enumerate(more, 1))]


WRONG: dict[str, Wrong] = {
    "edit-conflict": Wrong(
        edited("Kiểm định cân cho các cơ sở.", "Kiểm định taximet cho các cơ sở."),
        "Kết quả!C5",
        "Phòng tổng hợp đã sửa thành “taximet”, sau đó đơn vị sửa chính chỗ này thành “phương tiện đo”.",
    ),
    "edited-removed": Wrong(removed(), "Kết quả", "Đơn vị đã xóa dòng mà phòng tổng hợp đã sửa: “Kiểm định cân.”."),
    "edit-code": Wrong(
        edited(TEXT, "Kiểm định {KHONG-CO} phương tiện đo cho các cơ sở."),
        "Kết quả!C5",
        "Dòng biên tập ghi “{KHONG-CO}” nhưng kỳ này không có chỉ tiêu đó, nên báo cáo sẽ in nguyên chữ “{KHONG-CO}”.",
    ),
}

RIGHT: dict[str, Right] = {
    "edit-conflict": {
        "only the clerk changed it": edited(TEXT, "Kiểm định cho các cơ sở."),
        "each changed other words": edited(
            "Kiểm định phương tiện đo cho cơ sở.", "Đã kiểm định phương tiện đo cho cơ sở."
        ),
        "both wrote the same": edited("Kiểm định cân cho các cơ sở.", TEXT),
        "the line is not printed": edited("Kiểm định cân.", "Kiểm định taximet.", ("included", "0")),
    },
    "edited-removed": {
        "the clerk keeps it": removed(("kept", "1")),
        "the clerk lets it go": removed(("kept", "0")),
        "the line is there": edited(TEXT, "Kiểm định cho các cơ sở."),
    },
    "edit-code": {
        "one that has a figure": edited(TEXT, "Kiểm định {PTD} phương tiện đo cho các cơ sở."),
        "not edited": lambda: round_of(Sheet()),
    },
}
