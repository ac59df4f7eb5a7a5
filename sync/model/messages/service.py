"""What the service says: of its rounds, its backups and its mail, in log, page and commands."""

from __future__ import annotations

from sync.model.messages.message import Message

SERVICE: dict[str, Message] = {
    "service-step-failed": Message(
        "Một bước của lượt tự động không xong",
        "Lượt tự động: bước “{step}” không xong. {reason}",
        "Chương trình sẽ tự thử lại; nếu vẫn vậy, xem nhat-ky/baocao.log hoặc chạy baocao doctor.",
    ),
}

# Sentences of the log and of `serve`; facts in braces.
SERVING = "Bắt đầu chạy tự động; dừng bằng Ctrl+C. Nhật ký: {log}"
STOPPED = "Đã dừng chạy tự động; chưa có gì bị mất."
NOTHING_DUE = "Chưa đến giờ; không có việc gì phải làm."
ROUND_DONE = (
    "Đã đọc biểu {period}: {read} tệp mới hoặc đã đổi, {unchanged} tệp như cũ, {failed} tệp không nhận được; "
    "còn {errors} điểm phải sửa."
)
WAITS_FOR = "Chưa đọc được lúc này: {sentence}"

STEPS = {
    "open": "mở cấu hình và kho dữ liệu",
    "round": "đọc biểu của các đơn vị",
    "remind": "gửi thư nhắc",
    "page": "làm trang tình hình",
    "backup": "sao lưu",
}
