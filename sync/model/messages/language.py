"""What is wrong with how a text is written."""

from __future__ import annotations

from sync.model.messages.message import Message

LANGUAGE: dict[str, Message] = {
    "brackets-unbalanced": Message(
        "Ngoặc đơn không khớp",
        "Dấu “{sign}” không có dấu ngoặc đi cùng, ở chỗ “{near}”.",
        "Thêm dấu ngoặc còn thiếu hoặc bỏ dấu thừa.",
    ),
    "quotes-unbalanced": Message(
        "Ngoặc kép không khớp",
        "Có một dấu ngoặc kép không có dấu đi cùng, ở chỗ “{near}”.",
        "Thêm dấu ngoặc kép còn thiếu hoặc bỏ dấu thừa.",
    ),
    "glued-digit": Message(
        "Chữ số dính vào chữ",
        "“{typed}” có chữ số {digit} dính vào chữ, có lẽ là số của chú thích.",
        "Nếu là chú thích, sửa thành “{suggestion}”; nếu không, thêm dấu cách hoặc bỏ chữ số.",
    ),
    "glued-number": Message(
        "Con số dính vào chữ",
        "“{typed}” thiếu dấu cách giữa con số và chữ.",
        "Sửa thành “{suggestion}”.",
    ),
    "first-letter-lost": Message(
        "Mất chữ cái đầu",
        "Nội dung bắt đầu bằng “{typed}”, có lẽ mất chữ cái đầu của {choices}.",
        "Gõ lại chữ cái đầu của ô này.",
    ),
    "double-word": Message(
        "Chữ bị lặp",
        "Chữ bị lặp: “{typed}”, ở chỗ “{near}”.",
        "Bỏ bớt một chữ.",
    ),
    "text-leftover": Message(
        "Còn chỗ chưa điền",
        "Còn chỗ chưa điền “{sign}”, ở chỗ “{near}”.",
        "Điền nội dung vào chỗ này hoặc bỏ đi.",
    ),
    "abbreviation-unexplained": Message(
        "Chữ viết tắt chưa giải thích",
        "Chữ viết tắt “{typed}” chưa được giải thích ở đâu trong báo cáo.",
        "Viết đủ ở lần đầu, kèm chữ viết tắt trong ngoặc đơn.",
    ),
}
