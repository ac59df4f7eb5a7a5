"""Number and symbol of a document ("193/2025/NQ-QH15", "402-CV/VPĐU"), however it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.kinds import kinds_of
from sync.normalise.searching import bare, words
from sync.normalise.syllables import is_syllable

_DASHES = r"\-‐‑‒–—−"
_LETTERS = re.compile(r"[^\W\d_¹²³⁰-⁹]{1,18}")
_DIGITS = re.compile(r"[0-9]{1,4}(?![0-9])")
_SEPARATOR = re.compile(rf"(\s{{0,3}})([/{_DASHES}&._])(\s{{0,3}})")
_FIRST_SEPARATOR = re.compile(rf"(\s{{0,3}})([/{_DASHES}])(\s{{0,3}})")
_YEAR = re.compile(rf"((?:19|20)\s?[0-9]\s?[0-9])(?![0-9])(?=\s{{0,3}}[/{_DASHES}]\s{{0,3}}[^\W\d_])")
_YEAR_AT_END = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])(?!\s?[/.\-]\s?[0-9])")
_YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}(?![0-9/.\-])")
_GAP = re.compile(r"[ \u00a0\n]{1,2}")
_OFFICE_ALONE = re.compile(r"\s(UBND|UB|HĐND|CP|TTg|TW|TU)(?![\w&])(?=\s{0,3}(?:ngày|[,;.)]|của|$))")
# A ministry's letters torn in two: "01/2016/TT-BGD ĐT ngày"; of a department's own the space is asked about.
_MINISTRY = re.compile(r"B[A-ZĐ]{2,5}")
_TORN = re.compile(r"\s([A-ZĐ]{2,5})(?=\s{1,2}ngày\s)")
# The same behind a kind alone, all of whose separators were lost: "05/CT BCA V28 ngày".
_ALL_TORN = re.compile(r"((?:\s(?!TP|TX|TT)[A-ZĐ&]{1,8}[0-9]{0,2}){1,2})(?=\s{1,2}ngày\s)")
_TORN_LETTER = re.compile(r"\s([A-ZĐ])(?=\s{1,2}ngày\s)")  # "6408/VPCP-KTT H ngày"
# A room behind a free dash, and then what follows a symbol: "45/ SKHCN - QLCN ngày".
_OFFICE_BEHIND = re.compile(r"[A-ZĐ]{2,9}(?:\s?,?\s(?:ngày|của|về|v/v)|\s?[;.)]|\s?$)")
_DOTTED_OFF = re.compile(r"[A-ZĐ]{2,6}\s(?:ngày|của)\s")  # "1725/HQTP .NV ngày"
_DAY_OR_OFFICE = re.compile(r"\s(?:ngày|của)\s")
_GLUED_WORD = re.compile("ngày|của|về|ngay", re.IGNORECASE)
# Who issued it, as far as symbols say it in a form of their own; small letters in them are usual or common slips.
_OFFICES = words(
    """cp, ttg, tw, tu, ub, ubnd, hdnd, qh, ubtvqh, hdbt, ctn, vpcp, tc, tctd, hu, du, ttcp, bct, bnv, btc, bkhcn,
    bkhdt, bxd, bgtvt, btnmt, bnn, bnnptnt, bgddt, byt, btttt, bldtbxh, bca, bqp, btp, bvhttdl, skhcn, sct, vpub, vptw,
    vptu, ptt, nhnn, tandtc, vksndtc, sldtbxh"""
)
_OLD_OFFICES = {"tc", "cp", "ttg", "hdbt"}
_MIXED = {"ctr", "ttr", "ttg", "ubnd", "hdnd", "qd", "qdi", "tw", "tu", "skhcn", "skhch", "thu"}
_UNITS = frozenset({"km", "kg", "cm", "mm", "mg", "ml", "dm", "hl", "kv", "kw", "kwh", "mw", "mwp", "tb", "gb", "mb"})
_KEEP_DIGITS = {"da", "tctda", "tct", "ctmt"}
_ASSEMBLY = re.compile(r"(?:UBTV)?QH$", re.IGNORECASE)
_TERM_APART = re.compile(r" 1?[0-9](?![0-9])(?=\s{0,2}(?:$|[,;.)]|ngày|của|về))")  # "34/2005 – QH 11 ngày"
_POLICE = {"a", "b", "c", "v", "x", "h", "p", "pc", "pa", "px", "pv", "ph", "pk", "ct", "k"}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as it stands before `end`: without inner spaces; `glued` is a footnote's digit typed onto it."""

    text: str
    end: int
    glued: str | None = None

    @property
    def parts(self) -> list[str]:
        """The symbol's parts between slashes, dashes and dots, the year among them."""
        return [part for part in re.split(rf"[/{_DASHES}._]", self.text) if part]

    @property
    def old(self) -> bool:
        """True for the one office that old symbols consist of ("77/CP", "814/TTg")."""
        return bare(self.text) in _OLD_OFFICES

    @property
    def known(self) -> bool:
        """True where a kind's abbreviation or a well-known office is among the parts."""
        return any(kinds_of(part) or bare(part) in _OFFICES or _assembly(part) for part in self.parts)


def symbol_year(symbol: str) -> int | None:
    """Return the year inside a symbol ("2025/NQ-QH15" → 2025), or None."""
    found = re.search(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])", symbol)
    return int(found[0]) if found else None


def symbol_kinds(symbol: str) -> tuple[str, ...]:
    """Return the kinds that the symbol's abbreviation stands for, () where it has none ("562/BKHCN-VCL").

    The abbreviation comes first ("QĐ-TTg", "CV/VPĐU"); in old symbols of slashes alone it comes second ("TC/QĐ/CĐKT").
    """
    parts = [part for part in re.split(rf"[/{_DASHES}._]", symbol) if part and not part.isdigit()]
    if not parts:
        return ()
    if (first := kinds_of(parts[0])) and not (len(parts) == 1 and parts[0] in {"TC", "CT"}):
        return first
    old = not re.search(rf"[{_DASHES}]", symbol)
    return kinds_of(parts[1]) if old and len(parts) > 1 and parts[1] not in {"TCT", "CT", "HĐ"} else ()


def match_symbol(text: str, place: int, *, led: bool) -> Symbol | None:
    """Return the symbol that begins at `place`, right after a number, or None.

    `led` says that a kind's word or "số" stands before the number: only then may the separator be a mere space
    ("1296 TC/QĐ/CĐKT") and letters be small ("12/qđ-ubnd").
    """
    first = _FIRST_SEPARATOR.match(text, place)
    if first is None:
        return _without_separator(text, place) if led else None
    if "\n" in first[1] or ("\n" in first[3] and not led):
        return None
    spaced = bool(first[1] or first[3])
    return _from_parts(text, first.end(), led=led, spaced=spaced, both=bool(first[1] and first[3]) and first[2] != "/")


def match_year_only(text: str, place: int) -> Symbol | None:
    """Return the year that is all of a symbol ("Nghị định 30/2020"), or None."""
    if text[place : place + 1] != "/" or not (found := _YEAR_ALONE.match(text, place + 1)):
        return None
    return Symbol(found[0], found.end())


def _without_separator(text: str, place: int) -> Symbol | None:
    """Return the symbol that a space or nothing parts from the number ("1296 TC/QĐ/CĐKT", "57NQ/TW")."""
    glued = _LETTERS.match(text, place)
    if glued:
        return _from_parts(text, place, led=True, spaced=False, both=False) if kinds_of(glued[0]) else None
    gap = _GAP.match(text, place)
    symbol = _from_parts(text, gap.end(), led=False, spaced=True, both=False) if gap else None
    if symbol is None or not (re.search(rf"[/{_DASHES}]", symbol.text) or bare(symbol.text) in _OLD_OFFICES):
        return None
    return symbol


def _from_parts(text: str, place: int, *, led: bool, spaced: bool, both: bool) -> Symbol | None:
    written = ""
    if year := _YEAR.match(text, place):
        separator = _FIRST_SEPARATOR.match(text, year.end())
        assert separator is not None  # _YEAR looked ahead for it
        written, place, spaced = re.sub(r"\s", "", year[1]) + separator[2], separator.end(), False
        both = bool(separator[1] and separator[3]) and separator[2] != "/"
    head = _part(text, place, led=led, spaced=spaced)
    if head is None or (both and not kinds_of(head.text) and not led):
        return None
    return _more_parts(text, Symbol(written + head.text, head.end, head.glued), wide=both, led=led)


def _more_parts(text: str, symbol: Symbol, *, wide: bool, led: bool) -> Symbol:
    """Return `symbol` with all parts that follow; `wide` where its separators have stood free on both sides."""
    while symbol.glued is None and (separator := _SEPARATOR.match(text, symbol.end)):
        free = bool(separator[1] and separator[3])
        if not _joins(
            separator, symbol, wide=wide or (led and _OFFICE_BEHIND.match(text, separator.end()) is not None)
        ):
            break
        part = _next_part(text, separator, led=led)
        if part is None:
            break
        symbol = Symbol(symbol.text + separator[2] + part.text, part.end, part.glued)
        wide = wide or (free and separator[2] != "/")
    return symbol if symbol.glued else _over_a_space(text, symbol)


def _joins(separator: re.Match[str], symbol: Symbol, *, wide: bool) -> bool:
    before, sign, after = separator.groups()
    if sign in "._&" and (before or after):
        return sign in ".&" and not after and _DOTTED_OFF.match(separator.string, separator.end()) is not None
    if sign in _DASHES and "\n" in before:
        return False
    if not (before and after) or sign == "/":
        return True
    # A dash that stands free is a dash of the sentence, unless the symbol would lack its office without it.
    return wide or bool(kinds_of(symbol.parts[-1]))


def _next_part(text: str, separator: re.Match[str], *, led: bool) -> Symbol | None:
    place, spaced = separator.end(), bool(separator[1] or separator[3])
    year = _YEAR_AT_END.match(text, place)
    apart = separator[2] == "/" and not separator[3] and year and _DAY_OR_OFFICE.match(text, year.end())
    if year and (apart or not spaced) and separator[2] != ".":  # "01/TX /2011 ngày"
        return Symbol(year[0], year.end())
    part = _part(text, place, led=led, spaced=spaced, inner=True)
    alone = part is not None and len(part.text) == 1 and not re.match(r"[-/]", text[part.end :])  # "TTr.T-NV2"
    if part and separator[2] in "._" and (alone or not part.text[:2].isupper()):
        return None
    return part


def _over_a_space(text: str, symbol: Symbol) -> Symbol:
    """Return `symbol` with an office that a mere space parts from its kind ("36/QĐ UBND ngày")."""
    if not kinds_of(symbol.parts[-1]) or len(symbol.parts[-1]) < 2:
        torn = _TORN_LETTER.match(text, symbol.end)
        torn = torn or (_TORN.match(text, symbol.end) if _MINISTRY.fullmatch(symbol.parts[-1]) else None)
        return Symbol(symbol.text + torn[1], torn.end()) if torn else symbol
    if found := _OFFICE_ALONE.match(text, symbol.end):
        return Symbol(symbol.text + found[1], found.end())
    torn = _ALL_TORN.match(text, symbol.end)
    return Symbol(symbol.text + re.sub(r"\s", "", torn[1]), torn.end()) if torn else symbol


def _part(text: str, place: int, *, led: bool, spaced: bool, inner: bool = False) -> Symbol | None:
    found = _LETTERS.match(text, place)
    if found is None:
        return None
    letters = found[0]
    if cut := _GLUED_WORD.search(letters):
        letters = letters[: cut.start()]
    if not _abbreviates(letters, led=led or inner) or (spaced and not _surely_abbreviates(letters)):
        return None
    end = place + len(letters)
    if _ASSEMBLY.match(letters) and (term := _TERM_APART.match(text, end)):
        return Symbol(letters + term[0].strip(), term.end())
    digits = _DIGITS.match(text, end)
    if digits is None:
        return Symbol(letters, end)
    kept = _own_digits(letters, digits[0])
    glued = digits[0][kept:] or None
    return Symbol(letters + digits[0][:kept], digits.end(), glued)


def _abbreviates(letters: str, *, led: bool) -> bool:
    """True for what may be part of a symbol: mostly capitals, or a known abbreviation in whatever letters."""
    if not letters:
        return False
    capitals = sum(map(str.isupper, letters))
    if capitals == len(letters) or (capitals > len(letters) - capitals and letters[0].isupper()):
        return True
    if letters[:2].isupper() and len(letters) <= 5:  # "TTra", "KHth"
        return True
    if led and capitals > 1 and letters[0].isupper() and len(letters) > 6:  # a firm's: "9/MobiFone-NT"
        return True
    known = bool(kinds_of(letters)) or bare(letters) in _OFFICES | _MIXED
    return ((led or capitals > 0) and known) or (led and _initials(letters))


def _initials(letters: str) -> bool:
    """True for first letters written small ("skhcn", "qlcn", "vp"): no syllable has them, and no unit."""
    small = letters.islower() and 2 <= len(letters) <= 9 and letters not in _UNITS
    return small and not re.search("[aeiouy]", bare(letters)) and not is_syllable(letters)


def _surely_abbreviates(letters: str) -> bool:
    capitals = sum(map(str.isupper, letters))
    return bool(kinds_of(letters)) or (len(letters) >= 2 and capitals > len(letters) / 2) or _initials(letters)


def _own_digits(letters: str, digits: str) -> int:
    """Return how many of the digits after `letters` belong to the symbol; the rest is a footnote's number.

    The National Assembly has its term ("QH15"), the police their rooms ("PC06"), a committee the number of its
    decision ("BCĐ389"), a room of an office a single digit ("CN2"). Longer abbreviations have none.
    """
    if _ASSEMBLY.match(letters):
        return 2 if digits[0] == "1" and len(digits) > 1 else 1
    name = bare(letters)
    if name in _POLICE - {"ct"} and len(digits) == 2:
        return 2
    if name.startswith("bcd") or name in _KEEP_DIGITS:
        return len(digits)
    if name in _OFFICES or (kinds_of(letters) and letters != "CT"):
        return 0
    if name in _POLICE and len(digits) <= 2:
        return len(digits)
    return 1 if len(digits) == 1 and len(letters) <= 3 else 0


def _assembly(part: str) -> bool:
    return re.fullmatch(r"(?:UBTV)?QH[0-9]{0,2}", part, re.IGNORECASE) is not None
