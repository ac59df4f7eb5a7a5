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
    """Return the pieces with "xã Vĩnh Bình, huyện Hòa Bình" as one: what lies in a larger place names that place."""
    kept, signs = pieces[:1], joints[:1]
    for piece, joint in zip(pieces[1:], joints[1:], strict=True):
        level, before = _level(piece), _level(kept[-1].rsplit(", ", 1)[-1])
        opener = OPENER.match(kept[-1]) is not None and before is None
        if joint == "," and level is not None and level > 0 and (opener or (before is not None and before < level)):
            kept[-1] = f"{kept[-1]}, {piece}"
        else:
            kept.append(piece)
            signs.append(joint)
    return kept, signs


def _level(piece: str) -> int | None:
    """Return how large the place is that a piece names, from village to province, None where it names none."""
    return next((at for at, words in enumerate(_LEVELS) if words.match(piece)), None)
