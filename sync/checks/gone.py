"""What a plan still sets for a month or a day that is over: a deed that ends on its own date, a day "vào ngày …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sync.checks.lookback import BACK, COMPARED, MARKS, ORDERED, in_quarter, same_month_other_year
from sync.model.period import Period
from sync.normalise.citations import Citation
from sync.normalise.dates import FoundMonth, find_dates
from sync.normalise.searching import bare

# What is accepted is old by right, the acceptance is a deed of its own month: "Nghiệm thu đề tài … tháng 12/2023".
_ACCEPTS = re.compile(
    r"\s*(?:[-+]\s*)?(?:to chuc |hop |tien hanh |hoan thanh |tham gia |chuan bi )*"
    r"(?:(?:hoi dong|cuoc hop|viec|hoi nghi) )?(?:(?:danh gia|tu van|xet duyet),? )?(?:va )?(?:nghiem thu|ban giao)\b"
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
    r"\s*(?:[-+]\s*)?(?:to chuc|tham gia|tham du|phoi hop|kiem tra|tap huan|khai mac|hop|lam viec|nghiem thu|hoi thao"
    r"|tong ket|so ket|hoi nghi|tien hanh|trien khai|du|thanh tra|khao sat|giao ban|cong bo|trao|ban giao|ra quan)\b"
)
# What is told of the day, and not of the deed: "Trả lời đơn tiếp nhận vào ngày …".
_OF_THEN = re.compile(
    r"\b(?:phat sinh|tiep nhan|ket thuc|ban hanh|het han|da|duoc|giao|ky|nhan|hieu luc|nop|khoi cong|dien ra|xay ra"
    r"|den han|cap|phat dong|bat dau|so voi|truoc|tai (?:hoi nghi|cuoc hop|buoi)|ket luan|chi dao|ky hop|thong qua)\b"
)
# What happened on its day by itself, or to somebody: no plan holds it. Words alike in other compounds are told apart.
_EVENT = re.compile(
    r"\b(?:(?<!nhiệm )(?<!dịch )(?<!nghiệp )(?<!phục )(?<!chức )(?<!công )(?<!nội )(?<!thời )(?<!mùa )(?<!giáo )vụ"
    r"|(?<!mặt )trận|(?<!từng )cơn|sự (?:cố|việc|kiện)|(?:tai|hoạn) nạn|hỏa hoạn|thảm họa|đám|bão số|lễ|cuộc|phiên"
    r"|kỳ (?:họp|thi)|buổi (?:lễ|họp|làm việc|tiếp|gặp|tập|đối thoại|toạ đàm|tọa đàm)"
    r"|khánh thành|khai trương|khai giảng|bế giảng|thông xe|động thổ|ra mắt|bùng phát|bùng nổ|sạt lở|đổ bộ|tử vong"
    r"|tử nạn|thiệt mạng|qua đời|mất tích|ngộ độc|va chạm|(?<!phòng )(?<!chữa )cháy|phản ánh|khiếu nại|tố cáo"
    r"|(?<!thiết )(?<!chuẩn )(?<!trang )(?<!dự )(?<!dụng )bị)(?!\w)"
)
_OWN_EVENT = re.compile(
    r"(?:tổ chức|tham gia|tham dự|dự|họp|khai mạc|tiến hành|tổng kết|chuẩn bị|phục vụ|đón)\s+(?:các\s+)?"
    r"(?:(?:lễ|cuộc|phiên|sự kiện|kỳ (?:họp|thi)|buổi(?: \w+){1,2})(?!\w)\s*)?"
    r"(?:(?:khánh thành|khai trương|khai giảng|bế giảng|thông xe|động thổ|ra mắt)(?!\w))?"
)
# Until a day a plan means to have something done or sent: the day itself must still come.
_UNTIL_DAY = re.compile(
    r"(?P<deed>.*)\b(?:truoc|xong truoc|cham nhat(?: la)?(?: truoc| den)?|muon nhat(?: la)?|han cuoi(?: la)?|den het) "
    r"(?:(?:0?\d|1\d|2[0-4]) ?(?:gio|h)(?: \d\d)?,? )?ngay $"
)
_DOES = re.compile(
    r"\s*(?:[-+]\s*)?(?:tiep tuc |tham muu |don doc )?(?:tong hop|hoan thanh|hoan thien|gui|trinh|nop|bao cao|xay dung"
    r"|ban hanh|ra soat|lap|phe duyet|to chuc|trien khai|thuc hien|cung cap|cap nhat|xin y kien|gop y|quyet toan"
    r"|giai ngan|kiem tra|lay y kien|du thao|thong bao|cong bo|nhap|duy tu|sua chua|nao vet|lap dat|mua sam|ban giao"
    r"|nghiem thu|cap|tiem|chi tra|thanh toan|tra loi|xu ly|thu|trong|gieo|mo|thanh lap|bo tri|phan bo|dang tai"
    r"|tham dinh|khao sat|chuan bi|huong dan|tap huan|tuyen truyen|ky|dang ky|soan thao|niem yet|so hoa|sao luu)\b"
)
# Of what was so before a day something may still be done: "Xử lý các công trình xây dựng trước ngày …".
_SO_BEFORE = re.compile(
    r"\b(?:vi pham|hu hong|thanh lap|xay dung|dau tu|dang ky|sinh|mua|tuyen dung|lap|su dung|hoat dong|kiem dinh"
    r"|co|bi|den|toi|phan anh|kien nghi|phat hien|chung nhan|ton|hoan thanh|trien khai|nghiem thu|ban giao|nuoi"
    r"|trong|dao tao|cong tac)\b"
)
# "Xử lý các công trình sai phép đã lập biên bản trong tháng 8": the month is that of what is told of.
_WAS_THEN = re.compile(r"\b(?:da|phat sinh|tiep nhan|ton dong|xay ra|phat hien)\b[^,]{0,40}\btrong ?$")
_SIGN = re.compile(r"[.;:\n](?!\d)")
_DEED_FROM = 80  # letters behind a day in which a deed that it is of begins
_ON_DAY = re.compile(
    r"\b(?:vao|trong) (?:(?:buoi )?(?:sang|chieu|toi) )?(?:cac )?ngay $|^\s*(?:[-+]\s*)?(?:sang |chieu )?ngay $"
)

_FOR_A_YEAR = re.compile(r"(?:de xuat moi cho|dat hang cho|trong|cho|thuc hien)\s*$")
_ISSUES = re.compile(
    r"(?:ban hanh|xay dung|tham muu|trien khai|thuc hien)\b[^.;:()“”\"]{0,60}"
    r"(?:ke hoach|chuong trinh|nhiem vu)[^.;:()“”\"]{0,110}$"
)
_CARRIES_OUT = re.compile(r"\s*(?:[-+]\s*)?(?:trien khai|thuc hien|to chuc|hoan thanh)\b[a-z ,]{0,80}$")
# The report of a month is made at its end or soon after; of older months no plan makes one.
_MONTHLY_REPORT = re.compile(
    r"(?:^|[-+,]|\bva)\s*(?:hoan thanh|xay dung|lap|gui|tong hop|thuc hien|viet)?\s*bao cao"
    r"(?: (?:cong tac|ket qua|hoat dong|tinh hinh|dinh ky|thuc hien|nhiem vu|chuyen mon|tong hop))* $"
)
# A meeting that looks back is itself still to be held: "Tổ chức tổng kết … vào tháng 01/2024" names its own day.
_HELD_ON = re.compile(
    r"\s*(?:[-+]\s*)?(?:chuan bi )?(?:to chuc [a-z0-9 ,]* (?:vao|trong)"
    r"|(?:tong ket|so ket|chuan bi|phuc vu|tham gia|tham du|don tiep|lam viec|khai mac)[a-z0-9 ,]* vao) $"
)
_MONTH_OF_THEN = re.compile(
    r"\b(?:phat sinh|tiep nhan|ket thuc|ban hanh|het han|da|duoc|giao|ky|thuc hien|hieu luc|nop|khoi cong|dien ra"
    r"|hoan thanh|den han|cap|phat dong|bat dau|to chuc [a-z0-9 ,]*\bto chuc)\b"
)


def past_in_plan(month: FoundMonth, before: str, after: str, period: Period) -> bool:
    """Return whether a plan (bare letters before and after) still sets a month, quarter or year that is over."""
    clause = re.split(r"[.;:\n]", before)[-1]
    if month.months or month.year is None:
        return False
    if month.month:
        return _month_past(month.year, month, clause, after, period)
    if COMPARED.search(clause + after[:40]):
        return False
    if month.quarter:
        return _quarter_past(month, clause, period.next())
    if BACK.search(clause) or month.year >= period.next().year:
        return False
    return bool(_FOR_A_YEAR.search(clause) or _ISSUES.search(clause) or ORDERED.search(clause))


def _month_past(year: int, month: FoundMonth, clause: str, after: str, period: Period) -> bool:
    since = period.year * 12 + period.first_month - (year * 12 + (month.month or 0))
    over = since >= period.first_month - period.last_month
    if re.match(r"\s*(?:tiep tuc )?hoan thanh\b.*\btrong $", clause):
        return since > 0
    if COMPARED.search(clause + after[:40]):
        return False
    if since > 0 and _MONTHLY_REPORT.search(clause):
        return True
    if over and _HELD_ON.match(clause) and not _MONTH_OF_THEN.search(clause):
        return True
    if same_month_other_year(month, period.next()):
        return not MARKS.search(clause)
    if _accepted_in_past(clause, after, since):
        return True
    opens = (clause.endswith(("trong ", "trong", ": ", "- ")) or not clause.strip()) and not _WAS_THEN.search(clause)
    return over and not BACK.search(clause) and (opens or bool(_CARRIES_OUT.match(clause)))


def _quarter_past(month: FoundMonth, clause: str, coming: Period) -> bool:
    """True for a quarter of the year before the coming period, where nothing looks back to it."""
    if month.year != coming.year - 1 or MARKS.search(clause):
        return False
    return in_quarter(month.quarter or 0, coming) or not BACK.search(clause)


def _accepted_in_past(clause: str, after: str, since: int) -> bool:
    """True where a clause sets an acceptance for a month `since` months before the period.

    "Nghiệm thu đề tài … tháng 12/2023": the month stands behind what is accepted and nothing says it is the work's own.
    """
    found = _ACCEPTS.match(clause) if since > 0 and _ENDS.match(after) else None
    if found is None or _OF_MONTH.search(found["what"]):
        return False
    return bool(found["in"] or _WORKS.search(found["what"]))


def days_over_in_plan(text: str, period: Period, cited: Sequence[Citation]) -> Iterator[tuple[str, int]]:
    """Yield each day, as typed with its place, on which a plan still means to hold something though it is over."""
    letters = bare(text)
    begins = [0, *(sign.end() for sign in _SIGN.finditer(letters))]
    for found in find_dates(text):
        day = found.value
        if day is None or day > period.window[1] or any(c.start <= found.start < c.end for c in cited):
            continue
        begun = begins[bisect_right(begins, found.start) - 1]
        clause, after = letters[begun : found.start], letters[found.end : found.end + _DEED_FROM].lstrip(", ")
        held = day < period.first_day and _ON_DAY.search(clause) and (_HELD.match(clause) or _HELD.match(after))
        on_its_day = held and not _OF_THEN.search(clause) and not _of_event(text[begun : found.start].lower())
        if on_its_day or _until_then(clause, letters[found.end :]):
            yield found.text, found.start


def _until_then(clause: str, after: str) -> bool:
    """True where a clause sets a deed that is to be done before the day behind it: "Gửi báo cáo trước ngày …"."""
    does = _DOES.match(clause)
    until = _UNTIL_DAY.match(clause) if does and _ENDS.match(after) else None
    told = re.split(r",| va ", until["deed"][does.end() :])[-1] if does and until else ""
    done = _DOES.match(told) if told else None  # "Hoàn thiện hồ sơ, trình UBND tỉnh trước ngày …"
    what = told[done.end() :] if done else told
    return until is not None and not _OF_THEN.search(what) and not _SO_BEFORE.search(what)


def _of_event(clause: str) -> bool:
    """True where a clause (small letters, with their marks) speaks of something that happened, which its day is of.

    What is held itself is none: "Tổ chức lễ khánh thành … vào ngày …", but "Khảo sát thiệt hại do trận lũ vào ngày …".
    """
    return _EVENT.search(_OWN_EVENT.sub(" ", clause)) is not None
