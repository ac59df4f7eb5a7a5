"""Indicators: the sheet, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Sheet, Wrong

JANUARY = "## Chỉ tiêu\n| Mã | Trong tháng |\n"


def figures(rows: str) -> Sheet:
    """A sheet whose Chỉ tiêu has these figures of the month."""
    return Sheet(JANUARY + rows)


def table(text: str) -> Sheet:
    """A sheet whose Chỉ tiêu has this table."""
    return Sheet(f"## Chỉ tiêu\n{text}")


def february(rows: str, heading: str = "| Mã | Trong tháng | Lũy kế từ đầu năm |", january: str = "") -> Sheet:
    """A sheet of February, January before it."""
    return Sheet(f"## Chỉ tiêu\n{heading}\n{rows}", period="2024-02", before={"2024-01": january})


NIL = "## Thông tin chung\n| Trạng thái | Không phát sinh |\n"
DRAFT = "## Thông tin chung\n| Trạng thái | Đang soạn |\n"
EMPTY_FIGURES = """
## Chỉ tiêu
| Mã | Trong tháng | Lũy kế từ đầu năm |
| PTD | | |
| PTD-DAT | | |
| PTD-HONG | | |
| TC-MOI | | |
| TC | | |
| DUNG-HAN | | |
| THU | | |
"""

WRONG: dict[str, Wrong] = {
    "negative": Wrong(
        figures("| TC-MOI | -3 |"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi -3, nhỏ hơn 0.",
    ),
    "parts-and-total": Wrong(
        figures("| PTD | 147 |\n| PTD-DAT | 134 |\n| PTD-HONG | 12 |"),
        "Chỉ tiêu!E5",
        "134 + 12 = 146, nhưng “Phương tiện đo được kiểm định” ghi 147.",
        "146",
    ),
    "parts-incomplete": Wrong(
        figures("| PTD | 147 |\n| PTD-DAT | 134 |\n| PTD-HONG | |"),
        "Chỉ tiêu!E7",
        "“Phương tiện đo được kiểm định” đã ghi 147, nhưng “Trong đó: phương tiện đo không đạt” còn trống.",
        "13",
    ),
    "figure-missing": Wrong(
        february("| TC-MOI | | |", january="## Chỉ tiêu\n| Mã | Trong tháng |\n| TC-MOI | 147 |"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” còn để trống; tháng trước là 147.",
    ),
    "rate-over-100": Wrong(
        figures("| DUNG-HAN | 104.5 |"),
        "Chỉ tiêu!E10",
        "Chỉ tiêu “Tỷ lệ hồ sơ đúng hạn” ghi 104,5%, lớn hơn 100%.",
    ),
    "rate-as-part-of-one": Wrong(
        february("| DUNG-HAN | 0.925 | |", january="## Chỉ tiêu\n| Mã | Trong tháng |\n| DUNG-HAN | 96.4 |"),
        "Chỉ tiêu!E10",
        "Chỉ tiêu “Tỷ lệ hồ sơ đúng hạn” được đọc là 0,925%; có thể đơn vị muốn ghi 92,5%.",
    ),
    "stock-against-flow": Wrong(
        figures("| TC-MOI | 147 |\n| TC | 1017 |"),
        "Chỉ tiêu!E9",
        "860 + 147 = 1.007, nhưng “Tổng số tiêu chuẩn trong kho” ghi 1.017.",
        "1.007",
    ),
    "cumulative-against-months": Wrong(
        february("| PTD | 118 | 256 |\n| PTD-DAT | 110 | 244 |\n| PTD-HONG | 8 | 21 |"),
        "Chỉ tiêu!G5",
        "Lũy kế của “Phương tiện đo được kiểm định” ghi 256, nhưng cộng các tháng đã báo cáo được 265.",
        "265",
    ),
    "cumulative-of-level": Wrong(
        february("| TC-MOI | 62 | 209 |\n| TC | 1069 | 1070 |"),
        "Chỉ tiêu!G9",
        "Lũy kế của “Tổng số tiêu chuẩn trong kho” ghi 1.070, nhưng số của kỳ ghi 1.069; chỉ tiêu này không cộng dồn.",
        "1.069",
    ),
    "over-plan": Wrong(
        table("| Mã | Kế hoạch năm |\n| PTD | 140 |"),
        "Chỉ tiêu!E5",
        "Chỉ tiêu “Phương tiện đo được kiểm định” đến nay đạt 147, vượt kế hoạch năm là 140.",
    ),
    "plan-changed": Wrong(
        table("| Mã | Kế hoạch năm |\n| PTD | 2500 |"),
        "Chỉ tiêu!D5",
        "Kế hoạch năm của “Phương tiện đo được kiểm định” ghi 2.500, trước đây là 2.000.",
    ),
    "correction-without-remark": Wrong(
        table("| Mã | Điều chỉnh kỳ trước |\n| TC-MOI | -2 |"),
        "Chỉ tiêu!F8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” điều chỉnh -2 cho kỳ trước nhưng chưa ghi lý do.",
    ),
}

WRONG["months-unknown"] = Wrong(
    Sheet("## Chỉ tiêu\n| Mã | Trong tháng | Ghi chú |\n| DUNG-HAN | 99 | |", period="2024-03", before={"2024-01": ""}),
    "Chỉ tiêu",
    "Lũy kế từ đầu năm của 5 chỉ tiêu chưa tính được, vì chưa có số liệu của tháng 02/2024.",
)

RIGHT: dict[str, Right] = {
    "months-unknown": {
        "the year's first month": Sheet(),
        "every month is there": Sheet(period="2024-02", before={"2024-01": ""}),
        "a draft": Sheet(DRAFT, period="2024-03"),
        "nothing to add up": Sheet(EMPTY_FIGURES, period="2024-03"),
    },
    "negative": {
        "zero": figures("| TC-MOI | 0 |\n| TC | 860 |"),
        "a correction may take away": table("| Mã | Điều chỉnh kỳ trước |\n| TC-MOI | -2 |"),
        "a rate may fall": figures("| DUNG-HAN | -3 |"),
    },
    "parts-and-total": {
        "they add up": figures("| PTD | 147 |\n| PTD-DAT | 134 |\n| PTD-HONG | 13 |"),
        "a part is still blank and the others are below the total": figures("| PTD-HONG | |"),
        "all parts are blank": figures("| PTD-DAT | |\n| PTD-HONG | |"),
        "a part that cannot be read is spoken of elsewhere": figures("| PTD-HONG | mười ba cái |"),
        "the total is blank": figures("| PTD | |"),
    },
    "parts-incomplete": {
        "all are filled": figures("| PTD-HONG | 13 |"),
        "none is filled": figures("| PTD-DAT | |\n| PTD-HONG | |"),
        "the total is blank too": figures("| PTD | |\n| PTD-HONG | |"),
        "a formula without its result is no blank": figures("| PTD-HONG | ‹uncalculated› |"),
    },
    "figure-missing": {
        "zero is a figure": figures("| TC-MOI | 0 |"),
        "a division with nothing to report": Sheet(NIL + EMPTY_FIGURES),
        "a fresh form that nobody has begun": Sheet(DRAFT + EMPTY_FIGURES),
        "a figure that cannot be read": figures("| TC-MOI | nhiều |"),
        "a blank part beside a filled one has words of its own": figures("| PTD-HONG | |"),
    },
    "rate-over-100": {
        "one hundred": figures("| DUNG-HAN | 100 |"),
        "a count may be over a hundred": figures("| TC-MOI | 147 |"),
    },
    "rate-as-part-of-one": {
        "more than one": figures("| DUNG-HAN | 1.5 |"),
        "nothing is known of how large it is used to be": figures("| DUNG-HAN | 0.925 |"),
        "nearly as small last month": february(
            "| DUNG-HAN | 0.9 | |", january="## Chỉ tiêu\n| Mã | Trong tháng |\n| DUNG-HAN | 1.1 |"
        ),
        "none": figures("| DUNG-HAN | 0 |"),
        "with its sign": figures("| DUNG-HAN | '0,5% |"),
        "as small last month": february(
            "| DUNG-HAN | 0.7 | |", january="## Chỉ tiêu\n| Mã | Trong tháng |\n| DUNG-HAN | 0.5 |"
        ),
    },
    "stock-against-flow": {
        "the opening and what the first month added": figures("| TC-MOI | 147 |\n| TC | 1007 |"),
        "last month's stock and what this month added": february("| TC-MOI | 62 | 209 |\n| TC | 1069 | |"),
        "a correction takes away": table("| Mã | Trong tháng | Điều chỉnh kỳ trước |\n| TC | 1002 | -5 |"),
        "a correction of the flow": table(
            "| Mã | Trong tháng | Điều chỉnh kỳ trước |\n| TC-MOI | 147 | 3 |\n| TC | 1010 | |"
        ),
        "what was added is not known": figures("| TC-MOI | |\n| TC | 1017 |"),
        "last month is not known": Sheet("## Chỉ tiêu\n| Mã | Trong tháng |\n| TC | 5000 |", period="2024-02"),
    },
    "cumulative-against-months": {
        "months added up": february("| PTD | 118 | 265 |"),
        "with a correction": february(
            "| PTD | 118 | -3 | 262 |", "| Mã | Trong tháng | Điều chỉnh kỳ trước | Lũy kế từ đầu năm |"
        ),
        "nothing shown": february("| PTD | 118 | |"),
        "the office began in the middle of the year": Sheet(
            "## Chỉ tiêu\n| Mã | Trong tháng | Lũy kế từ đầu năm |\n| PTD | 100 | 700 |", period="2024-06"
        ),
        "last month had nothing to report": february("| PTD | 118 | 118 |", january=NIL + EMPTY_FIGURES),
        "a stock does not add up": february("| TC-MOI | 62 | 209 |\n| TC | 1069 | 1069 |"),
    },
    "cumulative-of-level": {
        "the same shown twice": february("| TC-MOI | 62 | 209 |\n| TC | 1069 | 1069 |"),
        "what adds up is held against its months": february("| TC-MOI | 62 | 210 |"),
        "no figure of the period": february("| TC | | 1069 |"),
        "nothing shown": february("| TC | 1069 | |"),
    },
    "over-plan": {
        "below": figures("| PTD | 147 |"),
        "exactly": table("| Mã | Kế hoạch năm |\n| PTD | 147 |"),
        "no plan": figures("| TC-MOI | 99999 |"),
    },
    "plan-changed": {
        "as the catalogue has it": table("| Mã | Kế hoạch năm |\n| PTD | 2000 |"),
        "left blank": table("| Mã | Kế hoạch năm |\n| PTD | |"),
        "as last month, which was told": february(
            "| PTD | 2500 |", "| Mã | Kế hoạch năm |", january="## Chỉ tiêu\n| Mã | Kế hoạch năm |\n| PTD | 2500 |"
        ),
    },
    "correction-without-remark": {
        "with its reason": table(
            "| Mã | Điều chỉnh kỳ trước | Ghi chú |\n| TC-MOI | -2 | Trừ 02 tiêu chuẩn ghi trùng |"
        ),
        "zero needs none": table("| Mã | Điều chỉnh kỳ trước |\n| TC-MOI | 0 |"),
    },
}
