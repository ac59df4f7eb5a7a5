"""Parts that are counted off by their labels: "đợt 1 cấp 620 triệu đồng, đợt 2 cấp 434 triệu đồng, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.regions import LEADS, Part, part_of, slack_of, total_of
from sync.reading.slips import mistyped, one_mends
from sync.reading.wholes import adds_up, compared

_DAY = r"\d{1,2}(?:\s?-\s?\d{1,2})?/\d{1,2}(?:/\d{4})?"
_LABEL = re.compile(
    r"(?:^|[,;:(]\s*|\bvà\s+)(?:[^\W\d_]+\s){0,6}?(?P<noun>[^\W\d_]+)\s+(?:thứ |(?P<by>số ))?"
    rf"(?P<which>\d{{1,2}}(?![/\d])|đầu tiên|đầu|nhất|hai|ba|tư|I{{1,3}}|IV)\b(?:{_DAY}|[^,;.\d]){{0,40}}$",
    re.IGNORECASE,
)
_NUMBER = {"đầu": 1, "đầu tiên": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_TOTAL = re.compile(r"[,;:]\s*(?:tổng cộng|tổng số|cộng)(?: là)?:?\s*$", re.IGNORECASE)
_OPENS = re.compile(r"(?::|\bgồm)\s*[^\W\d_]+ (?:số )?1\b", re.IGNORECASE)
_FEW = 3


def numbered(stretch: Stretch) -> Iterator[PartOf]:
    """Yield such parts, counted from one, with what stands before them or is their total, but for a slip."""
    run: list[Quantity] = []
    nouns: set[str] = set()
    for quantity in stretch.quantities:
        found = _LABEL.search(stretch.between(quantity.start - 70, quantity.start))
        which = fold(found["which"]) if found else ""
        if found and int(_NUMBER.get(which, which)) == len(run) + 1 and (not run or _alike(run[0], quantity)):
            run.append(quantity)
            nouns.add(fold(found["by"] or found["noun"]))
        elif run and not found and quantity.unit != "%":
            break
    if len(run) < 2 or len(nouns) != 1 or any(q.approximate for q in run):
        return
    parts = [Part(q, "", "", 0) for q in run]
    wholes = _wholes(stretch, run)
    if not wholes or any(abs(total_of(parts) - w.value) <= slack_of(w, parts) for w in wholes):
        return
    whole = wholes[0]
    few = _FEW if whole.unit is None and whole.start > run[-1].start else 0  # counted by hand, and told as their total
    if mistyped(whole, parts) or (few and one_mends(whole.value, [q.value for q in run], few=few)):
        yield part_of(whole, parts, exhaustive=True)


def _wholes(stretch: Stretch, run: Sequence[Quantity]) -> list[Quantity]:
    """Return the total told behind the parts, else the number that counts the same right before them."""
    following = next((q for q in stretch.quantities if q.start > run[-1].end), None)
    if following and _TOTAL.search(stretch.between(following.start - 30, following.start)):
        return [following] if _alike(following, run[0]) and not following.approximate else []
    before = [q for q in stretch.quantities if q.end <= run[0].start and q.unit != "%" and not q.approximate]
    alike = [q for q in before if _alike(q, run[0]) and adds_up(stretch, q) and not compared(stretch, q)]
    between = stretch.between(before[-1].end, run[0].start) if before else ""
    if LEADS.search(between) and not (alike and alike[-1] is before[-1] and _OPENS.search(between)):
        return []  # told as a breakdown
    return alike[-1:]


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    return bool(one.head and other.head) and same_head(one.head, other.head)
