"""Names of places behind an agency ("UBND xã Phước Hà, huyện Thuận Nam"), and what cannot belong to a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.agencies import PLACES, SEVERAL_PLACES, TERM
from sync.normalise.kinds import kind_at
from sync.normalise.searching import UPPER

# With the apostrophes of names of the Central Highlands: "Đắk R'Lấp", "Cư M’gar".
WORD = re.compile(r"(?:COVID|Covid)-19|HIV/AIDS|[^\W_]+(?:[&–\-'’ʼ´`][^\W\d_]+)*")
_OUTER_PLACE = re.compile(
    rf"(?<=\w),\s(?:huyện|quận|thị xã|thành phố|tỉnh)(?=\s[{UPPER}])|(?<=\w),\sT[Pp]\.?(?=\s?[{UPPER}])"
)
_NEXT_NAME = re.compile(rf"(?:,|\svà)\s([{UPPER}][^\W\d_]+(?:\s[{UPPER}][^\W\d_]+){{1,2}})(?![\w&])")
# "tỉnh Quảng Trị - Khoá IV - Kỳ họp thứ 7", "tỉnh Khóa XI Kỳ họp thứ 16"
_TERM_WORD = re.compile(r"(?:khoa|nhiem ky|ky hop|ky) (?=thu |hop |[ivx]{1,6}(?![a-z])|[0-9])")
_BRANCHES = re.compile(r"(?:chi nhanh|phan hieu|van phong dai dien|trung tam)\s")
_CENTRE = re.compile(r"\s(?:trung uong|tw)(?![a-z])")  # "Đảng ủy Khối Doanh nghiệp Trung ương"
_BETWEEN_PLACES = re.compile(r"\s?-\s?|\s{1,2}|(?<=\.)")
NAME_LIKE_A_DOCUMENT = re.compile(r"ke hoach va|quy hoach")
OTHER_THING = re.compile(r"v/v|ve\s|ngay|ban\s{1,2}hanh|so:?\s")
# What a document does, begun in capitals right behind its issuer: "UBND tỉnh Phê duyệt Đề án". Names of places go on
# in capitals ("tỉnh Thành Lập"), so the second syllable must be small.
DEED = re.compile(
    r"(?:Phê duyệt|Quy định|Ban hành|Thành lập|Kiện toàn|Công (?:bố|nhận|khai)|Bổ (?:sung|nhiệm)|Điều (?:chỉnh|động)"
    r"|Triển khai|Tổ chức|Hướng dẫn|Thông qua|Sửa đổi|Bãi bỏ|Thay thế|Phân (?:bổ|công|cấp)|Quyết định|Hợp nhất"
    r"|Giao (?:chỉ tiêu|kế hoạch|dự toán|nhiệm vụ|quyền|biên chế)|Cho phép|Chấp thuận|Tăng cường|Đẩy mạnh|Thực hiện"
    r"|Thu hồi|Hủy bỏ|Xử (?:phạt|lý)|Khen thưởng|Tặng thưởng|Ủy quyền|Chủ trương)(?!\w)"
)
# Works that agencies are named after, and what stands before them in such names; no number may follow.
_WORK = re.compile(r"(?:chuong trinh|de an|du an|ke hoach)(?! (?:so|phoi hop|hanh dong so)|\s?[0-9]{3})")
_OF_WORK = ("dieu phoi", "thuc hien", "trien khai", "van phong", "quan ly", "chi dao", "dieu hanh", "cong tac")
_SHORT_NUMBERED = re.compile(r"([a-z]{2,5})\s{1,2}(?:so\s{0,2}:?\s{0,2})?[0-9]")  # "QĐ 12", but "Phước Mỹ 2"


@dataclass(slots=True)
class State:
    """Where the reading of a name stands: its end so far, and what kind of word came last."""

    end: int
    last: str  # "head", "name" (one capital), "rest" (its small second half), "short" (an abbreviation), "place"
    shouted: bool = False  # all of it in capitals
    begun: int = 0  # where the name proper begins, behind its head


def take(state: State, end: int, last: str) -> bool:
    """Move `state` on to `end`, behind a word of the kind `last`; always True, so that rules can be joined by it."""
    state.end, state.last = end, last
    return True


def with_term(letters: str, end: int) -> int:
    """Return the end with "khóa XII" or "(khóa XII)" where it follows."""
    found = TERM.match(letters, end)
    if not found:
        return end
    if (found["open"] is None) == (found["close"] is None):
        return found.end()
    return end if found["open"] else found.end() - 1


def with_place(text: str, letters: str, end: int) -> int:
    """Return where the place's name (and the term of office) ends that follows `end`; `end` where none does."""
    if centre := _CENTRE.match(letters, end):
        return with_term(letters, centre.end())
    several = SEVERAL_PLACES.match(text, end)
    state = State(several.end() if several else end, "place")
    while take_place(text, letters, state):
        pass
    if several:  # "UBND các huyện Ninh Hải, Thuận Bắc và Bác Ái"
        while state.end > several.end() and (more := _NEXT_NAME.match(text, state.end)):
            if begins_something_else(text, letters, more.start(1)):
                break
            take(state, more.end(), "place")
    return with_term(letters, state.end)


def take_place(text: str, letters: str, state: State) -> bool:
    """Take "tỉnh", "thành phố" or a word of a place's name; a dash only between capitals."""
    if outer := _OUTER_PLACE.match(text, state.end):  # "UBND xã Phước Hà, huyện Thuận Nam"
        return take(state, outer.end(), "place")
    gap = _BETWEEN_PLACES.match(letters, state.end)
    if not gap:
        return False
    dashed = "-" in gap[0]
    if (kind := PLACES.match(text, gap.end())) and not dashed:
        return take(state, after_place_kind(text, kind), "place")
    word = WORD.match(text, gap.end())
    if not word or begins_something_else(text, letters, word.start()):
        return False
    if dashed and _BRANCHES.match(letters, word.start()):
        return False
    if (dashed and word[0].isupper() and len(word[0]) > 1) or _TERM_WORD.match(letters, word.start()):
        return False
    if DEED.match(text, word.start()) and not dashed:
        return False
    if not (word[0][0].isupper() or _numbers_a_ward(letters, state.end, word[0])):
        return False
    return take(state, word.end(), "place")


def after_place_kind(text: str, kind: re.Match[str]) -> int:
    """Return the end of "TP." with its full stop only where a name follows."""
    named = text[kind.end() : kind.end() + 2].strip()[:1].isupper()
    return kind.end() - 1 if kind[0].endswith(".") and not named else kind.end()


def _numbers_a_ward(letters: str, end: int, word: str) -> bool:
    return word.isdigit() and len(word) <= 2 and letters.endswith(("quan", "phuong", "khu vuc", "q.", "p."), 0, end)


def begins_something_else(text: str, letters: str, place: int) -> bool:
    """True where a capital begins a document, "Về việc" or the number, not a part of the name."""
    document = kind_at(text, letters, place) and not NAME_LIKE_A_DOCUMENT.match(letters, place)
    if document and _WORK.match(letters, place) and letters.endswith(_OF_WORK, 0, place - 1):
        return False  # "Văn phòng Điều phối Chương trình xây dựng nông thôn mới"
    short = _SHORT_NUMBERED.match(letters, place)
    numbered = short is not None and text[place : short.end(1)].isupper()
    other = OTHER_THING.match(letters, place)
    if other and other[0].startswith("ve") and text[place + 1 : place + 2] not in "eêềèÈỀ":
        other = None  # the "Vệ" of "Nước sạch và Vệ sinh môi trường"
    return bool(document) or numbered or other is not None
