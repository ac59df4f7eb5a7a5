"""The report as a .docx: header block, numbered text with real footnotes, signature, annex tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sheets.text import storable
from sync.model.report import Block, NoteMark, Report, ReportSpan, Run, Section
from sync.render import names
from sync.render.annex import annex_block, is_wide
from sync.render.fixed_parts import font_table, theme_part
from sync.render.frame import head_block, signature
from sync.render.ooxml import NAMESPACES, Element, el, root, serialise
from sync.render.package import read_template, relation_id, word_part, write_package
from sync.render.page import page_of
from sync.render.pen import Pen, run
from sync.render.properties import app_properties, core_properties
from sync.render.settings import CONTINUATION, SEPARATOR, settings_part
from sync.render.stylesheet import Stylesheet
from sync.render.template import FONT, default_styles

_CLOSING = " \u00a0.,;:/"  # signs that "./." takes the place of


def render(report: Report, template: bytes, *, draft: bool = False) -> bytes:
    """Return the report as .docx in the template's looks; the same input gives the same bytes. Raises TemplateError.

    Styles, paper and margins are the template's; what they lack is as Decree 30/2020 has it.
    """
    given = read_template(template)
    sheet = Stylesheet(given.styles)
    sheet.complete(Stylesheet(default_styles()))
    sheet.clean(FONT)
    pen = Pen(sheet, page_of(given.section))
    body = [*head_block(report.head, pen, draft=draft), *_text(report, pen), signature(report.head, pen)]
    body += _annexes(report, pen, draft=draft)
    return _packed(report, pen, el("document", el("body", *body)), draft=draft)


def _annexes(report: Report, pen: Pen, *, draft: bool) -> Iterator[Element]:
    """Yield the annexes, each a section of its own, and the sections' ends."""
    section = _section_end(pen, wide=False)
    for annex in report.annexes:
        end = pen.paragraph(names.SECTION_END)
        end[0].append(section)
        yield end
        yield from annex_block(annex, report.head, pen)
        section = _section_end(pen, wide=is_wide(annex), annex=True, draft=draft)
    yield section


def _packed(report: Report, pen: Pen, document: Element, *, draft: bool) -> bytes:
    subject = storable(report.head.subject)
    parts = (
        word_part("document.xml", "document", serialise(document)),
        word_part("styles.xml", "styles", serialise(pen.sheet.root)),
        word_part("settings.xml", "settings", serialise(settings_part())),
        word_part("fontTable.xml", "fontTable", serialise(font_table())),
        word_part("footnotes.xml", "footnotes", serialise(root("footnotes", _notes(report, pen)))),
        word_part("header1.xml", "header", serialise(root("hdr", _page_number(pen, draft=draft)))),
        *(
            (
                word_part(
                    "header2.xml", "header", serialise(root("hdr", [_draft_mark(pen), pen.paragraph(names.HEADER)]))
                ),
            )
            if draft
            else ()
        ),
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
    return pen.paragraph(style, *content, mark=block.id, keep=ends, after=12 if ends else None)


def _ended(spans: tuple[ReportSpan, ...]) -> tuple[ReportSpan, ...]:
    """Return the spans with "./." in place of the signs they end with; a figure, a mark and their ids stay."""
    kept = list(spans)
    for at in reversed(range(len(kept))):
        span = kept[at]
        if isinstance(span, Run):
            kept[at] = span if span.id else replace(span, text=span.text.rstrip(_CLOSING))
            if span.id or span.text.rstrip(_CLOSING):
                break
    return (*(span for span in kept if not isinstance(span, Run) or span.text), Run("./."))


def _span(span: ReportSpan, pen: Pen, met: set[int]) -> list[Element | None]:
    if isinstance(span, Run):
        return pen.marked(span.id, [run(span.text)])
    again = span.number in met
    met.add(span.number)
    return [_mark(span, pen, again=again)]


def _mark(mark: NoteMark, pen: Pen, *, again: bool) -> Element:
    """A note marked twice is referred to once: the second mark is its number raised, as Word would repeat the note."""
    style = el("rPr", el("rStyle", val=pen.style_id(names.FOOTNOTE_REFERENCE, "character")))
    if again:
        made = run(str(mark.number))
        made.insert(0, el("rPr", el("vertAlign", val="superscript")))
        return made
    return el("r", style, el("footnoteReference", id=mark.number))


def _notes(report: Report, pen: Pen) -> Iterator[Element]:
    for number, kind in ((SEPARATOR, "separator"), (CONTINUATION, "continuationSeparator")):
        yield el("footnote", el("p", el("r", el(kind))), type=kind, id=number)
    style = pen.style_id(names.FOOTNOTE_REFERENCE, "character")
    for note in report.footnotes:
        mark = el("r", el("rPr", el("rStyle", val=style)), el("footnoteRef"))
        yield el("footnote", pen.paragraph(names.FOOTNOTE_TEXT, mark, run(f" {note.text}")), id=note.number)


def _section_end(pen: Pen, *, wide: bool, annex: bool = False, draft: bool = False) -> Element:
    """Return what ends a section: numbered in the top margin but for its first page, an annex from 1 (PL I, I.7)."""
    made = pen.page.properties(wide=wide)
    made.insert(0, _header("default", "header1.xml"))
    if annex:
        if draft:
            made.insert(1, _header("first", "header2.xml"))
        made.append(el("pgNumType", start=1))
    made.append(el("titlePg"))
    return made


def _header(pages: str, part: str) -> Element:
    made = el("headerReference", type=pages)
    made.set(f"{{{NAMESPACES['r']}}}id", relation_id(part))
    return made


def _page_number(pen: Pen, *, draft: bool) -> Iterator[Element]:
    if draft:
        yield _draft_mark(pen)
    yield pen.paragraph(names.HEADER, el("fldSimple", run("2"), instr=" PAGE "))


def _draft_mark(pen: Pen) -> Element:
    """Return "DỰ THẢO" at the right margin, level with the page number: there it takes no room from the text."""
    frame = el("framePr", wrap="around", hAnchor="margin", vAnchor="text", xAlign="right", y=1)
    return pen.paragraph(names.DRAFT, run("DỰ THẢO"), frame=frame)
