"""Rows, and items of one list, that say the same twice: copied and forgotten, they would be printed twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sheets.text import fold
from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.checks.texts import whole_cells
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Activity, AnnexRow, Origin, PlanItem, Submission

_ITEMS = re.compile(r"[;\n]|\.\s")
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-–+])\s*")
_LEAST = 5  # words: fewer can be true of two things ("đạt 100% kế hoạch năm")

Said = tuple[object, str, Origin]  # what makes it the same, its words, where it stands


def row_twice(submission: Submission, _: Context) -> Iterator[Hit]:
    """A row of Kết quả, Kế hoạch or an annex that says what a row above it says, word for word."""
    return chain.from_iterable(
        map(_again, (_results(submission.activities), _tasks(submission.plan), _entries(submission.annex_rows)))
    )


def item_twice(submission: Submission, _: Context) -> Iterator[Hit]:
    """An item of a list, or a sentence, that stands in the same cell a second time, word for word."""
    for passage in whole_cells(submission):
        seen: set[str] = set()
        for item in _ITEMS.split(passage.text):
            said = _words(_NUMBER.sub("", item))
            if len(said.split()) >= _LEAST and said in seen:
                yield Hit(passage.place, {"text": short(_NUMBER.sub("", item).strip())}, f"{passage.text} {said}")
            seen.add(said)


def _again(rows: Iterable[Said]) -> Iterator[Hit]:
    first: dict[object, Origin] = {}
    times: Counter[object] = Counter()
    for key, words, origin in rows:
        times[key] += 1
        before = place_of(first.setdefault(key, origin))
        if times[key] > 1:
            where = (before.a1 or before.tab) if before else ""
            yield Hit(place_of(origin), {"text": short(words), "first": where}, f"{words} {times[key]}")


def _results(activities: Sequence[Activity]) -> Iterator[Said]:
    """The same words with other notes tell of something else: "Ban hành Kế hoạch[1]." of two plans."""
    for a in activities:
        notes = tuple(_words(note.text) for note in a.notes)
        if _words(a.text):
            yield (_words(a.text), notes), a.text, a.origin


def _tasks(plan: Sequence[PlanItem]) -> Iterator[Said]:
    return ((_words(task.text), task.text, task.origin) for task in plan if _words(task.text))


def _entries(rows: Sequence[AnnexRow]) -> Iterator[Said]:
    for row in rows:
        texts = [field.text for field in row.fields if field.text]
        if texts:
            yield (row.annex, *map(_words, texts)), texts[0], row.origin


def _words(text: str) -> str:
    return fold(text).strip(" .;,:-")


CHECKS: tuple[Check, ...] = (
    Check("row-twice", "warning", row_twice),
    Check("item-twice", "warning", item_twice),
)
