"""What can be wrong with a file as a whole: BookError codes, files that are nobody's form, notes on the file."""

from __future__ import annotations

from sync.model.messages.message import Message


def _unread(label: str, why: str, action: str) -> Message:
    """Return the message of a file that was not read, told with the version that is kept where there is one."""
    kept = "bản {kept} đã đọc trước đó vẫn được giữ."
    return Message(label, f"Tệp “{{source}}” {why}; {kept}", action, bare=f"Tệp “{{source}}” {why}.")


READING: dict[str, Message] = {
    "empty-file": _unread(
        "Tệp rỗng",
        "rỗng, không đọc được",
        "Mở lại biểu trên máy đã soạn, lưu và gửi lại tệp.",
    ),
    "half-written": _unread(
        "Tệp chép chưa xong",
        "bị thiếu phần cuối, có lẽ đang chép hoặc tải về dở dang",
        "Chờ chép xong, hoặc gửi lại tệp; lần rà soát sau hệ thống sẽ đọc lại.",
    ),
    "password": _unread(
        "Tệp có mật khẩu",
        "được đặt mật khẩu nên không mở được",
        "Bỏ mật khẩu mở tệp (Tệp › Thông tin › Bảo vệ sổ làm việc), lưu và gửi lại.",
    ),
    "not-a-workbook": _unread(
        "Không phải tệp Excel",
        "không phải là bảng tính Excel, dù tên tệp có thể ghi như vậy",
        "Điền vào biểu mẫu Excel của đơn vị và gửi lại; tệp Word, PDF hay ảnh không dùng được.",
    ),
    "corrupt": _unread(
        "Tệp hỏng",
        "bị hỏng, không đọc được",
        "Mở bằng Excel trên máy đã soạn, chọn Lưu thành tệp mới (.xlsx) rồi gửi lại.",
    ),
    "too-big": _unread(
        "Tệp quá lớn",
        "quá lớn so với một biểu báo cáo",
        "Bỏ ảnh và các dòng, cột thừa; hoặc chép nội dung sang biểu mẫu mới rồi gửi lại.",
    ),
    "timeout": _unread(
        "Đọc quá lâu",
        "mất quá nhiều thời gian để đọc nên đã dừng",
        "Rà soát lại lần nữa; nếu vẫn vậy, chép nội dung sang biểu mẫu mới rồi gửi lại.",
    ),
    "crashed": _unread(
        "Không đọc được",
        "làm chương trình đọc bị dừng giữa chừng",
        "Chép nội dung sang biểu mẫu mới rồi gửi lại; báo quản trị nếu vẫn gặp lỗi này.",
    ),
    "vanished": _unread(
        "Tệp không còn",
        "bị dời đi, hoặc đang bị khóa trong lúc đọc",
        "Kiểm tra tệp còn ở chỗ cũ và không bị ai khóa, rồi rà soát lại.",
    ),
    "busy": _unread(
        "Tệp đang được sửa",
        "đang được sửa trong lúc đọc",
        "Lưu và đóng tệp rồi rà soát lại.",
    ),
    "other-period": Message(
        "Biểu của kỳ khác",
        "{name} gửi biểu của {other} (“{source}”), không phải {period}; bản {kept} đã đọc trước đó vẫn được giữ.",
        'Nếu là nội dung {period}, chạy: baocao templates --from "{source}" --period {code}; nếu không, xin gửi lại.',
        bare="{name} gửi biểu của {other} (“{source}”), không phải {period}.",
    ),
    "form-gone": Message(
        "Tệp không còn ở chỗ cũ",
        "Tệp “{source}” của {name} không còn ở chỗ cũ; bản {kept} đã đọc trước đó vẫn được giữ.",
        "Nếu tệp bị dời hay xóa nhầm, để lại đúng chỗ; nếu đơn vị rút biểu, cho phép làm báo cáo không có đơn vị này.",
        bare="Tệp “{source}” của {name} không còn ở chỗ cũ.",
    ),
    "form-emptied": Message(
        "Biểu trống thay cho biểu đã điền",
        "Biểu “{source}” của {name} nay trống như lúc mới phát; bản {kept} đã điền trước đó vẫn được dùng.",
        "Nếu biểu trống bị chép đè nhầm, chạy baocao templates --period {code} để đặt lại bản đã điền; nếu đơn vị rút "
        "biểu, cho phép làm báo cáo không có đơn vị này.",
        bare="Biểu “{source}” của {name} nay trống như lúc mới phát.",
    ),
    "sheet-form-gone": Message(
        "Các tờ của kỳ này không còn",
        "Bảng tính {sheet} không còn tờ nào của biểu {period}; bản {kept} đã đọc trước đó vẫn được giữ.",
        "Nếu xóa nhầm, mở Tệp › Nhật ký phiên bản để khôi phục, hoặc phát lại biểu; nếu đơn vị rút biểu, cho phép "
        "làm báo cáo không có đơn vị này.",
        bare="Bảng tính {sheet} không còn tờ nào của biểu {period}.",
    ),
    "sheet-other-division": Message(
        "Bảng tính của đơn vị khác",
        "Liên kết của {name} dẫn tới bảng tính {sheet}, nhưng bảng tính này chứa biểu của {other}.",
        "Sửa liên kết trong config.yaml; mỗi đơn vị có một bảng tính riêng, không dùng bản sao của đơn vị khác.",
    ),
    "other-department": Message(
        "Biểu của cơ quan khác",
        "Biểu “{source}” mang mã biểu của một cơ quan khác.",
        "Xin đơn vị điền vào biểu mẫu do sở phát rồi gửi lại.",
    ),
    "division-unknown": Message(
        "Biểu của đơn vị lạ",
        "Biểu “{source}” mang mã của một đơn vị không có trong kỳ báo cáo này.",
        "Kiểm tra dòng “Mã biểu”, hoặc khai đơn vị này trong tệp cấu hình.",
    ),
    "identity-missing": Message(
        "Thiếu mã biểu",
        "Biểu “{source}” không có dòng “Mã biểu” nên không biết chắc là của đơn vị và kỳ nào.",
        "Chép nội dung sang biểu mẫu đã phát cho đơn vị rồi gửi lại.",
        bare="Biểu không có dòng “Mã biểu”; đơn vị và kỳ được hiểu theo tên tệp.",
    ),
    "macros": Message(
        "Tệp có macro",
        "Tệp có chứa macro; hệ thống chỉ đọc số liệu, không chạy macro.",
        "Không cần làm gì; lần sau nên lưu biểu ở dạng .xlsx.",
    ),
    "wrong-ending": Message(
        "Đuôi tệp không đúng",
        "Đuôi của tên tệp không khớp với loại tệp; thực chất đây là tệp .{detail}, nội dung vẫn đọc được.",
        "Nên mở bằng Excel và lưu lại thành tệp .xlsx.",
        bare="Đuôi của tên tệp không khớp với loại tệp; nội dung vẫn đọc được.",
    ),
    "external-links": Message(
        "Liên kết sang tệp khác",
        "Biểu có liên kết sang {detail} tệp khác; số lấy từ đó có thể đã cũ.",
        "Nếu có ô lấy số từ tệp khác, hãy chép thành giá trị trước khi gửi.",
        bare="Biểu có liên kết sang tệp khác; số lấy từ đó có thể đã cũ.",
    ),
    "sheet-locale": Message(
        "Bảng tính đặt theo nước khác",
        "Bảng tính đặt ngôn ngữ {detail} nên dấu chấm, dấu phẩy và thứ tự ngày tháng có thể bị hiểu sai so với khi gõ.",
        "Mở Tệp › Cài đặt, chọn Ngôn ngữ: Việt Nam, rồi xem lại các số và các ngày đã gõ.",
        bare="Bảng tính không rõ đặt theo nước nào nên dấu chấm, dấu phẩy và thứ tự ngày tháng có thể bị hiểu sai.",
    ),
    "tab-copied": Message(
        "Tờ là bản sao",
        "Tờ này là bản sao của tờ “{detail}”; báo cáo chỉ lấy ở tờ gốc, nội dung gõ vào bản sao không được đọc.",
        "Chuyển những gì đã gõ ở bản sao về tờ gốc rồi xóa bản sao.",
        bare="Tờ này là bản sao của một tờ khác trong biểu; báo cáo chỉ lấy ở tờ gốc.",
    ),
    "stray-cell": Message(
        "Ô nằm xa bảng",
        "Có một ô nằm rất xa phần bảng, có lẽ do gõ nhầm; phần xa đó không được đọc vào báo cáo.",
        "Xóa ô này, hoặc chuyển nội dung lên đúng dòng trong bảng.",
    ),
}
