"""What there was, what came and went, and what there is: "đầu kỳ 12.400, tăng 310, giảm 110, cuối kỳ 12.600"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import is_one_of
from sync.reading.quantities import grain, same_head
from sync.reading.slips import is_slip, one_digit_off

Role = Literal["opening", "closing", "come", "gone", "total"]
_OPENING = re.compile(
    r"\bđầu (?:kỳ|tháng|năm|quý|tuần)\b|\btồn (?:từ )?(?:kỳ|tháng|năm|quý|tuần) trước\b", re.IGNORECASE
)
# "cuối tháng 9 …; cuối tháng 10 …": the first number of an account that ends later.
_ENDED_BEFORE = re.compile(
    r"\b(?:cuối|hết) (?:tháng|quý|năm) (?:trước|\d{1,4}|I{1,3}|IV)|\b(?:đến|tính đến)(?: ngày)? \d{1,2}/\d{1,2}",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\bquản lý\s*$", re.IGNORECASE)  # "quản lý 1.245 người; trong kỳ tăng 32, giảm 18; hiện còn 1.259"
_CLOSING = re.compile(
    r"\bcuối (?:kỳ|tháng|năm|quý|tuần)\b|\b(?:hiện|đến nay|nay)\s+(?:còn|có)\b|\bcòn(?: lại| tồn| dư)?\b"
    r"|\btồn (?:kho )?(?:đến|cuối)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:(?<!sản )xuất|giảm|rời|thanh lý|chuyển đi|chuyển công tác|ra khỏi|thu nợ|thu hồi|giải thể|bán|chi|hủy|huỷ"
    r"|cắt|thôi|nghỉ|cho về|xuất viện|ra viện|ra trường|tốt nghiệp|hoàn thành"
    r"|kết thúc|bàn giao|xóa|xoá|rút|tiêu thụ|sử dụng|ra trại|tử vong|giải quyết|trả)\b",
    re.IGNORECASE,
)
_COME = re.compile(
    r"\b(?:nhập|sản xuất|thu mua|mua|khai thác|cho vay|tăng|thêm|phát triển|bổ sung"
    r"|tiếp nhận|nhận|thụ lý|phát sinh|mới|kết nạp|chuyển đến|sinh|thu"
    r"|tuyển|thành lập)\b",
    re.IGNORECASE,
)
# "tổng số phải giải quyết 1.180": what there was and what came, from which the account goes on.
_TOTAL = re.compile(r"\b(?:tổng (?:số|cộng)|cộng|phải (?:giải quyết|xử lý|thi hành|thực hiện))\b", re.IGNORECASE)
_MOVED = re.compile(r"[^\d,;.]{0,30}[,;]\s*(?P<way>tăng|giảm)(?: thêm)?\s*", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:(?:trong )?(?:tháng|quý|năm) \d{1,4}(?:/\d{4})?|ngày \d{1,2}/\d{1,2}(?:/\d{4})?)")
_LONG = 80  # characters of a clause that says whether something came or went
_FEW = 3
_MOST = 7  # numbers of one balance
_SENTENCES = 4  # that one may go on


def balances(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield a balance that one sentence or a few draw up: opening and what came are what went and what is left.

    Only where every number between opening and closing says by its own words whether it came or went.
    """
    sentences = [stretch for stretch in found if stretch.owner is None]
    for at, stretch in enumerate(sentences):
        kept = _KEPT.search(stretch.between(stretch.start, stretch.quantities[0].start)) if stretch.quantities else None
        if kept or (stretch.quantities and (_OPENING.search(stretch.shown) or _ENDED_BEFORE.search(stretch.shown))):
            yield from _drawn_up(_joined(sentences[at : at + _SENTENCES]))
    yield from (relation for stretch in found if stretch.owner is not None for relation in _drawn_up(stretch))


def _joined(sentences: Sequence[Stretch]) -> Stretch:
    """Return sentences that follow on one another as one."""
    quantities = tuple(q for stretch in sentences for q in stretch.quantities)
    others = tuple(at for stretch in sentences for at in stretch.others)
    shown = ";".join(stretch.shown for stretch in sentences)
    return Stretch(sentences[0].start, sentences[0].start + len(shown), shown, quantities, others)


def _drawn_up(stretch: Stretch) -> Iterator[PartOf]:
    told = [q for q in stretch.quantities if q.unit != "%"]
    if not told or _role(stretch, told, 0) != "opening" or told[0].approximate:
        return
    if len(told) > 2 and _role(stretch, told, 1) == "closing" and _alike(told[0], told[1]) and _alike(told[0], told[2]):
        moved = _MOVED.fullmatch(stretch.between(told[1].end, told[2].start))
        if moved:
            more = moved["way"].casefold() == "tăng"
            whole, other = (told[1], told[0]) if more else (told[0], told[1])
            yield PartOf(whole, (other, told[2]), exhaustive=True, slack=_rounding((whole, other, told[2])))
            return
    opening, roles = told[0], list[tuple[Quantity, Role | None]]()
    for later in range(1, min(len(told), _MOST)):
        roles.append((told[later], _role(stretch, told, later)))
        if roles[-1][1] == "total":
            opening, roles = told[later], []
        elif roles[-1][1] in {"closing", None, "opening"}:
            break
    relation = _balance(opening, roles)
    if relation and not any(other < roles[-1][0].start for other in stretch.others if not _is_when(stretch, other)):
        yield relation


def _is_when(stretch: Stretch, at: int) -> bool:
    """ "tháng 10", "quý 3": a number that tells when."""
    return stretch.between(at - 6, at).casefold().endswith(("tháng ", "quý ", "năm ", "ngày "))


def _balance(opening: Quantity, roles: Sequence[tuple[Quantity, Role | None]]) -> PartOf | None:
    if len(roles) < 2 or roles[-1][1] != "closing" or not all(_alike(opening, q) for q, _ in roles):
        return None
    come = tuple(q for q, role in roles if role == "come")
    gone = tuple(q for q, role in roles if role == "gone")
    every = (opening, *(q for q, _ in roles))
    slack = _rounding(every)
    off = (
        opening.value
        + sum((q.value for q in come), Decimal(0))
        - sum((q.value for q in (*gone, roles[-1][0])), Decimal(0))
    )
    if abs(off) > slack and not any(_slipped(q.value, off) for q in every):
        return None  # what came and what went is read wrongly rather than typed wrongly
    return PartOf(opening, (*gone, roles[-1][0]), exhaustive=True, carried=come, slack=slack)


def _rounding(every: Sequence[Quantity]) -> Decimal:
    fractions = any("," in q.text for q in every)
    return sum((grain(q) for q in every), Decimal(0)) / 2 if fractions else Decimal(0)


def _slipped(value: Decimal, off: Decimal) -> bool:
    """True where a number that is this much off may be mistyped: digits exchanged, one digit wrong, a few off."""
    if abs(off) <= _FEW:
        return True
    near = (value + off, value - off)
    return any(n > 0 and (is_slip(value, n) or one_digit_off(value, n)) for n in near)


def _role(stretch: Stretch, told: Sequence[Quantity], at: int) -> Role | None:
    """Return what the words between the number before and this one say of it."""
    before = stretch.between(told[at - 1].end if at else stretch.start, told[at].start)
    clause = re.split(r"[.;:]|,(?=[^,]*$)", before)[-1] if at else before
    if not at and len(clause) <= _LONG and (_ENDED_BEFORE.search(clause) or _KEPT.search(clause)):
        return "opening"
    clause = _WHEN.sub("", clause)
    if len(clause) > _LONG or re.search(r"\d", clause):
        return None
    patterns: tuple[tuple[Role, re.Pattern[str]], ...] = (
        ("opening", _OPENING), ("closing", _CLOSING), ("gone", _GONE), ("come", _COME),
    )  # fmt: skip
    if at and _TOTAL.search(clause):
        return "total"
    return next((role for role, pattern in patterns if pattern.search(clause)), None)


def _alike(opening: Quantity, other: Quantity) -> bool:
    if other.approximate or opening.unit != other.unit:
        return False
    if opening.unit is not None or not (opening.head and other.head):
        return True
    one, two = opening.head, other.head
    return same_head(one, two) or is_one_of(one, two) or is_one_of(two, one)
