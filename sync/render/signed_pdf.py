"""A signed PDF compared with our report by its words: differences to be listed, not to be taken over.

A PDF knows no paragraphs: its words are laid beside ours by a longest common subsequence, and each paragraph of ours
gets the stretch between its first and its last word. Footnotes are taken out of the stream first, since they stand in
the midst of a paragraph that goes on overleaf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from sync.model.messages.signed import SIGNED_PLACES
from sync.render.as_read import Passage, SignedError, read_docx
from sync.render.pdf_words import MOST_WORDS, Letters, Stream, Word, pdf_pages, without_numbers, words_of
from sync.render.signed import Difference, Kind
from sync.render.signed_places import Item, Spoken, alike, block_of, closed, placed, typed

_FEWEST = 20  # letters a page: a scan may have a stamped line or a digital signature, no more
_MARK = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True)
class Scan:
    """A PDF of pictures: there is no text to compare."""

    pages: int


def pdf_text_differences(ours: bytes, pdf: bytes) -> tuple[Difference, ...] | Scan:
    """Return where the words of a signed PDF differ from our .docx, or that it is a scan.

    Raises SignedError signed-not-pdf, signed-pdf-password, signed-pdf-broken or signed-too-big, and what `read_docx`
    raises of ours. Signs, spaces, page numbers and repeated table heads are no difference.
    """
    pages = pdf_pages(pdf)
    if sum(map(str.isalpha, "".join(pages))) < _FEWEST * max(1, len(pages)):
        return Scan(len(pages))
    return text_differences(ours, pages)


def text_differences(ours: bytes, pages: Sequence[str]) -> tuple[Difference, ...]:
    """Return where the text of some pages differs from our .docx, in the order of the report."""
    units, heads = _units(placed(read_docx(ours)))
    letters = Letters.of(without_numbers(pages))
    return tuple(_compared(units, letters, heads))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, note or cell of ours, with the words that the PDF should show for it."""

    section: str
    block: str
    text: str
    words: tuple[str, ...]
    note: int | None = None
    cell: str = ""
    filled: Spoken | None = None  # a place that is filled in by hand


def _units(items: Sequence[Item]) -> tuple[list[_Unit], list[tuple[str, ...]]]:
    """Return what the PDF should show, and the heads of tables, which it shows on every page."""
    units: list[_Unit] = []
    heads: list[tuple[str, ...]] = []
    for item in items:
        content = item.content
        if isinstance(content, Passage):
            spoken = Spoken(item.at, item.section, item.zone, content)
            printed = _printed(content)
            text, block = typed(spoken, spoken), block_of(content)
            filled = None if item.zone == "body" else spoken
            units.append(_Unit(item.section, block, text, words_of(printed), filled=filled))
            for n, note in enumerate(content.notes):
                number = str(content.numbers[n])
                units.append(_Unit(item.section, block, note, (number, *words_of(note)), n + 1))
            continue
        heads += [words_of(" ".join(row)) for row in content.rows[:1]]
        for n, row in enumerate(content.rows, start=1):
            for column, cell in zip(content.rows[0], row, strict=False):
                words = SIGNED_PLACES["cell"].format(row=n, column=column)
                units.append(_Unit(item.section, "", cell, words_of(cell), cell=words))
    return [unit for unit in units if unit.words], heads


def _printed(passage: Passage) -> str:
    """Return a paragraph with its notes' numbers as printed."""

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        return f" {passage.numbers[at]} " if at < len(passage.numbers) else found[0]

    return _MARK.sub(number, passage.text)


def _compared(units: Sequence[_Unit], letters: Letters, heads: Sequence[tuple[str, ...]]) -> Iterator[Difference]:
    """Yield differences in the order of the report, those of notes behind their paragraph."""
    notes = {at: letters.take(unit.words, unit.text) for at, unit in enumerate(units) if unit.note is not None}
    stream = letters.stream()
    left = [at for at in range(len(units)) if notes.get(at) is None]
    found = [(left[n], told) for n, told in _of_text([units[at] for at in left], stream, heads)]
    for at, shown in notes.items():
        if shown is not None and _letters(shown) != _letters(units[at].text):
            found.append((at, _told("changed", units[at], shown)))
    yield from (told for _, told in sorted(found, key=lambda one: one[0]))


def _letters(text: str) -> str:
    return "".join(words_of(text))


def _of_text(
    units: Sequence[_Unit], stream: Stream, heads: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, Difference]]:
    """Yield the differences of paragraphs and cells, each with the place of its unit."""
    rest = stream.words
    own = [word for unit in units for word in unit.words]
    if len(own) > MOST_WORDS:
        raise SignedError("signed-too-big", f"{len(own)} words")
    place = _places(own, [word.text for word in rest])
    following = _following(place, len(own), len(rest))
    start, begun = 0, 0  # of ours, of theirs
    for n, unit in enumerate(units):
        end = start + len(unit.words)
        matched = [place[at] for at in range(start, end) if at in place]
        if not matched:
            yield n, _told("removed", unit, "")
            start = end
            continue
        first, last = matched[0], matched[-1] + 1
        if start not in place:
            first = begun
        elif first > begun:
            first = _line_of(rest, first, begun)
            yield from ((n, told) for told in _added(rest[begun:first], units[max(0, n - 1)], stream, heads))
        begun = last
        if end - 1 not in place or (following[end] > last and not rest[last].opens_line):
            begun = _end_of(rest, last, following[end], stream)
        yield from ((n, told) for told in _changed(unit, rest[first:begun], stream, heads))
        start = end
    if begun < len(rest) and units:
        yield from ((len(units) - 1, told) for told in _added(rest[begun:], units[-1], stream, heads))


def _following(place: dict[int, int], own: int, other: int) -> list[int]:
    """Return for each place of ours where the first word from there on stands in theirs."""
    found = [other] * (own + 1)
    for at in range(own - 1, -1, -1):
        found[at] = place.get(at, found[at + 1])
    return found


def _line_of(rest: Sequence[Word], first: int, begun: int) -> int:
    """Return where the line begins in which a paragraph's first word stands: what was put before it belongs to it."""
    return next((at for at in range(first, begun, -1) if rest[at].opens_line), begun)


def _end_of(rest: Sequence[Word], last: int, following: int, stream: Stream) -> int:
    """Return where a paragraph ends whose last words were changed: where the next of ours, or a bullet, begins."""
    for at in range(last, following):
        before = rest[at].piece - 1
        if rest[at].opens_line and before >= 0 and not any(map(str.isalnum, stream.pieces[before])):
            return at
    return following


def _places(own: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return where each word of ours stands in theirs; words that are only cut or joined otherwise are the same."""
    names: dict[str, int] = {}
    left = [names.setdefault(word, len(names)) for word in own]
    right = [names.setdefault(word, len(names)) for word in other]
    found: dict[int, int] = {}
    for step in LCSseq.opcodes(left, right):
        mine, theirs = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag == "equal":
            found.update(zip(mine, theirs, strict=True))
    for a, b in _gaps(found, len(own), len(other)):
        if a and b and "".join(own[a.start : a.stop]) == "".join(other[b.start : b.stop]):
            found.update((at, b[min(n, len(b) - 1)]) for n, at in enumerate(a))
            found[a[-1]] = b[-1]
    return found


def _gaps(found: dict[int, int], own: int, other: int) -> Iterator[tuple[range, range]]:
    above = (-1, -1)
    for at in [*sorted(found), None]:
        here = (own, other) if at is None else (at, found[at])
        yield range(above[0] + 1, here[0]), range(above[1] + 1, here[1])
        above = here


def _changed(
    unit: _Unit, places: Sequence[Word], stream: Stream, heads: Sequence[tuple[str, ...]]
) -> Iterator[Difference]:
    theirs = [word.text for word in places]
    if "".join(theirs) == "".join(unit.words) or _without(theirs, heads) == "".join(unit.words):
        return
    shown = stream.shown(places)
    if unit.filled is None or not _same_but_filled(unit, shown):
        yield _told("changed", unit, shown)


def _same_but_filled(unit: _Unit, shown: str) -> bool:
    assert unit.filled is not None
    one, other = closed(unit.text, unit.filled), closed(shown, unit.filled)
    return alike(one, other) or words_of(one) == words_of(other)


def _without(words: Sequence[str], heads: Sequence[tuple[str, ...]]) -> str:
    """Return words in one string, without a table's head that a new page repeats in their midst."""
    joined = " ".join(words)
    for head in heads:
        joined = joined.replace(" ".join(head), "")
    return joined.replace(" ", "")


def _added(
    places: Sequence[Word], above: _Unit, stream: Stream, heads: Sequence[tuple[str, ...]]
) -> Iterator[Difference]:
    if places and _without([word.text for word in places], heads):
        yield Difference("added", "", above.section, "", stream.shown(places))


def _told(kind: Kind, unit: _Unit, signed: str) -> Difference:
    return Difference(kind, unit.block, unit.section, unit.text, signed, unit.note, cell=unit.cell)
