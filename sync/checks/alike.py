"""Whether two texts of two divisions tell one deed: their words, their names, and what stands in place of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from sheets.grid import Place
from sheets.text import fold
from sync.checks.repeated import GRAMMAR, NAME
from sync.normalise.searching import words

_ALIKE = 90  # rapidfuzz token_set_ratio of the words without figures
_NEAR = 70  # rapidfuzz ratio of the words as they stand, or sorted, where a name or a number is shared
_TAILS = 0.6  # of the fewer different words behind the colons, shared
# Each side's own syllables, and their share of the shorter text, that tell two things apart.
_SYLLABLES, _OTHER = 2, 0.1
_TOKEN = re.compile(r"\w+")
# Words by which a deed is praised: they tell nothing of what it was.
_EVEN = GRAMMAR | words(
    """bảo, đảm, không, để, xảy, ra, mất, an, toàn, nghiêm, túc, kịp, thời, hiệu, quả, tốt, đúng, quy, định, chu, đáo,
    trang, trọng, vui, tươi, thiết, kết, đạt, chất, lượng, tiến, độ, kế, hoạch, đề, ra, yêu, cầu, tham, gia, dự, mở"""
)


@dataclass(frozen=True, slots=True)
class Told:
    """An activity as it is compared: `folded` are its words, `numbers` what it counts."""

    division: str
    text: str
    count: int  # of words
    different: frozenset[str]
    folded: str
    numbers: tuple[str, ...]
    place: Place | None
    named: frozenset[str]  # words behind the colon of the whole text, which name what is told of

    @property
    def names(self) -> frozenset[str]:
        """Its words that are names."""
        return frozenset(map(fold, NAME.findall(self.text)))


def same_deed(first: Told, other: Told) -> bool:
    """True where nearly all words are shared and none of those that are not is a name: another place, another deed."""
    apart = first.different ^ other.different
    if any(name in apart for told in (first, other) for name in told.names) or _of_other_things(first, other):
        return False
    fewest = min(len(first.named), len(other.named))
    if len(first.named & other.named) < _TAILS * fewest:
        return False
    near = max(fuzz.ratio(first.folded, other.folded), fuzz.token_sort_ratio(first.folded, other.folded))
    told = first.names & other.names or set(first.numbers) & set(other.numbers)
    return near >= (_NEAR if told else _ALIKE) and fuzz.token_set_ratio(first.folded, other.folded) >= _ALIKE


def _of_other_things(first: Told, other: Told) -> bool:
    """True where each text has a word of two syllables that the other lacks: "phân bón" here, "thuốc thú y" there."""
    mine, theirs = first.different - other.different - GRAMMAR, other.different - first.different - GRAMMAR
    fewer, shorter = min(len(mine), len(theirs)), min(len(first.different), len(other.different))
    if fewer < _SYLLABLES:
        return False
    return fewer >= _OTHER * shorter or _put_in_place(first.text, other.text)


def _put_in_place(text: str, other: str) -> bool:
    """True where a thing of one text stands in the place of another thing of the other: "thuốc thú y" of "phân bón".

    Behind a number people and pieces are counted, by whichever word: "45 cán bộ" and "47 công chức".
    """
    mine, theirs = (_TOKEN.findall(fold(t)) for t in (text, other))
    for way, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        runs = (mine[a:b], theirs[c:d])
        apart = all(sum(w not in _EVEN for w in run if w.isalpha()) >= _SYLLABLES for run in runs)
        counted = any(run[0][0].isdigit() for run in runs if run) or (a and mine[a - 1][0].isdigit())
        if way == "replace" and apart and not counted:
            return True
    return False
