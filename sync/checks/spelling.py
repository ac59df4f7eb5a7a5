"""How symbols are spelled: the office's part of one, and whether it is the department's own, typed another way."""

from __future__ import annotations

import re

from sync.normalise.kinds import kinds_of
from sync.normalise.searching import bare
from sync.normalise.symbols import symbol_year

_YEAR_FIRST = re.compile(r"^(?:1[89]|20)[0-9]{2}/")
_LONG = 5  # letters from which one wrong letter is a slip; of shorter ones it is another office (STC, STP, SCT)
_ADDED = 2  # letters more than a short one has: "SNVU", "STPQT"
# Departments of a province (decrees 24/2014, 107/2020, 45/2025) whose abbreviations are short ones and more letters.
_DEPARTMENTS = frozenset({"stttt", "snnptnt", "snnmt", "sngv", "sdttg", "sgtvt", "svhtt", "svhttdl", "sctdl"})


def office_part(symbol: str) -> str:
    """Return a symbol without its year and its kind: "2024/QĐ-SKHCN-VP" → "SKHCN-VP"."""
    rest = _YEAR_FIRST.sub("", symbol) if symbol_year(symbol) else symbol
    head = re.match(r"([^/\-–]+)[/\-–](.+)", rest)
    return head[2] if head and kinds_of(head[1]) else rest


def office_letters(symbol: str, own: str) -> str | None:
    """Return the department's abbreviation as a symbol spells it, or None where another office issued it.

    "KH-SKH-CN" of SKHCN gives "SKH-CN", "SKH&CN-QCN" gives "SKH&CN", "BC-SKHCh" gives "SKHCh"; "KH-SYTế" of SYT
    gives "SYTế".
    """
    office = office_part(symbol)
    wanted = _letters(own)
    ends = [found.start() for found in re.finditer(r"[/\-–]", office)] + [len(office)]
    near = None
    for end in ends:
        letters = _letters(office[:end])
        if letters == wanted:
            return office[:end]
        slipped = _one_letter_off(letters, wanted) or _letters_added(office[:end], wanted)
        slipped = slipped or (letters == wanted[1:] and len(wanted) >= _LONG and end == len(office))
        if near is None and (slipped or _with_small_letters(office[:end], wanted)):
            near = office[:end]
    return near


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, bare(text)))


def _with_small_letters(office: str, wanted: str) -> bool:
    """True for an abbreviation that is the wanted one but for small letters: "SYTế", "SYte", "SởYT"."""
    letters = _letters(office)
    if not any(map(str.islower, office)) or not office[:1].isupper() or letters in _DEPARTMENTS:
        return False
    rest = [letter for letter in office if letter.isalnum()][len(wanted) :]
    begun = letters.startswith(wanted) and bool(rest) and all(map(str.islower, rest))
    return begun or _letters("".join(filter(str.isupper, office))) == wanted


def _letters_added(office: str, wanted: str) -> bool:
    """True for a short abbreviation with a letter or two behind it that are no other department's: "SNVU", "STPQT"."""
    letters = _letters(office)
    added = len(letters) - len(wanted)
    short = len(wanted) < _LONG and office.isalnum() and office.isupper()
    return short and 1 <= added <= _ADDED and letters.startswith(wanted) and letters not in _DEPARTMENTS


def _one_letter_off(letters: str, wanted: str) -> bool:
    """True for one letter changed, lacking or added, the first one never: BKHCN is a ministry, SKHCN a department."""
    if len(wanted) < _LONG or abs(len(letters) - len(wanted)) > 1 or letters[:1] != wanted[:1]:
        return False
    if letters[:2] != wanted[:2] and sorted(letters) != sorted(wanted):
        return False
    short, long = sorted((letters, wanted), key=len)
    if len(short) == len(long):
        apart = [at for at, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        exchanged = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(short) == sorted(long)
        return len(apart) == 1 or exchanged
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
