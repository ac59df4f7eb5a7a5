"""Annex rows of last period: the sheet, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Sheet, Wrong

HEAD = "## PL nhiệm vụ\n| Tên nhiệm vụ | Ngày ký | Kinh phí |\n"
JANUARY = "| Giấy phép nho | 05/01/2024 | 5 |\n| Giấy phép táo | 12/01/2024 | 7 |"


def february(rows: str, before: str = JANUARY) -> Sheet:
    """A sheet of February whose annex has these rows, and what January's had."""
    return Sheet(HEAD + rows, period="2024-02", before={"2024-01": HEAD + before})


WRONG: dict[str, Wrong] = {
    "annex-stale": Wrong(
        february(f"{JANUARY}\n| Giấy phép mía | 02/02/2024 | 9 |"),
        "PL nhiệm vụ",
        "Phụ lục này còn 2 dòng có ngày của tháng 01/2024, giống hệt kỳ trước, nên sẽ bị in lại.",
    ),
}

RIGHT: dict[str, Right] = {
    "annex-stale": {
        "rows of this month": february("| Giấy phép mía | 02/02/2024 | 9 |"),
        "brought up to date": february(JANUARY.replace("/01/", "/02/")),
        "standing things, signed long ago": february(
            JANUARY.replace("/01/2024", "/05/2022"), JANUARY.replace("/01/2024", "/05/2022")
        ),
        "standing things, of which one was new last month": february(
            f"{JANUARY.replace('/01/2024', '/05/2022')}\n| Giấy phép mía | 05/01/2024 | 9 |",
            f"{JANUARY.replace('/01/2024', '/05/2022')}\n| Giấy phép mía | 05/01/2024 | 9 |",
        ),
        "no dates at all": february("| Giấy phép nho | | 5 |", "| Giấy phép nho | | 5 |"),
        "no earlier sheet is known": Sheet(HEAD + JANUARY),
    },
}
