"""The clerk's workbook as data: its sheets, the columns of their tables, its named cells, and what is typed there.

What builds the workbook (workbook.py), what fills it anew (refresh.py, writing.py) and what takes in the clerk's
words (typed.py) look here for where things stand; nothing else knows a row or a column of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sync.model.messages.clerkbook import LINES_SHEET

Kind = Literal["text", "longtext", "count", "number", "percent", "date", "time", "link"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is known by, its heading, what it holds, its width in characters.

    One of links is as wide as its usual text: LibreOffice breaks no link into lines.
    `typed`: the clerk writes there. `choices` names the list it offers. `hidden` columns carry ids.
    """

    key: str
    heading: str
    kind: Kind
    width: float
    typed: bool = False
    choices: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet: its headings stand in `heading_row` from column A, its rows below."""

    key: str
    sheet: str
    code_name: str  # of the sheet for VBA: ASCII
    heading_row: int
    columns: tuple[Column, ...]
    frozen: str = ""  # the last of the columns that stay where the sheet is scrolled sideways

    def column(self, key: str) -> int:
        """Return the number of a column, from 1."""
        return next(at for at, column in enumerate(self.columns, start=1) if column.key == key)

    @property
    def first_row(self) -> int:
        """The number of the first row below the headings, from 1."""
        return self.heading_row + 1


ZOOM = 85  # per cent: at 1600 pixels every column that is worked in is on the screen

YES, NO = "Có", "Không"
OURS, THEIRS = "Giữ bản này", "Theo đơn vị"
FINAL, DRAFT = "Chính thức", "Dự thảo"

DIVISIONS = Table(
    "divisions",
    "Theo dõi",
    "TheoDoi",
    20,
    (
        Column("name", "Đơn vị", "text", 18),
        Column("code", "Mã", "text", 8),
        Column("state", "Trạng thái", "text", 18),
        Column("submitted", "Ngày gửi", "date", 12),
        Column("late", "Trễ hạn", "text", 10),
        Column("prepared_by", "Người lập", "text", 17),
        Column("errors", "Phải sửa", "count", 8),
        Column("warnings", "Cần xem", "count", 8),
        Column("file", "Biểu đang dùng", "link", 34),
        Column("others", "Tệp khác", "longtext", 12),
        Column("use", "Dùng tệp", "text", 13, typed=True),
        Column("without", "Không chờ", "text", 9, typed=True, choices="yes_no"),
        Column("reason", "Lý do", "longtext", 14, typed=True),
        Column("remark", "Ghi chú", "longtext", 13),
    ),
)
LINES = Table(
    "lines",
    LINES_SHEET,
    "BienTap",
    4,
    (
        Column("id", "Mã dòng", "text", 14, hidden=True),
        Column("section", "Mục", "text", 20, typed=True, choices="sections"),
        Column("division", "Đơn vị", "text", 9),
        Column("number", "Thứ tự", "number", 8, typed=True),
        Column("text", "Nội dung", "longtext", 58, typed=True),
        Column("notes", "Chú thích", "longtext", 30, typed=True),
        Column("included", "Đưa vào báo cáo", "text", 9, typed=True, choices="yes_no"),
        Column("joined", "Gộp vào dòng trên", "text", 9, typed=True, choices="yes_no"),
        Column("state", "Tình trạng", "text", 15),
        Column("theirs", "Bản của đơn vị", "longtext", 27),
        Column("choice", "Chọn", "text", 12, typed=True, choices="ours_theirs"),
        Column("source", "Nguồn", "link", 46),
    ),
    frozen="number",
)
FINDINGS = Table(
    "findings",
    "Ý kiến rà soát",
    "YKienRaSoat",
    4,
    (
        Column("id", "Mã ý kiến", "text", 12, hidden=True),
        Column("severity", "Mức", "text", 15),
        Column("division", "Đơn vị", "text", 9),
        Column("place", "Ô", "link", 21),
        Column("what", "Ý kiến", "longtext", 56),
        Column("action", "Cách xử lý", "longtext", 40),
        Column("accepted", "Chấp nhận", "text", 10, typed=True, choices="yes_no"),
        Column("reason", "Lý do", "longtext", 25, typed=True),
        Column("state", "Tình trạng", "text", 22),
    ),
    frozen="division",
)
SIGNED = Table(
    "signed",
    "Bản ký",
    "BanKy",
    4,
    (
        Column("key", "Mã", "text", 16, hidden=True),
        Column("section", "Mục", "longtext", 34),
        Column("ours", "Bản in", "longtext", 60),
        Column("signed", "Bản ký", "longtext", 60),
        Column("take", "Lấy bản ký", "text", 11, typed=True, choices="yes_no"),
        Column("state", "Tình trạng", "text", 22),
    ),
)
LOG = Table(
    "log",
    "Nhật ký",
    "NhatKy",
    4,
    (
        Column("at", "Thời gian", "time", 18),
        Column("kind", "Việc", "text", 22),
        Column("who", "Người làm", "text", 20),
        Column("what", "Nội dung", "longtext", 100),
    ),
)
# Chỉ tiêu, Văn bản and Kế hoạch are printed as SoLieu prints them (sync/work/tables.py), nothing in them is typed.
FRAMES = {"figures": ("Chỉ tiêu", "ChiTieu"), "documents": ("Văn bản", "VanBan"), "plan": ("Kế hoạch", "KeHoach")}
FRAME_HEADING_ROW = 5  # of these three; rows below
TABLES = (DIVISIONS, LINES, FINDINGS, SIGNED, LOG)

SETTINGS_SHEET = "_cauhinh"  # hidden: interpreter, pipe, config, what was shown last, and the lists that cells offer
SETTINGS_CODE_NAME = "CauHinh"

# Every sheet in its order: title, code name.
SHEETS = (
    *((table.sheet, table.code_name) for table in (DIVISIONS, LINES, FINDINGS)),
    *FRAMES.values(),
    *((table.sheet, table.code_name) for table in (SIGNED, LOG)),
    (SETTINGS_SHEET, SETTINGS_CODE_NAME),
)

# The lists that cells offer stand on the settings sheet, each in a column of its own from LIST_ROW down; what stands
# there, without a gap, is what is offered: who fills a list anew need not touch its name or the cells' rules.
LISTS = {  # column, from 1
    "yes_no": 4, "ours_theirs": 5, "sections": 6, "signers": 7, "periods": 8, "people": 9, "kinds": 10,
}  # fmt: skip
LIST_ROW, LIST_ROOM = 3, 500


TOLD_COLUMNS = (1, 12)  # of Theo dõi, from 0: over these reach the status and what might be overlooked


def list_name(key: str) -> str:
    """Return the defined name of a list: that of its cells that hold something."""
    return f"baocao_list_{key}"


def echo_name(table: Table) -> str:
    """Return the defined name of the cell of a sheet that tells the status there."""
    return f"baocao_status_{table.key}"


# Named cells: of the settings sheet (VBA reads the first five, see vba/Buttons.bas) …
PYTHON, PIPE, STARTING, NO_PYTHON = "baocao_python", "baocao_pipe", "baocao_starting", "baocao_no_python"
CONFIG = "baocao_config"  # full path of config.yaml; "" = beside the workbook
SHOWN = "baocao_shown"  # digest of the lines as they were shown last, kept in the store
SHOWN_PERIOD = "baocao_shown_period"  # the period whose rows stand in the sheets: another may be chosen since
# … and of Theo dõi: what is told …
STATUS, NOTICE, LAST_ROUND, REPORT, REPORT_LINK, LOCKED = (
    "baocao_status",
    "baocao_notice",
    "baocao_last_round",
    "baocao_report",
    "baocao_report_link",
    "baocao_locked",
)
DUE_DIVISIONS, DUE_REPORT = "baocao_due_divisions", "baocao_due_report"
# … and what the clerk types, all of it as text: the period as its code ("2024-01"), the signer by title and name as the
# list `signers` offers, the date as dd/mm/yyyy; KIND ("Loại báo cáo") is FINAL or DRAFT, as the list `kinds` offers.
PERIOD, SIGNER, WHO, KIND = "baocao_period", "baocao_signer", "baocao_who", "baocao_kind"
REASON, NUMBER, DATE, SIGNED_FILE = "baocao_reason", "baocao_number", "baocao_date", "baocao_signed_file"
VERSION = "baocao_version"  # which of our reports was signed, where it is not the newest

# Buttons: the Sub that each starts (vba/Buttons.bas) and its caption, in the order in which they stand.
BUTTONS = (
    ("MoKyMoi", "Mở kỳ mới"),
    ("NhanTep", "Nhận tệp"),
    ("CapNhat", "Cập nhật từ các đơn vị"),
    ("RaSoat", "Rà soát"),
    ("TaoBaoCao", "Tạo báo cáo"),
    ("MoBaoCao", "Mở báo cáo"),
    ("ChotSoLieu", "Chốt số liệu"),
    ("MoLai", "Mở lại"),
    ("GhiSo", "Ghi số, ngày ban hành"),
)
SAVE_BUTTON = ("LuuBienTap", "Lưu biên tập")  # on Theo dõi, Biên tập, Ý kiến rà soát and Bản ký
# A shape is named by its Sub; text boxes on different sheets may have one name.
