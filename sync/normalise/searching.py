"""Text made ready for searching: letter for letter without marks and capitals, so that places stay the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Every capital of the alphabet, to be put between [ and ]: a range as "À-Ỹ" would hold small letters too.
UPPER = "".join(letter for letter in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if letter.isupper())
_DASHES = "‐‑‒–—−"
_LOOSE = re.compile(r"\s{2}")
# A small word that lost the space before a capital: "tạiTờ trình", "củaUBND"; names as "GreenFarm" stay whole.
_RUN_ON = re.compile(rf"(?<!\w)(?:tại|của|và|theo|Theo|với|cứ|tỉnh|huyện|hành)(?=[{UPPER}][^\W\d_])")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _bare_letters() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d", **dict.fromkeys(map(ord, _DASHES), "-")}
    table |= {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    table |= dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000\t"), " ")
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base.lower()
    return table


_BARE = _bare_letters()


@lru_cache(maxsize=1024)  # citations, dates, months and kinds are all looked for in the same sentences
def bare(text: str) -> str:
    """Return `text` in small letters without marks, of the very same length: "Đơn vị" → "don vi".

    Only letters that are one character are stripped, so `text` should be composed (NFC).
    """
    return text.lower() if text.isascii() else text.translate(_BARE)


def words(listed: str) -> frozenset[str]:
    """Return the words or pairs of words that `listed` holds, separated by commas, over several lines."""
    return frozenset(" ".join(word.split()) for word in listed.split(","))


def any_of(lines: str, *, after: str = "(?![a-z0-9])") -> re.Pattern[str]:
    """Compile the patterns of `lines`, one a line, to a choice among them; a space stands for any white space."""
    choices = [line.strip().replace(" ", r"\s{1,2}") for line in lines.strip().splitlines()]
    choices = [choice.replace(r"uy\s{1,2}ban", r"uy\s{0,2}ban") for choice in choices]  # texts copied lose that blank
    return re.compile(f"(?:{'|'.join(choices)}){after}")


@dataclass(frozen=True, slots=True)
class Searchable:
    """Composed text without invisible characters, and for each of its places the place in the text as given.

    `places` is None where nothing had to be changed.
    """

    text: str
    places: tuple[int, ...] | None

    def original(self, place: int) -> int:
        """Return where in the text as given the place `place` of the composed text lies."""
        return place if self.places is None else self.places[place]


@lru_cache(maxsize=1024)
def searchable(text: str) -> Searchable:
    """Return `text` composed (NFC), without invisible characters and runs of white space, each place traceable.

    Of a run a line break stays where there is one, else a blank: texts copied from pages break and indent their lines.
    They also lose blanks: one is put in where a small word runs on into a capital ("tạiTờ trình").
    """
    tight = _LOOSE.search(text) is None and _RUN_ON.search(text) is None
    if tight and (text.isascii() or (unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text))):
        return Searchable(text, None)
    composed: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(text):
        written = unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster))
        if written[:2].isspace() and len(written) > 1:
            written = "\n" if "\n" in written else " "
        composed.append(written)
        places.extend([start] * len(written))
    whole = "".join(composed)
    for found in reversed(list(_RUN_ON.finditer(whole))):
        whole = f"{whole[: found.end()]} {whole[found.end() :]}"
        places.insert(found.end(), places[found.end()])
    return Searchable(whole, (*places, len(text)))


def _clusters(text: str) -> list[tuple[int, str]]:
    """Cut `text` before every character that does not combine with the one before it, as white space does too."""
    starts = [i for i, letter in enumerate(text) if i == 0 or not (_joins(letter) or text[i - 1 : i + 1].isspace())]
    return [(start, text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _joins(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or _INVISIBLE.match(letter) is not None
