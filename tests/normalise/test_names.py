"""Names stand in Vietnamese order, and different spellings of a name are known for one."""

from __future__ import annotations

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.normalise.names import agency_key, fold_name, person_key, similar_agency, sort_key
from sync.normalise.tables import KNOWN

ICU = icu.Collator.createInstance(icu.Locale("vi"))
words = st.sampled_from(sorted(KNOWN)).flatmap(lambda word: st.sampled_from([word, word.capitalize(), word.upper()]))
names = st.builds(
    lambda parts, sign, number: sign.join(parts) + number,
    st.lists(words, min_size=1, max_size=4),
    st.sampled_from([" ", " ", "-", ", ", "/", " & ", ". "]),
    st.sampled_from(["", " 1", " 12", " 2"]),
)
any_text = st.text(st.characters())


def order(one: str, other: str) -> int:
    a, b = sort_key(one)[:3], sort_key(other)[:3]
    return (a > b) - (a < b)


@given(names, names)
def test_the_order_of_two_names_is_icus(one: str, other: str) -> None:
    assert order(one, other) == ICU.compare(one, other)


@given(names, words, st.integers(0, 12))
def test_the_order_of_two_names_that_begin_alike_is_icus(one: str, word: str, length: int) -> None:
    other = one[:length] + word
    assert order(one, other) == ICU.compare(one, other)


@given(st.lists(names, max_size=8))
def test_a_list_sorts_as_icu_sorts_it(listed: list[str]) -> None:
    distinct = sorted(set(listed))
    assert [ICU.getSortKey(n) for n in sorted(distinct, key=sort_key)] == sorted(map(ICU.getSortKey, distinct))


def test_letters_decide_before_tones_and_tones_before_case() -> None:
    assert sorted(["Đà", "da", "dạ", "dà", "Da", "dan", "dă"], key=sort_key) == [
        "da",
        "Da",
        "dà",
        "dạ",
        "dan",
        "dă",
        "Đà",
    ]


def test_people_are_listed_by_given_name_then_middle_then_family_name() -> None:
    people = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Lê Văn Ánh", "ThS. Phạm Văn An", "Ông Đỗ Văn Ánh (Phó phòng)"]
    assert sorted(people, key=person_key) == [
        "ThS. Phạm Văn An",
        "Nguyễn Thị Ánh",
        "Ông Đỗ Văn Ánh (Phó phòng)",
        "Lê Văn Ánh",
        "Trần Văn Bình",
    ]


def test_a_family_name_that_looks_like_a_title_stays() -> None:
    assert person_key("Cao Văn Thầy") == person_key("Ông Cao Văn Thầy")
    assert person_key("Bà Huyện") == person_key("Huyện")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở KH&CN", "sở KH và CN"),
        ("P. QLCN", "P.QLCN"),
        ("Uỷ ban nhân dân", "Ủy ban  nhân dân"),
        ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA"),
        ("Văn phòng - Thanh tra", "Văn phòng-Thanh tra"),
    ],
)
def test_a_name_in_two_spellings_folds_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoa"), ("Phòng QLCN", "Phòng QLKH"), ("Hà Lan", "Hạ Lan")])
def test_two_names_fold_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    "symbol", ["SKHCN", "SKH-CN", "SKH&CN", "S KHCN", "SKH CN", "skhcn", "SKH và CN", "SKH V CN", "S.KHCN"]
)
def test_an_agencys_symbol_is_its_letters(symbol: str) -> None:
    assert agency_key(symbol) == "SKHCN"


def test_letters_that_belong_to_a_symbol_stay() -> None:
    assert agency_key("SVHTTDL") == "SVHTTDL"
    assert agency_key("BKHĐT") != agency_key("BKHDT")


@pytest.mark.parametrize(
    ("one", "other"), [("SKHCh", "SKHCN"), ("SKHC", "SKHCN"), ("SKHCNN", "SKH&CN"), ("SKHCN", "SKHCN")]
)
def test_a_symbol_one_letter_off_is_similar(one: str, other: str) -> None:
    assert similar_agency(one, other)
    assert similar_agency(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SKHCN", "BKHCN"),
        ("SNV", "SNN"),
        ("QLCN", "QLCL"),
        ("SKHĐT", "SKHCN"),
        ("UBND", "HĐND"),
        ("STNMT", "STTTT"),
        ("", "SKHCN"),
    ],
)
def test_symbols_of_two_agencies_are_not_similar(one: str, other: str) -> None:
    assert not similar_agency(one, other)


@given(any_text, any_text)
def test_no_text_is_too_odd_for_a_name(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)
    assert isinstance(person_key(one) < person_key(other), bool)
    assert similar_agency(one, other) == similar_agency(other, one)
    assert agency_key(agency_key(one)) == agency_key(one)
    assert fold_name(one) == fold_name(one + " ")
