"""A text, a document and a plan held against the month before and against another row: what is told, what is not."""

from __future__ import annotations

import pytest

from tests.checks.builders import Sheet, found

LICENCES = (
    "Trong tháng {}, đã tiếp nhận 09 hồ sơ, thẩm định 07 hồ sơ và trình cấp 06 giấy phép sử dụng thiết bị X-quang."
)
MEETING = "Tổ chức Hội nghị cán bộ, công chức năm {} với {} cán bộ, công chức tham dự, thông qua Nghị quyết hội nghị."
STOCK = "Trong tháng cập nhật {} tiêu chuẩn, nâng tổng số tiêu chuẩn trong kho lên {} tiêu chuẩn."
CENTRES = "Kiểm tra hoạt động của 05 trung tâm học tập cộng đồng"
LETTER = "Thực hiện Công văn số {}-KHTC ngày 03/01/2024 của Sở Nông nghiệp và Phát triển nông thôn."


def results(*texts: str, notes: str = "") -> str:
    rows = "".join(f"| Hoạt động của đơn vị sự nghiệp | Gạch đầu dòng | {text} | {notes} |\n" for text in texts)
    return f"## Kết quả\n| Mục | Trình bày | Nội dung | Chú thích |\n{rows}"


def month(now: str, before: str, at: str = "2024-01") -> Sheet:
    return Sheet(now, period="2024-02", before={at: before})


def year(now: str, before: str) -> Sheet:
    return Sheet(now, before={"2023-01": before})


def planned(item: str, told: str) -> Sheet:
    carried = f"## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện | Lý do |\n| {item} |\n"
    return Sheet(carried + results(told, notes="[1] Xã A; xã B."))


def plan(item: str) -> Sheet:
    return Sheet(f"## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện | Lý do |\n| {item} |")


@pytest.mark.parametrize(
    ("code", "case"),
    [
        ("unchanged-text", month(results(LICENCES.format("02/2024")), results(LICENCES.format("01/2024")))),
        ("unchanged-text", month(results(LICENCES.format("2 năm 2024")), results(LICENCES.format("1 năm 2024")))),
        ("unchanged-text", year(results(MEETING.format(2024, "62/65")), results(MEETING.format(2023, "62/65")))),
        ("stock-over-months", month(results(STOCK.format(52, "1.095")), results(STOCK.format(147, "1.007")))),
        (
            "document-two-dates",
            month(
                results("Triển khai Kế hoạch số 45/KH-UBND ngày 11/02/2024."),
                results("Triển khai Kế hoạch số 45/KH-UBND ngày 11/01/2024."),
            ),
        ),
        ("agency-spelling", Sheet(results(LETTER.format("15/SNNPTNT"), LETTER.format("31/SNN&PTNT")))),
        ("plan-contradicted", plan("Xây dựng quy chế | Đã hoàn thành | Dự thảo đang gửi lấy ý kiến")),
        ("plan-contradicted", plan("Hoàn thiện cơ sở dữ liệu | Đã hoàn thành | Mới hoàn thành 60%")),
        ("plan-contradicted", plan("Công bố tiêu chuẩn cơ sở | Đã hoàn thành | Dự kiến hoàn thành trong tháng 3")),
        ("plan-contradicted", plan("Mua sắm thiết bị | Không thực hiện | Đã mua sắm và nghiệm thu đưa vào sử dụng")),
        ("plan-contradicted", plan("Tổ chức hội thảo | Không thực hiện | Lùi sang tháng 02")),
        ("plan-contradicted", plan("Cấp giấy chứng nhận | Chuyển kỳ sau | Đã cấp giấy chứng nhận ngày 12/01/2024")),
        ("plan-contradicted", plan("Kiểm tra 06 bệnh viện | Đã hoàn thành | Còn 02 bệnh viện kiểm tra trong tháng 2")),
        (
            "plan-contradicted",
            plan("Cao điểm kiểm tra Tết | Đã hoàn thành | Đợt cao điểm kéo dài đến hết tháng 02/2024"),
        ),
        ("plan-contradicted", planned(f"{CENTRES}. | Chuyển kỳ sau | Thiếu kinh phí", f"{CENTRES}[1]; 04 loại tốt.")),
        ("plan-contradicted", planned(f"{CENTRES}. | Không thực hiện | Thiếu xe", f"{CENTRES}, trong đó 04 tốt.")),
        ("plan-contradicted", planned(f"{CENTRES}. | Chuyển kỳ sau | Thiếu xe", f"{CENTRES} vào ngày 12/01/2024.")),
    ],
)
def test_it_is_told(code: str, case: Sheet) -> None:
    assert len(found(case, code)) == 1


@pytest.mark.parametrize(
    ("code", "case"),
    [
        ("unchanged-text", year(results(MEETING.format(2024, "63/65")), results(MEETING.format(2023, "62/65")))),
        (
            "unchanged-text",
            month(
                results("Trong tháng 02/2024, Sở không nhận được đơn thư khiếu nại, tố cáo thuộc lĩnh vực quản lý."),
                results("Trong tháng 01/2024, Sở không nhận được đơn thư khiếu nại, tố cáo thuộc lĩnh vực quản lý."),
            ),
        ),
        ("stock-over-months", month(results(STOCK.format(52, "1.059")), results(STOCK.format(147, "1.007")))),
        (
            "document-two-dates",
            month(
                results("Triển khai Kế hoạch số 45/KH-UBND ngày 11/01/2024."),
                results("Triển khai Kế hoạch số 45/KH-UBND ngày 09/01/2023."),
            ),
        ),
        ("agency-spelling", Sheet(results(LETTER.format("15/SNNPTNT"), LETTER.format("31/STNMT")))),
        ("plan-contradicted", plan("Ban hành quy chế | Chuyển kỳ sau | Đã trình UBND tỉnh, chờ ý kiến")),
        ("plan-contradicted", plan("Ban hành quy chế | Không thực hiện | Đã được lồng ghép vào kế hoạch chung")),
        ("plan-contradicted", plan("Nghiệm thu đề tài | Đã hoàn thành | Đủ 05 đề tài")),
        ("plan-contradicted", plan("Kiểm tra 06 bệnh viện | Đã hoàn thành | Còn 02 bệnh viện nay đã kiểm tra")),
        (
            "plan-contradicted",
            planned(f"{CENTRES}. | Chuyển kỳ sau | Thiếu kinh phí", f"{CENTRES}[1]; mới kiểm tra 03."),
        ),
        ("plan-contradicted", planned(f"{CENTRES}. | Chuyển kỳ sau | Thiếu xe", f"{CENTRES}[1]; đã kiểm tra 03 nơi.")),
        (
            "plan-contradicted",
            planned(f"{CENTRES}. | Không thực hiện | Thiếu xe", f"{CENTRES} được lồng ghép với thi đua."),
        ),
    ],
)
def test_it_is_not_told(code: str, case: Sheet) -> None:
    assert found(case, code) == []


ISSUED = "{} Quyết định số 36/QĐ-UBND ngày 10/01/2024 về giao chỉ tiêu."
OWN = "Sở đã ban hành {} Kế hoạch số 12/KH-SKHCN ngày 08/01/2024."


@pytest.mark.parametrize(
    ("now", "before", "times"),
    [
        (OWN.format(""), OWN.format(""), 1),
        (OWN.format("các văn bản:"), OWN.format(""), 1),
        (ISSUED.format("Tham mưu UBND tỉnh ban hành"), ISSUED.format("Tham mưu UBND tỉnh ban hành"), 1),
        (ISSUED.format("Triển khai thực hiện"), ISSUED.format("Tham mưu UBND tỉnh ban hành"), 0),
        (ISSUED.format("Thực hiện nội dung UBND tỉnh ban hành"), ISSUED.format("Tham mưu UBND tỉnh ban hành"), 0),
    ],
)
def test_a_document_is_issued_once(now: str, before: str, times: int) -> None:
    assert len(found(month(results(now), results(before)), "document-again")) == times
