"""Words of the clerk's workbook that speak of data: states of lines, kinds of what was done."""

from __future__ import annotations

WORKBOOK = "TongHop.xlsm"
LINES_SHEET = "Biên tập"  # where the clerk's own lines stand

LINE_STATES = {
    "plain": "",
    "edited": "đã biên tập",
    "own": "dòng của phòng tổng hợp",
    "conflict": "! hai bên cùng sửa",
    "removed": "! đơn vị đã xóa dòng này",
}
LOG_KINDS = {
    "round": "Cập nhật",
    "draft": "Bản dự thảo",
    "report": "Báo cáo",
    "edit": "Biên tập",
    "signed": "Lấy bản ký",
    "accept": "Chấp nhận",
    "withdraw": "Rút lại",
    "lock": "Chốt số liệu",
    "unlock": "Mở lại",
    "issue": "Ban hành",
}
EDIT_FIELDS = {
    "text": "Nội dung",
    "notes": "Chú thích",
    "section": "Mục",
    "style": "Trình bày",
    "included": "Đưa vào báo cáo",
    "after": "Thứ tự",
    "joined": "Gộp vào dòng trên",
    "kept": "Giữ dòng đơn vị đã xóa",
}
YES_NO = {"1": "Có", "0": "Không"}  # of the three fields that are either
CHANGED = "{field}: “{before}” → “{after}”"
SET = "{field}: “{after}”"
ROUND = "đọc {read}; {unchanged} biểu không đổi; không dùng được {failed}"
ROUND_EMPTY = "không có biểu nào"
FILES, FILES_OF = "{count} biểu", "{count} biểu ({whose})"
BECAUSE = "{said}. Lý do: {reason}"
OWN_OUT = "rút dòng “{text}”"
CHOSEN = "{field}: lấy theo đơn vị"
TURNED = "{field}: {before} → {after}"
TURNED_TO = "{field}: {after}"
BEHIND, FIRST = "ngay sau “{line}”", "đầu mục"
LINE, LINE_NEW = "“{words}”", "dòng mới"
NAMES, NAMED = " · ", "{name}: {said}"
LINE_GONE, NOWHERE = "dòng không còn trong báo cáo", "mục không còn trong báo cáo"
FINDING = "{label} ({code}), {division}: “{what}”"
FINDING_GONE = "ý kiến không còn lưu lời văn"
FILE_GONE = "không còn trong danh sách"
DECIDED = {
    "finding": "{name} Lý do: {reason}",
    "without": "Không chờ {name}: {reason}",
    "use": "Dùng tệp {name}: {reason}",
}
LOCKED = "Đã chốt ngày {at} ({who})"
OPEN = "Đang mở"
ISSUED = "Đã ban hành: số {number} ngày {date}"
NO_REPORT = "Chưa có báo cáo"
REPORT = "{kind} v{version}, tạo lúc {at}"
OUTDATED = " – đã cũ: {count} chỗ thay đổi sau đó"
NOTHING_OVERLOOKED = "Không có gì."
MORE_OVERLOOKED = "… và {count} điều nữa."
KINDS = {"draft": "Bản dự thảo", "final": "Bản chính thức", "issued": "Bản ban hành"}
NEVER_READ = "Chưa cập nhật lần nào"
LAST_ROUND = "{at} ({who}): {errors} điểm phải sửa, {warnings} điểm cần xem lại"
LATE = "! trễ {days} ngày"
NEWER = "Đã gửi bản {newer} sau khi chốt"
WITHOUT = "Báo cáo không chờ đơn vị này: {reason}"
PICKED = "Đã chọn tệp này: {reason}"
ACCEPTED = "Đã chấp nhận: {reason} ({who}, {at})"
CONFIRMED = "Đơn vị xác nhận giữ nguyên: {reason} ({who}, {at})"
TAKEN_BACK = "Đã rút lại chấp nhận: {reason}"
GOOGLE_SHEET, GOOGLE_NAMED = "Bảng tính Google của đơn vị", "Bảng tính Google “{title}”"
CLERKS = "Phòng tổng hợp"
TAKEN = "đã lấy"
TOLD_ONLY = "chỉ để biết: ngoài các dòng nội dung"
TOLD_OF_PDF = "chỉ để biết: bản ký là PDF"
DAY = "{:%d/%m/%Y}"
