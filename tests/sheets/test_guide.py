"""The guide of a form speaks of the division's own office."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sheets.form import current_form
from sheets.guide import guide_sections
from sheets.identity import Identity
from sheets.prefill import IndicatorRow, Prefill

HEALTH = Prefill(
    identity=Identity("SYT", "NVY", "2025-06", 1),
    department_name="Sở Y tế",
    division_name="Phòng Nghiệp vụ Y",
    period_label="tháng 06/2025",
    next_period_label="tháng 07/2025",
    due=dt.date(2025, 6, 20),
    sections=("Công tác khám bệnh, chữa bệnh", "Công tác dược"),
    indicators=(IndicatorRow("KB", "Lượt khám bệnh", "lượt"),),
    symbol="SYT",
)


def lines(prefill: Prefill) -> dict[str, str]:
    titles = {"activities": ("Kết quả",), "figures": ("Chỉ tiêu",)}
    return {e.label: e.text for s in guide_sections(current_form(), prefill, titles) for e in s.entries}


def test_the_sample_is_of_the_divisions_own_section_indicator_and_symbol() -> None:
    said = lines(HEALTH)
    assert said["Mục"] == "Công tác khám bệnh, chữa bệnh"
    assert "thực hiện chỉ tiêu “Lượt khám bệnh” được {KB} lượt." in said["Nội dung"]
    assert said["Chú thích"].startswith("[1] Kế hoạch số 15/KH-SYT ngày 13/06/2025.")
    assert said["In ra báo cáo"].endswith("thực hiện chỉ tiêu “Lượt khám bệnh” được 12 lượt.")


def test_a_division_without_indicators_is_told_nothing_of_them() -> None:
    said = lines(replace(HEALTH, indicators=()))
    assert said["Nội dung"] == "Ban hành kế hoạch kiểm tra[1]; kiểm tra tại 02 đơn vị[2]."
    assert "{MÃ}" not in said


def test_nothing_is_left_of_another_office_or_of_what_was_to_be_filled_in() -> None:
    for prefill in (HEALTH, replace(HEALTH, indicators=(), sections=(), contact="")):
        text = " ".join((*lines(prefill), *lines(prefill).values()))
        assert not [word for word in ("SKHCN", "PTD-KD", "kinh doanh vàng", "‹", "〔", "〕", "KH&CN") if word in text]
