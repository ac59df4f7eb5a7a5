"""Totals told behind what they are made of; what became of what was granted: "giao 60, có 55, thiếu 05"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sync.model.sentences import PartOf, Quantity
from sync.reading.accounts import CARRIED_OVER
from sync.reading.joints import Stretch
from sync.reading.nouns import is_one_of
from sync.reading.quantities import grain, same_head
from sync.reading.slips import is_slip, one_digit_off, one_mends

_CARRIED = re.compile(
    r"\b(?:(?:kỳ|tháng|năm|quý|tuần) trước|tồn|cũ|chuyển (?:sang|qua|tiếp))\b(?!\s+(?:so với|cùng kỳ))", re.IGNORECASE
)
_NEW = re.compile(
    r"\b(?:giao|bổ sung|năm nay"
    r"|mới|tiếp nhận|nhận|thụ lý|phát sinh|tiếp|trong (?:kỳ|tháng|quý|năm|tuần)|kỳ này|tháng này)\b",
    re.IGNORECASE,
)
# "lũy kế từ đầu năm 300 hồ sơ" counts from another beginning.
_IN_ALL = re.compile(
    r"[,;]\s*(?:nâng )?(?:tổng(?: cộng| số)?|(?:lũy|luỹ) kế(?![^,;]*(?:\btừ\b|\bđến\b|\bnăm\b|\btháng\b|\bquý\b)))"
    r"(?![^,;]*\b(?:đã|xong|kết quả|từ đầu|từ khi)\b(?! (?:và|tiếp nhận|nhận|thụ lý)))[^,;\d]{0,70}$",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:giao|định biên|định mức|nhu cầu|cần|chỉ tiêu|triệu tập|theo quy định|phân bổ|phải có|được duyệt)\b"
    r"[^,;\d]{0,50}$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:có mặt|hiện có|đã có|có|bố trí|tuyển(?: dụng)?(?: được)?|sử dụng|thực hiện|dự|tham dự)\b[^,;\d]{0,30}$",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"[,;(]\s*(?:hiện |còn |đang )*(?:thiếu|vắng|khuyết|chưa (?:sử dụng|tuyển|bố trí|thực hiện|có)(?: dụng| hết)?)"
    r"(?: là)?\s*$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:tổng (?:số|vốn|kinh phí|dự toán|nguồn|mức|diện tích|chiều dài|khối lượng)|kế hoạch vốn|dự toán|kinh phí)\b"
    r"[^,;\d]{0,60}$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"[,;.:]\s*(?:trong đó\s*:?\s*)?(?:đến nay\s*,?\s*)?"
    r"(?:đã\s[^,;\d]{2,60}|(?:lũy kế|luỹ kế|đến nay)?\s*(?:giải ngân|thực hiện|sử dụng|chi|quyết toán)[^,;\d]{0,30})$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[,;]\s*(?:(?:số|kinh phí|vốn|phần|diện tích|khối lượng)\s(?:\w+\s)?)?còn(?: lại| thiếu)?(?: là)?\s*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:đề nghị|trình|dự toán|khởi điểm|giá gói thầu|ban đầu|chủ đầu tư|thẩm định|trước khi)\b[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"[,;]\s*(?:tổng )?(?:giá trị |số tiền |giá )?(?:được )?"
    r"(?:phê duyệt|thẩm định|thẩm tra|trúng|trúng thầu|bán|bán được|quyết toán|duyệt"
    r"|sau (?:thẩm định|thẩm tra|điều chỉnh))\b[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_CUT_BY = re.compile(
    r"[,;(]\s*(?:đã |qua đó |chênh lệch )?(?:giảm|cắt giảm|giảm trừ|tiết kiệm|chênh lệch)(?: được| cho ngân sách)?\s*$",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(r"\s*chưa (?:phân bổ|giao|phân khai|bố trí)", re.IGNORECASE)  # some of what is left
_COMPARED = re.compile(r"\b(?:tăng|giảm|vượt|so với|cùng kỳ)\b", re.IGNORECASE)
_MADE = re.compile(r"\b(?:sản xuất|thu mua|nhập|in|mua)\b[^,;\d]{0,40}$", re.IGNORECASE)
_USED = re.compile(
    r"[,;]\s*(?:đã )?(?:tiêu thụ|xuất bán|xuất|cấp phát|phát|sử dụng|bán)(?: được| hết)?[^,;\d]{0,20}$", re.IGNORECASE
)
_IN_STORE = re.compile(r"[,;]\s*(?:hiện )?(?:tồn kho|còn lại|còn tồn|còn|tồn)(?: là)?\s*$", re.IGNORECASE)
_STORE = re.compile(r"\btồn(?: kho)?\b", re.IGNORECASE)
_PAID = re.compile(
    r"\b(?:đã|đến nay)\s+(?:đã )?(?:thu|nộp|chi|trả|giải ngân|thanh toán|thực hiện|sử dụng|thi công|hoàn thành|gieo"
    r"|trồng|xuống giống|cấp|bàn giao|xử lý|khắc phục|bồi thường|hỗ trợ)\b[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"[,;]\s*(?:số )?(?:hiện )?(?:còn|chưa|tồn quỹ|kết dư|quỹ còn)(?: lại| phải| chưa| tồn| dư)?[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_WITH = re.compile(r"[^,;:.()]*\bvà\s+", re.IGNORECASE)
_NO_AMOUNT = frozenset({"%", "tháng"})
_MONTHS = re.compile(
    r"\b(?:\d{1,2} tháng(?: đầu năm)?|tháng \d{1,2}(?:/\d{4})?)(?=\s)"
)  # "thực hiện 10 tháng 68,2 tỷ đồng"
_FEW = 3
_FAR = 220  # characters from the first number to the last


def totals(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "tiếp nhận mới 41, kỳ trước chuyển sang 55, tổng số 96" and "giao 60, có 55, thiếu 05" as wholes and parts.

    Silent unless the words before each of the three numbers say which it is.
    """
    told = [q for q in stretch.quantities if q.unit not in _NO_AMOUNT]
    for at in range(len(told) - 2):
        one, two, three = told[at : at + 3]
        if three.end - one.start > _FAR or any(q.approximate for q in (one, two, three)) or _open(stretch, one, three):
            continue
        words = [_before(stretch, told, at + n) for n in range(3)]
        if _cut(words) and one.unit is not None and one.unit == two.unit == three.unit:
            whole, less = (one, two) if one.value >= two.value else (two, one)
            yield _relation(whole, (less, three))
            continue
        before = _before(stretch, told, at), _before(stretch, told, at + 1), _before(stretch, told, at + 2)
        if _COMPARED.search(" ".join(before[1:])) or _NOT_GIVEN.match(stretch.between(three.end, three.end + 30)):
            continue
        if _used_up(stretch, before, (one, two, three)):
            yield _relation(one, (two, three))
        elif _added(stretch, before, (one, two, three)):
            yield _relation(three, (one, two))
        elif _left_over(stretch, before, (one, two, three), more := joined(stretch, told, at)):
            yield replace(_relation(one, (two, three)), carried=(more,) if more else ())
        elif _granted(before, (one, two, three)):
            yield _relation(one, (two, three))
    yield from _of_money(stretch)


def joined(stretch: Stretch, told: Sequence[Quantity], at: int) -> Quantity | None:
    """Return the number that one with "và" before it is told with: "03 cuộc theo kế hoạch và 01 cuộc đột xuất"."""
    if at == 0 or told[at].unit is not None or told[at - 1].unit is not None:
        return None
    first = told[at - 1]
    if at > 1 and same_head(told[at - 2].head, first.head):
        return None  # the last two of several: parts of something told before
    between = stretch.between(first.end, told[at].start)
    return first if _WITH.fullmatch(between) and same_head(first.head, told[at].head) else None


def _cut(words: Sequence[str]) -> bool:
    """ "giá trị đề nghị 125,6 tỷ đồng, phê duyệt 124,1 tỷ đồng, giảm 1,5 tỷ đồng": what was asked, granted and cut."""
    patterns = (_ASKED, _APPROVED, _CUT_BY)
    return all(pattern.search(text) for pattern, text in zip(patterns, words, strict=True))


def _used_up(stretch: Stretch, words: Sequence[str], told: Sequence[Quantity]) -> bool:
    """ "sản xuất 4.200 lít, tiêu thụ 3.650 lít, tồn kho 550 lít": what was made is used or in store, but for a slip."""
    said = all(pattern.search(text) for pattern, text in zip((_MADE, _USED, _IN_STORE), words, strict=True))
    one, two, three = (q.value for q in told)
    alike = told[0].unit == told[1].unit == told[2].unit and _alike(told[0], told[1]) and _alike(told[0], told[2])
    slipped = any(n > 0 and is_slip(q, n) for q, n in ((one, two + three), (two, one - three), (three, one - two)))
    return said and alike and slipped and not CARRIED_OVER.search(_STORE.sub("", stretch.shown))


def _rests(before: tuple[str, str, str]) -> bool:
    """ "tổng kinh phí 8.450 triệu đồng; đã giải ngân 2.112,5 triệu đồng, …; còn lại 6.337,5 triệu đồng"."""
    held = _GRANTED.search(before[0]) or _HELD.search(before[0])
    return bool(held and _DONE.search(before[1]) and _REST.search(before[2])) and not _CARRIED.search(" ".join(before))


def _granted(before: tuple[str, str, str], told: tuple[Quantity, Quantity, Quantity]) -> bool:
    one, two, three = told
    if not _alike(one, three) or one.unit != two.unit:
        return False
    return _lacks(before) or (_rests(before) and _alike(one, two))


def _left_over(
    stretch: Stretch, before: tuple[str, str, str], told: tuple[Quantity, Quantity, Quantity], more: Quantity | None
) -> bool:
    """ "11 dự án; đến nay đã tháo gỡ 07 dự án, còn 04 dự án": counts of one noun that are all of it, or nearly.

    `more` counts with the first of them.
    """
    whole, done, left = told
    if any(q.unit is not None or not q.head for q in told) or not all(_alike(whole, q) for q in told):
        return False
    off = whole.value - done.value - left.value
    if more and not off:
        return False  # what is done and left is of the second alone
    off += more.value if more else 0
    near = abs(off) <= _FEW or any(
        n > 0 and (is_slip(q.value, n) or one_digit_off(q.value, n))
        for q, n in ((whole, whole.value - off), (done, done.value + off), (left, left.value + off))
    )
    said = _DONE.search(before[1]) and _REST.search(before[2]) and not _CARRIED.search(" ".join(before))
    return bool(said) and near and not CARRIED_OVER.search(stretch.shown)


def _of_money(stretch: Stretch) -> Iterator[PartOf]:
    """Yield what was paid and what is left of a sum, whatever was counted between them."""
    measured = [q for q in stretch.quantities if q.unit not in {None, "%"} and not q.approximate]
    for at in range(len(measured) - 2):
        one, two, three = measured[at : at + 3]
        before = _before(stretch, measured, at), _before(stretch, measured, at + 1), _before(stretch, measured, at + 2)
        if three.end - one.start <= _FAR and _paid(before, (one, two, three)):
            yield _relation(one, (two, three))


def _paid(before: tuple[str, str, str], told: tuple[Quantity, Quantity, Quantity]) -> bool:
    """ "kiến nghị thu hồi 356 triệu đồng, đã thu 210 triệu đồng, còn phải thu 146 triệu đồng", but for a slip."""
    if len({q.unit for q in told}) > 1 or _CARRIED.search(" ".join(before[:2])):
        return False
    whole, done, left = (q.value for q in told)
    off = abs(whole - done - left) > sum(grain(q) for q in told) / 2
    return bool(off and _PAID.search(before[1]) and _UNPAID.search(before[2]) and one_mends(whole, (done, left)))


def _lacks(before: tuple[str, str, str]) -> bool:
    patterns = (_GRANTED, _THERE, _LACKING)
    return all(pattern.search(words) for pattern, words in zip(patterns, before, strict=True))


def _added(stretch: Stretch, before: tuple[str, str, str], told: tuple[Quantity, Quantity, Quantity]) -> bool:
    if not _IN_ALL.search(before[2]) or not all(_alike(one, other) for one, other in pairwise(told)):
        return False
    clauses = [f"{before[at]} {_behind(stretch, told[at])}" for at in (0, 1)]
    carried = [_CARRIED.search(clause) is not None for clause in clauses]
    new = [_NEW.search(clause) is not None for clause in clauses]
    return (carried[1] and new[0] and not carried[0]) or (carried[0] and new[1] and not carried[1])


def _relation(whole: Quantity, parts: tuple[Quantity, ...]) -> PartOf:
    slack = sum((grain(q) for q in (whole, *parts)), start=grain(whole) * 0) / 2 if whole.unit else grain(whole) * 0
    return PartOf(whole, parts, exhaustive=True, slack=slack)


def _open(stretch: Stretch, one: Quantity, three: Quantity) -> bool:
    """True where another number stands between, which may count too."""
    return any(one.end <= at < three.start for at in stretch.others)


def _before(stretch: Stretch, told: list[Quantity], at: int) -> str:
    """Return the words between the number before and this one."""
    return _MONTHS.sub("tháng", stretch.between(told[at - 1].end if at else stretch.start, told[at].start))


def _behind(stretch: Stretch, quantity: Quantity) -> str:
    """Return the rest of a number's own clause: "14 đơn kỳ trước chuyển sang"."""
    return re.split(r"[,;.:(\d]", stretch.between(quantity.end, quantity.end + 60))[0]


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    if not (one.head and other.head) or same_head(one.head, other.head):
        return True
    return is_one_of(one.head, other.head) or is_one_of(other.head, one.head)
