"""How likely a word is in Unicode, TCVN3 or VNI, and when it proves that it is not Unicode."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from sync.normalise.codes import decode_tcvn3, decode_vni
from sync.normalise.syllables import is_syllable
from sync.normalise.tables import FREQUENT, KNOWN


def _words(text: str) -> list[str]:
    return text.split()


Encoding = Literal["UNICODE", "TCVN3", "VNI"]
READINGS: tuple[Encoding, ...] = ("UNICODE", "TCVN3", "VNI")
_DECODE: dict[Encoding, Callable[[str], str]] = {"UNICODE": str, "TCVN3": decode_tcvn3, "VNI": decode_vni}

_NEVER = 99.0
_IMPOSSIBLE = 9.0
FOREIGN = 5.5
_NONSENSE = 6.5
_VIETNAMESE = frozenset("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz")
_VOWELS = frozenset(c for c in _VIETNAMESE if c not in "bcdđfghjklmnpqrstvwxz")
_SIGNS = "¡¢£¤¥¦§¨©ª«¬­®¯°±²³´µ¶·¸¹º»¼½¾¿×÷"
# A soft hyphen stands in long words of other languages, never within a syllable.
_LONGEST_SYLLABLE = 6
_NEVER_BEFORE = "¸¨¦"
_NEVER_AFTER = "¸¨¦¬µ·×÷«"
_ABBREVIATIONS = frozenset(
    _words("qđ nđ hđ hđnd đmst đtxd đt đtpt đtnn lđtbxh bđkh tđc gđ pgđ đkkd đh cđ ctđc hđlđ hđqt cbđt hđh tđ sđt đvt")
)
# Words of other languages that are Vietnamese words when read in a legacy encoding, or that official texts use.
_FOREIGN_WORDS = frozenset(
    _words(
        "loïc thaï caïn haï moï maïs taï où dû sûr mûr crû på så må då få të "
        "café cafés são naïve zürich köln genève müller ångström nestlé oréal façade señor niño josé curaçao citroën"
    )
)
# Letter pairs that look like VNI and that other languages write too.
_FOREIGN_PAIRS = _words("aï oï eï uï oë aë uë où oû aü eü oò uù oè oé eå eä aá eá oá")


def reading(word: str, encoding: Encoding) -> str:
    """Return `word` as it reads in `encoding`."""
    return _DECODE[encoding](word)


@lru_cache(maxsize=16384)
def cost(word: str, encoding: Encoding) -> float:
    """Return how unlikely `word` is to be meant in `encoding`: 0 for a frequent Vietnamese word, 9 for nonsense."""
    if encoding == "UNICODE":
        return _unicode_cost(word)
    new = reading(word, encoding).lower()
    beyond = {char for char in word if char > "\xff"}
    if beyond and (new not in KNOWN or _is_word(word.lower(), half_done=beyond <= {"đ", "Đ"})):
        return _NEVER
    if new == word.lower():
        return _unicode_cost(word)
    if len(word) == 1 and word in _SIGNS and new not in FREQUENT and new != "đ":
        return _NONSENSE
    # A cell may hold a word of Unicode among others: "nông" there is no "nụng".
    foreign = 3.0 if new not in KNOWN and word.lower() in FREQUENT else 0.0
    return _vietnamese_cost(new) + foreign


def _is_word(word: str, *, half_done: bool) -> bool:
    """Whether a word with letters that only Unicode has is one as it is; where only its đ is, it must be in use.

    Some programs replaced the đ alone: "đéng" was "động" in TCVN3, "đoàng" was "đồng" in VNI.
    """
    return word in KNOWN if half_done else is_syllable(word)


def _vietnamese_cost(word: str) -> float:
    if word in FREQUENT or word in _ABBREVIATIONS:
        return 0.0
    if word in KNOWN or word == "đ":
        return 1.5
    if is_syllable(word):
        return 4.0
    if not _VIETNAMESE.issuperset(word):
        return _IMPOSSIBLE
    return 2.5 if not _VOWELS.intersection(word) else _NONSENSE


def _unicode_cost(word: str) -> float:
    """Return how unlikely `word` is in Unicode: a Vietnamese word, one with signs at its ends, a foreign one."""
    core = word.strip(_SIGNS)
    if not core:  # "®¸" is đá, "§§" two paragraphs
        return _IMPOSSIBLE if word[0] in "®§" and len(set(word)) > 1 else 2.0
    # Some documents write the Icelandic Ð for Đ.
    lower = ("đ" + core[1:] if core[0] in "Ðð" else core).lower()
    if lower in _FOREIGN_WORDS:
        return 0.0
    signs = _signs_cost(word, core)
    if core.isascii():
        return signs
    if not _VIETNAMESE.issuperset(lower):
        return signs + _foreign_cost(core)
    return signs + _case_cost(core) + min(_vietnamese_cost(lower), FOREIGN)


def _signs_cost(word: str, core: str) -> float:
    """Return what signs touching a word cost: © « £ do so in any text, ¸ ¨ · µ only in a legacy encoding."""
    before, _, after = word.partition(core)
    if (
        before.startswith("\u00ad")
        or any(sign in _NEVER_BEFORE for sign in before)
        or any(sign in _NEVER_AFTER for sign in after)
    ):
        return _IMPOSSIBLE
    if ("\u00ad" in after or "¶" in after) and not _VOWELS.intersection(core.lower()):
        return _IMPOSSIBLE
    # "®" follows a name, "§" a blank or a digit: right before letters both are đ.
    if "§" in after or "®" in before or ("§" in before and not before.endswith("§")):
        return _IMPOSSIBLE
    if before.endswith("§"):
        return FOREIGN
    return 1.5 if before or after else 0.0


def _case_cost(word: str) -> float:
    """Return what the capitals cost: none in "Đã" and "ĐÃ", a slip in "CÔng", nonsense in "chÕ" and "nhËn"."""
    rest = word[1:]
    if not any(c.isupper() and c > "\x7f" for c in rest) or not any(c.islower() for c in word):
        return 0.0
    return FOREIGN if word[:2].isupper() and word[2:].islower() else _IMPOSSIBLE


def _foreign_cost(word: str) -> float:
    """Return what a word costs that is not Vietnamese: other languages write letters only, and capitals in front."""
    if "\u00ad" in word:
        whole = word.replace("\u00ad", "")
        return _IMPOSSIBLE if len(whole) <= _LONGEST_SYLLABLE else 3.0 + _unicode_cost(whole)
    if any(char in _SIGNS or "\x80" <= char <= "\x9f" for char in word):
        return _IMPOSSIBLE
    return max(FOREIGN, _case_cost(word))


def proof(word: str, encoding: Encoding) -> float:
    """Return how far `word` alone proves that a text is in `encoding`: from 1.0 on it is proven.

    It must be no Vietnamese word in Unicode and a Vietnamese word in `encoding`; what no other language writes
    proves at once, what one might ("på") only together with others.
    """
    new = reading(word, encoding).lower()
    plain = _unicode_cost(word)
    if new == word.lower() or plain < FOREIGN:
        return 0.0
    if new in _ABBREVIATIONS:
        return 1.0
    if new not in KNOWN:
        return 0.0
    if word[0] == "§" and word[1:3].isalpha() and len(word) > 2:
        return 1.0
    if plain >= _IMPOSSIBLE or (encoding == "VNI" and _is_vni_only(word)):
        return 1.0
    return 1.0 if len(word) > 3 and new in FREQUENT else 0.5


def _is_vni_only(word: str) -> bool:
    return len(word) > 2 and not any(pair in word.lower() for pair in _FOREIGN_PAIRS)
