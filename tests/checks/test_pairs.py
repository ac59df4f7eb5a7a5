"""The texts that are held against each other are those that share enough of their words, found without trying all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sync.checks.brief import Deed
from sync.checks.pairs import _LIKE, _SHARED, _of_like_words

# Few words, some of them in nearly every text, as an office's are; N1 to N3 are names.
_WORD = st.sampled_from([f"w{n}" for n in range(18)] + ["và"] * 6 + ["tỉnh"] * 4 + ["N1", "N2", "N2", "N3", "N3", "N3"])
_TEXTS = st.lists(st.tuples(st.sampled_from("ABC"), st.lists(_WORD, min_size=1, max_size=14)), max_size=14)


def _deed(row: int, words: list[str], bit_of: dict[str, int]) -> Deed:
    bits = sum(1 << bit_of.setdefault(word, len(bit_of)) for word in set(words))
    return Deed(row, len(words), bits, tuple(bit_of[word] for word in set(words) if word.startswith("N")))


@given(_TEXTS)
def test_no_pair_is_passed_over_and_none_is_told_that_shares_too_little(texts: list[tuple[str, list[str]]]) -> None:
    bit_of: dict[str, int] = {}
    told = [(division, _deed(row, words, bit_of)) for row, (division, words) in enumerate(texts)]

    def alike(one: tuple[str, Deed], other: tuple[str, Deed]) -> bool:
        fewer, more = sorted((one[1].count, other[1].count))
        shared = (one[1].different & other[1].different).bit_count()
        least = _SHARED * min(one[1].different.bit_count(), other[1].different.bit_count())
        return one[0] != other[0] and fewer >= _LIKE * more and shared >= least

    def same_names(one: tuple[str, Deed], other: tuple[str, Deed]) -> bool:
        return set(one[1].names) == set(other[1].names)  # what differs in a name is another deed

    pairs = list(combinations(told, 2))
    found = _of_like_words(told)
    assert all(pair in pairs and alike(*pair) for pair in found)
    assert [pair for pair in found if same_names(*pair)] == [p for p in pairs if alike(*p) and same_names(*p)]
