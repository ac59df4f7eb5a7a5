"""Numbers and the lists that name what they count: in the sentence, numbered, in a note, after "là"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import Listed, Quantity
from sync.normalise.citations import find_citations

_NUMBERED = re.compile(r"(?:^|[\s;:,.])\((\d{1,2})\)\s|(?:^|[\s;:])(\d{1,2})[.)]\s(?=[A-ZĐÀ-Ỹ])")
_COLON = re.compile(r"[^.;:,()]{1,60}(?:\s+(?:như sau|sau|sau đây|gồm))?\s*:\s*")
_BEFORE_MARK = re.compile(r"\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,5}\s*$")
_IS = re.compile(r"\s+[^.;:,()\d]{2,40}?\s+là\s+(?!do\b|để\b|của\b|những\b|các\b)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^()]*\)")
_ORGANISATION = re.compile(
    r"^(?:Công ty|Cơ sở|Hợp tác xã|HTX|Doanh nghiệp|DNTN|Hộ|Trường|Trung tâm|Bệnh viện|Ban|Chi nhánh|Tổng Công ty"
    r"|Nhà máy|Viện)\b"
)
_END = re.compile(r"\.(?=\s|$)")


def lists_of(text: str, quantities: Sequence[Quantity], notes: Sequence[tuple[int, str]]) -> Iterator[Listed]:
    """Yield every number of a text with the list that names what it counts; `notes` are (place of the mark, text)."""
    for at, quantity in enumerate(quantities):
        if quantity.unit is not None or quantity.approximate or quantity.value != int(quantity.value):
            continue
        until = quantities[at + 1].start if at + 1 < len(quantities) else len(text)
        listed = _after_colon(text, quantity) or _after_is(text, quantity, until)
        if listed:
            yield Listed(quantity, listed)
    for place, note in notes:
        before = [q for q in quantities if q.end <= place]
        if before and before[-1].unit is None and not before[-1].approximate:
            counted = before[-1]
            if _BEFORE_MARK.fullmatch(text[counted.end : place]):
                items = items_of_note(note, counted.head)
                if items:
                    yield Listed(counted, items)


def items_of_note(note: str, head: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a note lists, () where it is no list of what `head` counts."""
    numbered = _numbered(note)
    if numbered:
        return numbered
    cited = find_citations(note)
    pieces = _split(note, ";")
    if cited:
        kinds = {fold(c.kind or "") for c in cited}
        same = len(kinds) == 1 and bool(head) and next(iter(kinds)).split(" ")[0] == head[0]
        return tuple(note[c.start : c.end] for c in cited) if same and len(cited) >= 2 else ()
    if len(pieces) >= 2:
        begun = [piece for piece in pieces if _begins(piece, head)]
        if begun and len(begun) < len(pieces):
            return ()
        return pieces if begun or all(piece[0].isupper() for piece in pieces) else ()
    commas = _split(note, ",")
    if len(commas) >= 2 and all(_ORGANISATION.match(piece) for piece in commas):
        return commas
    return ()


def _after_colon(text: str, quantity: Quantity) -> tuple[str, ...]:
    found = _COLON.match(text, quantity.end)
    if not found:
        return ()
    rest = text[found.end() :]
    numbered = _numbered(rest)
    if numbered:
        return numbered
    end = _END.search(_hidden(rest))
    rest = rest[: end.start()] if end else rest
    pieces = _split(rest, ";")
    if len(pieces) < 2:
        return ()
    begun = [piece for piece in pieces if _begins(piece, quantity.head)]
    if len(begun) >= 2 and begun == list(pieces[: len(begun)]):
        return tuple(begun)
    if not begun and all(piece[0].isupper() or piece[0] in '“"' for piece in pieces):
        return pieces
    return ()


def _after_is(text: str, quantity: Quantity, until: int) -> tuple[str, ...]:
    """ "03 sản phẩm là cửa đi bằng kim loại, đá dăm": short pieces up to the end of the sentence."""
    found = _IS.match(text, quantity.end, until)
    if not found:
        return ()
    end = _END.search(text, found.end())
    rest = text[found.end() : end.start() if end else len(text)]
    pieces = _split(re.sub(r"\s+và\s+", ", ", rest), ",")
    short = all(len(piece.split()) <= 6 and not any(c.isdigit() for c in piece) for piece in pieces)
    return pieces if len(pieces) >= 2 and short and ";" not in rest and len(rest) <= 160 else ()


def _numbered(text: str) -> tuple[str, ...]:
    """Return the pieces of "(1) … (2) … (3) …", () unless they count from 1 one by one."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(m[1] or m[2]) for m in marks]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or text[: marks[0].start()].strip():
        return ()
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return tuple(text[m.end() : end].strip(" ;.") for m, end in zip(marks, ends, strict=True))


def _split(text: str, sign: str) -> tuple[str, ...]:
    """Return the pieces between signs that stand outside quotation marks and brackets."""
    hidden = _hidden(text)
    cuts = [-1, *(at for at, c in enumerate(hidden) if c == sign), len(text)]
    pieces = (text[a + 1 : b].strip(" .;,\n") for a, b in pairwise(cuts))
    return tuple(piece for piece in pieces if piece)


def _hidden(text: str) -> str:
    return _QUOTED.sub(lambda m: "\u2063" * len(m[0]), text)


def _begins(piece: str, head: tuple[str, ...]) -> bool:
    words = fold(piece).split()
    return bool(head) and words[: min(2, len(head))] == list(head[:2])
