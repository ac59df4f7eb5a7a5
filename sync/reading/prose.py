"""A sentence's numbers and how they belong together; docs/analysis/prose.md is the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity, Ratio, Reading, StockFlow
from sync.normalise.numbers import FoundNumber, find_numbers
from sync.reading.lists import lists_of
from sync.reading.quantities import head_of, quantity_of, same_head

_SENTENCE_END = re.compile(r"(?<!\d)\.(?=\s|$)|\.(?=\s+[A-ZĐÀ-Ỹ])|\n")
# What may stand between a whole and its breakdown, and what it promises.
_LEAD = re.compile(
    r"\s*(?:\(|[,;]?\s*(?:trong đó|trong số đó|bao gồm|gồm|cụ thể(?: là)?|chia ra|kết quả)\b|:)"
    r"(?:\s*[:,]?\s*(?:gồm|bao gồm|trong đó|có|là|cụ thể|gồm có)\b)*\s*:?\s*",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"trong đó|trong số đó|\bcó\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[;,]\s*(?:và|còn)?|\bvà\b|\bcòn\b)\s*", re.IGNORECASE)
_ITEM = re.compile(r"(?:có|gồm|là|và|còn)?\s*(?:khoảng\s+)?$", re.IGNORECASE)
_QUALITY = frozenset(
    {"cấp", "đạt", "không", "chưa", "ở", "tại", "do", "của", "thuộc", "về", "nam", "nữ", "mới", "cũ", "trực", "qua"}
    | {"đúng", "trước", "quá", "trễ", "loại", "mức", "theo", "từ", "bị", "được", "đã", "đang", "trên", "dưới"}
    | {"trong", "ngoài", "đủ", "thiếu", "xuất", "giỏi", "khá", "tốt", "trung", "kém", "cá", "tổ", "là"}
)
_RESULT = re.compile(r"^\s*(?:kết quả|kết quả kiểm tra|kết quả cụ thể)\s*:?\s*(?:có\s+)?$", re.IGNORECASE)
_BRACKET_ABBREVIATION = re.compile(r"\(([A-ZĐ][A-ZĐ&]{1,7})\)")
_RECEIVED = re.compile(r"(?:tiếp nhận|đã nhận|nhận được)(?:\s+mới)?\s*(?:được)?\s*$", re.IGNORECASE)
_SOLVED = re.compile(r"(?:giải quyết|xử lý|trả kết quả)(?:\s+(?:xong|được|đúng hạn))?\s*(?:được)?\s*$", re.IGNORECASE)
_LEFT = re.compile(r"(?:còn lại|đang (?:giải quyết|xử lý|thẩm định)|chưa (?:giải quyết|xử lý)|còn)\s*$", re.IGNORECASE)
_CARRIED = re.compile(r"kỳ trước|tồn|chuyển sang|chuyển tiếp|lũy kế|tháng trước", re.IGNORECASE)
_RAISED = re.compile(r"nâng\s+(?:tổng\s+số|số|tổng)\b[^.;]{0,90}$", re.IGNORECASE)
_RATE_AFTER = re.compile(
    r"^[^\d.;]{0,45}?(?:đạt|chiếm|bằng|tỷ lệ|tương ứng|tương đương|\()\s*(?:tỷ lệ)?\s*$", re.IGNORECASE
)
_RATIO = re.compile(r"(?<![\w/.,-])(\d{1,5})/(\d{1,5})(?![\w/.,-])(?=\s+[^\W\d])")
_NO_RATIO = re.compile(r"(?:ngày|tháng|quý|số|kỳ|năm|đường|khoản|điểm|điều|tỷ lệ)\s*$", re.IGNORECASE)
_OF_PLAN = re.compile(r"vượt|kế hoạch|chỉ tiêu|so với|bình quân|lượt", re.IGNORECASE)
_NEAR = Decimal("0.8")  # from this share of the whole on, pieces of "trong đó" are taken to be all of it


@lru_cache(maxsize=4096)
def read(text: str, notes: tuple[tuple[int, str], ...] = ()) -> Reading:
    """Return what a text says with its numbers.

    `notes` are (position in the text, text) of the notes marked in it. Never raises; linear in the text's length but
    for short clauses.
    """
    numbers = find_numbers(text)
    quantities = tuple(q for q in (quantity_of(text, found) for found in numbers) if q is not None)
    return Reading(
        quantities=quantities,
        parts=tuple(_parts(text, quantities, numbers)),
        lists=tuple(lists_of(text, quantities, notes)),
        flows=tuple(_flows(text, quantities)),
        ratios=tuple(_ratios(text, quantities)),
    )


def _parts(text: str, quantities: Sequence[Quantity], numbers: Sequence[FoundNumber]) -> Iterator[PartOf]:
    starts = {q.start: q for q in quantities}
    blocked = sorted(n.start for n in numbers if n.start not in starts)
    for at, whole in enumerate(quantities):
        following = quantities[at + 1] if at + 1 < len(quantities) else None
        if following is None or whole.approximate or whole.unit == "%":
            continue
        yield from _breakdown(text, whole, quantities[at + 1 :], blocked)
    yield from _results(text, quantities, blocked)
    yield from _accounts(text, quantities)


def _breakdown(text: str, whole: Quantity, rest: Sequence[Quantity], blocked: Sequence[int]) -> Iterator[PartOf]:
    between = text[whole.end : rest[0].start]
    lead = _lead(between)
    if lead is None or _SENTENCE_END.search(between):
        return
    bracket = lead.lstrip().startswith("(")
    begin = rest[0].start
    end = _end(text, begin, bracket=bracket)
    parts = _pieces(text, begin, end, rest, blocked)
    if not parts or not _fits(whole, parts):
        return
    yield PartOf(whole, parts, exhaustive=_exhaustive(whole, parts, lead))


def _lead(between: str) -> str | None:
    """Return the words that open a breakdown at the end of what stands between whole and first part, or None."""
    for found in _LEAD.finditer(between):
        if found.end() == len(between) and len(between) - found.start() > 0 and found.start() <= 90:
            before = between[: found.start()]
            if not re.search(r"[;:]|\bcho\b|\bvới\b", before) and before.count(",") <= 1:
                return found[0]
    return None


def _end(text: str, begin: int, *, bracket: bool) -> int:
    if bracket:
        depth = 1
        for at in range(begin, min(len(text), begin + 600)):
            depth += (text[at] == "(") - (text[at] == ")")
            if depth == 0:
                return at
    found = _SENTENCE_END.search(text, begin)
    semicolon = text.find(";", begin, found.start() if found else len(text))
    end = found.start() if found else len(text)
    if semicolon >= 0 and not re.match(r";\s*(?:và\s+)?\d", text[semicolon:]):
        end = semicolon
    return end


def _pieces(text: str, begin: int, end: int, rest: Sequence[Quantity], blocked: Sequence[int]) -> tuple[Quantity, ...]:
    """Return the quantities that begin a piece each; () where a piece does not begin with one or holds another."""
    inside = [q for q in rest if begin <= q.start < end]
    if any(begin <= at < end for at in blocked) or any(q.unit == "%" or q.approximate for q in inside):
        return ()
    if not inside or inside[0].start != begin:
        return ()
    parts = [inside[0]]
    for quantity in inside[1:]:
        gap = text[parts[-1].end : quantity.start]
        cut = list(_SEPARATOR.finditer(gap))
        if (cut and cut[-1].end() == len(gap)) or (cut and _ITEM.fullmatch(gap[cut[-1].end() :])):
            parts.append(quantity)
        else:
            return ()
    return tuple(parts)


def _fits(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """True where every part counts what the whole counts, or tells its pieces by quality or place."""
    if any((part.unit or None) != (whole.unit or None) for part in parts):
        return False
    if whole.unit is not None:
        return True
    return all(
        same_head(whole.head, part.head) or not part.head or part.head[0] in _QUALITY or part.head[0] in whole.head
        for part in parts
    )


def _exhaustive(whole: Quantity, parts: Sequence[Quantity], lead: str) -> bool:
    if len(parts) < 2:
        return False
    if not _PARTIAL.search(lead):
        return True
    total = sum(part.value for part in parts)
    return total > whole.value * _NEAR


def _results(text: str, quantities: Sequence[Quantity], blocked: Sequence[int]) -> Iterator[PartOf]:
    """ "147 PTĐ … Kết quả: 134 PTĐ đạt, 13 PTĐ không đạt": the pieces of the head of the sentence before."""
    for at, first in enumerate(quantities):
        begin = max((m.end() for m in _SENTENCE_END.finditer(text, 0, first.start)), default=0)
        if begin == 0 or not _RESULT.match(text[begin : first.start]):
            continue
        end = _end(text, first.start, bracket=False)
        parts = _pieces(text, first.start, end, quantities[at:], blocked)
        whole = _whole_before(text, begin, quantities[:at], first) if len(parts) >= 2 else None
        if whole is None or any(not _same_thing(text, whole, part) for part in parts):
            continue
        total = sum(part.value for part in parts)
        denied = "không" in fold(text[parts[-1].start : end]) or "chưa" in fold(text[parts[-1].start : end])
        yield PartOf(whole, parts, exhaustive=denied or total > whole.value * _NEAR)


def _whole_before(text: str, begin: int, before: Sequence[Quantity], part: Quantity) -> Quantity | None:
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, max(0, begin - 1))), default=0)
    start = 0 if start >= begin else start
    fitting = [q for q in before if q.start >= start and _same_thing(text, q, part)]
    return fitting[0] if fitting else None


def _same_thing(text: str, whole: Quantity, part: Quantity) -> bool:
    if same_head(whole.head, part.head):
        return True
    short = _BRACKET_ABBREVIATION.search(text, whole.end, whole.end + 60)
    return bool(short and part.head and fold(short[1]) == part.head[0])


def _accounts(text: str, quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """ "Tiếp nhận 120 hồ sơ, giải quyết 115 hồ sơ, còn lại 05 hồ sơ"; silent where something was carried over."""
    for first, second, third in zip(quantities, quantities[1:], quantities[2:], strict=False):
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, first.start)), default=0)
        if _SENTENCE_END.search(text, first.end, third.start) or _CARRIED.search(text[start : third.end + 40]):
            continue
        spoken = (text[start : first.start], text[first.end : second.start], text[second.end : third.start])
        if all(pattern.search(words) for pattern, words in zip((_RECEIVED, _SOLVED, _LEFT), spoken, strict=True)):
            heads = (second.head, third.head)
            if all(not head or same_head(first.head, head) for head in heads):
                yield PartOf(first, (second, third), exhaustive=True)


def _flows(text: str, quantities: Sequence[Quantity]) -> Iterator[StockFlow]:
    for flow, stock in pairwise(quantities):
        between = text[flow.end : stock.start]
        if _RAISED.search(between) and not _SENTENCE_END.search(between):
            yield StockFlow(flow, stock)


def _ratios(text: str, quantities: Sequence[Quantity]) -> Iterator[Ratio]:
    for found in _RATIO.finditer(text):
        head = head_of(text, found.end())
        if not head or _NO_RATIO.search(text[: found.start()]) or int(found[2]) == 0:
            continue
        following = next((q for q in quantities if q.start >= found.end()), None)
        said = following if following and following.unit == "%" else None
        if said and not _RATE_AFTER.match(text[found.end() : said.start]):
            said = None
        around = text[max(0, found.start() - 60) : found.end() + 60]
        part, whole = Decimal(found[1]), Decimal(found[2])
        yield Ratio(found.start(), found[0], part, whole, said, bool(_OF_PLAN.search(around)))
