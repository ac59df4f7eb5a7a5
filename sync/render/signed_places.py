"""Where in a report a paragraph or table stands, and its text as staff type it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sheets.text import clean, fold, plain
from sync.model.messages.signed import SIGNED_PLACES
from sync.reading.lineage import Line, inherit
from sync.render import names
from sync.render.as_read import Grid, Passage

Zone = Literal["head", "body", "foot", "annex"]

# What is written by hand, or by the office's document system, when a report goes out: it is no change of the text.
_NUMBER = re.compile(r"\b(số:?)[\s\d.…_]*/", re.IGNORECASE)
_DAY = re.compile(r"(ngày)[\s\d.…_]*(tháng)[\s\d.…_]*(năm)[\s\d.…_]*", re.IGNORECASE)
_BLANK_PLACE = re.compile(r"^[\s.…_]*,")
_SIGNED = {"da ky", "ky ten, dong dau", "du thao"}
_LEADS = {
    names.BULLET.lower(): re.compile(r"^[-–—•●▪■+*]\s*(?=\S)"),
    names.ITEM.lower(): re.compile(r"^\d{1,3}[.)]\s*(?=\S)"),
}
_TYPED_LEAD = re.compile(r"^[-–—•●▪■+*]\s+(?=\S)")  # in a style that is none of ours
# Printed on several lines as one text each: where the lines break says nothing.
_LINES = {name.lower() for name in (names.PARENT, names.AGENCY, names.SUBJECT, names.ANNEX_TITLE, names.NATIONAL_NAME)}
_UNREAD = {names.DRAFT.lower(), names.RULE.lower()}


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or table with the section it stands in, and its place in the document."""

    at: int
    section: str
    zone: Zone
    content: Passage | Grid


@dataclass(frozen=True, slots=True)
class Spoken:
    """A paragraph with its place."""

    at: int
    section: str
    zone: Zone
    passage: Passage


def placed(document: Iterable[Passage | Grid], like: Iterable[Passage | Grid] = ()) -> list[Item]:
    """Return what stands in a document with its sections; a heading of `like` is one here in whatever style."""
    headings = {fold(one.text) for one in like if isinstance(one, Passage) and one.heading}
    items: list[Item] = []
    section: str = SIGNED_PLACES["head"]
    zone: Zone = "head"
    for content in _unbroken(document):
        if isinstance(content, Passage):
            if content.style == names.ANNEX.lower():
                section, zone = content.text, "annex"
            elif content.style == names.ANNEX_TITLE.lower() and zone == "annex":
                titled = f"{section}. {content.text}"
                items = [replace(one, section=titled) if one.section == section else one for one in items]
                section = titled
            elif content.heading or fold(content.text) in headings:
                section, zone = content.text, "body"
            elif content.boxed and zone == "body":
                section, zone = SIGNED_PLACES["foot"], "foot"
        items.append(Item(len(items), section, zone, content))
    return items


def _unbroken(document: Iterable[Passage | Grid]) -> Iterator[Passage | Grid]:
    """Yield paragraphs and tables, texts that are printed on several lines in one piece."""
    held: Passage | None = None
    for content in document:
        if isinstance(content, Passage) and held and content.style == held.style:
            held = replace(held, text=f"{held.text} {content.text}")
            continue
        if held:
            yield held
        held = content if isinstance(content, Passage) and content.style in _LINES else None
        if held is None and not (isinstance(content, Passage) and _says_nothing(content)):
            yield content
    if held:
        yield held


def _says_nothing(passage: Passage) -> bool:
    return passage.style in _UNREAD or plain(passage.text).strip("()./ ") in _SIGNED


def sections_of(mine: Sequence[Item], theirs: Sequence[Item]) -> dict[str, str]:
    """Return the section of ours that each section of theirs is: by its title, or by what stands in it."""
    own, other = _contents(mine), _contents(theirs)
    found = inherit([Line(name, None, name) for name in own], [(None, name) for name in other])
    same = {name: known for name, known in zip(other, found, strict=True) if known is not None}
    for name in other:
        left = [known for known in own if known not in same.values()]
        if name not in same and left:
            best = max(left, key=lambda known: len(own[known] & other[name]))
            if own[best] & other[name]:
                same[name] = best
    return same


def _contents(items: Iterable[Item]) -> dict[str, set[str]]:
    """Return the sections with what their paragraphs are known by: bookmarks and texts."""
    found: dict[str, set[str]] = {}
    for item in items:
        known = found.setdefault(item.section, set())
        if isinstance(item.content, Passage):
            known.update((fold(item.content.text), *(mark for mark in item.content.marks if mark)))
    return found


def passages(items: Iterable[Item]) -> list[Spoken]:
    """Return the paragraphs among items."""
    return [
        Spoken(item.at, item.section, item.zone, item.content) for item in items if isinstance(item.content, Passage)
    ]


def block_of(passage: Passage) -> str:
    """Return the id of our paragraph; figures have bookmarks of their own, with a "_" in the name."""
    return next((mark for mark in passage.marks if "_" not in mark), "")


def typed(spoken: Spoken, like: Spoken) -> str:
    """Return a paragraph as staff type it: without the lead of its style, the report's last without "./."."""
    text = spoken.passage.text
    style = like.passage.style
    lead = _LEADS.get(style, _TYPED_LEAD)
    if spoken.zone == "body" and not (like.passage.heading or style == names.BODY.lower()):
        text = lead.sub("", text, count=1)
    return f"{text[:-3].rstrip()}." if text.endswith("./.") else text


def has_dash(spoken: Spoken) -> bool:
    """True where a paragraph is printed with a dash before it, by its style or typed."""
    bullet = names.BULLET.lower()
    return spoken.passage.style == bullet or _TYPED_LEAD.match(spoken.passage.text) is not None


def closed(text: str, own: Spoken) -> str:
    """Return a text without what is filled in when a report goes out, where that stands."""
    if own.zone == "body":
        return text
    return _BLANK_PLACE.sub(",", _DAY.sub(r"\1 \2 \3", _NUMBER.sub(r"\1 /", text)))


def alike(one: str, other: str) -> bool:
    """True where two texts differ in nothing but spaces, quotes and dashes."""
    if one == other:
        return True
    return fold(one) == fold(other) and _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, clean(text)))
