"""What the service says: of its rounds, its backups and its mail, in log, page and commands."""

from __future__ import annotations

from sync.model.messages.message import Message

SERVICE: dict[str, Message] = {
    "service-step-failed": Message(
        "Một bước của lượt tự động không xong",
        "Lượt tự động: bước “{step}” không xong. {reason}",
        "Chương trình sẽ tự thử lại; nếu vẫn vậy, xem nhat-ky/baocao.log hoặc chạy baocao doctor.",
    ),
    "service-written": Message("Đã ghi tệp dịch vụ", "Đã ghi {file}.", ""),
    "service-runs": Message(
        "Dịch vụ đang chạy",
        "Dịch vụ {name} đã được cài và đang chạy tự động.",
        "Xem tình hình: baocao service status; gỡ bỏ: baocao service remove.",
    ),
    "service-left": Message(
        "Còn một việc phải làm tay",
        "Hệ thống chưa nhận dịch vụ: {said}.",
        "Chạy lệnh sau bằng tài khoản có quyền: {command}",
        bare="Còn một lệnh phải tự chạy, vì cần mật khẩu hoặc quyền quản trị.",
    ),
    "service-no-linger": Message(
        "Dịch vụ dừng khi đăng xuất",
        "Dịch vụ sẽ dừng khi người dùng đăng xuất khỏi máy.",
        "Nhờ người quản trị chạy: {command}",
    ),
    "service-not-there": Message(
        "Chưa cài dịch vụ", "Dịch vụ {name} chưa được cài trên máy này.", "Cài bằng lệnh: baocao service install."
    ),
    "service-stands-still": Message(
        "Dịch vụ không chạy",
        "Dịch vụ {name} đã cài nhưng không chạy ({said}).",
        "Xem nhat-ky/baocao.log, chạy baocao doctor, rồi cài lại: baocao service install.",
    ),
    "service-removed": Message(
        "Đã gỡ dịch vụ", "Đã gỡ dịch vụ {name}; biểu, báo cáo và kho dữ liệu vẫn còn nguyên.", ""
    ),
    "service-no-admin": Message(
        "Cần quyền quản trị",
        "Cài dịch vụ cho cả máy cần quyền quản trị.",
        "Chạy lại bằng sudo, hoặc bỏ --system để cài cho riêng người dùng này.",
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
