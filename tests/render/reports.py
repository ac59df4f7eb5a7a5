"""A small report made by hand, to be changed by a test in one respect."""

from __future__ import annotations

from sheets.form import Column
from sync.model.period import Period
from sync.model.records import OutlineOrigin
from sync.model.report import Annex, Block, Footnote, Head, NoteMark, Part, Report, Run, Section, TableCell

ORIGIN = OutlineOrigin("c" * 64, 1)
HEAD = Head(
    parent="ỦY BAN NHÂN DÂN TỈNH NINH THUẬN",
    agency="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    symbol="BC-SKHCN",
    place="Ninh Thuận",
    subject="Kết quả hoạt động khoa học và công nghệ tháng 01/2024",
    signer_title=("GIÁM ĐỐC",),
    signer_name="Lê Tiến Dũng",
    recipients=("VP UBND tỉnh", "Lưu: VT, VP"),
    addressee=(),
    month=1,
    year=2024,
    agency_in_text="Sở Khoa học và Công nghệ",
)
COLUMNS = (
    Column(key="ordinal", heading="STT", type="number", fill="locked", width=8),
    Column(key="name", heading="Tên nhiệm vụ", type="longtext", fill="yes", width=70),
    Column(key="budget", heading="Kinh phí", type="number", fill="yes", width=30),
)


def block(*spans: Run | NoteMark, name: str = "d000000000001") -> Block:
    return Block(name, "bullet", spans, (ORIGIN,))


def report(
    *blocks: Block, head: Head = HEAD, notes: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = ()
) -> Report:
    """Return a report of one section with these paragraphs, notes and annex rows."""
    section = Section("a", "1.", "Việc đã làm:", 1, blocks or (block(Run("Kiểm định cân.")),))
    items = (Block("p000000000001", "item", (Run("Kiểm tra chợ."),), (ORIGIN,), "1."),)
    annex = Annex("x", "", "DANH MỤC", COLUMNS, tuple(tuple(TableCell(text) for text in row) for row in rows))
    return Report(
        Period(2024, 1, 1),
        head,
        (Part("i", "I", "KẾT QUẢ", (), (section,)), Part("ii", "II", "PHƯƠNG HƯỚNG", items)),
        tuple(Footnote(at, f"n{at}", text, (ORIGIN,)) for at, text in enumerate(notes, start=1)),
        (annex,) if rows else (),
    )
