"""What the status page says; facts in braces."""

from __future__ import annotations

AT = "{time} (giờ Việt Nam)"
TITLE = "Tình hình báo cáo {period}"
HEADING = "Tình hình biểu và báo cáo {period}"
UPDATED = "Cập nhật lúc"
DAILY = "Trang này được làm lại ít nhất mỗi ngày một lần; nếu ngày ở trên đã cũ thì dịch vụ đã dừng."
ROUND = "lượt"
SUMMARY = "{handed_in}/{expected} đơn vị đã gửi; còn {errors} điểm phải sửa."
DUE_CAPTION = "Hạn"
DUE_DIVISIONS = "Hạn của các đơn vị"
DUE_REPORT = "Hạn của sở"
TODAY = "hôm nay"
ALL_HERE = "đã gửi đủ"
REPORT_MADE = "đã có bản chính thức"
DAYS_LEFT = "còn {days} ngày làm việc"
DAYS_OVER = "quá {days} ngày làm việc"
DAYS_OFF_LEFT = "chỉ còn ngày nghỉ"
JUST_OVER = "vừa hết hạn"
DIVISIONS = "Các đơn vị"
HEADINGS = ("Mã", "Đơn vị", "Tình trạng", "Gửi lúc", "Thời hạn", "Ý kiến rà soát")
ERRORS = "{count} phải sửa"
WARNINGS = "{count} cần xem lại"
NONE = "–"
LATE = " (trễ)"
CHART = "Số đơn vị gửi biểu qua các tháng"
CHART_TABLE = "Xem bảng số"
CHART_HEADINGS = ("Tháng", "✓ Đúng hạn", "! Trễ", "✗ Chưa gửi")
REPORTS = "Báo cáo đã làm"
NO_REPORTS = "Chưa làm báo cáo nào."
REPORT = "Báo cáo {period}, bản {version}"
DRAFT = "dự thảo"
FINAL = "chính thức"
ISSUED = "đã ban hành"
OUTDATED = "số liệu đã đổi từ khi làm bản này"
WORD = "Word"
EXCEL = "Số liệu"
SERVICE = "Hệ thống"
LIGHTS = {
    "step-failed": "{detail}.",
    "round-ok": "Lượt đọc tự động gần nhất: {time}.",
    "round-failed": "Lượt đọc tự động lúc {time} không xong; xem nhat-ky/baocao.log.",
    "round-slept": "Từ {time} chưa có lượt đọc tự động nào; kiểm tra máy và dịch vụ: baocao service status.",
    "round-never": "Chưa chạy tự động lần nào; cài bằng lệnh: baocao service install.",
    "backup-ok": "Bản sao lưu gần nhất: {time}.",
    "backup-old": "Bản sao lưu gần nhất đã cũ ({time}); chạy: baocao backup.",
    "backup-never": "Chưa có bản sao lưu nào; chạy: baocao backup.",
    "letters-unknown": "{count} thư nhắc không rõ đã đi chưa; xem lệnh baocao remind --dry-run và hỏi lại đơn vị.",
    "letters-failed": "Thư nhắc không gửi được tới {count} nơi nhận (gần nhất {time}); xem: baocao doctor.",
    "letters-away": "Thư nhắc chưa gửi được (lần thử gần nhất {time}); xem: baocao doctor.",
    "letters-unwritten": "{count} thư nhắc không ghi được vào thư mục thu-di (gần nhất {time}); xem: baocao doctor.",
    "forms-away": "Lượt đọc lúc {time} không thấy biểu nào của {period} ở chỗ cũ; số liệu đã đọc vẫn còn đủ. "
    "Kiểm tra ổ mạng và thư mục {code}.",
    "due-after-report": "Hạn của {names} ({due}) sau hạn gửi báo cáo của sở ({report}); xem: baocao doctor.",
    "google-away": "Lượt đọc lúc {time} không dùng được Google ({detail}); xem: baocao doctor.",
    "disk-low": "Đĩa chỉ còn trống {room} ({percent}%); dọn bớt đĩa.",
    "disk-full": "Đĩa chỉ còn trống {room} ({percent}%); dọn đĩa ngay.",
}
MOODS = {"good": "tốt", "wait": "đang chờ", "bad": "cần xử lý"}
WRITTEN = "Đã làm trang tình hình: {file}"
