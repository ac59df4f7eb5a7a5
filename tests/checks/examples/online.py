"""Google spreadsheets that could not be read: how a division stands, and what the clerk is told."""

from __future__ import annotations

from collections.abc import Callable

from sync.checks.handin import NOT_READ
from sync.model.material import ONLINE, OTHER_DIVISION, TABS_GONE, Failure, Round
from sync.model.messages.google import GOOGLE
from tests.checks.builders import Right, Sheet, Wrong
from tests.checks.examples.handin import copy, stands

FACTS = {
    "account": "baocao@so.iam.gserviceaccount.com",
    "sheet": "“TTKT 2024”",
    "file": "khoa.json",
    "link": "https://docs.google.com/x",
    "minutes": "7",
    "other": "QLKH",
}


def refused(code: str, *, kept: bool) -> Callable[[], Round]:
    """Return the round in which TTKT's spreadsheet could not be read, `kept` where it was read before."""
    failure = Failure(f"{ONLINE}TTKT 2024", code, facts=tuple(FACTS.items()))
    mine = copy("TTKT", version=2) if kept else None
    return stands("unreadable", mine=mine, failures=(failure,), held=kept)


WRONG: dict[str, Wrong] = {
    **{code: Wrong(refused(code, kept=False), "", GOOGLE[code].what.format_map(FACTS)) for code in NOT_READ},
    "google-not-shared": Wrong(
        refused("google-not-shared", kept=True),
        "",
        "Bảng tính “TTKT 2024” chưa được chia sẻ cho baocao@so.iam.gserviceaccount.com. "
        "Bản 2 đã đọc trước đó vẫn được giữ.",
    ),
    TABS_GONE: Wrong(
        refused(TABS_GONE, kept=True),
        "",
        "Bảng tính “TTKT 2024” không còn tờ nào của biểu tháng 01/2024; bản 2 đã đọc trước đó vẫn được giữ.",
    ),
    OTHER_DIVISION: Wrong(
        refused(OTHER_DIVISION, kept=False),
        "",
        "Liên kết của Trung tâm Kỹ thuật dẫn tới bảng tính “TTKT 2024”, nhưng bảng tính này chứa biểu của QLKH.",
    ),
}

RIGHT: dict[str, Right] = {code: {"it could be read": Sheet()} for code in (*NOT_READ, TABS_GONE, OTHER_DIVISION)}
