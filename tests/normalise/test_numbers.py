"""Numbers as staff type them: what is read, what is asked, what is passed over."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.normalise.numbers import Quantity, find_numbers, format_number, from_cell, parse_number, parse_parts
from sync.normalise.parsed import Parsed
from sync.normalise.units import is_count

DATA = Path(__file__).parent / "data"
UNITS = [None, "người", "hồ sơ", "km", "ha", "%", "tấn", "đồng", "triệu đồng", "nghìn lượt", "Ci", "điểm", "xyz"]
TYPED = st.text(alphabet="0123456789.,  -–/%()xđ[]²³_e٣nghìntỷriệukmha", max_size=30)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def sentences() -> list[tuple[str, str]]:
    lines = (DATA / "sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(sentence, numbers) for sentence, _, numbers in (line.partition("\t") for line in lines)]


def read(text: str, unit: str | None = None) -> str:
    """The value and the problem of a cell, as the tests write them."""
    found = parse_number(text, unit)
    return " ".join(str(part) for part in (found.value and found.value.value, found.problem) if part is not None)


def matches(found: Parsed[Quantity], row: dict[str, str]) -> bool:
    if (found.problem or "") != row["problem"]:
        return False
    if not row["value"]:
        return True
    return found.value is not None and (found.value.value, found.value.unit or "") == (
        Decimal(row["value"]),
        row["unit"],
    )


def test_labelled_cells_are_read_or_asked_and_never_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    outcome: Counter[str] = Counter()
    wrong = []
    for row in rows("numbers.tsv"):
        found = parse_number(row["raw"], row["declared"] or None)
        kind = "right" if matches(found, row) else "asked" if found.problem else "wrong"
        outcome[kind] += 1
        if kind != "right":
            wrong.append((row["raw"], row["declared"], found))
    total = outcome.total()
    with capsys.disabled():
        print(f"\n{total} labelled cells: right {outcome['right'] / total:.1%}, asked {outcome['asked'] / total:.1%}")
    assert total > 350
    assert outcome["wrong"] == 0, wrong
    assert outcome["right"] / total >= 0.98, wrong


@pytest.mark.parametrize(("sentence", "numbers"), sentences())
def test_a_sentence_yields_its_numbers_and_no_names_or_dates(sentence: str, numbers: str) -> None:
    found = [f"{each.text}={each.quantity.value if each.quantity else each.problem}" for each in find_numbers(sentence)]
    assert "; ".join(found) == numbers


def test_where_a_thousand_is_at_stake_the_choices_stand_likeliest_first() -> None:
    found = parse_number("68,457 trạm")
    assert found.value is None
    assert [(each.value, each.unit) for each in found.choices] == [
        (Decimal(68457), "trạm"),
        (Decimal("68.457"), "trạm"),
    ]


def test_the_value_comes_in_the_unit_that_the_cell_declares() -> None:
    assert parse_number("1,5 tỷ đồng", "triệu đồng") == Parsed(Quantity(Decimal(1500), "triệu đồng"))
    assert parse_number("1,5 tỷ đồng") == Parsed(Quantity(Decimal(1500000000), "đồng"))


def test_words_like_khoảng_make_a_quantity_approximate() -> None:
    assert parse_number("khoảng 500 người") == Parsed(Quantity(Decimal(500), "người", approximate=True))
    assert parse_number("500 người") == Parsed(Quantity(Decimal(500), "người"))
    assert [each.quantity and each.quantity.approximate for each in find_numbers("gần 20 hồ sơ, 15 đơn")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("45/45", ["45", "45"]),
        ("63/63 địa phương", ["63", "63"]),
        ("59 - 61 nghìn tỷ đồng", ["59000000000000", "61000000000000"]),
        ("từ 5 đến 10", ["5", "10"]),
        ("25,2m x 10,5m", ["25.2", "10.5"]),
        ("14-15/5/2025", []),
        ("125 hồ sơ", []),
    ],
)
def test_ranges_ratios_and_sizes_show_their_parts(text: str, parts: list[str]) -> None:
    assert [str(part.value) for part in parse_parts(text)] == parts


@pytest.mark.parametrize(
    ("value", "unit", "shown", "expected"),
    [
        (3.0, "nhiệm vụ", "03", "3"),
        (1007.0, "người", "1.007", "1007"),
        (1006.9999999999999, "người", None, "1007"),
        (0.1 + 0.2, "km", None, "0.3"),
        (33.266, "km", "33,266", "33.266"),
        (0.956, "%", "95,6%", "95.6"),
        (95.6, "%", "95.6", "95.6"),
        (Decimal("4128817.5"), "triệu đồng", None, "4128817.5"),
        (2_072_705_863, "yêu cầu", None, "2072705863"),
        (-5.0, "%", None, "-5"),
        (1e20, None, None, "100000000000000000000"),
    ],
)
def test_a_number_cell_is_read_exactly(value: float, unit: str | None, shown: str | None, expected: str) -> None:
    assert from_cell(value, unit, shown) == Parsed(Quantity(Decimal(expected), unit))


def test_a_fraction_under_a_count_in_a_number_cell_asks_and_is_never_guessed() -> None:
    found = from_cell(1.007, "người", "1.007")
    assert (found.value, found.problem) == (None, "fraction-under-count")
    assert [each.value for each in found.choices] == [Decimal(1007), Decimal("1.007")]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), True])
def test_what_is_no_number_in_a_number_cell_is_refused(value: float) -> None:
    assert from_cell(value) == Parsed(None, "not-a-number")


def test_a_number_cell_that_shows_a_date_is_a_date() -> None:
    assert from_cell(45292, None, "01/01/2024").problem == "date"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("3", "03"),
        ("0", "0"),
        ("10", "10"),
        ("1007", "1.007"),
        ("1000.5", "1.000,5"),
        ("-1234567", "-1.234.567"),
        ("0.50", "0,5"),
        ("1E+3", "1.000"),
    ],
)
def test_numbers_are_written_as_offices_write_them(value: str, written: str) -> None:
    assert format_number(Decimal(value)) == written


def test_small_counts_stay_bare_without_padding_and_nan_is_refused() -> None:
    assert format_number(Decimal(3), pad=False) == "3"
    with pytest.raises(ValueError, match="finite"):
        format_number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("units", "count"),
    [
        (
            [
                "người",
                "hồ sơ",
                "trạm",
                "phương tiện",
                "mẫu",
                "nhiệm vụ",
                "tiêu chuẩn",
                "PTĐ",
                "đơn",
                "văn bản",
                "điểm cầu",
            ],
            True,
        ),
        (["lượt người", "cơ sở", "bài báo", "tổ chức/cá nhân", "website", "giấy phép"], True),
        (
            [
                "%",
                "km",
                "m",
                "m2",
                "ha",
                "kg",
                "tấn",
                "lít",
                "Ci",
                "MW",
                "kWh",
                "đồng",
                "triệu đồng",
                "giờ",
                "điểm",
                "độ",
            ],
            False,
        ),
        (["nghìn lượt", "triệu sản phẩm", "hồ sơ/tháng", "tấn sắn tươi", "đồng/ha/năm", "Tỷ lệ %"], False),
        ([None, "", "lần", "xyz"], None),
    ],
)
def test_what_is_counted_and_what_is_measured(units: list[str | None], count: bool | None) -> None:
    assert {unit: is_count(unit) for unit in units} == dict.fromkeys(units, count)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=0), st.sampled_from([None, "%", "km", "điểm"]))
def test_whole_numbers_survive_being_written_and_read(value: Decimal, unit: str | None) -> None:
    found = parse_number(format_number(value), unit)
    # A bare "1.007" under a unit with fractions asks; what it offers first is what was written.
    assert (found.value or found.choices[0]).value == value
    assert unit is not None or found.problem is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_fractions_survive_being_written_and_read_under_kilometres(value: Decimal) -> None:
    written = format_number(value)
    found = parse_number(written, "km")
    if "," in written:
        assert found == Parsed(Quantity(value.normalize(), "km"))
    else:
        assert value in [each.value for each in (found.value, *found.choices) if each]


@given(st.one_of(st.text(max_size=60), TYPED), st.sampled_from(UNITS))
def test_no_text_makes_reading_raise(text: str, unit: str | None) -> None:
    found = parse_number(text, unit)
    assert (found.value is not None) or found.problem
    parse_parts(text, unit)
    for number in find_numbers(text):
        assert text[number.start : number.end].split() == number.text.split()
        assert number.quantity or number.problem


@given(st.from_regex(r"\A[0-9]{1,4}[.,][0-9]{1,6}([.,][0-9]{1,3})?\Z"))
def test_no_two_units_read_one_text_a_thousand_apart_in_silence(text: str) -> None:
    certain = {found.value.value for unit in UNITS if (found := parse_number(text, unit)).certain and found.value}
    assert len(certain) <= 1


@given(st.integers(0, 10**6))
def test_an_english_comma_under_a_count_never_passes_in_silence(number: int) -> None:
    found = parse_number(f"{number:,} hồ sơ")
    assert found.problem or found.value == Quantity(Decimal(number), "hồ sơ")


def test_superscripts_and_foreign_digits_are_never_taken_for_digits() -> None:
    assert read("10³") == "raised-digit"
    assert read("٣٤٥") == "not-a-number"
    assert read("120 m³") == "120"


def test_time_grows_with_length_and_no_faster() -> None:
    def seconds(text: str) -> float:
        begin = perf_counter()
        find_numbers(text)
        return perf_counter() - begin

    for pattern in ["1 ", "1.", "1,000 ", "12 345 ", "tỷ ", "5 tỷ ", "a-", "1/", "("]:
        short, long = min(seconds(pattern * 500) for _ in range(3)), min(seconds(pattern * 4000) for _ in range(3))
        assert long < 40 * short + 0.02, pattern


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Đã giải quyết 45/50 hồ sơ", ["45/50"]),
        ("đạt 10 huy chương (04 vàng, 06 bạc)", ["10", "04", "06"]),
        ("chuyển đổi số 35 thủ tục", ["35"]),
        ("thực hiện Nghị quyết 28", []),
    ],
)
def test_a_compound_whose_second_half_names_something_names_nothing(text: str, numbers: list[str]) -> None:
    assert [found.text for found in find_numbers(text)] == numbers


def test_a_name_that_ends_like_about_is_no_approximation() -> None:
    (found,) = find_numbers("tại Ninh Phước 12 cơ sở")
    assert found.quantity is not None
    assert not found.quantity.approximate
