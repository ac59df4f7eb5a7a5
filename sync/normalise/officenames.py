"""Names of offices that their task completes, or that the name of a person follows."""

from __future__ import annotations

import re

from sync.normalise.agencies import COMMITTEES_FIELDS
from sync.normalise.searching import UPPER

_POLICE = re.compile(
    r"(?:cuc|phong|doi|tong cuc)\scanh sat\s(?:(?:quan ly hanh chinh|qlhc)(?: ve trat tu xa hoi| ve ttxh)?"
    r"|(?:dieu tra )?(?:toi pham|cac toi pham) ve (?:trat tu xa hoi|ma tuy|moi truong|chuc vu|kinh te"
    r"|tham nhung)(?:,? (?:va )?(?:kinh te|buon lau|chuc vu|tham nhung|moi truong)){0,3}"
    r"|phong,? chong toi pham(?: (?:su dung cong nghe cao|mua ban nguoi|ma tuy))?"
    r"|phong chay,? (?:va )?chua chay(?:,? (?:va )?cuu nan,? (?:va )?cuu ho)?)(?![a-z])"
)
# Committees of the Party's centre whose names say what they are about.
_ABOUT = re.compile(
    r"(?:truong )?(?:ban chi dao|to cong tac|hoi dong tu van)(?: cua)?(?: trung uong| quoc gia| chinh phu| tinh)? ve "
    rf"{COMMITTEES_FIELDS.pattern}"
)
_OFFICE = re.compile(
    r"(?:pho )?(?:chu tich|giam doc|bo truong|thu truong|cuc truong|chi cuc truong|truong phong|truong ban|bi thu"
    r"|chanh van phong|chanh thanh tra|hieu truong|tong giam doc|vien truong|chanh an|thu tuong|chu nhiem)\s"
)
_PERSON = re.compile(
    r"\s(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ(?! Chí Minh)|Ngô|Dương|Lý|Đinh|Trương|Mai|Cao"
    rf"|Trịnh|Đoàn|Lương|Đào|Tạ|Lâm|Hà|Tô|Phùng|Châu|Kiều|Thái|Chu|Lưu|Quách|Vương)(?:\s[{UPPER}][^\W\d_]+){{2,3}}$"
)


def with_task(letters: str, place: int, end: int) -> int:
    """Return the end with what the police of a kind deal with: "… quản lý hành chính về trật tự xã hội"."""
    task = _POLICE.match(letters, place) or _ABOUT.match(letters, place)
    return max(end, task.end()) if task else end


def without_person(text: str, letters: str, place: int, end: int) -> int:
    """Return the end before the name of who holds the office: "Phó Chủ tịch UBND tỉnh Trịnh Minh Hoàng"."""
    person = _PERSON.search(text, place, end) if _OFFICE.match(letters, place) else None
    return person.start() if person else end
