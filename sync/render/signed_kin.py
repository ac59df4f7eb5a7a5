"""Whether a file that is said to be the signed report is that report at all, or some other document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from rapidfuzz.fuzz import ratio

from sheets.text import fold
from sync.render import names
from sync.render.as_read import read_docx
from sync.render.pdf_words import pdf_pages
from sync.render.signed import Difference
from sync.render.signed_places import Spoken, passages, placed

Strange = Literal["", "period", "agency", "content"]

_MONTH = re.compile(r"\btháng\s*(\d{1,2})\s*/\s*(\d{4})", re.IGNORECASE)
_MOST_UNLIKE = 0.5  # share of our paragraphs: leaders reword, they do not write the report anew
_SUSPICIOUS = 0.25  # from which a head that does not name us is no slip any more
_SAME = 60.0  # a paragraph that is reworded is still as like as this, in percent
_HEAD = 1200  # letters of a PDF's first page that hold head and subject


def strangeness(ours: bytes, signed: bytes, found: Sequence[Difference]) -> Strange:
    """Return why a signed .docx or PDF that differs so from ours is another document, "" where it is ours.

    `found` are the differences. "period": its subject speaks of another month; "agency": another agency's, and much
    else is unlike; "content": most of our paragraphs do not stand in it. Raises SignedError.
    """
    mine = passages(placed(read_docx(ours)))
    head = " ".join(one.passage.text for one in mine if one.zone == "head")
    other = _head(signed)
    months = [_months(text) for text in (head, other)]
    if months[0] and months[1] and months[0][0] != months[1][0]:
        return "period"
    unlike = _unlike(mine, found)
    if unlike > _MOST_UNLIKE:
        return "content"
    agency = fold(" ".join(one.passage.text for one in mine if one.passage.style == names.AGENCY.lower()))
    return "agency" if unlike > _SUSPICIOUS and agency not in fold(other) else ""


def _head(signed: bytes) -> str:
    if signed.startswith(b"%PDF"):
        return " ".join("".join(pdf_pages(signed)[:1])[:_HEAD].split())
    return " ".join(one.passage.text for one in passages(placed(read_docx(signed))) if one.zone == "head")


def _months(text: str) -> list[tuple[int, int]]:
    return [(int(month), int(year)) for month, year in _MONTH.findall(text)]


def _unlike(mine: Iterable[Spoken], found: Iterable[Difference]) -> float:
    """Return the share of our paragraphs that are gone or say something else altogether."""
    body = [one for one in mine if one.zone == "body" and not one.passage.heading]
    gone = {
        (each.block, each.section, each.ours)
        for each in found
        if each.kind in {"changed", "removed"}
        and each.note is None
        and not each.cell
        and ratio(each.ours, each.signed) < _SAME
    }
    return len(gone) / len(body) if body else 0.0
