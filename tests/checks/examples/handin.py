"""Who handed in: the standing of divisions, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from sheets.errors import BookCode
from sync.model.material import Copy, Failure, Round, Standing, State
from tests.checks.builders import Right, Sheet, Wrong, a_round, moment, submission_of
from tests.checks.examples.figures import DRAFT, EMPTY_FIGURES, NIL

EMPTY = f"{EMPTY_FIGURES}## Kết quả\n| Mục |\n## PL nhiệm vụ\n| Cấp |\n"


def copy(source: str, digest: str = "book", version: int = 1) -> Copy:
    """A file that was read."""
    return Copy(digest, f"2024-01/{source}", version, moment(18), moment(18))


MINE = copy("TTKT_BaoCao_2024-01.xlsx")


def stands(
    state: State,
    *,
    mine: Copy | None = MINE,
    others: Sequence[Copy] = (),
    failures: Sequence[Failure] = (),
    late: bool = False,
    held: bool = False,
    picked: bool = False,
) -> Callable[[], Round]:
    """Return the round in which TTKT stands like this."""
    sent = moment(22) if late else moment(18)
    standing = Standing("TTKT", state, mine, tuple(others), tuple(failures), sent, late, picked, held)
    return lambda: a_round(standing, submissions=(submission_of(Sheet()),) if mine else ())


def broken(code: str, *, kept: bool = False) -> Callable[[], Round]:
    """Return the round in which TTKT's file could not be taken, `kept` where an earlier version was read."""
    failure = Failure("2024-01/TTKT.xlsx", code)
    mine = copy("TTKT.xlsx", version=2) if kept else None
    return stands("unreadable", mine=mine, failures=(failure,), held=kept)


SAID = {
    "empty-file": "rỗng, không đọc được",
    "half-written": "bị thiếu phần cuối, có lẽ đang chép hoặc tải về dở dang",
    "password": "được đặt mật khẩu nên không mở được",
    "not-a-workbook": "không phải là bảng tính Excel, dù tên tệp có thể ghi như vậy",
    "corrupt": "bị hỏng, không đọc được",
    "too-big": "quá lớn so với một biểu báo cáo",
    "timeout": "mất quá nhiều thời gian để đọc nên đã dừng",
    "crashed": "làm chương trình đọc bị dừng giữa chừng",
    "vanished": "bị dời đi, hoặc đang bị khóa trong lúc đọc",
    "busy": "đang được sửa trong lúc đọc",
}
UNREAD = {
    code: Wrong(broken(code, kept=True), "", f"Tệp “2024-01/TTKT.xlsx” {why}; bản 2 đã đọc trước đó vẫn được giữ.")
    for code, why in SAID.items()
}

WRONG: dict[str, Wrong] = {
    "nil-with-content": Wrong(
        Sheet(NIL),
        "Thông tin chung!B11",
        "Trạng thái là “Không phát sinh”, nhưng biểu có 1 nội dung và 7 chỉ tiêu có số.",
    ),
    "submitted-empty": Wrong(
        Sheet(EMPTY), "Thông tin chung!B11", "Trạng thái là “Đã gửi”, nhưng biểu chưa có nội dung hay số liệu nào."
    ),
    "not-handed-in": Wrong(
        stands("missing", mine=None), "", "Trung tâm Kỹ thuật chưa gửi biểu tháng 01/2024; hạn gửi là 19/01/2024."
    ),
    "still-draft": Wrong(
        Sheet(DRAFT),
        "Thông tin chung!B11",
        "Biểu chưa được chọn trạng thái “Đã gửi” nên chưa được đưa vào báo cáo; hạn gửi là 19/01/2024.",
    ),
    "late": Wrong(
        stands("submitted", late=True), "", "Trung tâm Kỹ thuật gửi biểu ngày 22/01/2024, sau hạn 19/01/2024."
    ),
    "handed-in-nil": Wrong(Sheet(NIL), "", "Trung tâm Kỹ thuật báo không phát sinh công việc trong tháng 01/2024."),
    "two-copies": Wrong(
        stands("submitted", others=(copy("TTKT_BaoCao_2024-01 (2).xlsx", "other"),)),
        "",
        "Trung tâm Kỹ thuật có nhiều biểu khác nội dung: đang dùng “2024-01/TTKT_BaoCao_2024-01.xlsx”, "
        "ngoài ra còn “2024-01/TTKT_BaoCao_2024-01 (2).xlsx”.",
    ),
    "same-copy-twice": Wrong(
        stands("submitted", others=(copy("TTKT_BaoCao_2024-01 (2).xlsx"),)),
        "",
        "Trung tâm Kỹ thuật có tệp trùng nội dung với “2024-01/TTKT_BaoCao_2024-01.xlsx”: "
        "“2024-01/TTKT_BaoCao_2024-01 (2).xlsx”.",
    ),
    "named-as-other": Wrong(
        stands("submitted", mine=copy("QLCN_BaoCao_2024-01.xlsx")),
        "",
        "Tên tệp “2024-01/QLCN_BaoCao_2024-01.xlsx” nói đến đơn vị hoặc kỳ khác, "
        "nhưng mã biểu là của Trung tâm Kỹ thuật, tháng 01/2024.",
    ),
    **UNREAD,
    "form-gone": Wrong(
        stands("submitted", failures=(Failure("2024-01/TTKT_BaoCao_2024-01.xlsx", "form-gone"),), held=True),
        "",
        "Tệp “2024-01/TTKT_BaoCao_2024-01.xlsx” của Trung tâm Kỹ thuật không còn ở chỗ cũ; "
        "bản 1 đã đọc trước đó vẫn được giữ.",
    ),
    "form-emptied": Wrong(
        stands("submitted", failures=(Failure("2024-01/TTKT_BaoCao_2024-01.xlsx", "form-emptied"),), held=True),
        "",
        "Biểu “2024-01/TTKT_BaoCao_2024-01.xlsx” của Trung tâm Kỹ thuật nay trống như lúc mới phát; "
        "bản 1 đã điền trước đó vẫn được dùng.",
    ),
    "other-period": Wrong(
        stands("missing", mine=None, failures=(Failure("2024-01/TTKT.xlsx", "other-period"),)),
        "",
        "Trung tâm Kỹ thuật gửi biểu của kỳ khác (“2024-01/TTKT.xlsx”), không phải tháng 01/2024.",
    ),
    "other-department": Wrong(
        broken("other-department"), "", "Biểu “2024-01/TTKT.xlsx” mang mã biểu của một cơ quan khác."
    ),
    "division-unknown": Wrong(
        broken("division-unknown"),
        "",
        "Biểu “2024-01/TTKT.xlsx” mang mã của một đơn vị không có trong kỳ báo cáo này.",
    ),
}

RIGHT: dict[str, Right] = {
    "nil-with-content": {
        "nothing to report and nothing reported": Sheet(NIL + EMPTY),
        "zeros are nothing": Sheet(NIL + EMPTY.replace("| TC-MOI | | |", "| TC-MOI | 0 | |")),
        "content, marked Đã gửi": Sheet(),
    },
    "submitted-empty": {
        "one figure": Sheet(EMPTY.replace("| TC-MOI | | |", "| TC-MOI | 0 | |")),
        "a draft": Sheet(DRAFT + EMPTY),
        "nothing to report": Sheet(NIL + EMPTY),
    },
    "not-handed-in": {"handed in": Sheet(), "a draft": Sheet(DRAFT), "unreadable": broken("corrupt")},
    "still-draft": {"handed in": Sheet(), "nothing to report": Sheet(NIL)},
    "late": {"in time": stands("submitted")},
    "handed-in-nil": {"something to report": Sheet()},
    "two-copies": {
        "one file": Sheet(),
        "the clerk picked": stands("submitted", others=(copy("TTKT (2).xlsx", "other"),), picked=True),
        "the same content": WRONG["same-copy-twice"].case,
    },
    "same-copy-twice": {"one file": Sheet(), "other content": WRONG["two-copies"].case},
    "named-as-other": {
        "its own name": Sheet(),
        "any name that speaks of nobody": stands("submitted", mine=copy("bản cuối (1).xlsx")),
        "its own code, its own words": stands("submitted", mine=copy("ttkt 2024-01 sửa.xlsx")),
    },
    **{
        code: {"all files could be read": Sheet()}
        for code in (*get_args(BookCode), "form-gone", "form-emptied", "other-period", "other-department")
    },
    "division-unknown": {"all files are of divisions": Sheet()},
}
