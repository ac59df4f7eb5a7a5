"""The words of a PDF in reading order, without page numbers; footnotes can be taken out of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from sheets.text import clean, fold
from sync.render.as_read import SignedError

MOST_WORDS = 30_000
_MOST_BYTES = 100 * 2**20
_MOST_PAGES = 500
_SAME_NOTE = 80  # per cent alike
_SHORT_NOTE = 20  # letters: a shorter one is found exactly or not at all
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NOTE_NUMBER = re.compile(r"^\W*\d{1,3}\s*")
_DRAFT = "dự thảo"
_PAGE_NUMBER = re.compile(r"\d{1,3}")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, folded, without signs."""
    return tuple(_WORD.findall(fold(text)))


def pdf_pages(pdf: bytes) -> list[str]:
    """Return the text of each page.

    Raises SignedError signed-not-pdf, signed-pdf-password, signed-pdf-broken or signed-too-big.
    """
    from pypdf import PdfReader  # wanted once a month
    from pypdf.errors import LimitReachedError

    if b"%PDF-" not in pdf[:1024]:
        raise SignedError("signed-not-pdf")
    if len(pdf) > _MOST_BYTES:
        raise SignedError("signed-too-big", f"{len(pdf)} bytes")
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SignedError("signed-pdf-password")
        if len(reader.pages) > _MOST_PAGES:
            raise SignedError("signed-too-big", f"{len(reader.pages)} pages")
        return [page.extract_text() for page in reader.pages]
    except SignedError:
        raise
    except LimitReachedError as error:
        raise SignedError("signed-too-big", str(error)) from error
    except Exception as error:  # a broken PDF breaks its reader in any way
        code = "signed-pdf-password" if "DependencyError" in type(error).__name__ else "signed-pdf-broken"
        raise SignedError(code, f"{type(error).__name__}: {error}") from error


def without_numbers(pages: Sequence[str]) -> str:
    """Return the lines of pages without those of page numbers, or the mark of a draft above them."""
    return "\n".join(line for page in pages for line in _lines(page, len(pages)))


def _lines(page: str, pages: int) -> list[str]:
    """A number alone at the edge of a page is the page's where there can be so many."""
    lines = [line for line in page.split("\n") if line.strip() and fold(line) != _DRAFT]
    for at in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[at].strip()) and int(lines[at]) <= pages:
            lines.pop(at)
    return lines


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the PDF, the piece between spaces that it stands in, and whether a line begins with it."""

    text: str
    piece: int
    opens_line: bool


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of a PDF in order, without its notes, and all pieces between spaces."""

    words: tuple[Word, ...]
    pieces: tuple[str, ...]
    hidden: frozenset[int]  # pieces that hold nothing but notes

    def shown(self, words: Sequence[Word]) -> str:
        """Return the text at some words, with the signs between them."""
        if not words:
            return ""
        span = range(words[0].piece, words[-1].piece + 1)
        return " ".join(self.pieces[at] for at in span if at not in self.hidden).strip("-–—• ")


@dataclass(slots=True)
class Letters:
    """The letters and digits of a PDF in one string: where a word or a line ends does not matter for finding a note."""

    pieces: tuple[str, ...]
    line_of: tuple[int, ...]
    folded: list[list[str]] = field(default_factory=list)
    at: list[tuple[int, int]] = field(default_factory=list)  # of each letter: its piece, its place there
    text: str = ""

    @classmethod
    def of(cls, text: str) -> Letters:
        """Return the letters of a text whose lines are those of the page."""
        lines = [line.split() for line in clean(text).split("\n")]
        made = cls(
            tuple(piece for line in lines for piece in line), tuple(n for n, line in enumerate(lines) for _ in line)
        )
        made.folded = [list(fold(piece)) for piece in made.pieces]
        made.at = [(p, n) for p, piece in enumerate(made.folded) for n, sign in enumerate(piece) if sign.isalnum()]
        made.text = "".join(made.folded[p][n] for p, n in made.at)
        return made

    def take(self, wanted: Sequence[str], text: str) -> str | None:
        """Take a note out and return its text as it stands there; None where it is not found.

        `wanted` are its number and its words; `text` is what it should say.

        Its number may have moved by a few, since notes were put in or taken out above. It may go on overleaf: then it
        stands in two stretches. Where its text was changed, the most alike stretch is it.
        """
        number, words = int(wanted[0]), wanted[1:]
        for moved in sorted(range(max(1, number - 3), number + 4), key=lambda one: abs(one - number)):
            parts = _letters_of((str(moved), *words))
            found = self._find(parts) or self._find_overleaf(parts)
            if found:
                self._take(found)
                return text
        letters = "".join(_letters_of(wanted))
        near = fuzz.partial_ratio_alignment(letters, self.text, score_cutoff=_SAME_NOTE)
        if near is None or len(letters) < _SHORT_NOTE:
            return None
        return _NOTE_NUMBER.sub("", self._take([range(near.dest_start, near.dest_end)]))

    def _find(self, parts: Sequence[str]) -> list[range]:
        wanted = "".join(parts)
        at = self.text.find(wanted)
        return [range(at, at + len(wanted))] if at >= 0 else []

    def _find_overleaf(self, parts: Sequence[str]) -> list[range]:
        for cut in range(len(parts) - 1, 1, -1):
            head = self._find(parts[:cut])
            if head:
                wanted = "".join(parts[cut:])
                at = self.text.find(wanted, head[0].stop)
                return [*head, range(at, at + len(wanted))] if at >= 0 else []
        return []

    def _take(self, places: Sequence[range]) -> str:
        signs = [self.at[n] for span in places for n in span]
        for p, n in signs:
            self.folded[p][n] = " "
        blank = "\0"  # is no letter of a note
        self.text = "".join(blank if self.folded[p][n] == " " else self.folded[p][n] for p, n in self.at)
        return " ".join(
            self._shown(p, [n for piece, n in signs if piece == p]) for p in dict.fromkeys(p for p, _ in signs)
        )

    def _shown(self, p: int, taken: Sequence[int]) -> str:
        """Return what was taken of a piece: notes that follow each other may be one piece ("2024.2")."""
        piece = self.pieces[p]
        if len(piece) != len(self.folded[p]):
            return piece
        rest = piece[taken[-1] + 1 :]
        return (
            piece[taken[0] : taken[-1] + 1]
            + rest[: next((n for n, sign in enumerate(rest) if sign.isalnum()), len(rest))]
        )

    def stream(self) -> Stream:
        """Return the words that are left."""
        words: list[Word] = []
        line = -1
        hidden = set()
        for p, piece in enumerate(self.folded):
            found = _WORD.findall("".join(piece))
            if not found and any(map(str.isalnum, self.pieces[p])):
                hidden.add(p)
            for word in found:
                words.append(Word(word, p, self.line_of[p] != line))
                line = self.line_of[p]
        if len(words) > MOST_WORDS:
            raise SignedError("signed-too-big", f"{len(words)} words")
        return Stream(tuple(words), self.pieces, frozenset(hidden))


def _letters_of(words: Iterable[str]) -> tuple[str, ...]:
    return tuple("".join(filter(str.isalnum, word)) for word in words)
