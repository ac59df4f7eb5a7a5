"""Laws, codes and ordinances by name ("Luật Tổ chức Chính phủ"): where the name begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.normalise.kinds import START, kind_named
from sync.normalise.searching import bare, words

_HEAD = re.compile(r"(?<![a-z0-9])(bo luat|luat|phap lenh|hien phap)(?=\s)")
_CONSTITUTION = re.compile(r"hiến\s", re.IGNORECASE)  # no "thực hiện Pháp lệnh"
_CODE = re.compile(r"b[ộồôo]\s", re.IGNORECASE)
# Schools, firms and people of law are no laws.
_NOT_A_LAW = re.compile(
    r"(?:dai hoc|khoa|truong|cu nhan|thac si|tien si|van phong|cong ty|hoi|phap|nganh|tap chi|bao|vien|to|ky) $"
)
_WORD = re.compile(r"[^\W_]+(?:[&\-–/][^\W\d_]+)*")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r",?\s{1,3}")
_FOLLOWED_BY = re.compile(
    r"\s{0,3},?\s{0,3}\(?(?:(?:(?:cong\sbo|thong\squa)\s)?ngay\s{0,3}[0-9]"
    r"|so\s?(?:hieu)?\s{0,3}[:.]?\s{0,3}[0-9]|(?:nam\s{0,3})?(?:19|20)[0-9]{2}(?![0-9/.]))"
)
_YEAR = re.compile(r"\s{1,3}\(?(?:nam\s{0,3})?((?:19|20)[0-9]{2})(?![0-9/.])\)?")
# Words (with their marks: "từ" ends a name, "tư" does not) that begin what follows a name.
_STOPS = words(
    """cho, tại, theo, được, đã, đang, sẽ, trong, trên, là, đến, với, nhằm, để, khi, sau, trước, này, đó, thì, như, bị,
    cùng, bởi, từ, gồm, nếu, mà, hiện, còn, vào, không, cần, phải, có, do, nên, về, ngày"""
)
_STOP_PHRASE = re.compile(
    r"(?:quy\sđịnh|ban\shành|công\sbố|thông\squa|chứa|góp\sphần|kỳ\shọp|trình|thay\sthế"
    r"|mới\s(?:được|ban|có|nhất)|(?:và|hoặc|cùng)\s(?:các|một\ssố|những|văn\sbản))(?!\w)"
    r"|(?:năm|số)\s{0,3}:?\s{0,3}[0-9]",
    re.IGNORECASE,
)
_NO_NAME = {"số", "này", "đó", "trên", "ngày", "năm", "của", "và", "về", "mới", "cũ", "nào", "hiện", "do", "là"}
_AND = re.compile(r"(?:va|hoac)\s")
_OF_AN_AGENCY = re.compile(r"cua\s(?!(?:cac )?(?:luat|bo luat|phap lenh)|hoi dong nhan dan,? (?:va )?uy ban)")
_AMENDING = re.compile(r"\s{0,3}(?:sua\sdoi|bo\ssung)")
_IN_BRACKETS = re.compile(r"\s?\((?:sua doi|bo sung|hop nhat)[a-z, ]{0,20}\)")
# Names in which a comma stands: what precedes it, and what follows.
_COMMA_INSIDE = re.compile(
    r"(?:phong|tiet kiem|san pham|thi dua|tin nguong|khoa hoc|xuat canh|nhap canh|qua canh|quan ly|phong chay|chua chay"
    r"|sua doi|bo sung|dau tu|to chuc|vu khi|giai phong|tam giu|thi hanh|thuong mai|tham dinh|bao ve"
    r"|su dung|hoi dong nhan dan|trat tu|an ninh|kham benh|cuu nan|tai nguyen|an toan|san xuat|ruou), ?"
    r"(?:chong|hang hoa|khen thuong|ton giao|cong nghe|nhap canh|xuat canh|qua canh|su dung|chua chay|cuu nan|bo sung"
    r"|vat lieu|tam giam|sap xep|cu tru|uy ban nhan dan|an toan|trat tu|chua benh|cuu ho|moi truong|ve sinh|kinh doanh"
    r"|bia|cham soc)"
)
# Words that end a name elsewhere, within the names of laws: what stands around them.
_WITHIN = re.compile(
    r"(?:(?:cong|chuong|qua|quy) trinh|(?:thuc|phat|bieu) hien|(?:thiet|trang|chuan) bi|tu do)(?![a-z])"
    r"|tac hai cua ruou|o nuoc ngoai theo hop dong|dau tu theo phuong thuc doi tac"
    r"|von nha nuoc (?:dau tu )?vao san xuat|kinh doanh tai (?:cac )?doanh nghiep"
    r"|(?<!nguoi )nuoc ngoai tai viet nam|cu tru cua nguoi nuoc ngoai(?: tai viet nam)?"
    r"|nhap canh,? (?:cu tru )?cua cong dan|giam sat cua quoc hoi|boi thuong cua nha nuoc"
    r"|hoa binh cua lien hop quoc|nguoi co cong voi cach mang|lien quan den(?![a-z])"
)
# Laws whose names careless hands write small ("Luật đất đai"), by how they begin.
_KNOWN = re.compile(
    r"(?:xu ly vi pham|dat dai|dau thau|dau tu|ngan sach nha nuoc|doanh nghiep|xay dung|nha o|kinh doanh bat dong san"
    r"|bao ve moi truong|bao ve va kiem dich|khieu nai|to cao|tiep cong dan|thanh tra|can bo|cong chuc|vien chuc"
    r"|luu tru|thi dua|phong,? chong|bao hiem|viec lam|ho tich|cu tru|can cuoc|hon nhan|tre em|giao duc|khoa hoc"
    r"|so huu tri tue|chuyen giao cong nghe|cong nghe|nang luong|do luong|chat luong|tieu chuan|an toan|duoc|kham benh"
    r"|giao thong|duong bo|hang hai|hang khong|dien luc|khoang san|tai nguyen|lam nghiep|thuy san|thuy loi"
    r"|trong trot|chan nuoi|thu y|quoc phong|an ninh|vien thong|tan so|buu chinh|bao chi|xuat ban|dien anh|di san"
    r"|du lich|the duc|quang cao|hop tac xa|quan ly|thue|ke toan|kiem toan|gia|phi va le phi|thuc hanh tiet kiem"
    r"|ban hanh van ban|to chuc|dan su|hinh su|lao dong|to tung|nghia vu quan su"
    r"|dan quan|ho tro|giao dich dien tu|bao ve bi mat|tro giup phap ly)(?![a-z])"
)
_BASIS = re.compile(r"(?<!\w)[Cc]ăn cứ (?:vào |theo )?$")
_LONGEST = 50  # words of a name


@dataclass(frozen=True, slots=True)
class LawName:
    """A law named in a text from `start` to `end`: its kind, its name, and the year right after the name."""

    start: int
    end: int
    kind: str
    subject: str
    year: int | None


def find_laws(text: str, letters: str) -> Iterator[LawName]:
    """Yield the laws that `text` names, in order; `letters` is `text` made bare. "Luật này" names none."""
    end = 0
    for head in _HEAD.finditer(letters):
        if head[1] == "bo luat" and not _CODE.match(text, head.start()):
            head = _HEAD.match(letters, head.start() + 3) or head  # "công bố Luật …"
        if head[1] == "hien phap" and not _CONSTITUTION.match(text, head.start()):
            head = _HEAD.match(letters, head.start() + 5) or head  # "thực hiện Pháp lệnh …"
            if head[1] == "hien phap":
                continue
        if head.start() < end or _NOT_A_LAW.search(letters[max(0, head.start() - 14) : head.start()]):
            continue
        if law := _named(text, letters, head):
            yield law
            end = law.end


def _named(text: str, letters: str, head: re.Match[str]) -> LawName | None:
    kind, name = kind_named(head[1]), _name_end(text, letters, head.end())
    followed = _FOLLOWED_BY.match(letters, name) is not None
    year = _YEAR.match(letters, name)
    subject = " ".join(text[head.end() : name].split())
    if kind == "hiến pháp" and not year:
        return None
    if kind != "hiến pháp" and not (subject and _proper(text, head, subject, followed=followed)):
        return None
    return LawName(head.start(), year.end() if year else name, kind, subject, int(year[1]) if year else None)


def _proper(text: str, head: re.Match[str], subject: str, *, followed: bool) -> bool:
    """True for a proper name: with a capital, or small ("Luật thuế giá trị gia tăng") before a date or number."""
    titled = text[head.start()].isupper()
    if subject[0].isupper():
        return titled or followed
    if not titled and _BASIS.search(text, max(0, head.start() - 16), head.start()) and _KNOWN.match(bare(subject)):
        return True  # "Căn cứ luật tổ chức Hội đồng nhân dân"
    return titled and (
        followed
        or head[1] == "phap lenh"
        or _KNOWN.match(bare(subject)) is not None
        or (_AMENDING.match(bare(subject)) is not None and len(subject) > len("sửa đổi, bổ sung"))
    )


def _name_end(text: str, letters: str, place: int) -> int:
    """Return where the name that begins after `place` ends; a comma belongs to it only where the name needs it."""
    end, comma = place, None
    first, amending = True, _AMENDING.match(letters, place) is not None
    for _ in range(_LONGEST):
        word = _next_word(text, letters, end, first=first, amending=amending)
        if word is None:
            break
        if text[end] == "," and comma is None and not _comma_inside(letters, end, word.start()):
            comma = end
        end, first = word.end(), amending and word[0].lower() == "luật"
    if added := _IN_BRACKETS.match(letters, end):
        end = added.end()
    return end if comma is None or _FOLLOWED_BY.match(letters, end) else comma


def _next_word(text: str, letters: str, end: int, *, first: bool, amending: bool) -> re.Match[str] | None:
    """Return the name's next word after `end`, or None where the name ends."""
    gap = _GAP.match(text, end)
    word = _WORD.match(text, gap.end()) if gap else None
    if word is None or word[0].isdigit():
        return None
    listed = gap is not None and "," in gap[0]
    if listed and (_HEAD if amending else START).match(letters, word.start()) and not (amending and first):
        return None if not amending else word  # "Luật Việc làm, Bộ luật Lao động", "Luật Giá, Nghị định số …"
    return None if _stops(text, letters, word.start(), first=first, amending=amending) else word


def _is_inside(letters: str, place: int) -> bool:
    """True for a word that would end a name, but stands within the name of a law: "có công với cách mạng"."""
    near = _WITHIN.finditer(letters, max(0, place - 30), place + 40)
    return any(found.start() < place < found.end() for found in near)


def _comma_inside(letters: str, comma: int, word: int) -> bool:
    return any(m.start() < comma < m.end() for m in _COMMA_INSIDE.finditer(letters, max(0, comma - 14), word + 12))


def _stops(text: str, letters: str, place: int, *, first: bool, amending: bool) -> bool:
    word = _SYLLABLE.match(text, place)
    if word is None:
        return False
    if first:
        return word[0].lower() in _NO_NAME
    if (joined := _AND.match(letters, place)) and START.match(letters, joined.end()):
        return not (amending and _HEAD.match(letters, joined.end()))
    if _is_inside(letters, place):
        return False
    if word[0].lower() in _STOPS or _STOP_PHRASE.match(text, place):
        return True
    return _OF_AN_AGENCY.match(letters, place) is not None
