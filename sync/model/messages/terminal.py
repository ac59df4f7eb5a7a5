"""What commands print in a terminal once they have done something; what they could not do is in commands.py."""

from __future__ import annotations

# A round: who handed in, who did not.
ROUND = "Kỳ {period}: đọc {read} biểu, {unchanged} biểu không đổi, {failed} biểu không dùng được."
ROUND_HEADINGS = ("Đơn vị", "Kết quả", "Biểu", "Phải sửa", "Cần xem", "Ghi chú")
OUTCOMES = {
    "read": "✓ đã đọc",
    "unchanged": "✓ không đổi",
    "missing": "… chưa gửi",
    "failed": "✗ không dùng được",
    "gone": "! tệp không còn",
    "untouched": "… chưa điền",
}
FORM_MADE = "đã tạo"
FORM_ANEW = "đã làm lại theo lời văn kế hoạch đã ký"
FORM_THERE = "đã có, giữ nguyên"
PUT_BACK = "tệp không còn, đã đặt lại bản {version} mà đơn vị đã điền:"
INBOX = "Hộp thư: {said}"
MOVED = "{source} → {target}"
A_DIVISION, THIS_PERIOD, OTHER_PERIOD = "đơn vị", "kỳ này", "kỳ khác"

# Findings, and what was decided about them.
NO_FINDINGS = "Không có điểm nào cần xem lại."
ACCEPTED_MARK = "   (đã chấp nhận: {reason})"
WITHDRAWN_MARK = "   (đã rút lại chấp nhận: {reason})"
CONFIRMED_MARK = "   (đơn vị xác nhận: {reason})"
ANSWERED_MARK = "   (đơn vị trả lời: {answer})"
CELL, TAB = "ô {cell}", "tờ {tab}"
DECIDED = "{what}: {reason}"
# By the kind of the decision ("" a finding).
ACCEPTED = {
    "": "Đã chấp nhận điểm {name}",
    "without": "Báo cáo không có {name}",
    "use": "Đã chọn tệp",
}
WITHDRAWN = {
    "": "Đã rút lại chấp nhận điểm {name}",
    "without": "Báo cáo lại chờ {name}",
    "use": "Đã rút lại việc chọn tệp",
}

# A report that was sent, and where its signed file says something else.
SENT = "Đã ghi: báo cáo số {number} ngày {date}. Kỳ {period} đã chốt hẳn."
SENT_FILE = "Bản có số, ngày: {file}"
SCAN = "Bản ký là ảnh chụp nên chỉ được lưu lại, không so được với bản in."
DIFFERS = "Bản ký khác bản in ở {count} chỗ:"
OURS, OURS_NOTHING = "    bản in: {text}", "(không có)"
SIGNED, SIGNED_NOTHING = "    bản ký: {text}", "(đã bỏ)"
TAKEN = "Lời văn ở các chỗ đó đã được lấy làm nội dung của kỳ; số liệu ở tờ Chỉ tiêu và phụ lục giữ như biểu."
NOT_TAKEN = "Không lấy được {count} chỗ nằm ngoài các dòng nội dung (phần đầu, phụ lục, chữ ký)."
ONLY_TOLD = "Bản ký là PDF nên các chỗ đó chỉ để biết; muốn lấy thì chạy lại với tệp Word đã ký, --take và --correct."
NONE_TO_TAKE = "Các chỗ đó nằm ngoài các dòng nội dung (phần đầu, phụ lục, chữ ký) nên không lấy được."
MAY_BE_TAKEN = "Muốn lấy lời văn của bản đã ký làm nội dung của kỳ: chạy lại lệnh này với --take và --correct."
BUT_NOT_THESE = "Trong đó {count} chỗ nằm ngoài các dòng nội dung (phần đầu, phụ lục, chữ ký), không lấy được."
FIGURE_DIFFERS = "! {division}, chỉ tiêu {indicator} ({name}): biểu ghi {ours}, bản ký ghi {signed}. {action}"
CORRECT_NEXT = (
    "Nhờ {division} ghi {change} vào cột Điều chỉnh kỳ trước của biểu {next}; nếu không, lũy kế vẫn tính theo {ours}."
)
LOOK_NEXT = "Nhờ {division} xem lại số này khi lập biểu {next}."

# How a period stands.
DUE = "Kỳ {period}. Hạn đơn vị gửi: {divisions}. Hạn gửi báo cáo: {report}."
STATUS_HEADINGS = ("Mã", "Đơn vị", "Trạng thái", "Ngày gửi", "Người lập", "Phải sửa", "Cần xem")
LATE = " (trễ hạn)"
WITHOUT = "Báo cáo không có {division}: {reason} ({by})."
PICKED = "{division} dùng tệp {source}: {reason} ({by})."
NEWER = "{division} gửi bản {newer} sau khi chốt; báo cáo vẫn theo bản {version}."
NO_VERSION = "(chưa có)"
CONFIRMED = "{division} đã xác nhận {count} điểm là đúng; xem bằng baocao check."
KINDS = {"draft": "bản dự thảo", "final": "bản chính", "issued": "bản đã ban hành"}
LATEST = "Báo cáo mới nhất: {file} ({kind}, v{version})."
ISSUED = "Đã ban hành: số {number} ngày {date}."
LOCKED = "Đã chốt số liệu ngày {date} ({who})."

# What to do next.
NEXT = "Việc tiếp theo: {step}"
NEXT_PERIOD = "mở kỳ sau: baocao templates --period {code}"
NEXT_READ = "đọc biểu của các đơn vị: baocao sync --period {code}"
NEXT_REMIND = "nhắc {divisions} gửi biểu, rồi baocao sync --period {code}"
NEXT_CHECK = "xem {count} điểm phải sửa: baocao check --period {code}"
NEXT_AGAIN = (
    "số liệu đã đổi sau khi làm báo cáo v{version}; làm lại: baocao report --period {code} "
    "(nếu bản v{version} đã ký trên giấy: baocao issue --version {version} --number SỐ --date NGÀY --period {code})"
)
NEXT_REPORT = "làm báo cáo: baocao report --period {code}"
NEXT_LOCK = "mở báo cáo bằng Word, đọc lại và trình ký; xong thì chốt: baocao lock --period {code}"
NEXT_ISSUE = "khi báo cáo đã ký: baocao issue --number SỐ --date NGÀY --period {code}"

# A report that was made, or refused.
REFUSED = "Chưa làm báo cáo: còn {count} điểm phải sửa."
REFUSED_FOR = "  ✗ {line}"
REFUSED_WAYS = (
    "Sửa trong biểu của đơn vị rồi chạy baocao sync; hoặc chấp nhận bằng baocao accept;",
    "hoặc thêm --draft để in bản dự thảo.",
)
AS_ISSUED = "Báo cáo {period} đã ban hành; đây đúng là bản đã ban hành."
REPORT, FIGURES = "Báo cáo: {file}", "Số liệu: {file}"
OPEN_LIST = "Các điểm còn vướng: {file}"
COUNTED = "Rà soát: {errors} điểm phải sửa, {warnings} điểm cần xem lại, {notes} lưu ý."
SETTLED = "Đã chấp nhận hoặc xác nhận: {count} điểm."

# Where a text of the report came from.
NOT_FOUND = "Không thấy “{text}” trong báo cáo."
IN_NOTE = "{title}, chú thích {note}"
FROM_CLERK = "{source} (phòng tổng hợp)"
FROM_OUTLINE = "{source} (nội dung của sở)"
FROM_LINE = "{source}, dòng {line} (nội dung của sở)"
FROM_CELL = "{division}: {source}, tờ {tab}, ô {cell}, bản {version}"
FROM_SEVERAL = "{division}: {source}, tờ {tab}, ô {cell}, bản {version}, cộng từ nhiều đơn vị"
