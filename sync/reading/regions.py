"""What opens the parts of a whole, and the numbers that stand behind it one in a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import HIDDEN, QUIET, Stretch
from sync.reading.labels import begins_anew, deed_behind, label_of, passes_over, unread
from sync.reading.quantities import grain, same_head

# strict: the parts are all there is. loose ("trong đó"): they may be some. colon: strict where they count the same.
Lead = Literal["bracket", "strict", "loose", "colon", "result"]
LEADS = re.compile(
    r"(?P<loose>\b(?:trong đó|trong số (?:đó|này|trên)|trong tổng số đó"
    r"|hình thức(?: xử lý| kỷ luật)?(?=\s[^\d:,;.]{3,25}\s\d)"
    r"|riêng(?= (?:tại |ở |trên địa bàn )?(?:huyện|xã|thành phố|thị xã|phường|thị trấn|tỉnh)))\b"
    # "Theo trình tự giải quyết, có 10 đơn …": by what the number of the sentence before is told again.
    r"|(?:^|(?<=\n))[\s\-–+•]{0,9}(?:xét |tính |chia )?theo "
    r"(?!kế hoạch|báo cáo|thống kê|số liệu|đó|kết quả|quy định|thông tin|đánh giá)"
    r"[^:,;.\d]{3,40}, (?=(?:có )?\d))"
    r"|(?P<strict>\b(?:bao gồm|gồm có|gồm|cụ thể|chia ra|(?:chia|phân) theo(?:[^:,;\d]{1,40}(?=:))?|phân loại"
    r"|phân ra|được chia)\b)"
    r"|(?P<result>(?<!trả )(?<!lấy )(?<!về )\bkết quả\b"
    r"(?: (?:xếp loại|phân loại|thẩm định|đánh giá|nghiệm thu|bình xét|xét duyệt|xét nghiệm|kiểm tra|giải quyết)"
    r"(?=\s*:))?"
    r"|(?:^|(?<=[;.,] ))(?:đã )?xếp loại(?=\s*:))"
    r"|(?P<colon>:(?=\s|$))",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\s*[:,]?\s*(?:có|là|gồm có|gồm|bao gồm|cụ thể|như sau|trong đó|thành|theo [^:,;\d]{1,30}(?=:)|kiểm tra(?=:))\b"
    r"|\s*:",
    re.IGNORECASE,
)
_BRACKET_LEAD = re.compile(r"\s*(?:(?:gồm|bao gồm|gồm có|cụ thể|chia ra|là)\s*:?\s*)?", re.IGNORECASE)
_CUT = re.compile(r"[;,]|\s\+\s|\bvà\b|(?=\bcòn(?: lại)?\b)|\n\s*[-–+•]", re.IGNORECASE)
# What stands behind the last part and is one of them without a number: "…, còn lại học liên kết".
_REST = re.compile(r"[^,;.]*[,;]\s*(?:và )?(?:số )?(?:còn\b|[^\d,;.]{0,40}\b(?:khác|còn lại)\b)", re.IGNORECASE)
BARE = re.compile(r"\s*(?:(?:có|gồm|là|và|còn|còn lại|được|số|với|[-–+•])\s*)*", re.IGNORECASE)
# A number behind these compares, adds up or plans: it is no part.
_NO_PART = re.compile(
    r"\b(?:tăng(?! (?:huyết áp|nhãn áp|cường|động))|giảm(?! (?:nghèo|phát thải|trừ|sinh))|vượt"
    r"|cao hơn|thấp hơn|nhiều hơn|ít hơn"
    r"|so với|cùng kỳ|lũy kế|luỹ kế|kế hoạch năm|dự toán|bình quân"
    r"|trung bình|mỗi|(?:năm|tháng) trước(?! chuyển)|kế hoạch|từ đầu năm|ước(?! (?:đạt|tính|thực hiện|khoảng))"
    r"|chỉ tiêu giao|hạng|thứ(?! (?:nhất|hai|ba|tư|năm))|trị giá|nâng|(?<!trở )lên"
    r"|tổng số|tổng cộng|trên tổng)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:các(?! loại\b)|một số|nhiều(?! nhất)|những|v\.v|…)\b|v\.v|…|\.\.\.", re.IGNORECASE)
_ONE_MORE = re.compile(
    r"\s*[A-ZĐÀ-Ỹ][^\W\d_]+(?: [^\W\d_]+){0,3}[,;]"
)  # "gồm Giám đốc, 02 Phó Giám đốc": one unnumbered
_OF_EACH = re.compile(r"\bmỗi [^\W\d_]+(?: [^\W\d_]+)? (?:có )?$", re.IGNORECASE)  # "A, B và C mỗi tỉnh có 1 ca"
_EACH = re.compile(r"\b(?:đều|cùng) (?:có|là|đạt|chiếm)\b", re.IGNORECASE)  # "các tỉnh A, B đều có 1 người": of each
# "dưới 6m: 271 chiếc; từ 6m đến dưới 12m: 912 chiếc": the numbers before the colon say which.
_SIZED = re.compile(r"(?:^|(?<=[;,]))[^;,:]{0,60}\d[^;,:\d]{0,30}:\s*(?=\d)")
_LEFT_OUT = re.compile(r"…|\.\.\.|\bv\.v")
# "phá rừng 73 vụ, với 43,6 ha": how much goes with a count stands aside, and is no part.
_ASIDE = re.compile(
    r",?\s+với (?:(?:tổng |diện tích |khối lượng |số lượng |số tiền |trị giá )[^,;.:\d]{0,24})?(?:là )?"
    r"(?:hơn |gần |trên |khoảng )?$",
    re.IGNORECASE,
)
_BELONGING = re.compile(r"[^,;.:\d]{0,30}\btrực thuộc\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:theo|trong) kế hoạch\b", re.IGNORECASE)
_UNPLANNED = re.compile(r"\b(?:đột xuất|ngoài kế hoạch)\b", re.IGNORECASE)
_WORTH = re.compile(r"\btrị giá\s+(?!(?:là|hơn|khoảng|gần|trên|ước)\b)[^\W\d_]+", re.IGNORECASE)
_ITEM = re.compile(r"\n\s*[-–+•]\s*[^:;,.\n]{1,40}$")
_ONE_ITEM = re.compile(r"\s*\n\s*[-–+•][^\n]*")  # of a list whose next item is the next sentence
_LABEL_WORDS = 16
_FEW = 5  # so few rounded numbers are one last digit off at most, but for one time in a hundred
_SENTENCE = 2_000  # characters: what is longer is not worth remembering
_LABELLED = re.compile(
    r"(?:^|[;,(:])\s*(?:\d{1,2} )?[^;,:()\d]{1,60}(?:\d{1,2})?:\s*\d[\d.,]*(?=\s*(?:[^\W\d]+ ?){0,3}(?:[;,.]|$))"
)
FAR = 130  # characters between a whole and the word that opens its parts


@dataclass(frozen=True, slots=True)
class Part:
    """A quantity of a region with what stands before it in its piece, and the number of its ";" piece."""

    quantity: Quantity
    label: str
    phrase: str
    piece: int


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch's parts behind a lead; `open` where something of it could not be read as a part."""

    lead: Lead
    start: int
    parts: tuple[Part, ...]
    open: bool


def regions(stretch: Stretch) -> Iterator[Region]:
    """Yield what stands behind each lead of a stretch, and in a bracket behind its opening."""
    for kind, start, begin, end in opened(stretch):
        parts, is_open = parts_between(stretch, begin, end)
        if is_open and (cut := deed_behind(stretch.between(begin, end))):
            first, unsure = parts_between(stretch, begin, begin + cut)
            parts, is_open = (parts, True) if unsure or len(first) < 2 else (first, False)
        if parts:
            yield Region(kind, start, parts, is_open or _ONE_ITEM.fullmatch(stretch.between(begin, end)) is not None)


def opened(stretch: Stretch) -> Iterator[tuple[Lead, int, int, int]]:
    """Yield each lead of a stretch: its kind, where it stands, and where what it opens begins and ends."""
    leads = list(_found_leads(stretch))
    if stretch.owner is not None:
        opening = _BRACKET_LEAD.match(stretch.shown)
        leads.insert(0, ("bracket", stretch.start, stretch.start + (opening.end() if opening else 0)))
        leads = [leads[0], *(lead for lead in leads[1:] if lead[2] > leads[0][2])]
    for at, (kind, start, begin) in enumerate(leads):
        yield kind, start, begin, leads[at + 1][1] if at + 1 < len(leads) else stretch.end


def parts_between(
    stretch: Stretch, begin: int, end: int, *, inside_clause: bool = False
) -> tuple[tuple[Part, ...], bool]:
    """Return the quantities that stand one in a piece, and whether anything between them is no part."""
    sized = [(begin + m.start(), begin + m.end()) for m in _SIZED.finditer(stretch.between(begin, end))]
    sized = sized if len(sized) > 1 else []
    inside = [q for q in stretch.quantities if begin <= q.start < end and not any(a <= q.start < b for a, b in sized)]
    parts: list[Part] = []
    is_open = any(
        begin <= at < end and not any(a <= at < b for a, b in sized) and not _stands_aside(stretch, at)
        for at in stretch.others
    )
    at, piece = begin, 0
    for number, quantity in enumerate(inside):
        gap = stretch.between(at, quantity.start)
        cuts = list(_CUT.finditer(gap))
        if number and parts and _goes_with(stretch, parts[-1].quantity, quantity):
            at = quantity.end
            continue
        if number and _LEFT_OUT.search(gap):
            return tuple(parts), True
        if number and not cuts:
            if parts and _counts_alike(parts[-1].quantity, quantity):
                return tuple(parts[:-1]), True
            at = quantity.end
            continue
        piece += gap.count(";") if number else 0
        is_open = is_open or (bool(number and cuts) and passes_over(gap[cuts[0].end() : cuts[-1].start()], gap))
        label = label_of(gap, cuts) if cuts and (number or inside_clause) else gap
        if number and begins_anew(label):
            return tuple(parts), is_open
        until = inside[number + 1].start if number + 1 < len(inside) else end
        at = quantity.end
        of_each = quantity.unit != "%" and _OF_EACH.search(label) is not None
        if of_each and parts and quantity.unit is not None and parts[-1].quantity.unit is None:
            continue  # "180 hộ nghèo, 35 hộ cận nghèo, mỗi hộ 15 kg gạo": what each of the counted got
        is_open = is_open or of_each
        if (
            quantity.unit == "%"
            or _tells_no_part(stretch, label, quantity)
            or quantity.value < 0
            or label.endswith("+")
        ):
            continue
        if (
            quantity.approximate
            or len(label.split()) > _LABEL_WORDS
            or _EACH.search(label)
            or (unread(label) and not (sized and label.rstrip().endswith(":")))
        ):
            return tuple(parts), True
        parts.append(Part(quantity, label, _phrase(stretch, label, quantity, until), piece))
        if not number and (_SEVERAL.search(_unnumbered(label)) or (quantity.unit is None and _ONE_MORE.match(label))):
            is_open = True
    rest = stretch.between(at, end)
    tail = _CUT.split(rest)
    return tuple(parts), is_open or any(_SEVERAL.search(piece) for piece in tail)


def _goes_with(stretch: Stretch, part: Quantity, quantity: Quantity) -> bool:
    """ "149 đảng bộ cơ sở, với 1.251 chi bộ trực thuộc": behind a comma and "với" what a part holds stands aside."""
    other = part.unit != quantity.unit or (
        part.unit is None
        and not same_head(part.head, quantity.head)
        and _BELONGING.match(stretch.shown[quantity.end - stretch.start :])
    )
    return bool(other) and _stands_aside(stretch, quantity.start)


def _stands_aside(stretch: Stretch, at: int) -> bool:
    return _ASIDE.search(stretch.between(at - 40, at)) is not None


def _tells_no_part(stretch: Stretch, label: str, quantity: Quantity) -> bool:
    """True where the words before a number say that it compares, adds up, plans, or what something is worth.

    "Trị giá hàng tiêu hủy 613 triệu đồng" names a part, "trị giá 613 triệu đồng" does not; "theo kế hoạch 27 cuộc"
    beside "đột xuất 05 cuộc" tells which ones.
    """
    if quantity.unit == "đồng":
        label = _WORTH.sub("", label)
    if _PLANNED.search(label) and _UNPLANNED.search(stretch.shown):
        label = _PLANNED.sub("", label)
    return _NO_PART.search(label) is not None


def _unnumbered(label: str) -> str:
    """Return what stands in a label before its own number's words: "các phòng, 02 trung tâm" has one more piece.

    In "các huyện miền núi 12 ca" the number is that of all of them.
    """
    pieces = _CUT.split(label)
    return "" if len(pieces) == 1 and len(label.split()) > 1 else label


def speaks_of_no_part(label: str) -> bool:
    """True where the words before a number say that it compares, adds up or plans."""
    return _NO_PART.search(label) is not None


def part_of(whole: Quantity, parts: Sequence[Part], *, exhaustive: bool) -> PartOf:
    """Return the relation of a whole and its parts."""
    return PartOf(whole, tuple(p.quantity for p in parts), exhaustive, slack=slack_of(whole, parts))


def total_of(parts: Sequence[Part]) -> Decimal:
    """Return the sum of parts."""
    return sum((p.quantity.value for p in parts), Decimal(0))


def slack_of(whole: Quantity, parts: Sequence[Part]) -> Decimal:
    """Return what rounding may hide: a last digit, and of many fractions half of it for each number."""
    grains = [grain(q) for q in (whole, *(p.quantity for p in parts))]
    if whole.unit is None and max(grains) <= 1:
        return Decimal(0)
    fractions = any("," in q.text for q in (whole, *(p.quantity for p in parts)))
    all_off = sum(grains, Decimal(0)) / 2
    if not fractions:
        return max(grains)
    return min(all_off, max(grains)) if len(grains) <= _FEW else all_off


def _found_leads(stretch: Stretch) -> Iterator[tuple[Lead, int, int]]:
    leads = _leads_in(stretch.shown) if len(stretch.shown) < _SENTENCE else _each_lead(stretch.shown)
    yield from ((kind, stretch.start + start, stretch.start + end) for kind, start, end in leads)


@lru_cache(maxsize=256)  # several readers of a sentence ask one after the other
def _leads_in(shown: str) -> tuple[tuple[Lead, int, int], ...]:
    return tuple(_each_lead(shown))


def _each_lead(shown: str) -> Iterator[tuple[Lead, int, int]]:
    at = 0
    labels = _LABELLED.findall(shown) + _SIZED.findall(shown)
    for found in LEADS.finditer(shown):
        if found.start() < at:
            continue
        if found["colon"] and len(labels) > 1 and re.match(r"\s*\d", shown[found.end() :]):
            continue  # "cấp tỉnh: 04; cấp sở: 23": a label's
        if found["colon"] and _ITEM.search(shown, max(0, found.start() - 60), found.start()):
            continue  # an item's of a list below: "- Lần 1: 20 cơ sở, …"
        kind, at = _kind(found), found.end()
        while (further := _FURTHER.match(shown, at)) and not (kind == "loose" and further[0].strip() == "thành"):
            at = further.end()
            kind = "loose" if "trong đó" in further[0].casefold() else kind
        yield kind, found.start(), at


def _kind(found: re.Match[str]) -> Lead:
    if found["loose"]:
        return "loose"
    if found["strict"]:
        return "strict"
    return "result" if found["result"] else "colon"


def _phrase(stretch: Stretch, label: str, quantity: Quantity, until: int) -> str:
    behind = stretch.between(quantity.end, until)
    cut = re.search(r"[;,.:]|\bvà (?=\d|[^,;]{0,40}$)|\bcòn (?=lại|\d)", behind)
    return fold(f"{label} {behind[: cut.start()] if cut else behind}".replace(HIDDEN, "").replace(QUIET, ""))


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and (one.unit is not None or same_head(one.head, other.head))


def rest_behind(stretch: Stretch, last: Quantity) -> bool:
    """True where a list goes on behind its last number with what is left: "…; còn lại đang xác minh"."""
    return _REST.match(stretch.between(last.end, stretch.end)) is not None
