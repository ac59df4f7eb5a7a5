"""What a footnote lists: numbered pieces, names, or documents of one kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sheets.text import fold
from sync.normalise.citations import find_citations
from sync.reading.nouns import kind_of
from sync.reading.quantities import begins_with

_NUMBERED = re.compile(r"(?:^|[\s;:,.])\((\d{1,2})\)\s|(?:^|[;:.]\s|\n)(\d{1,2})[.)]\s(?=[A-ZĐÀ-Ỹ])")
_HIDE = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^()]*\)")
_DASH = re.compile(r"(?:^|\n|[;.]\s+)\s*[-–+•]\s+")
_ORGANISATION = re.compile(
    r"(?:Công ty|Cơ sở|Hợp tác xã|HTX|Doanh nghiệp|DNTN|Hộ|Trường|Trung tâm|Bệnh viện|Ban|Chi nhánh|Tổng [Cc]ông ty"
    r"|Nhà máy|Viện|Sở|Phòng|Cục|Chi cục|UBND|Trạm|Cửa hàng|Nhà thuốc|Phòng khám|Quầy|Đại lý|Nhà hàng|Khách sạn"
    r"|Cây xăng|Siêu thị|Tiệm|Quán|Nhà nghỉ|Xưởng|Trang trại|Lò|Cửa hiệu|Ngân hàng|Quỹ)\b"
)
_DOCUMENT = re.compile(
    r"(?:Theo )?(?:Kế hoạch|Quyết định|Công văn|Báo cáo|Tờ trình|Thông báo|Nghị quyết|Hợp đồng|Giấy mời|Thông tư"
    r"|Văn bản|Nghị định|Luật|Biên bản|Giấy phép|Giấy chứng nhận|Chỉ thị|Kết luận|Hướng dẫn|Căn cứ)\b"
)
_PERSON = re.compile(r"(?:ông|bà|anh|chị|em|cháu|đồng chí|đ/c|bác sĩ|thạc sĩ|tiến sĩ|hộ ông|hộ bà)\s+[A-ZĐÀ-Ỹ]")
_PLACES = frozenset({"province", "district", "commune", "village"})
_PLACES_LEAD = re.compile(
    r"(?:(?:gồm|bao gồm|tại|cụ thể|đó là)\s*:?\s*)*(?:các [^:,;A-Z]{1,40}(?::|(?= [A-ZĐÀ-Ỹ])))?\s*", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:(?:[Hh]uyện|[Tt]hành phố|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|[Tt]ỉnh|[Tt]hôn|[Kk]hu phố|TP\.?)\s+)?"
    r"[A-ZĐÀ-Ỹ][^\W_]*(?:(?: | - |-)[A-ZĐÀ-Ỹ\d][^\W_]*){0,5}"
)
_BESIDE = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+")
_BETWEEN = re.compile(r"[^;,.()]{0,120}?\s*[;,\n.]\s*(?:và\s+)?(?:[-–+•]\s*|\(?\d{1,2}[.)]\s*)?|\s+và\s+")
_BEFORE = re.compile(r"\s*(?:[-–+•]\s*|\(?\d{1,2}[.)]\s*)?")
_VERB = re.compile(r"\b(?:đã|được|sẽ|đang|có|là|theo|do|vì|nhằm|gồm)\b|:")
_LONG = 12
_OPEN_END = re.compile(r"…|\.\.\.|\bv\.\s?v|\bvà (?:các|một số|nhiều|những)\b", re.IGNORECASE)


def items_of_note(note: str, head: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a note lists, () where it is no list of what `head` counts."""
    if _OPEN_END.search(note):
        return ()
    numbered = _numbered(note)
    if numbered and all(numbered):  # "(1) 03 (2) ": an item is missing, and nothing is counted
        return numbered
    pieces = _split(note, ";")
    if len(pieces) >= 2 and all(begins_with(piece, head) for piece in pieces):
        return pieces
    cited = find_citations(note)
    if cited:
        return _documents(note, head, [(c.kind or "", c.start, c.end) for c in cited])
    if kind_of(head) in _PLACES and (places := _places(note)):
        return places
    dashed = tuple(piece.strip(" ;.") for piece in _DASH.split(note) if piece.strip(" ;.")) if _DASH.match(note) else ()
    if len(dashed) >= 2:
        return dashed
    if len(pieces) >= 2:
        return pieces if _names_all(pieces, head) else ()
    commas = _split(note, ",")
    begun = [piece for piece in commas if begins_with(piece, head)]
    alike = (
        begun,
        [p for p in commas if names_a_thing(p)],
        [p for p in commas if _ORGANISATION.match(p)],
        [p for p in commas if _PERSON.match(p.lower()[:1] + p[1:])],
    )
    if len(commas) >= 2 and any(len(some) == len(commas) for some in alike):
        return commas
    return ()


def _places(note: str) -> tuple[str, ...]:
    """Return the places that a note names and nothing else: "Huyện Ninh Phước, Ninh Sơn và thành phố Phan Rang"."""
    lead = _PLACES_LEAD.match(note)
    pieces = tuple(_BESIDE.split(note[lead.end() if lead else 0 :].strip(" .;")))
    return pieces if len(pieces) >= 2 and all(_PLACE.fullmatch(piece) for piece in pieces) else ()


def names_a_thing(piece: str) -> bool:
    """True of a noun and a name behind it, and nothing else: "táo sấy Thành Ý", "cầu Phước Bình"."""
    words = [word for word in piece.split() if word not in {"-", "–"}]
    small = next((at for at, word in enumerate(words) if at and word[0].isupper()), 0)
    noun, name = words[:small], words[small:]
    plain = all(word.isalpha() or "-" in word for word in words) and all(word.islower() for word in noun[1:])
    return 1 <= len(noun) <= 7 and plain and all(word[0].isupper() for word in name)


def _documents(note: str, head: tuple[str, ...], cited: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    kinds = {fold(kind) for kind, _, _ in cited}
    if head[:2] == ("văn", "bản") and len(cited) >= 2:  # documents of every kind, one beside the other
        between = [note[one[2] : other[1]] for one, other in pairwise(cited)]
        beside = all(_BETWEEN.fullmatch(gap) for gap in between) and _BEFORE.fullmatch(note[: cited[0][1]])
        return tuple(note[start:end] for _, start, end in cited) if beside else ()
    same = len(kinds) == 1 and bool(head) and _is_kind(next(iter(kinds)), head)
    return tuple(note[start:end] for _, start, end in cited) if same and len(cited) >= 2 else ()


def documents_by_kind(note: str, heads: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the documents of each counted kind that a note cites, () where it cites or tells of anything else."""
    cited = find_citations(note)
    between = [note[one.end : other.start] for one, other in pairwise(cited)]
    if len(cited) < len(heads) or not all(_BETWEEN.fullmatch(gap) for gap in between):
        return ()
    if _OPEN_END.search(note) or not _BEFORE.fullmatch(note[: cited[0].start]):
        return ()
    of_kinds = tuple(
        tuple(note[c.start : c.end] for c in cited if c.kind and _is_kind(fold(c.kind), head)) for head in heads
    )
    return of_kinds if sum(map(len, of_kinds)) == len(cited) and all(of_kinds) else ()


def _is_kind(kind: str, head: tuple[str, ...]) -> bool:
    """True where a document's kind is what is counted: "giấy phép", and "văn bản" for every kind."""
    return kind.split(" ")[:2] == list(head[:2]) or (kind_of(head) == "document" and head[:2] == ("văn", "bản"))


def _names_all(pieces: Sequence[str], head: tuple[str, ...]) -> bool:
    begun = [piece for piece in pieces if begins_with(piece, head)]
    if begun:
        return all(piece in begun or _ORGANISATION.match(piece) for piece in pieces)
    if pieces[0][0].isupper() and all(_plain_name(piece) for piece in pieces):
        return True  # "Xe ô tô; máy phát điện; hệ thống điều hòa": written on like a sentence
    return all(
        (piece[0].isupper() or piece[0] in '“"' or _PERSON.match(piece)) and not _DOCUMENT.match(piece)
        for piece in pieces
    )


def _plain_name(piece: str) -> bool:
    """True of a short piece that says no sentence and cites nothing."""
    return len(piece.split()) <= _LONG and not _DOCUMENT.match(piece) and not _VERB.search(piece)


def _numbered(note: str) -> tuple[str, ...]:
    marks = list(_NUMBERED.finditer(note))
    numbers = [int(m[1] or m[2]) for m in marks]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or note[: marks[0].start()].strip():
        return ()
    ends = [m.start() for m in marks[1:]] + [len(note)]
    return tuple(note[m.end() : end].strip(" ;.") for m, end in zip(marks, ends, strict=True))


def _split(text: str, sign: str) -> tuple[str, ...]:
    """Return the pieces between signs that stand outside quotation marks and brackets."""
    hidden = _HIDE.sub(lambda m: "\u2063" * len(m[0]), text)
    cuts = [-1, *(at for at, c in enumerate(hidden) if c == sign), len(text)]
    pieces = (re.sub(r"^và\s+", "", text[a + 1 : b].strip(" .;,\n")) for a, b in pairwise(cuts))
    return tuple(piece for piece in pieces if piece)
