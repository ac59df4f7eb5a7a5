"""Rows that say nothing, or that would be printed with what was typed by hand round the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheets.text import fold
from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Activity, Origin, PlanItem, Submission

# fmt: off
_NOTHING = frozenset(map(fold, (
    "không", "không có", "ko", "ko có", "k có", "không phát sinh", "không có gì",
    "chưa", "chưa có", "chưa phát sinh", "như trên", "như tháng trước", "như kỳ trước", "đã báo cáo",
    "bổ sung sau", "cập nhật sau", "nt", "n/a", "x", "test",
)))
# fmt: on
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\s?[.)](?!\d)|\(\d{1,2}\)|[IVX]{1,4}\.(?=\s)|[a-zđ]\))(?=\s*[^\W\d_])")
_SPACE = re.compile(r" (?<=[^\W_)”\"%] ) *([;:,.!?])(?=\s|$)")
_ROUND = 20  # characters quoted before a sign


def nothing_said(submission: Submission, _: Context) -> Iterator[Hit]:
    """A row that holds dots, or "Không có" and no more: it would be printed so."""
    for text, origin in _rows(submission):
        said = fold(text).strip(" .…-–_;:,!*+/")
        if not said or said in _NOTHING:
            yield Hit(place_of(origin), {"text": short(text)}, text)


def numbered_by_hand(submission: Submission, _: Context) -> Iterator[Hit]:
    """A number of its own before a row that is printed behind a dash: "- 1. Kiểm định …"."""
    for activity in submission.activities:
        found = _NUMBER.match(activity.text) if activity.style == "bullet" else None
        if found:
            rest = activity.text[found.end() :].strip()
            facts = {"typed": found[0].strip(), "text": short(activity.text)}
            yield Hit(place_of(activity.origin), facts, activity.text, rest or None)


def space_before_sign(submission: Submission, _: Context) -> Iterator[Hit]:
    """A space before a comma, semicolon, colon or full stop."""
    for text, origin in _rows(submission):
        found = _SPACE.search(text)
        if found:
            around = text[max(found.start() - _ROUND, 0) : found.start()]
            around = around if found.start() <= _ROUND else around.partition(" ")[2]
            yield Hit(place_of(origin), {"sign": found[1], "text": around.strip()}, text)


def _rows(submission: Submission) -> Iterator[tuple[str, Origin]]:
    lines: tuple[Activity | PlanItem, ...] = submission.lines
    return ((line.text, line.origin) for line in lines)


CHECKS: tuple[Check, ...] = (
    Check("nothing-said", "warning", nothing_said),
    Check("numbered-by-hand", "note", numbered_by_hand),
    Check("space-before-sign", "note", space_before_sign),
)
