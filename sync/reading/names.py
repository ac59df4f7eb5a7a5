"""Names between commas or semicolons: which pieces of a sentence surely name another thing, and which may."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sync.model.sentences import Quantity
from sync.normalise.searching import UPPER
from sync.reading.addresses import LOWER_OPENER, OPENER, with_addresses
from sync.reading.joints import HIDDEN, QUIET
from sync.reading.notelists import names_a_thing
from sync.reading.nouns import holds_others, kind_of
from sync.reading.quantities import begins_with, head_of, same_head

OPEN_END = re.compile(r"…|\.\.|\bv\.\s?v|\bvân vân\b|(?:\bvà|,) (?:các|một số|nhiều|những)\b|\bnhư\s*$", re.IGNORECASE)
# What the second half of an agency's name is, never an agency of its own: "Sở Giáo dục và Đào tạo".
_SECOND_HALF = re.compile(
    r"(?:Đào tạo|ĐT|Phát triển nông thôn|PTNT|Môi trường|MT|Công nghệ|CN|Truyền thông|TT|Du lịch|DL|Thể thao|Xã hội|XH"
    r"|Đầu tư|Gia đình|Trẻ em|Hạ tầng|Kế hoạch|Thương binh|Dân vận|Tôn giáo|Đổi mới sáng tạo)\b"
)
# What follows another word behind a comma in one name: "cán bộ, công chức", "tổ chức, cá nhân", "sở, ban, ngành".
_COMPANION = re.compile(
    r"(?:công chức|viên chức|người lao động|cá nhân|đơn vị|địa phương|ngành|đoàn thể|doanh nghiệp|thị xã|thị trấn|chống"
    r"|chữa cháy|cứu nạn|tố cáo|kiến nghị|phản ánh|(?:với )?tổng (?:cộng|số)|cộng|mỗi)\b"
)
PLACES = frozenset({"province", "district", "commune", "village"})
NAME = re.compile(rf"(?:[{UPPER}][^\W_]*(?:-[^\W_]+)*|\d+|-|–)(?:\s+(?:[{UPPER}][^\W_]*|\d+(?:\.\d+)?|-|–))*")
COMMA = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+|\s*;\s*(?:và\s+)?")
_OF_EACH = re.compile(r"[^\W\d_] \d{1,2}(?: có| gồm| là|:) \d")  # "đối tượng 2 có 04 người": how many, no name
_DATED = re.compile(r"(?:từ )?(?:sáng |chiều )?ngày \d{1,2}(?:[-–/]|\s)")
_MEASURED = re.compile(r"\d[\d.,]*\s?(?:%|tỷ|triệu|nghìn|đồng|ha|tấn|km|lượt)\b|\d\s?%")
_IS_PLACE = re.compile(r"thành phố|thị xã|tỉnh|trung ương")
_OTHER_PLACE = re.compile(r"thành phố|thị xã|phường|thị trấn|xã|huyện(?= )")
_CODE = re.compile(rf"[{UPPER}\d.-]*\d[{UPPER}\d.-]*")  # "gói XL01, XL02"
_CITED = re.compile(rf"[{UPPER}][^\d(]{{2,40}} số:? ?\d+\s?[/-]")
_LONG = 14
_SHORT = 9
_QUOTES = '“"‘«'
_TITLE = re.compile(
    r"(?:Giám đốc|Phó|Trưởng|Chủ tịch|Bí thư|Chánh|Ủy viên|Uỷ viên|Chuyên viên|Hiệu trưởng|Thủ trưởng|Tổ trưởng"
    r"|Chi cục trưởng|Cục trưởng|Thường trực|Đội trưởng|Kế toán|Đại tá|Thượng tá|Thành viên|Viện trưởng|Chủ nhiệm)\b"
)
ORDINAL = re.compile(r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám) là\b|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)\b", re.IGNORECASE)
# Nouns whose names are one to three words each: "04 hạng mục: san nền, cấp nước, thoát nước, chiếu sáng".
_ENUMERATED = frozenset(
    {"hạng mục", "sản phẩm", "mặt hàng", "cây trồng", "vật nuôi", "loại cây", "loại bệnh", "nghề"}
    | {"thiết bị", "loại máy", "dụng cụ", "vật tư", "môn", "bộ môn", "loài", "giống", "loại hình", "món ăn", "tiết mục"}
    | {"giải", "lĩnh vực", "nội dung", "chuyên đề", "bộ môn", "môn thi", "nhóm hàng", "ngành nghề", "dịch vụ"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names that surely are each a thing of its own, and how many things they may be at most."""

    items: tuple[str, ...]
    most: int


def by_semicolon(rest: str, quantity: Quantity) -> Names | None:
    """Read names between semicolons."""
    pieces = split(rest, ";")
    if len(pieces) > 1 and all(ORDINAL.match(piece) for piece in pieces):
        return Names(pieces, len(pieces))
    begun = [piece for piece in pieces if begins_with(piece, quantity.head)]
    if len(begun) >= 2 and begun == list(pieces[: len(begun)]):
        several = sum(begins_with(more, quantity.head) for piece in begun for more in re.split(r",\s+", piece)[1:])
        return Names(tuple(begun), len(begun) + several)
    dated = [piece for piece in pieces if _DATED.match(piece)]
    if kind_of(quantity.head) == "event" and len(dated) >= 2 and dated[0] == pieces[0]:
        return Names(tuple(dated), len(dated))
    if (
        len(pieces) < 2
        or begun
        or sum(_MEASURED.search(piece) is not None for piece in pieces) > 1
        or any(_carries_number(piece) or counts_them(piece, quantity) for piece in pieces)
        or any(_are_counts(several) or _are_names(several) for several in (pieces_of(piece)[0] for piece in pieces))
    ):
        return None
    capital = [piece[0].isupper() or piece[0] in '“"' or LOWER_OPENER.match(piece) is not None for piece in pieces]
    if all(capital) or not any(capital):
        return Names(pieces, len(pieces))
    return None


def counts_them(piece: str, quantity: Quantity) -> bool:
    """True where a piece says how many of the counted things it stands for: "karaoke 09 cơ sở"."""
    return any(same_head(head_of(piece, found.end()), quantity.head) for found in re.finditer(r"\d+(?= )", piece))


def _carries_number(piece: str) -> bool:
    return re.match(r"\d[\d.,]* [^\W\d]", piece) is not None


def by_comma(
    rest: str, quantity: Quantity, *, short: bool, colon: bool = False, gom: bool = False, of_itself: bool = False
) -> Names | None:
    """Read names between commas: those that surely begin a new one are counted, the others may be.

    `of_itself`: nothing stands between the number and its list of which the names could be instead.
    """
    pieces, joints = pieces_of(rest)
    if _are_counts(pieces) or sum(_carries_number(p) or _OF_EACH.search(p) is not None for p in pieces) > 1:
        return None
    dated = [piece for piece in pieces if _DATED.match(piece)]
    if kind_of(quantity.head) == "event" and len(dated) >= 2 and dated[0] == pieces[0]:
        return Names(tuple(dated), len(dated))  # "05 hội nghị: ngày 02/10 tại …, ngày 05/10 tại …"
    kept = named(pieces, quantity)
    if len(kept) >= 2:
        first = counted(kept, joints, quantity)
        # "đập Ma Nới, kênh Tà Liên, trạm bơm Suối Đá": names of kinds that the first ones do not tell
        more = sum(any(map(str.isupper, piece)) for piece in pieces[len(kept) :])
        return replace(first, most=first.most + more) if first else None
    if (colon or gom) and of_itself and (names := directly(pieces, joints, quantity, colon=colon)):
        return names
    begun = [piece for piece in pieces if begins_with(piece, quantity.head)]
    if _are_counts(begun):
        return None
    if len(begun) >= 2 and begun[0] == pieces[0] and not short and not any(_carries_number(p) for p in pieces):
        return Names(tuple(begun), len(pieces) - sum(_COMPANION.match(piece) is not None for piece in pieces))
    if colon and len(pieces) >= 2 and all(names_a_thing(piece) or NAME.fullmatch(piece) for piece in pieces):
        sure = [piece for piece in pieces if piece[:1].islower()]
        return Names(tuple(sure), len(pieces)) if sure[:1] == pieces[:1] else None
    firsts = {piece.split()[0] for piece in pieces if piece}
    if colon and len(pieces) >= 3 and len(firsts) == 1 and all(_is_short(piece) for piece in pieces):
        return Names(tuple(pieces), len(pieces))
    enumerated = {" ".join(quantity.head[:n]) for n in (1, 2)} & _ENUMERATED
    if (colon or gom) and len(pieces) >= 3 and enumerated and not OPEN_END.search(rest):
        bare = all(1 <= len(p.split()) <= 4 and p.islower() and not _hides(p) for p in pieces)
        return Names(tuple(pieces), len(pieces)) if bare else None
    if short and kept == [] and len(pieces) >= 2 and len(rest) <= 120 and all(_is_short(p) for p in pieces):
        return Names(tuple(pieces), len(pieces))
    return None


def _are_counts(pieces: Sequence[str]) -> bool:
    """ "mẫu nước 56, mẫu thực phẩm 48": how many of each, and no names like "lớp 1, lớp 2"."""
    ends = [int(found[1]) for piece in pieces if (found := re.search(r"[^\W\d_] (\d{1,4})$", piece))]
    return len(ends) == len(pieces) > 1 and ends != list(range(ends[0], ends[0] + len(ends)))


def _are_names(pieces: Sequence[str]) -> bool:
    """True of three names or more between commas: the list itself, before another sentence behind a semicolon."""
    bare = (re.sub(rf"\s*\([{HIDDEN}{QUIET}]*\)", "", piece) for piece in pieces)
    return len(pieces) > 2 and all(NAME.fullmatch(piece) for piece in bare)


def pieces_of(rest: str) -> tuple[list[str], list[str]]:
    """Return the pieces between commas, semicolons and "và", and the joint before each."""
    cuts = list(COMMA.finditer(rest))
    starts, ends = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(rest)]
    pieces = [rest[a:b].strip(" .") for a, b in zip(starts, ends, strict=True)]
    return with_addresses(pieces, ["", *(c[0].strip() for c in cuts)])


def named(pieces: Sequence[str], quantity: Quantity) -> list[str]:
    """Return the first pieces, as far as they are names; [] where the first is none or one of them counts."""
    kept: list[str] = []
    for piece in pieces:
        name = piece[:1].isupper() or piece[:1] in {"“", '"'} or LOWER_OPENER.match(piece) or _IS_PLACE.fullmatch(piece)
        if not (name or (kept and begins_with(piece, quantity.head))):
            break
        kept.append(piece)
    whole = any(re.search(r"\d+ [^\W\d]", piece) or len(piece.split()) > _LONG for piece in kept)
    return [] if whole or (kept and not _fits(kept[0], quantity)) else kept


def _fits(piece: str, quantity: Quantity) -> bool:
    place = kind_of(quantity.head) in PLACES
    return place or bool(OPENER.match(piece)) or bool(LOWER_OPENER.match(piece)) or begins_with(piece, quantity.head)


def counted(kept: Sequence[str], joints: Sequence[str], quantity: Quantity) -> Names | None:
    """Count names, of which one may go on behind "và"."""
    place = kind_of(quantity.head) in PLACES and not OPENER.match(kept[0])
    sure: list[str] = []
    for piece, joint in zip(kept, joints, strict=False):
        firm = place or fits_name(piece) or begins_with(piece, quantity.head) or _CODE.fullmatch(piece) is not None
        if not sure or firm:
            sure.append(piece)
        else:
            sure[-1] = f"{sure[-1]} {joint} {piece}".replace(" ,", ",")
    halves = sum(_SECOND_HALF.match(piece) is not None for piece in kept[1:])
    return Names(tuple(sure), len(kept) - halves) if len(kept) >= 2 else None


def cites_others(quantity: Quantity, names: Names) -> bool:
    """ "sửa chữa 05 điểm trường (Công văn số 12/SGDĐT-KHTC, Báo cáo số 15/BC-SGDĐT)": by which, and not what."""
    return kind_of(quantity.head) != "document" and all(_CITED.match(item) for item in names.items)


def without_other_places(names: Names, quantity: Quantity, said: str) -> Names:
    """Return names; of "05 huyện: …, Bác Ái và thành phố Phan Rang" the city is not counted where none is `said`."""
    other = [piece for piece in names.items if (kind := _OTHER_PLACE.match(piece)) and kind[0] not in said]
    if kind_of(quantity.head) not in PLACES or not other or any(begins_with(piece, quantity.head) for piece in other):
        return names
    return Names(tuple(piece for piece in names.items if piece not in other), names.most)


def directly(pieces: Sequence[str], joints: Sequence[str], quantity: Quantity, *, colon: bool) -> Names | None:
    """Count pieces that each begin with a capital or are quoted; what a person is ("Trưởng phòng …") is none."""
    if len(pieces) < 2 or not all(_is_called(piece) for piece in pieces):
        return None
    if kind_of(quantity.head) == "person" and not _are_persons(pieces):
        return None  # "07 người đi công tác (Nhật Bản, Hàn Quốc)"
    places = all(NAME.fullmatch(piece) and not re.search(r"\d", piece) for piece in pieces)
    units = quantity.head[:2] == ("đơn", "vị") and abs(len(pieces) - quantity.value) <= 1  # the districts themselves
    if places and not units and _lies_somewhere(quantity, colon=colon):
        return None  # "05 cơ sở (Ninh Hải, Ninh Phước)": where they are
    sure, most = [pieces[0]], 1
    for piece, joint in zip(pieces[1:], joints[1:], strict=True):
        if _TITLE.match(piece) or (joint == "và" and _SECOND_HALF.match(piece)):
            continue
        most += 1
        if joint != "và" or piece[0] in _QUOTES:
            sure.append(piece)
    return Names(tuple(sure), most) if most > 1 else None


def _is_called(piece: str) -> bool:
    named = piece[:1].isupper() or piece[:1] in _QUOTES
    return named and len(piece.split()) <= _SHORT and not re.search(r"\d [^\W\d]|:", piece)


def _lies_somewhere(quantity: Quantity, *, colon: bool) -> bool:
    kind = kind_of(quantity.head)
    return kind in {"event", "household"} or (not colon and (kind == "organisation" or holds_others(quantity.head)))


def _are_persons(pieces: Sequence[str]) -> bool:
    names = [piece for piece in pieces if not _TITLE.match(piece)]
    return all(NAME.fullmatch(name) and 2 <= len(name.split()) <= 5 for name in names) and any(
        len(name.split()) > 2 for name in names
    )


def _hides(piece: str) -> bool:
    return HIDDEN in piece or QUIET in piece


def _is_short(piece: str) -> bool:
    return 1 <= len(piece.split()) <= 6 and not any(c.isdigit() for c in piece) and not _hides(piece)


def fits_name(piece: str) -> bool:
    """True of a noun with a name behind it."""
    return bool(OPENER.match(piece)) or bool(LOWER_OPENER.match(piece))


def split(text: str, sign: str) -> tuple[str, ...]:
    """Return the pieces between signs; `text` has its quotations and brackets hidden."""
    cuts = [-1, *(at for at, c in enumerate(text) if c == sign), len(text)]
    pieces = (re.sub(r"^(?:và|[-–+•])\s+", "", text[a + 1 : b].strip(" .,;\n")) for a, b in pairwise(cuts))
    return tuple(piece for piece in pieces if piece.strip(HIDDEN + QUIET))
