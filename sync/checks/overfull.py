"""Shares of things that nothing can exceed: more than 100% of the households, of the files, of the pupils."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sync.checks.check import Check
from sync.checks.texts import Passage, passages
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission

_RATE = re.compile(r"(?<![\d.,%/])(?P<number>[1-9]\d{2,3}(?:,\d{1,2})?) ?%")
# What can be counted one by one, none of it more than once. Not what is measured, planned or estimated: a plan is
# passed, beds are used twice, and children who came to live in a place are vaccinated beyond its number.
_THINGS = (
    r"(?:hồ sơ|thủ tục hành chính|hộ(?: dân| nghèo| gia đình| cận nghèo)?|dân số|người dân|học sinh|sinh viên|xã|phường"
    r"|thôn|khu phố|tổ dân phố|trường(?: học)?|trạm y tế|cán bộ|công chức|viên chức|đảng viên|hội viên|đại biểu"
    r"|cử tri|văn bản|cơ sở|doanh nghiệp|đơn vị|cơ quan|phòng học|gia đình|đơn thư|vụ việc|vụ án|lao động|phụ nữ)"
)
_OF_THINGS = re.compile(rf"\s+(?:(?:trong )?(?:tổng )?số\s+)?{_THINGS}\b(?! (?:máy|hóa chất))", re.IGNORECASE)
_AS_RATE = re.compile(
    rf"tỷ lệ\s+(?:số\s+|các\s+)?(?:{_THINGS}|giải quyết|bao phủ|che phủ|tốt nghiệp|hài lòng|trả kết quả|đúng hạn)\b"
    r"[^,;:.()%]{0,90}?(?:đạt|là|chiếm|còn|lên|:|bằng)\s*$",
    re.IGNORECASE,
)
# Held against something else than the things themselves.
_OF_OTHERS = re.compile(
    r"kế hoạch|chỉ tiêu|dự toán|nghị quyết|so với|cùng kỳ|năm trước|tiêm|vắc xin|huy động|thu nộp|tuyển|đăng ký"
    r"|hoàn thành|mức|vốn|phát triển|\b(?:tăng|giảm(?! còn| xuống)|vượt|gấp|công suất|nhu cầu|KH)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.;\n]*")
_ALL = Decimal(100)


def share_over_all(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "101% hồ sơ được giải quyết đúng hạn", "tỷ lệ hộ nghèo … là 105%": more than all of them."""
    for passage in passages(submission):
        if "%" in passage.text:
            yield from (
                _hit(passage, found) for found in _RATE.finditer(passage.text) if _overfull(passage.text, found)
            )


def _overfull(text: str, found: re.Match[str]) -> bool:
    if Decimal(found["number"].replace(",", ".")) <= _ALL:
        return False
    before = text[max(0, *(text.rfind(sign, 0, found.start()) for sign in (";", "\n", ". "))) : found.start()]
    behind = _CLAUSE.match(text, found.end())
    after = behind[0] if behind else ""
    if _OF_OTHERS.search(before) or _OF_OTHERS.search(after):
        return False
    return _OF_THINGS.match(after) is not None or _AS_RATE.search(before) is not None


def _hit(passage: Passage, found: re.Match[str]) -> Hit:
    return Hit(passage.place, {"typed": found[0]}, f"{passage.text}{found.start()}")


CHECKS: tuple[Check, ...] = (Check("share-over-all", "warning", share_over_all),)
