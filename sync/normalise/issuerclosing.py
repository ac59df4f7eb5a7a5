"""What closes the name of an agency: its grade, its number, several places, a term of office."""

from __future__ import annotations

import re

from sync.normalise.agencies import SEVERAL_PLACES
from sync.normalise.issuerstretch import says
from sync.normalise.placenames import with_place, with_term
from sync.normalise.searching import UPPER

GRADE = re.compile(
    r"\s(?:cấp|vùng|hạng|loại)\s(?:[IVX]{1,4}|[1-9])(?!\w)"
    r"|\scấp\s(?:[Tt]ỉnh|[Hh]uyện|xã|cơ sở|[Tt]rường|[Tt]hành phố|[Qq]uốc gia|[Nn]hà nước|[Bb]ộ|Trung ương)"
    rf"(?!\w|\s[{UPPER}])|\sliên\s(?:huyện|xã|trường)(?!\w)"
)
_NUMBER_END = re.compile(r"\s(?:so\s)?[0-9]{1,2}(?![0-9/.,-])")
_NUMBER_FOLLOWED = re.compile(
    r"\s{0,3}(?:$|[,;.:)\n]|(?:ve|v/v|ngay|huyen|tinh|thanh pho)(?![a-z]))|(?<=[a-z] [1-9]) [a-z]"
)


def closed(text: str, letters: str, end: int) -> int:
    """Return the end with what closes a name: its grade or number, several places, a term of office."""
    if grade := GRADE.match(text, end):  # "Trung tâm Giống hải sản cấp I", "Hội đồng sáng kiến cấp tỉnh"
        return with_place(text, letters, grade.end())
    if SEVERAL_PLACES.match(text, end):  # "Công an các huyện, thành phố"
        return with_place(text, letters, end)
    numbered = _NUMBER_END.match(letters, end)  # "Trung tâm Kỹ thuật 3", "Trường Tiểu học Phước Mỹ 2"
    if numbered and (_NUMBER_FOLLOWED.match(letters, numbered.end()) or says(text, numbered.end())):
        return with_place(text, letters, numbered.end())
    return with_term(letters, end)
