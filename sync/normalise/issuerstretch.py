"""Names of agencies that go on in small letters: "Ban Chỉ đạo cải cách hành chính tỉnh"; where such a name ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from sync.normalise.agencies import DEEDS, HALVES, LOCAL, PAIRS, PLACES, WHOLE
from sync.normalise.agencyends import OBJECTS, STOP_PHRASES, STOPS, VERBAL, VERBS
from sync.normalise.kinds import START as DOCUMENT
from sync.normalise.placenames import NAME_LIKE_A_DOCUMENT, WORD, State, begins_something_else, with_place, with_term
from sync.normalise.searching import UPPER

Nested = Callable[[str, str, int], int | None]  # the end of an agency inside a name, or None

# Words that close a name where no noun follows them: "Trung tâm Bảo trợ xã hội tổng hợp tiếp nhận …".
_CLOSING_WORDS = re.compile(r"tổng hợp(?!\w)")
SPACE = re.compile(r"\s{1,2}")
JOINER = re.compile(r"\s{1,2}(?:va|&)\s{1,2}|\s?-\s?")
# "Ninh Thuận", but not the "Bộ Kế" of "Bộ trưởng Bộ Kế hoạch".
PROPER = re.compile(
    rf"(?<!\w)(?!(?:Bộ|Sở|Cục|Vụ|Ban|Phòng|Viện|Hội|Trường|Ủy|Uỷ|Tổng|Chi|Đội|Quỹ|Khu|Khối)\s)"
    rf"[{UPPER}](?:(?![{UPPER}])[^\W\d_])+\s[{UPPER}](?:(?![{UPPER}])[^\W\d_])+$"
)
_DASH = re.compile(rf"\s-\s(?=[{UPPER}])")
_SHORT_JOINED = re.compile(r"\s(?:và|&)\s(?!QĐ|CV|TB|KH|BC|TT|NQ|CT)[A-ZĐ]{2,6}(?!\w|\s[0-9])")
SMALL_PAIR = re.compile(r"nong lam (?:thuy )?san(?![a-z])|[a-z]+\s[a-z]+")
# Halves of names that a comma parts: "Ban Chỉ đạo phòng, chống khai thác IUU", "phổ biến, giáo dục pháp luật".
_COMMA_PAIR = re.compile(rf"\s{HALVES.pattern}")
_LAST_WORDS = re.compile(r"(?<![a-z])(?=[a-z]+(?: [a-z]+){0,3}(?![ a-z]))")
_DEEDS = re.compile(rf"\s{DEEDS.pattern}")
# A field of several that commas and "và" join: "khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số".
_PART = r"[a-z][a-z&]*(?:\s[a-z&]+){0,3}"
FIELDS = re.compile(rf",\s(?=(?:{_PART},\s){{0,2}}{_PART}\s(?:va|&)\s[a-z])")
# What may follow a head that stands alone ("của Sở về việc …").
AFTER_ALONE = re.compile(
    r"\s{0,3}(?:$|[,;.:)\n\"”]"
    r"|(?:ve|v/v|ngay|ban hanh|quy dinh|huong dan|phe duyet|khoa(?! hoc)|cua|nay|nam\s[12][0-9]{3})(?![a-z]))"
)
# Without marks "Viễn thông", "Bản đồ", "Hội nhập" and "Sở hữu" begin like agencies.
_ANOTHER = re.compile(
    r"(?:bo(?! tro| sung)|so(?! huu| hoa)|ubnd|cuc|chi cuc|tong cuc|ban(?! do| quyen| le)|uy ban|hoi(?! nhap)"
    r"|vien(?! thong| tham)|trung tam|chi nhanh|phan hieu)\s(?=[a-z])"
)
_DECISION = re.compile(r"(?:(?<=chi dao)|(?<=lien nganh)) [0-9]{2,4}(?:/dp)?(?![0-9/])")
_PROJECT = re.compile(r"(?:Đề án|đề án) [0-9]{1,3}(?![0-9/])")
# "số 12", "số lượng"; elsewhere the word is a name's: "Chuyển đổi số quốc gia".
_COUNTS = re.compile(r"số(?:\s?:|\s{0,2}[0-9]|\s(?:lượng|tiền|liệu|hiệu|dư|thu|chi|nợ)(?!\w))")
# Fields that careless hands join without "và": "Sở Giáo dục đào tạo", "Sở Kế hoạch đầu tư".
_MISSING_AND = re.compile(
    r"(?:(?<=giao duc )dao tao|(?<=ke hoach )dau tu|(?<=thong tin )truyen thong|(?<=nghiep )phat trien)(?![a-z])"
)
# Whom an agency tells to do something, no part of its name: "của Chi cục Dân số | các đơn vị báo cáo".
_THE_UNITS = re.compile(
    r"cac (?:don vi|dia phuong|co quan|to chuc|ca nhan|so|nganh|phong|ban|truong|huyen|xa|cap)(?![a-z])"
)
_GIVEN = re.compile(r"giao(?!\s(?:dịch|thông|lưu|tiếp)(?!\w))")
_DIGITAL = re.compile(r"(?<=doi) so(?![a-z]|\s{0,2}:?\s{0,2}[0-9])")
# Words that end a name elsewhere, behind those that they belong to: "Cục Người có công", "Dịch vụ tổng hợp xã".
_KEPT = re.compile(
    r"(?<=nguoi) co cong(?! van)|(?<=da cam)/dioxin|(?<=dang ky) hoat dong(?= (?:khoa hoc|kh&cn))"
    r"|(?<=doi so) va de an [0-9]{1,2}(?![0-9/])|(?<=giao dich) bao dam"
    r"|(?<=quan ly) (?:dang ky kinh doanh|hoat dong xay dung)|(?<=va can bo) quan ly(?= giao duc)"
    r"|(?<=giam dinh nha nuoc) ve chat luong|(?<=thi truong) (?:trong|ngoai) nuoc"
    r"|(?<=xa hoi) tong hop(?= (?:va|xa|huyen|tinh|thanh pho)\s)|(?<=ha tang) xay dung(?= (?:va|tinh|thanh pho)\s)"
    r"|(?<=dich vu) tong hop(?! (?:so lieu|cac|ket qua|bao cao|y kien|danh sach|nhu cau|nhung|toan bo|thong tin))"
)
# One more field of a name, no agency of its own: "Kinh tế hợp tác và Phát triển nông thôn".
_AND_FIELD = re.compile(
    r"\s(?:và|&)\s(?!(?:Phòng(?!,? (?:chống|thủ|vệ|bệnh|ngừa))|Đoàn(?! kết)|Công ty|Trường|Tổ(?! chức)"
    r"|Hội(?! nhập)|Đội)\s)"
    rf"(?=[{UPPER}](?![{UPPER}])[^\W\d_])"
)
# What ends a name even right behind a body named by what it does: "Đoàn kiểm tra theo Quyết định …".
NEVER_NAMING = STOPS - {"cấp", "giao", "cử", "trình", "các", "mới", "số", "thuộc"}
_INSIDE = frozenset(["mới", "các", "số"])  # end a name elsewhere, but stand within small ones ("chuyển đổi số")
LONGEST = 18  # words of a name


def stretched(text: str, letters: str, place: int, *, begun: int, acting: bool, nested: Nested) -> int | None:
    """Return where a name ends that goes on in small letters ("Ban Chỉ đạo cải cách hành chính tỉnh"), or None.

    It goes on up to a place, another agency, or the end of its phrase; a word that begins something else may end it
    only behind whole pairs of syllables. Right behind the head of an `acting` body a verb names ("Đoàn giám sát",
    "Hội đồng tuyển dụng viên chức").
    """
    end, small = place, 0
    for _ in range(LONGEST):
        # "Ban Chỉ đạo 389 tỉnh", "Tổ kiểm tra liên ngành 178 tỉnh"
        if digits := _DECISION.match(letters, end) or _KEPT.match(letters, end):
            end, small = digits.end(), 0
            continue
        if letters.startswith(",", end) and (half := second_half(letters, end)):
            end, small = half, 0
            continue
        if halves := _COMMA_PAIR.match(letters, end) or (acting and _DEEDS.match(letters, end)):
            end, small = halves.end(), 0
            continue
        if FIELDS.match(letters, end) and (paired := _pair_end(text, letters, end, begun)):
            end, small = paired, 0
            continue
        if (field := _and_field(text, letters, end)) is not None:
            end, small = field, 0
            continue
        gap = _field_dash(text, letters, end) or SPACE.match(text, end)
        word = WORD.match(text, gap.end()) if gap else None
        listing = text.endswith(" các", 0, end)  # "Ban Chỉ đạo các ngày lễ lớn": of what must follow
        if word is None or (AFTER_ALONE.match(letters, end) and not listing):
            break
        if text[begun + 1 : begun + 2].isupper() and _THE_UNITS.match(letters, word.start()):
            break
        if small == 0 and word[0].islower() and _is_behind_a_name(text, letters, begun, end, word.start()):
            break
        if (inner := nested(text, letters, word.start())) or PLACES.match(text, word.start()):
            end = inner or with_place(text, letters, end)
            break
        if listing and (programmes := DOCUMENT.match(letters, word.start())):  # "các Chương trình mục tiêu quốc gia"
            end, small = programmes.end(), 0
            continue
        if digital := _DIGITAL.match(letters, end):  # "Cục Chuyển đổi số quốc gia"
            end, small = digital.end(), 0
            continue
        if project := _PROJECT.match(text, word.start()):  # "Tổ công tác triển khai Đề án 06"
            end, small = project.end(), 0
            continue
        if paired := _pair_end(text, letters, end, begun):
            end, acting = paired, acting and small == 0
            continue
        naming = (acting and small < 2 and word[0] not in NEVER_NAMING) or listing
        if not naming and _ends_stretch(text, letters, word):
            break
        end, small = word.end(), small + 1 if word[0].islower() else 0
        acting = acting and word[0].islower()  # what it is named by stands right behind its head
    return with_term(letters, end) if end > place else None


def _and_field(text: str, letters: str, place: int) -> int | None:
    """Return the end of the first word of a field that "và" joins: no document, agency or place begins there."""
    joined = _AND_FIELD.match(text, place)
    if joined is None or another_agency(letters, joined.end()) or begins_something_else(text, letters, joined.end()):
        return None
    word = WORD.match(text, joined.end())
    return word.end() if word else None


def _is_behind_a_name(text: str, letters: str, begun: int, end: int, place: int) -> bool:
    """True behind a proper name ("Vườn quốc gia Núi Chúa hợp tác"), of a verb behind letters ("KH&CN phát triển")."""
    pair = SMALL_PAIR.match(letters, place)
    if text[end - 2 : end].isupper() and pair and " ".join(pair[0].split()) in VERBAL:
        return True
    return PROPER.search(text, begun, end) is not None and not PLACES.match(text, place)


def _field_dash(text: str, letters: str, place: int) -> re.Match[str] | None:
    """Return the dash before one more field of a name: "Viện Sốt rét - Ký sinh trùng - Côn trùng"."""
    dash = _DASH.match(text, place)
    return None if dash is None or another_agency(letters, dash.end()) else dash


def _pair_end(text: str, letters: str, place: int, begun: int) -> int | None:
    """Return the end of a pair of small syllables that names have, joined or not: "dân dụng và công nghiệp"."""
    joined = JOINER.match(letters, place) or FIELDS.match(letters, place) or SPACE.match(letters, place)
    if joined and "," in joined[0] and another_agency(letters, joined.end()):
        return None
    if (short := _SHORT_JOINED.match(text, place)) and text[place - 1].isupper():  # "NN và PTNT"
        return short.end()
    pair = SMALL_PAIR.match(letters, joined.end()) if joined else None
    paired = " ".join(pair[0].split()) if pair and text[pair.start()].islower() else ""
    if pair is None or paired not in PAIRS:
        return None
    if paired in VERBAL and SPACE.match(text, place) and does_something(text, pair.end()):
        return None
    if paired in VERBAL and SPACE.match(text, place) and stands_alone(text, letters, pair.end()):
        return None if PROPER.search(text, begun, place) else pair.end()
    if STOP_PHRASES.match(text, pair.start()):
        return None
    said = paired in VERBAL and SPACE.match(text, place)
    return None if said and (text[place - 1].isupper() or PROPER.search(text, begun, place)) else pair.end()


def _ends_stretch(text: str, letters: str, word: re.Match[str]) -> bool:
    if not word[0].islower():
        return word[0][0].isdigit() or begins_something_else(text, letters, word.start())
    if word[0] in _INSIDE:
        return _COUNTS.match(text, word.start()) is not None
    if closing := _CLOSING_WORDS.match(text, word.start()):
        following = WORD.search(text, closing.end())
        return following is None or not (following[0][0].isupper() or says(text, closing.end()))
    return stops(text, word.start(), word[0]) or VERBS.match(text, word.start()) is not None


def another_agency(letters: str, place: int) -> bool:
    """Return whether a document or another agency begins at `place` of the bare letters, no part of the same name."""
    if DOCUMENT.match(letters, place) and not NAME_LIKE_A_DOCUMENT.match(letters, place):
        return True
    return any(head.match(letters, place) for head in (WHOLE, LOCAL, _ANOTHER))


def stands_alone(text: str, letters: str, end: int) -> bool:
    """Return whether nothing that a verb could govern follows `end`: "Giám định xây dựng về việc", no verb there."""
    return AFTER_ALONE.match(letters, end) is not None or (says(text, end) and not does_something(text, end))


def is_a_deed(text: str, letters: str, place: int, end: int, *, ministry: bool) -> bool:
    """Return whether the pair from `place` to `end` is what the agency did, not a part of its name.

    It is where what it is about follows ("Cục Thú y thống kê kết quả"), and behind the field of a ministry or a
    department ("Sở Y tế kiểm định"), whose names join their fields by "và".
    """
    return does_something(text, end) or (ministry and not _MISSING_AND.match(letters, place))


def does_something(text: str, place: int) -> bool:
    """Return whether what the verb before `place` is about follows: "kiểm định | kết quả"."""
    gap = SPACE.match(text, place)
    return gap is not None and OBJECTS.match(text, gap.end()) is not None


def says(text: str, place: int) -> bool:
    """Return whether a verb follows `place`: what the agency does or asks."""
    gap = SPACE.match(text, place)
    return gap is not None and bool(STOP_PHRASES.match(text, gap.end()) or VERBS.match(text, gap.end()))


def is_second_half(text: str, state: State, word: re.Match[str]) -> bool:
    """Return whether a small word closes a compound behind one capital; behind two, a proper name is complete."""
    if stops(text, word.start(), word[0]) or VERBS.match(text, word.start()):
        return False
    return PROPER.search(text, state.begun, state.end) is None


def may_go_on(text: str, place: int, state: State) -> bool:
    """Return whether the words at `place` may be the name's and begin no verb: "Bộ Tài chính xây dựng"."""
    return state.last == "head" or (state.last in {"name", "rest"} and not STOP_PHRASES.match(text, place))


def stops(text: str, place: int, word: str) -> bool:
    """Return whether a small word after a capital begins the sentence's next part, not the name's second half."""
    if word == "giao" and _GIVEN.match(text, place) is None:
        return False  # "giao dịch bảo đảm", "giao thông"
    if word == "số":
        return _COUNTS.match(text, place) is not None
    return word in STOPS or STOP_PHRASES.match(text, place) is not None


def second_half(letters: str, place: int) -> int | None:
    """Return the end of what a comma adds to the word before: "Phòng, chống thiên tai", "Khám, chữa bệnh"."""
    for first in _LAST_WORDS.finditer(letters, max(0, place - 24), place):
        if (found := HALVES.match(letters, first.start())) and found.end() > place:
            return found.end()
    return None
