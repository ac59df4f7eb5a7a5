"""Parts that stand beside their whole with no word between: the two ends of one work, or all of a total."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.accounts import CARRIED_OVER
from sync.reading.joints import Stretch
from sync.reading.nouns import is_neutral, is_one_of, kind_of, results, tell_apart, tells_quality, under_way
from sync.reading.outcomes import is_part_itself
from sync.reading.quantities import same_head
from sync.reading.regions import BARE, FAR, LEADS, Part, part_of, parts_between, total_of
from sync.reading.slips import mistyped, nearly, one_mends
from sync.reading.totals import joined
from sync.reading.wholes import adds_up, compared

_OF_ALL = re.compile(r"\b(?:trong(?: tổng)? số|trên cơ sở)\s*$", re.IGNORECASE)
_ON_TOTAL = re.compile(r"\b(?:trên|trong) tổng số\s*(?=\d|$)", re.IGNORECASE)
_ALTOGETHER = re.compile(
    r"[,;:]\s*(?:tổng cộng|tổng số|cộng|tổng (?:thu|chi|kinh phí|vốn|tiền|số tiền)(?: [^\W\d_]+){0,4})"
    r"(?: là| có| được| đạt)?:?\s*$",
    re.IGNORECASE,
)

_OF_THESE = re.compile(r"(?:^[\s\-–+•]*|[;.] )trong (?:tổng số |số )?(?=\d)", re.IGNORECASE)
_HAS = re.compile(
    r"[^.;:\d]{1,110}?(?:,?\s(?:có|thì|gồm)\s(?:tới |đến )?(?=\d)|,\s(?=(?:số )?[^,.;:\d]{2,50}\b(?:là|có)\s\d))",
    re.IGNORECASE,
)
_HAS_AT_ONCE = re.compile(r"\b(?:có|thì|gồm)\s(?:tới |đến )?$", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:tổng (?:số|cộng|diện tích|đàn|sản lượng|vốn|kinh phí|thu|chi)|toàn bộ)\b[^;\d]*$", re.IGNORECASE
)
_DEED = re.compile(r"\b(?:đã|giải quyết|xử lý|trả|còn)\b", re.IGNORECASE)  # what became of them, not which they are
_ADDS_UP = re.compile(r"\s*(?:tổng cộng|tổng số|cộng)(?: là)?:?\s*\d", re.IGNORECASE)
_THEN = re.compile(r"\bthì\s*(?:đã\s*)?(?:có\s*)?$", re.IGNORECASE)  # "có 47 xã thì 43 xã đã có …"
_AMONG = re.compile(r"[^.;,\d]{1,40}\btrong số (?:đó|này|trên)\b(?!\s*(?:có\s*)?\d)", re.IGNORECASE)
_EXAMINED = re.compile(
    r"\b(?:kiểm tra|thanh tra|rà soát|khảo sát|giám sát|hậu kiểm|xét nghiệm|kiểm nghiệm|phúc tra|kiểm kê"
    r"|lấy|quan trắc|kiểm định|thử nghiệm|phân tích|thẩm tra"
    r"|vận động|tổ chức|tiến hành|triển khai|thực hiện|xét duyệt|sơ tuyển|đăng ký|tiếp nhận|nhận được"
    r"|ghi nhận|thẩm định|thụ lý)"
    r"(?:[^\d,;.]{0,60})$",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"^[^\d]{0,90}(?:[,;]|qua đó|kết quả)\s*"
    r"(?:qua đó\s+|qua kiểm tra\s+|đã\s+|đến nay\s+|tiến hành\s+|kết quả\s*:?\s*)*"
    r"(?:ban hành kết luận|hoàn thành|kết thúc|kết luận|phát hiện|đề xuất|đủ điều kiện|đủ tiêu chuẩn"
    r"|nhắc nhở|xử phạt|xử lý|đình chỉ|thu hồi|yêu cầu|trả lại|từ chối|loại|có)\b[^,;\d]{0,60}$",
    re.IGNORECASE,
)
_FOUND_OUT = re.compile(r"\bphát hiện\s*$", re.IGNORECASE)
_OPENED = re.compile(
    r"\b(?:đầu|cuối) (?:kỳ|tháng|quý|năm)\b|\b(?:kỳ|tháng|quý|năm) trước chuyển", re.IGNORECASE
)  # an account
_FOUND_BEHIND = re.compile(r";(?=\s*(?:có|phát hiện|qua đó)\b[^;]*$)")


def side_by_side(stretch: Stretch, taken: Collection[int]) -> Iterator[PartOf]:
    """ "Hòa giải 45 vụ, thành 38 vụ, không thành 07 vụ": no word joins them, but one denies the other."""
    quantities = tuple(q for q in stretch.quantities if q.unit != "%")
    if CARRIED_OVER.search(stretch.shown):
        return  # an account, in which what was there before counts too
    for at in range(2, len(quantities)):
        first, second = quantities[at - 1 : at + 1]
        before = [q for q in quantities[: at - 1] if adds_up(stretch, q)]
        whole = _same_before(before, first, second)
        if whole is None or whole.start in taken or compared(stretch, whole) or is_part_itself(stretch, before, whole):
            continue
        if LEADS.search(stretch.between(whole.end, second.start)) or second.start - whole.end > 2 * FAR:
            continue
        parts, is_open = parts_between(
            stretch, quantities[at - 2].end, _clause_end(stretch, second), inside_clause=True
        )
        if (
            is_open
            or [p.quantity for p in parts] != [first, second]
            or _ON_TOTAL.search(stretch.between(second.end, stretch.end))
        ):
            continue
        of_all = _OF_ALL.search(stretch.between(whole.start - 15, whole.start))
        has = re.fullmatch(r"\s*(?:trong đó )?có\s*", parts[0].label) and ";" not in stretch.between(
            whole.end, first.start
        )
        if BARE.fullmatch(parts[0].label) and max(first.value, second.value) > whole.value and not (of_all or has):
            continue  # "06 chỉ tiêu vượt, 09 chỉ tiêu đạt, 02 chỉ tiêu không đạt": three parts, no whole
        if third := _completing(stretch, whole, (first, second), quantities[at + 1 : at + 2]):
            yield part_of(whole, [*parts, third], exhaustive=True)
            continue
        own = fold(stretch.between(whole.start - 25, whole.start))
        phrases = [p.phrase for p in parts]
        told = results(phrases) or (has and tell_apart(phrases))
        if whole.unit is not None and not (told and under_way(phrases) and mistyped(whole, parts)):
            continue  # of what is measured only what is done and not yet done
        if told and not results([own, phrases[-1]]) and not results([phrases[0], own]):
            yield part_of(whole, parts, exhaustive=True)


def _completing(
    stretch: Stretch, whole: Quantity, told: tuple[Quantity, Quantity], following: Sequence[Quantity]
) -> Part | None:
    """Return the next number where it makes the two all of the whole: "38 đồng ý, 05 không đồng ý và 02 khác"."""
    third = following[0] if following else None
    if third is None or third.unit is not None or not _counts_same(whole, third):
        return None
    between = stretch.between(told[1].end, third.start)
    near = re.fullmatch(r"[^,;\d]{0,60}(?:[,;]|\bvà|, và|, còn)[^,;\d]{0,30}", between) is not None
    return Part(third, "", "", 0) if near and told[0].value + told[1].value + third.value == whole.value else None


def of_total(stretch: Stretch) -> Iterator[PartOf]:
    """ "06 chỉ tiêu vượt, 09 chỉ tiêu đạt và 02 chỉ tiêu không đạt trên tổng số 17 chỉ tiêu": the whole comes last."""
    for at, whole in enumerate(stretch.quantities):
        if at < 2 or whole.unit is not None or not _ON_TOTAL.search(stretch.between(whole.start - 20, whole.start)):
            continue
        parts, is_open = parts_between(stretch, stretch.start, whole.start)
        parts = tuple(p for p in parts if p.quantity.end <= whole.start)
        alike = all(same_head(whole.head, p.quantity.head) for p in parts)
        apart = tell_apart([p.phrase for p in parts]) or (len(parts) > 2 and nearly(whole, parts))
        if len(parts) == at and alike and not is_open and apart:
            yield part_of(whole, parts, exhaustive=True)


def altogether(stretch: Stretch) -> Iterator[PartOf]:
    """ "62 mẫu khí, 18 mẫu nước mặt và 25 mẫu nước thải, tổng cộng 105 mẫu": what stands before is all of it."""
    for at, whole in enumerate(stretch.quantities):
        if at < 2 or whole.approximate or not _ALTOGETHER.search(stretch.between(whole.start - 25, whole.start)):
            continue
        parts, is_open = parts_between(stretch, stretch.start, whole.start, inside_clause=True)
        alike = [p for p in parts if p.quantity.unit == whole.unit and _counts_same(whole, p.quantity)]
        if len(alike) == at - 1 > 1 and parts[1:] == tuple(alike) and len(parts) == at:
            parts = parts[1:]  # "02 lớp: lớp 1 có 45 học viên, lớp 2 có 52 học viên, tổng cộng 97 học viên"
        if len(alike) == len(parts) >= 2 and len(parts) >= at - 1 and not is_open:
            near = abs(total_of(parts) - whole.value) <= whole.value / 4
            if near or mistyped(whole, parts):
                yield part_of(whole, parts, exhaustive=True)


def of_all_told(stretch: Stretch) -> Iterator[PartOf]:
    """ "Tổng số 125.430 hồ sơ; nội trú 8.120 hồ sơ, ngoại trú 117.310 hồ sơ": a total, then its labelled parts."""
    for at, whole in enumerate(stretch.quantities[:-2]):
        if whole.approximate or whole.unit == "%" or not _IN_ALL.search(stretch.between(whole.start - 90, whole.start)):
            continue
        between = stretch.between(whole.end, stretch.quantities[at + 1].start)
        if LEADS.search(stretch.between(whole.end, stretch.end)) or not re.match(r"[^;,.]{0,60}[;,]", between):
            continue
        parts, is_open = parts_between(stretch, whole.end, stretch.end, inside_clause=True)
        if between.lstrip()[:1] != ";" and "," in between and not is_open and len(parts) > 2:
            yield from _groups_of(whole, parts)  # "tổng số 34 …, chuyển tiếp 23 …, mở mới 11 …; nghiệm thu 09 …"
        alike = [p for p in parts if p.quantity.unit == whole.unit and _is_of(whole, p.quantity)]
        labels = {bool(BARE.fullmatch(p.label)) for p in alike}  # all have one, or none: "50 vụ trộm, 46 vụ cướp"
        sure = mistyped(whole, parts) or tell_apart([p.phrase for p in parts])
        deed = any(_DEED.search(p.label if p.label.strip() else p.phrase) for p in parts[:1])
        if len(alike) == len(parts) >= 2 and not is_open and len(labels) == 1 and sure and not deed:
            yield part_of(whole, parts, exhaustive=True)
        return


def _groups_of(whole: Quantity, parts: Sequence[Part]) -> Iterator[PartOf]:
    for piece in sorted({p.piece for p in parts}):
        group = [p for p in parts if p.piece == piece]
        alike = all(p.quantity.unit is whole.unit is None and _counts_same(whole, p.quantity) for p in group)
        labelled = all(p.quantity.head and not BARE.fullmatch(p.label) for p in group)
        if len(group) < 2 or len(group) == len(parts) or not (alike and labelled):
            continue
        apart = tell_apart([p.phrase for p in group]) and one_mends(
            whole.value, [p.quantity.value for p in group], few=3
        )
        if total_of(group) != whole.value and (apart or mistyped(whole, group)):
            yield part_of(whole, group, exhaustive=True)


def _is_of(whole: Quantity, part: Quantity) -> bool:
    """True where a part counts what the whole does, or says only which of it: "30 nam" of "45 người"."""
    which = part.unit is None and tells_quality(part.head) and kind_of(part.head) in {None, kind_of(whole.head)}
    return _counts_same(whole, part) or which


def _counts_same(whole: Quantity, part: Quantity) -> bool:
    return (
        whole.unit is not None or not part.head or same_head(whole.head, part.head) or is_one_of(part.head, whole.head)
    )


def added_up(bracket: Stretch) -> Iterator[PartOf]:
    """ "06 hội nghị …, 03 hội nghị … (tổng cộng 09 hội nghị)": a bracket that adds up what stands before it."""
    owner = bracket.owner
    if owner is None or not _ADDS_UP.match(bracket.shown) or CARRIED_OVER.search(bracket.shown):
        return
    for whole in bracket.quantities:
        parts = [q for q in owner.quantities if q.end < bracket.start and q.unit == whole.unit and whole.head]
        every = [
            Part(q, "", "", 0)
            for q in parts
            if not q.approximate and (q.value <= whole.value or _counts_same(whole, q))
        ]
        told = [part for part in every if _counts_same(whole, part.quantity)]
        if len(told) < len(every) > 2 and _are_kinds(bracket, whole, every):
            told = every
        if len(told) < len(every) and (total_of(every) == whole.value or not mistyped(whole, told)):
            continue  # "08 bếp ăn, 14 cơ sở … và 22 cơ sở … (tổng cộng 44 cơ sở)"
        if len(told) > 1:
            yield part_of(whole, told, exhaustive=True)


def _are_kinds(bracket: Stretch, whole: Quantity, parts: Sequence[Part]) -> bool:
    """ "15 tin, 06 bài, 04 phóng sự (tổng cộng 25 tin, bài, phóng sự)", "08 doanh nghiệp, … (tổng số 25 cơ sở)"."""
    named = fold(bracket.between(whole.end, bracket.end))
    if all(p.quantity.head and re.search(rf"\b{re.escape(p.quantity.head[0])}\b", named) for p in parts):
        return True
    kinds = {kind_of(p.quantity.head) for p in parts}
    kind = kind_of(whole.head)
    of_one = kinds <= {"organisation", "household"} if kind == "organisation" else kinds == {kind}
    return kind is not None and of_one and mistyped(whole, parts)


def of_these(stretch: Stretch) -> Iterator[PartOf]:
    """ "Trong 212 trường hợp … có 118 nam và 94 nữ": what a clause begins with is the whole of what "có" opens."""
    begun = {stretch.start + opened.end() for opened in _OF_THESE.finditer(stretch.shown)}
    for whole in stretch.quantities if begun else ():
        if whole.start in begun and whole.unit is None and not whole.approximate and whole.head:
            yield from _of_these(stretch, whole)


def _of_these(stretch: Stretch, whole: Quantity) -> Iterator[PartOf]:
    has = _HAS.match(stretch.between(whole.end, stretch.end))
    if not has or kind_of(whole.head) == "time":
        return
    begin = whole.end + has.end()
    cut = re.search(r";", stretch.between(begin, stretch.end))
    every, gaps = parts_between(stretch, begin, stretch.end)
    every = tuple(p for p in every if p.quantity.unit is None)  # "…, với tổng giá 12,9 tỷ đồng" counts nothing
    goes_on = cut is not None and not gaps and len(every) > 2
    goes_on = goes_on and all(same_head(whole.head, p.quantity.head) for p in every)
    if goes_on and one_mends(whole.value, [p.quantity.value for p in every], few=3):
        yield part_of(whole, every, exhaustive=True)
        return
    parts, is_open = parts_between(stretch, begin, begin + cut.start() if cut else stretch.end)
    phrases = [p.phrase for p in parts]
    alike = [p for p in parts if same_head(whole.head, p.quantity.head) or tells_quality(p.quantity.head)]
    if parts and len(alike) == len(parts):
        of_all = len(parts) > 2 and (mistyped(whole, parts) or abs(total_of(parts) - whole.value) == 1)
        apart = len(parts) > 1 and not is_open and (tell_apart(phrases) or of_all)
        if not _HAS_AT_ONCE.search(has[0]) and not one_mends(whole.value, [p.quantity.value for p in parts], few=3):
            return  # "trong số 85 hồ sơ, số hồ sơ trực tuyến là 62 hồ sơ, …": nothing says that they are all
        yield part_of(whole, parts if apart else parts[:1], exhaustive=apart)


def among_them(stretch: Stretch) -> Iterator[PartOf]:
    """ "18 tàu cá …, có 05 tàu trong số đó …" and "kiểm tra 26 cơ sở, phát hiện 03 cơ sở …": no more than there are."""
    quantities = stretch.quantities if not _OPENED.search(stretch.shown) else ()
    for at, part in enumerate(quantities[1:], 1):
        whole = quantities[at - 1]
        if whole.unit is not None or part.unit is not None or whole.approximate or part.approximate:
            continue
        if not same_head(whole.head, part.head) or joined(stretch, quantities, at - 1):
            continue
        between = stretch.between(whole.end, part.start)
        behind = stretch.between(part.end, part.end + 60)
        examined = _EXAMINED.search(stretch.between(whole.start - 80, whole.start)) and _FOUND.search(between)
        if (
            len(between) <= 2 * FAR
            and ";" not in _FOUND_BEHIND.sub("", between)
            and (examined or _AMONG.match(behind) or _THEN.search(between) or _tenfold(stretch, whole, part, between))
        ):
            yield part_of(whole, [Part(part, "", "", 0)], exhaustive=False)


def _tenfold(stretch: Stretch, whole: Quantity, part: Quantity, between: str) -> bool:
    """ "phát hiện 848 cơ sở vi phạm, xử phạt 1.570 cơ sở": of those found no more are fined; a nought is too many."""
    deeds = _FOUND_OUT.search(stretch.between(whole.start - 40, whole.start)) and _FOUND.search(between)
    return bool(deeds) and part.value > whole.value >= part.value / 10 and part.value % 10 == 0


def _clause_end(stretch: Stretch, quantity: Quantity) -> int:
    """Return where the words behind a quantity end: before the next number or sign."""
    behind = stretch.between(quantity.end, stretch.end)
    cut = re.search(r"[,;:(]|\d", behind)
    return quantity.end + (cut.start() if cut else len(behind))


def _same_before(before: Sequence[Quantity], first: Quantity, second: Quantity) -> Quantity | None:
    """Return the nearest quantity of the last four that counts what both of these count."""
    if first.unit is not None and first.unit == second.unit != "%":
        measured = (q for q in reversed(before[-4:]) if q.unit == first.unit and not q.approximate)
        return next(measured, None)
    if first.unit is not None or second.unit is not None:
        return None
    for whole in reversed(before[-4:]):
        alike = all(
            not q.head or is_neutral(q.head) or same_head(whole.head, q.head) or is_one_of(q.head, whole.head)
            for q in (first, second)
        )
        if whole.head and whole.unit is None and not whole.approximate and alike:
            return whole
    return None
