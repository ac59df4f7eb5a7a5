"""What is told when Excel or LibreOffice does not do what a button asks of it."""

from __future__ import annotations

from sync.model.messages.message import Message

PROGRAMS: dict[str, Message] = {
    "program-busy": Message(
        "Bảng tính đang bận",
        "Excel hoặc LibreOffice đang bận: có ô đang gõ dở hoặc có hộp thoại đang mở.",
        "Nhấn Enter để xong ô đang gõ, đóng hộp thoại rồi bấm lại nút.",
    ),
    "uno-missing": Message(
        "Chưa nối được LibreOffice",
        "Máy này chưa có phần nối Python với LibreOffice.",
        "Nhờ người phụ trách máy tính cài gói python3-uno rồi bấm lại nút.",
    ),
    "uno-other-python": Message(
        "Python không hợp với LibreOffice",
        "Chương trình chạy bằng Python {ours} nhưng LibreOffice trên máy này cần Python {theirs}.",
        "Nhờ người phụ trách máy tính cài lại chương trình bằng Python {theirs}.",
    ),
    "office-not-attached": Message(
        "Chưa mở bảng tính",
        "Bảng tổng hợp chưa được mở trong LibreOffice.",
        "Mở bảng tổng hợp bằng LibreOffice rồi bấm lại nút.",
    ),
    "office-cannot-open": Message(
        "LibreOffice không mở được tệp",
        "LibreOffice không mở được tệp “{file}”.",
        "Kiểm tra tệp còn ở chỗ cũ và mở được bằng tay, rồi bấm lại nút.",
    ),
    "office-cannot-save": Message(
        "LibreOffice không lưu được tệp",
        "Không lưu được “{file}”: chỉ lưu được tệp .ods hoặc .xlsx không có mật khẩu.",
        "Chọn tên tệp có đuôi .ods hoặc .xlsx.",
    ),
    "office-loses-buttons": Message(
        "Nút bấm sẽ mất",
        "LibreOffice mà lưu “{file}” thì các nút bấm trong tệp bị mất, nên chương trình không lưu.",
        "Trên LibreOffice hãy dùng TongHop.ods; tệp TongHop.xlsm dành cho Excel.",
    ),
    "sheet-protected": Message(
        "Trang đang khóa",
        "Trang “{sheet}” đang khóa nên chương trình không ghi vào được.",
        "Mở khóa trang (thẻ Review hoặc menu Công cụ) rồi bấm lại nút.",
    ),
}
