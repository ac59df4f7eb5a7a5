"""Where the name of an agency ends that a text gives after "của"."""

from __future__ import annotations

import re

from sync.normalise.agencies import (
    ACTING,
    CAPITALS,
    CLOSING,
    LOCAL,
    LOOSE,
    OPEN,
    PAIRS,
    PLACES,
    SHORT,
    SMALL,
    TITLE,
    WHOLE,
)
from sync.normalise.agencyends import VERBAL
from sync.normalise.issuerclosing import GRADE, closed
from sync.normalise.issuerstretch import (
    AFTER_ALONE,
    FIELDS,
    JOINER,
    LONGEST,
    NEVER_NAMING,
    PROPER,
    SMALL_PAIR,
    SPACE,
    another_agency,
    is_a_deed,
    is_second_half,
    may_go_on,
    says,
    second_half,
    stands_alone,
    stops,
    stretched,
)
from sync.normalise.officenames import with_task, without_person
from sync.normalise.placenames import (
    WORD,
    State,
    after_place_kind,
    begins_something_else,
    take,
    take_place,
    with_place,
    with_term,
)
from sync.normalise.searching import UPPER

_JOINT = re.compile(r"\s{0,2}(?:-|,|va|voi|;)\s{0,2}")
_JOINT_LIST = re.compile(r":\s")  # "liên Bộ: Tài chính và Khoa học và Công nghệ"
# An agency below another, and the one above it: behind a dash, or a comma where no verb makes it the subject.
_BELOW = re.compile(r"(?:tong cuc|chi cuc|cuc|vu|vien|trung tam|phong|truong|benh vien|thanh tra)\s")
_ABOVE = re.compile(r"(\s-\s)(?:bo|so|ubnd|uy ban nhan dan|tong cuc|dai hoc)\s")
_ABOVE_BY_COMMA = re.compile(r"(,\s)(?:bo|so|ubnd|uy ban nhan dan|tong cuc|dai hoc)\s")
_NO_SUBJECT = re.compile(r"\s{1,2}(?:ve|v/v)\s|\s?(?:;|$)|\.(?:\s|$)")
_BRANCH = re.compile(r",?\s-?\s?(?=(?:chi nhanh|phan hieu)\s)")
# Agencies that stand within the names of others: "Chi bộ Văn phòng Sở", "Hội đồng quản lý Quỹ Phát triển …".
_WITHIN = re.compile(
    r"(?:Sở(?! hữu)|Bộ|Cục|Chi cục|Tổng cục|Quỹ|Văn phòng|Ban Chỉ đạo|Ban [Qq]uản lý|Trung tâm|Vườn quốc gia"
    r"|Đảng [uủ][ỷy]|Khu bảo tồn|Trường|Đại học|Bệnh viện|Công ty|Viện|Liên hiệp|Hội đồng|Thanh tra)(?=\s|[,;.)]|$)"
)
_DOING_HEAD = re.compile(r"(?:trung tam|vien) (?:nghien cuu(?:,? chuyen giao)?|ung dung|kiem soat|dich vu)$")
_AFTER_HEAD = re.compile(r",?\s{1,3}")
_COMMA_LIST = re.compile(r",\s(?=[a-z][a-z&]*(?:\s[a-z&]+){0,3}\s(?:va|&)\s[a-z])")
_DASHED = re.compile(rf"-[{UPPER}][^\W\d_]+$")  # the "động-Thương" of "Lao động-Thương binh"
_SUBJECT = re.compile(r"ban\s{1,2}hanh|v/v|ve\s{1,2}viec")
_ACTS_FOR = re.compile(r"(?:truong )?ban chi dao|(?:to truong )?to cong tac|van phong dieu phoi|ban dieu hanh")
_SEATED = re.compile(r"(?:phan hieu|chi nhanh|dai su quan|tong lanh su quan|van phong dai dien)\s")
_AT = re.compile(rf"\stại\s(?=[{UPPER}])")
_SHOUTED = re.compile(rf"[{UPPER}]{{2,}}\s[{UPPER}]{{2,}}\s[{UPPER}]")  # a heading, no firm known by its letters
_SECOND = re.compile(r"(?<![a-z])[a-z]+\s[a-z]+$")
# A body of another one, told apart: "Ban Pháp chế của Hội đồng nhân dân tỉnh", "Tổ công tác của Thủ tướng Chính phủ".
_BODY = re.compile(r"(?:cac )?(?:ban|to|uy ban|hoi dong|doan|van phong|thuong truc|co quan)\s")
_BODY_OF = re.compile(r"\s{1,2}cua\s{1,2}(?=[A-Za-z])")
_CALLED = re.compile(r"\s?\([A-ZĐ&]{2,8}\)(?=\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s?)")
_NUMBERED = ("quan khu", "quan doan", "su doan", "lu doan", "trung doan", "hai quan", "chi bo")  # "Quân khu 5"


def match_issuer(text: str, letters: str, place: int, *, joint: bool = False, of: bool = False) -> int | None:
    """Return the end of the agency's name that begins at `place`, or None where no agency is named.

    `letters` is `text` made bare. `joint` allows several agencies ("Bộ Tài chính - Bộ Nội vụ"). Behind "của" (`of`)
    a name that no known word begins is one as well ("Tổ trưởng Tổ giúp việc").
    """
    if _SUBJECT.match(letters, place):
        return None  # "sắc lệnh 08/SL Ban hành đơn vị đo lường"
    end = _one_agency(text, letters, place) or (_unknown(text, letters, place) if of else None)
    if end is not None:
        task = with_task(letters, place, end)
        end = with_place(text, letters, task) if task > end else end  # "Ban Chỉ đạo về … chuyển đổi số tỉnh Đồng Tháp"
        end = without_person(text, letters, place, end)
    if end is not None and _BELOW.match(letters, place) and (above := _ABOVE.match(letters, end)):
        higher = _one_agency(text, letters, above.end(1))  # "Cục Quản lý Dược - Bộ Y tế"; a bare "Sở" is a subject
        return higher if higher and " " in text[above.end(1) : higher] else end
    if end is not None and _BELOW.match(letters, place) and (above := _ABOVE_BY_COMMA.match(letters, end)):
        higher = _one_agency(text, letters, above.end(1))  # "Cục Y tế dự phòng, Bộ Y tế về giám sát"
        return higher if higher and " " in text[above.end(1) : higher] and _NO_SUBJECT.match(letters, higher) else end
    if end is not None and _BRANCH.match(letters, end):
        return _with_branch(text, letters, end)
    if end is not None and _SEATED.match(letters, place) and (seat := _AT.match(text, end)):
        return with_place(text, letters, seat.end() - 1)  # "Đại sứ quán Việt Nam tại Nhật Bản"
    if end is not None and _BODY.match(letters, place) and (of_whom := _BODY_OF.match(letters, end)):
        return _one_agency(text, letters, of_whom.end()) or end
    together = letters.startswith(("lien bo", "lien nganh", "lien so"), place)
    if together and end is not None and (listed := _JOINT_LIST.match(letters, end)):
        end = _one_agency(text, letters, listed.end()) or match_name(text, letters, listed.end()) or end
    while (joint or together) and end is not None and (more := _JOINT.match(letters, end)):
        following = _one_agency(text, letters, more.end())
        if following is None and together:
            following = match_name(text, letters, more.end())
        if following is None:
            break
        end = following
    return end


def _with_branch(text: str, letters: str, end: int) -> int:
    """Return the end with the branch that follows: "Ngân hàng … - Chi nhánh Ninh Thuận", "BIDV Chi nhánh tỉnh"."""
    branch = _BRANCH.match(letters, end)
    named = _SEATED.match(letters, branch.end()) if branch else None
    return with_place(text, letters, named.end() - 1) if named else end


def match_name(text: str, letters: str, place: int) -> int | None:
    """Return the end of a name that no kind of agency begins: "liên ngành | Tài chính - Xây dựng", "của | Viettel"."""
    first = WORD.match(text, place)
    if not first or not text[place].isupper() or begins_something_else(text, letters, place):
        return None
    state = State(first.end(), "name")
    while not _BRANCH.match(letters, state.end) and _take_word(text, letters, state):
        pass
    return _with_branch(text, letters, state.end)


def _one_agency(text: str, letters: str, place: int) -> int | None:
    if (whole := WHOLE.match(letters, place)) and _is_named(text, letters, place, whole[0]):
        return with_term(letters, whole.end())
    if (local := LOCAL.match(letters, place)) and _is_named(text, letters, place, local[0]):
        called = _CALLED.match(text, local.end())
        return with_place(text, letters, called.end() if called else local.end())
    if (led := _led_body(text, letters, place)) is not None:
        return led
    if (head := OPEN.match(letters, place)) and _is_named(text, letters, place, head[0]):
        return _with_name(text, letters, place, head.end())
    short = SHORT.match(text, place)
    if short:
        return with_place(text, letters, short.end())
    capitals = None if _SHOUTED.match(text, place) else CAPITALS.match(text, place)
    end = with_place(text, letters, _with_branch(text, letters, capitals.end())) if capitals else None
    return end if end is not None and (AFTER_ALONE.match(letters, end) or says(text, end)) else None


def _led_body(text: str, letters: str, place: int) -> int | None:
    """Return the end of the body's name behind who leads it: "Hạt trưởng Hạt Kiểm lâm huyện", else None."""
    title = TITLE.match(letters, place) if text[place].isupper() else None
    body = SPACE.match(text, title.end()) if title else None
    return _one_agency(text, letters, body.end()) if body and text[body.end() : body.end() + 1].isupper() else None


def _unknown(text: str, letters: str, place: int) -> int | None:
    """Return the end of a name with a capital and small syllables up to the end of its phrase: no person has such."""
    first = WORD.match(text, place)
    if not first or not text[place].isupper() or begins_something_else(text, letters, place):
        return None
    end = stretched(text, letters, first.end(), begun=place, acting=False, nested=_nested)
    if end is None or not AFTER_ALONE.match(letters, end):
        return None
    words = text[place:end].split()
    return end if len(words) > 2 and any(word.islower() for word in words) else None


def _is_named(text: str, letters: str, place: int, head: str) -> bool:
    """True where the head is written as a name: with a capital, or as one of those that sloppy hands write small."""
    if head == "so":
        return text[place : place + 2] in {"Sở", "SỞ", "So"}
    return text[place].isupper() or SMALL.match(letters, place) is not None


def _with_name(text: str, letters: str, start: int, end: int) -> int | None:
    compound = _DOING_HEAD.search(letters, start, end) is not None  # "Trung tâm Nghiên cứu và Phát triển"
    state = State(end, "rest" if compound else "head", shouted=text[end - 2 : end].isupper(), begun=end)
    for _ in range(LONGEST):
        if not _take_word(text, letters, state):
            break
    bare_head = state.last == "head"
    acting = bare_head and ACTING.match(letters, start) is not None
    acting = acting or _ACTS_FOR.fullmatch(letters, start, state.end) is not None
    loose = state.last != "place" and LOOSE.match(letters, start)
    if loose and (further := stretched(text, letters, state.end, begun=state.begun, acting=acting, nested=_nested)):
        return closed(text, letters, further)
    if bare_head and not AFTER_ALONE.match(letters, end) and not GRADE.match(text, end):
        told = " " in text[start:end] or letters[start:end] == "so"  # "của Sở đề nghị"
        over = WORD.match(text, end + 1)
        over = over if over and over[0] in NEVER_NAMING else None  # "của Đoàn kiểm tra theo Quyết định …"
        return end if told and (over or (not acting and says(text, end))) else None
    return closed(text, letters, state.end)


def _take_word(text: str, letters: str, state: State) -> bool:
    if state.last == "place" and take_place(text, letters, state):
        return True
    if state.last != "head" and _take_joined(text, letters, state):
        return True
    gap = (_AFTER_HEAD if state.last == "head" else SPACE).match(text, state.end)
    if not gap:
        return False
    if "," in gap[0] and OPEN.match(letters, gap.end()) and not TITLE.match(letters, gap.end()):
        return False  # "của Trung tâm, Phòng Kế hoạch - Tài chính thẩm định"; but "Bộ trưởng, Chủ nhiệm Văn phòng"
    nested = _nested(text, letters, gap.end())
    if nested is not None:
        return take(state, nested, "place")
    word = WORD.match(text, gap.end())
    return word is not None and _take_plain(text, letters, word, state)


def _nested(text: str, letters: str, place: int) -> int | None:
    """Return the end of an agency inside a name: "Văn phòng UBND tỉnh", "Ban Tuyên giáo Tỉnh ủy"."""
    if not text[place : place + 1].isupper():
        return None
    if whole := WHOLE.match(letters, place):
        return with_term(letters, whole.end())
    if local := LOCAL.match(letters, place):
        return with_place(text, letters, local.end())
    if within := _WITHIN.match(text, place):
        return _one_agency(text, letters, place) or (within.end() if within[0] == "Sở" else None)
    return None


def _take_plain(text: str, letters: str, word: re.Match[str], state: State) -> bool:
    place = word.start()
    if word[0].isdigit() and letters.endswith(_NUMBERED, 0, state.end):
        return take(state, word.end(), "name")
    pair = SMALL_PAIR.match(letters, place)
    small = not word[0][0].isupper()
    second = _SECOND.search(letters, state.end - 12 if state.end > 12 else 0, word.end())
    # "Ngoại giao", though "giao" is a verb; "Tôn giáo" before "thông báo", though "giáo thông" looks like "giao thông".
    whole = second is not None and " ".join(second[0].split()) in PAIRS | CLOSING
    if small and whole and state.last == "name":
        return take(state, word.end(), "name" if _DASHED.search(word[0]) else "rest")
    paired = " ".join(pair[0].split()) if small and pair else ""
    proper = PROPER.search(text, state.begun, state.end) is not None or state.last == "short"
    noun = paired in VERBAL and not proper and state.last in {"name", "rest"}
    ministry = letters.endswith(("bo", "so"), 0, state.begun)  # "của Bộ Tài chính xây dựng" says what it did
    if noun and pair and not ministry and stands_alone(text, letters, pair.end()):
        return take(state, pair.end(), "rest")  # "Trung tâm Quy hoạch xây dựng về …"
    if small and pair and paired in PAIRS and may_go_on(text, place, state):
        done = state.last != "head" and is_a_deed(text, letters, place, pair.end(), ministry=ministry)
        if paired in VERBAL and (proper or done):
            return False  # "Công ty Điện lực Ninh Thuận kiểm định công tơ", "Sở Y tế thống kê kết quả"
        return take(state, pair.end(), "rest")
    if kind := PLACES.match(text, place):
        return take(state, after_place_kind(text, kind), "place")
    if not small:
        return _take_capital(text, letters, word, state)
    if state.last != "name" or not is_second_half(text, state, word):
        return False
    return take(state, word.end(), "name" if _DASHED.search(word[0]) else "rest")


def _take_capital(text: str, letters: str, word: re.Match[str], state: State) -> bool:
    if state.last != "head" and begins_something_else(text, letters, word.start()):
        return False
    if state.shouted and stops(text[: word.end() + 12].lower(), word.start(), word[0].lower()):
        return False
    short = sum(map(str.isupper, word[0])) > 1 and not state.shouted
    return take(state, word.end(), "place" if state.last == "place" else "short" if short else "name")


def _take_joined(text: str, letters: str, state: State) -> bool:
    """Take "và Công nghệ", "- Thương binh", ", Thể thao (và Du lịch)": the next part of the same name."""
    if letters.startswith(",", state.end) and (halves := second_half(letters, state.end)):
        return take(state, halves, "rest")
    joined = JOINER.match(letters, state.end) or _COMMA_LIST.match(letters, state.end)
    word = WORD.match(text, joined.end()) if joined else None
    if joined is None or word is None:
        return False
    if state.last == "short" and not (word[0].isupper() and len(word[0]) > 1 and "-" not in joined[0]):
        return False
    if not word[0][0].isupper():
        pair = SMALL_PAIR.match(letters, word.start())
        listed = "," not in joined[0] or (
            FIELDS.match(letters, state.end) and not another_agency(letters, word.start())
        )
        known = listed and pair is not None and " ".join(pair[0].split()) in PAIRS and state.last != "place"
        return bool(known) and pair is not None and take(state, pair.end(), "rest")
    plan = "-" in joined[0] and letters.startswith("ke hoach", word.start())  # "Phòng Tài chính - Kế hoạch"
    if not plan and (another_agency(letters, word.start()) or begins_something_else(text, letters, word.start())):
        return False
    return take(state, word.end(), state.last if state.last in {"place", "short"} else "name")
