"""What a plan still sets for a month or a day that is over: a deed that ends on its own date, a day "vào ngày …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.period import Period
from sync.normalise.citations import Citation
from sync.normalise.dates import find_dates
from sync.normalise.searching import bare

# What is accepted is old by right, the acceptance is a deed of its own month: "Nghiệm thu đề tài … tháng 12/2023".
_ACCEPTS = re.compile(
    r"\s*[-+]?\s*(?:to chuc |hop |tien hanh |hoan thanh |tham gia |chuan bi )*(?:(?:hoi dong|cuoc hop|viec|hoi nghi) )?"
    r"(?:(?:danh gia|tu van|xet duyet),? )?(?:va )?(?:nghiem thu|ban giao)\b"
    r"(?P<what>[a-z0-9 ,\-/]*?),? (?P<in>trong |vao |trong khoang )?$"
)
_WORKS = re.compile(
    r"\b(?:de tai|du an|mo hinh|nhiem vu|cong trinh|de an|nhan hieu|chuong trinh|phan mem|dich vu|goi thau)\b"
)
# Of these a month is told, and not of their acceptance: "nghiệm thu khối lượng hoàn thành tháng 12/2023".
_OF_MONTH = re.compile(
    r"\b(?:khoi luong|san pham|ket qua|noi dung|ho so|cong viec|giai doan|dot|phan viec|cong tac|hoat dong"
    r"|tu|ke tu|ket thuc|hoan thanh|trien khai|thuc hien|bat dau|ky|duoc|da|den han|het han|phe duyet|giao|thuoc|cua)\b"
)
_ENDS = re.compile(r"\s*(?:$|[.;,)])")
_HELD = re.compile(
    r"\s*[-+]?\s*(?:to chuc|tham gia|tham du|phoi hop|kiem tra|tap huan|khai mac|hop|lam viec|nghiem thu|hoi thao"
    r"|tong ket|so ket|hoi nghi|tien hanh|trien khai|du|thanh tra|khao sat|giao ban|cong bo|trao|ban giao|ra quan)\b"
)
# What is told of the day, and not of the deed: "Trả lời đơn tiếp nhận vào ngày …".
_OF_THEN = re.compile(
    r"\b(?:phat sinh|tiep nhan|ket thuc|ban hanh|het han|da|duoc|giao|ky|nhan|hieu luc|nop|khoi cong|dien ra|xay ra"
    r"|den han|cap|phat dong|bat dau|so voi|truoc|tai (?:hoi nghi|cuoc hop|buoi)|ket luan|chi dao|ky hop|thong qua)\b"
)
_ON_DAY = re.compile(
    r"\b(?:vao|trong) (?:(?:buoi )?(?:sang|chieu|toi) )?(?:cac )?ngay $|^\s*[-+]?\s*(?:sang |chieu )?ngay $"
)


def accepted_in_past(clause: str, after: str, since: int) -> bool:
    """Return whether a clause of a plan (bare letters) sets an acceptance for a month `since` months before the period.

    "Nghiệm thu đề tài … tháng 12/2023": the month stands behind what is accepted and nothing says it is the work's own.
    """
    found = _ACCEPTS.match(clause) if since > 0 and _ENDS.match(after) else None
    if found is None or _OF_MONTH.search(found["what"]):
        return False
    return bool(found["in"] or _WORKS.search(found["what"]))


def days_over_in_plan(text: str, period: Period, cited: Sequence[Citation]) -> Iterator[tuple[str, int]]:
    """Yield each day, as typed with its place, on which a plan still means to hold something though it is over."""
    for found in find_dates(text):
        day = found.value
        if day is None or day >= period.first_day or any(c.start <= found.start < c.end for c in cited):
            continue
        clause = re.split(r"[.;:\n](?!\d)", bare(text[: found.start]))[-1]
        if _ON_DAY.search(clause) and not _OF_THEN.search(clause):
            whole = bare(text)
            if _HELD.match(clause) or _HELD.match(whole[found.end :].lstrip(", ")):
                yield found.text, found.start
