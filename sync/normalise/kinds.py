"""Kinds of documents: their full names, the abbreviations of Decree 30/2020 (Annex III) and of party offices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.searching import bare

# Abbreviation → what it stands for; the first is meant unless the text's own word says one of the others.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "NQ": ("nghị quyết",), "NQLT": ("nghị quyết liên tịch", "nghị quyết"), "QĐ": ("quyết định", "quy định"),
    "QĐi": ("quy định",), "QyĐ": ("quy định",), "QĐLT": ("quyết định liên tịch",), "CT": ("chỉ thị", "chương trình"), "QC": ("quy chế",),
    "QCPH": ("quy chế phối hợp", "quy chế"), "TB": ("thông báo",), "HD": ("hướng dẫn",), "HDLT": ("hướng dẫn liên tịch", "hướng dẫn"),
    "CTr": ("chương trình",), "CTHĐ": ("chương trình hành động", "chương trình"), "CTPH": ("chương trình phối hợp", "chương trình"),
    "KH": ("kế hoạch",), "KHPH": ("kế hoạch phối hợp", "kế hoạch"), "KHLT": ("kế hoạch liên tịch", "kế hoạch"), "PA": ("phương án",), "ĐA": ("đề án",), "DA": ("dự án",),
    "BC": ("báo cáo",), "BB": ("biên bản",), "TTr": ("tờ trình",), "HĐ": ("hợp đồng",), "CĐ": ("công điện",),
    "BGN": ("bản ghi nhớ",), "BTT": ("bản thỏa thuận",), "GUQ": ("giấy ủy quyền",), "GM": ("giấy mời",),
    "GGT": ("giấy giới thiệu",), "GNP": ("giấy nghỉ phép",), "PG": ("phiếu gửi",), "PC": ("phiếu chuyển",),
    "PB": ("phiếu báo",), "CV": ("công văn",), "KL": ("kết luận",), "TT": ("thông tư", "thông tri"),
    "TTLT": ("thông tư liên tịch", "thông tư"), "TTLB": ("thông tư liên bộ", "thông tư liên tịch", "thông tư"),
    "NĐ": ("nghị định",), "PL": ("pháp lệnh",), "SL": ("sắc lệnh",), "SLT": ("sắc luật",), "L": ("lệnh",),
    "GP": ("giấy phép",), "GCN": ("giấy chứng nhận",), "VBHN": ("văn bản hợp nhất",), "KN": ("kháng nghị",),
}  # fmt: skip
_WORDS = (
    "nghị quyết", "nghị quyết liên tịch", "quyết định", "quyết định liên tịch", "quy định", "chỉ thị", "quy chế", "quy chế phối hợp",
    "thông báo", "hướng dẫn", "hướng dẫn liên tịch", "chương trình", "chương trình hành động", "chương trình phối hợp",
    "kế hoạch", "kế hoạch phối hợp", "kế hoạch liên tịch", "kế hoạch liên ngành", "hướng dẫn liên ngành", "phương án", "đề án", "dự án",
    "báo cáo", "biên bản", "tờ trình", "hợp đồng", "công điện", "bản ghi nhớ", "bản thỏa thuận", "thỏa thuận", "giấy ủy quyền",
    "giấy mời", "giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo", "phiếu trình", "phiếu xử lý", "công văn",
    "công hàm", "thư công", "văn bản", "văn bản hợp nhất", "kết luận", "thông tư", "thông tư liên tịch", "thông tư liên bộ",
    "thông tri", "nghị định", "pháp lệnh", "sắc lệnh", "sắc luật", "lệnh", "luật", "bộ luật", "hiến pháp", "giấy phép",
    "giấy chứng nhận", "kháng nghị", "thông cáo", "quy hoạch", "công thư", "thư mời", "kế hoạch hành động", "tuyên bố", "nội quy",
    "điều lệ", "bản án", "cáo trạng", "kiến nghị", "đề cương",
)  # fmt: skip
BY_WORD = {bare(word): word for word in _WORDS} | {"thong tu lien tich": "thông tư liên tịch"}
_BY_SHORT = {short.lower(): meanings for short, meanings in ABBREVIATIONS.items()}
_BY_BARE_SHORT = {bare(short): meanings for short, meanings in reversed(ABBREVIATIONS.items())}
_LAWS = {"luật", "bộ luật", "pháp lệnh", "hiến pháp"}
# Words between a kind and "số" that say how, not what: "Công văn hỏa tốc số", "Văn bản chỉ đạo số".
_MANNER = "(?:hoa toc|thuong khan|khan|toi mat|mat|cua minh|noi bo|lien nganh|phuc dap|tra loi|chi dao|phoi hop|di|den)"
_ANY_WORD = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s{1,3}") for word in BY_WORD), key=len, reverse=True))
_NUMBERED = r"\s{0,3}(?P<number>\(?\s?so(?:\s?hieu)?\s{0,3}[:.]?)?\s{0,4}\(?\s?"
_WORD_BEFORE = re.compile(rf"(?<![a-z0-9])(?P<word>{_ANY_WORD})(?:\s{_MANNER})?{_NUMBERED}$")
_LAST_WORD = re.compile(rf"(?<![a-z0-9])(?P<word>{_ANY_WORD})(?![a-z])")
_SHORT_BEFORE = re.compile(
    rf"(?<![\w.&/\-])(?P<short>{'|'.join(sorted(set(ABBREVIATIONS) - {'L', 'PC', 'PB', 'PG'}, key=len, reverse=True))}|Qđ|Nđ|TTR|CTR)"
    r"\s{0,3}(?P<number>[sS][ốôoỐÔ]\s{0,3}[:.]?)?\s{0,4}$"
)
_NUMBER_WORD = re.compile(r"(?<![a-z])so(?:\s?hieu)?\s{0,3}[:.]?\s{0,4}\(?$")
_SO = re.compile(r"s[ốôoồổ]$", re.IGNORECASE)
_WINDOW = 60
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
    first = max(floor, place - _WINDOW)
    if found := _WORD_BEFORE.search(letters[first:place]):
        numbered = found["number"] is not None
        if not numbered or _is_number_word(text[first:place], found.end("number")):
            return KindBefore(first + found.start(), BY_WORD[" ".join(found["word"].split())], numbered)
    if found := _SHORT_BEFORE.search(text[first:place]):
        meanings = kinds_of(found["short"])
        return KindBefore(first + found.start(), meanings[0], found["number"] is not None) if meanings else None
    return None


def number_word_before(text: str, letters: str, place: int, floor: int) -> int | None:
    """Return where the word "số" right before `place` begins, or None."""
    first = max(floor, place - 12)
    found = _NUMBER_WORD.search(letters[first:place])
    if found and _is_number_word(text[first:place], first_letters_end(found)):
        return first + found.start()
    return None


def first_letters_end(found: re.Match[str]) -> int:
    """Return the end of the "so" with which the match begins."""
    return found.start() + 2


def _is_number_word(window: str, end: int) -> bool:
    """True where the "so" before `end` is the word "số" (also badly typed), not "Sở" or "sơ"."""
    word = re.search(r"s\w(?=\s?(?:hiệu)?\s*[:.]?$)", window[:end], re.IGNORECASE)
    return word is None or _SO.match(word[0]) is not None


def last_kind(letters: str, place: int, floor: int) -> tuple[int, int, str] | None:
    """Return (start, end, kind) of the last kind's word between `floor` and `place`, or None."""
    found = None
    for found in _LAST_WORD.finditer(letters, floor, place):
        pass
    return (found.start(), found.end(), BY_WORD[" ".join(found["word"].split())]) if found else None


def kinds_of(abbreviation: str) -> tuple[str, ...]:
    """Return the kinds that an abbreviation stands for, the usual one first; () where it is none."""
    return _BY_SHORT.get(abbreviation.lower()) or _BY_BARE_SHORT.get(bare(abbreviation), ())


def is_law(kind: str | None) -> bool:
    """True for kinds that bear a name instead of a number: luật, bộ luật, pháp lệnh, hiến pháp."""
    return kind in _LAWS
