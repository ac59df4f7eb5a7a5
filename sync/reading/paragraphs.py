"""A cell of Nội dung and its Chú thích made into paragraphs: bullets, line breaks, [n], {MÃ}, raised digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sync.model.records import NoteRef, Span, Style, Text, Value

# Leading marks that staff or Word put before a line: dashes, bullets (U+F0B7 is Word's Symbol bullet), "a)", "+".
_BULLET = re.compile(r"(?:[-–—•●▪■◦‣*+\uf0b7\uf0a7\uf02d]|[a-zđ]\))\s*(?=\S)")
_ITEM = re.compile(r"(?:[-–—•●▪■◦‣*+\uf0b7\uf0a7\uf02d]\s|[a-zđ]\)\s|\uf0b7|•)")
_NOTE_LINE = re.compile(r"\s*\[(\d{1,2})\]\s*[.:]?\s*")
_RAISED_LINE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?\s")
_MARK = re.compile(r"\s*\[(\d{1,2})\]|\{([^{}\s]{1,24})\}|(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?)(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_BEGINS_MARK = re.compile(r"[\[{¹²³⁴⁵⁶⁷⁸⁹]")
_CODE = re.compile(r"\{([^{}\s]{1,24})\}")
_NOTE_START = re.compile(r"(?:^|(?<=[.;\s]))\[(\d{1,2})\]\s*[.:]?\s*")
_END = re.compile(r"[\s.;:,…/]*$")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# A power or a unit before raised digits: 10³, m², km²; never a footnote mark.
_POWER = re.compile(r"(?:\d|(?<![^\W\d_])(?:k|c|d|m|μ|µ)?m)$", re.IGNORECASE)
# What else has powers or masses where no note is meant: a letter alone (x², s², R²), "ft", a chemical symbol (Co⁶⁰).
_SYMBOL = re.compile(r"(?<![^\W_])(?:[A-Za-zα-ωΑ-Ω]|ft|ha|[A-Z][a-z])$")
_IN_TURN = re.compile(r"(\d{1,2})\s?[.)](?!\d)\s*(?=\S)")
# The number that staff type before a task: "1.", "2)", "(3)", "4/", "5 -", "1.1.", "II."; never a figure ("1.000 cơ
# sở", "3 - 5 đề tài") or a day ("15/02").
_NUMBERING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\s?[.)](?!\d)|\(\d{1,2}\)|\d{1,2}\s?[/–-](?=\s)(?!\s*\d)|[IVX]{1,4}\.(?=\s))\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note as typed: its marker (0 without one) and its text."""

    marker: int
    text: str


def split_notes(text: str) -> tuple[NoteText, ...]:
    """Return the notes of a Chú thích cell: a line that begins "[n]" starts one, other lines go on."""
    notes: list[NoteText] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        for marker, words in _marked_pieces(line):
            if marker is None and notes:
                notes[-1] = NoteText(notes[-1].marker, f"{notes[-1].text} {words}")
            else:
                notes.append(NoteText(marker or 0, words))
    return tuple(notes)


def starts_note(text: str) -> bool:
    """True where a text is a note that was typed into its own row ("[2] Công văn số …", "² Công văn …")."""
    return bool(_NOTE_LINE.match(text) or _RAISED_LINE.match(text))


def split_paragraphs(text: str) -> tuple[tuple[Style | None, str], ...]:
    """Return the paragraphs of a cell with the style that their own mark gives (None: none).

    A line break followed by a mark begins a paragraph, and so do lines numbered 1, 2 and on, which keep their numbers;
    other line breaks were made by hand and are joined.
    """
    lines = list(filter(None, map(str.strip, text.split("\n"))))
    numbered = _in_turn(lines)
    paragraphs: list[tuple[bool, str]] = []
    for at, line in enumerate(lines):
        if not paragraphs or at in numbered or _ITEM.match(line):
            paragraphs.append((at in numbered, line))
        else:
            in_turn, before = paragraphs[-1]
            paragraphs[-1] = in_turn, f"{before} {line}"
    return tuple(("paragraph", text) if in_turn else _unmarked(text) for in_turn, text in paragraphs)


def _in_turn(lines: list[str]) -> frozenset[int]:
    """Return which lines are numbered 1, 2 and on; a single number may be anything."""
    found: list[int] = []
    for at, line in enumerate(lines):
        number = _IN_TURN.match(line)
        if number and int(number[1]) == len(found) + 1:
            found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()


def split_tasks(text: str) -> tuple[str, ...]:
    """Return the tasks of a plan's cell without their bullets and numbers; a line with either begins a task.

    A line that ends with ":" keeps the list below it: one task, written on in one line.
    """
    tasks: list[str] = []
    own = listed = ""  # how the task is marked, and how the items of its list are
    for line in filter(None, map(str.strip, text.split("\n"))):
        mark = _mark_of(line)
        if tasks and mark and tasks[-1].endswith(":") and not listed:
            listed = mark
            tasks[-1] = f"{tasks[-1]} {_bare(line)}"
        elif tasks and mark and mark == listed and (mark != own or tasks[-1][-1] in ";,"):
            tasks[-1] = f"{tasks[-1] if tasks[-1][-1] in ';,.:' else tasks[-1] + ';'} {_bare(line)}"
        elif tasks and not mark:
            tasks[-1] = f"{tasks[-1]} {line}"
        else:
            tasks.append(_bare(line))
            own, listed = mark, ""
    return tuple(tasks)


def _mark_of(line: str) -> str:
    """Return the kind of a line's bullet or number, alike for "1." and "12.", "" where it has none."""
    found = _ITEM.match(line) or _NUMBERING.match(line)
    return re.sub(r"[a-zđ](?=\))", "a", re.sub(r"\d+|[IVX]+", "1", found[0].strip())) if found else ""


def _bare(line: str) -> str:
    return _unnumbered(_unmarked(line)[1])


def spans_of(text: str, notes: frozenset[int], figure: Callable[[str], str | None]) -> tuple[Span, ...]:
    """Return a paragraph as spans: "[n]" and raised n become NoteRefs, "{MÃ}" becomes a Value where `figure` knows it.

    `notes` are the markers of the row's notes. Raised digits are a mark where such a note stands, or behind a word:
    printed as typed they would look like another row's footnote. Powers and units (10³, m²) never are one.
    """
    spans: list[Span] = []
    at = 0
    for found in _MARK.finditer(text) if _BEGINS_MARK.search(text) else ():
        span = _span(found, notes, figure, text)
        if span is None:
            continue
        if found.start() > at:
            spans.append(Text(text[at : found.start()]))
        spans.append(span)
        at = found.end()
    if at < len(text):
        spans.append(Text(text[at:]))
    return tuple(spans)


def filled(text: str, figure: Callable[[str], str | None]) -> str:
    """Return a note's text with each "{MÃ}" that `figure` knows filled in; what it does not know stays."""
    return _CODE.sub(lambda found: figure(found[1].upper()) or found[0], text)


def with_last_note(spans: tuple[Span, ...], marker: int) -> tuple[Span, ...]:
    """Return the spans with a NoteRef at the end of the text, before its full stop."""
    if not spans or not isinstance(spans[-1], Text):
        return (*spans, NoteRef(marker))
    last = spans[-1].text
    cut = _END.search(last)
    at = cut.start() if cut else len(last)
    tail = (Text(last[at:]),) if at < len(last) else ()
    head = (Text(last[:at]),) if at else ()
    return (*spans[:-1], *head, NoteRef(marker), *tail)


def _marked_pieces(line: str) -> list[tuple[int | None, str]]:
    pieces: list[tuple[int | None, str]] = []
    starts = list(_NOTE_START.finditer(line))
    if not starts or line[: starts[0].start()].strip():
        head = line[: starts[0].start()] if starts else line
        pieces.append((None, head.strip()))
    for at, found in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(line)
        pieces.append((int(found[1]), line[found.end() : end].strip()))
    return pieces


def _unmarked(paragraph: str) -> tuple[Style | None, str]:
    found = _BULLET.match(paragraph)
    if found and not re.match(r"[-–+]\d", paragraph):
        return "bullet", paragraph[found.end() :]
    return None, paragraph


def _unnumbered(task: str) -> str:
    found = _NUMBERING.match(task)
    return task[found.end() :] if found else task


def _span(found: re.Match[str], notes: frozenset[int], figure: Callable[[str], str | None], text: str) -> Span | None:
    if found[1]:
        return NoteRef(int(found[1]))
    if found[2]:
        value = figure(found[2].upper())
        return None if value is None else Value(found[2].upper(), value)
    marker = int(found[3].translate(_RAISED))
    before = text[: found.start()]
    if _POWER.search(before) or not (marker in notes or _is_behind_word(before, text[found.end() :])):
        return None
    return NoteRef(marker)


def _is_behind_word(before: str, after: str) -> bool:
    return before[-1:].isalpha() and not after[:1].isalpha() and not _SYMBOL.search(before)
