"""Digits that name instead of count: dates, times of day, telephone numbers, codes."""

from __future__ import annotations

import re

from sync.normalise.units import listed

_DAY, _YEAR, _DASH = r"[0-3]?\d", r"(?:19|20)\d\d", r"\s*[-–—]\s*"
_DATE_WORD = r"(?:ngày|tháng|năm|quý|quí|tuần)"
_DATES = (
    rf"{_DAY}\s?([/.-])\s?[01]?\d\s?\1\s?{_YEAR}",
    rf"{_DAY}([/-])[01]?\d\2\d\d",
    rf"{_YEAR}([-/])[01]?\d\3{_DAY}(?:[T ][\d:.Z+]+)?",
    rf"{_YEAR}-[01]\d",
    rf"{_DAY}{_DASH}{_DAY}/[01]?\d(?:/{_YEAR})?",
    rf"{_DAY}/[01]?\d(?:/{_YEAR})?{_DASH}{_DAY}/[01]?\d(?:/{_YEAR})?",
    rf"(?!1/2000)(?:0?\d|1[0-2])\s?[/-]\s?{_YEAR}",
    rf"(?:0?\d|1[0-2])/{_YEAR}{_DASH}(?:0?\d|1[0-2])/{_YEAR}",
    rf"t\.?\s?(?:0?\d|1[0-2])(?:\s?/\s?{_YEAR})?",
    rf"(?:(?:từ|đến|đầu|cuối|trong|trước|sau|hết|kỳ|cả|cùng kỳ|vào)\s+)*{_DATE_WORD}\s*(?:\d|[ivx]+\b)"
    rf"(?:[\s\d/.,–—ivx-]|ngày|tháng|năm|quý|quí|tuần|đến|từ|và)*",
    rf"(?:giai đoạn|nhiệm kỳ|năm học|niên độ|thời kỳ|niên khóa|niên khoá)(?:\s+từ)?(?:\s+năm)?\s*{_YEAR}[\s\d–—-]*",
    rf"\d{{1,2}}\s+tháng\s+(?:đầu|cuối)(?:\s+năm)?(?:\s+{_YEAR})?",
)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])\s?(?:h|g|giờ|:)\s?[0-5]\d(?:\s?(?:'|p|ph|phút))?(?::[0-5]\d)?", re.IGNORECASE)
_DATE = re.compile("|".join(f"(?:{date})" for date in _DATES), re.IGNORECASE | re.ASCII)
_PHONE = re.compile(r"(?:đt:?|điện thoại:?|tel:?|sđt:?)?\s*\(?(?:\+84|0(?![.,]\d*$))[\d .()-]{8,16}", re.IGNORECASE)
DOCUMENT = re.compile(
    r"\d+[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[A-ZĐ][\wĐ]*(?:[-/&]\s?[\wĐ]+)+|\d+[a-z]?/(?:\d{4}/)?[A-ZĐ]{2,}\d*"
)
ROAD_POINT = re.compile(r"(?<=[Kk]m )\d{1,4}\s?\+\s?\d{1,3}(?!\d)|(?<=Km )\d{1,4}(?![.,]?\d)")  # "Km 1563+200"
_STANDARD = re.compile(r"\d+(?:[.-]\d+)*:\d{4}")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}\.?")
_CODE_TAIL = re.compile(r"\d+[A-ZĐ]{1,3}\d*[A-Z]?(?:[-.]\w+)*")
# Words after which a number names one thing out of many: "Điều 12", "lần thứ 4", "Đề án 06".
NAMING = listed(
    "điều khoản mục lục chương thứ lần đợt vòng bậc hạng loại nhóm mức độ lớp bước trang bảng hình biểu mẫu phòng tổ "
    "thôn phường quận khóa khoá kỳ tập bản số án quyết lệnh thị tư định luật đường lộ kỷ iso iec tcvn qcvn tccs astm "
    "iso/iec tcvn/iso vilas vicas qđ nq ct covid windows version giải quốc vực trình fax"
)
# After these no noun makes a count of the number: "khoản 3 điều 5".
STRONG_NAMING = listed(
    "điều khoản mục lục chương thứ khóa khoá iso iec tcvn qcvn tccs astm iso/iec tcvn/iso vilas "
    "vicas qđ nq covid windows fax"
)


# Words that name only behind certain others: "nghị định 15", but "kiểm định 147 phương tiện đo".
_ONLY_BEHIND = {
    "định": listed("nghị quyết"),
    "quyết": listed("nghị"),
    "thị": listed("chỉ"),
    "tư": listed("thông"),
    "án": listed("đề dự bản phương"),
    "lệnh": listed("pháp sắc"),
    "vực": listed("khu"),
    "trình": listed("chương"),
    "độ": listed("mức cấp"),
}
# Words that name nothing behind others: "Hàn Quốc 06, Nhật Bản 28", "cân các loại 210".
_NOT_BEHIND = {
    "mục": listed("danh hạng chuyên"),
    "quốc": listed("hàn trung anh"),
    "bản": listed("nhật"),
    "loại": listed("các mọi"),
}


def names(word: str, before: str) -> bool:
    """Return whether a number behind `word`, itself behind `before`, names one thing out of many."""
    if before in _NOT_BEHIND.get(word, ()):
        return False
    return word in NAMING and before in _ONLY_BEHIND.get(word, (before,))


def name_of(text: str) -> str | None:
    """Return "date", "time", "phone" or "code" where the whole of `text` is one, else None."""
    if _DATE.fullmatch(text):
        return "date"
    if _TIME.fullmatch(text):
        return "time"
    if _PHONE.fullmatch(text) and 9 <= sum(c.isdigit() for c in text) <= 12:
        return "phone"
    if any(shape.fullmatch(text) for shape in (DOCUMENT, _STANDARD, _SECTION)):
        return "code"
    return None


def is_code_tail(text: str) -> bool:
    """Return whether digits with capitals glued behind ("5G", "12A") make a code; units must have been tried before."""
    return bool(_CODE_TAIL.fullmatch(text))
