"""A figure tells of which time it is by what it is compared with, by being an estimate, or by adding a year up."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.checks.builders import Sheet, found

HEAD = "## Kết quả\n| Mục | Trình bày | Nội dung |\n"


def told(period: str, text: str) -> int:
    year, month = map(int, period.split("-"))
    coming = dt.date(year + month // 12, month % 12 + 1, 2)
    row = f"| Hoạt động của đơn vị sự nghiệp | Đoạn văn | {text} |\n"
    return len(found(Sheet(HEAD + row, period=period, today=coming), "period-in-text"))


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (
            "2024-06",
            "Theo số liệu 6 tháng đầu năm 2024, tháng 6/2023, chỉ số sản xuất ước tăng 0,7% so với tháng trước.",
        ),
        ("2025-04", "Chỉ số sản xuất tháng 4/2024 tăng 15,5% so với tháng 3/2025."),
        ("2025-04", "Chỉ số sản xuất tháng 4/2025 tăng 15,5% so với tháng 3/2024."),
        ("2024-06", "Tính chung 6 tháng đầu năm 2023, chỉ số sản xuất tăng 7,7% so với cùng kỳ năm 2023."),
        ("2022-12", "Lũy kế, tổng số vụ vi phạm trong năm 2021 là 266 vụ."),
        ("2025-11", "Cộng dồn năm 2024, Sở đã giải quyết 15.320 hồ sơ, đạt 99,5%."),
        ("2025-05", "Thu ngân sách 4 tháng đầu năm ước thực hiện 10.846 tỷ đồng, đạt 61,2% dự toán."),
        ("2025-05", "Diện tích rừng trồng tập trung tháng 4 ước đạt 2.501 ha, tăng 8,95%."),
        ("2025-03", "Ước thực hiện tháng 2, thu ngân sách trên địa bàn đạt 320 tỷ đồng."),
        ("2023-10", "Số hồ sơ tiếp nhận 10 tháng năm 2023 tăng 12% so với cùng kỳ năm 2023."),
        ("2024-09", "Trong tháng có 412 hồ sơ đăng ký kinh doanh, tăng 8% so với cùng kỳ năm 2024."),
        ("2024-09", "Chỉ số giá tháng 9/2023 tăng 0,3% so với tháng trước và 2,6% so với cùng kỳ năm trước."),
        ("2025-09", "Tình hình an ninh trật tự 9 tháng đầu năm 2024 được giữ vững."),
        ("2025-09", "Những tháng đầu năm 2024, thời tiết diễn biến phức tạp, ảnh hưởng đến sản xuất."),
        ("2025-06", "Xây dựng phương hướng, nhiệm vụ 6 tháng cuối năm 2024."),
        ("2025-09", "Sản xuất quý III/2024 tăng 8,2% so với quý trước và tăng 9% so với cùng kỳ năm trước."),
        ("2025-09", "Trong tháng 9/2024 tăng cường kiểm tra 12 cơ sở, xử phạt 02 cơ sở."),
    ],
)
def test_a_figure_of_another_time_is_told_once(period: str, text: str) -> None:
    assert told(period, text) == 1


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (
            "2025-08",
            "Tổng mức bán lẻ tháng 8 ước đạt 3.214 tỷ đồng, tăng 2% so với tháng 7 và 9,2% so với cùng kỳ năm 2024.",
        ),
        ("2025-08", "Tháng 7 đạt 3.100 tỷ đồng, tháng 8 ước đạt 3.214 tỷ đồng."),
        ("2025-08", "So với tháng 7, ước tăng 5%; so với cùng kỳ năm 2024, ước tăng 12%."),
        (
            "2023-10",
            "10 tháng năm 2022 xảy ra 45 vụ, 10 tháng năm 2023 xảy ra 40 vụ, giảm 5 vụ so với cùng kỳ năm 2022.",
        ),
        ("2024-09", "Kết quả năm 2023 tăng 8% so với cùng kỳ năm 2022; 9 tháng năm 2024 tăng 10%."),
        ("2024-01", "Lũy kế năm 2023, Sở đã tiếp nhận 1.204 hồ sơ, trả đúng hạn 100%."),
        ("2024-09", "Lũy kế từ năm 2021 đến năm 2023, tỉnh hỗ trợ 12 dự án; năm 2024 hỗ trợ thêm 03 dự án."),
        ("2025-04", "Sản lượng tháng 4/2025 tăng 5% so với tháng 4/2024 và tăng 2% so với tháng 3/2025."),
        ("2025-04", "Phấn đấu năm 2026 tăng 10% so với cùng kỳ năm 2025."),
        (
            "2025-06",
            "Đến hết tháng 5, giải ngân 120 tỷ đồng; ước 6 tháng đầu năm giải ngân 150 tỷ đồng, đạt 40% kế hoạch.",
        ),
        ("2025-05", "Từ tháng 3 đến tháng 5 ước có 1.200 lượt người tham quan."),
        ("2025-05", "Dự kiến tháng 6 ước đạt 12 tỷ đồng."),
        ("2025-12", "Năm 2024 tổng thu 1.200 tỷ đồng, năm 2025 ước đạt 1.350 tỷ đồng."),
        ("2025-09", "9 tháng đầu năm 2024 thu 2.100 tỷ đồng, 9 tháng đầu năm 2025 thu 2.310 tỷ đồng."),
        ("2025-09", "Mức này gấp 1,5 lần 9 tháng đầu năm 2024."),
        ("2025-09", "Đạt 1.310 hồ sơ (9 tháng đầu năm 2024 là 1.204 hồ sơ)."),
        ("2025-09", "Sở đã công bố số liệu 9 tháng đầu năm 2024 để các huyện đối chiếu."),
        ("2025-06", "Trong khi 6 tháng đầu năm 2024 không có vụ nào thì đến nay đã xảy ra 02 vụ."),
        ("2025-09", "Quý III/2024 có 12 dự án, quý III/2025 có 15 dự án, tăng 25% so với cùng kỳ năm trước."),
    ],
)
def test_what_compares_or_looks_ahead_is_left_alone(period: str, text: str) -> None:
    assert told(period, text) == 0
