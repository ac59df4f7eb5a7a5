"""Wholes and their parts: what stands in a bracket, behind "gồm", "trong đó", a colon, or side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import HIDDEN, Stretch
from sync.reading.nouns import holds_others, is_one_of, kind_of, overlap, results, tell_apart, tells_quality
from sync.reading.quantities import grain, same_head

# strict: the parts are all there is. loose ("trong đó"): they may be some. colon: strict where they count the same.
Lead = Literal["bracket", "strict", "loose", "colon", "result"]

_LEADS = re.compile(
    r"(?P<loose>\b(?:trong đó|trong số đó|trong số này|trong tổng số đó)\b)"
    r"|(?P<strict>\b(?:bao gồm|gồm có|gồm|cụ thể|chia ra|chia theo|phân theo|phân loại|phân ra|được chia)\b)"
    r"|(?P<result>\bkết quả\b)"
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
_BARE = re.compile(r"\s*(?:(?:có|gồm|là|và|còn|còn lại|được|số|với|[-–+•])\s*)*", re.IGNORECASE)
# A number behind these compares, adds up or plans: it is no part.
_NO_PART = re.compile(
    r"\b(?:tăng|giảm|vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn|so với|cùng kỳ|lũy kế|luỹ kế|kế hoạch năm|dự toán|bình quân"
    r"|trung bình|mỗi|năm trước|tháng trước|kế hoạch|từ đầu năm|ước|chỉ tiêu giao|hạng|thứ|trị giá|nâng|lên|tổng số"
    r"|tổng cộng|trên tổng)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:các|một số|nhiều|những|v\.v|…)\b|v\.v|…|\.\.\.", re.IGNORECASE)
_EXAMPLES = re.compile(r"\b(?:như|điển hình|nổi bật|chủ yếu|nhất là|đặc biệt|ví dụ|tiêu biểu)\b[^;:]*$", re.IGNORECASE)
_FAR = 130  # characters between a whole and the word that opens its parts
_NEAR = Decimal("0.85")  # from this share of the whole on, counted pieces of "trong đó" are taken to be all of it
_NO_SUM = frozenset({"%", "ngày", "năm", "tháng", "tuần", "giờ", "điểm", "độ"})
_AVERAGE = re.compile(r"\b(?:năng suất|bình quân|trung bình|mật độ|giá|chỉ số|nhiệt độ|cao trình|mức)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:trong(?: tổng)? số|trên cơ sở)\s*$", re.IGNORECASE)
_SOME = re.compile(r"\b(?:có|gồm|còn)\s*$", re.IGNORECASE)
_NAME_END = re.compile(r"[;.(]|\d")
_NUMBERED_NOUN = re.compile(r"[^\W\d_]+ \d{1,2} (?:có|gồm|là)\b")  # "Tổ 1 có 05 đồng chí"
_LABEL_WORDS = 9
_UNREAD = re.compile(rf"[\d{HIDDEN}]")  # a number that is no quantity, or a bracket, before a part's own number
_ON_TOTAL = re.compile(r"\b(?:trên|trong) tổng số\s*(?=\d|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A quantity of a region with what stands before it in its piece, and the number of its ";" piece."""

    quantity: Quantity
    label: str
    phrase: str
    piece: int


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch's parts behind a lead; `open` where something of it could not be read as a part."""

    lead: Lead
    start: int
    parts: tuple[_Part, ...]
    open: bool


def breakdowns(stretch: Stretch) -> Iterator[PartOf]:
    """Yield the parts of each whole of a stretch."""
    regions = list(_regions(stretch))
    found = [_relation(stretch, region, regions[:number]) for number, region in enumerate(regions)]
    relations = [relation for relation in found if relation]
    yield from relations
    yield from _side_by_side(stretch, {part.start for relation in relations for part in relation.parts})
    yield from _of_total(stretch)


def _regions(stretch: Stretch) -> Iterator[_Region]:
    leads = list(_found_leads(stretch))
    if stretch.owner is not None:
        opening = _BRACKET_LEAD.match(stretch.shown)
        leads.insert(0, ("bracket", stretch.start, stretch.start + (opening.end() if opening else 0)))
        leads = [lead for lead in leads[:1] + leads[1:] if lead is leads[0] or lead[2] > leads[0][2]]
    for at, (kind, start, begin) in enumerate(leads):
        end = leads[at + 1][1] if at + 1 < len(leads) else stretch.end
        parts, is_open = _parts(stretch, begin, end)
        if parts:
            yield _Region(kind, start, parts, is_open)


def _found_leads(stretch: Stretch) -> Iterator[tuple[Lead, int, int]]:
    at = 0
    for found in _LEADS.finditer(stretch.shown):
        if found.start() < at:
            continue
        kind, at = _kind(found), found.end()
        while further := _FURTHER.match(stretch.shown, at):
            at = further.end()
            kind = "loose" if "trong đó" in further[0].casefold() else kind
        yield kind, stretch.start + found.start(), stretch.start + at


def _kind(found: re.Match[str]) -> Lead:
    if found["loose"]:
        return "loose"
    if found["strict"]:
        return "strict"
    return "result" if found["result"] else "colon"


def _parts(stretch: Stretch, begin: int, end: int, *, inside_clause: bool = False) -> tuple[tuple[_Part, ...], bool]:
    """Return the quantities that stand one in a piece, and whether anything between them is no part."""
    inside = [q for q in stretch.quantities if begin <= q.start < end]
    parts: list[_Part] = []
    is_open = any(begin <= at < end for at in stretch.others)
    at, piece = begin, 0
    for number, quantity in enumerate(inside):
        gap = stretch.between(at, quantity.start)
        cuts = list(_CUT.finditer(gap))
        if number and not cuts:
            if parts and _counts_alike(parts[-1].quantity, quantity):
                return tuple(parts[:-1]), True
            at = quantity.end
            continue
        piece += gap.count(";") if number else 0
        label = gap[cuts[-1].end() :] if cuts and (number or inside_clause) else gap
        until = inside[number + 1].start if number + 1 < len(inside) else end
        at = quantity.end
        if quantity.unit == "%" or _NO_PART.search(label) or quantity.value < 0 or label.endswith("+"):
            continue
        if quantity.approximate or len(label.split()) > _LABEL_WORDS or _UNREAD.search(_NUMBERED_NOUN.sub("", label)):
            return tuple(parts), True
        parts.append(_Part(quantity, label, _phrase(stretch, label, quantity, until), piece))
        if not number and _SEVERAL.search(label):
            is_open = True
    rest = stretch.between(at, end)
    tail = _CUT.split(rest)
    return tuple(parts), is_open or any(_SEVERAL.search(piece) for piece in tail)


def _phrase(stretch: Stretch, label: str, quantity: Quantity, until: int) -> str:
    behind = stretch.between(quantity.end, until)
    cut = re.search(r"[;,.:]|\bvà (?=\d|[^,;]{0,40}$)|\bcòn (?=lại|\d)", behind)
    return fold(f"{label} {behind[: cut.start()] if cut else behind}".replace(HIDDEN, ""))


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and (one.unit is not None or same_head(one.head, other.head))


def _relation(stretch: Stretch, region: _Region, earlier: Sequence[_Region]) -> PartOf | None:
    agreed = [(whole, _agreeing(stretch, whole, region, near=near)) for whole, near in _wholes(stretch, region)]
    fitting = [(whole, parts) for whole, parts in agreed if parts]
    if not fitting:
        return None
    for whole, parts in fitting:
        for chosen in _choices(parts):
            if len(chosen) >= 2 and abs(_sum(chosen) - whole.value) <= _slack(whole, chosen):
                return _part_of(whole, chosen, exhaustive=True)
    whole, parts = fitting[0]
    chosen = _chosen(parts)
    if _explained(fitting, chosen, earlier):
        return None
    return _part_of(whole, chosen, exhaustive=_all_of_it(stretch, region, whole, chosen, cut=_goes_on(region, chosen)))


def _goes_on(region: _Region, chosen: Sequence[_Part]) -> bool:
    """True where what follows the chosen parts in their piece looks like one more of them."""
    following = region.parts[len(chosen) : len(chosen) + 1]
    last = chosen[-1]
    return any(
        p.piece == last.piece and _BARE.fullmatch(p.label) and p.quantity.unit == last.quantity.unit for p in following
    )


def _wholes(stretch: Stretch, region: _Region) -> Iterator[tuple[Quantity, bool]]:
    """Yield what the region may be parts of, nearest first, and whether it stands right before it."""
    home, until = stretch, region.start
    if region.lead == "bracket" and stretch.owner is not None:
        home, until = stretch.owner, stretch.start - 1
    before = [q for q in home.quantities if q.end <= until]
    last = home.before
    if not before and last is not None and not home.shown[: max(0, until - home.start)].strip(" -–+•\n"):
        home, until = last, last.end
        before = list(last.quantities)
    elif not before and region.lead == "result" and home.before is not None:
        return
    nearest = next((q for q in reversed(before) if q.unit != "%"), None)
    for whole in reversed(before):
        between = home.between(whole.end, until)
        if whole.approximate or not _adds_up(home, whole) or _compared(home, whole):
            continue
        if (";" in between and region.lead != "loose") or (len(between) > _FAR and home is stretch):
            return
        if any(whole.end <= at < until for at in home.others):
            return
        yield whole, whole is nearest and ("," not in between or len(between) <= 60)


def _adds_up(home: Stretch, whole: Quantity) -> bool:
    """False of rates, averages and times: their parts are no summands."""
    if whole.unit is None:
        return True
    spoken = home.between(whole.start - 40, whole.start)
    return "/" not in whole.unit and whole.unit not in _NO_SUM and not _AVERAGE.search(spoken)


def _compared(home: Stretch, whole: Quantity) -> bool:
    return bool(re.search(r"\b(?:tăng|giảm|vượt|so với|hạng|thứ|mỗi)\s*$", home.between(whole.start - 12, whole.start)))


def _agreeing(stretch: Stretch, whole: Quantity, region: _Region, *, near: bool) -> tuple[_Part, ...]:
    """Return the region's parts, up to the first that counts another thing; () where that is the first."""
    said = fold(whole_words(stretch, whole, region))
    parts: list[_Part] = []
    for part in region.parts:
        alike = whole.unit == part.quantity.unit is not None or same_head(whole.head, part.quantity.head)
        if not _agrees(whole, part, said, region.lead) or not (near or alike or (parts and not part.quantity.head)):
            break
        parts.append(part)
    if not parts:
        return ()
    if region.lead == "bracket" and len(region.parts) == 1 and not _SOME.search(parts[0].label):
        return ()  # "Tập san số 4 (300 bản)": nothing says that it is a part
    weak = not any(_strong(whole, part, said) for part in parts)
    if weak and (len(parts) < 2 or all(p.quantity.value > whole.value for p in parts)):
        return ()
    same_kind = kind_of(whole.head) is not None and len({p.quantity.head[:2] for p in parts}) == 1
    if weak and ((region.lead in {"loose", "result"} and not same_kind) or len(parts) < len(region.parts)):
        told = tell_apart([p.phrase for p in parts]) and _sum(parts) == whole.value
        return tuple(parts) if told else ()
    return tuple(parts)


def whole_words(stretch: Stretch, whole: Quantity, region: _Region) -> str:
    """Return the words between a whole and its parts."""
    home = stretch
    if not stretch.start <= whole.start < stretch.end or stretch.owner is not None:
        home = stretch.owner or stretch.before or stretch
        if not home.start <= whole.start < home.end:
            home = stretch
    return _NAME_END.split(home.between(whole.end, max(whole.end, min(region.start, home.end)))[:_FAR])[0]


def _strong(whole: Quantity, part: _Part, said: str) -> bool:
    quantity = part.quantity
    if whole.unit is not None:
        return True
    return (
        same_head(whole.head, quantity.head)
        or is_one_of(quantity.head, whole.head)
        or (bool(part.label.strip()) and not quantity.head)
        or (bool(quantity.head) and re.search(rf"\b{re.escape(' '.join(quantity.head[:2]))}\b", said) is not None)
        or (tells_quality(quantity.head) and kind_of(quantity.head) is None)
    )


def _agrees(whole: Quantity, part: _Part, said: str, lead: Lead) -> bool:
    quantity = part.quantity
    if whole.unit != quantity.unit:
        return whole.unit is None and quantity.unit == "đồng" and quantity.value < 1000 and " " in quantity.text
    named = _NUMBERED_NOUN.search(part.label)
    if named and fold(named[0]).split()[0] in whole.head[:1]:
        return False  # "02 đoàn (đoàn 1 có 08 người)": what each of the counted ones has
    if _strong(whole, part, said):
        return True
    bare = bool(_BARE.fullmatch(part.label))
    kinds = kind_of(whole.head), kind_of(quantity.head)
    if tells_quality(quantity.head) and (kinds[1] is None or kinds[0] in {None, kinds[1]}):
        return bare
    if not bare or lead == "result":
        return False
    if quantity.head and re.search(rf"\b{re.escape(quantity.head[0])}\b", said):
        return True
    if None not in kinds and kinds[0] != kinds[1]:
        return False
    if kinds[0] is not None and kinds[0] == kinds[1]:
        return True
    return not holds_others(whole.head) and bool(whole.head)


def _choices(parts: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    """Yield all parts, then runs of them that may stand for a breakdown of their own."""
    yield parts
    pieces = sorted({p.piece for p in parts})
    for last in pieces[:-1]:
        yield [p for p in parts if p.piece <= last]
    if len(pieces) > 1:
        yield [p for p in parts if p.piece == pieces[-1]]


def _chosen(parts: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """Return the parts that most likely belong together: those before the first ";" where they are several."""
    first = tuple(p for p in parts if p.piece == parts[0].piece)
    return first if len(first) >= 2 else parts


def _explained(
    fitting: Sequence[tuple[Quantity, Sequence[_Part]]], chosen: Sequence[_Part], earlier: Sequence[_Region]
) -> bool:
    """True where another way to read the sentence makes its numbers agree."""
    total, wholes = _sum(chosen), [whole.value for whole, _ in fitting]
    if len(chosen) >= 2 and any(sum(wholes[:n], Decimal(0)) == total for n in range(2, len(wholes) + 1)):
        return True
    for region in earlier:  # "20 trường, gồm 12 mầm non, trong đó 03 vùng cao, 08 tiểu học"
        outer = [p.quantity.value for p in region.parts]
        for n in range(1, len(chosen)):
            if sum(outer, _sum(chosen[n:])) in wholes:
                return True
    return False


def _all_of_it(stretch: Stretch, region: _Region, whole: Quantity, parts: Sequence[_Part], *, cut: bool) -> bool:
    if len(parts) < 2 or overlap([p.phrase for p in parts]):
        return False
    if _EXAMPLES.search(stretch.between(region.start - 40, region.start)):
        return False
    total, slack = _sum(parts), _slack(whole, parts)
    if region.lead in {"bracket", "strict", "colon"} and not region.open and not cut:
        return True
    if total > whole.value + slack:
        return not region.open or _apart(parts)
    if region.open or cut:
        return False
    if _apart(parts):
        return True
    if is_slip(whole.value, total):
        return True
    return whole.unit is None and (total >= whole.value * _NEAR or whole.value - total == 1)


def is_slip(written: Decimal, meant: Decimal) -> bool:
    """True where a number looks mistyped for another: two digits exchanged, one too many, or one of four wrong."""
    one, other = (f"{n.normalize():f}".replace(".", "").strip("0") for n in (written, meant))
    if written == meant * 10 or one == other:
        return written != meant
    if len(one) != len(other):
        return False
    differing = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    exchanged = len(differing) == 2 and sorted(one) == sorted(other)
    return exchanged or (len(one) >= 4 and len(differing) == 1)


def _apart(parts: Sequence[_Part]) -> bool:
    return tell_apart([p.phrase for p in parts])


def _side_by_side(stretch: Stretch, taken: Collection[int]) -> Iterator[PartOf]:
    """ "Hòa giải 45 vụ, thành 38 vụ, không thành 07 vụ": no word joins them, but one denies the other."""
    quantities = stretch.quantities
    for at in range(2, len(quantities)):
        first, second = quantities[at - 1 : at + 1]
        whole = _same_before(quantities[: at - 1], first, second)
        if whole is None or whole.start in taken or _compared(stretch, whole):
            continue
        if _LEADS.search(stretch.between(whole.end, second.start)) or second.start - whole.end > 2 * _FAR:
            continue
        parts, is_open = _parts(stretch, quantities[at - 2].end, _clause_end(stretch, second), inside_clause=True)
        if (
            is_open
            or [p.quantity for p in parts] != [first, second]
            or _ON_TOTAL.search(stretch.between(second.end, stretch.end))
        ):
            continue
        of_all = _OF_ALL.search(stretch.between(whole.start - 15, whole.start))
        if _BARE.fullmatch(parts[0].label) and max(first.value, second.value) > whole.value and not of_all:
            continue  # "06 chỉ tiêu vượt, 09 chỉ tiêu đạt, 02 chỉ tiêu không đạt": three parts, no whole
        own = fold(stretch.between(whole.start - 25, whole.start))
        phrases = [p.phrase for p in parts]
        if results(phrases) and not results([own, phrases[-1]]) and not results([phrases[0], own]):
            yield _part_of(whole, parts, exhaustive=True)


def _clause_end(stretch: Stretch, quantity: Quantity) -> int:
    """Return where the words behind a quantity end: before the next number or sign."""
    behind = stretch.between(quantity.end, stretch.end)
    cut = re.search(r"[,;:(]|\d", behind)
    return quantity.end + (cut.start() if cut else len(behind))


def _same_before(before: Sequence[Quantity], first: Quantity, second: Quantity) -> Quantity | None:
    """Return the nearest quantity of the last four that counts what both of these count."""
    if first.unit is not None or second.unit is not None:
        return None
    for whole in reversed(before[-4:]):
        alike = all(not q.head or same_head(whole.head, q.head) for q in (first, second))
        if whole.head and whole.unit is None and not whole.approximate and alike:
            return whole
    return None


def _of_total(stretch: Stretch) -> Iterator[PartOf]:
    """ "06 chỉ tiêu vượt, 09 chỉ tiêu đạt và 02 chỉ tiêu không đạt trên tổng số 17 chỉ tiêu": the whole comes last."""
    for at, whole in enumerate(stretch.quantities):
        if at < 2 or whole.unit is not None or not _ON_TOTAL.search(stretch.between(whole.start - 20, whole.start)):
            continue
        parts, is_open = _parts(stretch, stretch.start, whole.start)
        parts = tuple(p for p in parts if p.quantity.end <= whole.start)
        alike = all(same_head(whole.head, p.quantity.head) for p in parts)
        if len(parts) == at and alike and not is_open and _apart(parts):
            yield _part_of(whole, parts, exhaustive=True)


def _part_of(whole: Quantity, parts: Sequence[_Part], *, exhaustive: bool) -> PartOf:
    return PartOf(whole, tuple(p.quantity for p in parts), exhaustive, slack=_slack(whole, parts))


def _sum(parts: Sequence[_Part]) -> Decimal:
    return sum((p.quantity.value for p in parts), Decimal(0))


def _slack(whole: Quantity, parts: Sequence[_Part]) -> Decimal:
    """Return what rounding may hide: half of the last digit for each number, where fractions are written."""
    if whole.unit is None:
        return Decimal(0)
    coarsest = max(grain(q) for q in (whole, *(p.quantity for p in parts)))
    fractions = any("," in q.text for q in (whole, *(p.quantity for p in parts)))
    return coarsest * (len(parts) + 1) / 2 if fractions else coarsest
