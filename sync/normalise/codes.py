"""TCVN3 (ABC) and VNI as tables: what a text in one of these fonts says, character by character.

Both put Vietnamese on the places of Latin-1, so their text arrives as Latin-1 characters: TCVN3 (TCVN 5712:1993,
the set VN3 of the .Vn fonts) one character a letter, VNI a base letter with a mark behind it.
"""

from __future__ import annotations

import unicodedata

_VN3 = {
    range(0xA1, 0xAF): "ĂÂÊÔƠƯĐăâêôơưđ",
    range(0xB5, 0xBA): "àảãáạ",
    range(0xBB, 0xBF): "ằẳẵắ",
    range(0xC6, 0xCD): "ặầẩẫấậè",
    range(0xCE, 0xD9): "ẻẽéẹềểễếệìỉ",
    range(0xDC, 0xE0): "ĩíịò",
    range(0xE1, 0xF0): "ỏõóọồổỗốộờởỡớợù",
    range(0xF1, 0xFF): "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {code: letter for codes, letters in _VN3.items() for code, letter in zip(codes, letters, strict=True)}

# Capitals with a tone, which only the full set VN1 has; 0x80 to 0x9F also arrive as their cp1252 characters.
_VN1 = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
VN1_CAPITALS = {0x80 + i: letter for i, letter in enumerate(_VN1)}
_CP1252 = {bytes([code]).decode("cp1252", "replace"): chr(code) for code in VN1_CAPITALS}
_CP1252_CODES = str.maketrans({shown: code for shown, code in _CP1252.items() if shown != "\ufffd"})

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_VNI_TONES = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_ROOF, _BREVE = "\u0302", "\u0306"
_VNI_ROOFS = {c: _ROOF + tone for c, tone in zip("âàáåãä", ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)}
_VNI_BREVES = {c: _BREVE + tone for c, tone in zip("êèéúüë", ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)}
_VNI_MARKS = {
    "a": _VNI_TONES | _VNI_ROOFS | _VNI_BREVES,
    "e": _VNI_TONES | _VNI_ROOFS,
    "o": _VNI_TONES | _VNI_ROOFS,
    "u": _VNI_TONES,
    "y": _VNI_TONES,
    "ô": _VNI_TONES,
    "ö": _VNI_TONES,
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def decode_tcvn3(text: str) -> str:
    """Return `text` with every TCVN3 character (U+0080 to U+00FF) replaced by its letter; the others stay."""
    return text.translate(VN1_CAPITALS | TCVN3)


def undo_cp1252(text: str) -> str:
    """Return `text` with what cp1252 shows for 0x80 to 0x9F (“ – Š …) as those codes again."""
    return text.translate(_CP1252_CODES)


def decode_vni(text: str) -> str:
    """Return `text` read as VNI; a mark without a base letter before it stays as it is.

    The case follows the base letter: "AÙ" and "Aù" are "Á", "aù" is "á".
    """
    letters: list[str] = []
    i = 0
    while i < len(text):
        char = text[i]
        mark = _VNI_MARKS.get(char.lower(), {}).get(text[i + 1 : i + 2].lower(), "")
        letter = _VNI_SINGLE.get(char.lower(), char.lower())
        letter = unicodedata.normalize("NFC", letter + mark)
        letters.append(letter.upper() if char.isupper() else letter if char.islower() else char)
        i += 2 if mark else 1
    return "".join(letters)
