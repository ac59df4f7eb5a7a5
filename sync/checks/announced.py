"""What a row announces and the rows below it tell, as one text: "Tiếp nhận 36 tin:", "- Khởi tố: 19 tin", "- …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from sync.checks.notes import place_of
from sync.checks.texts import Passage, once
from sync.model.records import Activity, Submission
from sync.model.sentences import PartOf, Quantity, Reading
from sync.reading.below import columns_below, left_below, one_adds_up
from sync.reading.prose import read

_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_])")
_SOME = re.compile(r"\btrong đó\s*:\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_MOST = 20  # rows below one that are read with it
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Joined:
    text: str
    starts: tuple[int, ...]  # where each row begins

    def row(self, at: int) -> int:
        """Return the number of the row in which a place of the text lies."""
        return sum(start <= at for start in self.starts)

    def rows(self, quantities: Sequence[Quantity]) -> tuple[tuple[Quantity, ...], ...]:
        """Return the numbers of each row, first those of the row that announces."""
        return tuple(tuple(q for q in quantities if self.row(q.start) == n) for n in range(len(self.starts) + 1))


@once
def told_below(submission: Submission) -> Iterator[tuple[Passage, Reading]]:
    """Yield each row that ends with ":" together with the rows below it, and what only the two together say.

    So do rows of one cell below its first ("Tiếp nhận 36 tin.", "- Khởi tố: 19 tin", …). Of a row below its first
    sentence is read: what is said of it behind is no part of what was announced.
    """
    activities = submission.activities
    for at, activity in enumerate(activities):
        announces = activity.text.rstrip().endswith(":")
        if not announces and (activity.part or not _DIGIT.search(activity.text)):
            continue
        rows = rows_below(activity, activities[at + 1 : at + 1 + _MOST])
        told = list(takewhile(_DIGIT.search, (_first(row.text) for row in rows)))
        if len(told) < _LEAST or not (announces or rows[0].origin == activity.origin):
            continue
        joined = _announced(activity.text.rstrip(), told) if announces else _dashed(activity.text.rstrip(" .;,"), told)
        reading = read(joined.text)
        rows_of = joined.rows(reading.quantities)
        places = (0, *joined.starts)
        own = [*columns_below(joined.text, rows_of, places), *left_below(joined.text, rows_of, places)]
        counted = all(row[:1].isdigit() for row in told)  # "- 02 doanh nghiệp …", "- 03 doanh nghiệp …"
        if not announces and not counted and not one_adds_up(joined.text, rows_of, places):
            own = []
        fits = _spans if announces else _one_in_each
        spanning = (p for p in reading.parts if fits(joined, p))
        parts = (p for p in (*spanning, *own) if not _agrees_so_far(p))
        once_each = {frozenset(q.start for q in (p.whole, *p.parts, *p.carried)): p for p in parts}
        yield Passage(joined.text, place_of(activity.origin), "result", at), Reading(parts=tuple(once_each.values()))


def rows_below(activity: Activity, below: Sequence[Activity]) -> tuple[Activity, ...]:
    """Return the rows that may belong to one that announces them: of its cell, else of its section, to the next one."""
    one_cell = bool(below) and below[0].origin == activity.origin
    return tuple(
        takewhile(
            lambda row: (
                row.section == activity.section
                and not row.text.rstrip().endswith(":")
                and (row.origin == activity.origin or not one_cell)
            ),
            below,
        )
    )


def _first(text: str) -> str:
    return _SENTENCE.split(text.strip(), maxsplit=1)[0].rstrip(" .;,")


def _announced(head: str, rows: Sequence[str]) -> _Joined:
    starts = accumulate((len(row) + 2 for row in rows[:-1]), initial=len(head) + 1)
    return _Joined(f"{head} {'; '.join(rows)}.", tuple(starts))


def _dashed(head: str, rows: Sequence[str]) -> _Joined:
    starts = accumulate((len(row) + 3 for row in rows[:-1]), initial=len(head) + 2)
    return _Joined("\n- ".join((f"{head}.", *rows)), tuple(starts))


def _spans(joined: _Joined, relation: PartOf) -> bool:
    """True of the announced number, a last total or an account, with numbers of which no two stand in one row below.

    A single one of the rows is some of what was announced only behind "trong đó".
    """
    rows = [joined.row(quantity.start) for quantity in (relation.whole, *relation.parts, *relation.carried)]
    below = [row for row in rows if row]
    home = joined.row(relation.whole.start)
    meant = relation.exhaustive or _SOME.search(joined.text[: joined.starts[0]]) is not None
    told = home == 0 or bool(relation.carried) or (relation.exhaustive and home == len(joined.starts))
    return meant and told and len(set(rows)) > 1 and len(set(below)) == len(below)


def _one_in_each(joined: _Joined, relation: PartOf) -> bool:
    """True of a number of the first row and one of each row below."""
    rows = [joined.row(part.start) for part in relation.parts]
    return not joined.row(relation.whole.start) and sorted(rows) == list(range(1, len(joined.starts) + 1))


def _agrees_so_far(relation: PartOf) -> bool:
    """True where the parts of the first rows make the whole: the rows behind them tell of something else."""
    ordered = sorted(relation.parts, key=lambda part: part.start)
    sums = list(accumulate(part.value for part in ordered))[_LEAST - 1 :]
    return relation.exhaustive and relation.whole.value in sums
