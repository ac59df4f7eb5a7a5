"""How much a text looks like a column's heading, and when it must not be taken for one: what is private stays so."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from sheets.form import Column, forms
from sheets.text import fold, plain

NEAR = 85.0  # fuzz.ratio; WRatio says 90 of "Ghi chú" and "Ghi chú nội bộ", and would print what is secret
_LEANS = 60.0  # a heading this much like a secret one, and less like its own, is left alone
_WORDS_ADDED = 86.0  # the score of a heading that stands whole among added words

_ENDS = re.compile(r"^[\s*:.✎\-]+|[\s*:.✎\-]+$|\s*\(\s*[*✎]\s*\)\s*$")
_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")
_SECRET = re.compile(r"\bnoi bo\b|\bkhong in\b|\bk in\b|\bko in\b|\bbao mat\b")

# Books of one form repeat their headings: a round compares the same few texts over and over.
remembered = lru_cache(maxsize=4096)


@remembered
def folded_heading(text: str) -> str:
    """A heading as it is compared: folded, on one line, without the star of required columns or a colon."""
    heading, previous = fold(text), None
    while previous != heading:
        previous, heading = heading, _ENDS.sub("", heading)
    return " ".join(heading.split())


@remembered
def _plain_heading(text: str) -> str:
    return plain(folded_heading(text))


@remembered
def likeness(text: str, heading: str) -> float:
    """Return 0 to 100: how much a text looks like a column's heading, accents aside."""
    seen, wanted = _plain_heading(text), _plain_heading(heading)
    bare = _PARENTHESES.sub("", seen)
    best = max(fuzz.ratio(seen, wanted), fuzz.ratio(bare, wanted))
    if best < NEAR and min(len(seen), len(wanted)) >= 3 and OSA.distance(seen, wanted) <= 1:
        return NEAR
    if best < NEAR and " " in wanted and not _begins_a_secret(wanted) and _holds(seen, wanted):
        return _WORDS_ADDED + 10 * len(wanted) / len(seen)
    return best


def _holds(seen: str, wanted: str) -> bool:
    """True where the wanted words stand together among others, a typo aside."""
    words, count = seen.split(), len(wanted.split())
    windows = (" ".join(words[start : start + count]) for start in range(len(words) - count + 1))
    return any(fuzz.ratio(window, wanted) >= 90 for window in windows)


def may_be(text: str, column: Column) -> bool:
    """False where a heading must not be taken for this column: what is private is never printed, nor the reverse."""
    return _may_stand(text, column.heading, column.private)


@remembered
def _may_stand(text: str, heading: str, private: bool) -> bool:
    seen, wanted = _plain_heading(text), _plain_heading(heading)
    if private:
        return fuzz.ratio(seen, wanted) >= NEAR
    if _SECRET.search(seen):
        return False
    own = fuzz.ratio(seen, wanted)
    for secret in _secrets():
        if fuzz.ratio(seen, secret) > max(own, _LEANS) or _shared(seen, secret) > max(_shared(seen, wanted), 6):
            return False
    return True


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their start."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


@cache
def _secrets() -> tuple[str, ...]:
    """The headings of private columns in any version of the form, without accents."""
    found = (column.heading for form in forms() for tab in form.tabs for column in tab.columns if column.private)
    return tuple(dict.fromkeys(_plain_heading(heading) for heading in found))


def _begins_a_secret(wanted: str) -> bool:
    """True for "Ghi chú": more words behind it may make it "Ghi chú nội bộ"."""
    return any(secret.startswith(wanted) for secret in _secrets())
