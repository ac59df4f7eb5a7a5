"""The signed report that came back: what could not be read of it, and the names of its places."""

from __future__ import annotations

from sync.model.messages.message import Message

# Places of a report that have no number and title of their own.
SIGNED_PLACES = {
    "head": "Phần đầu văn bản",
    "foot": "Nơi nhận, chữ ký",
    "cell": "dòng {row}, cột “{column}”",
    "after": "đứng sau “{text}”",
    "first": "đứng đầu mục",
    "moved": "[chuyển chỗ] {place}",
    "into": "[chuyển mục] từ “{before}” sang “{after}”, {place}",
}

# Forms of the next period that were handed out before the signed report was taken over.
OLDER_WORDING = "{source} ({division}) còn ghi “{before}”; bản ký là “{after}”."
OLDER_OUT = "{source} ({division}) còn ghi “{before}”; bản ký đã bỏ việc này."
OLDER_HEAD = "Biểu {period} đã phát còn lời văn kế hoạch cũ ở {count} dòng:"
OLDER_BLANK = "Biểu chưa ai điền: mở kỳ mới lần nữa cho {period} để làm lại, rồi gửi lại cho {divisions}."
OLDER_FILLED = "Biểu đã điền ({divisions}) được giữ nguyên; khi rà soát, việc được đối chiếu theo lời văn đã ký."
OLDER_MORE = "… và {count} dòng nữa."

DIFFERENCE_LABELS = {"changed": "Sửa", "added": "Thêm", "removed": "Bỏ", "moved": "Chuyển chỗ"}

# Why a file cannot be the signed report, by the code of strangeness.
OTHER_DOCUMENT = {
    "period": "trích yếu nói đến tháng khác",
    "agency": "cơ quan ban hành khác",
    "content": "phần lớn nội dung khác hẳn",
}

SIGNED: dict[str, Message] = {
    "signed-not-docx": Message(
        "Tệp ký không phải Word",
        "Tệp đã ký không phải là tệp Word .docx.",
        "Chọn đúng tệp; nếu là tệp .doc cũ, mở bằng Word và lưu thành .docx.",
    ),
    "signed-password": Message(
        "Tệp ký có mật khẩu",
        "Tệp đã ký được đặt mật khẩu nên không đọc được.",
        "Mở tệp, bỏ mật khẩu, lưu lại rồi chọn lại tệp.",
    ),
    "signed-too-big": Message(
        "Tệp ký quá lớn",
        "Tệp đã ký quá lớn nên không đọc để so sánh.",
        "Kiểm tra xem có đúng tệp không; nếu đúng, nén ảnh trong tệp rồi lưu lại.",
    ),
    "signed-broken": Message(
        "Tệp ký bị hỏng",
        "Tệp đã ký bị hỏng hoặc chép chưa xong nên không đọc được.",
        "Mở tệp bằng Word, lưu thành tệp mới rồi chọn tệp mới.",
    ),
    "signed-not-pdf": Message(
        "Tệp ký không phải PDF",
        "Tệp đã ký không phải là tệp PDF.",
        "Chọn đúng tệp .pdf hoặc .docx đã ký.",
    ),
    "signed-pdf-password": Message(
        "PDF có mật khẩu",
        "Tệp PDF đã ký được đặt mật khẩu nên không đọc được.",
        "Lưu một bản PDF không có mật khẩu rồi chọn lại tệp.",
    ),
    "signed-pdf-broken": Message(
        "PDF bị hỏng",
        "Tệp PDF đã ký bị hỏng hoặc chép chưa xong nên không đọc được.",
        "Xuất lại tệp PDF rồi chọn lại tệp.",
    ),
    "signed-scan": Message(
        "Bản quét",
        "Tệp PDF là bản quét {pages} trang, không có chữ để so sánh với báo cáo.",
        "Nếu có sửa khi ký, chọn thêm tệp Word đã sửa, hoặc tự nhập chỗ sửa vào tờ Biên tập.",
    ),
}
