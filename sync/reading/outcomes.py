"""What became of all that was found or told: "phát hiện 12 cơ sở vi phạm, xử phạt 09 cơ sở, nhắc nhở 03 cơ sở"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.accounts import CARRIED_OVER
from sync.reading.joints import HIDDEN, QUIET, Stretch
from sync.reading.nouns import is_neutral, tell_apart
from sync.reading.quantities import same_head
from sync.reading.regions import BARE, FAR, LEADS, Part, part_of, parts_between, total_of
from sync.reading.slips import mistyped, one_mends
from sync.reading.wholes import compared

# One thing that breaks a rule meets one of these, or is not dealt with yet; it may be fined and closed as well.
_OUTCOMES = {
    "fined": r"xử phạt|phạt tiền|xử lý hành chính|^(?:\S+ )?hành chính|quyết định xử phạt",
    "warned": r"nhắc nhở|phê bình|rút kinh nghiệm",
    "cautioned": r"cảnh cáo",
    "handed": r"hình sự|khởi tố|cơ quan (?:cảnh sát )?điều tra|cơ quan công an|truy cứu",
    "pending": r"^(?:và |hiện |số )*còn\b|\bđang\b|\bchờ\b|\bchưa\b",
}
_DONE = re.compile(r"^(?:và |hiện |đến nay |cơ quan |các )*(?:đã|được|hoàn thành)\b")
_PENDING = re.compile(_OUTCOMES["pending"])
_BROKEN = re.compile(
    r"\b(?:vi phạm|sai phạm|phát hiện|lập biên bản|bắt giữ|trái phép|buôn lậu|gian lận)\b", re.IGNORECASE
)
# "nhắc nhở 05 trường hợp không đội mũ bảo hiểm": others than those found before.
_OTHERS = re.compile(r"\bkhông\b")
_BOTH = re.compile(r"\b(?:vừa|đồng thời|cả hai|trùng|kèm theo|ngoài ra)\b", re.IGNORECASE)
_STANDS_FOR = frozenset({("quyết", "định"), ("vụ",), ("trường", "hợp"), ("hồ", "sơ")})
_OF_ALL = re.compile(r"(?:^|[;,:]\s|\n)\s*trong (?:tổng số |số )?$", re.IGNORECASE)
_HAS = re.compile(
    r"[^.;,:\d]{1,90}(?:,\s*)?\b(?:thì )?(?:có|gồm)\s$|[^.;:\d]{1,90},\s*(?:đến nay )?(?:đã|được) ", re.IGNORECASE
)
_OPENED_PART = re.compile(r"[^;:.\d]{0,60}\b(?:có|gồm)\s*", re.IGNORECASE)
_THEN_HAS = re.compile(r"[^.;:\d]{0,60}[;,]\s*(?:trong đó\s*)?có\s*$", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:tăng|giảm|không đổi|ổn định|giữ nguyên)\b")
_THEN_ENDED = re.compile(
    r"[^.;:\d]{0,60};\s*(?:đến nay,? )?đã (?:kết thúc|hoàn thành|ban hành kết luận)\s*$", re.IGNORECASE
)
_DEED = re.compile(r"\b(?:được|đã|đang|chưa)\b")
_SHORT = 7  # words that say only which ones
_MOST = 4  # outcomes that one sentence tells


def outcomes(stretch: Stretch) -> Iterator[PartOf]:
    """Yield a whole and what became of it, where each part has an outcome of its own and one number looks mistyped."""
    shown = stretch.shown.replace("chuyển tiếp", "")  # which projects they are
    if stretch.owner is not None or CARRIED_OVER.search(shown) or _BOTH.search(shown):
        return
    told = [q for q in stretch.quantities if q.unit is None]
    for at, whole in enumerate(told[:-2]):
        if whole.approximate or not whole.head or compared(stretch, whole):
            continue
        parts = _behind(stretch, whole, told[at + 1 :])
        if len(parts) < 2 or LEADS.search(stretch.between(whole.end, parts[-1].quantity.start)):
            continue
        numbers = [p.quantity.value for p in parts]
        if total_of(parts) == whole.value or any(q.value == total_of(parts) for q in told[:at]):
            continue
        found = _found(stretch, told, at) and _outcomes_of(parts)
        if found and total_of(parts) < whole.value and "warned" not in map(_outcome, parts):
            found = mistyped(whole, parts)  # some may not be dealt with yet
        if (found or _of_all(stretch, whole, parts)) and one_mends(whole.value, numbers):
            yield part_of(whole, parts, exhaustive=True)


def is_part_itself(stretch: Stretch, before: Sequence[Quantity], whole: Quantity) -> bool:
    """ "15 chỉ tiêu, có 09 chỉ tiêu vượt, 04 chỉ tiêu đạt và 02 không đạt": the 09 are parts as well."""
    first = [q for q in before if q.end <= whole.start and q.unit is None and same_head(q.head, whole.head)][-1:]
    return bool(first) and _OPENED_PART.fullmatch(stretch.between(first[0].end, whole.start)) is not None


def _behind(stretch: Stretch, whole: Quantity, told: Sequence[Quantity]) -> tuple[Part, ...]:
    """Return all that is told of what the whole counts behind it, () where other things of its kind may be meant."""
    mine = [q for q in told if _same(whole, q) and not compared(stretch, q)]
    if not mine or len(mine) > _MOST or any(q.approximate for q in mine) or mine[0].start - whole.end > 2 * FAR:
        return ()
    parts, is_open = parts_between(stretch, whole.end, mine[-1].end, inside_clause=True)
    parts = tuple(p for p in parts if p.quantity in mine)
    if len(parts) != len(mine) or is_open:
        return ()
    last = fold(re.split(r"[;,.:(\d]", stretch.between(mine[-1].end, stretch.end))[0])
    return (*parts[:-1], replace(parts[-1], phrase=f"{parts[-1].phrase} {last.strip()}"))


def _same(whole: Quantity, part: Quantity) -> bool:
    if not part.head or same_head(whole.head, part.head) or is_neutral(part.head):
        return True
    return part.head[:2] in _STANDS_FOR or part.head[:1] in _STANDS_FOR


def _found(stretch: Stretch, told: Sequence[Quantity], at: int) -> bool:
    """Return whether the words around a number say that it counts what breaks a rule."""
    before = re.split(r"[;,:.]", stretch.between(told[at].start - 60, told[at].start))[-1]
    behind = re.split(r"[;,:.\d]", stretch.between(told[at].end, told[at + 1].start))[0]
    return _BROKEN.search(before + behind) is not None and not re.search(r"xử phạt|nhắc nhở", before)


def _outcomes_of(parts: Sequence[Part]) -> bool:
    ways = [_outcome(p) for p in parts]
    if None in ways or len(set(ways)) < len(ways):
        return False
    return (
        {"fined", "warned"} <= {*ways}
        or {"fined", "handed"} <= {*ways}
        or {"fined", "pending"} <= {*ways}
        or {"fined", "cautioned"} == {*ways}
    )


def _outcome(part: Part) -> str | None:
    said = part.phrase.strip()
    if _OTHERS.search(said):
        return None
    return next((way for way, words in reversed(_OUTCOMES.items()) if re.search(words, said)), None)


def _of_all(stretch: Stretch, whole: Quantity, parts: Sequence[Part]) -> bool:
    """ "Trong 53 ý kiến, đã trả lời 47 ý kiến, 06 ý kiến đang được xem xét": of all of them, parted by their words."""
    phrases = [p.phrase for p in parts]
    between = re.sub(f"[{HIDDEN}{QUIET}]", "", stretch.between(whole.end, parts[0].quantity.start))
    if _OF_ALL.search(stretch.between(whole.start - 20, whole.start)) and _HAS.match(between):
        return tell_apart(phrases) or _done_and_not(phrases) or all(_MOVED.search(p) for p in phrases)
    counted = next(q for q in stretch.quantities if q.unit is None)
    ended = whole is counted and len(parts) == 2 and _THEN_ENDED.fullmatch(between) is not None
    if ended and _done_and_not(phrases):
        return True
    first = whole is counted and _THEN_HAS.fullmatch(between) is not None
    dealt = any(_DEED.search(p) or len(p.split()) > _SHORT for p in phrases)  # what was done with some of them
    return first and not dealt and tell_apart(phrases) and all(BARE.fullmatch(p.label) for p in parts)


def _done_and_not(phrases: Sequence[str]) -> bool:
    first, last = phrases[0].strip(), phrases[-1].strip()
    return len(phrases) == 2 and bool(_DONE.search(first) and _PENDING.search(last)) and not _PENDING.search(first)
