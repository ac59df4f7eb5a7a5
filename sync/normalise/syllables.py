"""What a possible Vietnamese syllable is, and which one has lost its first letter.

A written syllable is an onset, a rhyme and a tone. The inventory follows the orthography as it is taught
(onsets and rhymes of "Chính tả tiếng Việt"); rhymes that end in a stop (p, t, c, ch) bear only sắc or nặng.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sync.normalise.tables import FREQUENT, KNOWN, OPENERS

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = "\u0301\u0323"
_LETTERS = re.compile(r"[^\W\d_]+")


def _words(text: str) -> list[str]:
    return text.split()


# Rhymes without the glide w, by their first letter.
_PLAIN = _words("""
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oc oi om on ong oong ooc op ot  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
""")
# Rhymes with the glide, written o before a, ă, e and u before the others.
_GLIDED = _words("""
oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt  oe oen oeo oet
uân uâng uât uây  uê uêch uênh  uơ  uy uya uych uyên uyêt uyn uynh uyp uyt uyu
""")
# After a lip sound or r the glide lives in loan words and a few rhymes only (voan, noãn, xe buýt, tuýp, khuy).
_GLIDED_RARE = _words("oa oan oay oe uy uyt uyp")
_AFTER_QU = _words("""
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  ân âng ât âu ây  e ec en eo et  ê ên êch ênh êt
i it ich ôc ơ ơi ơn ơt  y ych yên yêt ynh yt yu yp
""")
_BARE_Y = _words("y yêm yên yêng yêt yêu")

_BEFORE_ANY = _words("b ch d đ h kh l m n nh p ph r s t th tr v x")
_NO_GLIDE = frozenset(_words("b m p ph r v n"))
_ONLY_Y = _words("h k l m n s t th v d")
_FRONT = ("e", "ê", "i")


def _all_toneless() -> frozenset[str]:
    """Return every onset with every rhyme that may follow it, spelled as the rules of c/k, g/gh, ng/ngh say."""
    words = {*_GLIDED, *_BARE_Y} | {r for r in _PLAIN if not r.startswith("iê")}
    for onset in _BEFORE_ANY:
        words |= {onset + r for r in _PLAIN}
        words |= {onset + r for r in (_GLIDED_RARE if onset in _NO_GLIDE else _GLIDED)}
    for hard, soft in (("c", "k"), ("g", "gh"), ("ng", "ngh")):
        words |= {(soft if r.startswith(_FRONT) else hard) + r for r in _PLAIN}
    words |= {"ng" + r for r in _GLIDED} | {"g" + r for r in ("oa", "oe", "oac", "oăt")}
    words |= {"qu" + r for r in _AFTER_QU} | {onset + "y" for onset in _ONLY_Y}
    words |= {"gi" + r for r in _PLAIN if not r.startswith("i")}
    words |= {"g" + r for r in _PLAIN if r.startswith("i") and r not in {"ia", "iu", "ich", "inh"}}
    return frozenset(words)


_TONELESS = _all_toneless()
_STOPS = ("p", "t", "c", "ch")
_MARKED = "ăâêôơư"


def _tone_places(word: str) -> tuple[int, ...]:
    """Return where in the toneless `word` the tone may stand: oa, oe, uy at the end know two places."""
    start = 2 if word.startswith(("qu", "gi")) and any(c in "aăâeêioôơuưy" for c in word[2:]) else 0
    vowels = [i for i, c in enumerate(word) if i >= start and c in "aăâeêioôơuưy"]
    marked = [i for i in vowels if word[i] in _MARKED]
    if marked:
        return (marked[-1],)
    if len(vowels) == 1 or vowels[-1] + 1 < len(word):
        return (vowels[-1],)
    if len(vowels) == 2:
        return tuple(vowels) if word[vowels[0] :] in {"oa", "oe", "uy"} else (vowels[0],)
    return (vowels[1],)


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Return whether `word` is a possible Vietnamese syllable: onset, rhyme and tone go together.

    Upper and lower case are alike, and so are both places of the tone (hóa, hoá). It says nothing about
    whether the syllable is used: "khụng" is possible and no word.
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if c in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if len(tones) > 1 or toneless not in _TONELESS:
        return False
    if not tones:
        return not toneless.endswith(_STOPS)
    if toneless.endswith(_STOPS) and tones[0] not in _STOP_TONES:
        return False
    return any(_toned(toneless, place, tones[0]) == letters for place in _tone_places(toneless))


def _toned(toneless: str, place: int, tone: str) -> str:
    """Return the decomposed spelling with `tone` on the letter at `place`."""
    return unicodedata.normalize("NFD", toneless[: place + 1] + tone + toneless[place + 1 :])


def lost_first_letter(text: str) -> tuple[str, ...]:
    """Return what the first word of `text` may have been before its first letter was cut off, or nothing.

    `text` is a word or the beginning of a cell: "ổ chức hội nghị" gives ("Tổ",), "ết" gives every frequent word
    it may be. A word that is used as it stands ("ông", "ủy", "hực") counts only together with the word after it
    ("hực hiện" gives "thực"). Precision goes before recall.
    """
    text = unicodedata.normalize("NFC", text).strip()
    words = _LETTERS.findall(text)[:2]
    if not words or not text.startswith(words[0]):
        return ()
    if whole := _opener(words):
        return (_cased(whole, words[0]),)
    return tuple(_cased(word, words[0]) for word in _wholes(words[0].lower()))


def _opener(words: list[str]) -> str | None:
    """Return the whole first word where both words are a known beginning less one letter.

    A second word with a capital of its own is a name ("Ông Tác"), unless all is in capitals.
    """
    if len(words) < 2 or (words[1][0].isupper() and not words[0].isupper()):
        return None
    return OPENERS.get(" ".join(words).lower())


def _wholes(rest: str) -> list[str]:
    """Return the frequent words that are one consonant longer in front than `rest`, where `rest` is no word."""
    if rest in KNOWN or rest.isascii() or len(rest) < 2:
        return []
    return [letter + rest for letter in "bcdđghklmnpqrstvx" if letter + rest in FREQUENT]


def _cased(word: str, like: str) -> str:
    """Return `word` in capitals where `like` is, else with a capital only where `like` has one."""
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
