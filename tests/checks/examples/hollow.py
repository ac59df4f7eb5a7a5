"""Rows that say nothing, and signs typed by hand: the row, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Sheet, Wrong
from tests.checks.examples.documents import row

WRONG: dict[str, Wrong] = {
    "nothing-said": Wrong(
        row("- Không có."),
        "Kết quả!C5",
        "Dòng này chỉ ghi “Không có.”; báo cáo sẽ in đúng như vậy.",
    ),
    "numbered-by-hand": Wrong(
        row("1. Kiểm định cân tại các chợ."),
        "Kết quả!C5",
        "Nội dung bắt đầu bằng số thứ tự “1.”, sẽ in thành “- 1. Kiểm định cân tại các chợ.”.",
        "Kiểm định cân tại các chợ.",
    ),
    "space-before-sign": Wrong(
        row("Kiểm định 05 cân ; thử nghiệm mẫu."),
        "Kết quả!C5",
        "Có khoảng trắng giữa “Kiểm định 05 cân” và dấu “;” đứng sau.",
    ),
}

RIGHT: dict[str, Right] = {
    "nothing-said": {
        "a whole sentence says that there was nothing": row("Sở không nhận được đơn thư khiếu nại, tố cáo."),
        "a short deed": row("Họp giao ban."),
    },
    "numbered-by-hand": {
        "lines numbered in turn are paragraphs": row("1. Kế hoạch A;⏎2. Kế hoạch B."),
        "a paragraph": Sheet(
            "## Kết quả\n| Mục | Trình bày | Nội dung |\n"
            "| Hoạt động của đơn vị sự nghiệp | Đoạn văn | 1. Kiểm định cân. |"
        ),
        "a figure": row("05 cơ sở được kiểm định; 1.000 tờ rơi; 02 lớp."),
        "a figure that begins it": row("1.000 tờ rơi được phát."),
    },
    "space-before-sign": {
        "none": row("Kiểm định 05 cân; thử nghiệm mẫu: 02 mẫu."),
        "dots that go on": row("Kiểm định cân, mẫu ..."),
    },
}
