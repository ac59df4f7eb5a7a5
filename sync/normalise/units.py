"""Units as Vietnamese offices write them: what is counted, what is measured, what a multiple ("triệu") stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sheets.text import fold, plain

# count: no fractions. money: đồng, USD. fine: read to the thousandth every day (%, Ci, °C), so that a point before
# three digits may well be a decimal mark. measure: the others that may have fractions.
Kind = Literal["count", "measure", "fine", "money", "unknown"]

MULTIPLES = {
    "chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tr": 10**6,
    "tỷ": 10**9, "tỉ": 10**9, "ng": 10**3, "k": 10**3,
}  # fmt: skip


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(words.split())


_SYMBOLS = listed("""
    mm cm dm m km hm mm2 cm2 dm2 m2 km2 mm² cm² dm² m² km² cm3 dm3 m3 cm³ dm³ m³ ha Ha l L lit lít ml mL mg µg μg ug
    g gr kg Kg KG W kW KW MW GW TW Wp kWp MWp GWp Wh kWh KWh Kwh kwh KWH MWh GWh TWh kV KV V mV A mA VA kVA KVA MVA
    kVAr MVAr HP hp CV J kJ MJ GJ TJ cal kcal TOE toe BTU Pa kPa MPa bar atm psi N kN Hz kHz MHz GHz KB MB GB TB PB
    kbps Kbps Mbps Gbps lux lm cd h s ms tấn tạ yến mét hecta ki-lô-mét kilômét kilomet inch sào giờ phút giây ngày
    tuần tháng năm quý
    """)
_FINE_SYMBOLS = listed("""
    % ‰ °C ºC oC °F °K K ° Ci mCi µCi μCi uCi kCi Bq kBq MBq GBq TBq Sv mSv µSv μSv uSv nSv Gy mGy pH ppm ppb NTU mol dB
    dBA độ điểm
    """)
_MONEY_SYMBOLS = listed("đồng đ VNĐ VND vnđ vnd USD usd EUR JPY CNY GBP $ € ¥ £ yên")
_PHRASES: dict[str, Kind] = {
    **dict.fromkeys(
        ("mét vuông", "mét khối", "ki lô mét", "héc ta", "héc-ta", "hải lý", "ngày công", "công lao động"), "measure"
    ),
    **dict.fromkeys(("phần trăm", "điểm %", "điểm phần trăm", "độ c"), "fine"),
    **dict.fromkeys(("đô la", "nhân dân tệ", "việt nam đồng"), "money"),
}
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_SYMBOLS, "measure"),
    **dict.fromkeys(_FINE_SYMBOLS, "fine"),
    **dict.fromkeys(_MONEY_SYMBOLS, "money"),
}
# "điểm cầu", "độ tuổi", "năm học": before another noun these words count or name things, and measure nothing.
_ONLY_ALONE = {"điểm", "độ", "năm", "tháng", "quý", "tuần", "ngày", "k", "n", "a", "v", "s", "l", "g", "m", "h"}
_LOWER_KINDS: dict[str, Kind] = {unit.casefold(): kind for unit, kind in _KINDS.items()}
# "12 đồng hồ nước", "4.215 đồng chí": nothing to pay with.
_NO_MONEY = re.compile(r"đồng (?:chí|hồ|bào|phục|đội|nghiệp|ruộng|cỏ|muối|môn|hương|dao|minh)(?![^\W_])", re.IGNORECASE)
# What one divides by: "hồ sơ/tháng" may well be 12,5, "tổ chức/cá nhân" may not.
_PER = listed("""
    giờ h ngày tuần tháng quý năm vụ người hộ lần lượt dân ha km km2 km² m m2 m² m3 m³ lít l kg tấn tạ kwh con cây suất
    phút     giây s ml mg g
    """) | {"ngày đêm", "vạn dân", "sản phẩm"}
_ABBREVIATION = re.compile(r"[A-ZĐƯƠÂÊÔĂ]{2,6}")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.ASCII
)
_LOANS = listed("website web video clip robot camera email app file container server module link")
_SCALE = re.compile(
    r"((?:(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?![^\W\d_])\s*)+)(?!\s*(?:lệ|trọng|suất|số)\b)", re.IGNORECASE
)
_SHORT_SCALE = re.compile(r"(tr|ng|k|tỷ|tỉ)(?:\.\s*|\s*(?=[đĐ$])|\s+(?=đồng|vnđ|vnd|usd)|$)", re.IGNORECASE)
_DIGIT_SCALE = re.compile(r"(1[.,]?000(?:[.,]?000)?)\s*(?=\D)")
_DONG = re.compile(r"(?:đồng|vnđ|vnd|đ)(?![^\W_])(?!/c(?:hí)?(?![^\W_]))\.?", re.IGNORECASE)  # "đ/c" is a comrade
_REMARK = re.compile(r"\([^()]*\)")
_ALIASES = {
    "h": "giờ",
    "l": "lít",
    "lit": "lít",
    "mét": "m",
    "mét vuông": "m2",
    "mét khối": "m3",
    "ki-lô-mét": "km",
    "hecta": "ha",
    "héc ta": "ha",
    "đ": "đồng",
    "vnđ": "đồng",
    "vnd": "đồng",
    "$": "usd",
    "đô la": "usd",
}
# Glued to digits these letters make a class or a code ("lớp 5A"), not ampere and kelvin.
UNGLUED = listed("A K N J s")
# The word (one or two, for phrases) a measure begins with; then what it is measured per: "/ha/năm".
_WORD = re.compile(
    r"[%‰$€]|°[CF]|([^\W\d_](?:-?[^\W\d_])*[23²³]?(?![^\W_]))(?: ([^\W\d_]+|%)(?![^\W_])(?: ([^\W\d_]+)(?![^\W_]))?)?"
)
# "45 tỷ đồng/500 tỷ đồng" is a ratio, "45 đồng/100 km" a price.
_TAIL = re.compile(r"(?:\s?/\s?(?:\d[\d.]*\s?(?!tỷ|tỉ|triệu|nghìn|ngàn|đồng|\d))?[^\W\d_]+[23²³]?(?:\sđêm|\sdân)?)*")
_OTHER_SIDE = re.compile(r"\s?/\s?\d[\d.,]*\s?")
# Written in small letters or capitals they mean the same; "M" and "mw" are not taken for m and MW.
_ANY_CASE = listed(
    "tấn tạ lít mét hecta ki-lô-mét kilômét giờ phút giây ngày tuần tháng năm quý đồng điểm độ yên sào yến"
)


@dataclass(frozen=True, slots=True)
class Scaled:
    """A unit taken apart: "triệu đồng/ha" is a factor of 1,000,000 and the base "đồng/ha"."""

    factor: int
    base: str

    @property
    def kind(self) -> Kind:
        """The kind of the base."""
        return kind(self.base)


@lru_cache(maxsize=4096)
def scaled(unit: str) -> Scaled:
    """Return `unit` as factor and base: "nghìn tỷ đồng" → 10¹² and "đồng", "1.000 đ" → 1000 and "đồng"."""
    rest, factor = unit.strip(), 1
    if found := _SCALE.match(rest):
        for word in found[1].split():
            factor *= MULTIPLES[word.casefold()]
    elif found := _SHORT_SCALE.match(rest):
        factor = MULTIPLES[found[1].casefold()]
    elif found := _DIGIT_SCALE.match(rest):
        factor = int(re.sub(r"\D", "", found[1]))
    return Scaled(factor, canonical(rest[found.end() :] if found else rest))


def canonical(unit: str) -> str:
    """Return `unit` without blanks at its ends and with đ, VNĐ and VND written "đồng"; all else as typed."""
    unit = unit.strip(" .;,:")
    found = _DONG.match(unit)
    return f"đồng{unit[found.end() :]}" if found else unit


def is_count(unit: str | None) -> bool | None:
    """Return True for what is counted in whole ones, False for what is measured, None where nobody can tell.

    A multiple of a count ("nghìn lượt") and a rate ("hồ sơ/tháng") may have fractions: False.
    """
    if not unit or not unit.strip():
        return None
    parts = scaled(unit)
    if parts.factor > 1 and parts.base:
        return False
    return {"count": True, "unknown": None}.get(parts.kind, False)


@lru_cache(maxsize=4096)
def kind(unit: str) -> Kind:
    """Return of what kind `unit` (without multiple) is; "tấn sắn tươi" is as "tấn"."""
    unit = _REMARK.sub("", unit).strip()
    if not unit:
        return "unknown"
    head, *per = (part.strip() for part in unit.split("/"))
    if per and any(fold(part) in _PER or part[:1].isdigit() for part in per):
        known = kind(head) if head else "unknown"
        return known if known in ("money", "fine") else "measure"
    return _kind_of_words(unit)


def _kind_of_words(unit: str) -> Kind:
    first, *more = unit.split()
    folded = fold(unit)
    if _NO_MONEY.match(unit):
        return "count"
    for phrase, known in _PHRASES.items():
        if folded == phrase or folded.startswith(phrase + " "):
            return known
    if "%" in unit or folded.startswith(("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỷ suất")):
        return "fine"
    if folded == "lần":
        return "unknown"  # "03 lần" counts, "gấp 1,5 lần" does not
    exact = _KINDS.get(first) or (_LOWER_KINDS.get(first.casefold()) if len(first) > 1 or not more else None)
    if exact and not (more and fold(first) in _ONLY_ALONE):
        return exact
    return "count" if _countable(unit) else "unknown"


def _countable(unit: str) -> bool:
    words = re.findall(r"[^\W\d_]+", unit)
    return bool(words) and all(
        _ABBREVIATION.fullmatch(word) or word.casefold() in _LOANS or _SYLLABLE.fullmatch(plain(word))
        for word in words[:2]
    )


def measure_end(text: str, start: int) -> int:
    """Return where the measuring unit (km, đồng/ha/năm) that begins at `start` ends; `start` where none begins."""
    found = _WORD.match(text, start)
    if found and _NO_MONEY.match(text, start):
        return start
    if not found or not (end := _measure_of(found[0], found[1], found[2], found[3])):
        return start
    if (other := _OTHER_SIDE.match(text, start + end)) and text.startswith(text[start : start + end], other.end()):
        return start + end  # "18.240 ha/18.000 ha" is a ratio
    tail = _TAIL.match(text, start + end)
    return tail.end() if tail else start + end


@lru_cache(maxsize=4096)
def _measure_of(whole: str, first: str | None, second: str | None, third: str | None) -> int:
    """Return the length of the measure that one, two or three words begin with, 0 where they begin with none."""
    if not first:
        return len(whole)
    folded = fold(first)
    for words in ((folded, second, third), (folded, second)):
        phrase = " ".join(word.casefold() for word in words if word)
        if all(words) and phrase in _PHRASES:
            return len(phrase)
    return len(first) if first in _KINDS or folded in _ANY_CASE or first in _PHRASES else 0


@lru_cache(maxsize=4096)
def same(one: str, other: str) -> bool:
    """Return whether two units name the same thing: "m²" and "m2", "h" and "giờ", "hồ sơ" and "hồ sơ đăng ký"."""
    one, other = _plainest(one), _plainest(other)
    together = one == other or one.startswith(other + " ") or other.startswith(one + " ")
    return together or _shortened(one, other) or _shortened(other, one)


def _shortened(short: str, full: str) -> bool:
    """Return whether `short` is the first letters of the words of `full`: "HĐ" and "hợp đồng"."""
    initials = [word[:1] for word in full.split()]
    return len(initials) > 1 and list(short) == initials


def _plainest(unit: str) -> str:
    folded = fold(unit).replace("²", "2").replace("³", "3").removeprefix("tỷ lệ ").replace("phần trăm", "%")
    return _ALIASES.get(folded, re.sub(r"\s*/\s*", "/", folded))
