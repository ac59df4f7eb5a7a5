"""What was kept from an older form, told by two divisions, or held against a figure of another time."""

from __future__ import annotations

import pytest

from sync.model.material import Round
from tests.checks.builders import Sheet, a_round, found, submission_of

ROW = "| Hoạt động của đơn vị sự nghiệp | Gạch đầu dòng | {} |"
HEAD = "## Kết quả\n| Mục | Trình bày | Nội dung |\n"


def results(*texts: str) -> str:
    return HEAD + "\n".join(map(ROW.format, texts)) + "\n"


def unchanged(before: str, now: str) -> bool:
    sheet = Sheet(results(now), period="2024-02", before={"2024-01": results(before)})
    return bool(found(sheet, "unchanged-text"))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "Tiếp nhận 62 hồ sơ thủ tục hành chính, đã giải quyết 60 hồ sơ, đang giải quyết 02 hồ sơ trong hạn.",
            "Tiếp nhận 62 hồ sơ thủ tục hành chính; đã giải quyết 60 hồ sơ, đang giải quyết 02 hồ sơ trong hạn",
        ),
        (
            "Trong tháng 01/2024, đã tổ chức 04 lớp tập huấn cho 120 nông dân tại các xã Phước Hà, Nhị Hà.",
            "Trong tháng 02/2024 đã tổ chức 04 lớp tập huấn cho 120 nông dân tại xã Phước Hà, Nhị Hà.",
        ),
        (
            "Đã tham mưu Sở ban hành 04 văn bản chỉ đạo phòng, chống bệnh khảm lá sắn và chuột hại lúa.",
            "Tham mưu Sở ban hành 04 văn bản chỉ đạo phòng, chống bệnh khảm lá sắn và chuột hại lúa.",
        ),
    ],
)
def test_a_text_kept_from_last_month_is_told_though_a_sign_or_a_small_word_was_smoothed(before: str, now: str) -> None:
    assert unchanged(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "Tổ chức 02 lớp tập huấn cho 60 nông dân tại xã Phước Hà, huyện Thuận Nam.",
            "Tổ chức 02 lớp tập huấn cho 60 nông dân tại xã Nhị Hà, huyện Ninh Sơn.",
        ),
        (
            "Kiểm tra 15 cơ sở giống cây trồng trên địa bàn tỉnh, lấy 06 mẫu phân tích chất lượng.",
            "Kiểm tra 15 cơ sở phân bón trên địa bàn tỉnh, lấy 06 mẫu phân tích chất lượng.",
        ),
        ("Trực ban phòng, chống thiên tai 24/24 giờ; không có thiệt hại về người và tài sản.",) * 2,
        ("Thực hiện tốt 5 nội dung thi đua do Sở phát động trong toàn đơn vị năm nay.",) * 2,
    ],
)
def test_another_place_another_thing_and_what_stands_every_month_are_no_kept_texts(before: str, now: str) -> None:
    assert not unchanged(before, now)


def told_by_both(first: str, other: str) -> bool:
    def this() -> Round:
        row = "| Công tác cải cách hành chính | Gạch đầu dòng | {} |"
        sheets = [Sheet(HEAD + row.format(text), division=code) for code, text in (("TTKT", first), ("QLCN", other))]
        return a_round(submissions=[submission_of(sheet) for sheet in sheets])

    return bool(found(this, "same-activity"))


def test_the_same_activity_in_another_order_of_words_is_told() -> None:
    assert told_by_both(
        "Xây dựng 02 phóng sự tuyên truyền về nông nghiệp hữu cơ phát trên Đài Phát thanh và Truyền hình tỉnh.",
        "Phối hợp Đài Phát thanh và Truyền hình tỉnh xây dựng, phát 03 phóng sự tuyên truyền về nông nghiệp hữu cơ.",
    )


def test_the_same_deed_done_to_another_thing_is_another_activity() -> None:
    assert not told_by_both(
        "Kiểm tra 24 cơ sở kinh doanh phân bón trên địa bàn huyện Ninh Phước.",
        "Kiểm tra 24 cơ sở kinh doanh thuốc thú y trên địa bàn huyện Ninh Phước.",
    )


def against_indicator(text: str) -> bool:
    return bool(found(Sheet(results(text)), "figure-against-indicator"))


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm định 174 phương tiện đo của các cơ sở.",
        "Trong tháng 01/2024, đã kiểm định 117 phương tiện đo.",
        "Kết quả: 31 phương tiện đo không đạt.",
    ],
)
def test_a_figure_of_the_month_is_held_against_its_indicator(text: str) -> None:
    assert against_indicator(text)


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023 đã kiểm định 1.250 phương tiện đo.",
        "Quý IV/2023, đã kiểm định 412 phương tiện đo.",
        "Kế hoạch tháng 02 kiểm định 120 phương tiện đo.",
        "Bảo quản 134 phương tiện đo được kiểm định.",  # what the indicator of those that passed says
    ],
)
def test_a_figure_of_another_time_or_of_another_indicator_is_not(text: str) -> None:
    assert not against_indicator(text)
