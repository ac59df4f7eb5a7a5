"""What there was before, told in a bracket behind what there is now: "41 …; lũy kế 436 … (đến hết tháng 9: 395)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from sync.model.sentences import Quantity, StockFlow
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
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
_MONTHS = re.compile(r"(\d{1,2}) tháng")
_NEAR = 60
_FEW = 4


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
            yield StockFlow(flow, stock, before)


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
    told = [q for q in earlier if q.end <= stock.start and _alike(stock, q) and not q.approximate]
    told = [q for q in told if not _compares(owner, q)]
    fitting = next((q for q in told if before.value + q.value == stock.value), None)
    if fitting is not None or not told or _net(stock.value - before.value, [q.value for q in told[-_FEW:]]):
        return fitting
    told = [q for q in told if q.head == stock.head] or told
    looks = [q for q in told if one_mends(stock.value, (before.value, q.value))]
    return looks[-1] if looks else told[0] if firm and len(told) == 1 else None


def _net(grown_by: Decimal, told: Sequence[Decimal]) -> bool:
    """True where some of the numbers, added and taken away, are what it grew by: "cấp 17, thu hồi 02"."""
    return any(sum(n * way for n, way in zip(told, ways, strict=True)) == grown_by for ways in _ways(len(told)))


def _ways(many: int) -> Iterator[tuple[int, ...]]:
    return (ways for ways in product((0, 1, -1), repeat=many) if any(ways))


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
