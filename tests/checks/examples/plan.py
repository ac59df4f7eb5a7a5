"""Last period's plan: the rows, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Sheet, Wrong

HEADINGS = "## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện | Lý do |\n"
JANUARY = "## Kế hoạch\n| Nội dung |\n| Kiểm định cân tại các chợ trong tỉnh. |"
COUNTED = "## Kế hoạch\n| Nội dung |\n| Kiểm định 15 cân tại các chợ trong tỉnh. |"

OPEN = HEADINGS + "| Xây kho mẫu của Trung tâm. | {} | |"


def carried(rows: str, before: str = "") -> Sheet:
    """A sheet of February with these rows of Kế hoạch kỳ trước."""
    text = HEADINGS + rows if rows else ""
    return Sheet(text, period="2024-02", before={"2024-01": before} if before else {})


def planned(text: str) -> Sheet:
    """A sheet whose Kế hoạch has this task."""
    return Sheet(f"## Kế hoạch\n| Nội dung |\n| {text} |")


def due(deadline: str, task: str = "Kiểm định cân tại các chợ.") -> Sheet:
    """A sheet of January whose Kế hoạch has one task, to be done by this day."""
    return Sheet(f"## Kế hoạch\n| Nội dung | Thời hạn hoàn thành |\n| {task} | {deadline} |")


WRONG: dict[str, Wrong] = {
    "plan-without-result": Wrong(
        carried("| Kiểm định cân tại các chợ. | | |"),
        "Kế hoạch kỳ trước!A5",
        "Việc “Kiểm định cân tại các chợ.” của kế hoạch kỳ trước chưa ghi Kết quả thực hiện.",
    ),
    "reason-missing": Wrong(
        carried("| Kiểm định cân tại các chợ. | Chuyển kỳ sau | |"),
        "Kế hoạch kỳ trước!A5",
        "Việc “Kiểm định cân tại các chợ.” ghi “Chuyển kỳ sau” nhưng chưa có Lý do.",
    ),
    "plan-lost": Wrong(
        carried("", JANUARY),
        "Kế hoạch kỳ trước",
        "Việc “Kiểm định cân tại các chợ trong tỉnh.” trong kế hoạch tháng 01/2024 không còn ở tờ này.",
    ),
    "plan-refigured": Wrong(
        carried("| Kiểm định 12 cân tại các chợ trong tỉnh. | Đã hoàn thành | |", COUNTED),
        "Kế hoạch kỳ trước!A5",
        "Việc “Kiểm định 12 cân tại các chợ trong tỉnh.” ghi 12, nhưng kế hoạch kỳ trước ghi 15.",
    ),
    "due-impossible": Wrong(
        due("31/4/2024"),
        "Kế hoạch!A5",
        "Việc “Kiểm định cân tại các chợ.” ghi thời hạn hoàn thành “31/4/2024”, là ngày tháng không có trong lịch.",
    ),
    "due-past": Wrong(
        due("tháng 3/2023"),
        "Kế hoạch!A5",
        "Việc “Kiểm định cân tại các chợ.” ghi thời hạn hoàn thành “tháng 3/2023”, trước cả tháng 01/2024.",
    ),
    "plan-marker": Wrong(
        planned("1. Kiểm tra 12 cơ sở[1]"),
        "Kế hoạch!A5",
        "Nhiệm vụ này có dấu chú thích [1], nhưng tờ Kế hoạch không có chú thích; dấu không được in.",
    ),
}

RIGHT: dict[str, Right] = {
    "plan-without-result": {
        "done": carried("| Kiểm định cân. | Đã hoàn thành | |"),
        "a result out of the list is spoken of elsewhere": carried("| Kiểm định cân. | gần xong | |"),
        "nothing was planned": Sheet(),
    },
    "reason-missing": {
        "with its reason": carried("| Kiểm định cân. | Không thực hiện | Không được bố trí kinh phí |"),
        "what goes on needs none": carried("| Kiểm định cân. | Đang thực hiện | |"),
    },
    "plan-refigured": {
        "as it was planned": carried("| Kiểm định 15 cân tại các chợ trong tỉnh | Đã hoàn thành | |", COUNTED),
        "a year was mended": carried(
            "| Kế hoạch năm 2024. | Đã hoàn thành | |", "## Kế hoạch\n| Nội dung |\n| Kế hoạch năm 2023. |"
        ),
        "another task": carried("| Kiểm định 12 taximet. | Đã hoàn thành | |", COUNTED),
    },
    "due-impossible": {
        f"a deadline may say {written}": due(written)
        for written in ("29/02/2024", "tháng 12/2024", "Quý IV/2024", "thường xuyên", "đợt 13/2024", "trước ngày 25/02")
    },
    "due-past": {
        f"not over yet, or not known to be: {written}": due(written)
        for written in (
            "29/02/2024",
            "31/01/2024",
            "tháng 3",
            "quý I/2024",
            "năm 2024",
            "15/12/2023 - 15/3/2024",
            "giai đoạn 2023 - 2025",
            "hằng tháng",
        )
    },
    "plan-lost": {
        "it stands there": carried("| Kiểm định cân tại các chợ trong tỉnh. | Đã hoàn thành | |", JANUARY),
        "a word was mended": carried("| Kiểm định các cân tại chợ trong tỉnh | Đã hoàn thành | |", JANUARY),
        "no earlier sheet is known": carried(""),
        "it was finished before": carried("", f"## Kế hoạch\n| Nội dung |\n{OPEN.format('Đã hoàn thành')}"),
    },
    "plan-marker": {"a list in brackets": planned("Kiểm tra: (1) cân; (2) taximet."), "a unit": planned("Xây 50 m².")},
}
