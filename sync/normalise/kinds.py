"""Kinds of documents: their full names, the abbreviations of Decree 30/2020 (Annex III) and of party offices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.searching import bare

# One kind a line with its abbreviations. Of kinds that share one, the first is meant unless the text names another.
_KINDS = """
nghị quyết: NQ
nghị quyết liên tịch: NQLT
quyết định: QĐ
quyết định liên tịch: QĐLT
quy định: QĐi QyĐ QĐ
chỉ thị: CT
quy chế: QC
quy chế phối hợp: QCPH
quy trình:
quy trình phối hợp:
thông báo: TB
hướng dẫn: HD
hướng dẫn liên tịch: HDLT
hướng dẫn liên ngành: HDLN
chương trình: CTr CT
chương trình hành động: CTHĐ CTr
chương trình phối hợp: CTPH CTr
kế hoạch: KH
kế hoạch hành động: KHHĐ KH
kế hoạch phối hợp: KHPH KH
kế hoạch liên tịch: KHLT
kế hoạch liên ngành: KHLN
phương án: PA
đề án: ĐA
dự án: DA
báo cáo: BC
biên bản: BB
tờ trình: TTr
hợp đồng: HĐ
phụ lục hợp đồng: PLHĐ
công điện: CĐ
bản ghi nhớ: BGN
bản thỏa thuận: BTT
thỏa thuận:
giấy ủy quyền: GUQ
giấy mời: GM
giấy đề nghị: GĐN
đơn đề nghị: ĐĐN
giấy giới thiệu: GGT
giấy xác nhận: GXN
giấy biên nhận: GBN
giấy nghỉ phép: GNP
giấy phép: GP
giấy chứng nhận: GCN
phiếu gửi: PG
phiếu chuyển: PC
phiếu báo: PB
phiếu trình: PTr
phiếu xử lý:
phiếu yêu cầu: PYC
phiếu đề nghị: PĐN
công văn: CV
công hàm:
công thư:
thư công:
thư mời:
thư ngỏ:
thư khen:
văn bản: VB
văn bản hợp nhất: VBHN
kết luận: KL
thông tư: TT
thông tư liên tịch: TTLT
thông tư liên bộ: TTLB TTLT
thông tư liên ngành: TTLN
thông tri: TT
nghị định: NĐ
pháp lệnh: PL
sắc lệnh: SL
sắc luật: SLT
lệnh: L
mệnh lệnh: ML
chỉ lệnh: CL
công lệnh: CL
luật:
bộ luật:
hiến pháp:
kháng nghị: KN
kiến nghị:
thông cáo:
quy hoạch:
tuyên bố:
nội quy:
điều lệ:
thể lệ: TL
thông điệp:
thư kêu gọi:
lời kêu gọi:
bản án: BA
án lệ: AL
cáo trạng:
đề cương:
"""
# What is written in the word of another kind: a thông tư liên tịch is often called thông tư.
_WIDER = {"NQLT": "nghị quyết", "QĐLT": "quyết định", "TTLT": "thông tư", "TTLB": "thông tư", "HDLT": "hướng dẫn"}
_LAWS = {"luật", "bộ luật", "pháp lệnh", "hiến pháp"}


def _read_kinds() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return word (bare) → kind, and abbreviation → kinds, from the list above."""
    words: dict[str, str] = {}
    shorts: dict[str, tuple[str, ...]] = {}
    for line in _KINDS.strip().splitlines():
        kind, _, abbreviations = line.partition(":")
        words[bare(kind)] = kind
        for short in abbreviations.split():
            shorts[short] = (*shorts.get(short, ()), kind)
    return words, {short: (*kinds, *filter(None, [_WIDER.get(short)])) for short, kinds in shorts.items()}


_BY_WORD, _BY_SHORT = _read_kinds()
_BY_SMALL = {short.lower(): kinds for short, kinds in _BY_SHORT.items()}
_BY_BARE = {bare(short): kinds for short, kinds in reversed(_BY_SHORT.items())}

_ANY_WORD = "|".join(sorted((word.replace(" ", r"\s{1,3}") for word in _BY_WORD), key=len, reverse=True))
_ANY_SHORT = "|".join(
    sorted({*_BY_SHORT, "Qđ", "Nđ", "Cv", "TTR", "CTR"} - {"L", "PC", "PB", "PG"}, key=len, reverse=True)
)
# Words between a kind and "số" that say how, not what: "Công văn hỏa tốc số", "Văn bản chỉ đạo số".
_MANNER = "(?:hoa toc|thuong khan|khan|toi mat|mat|noi bo|lien nganh|phuc dap|tra loi|chi dao|phoi hop|di|den)"
# Words that are kinds themselves, but say behind another kind what it does: "Thông tư hướng dẫn số".
_DOES = r"(?:(?<=thong\stu)|(?<=lien\stich)|(?<=cong\svan))\s(?:huong dan|thong bao|bao cao|kien nghi|de nghi)"
# "số", "Số:", "số hiệu", "(số", and the doubled "số Số:" of copied headings.
_SO = r"\(?\s?(?:so\s)?so(?:\s?hieu)?\s{0,3}[:.]?"
_WORD_BEFORE = re.compile(
    rf"(?<![a-z0-9])(?P<word>{_ANY_WORD})(?:\s{_MANNER}|{_DOES})?\s{{0,3}}(?:(?P<number>{_SO})|:)?\s{{0,4}}\(?\s?$"
)
_SHORT_BEFORE = re.compile(
    rf"(?<![\w.&/\-])(?P<short>{_ANY_SHORT})(?P<joint>\sliên tịch)?(?:\.|:)?"
    r"\s{0,3}(?P<number>[sS][ốôoỐÔ]\s{0,3}[:.]?)?\s{0,4}$"
)
_SHORT_WORD = re.compile(r"(?<![\w.&/\-])(?:QĐ|NQ|CV|TB|KH|NĐ|CT|TTr|BC|KL|HD|GCN|GP)(?=\s)")
_LAST_WORD = re.compile(rf"(?<![a-z0-9])(?P<word>{_ANY_WORD})(?![a-z])")
_NUMBER_WORD = re.compile(r"(?<![a-z])(so)(?:\s?hieu)?\s{0,3}[:.]?\s{0,4}\(?$")
_TYPED_SO = re.compile(r"s[ốôoồổ]$", re.IGNORECASE)
# Kinds that are other words with other marks: "công bố Luật", "Điện Biên ban hành", "phường An".
_OTHER_WORDS = frozenset({"bộ luật", "biên bản", "thư công", "phương án", "bản án", "án lệ", "lệnh", "dự án", "đề án"})
_FAR = 60  # how far before a number its kind's word may begin
_FIRST_LETTERS = re.compile(r"(?:[0-9]{4}/)?([A-ZĐ]{3,})")
START = re.compile(rf"(?:{_ANY_WORD})(?![a-z])")


@dataclass(frozen=True, slots=True)
class KindBefore:
    """A kind's word right before a number: from `start`; `numbered` where "số" stands between."""

    start: int
    kind: str
    numbered: bool


def kind_before(text: str, letters: str, place: int, floor: int) -> KindBefore | None:
    """Return the kind whose word, in full or abbreviated, stands right before `place` (with or without "số").

    `letters` is `text` made bare; nothing before `floor` is looked at.
    """
    first = max(floor, place - _FAR)
    if found := _meant_word(_WORD_BEFORE, text[first:place], letters[first:place]):
        numbered = found["number"] is not None
        if not numbered or _is_number_word(text, first + found.start("number") + found["number"].index("so")):
            return KindBefore(first + found.start(), _kind(found["word"]), numbered)
    if found := _SHORT_BEFORE.search(text[first:place]):
        kinds = kinds_of(found["short"] + ("LT" if found["joint"] else ""))
        return KindBefore(first + found.start(), kinds[0], found["number"] is not None) if kinds else None
    return None


def kind_at(text: str, letters: str, place: int) -> bool:
    """True where a kind's word begins at `place` ("Biên bản", but not the "Biên ban" of "Điện Biên ban hành")."""
    found = START.match(letters, place)
    return found is not None and _is_meant(text[found.start() : found.end()], _kind(found[0]))


def _meant_word(pattern: re.Pattern[str], text: str, letters: str) -> re.Match[str] | None:
    """Return the first match whose word has the marks that its kind must have ("bộ luật", not "công bố Luật")."""
    found = pattern.search(letters)
    while found and not _is_meant(text[found.start("word") : found.end("word")], _kind(found["word"])):
        found = pattern.search(letters, found.start() + 1)
    return found


def _is_meant(typed: str, kind: str) -> bool:
    return kind not in _OTHER_WORDS or typed.isascii() or " ".join(typed.lower().split()) == kind


def number_word_before(text: str, letters: str, place: int, floor: int) -> int | None:
    """Return where the word "số" right before `place` begins, or None."""
    first = max(floor, place - 16)
    found = _NUMBER_WORD.search(letters[first:place])
    return first + found.start() if found and _is_number_word(text, first + found.start()) else None


def last_kind(letters: str, place: int, floor: int, meant: tuple[str, ...] = ()) -> tuple[int, int, str] | None:
    """Return (start, end, kind) of the last kind's word between `floor` and `place`, or None.

    A kind that is `meant`, where one is named, goes before the others.
    """
    words = [(found.start(), found.end(), _kind(found["word"])) for found in _LAST_WORD.finditer(letters, floor, place)]
    fitting = [word for word in words if word[2] in meant]
    chosen = fitting or words
    return chosen[-1] if chosen else None


def last_short(text: str, place: int, floor: int) -> tuple[int, int, str] | None:
    """Return (start, end, kind) of the last kind's abbreviation between `floor` and `place`, or None."""
    found = list(_SHORT_WORD.finditer(text, floor, place))
    return (found[-1].start(), found[-1].end(), kinds_of(found[-1][0])[0]) if found else None


def kinds_of(abbreviation: str) -> tuple[str, ...]:
    """Return the kinds that an abbreviation stands for, the usual one first; () where it is none."""
    return _BY_SMALL.get(abbreviation.lower()) or _BY_BARE.get(bare(abbreviation), ())


def kind_named(word: str) -> str:
    """Return the kind that a bare word names; raises KeyError where it names none."""
    return _BY_WORD[word]


def begins_like(kind: str, symbol: str) -> bool:
    """True where `symbol` begins with an abbreviation of `kind` and goes on in capitals ("QĐXXST-HS", "TBTL-DS")."""
    head = _FIRST_LETTERS.match(symbol)
    return head is not None and any(
        kind in kinds for short, kinds in _BY_SHORT.items() if len(short) > 1 and head[1].startswith(short)
    )


def is_law(kind: str | None) -> bool:
    """True for kinds that bear a name instead of a number: luật, bộ luật, pháp lệnh, hiến pháp."""
    return kind in _LAWS


def _kind(word: str) -> str:
    return _BY_WORD[" ".join(word.split())]


def _is_number_word(text: str, place: int) -> bool:
    """True where the "so" at `place` is the word "số" (also badly typed), not "Sở" or "sơ"."""
    return _TYPED_SO.match(text[place : place + 2]) is not None
