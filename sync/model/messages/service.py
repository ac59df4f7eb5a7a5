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
        "Hệ thống chưa nhận dịch vụ ({said}).",
        "Chạy lệnh sau bằng tài khoản có quyền: {command}",
        bare="Còn một lệnh phải tự chạy, vì cần mật khẩu hoặc quyền quản trị.",
    ),
    "service-user": Message(
        "Tài khoản của dịch vụ",
        "Dịch vụ chạy với quyền của tài khoản “{user}”.",
        "Tài khoản này phải ghi được vào thư mục của sở; muốn tài khoản khác thì cài lại với --user.",
    ),
    "service-password-windows": Message(
        "Chỉ dùng trên Windows",
        "--with-password chỉ có nghĩa trên Windows.",
        "Trên Linux, dịch vụ của cả máy chạy cả khi không ai đăng nhập: sudo baocao service install --system.",
    ),
    "service-user-alone": Message(
        "Thiếu --system",
        "--user chỉ dùng cùng --system: dịch vụ của người dùng chạy bằng chính tài khoản đang gõ lệnh.",
        "Thêm --system, hoặc bỏ --user.",
    ),
    "service-user-missing": Message(
        "Chưa rõ tài khoản của dịch vụ",
        "Chưa rõ dịch vụ chạy bằng tài khoản nào; dịch vụ không nên chạy với quyền root.",
        "Thêm tài khoản vào lệnh, ví dụ: sudo baocao service install --system --user baocao.",
    ),
    "service-user-unknown": Message(
        "Không có tài khoản này",
        "Máy này không có tài khoản “{user}”.",
        "Tạo tài khoản trước (adduser --system --group {user}), hoặc nêu tài khoản khác sau --user.",
    ),
    "service-no-linger": Message(
        "Dịch vụ dừng khi đăng xuất",
        "Dịch vụ sẽ dừng khi người dùng đăng xuất khỏi máy.",
        "Nhờ người quản trị chạy: {command}",
    ),
    "service-not-there": Message(
        "Chưa cài dịch vụ", "Dịch vụ {name} chưa được cài trên máy này.", "Cài bằng lệnh: baocao service install."
    ),
    "service-of-another": Message(
        "Dịch vụ của thư mục khác",
        "Máy này đã có dịch vụ {name} của thư mục “{folder}”, nên chưa làm gì với nó.",
        "Muốn chạy tự động thư mục này thì vào thư mục kia gỡ trước: baocao service remove; "
        "hoặc ghi symbol khác trong config.yaml ở đây.",
    ),
    "service-stands-still": Message(
        "Dịch vụ không chạy",
        "Dịch vụ {name} đã cài nhưng không chạy ({said}).",
        "Xem nhat-ky/baocao.log, rồi cài lại: baocao service install.",
    ),
    "service-removed": Message(
        "Đã gỡ dịch vụ", "Đã gỡ dịch vụ {name}; biểu, báo cáo và kho dữ liệu vẫn còn nguyên.", ""
    ),
    "service-no-admin": Message(
        "Cần quyền quản trị",
        "Cài dịch vụ cho cả máy cần quyền quản trị.",
        "Chạy lại bằng sudo, hoặc bỏ --system để cài cho riêng người dùng này.",
    ),
    "doctor-letters-away": Message(
        "Chưa gửi được thư nhắc nào",
        "Thư nhắc chưa gửi được, thử lần cuối lúc {time}: {detail}.",
        "Xem lại mục mail trong config.yaml và máy chủ thư, rồi chạy baocao remind; máy cũng tự thử lại mỗi 30 phút.",
    ),
    "watch-letters-away": Message(
        "Chưa gửi được thư nhắc nào",
        "Thư nhắc chưa gửi được, thử lần cuối lúc {time}: {detail}.",
        "Báo người quản trị; việc gấp thì gọi điện cho đơn vị.",
    ),
    "doctor-letters-unwritten": Message(
        "Thư nhắc không ghi được",
        "{count} thư nhắc chưa vào được thư mục thu-di, gần nhất lúc {time}: {detail}.",
        "Cho phép ghi vào thư mục đó, dọn đĩa nếu đầy, rồi chạy baocao remind.",
        bare="{count} thư nhắc chưa vào được thư mục thu-di: máy tắt giữa chừng.",
    ),
    "watch-letters-unwritten": Message(
        "Thư nhắc không ghi được",
        "{count} thư nhắc chưa vào được thư mục thu-di: {detail}.",
        "Gọi điện cho đơn vị, và báo người quản trị.",
        bare="{count} thư nhắc chưa vào được thư mục thu-di: máy tắt giữa chừng.",
    ),
    "doctor-due-after-report": Message(
        "Hạn của đơn vị sau hạn báo cáo",
        "Hạn của {names} ({due}) sau hạn gửi báo cáo của sở ({report}).",
        "Ghi thêm report: (hạn mới của báo cáo) vào extensions trong config.yaml, hoặc rút ngắn hạn của đơn vị.",
    ),
    "watch-due-after-report": Message(
        "Hạn của đơn vị sau hạn báo cáo",
        "Hạn của {names} ({due}) sau hạn gửi báo cáo của sở ({report}).",
        "Báo người quản trị gia hạn báo cáo hoặc rút ngắn hạn của đơn vị trong config.yaml.",
    ),
    "doctor-no-clerk": Message(
        "Chưa có người tổng hợp",
        "config.yaml chưa ghi người tổng hợp (people, role: clerk): không ai nhận thư tình hình.",
        "Thêm tên và địa chỉ thư của người tổng hợp vào people.",
    ),
    "doctor-no-address": Message(
        "Chưa có địa chỉ thư",
        "Chưa có địa chỉ thư của {names}: thư cho nơi ấy để ở thư mục thu-di.",
        "Thêm email vào config.yaml, hoặc gửi qua Zalo, gọi điện.",
    ),
}

# What the system answers of a service: its states in our words, anything else in its own, marked as such.
STATES = {
    "inactive": "đang dừng",
    "failed": "đã dừng vì lỗi",
    "activating": "đang khởi động",
    "deactivating": "đang dừng lại",
    "unknown": "không rõ vì sao",
}
SYSTEM_SAYS = "hệ thống nói: “{said}”"
NO_COMMAND = "máy này không có lệnh {command}"
NO_ANSWER = "lệnh {command} không trả lời"

# Sentences of the log and of `serve`; facts in braces.
SERVING = "Bắt đầu chạy tự động; dừng bằng Ctrl+C. Nhật ký: {log}"
STOPPED = "Đã dừng chạy tự động; chưa có gì bị mất."
NOTHING_DUE = "Chưa đến giờ; không có việc gì phải làm."
NEXT_FORMS = (
    "Chưa làm biểu {period} mà hạn của các đơn vị là {due}: bấm Mở kỳ mới trong TongHop, hoặc chạy "
    "baocao templates --period {code}."
)
NOT_BEGUN = "Chưa làm biểu {period}: bấm Mở kỳ mới trong TongHop, hoặc chạy baocao templates."
ROUND_DONE = (
    "Đã đọc biểu {period}: {read} biểu mới hoặc đã đổi, {unchanged} biểu như cũ, {failed} biểu không nhận được; "
    "còn {errors} điểm phải sửa."
)
STEP_STOPPED = "Bước “{step}” không xong: {reason}"
WAITS_FOR = "Chưa đọc được lúc này: {sentence}"

STEPS = {
    "open": "mở cấu hình và kho dữ liệu",
    "round": "đọc biểu của các đơn vị",
    "remind": "gửi thư nhắc",
    "page": "làm trang tình hình",
    "backup": "sao lưu",
}

# ── Mail ──────────────────────────────────────────────────────────────────────────────────────────────────────────

# The subject of a letter by its gravest reason, and what stands in it for each; facts in braces.
SUBJECTS = {
    "overdue": "[{office}] Quá hạn gửi biểu {period} – {name}",
    "due": "[{office}] Hôm nay là hạn gửi biểu {period} – {name}",
    "unreadable": "[{office}] Không đọc được biểu {period} – {name}",
    "errors": "[{office}] Biểu {period} có điểm phải sửa – {name}",
    "draft": "[{office}] Biểu {period} chưa chọn Đã gửi – {name}",
    "before": "[{office}] Nhắc gửi biểu {period}, hạn {due} – {name}",
    "digest": "[{office}] Tình hình biểu {period} sáng {day}",
    "report-due": "[{office}] Hôm nay là hạn gửi báo cáo {period} của sở – tình hình sáng {day}",
    "report-overdue": "[{office}] Quá hạn gửi báo cáo {period} của sở – tình hình sáng {day}",
}
REASONS = {
    "overdue": "Hạn gửi biểu {period} là ngày {due}, đã quá {days} ngày làm việc mà sở chưa nhận được biểu đã gửi.",
    "due": "Hôm nay, {due}, là hạn gửi biểu {period}; sở chưa nhận được biểu đã gửi của đơn vị.",
    "unreadable": "Tệp biểu {period} của đơn vị không đọc được; xin lưu lại tệp rồi gửi lại.",
    "errors": "Biểu {period} còn {count} điểm phải sửa trước khi đưa vào báo cáo.",
    "draft": "Biểu {period} đã có nội dung nhưng Trạng thái chưa phải “Đã gửi”; soạn xong xin chọn Đã gửi.",
    "before": "Còn {days} ngày làm việc là đến hạn gửi biểu {period} (ngày {due}).",
}
# The same of a division that fills a Google spreadsheet, where it is another sentence.
REASONS_ONLINE = {
    "unreadable": "Sở không đọc được biểu {period} trong bảng tính Google của đơn vị; xin xem bảng tính có còn chia sẻ "
    "cho sở, các trang tính của biểu có còn đủ không.",
}
DIGEST_HEADINGS = ("Mã", "Đơn vị", "Tình trạng", "Cần xử lý")
DIGEST_PARTS = {
    "changes": "Thay đổi từ lần báo trước",
    "wrong": "Phải sửa trước khi làm báo cáo chính thức",
    "calls": "Nên gọi điện",
    "troubles": "Cần xem",
}
WRONG = "{name}{where}: {what}"
WRONG_MORE = "… và {count} điểm nữa; xem baocao check hoặc tờ Ý kiến rà soát của TongHop."
WHOLE = "Phần chung của báo cáo"
FILES_MORE = "… và {count} tệp nữa không được đọc; xem baocao status."
REPORT_BEFORE = "Còn {days} ngày làm việc là đến hạn gửi báo cáo của sở; {stands}."
REPORT_DUE = "Hôm nay là hạn gửi báo cáo của sở; {stands}."
REPORT_OVERDUE = "Báo cáo của sở đã quá hạn gửi {days} ngày làm việc; {stands}."
REPORT_NONE = "chưa lập báo cáo"
REPORT_MADE = "đã lập báo cáo bản {version}, chưa ban hành"
WHERE = "Tờ {tab}, ô {cell}"
FORM_FILE = "Tệp biểu của đơn vị"
FORM_ONLINE = "Biểu của đơn vị"
REMARKS = {
    "beside": "Xem từng điểm trong tệp “{file}”, để cạnh tệp biểu.",
    "inside": "Xem từng điểm ở tờ Ý kiến rà soát của biểu.",
    "google": "Xem từng điểm ở trang tính Ý kiến rà soát của bảng tính.",
}
ERRORS = "{errors} phải sửa"
WARNINGS = "{warnings} cần xem lại"
LATE = " (trễ)"
NEW_VERSION = "{division} – {name}: có bản mới (bản {version}) lúc {time}."
NEW_UNREADABLE = "{division} – {name}: có tệp không đọc được, thấy lúc {time}."
NEW_REPORT = "Đã làm báo cáo bản {version}{draft} lúc {time}."
NEW_REPORT_DRAFT = " (dự thảo)"
NEW_DRAFT = "{division} – {name}: có bản đang soạn (bản {version}) lúc {time}."
CALL = "{name}: {state}{phone}."
CALL_WRONG = "{name}: còn {errors} điểm phải sửa{phone}."
PHONE = ", điện thoại {phone}"
NO_ADDRESS = ", chưa có địa chỉ thư"
IN_OUTBOX = "Thư cho {names} để ở thư mục thu-di vì chưa có địa chỉ thư; gửi qua Zalo hoặc gọi điện."
IN_OUTBOX_TOO = "Thư cho {names} trong thư mục thu-di chưa ghi người nhận: tự điền, hoặc gửi qua Zalo, gọi điện."
UNKNOWN_END = "Không rõ thư cho {name} ({time}) đã đi chưa: máy chủ thư ngắt giữa chừng; thư không được gửi lại."
NOT_SENT = "Chưa gửi được thư cho {name} ({time}): {detail}."
NOT_WRITTEN = "Chưa để được thư cho {name} vào thư mục thu-di ({time}): {detail}."
ENDED_MIDWAY = "máy tắt giữa chừng"
REMINDED = (
    "Thư nhắc {period}: {sent} thư đã gửi, {outbox} thư để ở thư mục thu-di, {failed} thư chưa gửi được{unknown}."
)
REMINDED_UNKNOWN = ", {count} thư chưa rõ đã đi chưa (không gửi lại)"
REMIND_NOTHING = "Hôm nay không có ai cần nhắc."
REMIND_STILL_OPEN = "Còn thư lần trước chưa đến nơi:"
# What the log says of each letter that did not go.
LETTER_FAILED = "Thư nhắc {period} cho {name} chưa gửi được: {detail}."
LETTER_UNKNOWN = "Thư nhắc {period} cho {name} không rõ đã đi chưa: máy chủ thư ngắt giữa chừng; không gửi lại."
UNKNOWN_TOLD = "không rõ đã đi chưa: máy chủ thư ngắt giữa chừng; không gửi lại"
LEFT_FOR_LATER = "để lần sau"
LETTERS_LEFT = "{count} thư khác để lần sau, vì {detail}."
THE_CLERK = "người tổng hợp"
WOULD_SEND = "{name} <{address}>: {subject}"
NO_ADDRESS_YET = "chưa có địa chỉ"
OUTBOX_SHUT = "không ghi được vào thư mục thu-di (thư mục không cho ghi, hoặc đĩa đầy)"
OUTBOX_TAKEN = "“{name}” có sẵn mà không phải thứ chương trình tạo ra; đổi tên nó"
SMTP_REFUSED = "máy chủ thư từ chối (mã {code})"
SMTP_UNREACHABLE = "không nối được máy chủ thư {host}"
SMTP_SILENT = "máy chủ thư {host} không trả lời"
SMTP_LOGIN = "máy chủ thư không nhận tên đăng nhập hoặc mật khẩu"
SMTP_NO_TLS = "máy chủ thư không cho nối bảo mật (TLS); xem lại security trong config.yaml"
SMTP_NO_KEY = "thiếu mật khẩu: đặt biến BAOCAO_MAIL_PASSWORD hoặc ghi password_file"
SMTP_EXPOSED = "tệp mật khẩu {file} để người khác đọc được; chỉ để chủ tệp đọc được (chmod 600)"
CHAT_HEAD = "{office} nhắc các đơn vị về biểu {period}, hạn gửi {due}:"
CHAT_WAITING = "- {name}: {state}{due}"
CHAT_DUE = " (hạn riêng {due})"
CHAT_WRONG = "- {name}: đã gửi, còn {errors} điểm phải sửa{place}"
CHAT_PLACES = {
    "beside": ", xem tệp “{file}”",
    "inside": ", xem tờ Ý kiến rà soát của biểu",
    "google": ", xem trang tính Ý kiến rà soát của bảng tính",
}
CHAT_ALL = "- Các đơn vị đã gửi đủ, không còn điểm phải sửa. Cảm ơn các đơn vị."
