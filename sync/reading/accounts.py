"""What came in and what became of it: received, carried over, solved, left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sync.model.sentences import PartOf, Quantity, StockFlow
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.regions import LEADS
from sync.reading.slips import one_mends
from sync.reading.wholes import compared

_RECEIVED = re.compile(
    r"\b(?:tiếp nhận|thụ lý|nhận|nhận được|phải xử lý|phải giải quyết|tiếp nhận và (?:giải quyết|xử lý))"
    r"(?:\s+(?:mới|được|trong (?:kỳ|tháng)|là|tổng số))*\s*(?:là\s*)?$",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:(?:kỳ|tháng|năm|quý) trước(?: chuyển (?:sang|qua))?|chuyển (?:sang|tiếp|từ (?:kỳ|tháng) trước)|(?<!còn )tồn"
    r"|(?:tồn |số )?đầu (?:kỳ|tháng|năm)|tồn đầu kỳ|tồn từ (?:kỳ|tháng) trước)"
    r"(?:\s+(?:là|sang|có))*\s*$",
    re.IGNORECASE,
)
_SOLVED = re.compile(
    r"\b(?:giải quyết|xử lý|trả kết quả|trả lời|phúc đáp|xác minh|thẩm định|thẩm tra|thực hiện xong|trả lại|từ chối"
    r"|không tiếp nhận|hủy)"
    r"(?:\s+(?:xong|được|và trả kết quả|là|đúng hạn))*\s*$",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:còn lại|còn|(?:đang|chưa)(?: trong thời hạn)? (?:giải quyết|xử lý|thẩm định|thực hiện|xem xét)"
    r"|chuyển kỳ sau|tồn cuối kỳ)(?:\s+(?:là|lại|có|xong|tồn|đang giải quyết|đang xử lý))*\s*$",
    re.IGNORECASE,
)
# "14 đơn kỳ trước chuyển sang": the words stand behind the number.
_CARRIED_BEHIND = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,3}?(?:từ\s+|của\s+)?(?:kỳ|tháng|năm|quý) trước(?:\s+chuyển\s+(?:sang|qua))?", re.IGNORECASE
)
_IN_ALL = re.compile(r"\b(?:là|thành|tổng(?:\s+cộng|\s+số)?(?:\s+là)?)\s*$", re.IGNORECASE)
CARRIED_OVER = re.compile(
    r"kỳ trước|tháng trước|năm trước|(?<!còn )tồn\b(?! đọng)|chuyển (?:sang|tiếp|qua)|lũy kế|luỹ kế|từ đầu năm",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"[,;:]\s*(?:tổng cộng|tổng số|cộng)(?: là)?:?\s*$", re.IGNORECASE)
_GRANTED = re.compile(r"\b(?:cấp|ban hành|chấp thuận|phê duyệt|duyệt|công nhận)(?: được| mới)?\s*$", re.IGNORECASE)
_LATE = re.compile(r"\b(?:quá|trễ|chậm) hạn\b", re.IGNORECASE)
_RAISED = re.compile(
    r"\b(?:nâng(?! (?:cao|lương|bậc|ngạch|hạng|cấp|chất))|(?:đưa|tăng) (?:tổng )?số)\b[^.;]{0,110}$", re.IGNORECASE
)
_FROM_TO = re.compile(r"\btừ\s*$", re.IGNORECASE)
_TO = re.compile(r"\blên(?:\s+(?:thành|là|tới))?\s*$", re.IGNORECASE)
_RECEIVED_AT_ALL = re.compile(r"\b(?:tiếp nhận|thụ lý)\b", re.IGNORECASE)
_BESIDE = re.compile(r" ?[^\W\d_]+(?: [^\W\d_]+){0,2}(?:/|,\s|\svới\s)\s?", re.IGNORECASE)
_FEW = 3
_BACK = 60


def accounts(text: str, stretch: Stretch, everything: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield the account of a sentence: what was received is what was solved and what is left.

    Silent where something is carried over that is not told by a number of its own.
    """
    if stretch.owner is not None:
        return
    told = [(q, role_of(stretch, q)) for q in stretch.quantities if q.unit is None and not q.approximate]
    received = [q for q, role in told if role == "received"]
    if len(received) != 1:
        return
    first = _in_total(stretch, received[0]) or received[0]
    mine = [(q, r) for q, r in told if not q.head or same_head(first.head, q.head)]
    out = tuple(q for q, role in mine if role == "solved" and q.start > first.start)
    left = tuple(q for q, role in mine if role == "left" and q.start > first.start and not _overdue(stretch, q))
    within = [q for q in everything if stretch.start <= q.start < stretch.end]
    behind = tuple(q for q in within if q.start > first.start and _CARRIED_BEHIND.match(text, q.end))
    carried = behind or tuple(q for q in within if _CARRIED.search(text[max(0, q.start - _BACK) : q.start]))
    if behind:
        yield from _in_all(stretch, first, behind)
    if len(out) != 1 or len(left) > 1 or (not left and not carried):
        return
    granted = (q for q, _ in told if q.start > first.start and q not in {one for one, _ in mine})
    if any(_GRANTED.search(stretch.between(q.start - _BACK, q.start)) for q in granted):
        return  # "tiếp nhận 24 hồ sơ, cấp 12 giấy phép, trả lại 02 hồ sơ, …": the permits are solved ones, too
    total = sum((q.value for q in (*out, *left)), Decimal(0))
    if (not carried and CARRIED_OVER.search(stretch.shown)) or total == first.value:
        return
    whole = first.value + sum((q.value for q in carried), Decimal(0))
    others = [q.value for q, role in mine if role is None and q.start > first.start]
    if whole - total in {*others, sum(others)}:
        return  # "nhận 09 hồ sơ; thẩm định đạt 04 hồ sơ, trả lại 02 hồ sơ, đang thẩm định 03 hồ sơ": told otherwise
    if left or total > whole:
        yield PartOf(first, (*out, *left), exhaustive=bool(left), carried=carried)


def _in_total(stretch: Stretch, received: Quantity) -> Quantity | None:
    """ "tiếp nhận 27 hồ sơ cấp mới, 14 hồ sơ điều chỉnh; tổng số 41 hồ sơ": all that was received is told next."""
    following = (q for q in stretch.quantities if q.start > received.end and q.unit is None)
    told = (q for q in following if _TOTAL.search(stretch.between(q.start - _BACK, q.start)))
    return next((q for q in told if not q.approximate and same_head(received.head, q.head)), None)


def beside_accounts(stretch: Stretch) -> Iterator[PartOf]:
    """Yield the second account of "thụ lý 77 vụ/90 bị cáo, giải quyết 53 vụ/61 bị cáo, còn 24 vụ/29 bị cáo"."""
    told = stretch.quantities
    roles = {role_of(stretch, q): at for at, q in enumerate(told) if role_of(stretch, q)}
    if stretch.owner is not None or not {"received", "solved", "left"} <= set(roles) or "carried" in roles:
        return
    places = [roles[role] + 1 for role in ("received", "solved", "left")]
    if CARRIED_OVER.search(stretch.shown) or max(places) >= len(told):
        return
    tied = all(_BESIDE.fullmatch(stretch.between(told[at - 1].end, told[at].start)) for at in places)
    first, out, left = (told[at] for at in places)
    if tied and all(q.head and same_head(first.head, q.head) for q in (out, left)):
        yield PartOf(first, (out, left), exhaustive=True)


def accounts_over(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield an account whose rest is told a sentence or two later: "giải quyết 6.468 vụ … Án còn tồn 1.194 vụ …".

    Only where its error is one of typing: the rest may be that of another account.
    """
    whole = [s for s in found if s.owner is None]
    for at, stretch in enumerate(whole):
        told = [(q, role_of(stretch, q)) for q in stretch.quantities if q.unit is None and not q.approximate]
        received, out = ([q for q, role in told if role == wanted] for wanted in ("received", "solved"))
        ended = any(role in {"left", "carried"} for _, role in told) or CARRIED_OVER.search(stretch.shown)
        if len(received) != 1 or len(out) != 1 or ended or not same_head(received[0].head, out[0].head):
            continue
        for later in whole[at + 1 : at + 3]:
            left = [q for q in later.quantities if _LEFT.search(later.between(q.start - _BACK, q.start))]
            if _RECEIVED_AT_ALL.search(later.shown) and not left:
                continue
            if left and not _overdue(later, left[0]) and left[0].unit is None and same_head(out[0].head, left[0].head):
                if not _more_of_them(found, received[0], out[0], left[0], later.end):
                    yield from _rest_told(received[0], out[0], left[0])
                break


def accounts_of_one(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "có 77 đơn …. Đến nay đã giải quyết 66 đơn, còn 11 đơn": of the one number of such things before."""
    for stretch in (s for s in found if s.owner is None and s.before is not None):
        told = [(q, role_of(stretch, q)) for q in stretch.quantities if q.unit is None and not q.approximate]
        out, left = ([q for q, role in told if role == wanted] for wanted in ("solved", "left"))
        others = any(role in {"received", "carried"} for _, role in told)
        before = stretch.before
        if (
            before is None
            or len(out) != 1
            or len(left) != 1
            or others
            or CARRIED_OVER.search(before.shown + stretch.shown)
        ):
            continue
        wholes = [q for q in before.quantities if q.unit is None and q.head and same_head(q.head, out[0].head)]
        if len(wholes) != 1 or not out[0].head or _overdue(stretch, left[0]) or out[0].start > left[0].start:
            continue
        if not _more_of_them(found, wholes[0], out[0], left[0], stretch.end):
            yield from _rest_told(wholes[0], out[0], left[0])


def _more_of_them(found: Sequence[Stretch], received: Quantity, out: Quantity, left: Quantity, until: int) -> bool:
    """True where one more number of the noun stands between: "giải quyết 60 đơn (rút 2 đơn), còn 38 đơn"."""
    return any(
        q.unit is None and (not q.head or same_head(q.head, out.head)) and q not in (received, out, left)
        for stretch in found
        if stretch.start < until and stretch.end > received.end
        for q in stretch.quantities
        if received.end < q.start < until and not compared(stretch, q) and not _told_inside(stretch, q)
    )


def _told_inside(stretch: Stretch, quantity: Quantity) -> bool:
    """ "giải quyết 50 đơn (trong đó 30 đơn khiếu nại)": some of the number before the bracket, and no more of them."""
    inside = stretch.owner is not None
    return inside and LEADS.search(stretch.between(stretch.start, quantity.start)) is not None


def _rest_told(received: Quantity, out: Quantity, left: Quantity) -> Iterator[PartOf]:
    if one_mends(received.value, (out.value, left.value), few=_FEW):
        yield PartOf(received, (out, left), exhaustive=True)


def _in_all(stretch: Stretch, first: Quantity, carried: tuple[Quantity, ...]) -> Iterator[PartOf]:
    """Yield "56 đơn, cộng với 14 đơn kỳ trước chuyển sang là 70 đơn": what is new and what was there are all."""
    following = next((q for q in stretch.quantities if q.start > carried[-1].start), None)
    between = stretch.between(carried[-1].end, following.start) if following else ""
    if following is not None and len(carried) == 1 and "," not in between and _IN_ALL.search(between):
        yield PartOf(following, (first, *carried), exhaustive=True)


def flows(stretch: Stretch) -> Iterator[StockFlow]:
    """Yield what was added with what there is then: "cập nhật 147 …, nâng tổng số từ 860 lên 1.007"."""
    quantities = stretch.quantities
    for at, (flow, stock) in enumerate(pairwise(quantities)):
        if not _RAISED.search(stretch.between(flow.end, stock.start)) or flow.unit != stock.unit:
            continue
        third = quantities[at + 2] if at + 2 < len(quantities) else None
        if _FROM_TO.search(stretch.between(flow.end, stock.start)):
            if third is not None and _TO.search(stretch.between(stock.end, third.start)):
                yield StockFlow(_fitting(quantities[: at + 1], stock, third), third, stock)
        elif not (flow.head and stock.head) or same_head(flow.head, stock.head) or stock.head[0] == "người":
            yield StockFlow(flow, stock)


def _overdue(stretch: Stretch, quantity: Quantity) -> bool:
    """ "quá hạn còn 708 hồ sơ", "còn 12 hồ sơ quá hạn": some of the solved, not all that is left."""
    around = stretch.between(quantity.start - 20, quantity.end + 20)
    return _LATE.search(around) is not None


def _fitting(before: Sequence[Quantity], low: Quantity, high: Quantity) -> Quantity:
    """Return which of several numbers was added: the one that fits, else the last."""
    return next((q for q in before if q.unit == high.unit and low.value + q.value == high.value), before[-1])


def role_of(stretch: Stretch, quantity: Quantity) -> str | None:
    """Return what the words before a number say of it: "carried", "received", "left", "solved", None for no such."""
    before = stretch.between(quantity.start - _BACK, quantity.start)
    roles = (("carried", _CARRIED), ("received", _RECEIVED), ("left", _LEFT), ("solved", _SOLVED))
    return next((role for role, pattern in roles if pattern.search(before)), None)
