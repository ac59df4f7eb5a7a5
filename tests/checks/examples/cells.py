"""Single cells: the sheet, and what staff are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.checks.builders import Right, Sheet, Wrong

SECTION = "Hoạt động của đơn vị sự nghiệp"


def rows(text: str) -> Sheet:
    """A sheet with these rows of Kết quả: Mục, Nội dung, Chú thích."""
    return Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n{text}")


def figure(cell: str, code: str = "TC-MOI") -> Sheet:
    """A sheet with this cell under Trong tháng."""
    return Sheet(f"## Chỉ tiêu\n| Mã | Trong tháng |\n| {code} | {cell} |")


def usual(cell: str, last: str) -> Sheet:
    """A sheet with this cell under Trong tháng, and last month's."""
    return replace(figure(cell), before={"2023-12": f"## Chỉ tiêu\n| Mã | Trong tháng |\n| TC-MOI | {last} |"})


def annex(row: str) -> Sheet:
    """A sheet whose annex has this row."""
    return Sheet(f"## PL nhiệm vụ\n| Tên nhiệm vụ | Cấp | Ngày ký | Kinh phí |\n{row}")


def approved(day: str, today: dt.date = dt.date(2024, 2, 28)) -> Sheet:
    """A sheet with this Ngày duyệt."""
    return Sheet(f"## Thông tin chung\n| Ngày duyệt | {day} |", today=today)


FIGURES = """
## Chỉ tiêu
| Mã | Tên chỉ tiêu | ĐVT | Kế hoạch năm | Trong tháng |
| PTD | | | | 147 |
| PTD-DAT | | | | 134 |
| PTD-HONG | | | | 13 |
| TC-MOI | | | | 147 |
| TC | | | | 1007 |
| DUNG-HAN | | | | 100 |
"""
CODED = f"| {SECTION} | Cập nhật {{TC-MOI}} tiêu chuẩn. | |"

WRONG: dict[str, Wrong] = {
    "required": Wrong(
        Sheet("## Thông tin chung\n| Lãnh đạo đơn vị duyệt | |"),
        "Thông tin chung!B9",
        "Chưa điền “Lãnh đạo đơn vị duyệt”.",
    ),
    "section-unknown": Wrong(
        rows("| Hoạt động văn nghệ | Tổ chức hội diễn. | |"),
        "Kết quả!A5",
        "Mục “Hoạt động văn nghệ” không có trong danh sách mục của đơn vị nên nội dung chưa vào được báo cáo.",
    ),
    "section-near": Wrong(
        rows("| Hoạt động của đơn vị sự nghiêp | Kiểm định cân. | |"),
        "Kết quả!A5",
        "Mục “Hoạt động của đơn vị sự nghiêp” gõ chưa đúng hẳn; hệ thống đã xếp vào mục có tên gần giống nhất.",
    ),
    "section-missing": Wrong(
        rows("| | Kiểm định cân. | |"),
        "Kết quả!A5",
        "Nội dung này chưa chọn Mục nên chưa biết đưa vào đâu trong báo cáo.",
    ),
    "text-missing": Wrong(
        rows(f"| {SECTION} | | Kế hoạch số 12/KH-SKHCN. |"),
        "Kết quả!C5",
        "Dòng này đã có Mục hoặc Chú thích nhưng cột Nội dung còn trống.",
    ),
    "not-a-number": Wrong(
        figure("nhiều"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi “nhiều”, không phải là một số.",
    ),
    "ambiguous-number": Wrong(
        figure("1.007"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi “1,007”, có thể hiểu là 1007 hay 1,007.",
    ),
    "foreign-decimal": Wrong(
        figure("1.007 ‹foreign›", "THU"),
        "Chỉ tiêu!E11",
        "Bảng tính đặt theo nước ngoài nên chỉ tiêu “Thu từ dịch vụ” được hiểu là 1,007; có thể đơn vị muốn ghi 1007.",
        "1007",
    ),
    "foreign-before": Wrong(
        figure("1.007 ‹foreign-before›", "THU"),
        "Chỉ tiêu!E11",
        "Khi gõ chỉ tiêu “Thu từ dịch vụ”, bảng tính đặt theo nước ngoài nên số được hiểu là 1,007; đổi ngôn ngữ không "
        "làm số này đổi theo, có thể đơn vị muốn ghi 1007.",
        "1007",
    ),
    "foreign-whole": Wrong(
        figure("1007 ‹foreign›", "THU"),
        "Chỉ tiêu!E11",
        "Khi gõ, bảng tính đặt theo nước ngoài nên chỉ tiêu “Thu từ dịch vụ” được hiểu là 1007; nếu đã gõ dấu phẩy "
        "trước phần lẻ thì đơn vị muốn ghi 1,007 hoặc 10,07 hoặc 100,7.",
    ),
    "day-as-number": Wrong(
        Sheet("## Chỉ tiêu\n| Mã | Kế hoạch năm | Trong tháng |\n| TC-MOI | 1500 | 45356 |"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi 45356, đúng bằng số mà bảng tính dùng để giữ ngày 05/03/2024; có thể "
        "đã gõ một ngày vào ô số.",
    ),
    "fraction-under-count": Wrong(
        figure("146.5"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi “146,5”, nhưng tiêu chuẩn được đếm nguyên, không có số lẻ.",
    ),
    "odd-number": Wrong(
        figure("'147 hồ sơ"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi “147 hồ sơ”; hệ thống hiểu là 147.",
        "147",
    ),
    "not-a-date": Wrong(
        approved("31/02/2024"),
        "Thông tin chung!B10",
        "Ô này ghi “31/02/2024”, không phải là một ngày có thật.",
    ),
    "ambiguous-date": Wrong(
        approved("05/03/2024 ‹foreign›"),
        "Thông tin chung!B10",
        "Khi gõ, bảng tính đặt theo nước ngoài nên ngày ở ô này được hiểu là 05/03/2024; có thể đơn vị muốn ghi "
        "03/05/2024.",
        "03/05/2024",
    ),
    "date-in-future": Wrong(
        approved("18/11/2024", dt.date(2024, 1, 19)),
        "Thông tin chung!B10",
        "Ngày duyệt ghi 18/11/2024, sau ngày rà soát (19/01/2024).",
    ),
    "annex-day-ahead": Wrong(
        annex("| Mô hình trồng nho | Tỉnh | 05/01/2025 | 1250 |"),
        "PL nhiệm vụ!C5",
        "Cột “Ngày ký” ghi 05/01/2025, sau ngày rà soát (28/02/2024).",
        "05/01/2024",
    ),
    "date-outside-period": Wrong(
        approved("18/01/2023"),
        "Thông tin chung!B10",
        "Ngày duyệt ghi 18/01/2023, nằm ngoài kỳ báo cáo tháng 01/2024.",
    ),
    "not-in-list": Wrong(
        annex("| Mô hình trồng nho | Xã | | |"),
        "PL nhiệm vụ!B5",
        "Ô này ghi “Xã”, không có trong danh sách chọn.",
    ),
    "excel-error": Wrong(
        figure("#REF! ‹error›"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” đang báo lỗi #REF!.",
    ),
    "not-calculated": Wrong(
        figure("‹uncalculated›"),
        "Chỉ tiêu!E8",
        "Ô của chỉ tiêu “Tiêu chuẩn được cập nhật” có công thức nhưng chưa có kết quả.",
    ),
    "external-value": Wrong(
        figure("147 ‹external›"),
        "Chỉ tiêu!E8",
        "Ô này lấy “147” từ một tệp hay bảng tính khác nên có thể đã cũ.",
    ),
    "struck-text": Wrong(
        rows(f"| {SECTION} | Kiểm định cân. ‹partly-struck› | |"),
        "Kết quả!C5",
        "Ô này có chữ bị gạch ngang; phần gạch ngang không được đưa vào báo cáo. Còn lại: “Kiểm định cân.”.",
    ),
    "struck-row": Wrong(
        rows(f"| {SECTION} | Kiểm định cân. ‹struck› | |"),
        "Kết quả!C5",
        "Nội dung của dòng này bị gạch ngang toàn bộ nên cả dòng không được đưa vào báo cáo: “Kiểm định cân.”.",
    ),
    "struck-cell": Wrong(
        figure("147 ‹struck›"),
        "Chỉ tiêu!E8",
        "Ô này bị gạch ngang toàn bộ nên được coi như để trống: “147”.",
    ),
    "annex-no-entry": Wrong(
        annex("| Tổng cộng: | | | 1250 |"),
        "PL nhiệm vụ!A5",
        "Dòng “Tổng cộng” là tiêu đề nhóm hoặc dòng cộng, không phải một mục của phụ lục, nên không được in.",
    ),
    "merged-across": Wrong(
        replace(
            rows(f"| {SECTION} | Kiểm định cân. | Kiểm định cân. ‹covered› |"), merges={"Kết quả": ((5, 3, 5, 4),)}
        ),
        "Kết quả!C5",
        "Ô “Kiểm định cân.” trộn ngang qua các cột “Nội dung”, “Chú thích”; hệ thống chỉ đọc ô này vào cột “Nội dung”.",
    ),
    "not-text": Wrong(
        rows(f"| {SECTION} | #46000 | |"),
        "Kết quả!C5",
        "Ô này chỉ ghi “46000”, là số, ngày hoặc giá trị đúng/sai chứ không phải câu chữ.",
    ),
    "approximate-number": Wrong(
        figure("khoảng 5"),
        "Chỉ tiêu!E8",
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” ghi “khoảng 5”, là số ước chừng; báo cáo sẽ in 5.",
    ),
    "picture": Wrong(
        rows(f"| {SECTION} | Kiểm định cân. ‹picture› | |"),
        "Kết quả!C5",
        "Có một tấm ảnh nằm trên ô này; chữ và số trong ảnh không đọc được.",
    ),
    "indicator-unknown": Wrong(
        figure("5", "XE-MAY"),
        "Chỉ tiêu!A12",
        "Mã “XE-MAY” không có trong danh mục chỉ tiêu của đơn vị nên dòng này không được đọc.",
    ),
    "indicator-missing": Wrong(
        Sheet(FIGURES, verbatim=("Chỉ tiêu",)),
        "Chỉ tiêu",
        "Không thấy dòng của chỉ tiêu “Thu từ dịch vụ” (mã THU).",
    ),
    "indicator-doubled": Wrong(
        Sheet(f"{FIGURES}| THU | | | | 35 |\n| TC | | | | 1007 |", verbatim=("Chỉ tiêu",)),
        "Chỉ tiêu!A9",
        "Mã “TC” đứng ở hai dòng; hệ thống chỉ đọc dòng đầu.",
    ),
    "code-unknown": Wrong(
        rows(f"| {SECTION} | Cập nhật {{TC-CU}} tiêu chuẩn. | |"),
        "Kết quả!C5",
        "Nội dung có “{TC-CU}”, nhưng đơn vị không có chỉ tiêu mang mã này.",
    ),
    "code-without-value": Wrong(
        Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n{CODED}\n## Chỉ tiêu\n| Mã | Trong tháng |\n| TC-MOI | |"),
        "Kết quả!C5",
        "Nội dung có “{TC-MOI}”, nhưng chỉ tiêu này chưa có số trong tháng.",
    ),
}

RIGHT: dict[str, Right] = {
    "required": {
        "all is filled": Sheet(),
        "a telephone is not required": Sheet("## Thông tin chung\n| Điện thoại | |"),
    },
    "section-unknown": {
        "one of the list": rows("| Công tác cải cách hành chính | Tổ chức họp. | |"),
        "with its number": rows("| 3.9. Công tác cải cách hành chính: | Tổ chức họp. | |"),
    },
    "section-near": {"exactly, in capitals": rows("| CÔNG TÁC CẢI CÁCH HÀNH CHÍNH | Tổ chức họp. | |")},
    "section-missing": {"the row above says it": rows(f"| {SECTION} | Kiểm định cân. | |\n| | Thử nghiệm mẫu. | |")},
    "text-missing": {"a note in a row of its own": rows(f"| {SECTION} | Kế hoạch[1]. | |\n| | [1] Số 12. | |")},
    "not-a-number": {"digits as text": figure("'147"), "with its unit": figure("'147 tiêu chuẩn"), "blank": figure("")},
    "fraction-under-count": {
        "money has fractions": figure("35.5", "THU"),
        "a rate has fractions": figure("99.5", "DUNG-HAN"),
        "it may be a thousand, which is asked": figure("1.007"),
        "Lũy kế that only follows the cell above it": Sheet(
            "## Chỉ tiêu\n| Mã | Trong tháng | Lũy kế từ đầu năm |\n| TC-MOI | 146 | 146.5 ‹formula› |"
        ),
        "zeros behind the mark are no fraction": figure("147.0"),
        "a thousand of what has no unit": annex("| Mô hình | | | 92.5 |"),
    },
    "foreign-decimal": {"typed by our own habits": figure("1.007", "THU")},
    "foreign-before": {"a whole number has words of its own": figure("1007 ‹foreign-before›", "THU")},
    "foreign-whole": {
        "what is counted has no decimals to lose": figure("1007 ‹foreign›"),
        "typed by our own habits": figure("1007", "THU"),
    },
    "day-as-number": {
        "a day of another year is no day": usual("46086", "147"),
        "round, as what is counted is": usual("45360", "147"),
        "as much as last month": usual("45356", "45210"),
        "as much as the months before, if not last month": usual("45356", "31207"),
        "much less than last month, if not far": usual("45356", "214500"),
        "nothing is known of how much it is used to be": figure("45356"),
        "as much as the other rows of an annex": annex(
            "| Mô hình trồng nho | | | 45356 |\n| Mô hình nuôi tôm | | | 28917 |"
        ),
        "a day that was kept as one is no number, which is said elsewhere": figure("'05/03/2024"),
    },
    "ambiguous-number": {
        "grouped text under a count": figure("'1.007"),
        "money with a fraction": figure("35.5", "THU"),
    },
    "odd-number": {"with its unit": figure("'147 tiêu chuẩn"), "a fraction has words of its own": figure("'146,5")},
    "not-a-date": {
        "day first": approved("2/1/2024"),
        "in words": approved("ngày 18 tháng 01 năm 2024"),
        "blank": approved(""),
    },
    "ambiguous-date": {"a sheet of our own habits": approved("05/03/2024")},
    "annex-day-ahead": {
        "today": annex("| Mô hình trồng nho | Tỉnh | 28/02/2024 | 1250 |"),
        "years ago": annex("| Mô hình trồng nho | Tỉnh | 05/01/2021 | 1250 |"),
        "blank": annex("| Mô hình trồng nho | Tỉnh | | 1250 |"),
    },
    "date-in-future": {"today": approved("19/01/2024", dt.date(2024, 1, 19)), "blank": approved("")},
    "date-outside-period": {
        "its first day": approved("01/01/2024"),
        "its last day": approved("31/01/2024"),
        "in the future, which is spoken of elsewhere": approved("18/11/2024"),
    },
    "not-in-list": {"in the list": annex("| Mô hình | quốc gia | | |"), "blank": annex("| Mô hình | | | |")},
    "excel-error": {"a number": figure("147"), "a formula with its result": figure("147 ‹formula›")},
    "not-calculated": {"a formula with its result": figure("147 ‹formula›")},
    "external-value": {"a formula of this file": figure("147 ‹formula›")},
    "approximate-number": {
        "exactly": figure("'147 tiêu chuẩn"),
        "a number that must be typed anew anyway": figure("'khoảng 146,5"),
    },
    "struck-row": {
        "a part is struck, which has words of its own": rows(f"| {SECTION} | Kiểm định. ‹partly-struck› | |"),
        "its note alone is struck": rows(f"| {SECTION} | Kiểm định cân. | Số 12. ‹struck› |"),
    },
    "struck-cell": {"the whole row goes": rows(f"| {SECTION} | Kiểm định cân. ‹struck› | |")},
    "annex-no-entry": {
        "an entry": annex("| Tổng đài tư vấn | Tỉnh | | |"),
        "only its name is filled in": annex("| Mô hình trồng nho | | | |"),
    },
    "merged-across": {
        "down a column": replace(
            rows(f"| {SECTION} | Kiểm định cân. | |\n| {SECTION} ‹covered› | Thử nghiệm mẫu. | |"),
            merges={"Kết quả": ((5, 1, 6, 1),)},
        ),
        "above the headings": replace(Sheet(), merges={"Kết quả": ((1, 1, 1, 5),)}),
        "over nothing": replace(rows(f"| {SECTION} | Kiểm định cân. | |"), merges={"Kết quả": ((9, 1, 9, 4),)}),
    },
    "not-text": {
        "digits in a sentence": rows(f"| {SECTION} | Kiểm định 46000 cân. | |"),
        "a number where a number belongs": figure("147"),
    },
    "struck-text": {"raised digits": rows(f"| {SECTION} | Thu 10³ lít. ‹raised› | |")},
    "picture": {"none": Sheet()},
    "indicator-unknown": {"small letters": Sheet("## Chỉ tiêu\n| Mã | Trong tháng |\n| tc-moi | 147 |", gone=())},
    "indicator-missing": {"another order": Sheet(f"{FIGURES}| THU | | | | 35 |", verbatim=("Chỉ tiêu",))},
    "indicator-doubled": {"each once": Sheet()},
    "code-unknown": {
        "a code of the division": rows(CODED),
        "braces that hold words": rows(f"| {SECTION} | {{xem thêm}} | |"),
    },
    "code-without-value": {"a figure stands there": rows(CODED)},
}
