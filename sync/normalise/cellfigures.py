"""The figures of a cell, each with what stands behind it, and how several of them belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.figures import FIGURE
from sync.normalise.mending import mended
from sync.normalise.quantities import Quantity, values, weigh
from sync.normalise.shapes import is_code_tail
from sync.normalise.units import UNGLUED, measure_end, same, scaled

_GENERATION = re.compile(r"(?<=[^\W\d_]\s)[2-6][GD](?![^\W_])")
_REMARK = re.compile(r"\s*\(([^()]*)\)")
_LINKS = {
    **dict.fromkeys(("-", "–", "—", "÷", "~", "đến", "tới"), "range"),
    "/": "ratio",
    **dict.fromkeys(("x", "X", "×", "*"), "size"),
}
_LINK = re.compile(r"\s*(-|–|—|÷|~|(?<![^\W_])đến|(?<![^\W_])tới|/|x|X|×|\*)\s*$")
_MORE = re.compile(r"\+|trở (?:lên|xuống)", re.IGNORECASE)
_STOP = re.compile(
    r"[,;:!?]|\.\s|\s[-–]\s|(?<![^\W_])(?:đã|được|trong|của|cho|tại|và|với|so|trên|đạt|chiếm|tăng|giảm|mỗi|gồm|là|do|từ|để|nhằm|"
    r"theo|vào|còn|trước|sau)(?![^\W_])",
    re.IGNORECASE,
)
_PER = re.compile(r"0?1(?:0|\.000)*(?![\d,])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure of a cell and what stands behind it, up to the next figure."""

    figure: str
    tail: str


def pieces_of(text: str) -> tuple[str, list[Piece]]:
    """Return what stands before the first figure of `text`, and its figures.

    Digits in a word that begins with a letter, or behind one (m2), are no figure.
    """
    text = mended(text)
    spans = [found.span() for found in FIGURE.finditer(text) if not _in_word(text, found.start())]
    ends = [start for start, _ in spans[1:]] + [len(text)]
    pieces = [Piece(text[start:end], text[end:until]) for (start, end), until in zip(spans, ends, strict=bool(spans))]
    return text[: spans[0][0]].strip() if spans else text, pieces


def _in_word(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if start and _GENERATION.match(text, start):
        return True
    if before == "/" and (unit := re.search(r"[^\W\d_][^\d/]*/$", text[:start])):
        # A rate is one per 1, 10, 100 …: "350 người/1.000 dân"; "12 vụ/15 bị can" are two numbers.
        rate = _PER.match(text, start)
        return rate is not None and not re.match(rf"[\d.,]+ ?{re.escape(unit[0][:-1])}", text[start:])
    if before == "_" or (before.isalpha() and before not in "xX"):
        return True
    return text[text.rfind(" ", 0, start) + 1 :].lstrip("(\"'“[")[:1].isalpha()


def code_behind(piece: Piece) -> bool:
    """Return whether letters glued behind the figure make a code of it ("5G", "12a"): no unit, multiple or word."""
    glued = piece.tail.split(" ", 1)[0].rstrip(".,;:)")
    if not glued or glued[0] in "%‰(/°$€[+":
        return bool(re.match(r"/[A-ZĐ]{2}", glued))
    if glued[0] == "-" or glued[0] == ":":
        return len(glued) > 1
    if (measure_end(glued, 0) == len(glued) and glued not in UNGLUED) or scaled(glued).factor > 1:
        return False
    if re.match(r"[^\W\d_]+\d", glued) and measure_end(glued, 0) == 0:
        return True  # "3tr5", "12b4"
    return is_code_tail(piece.figure + glued) or len(glued) == 1 or glued[:1].isupper()


def typed_unit(tail: str) -> tuple[str | None, bool]:
    """Return the multiple and unit that `tail` begins with, as typed, and whether it says "or more"."""
    more = bool(_MORE.search(tail))
    tail = _MORE.sub("", tail)
    if (remark := _REMARK.match(tail)) and _is_unit(remark[1]):
        tail = remark[1]
    tail = _REMARK.sub("", tail).strip()
    stop = _STOP.search(tail)
    tail = (tail[: stop.start()] if stop else tail).strip(" .,;:-–\"'”“")
    return tail or None, more


def _is_unit(text: str) -> bool:
    return measure_end(text, 0) == len(text) or scaled(text).factor > 1


def relation(pieces: list[Piece]) -> str | None:
    """Return "range", "ratio" or "size" where the figures stand in one, else None."""
    if len(pieces) < 2:
        return None
    links = [_LINK.search(piece.tail) for piece in pieces[:-1]]
    kinds = {_LINKS[link[1]] if link else None for link in links}
    if len(kinds) > 1 or (len(pieces) > 2 and kinds != {"size"}):
        return None
    kind = kinds.pop()
    between = _LINK.sub("", pieces[0].tail).strip()
    if kind and between and not _is_unit(between) and not same(between, typed_unit(pieces[-1].tail)[0] or "?"):
        return None
    return kind


def parts_of(pieces: list[Piece], unit: str | None) -> tuple[Quantity, ...]:
    """Return each figure with its own unit, or with the last one's: "59 - 61 nghìn tỷ đồng"."""
    last = typed_unit(pieces[-1].tail)[0]
    own = [_LINK.sub("", piece.tail).strip() or last for piece in pieces[:-1]]
    return values(weigh(piece.figure, typed, unit) for piece, typed in zip(pieces, [*own, last], strict=True))
