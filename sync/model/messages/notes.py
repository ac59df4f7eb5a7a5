"""What is wrong with marks and notes."""

from __future__ import annotations

from sync.model.messages.message import Message

NOTES: dict[str, Message] = {
    "marker-without-note": Message(
        "Dấu chú thích không có chú thích",
        "Nội dung có dấu [{marker}] nhưng cột Chú thích không có chú thích [{marker}].",
        "Ghi thêm dòng bắt đầu bằng [{marker}] ở cột Chú thích, hoặc bỏ dấu này.",
    ),
    "note-without-marker": Message(
        "Chú thích không có dấu",
        "Chú thích [{marker}] không có dấu [{marker}] trong Nội dung nên sẽ không được in.",
        "Đặt [{marker}] vào chỗ cần chú thích; chỉ có một chú thích thì bỏ số [{marker}] cũng được.",
    ),
    "note-unmarked": Message(
        "Chú thích không đánh số",
        "Dòng này có nhiều chú thích, nhưng “{text}” không có số; hệ thống đặt ở cuối câu.",
        "Đánh số [1], [2] cho từng chú thích và đặt số đó vào Nội dung.",
    ),
    "note-doubled": Message(
        "Chú thích trùng số",
        "Dòng này có hai chú thích cùng số [{marker}]; chỉ một chú thích in được.",
        "Đánh lại số cho từng chú thích: [1], [2] …",
    ),
    "note-empty": Message(
        "Chú thích trống",
        "Chú thích [{marker}] chưa có nội dung.",
        "Ghi số, ký hiệu, ngày của văn bản, hoặc bỏ chú thích này.",
    ),
}
