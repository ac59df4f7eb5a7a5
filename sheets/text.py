"""Text as a cell may hold it, and as it is compared: the lowest stone of the house."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CELL_LIMIT = 32_767  # of a text in a cell ("Excel specifications and limits"); Google takes more
# XML 1.0, production [2] Char: what neither .xlsx nor .docx can hold. "\n" and "\t" stay, "\r" becomes "\n" first.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Soft hyphens, joiners, direction marks, and the controls U+0080 to U+009F but NEL, which is a space.
_INVISIBLE = re.compile(
    "[\x80-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
)
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\x85]")
_SPACES = re.compile(" {2,}")
# Characters that `clean` may have to touch; most texts hold none. Word's line and page breaks arrive as VT and FF.
_TO_CLEAN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u0302\u0306\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064"
    "\u206a-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# What would steer a terminal (ECMA-48), turn the order of what is read, or end a line where none is seen.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|[\v\f\u2028\u2029]")
# A tone typed before a roof or breve looks right but does not compose: NFC keeps the order of the two.
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The tone of oa, oe, uy stands on either letter (hóa/hoá, ủy/uỷ), by mistake elsewhere too (qúy, hòan); moved to the
# second to compare. Not where the second letter has a mark of its own: there the tone has one place.
_FIRST_PLACE = re.compile(f"([ou])([{_TONES}])([aey])(?![{_TONES}\u0302\u0306\u031b])")
# Found in NFC wherever that is found in NFD, and a little more: few texts have it.
_COMPOSED_FIRST = re.compile("[òóỏõọùúủũụ][aey\u0080-\U0010ffff]")
_SAME = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "‐": "-",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "…": "...",
    }
)
_USUAL_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_TO_MAKE_SAME = re.compile("[–—‑−‐“”„«»‘’ʼ…]")


def storable(text: str) -> str:
    """Return `text` without what XML cannot hold, line ends as "\\n"; everything else as it was typed.

    U+00AD and other invisible characters stay: in TCVN3 text U+00AD is the letter "ư".
    """
    if not _UNSTORABLE.search(text):  # "\r" is one of them
        return text
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def utf16_length(text: str) -> int:
    """Return how long sheets say `text` is: Excel and Google count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_for_cell(text: str, end: str = "…") -> str:
    """Return `text` as a cell can hold it; one that is cut ends with `end`."""
    if 2 * len(text) <= CELL_LIMIT or utf16_length(text) <= CELL_LIMIT:  # no character takes more than two
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (CELL_LIMIT - utf16_length(end))]
    return kept.decode("utf-16-le", "ignore") + end  # "ignore": half a character at the end


def visible(text: str) -> str:
    """Return `text` as a terminal or a log may show it: what would steer them is written out ("\\u001b"), as JSON does.

    Line breaks "\\n" and tabs stay.
    """
    if text.isprintable():
        return text
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def clean(text: str) -> str:
    """Return `text` as it may be printed: NFC, plain spaces, nothing invisible; line breaks stay.

    NFKC is never applied: it would turn 10³ into 103. Legacy encodings must have been converted before.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    if _is_well_spaced(text) and not _TO_CLEAN.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = storable(_LINE_END.sub("\n", text))
    if not text.isascii():
        text = _composed(_INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", _ODD_SPACE.sub(" ", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def _is_well_spaced(text: str) -> bool:
    return text == text.strip(" \n") and not ("  " in text or " \n" in text or "\n " in text)


def _composed(text: str) -> str:
    """Return `text` in NFC, a tone that was typed before a roof or breve put behind it."""
    text = unicodedata.normalize("NFC", text)
    if "\u0302" not in text and "\u0306" not in text:
        return text
    return unicodedata.normalize("NFC", _TONE_FIRST.sub(r"\2\1", unicodedata.normalize("NFD", text)))


@lru_cache(maxsize=4096)  # the same headings, titles and sentences are compared again and again
def fold(text: str) -> str:
    """Return `text` for comparing: case, spaces, dashes, quotes and the place of the tone made alike.

    "Hoá  CHẤT" and "hóa chất" fold to the same string; "ma" and "má" do not.
    """
    text = clean(text).casefold()
    if _TO_MAKE_SAME.search(text):
        text = text.translate(_SAME)
    text = " ".join(text.split())
    if text.isascii():
        return text
    if not _COMPOSED_FIRST.search(text):
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _FIRST_PLACE.sub(r"\1\3\2", unicodedata.normalize("NFD", text)))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return `text` folded and without diacritics ("Đơn vị" → "don vi"): for near misses only."""
    text = _USUAL_MARKS.sub("", unicodedata.normalize("NFD", fold(text).replace("đ", "d")))
    return text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))
