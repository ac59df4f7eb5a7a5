"""Numbers against the lists that name what they count: in the sentence, in its notes, in the rows that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import takewhile

from sheets.grid import Place
from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Activity, NoteRef, Submission
from sync.model.sentences import Listed, Quantity
from sync.normalise.figures import format_number
from sync.reading.addresses import OPENER
from sync.reading.names import counts_them
from sync.reading.prose import read
from sync.reading.quantities import begins_with

_CUT_OFF = re.compile(r"[;.,(]|:.*:|\b(?:kết quả|như|trong đó)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"[^\W\d_]+(?: [^\W\d_]+)? (?:được|có|đã|đang|nêu|sẽ|không|chưa|là|cần|phải|còn|gồm|tập trung|quy định|theo)\b"
)
_FEW = 3  # rows that may be forgotten; where more lack the rows tell of something else
# What a row tells of in numbers rather than names: "Xảy ra 05 vụ, cụ thể:".
_CASES = frozenset(
    {"vụ", "ca", "đơn", "hồ sơ", "lượt", "trường hợp", "người", "hộ", "đối tượng", "mẫu", "tin", "ý kiến"}
)
_ANNOUNCES = re.compile(
    r",?\s*(?:cụ thể|như sau|cụ thể như sau|sau đây|sau|gồm|bao gồm|gồm có)\s*(?=:\s*$)", re.IGNORECASE
)


def count_against_list(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "05 Kế hoạch: …; …; …": the sentence names another number of them."""
    for activity in submission.activities:
        for listed in read(activity.text).lists:
            if _differs(listed):
                yield _hit(place_of(activity.origin), activity, listed)


def count_against_note(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "03 dự án[1]": the note names another number of them."""
    for activity in submission.activities:
        own = {listed.count.start for listed in read(activity.text).lists}
        marks = _marks(activity)
        for listed in read(activity.text, marks).lists:
            if listed.count.start not in own and _differs(listed):
                note = next((n for n in activity.notes if listed.items[0] in n.text), None)
                yield _hit(place_of(note.origin if note else activity.origin), activity, listed)


def count_against_rows(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "05 kế hoạch sau:" and the rows that follow in its section: another number of them begins with the noun."""
    for at, activity in enumerate(submission.activities):
        below = submission.activities[at + 1 :]
        count = _announced(activity, below)
        named = _named_below(count, activity, below) if count else ()
        if count and named and len(named) != count.value and not any(";" in text for text in named):
            yield _hit(place_of(activity.origin), activity, Listed(count, named, len(named)))


def _named_below(count: Quantity, activity: Activity, below: Sequence[Activity]) -> tuple[str, ...]:
    """Return the rows that name what is counted, () where they may be named in other words."""
    rows = [row.text.strip().rstrip(";., ") for row in takewhile(partial(_follows, activity), below)]
    named = tuple(takewhile(lambda text: begins_with(text, count.head), rows))
    if len(named) >= 2:
        return () if len(named) < count.value <= len(rows) else named
    if not _announces_list(activity) or any(counts_them(text, count) for text in rows):
        return ()  # "Đã hoàn thành: 20 dự án": how many, no name
    lacking = 0 < count.value - len(rows) <= _FEW and " ".join(count.head[:2]) not in _CASES
    lacking = lacking and count.head[0] not in _CASES and len(rows) > 1
    return tuple(rows) if lacking or _all_names(activity, below[: len(rows)]) else ()


def _all_names(activity: Activity, rows: Sequence[Activity]) -> bool:
    """True of rows of the announcing row's own cell that all begin with the same words, or all with an organisation."""
    firsts = {" ".join(row.text.split()[:2]) for row in rows}
    alike = len(firsts) == 1 or all(OPENER.match(row.text) for row in rows)
    return alike and all(row.origin == activity.origin for row in rows)


def _announces_list(activity: Activity) -> bool:
    return activity.text.rstrip().endswith(":")


def _announced(activity: Activity, below: Sequence[Activity]) -> Quantity | None:
    """Return the number of a row that only announces what follows: "Ban hành 05 kế hoạch sau:".

    The first row of a cell announces with a full stop, too, where the cell's other rows each begin with the noun.
    """
    text = activity.text.rstrip()
    in_cell = list(takewhile(lambda row: row.origin == activity.origin, below)) if not activity.part else []
    last = read(text).quantities[-1:] if _announces_list(activity) or len(in_cell) > 1 else ()
    for count in last:
        counts = count.unit is None and count.head and not count.approximate and count.value == int(count.value)
        if counts and 2 <= count.value <= 50 and not _CUT_OFF.search(_ANNOUNCES.sub("", text[count.end :].rstrip("."))):
            named = _announces_list(activity) or all(_names_one(row.text, count) for row in in_cell)
            return count if named else None
    return None


def _names_one(text: str, count: Quantity) -> bool:
    """True of "Hội thi Tin học trẻ …", not of "Kế hoạch được triển khai …", which tells what became of it."""
    return begins_with(text, count.head) and not _TELLS.match(text)


def _follows(activity: Activity, row: Activity) -> bool:
    """True of a row of the same section that announces nothing of its own."""
    return row.section == activity.section and not row.text.rstrip().endswith(":")


def _differs(listed: Listed) -> bool:
    return not len(listed.items) <= listed.count.value <= listed.most


def _hit(place: Place | None, activity: Activity, listed: Listed) -> Hit:
    named = listed.most if listed.count.value > listed.most else len(listed.items)
    more = "; …" if named > len(listed.items) else ""
    facts = {"count": listed.count.text, "named": str(named), "items": _items(listed) + more}
    suggestion = format_number(Decimal(named)) if len(listed.items) == listed.most else None
    return Hit(place, facts, f"{activity.text}{listed.count.start}", suggestion)


def _items(listed: Listed) -> str:
    return short("; ".join(" ".join(item.split()[:6]).rstrip(".;,") for item in listed.items))


def _marks(activity: Activity) -> tuple[tuple[int, str], ...]:
    """Return where each note is marked in the activity's plain text, with the note's text."""
    found: list[tuple[int, str]] = []
    at = 0
    for span in activity.spans:
        if isinstance(span, NoteRef):
            note = activity.note(span.marker)
            if note is not None:
                found.append((at, note.text))
        else:
            at += len(getattr(span, "text", "") or f"{{{getattr(span, 'code', '')}}}")
    return tuple(found)


CHECKS: tuple[Check, ...] = (
    Check("count-against-list", "warning", count_against_list),
    Check("count-against-note", "warning", count_against_note),
    Check("count-against-rows", "warning", count_against_rows),
)
