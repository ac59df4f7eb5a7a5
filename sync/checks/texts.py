"""The texts of a submission that are printed, each with its cell: what the checks of citations and language read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import groupby
from typing import Literal, TypeVar

from sheets.grid import Place
from sync.checks.notes import place_of
from sync.model.records import NoteRef, Origin, Submission
from sync.normalise.citation import Citation, Identity
from sync.normalise.citations import find_citations

Role = Literal["result", "note", "plan", "reason", "annex"]
T = TypeVar("T")
MARK = "\u2063"  # stands where a footnote mark stood: no letter, no digit, no space


@dataclass(frozen=True, slots=True)
class Passage:
    """One text and its cell; `row` is the number of the activity, plan item or carried item that it belongs to."""

    text: str
    place: Place | None
    role: Role
    row: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as one passage cites it."""

    citation: Citation
    passage: Passage

    @property
    def written(self) -> str:
        """The citation as it was typed, on one line."""
        return " ".join(self.passage.text[self.citation.start : self.citation.end].split())

    @property
    def before(self) -> str:
        """What stands before the citation in its passage."""
        return self.passage.text[: self.citation.start]


def once(read: Callable[[Submission], Iterator[T]]) -> Callable[[Submission], tuple[T, ...]]:
    """Return `read` with what it found in the last two submissions remembered: the checks ask one after the other."""
    kept: tuple[tuple[Submission, tuple[T, ...]], ...] = ()

    @wraps(read)
    def told(submission: Submission) -> tuple[T, ...]:
        nonlocal kept
        for known, found in kept:
            if known is submission:
                return found
        found = tuple(read(submission))
        kept = ((submission, found), *kept[:1])
        return found

    return told


@once
def passages(submission: Submission) -> Iterator[Passage]:
    """Yield results, each followed by its notes, then the new plan, then the reasons of the carried plan."""
    for row, activity in enumerate(submission.activities):
        yield Passage(activity.text, place_of(activity.origin), "result", row)
        yield from (Passage(note.text, place_of(note.origin), "note", row) for note in activity.notes)
    for row, item in enumerate(submission.plan):
        yield Passage(item.text, place_of(item.origin), "plan", row)
    for row, carried in enumerate(submission.carried):
        if carried.reason:
            yield Passage(carried.reason, place_of(carried.origin), "reason", row)


@once
def annex_texts(submission: Submission) -> Iterator[Passage]:
    """Yield the texts of the annexes, cell by cell: names and short remarks, of which none is a sentence."""
    for row, entry in enumerate(submission.annex_rows):
        told = (field for field in entry.fields if field.text and field.value is None)
        yield from (Passage(field.text, place_of(field.origin), "annex", row) for field in told)


@once
def whole_cells(submission: Submission) -> Iterator[Passage]:
    """Yield the same texts, but the paragraphs of one cell joined: a bracket may open in one and close in the next.

    A footnote mark is kept as MARK, so that what stood on both sides of it is not glued together.
    """
    marked = ((a.origin, _marked(a.spans, a.text)) for a in submission.activities)
    for row, (origin, parts) in enumerate(groupby(marked, key=lambda pair: pair[0])):
        yield Passage("\n".join(text for _, text in parts), place_of(origin), "result", row)
    yield from _whole_notes(submission)
    yield from (passage for passage in passages(submission) if passage.role in {"plan", "reason"})


def _marked(spans: tuple[object, ...], text: str) -> str:
    if not any(isinstance(span, NoteRef) for span in spans):
        return text
    return "".join(MARK if isinstance(s, NoteRef) else getattr(s, "text", "") for s in spans)


def _whole_notes(submission: Submission) -> Iterator[Passage]:
    for row, activity in enumerate(submission.activities):
        cells: dict[Origin, list[str]] = {}
        for note in activity.notes:
            cells.setdefault(note.origin, []).append(note.text)
        yield from (Passage("\n".join(texts), place_of(at), "note", row) for at, texts in cells.items())


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Citation, ...]:
    """Return the documents that `text` cites; each text is read once, however many checks ask."""
    found = _found_elsewhere.pop(text, None)
    return tuple(find_citations(text)) if found is None else found


def found_elsewhere(cited: Mapping[str, Iterable[tuple[Citation, Identity | None]]]) -> None:
    """Take over the `citations` of texts from the process that has read them."""
    if len(_found_elsewhere) > _MOST_TEXTS:
        _found_elsewhere.clear()
    _found_elsewhere.update((text, tuple(one for one, _ in found)) for text, found in cited.items())


_found_elsewhere: dict[str, tuple[Citation, ...]] = {}
_MOST_TEXTS = 16384


@once
def cited(submission: Submission) -> Iterator[Cited]:
    """Yield every document that a submission cites by number, in the order of its passages."""
    for passage in passages(submission):
        yield from (Cited(citation, passage) for citation in citations(passage.text) if citation.number)
