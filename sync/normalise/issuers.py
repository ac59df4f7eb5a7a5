"""Names of agencies as documents give them after "của", and where such a name ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.kinds import START as KIND_START
from sync.normalise.searching import bare

# Names complete in themselves, with what may follow them; on bare letters.
_WHOLE = (
    r"uy ban thuong vu quoc hoi|ubtv\s?quoc hoi|ubtvqh|quoc hoi(?: nuoc cong hoa xa hoi chu nghia viet nam)?",
    r"(?:pho )?thu tuong(?: chinh phu)?|chinh phu|van phong chinh phu|thanh tra chinh phu|tong thanh tra(?: chinh phu)?|tttg|ttgcp|ttcp|vpcp",
    r"bo chinh tri|ban bi thu(?: trung uong)?(?: dang)?|van phong trung uong(?: dang)?|trung uong(?: dang)?(?: cong san viet nam)?",
    r"(?:hoi nghi (?:lan thu [a-z0-9]+,? )?(?:cua )?)?ban chap hanh trung uong(?: dang)?(?: cong san viet nam)?|bch\s?(?:trung uong|tw)(?: dang)?|bch\s?tw",
    r"(?:pho )?chu tich nuoc|hoi dong bo truong|hoi dong chinh phu|hoi dong nha nuoc|van phong quoc hoi|van phong chu tich nuoc",
    r"(?:bo truong, chu nhiem |bo truong, chu nhiem van phong chinh phu)?uy ban dan toc(?: va ton giao)?",
    r"(?:thong doc )?ngan hang nha nuoc(?: viet nam)?|kho bac nha nuoc|tong kiem toan nha nuoc|kiem toan nha nuoc",
    r"(?:chu tich )?uy ban quan ly von nha nuoc tai doanh nghiep|(?:hoi dong tham phan )?toa an nhan dan toi cao",
    r"vien kiem sat nhan dan toi cao|hoi dong bau cu quoc gia|hoi dong dan toc|mat tran to quoc viet nam",
    r"(?:ban thuong truc |doan chu tich )?uy ban trung uong mat tran to quoc viet nam",
    r"(?:thu truong co quan|co quan co tham quyen)",
)
# Names that a place follows, or nothing.
_LOCAL = (
    r"(?:thuong truc |tt\s?)?(?:hoi dong nhan dan|hdnd)",
    r"(?:(?:pho )?chu tich |ct\s?)?(?:uy ban nhan dan|ubnd|uy ban hanh chinh|ub(?= (?:tinh|tp|huyen|thanh)))",
    r"(?:ban thuong vu |ban chap hanh |thuong truc |bi thu |van phong |btv |bch |ban to chuc |ban tuyen giao |ban dan van |ban noi chinh |"
    r"uy ban kiem tra |ubkt |ban can su dang )?(?:tinh uy|thanh uy|huyen uy|quan uy|thi uy)",
    r"(?:ban chap hanh |ban thuong vu |bch |btv )(?:dang bo|lien doan)",
    r"(?:doan dai bieu quoc hoi|van phong doan dbqh|cong an|vien kiem sat nhan dan|toa an nhan dan|thanh tra)(?= (?:tinh|thanh pho|huyen|tp|quan|thi xa|cap))",
    r"dang bo",
)
# Names that need a proper name after them (Bộ Tài chính), or stand alone at the end ("của Sở").
_OPEN = (
    r"(?:(?:pho )?(?:thu truong|bo truong)|tong giam doc|pho giam doc|giam doc|tong cuc truong|cuc truong|chi cuc truong|vien truong|"
    r"chanh an|chanh van phong|chanh thanh tra|chu nhiem|chu tich|pho chu tich|bi thu|hieu truong|truong ban|thong doc|tu lenh|ke toan truong)"
    r"(?=,? )",
    r"lien bo|lien nganh|lien so|bo tu lenh|bo chi huy|bo|tong cuc|chi cuc|cuc|vu|van phong|vien|trung tam|toa an|vien kiem sat|ngan hang|kho bac",
    r"cong an|thanh tra|kiem toan|bao hiem xa hoi|truong|dai hoc|hoc vien|tong cong ty|cong ty|tap doan|(?:ban thuong vu |ban chap hanh |bi thu )?dang uy|dang doan|tinh doan|thanh doan",
    r"lien doan|lien hiep|hoi dong|hoi nghi|hoi|mat tran|phong|dai phat thanh|dai|quy|to cong tac|ban|uy ban|so|hai quan|thue|quan khu|doan",
    r"dai hoi|ub|bch|bcd|btv|bqp|nha xuat ban|benh vien",
)  # fmt: skip


def _heads(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(names)})(?![a-z0-9])".replace(" ", r"\s{1,2}").replace(r"(?=,?\s{1,2})", "(?=,? )")
    )


_WHOLE_HEAD, _LOCAL_HEAD, _OPEN_HEAD = _heads(_WHOLE), _heads(_LOCAL), _heads(_OPEN)
_SMALL_ALLOWED = re.compile(
    r"(?:thu tuong|chinh phu|quoc hoi|uy ban (?:nhan dan|thuong vu)|hoi dong nhan dan|chu tich (?:uy ban|ubnd|nuoc)|bo (?:truong )?"
    r"(?:chinh tri|[a-z&]+)|ban (?:bi thu|chap hanh|thuong vu)|tinh uy|thanh uy|huyen uy|giam doc so)"
)
_AFTER_BARE_HEAD = re.compile(r"\s{0,3}(?:$|[,;.:)\n\"”]|(?:ve|v/v|ngay|ban hanh|quy dinh|huong dan|phe duyet|khoa)(?![a-z]))")
_WORD = re.compile(r"[^\W_]+(?:[&–\-][^\W\d_]+)*")
_PLACE_KINDS = re.compile(
    r"(?:tỉnh|thành\s?phố|huyện|quận|thị\s?xã|xã|phường|thị\s?trấn|đặc\s?khu|tp|t\.p|tx|tinh|thanh\spho|huyen)(?![^\W_])\.?",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\s{1,2}\(?(?:khoa|nhiem ky)\s{1,2}(?:[ivx]{1,6}|[0-9]{1,2}|thu [a-z]+)(?![a-z0-9])(?:\))?(?:,? nhiem ky [0-9]{4}\s?-\s?[0-9]{4})?"
)
_NTH = re.compile(r"\s{1,2}lan thu\s{1,2}(?:[ivx]{1,6}|[0-9]{1,2}|[a-z]+)(?![a-z0-9])")
_COMMA_LIST = re.compile(r",\s(?=[^\W\d_][\w&]*(?:\s[\w&]+){0,3}\s(?:và|&)\s[^\W\d_])")
# The second words that begin with a letter from _STOPS but belong to names, and pairs written small within names.
_PAIRS = frozenset(
    """nhan dan,nong thon,van tai,xa hoi,chat luong,do luong,tri tue,buc xa,hat nhan,nguyen tu,thuong mai,cong nghe,thong tin,
    truyen thong,moi truong,bien doi,khi hau,doanh nghiep,quoc te,quoc gia,toi cao,cap cao,quan su,bien phong,khu vuc,trung uong,
    dia phuong,cong nghiep,nong nghiep,lam nghiep,thuy san,thuy loi,kiem lam,thuc vat,thuc pham,ve sinh,giao duc,dao tao,nghe nghiep,
    viec lam,thuong binh,dan toc,ton giao,van hoa,the thao,du lich,gia dinh,dau tu,khoa hoc,xay dung,giao thong,duong bo,hang khong,
    hang hai,buu chinh,vien thong,tan so,vo tuyen,dien tu,doi moi,sang tao,thi truong,hanh chinh,tu phap,phong chay,chua chay,cuu nan,
    thien tai,tim kiem,nha nuoc,dat dai,tai nguyen,khoang san,thong ke,luu tru,khen thuong,dang bo,cong san,chu nghia,tieu chuan,
    san xuat,kinh te,su nghiep,thanh nien,phu nu,nong dan,lao dong,chien binh,nghe thuat,ky thuat,du phong,hoi nhap,nguoi co cong,
    tri thuc,tien bo,noi vu,tai chinh,ngoai giao,cong an,quoc phong,thi dua,phat trien,bao ve,y te,vung kinh te,nong lam,thuy van,quy hoach,thuy loi,chan nuoi,thu y,trong trot,khi tuong,kiem dinh""".replace("\n", " ").split(",")
)  # fmt: skip
_NAME_PAIRS = frozenset(pair.strip() for pair in _PAIRS)


@dataclass(slots=True)
class _State:
    """Where the reading of a name stands: its end so far, and what kind of word came last."""

    end: int
    last: str  # "head", "name" (one capital), "rest" (its small second half), "short" (an abbreviation), "place"


def match_issuer(text: str, letters: str, place: int, *, joint: bool = False) -> int | None:
    """Return the end of the agency's name that begins at `place`, or None where no agency is named.

    `letters` is `text` made bare. `joint` allows several agencies ("Bộ Tài chính - Bộ Nội vụ").
    """
    end = _one_agency(text, letters, place)
    while joint and end is not None:
        more = re.compile(r"\s{0,2}(?:-|,|va|;)\s{0,2}").match(letters, end)
        following = _one_agency(text, letters, more.end()) if more else None
        if following is None:
            break
        end = following
    return end


def _one_agency(text: str, letters: str, place: int) -> int | None:
    for head, read in ((_WHOLE_HEAD, _with_term), (_LOCAL_HEAD, _with_place), (_OPEN_HEAD, _with_name)):
        found = head.match(letters, place)
        if found and _is_named(text, letters, place, found[0]):
            return read(text, letters, found.end())
    return _abbreviated(text, letters, place)


def _is_named(text: str, letters: str, place: int, head: str) -> bool:
    """True where the head is written as a name: with a capital, or as one of those that sloppy hands write small."""
    if head == "so":
        return text[place : place + 2] in {"Sở", "SỞ"}
    return text[place].isupper() or (len(head) > 3 and _SMALL_ALLOWED.match(letters, place) is not None)


def _with_term(text: str, letters: str, end: int) -> int:
    """Return the end with "khóa XII" or "(khóa XII)" where it follows."""
    found = _TERM.match(letters, end)
    if not found or (found[0].strip().startswith("(") != found[0].endswith(")")):
        return end
    return found.end()


def _with_place(text: str, letters: str, end: int) -> int:
    state = _State(end, "place")
    while _take_place(text, letters, state):
        pass
    return _with_term(text, letters, state.end)


def _take_place(text: str, letters: str, state: _State) -> bool:
    """Take "tỉnh", "thành phố" or a word of a place's name; a dash only between capitals."""
    joined = re.compile(r"\s?(?:[-–]\s?)|\s{1,2}|(?<=\.)").match(text, state.end)
    if not joined:
        return False
    place = joined.end()
    if (kind := _PLACE_KINDS.match(text, place)) and "–" not in joined[0] and "-" not in joined[0]:
        state.end = _after_place_kind(text, kind)
        return True
    word = _WORD.match(text, place)
    if (
        not word
        or not (word[0][0].isupper() or _numbered_ward(letters, state.end, word[0]))
        or _ends_a_name(text, letters, place)
    ):
        return False
    if ("-" in joined[0] or "–" in joined[0]) and (word[0].isupper() and len(word[0]) > 1):
        return False
    state.end = word.end()
    return True


def _after_place_kind(text: str, kind: re.Match[str]) -> int:
    """Return the end of "TP." with its full stop only where a name follows."""
    dotted = kind[0].endswith(".")
    return kind.end() - 1 if dotted and not _capital_at(text, kind.end()) else kind.end()


def _capital_at(text: str, place: int) -> bool:
    return text[place : place + 2].strip()[:1].isupper()


def _numbered_ward(letters: str, end: int, word: str) -> bool:
    return word.isdigit() and len(word) <= 2 and letters[:end].endswith(("quan", "phuong", "q.", "p."))


def _ends_a_name(text: str, letters: str, place: int) -> bool:
    """True where a capital begins something else: a document, an agency of its own, "Về việc"."""
    return (
        KIND_START.match(letters, place) is not None
        or re.compile(r"(?:v/v|ve\s|v[ầề]|ngay|ban\s{1,2}hanh|so:?\s)").match(letters, place) is not None
    )


def _with_name(text: str, letters: str, end: int) -> int | None:
    state = _State(end, "head")
    for _ in range(18):
        if not _take_word(text, letters, state):
            break
    if state.last == "head" and not _AFTER_BARE_HEAD.match(letters, end):
        return None
    return _with_term(text, letters, state.end)


def _take_word(text: str, letters: str, state: _State) -> bool:
    if state.last != "head" and _take_joined(text, letters, state):
        return True
    gap = re.compile(r",?\s{1,2}" if state.last == "head" else r"\s{1,2}").match(text, state.end)
    if not gap:
        return False
    place = gap.end()
    nested = _nested(text, letters, place, state)
    if nested is not None:
        state.end, state.last = nested, "place"
        return True
    return _take_plain_word(text, letters, place, state)


def _nested(text: str, letters: str, place: int, state: _State) -> int | None:
    """Return the end of an agency inside a name: "Văn phòng UBND tỉnh", "Bộ trưởng Bộ Y tế", "Ban Tuyên giáo Tỉnh ủy"."""
    if not text[place : place + 1].isupper():
        return None
    for head, read in ((_WHOLE_HEAD, _with_term), (_LOCAL_HEAD, _with_place)):
        if found := head.match(letters, place):
            return read(text, letters, found.end())
    return None


def _take_plain_word(text: str, letters: str, place: int, state: _State) -> bool:
    word = _WORD.match(text, place)
    if not word:
        return False
    if kind := _PLACE_KINDS.match(text, place):
        if bare(kind[0]) == "xa" and letters.startswith("xa hoi", place):
            return _take(state, place + 6, "rest")
        return _take(state, _after_place_kind(text, kind), "place")
    if word[0][0].isupper():
        return _take_capital(text, letters, word, state)
    pair = re.compile(r"[a-z]+\s[a-z]+").match(letters, place)
    if pair and pair[0] in _NAME_PAIRS and state.last in {"head", "name", "rest"}:
        return _take(state, pair.end(), "rest")
    if state.last == "name" and not _is_stop(text, place, word[0].lower()):
        return _take(state, word.end(), "rest")
    return False


def _take(state: _State, end: int, last: str) -> bool:
    state.end, state.last = end, last
    return True


def _take_capital(text: str, letters: str, word: re.Match[str], state: _State) -> bool:
    if state.last != "head" and _ends_a_name(text, letters, word.start()):
        return False
    short = sum(map(str.isupper, word[0])) > 1
    return _take(state, word.end(), "place" if state.last == "place" else "short" if short else "name")


def _take_joined(text: str, letters: str, state: _State) -> bool:
    """Take "và Công nghệ", "- Thương binh", ", Thể thao (và Du lịch)": the next part of the same name."""
    joined = re.compile(r"\s{1,2}(?:và|&)\s{1,2}|\s?[-–]\s?").match(text, state.end) or _COMMA_LIST.match(
        text, state.end
    )
    if not joined or state.last == "short":
        return False
    word = _WORD.match(text, joined.end())
    if not word:
        return False
    pair = re.compile(r"[a-z]+\s[a-z]+").match(letters, word.start())
    if "và" in joined[0] and pair and pair[0] in _NAME_PAIRS and state.last != "place" and not word[0][0].isupper():
        return _take(state, pair.end(), "rest")
    if not word[0][0].isupper() or _another_agency(text, letters, word.start()):
        return False
    return _take(state, word.end(), "place" if state.last == "place" else "name")


def _another_agency(text: str, letters: str, place: int) -> bool:
    if KIND_START.match(letters, place) and not re.compile(r"(?:ke hoach|quy hoach) va|quy hoach").match(
        letters, place
    ):
        return True
    heads = (
        _WHOLE_HEAD,
        _LOCAL_HEAD,
        re.compile(r"(?:bo|so|ubnd|cuc|chi cuc|tong cuc|ban|uy ban|hoi|vien|trung tam)\s(?=[a-z])"),
    )
    return any(head.match(letters, place) for head in heads)


def _is_stop(text: str, place: int, word: str) -> bool:
    """True where a small word after a capital begins the sentence's next part, not the name's second half."""
    return word in _STOP_WORDS or _STOP_PHRASE.match(text, place) is not None


# With their marks: "đưa" ends a name, "đua" of "Thi đua" does not.
_STOP_WORDS = frozenset(
    """về ngày tại trên trong cho đối để nhằm đã đang sẽ được bị là gồm thì theo từ đến khi này do và hoặc với như năm tháng các những
    một mới gửi sau trước vào qua không chưa phải cần nên cùng kèm thuộc có giao trình cấp xin đưa mời gửi cử ký nhất""".split()
)
_STOP_PHRASE\s= re.compile(
    r"(?:ban\shành|qu[yi]\sđịnh|hướng\sdẫn|sửa\sđổi|bổ\ssung|phê\sduyệt|quyết\sđịnh|thành\slập|công\sbố|yêu\scầu|đề\snghị|chỉ\sđạo|thông\squa|thông\sbáo|"
    r"kết\sluận|thực\shiện|triển\skhai|tăng\scường|điều\schỉnh|tham\sgia|tham\smưu|bãi\sbỏ|thay\sthế|xử\slý|giải\squyết|trả\slời|phân\scông|phối\shợp|"
    r"tổ\schức|kiểm\stra|báo\scáo|lấy\sý\skiến|góp\sý|ủy\squyền|công\snhận|giải\sthích|áp\sdụng|quản\slý|xác\snhận|hợp\snhất|chấp\sthuận|chấp\shành|"
    r"thống\snhất|bố\strí|phân\sbổ|kéo\sdài|gia\shạn|tiếp\stục|xây\sdựng|phát\sđộng|thi\shành|nhất\strí|đính\schính|quán\striệt|nâng\scao|đồng\sý|v/v)"
    r"(?!\w)",
)


def _abbreviated(text: str, letters: str, place: int) -> int | None:
    """Return the end of an agency written as one abbreviation ("UBNDTP", "SKHCN"), with the place after it, or None."""
    found = re.compile(
        r"(?:UBND|HĐND|UB|B|S|TT|VP|CT)[A-ZĐƯ][A-ZĐƯ&\-]{1,12}(?:TP|[a-zđ]{1,2})?(?![\w&])|TW|TƯ|CP(?!\w)|TTg(?!\w)"
    ).match(text, place)
    return _with_place(text, letters, found.end()) if found else None
