"""Numbers and the lists that name what they count: in the sentence, numbered, in a bracket, after "là"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sync.model.sentences import Listed, Quantity
from sync.normalise.searching import UPPER
from sync.reading.addresses import OPENER, with_addresses
from sync.reading.joints import HIDDEN, QUIET, Stretch
from sync.reading.notelists import items_of_note, names_a_thing
from sync.reading.nouns import kind_of
from sync.reading.quantities import begins_with, head_of, same_head

_NUMBERED = re.compile(rf"(?:^|[\s;:,.])\((\d{{1,2}})\)\s|(?:^|[;:]\s)(\d{{1,2}})[.)]\s(?=[{UPPER}])")
_OPENS = re.compile(
    r"(?P<words>(?:[^.;:,()\d]|,(?=\s(?:thành phố|phường|thị trấn|thị xã|huyện|ngành|địa phương|cá nhân)\b)){1,90}?)"
    r"(?:,\s*)?(?P<by>\s*(?:như sau|sau đây|sau|cụ thể|gồm có|bao gồm|gồm|đó là|là)\s*:"
    r"|\s*:|\s(?:bao gồm|gồm có|gồm|đó là|là)(?=\s))\s*"
)
_BEFORE_MARK = re.compile(r"\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,9}\s*$")
_NO_LIST = re.compile(r"^(?:do|để|của|những|các|một|từ|theo|trong|vì|không|việc)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"…|\.\.|\bv\.\s?v|\bvân vân\b|\bvà (?:các|một số|nhiều|những)\b|\bnhư\s*$", re.IGNORECASE)
_LOWEROPENER = re.compile(
    r"(?:đồng chí|đ/c|ông|bà|anh|chị|xã|phường|huyện"
    rf"|thành phố|thị trấn|thị xã|thôn|tỉnh|chợ|công ty|trường|dự án)\s[{UPPER}]"
)
# What the second half of an agency's name is, never an agency of its own: "Sở Giáo dục và Đào tạo".
_SECOND_HALF = re.compile(
    r"(?:Đào tạo|ĐT|Phát triển nông thôn|PTNT|Môi trường|MT|Công nghệ|CN|Truyền thông|TT|Du lịch|DL|Thể thao|Xã hội|XH"
    r"|Đầu tư|Gia đình|Trẻ em|Hạ tầng|Kế hoạch|Thương binh|Dân vận|Tôn giáo|Đổi mới sáng tạo)\b"
)
# What follows another word behind a comma in one name: "cán bộ, công chức", "tổ chức, cá nhân", "sở, ban, ngành".
_COMPANION = re.compile(
    r"(?:công chức|viên chức|người lao động|cá nhân|đơn vị|địa phương|ngành|đoàn thể|doanh nghiệp|thị xã|thị trấn|chống"
    r"|chữa cháy|cứu nạn|tố cáo|kiến nghị|phản ánh)\b"
)
_PLACES = frozenset({"province", "district", "commune", "village"})
_NAME = re.compile(rf"(?:[{UPPER}][^\W_]*(?:-[^\W_]+)*|\d+|-|–)(?:\s+(?:[{UPPER}][^\W_]*|\d+|-|–))*")
_NAMED_AT_ONCE = re.compile(  # "tại 03 xã Phước Hà, Nhị Hà và Phước Minh": up to where a sentence ends or goes on
    r" (?:xã|huyện|tỉnh|phường|thôn) (?P<names>"
    rf"(?:[{UPPER}][^\W\d_]*)(?: [{UPPER}][^\W\d_]*){{1,3}}"
    rf"(?:(?:, | và )(?:[{UPPER}][^\W\d_]*)(?: [{UPPER}][^\W\d_]*){{1,3}})+)(?=[.;:(]|$| [a-zđà-ỹ]| \()(?! và )"
)
_COMMA = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+|\s*;\s*(?:và\s+)?")
_LONG = 14
_ORDINAL = re.compile(r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám) là\b|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)\b", re.IGNORECASE)
# Nouns whose names are one to three words each: "04 hạng mục: san nền, cấp nước, thoát nước, chiếu sáng".
_ENUMERATED = frozenset(
    {"hạng mục", "sản phẩm", "mặt hàng", "cây trồng", "vật nuôi", "loại cây", "loại bệnh", "nghề"}
    | {"thiết bị", "loại máy", "dụng cụ", "vật tư", "môn", "bộ môn", "loài", "giống", "loại hình", "món ăn", "tiết mục"}
    | {"giải", "lĩnh vực", "nội dung", "chuyên đề", "bộ môn", "môn thi", "nhóm hàng", "ngành nghề", "dịch vụ"}
)

_ONLY_COUNT = re.compile(r"\s*\d+ [^\W\d_]+(?: [^\W\d_]+)?\s*")
_SEVERAL_OF = re.compile(rf"\bcác (?P<noun>[a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?)\s*:?\s+(?P<names>[{UPPER}][^.;:()\d]{{3,300}})$")


@dataclass(frozen=True, slots=True)
class _Names:
    items: tuple[str, ...]
    most: int


def lists_of(text: str, found: Sequence[Stretch], notes: Sequence[tuple[int, str]]) -> Iterator[Listed]:
    """Yield every number of a text with the list that names what it counts; `notes` are (place of the mark, text)."""
    brackets = {s.start - 1: s for s in found if s.owner is not None}
    for stretch in found:
        for at, quantity in enumerate(stretch.quantities):
            if not _counts(quantity):
                continue
            until = stretch.quantities[at + 1].start if at + 1 < len(stretch.quantities) else stretch.end
            names = _in_sentence(text, stretch, quantity, until) or _in_bracket(stretch, quantity, brackets)
            if names:
                yield Listed(quantity, names.items, names.most)
        yield from _counted_behind(stretch)
    for place, note in notes:
        counted = _marked(text, found, place)
        items = items_of_note(note, counted.head) if counted else ()
        if counted and items:
            yield Listed(counted, items, len(items))


def _counted_behind(stretch: Stretch) -> Iterator[Listed]:
    """Yield "tại các huyện Ninh Sơn, Bác Ái và Thuận Bắc (03 huyện)": the bracket counts the names before it."""
    only = stretch.quantities[0] if stretch.owner is not None and len(stretch.quantities) == 1 else None
    if only is None or not _counts(only) or not _ONLY_COUNT.fullmatch(stretch.shown) or stretch.owner is None:
        return
    before = stretch.owner.between(stretch.owner.start, stretch.start - 1)
    opened = _SEVERAL_OF.search(before)
    if opened is None or not begins_with(opened["noun"], only.head) or kind_of(only.head) not in _PLACES:
        return
    pieces, _ = _pieces(before[opened.start("names") :])
    if len(pieces) >= 2 and all(_NAME.fullmatch(piece) for piece in pieces):
        yield Listed(only, tuple(pieces), len(pieces))


def _counts(quantity: Quantity) -> bool:
    whole = quantity.value == int(quantity.value) and 1 <= quantity.value <= 300
    return quantity.unit is None and not quantity.approximate and whole and bool(quantity.head)


def _marked(text: str, found: Sequence[Stretch], place: int) -> Quantity | None:
    """Return the number that a note mark stands behind, with its noun and no sign between."""
    before = [q for stretch in found for q in stretch.quantities if q.end <= place]
    last = max(before, key=lambda q: q.start, default=None)
    if last is None or last.unit is not None or last.approximate or last.value != int(last.value):
        return None
    return last if _BEFORE_MARK.fullmatch(text, last.end, place) else None


def _in_sentence(text: str, stretch: Stretch, quantity: Quantity, until: int) -> _Names | None:
    shown = stretch.shown
    opened = _OPENS.match(shown, quantity.end - stretch.start, min(len(shown), until - stretch.start))
    if kind_of(quantity.head) in _PLACES and (named := _NAMED_AT_ONCE.match(shown, quantity.end - stretch.start)):
        names = tuple(name for name in _COMMA.split(named["names"]) if name)
        return _Names(names, len(names))
    if not opened or opened["words"].strip().startswith((HIDDEN, QUIET)):
        return None
    begin = stretch.start + opened.end()
    if numbered := numbered_items(text[begin : _numbered_end(text, stretch)]):
        return _Names(numbered, len(numbered))
    rest = stretch.between(begin, stretch.end)
    if _OPEN_END.search(rest) or (_NO_LIST.match(rest) and not _ORDINAL.match(rest)):
        return None
    colon = ":" in opened["by"]
    if ";" in rest:
        return _by_semicolon(rest, quantity) if colon or "gồm" in opened["by"] else None
    gom = "gồm" in opened["by"]
    return _by_comma(rest, quantity, short=not colon and "là" in opened["by"], colon=colon, gom=gom)


def _numbered_end(text: str, stretch: Stretch) -> int:
    """A numbered list goes on over full stops: to the end of the text where its sentence ends in the middle of it."""
    return len(text) if _NUMBERED.search(text, stretch.end) else stretch.end


def numbered_items(text: str) -> tuple[str, ...]:
    """Return the pieces of "(1) … (2) … (3) …", () unless they count from 1 one by one."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(m[1] or m[2]) for m in marks]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or text[: marks[0].start()].strip():
        return ()
    ends = [m.start() for m in marks[1:]] + [len(text)]
    items = tuple(text[m.end() : end].strip(" ;.") for m, end in zip(marks, ends, strict=True))
    return items if all(items) else ()


def _by_semicolon(rest: str, quantity: Quantity) -> _Names | None:
    pieces = split(rest, ";")
    if len(pieces) > 1 and all(_ORDINAL.match(piece) for piece in pieces):
        return _Names(pieces, len(pieces))
    begun = [piece for piece in pieces if begins_with(piece, quantity.head)]
    if len(begun) >= 2 and begun == list(pieces[: len(begun)]):
        return _Names(tuple(begun), len(begun))
    if len(pieces) < 2 or begun or any(_carries_number(piece) or counts_them(piece, quantity) for piece in pieces):
        return None
    capital = [piece[0].isupper() or piece[0] in '“"' for piece in pieces]
    if all(capital) or not any(capital):
        return _Names(pieces, len(pieces))
    return None


def counts_them(piece: str, quantity: Quantity) -> bool:
    """True where a piece says how many of the counted things it stands for: "karaoke 09 cơ sở"."""
    return any(same_head(head_of(piece, found.end()), quantity.head) for found in re.finditer(r"\d+(?= )", piece))


def _carries_number(piece: str) -> bool:
    return re.match(r"\d[\d.,]* [^\W\d]", piece) is not None


def _by_comma(rest: str, quantity: Quantity, *, short: bool, colon: bool = False, gom: bool = False) -> _Names | None:
    """Read names between commas: those that surely begin a new one are counted, the others may be."""
    pieces, joints = _pieces(rest)
    if _are_counts(pieces) or sum(_carries_number(piece) for piece in pieces) > 1:
        return None
    kept = _named(pieces, quantity)
    if len(kept) >= 2:
        return _counted(kept, joints, quantity)
    begun = [piece for piece in pieces if begins_with(piece, quantity.head)]
    if _are_counts(begun):
        return None
    if len(begun) >= 2 and begun[0] == pieces[0] and not short and not any(_carries_number(p) for p in pieces):
        return _Names(tuple(begun), len(pieces) - sum(_COMPANION.match(piece) is not None for piece in pieces))
    if colon and len(pieces) >= 2 and all(names_a_thing(piece) or _NAME.fullmatch(piece) for piece in pieces):
        sure = [piece for piece in pieces if piece[:1].islower()]
        return _Names(tuple(sure), len(pieces)) if sure[:1] == pieces[:1] else None
    firsts = {piece.split()[0] for piece in pieces if piece}
    if colon and len(pieces) >= 3 and len(firsts) == 1 and all(_is_short(piece) for piece in pieces):
        return _Names(tuple(pieces), len(pieces))
    enumerated = {" ".join(quantity.head[:n]) for n in (1, 2)} & _ENUMERATED
    if (colon or gom) and len(pieces) >= 3 and enumerated and not _OPEN_END.search(rest):
        bare = all(1 <= len(p.split()) <= 4 and p.islower() and not _hides(p) for p in pieces)
        return _Names(tuple(pieces), len(pieces)) if bare else None
    if short and kept == [] and len(pieces) >= 2 and len(rest) <= 120 and all(_is_short(p) for p in pieces):
        return _Names(tuple(pieces), len(pieces))
    return None


def _are_counts(pieces: Sequence[str]) -> bool:
    """ "mẫu nước 56, mẫu thực phẩm 48": how many of each, and no names like "lớp 1, lớp 2"."""
    ends = [int(found[1]) for piece in pieces if (found := re.search(r"[^\W\d_] (\d{1,4})$", piece))]
    return len(ends) == len(pieces) > 1 and ends != list(range(ends[0], ends[0] + len(ends)))


def _pieces(rest: str) -> tuple[list[str], list[str]]:
    cuts = list(_COMMA.finditer(rest))
    starts, ends = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(rest)]
    pieces = [rest[a:b].strip(" .") for a, b in zip(starts, ends, strict=True)]
    return with_addresses(pieces, ["", *(c[0].strip() for c in cuts)])


def _named(pieces: Sequence[str], quantity: Quantity) -> list[str]:
    """Return the first pieces, as far as they are names; [] where the first is none or one of them counts."""
    kept: list[str] = []
    for piece in pieces:
        name = piece[:1].isupper() or piece[:1] in {"“", '"'} or _LOWEROPENER.match(piece)
        if not (name or (kept and begins_with(piece, quantity.head))):
            break
        kept.append(piece)
    whole = any(re.search(r"\d+ [^\W\d]", piece) or len(piece.split()) > _LONG for piece in kept)
    return [] if whole or (kept and not _fits(kept[0], quantity)) else kept


def _fits(piece: str, quantity: Quantity) -> bool:
    place = kind_of(quantity.head) in _PLACES
    return place or bool(OPENER.match(piece)) or bool(_LOWEROPENER.match(piece)) or begins_with(piece, quantity.head)


def _counted(kept: Sequence[str], joints: Sequence[str], quantity: Quantity) -> _Names | None:
    place = kind_of(quantity.head) in _PLACES and not OPENER.match(kept[0])
    sure: list[str] = []
    for piece, joint in zip(kept, joints, strict=False):
        firm = (
            place or bool(OPENER.match(piece)) or bool(_LOWEROPENER.match(piece)) or begins_with(piece, quantity.head)
        )
        if not sure or firm:
            sure.append(piece)
        else:
            sure[-1] = f"{sure[-1]} {joint} {piece}".replace(" ,", ",")
    halves = sum(_SECOND_HALF.match(piece) is not None for piece in kept[1:])
    return _Names(tuple(sure), len(kept) - halves) if len(kept) >= 2 else None


def _hides(piece: str) -> bool:
    return HIDDEN in piece or QUIET in piece


def _is_short(piece: str) -> bool:
    return 1 <= len(piece.split()) <= 6 and not any(c.isdigit() for c in piece) and not _hides(piece)


def _in_bracket(stretch: Stretch, quantity: Quantity, brackets: dict[int, Stretch]) -> _Names | None:
    """ "03 xã (Phước Hải, An Hải, Phước Dinh)": nothing but names, each of the kind that is counted."""
    at = stretch.shown.find("(", quantity.end - stretch.start)
    bracket = brackets.get(stretch.start + at) if at >= 0 else None
    if bracket is None or bracket.quantities or bracket.others:
        return None
    between = stretch.between(quantity.end, stretch.start + at)
    far = len(between) > (30 if "," in between else 70)
    if far or re.search(r"[;:.\d]", between) or _OPEN_END.search(bracket.shown):
        return None
    rest = re.sub(r"^\s*(?:gồm|bao gồm|gồm có|là)\s*:?\s*", "", bracket.shown)
    pieces, joints = _pieces(rest)
    if len(pieces) > 1 and all(begins_with(piece, quantity.head) for piece in pieces):
        return _Names(tuple(pieces), len(pieces))
    kept = _named(pieces, quantity)
    if len(kept) != len(pieces) or len(kept) < 2:
        return None
    if kind_of(quantity.head) in _PLACES and not all(_NAME.fullmatch(p) or _fits_name(p) for p in kept):
        return None
    names = _counted(kept, joints, quantity)
    return names if names and len(names.items) >= 2 else None


def _fits_name(piece: str) -> bool:
    return bool(OPENER.match(piece)) or bool(_LOWEROPENER.match(piece))


def split(text: str, sign: str) -> tuple[str, ...]:
    """Return the pieces between signs; `text` has its quotations and brackets hidden."""
    cuts = [-1, *(at for at, c in enumerate(text) if c == sign), len(text)]
    pieces = (re.sub(r"^(?:và|[-–+•])\s+", "", text[a + 1 : b].strip(" .,;\n")) for a, b in pairwise(cuts))
    return tuple(piece for piece in pieces if piece.strip(HIDDEN + QUIET))
