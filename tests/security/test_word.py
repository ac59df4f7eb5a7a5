"""The Word report: whatever staff or config say is text in it, never a field, a link, markup or a part of the file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sheets.text import storable
from sync.model.report import Block, Report, Run
from sync.render.layout import verify
from sync.render.reading_back import read_back
from sync.render.template import default_template
from sync.render.word import render
from tests.render.reports import HEAD, ORIGIN, block, report
from tests.security.packages import fields, kinds, leads_out, parts, runs
from tests.security.payloads import PAYLOADS


def typed_everywhere(texts: tuple[str, ...]) -> Report:
    """A report in which each text stands in a paragraph, a note, an annex row, a heading and a plan item."""
    blocks = [block(Run(text), name=f"d{at:012d}") for at, text in enumerate(texts)]
    made = report(*blocks, notes=texts, rows=tuple((text, text, text) for text in texts))
    first, second = made.parts
    sections = tuple(replace(first.sections[0], id=f"s{at}", title=text, blocks=()) for at, text in enumerate(texts))
    items = tuple(Block(f"p{at:012d}", "item", (Run(t),), (ORIGIN,), "1.") for at, t in enumerate(texts, 1))
    head = replace(HEAD, recipients=texts, addressee=texts, subject=" ".join(texts), place=texts[0])
    one = replace(first, sections=(*first.sections, *sections))
    return replace(made, head=head, parts=(one, replace(second, blocks=items)))


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return render(typed_everywhere(PAYLOADS), default_template(), draft=True)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render(typed_everywhere(tuple("x" for _ in PAYLOADS)), default_template(), draft=True)


def printed(text: str) -> str:
    return " ".join(re.sub(r"[\n\t]", " ", storable(text)).replace("\u00a0", " ").split())


def test_it_works_out_nothing_and_leads_nowhere(hostile: bytes, plain: bytes) -> None:
    assert fields(hostile) == fields(plain) == {"PAGE"}
    assert leads_out(hostile) == runs(hostile) == []
    assert list(parts(hostile)) == list(parts(plain))


def test_no_text_becomes_markup(hostile: bytes, plain: bytes) -> None:
    assert kinds(hostile) == kinds(plain)


def test_every_text_is_printed_as_it_was_typed(hostile: bytes) -> None:
    found = read_back(hostile)
    lines = {" ".join(line.replace("\u00a0", " ").split()) for line in found.lines}
    notes = [" ".join(note.replace("\u00a0", " ").split()) for note in found.notes]
    cells = [" ".join(row[1].replace("\u00a0", " ").split()) for table in found.tables for row in table]
    for text in PAYLOADS:
        assert " ".join(f"- {printed(text)}".split()) in lines, repr(text)
        assert any(printed(text) in note for note in notes), repr(text)
        assert printed(text) in cells, repr(text)


def test_the_page_is_still_that_of_the_decree(hostile: bytes) -> None:
    assert verify(hostile) == ()
