"""Marks and notes: the row, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Sheet, Wrong

SECTION = "Hoạt động của đơn vị sự nghiệp"


def row(text: str, notes: str) -> Sheet:
    """A sheet whose only activity is this text with these notes (⏎ is a line break)."""
    return Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n| {SECTION} | {text} | {notes} |")


WRONG: dict[str, Wrong] = {
    "marker-without-note": Wrong(
        row("Ban hành kế hoạch thanh tra[1]; báo cáo Bộ[2].", "[1] Kế hoạch số 12/KH-SKHCN."),
        "Kết quả!C5",
        "Nội dung có dấu [2] nhưng cột Chú thích không có chú thích [2].",
    ),
    "note-without-marker": Wrong(
        row("Ban hành kế hoạch thanh tra[1]; báo cáo Bộ.", "[1] Kế hoạch số 12/KH-SKHCN.⏎[2] Báo cáo số 93/BC-SKHCN."),
        "Kết quả!D5",
        "Chú thích [2] không có dấu [2] trong Nội dung nên sẽ không được in.",
    ),
    "note-unmarked": Wrong(
        row("Ban hành kế hoạch thanh tra[1]; báo cáo Bộ.", "Báo cáo số 93/BC-SKHCN.⏎[1] Kế hoạch số 12/KH-SKHCN."),
        "Kết quả!D5",
        "Dòng này có nhiều chú thích, nhưng “Báo cáo số 93/BC-SKHCN.” không có số; hệ thống đặt ở cuối câu.",
    ),
    "note-doubled": Wrong(
        row("Ban hành kế hoạch thanh tra[1].", "[1] Kế hoạch số 12/KH-SKHCN.⏎[1] Báo cáo số 93/BC-SKHCN."),
        "Kết quả!D5",
        "Dòng này có hai chú thích cùng số [1]; chỉ một chú thích in được.",
    ),
    "note-empty": Wrong(
        row("Ban hành kế hoạch thanh tra[1].", "[1] …"),
        "Kết quả!D5",
        "Chú thích [1] chưa có nội dung.",
    ),
}

RIGHT: dict[str, Right] = {
    "marker-without-note": {
        "each has its note": row("Kế hoạch[1]; báo cáo[2].", "[1] Số 12/KH-SKHCN.⏎[2] Số 93/BC-SKHCN."),
        "one mark twice": row("Kế hoạch[1]; nhắc lại[1].", "[1] Số 12/KH-SKHCN."),
        "no marks at all": row("Kiểm định cân.", ""),
        "powers, units, variables": row("Xử lý 10³ m² đất, 5 km², 3 N/m², R² cao, nguồn Co⁶⁰ và ¹³⁷Cs.", ""),
    },
    "note-without-marker": {
        "one note without a number goes to the end": row("Ban hành kế hoạch.", "Số 12/KH-SKHCN."),
        "a list in a note is no note": row("Xử lý 02 hồ sơ.", "(1) Nho không hạt; (2) Chuối cô đơn."),
        "raised digits are marks": row("Ban hành kế hoạch¹.", "[1] Số 12/KH-SKHCN."),
    },
    "note-unmarked": {
        "it is the only one": row("Ban hành kế hoạch.", "Số 12/KH-SKHCN."),
        "two lines of one note": row("Ban hành kế hoạch.", "Số 12/KH-SKHCN⏎ngày 02/01/2024."),
    },
    "note-doubled": {
        "two numbers": row("Kế hoạch[1]; báo cáo[2].", "[1] Số 12/KH-SKHCN.⏎[2] Số 93/BC-SKHCN."),
        "the same number in two rows": Sheet(
            f"## Kết quả\n| Mục | Nội dung | Chú thích |\n| {SECTION} | Kế hoạch[1]. | [1] Số 12. |\n"
            "| | Báo cáo[1]. | [1] Số 93. |"
        ),
    },
    "note-empty": {"a short one": row("Kế hoạch[1].", "[1] Số 12.")},
}
