"""What can be wrong with a file as a whole: BookError codes, and the notes that reading makes."""

from __future__ import annotations

from sync.model.messages.message import Message

READING: dict[str, Message] = {
    "empty-file": Message(
        "Tệp rỗng",
        "Tệp “{source}” rỗng (0 byte), không đọc được.",
        "Mở lại biểu trên máy đã soạn, lưu và gửi lại tệp.",
    ),
}
