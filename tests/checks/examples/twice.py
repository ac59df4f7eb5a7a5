"""The same row twice: the sheet, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Sheet, Wrong

SECTION = "Hoạt động của đơn vị sự nghiệp"


def rows(*texts: str) -> Sheet:
    """A sheet with these rows of Kết quả: Nội dung, Chú thích."""
    return Sheet(
        "## Kết quả\n| Mục | Nội dung | Chú thích |\n" + "\n".join(f"| {SECTION} | {text} |" for text in texts)
    )


def planned(*texts: str) -> Sheet:
    """A sheet with these tasks."""
    return Sheet("## Kế hoạch\n| Nội dung |\n" + "\n".join(f"| {text} |" for text in texts))


def annex(*names: str) -> Sheet:
    """A sheet with these rows of its annex: name, level."""
    return Sheet("## PL nhiệm vụ\n| Tên nhiệm vụ | Cấp |\n" + "\n".join(f"| {name} |" for name in names))


WRONG: dict[str, Wrong] = {
    "row-twice": Wrong(
        rows("Kiểm định cân tại các chợ. |", "Thử nghiệm mẫu nước. |", "kiểm định  cân tại các chợ; |"),
        "Kết quả!C7",
        "“kiểm định cân tại các chợ;” đã ghi ở C5 nên sẽ bị in hai lần.",
    ),
    "item-twice": Wrong(
        rows("Hoàn thiện hồ sơ điều tra thống kê; cập nhật 14 bản tin; hoàn thiện hồ sơ điều tra thống kê. |"),
        "Kết quả!C5",
        "“hoàn thiện hồ sơ điều tra thống kê.” được ghi hai lần trong ô này.",
    ),
}

RIGHT: dict[str, Right] = {
    "item-twice": {
        "the same done of two things": rows("Thu phí đạt 100% kế hoạch; thu lệ phí đạt 100% kế hoạch. |"),
        "other figures": rows("Kiểm định 05 cân tại chợ Phan Rang; kiểm định 06 cân tại chợ Phan Rang. |"),
        "what is said of each, in few words": rows(
            "Xã Phước Hà: đạt 100% kế hoạch; xã Phước Đại: đạt 100% kế hoạch. |"
        ),
        "a note that is shared": rows(
            "Cấp Thông báo cho hai cơ sở[1][2]. | [1] Thông báo số 12/TB-CTĐC ngày 05/01/2024.⏎[2] Thông báo số 13."
        ),
    },
    "row-twice": {
        "other figures": rows("Kiểm định 05 cân. |", "Kiểm định 06 cân. |"),
        "other notes": rows(
            "Ban hành Kế hoạch[1]. | [1] Số 12/KH-SKHCN.", "Ban hành Kế hoạch[1]. | [1] Số 13/KH-SKHCN."
        ),
        "what is done goes on": Sheet("## Kế hoạch\n| Nội dung |\n| Kiểm định phương tiện đo cho các cơ sở. |"),
        "tasks that differ": planned("Kiểm định cân tại chợ A.", "Kiểm định cân tại chợ B."),
        "one name, two levels": annex("Mô hình nho | Tỉnh", "Mô hình nho | Quốc gia"),
    },
}
