"""The form as a whole: the sheet, and what staff are told."""

from __future__ import annotations

from dataclasses import replace

from sheets.grid import BookNote, Place
from sync.model.material import Round, Standing
from sync.model.records import Problem
from tests.checks.builders import Right, Sheet, Wrong, a_round, submission_of
from tests.checks.examples.documents import row

SECTION = "Hoạt động của đơn vị sự nghiệp"
LONG = f"Kiểm định {'cân, đồng hồ, xi téc tại các chợ, ' * 1200}"[:39_999].rstrip(" ,").ljust(40_000, ".")
PLAN = "Kế hoạch"


def plan(table: str) -> Sheet:
    """A sheet whose Kế hoạch holds these cells and nothing else."""
    return Sheet(f"## {PLAN}\n{table}", verbatim=(PLAN,))


def activities(table: str) -> Sheet:
    """A sheet whose Kết quả holds these cells and nothing else."""
    return Sheet(f"## Kết quả\n{table}", verbatim=("Kết quả",))


def noted(code: str, place: Place | None = None, detail: str = "") -> Sheet:
    """A sheet about whose file reading noted something."""
    return Sheet(notes=(BookNote(code, place, detail),))


def of_old_form() -> Round:
    """A round whose sheet was made with version 1 when the form had become version 2."""
    problem = Problem("form-old", None, (("version", "1"), ("current", "2")))
    submission = replace(submission_of(Sheet()), problems=(problem,))
    return a_round(Standing("TTKT", "submitted"), submissions=(submission,))


# What TCVN3 text looks like when it is taken for Latin letters.
TCVN3 = "KiÓm ®Þnh ph­¬ng tiÖn ®o cho c¸c c¬ së."

WRONG: dict[str, Wrong] = {
    "identity-missing": Wrong(
        Sheet(identity=None), "", "Biểu không có dòng “Mã biểu”; đơn vị và kỳ được hiểu theo tên tệp."
    ),
    "identity-mismatch": Wrong(
        Sheet(hidden="SKHCN-QLCN-2024-01-v1"),
        "",
        "Dòng “Mã biểu” ghi SKHCN-TTKT-2024-01-v1, nhưng mã lưu kèm trong biểu là SKHCN-QLCN-2024-01-v1.",
    ),
    "form-unknown": Wrong(
        Sheet(identity="SKHCN-TTKT-2024-01-v99"), "", "Mã biểu ghi phiên bản v99, là phiên bản chưa từng có."
    ),
    "form-old": Wrong(of_old_form, "", "Biểu này là phiên bản v1; phiên bản đang dùng là v2."),
    "tab-missing": Wrong(Sheet(gone=("Kết quả",)), "Kết quả", "Không tìm thấy tờ “Kết quả” trong biểu."),
    "headings-missing": Wrong(
        plan("| Kiểm định cân tại các chợ. |"),
        "Kế hoạch",
        "Tờ “Kế hoạch” không còn dòng tiêu đề cột nên không đọc được.",
    ),
    "column-missing": Wrong(
        activities("| Mục | Trình bày | Chú thích | Ghi chú nội bộ (không in) |"),
        "Kết quả",
        "Thiếu cột “Nội dung” nên không đọc được số liệu của tờ này.",
    ),
    "column-left-out": Wrong(
        activities(f"| Mục | Nội dung | Chú thích | Ghi chú nội bộ (không in) |\n| {SECTION} | Kiểm định. | | |"),
        "Kết quả",
        "Tờ này không còn cột “Trình bày”.",
    ),
    "column-doubled": Wrong(
        plan("| Nội dung | Đơn vị chủ trì | Thời hạn hoàn thành | Nội dung |\n| Kiểm định cân. | | | |"),
        "Kế hoạch!A1",
        "Có hai cột cùng mang tiêu đề “Nội dung”.",
    ),
    "column-moved": Wrong(
        plan("| text | lead | due |\n| | Nội dung | Thời hạn hoàn thành |\n| | Kiểm định cân. | |"),
        "Kế hoạch!B2",
        "Cột “Nội dung” không còn ở chỗ cũ; hệ thống đọc theo tiêu đề cột.",
    ),
    "column-unknown": Wrong(
        plan("| STT | Nội dung | Đơn vị chủ trì | Thời hạn hoàn thành |\n| 1 | Kiểm định cân. | | |"),
        "Kế hoạch!A1",
        "Cột “STT” không có trong biểu mẫu nên không được đọc.",
    ),
    "heading-near": Wrong(
        plan("| Nội dung | Đơn vị chủ trì | Thời hạn hoàn thàn |\n| Kiểm định cân. | | |"),
        "Kế hoạch!C1",
        "Tiêu đề cột ghi “Thời hạn hoàn thàn”; hệ thống hiểu là “Thời hạn hoàn thành”.",
        "Thời hạn hoàn thành",
    ),
    "cell-too-long": Wrong(
        row(LONG),
        "Kết quả!C5",
        "Nội dung “Kiểm định cân, đồng hồ, xi téc tại các chợ, cân,…” dài 40.000 ký tự, trong khi một ô của Excel chỉ "
        "chứa được 32.767; báo cáo Word in đủ, nhưng bảng tổng hợp và biểu kỳ sau sẽ bị cắt phần cuối.",
    ),
    "beside-table": Wrong(
        plan("| Nội dung | Đơn vị chủ trì | Thời hạn hoàn thành | |\n| Đo cân. | | | Cần kinh phí |\n| Đo. | | | x |"),
        "Kế hoạch!D2",
        "Có 2 ô ghi ở cột không có tiêu đề, ví dụ “Cần kinh phí”; những ô này không được đọc.",
    ),
    "info-altered": Wrong(
        Sheet("## Thông tin chung\n| Kỳ báo cáo | tháng 12/2023 |"),
        "Thông tin chung!B6",
        "Ô “Kỳ báo cáo” ghi “tháng 12/2023”, nhưng theo mã biểu thì đây là biểu của tháng 01/2024.",
    ),
    "macros": Wrong(noted("macros"), "", "Tệp có chứa macro; hệ thống chỉ đọc số liệu, không chạy macro."),
    "wrong-ending": Wrong(
        noted("wrong-ending", detail="xls"),
        "",
        "Đuôi của tên tệp không khớp với loại tệp; thực chất đây là tệp .xls, nội dung vẫn đọc được.",
    ),
    "external-links": Wrong(
        noted("external-links", detail="2"), "", "Biểu có liên kết sang 2 tệp khác; số lấy từ đó có thể đã cũ."
    ),
    "stray-cell": Wrong(
        noted("stray-cell", Place("Kết quả", 1_048_576, 3)),
        "Kết quả!C1048576",
        "Có một ô nằm rất xa phần bảng, có lẽ do gõ nhầm; phần xa đó không được đọc vào báo cáo.",
    ),
    "tab-copied": Wrong(
        noted("tab-copied", Place("Bản sao của Kết quả"), "Kết quả 2024-01"),
        "Bản sao của Kết quả",
        "Tờ này là bản sao của tờ “Kết quả 2024-01”; báo cáo chỉ lấy ở tờ gốc, nội dung gõ vào bản sao không được đọc.",
    ),
    "sheet-locale": Wrong(
        noted("sheet-locale", detail="en_US"),
        "",
        "Bảng tính đặt ngôn ngữ en_US nên dấu chấm, dấu phẩy và thứ tự ngày tháng có thể bị hiểu sai so với khi gõ.",
    ),
    "hidden-row": Wrong(
        Sheet(
            f"## Kết quả\n| Mục | Nội dung |\n| {SECTION} ‹hidden› | Kiểm định phương tiện đo cho các cơ sở. ‹hidden› |"
        ),
        "Kết quả!C5",
        "Dòng này đang bị ẩn hoặc bị lọc đi nhưng vẫn được đọc vào báo cáo: “Kiểm định phương tiện đo cho các cơ sở.”.",
    ),
    "legacy-font": Wrong(
        Sheet(f"## Kết quả\n| Mục | Nội dung |\n| {SECTION} | {TCVN3} |"),
        "Kết quả!C5",
        "Tờ này có 1 ô gõ bằng bảng mã TCVN3; hệ thống đã đổi sang Unicode, ví dụ: "
        "“Kiểm định phương tiện đo cho các cơ sở.”.",
    ),
}

RIGHT: dict[str, Right] = {
    "identity-missing": {
        "the line stands there": Sheet(),
        "the hidden one does": Sheet(identity=None, hidden="SKHCN-TTKT-2024-01-v1"),
    },
    "identity-mismatch": {"both agree": Sheet(hidden="SKHCN-TTKT-2024-01-v1"), "only the line": Sheet()},
    "form-unknown": {"the form of today": Sheet()},
    "form-old": {"the form of today": Sheet()},
    "tab-missing": {
        "all are there": Sheet(),
        "nothing was planned last month": Sheet(gone=("Kế hoạch kỳ trước",)),
        "a division without indicators": Sheet(
            division="QLCN", gone=("Chỉ tiêu", "PL nhiệm vụ"), text="## Kết quả\n| Mục |"
        ),
    },
    "headings-missing": {"the form's own": Sheet()},
    "column-missing": {"a column that nobody needs": WRONG["column-left-out"].case},
    "column-left-out": {"the hidden correction": Sheet(), "a column that is needed": WRONG["column-missing"].case},
    "column-doubled": {"each once": Sheet()},
    "column-moved": {
        "swapped by hand, no hidden keys": plan(
            "| Đơn vị chủ trì | Nội dung | Thời hạn hoàn thành |\n| | Kiểm định. | |"
        )
    },
    "column-unknown": {"the form's own": Sheet()},
    "heading-near": {
        "in capitals, with a star": plan("| NỘI DUNG * | Đơn vị chủ trì: | Thời hạn hoàn thành |\n| Kiểm định. | | |")
    },
    "cell-too-long": {
        "as long as a cell can be": row(LONG[:32_767]),
    },
    "beside-table": {
        "only the form's columns": Sheet(),
        "above the headings": plan("| | | | Mật |\n| Nội dung | Đơn vị chủ trì | Thời hạn hoàn thành |\n| Đo. | | |"),
        "a column with a heading of its own is told otherwise": WRONG["column-unknown"].case,
        "a hidden helper": plan("| Nội dung | Đơn vị chủ trì | Thời hạn hoàn thành | |\n| Đo. | | | 1 ‹hidden› |"),
    },
    "info-altered": {
        "as the form had it": Sheet(
            "## Thông tin chung\n| Đơn vị | Trung tâm Kỹ thuật |\n| Kỳ báo cáo | tháng 01/2024 |"
        ),
        "the same in other words": Sheet("## Thông tin chung\n| Kỳ báo cáo | Tháng 1 năm 2024 |"),
        "another name for the division": Sheet("## Thông tin chung\n| Đơn vị | Trung tâm KT |"),
        "blank": Sheet("## Thông tin chung\n| Kỳ báo cáo | |"),
    },
    "macros": {"none": Sheet()},
    "wrong-ending": {"the right one": Sheet()},
    "external-links": {"none": Sheet()},
    "stray-cell": {"none": Sheet()},
    "tab-copied": {"none": Sheet()},
    "sheet-locale": {"our own": Sheet()},
    "hidden-row": {
        "nothing is hidden": Sheet(),
        "a correction in the column that the form itself hides": Sheet(
            "## Chỉ tiêu\n| Mã | Trong tháng | Điều chỉnh kỳ trước | Ghi chú |\n| TC-MOI | 147 | 2 ‹hidden› | Sót 2 |"
        ),
    },
    "legacy-font": {"Unicode": Sheet()},
}
