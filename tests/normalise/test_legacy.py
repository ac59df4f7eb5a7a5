"""Text typed with TCVN3 and VNI fonts becomes Unicode; Unicode stays as it is, whatever it says."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import icu
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.normalise.codes import TCVN3, decode_tcvn3, decode_vni
from sync.normalise.legacy import Converted, to_unicode, to_unicode_runs
from sync.normalise.tables import FREQUENT, KNOWN

with (Path(__file__).parent / "data" / "legacy.tsv").open(encoding="utf-8", newline="") as file:
    CELLS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
UNICODE = [cell["raw"] for cell in CELLS if cell["encoding"] == "UNICODE"]
SENTENCES = sorted({cell["unicode"].strip() for cell in CELLS})

VOWELS = "aăâeêioôơuưy"
SMALL = [
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ["", *"\u0300\u0301\u0303\u0309\u0323"]
]


def _tcvn3_codes() -> dict[int, str]:
    codes = {ord(letter): chr(code) for code, letter in TCVN3.items()}
    return {ord(chr(code).upper()): typed for code, typed in codes.items()} | codes


def _vni_codes() -> dict[int, str]:
    """VNI as its fonts document it, written anew: base letter, then the mark for tone and roof in one."""
    tones = dict(zip(["", *"\u0300\u0301\u0309\u0303\u0323"], ["", *"øùûõï"], strict=True))
    roofs = dict(zip(["", *"\u0300\u0301\u0309\u0303\u0323"], "âàáåãä", strict=True))
    breves = dict(zip(["", *"\u0300\u0301\u0309\u0303\u0323"], "êèéúüë", strict=True))
    typed = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
    for base, shown in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ơ": "ô", "ư": "ö"}.items():
        typed |= {
            unicodedata.normalize("NFC", base + tone): shown + mark
            for tone, mark in tones.items()
            if base + tone != "y\u0323"
        }
    for base in "âêô":
        plain = unicodedata.normalize("NFD", base)[0]
        typed |= {unicodedata.normalize("NFC", base + tone): plain + mark for tone, mark in roofs.items()}
    typed |= {unicodedata.normalize("NFC", "ă" + tone): "a" + mark for tone, mark in breves.items()}
    return {ord(a.upper()): b.upper() for a, b in typed.items()} | {ord(a): b for a, b in typed.items()}


TCVN3_CODES, VNI_CODES = _tcvn3_codes(), _vni_codes()


def tcvn3(text: str) -> str:
    return text.translate(TCVN3_CODES)


def vni(text: str) -> str:
    return text.translate(VNI_CODES)


frequent = st.lists(st.sampled_from(sorted(FREQUENT)), min_size=2, max_size=8).map(" ".join)
known = st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=8).map(" ".join)
any_text = st.text(st.characters())
any_font = st.sampled_from(
    [None, "Arial", ".VnTime", ".VnTimeH", "VNI-Times", ".VnTime+Arial", "Arial+VNI-Times", "", "+"]
)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell['font']}: {cell['unicode'][:30]}")
def test_a_cell_with_its_font_reads_as_labelled(cell: dict[str, str]) -> None:
    assert to_unicode(cell["raw"], cell["font"]) == Converted(
        cell["unicode"] if cell["encoding"] == "UNICODE" else cell["unicode"].strip(), cell["encoding"]
    )


def test_nine_cells_in_ten_read_right_without_a_font() -> None:
    cells = [cell for cell in CELLS if cell["encoding"] != "TCVN3-H"]
    wrong = [cell for cell in cells if to_unicode(cell["raw"]).text.strip() != cell["unicode"].strip()]
    assert len(wrong) <= len(cells) // 10, wrong


@pytest.mark.parametrize("font", [None, "Arial", "Times New Roman", "Calibri+Arial"])
def test_good_unicode_comes_back_unchanged(font: str | None) -> None:
    changed = [text for text in [*UNICODE, *SENTENCES] if to_unicode(text, font) != Converted(text, "UNICODE")]
    assert changed == []


def test_every_syllable_in_use_comes_back_unchanged() -> None:
    forms = [form for word in KNOWN for form in (word, word.capitalize(), word.upper())]
    assert [form for form in forms if to_unicode(form).changed] == []


@given(known)
def test_vietnamese_sentences_come_back_unchanged(text: str) -> None:
    assert to_unicode(text) == Converted(text, "UNICODE")
    assert to_unicode(unicodedata.normalize("NFD", text)).text == unicodedata.normalize("NFD", text)


@given(known, st.sampled_from([".VnTime", ".VnArial", "VNI-Times", "VNI-Helve", None]))
def test_unicode_pasted_into_a_cell_of_a_legacy_font_comes_back_unchanged(text: str, font: str | None) -> None:
    """A letter that only Unicode has tells it ("Bá Trung Phụ" in .VnTime)."""
    assume(any("Ạ" <= char <= "ỹ" or char in "ăđĩũơư" for char in text))
    assert to_unicode(text, font) == Converted(text, "UNICODE")


def test_names_of_countries_and_languages_in_other_languages_come_back_unchanged() -> None:
    changed = []
    languages = "fr de es pt it sv da nb fi is hu cs pl nl ca ga tr ro et lv lt eu gl sq hr sk mt cy br fo lb oc vi"
    for code in re.findall(r"\w+", languages):
        locale = icu.Locale(code)
        names = [icu.Locale("", country).getDisplayCountry(locale) for country in icu.Locale.getISOCountries()]
        names += [icu.Locale(language).getDisplayLanguage(locale) for language in icu.Locale.getISOLanguages()]
        changed += [name for name in names if to_unicode(name).changed]
    assert changed == []


@given(known)
def test_tcvn3_undoes_its_encoder(text: str) -> None:
    assert decode_tcvn3(tcvn3(text)) == text


@given(known)
def test_vni_undoes_its_encoder(text: str) -> None:
    assert decode_vni(vni(text)) == text
    assert decode_vni(vni(text.upper())) == text.upper()


def test_both_tables_have_every_letter_of_vietnamese() -> None:
    for letter in [*SMALL, "đ"]:
        assert decode_tcvn3(tcvn3(letter)) == letter
        assert decode_vni(vni(letter)) == letter
        assert decode_vni(vni(letter.upper())) == letter.upper()


@given(frequent)
def test_with_its_font_a_tcvn3_sentence_reads_right(text: str) -> None:
    assert to_unicode(tcvn3(text), ".VnTime").text == text
    assert to_unicode(tcvn3(text), ".VnTimeH").text == text.upper()


@given(frequent)
def test_with_its_font_a_vni_sentence_reads_right(text: str) -> None:
    assert to_unicode(vni(text), "VNI-Times").text == text
    assert to_unicode(vni(text.upper()), "VNI-Times").text == text.upper()


def test_without_a_font_nineteen_sentences_in_twenty_read_right() -> None:
    words = sorted(FREQUENT)
    sentences = [" ".join(words[(i * 37 + j * 211) % len(words)] for j in range(5)) for i in range(400)]
    for encode in (tcvn3, vni):
        right = sum(to_unicode(encode(sentence)).text == sentence for sentence in sentences)
        assert right >= 380


@given(frequent, frequent)
def test_where_the_fonts_of_the_runs_are_known_each_run_reads_by_its_own(one: str, other: str) -> None:
    runs = [(tcvn3(one), ".VnTime"), (" ", None), (vni(other), "VNI-Times")]
    assert to_unicode_runs(runs).text == f"{one} {other}"


def test_a_word_whose_letters_stand_in_two_fonts_is_one_word() -> None:
    assert to_unicode_runs([("§", ".VnTimeH"), ("Çu t\u00ad", ".VnTime")]) == Converted("Đầu tư", "MIXED")
    assert to_unicode_runs([("Đ", "Arial"), ("Çu t\u00ad", ".VnTime")]) == Converted("Đầu tư", "MIXED")


def test_codes_of_the_capitals_arrive_in_three_ways() -> None:
    for typed in ("KH\x93I", "KH“I"):
        assert to_unicode(typed, ".VnTime").text == "KHỎI"
    assert to_unicode("“Dù ¸n”", ".VnTime").text == "“Dự án”"
    assert to_unicode("A–B", ".VnTime").text == "A–B"


def test_capitals_typed_in_a_font_without_toned_capitals_read_as_capitals() -> None:
    assert to_unicode("QUYÕT TO¸N HUYÖN", ".VnTime").text == "QUYẾT TOÁN HUYỆN"
    assert to_unicode("Tæ KH&§T", ".VnTime").text == "Tổ KH&ĐT"


def test_what_stands_beside_a_legacy_word_stays() -> None:
    assert to_unicode("5 m² sµn, ±5%, 3×4", ".VnTime").text == "5 m² sàn, ±5%, 3×4"
    assert to_unicode("Göûi a@b.vn", "VNI-Times").text == "Gửi a@b.vn"


def test_the_unit_dong_behind_a_number_is_a_letter() -> None:
    assert to_unicode("30®/kg", ".VnTime").text == "30đ/kg"
    assert to_unicode("30ñ/kg", "VNI-Times").text == "30đ/kg"


@given(any_text, any_font)
def test_no_text_is_too_odd(text: str, font: str | None) -> None:
    converted = to_unicode(text, font)
    assert converted.encoding in {"UNICODE", "TCVN3", "TCVN3-H", "VNI", "MIXED"}
    assert converted.changed == (converted.encoding != "UNICODE")
    assert converted.changed or converted.text == text


@given(st.lists(st.tuples(st.text("aâÂÇêÕ­§u «t®. ủ1¸"), any_font)))
def test_runs_of_one_font_read_like_the_whole(runs: list[tuple[str, str | None]]) -> None:
    text = "".join(part for part, _ in runs)
    assert to_unicode_runs([(part, ".VnTime") for part, _ in runs]).text == to_unicode(text, ".VnTime").text
    assert to_unicode_runs(runs).encoding
