"""The corpus of sentences with numbers, and what the checks of sentences say of a text in a division's sheet."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sheets.grid import Place
from sync.checks import linked, lists, numbering, overfull, products, sums
from sync.model.config_file import load_config
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.period import parse_period
from sync.model.records import Activity, CellOrigin, Note, Submission
from sync.reading.paragraphs import spans_of, split_notes

ROOT = Path(__file__).parents[2]
CORPUS = tuple(ROOT / "tests" / "prose" / name for name in ("cases.md", "cases_alike.md", "cases_outcomes.md"))
CHECKS = (*sums.CHECKS, *lists.CHECKS, *linked.CHECKS, *numbering.CHECKS, *overfull.CHECKS, *products.CHECKS)
LINE = re.compile(
    r"- (?P<text>.+?)(?: ‖ (?P<notes>.+?))?(?: ∑ (?P<tied>[\d., ]+))?(?: ⇒ (?P<code>[a-z-]+)(?: → (?P<value>.+))?)?"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its notes; what is to be said of it ("" = nothing); numbers of it that depend on one another."""

    text: str
    notes: str = ""
    code: str = ""
    value: str | None = None
    tied: tuple[str, ...] = ()


@cache
def read_cases() -> tuple[Case, ...]:
    """Return the cases of the corpus."""
    found = (LINE.fullmatch(line) for path in CORPUS for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Case(_lines(m["text"]), _lines(m["notes"] or ""), m["code"] or "", m["value"], tuple((m["tied"] or "").split()))
        for m in found
        if m
    )


def _lines(text: str) -> str:
    """Return a case's text with its line ends: the corpus has one case a line, and "⏎" stands for them."""
    return text.replace(" ⏎ ", "\n")


@cache
def context() -> Context:
    """Return the context of January 2024 in the department that the product ships with."""
    return Context(load_config(ROOT / "config.yaml"), parse_period("2024-01"), dt.date(2024, 1, 22))


def activity(text: str, notes: str = "", row: int = 5) -> Activity:
    """Return a row of Kết quả."""
    split = split_notes(notes)
    kept = tuple(Note(n.marker, n.text, CellOrigin("book", Place("Kết quả", row, 4))) for n in split)
    spans = spans_of(text, frozenset(n.marker for n in kept), lambda _: None)
    return Activity(CellOrigin("book", Place("Kết quả", row, 3)), "cong-nghe", "bullet", spans, kept)


def said(text: str, notes: str = "") -> list[tuple[str, Hit]]:
    """Return what the checks of sentences say of a text that stands alone in its division's sheet."""
    submission = Submission("QLCN", context().period, "book", 1, activities=(activity(text, notes),))
    return [(check.code, hit) for check in CHECKS for hit in check.run(submission, context())]


def changed(case: Case, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the case's text with one of its tied numbers changed, and what it was changed to."""
    chosen = random.Random(f"{seed} {case.text}")
    used: set[int] = set()
    for number in case.tied:
        written = re.finditer(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", case.text)
        place = next(found for found in written if found.start() not in used)
        used.add(place.start())
        other = slipped(number, chosen)
        yield case.text[: place.start()] + other + case.text[place.end() :], f"{number} → {other}"


def slipped(number: str, chosen: random.Random) -> str:
    """Return a number as a hurried hand mistypes it: digits exchanged, one other, one too many, or a few off."""
    digits = [at for at, c in enumerate(number) if c.isdigit()]
    significant = digits[1:] if number.startswith("0") else digits
    while True:
        way, typed = chosen.choice(("swap", "digit", "off", "twice")), list(number)
        if way == "swap" and len(significant) > 1:
            one = chosen.randrange(len(significant) - 1)
            first, second = significant[one], significant[one + 1]
            typed[first], typed[second] = typed[second], typed[first]
        elif way == "digit":
            typed[chosen.choice(significant[: max(1, len(significant) - ("," in number))])] = str(chosen.randint(1, 9))
        elif way == "off" and "," not in number and "." not in number:
            typed = list(f"{max(1, int(number) + chosen.choice((-3, -2, -1, 1, 2, 3, 10))):0{len(number)}d}")
        elif way == "twice" and "," not in number and "." not in number and int(number) < 100:
            typed = list(f"{int(number) * 10}")
        new = "".join(typed)
        if new != number and new.strip("0.,") and not (new[0] == "0" and number[0] != "0"):
            return new
