"""How well an indicator's name fits a number of a text: what it counts, its value, the words that stand round it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from sheets.text import fold
from sync.model.outline import IndicatorSpec
from sync.model.sentences import Quantity
from sync.normalise.units import scaled
from sync.reading.nouns import is_one_of, kind_of
from sync.reading.quantities import grain, is_short_for

WORD = re.compile(r"[^\W\d_]+")
EMPTY = frozenset(
    {"và", "các", "của", "được", "trong", "đó", "về", "vào", "cho", "từ", "có", "là", "đã", "do", "tại", "với", "bị"}
)
_JOINED = re.compile(r"(?:[,;(]|\b(?:và|hoặc)|[,;(]\s*còn)\s*$")  # not "tỷ lệ hộ nghèo còn 5,6%"
_ABBREVIATION = re.compile(r"(?<![^\W_])[A-ZĐ]{2,6}(?![^\W_])")
_SIGN = re.compile(r",\s*(?=(?:nâng|đưa|tăng|lũy kế|tổng số|và|trong đó|đạt|đã|đang|chưa)\b)")
UNNAMED = 0.49  # at most, where nothing but the counted noun is said of an indicator
_OF_MONEY = frozenset({"số", "tổng", "tiền", "kinh", "phí", "giá", "trị", "lượng", "sản"})
OF_TOTAL = frozenset(
    [
        "tổng",
        "số",
        "lên",
        "thành",
        "đến",
        "nay",
        "hiện",
        "toàn",
        "tỉnh",
        "trên",
        "địa",
        "bàn",
        "cả",
        "tới",
        "thời",
        "điểm",
    ]
)
_SENTENCE = re.compile(r"[.?!]\s|[;\n]")
_LONGER = 0.0001


def same_value(quantity: Quantity, value: Decimal, unit: str) -> bool:
    """Return whether a quantity says an indicator's value, each in its own unit and rounded as it is written."""
    factor = scaled(unit).factor
    apart = abs(quantity.value - value * factor)
    if quantity.unit is None or not apart:
        return not apart
    exponent = value.as_tuple().exponent
    own = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * factor
    written = grain(quantity)
    return written != own and apart < max(written, own)


def counts(quantity: Quantity, unit: str) -> bool:
    """True where a quantity counts things of this unit, in whatever multiple of it."""
    base = scaled(unit).base
    wanted = fold(base).split()
    if quantity.unit is not None:
        return fold(quantity.unit) == fold(base)
    if not quantity.head or not wanted:
        return False
    if wanted == ["lượt", "người"] and quantity.head[0] == "lượt" and _are_people(quantity.head[1:]):
        return True
    return list(quantity.head[: len(wanted)]) == wanted or (len(wanted) == 1 and is_short_for(wanted[0], quantity.head))


def _are_people(who: tuple[str, ...]) -> bool:
    """True of "150 lượt" and of "150 lượt nông dân", where the unit says "lượt người"."""
    return not who or kind_of(who) == "person" or is_one_of(who, ("người",))


def score_of(text: str, quantity: Quantity, quantities: Sequence[Quantity], spec: IndicatorSpec) -> float:
    """Return the share of an indicator's words that stand round a quantity, 0 where it counts other things."""
    if quantity.approximate or not counts(quantity, spec.unit):
        return 0.0
    names = names_of(spec.name)
    wanted = set(names)
    said = clause_round(text, quantity, quantities)
    unit = fold(scaled(spec.unit).base)
    clause = _met(spec.name, said) | {word for word in unit.split() if word in said}
    if quantity.unit == "đồng":  # money is of the deed, whatever it was spent on
        deed = tuple(w for w in names if w not in _OF_MONEY)[:2]
        if not deed or deed[0] not in said:  # told where its sentence begins, it is sure only of what looks mistyped
            before = names_of(_SENTENCE.split(text[: quantity.start])[-1])
            return UNNAMED if len(deed) > 1 and deed in set(pairwise(before)) else 0.0
        clause &= set(WORD.findall(fold(text[max(0, quantity.start - 120) : quantity.start])))
    clause |= {w for short in _ABBREVIATION.findall(text) for w in _stands_for(fold(short), names)}
    if quantity.head[:1] == ("lượt",) and not set(quantity.head[1:2]) <= wanted | {"người"}:
        return 0.0  # "02 lượt cán bộ" are none of "Lượt nông dân được tập huấn"
    # Of two names of which all is said the longer one is meant: "không đạt yêu cầu", not "đạt yêu cầu".
    score = len(wanted & clause) / len(wanted) + len(wanted & clause) * _LONGER if wanted else 0.0
    own = wanted - {*unit.split(), *_stands_for(unit, names), *OF_TOTAL, *_OF_MONEY, "tỷ", "lệ"}
    return min(score, UNNAMED) if own and not own & clause else score


@lru_cache(maxsize=4096)
def _met(name: str, said: tuple[str, ...]) -> frozenset[str]:
    """Return the words of an indicator's name that are said, syllables together with one beside them.

    One alone may be another word's: "động vật" says nothing of "vật tư". A word that stands alone in the name, between
    words of grammar, needs no other.
    """
    words = ["", *(w if w not in EMPTY else "" for w in WORD.findall(fold(name))), ""]
    pairs = set(pairwise(said))
    met: set[str] = set()
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if (word and not before and not after and word in said) or (word and after and (word, after) in pairs):
            met.update({word, after} - {""})
    return frozenset(met)


@lru_cache(maxsize=1024)
def names_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without those of grammar."""
    return tuple(w for w in WORD.findall(fold(name)) if w not in EMPTY)


def _stands_for(short: str, words: Sequence[str]) -> Sequence[str]:
    """Return the words that an abbreviation stands for: "ptđ" for "phương tiện đo"."""
    for at in range(len(words) - len(short) + 1):
        if all(word[0] == letter for word, letter in zip(words[at:], short, strict=False)):
            return words[at : at + len(short)]
    return ()


def clause_round(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> tuple[str, ...]:
    """Return the words of the clause that a quantity stands in, folded, in their order."""
    before = max((q.end for q in quantities if q.end <= quantity.start), default=0)
    after = min((q.start for q in quantities if q.start >= quantity.end), default=len(text))
    return _words_between(text, before, quantity.start, quantity.end, after)


@lru_cache(maxsize=1024)  # one indicator after the other is looked for among them
def _words_between(text: str, before: int, at: int, until: int, after: int) -> tuple[str, ...]:
    start = max(before, *(text.rfind(sign, 0, at) for sign in (". ", ";", "\n")), 0)
    if before and _JOINED.search(text[before:at]):
        start = at  # what stands before the sign speaks of the quantity before
    ends = [found for sign in (". ", ";", "\n") if (found := text.find(sign, until)) >= 0]
    end = min((after, *ends))
    if before and before >= start:  # what stands between two numbers goes with the nearer side of the sign between them
        start += _after_sign(text[start:at])
    if end == after < len(text) and (sign := _SIGN.search(text, until, end)):
        end = sign.start()
    return tuple(WORD.findall(fold(text[start:end])))


def _after_sign(between: str) -> int:
    signs = list(_SIGN.finditer(between))
    return signs[-1].end() if signs else 0
