"""What is wrong with what became of last period's plan."""

from __future__ import annotations

from sync.model.messages.message import Message

PLAN: dict[str, Message] = {
    "plan-without-result": Message(
        "Việc kỳ trước chưa có kết quả",
        "Việc “{text}” của kế hoạch kỳ trước chưa ghi Kết quả thực hiện.",
        "Chọn kết quả: Đã hoàn thành, Đang thực hiện, Chuyển kỳ sau hoặc Không thực hiện.",
    ),
    "reason-missing": Message(
        "Chưa ghi lý do",
        "Việc “{text}” ghi “{result}” nhưng chưa có Lý do.",
        "Ghi ngắn gọn lý do ở cột Lý do.",
    ),
    "plan-marker": Message(
        "Dấu chú thích trong kế hoạch",
        "Nhiệm vụ này có dấu chú thích [{marker}], nhưng tờ Kế hoạch không có chú thích; dấu không được in.",
        "Bỏ dấu [{marker}]; nếu cần, ghi số, ký hiệu văn bản ngay trong câu.",
    ),
    "plan-refigured": Message(
        "Số trong kế hoạch kỳ trước bị đổi",
        "Việc “{text}” ghi {typed}, nhưng kế hoạch kỳ trước ghi {planned}.",
        "Ghi lại đúng số đã lên kế hoạch; kết quả khác kế hoạch thì ghi ở Kết quả thực hiện và Lý do.",
    ),
    "due-impossible": Message(
        "Thời hạn không có trong lịch",
        "Việc “{text}” ghi thời hạn hoàn thành “{typed}”, là ngày tháng không có trong lịch.",
        "Sửa lại Thời hạn hoàn thành, ví dụ 25/02/2024 hoặc tháng 3/2024.",
    ),
    "due-past": Message(
        "Thời hạn đã qua",
        "Việc “{text}” ghi thời hạn hoàn thành “{typed}”, trước cả {period}.",
        "Kế hoạch là việc của kỳ sau: xem lại tháng và năm của thời hạn.",
    ),
    "plan-lost": Message(
        "Việc đã lên kế hoạch bị mất",
        "Việc “{text}” trong kế hoạch {period} không còn ở tờ này.",
        "Ghi lại việc này và chọn Kết quả thực hiện; không làm nữa thì chọn Không thực hiện.",
    ),
}
