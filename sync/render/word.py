"""The report as a .docx: header block, numbered text with real footnotes, signature, annex tables."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.form import Column
from sheets.text import storable
from sync.model.report import Annex, Block, Head, NoteMark, Report, ReportSpan, Run, Section, TableCell
from sync.render import names
from sync.render.fixed_parts import font_table, theme_part
from sync.render.frame import head_block, signature
from sync.render.ooxml import NAMESPACES, Element, child, el, root, serialise
from sync.render.package import read_template, relation_id, word_part, write_package
from sync.render.pen import Pen, lined, pen_of, run
from sync.render.properties import app_properties, core_properties
from sync.render.settings import CONTINUATION, SEPARATOR, settings_part
from sync.render.stylesheet import Stylesheet
from sync.render.template import default_styles, page_setup

LANDSCAPE_WIDTH = 14288  # between the margins of a landscape A4, in twentieths of a point (252 mm)
PORTRAIT_WIDTH = 9355
_WIDE = 100  # characters of all columns from which an annex lies on its side


def render(report: Report, template: bytes, *, draft: bool = False) -> bytes:
    """Return the report as .docx in the template's looks; the same input gives the same bytes. Raises TemplateError."""
    styles = read_template(template).styles
    sheet = Stylesheet(styles)
    sheet.complete(Stylesheet(default_styles()))
    sheet.clean()
    pen = pen_of(styles)
    body = [*head_block(report.head, pen, draft=draft), *_text(report, pen), signature(report.head, pen)]
    wide = False
    for annex in report.annexes:
        body.append(el("p", el("pPr", _page(wide=wide))))
        wide = sum(column.width for column in annex.columns) >= _WIDE
        body += _annex(annex, report.head, pen, wide=wide)
    body.append(_page(wide=wide, restart=bool(report.annexes)))
    return _packed(report, styles, pen, el("document", el("body", *body)), draft=draft)


def _packed(report: Report, styles: Element, pen: Pen, document: Element, *, draft: bool) -> bytes:
    subject = storable(report.head.subject)
    parts = (
        word_part("document.xml", "document", serialise(document)),
        word_part("styles.xml", "styles", serialise(styles)),
        word_part("settings.xml", "settings", serialise(settings_part())),
        word_part("fontTable.xml", "fontTable", serialise(font_table())),
        word_part("footnotes.xml", "footnotes", serialise(root("footnotes", _notes(report, pen)))),
        word_part("header1.xml", "header", serialise(root("hdr", _page_number(pen, draft=draft)))),
        theme_part(),
    )
    moment = f"{report.period.last_day.isoformat()}T00:00:00Z"
    core = core_properties(f"Báo cáo {subject}", subject, report.head.agency_in_text, moment)
    return write_package(parts, core, app_properties(report.head.agency_in_text))


def _text(report: Report, pen: Pen) -> Iterator[Element]:
    blocks = [block for _, _, block in report.blocks()]
    last = blocks[-1] if blocks else None
    for part in report.parts:
        yield pen.paragraph(names.HEADINGS[0], run(f"{part.number}. {part.title}"))
        yield from (_block(block, pen, ends=block is last) for block in part.blocks)
        for section in part.sections:
            yield from _section(section, pen, last)


def _section(section: Section, pen: Pen, last: Block | None) -> Iterator[Element]:
    yield pen.paragraph(names.HEADINGS[section.level], run(f"{section.number} {section.title}"))
    yield from (_block(block, pen, ends=block is last) for block in section.blocks)
    for below in section.sections:
        yield from _section(below, pen, last)


def _block(block: Block, pen: Pen, *, ends: bool) -> Element:
    """The last paragraph ends with "./." and stays with the signature (PL III, Mẫu 1.4)."""
    style = {"bullet": names.BULLET, "item": names.ITEM}.get(block.kind, names.BODY)
    lead = {"bullet": "- ", "item": f"{block.number} "}.get(block.kind, "")
    spans = _ended(block.spans) if ends else block.spans
    met: set[int] = set()
    content: list[Element | None] = [run(lead)] if lead else []
    for span in spans:
        content += _span(span, pen, met)
    return pen.paragraph(style, *content, mark=block.id, keep=ends, after=12 if ends else 0)


def _ended(spans: tuple[ReportSpan, ...]) -> tuple[ReportSpan, ...]:
    if spans and isinstance(spans[-1], Run):
        return (*spans[:-1], Run(spans[-1].text.rstrip(" ./;") + "./."))
    return (*spans, Run("./."))


def _span(span: ReportSpan, pen: Pen, met: set[int]) -> list[Element | None]:
    if isinstance(span, Run):
        return pen.marked(span.id, [run(span.text)])
    again = span.number in met
    met.add(span.number)
    return [_mark(span, pen, again=again)]


def _mark(mark: NoteMark, pen: Pen, *, again: bool) -> Element:
    """A note marked twice is referred to once: the second mark is its number raised, as Word would repeat the note."""
    style = el("rPr", el("rStyle", val=pen.ids.get(names.FOOTNOTE_REFERENCE, "")))
    if again:
        made = run(str(mark.number))
        made.insert(0, el("rPr", el("vertAlign", val="superscript")))
        return made
    return el("r", style, el("footnoteReference", id=mark.number))


def _notes(report: Report, pen: Pen) -> Iterator[Element]:
    for number, kind in ((SEPARATOR, "separator"), (CONTINUATION, "continuationSeparator")):
        yield el("footnote", el("p", el("r", el(kind))), type=kind, id=number)
    style = pen.ids.get(names.FOOTNOTE_REFERENCE, "")
    for note in report.footnotes:
        mark = el("r", el("rPr", el("rStyle", val=style)), el("footnoteRef"))
        yield el("footnote", pen.paragraph(names.FOOTNOTE_TEXT, mark, run(f" {note.text}")), id=note.number)


def _annex(annex: Annex, head: Head, pen: Pen, *, wide: bool) -> Iterator[Element]:
    yield pen.paragraph(names.ANNEX, run(f"Phụ lục {annex.number}".strip()))
    yield pen.paragraph(names.ANNEX_TITLE, run(annex.title))
    yield pen.paragraph(names.ANNEX_REFERENCE, run(_reference(head)))
    yield pen.rule(120, (LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH) / 20)
    room = LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH
    total = sum(column.width for column in annex.columns)
    widths = tuple(round(room * column.width / total) for column in annex.columns)
    top = tuple((pen.paragraph(names.TABLE_HEAD, run(column.heading)),) for column in annex.columns)
    rows = (
        tuple((_cell(cell, column, pen),) for cell, column in zip(row, annex.columns, strict=True))
        for row in annex.rows
    )
    yield lined((top, *rows), widths, annex.title)


def _cell(cell: TableCell, column: Column, pen: Pen) -> Element:
    numeric = column.type == "number" and column.key != "ordinal"
    style = names.TABLE_NUMBER if numeric else names.TABLE_CENTRE if column.key == "ordinal" else names.TABLE_TEXT
    return pen.paragraph(style, run(cell.text))


def _reference(head: Head) -> str:
    """Return the line that ties an annex to its report; number and date stay open until issued (PL I, III.1.c)."""
    day = f"{head.date:%d} tháng {head.date.month:02d}" if head.date and head.date.month < 3 else None
    if head.date and day is None:
        day = f"{head.date:%d} tháng {head.date.month}"
    number = f"số {head.number or '…'}/{head.symbol}"
    return f"(Kèm theo Báo cáo {number} ngày {day or '… tháng …'} năm {head.year} của {head.agency_in_text})"


def _page(*, wide: bool = False, restart: bool = False) -> Element:
    """Return a section's page: numbered in the top margin but for its first page, an annex from 1 again."""
    made = page_setup()
    size = child(made, "pgSz")
    if wide and size is not None:
        made.replace(size, el("pgSz", w=16838, h=11906, orient="landscape"))
    reference = el("headerReference", type="default")
    reference.set(f"{{{NAMESPACES['r']}}}id", relation_id("header1.xml"))
    made.insert(0, reference)
    if restart:
        made.append(el("pgNumType", start=1))
    made.append(el("titlePg"))
    return made


def _page_number(pen: Pen, *, draft: bool) -> Iterator[Element]:
    yield pen.paragraph(names.HEADER, el("fldSimple", run("2"), instr=" PAGE "))
    if draft:
        yield pen.paragraph(names.DRAFT, run("DỰ THẢO"))
