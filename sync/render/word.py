"""The report as a .docx: header block, numbered text with real footnotes, signature, annex tables."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.text import storable
from sync.model.report import Annex, Block, NoteMark, Report, Run, Section
from sync.render import names
from sync.render.fixed_parts import font_table, theme_part
from sync.render.ooxml import Element, child, each, el, q, root, serialise, val
from sync.render.package import read_template, relation_id, word_part, write_package
from sync.render.properties import app_properties, core_properties
from sync.render.settings import CONTINUATION, SEPARATOR, settings_part
from sync.render.template import page_setup

_Cell = tuple[Element, ...]  # the paragraphs of one cell
COLUMNS = (4082, 5273)  # twentieths of a point: 72 and 93 mm


def render(report: Report, template: bytes, *, draft: bool = False) -> bytes:
    """Return the report as .docx in the template's looks; the same input gives the same bytes. Raises TemplateError."""
    styles = read_template(template).styles
    pen = _Pen({val(s, "name") or "": s.get(q("styleId")) or "" for s in each(styles, "style")})
    body = [*_head(report, pen, draft), *_text(report, pen), _signature(report, pen)]
    for annex in report.annexes:
        body += [el("p", el("pPr", _section())), *_annex(annex, report, pen)]
    document = el("document", el("body", *body, _section(wide=bool(report.annexes))))
    parts = (
        word_part("document.xml", "document", serialise(document)),
        word_part("styles.xml", "styles", serialise(styles)),
        word_part("settings.xml", "settings", serialise(settings_part())),
        word_part("fontTable.xml", "fontTable", serialise(font_table())),
        word_part("footnotes.xml", "footnotes", serialise(root("footnotes", _notes(report, pen)))),
        word_part("header1.xml", "header", serialise(root("hdr", [_page_number(pen)]))),
        theme_part(),
    )
    head = report.head
    moment = f"{report.period.last_day.isoformat()}T00:00:00Z"
    core = core_properties(f"Báo cáo {storable(head.subject)}", storable(head.subject), head.agency_in_text, moment)
    return write_package(parts, core, app_properties(head.agency_in_text))


class _Pen:
    def __init__(self, ids: dict[str, str]) -> None:
        self.ids, self.marks = ids, 0

    def p(self, style: str, *runs: Element | None, mark: str = "") -> Element:
        """Return a paragraph of a named style, inside a hidden bookmark where it has an id."""
        found = self.ids.get(style)
        properties = el("pPr", el("pStyle", val=found)) if found else None
        if not mark:
            return el("p", properties, *runs)
        self.marks += 1
        return el(
            "p",
            properties,
            el("bookmarkStart", id=self.marks, name=f"_{mark}"),
            *runs,
            el("bookmarkEnd", id=self.marks),
        )


def _run(text: str) -> Element:
    words = el("t")
    words.text = storable(text).replace("\n", " ").replace("\t", " ")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", words)


def _head(report: Report, pen: _Pen, draft: bool) -> Iterator[Element]:
    head = report.head
    day = f"{head.date.day:02d}" if head.date else "\u00a0" * 5
    month = f"{head.month:02d}" if head.month < 3 else str(head.month)
    left = (pen.p(names.PARENT, _run(head.parent)), pen.p(names.AGENCY, _run(head.agency)))
    right = (
        pen.p(names.NATIONAL_NAME, _run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        pen.p(names.MOTTO, _run("Độc lập - Tự do - Hạnh phúc")),
    )
    number = pen.p(names.NUMBER, _run(f"Số:\u00a0{head.number or chr(160) * 8}/{head.symbol}"))
    place = pen.p(names.PLACE_DATE, _run(f"{head.place}, ngày\u00a0{day} tháng\u00a0{month} năm\u00a0{head.year}"))
    yield _table(((left, right), ((number,), (place,))), COLUMNS)
    if draft:
        yield pen.p(names.DRAFT, _run("DỰ THẢO"))
    yield pen.p(names.KIND, _run("BÁO CÁO"))
    yield pen.p(names.SUBJECT, _run(head.subject))
    for addressee in head.addressee:
        yield pen.p(names.ADDRESSEE, _run(f"Kính gửi: {addressee}"))


def _text(report: Report, pen: _Pen) -> Iterator[Element]:
    last = [block.id for _, _, block in report.blocks()][-1:]
    for part in report.parts:
        yield pen.p(names.HEADINGS[0], _run(f"{part.number}. {part.title}"))
        for block in part.blocks:
            yield _block(block, pen, last)
        for section in part.sections:
            yield from _section_text(section, pen, last)


def _section_text(section: Section, pen: _Pen, last: list[str]) -> Iterator[Element]:
    yield pen.p(names.HEADINGS[section.level], _run(f"{section.number} {section.title}"))
    for block in section.blocks:
        yield _block(block, pen, last)
    for below in section.sections:
        yield from _section_text(below, pen, last)


def _block(block: Block, pen: _Pen, last: list[str]) -> Element:
    style = {"bullet": names.BULLET, "item": names.ITEM}.get(block.kind, names.BODY)
    lead = {"bullet": "- ", "item": f"{block.number} "}.get(block.kind, "")
    runs = [_run(lead)] if lead else []
    for span in block.spans:
        runs.append(_mark(span, pen) if isinstance(span, NoteMark) else _run(span.text))
    if [block.id] == last and block.spans and isinstance(block.spans[-1], Run):
        runs[-1] = _run(block.spans[-1].text.rstrip(" ./") + "./.")
    return pen.p(style, *runs, mark=block.id)


def _mark(mark: NoteMark, pen: _Pen) -> Element:
    style = pen.ids.get(names.FOOTNOTE_REFERENCE, "")
    return el("r", el("rPr", el("rStyle", val=style)), el("footnoteReference", id=mark.number))


def _notes(report: Report, pen: _Pen) -> Iterator[Element]:
    for number, kind in ((SEPARATOR, "separator"), (CONTINUATION, "continuationSeparator")):
        yield el("footnote", el("p", el("r", el(kind))), type=kind, id=number)
    style = pen.ids.get(names.FOOTNOTE_REFERENCE, "")
    for note in report.footnotes:
        mark = el("r", el("rPr", el("rStyle", val=style)), el("footnoteRef"))
        yield el("footnote", pen.p(names.FOOTNOTE_TEXT, mark, _run(f" {note.text}")), id=note.number)


def _signature(report: Report, pen: _Pen) -> Element:
    head = report.head
    lines = (*(("Như trên",) if head.addressee else ()), *head.recipients)
    left = [pen.p(names.RECIPIENTS_HEADING, _run("Nơi nhận:"))]
    for at, line in enumerate(lines):
        left.append(pen.p(names.RECIPIENTS, _run(f"- {line}{'.' if at == len(lines) - 1 else ';'}")))
    right = [pen.p(names.AUTHORITY, _run(title)) for title in head.signer_title]
    right += [pen.p(names.AUTHORITY) for _ in range(4)] + [pen.p(names.SIGNER, _run(head.signer_name))]
    return _table(((tuple(left), tuple(right)),), COLUMNS)


def _annex(annex: Annex, report: Report, pen: _Pen) -> Iterator[Element]:
    head = report.head
    yield pen.p(names.ANNEX, _run(f"Phụ lục {annex.number}".strip()))
    yield pen.p(names.ANNEX_TITLE, _run(annex.title))
    when = (
        f"ngày {head.date:%d} tháng {head.date:%m} năm {head.year}" if head.date else f"ngày … tháng … năm {head.year}"
    )
    reference = f"(Kèm theo Báo cáo số {head.number or '…'}/{head.symbol} {when} của {head.agency_in_text})"
    yield pen.p(names.ANNEX_REFERENCE, _run(reference))
    total = sum(column.width for column in annex.columns)
    widths = tuple(round(14000 * column.width / total) for column in annex.columns)
    top = tuple((pen.p(names.TABLE_HEAD, _run(column.heading)),) for column in annex.columns)
    rows = (tuple((pen.p(names.TABLE_TEXT, _run(cell.text)),) for cell in row) for row in annex.rows)
    yield _table((top, *rows), widths, lined=True)


def _table(
    rows: tuple[tuple[tuple[Element, ...], ...], ...], widths: tuple[int, ...], *, lined: bool = False
) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in sides))
    made = el(
        "tbl",
        el("tblPr", el("tblW", w=sum(widths), type="dxa"), borders if lined else None, el("tblLayout", type="fixed")),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
    )
    for at, row in enumerate(rows):
        header = el("tblHeader") if lined and at == 0 else None
        properties = el("trPr", None if lined else el("cantSplit"), header)
        cells = (
            el("tc", el("tcPr", el("tcW", w=width, type="dxa")), *cell) for cell, width in zip(row, widths, strict=True)
        )
        made.append(el("tr", properties if len(properties) else None, *cells))
    return made


def _section(*, wide: bool = False) -> Element:
    made = page_setup()
    size = child(made, "pgSz")
    if wide and size is not None:
        made.replace(size, el("pgSz", w=16838, h=11906, orient="landscape"))
    reference = el("headerReference", type="default")
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    reference.set(key, relation_id("header1.xml"))
    made.insert(0, reference)
    made.append(el("titlePg"))
    return made


def _page_number(pen: _Pen) -> Element:
    return pen.p(names.HEADER, el("fldSimple", _run("2"), instr=" PAGE "))
