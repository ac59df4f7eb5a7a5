"""The usual ways to mark a note, brought to one: "¹", "(1)", "[1 ]", "1." become "[1]" in a row's text and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sync.model.records import NoteRef
from sync.reading.paragraphs import spans_of

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_DIGITS = "[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
_LOOSE = re.compile(r"\[\s*(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\s*\]")
_SQUARE = re.compile(r"\[(\d{1,2})\]")
_ROUND = re.compile(r"\s*\(([1-9]\d?)\)")
_STAR = re.compile(r"\s*\(\*{1,2}\)")
_STAR_NOTE = re.compile(r"\s*(?:\(\*{1,2}\)|\*{1,2})\s*")
# Behind these "(1)" counts what follows: "gồm (1) nho và (2) chuối", "(1) nho; (2) chuối".
_COUNTS_ON = re.compile(r"(?:^|[:;,.]|\b(?:gồm|là|và|như|hoặc|hay|có|cho|theo))$", re.IGNORECASE)
_ENDS_WORD = re.compile(r"\s*(?:[.,;:)…]|$)")
# How a note's line begins; "12/KH", "1.000 cơ sở" and "02 hồ sơ" are no such beginnings.
_STYLES = (
    re.compile(r"\(([1-9]\d?)\)\s*[.:]?\s*(?=\S)"),
    re.compile(r"([1-9]\d?)\s?(?:[.):](?!\d)|[/–-](?=\s))\s*(?=\S)"),
    re.compile(rf"({_RAISED_DIGITS})\s*[.:)]?\s*(?=\S)"),
)
_BEGINS = re.compile(r"(?:^|\n|(?<=[.;])\s+)\s*")


def in_brackets(text: str, notes: str) -> tuple[str, str]:
    """Return a row's text and notes with every mark and every note's number written as "[n]".

    A number without square brackets is a note's only where the text marks it: a list in a note ("1. Nho; 2. Chuối")
    stays as it is, and so does one in the text ("gồm: (1) nho; (2) chuối"). One note without a number belongs to the
    one mark that has no note.
    """
    text, notes = _tidied(text), _tidied(notes)
    if not notes.strip():
        return text, notes
    text, notes = _starred(text, notes)
    round_marks = _round_marks(text)
    marked = _marked(text)
    notes = numbered(notes, marked, _marked(text, frozenset(range(100))) | round_marks)
    there = set(_numbers(_SQUARE.findall(notes)))
    return _ROUND.sub(lambda m: f"[{m[1]}]" if int(m[1]) in round_marks & there else m[0], text), notes


def numbered(notes: str, marked: frozenset[int], possible: frozenset[int] = frozenset()) -> str:
    """Return notes with "[n]" before each whose number, however written, the text marks (`marked`), or may mark."""
    notes = _tidied(notes)
    there = set(_numbers(_SQUARE.findall(notes)))
    for style in _STYLES:
        starts = list(_starts(notes, style))
        numbers = _numbers([found[1] for found in starts])
        if numbers and set(numbers) <= (marked | possible) - there and all(a < b for a, b in pairwise(numbers)):
            return _rewritten(notes, starts)
    square = _SQUARE.search(notes)
    head = notes[: square.start()] if square else notes
    if len(marked - there) == 1 and head.strip():
        return f"[{next(iter(marked - there))}] {notes.lstrip()}"
    return notes


def _tidied(text: str) -> str:
    """Return a text with "[1 ]" as "[1]" and "[1, 2]" as "[1][2]"."""
    return _LOOSE.sub(lambda found: "".join(f"[{number}]" for number in re.findall(r"\d+", found[1])), text)


def _starred(text: str, notes: str) -> tuple[str, str]:
    """Return both with "(*)", where it marks the row's only note, as "[1]"."""
    only = len(_STAR.findall(text)) == 1 and not _SQUARE.search(text + notes)
    if not only or not _STAR_NOTE.match(notes) or len(re.findall(r"(?:^|\n)\s*\(?\*", notes)) > 1:
        return text, notes
    return _STAR.sub("[1]", text), _STAR_NOTE.sub("[1] ", notes, count=1)


def _marked(text: str, notes: frozenset[int] = frozenset()) -> frozenset[int]:
    """Return the marks of a text beside these notes; without any, what is a mark whatever the notes say."""
    spans = spans_of(text, notes, lambda _: None)
    return frozenset(span.marker for span in spans if isinstance(span, NoteRef))


def _round_marks(text: str) -> frozenset[int]:
    """Return the numbers in round brackets that mark: each stands behind a word, and one at least ends its words."""
    found = list(_ROUND.finditer(text))
    counting = any(_COUNTS_ON.search(text[: m.start()].rstrip()) for m in found)
    clear = any(_ENDS_WORD.match(text, m.end()) or not m[0][0].isspace() for m in found)
    return frozenset() if counting or not clear else frozenset(int(m[1]) for m in found)


def _starts(notes: str, style: re.Pattern[str]) -> Sequence[re.Match[str]]:
    places = (found.end() for found in _BEGINS.finditer(notes))
    return [found for at in dict.fromkeys(places) if (found := style.match(notes, at))]


def _rewritten(notes: str, starts: Sequence[re.Match[str]]) -> str:
    ends = [found.start() for found in starts[1:]] + [len(notes)]
    pieces = (
        f"[{found[1].translate(_RAISED)}] {notes[found.end() : end].strip()}"
        for found, end in zip(starts, ends, strict=True)
    )
    return "\n".join(filter(None, (notes[: starts[0].start()].strip(), *pieces)))


def _numbers(typed: Sequence[str]) -> list[int]:
    return [int(number.translate(_RAISED)) for number in typed]
