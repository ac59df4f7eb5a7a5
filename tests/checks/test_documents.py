"""The real slips of January's report are found where they stand, and February, which has none, is left in peace."""

from __future__ import annotations

import datetime as dt
import time
from functools import cache

import pytest

from sync.checks.openers import whole_words
from sync.checks.owndocuments import far_from
from sync.checks.run import check_round
from sync.checks.spelling import office_letters
from sync.checks.texts import citations
from sync.model.material import Round, Standing
from sync.model.period import parse_period
from sync.reading.outline import office_submission
from tests.checks.builders import where
from tests.checks.test_january import CONFIG, submissions
from tests.checks.test_prose_documents import MINE, run_mine


@cache
def round_of(code: str) -> Round:
    period = parse_period(code)
    read = submissions(period)
    earlier = {} if code == "2024-01" else {c: (s,) for c, s in submissions(period.previous()).items()}
    standings = tuple(Standing(division, "submitted") for division in read)
    return Round(CONFIG, period, dt.date(2024, 3, 1), standings, read, office_submission(CONFIG, period), earlier)


@cache
def found(code: str) -> frozenset[tuple[str, str | None, str, str | None]]:
    return frozenset(
        (f.code, f.division, where(f), f.suggestion) for f in check_round(round_of(code)) if f.code in MINE
    )


@pytest.mark.parametrize(
    "slip",
    [
        ("document-far", "QLCN", "Kết quả!D7", "15/01/2024"),
        ("agency-spelling", "QLCN", "Kết quả!D7", "93/BC-SKHCN"),
        ("agency-spelling", "QLCN", "Kết quả!D12", "2185/SKHCN-QCN"),
        ("agency-spelling", "TTRA", "Kết quả!D6", "2224/KH-SKHCN"),
        ("agency-spelling", "VP", "Kết quả!D7", "2219/SKHCN-QCN"),
        ("agency-spelling", None, "", "03/QĐ-SKHCN"),
        ("period-in-text", "VP", "Kế hoạch!A6", "năm 2024"),
        ("period-in-text", None, "", "năm 2024"),
        ("abbreviation-unexplained", "TTUD", "Kết quả!C6", None),
        ("abbreviation-unexplained", "QLCN", "Kết quả!C8", None),
    ],
)
def test_a_slip_of_the_real_report_is_found(slip: tuple[str, str | None, str, str | None]) -> None:
    assert slip in found("2024-01")


def test_the_citation_without_ngay_is_found() -> None:
    assert ("citation-no-ngay", "VP", "Kết quả!C6") in {hit[:3] for hit in found("2024-01")}


def test_nothing_else_is_said_of_january() -> None:
    assert len(found("2024-01")) == 11


def test_february_has_no_such_slip() -> None:
    assert found("2024-02") == frozenset()


def test_a_department_s_month_is_checked_in_a_moment() -> None:
    this = round_of("2024-01")
    citations.cache_clear()
    start = time.process_time()
    run_mine(this)
    assert time.process_time() - start < 0.3  # of the processor: others may share the machine; 0.04 s


@pytest.mark.parametrize(
    ("symbol", "spelled"),
    [
        ("KH-SKHCN", "SKHCN"),
        ("KH-SKH-CN", "SKH-CN"),
        ("SKH-CN-QCN", "SKH-CN"),
        ("SKH&CN-QCN", "SKH&CN"),
        ("BC-SKHCh", "SKHCh"),
        ("2024/QĐ-SKHCNN", "SKHCNN"),
        ("QĐ-UBND", None),
        ("BKHCN-VCL", None),
        ("SKHĐT-TH", None),
    ],
)
def test_the_department_s_letters_are_seen_in_a_symbol(symbol: str, spelled: str | None) -> None:
    assert office_letters(symbol, "SKHCN") == spelled


def test_of_short_symbols_one_other_letter_is_another_office() -> None:
    assert office_letters("BC-STP", "STC") is None
    assert office_letters("BC-S-TC", "STC") == "S-TC"


def test_letters_added_to_a_short_abbreviation_are_a_slip_unless_they_name_another_department() -> None:
    assert office_letters("KH-SNVU", "SNV") == "SNVU"
    assert office_letters("QĐ-STPQT", "STP") == "STPQT"
    assert office_letters("QĐ-SNgV", "SNV") is None
    assert office_letters("KH-STTTT", "STT") is None


@pytest.mark.parametrize(
    ("day", "side"),
    [
        (dt.date(2023, 11, 2), "before"),
        (dt.date(2023, 11, 3), None),
        (dt.date(2024, 1, 31), None),
        (dt.date(2024, 2, 1), "after"),
    ],
)
def test_six_weeks_before_the_data_window_are_near(day: dt.date, side: str | None) -> None:
    assert far_from(day, parse_period("2024-01")) == side


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iếp nhận 03 hồ sơ", ("Tiếp",)),
        ("ng dụng công nghệ sinh học", ("Ứng",)),
        ("hả 500.000 con tôm giống", ("Thả",)),
        ("Ổn định tổ chức bộ máy", ()),
        ("tiếp nhận 03 hồ sơ", ()),
        ("ông nghệ sinh học được ứng dụng", ("Công",)),
        ("ông Nguyễn Văn An được bầu", ()),
        ("m2 sàn được bàn giao", ()),
        ("", ()),
    ],
)
def test_a_lost_first_letter_is_told_from_a_word_as_it_stands(text: str, words: tuple[str, ...]) -> None:
    assert whole_words(text) == words
