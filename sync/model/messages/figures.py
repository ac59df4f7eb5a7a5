"""What is wrong with indicators held against the catalogue: parts, plan, percentage, stock, cumulative figure."""

from __future__ import annotations

from sync.model.messages.message import Message

FIGURES: dict[str, Message] = {
    "negative": Message(
        "Số âm",
        "Chỉ tiêu “{name}” ghi {typed}, nhỏ hơn 0.",
        "Ghi lại số của tháng; muốn giảm số của kỳ trước thì ghi ở cột Điều chỉnh kỳ trước.",
    ),
    "parts-and-total": Message(
        "Tổng không bằng các phần",
        "{sum} = {total}, nhưng “{name}” ghi {typed}.",
        "Xem lại tổng số và từng phần, rồi sửa chỗ sai.",
    ),
    "parts-incomplete": Message(
        "Còn phần chưa ghi",
        "“{total}” đã ghi {typed}, nhưng “{name}” còn trống.",
        "Ghi số của phần này; không có thì ghi 0.",
    ),
    "figure-missing": Message(
        "Chỉ tiêu để trống",
        "Chỉ tiêu “{name}” còn để trống; tháng trước là {last}.",
        "Ghi số của tháng; không có thì ghi 0.",
        bare="Chỉ tiêu “{name}” còn để trống.",
    ),
    "rate-over-100": Message(
        "Tỷ lệ trên 100%",
        "Chỉ tiêu “{name}” ghi {typed}%, lớn hơn 100%.",
        "Xem lại cách tính tỷ lệ; nếu đúng thì giữ nguyên và giải thích ở Ghi chú.",
    ),
    "rate-as-part-of-one": Message(
        "Tỷ lệ không quá 1%",
        "Chỉ tiêu “{name}” được đọc là {typed}%; có thể đơn vị muốn ghi {other}%.",
        "Ghi số phần trăm, không kèm dấu %, ví dụ 92,5; nếu đúng là {typed}% thì giữ nguyên.",
    ),
    "stock-against-flow": Message(
        "Tổng số không khớp số tăng thêm",
        "{sum} = {total}, nhưng “{name}” ghi {typed}.",
        "Sửa tổng số hoặc số tăng thêm; nếu có giảm, ghi số âm ở Điều chỉnh kỳ trước, kèm lý do.",
    ),
    "cumulative-against-months": Message(
        "Lũy kế không khớp các tháng",
        "Lũy kế của “{name}” ghi {typed}, nhưng cộng các tháng đã báo cáo được {total}.",
        "Xem lại số của tháng này; nếu tháng trước có thay đổi, ghi ở Điều chỉnh kỳ trước.",
    ),
    "cumulative-of-level": Message(
        "Lũy kế của chỉ tiêu không cộng dồn",
        "Lũy kế của “{name}” ghi {typed}, nhưng số của kỳ ghi {level}; chỉ tiêu này không cộng dồn.",
        "Xem lại số của kỳ này; cột Lũy kế do biểu tự tính, không gõ đè.",
    ),
    "months-unknown": Message(
        "Chưa có đủ các tháng để tính lũy kế",
        "Lũy kế từ đầu năm của {count} chỉ tiêu chưa tính được, vì chưa có số liệu của {months}.",
        "Bổ sung biểu của các tháng đó; hoặc ghi lũy kế đã có của từng chỉ tiêu vào tệp cấu hình (cumulative_before).",
    ),
    "over-plan": Message(
        "Vượt kế hoạch năm",
        "Chỉ tiêu “{name}” đến nay đạt {total}, vượt kế hoạch năm là {plan}.",
        "Nếu đúng thì giữ nguyên; nếu kế hoạch được giao lại, sửa Kế hoạch năm.",
    ),
    "plan-changed": Message(
        "Kế hoạch năm thay đổi",
        "Kế hoạch năm của “{name}” ghi {typed}, trước đây là {plan}.",
        "Nếu kế hoạch được giao lại thì giữ nguyên và ghi văn bản giao ở Ghi chú.",
    ),
    "correction-without-remark": Message(
        "Điều chỉnh chưa có lý do",
        "Chỉ tiêu “{name}” điều chỉnh {typed} cho kỳ trước nhưng chưa ghi lý do.",
        "Ghi lý do điều chỉnh ở cột Ghi chú.",
    ),
}
