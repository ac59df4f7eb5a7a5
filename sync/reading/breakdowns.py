"""Wholes and their parts: what stands in a bracket, behind "gồm", "trong đó", or a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from sync.model.sentences import PartOf, Quantity
from sync.reading.agreement import agreeing
from sync.reading.completeness import DONE, STRICT, all_of_it, apart, before_a_deed
from sync.reading.joints import Stretch
from sync.reading.leftover import is_total_of
from sync.reading.nouns import holds_others, is_neutral, kind_of, tell_apart
from sync.reading.quantities import same_head
from sync.reading.regions import BARE, Part, Region, part_of, regions, slack_of, total_of
from sync.reading.slips import mistyped, nearly, one_mends
from sync.reading.wholes import by_label, compared, stands_with_others, wholes

_WORKS = frozenset({"nhiệm vụ", "đề tài", "đề án", "dự án", "chương trình", "mô hình", "công trình"})
_HOLD_NOBODY = frozenset({"machine", "document", "speech"})
_FEW = 3
_AGAIN = 3  # parts from which on a whole that was broken down may be broken down once more

# "790 trường, trong đó 691 mức 1, 99 mức 2 và hiện chỉ còn 59 trường chưa đạt": the last is none of them.
_BESIDES = re.compile(r"\s*(?:và |hiện |nay |chỉ |đến nay )*(?:còn|ngoài ra|ngoài ra còn)\b(?! lại)", re.IGNORECASE)
_CAME = re.compile(r"\b(?:thụ lý|tiếp nhận|nhận)(?: mới| được)?(?: là)?\s*$", re.IGNORECASE)
_DEALT = re.compile(r"\s*(?:đã\s+)?(?:giải quyết|xử lý|xét xử|trả)(?: xong| được)?\s*$", re.IGNORECASE)
_LEFT = re.compile(r"\s*(?:(?:hiện|và)\s+)?còn\b", re.IGNORECASE)
_BEFORE = re.compile(r"\s*(?:đầu|cuối) (?:kỳ|tháng|năm|quý|tuần)\b", re.IGNORECASE)


def breakdowns(stretch: Stretch) -> Iterator[PartOf]:
    """Yield the parts of each whole of a stretch."""
    found = list(regions(stretch))
    for number, region in enumerate(found):
        relation = _relation(stretch, region, found[:number])
        if relation and not _beside(stretch, relation):
            yield relation
            yield from _told_twice(region, relation)


def _beside(stretch: Stretch, relation: PartOf) -> bool:
    """ "gồm: 02 di tích quốc gia: A, B; 04 di tích cấp tỉnh": the two stand side by side, none in the other."""
    whole, part = relation.whole, relation.parts[0]
    begins = re.search(r"(?:[:;]|\bgồm)\s*$", stretch.between(stretch.start, whole.start))
    alone = len(relation.parts) == 1 and part.value > whole.value and part.start > whole.end
    return bool(begins) and alone and re.search(r";\s*$", stretch.between(whole.end, part.start)) is not None


def _told_twice(region: Region, relation: PartOf) -> Iterator[PartOf]:
    """ "86 mẫu: 52 mẫu nước, 21 mẫu thịt, 13 mẫu rau; 83 mẫu đạt, 03 mẫu không đạt": the whole is broken down twice.

    Where one way adds up the other does, too, but for a slip; kinds of what is counted only where one is mistyped.
    """
    whole, mine = relation.whole, {q.start for q in relation.parts}
    pieces = sorted({p.piece for p in region.parts})
    if not relation.exhaustive or region.open or len(pieces) != 2 or whole.unit is not None:
        return
    for piece in pieces:
        group = [p for p in region.parts if p.piece == piece]
        alike = all(same_head(p.quantity.head, whole.head) for p in group)
        kinds = region.lead in STRICT and all(_is_kind_of(whole, p) for p in group) and mistyped(whole, group)
        told = any(p.quantity.start in mine or DONE.match(p.label) for p in group)
        if len(group) < 2 or told or not (alike or kinds):
            continue
        numbers = [p.quantity.value for p in group]
        sure = tell_apart([p.phrase for p in group]) or len(group) > 2
        off = total_of(group) != whole.value
        if off and (mistyped(whole, group) or (sure and one_mends(whole.value, numbers, few=_FEW))):
            yield part_of(whole, group, exhaustive=True)


def _relation(stretch: Stretch, region: Region, earlier: Sequence[Region]) -> PartOf | None:
    agreed = [(whole, agreeing(stretch, whole, region, near=near)) for whole, near in wholes(stretch, region)]
    fitting = [(whole, parts) for whole, parts in agreed if parts and not _one_of_each(whole, parts)]
    if any(parts and _one_of_each(whole, parts) for whole, parts in agreed):
        others = ((w, agreeing(stretch, w, region, near=True)) for w, _ in wholes(stretch, region))
        fitting = [(w, parts) for w, parts in others if parts and _are_all_but_a_slip(w, parts)]
    if again := _broken_down_again(stretch, region):
        return again
    if not fitting:
        return _kinds_of(stretch, region)
    for whole, parts in fitting:
        for chosen in _choices(parts):
            if len(chosen) >= 2 and abs(total_of(chosen) - whole.value) <= slack_of(whole, chosen):
                return part_of(whole, chosen, exhaustive=True)
    whole, parts = fitting[0]
    if region.lead == "loose":  # "trồng 150 ha, trong đó … 90 ha; chăm sóc 1.200 ha": behind ";" another deed
        kept = tuple(takewhile(lambda p: p.piece == parts[0].piece or p.quantity.value <= whole.value, parts))
        parts = parts if mistyped(whole, parts) and apart(parts) else kept
    chosen = before_a_deed(_chosen(parts))
    if len(chosen) > 1 and chosen[-1].piece > chosen[0].piece and is_total_of(stretch, whole):
        chosen = chosen[:-1]  # "12 dự án khởi công trên tổng số 20 dự án, trong đó 05 …; còn 08 …": of the total
    if _is_account(chosen) or _of_another_time(region, chosen):
        return None
    if len(chosen) > 1 and _of_another(stretch, region, parts):
        return None
    if total_of(chosen) > whole.value and not mistyped(whole, chosen) and stands_with_others(stretch, whole):
        return None
    whole = _of_all_before(stretch, whole, chosen) or whole
    if _of_one_before(stretch, region, fitting, chosen) or _explained(fitting, chosen, earlier):
        return None
    return part_of(whole, chosen, exhaustive=all_of_it(stretch, region, whole, chosen, cut=_goes_on(region, chosen)))


def _one_of_each(whole: Quantity, parts: Sequence[Part]) -> bool:
    """ "68 học viên đến từ 03 huyện: Ninh Hải 25, Thuận Bắc 23, Bác Ái 20": what each of the three has."""
    each = whole.value == len(parts) > 1 and holds_others(whole.head) and all(by_label(p) for p in parts)
    return each and all(not p.quantity.head for p in parts) and total_of(parts) > 3 * whole.value


def _are_all_but_a_slip(whole: Quantity, parts: Sequence[Part]) -> bool:
    numbers = [p.quantity.value for p in parts]
    return whole.value >= max(numbers) and len(numbers) != whole.value and one_mends(whole.value, numbers, few=_FEW)


def _is_account(parts: Sequence[Part]) -> bool:
    """ "thụ lý 469 vụ, đã giải quyết 356 vụ, còn lại 113 vụ": what came, and what became of it, are no parts."""
    went = [at for at, p in enumerate(parts) if at and _DEALT.match(p.label)]
    left = any(_LEFT.match(p.label) for p in parts[went[0] + 1 :]) if went else False
    return bool(went) and len(parts) > 2 and (left or _CAME.search(parts[0].label) is not None)


def _of_another_time(region: Region, parts: Sequence[Part]) -> bool:
    """ "bổ sung 45 tài liệu (đầu tháng có 2.270 tài liệu)": a bracket's one number of another time is no part."""
    return region.lead == "bracket" and len(parts) == 1 and _BEFORE.match(parts[0].label) is not None


def _of_all_before(stretch: Stretch, whole: Quantity, chosen: Sequence[Part]) -> Quantity | None:
    """ "40 ứng cử viên, có 15 nữ, 6 trẻ. Trong đó có 11 tiến sĩ và 19 thạc sĩ": of the first number, not the last."""
    home = stretch.before if stretch.owner is None else None
    if home is None or not home.start <= whole.start < home.end or total_of(chosen) <= whole.value:
        return None
    others = [q for q in home.quantities if q.end <= whole.start and q.unit == whole.unit]
    total = total_of(chosen)
    held = (q for q in others if total <= q.value and same_head(q.head, whole.head) and not compared(home, q))
    return next(held, None)


def _broken_down_again(stretch: Stretch, region: Region) -> PartOf | None:
    """ "kỷ luật 56 đảng viên: khiển trách 31, …. Trong đó, tỉnh ủy 1, đảng ủy 18, …": the same whole, told otherwise.

    Only where all parts say by a label what they count, and one number looks mistyped.
    """
    home = stretch.before if stretch.owner is None else None
    if home is None or region.open or len(region.parts) < _AGAIN or not all(by_label(p) for p in region.parts):
        return None
    if stretch.between(stretch.start, region.start).strip(" -–+•\n"):
        return None
    for relation in breakdowns(home):
        parts = region.parts
        if relation.exhaustive and len(relation.parts) > 1 and total_of(parts) != relation.whole.value:
            near = nearly(relation.whole, parts) and total_of(parts) <= relation.whole.value * 2
            return part_of(relation.whole, parts, exhaustive=True) if near else None
    return None


def _of_one_before(
    stretch: Stretch,
    region: Region,
    fitting: Sequence[tuple[Quantity, Sequence[Part]]],
    chosen: Sequence[Part],
) -> bool:
    """ "34 dự thi, 02 vắng mặt; kết quả 31 đạt": one result may be of those before the nearest number.

    So may what a bracket tells where another number stands between: "… và 9 ca nhập cảnh tại 60 tỉnh (19 ca …)".
    """
    home = stretch.owner if region.lead == "bracket" else None
    far = home is not None and any(fitting[0][0].end < q.start < stretch.start for q in home.quantities)
    if region.lead == "strict" and len(chosen) == 1 and _behind_names(stretch, region, chosen[0].quantity):
        return True
    if region.lead == "loose" and len(chosen) == 1 and _of_any(stretch, fitting[0][0], chosen[0].quantity):
        return True
    if not (region.lead == "result" or far) or len(chosen) > 1 or chosen[0].quantity.value <= fitting[0][0].value:
        return False
    return any(chosen[0].quantity.value <= other.value for other, _ in fitting[1:])


def _behind_names(stretch: Stretch, region: Region, part: Quantity) -> bool:
    """ "05 địa phương, gồm: Quảng Trị, Ninh Thuận, Vĩnh Long và có 06 địa phương …": the names were all of them."""
    return len(re.findall(r"[,;]", stretch.between(region.start, part.start))) > 1


def _of_any(stretch: Stretch, whole: Quantity, part: Quantity) -> bool:
    """ "bắt 02 vụ ma túy, xử lý 50 trường hợp buôn lậu. Trong đó, lập hồ sơ 07 vụ": of the more general number."""
    told = stretch.before.quantities if stretch.before is not None and stretch.owner is None else ()
    more = (q for q in told if q.start > whole.end and is_neutral(q.head) and kind_of(whole.head) == "event")
    return part.value > whole.value and any(part.value <= q.value for q in more)


def _of_another(stretch: Stretch, region: Region, parts: Sequence[Part]) -> bool:
    """ "26 lượt người dự 08 lớp: chính trị 05, …": parts without a noun of their own may be another number's."""
    bare = all(not p.quantity.head and p.quantity.unit is None for p in parts)
    return bare and any(total_of(parts) == other.value for other, _ in wholes(stretch, region))


def _kinds_of(stretch: Stretch, region: Region) -> PartOf | None:
    """ "38 nhiệm vụ, gồm 29 đề tài và 09 dự án": other nouns are parts only where the sum looks mistyped."""
    counted = [p for p in region.parts if p.quantity.unit is None and p.quantity.head]
    alike = all(p.label.strip() and p.quantity.head == counted[0].quantity.head for p in counted)
    plain = counted if alike else [p for p in counted if BARE.fullmatch(p.label)]
    if region.lead not in STRICT or region.open or len(plain) < 2 or len(plain) < len(region.parts):
        return None
    for whole, near in wholes(stretch, region):
        if not near or whole.unit is not None or (alike and holds_others(whole.head)):
            continue
        # "07 nhiệm vụ, gồm: 05 đề tài, 02 dự án và 01 đề án": kinds of one rank, and few too many or too few
        rank = len(plain) > 2 and all(_is_of_rank(whole, p) for p in plain) and abs(total_of(plain) - whole.value) <= 2
        if mistyped(whole, plain) or rank:
            return part_of(whole, plain, exhaustive=True)
    return None


def _is_of_rank(whole: Quantity, part: Part) -> bool:
    """True where a part may be a kind of what the whole counts: both hold other things, or neither does."""
    if {" ".join(head[:2]) for head in (whole.head, part.quantity.head)} <= _WORKS:
        return bool(BARE.fullmatch(part.label))
    kinds = kind_of(whole.head), kind_of(part.quantity.head)
    apart = None not in kinds and kinds[0] != kinds[1]
    alike = kinds[0] in _HOLD_NOBODY or holds_others(whole.head) == holds_others(part.quantity.head)
    return bool(BARE.fullmatch(part.label)) and alike and not apart


def _is_kind_of(whole: Quantity, part: Part) -> bool:
    """ "512 phương tiện đo, gồm: 320 công tơ, 148 đồng hồ, …": of the kind that the whole counts."""
    kind = kind_of(whole.head)
    return kind is not None and kind_of(part.quantity.head) == kind and BARE.fullmatch(part.label) is not None


def _goes_on(region: Region, chosen: Sequence[Part]) -> bool:
    """True where what follows the chosen parts in their piece looks like one more of them."""
    following = region.parts[len(chosen) : len(chosen) + 1]
    last = chosen[-1]
    return any(
        p.piece == last.piece and BARE.fullmatch(p.label) and p.quantity.unit == last.quantity.unit for p in following
    )


def _choices(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Yield all parts, then runs of them that may stand for a breakdown of their own."""
    yield parts
    yield from (parts[:last] for last in range(len(parts) - 1, 1, -1) if _BESIDES.match(parts[last].label))
    if parts[-1].label.strip().casefold() == "có" and not any(BARE.fullmatch(p.label) for p in parts[:-1]):
        yield parts[:-1]  # "Thanh Hóa 10 người, Điện Biên 01 người và có 07 người bị thương"
    for last in range(len(parts) - 1, 1, -1):  # "11 cơ sở chấp hành, 04 cơ sở vi phạm, lập biên bản 03 cơ sở"
        if apart(parts[:last]) and not apart(parts[: last + 1]) and not BARE.fullmatch(parts[last].label):
            yield parts[:last]
    pieces = sorted({p.piece for p in parts})
    for last in pieces[:-1]:
        yield [p for p in parts if p.piece <= last]
    last_piece = [p for p in parts if p.piece == pieces[-1]]
    if len(pieces) > 1 and not DONE.match(last_piece[0].label):
        yield last_piece  # "gồm 03 kiến nghị, 01 khiếu nại; đã giải quyết 04 đơn": what was done with them is none


def _chosen(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that most likely belong together: those before the first ";" where they are several."""
    first = tuple(p for p in parts if p.piece == parts[0].piece)
    return first if len(first) >= 2 else parts


def _explained(
    fitting: Sequence[tuple[Quantity, Sequence[Part]]], chosen: Sequence[Part], earlier: Sequence[Region]
) -> bool:
    """True where another way to read the sentence makes its numbers agree."""
    total, wholes = total_of(chosen), [whole.value for whole, _ in fitting]
    if len(chosen) >= 2 and any(sum(wholes[:n], Decimal(0)) == total for n in range(2, len(wholes) + 1)):
        return True
    for region in earlier:  # "20 trường, gồm 12 mầm non, trong đó 03 vùng cao, 08 tiểu học"
        outer = [p.quantity.value for p in region.parts]
        for n in range(1, len(chosen)):
            if sum(outer, total_of(chosen[n:])) in wholes:
                return True
    return False
