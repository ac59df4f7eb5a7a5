"""What counts as a citation of a document, and what its parts are."""

from __future__ import annotations

import csv
import datetime as dt
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.normalise.citations import Citation, find_citations, identity
from tests.normalise.cited import only

TABLE = Path(__file__).parent / "data" / "citations.tsv"
FROM_REAL_TEXTS = 44  # the first rows of the table were labelled by others; each of them must be right
FIELDS = ("kind", "number", "symbol", "date", "issuer")


def labelled() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{key: (value or "").replace("\\n", "\n") for key, value in row.items()} for row in rows]


def expected(row: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the labelled citations of a row, each as the five fields."""
    if row["kind"] == "none":
        return []
    columns = [[part.strip() for part in row[field].replace(";;", "; ;").split(";")] for field in FIELDS]
    count = max(map(len, columns))
    return list(zip(*(column + [""] * (count - len(column)) for column in columns), strict=True))


def as_labels(citation: Citation) -> tuple[str, ...]:
    date = citation.date.isoformat() if citation.date else ""
    return (citation.kind or "", citation.number, citation.symbol, date, citation.issuer or "")


@pytest.mark.parametrize("row", labelled()[:FROM_REAL_TEXTS], ids=lambda row: row["raw"][:60])
def test_each_example_from_real_texts_is_read_as_labelled(row: dict[str, str]) -> None:
    assert [as_labels(c) for c in find_citations(row["raw"])] == expected(row)


def test_nearly_all_labelled_citations_are_right_and_next_to_none_wrong_in_silence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Right: all five fields of all citations of a text. Silent: wrong without a problem that would make one look."""
    rows, wrong, silent = labelled(), 0, 0
    for row in rows:
        found = find_citations(row["raw"])
        if [as_labels(c) for c in found] != expected(row):
            wrong += 1
            silent += not any(c.problem for c in found)
    with capsys.disabled():
        print(f" [{len(rows)} texts: {wrong} wrong, {silent} in silence]", end="")
    assert len(rows) >= FROM_REAL_TEXTS + 250
    assert wrong <= len(rows) * 0.10
    assert silent <= len(rows) * 0.02


@pytest.mark.parametrize(
    "text",
    [
        "đạt 98/KH, kỳ họp thứ 12/HĐND khóa XI, lớp 12-A1/THPT, năm 2024-UBND tỉnh",
        "đạt 45/45 chỉ tiêu tháng 02/2024 ở 03/10 xã, tỷ lệ 1/2000",
        "TCVN 6909:2001, QCVN 16:2019/BXD, ISO 9001:2015, giống NH04-61, nguồn Ir-192",
        "Nghị quyết này xong trước ngày 01 tháng 5 năm 2026",
        "Kế hoạch phát triển kinh tế - xã hội; Hội Luật gia; Luật này; Trường Đại học Luật Hà Nội",
        "nguồn quyết định số lượng, diện tích quyết định số vị trí tiếp xúc",
        "",
    ],
)
def test_ratios_standards_months_and_bare_kinds_are_no_citations(text: str) -> None:
    assert find_citations(text) == []


def test_a_province_named_like_a_road_or_a_form_hides_no_citation() -> None:
    assert only("Quyết định của UBND tỉnh Cà Mau số 12/QĐ-UBND").issuer == "UBND tỉnh Cà Mau"
    assert only("Công văn UBND tỉnh Bình Dương số 15/UBND-VX").number == "15"
    assert find_citations("Mẫu số 12/QĐ-UBND, đường số 12/QĐ-A") == []


def test_a_list_under_one_word_shares_the_kind_but_not_the_day() -> None:
    first, second, third = find_citations("các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND và 15/QĐ-UBND ngày 3/1/2024")
    assert {c.kind for c in (first, second, third)} == {"quyết định"}
    assert third.date == dt.date(2024, 1, 3)
    assert [(c.date, c.date_problem) for c in (first, second)] == [(None, "shared"), (None, "shared")]


def test_the_same_day_said_of_a_list_is_the_day_of_all() -> None:
    found = find_citations("các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND và 15/QĐ-UBND cùng ngày 3/1/2024")
    assert [(c.date, c.date_problem) for c in found] == [(dt.date(2024, 1, 3), None)] * 3


def test_the_same_day_without_a_date_is_that_of_the_citation_before() -> None:
    text = "Công văn số 11/SKHCN-QLCN ngày 5/1/2024 và Công văn số 12/SKHCN-QLCN cùng ngày"
    assert [c.date for c in find_citations(text)] == [dt.date(2024, 1, 5)] * 2
    alone = only("Công văn số 12/SKHCN-QLCN cùng ngày")
    assert (alone.date, alone.date_problem) == (None, "incomplete")


def test_numbers_that_share_one_symbol_are_documents_of_their_own() -> None:
    found = find_citations("Quyết định số 12, 13 và 15/QĐ-SKHCN ngày 3/1/2024")
    assert [(c.number, c.symbol) for c in found] == [("12", "QĐ-SKHCN"), ("13", "QĐ-SKHCN"), ("15", "QĐ-SKHCN")]


def test_a_kind_that_the_symbol_contradicts_is_not_passed_on() -> None:
    assert [c.kind for c in find_citations("Tờ trình số 12/TTr-SKHCN, 13/BC-SKHCN")] == ["tờ trình", None]


@pytest.mark.parametrize(
    ("text", "date", "problem"),
    [
        ("Báo cáo số 8/BC-SKHCN ngày 22/9", None, "incomplete"),
        ("Báo cáo số 8/BC-SKHCN ngày 31-4-2004", None, "impossible"),
        ("Nghị quyết số 55/NQ-HĐND 14/12/2023", dt.date(2023, 12, 14), "no-ngay"),
        ("Báo cáo số 8/BC-SKHCN ngày 22/9/2023", dt.date(2023, 9, 22), None),
        ("Báo cáo số 8/BC-SKHCN ngày mùng 5 tháng Giêng năm 2024", dt.date(2024, 1, 5), None),
        ("Báo cáo số 8/BC-SKHCN (lần 2) ngày 22/9/2023", dt.date(2023, 9, 22), None),
        ("Báo cáo số 8/BC .NV ngày 22/9/2023", dt.date(2023, 9, 22), None),
        ("Báo cáo số 8/BC-SKHCN :HT-3 ngày 22/9/2023", None, "unread"),
        ("Báo cáo số 8/BC-SKHCN; đến ngày 22/9/2023", None, None),
        ("Giấy phép số 8/GP-SKHCN, cấp lần đầu ngày 22/9/2023", dt.date(2023, 9, 22), None),
        ("Báo cáo số 8/BC-SKHCN (ngày ký 22/9/2023)", dt.date(2023, 9, 22), None),
        ("Thông báo ngày 22/9/2023 số 8/TB-SKHCN", dt.date(2023, 9, 22), None),
        ("Theo Báo cáo số 8/BC-SKHCN, ngày 22/9/2023 UBND tỉnh tổ chức họp", None, None),
        ("Báo cáo số 8/BC-SKHCN, ngày 22/9/2023 UBND tỉnh ban hành", dt.date(2023, 9, 22), None),
        ("Báo cáo số 8/BC-SKHCN", None, None),
    ],
)
def test_a_day_that_is_not_quite_one_says_why(text: str, date: dt.date | None, problem: str | None) -> None:
    citation = only(text)
    assert (citation.date, citation.date_problem) == (date, problem)


def test_day_and_issuer_may_stand_between_the_kind_and_its_number() -> None:
    letter = only("theo công văn ngày 5/3/2024 của Sở Nội vụ số 221/SNV-TCCC về biên chế")
    assert (letter.kind, letter.number, letter.date) == ("công văn", "221", dt.date(2024, 3, 5))
    assert letter.issuer == "Sở Nội vụ"


def test_a_date_is_kept_as_it_was_typed() -> None:
    assert only("QĐ số 8/QĐ-UB ngày 07tháng 3năm 2002").date_text == "07tháng 3năm 2002"
    assert only("QĐ số 8/QĐ-UB").date_text is None


@pytest.mark.parametrize(
    ("text", "symbol", "glued"),
    [
        ("Nghị định số 81/2002/NĐ- CP4", "2002/NĐ-CP", "4"),
        ("Quyết định số 36/QĐ-UBND12", "QĐ-UBND", "12"),
        ("Luật số 93/2025/QH153", "2025/QH15", "3"),
        ("Luật số 93/2025/QH15", "2025/QH15", None),
        ("Quyết định số 153/QĐ-SCN-CN2", "QĐ-SCN-CN2", None),
        ("Công văn số 22/CAT-PV01", "CAT-PV01", None),
        ("Quyết định số 1/QĐ-BCĐ389", "QĐ-BCĐ389", None),
    ],
)
def test_a_footnotes_digit_is_parted_from_the_symbol(text: str, symbol: str, glued: str | None) -> None:
    citation = only(text)
    assert (citation.symbol, citation.glued) == (symbol, glued)


def test_a_subject_between_two_letters_keeps_their_kind() -> None:
    text = "Văn bản số 6155/UBND-KT ngày 29/12/2023 V/v giao chỉ tiêu; số 18/UBND-KT ngày 03/01/2024 V/v đôn đốc"
    assert [c.kind for c in find_citations(text)] == ["văn bản", "văn bản"]


def test_letters_under_one_heading_have_its_kind_and_issuer() -> None:
    text = "các văn bản của UBND tỉnh: số 15/UBND-KGVX ngày 03/01/2024, số 77/UBND-KTTH ngày 05/01/2024"
    assert [(c.kind, c.issuer) for c in find_citations(text)] == [("văn bản", "UBND tỉnh")] * 2


def test_a_number_left_blank_before_its_year_is_none() -> None:
    assert find_citations("Ban hành kèm theo Quyết định số    /2011/QĐ-BV ngày 01/01/2011") == []
    assert only("hợp đồng tín dụng số 11.12/HĐTD-DN").number == "11.12"


def test_words_run_together_are_read_and_their_places_stay() -> None:
    text = "đề nghị tạiTờ trình số 35/TTr-SXD ngày 21/02/2014 củaSở Xây dựng."
    citation = only(text)
    assert (citation.kind, citation.issuer) == ("tờ trình", "Sở Xây dựng")
    assert text[citation.start : citation.end] == "Tờ trình số 35/TTr-SXD ngày 21/02/2014 củaSở Xây dựng"


def test_places_lead_back_into_the_text_even_where_it_is_decomposed() -> None:
    text = unicodedata.normalize("NFD", "Thực hiện Quyết\u200b định số 36/QĐ-UBND ngày 12/01/2024 của tỉnh")
    citation = only(text)
    assert (citation.kind, citation.symbol) == ("quyết định", "QĐ-UBND")
    cited = unicodedata.normalize("NFC", text[citation.start : citation.end]).replace("\u200b", "")
    assert cited == "Quyết định số 36/QĐ-UBND ngày 12/01/2024"


def test_the_same_document_has_one_identity_however_it_is_written() -> None:
    one = identity(only("Văn bản số 239-CTr/TU ngày 09/01/2024"))
    assert one == identity(only("Chương trình hành động số 0239 - CTr/TU ngày 9.1.2024 của Tỉnh ủy")) is not None
    forms = ["2219/SKH&CN-QCN", "2219/SKH-CN-QCN", "2219/SKHCN-QCN"]
    assert len({identity(only(f"Công văn số {form} ngày 25/12/2023")) for form in forms}) == 1
    words = ("Thông tư", "Thông tư liên tịch", "TTLT")
    assert len({identity(only(f"{word} số 55/2015/TTLT-BTC-BKHCN")) for word in words}) == 1


def test_documents_of_two_years_or_kinds_are_not_the_same() -> None:
    assert identity(only("Nghị quyết số 116/NQ-CP ngày 9/10/2021")) != identity(
        only("Nghị quyết số 116/NQ-CP ngày 29/4/2026")
    )
    assert identity(only("Quy định số 37-QĐ/TW")) != identity(only("Quyết định số 37-QĐ/TW"))


def test_an_identity_without_a_year_says_so() -> None:
    assert identity(only("Nghị quyết số 116/NQ-CP")) == ("nghị quyết", "116", "nqcp", None)


_KINDS = {
    "Quyết định": "QĐ",
    "Kế hoạch": "KH",
    "Tờ trình": "TTr",
    "Báo cáo": "BC",
    "Thông báo": "TB",
    "Nghị quyết": "NQ",
}
_OFFICES = ["UBND", "SKHCN", "SKH&CN", "CTĐC", "BCHUPSC", "HĐND", "BKHCN", "VPCP"]
_ISSUERS = ["UBND tỉnh Ninh Thuận", "Sở Khoa học và Công nghệ", "Chính phủ", "Bộ Y tế", "Tỉnh ủy", ""]


@given(
    kind=st.sampled_from(sorted(_KINDS)),
    number=st.integers(1, 99999),
    year=st.none() | st.integers(1996, 2030),
    office=st.sampled_from(_OFFICES),
    date=st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)),
    written=st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0:%d-%m-%Y}", "{0.day} tháng {0.month} năm {0.year}"]),
    issuer=st.sampled_from(_ISSUERS),
    around=st.sampled_from([("", ""), ("Căn cứ ", ";"), ("(", ")"), ("Theo ", " về việc giao chỉ tiêu")]),
)
def test_what_is_composed_of_parts_is_found_with_its_parts(
    kind: str,
    number: int,
    year: int | None,
    office: str,
    date: dt.date | None,
    written: str,
    issuer: str,
    around: tuple[str, str],
) -> None:
    symbol = f"{f'{year}/' if year else ''}{_KINDS[kind]}-{office}"
    day = f" ngày {written.format(date)}" if date else ""
    core = f"{kind} số {number}/{symbol}{day}{f' của {issuer}' if issuer else ''}"
    text = around[0] + core + around[1]
    citation = only(text)
    assert (citation.kind, citation.number, citation.symbol) == (kind.lower(), str(number), symbol)
    assert (citation.date, citation.issuer or "") == (date, issuer)
    assert text[citation.start : citation.end] == core


_PIECES = st.sampled_from(
    ["Quyết định", "số", " ", "12", "/", "-", "QĐ", "UBND", "ngày", "3/1/2024", "của", "Bộ Y tế", ",", "và", "Luật",
     "A", "cùng", "tháng", "năm", "2024", "\n", "(", ")", "khóa", "XII", "\u0301", "\u200b", "TP.", "4", "CP",
     "  \n ", "Ban Chỉ đạo", "389", "công bố", "TT liên tịch", "SKHCN - VP", "huyện A", "Ban b c", "tỉnh"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join) | st.lists(_PIECES, max_size=40).map(" ".join) | st.text())
def test_any_text_is_read_without_an_error_and_places_are_in_order(text: str) -> None:
    end = 0
    for citation in find_citations(text):
        assert end <= citation.start < citation.end <= len(text)
        assert citation.kind is not None or citation.symbol
        identity(citation)
        end = citation.end


@pytest.mark.parametrize(
    "unit",
    [
        "1/",
        "1 ",
        "1   ",
        " ",
        "\n",
        "số 1 ",
        "1, ",
        "A-",
        "1/A",
        "Luật a, ",
        "Quyết định ",
        "ngày ",
        "ngày 1/",
        "của Bộ ",
        "công bố luật ",
        "của Ban a b ",
        " \n  ",
    ],
)
def test_hostile_texts_cost_time_in_proportion_to_their_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "Quyết định số 1/QĐ-A " + (unit * length)[:length]
        begun = time.process_time()  # others share the machine
        find_citations(text)
        return time.process_time() - begun

    short = min(seconds(1250) for _ in range(3))
    long = min(seconds(5000) for _ in range(3))
    assert long < 12 * max(short, 0.002)  # four times the length; quadratic would be sixteen
