"""Text as a cell may hold it, and as it is compared: the lowest stone of the house."""

from __future__ import annotations

import re
import unicodedata

# XML 1.0, production [2] Char: what neither .xlsx nor .docx can hold. "\n" and "\t" stay, "\r" becomes "\n" first.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Excel writes control characters and half surrogate pairs as _xHHHH_ (ECMA-376 Part 1, 22.9.2.19 ST_Xstring).
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
)
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f\x85]")
_SPACES = re.compile(" {2,}")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
# The tone of an open syllable in oa, oe, uy stands on either letter (hóa/hoá, ủy/uỷ); moved to the second to compare.
_OLD_PLACE = re.compile(f"([ou])([{_TONES}])([aey])(?!\\w|[{_TONES}\u0302\u0306\u031b])")
_UY = re.compile(f"(?<!q)(u)([{_TONES}])(y)")
_SAME = str.maketrans({
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
})


def storable(text: str) -> str:
    """Return `text` without what XML cannot hold, line ends as "\\n"; everything else as it was typed.

    U+00AD and other invisible characters stay: in TCVN3 text U+00AD is the letter "ư".
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """Return `text` as it may be printed: NFC, plain spaces, nothing invisible; line breaks stay.

    NFKC is never applied: it would turn 10³ into 103. Legacy encodings must have been converted before.
    """
    text = storable(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _SPACES.sub(" ", _ODD_SPACE.sub(" ", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def fold(text: str) -> str:
    """Return `text` for comparing: case, spaces, dashes, quotes and the place of the tone made alike.

    "Hoá  CHẤT" and "hóa chất" fold to the same string; "ma" and "má" do not.
    """
    text = clean(text).casefold().translate(_SAME)
    text = " ".join(text.split())
    if text.isascii():
        return text
    text = unicodedata.normalize("NFD", text)
    text = _OLD_PLACE.sub(r"\1\3\2", text)
    text = _UY.sub(r"\1\3\2", text)
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """Return `text` folded and without diacritics ("Đơn vị" → "don vi"): for near misses only."""
    text = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))
