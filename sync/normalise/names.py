"""Names in Vietnamese order, and names of people, units and agencies made alike for comparing."""

from __future__ import annotations

import re
import unicodedata

from sheets.text import fold

# The order of the Vietnamese alphabet (CLDR "vi"; Decision 240/QĐ of 1984): ă, â, đ, ê, ô, ơ, ư are letters of their
# own; tones only decide between words that are otherwise alike, in the order ngang, huyền, hỏi, ngã, sắc, nặng.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# The root order of CLDR before digits and letters.
_SPACES_AND_SIGNS = (
    "\t\n\v\f\r\x85\u2028\u2029 _‿-‐‑‒–—,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´˜^¯¨°©®+±÷×<=>|¦~¬¤¢$£¥₫€"
)
_SIGN_RANK = {char: rank for rank, char in enumerate(_SPACES_AND_SIGNS)}
_LETTER_RANK = {char: rank for rank, char in enumerate(_ALPHABET)}
_MARKED = {"a\u0306": "ă", "a\u0302": "â", "e\u0302": "ê", "o\u0302": "ô", "o\u031b": "ơ", "u\u031b": "ư"}

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...], str]

_TITLES = re.compile(
    r"^(?:(?:ông|bà|anh|chị|đ/c|đồng chí|cô|thầy|gs|pgs|ts|ths|th\.s|cn|ks|bs|ds|cvcc|cvc|cv|gsts|pgsts)"
    r"(?:\.\s*|\s+))+",
    re.IGNORECASE,
)
_CAPS_AND = re.compile(r"\s*(?:&|\b(?:và|v)\b)\s*", re.IGNORECASE)


def sort_key(text: str) -> SortKey:
    """Return a key that sorts as a Vietnamese dictionary does, and ICU's collator for "vi".

    Letters decide first, then tones from left to right, then case (small before capital).
    """
    primary: list[tuple[int, int]] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    for letter, marks, capital in _elements(text):
        primary.append(_rank(letter))
        secondary += [0, *(_mark_rank(mark) for mark in marks)]
        tertiary += [capital, *(0 for _ in marks)]
    return tuple(primary), tuple(secondary), tuple(tertiary), text


def _elements(text: str) -> list[tuple[str, str, int]]:
    """Return the letters of `text` in small form with their tones and other marks, and 1 for a capital."""
    elements: list[tuple[str, str, int]] = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        base, marks = parts[0].lower(), parts[1:]
        for mark in marks:
            if base + mark in _MARKED:
                base, marks = _MARKED[base + mark], marks.replace(mark, "", 1)
                break
        if unicodedata.combining(char) and elements:
            letter, had, capital = elements[-1]
            elements[-1] = (letter, had + char, capital)
        else:
            small = "đ" if char in "đĐ" else base
            elements.append((small, marks, int(char.isupper())))
    return elements


def _rank(letter: str) -> tuple[int, int]:
    if letter in _SIGN_RANK:
        return 0, _SIGN_RANK[letter]
    if letter in _LETTER_RANK:
        return 3, _LETTER_RANK[letter]
    if letter.isdigit():
        return 2, int(unicodedata.digit(letter, 0))
    return (4 if letter.isalpha() else 1), ord(letter[0])


def _mark_rank(mark: str) -> int:
    """Return the rank of a tone; other marks come after the tones, by their code."""
    return _TONES.index(mark) + 1 if mark in _TONES else 10 + ord(mark)


def person_key(name: str) -> tuple[SortKey, SortKey, SortKey]:
    """Return a key that sorts people as Vietnamese lists do: by given name, then middle names, then family name.

    Titles before the name ("Ông", "ThS.") and notes in brackets behind it are left out.
    """
    words = _TITLES.sub("", re.sub(r"\(.*", "", name).strip()).split() or [""]
    return sort_key(words[-1]), sort_key(" ".join(words[1:-1])), sort_key(words[0] if len(words) > 1 else "")


def fold_name(text: str) -> str:
    """Return the name of a person or unit for comparing: "P. QLCN" and "p.qlcn", "KH & CN" and "KH và CN" are alike.

    Spelled-out and abbreviated names stay different.
    """
    text = re.sub(r"\s*&\s*", " và ", fold(text))
    text = re.sub(r"[.,;:]+", " ", text)
    return " ".join(re.sub(r"\s*([-/])\s*", r"\1", text).split())


def agency_key(symbol: str) -> str:
    """Return an agency's symbol as capitals alone: "SKH&CN", "S KHCN" and "skh-cn" are all "SKHCN".

    A "và" or "V" that stands by itself falls away with the signs; the V of SVHTTDL stays. Đ stays Đ.
    """
    joined = _CAPS_AND.sub(" ", unicodedata.normalize("NFC", symbol))
    key = "".join(char for char in unicodedata.normalize("NFC", joined.upper()) if char.isalpha())
    return _CAPS_AND.sub("", key)  # "0V" leaves a "V" by itself


def similar_agency(one: str, other: str) -> bool:
    """Return whether two symbols may mean one agency: alike, or one letter off (SKHCh for SKHCN).

    Only from five letters on, and with the same first letter: the short symbols of different agencies lie one
    letter apart by right (SNV, SNN), and S and B tell a department from a ministry.
    """
    a, b = sorted((agency_key(one), agency_key(other)), key=len)
    if a == b:
        return True
    if len(b) < 5 or len(b) - len(a) > 1 or a[:1] != b[:1]:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[start + (len(a) == len(b)) :] == b[start + 1 :]
