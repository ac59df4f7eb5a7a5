"""The office's default Word template, mau-bao-cao.docx: every style of a report, shown by a sample of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sync.render import names
from sync.render.fixed_parts import font_table, theme_part
from sync.render.ooxml import Element, el, serialise
from sync.render.package import word_part, write_package
from sync.render.page import Page
from sync.render.properties import app_properties, core_properties
from sync.render.settings import settings_part

FONT = "Times New Roman"
_FIRST_LINE = 720  # 12.7 mm
_BEFORE = 120  # 6 pt
_LINE = 276  # 1.15


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    id: str
    sample: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: int = 0
    after: int = 0
    line: int = 240
    exactly: bool = False
    first_line: int = 0
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    colour: str = "000000"


def _centred(name: str, style_id: str, sample: str, size: float, **more: bool | int | str) -> _Style:
    return _Style(name, style_id, sample, size, align="center", **more)  # type: ignore[arg-type]


def _text(name: str, style_id: str, sample: str, **more: bool | int) -> _Style:
    shape = {"before": _BEFORE, "line": _LINE, "first_line": _FIRST_LINE, **more}
    return _Style(name, style_id, sample, align="both", **shape)  # type: ignore[arg-type]


_STYLES: tuple[_Style, ...] = (
    _centred(names.PARENT, "CoQuanChuQuan", "ỦY BAN NHÂN DÂN TỈNH …", 12),
    _centred(names.AGENCY, "CoQuanBanHanh", "SỞ …", 12, bold=True),
    _centred(names.NATIONAL_NAME, "QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True),
    _centred(names.MOTTO, "TieuNgu", "Độc lập - Tự do - Hạnh phúc", 13, bold=True),
    _centred(names.NUMBER, "SoKyHieu", "Số:        /BC-…", 13, before=120),
    _centred(names.PLACE_DATE, "DiaDanhThoiGian", "…, ngày     tháng     năm …", 13, italic=True, before=120),
    _centred(names.KIND, "TenLoai", "BÁO CÁO", 14, bold=True, before=360, keep_next=True),
    _centred(names.SUBJECT, "TrichYeu", "Trích yếu nội dung báo cáo", 14, bold=True, keep_next=True),
    _Style(names.ADDRESSEE, "KinhGui", "Kính gửi: Tên cơ quan nhận báo cáo", before=240),
    _text("heading 1", "Heading1", "I. TÊN PHẦN", bold=True, outline=0, keep_next=True, keep_lines=True),
    _text("heading 2", "Heading2", "1. Tên mục", bold=True, outline=1, keep_next=True, keep_lines=True),
    _text("heading 3", "Heading3", "1.1. Tên tiểu mục", bold=True, outline=2, keep_next=True, keep_lines=True),
    *(
        _text(f"heading {n}", f"Heading{n}", "", bold=True, outline=n - 1, keep_next=True, keep_lines=True)
        for n in range(4, 10)
    ),
    _text(names.BODY, "NoiDung", "Đoạn văn: căn đều hai bên, lùi đầu dòng 12,7 mm, cách đoạn 6 pt."),
    _text(names.BULLET, "GachDauDong", "- Việc đã làm trong kỳ."),
    _text(names.ITEM, "NhiemVu", "1. Nhiệm vụ của kỳ tới."),
    _Style(names.RECIPIENTS_HEADING, "NoiNhan", "Nơi nhận:", 12, bold=True, italic=True, keep_next=True),
    _Style(names.RECIPIENTS, "DanhSachNoiNhan", "- Lưu: VT, VP.", 11, keep_next=True),
    _centred(names.AUTHORITY, "QuyenHanChucVu", "GIÁM ĐỐC", 14, bold=True, keep_next=True),
    # The signature and the seal need about 30 mm between the title and the name.
    _centred(names.SIGNER, "HoTenNguoiKy", "Họ và tên", 14, bold=True, before=1700, keep_next=True),
    _centred(names.ANNEX, "PhuLuc", "Phụ lục", 14, bold=True, outline=0, keep_next=True),
    _centred(names.ANNEX_TITLE, "TenPhuLuc", "TÊN PHỤ LỤC", 14, bold=True, keep_next=True),
    _centred(names.ANNEX_REFERENCE, "KemTheo", "(Kèm theo Báo cáo số …)", 14, italic=True, keep_next=True),
    _centred(names.TABLE_HEAD, "BangDauCot", "Đầu cột", 12, bold=True, before=40, after=40),
    _Style(names.TABLE_TEXT, "BangChu", "Chữ trong bảng", 12, before=40, after=40),
    _Style(names.TABLE_NUMBER, "BangSo", "1.234", 12, align="right", before=40, after=40),
    _centred(names.TABLE_CENTRE, "BangGiua", "1", 12, before=40, after=40),
    _Style("footnote text", "FootnoteText", "Chú thích cuối trang", 10, align="both"),
    _centred("header", "Header", "Số trang", 14),
    _centred(names.DRAFT, "DuThao", "DỰ THẢO", 13, bold=True, colour="C00000"),
    _Style(names.RULE, "DuongKe", "", 2, line=80, exactly=True, keep_next=True),
    _Style(names.SECTION_END, "HetPhan", "", 1, line=20, exactly=True),
)


@cache
def default_template() -> bytes:
    """Return the bytes of mau-bao-cao.docx: always the same. Looks are changed in Word, by the styles' names."""
    shown = [el("p", _style_mark(s), el("r", _words(s.sample))) for s in _STYLES if s.sample]
    document = el("document", el("body", *shown, Page().properties()))
    parts = (
        word_part("document.xml", "document", serialise(document)),
        word_part("styles.xml", "styles", serialise(default_styles())),
        word_part("settings.xml", "settings", serialise(settings_part(notes=False))),
        word_part("fontTable.xml", "fontTable", serialise(font_table())),
        theme_part(),
    )
    title = "Mẫu báo cáo"
    return write_package(parts, core_properties(title, title, "", "2020-03-05T00:00:00Z"), app_properties(""))


def _style_mark(style: _Style) -> Element:
    return el("pPr", el("pStyle", val=style.id))


def _words(text: str) -> Element:
    made = el("t")
    made.text = text
    return made


def default_styles() -> Element:
    """Return the root of the default template's styles."""
    normal = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default="1", styleId="Normal")
    reference = el(
        "style",
        el("name", val="footnote reference"),
        el("uiPriority", val=99),
        el("rPr", el("vertAlign", val="superscript")),
        type="character",
        styleId="FootnoteReference",
    )
    return el("styles", _defaults(), normal, *map(_paragraph_style, _STYLES), reference)


def _defaults() -> Element:
    language = el("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    run = el("rPr", _fonts(), el("color", val="000000"), el("sz", val=28), el("szCs", val=28), language)
    paragraph = el("pPr", el("widowControl"), el("spacing", before=0, after=0, line=240, lineRule="auto"))
    return el("docDefaults", el("rPrDefault", run), el("pPrDefault", paragraph))


def _fonts() -> Element:
    return el("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _paragraph_style(style: _Style) -> Element:
    built_in = style.name in (*names.HEADINGS, names.HEADER, names.FOOTNOTE_TEXT)
    attributes = {"type": "paragraph", "styleId": style.id} | ({} if built_in else {"customStyle": "1"})
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val="Normal"),
        el("next", val="NoiDung") if style.name in names.HEADINGS else None,
        el("uiPriority", val=9 if built_in else 1),
        el("qFormat"),
        _paragraph(style),
        _run(style),
        **attributes,
    )


def _paragraph(style: _Style) -> Element:
    rule = "exact" if style.exactly else "auto"
    return el(
        "pPr",
        el("keepNext") if style.keep_next else None,
        el("keepLines") if style.keep_lines else None,
        el("spacing", before=style.before, after=style.after, line=style.line, lineRule=rule),
        # Said in full: an office's own Normal, on which a style may come to rest, often has an indent.
        el("ind", left=0, right=0, firstLine=style.first_line),
        el("jc", val=style.align),
        None if style.outline is None else el("outlineLvl", val=style.outline),
    )


def _run(style: _Style) -> Element:
    half_points = round(style.size * 2)
    return el(
        "rPr",
        _fonts(),
        *(el(tag, val=int(style.bold)) for tag in ("b", "bCs")),
        *(el(tag, val=int(style.italic)) for tag in ("i", "iCs")),
        *(el(tag, val=0) for tag in ("caps", "smallCaps")),
        el("color", val=style.colour),
        el("sz", val=half_points),
        el("szCs", val=half_points),
        el("u", val="none"),
    )
