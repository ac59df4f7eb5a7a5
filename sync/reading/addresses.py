"""Names with the places they lie in: "xã Vĩnh Bình, huyện Hòa Bình" is one, and so is "Công ty A, phường B"."""

from __future__ import annotations

import re

from sync.normalise.searching import UPPER

# What a name of an organisation begins with: behind a comma or "và" it surely begins another one.
OPENER = re.compile(
    r"(?:Công ty|Cơ sở|Hợp tác xã|HTX|Doanh nghiệp|DNTN|Hộ|Trường|Trung tâm|Bệnh viện|Ban|Chi nhánh|Tổng [Cc]ông ty"
    r"|Nhà máy|Viện|Sở|Phòng|Cục|Chi cục|Văn phòng|UBND|Ủy ban|HĐND|Hội|Đoàn|Liên đoàn|Công an|Bộ|Tỉnh|Huyện|Thành phố"
    r"|TP|Xã(?! hội)|Phường|Thôn|Thị trấn|Khu|Cụm|Đội|Trạm|Chợ|Quỹ|Ngân hàng|Đài|Báo|Tạp chí|Thanh tra|Kho bạc|Tòa án"
    r"|Tập đoàn|Tổng cục|Học viện|Hiệp hội|Liên minh|Câu lạc bộ|Mặt trận|Nhà xuất bản|Cảng|Bưu điện|Đồn|Bảo tàng"
    r"|Đảng [ủu][yỷ]|Đảng bộ|Chi [ủu][yỷ]|Chi bộ|Huyện [ủu][yỷ]|Thành [ủu][yỷ]|Tỉnh [ủu][yỷ]"
    r"|Thư viện|Vườn|Hạt|Xí nghiệp|Tòa|VNPT|Viettel|Đại học|Cao đẳng|Lễ hội|Giải|Hội nghị|Hội thảo|Kế hoạch|Đề án|Dự án"
    r"|Chương trình|Quyết định|Nghị quyết|Thông báo|Báo cáo|THPT|THCS|TH|PTDTNT|Tiểu học|Mầm non|Mẫu giáo)\b"
)
_AGENCY = re.compile(
    r"(?:Sở|Ban(?! [Qq]uản lý [Cc]hợ)|Văn phòng|Cục|Chi cục|UBND|Ủy ban|HĐND|Hội|Đoàn|Liên đoàn|Mặt trận|Công an tỉnh"
    r"|Bộ|Thanh tra|Kho bạc|Tòa án|Viện kiểm sát|Viện Kiểm sát|Báo|Đài|Huyện|Thành phố|TP|Xã|Phường|Thị trấn|sở|ban)\b"
)
# The same with a small letter: a noun that begins a name where a name with a capital follows.
_LOWER_FACILITY = re.compile(
    r"(?:công ty|trường|dự án|chợ|phòng|ban|khoa|trạm|đội|hội|chi cục|chi bộ|chi hội|trung tâm|bệnh viện|nhà máy"
    r"|hợp tác xã|htx|cơ sở|quầy thuốc|nhà thuốc|doanh nghiệp|chùa|đình|đền|hồ|đập|kênh|cầu|cảng|tuyến|gói|gói thầu|cụm"
    rf"|khu|mỏ|sở|đài|khách sạn|nhà hàng|siêu thị|bãi|đồn|làng nghề|ngân hàng|bãi tắm)\s[{UPPER}]"
)
LOWER_OPENER = re.compile(
    rf"(?:đồng chí|đ/c|ông|bà|anh|chị|cô|thầy|em|cháu|nghệ nhân|bác sĩ|nhà giáo|luật sư"
    rf"|xã|phường|huyện|thành phố|thị trấn|thị xã|thôn|tỉnh)\s[{UPPER}]"
    rf"|{_LOWER_FACILITY.pattern}"
)
_LEVELS = tuple(
    re.compile(rf"(?i:{words})\s+[{UPPER}]")
    for words in (
        "thôn|ấp|bản|làng|buôn|tổ dân phố|khu phố|xóm",
        "xã|phường|thị trấn|đặc khu",
        "huyện|quận|thị xã|thành phố|tp\\.?",
        "tỉnh",
    )
)


def with_addresses(pieces: list[str], joints: list[str]) -> tuple[list[str], list[str]]:
    """Return the pieces with "xã Vĩnh Bình, huyện Hòa Bình" as one: what lies in a larger place names that place.

    So does an organisation, unless places stand beside it as its equals: "chợ Đạo Long, phường Mỹ Hải, phường Đô Vinh".
    """
    kept, signs, of_facilities = _joined(pieces, joints, facilities=True)
    if of_facilities and any(_level(piece) is not None for piece in kept):
        kept, signs, _ = _joined(pieces, joints, facilities=False)
    return kept, signs


def _joined(pieces: list[str], joints: list[str], *, facilities: bool) -> tuple[list[str], list[str], bool]:
    kept, signs, of_facilities = pieces[:1], joints[:1], False
    for piece, joint in zip(pieces[1:], joints[1:], strict=True):
        level, before = _level(piece), _level(kept[-1].rsplit(", ", 1)[-1])
        opener = facilities and before is None and _is_facility(kept[-1])
        if joint == "," and level is not None and level > 0 and (opener or (before is not None and before < level)):
            kept[-1] = f"{kept[-1]}, {piece}"
            of_facilities = of_facilities or opener
        else:
            kept.append(piece)
            signs.append(joint)
    return kept, signs, of_facilities


def _is_facility(piece: str) -> bool:
    """True of what lies somewhere; agencies stand beside districts, and a bracket has ended a name."""
    if piece.endswith(")") or _AGENCY.match(piece):
        return False
    return OPENER.match(piece) is not None or _LOWER_FACILITY.match(piece) is not None


def _level(piece: str) -> int | None:
    """Return how large the place is that a piece names, from village to province, None where it names none."""
    return next((at for at, words in enumerate(_LEVELS) if words.match(piece)), None)
