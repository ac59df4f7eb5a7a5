"""A finished report read back with zip and lxml alone: its lines, notes and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Element = etree._Element


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What stands in a report.

    `lines` are the text in order, note marks raised ("dự án¹"), what stands side by side one after the other; `notes`
    by number; `tables` those with borders.
    """

    lines: tuple[str, ...]
    notes: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]


def read_back(docx: bytes) -> ReadBack:
    """Return what stands in a .docx."""
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        body = etree.fromstring(parts.read("word/document.xml")).find(f"{_W}body")
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
    assert body is not None
    lines: list[str] = []
    tables = []
    for child in body:
        if child.find(f"{_W}tblPr/{_W}tblBorders") is not None:
            tables.append(tuple(_row(row) for row in child.findall(f"{_W}tr")))
        else:
            lines += filter(None, map(_text, child.iter(f"{_W}p")))
    return ReadBack(tuple(lines), tuple(_notes(notes)), tuple(tables))


def _notes(notes: Element) -> Iterator[str]:
    for note in notes.findall(f"{_W}footnote"):
        if note.get(f"{_W}type") is None:
            yield " ".join(_text(p) for p in note.findall(f"{_W}p")).strip()


def _row(row: Element) -> tuple[str, ...]:
    return tuple("\n".join(_text(p) for p in cell.findall(f"{_W}p") if _text(p)) for cell in row.findall(f"{_W}tc"))


def _text(paragraph: Element) -> str:
    words = []
    for node in paragraph.iter(f"{_W}t", f"{_W}footnoteReference"):
        mark = node.get(f"{_W}id")
        words.append(str(mark).translate(_RAISED) if mark is not None else node.text or "")
    return "".join(words)
