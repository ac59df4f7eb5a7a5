"""Whether a reader should look at an issuer's name: where its words do not show that it ends there, and only there."""

from __future__ import annotations

import re

from sync.normalise.agencies import CLOSING, KNOWN, LOCAL, OPEN, PAIRS, PLACES, THIRDS, WHOLE
from sync.normalise.agencyends import CLAUSES, NAMING_DEEDS, OBJECTLESS, STOP_PHRASES, STOPS, VERBAL, VERBS
from sync.normalise.issuers import match_issuer
from sync.normalise.issuerstretch import stands_alone
from sync.normalise.kinds import START
from sync.normalise.placenames import DEED
from sync.normalise.searching import UPPER, bare, words

_END = re.compile(r"\s*(?:$|[.;:)\]\"”“\n\[¹²³⁰-⁹]|v/v|V/v|/(?![^\W\d_]))|,(?!\s*[\w(])")
_NUMBER = re.compile(r"\s{1,2}số\s[0-9]{1,3}(?![0-9/.,\-])")
# Heads that no name follows in small letters: "Sở đề nghị".
_SURE_ALONE = re.compile(r"(?:so|bo|cuc|chi cuc|vu|giam doc|chu tich|pho chu tich|hieu truong|thong doc|bi thu)")
_NO_SUBJECT = re.compile(r"\s{1,2}(?:ve|v/v)\s|\s?(?:;|$)|\.(?:\s|$)")
_COMMA = re.compile(r",\s{0,2}")
_JOINED = re.compile(r"\s{1,2}(?:và|&|-|–)\s{1,2}|\s?\(")
_SAID = re.compile(r"\s{1,2}(?:về|Về)\s(?:việc\s)?")
_SAID_AGAIN = re.compile(r"[^.;:\n]{3,160}?\s(?:về|v/v)\s")
_GATHERED = re.compile(
    r"(?:ban chi dao|hoi dong|to cong tac|uy ban quoc gia|trung tam dieu phoi)"
    r"(?: (?:lien nganh|nha nuoc|tinh|trung uong|quoc gia|huyen|thanh pho|cua chinh phu)){0,2}$"
)
_NUMBERED = re.compile(r"[a-z ]{4,30}?\s(?:so\b|[0-9])")
_ACTS = re.compile(r"(?:\w+\s){1,4}?(?:đã|đang|sẽ|tiếp tục|chủ động|chưa|cũng)(?!\w)")
_WORK_END = re.compile(r"(?:chuong trinh|de an|du an|ke hoach)$")
_NO_HEAD = re.compile(
    r"(?:Bản|Bán|Bàn|Bảo (?!hiểm)|Bộ phận|Tố|Tô|Đối|Đời|Hồi|Hỏi|Số|Vũ|Cúc|Đơn|Đón|Hát|Quý|Viễn)(?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_JOINERS = frozenset(["và", "các", "của", "với", "khóa", "khoá", "lần", "thứ"])
# Small words behind a proper name: "Ninh Thuận kiểm định công tơ".
_BEHIND_NAME = re.compile(
    rf"(?<!\w)(?!(?:Bộ|Sở|Cục|Vụ|Ban|Phòng|Viện|Hội|Trường|Ủy|Uỷ|Tổng|Chi|Đội|Quỹ|Khu|Khối|Văn|Trung)\s)"
    rf"[{UPPER}](?:(?![{UPPER}])[^\W\d_])+\s[{UPPER}](?:(?![{UPPER}])[^\W\d_])+\s(?:(?![{UPPER}])[^\W\d_])+\s(?:(?![{UPPER}])[^\W\d_])+"
)
_LAST_PAIR = re.compile(r"(?<!\w)[^\W\d_]+\s(?=[^\W\d_])(?![A-ZĐ])[^\W\d_]+$")
_COMPOUNDS = words(
    "ke hoach, tinh uy, huyen uy, thanh uy, dang uy, quan uy, thi uy, tin hoc, ngoai ngu, tai vu, quan tri"
)
_CAPITAL = re.compile(rf"[{UPPER}]")
# Agencies that stand below others, and what stands above them.
_BELOW = re.compile(
    r"(?:tong cuc|chi cuc|cuc|vu|vien|trung tam|phong|truong|benh vien|thanh tra|chi nhanh|to|doi|hat)\s"
)
_ABOVE = re.compile(r"(?:bo|so|ubnd|uy ban nhan dan|tong cuc|chi cuc|cuc|dai hoc|truong)\s")


def is_doubtful(text: str, letters: str, start: int, end: int) -> bool:
    """Return whether the issuer from `start` to `end` may have been cut short or run too far.

    `letters` is `text` made bare. Sure is a name whose words all belong into names, and behind which the sentence
    surely goes on with something else: a sign, a verb, a document, or a word no name has.
    """
    if OBJECTLESS.search(letters, start, end) or _holds_one_above(letters, start, end):
        return True
    if _takes_a_word_too_many(text, letters, start, end):
        return True
    return _goes_on(text, letters, start, end) or _holds_a_sentence(text, letters, start, end)


def _goes_on(text: str, letters: str, start: int, end: int) -> bool:
    """True where what follows may still be the name's."""
    if _END.match(text, end):
        return False
    if comma := _COMMA.match(text, end):
        if _is_second_issuer(text, letters, start, comma.end()):
            return True
        return _is_above(letters, start, comma.end()) or _may_be_a_field(text, letters, start, end, comma.end())
    if letters.startswith("quy ", start) and text.startswith(" cho ", end):
        return True  # "Quỹ Bảo lãnh tín dụng cho doanh nghiệp nhỏ và vừa"
    if _NUMBER.match(text, end):
        return True  # "Đội Quản lý thị trường" of which number?
    if _names_by_deed(text, letters, start, end):
        return True
    if said := _SAID.match(text, end):
        gathered = _GATHERED.search(letters[start:end]) is not None
        return gathered and (not said[0].endswith("việc ") or _SAID_AGAIN.match(text, said.end()) is not None)
    if joined := _JOINED.match(text, end):
        return _joins_on(text, letters, joined)
    if _GATHERED.fullmatch(letters, start, end) or _WORK_END.search(letters, start, end):
        return True  # "Ban Chỉ đạo" of what?
    following = _WORD.search(text, end)
    if following is None or following.start() - end > 2:
        return False
    if text[start:end].isupper() and following[0].isupper():
        return not _begins_a_clause(text[following.start() : following.start() + 32].lower(), 0, following[0].lower())
    if DEED.match(text, following.start()) and _is_complete(text, letters, start, end):
        return False  # "UBND tỉnh Phê duyệt Đề án"
    if _CAPITAL.match(following[0]) or following[0][0].isdigit():
        return not START.match(letters, following.start()) or not _NUMBERED.match(letters, following.start())
    if _begins_a_clause(text, following.start(), following[0]):
        return False
    return not _is_complete(text, letters, start, end)


def _takes_a_word_too_many(text: str, letters: str, start: int, end: int) -> bool:
    """True where the last words may be the sentence's verb: "Cục Thú y kiểm định | các mẫu", "Cục Thuế xét | các đơn".

    Such are pairs that are verbs as well, and a syllable behind a capital that makes no known pair with it; a name's
    end is sure where a sign or a verb follows.
    """
    last = _LAST_PAIR.search(text, start, end)
    if last is None or stands_alone(text, letters, end) or _END.match(text, end):
        return False
    pair = " ".join(letters[last.start() : end].split())
    if last[0][0].islower():
        return pair in VERBAL and text[last.start() - 1].isspace() and text[last.start() - 2].isalnum()
    return pair not in PAIRS and pair not in CLOSING and pair not in KNOWN and pair not in _COMPOUNDS


def _begins_a_clause(text: str, place: int, word: str) -> bool:
    return word in STOPS or bool(STOP_PHRASES.match(text, place) or VERBS.match(text, place))


def _joins_on(text: str, letters: str, joined: re.Match[str]) -> bool:
    """True where "và", a dash or a bracket may join one more part of the name; an agency that acts begins a clause."""
    place = joined.end()
    if START.match(letters, place) and (joined[0].strip() != "-" or _NUMBERED.match(letters, place)):
        return False
    if _names_an_agency(letters, place):
        return _ACTS.match(text, place) is None
    return joined[0].strip() in {"-", "–"} and text[place : place + 1].isupper() and not CLAUSES.match(text, place)


def _may_be_a_field(text: str, letters: str, start: int, end: int, place: int) -> bool:
    """True where what follows a comma may be one more field of the name: "Cục Thông tin, Thống kê".

    A place closes a name; an agency, a document, a person's title and words that begin a clause are no fields.
    """
    if _is_complete(text, letters, start, end) or CLAUSES.match(text, place):
        return False
    agency = text[place].isupper() and not _NO_HEAD.match(text, place) and _names_an_agency(letters, place)
    return not agency and not START.match(letters, place)


def _names_by_deed(text: str, letters: str, start: int, end: int) -> bool:
    """True for a bare kind of body before what such are named by: "Văn phòng | đăng ký …", "Hội đồng | quản lý …"."""
    head = OPEN.match(letters, start, end)
    bare_head = head is not None and head.end() == end and not _SURE_ALONE.fullmatch(letters, start, end)
    return bare_head and text[end : end + 1] == " " and NAMING_DEEDS.match(text, end + 1) is not None


def _is_second_issuer(text: str, letters: str, start: int, place: int) -> bool:
    """True of "của Sở Tư pháp, Sở Nội vụ về việc": no verb makes the second agency a sentence's subject."""
    alike = text[place : place + 1].isupper() and letters[start:].split(" ", 1)[0] == letters[place:].split(" ", 1)[0]
    end = match_issuer(text, letters, place) if alike else None
    return end is not None and _NO_SUBJECT.match(letters, end) is not None


def _is_above(letters: str, start: int, place: int) -> bool:
    """True where the agency that the one at `start` belongs to follows: "Cục Y tế dự phòng, Bộ Y tế"."""
    return _BELOW.match(letters, start) is not None and _ABOVE.match(letters, place) is not None


def _holds_one_above(letters: str, start: int, end: int) -> bool:
    """True of "Cục Y tế dự phòng, Bộ Y tế": the ministry behind the comma may be who acts next."""
    commas = (at for at in range(start, end) if letters[at] == ",")
    return _BELOW.match(letters, start) is not None and any(_ABOVE.match(letters, at + 2, end) for at in commas)


def _names_an_agency(letters: str, place: int) -> bool:
    return any(head.match(letters, place) for head in (WHOLE, LOCAL, OPEN))


def _is_complete(text: str, letters: str, start: int, end: int) -> bool:
    """True for a name that nothing can be added to: one complete in itself, or with its place."""
    whole = WHOLE.match(letters, start)
    if whole and whole.end() == end:
        return True
    words = text[start:end].split()
    placed = next((at for at in range(len(words) - 1, max(0, len(words) - 6), -1) if PLACES.fullmatch(words[at])), None)
    if placed is not None:
        name = words[placed + 1 :]
        # Names of places have two syllables and no dash before another agency: "các tỉnh Bắc" goes on.
        if "-" in name:
            return _ends_in_a_place(name)
        return len(name) != 1 or name[0] == "Huế" or name[0][0].isdigit()
    return (len(words) > 2 and all(map(_titled, words[-2:]))) or (words[-1].isupper() and len(words[-1]) > 1)


def _ends_in_a_place(name: list[str]) -> bool:
    """True of "Phan Rang - Tháp Chàm": capitals on both sides of the dash, two at least."""
    parts = " ".join(name).split(" - ")
    return all(
        len(part.split()) > 1 and all(map(_titled, part.split())) and not _names_an_agency(bare(part), 0)
        for part in parts
    )


def _titled(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _holds_a_sentence(text: str, letters: str, start: int, end: int) -> bool:
    """True where small words stand in the name that no name is known to have."""
    words = list(_WORD.finditer(text, _head_end(text, letters, start, end), end))
    placed = next((at for at, word in enumerate(words) if PLACES.match(text, word.start())), len(words))
    unknown, at = 0, 0
    while at < placed:
        word = words[at]
        if at + 1 < placed and _is_pair(letters, word.start(), words[at + 1].end()):
            at += 2
            continue
        behind_capital = at > 0 and words[at - 1][0][0].isupper()
        third = at > 1 and word[0] in THIRDS
        if word[0].islower() and not behind_capital and word[0] not in _JOINERS and not third:
            unknown += 1
        at += 1
    if _BEHIND_NAME.search(text, start, words[placed].start() if placed < len(words) else end):
        return True
    return unknown > (2 if placed < len(words) else 0)


def _head_end(text: str, letters: str, start: int, end: int) -> int:
    """Return where the words end that kinds of agencies begin with, one within the other: "Chủ tịch Hội đồng"."""
    place = start
    while place < end:
        heads = [found.end() for head in (WHOLE, LOCAL, OPEN) if (found := head.match(letters, place, end))]
        if not heads:
            break
        if place > start and not _CAPITAL.match(text, max(heads) + 1):
            break  # "Quỹ Đổi mới" holds no "Đội"
        place = max(heads) + 1
    return min(place, end)


def _is_pair(letters: str, start: int, end: int) -> bool:
    pair = " ".join(letters[start:end].split())
    return pair in PAIRS or pair in CLOSING or pair in KNOWN
