"""What there was before, told in a bracket behind what there is now: "41 …; lũy kế 436 … (đến hết tháng 9: 395)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity, StockFlow
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.ratiocounts import of_ratios
from sync.reading.regions import LEADS
from sync.reading.slips import one_mends

# Up to when a number adds up: "lũy kế 10 tháng", "từ đầu năm đến nay", "nâng tổng số … lên".
_SO_FAR = re.compile(
    r"\b(?:(?P<flow>(?:lũy|luỹ) kế|tích (?:lũy|luỹ)|từ đầu (?:năm|nhiệm kỳ|vụ)|\d{1,2} tháng|tính chung|nâng)"
    r"|đến nay|đến hết|hết|đến cuối)\b[^.;]*$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s*(?:(?:trong đó|số|con số|của)\s+)?(?P<whole>(?:lũy kế|luỹ kế|tính|cộng dồn)\s+)?(?P<until>(?:đến|tới)\s+)?"
    r"(?P<end>(?:hết|cuối)\s+)?"
    r"(?:(?P<last>(?:tháng|kỳ|tuần|quý) trước|kỳ báo cáo trước)|tháng (?P<month>\d{1,2})(?:/\d{4})?"
    r"|(?P<months>\d{1,2}) tháng(?: đầu năm)?|quý (?:I{1,3}|IV|\d)|ngày \d{1,2}/\d{1,2}(?:/\d{4})?)"
    r"\s*(?:là|có|đạt|:)?\s*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:tăng|giảm|so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|bình quân|năm trước|ước|mỗi|giao)\b[^,;.]*$",
    re.IGNORECASE,
)
_RAISED = re.compile(r"\bnâng\b", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:thu hồi|giảm|giải thể|thoát|rút|hủy|huỷ|cắt|nghỉ|chuyển|ra khỏi|chết|xóa|xoá|thanh lý|loại|ngừng|đóng)\b",
    re.IGNORECASE,
)
_UP = re.compile(r"[,;(.]\s*(?:(?:tính|cộng) )?(?:(?:lũy|luỹ) kế|từ đầu năm|cộng dồn|tính chung)\b", re.IGNORECASE)
_TIMES = (
    ("before", re.compile(r"\b(?:đến (?:hết|cuối)|hết|cuối) (?:tháng|kỳ) (?:trước|\d)|\btháng trước\b", re.IGNORECASE)),
    ("month", re.compile(r"\b(?:riêng|trong) tháng\b|\btháng này\b|\btrong kỳ\b|\bkỳ này\b", re.IGNORECASE)),
    ("now", re.compile(r"\blũy kế|\bluỹ kế|\btừ đầu năm\b|\d tháng\b|\b0?1/0?1\b|\btính chung\b", re.IGNORECASE)),
)
_THREE = 3
_ALONE = re.compile(r"\briêng (?:trong )?(?:tháng|quý|tuần|ngày)\b[^;.]*$", re.IGNORECASE)
_NO_COUNT = frozenset({"%", "tháng", "năm", "ngày", "quý", "tuần"})
_TAIL = re.compile(r"[,;.(:]")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = frozenset(
    {"lũy", "luỹ", "kế", "từ", "đầu", "năm", "đến", "nay", "là", "đạt", "được", "có", "trong", "tháng", "tổng", "số"}
    | {"cộng", "dồn", "tính", "chung", "toàn", "tỉnh", "hết", "đã", "ước", "thực", "hiện", "quý", "cả", "ngày"}
)
_MONTHS = re.compile(r"(\d{1,2}) tháng")
_NEAR = 60
_FEW = 4


def flows_over(found: Sequence[Stretch]) -> Iterator[StockFlow]:
    """Yield what was added with what there is then, however it is told."""
    yield from grown(found)
    yield from counted_up(found)
    yield from (flow for stretch in found for flow in told_thrice(stretch))


def grown(found: Sequence[Stretch]) -> Iterator[StockFlow]:
    """Yield what was added with such a number; where several numbers could have been, one that fits, or looks it."""
    for bracket in (s for s in found if s.owner is not None):
        owner = bracket.owner
        said = _THEN.match(bracket.shown)
        before = next((q for q in bracket.quantities if said and q.start == bracket.start + said.end()), None)
        if owner is None or said is None or before is None or before.approximate or bracket.quantities[-1] != before:
            continue
        stock = max((q for q in owner.quantities if q.end <= bracket.start), key=lambda q: q.end, default=None)
        if stock is None or not _alike(stock, before) or stock.approximate or stock.unit == "%":
            continue
        so_far = _SO_FAR.search(owner.between(_clause(owner, stock), stock.start))
        if re.search(r"[.;:,]", owner.between(stock.end, bracket.start - 1)) or not so_far:
            continue
        follows = _next(so_far[0], said)
        if follows is False:
            continue
        until = bool(said["until"] or said["end"] or said["whole"]) and bool(said["last"] or said["month"])
        firm = bool(so_far["flow"]) and (until or bool(follows))
        flow = _added(owner, stock, before, firm=firm)
        if flow is not None:
            yield StockFlow(flow, stock, before, raised=_RAISED.search(so_far[0]) is not None)


def counted_up(found: Sequence[Stretch]) -> Iterator[StockFlow]:
    """Yield "kiểm tra 19 cơ sở, lũy kế từ đầu năm 31 cơ sở": the same counted in the month, and since its beginning.

    Only where the words before the second number say nothing that was not said round the first.
    """
    for stretch in (s for s in found if s.owner is None):
        counts = (q for q in stretch.quantities if q.unit not in _NO_COUNT)
        told = sorted((*counts, *of_ratios(stretch)), key=lambda q: q.start)
        for flow, stock in pairwise(told):
            between = stretch.between(flow.end, stock.start)
            up = _UP.search(between)
            if not up or _OTHER.search(between) or flow.approximate or stock.approximate or not _alike(stock, flow):
                continue
            if not (flow.head and stock.head) and flow.unit is None:
                continue
            if _OTHER.search(stretch.between(flow.start - _NEAR, flow.start)):
                continue
            first = stretch.between(max(stretch.start, flow.start - _NEAR), flow.start) + between[: up.start()]
            second = between[up.start() :] + _TAIL.split(stretch.between(stock.end, stretch.end))[0]
            if not {*_WORD.findall(fold(second))} - {*_WORD.findall(fold(first))} - _PLAIN:
                yield StockFlow(flow, stock, raised=False)


def told_thrice(stretch: Stretch) -> Iterator[StockFlow]:
    """Yield "từ đầu năm 1.452 ca, riêng tháng 10 là 187 ca; đến hết tháng 9 là 1.265 ca", in whatever order."""
    told = [q for q in stretch.quantities if q.unit != "%"]
    if stretch.owner is not None or len(told) != _THREE or any(q.approximate for q in told):
        return
    if not all(_alike(told[0], q) and (q.head or q.unit) for q in told[1:]):
        return
    roles = {}
    for at, quantity in enumerate(told):
        words = stretch.between(told[at - 1].end if at else stretch.start, quantity.start)
        role = next((role for role, pattern in _TIMES if pattern.search(words)), None)
        if role is None or _OTHER.search(words):
            return
        roles[role] = quantity
    if len(roles) == _THREE and one_mends(roles["now"].value, (roles["before"].value, roles["month"].value)):
        yield StockFlow(roles["month"], roles["now"], roles["before"], raised=False)


def of_that_time(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "10 tháng là 312 người: …; riêng tháng 10 có 35 người": the month's are some of the year's."""
    for part in stretch.quantities:
        before = stretch.between(part.start - _NEAR, part.start)
        if not _ALONE.search(before) or part.approximate or part.unit == "%" or _OTHER.search(before):
            continue
        earlier = [q for q in stretch.quantities if q.end <= part.start - len("riêng") and _alike(q, part) and q.head]
        whole = next(iter(earlier), None)
        if whole is None:
            continue
        around = (
            stretch.between(stretch.start, whole.start),
            stretch.between(whole.end, whole.end + _NEAR).split(";")[0],
        )
        if _SO_FAR.search(around[0]) or _MONTHS.search(around[1]):
            yield PartOf(whole, (part,), exhaustive=False)


def _clause(stretch: Stretch, quantity: Quantity) -> int:
    """Return where the clause of a number begins."""
    signs = [stretch.start + at + 1 for at, c in enumerate(stretch.between(stretch.start, quantity.start)) if c == ";"]
    return max([stretch.start, quantity.start - 200, *signs])


def _next(now: str, then: re.Match[str]) -> bool | None:
    """True where the months that both name follow on one another, None where one of them names none."""
    months = _MONTHS.findall(now)
    before = then["months"] or then["month"]
    return int(months[-1]) == int(before) + 1 if months and before else None


def _added(owner: Stretch, stock: Quantity, before: Quantity, *, firm: bool) -> Quantity | None:
    earlier = [*(owner.before.quantities if owner.before else ()), *owner.quantities]
    told = [
        q for q in earlier if q.end <= stock.start and _alike(q, stock) and not q.approximate and (q.head or q.unit)
    ]
    told = [q for q in told if not _compares(owner, q)]
    fitting = next((q for q in told if before.value + q.value == stock.value), None)
    told = _of_all(owner, told)
    if fitting is not None or not told or _net(owner, stock.value - before.value, told[-_FEW:]):
        return fitting
    told = [q for q in told if q.head == stock.head] or told
    looks = [q for q in told if one_mends(stock.value, (before.value, q.value))]
    return looks[-1] if looks else told[0] if firm and len(told) == 1 else None


def _of_all(owner: Stretch, told: Sequence[Quantity]) -> list[Quantity]:
    """Return the numbers but for those of a breakdown: "09 dự thảo: 03 nghị quyết, 06 quyết định"."""
    kept: list[Quantity] = []
    for quantity in told:
        home = owner if quantity.start >= owner.start else owner.before
        inside = home is not None and kept and LEADS.search(home.between(kept[0].end, quantity.start))
        if not inside:
            kept.append(quantity)
    return kept


def _net(owner: Stretch, grown_by: Decimal, told: Sequence[Quantity]) -> bool:
    """True where some of the numbers, added, and those of what went taken away, are what it grew by."""
    gone = [_GONE.search(_words_before(owner, quantity)) is not None for quantity in told]
    ways = product(*((0, -1) if went else (0, 1) for went in gone))
    return any(sum(q.value * way for q, way in zip(told, each, strict=True)) == grown_by for each in ways if any(each))


def _words_before(owner: Stretch, quantity: Quantity) -> str:
    home = owner if quantity.start >= owner.start else owner.before
    return re.split(r"[,;]", home.between(quantity.start - _NEAR, quantity.start))[-1] if home else ""


def _compares(owner: Stretch, quantity: Quantity) -> bool:
    home = owner if quantity.start >= owner.start else owner.before
    if home is None:
        return True
    words = home.between(quantity.start - _NEAR, quantity.start)
    return _OTHER.search(words) is not None or _SO_FAR.search(re.split(r"[,;]", words)[-1]) is not None


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    return not other.head or same_head(one.head, other.head)
