"""What a citation hangs on: a number with its symbol, and the kind, law or agency before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.normalise.citationtail import Tail, read_tail
from sync.normalise.issuers import match_issuer
from sync.normalise.kinds import KindBefore, begins_like, is_law, kind_before, last_kind, last_short, number_word_before
from sync.normalise.laws import LawName
from sync.normalise.symbols import Symbol, match_symbol, match_year_only, symbol_kinds

NUMBER = re.compile(
    r"(?=[0-9])(?:(?<!\w)|(?<=\bso)|(?<=\b[nq]d)|(?<=\bnq)|(?<=\btt)|(?<=\bcv))(?<![0-9][.,:/\-])(?<![a-z\s.…_][/\-])[0-9]{1,6}(?![0-9])"
)
_INNER_SPACE = re.compile(r" ([0-9]{1,4})(?=\s{0,3}[/\-])")
_SUFFIX = re.compile(r"(?:[a-zA-Z]|bis|BIS)(?=\s{0,2}[/\-–]|\s(?:của|ngày|về|năm)\s)")
_RUNNING = re.compile(r"\.[0-9]{1,3}(?=/(?:20[0-9]{2}/|[A-ZĐ]{2}))")  # "Nghị quyết số 66.12/2026/NQ-CP", "11.12/HĐTD"
_LIST = re.compile(r"(?:\s{0,2}(?:,|;|\sva\s(?:so\s)?)\s{0,2}[0-9]{1,6}(?![0-9])){1,12}(?=\s{0,2}[/\-])")
_LIST_ITEM = re.compile(r"[0-9]+")
# Standards, forms, plates, roads, telephones: numbers that look like a document's.
_NO_DOCUMENT = re.compile(
    r"(?<!\w)(?:tcvn|qcvn|tccs|iso|iec|tcxd|tcxdvn|đlvn|qcđp|astm|[0-9]{0,2}tcn|haccp|nfpa|model|mẫu|biểu|phụ lục|mã số"
    r"|điện thoại|đt|sđt|fax|biển số|lô|thửa(?: đất)?|tờ bản đồ|quốc lộ|ql|đường|nhà|hẻm|ngõ|khu phố|tài khoản|mst"
    r"|hóa đơn|hoá đơn|serial|số máy)\s{0,2}(?:số)?\s{0,2}[:.]?\s{0,2}(?:iso |iec )?(?:[0-9]+:)?$"
)
_YEAR_IN_WORDS = re.compile(r"nam\s(?:19|20)[0-9]{2}$")
_ENDS = re.compile(
    r"\s{0,3}(?:$|[,;.):\]\n\"”]"
    r"|(?:ngay|cua|ve|v/v|va|do|quy dinh|ban hanh|huong dan|phe duyet|sua doi|cung)(?![a-z]))"
)
_MORE_DIGITS = re.compile(r"\s?[.,/%\-]\s?[0-9]|%|[a-z]")
_NUMBERED_ALONE = {"nghị quyết", "nghị định", "thông tư", "chỉ thị", "quyết định", "kết luận", "luật", "pháp lệnh"}
_TWO_WORDS = re.compile(r"(?:\s[a-z]+){1,2}\s?")  # "Báo cáo thẩm định số 18/BCTĐ-STP"
# What a document's kind goes on with, no agency of a plan: "Sở Kế hoạch và Đầu tư tại Tờ trình".
_QUALIFIED = re.compile(r"(?:\s(?!(?:va|tai|cua|theo)\s)[a-z]+){0,4}\s?")
_WITHOUT_ABBREVIATION = ("công văn", "văn bản", "giấy", "bản án", "án lệ", "cáo trạng")
_OFTEN_BY_YEAR = {"nghị định", "thông tư"}
_TO_NUMBER = re.compile(r"\s{0,3},?\s{0,3}\(?\s{0,2}(?:(?:luat )?so(?:\s?hieu)?\s{0,3}[:.]?)?\s{0,3}")
_OF = re.compile(r"\s{1,3}(?:cua\s{1,3})?")
_NOUN = re.compile(r"(?<![a-z])(?!(?:va|voi|cung|hoac|hay|den|tai|theo|la|co|mang|boi|cac|nhu)\s)[a-z0-9]+\s$")
_COLON = re.compile(r":\s?$")  # "Quyết định đầu tư: 2890/QĐ-UBND"
_NOTHING = re.compile(r"[\s,(]*:?\s*")
_SENTENCE_END = re.compile(r"[.;\n?!][\s\"”)]|\n")
_FAR = 160  # how far before its number a kind's word may stand


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number with its symbol, and what stands before it; the citation begins at `start`.

    `others` holds the further numbers, each with its place, of a list that shares one symbol. `told` is the day and the
    issuer that stand before the number: "công văn ngày 5/3/2024 của Sở Nội vụ số 221/SNV-TCCC".
    """

    start: int
    number_start: int
    number: str
    symbol: Symbol
    kind: str | None
    issuer: str | None = None
    law: LawName | None = None
    others: tuple[tuple[int, str], ...] = ()
    told: Tail | None = None


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text under search: composed, made bare, with the laws it names; `floor` is where the last citation ended."""

    text: str
    letters: str
    laws: Sequence[LawName]
    floor: int = 0


def read_anchor(scanned: Scanned, start: int, end: int) -> Anchor | None:
    """Return the anchor whose number begins with the digits from `start` to `end`, or None where they cite nothing."""
    text, letters, floor = scanned.text, scanned.letters, scanned.floor
    if _YEAR_IN_WORDS.search(letters, max(0, start - 4), end) or (
        _NO_DOCUMENT.search(text[max(0, start - 24) : start].lower()) and not _law_before(scanned, start)
    ):
        return None
    kind = kind_before(text, letters, start, floor)
    word = None if kind else number_word_before(text, letters, start, floor)
    led = kind is not None or word is not None
    number, after = _whole_number(text, start, end, led=led)
    symbol = match_symbol(text, after, led=led)
    if kind and symbol:
        kind = _agreeing(scanned, kind, symbol)
    first = kind.start if kind else start if word is None else word
    base = Anchor(first, start, number, symbol or Symbol("", after), kind.kind if kind else None)
    if symbol is None:
        listed = _listed(scanned, base, end, numbered=word is not None)
        return listed or (_without_symbol(scanned, base, numbered=kind.numbered) if kind else None)
    return _with_symbol(scanned, base, numbered=word is not None)


def _whole_number(text: str, start: int, end: int, *, led: bool) -> tuple[str, int]:
    """Return the number and its end: with the digits after a stray space ("15 3/2004/QĐ-TTg") and a letter ("12a")."""
    number = text[start:end]
    more = _INNER_SPACE.match(text, end) if led else None
    if more and len(number + more[1]) <= 5 and match_symbol(text, more.end(), led=True):
        number, end = number + more[1], more.end()
    if running := _RUNNING.match(text, end):
        number, end = number + running[0], running.end()
    if suffix := _SUFFIX.match(text, end):
        number, end = number + suffix[0], suffix.end()
    return number, end


def _agreeing(scanned: Scanned, kind: KindBefore, symbol: Symbol) -> KindBefore:
    """Return the kind right before `kind` where the symbol speaks for it: "Thông báo kết luận số 123-TB/TU"."""
    meant = symbol_kinds(symbol.text)
    if not meant and not begins_like(kind.kind, symbol.text):
        earlier = last_kind(scanned.letters, kind.start, max(scanned.floor, kind.start - _FAR))
        # "Quyết định kháng nghị số 02/QĐKNPT-VKS", "Quyết định công nhận sự thỏa thuận số 22/2024/QĐST-DS"
        near = earlier and _QUALIFIED.fullmatch(scanned.letters, earlier[1], kind.start)
        if earlier and near and begins_like(earlier[2], symbol.text):
            return replace(kind, start=earlier[0], kind=earlier[2])
    if not meant or kind.kind in meant:
        return kind
    before = kind_before(scanned.text, scanned.letters, kind.start, scanned.floor)
    if before and before.kind in meant:
        return replace(kind, start=before.start, kind=before.kind)
    further = last_kind(scanned.letters, kind.start, max(scanned.floor, kind.start - _FAR), meant)
    if further and further[2] in meant and _TWO_WORDS.fullmatch(scanned.letters, further[1], kind.start):
        return replace(kind, start=further[0], kind=further[2])  # "Thông báo ý kiến kết luận số 12/TB-VP"
    return kind


def _listed(scanned: Scanned, base: Anchor, end: int, *, numbered: bool) -> Anchor | None:
    """Return the anchor of "số 12, 13 và 15/QĐ-UBND": one symbol for several numbers."""
    found = _LIST.match(scanned.letters, end) if base.kind or numbered else None
    symbol = match_symbol(scanned.text, found.end(), led=True) if found else None
    if found is None or symbol is None:
        return None
    others = tuple((m.start(), m[0]) for m in _LIST_ITEM.finditer(scanned.letters, end, found.end()))
    listed = replace(base, symbol=symbol, others=others)
    # "Kết luận thanh tra số: 09, 10/KL-TTr": the kind's word stands further before.
    return listed if base.kind else _kind_further_before(scanned, listed, numbered=True)


def _without_symbol(scanned: Scanned, base: Anchor, *, numbered: bool) -> Anchor | None:
    """Return the anchor of "Nghị định 30/2020", "Nghị quyết số 36 ngày …", "Nghị quyết 57 của Bộ Chính trị"."""
    letters, end = scanned.letters, base.symbol.end
    usual = base.kind in _NUMBERED_ALONE
    if year := match_year_only(scanned.text, end):
        # "Kế hoạch 01/2024" is a month's; beyond 12 it can be no month.
        sure = numbered or base.kind in _OFTEN_BY_YEAR or int(re.sub(r"\D", "", base.number)) > 12
        return replace(base, symbol=year) if usual and sure else None
    if _MORE_DIGITS.match(letters, end):
        return None
    if numbered:
        titled = usual and scanned.text[base.start].isupper()
        return base if titled or _ENDS.match(letters, end) else None
    if not usual or not _ENDS.match(letters, end):
        return None
    tail = read_tail(scanned.text, letters, end)
    return base if tail.issuer is not None or (tail.date is not None and tail.problem is None) else None


def _with_symbol(scanned: Scanned, base: Anchor, *, numbered: bool) -> Anchor | None:
    law = _law_before(scanned, base.number_start)
    # A kind's word may close a law's name: "Luật Người lao động … theo hợp đồng số 69/2020/QH14".
    if law and (base.kind is None or is_law(base.kind) or law.start < base.start < law.end):
        return replace(base, start=law.start, kind=law.kind, law=law)
    if base.kind is None and (wider := _kind_further_before(scanned, base, numbered=numbered)):
        return wider
    of_something = _NOUN.search(scanned.letters, max(scanned.floor, base.start - 9), base.start) is not None
    sure = _is_surely_one(base.symbol, numbered=numbered, of_something=of_something)
    return base if base.kind or sure else None


def _is_surely_one(symbol: Symbol, *, numbered: bool, of_something: bool) -> bool:
    """True for a symbol that needs no kind's word before it to be a document's.

    After "số" one abbreviation is enough, unless it is the number `of_something` ("gói thầu số 03/XL"), of which only
    two long ones are a document's ("Kết quả thẩm định số 211/KQTĐ-SXD"). Without "số" there must be two, or one of the
    old offices' ("77/CP"): not "đạt 98/KH", "kỳ họp thứ 12/HĐND", "lớp 12-A1/THPT".
    """
    words = [part for part in symbol.parts if not part[0].isdigit()]
    if numbered:
        return (
            symbol.known
            or (symbol.parts[0].isdigit() and len(words) > 1)
            or (max(map(len, words)) > 1 and not of_something)
            or (len(words) > 1 and all(len(word) > 2 and word.isupper() for word in words))
        )
    if len(words) == 1:
        return symbol.old or (symbol.known and symbol.parts[0].isdigit())
    return symbol.known or all(len(part.rstrip("0123456789")) > 1 for part in words)


def _law_before(scanned: Scanned, place: int) -> LawName | None:
    """Return the law whose name ends right before the number: "Luật Viễn thông số …", "Luật Thuế … (số …"."""
    for law in scanned.laws:
        if scanned.floor <= law.start and law.end <= place and _TO_NUMBER.fullmatch(scanned.letters, law.end, place):
            return law
    return None


def _kind_further_before(scanned: Scanned, base: Anchor, *, numbered: bool) -> Anchor | None:
    """Return the anchor with its kind where an agency or a subject stands between: "Nghị định của Chính phủ số"."""
    floor = max(scanned.floor, base.start - _FAR)
    meant = symbol_kinds(base.symbol.text)
    found = last_kind(scanned.letters, base.start, floor, meant) or last_short(scanned.text, base.start, floor)
    if found is None:
        return None
    start, end, kind = found
    if issuer := _issuer_between(scanned, end, base.start):
        return replace(base, start=start, kind=kind, issuer=issuer)
    told = read_tail(scanned.text[: base.start], scanned.letters[: base.start], end)
    if told.date_text and (kind in meant or not meant) and _NOTHING.fullmatch(scanned.text, told.end, base.start):
        return replace(base, start=start, kind=kind, told=told)
    near = _TWO_WORDS.fullmatch(scanned.letters, end, base.start) is not None
    apart = near or kind.startswith(_WITHOUT_ABBREVIATION) or is_law(kind) or begins_like(kind, base.symbol.text)
    fits = kind in meant if meant else apart
    numbered = numbered or _COLON.search(scanned.letters, base.start - 2, base.start) is not None
    if numbered and fits and not _SENTENCE_END.search(scanned.text, end, base.start):
        return replace(base, start=start, kind=kind)
    return None


def _issuer_between(scanned: Scanned, place: int, end: int) -> str | None:
    """Return the agency that is all that stands between a kind's word and its number."""
    of = _OF.match(scanned.letters, place)
    stop = match_issuer(scanned.text[:end], scanned.letters[:end], of.end(), joint=True) if of else None
    if of is None or stop is None or not _NOTHING.fullmatch(scanned.text, stop, end):
        return None
    return scanned.text[of.end() : stop]
