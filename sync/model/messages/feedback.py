"""What Ý kiến rà soát says beside the findings themselves, and what became of writing it."""

from __future__ import annotations

from sync.model.messages.message import Message

CONFIRMED, ACCEPTED, SOLVED = "✓ Đã xác nhận", "✓ Đã chấp nhận", "✓ Đã xử lý"

READING = "Đọc biểu lúc {time} ngày {date}. Bấm vào Vị trí để đến ô được nêu rồi sửa ở đó; hoặc trả lời ở hai cột cuối."
SAVE = " Xong thì lưu tệp."  # a Google spreadsheet saves itself
EMPTY = "Biểu đã được đọc; không có điểm nào cần xem lại."
WHOLE_FORM, TAB, CELL, COLUMN, ROW = "Cả biểu", "Tờ {tab}", "{tab}, ô {cell}", "{column}", "{row}, {column}"

# What is said in place of, or before, what to do, where staff have answered or the clerk has decided.
DECIDED = "Phòng tổng hợp đã chấp nhận: {reason}"
KEPT = "Đơn vị đã xác nhận là đúng. Không phải làm gì thêm; khi nội dung này thay đổi, hệ thống sẽ hỏi lại."
NOT_FOR_ERRORS = "Điểm phải sửa thì không giữ nguyên được; nếu biểu đúng, xin báo phòng tổng hợp."
NO_REASON = "Đã chọn “{answer}” nhưng chưa ghi Lý do: xin ghi lý do, hệ thống sẽ không hỏi lại."
NO_ANSWER = "Đã ghi Lý do nhưng chưa chọn Trả lời: xin chọn “{keep}” hoặc “{mended}”."
STILL_THERE = "Đã trả lời “{answer}”, nhưng biểu đọc được vẫn như trước: xin xem lại ô này{saved}."
SAVED = " và lưu tệp"  # the same
OTHER_ANSWER = "“{answer}” không có trong danh sách trả lời: xin chọn “{keep}” hoặc “{mended}”."

# What the command tells, and the text for a chat group.
HEARD = "đã nhận {count} câu trả lời của đơn vị."
TO_HEAR = "sẽ nhận {count} câu trả lời của đơn vị."
WRITTEN = "đã ghi {count} ý kiến còn mở vào {file}."
WRITTEN_DONE = "đã ghi vào {file}: không còn ý kiến nào mở."
TO_WRITE = "sẽ ghi {count} ý kiến còn mở vào {file}."
TO_WRITE_DONE = "sẽ ghi vào {file}: không còn ý kiến nào mở."
NOTHING_NEW = "Không có gì mới để ghi vào biểu của các đơn vị."
CHAT_HEAD = "{name}: biểu {period} còn {count} điểm cần xem"
CHAT_LINE = "{number}. {label} – {where}: {message}"
CHAT_ACTION = "   → {action}"
CHAT_SUGGESTION = "   Gợi ý: {suggestion}"
CHAT_NOTHING = "Biểu {period} của các đơn vị không còn điểm nào cần xem."

FEEDBACK: dict[str, Message] = {
    "feedback-open": Message(
        "Tệp đang mở",
        "{file} đang được mở ở một máy nên chưa ghi ý kiến rà soát vào đó.",
        "Không phải làm gì: lượt sau, khi tệp đã đóng, sẽ ghi. Nếu không ai mở, xóa tệp “~$…” nằm cạnh.",
    ),
    "feedback-changed": Message(
        "Tệp vừa đổi",
        "{file} vừa được lưu lại sau khi hệ thống đọc nên chưa ghi ý kiến rà soát vào đó.",
        "Không phải làm gì: lượt sau sẽ đọc bản mới rồi ghi.",
    ),
    "feedback-busy": Message(
        "Không ghi được",
        "Không ghi được ý kiến rà soát vào {file}.",
        "Xem tệp có bị khóa, hết dung lượng hay không có quyền ghi; lượt sau sẽ thử lại.",
    ),
    "feedback-failed": Message(
        "Lỗi khi ghi ý kiến",
        "Gặp lỗi của chương trình khi ghi ý kiến rà soát cho {file}; chi tiết ở nhat-ky.",
        "Lượt sau sẽ thử lại; nếu vẫn lỗi, gửi nhat-ky cho người quản trị.",
    ),
    "feedback-unreadable": Message(
        "Không đọc được câu trả lời",
        "{file} không đọc được nên không ghi đè lên, để khỏi mất câu trả lời của đơn vị.",
        "Mở tệp xem còn câu trả lời nào không, rồi xóa hoặc đổi tên tệp; lượt sau sẽ ghi tệp mới.",
    ),
    "feedback-not-ours": Message(
        "Tệp lạ ở chỗ ghi ý kiến",
        "{file} không phải tệp ý kiến rà soát của biểu này nên không ghi đè lên.",
        "Đổi tên hoặc chuyển tệp đó đi; lượt sau sẽ ghi.",
    ),
    "feedback-closed": Message(
        "Kỳ đã chốt",
        "Kỳ báo cáo {period} đã chốt số liệu nên không ghi ý kiến rà soát cho các đơn vị nữa.",
        "Nếu còn cần đơn vị sửa, mở lại kỳ bằng baocao unlock.",
    ),
    "inside-cloud": Message(
        "Tệp trong OneDrive",
        "{form} nằm trong OneDrive nên không ghi vào tờ Ý kiến rà soát; đã ghi ra tệp bên cạnh.",
        "Muốn ghi vào trong biểu, chuyển thư mục của kỳ ra ngoài OneDrive.",
    ),
    "inside-read-only": Message(
        "Tệp chỉ cho đọc",
        "{form} được đặt chỉ cho đọc nên không ghi vào đó; ý kiến rà soát được ghi ra tệp bên cạnh.",
        "Muốn ghi vào trong biểu, bỏ thuộc tính “Chỉ đọc” (Read-only) của tệp.",
    ),
    "inside-kind": Message(
        "Không phải tệp .xlsx",
        "{form} không phải tệp .xlsx hay .xlsm nên ý kiến rà soát được ghi ra tệp bên cạnh.",
        "Muốn ghi vào trong biểu, nhờ đơn vị lưu tệp dưới dạng .xlsx.",
    ),
    "inside-no-tab": Message(
        "Không có tờ Ý kiến rà soát",
        "{form} không có tờ Ý kiến rà soát, hoặc tờ đó thiếu cột như ở biểu phát từ trước, nên ý kiến được ghi ra tệp "
        "bên cạnh.",
        "Đơn vị trả lời ở tệp bên cạnh cũng được. Muốn ghi vào trong biểu thì chuyển nội dung sang biểu mới: "
        'baocao templates --from "{form}" --period {code}, rồi gửi biểu mới cho đơn vị.',
    ),
    "inside-formula": Message(
        "Có công thức ở tờ Ý kiến rà soát",
        "Tờ Ý kiến rà soát của {form} có công thức nên ý kiến được ghi ra tệp bên cạnh.",
        "Nhờ đơn vị xóa công thức ở tờ đó.",
    ),
    "inside-signed": Message(
        "Tệp có chữ ký số",
        "{form} có chữ ký số nên ý kiến rà soát được ghi ra tệp bên cạnh.",
        "Không phải làm gì.",
    ),
    "inside-shared": Message(
        "Tệp đang dùng chung",
        "{form} đang bật chế độ dùng chung của Excel nên ý kiến rà soát được ghi ra tệp bên cạnh.",
        "Muốn ghi vào trong biểu, nhờ đơn vị tắt Share Workbook.",
    ),
    "inside-package": Message(
        "Tệp có cấu trúc lạ",
        "{form} có cấu trúc lạ nên ý kiến rà soát được ghi ra tệp bên cạnh.",
        "Muốn ghi vào trong biểu, nhờ đơn vị mở tệp bằng Excel rồi lưu lại.",
    ),
}
