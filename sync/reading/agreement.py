"""Whether the parts of a region count what a whole counts."""

from __future__ import annotations

import re
from itertools import takewhile

from sheets.text import fold
from sync.model.sentences import Quantity
from sync.reading.joints import Stretch
from sync.reading.labels import NUMBERED_NOUN
from sync.reading.nouns import holds_others, is_neutral, is_one_of, kind_of, tell_apart, tells_quality
from sync.reading.quantities import CLASSIFIERS, head_of, same_head
from sync.reading.regions import BARE, FAR, Lead, Part, Region, total_of

_SOME = re.compile(r"\b(?:có|gồm|còn)\s*$", re.IGNORECASE)
_WHICH = re.compile(
    r"\s*(?:nữ|nam|nữ giới|dân tộc thiểu số|đảng viên|mới|cấp mới|vi phạm|không đạt|quá hạn):?\s*", re.IGNORECASE
)
_HOW = frozenset({"đạt", "không", "chưa", "đã", "đang", "được", "bị"})
_SETS = frozenset({"bộ", "gói", "lô", "dàn"})
_STILL = re.compile(r"\s*(?:đang|chưa|còn|tạm)\b")
_TOTAL = re.compile(r"\btổng (?:số|cộng)(?:(?: là)?|[^,;.:()\d]{1,60}\b(?:là|có))?:?\s*$", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\b(?:tổng (?:số|cộng)|số) (?P<of>[^,;.:()\d]{1,70}?):?\s*$", re.IGNORECASE)
_NAME_END = re.compile(r"[;.(]|\d")


def agreeing(stretch: Stretch, whole: Quantity, region: Region, *, near: bool) -> tuple[Part, ...]:
    """Return the region's parts, up to the first that counts another thing; () where that is the first."""
    said = fold(_whole_words(stretch, whole, region)).strip()
    if kind_of(whole.head[:2]) is not None:  # of "12 nhiệm vụ" 13 "vụ" are no part
        said = said.removeprefix(" ".join(whole.head[:2]))
    if not whole.head and whole.unit is None and _is_total(stretch, whole, region.parts[0].quantity):
        first = region.parts[0].quantity
        counted = takewhile(lambda p: p.quantity.unit is None and same_head(first.head, p.quantity.head), region.parts)
        return tuple(counted)
    parts: list[Part] = []
    for part in region.parts:
        alike = whole.unit == part.quantity.unit is not None or same_head(whole.head, part.quantity.head)
        alike = alike or (part.quantity.head in CLASSIFIERS and _stands_for_any(whole, part.quantity))
        if not _agrees(whole, part, said, region.lead) or not (near or alike or (parts and not part.quantity.head)):
            break
        parts.append(part)
    if not parts:
        return ()
    if (
        region.lead == "bracket"
        and len(region.parts) == 1
        and not (_SOME.search(parts[0].label) or _WHICH.fullmatch(parts[0].label))
    ):
        return ()  # "Tập san số 4 (300 bản)": nothing says that it is a part
    if len(parts) == 1 and holds_others(whole.head) and _quality_alone(parts[0]):
        return ()  # "12 lớp. Kết quả: 450 được cấp chứng chỉ": what they hold
    weak = not any(_strong(whole, part, said) for part in parts)
    if weak and (len(parts) < 2 or all(p.quantity.value > whole.value for p in parts)):
        return ()
    known = kind_of(whole.head) is not None
    same_kind = known and (
        all(same_head(parts[0].quantity.head, p.quantity.head) for p in parts)
        or all(kind_of(p.quantity.head) == kind_of(whole.head) for p in parts)
    )
    near_ones = [p for p in region.parts if region.lead != "strict" or p.piece == parts[0].piece]
    if weak and ((region.lead in {"loose", "result"} and not same_kind) or len(parts) < len(near_ones)):
        apart = tell_apart([p.phrase for p in parts])
        done_with = len(parts) > 2 and _STILL.match(parts[-1].phrase) is not None  # what is left comes last
        return tuple(parts) if apart and (done_with or total_of(parts) == whole.value) else ()
    return tuple(parts)


def _is_total(stretch: Stretch, whole: Quantity, first: Quantity) -> bool:
    """True of "tổng số là 54" and of "tổng số giường bệnh 2.450", whose words the first part counts."""
    before = _before(stretch, whole)
    named = _TOTAL_OF.search(before)
    return _TOTAL.search(before) is not None or (named is not None and same_head(head_of(named["of"], 0), first.head))


def _before(stretch: Stretch, whole: Quantity) -> str:
    """Return the words before a whole in its own sentence."""
    home = next((s for s in (stretch, stretch.owner, stretch.before) if s and s.start <= whole.start < s.end), stretch)
    return home.between(whole.start - 90, whole.start)


def _whole_words(stretch: Stretch, whole: Quantity, region: Region) -> str:
    """Return the words between a whole and its parts."""
    home = stretch
    if not stretch.start <= whole.start < stretch.end or stretch.owner is not None:
        home = stretch.owner or stretch.before or stretch
        if not home.start <= whole.start < home.end:
            home = stretch
    return _NAME_END.split(home.between(whole.end, max(whole.end, min(region.start, home.end)))[:FAR])[0]


def _strong(whole: Quantity, part: Part, said: str) -> bool:
    quantity = part.quantity
    if whole.unit is not None or (quantity.head in CLASSIFIERS and kind_of(whole.head) in {"vehicle", "machine"}):
        return True
    return (
        same_head(whole.head, quantity.head)
        or is_one_of(quantity.head, whole.head)
        or kind_of(quantity.head) == kind_of(whole.head) == "person"
        or (is_neutral(whole.head) and is_neutral(quantity.head) and bool(part.label.strip()))
        or (bool(part.label.strip()) and not quantity.head)
        or (bool(quantity.head) and re.search(rf"\b{re.escape(' '.join(quantity.head[:2]))}\b", said) is not None)
        or (tells_quality(quantity.head) and kind_of(quantity.head) in {None, kind_of(whole.head)})
        or _quality_alone(part)
    )


def _quality_alone(part: Part) -> bool:
    """ "Kết quả: 134 đạt, 13 không đạt": no noun stands behind the number, only how its things are."""
    bare = not part.quantity.head and part.quantity.unit is None and BARE.fullmatch(part.label)
    words = part.phrase[len(fold(part.label)) :].split() if bare else []
    return tells_quality(tuple(words[:2])) and words[0] in _HOW


def _stands_for_any(whole: Quantity, part: Quantity) -> bool:
    """ "khai trừ 8 trường hợp" of party members, "dưới 6m: 271 chiếc" of boats."""
    if part.head in CLASSIFIERS:
        return bool(whole.head) and kind_of(whole.head) not in {"person", "event", "time"}
    return " ".join(part.head[:2]) == "trường hợp" and kind_of(whole.head) == "person"


def _of_set(whole: Quantity, part: Quantity) -> bool:
    return same_head(whole.head, part.head) or same_head(whole.head[1:], part.head) or tells_quality(part.head)


def _names_a_whole(whole: Quantity, part: Part) -> bool:
    """ "04 đảng bộ, gồm: Đảng bộ Công an kết nạp 21 đảng viên, …": what each of the counted has is no part of them."""
    own = " ".join(whole.head[: 2 if kind_of(whole.head[:1]) is None else 1])
    named = bool(own) and fold(part.label).lstrip(" -–+:").startswith(f"{own} ")
    head = part.quantity.head
    general = is_neutral(head) or tells_quality(head) or head in CLASSIFIERS
    return named and bool(head) and not same_head(whole.head, head) and not general


def _agrees(whole: Quantity, part: Part, said: str, lead: Lead) -> bool:
    quantity = part.quantity
    if whole.unit != quantity.unit:
        return whole.unit is None and quantity.unit == "đồng" and quantity.value < 1000 and " " in quantity.text
    named = NUMBERED_NOUN.search(part.label)
    if named and fold(named[0]).split()[0] in whole.head[:1]:
        return False  # "02 đoàn (đoàn 1 có 08 người)": what each of the counted ones has
    if _names_a_whole(whole, part):
        return False
    if whole.head[:1] and whole.head[0] in _SETS and quantity.head and not _of_set(whole, quantity):
        return False  # "02 bộ thiết bị: 10 máy tính, 02 máy in": what a set is made of
    if _strong(whole, part, said):
        return True
    bare = bool(BARE.fullmatch(part.label))
    kinds = kind_of(whole.head), kind_of(quantity.head)
    if tells_quality(quantity.head) and (kinds[1] is None or kinds[0] in {None, kinds[1]}):
        return bare
    if part.label.strip() and not bare and _stands_for_any(whole, quantity):
        return True
    if quantity.head in CLASSIFIERS and kind_of(whole.head) in {"vehicle", "machine"}:
        return True
    if not bare or lead == "result":
        return False
    if quantity.head and re.search(rf"\b{re.escape(quantity.head[0])}\b", said):
        return True
    if is_neutral(quantity.head) and kinds[0] == "organisation" and lead in {"strict", "bracket"}:
        return True  # "100 cơ sở gồm 24 cá nhân và 76 tổ chức"
    if None not in kinds and kinds[0] != kinds[1]:
        return False
    if kinds[0] is not None and kinds[0] == kinds[1]:
        return True
    return not holds_others(whole.head) and bool(whole.head)
