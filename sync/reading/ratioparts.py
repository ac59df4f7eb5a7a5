"""Parts of what a ratio says is done: "giải ngân 1.254,6/2.180 tỷ đồng, trong đó …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.normalise.numbers import FoundNumber
from sync.reading.joints import Stretch
from sync.reading.nouns import tell_apart
from sync.reading.quantities import same_head
from sync.reading.ratios import Written, quantities_behind, written
from sync.reading.regions import BARE, FAR, Part, opened, part_of, parts_between, slack_of, total_of
from sync.reading.slips import mistyped, one_mends

_FEW = 3
_LEFT = re.compile(r"\s*(?:và )?còn\b", re.IGNORECASE)
_RUN = 3  # ratios of one whole side by side
_UNDONE = re.compile(r"\b(?:đang|chưa|còn)\b")
_CASES = frozenset({"đơn", "vụ", "việc", "vụ việc", "trường hợp", "hồ sơ", "ý kiến", "kiến nghị"})
_OPENS_WAYS = re.compile(r"^[^.;\d()]{0,80}(?:\btrong đó\b\s*:?|\()\s*(?:trong đó\s*:?\s*)?", re.IGNORECASE)
_WAY_BEFORE = re.compile(r"(?:có )?(?:số chỉ tiêu )?(?P<way>vượt|đạt)(?: kế hoạch)?(?: là)?")
_WAY_BETWEEN = re.compile(
    r"(?: chỉ tiêu| tiêu chí| nhiệm vụ)?(?: (?P<way>vượt|đạt)(?: kế hoạch)?)?\s*(?:[,;]|và|[,;] và)\s*"
    r"(?:có )?(?:số chỉ tiêu )?(?:(?P<next>vượt|đạt)(?: kế hoạch)?(?: là)?)?\s*"
)
_WAY_BEHIND = re.compile(r"(?: chỉ tiêu| tiêu chí| nhiệm vụ)? (?P<way>vượt|đạt)\b")
_AMONG = re.compile(r"(?:[^.;\d()]|\([^()]{0,80}\)){0,120}?\btrong đó\s*:?\s*(?:có\s*)?", re.IGNORECASE)


def within_ratios(text: str, numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield "09/12 chỉ tiêu đạt, trong đó có 03 chỉ tiêu vượt": no more than the ratio's first number."""
    for found in written(text, numbers):
        among = _AMONG.match(text, found.end)
        part = next(iter(quantities_behind(quantities, among.end())), None) if among else None
        if part is None or part.approximate or part.unit is not None or not same_head(found.head, part.head):
            continue
        if among and among.end() == part.start:
            cut = found.start + found.text.index("/")
            whole = Quantity(found.start, cut, text[found.start : cut], found.part, found.unit, found.head)
            yield PartOf(whole, (part,), exhaustive=False)


def parts_of_ratios(text: str, found: Sequence[Stretch], numbers: Sequence[FoundNumber]) -> Iterator[PartOf]:
    """Yield the parts behind a ratio's lead as those of its first side, where the words or the digits say so.

    They may as well be those of the second side: then nothing is yielded.
    """
    ratios = list(written(text, numbers))
    for stretch in found if ratios else ():
        mine = [ratio for ratio in ratios if stretch.start <= ratio.start < stretch.end]
        if stretch.owner is not None and not mine:
            mine = _right_before(stretch, stretch.owner, ratios)
        for lead, start, begin, end in opened(stretch) if mine else ():
            before = [ratio for ratio in mine if ratio.end <= start]
            if before and start - before[-1].end <= FAR and stretch.between(before[-1].end, start).count(";") == 0:
                yield from _of(before[-1], stretch, begin, end, strict=lead == "strict")


def parts_beside_ratios(text: str, found: Sequence[Stretch], numbers: Sequence[FoundNumber]) -> Iterator[PartOf]:
    """Yield "giải ngân 1.836,4/2.512 tỷ đồng, đạt 73,1%; vốn tỉnh 1.204,4 tỷ đồng, vốn trung ương 623 tỷ đồng".

    Nothing says that they are its parts: only where one number looks mistyped that would make them all of it.
    """
    ratios = [r for r in written(text, numbers) if r.unit is not None]
    for stretch in found if ratios else ():
        mine = [r for r in ratios if stretch.start <= r.start < stretch.end]
        cut = stretch.shown.find(";", mine[0].end - stretch.start) if len(mine) == 1 else -1
        if cut < 0 or any(mine[0].end <= q.start < stretch.start + cut and q.unit != "%" for q in stretch.quantities):
            continue
        end = stretch.shown.find(";", cut + 1)
        parts, is_open = parts_between(
            stretch, stretch.start + cut + 1, stretch.start + end if end > 0 else stretch.end, inside_clause=True
        )
        alike = all(p.quantity.unit == mine[0].unit and not BARE.fullmatch(p.label) for p in parts)
        done = _side(mine[0], mine[0].part)
        if is_open or len(parts) < 2 or not alike or abs(total_of(parts) - done.value) <= slack_of(done, parts):
            continue
        if total_of(parts) != mine[0].whole and mistyped(done, parts):
            yield part_of(done, parts, exhaustive=True)


def reached_or_passed(text: str, numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield "18/21 chỉ tiêu đạt và vượt, trong đó vượt 07 chỉ tiêu, đạt 11": the two ways in which a goal is met."""
    for found in written(text, numbers):
        two = quantities_behind(quantities, found.end)[:2]
        if len(two) < 2 or found.unit is not None or any(q.unit is not None or q.approximate for q in two):
            continue
        opened = _OPENS_WAYS.search(text[found.end : two[0].start])
        before = fold(text[found.end + opened.end() if opened else 0 : two[0].start]).strip()
        between = f" {fold(text[two[0].end : two[1].start])} "
        behind = f" {fold(text[two[1].end : two[1].end + 30])}"
        first, second = _WAY_BEFORE.fullmatch(before), _WAY_BETWEEN.fullmatch(between)
        if not opened or not second or not (first or before in {"", "có"}):
            continue
        ways = [first["way"], second["next"]] if first else [second["way"], _way_behind(behind)]
        if sorted(filter(None, ways)) == ["vượt", "đạt"]:
            yield PartOf(_side(found, found.part), tuple(two), exhaustive=True)


def _way_behind(behind: str) -> str | None:
    way = _WAY_BEHIND.match(behind)
    return way["way"] if way else None


def _right_before(bracket: Stretch, owner: Stretch, ratios: Sequence[Written]) -> list[Written]:
    """Return the ratio that a bracket follows, where no other number stands between: "18/21 chỉ tiêu đạt (…)"."""
    before = [r for r in ratios if owner.start <= r.start and r.end <= bracket.start]
    nearer = before and any(before[-1].end <= q.start < bracket.start for q in owner.quantities)
    return [] if nearer else before[-1:]


def parts_behind_ratios(found: Sequence[Stretch], numbers: Sequence[FoundNumber], text: str) -> Iterator[PartOf]:
    """Yield what the sentence behind one that ends in a ratio tells of its first side: "22/56 đơn …. Kết quả: …".

    Only where the words tell the parts apart or the digits look mistyped for each other; "vụ việc" may be "đơn".
    """
    ratios = list(written(text, numbers))
    for stretch in found if ratios else ():
        before = stretch.before if stretch.owner is None else None
        mine = [r for r in ratios if before is not None and before.start <= r.start < before.end]
        opening = next(iter(opened(stretch)), None)
        if not mine or before is None or opening is None or stretch.between(stretch.start, opening[1]).strip(" -–+•\n"):
            continue
        parts, is_open = parts_between(stretch, opening[2], stretch.end)
        parts = _without_rest(parts)
        alike = all(p.quantity.unit is None and _same_case(mine[-1].head, p.quantity.head) for p in parts)
        last = all(q.start < mine[-1].start or q.unit == "%" for q in before.quantities)
        if not (alike and last) or is_open or len(parts) < 2 or len(mine) > 1:
            continue
        done, planned = _side(mine[-1], mine[-1].part), _side(mine[-1], mine[-1].whole)
        total = total_of(parts)
        far = abs(total - done.value) * 2 > done.value and not mistyped(done, parts)
        if total in {done.value, planned.value} or far:
            continue
        if mistyped(done, parts) or tell_apart([p.phrase for p in parts]):
            yield part_of(done, parts, exhaustive=True)


def shared_whole(text: str, numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield "18/93 ý kiến đã giải quyết; 37/93 được giải trình; 38/93 đang giải quyết": first sides of one whole."""
    ratios = sorted(written(text, numbers), key=lambda r: r.start)
    run: list[Written] = []
    for ratio in (*ratios, None):
        goes_on = run and ratio and ratio.whole == run[-1].whole and ". " not in text[run[-1].end : ratio.start]
        if not goes_on:
            if not _goes_on(text, run, quantities):
                yield from _of_run(text, run)
            run = []
        if ratio:
            run.append(ratio)


def _goes_on(text: str, run: Sequence[Written], quantities: Sequence[Quantity]) -> bool:
    """ "…; 28/93 ý kiến đang giải quyết; 10 ý kiến không thuộc thẩm quyền": a last part stands without its whole."""
    behind = next(iter(quantities_behind(quantities, run[-1].end)), None) if run else None
    if behind is None or behind.unit is not None or ". " in text[run[-1].end : behind.start]:
        return False
    return not behind.head or _same_case(run[-1].head, behind.head)


def _of_run(text: str, run: Sequence[Written]) -> Iterator[PartOf]:
    if len(run) < _RUN:
        return
    ends = [*(later.start for later in run[1:]), run[-1].end + 80]
    phrases = [fold(re.split(r"[;,.]", text[r.end : end])[0]) for r, end in zip(run, ends, strict=True)]
    total, whole = sum((r.part for r in run), Decimal(0)), _side(run[-1], run[-1].whole)
    parts = tuple(_side(r, r.part) for r in run)
    near = abs(total - whole.value) * 4 <= whole.value
    done_with = _UNDONE.search(phrases[-1]) and not any(_UNDONE.search(p) for p in phrases[:-1])
    if total != whole.value and near and (done_with or tell_apart(phrases)):
        yield PartOf(whole, parts, exhaustive=True)


def _same_case(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two nouns may stand for one thing that is dealt with: "đơn", "vụ việc", "trường hợp"."""
    cases = {head[0] in _CASES or " ".join(head[:2]) in _CASES for head in (one, other) if head}
    return not other or same_head(one, other) or cases == {True}


def _of(ratio: Written, stretch: Stretch, begin: int, end: int, *, strict: bool) -> Iterator[PartOf]:
    parts, is_open = parts_between(stretch, begin, end)
    parts = _without_rest(parts)
    done, planned = _side(ratio, ratio.part), _side(ratio, ratio.whole)
    alike = [
        p for p in parts if p.quantity.unit == ratio.unit and (ratio.unit or same_head(ratio.head, p.quantity.head))
    ]
    if is_open or len(parts) < 2 or len(alike) < len(parts):
        return
    if abs(total_of(parts) - planned.value) <= slack_of(planned, parts):
        return
    mended = strict and one_mends(done.value, [p.quantity.value for p in parts], few=_FEW)
    if mended or mistyped(done, parts) or tell_apart([p.phrase for p in parts]):
        yield part_of(done, parts, exhaustive=True)


def _without_rest(parts: Sequence[Part]) -> tuple[Part, ...]:
    """ "11/14 chỉ tiêu, trong đó 04 chỉ tiêu vượt; còn 03 chỉ tiêu": what is left is the rest of the second side."""
    rest = len(parts) > 1 and parts[-1].piece > parts[0].piece and _LEFT.match(parts[-1].label)
    return tuple(parts[:-1] if rest else parts)


def _side(ratio: Written, value: Decimal) -> Quantity:
    """Return a side of a ratio as a number that stands where the ratio does."""
    side = ratio.text.split("/", 1)[0 if value == ratio.part else 1].strip()
    return Quantity(ratio.start, ratio.end, side, value, ratio.unit, ratio.head)
