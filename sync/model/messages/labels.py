"""What states, severities, holders of a turn and rules of the layout are called."""

from __future__ import annotations

SEVERITY_LABELS = {"error": "✗ Phải sửa", "warning": "! Cần xem lại", "note": "i Lưu ý"}

STATE_LABELS = {
    "missing": "… Chưa gửi",
    "draft": "… Đang soạn",
    "submitted": "✓ Đã gửi",
    "nil": "✓ Không phát sinh",
    "unreadable": "✗ Không đọc được",
    "not_expected": "- Không phải báo cáo",
}

# What a finished report may break of the decree's layout, and how a person calls it.
LAYOUT_LABELS = {
    "size": "cỡ chữ",
    "font": "phông chữ",
    "bold": "chữ đậm",
    "italic": "chữ nghiêng",
    "underline": "gạch chân",
    "align": "canh lề",
    "colour": "màu chữ",
    "first-line": "lùi đầu dòng",
    "between": "khoảng cách đoạn",
    "line": "giãn dòng",
    "paper": "khổ giấy",
    "margin": "lề trang",
    "page-number": "số trang",
}
# Of the page: what is meant by the side or thing that a violation names.
PAGE_LABELS = {
    "A4": "Khổ giấy",
    "top": "Lề trên",
    "bottom": "Lề dưới",
    "left": "Lề trái",
    "right": "Lề phải",
    "numbering": "Số trang đầu của phụ lục",
    "first": "Số ở trang đầu",
}

DOING = {"command": "lệnh baocao", "button": "nút trong TongHop", "service": "lượt tự động"}
