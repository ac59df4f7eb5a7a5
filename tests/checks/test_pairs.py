"""The texts that are held against each other are those that share enough of their words, found without trying all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sync.checks.pairs import _LIKE, _SHARED, _of_like_words, _Told

# Few words, some of them in nearly every text, as an office's are.
_WORD = st.sampled_from([f"w{n}" for n in range(18)] + ["và"] * 6 + ["tỉnh"] * 4)
_TEXTS = st.lists(st.tuples(st.sampled_from("ABC"), st.lists(_WORD, min_size=1, max_size=14)), max_size=14)


def _told(division: str, words: list[str], bit_of: dict[str, int]) -> _Told:
    different = frozenset(words)
    bits = sum(1 << bit_of.setdefault(word, len(bit_of)) for word in different)
    return _Told(division, " ".join(words), len(words), different, bits, " ".join(words), (), None)


@given(_TEXTS)
def test_no_pair_is_passed_over_and_none_is_told_that_shares_too_little(texts: list[tuple[str, list[str]]]) -> None:
    bit_of: dict[str, int] = {}
    told = [_told(division, words, bit_of) for division, words in texts]

    def alike(one: _Told, other: _Told) -> bool:
        fewer, more = sorted((one.count, other.count))
        shared = len(one.different & other.different)
        least = _SHARED * min(len(one.different), len(other.different))
        return one.division != other.division and fewer >= _LIKE * more and shared >= least

    wanted = [(one, other) for one, other in combinations(told, 2) if alike(one, other)]
    assert [(id(a), id(b)) for a, b in _of_like_words(told)] == [(id(a), id(b)) for a, b in wanted]
