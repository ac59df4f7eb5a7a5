"""Decree 30/2020/NĐ-CP, Annex I, as data, and a finished report held against it with zip + lxml alone."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from sync.render import names
from sync.render.ooxml import Element, child, each, parse, q, val
from sync.render.stylesheet import Look, Stylesheet

EFFECTIVE = dt.date(2020, 3, 5)  # Decree 30/2020, article 37
FONT = "Times New Roman"
_MM = 56.6929  # twentieths of a point in a millimetre
_SLACK = 0.3  # mm lost in rounding


@dataclass(frozen=True, slots=True)
class Rule:
    """How the paragraphs of one style must look: size in points, from and to; None where the decree says nothing."""

    style: str
    sizes: tuple[float, float]
    bold: bool | None
    italic: bool | None
    align: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is not as ordered: whose, what ("size", "bold" …), as found, as allowed, ordered where."""

    element: str
    what: str
    found: str
    allowed: str
    source: str


RULES = (
    Rule(names.NATIONAL_NAME, (12, 13), True, False, "center", "PL I, II.1.a"),
    Rule(names.MOTTO, (13, 14), True, False, "center", "PL I, II.1.b"),
    Rule(names.PARENT, (12, 13), False, False, "center", "PL I, II.2.b"),
    Rule(names.AGENCY, (12, 13), True, False, "center", "PL I, II.2.b"),
    Rule(names.NUMBER, (13, 13), False, False, "center", "PL I, II.3"),
    Rule(names.PLACE_DATE, (13, 14), False, True, "center", "PL I, II.4.c"),
    Rule(names.KIND, (13, 14), True, False, "center", "PL I, II.5.b"),
    Rule(names.SUBJECT, (13, 14), True, False, "center", "PL I, II.5.b"),
    Rule(names.ADDRESSEE, (13, 14), False, False, None, "PL I, II.9.b"),
    Rule("heading 1", (13, 14), True, False, None, "PL I, V.6b"),
    Rule("heading 2", (13, 14), True, False, None, "PL I, V.6b"),
    Rule("heading 3", (13, 14), True, False, None, "PL I, V.6b"),
    Rule(names.BODY, (13, 14), False, False, "both", "PL I, II.6.e"),
    Rule(names.BULLET, (13, 14), False, False, "both", "PL I, II.6.e"),
    Rule(names.ITEM, (13, 14), False, False, "both", "PL I, II.6.e"),
    Rule(names.AUTHORITY, (13, 14), True, False, "center", "PL I, II.7.đ"),
    Rule(names.SIGNER, (13, 14), True, False, "center", "PL I, II.7.đ"),
    Rule(names.RECIPIENTS_HEADING, (12, 12), True, True, "left", "PL I, II.9.đ"),
    Rule(names.RECIPIENTS, (11, 11), False, False, "left", "PL I, II.9.đ"),
    Rule(names.ANNEX, (14, 14), True, False, "center", "PL I, III.1.b"),
    Rule(names.ANNEX_TITLE, (13, 14), True, False, "center", "PL I, III.1.b"),
    Rule(names.ANNEX_REFERENCE, (13, 14), False, True, "center", "PL I, III.1.c"),
    Rule(names.HEADER, (13, 14), False, False, "center", "PL I, I.7"),
)
# Margins of a portrait page in millimetres (PL I, I.3).
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
# Pages are counted from 1, each annex by itself, and the number is not shown on the first (PL I, I.7; III.1.đ). Whether
# an annex's own first page shows its number the decree does not say: it does not here.
FIRST_NUMBER = 1
NUMBERED_BY_ITSELF = "PL I, III.1.đ"
# First line of the body 10 or 12.7 mm, at least 6 pt between paragraphs, single to one and a half lines (PL I, II.6.e).
FIRST_LINES = (10.0, 12.7)
BODY = (names.BODY, names.BULLET, names.ITEM)


def verify(docx: bytes) -> tuple[Violation, ...]:
    """Return everything in a finished report that is not as the decree orders."""
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        sheet = Stylesheet(parse(parts.read("word/styles.xml")))
        document = parse(parts.read("word/document.xml"))
    used = {p.get(q("val"), "") for p in each(document, "pStyle")}
    return tuple(dict.fromkeys((*_styles(sheet, used), *_pages(document), *_numbers(document))))


def _styles(sheet: Stylesheet, used: set[str]) -> Iterator[Violation]:
    for rule in RULES:
        if sheet.find(rule.style) is not None and sheet.style_id(rule.style) in used:
            found = sheet.look(rule.style)
            yield from _against(rule, found)
            if rule.style in BODY:
                yield from _body(rule, found)


def _against(rule: Rule, found: Look) -> Iterator[Violation]:
    low, high = rule.sizes
    if not low <= found.size <= high:
        yield Violation(
            rule.style,
            "size",
            _written(found.size),
            _written(low) if low == high else f"{_written(low)}-{_written(high)}",
            rule.source,
        )
    if found.font != FONT:
        yield Violation(rule.style, "font", found.font, FONT, "PL I, I.4")
    for what, asked, is_so in (("bold", rule.bold, found.bold), ("italic", rule.italic, found.italic)):
        if asked is not None and asked != is_so:
            yield Violation(rule.style, what, _yes(is_so), _yes(asked), rule.source)
    if rule.align is not None and rule.align != found.align:
        yield Violation(rule.style, "align", found.align, rule.align, rule.source)
    if found.underline:
        yield Violation(rule.style, "underline", _yes(True), _yes(False), rule.source)
    if found.colour not in {"auto", "000000"}:
        yield Violation(rule.style, "colour", found.colour, "000000", "PL I, I.4")


def _body(rule: Rule, found: Look) -> Iterator[Violation]:
    indent = found.first_line * 20 / _MM
    if not any(abs(indent - asked) <= _SLACK for asked in FIRST_LINES):
        yield Violation(rule.style, "first-line", f"{_written(round(indent, 1))} mm", "10-12,7 mm", rule.source)
    if found.before + found.after < 6:
        yield Violation(rule.style, "between", f"{_written(found.before + found.after)} pt", "≥ 6 pt", rule.source)
    if found.line_rule == "auto" and not 1 <= found.line <= 1.5:
        yield Violation(rule.style, "line", _written(found.line), "1-1,5", rule.source)


def _pages(document: Element) -> Iterator[Violation]:
    for section in each(document, "sectPr"):
        size, margins = child(section, "pgSz"), child(section, "pgMar")
        if size is None or margins is None:
            continue
        paper = sorted(round(int(size.get(q(side), "0")) / _MM) for side in ("w", "h"))
        if paper != [210, 297]:
            yield Violation("A4", "paper", "×".join(map(str, paper)) + " mm", "210×297 mm", "PL I, I.1")
        if size.get(q("orient")) == "landscape":
            continue
        for side, (low, high) in MARGINS.items():
            bound = int(margins.get(q("gutter"), "0")) if side == "left" else 0
            found = (int(margins.get(q(side), "0")) + bound) / _MM
            if not low - _SLACK <= found <= high + _SLACK:
                yield Violation(side, "margin", f"{_written(round(found, 1))} mm", f"{low}-{high} mm", "PL I, I.3")


def _numbers(document: Element) -> Iterator[Violation]:
    """Every section but the first is an annex; one that goes on counting is told, and a first page with its number."""
    for at, section in enumerate(each(document, "sectPr")):
        start = val(section, "pgNumType", "start")
        if start != str(FIRST_NUMBER) and (at or start):
            yield Violation("numbering", "page-number", start or "đếm tiếp", str(FIRST_NUMBER), NUMBERED_BY_ITSELF)
        if child(section, "titlePg") is None:
            yield Violation("first", "page-number", _yes(True), _yes(False), "PL I, I.7")


def _written(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _yes(value: bool) -> str:
    return "có" if value else "không"
