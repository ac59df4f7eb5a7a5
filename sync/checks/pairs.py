"""Divisions held against each other: the same activity from two, one document with two dates. For the clerk alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from sheets.text import fold
from sync.checks.agencies import as_document, dates_apart, day_of, days_apart, document_of, spelled_apart, written
from sync.checks.alike import Told, same_deed
from sync.checks.brief import Briefs, Deed, Document
from sync.checks.check import RoundCheck
from sync.checks.notes import place_of, short
from sync.checks.repeated import NAME, STANDING, plain_text
from sync.checks.texts import Cited, cited
from sync.model.finding import Hit
from sync.model.material import Round
from sync.model.messages.pieces import NO_FIGURES
from sync.model.records import Activity, Submission

Found = Iterator[tuple[str | None, Hit]]

_WORDS = 8  # of an activity that can be recognised; shorter ones are alike by nature
_LIKE = 0.6  # of an activity's words the other must have, in number
_SHARED = 0.75  # of the different words of the one that has fewer
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\w/\-])\d+(?:[.,]\d+)*(?![\w/\-])")
_ROUTINE = re.compile(
    r"không (?:nhận|phát sinh|có)|chưa (?:nhận|phát sinh|có)|tiếp công dân|tiếp tục|thường xuyên"
    r"|triển khai thực hiện (?:tốt|nghiêm)"
)
# What stands behind these tells more of the deed, or by what it is done: another division may leave it out.
_GOES_ON = re.compile(
    r"[:;\n]|\.\s|,? (?:theo|về|để|nhân|phục vụ|thực hiện|trong đó)(?!\w)"
    r"|[,;]? (?:kết quả|qua đó|góp phần|nhằm|đến nay)(?!\w)",
    re.IGNORECASE,
)
_HEAD_NUMBERS = 2  # by which the beginning of a text is told from others that begin alike


def same_activity(this: Round, briefs: Briefs) -> Found:
    """The same activity in the sheets of two divisions: it would be printed twice, maybe with two figures."""
    told = [(code, deed) for code, brief in briefs.items() for deed in brief.deeds]
    said: set[tuple[str, int, str, int]] = set()
    for (code, deed), (other_code, other_deed) in _of_like_words(told):
        rows = (code, deed.row, other_code, other_deed.row)
        if rows in said or not (deed.whole or other_deed.whole):  # of two that go on, what they go on with counts
            continue
        first, other = _read(this, code, deed), _read(this, other_code, other_deed)
        if first and other and same_deed(first, other):
            said.add(rows)
            yield other.division, _twice(this, other, first)
            yield first.division, _twice(this, first, other)


def deeds(submission: Submission, bit_of: dict[str, int]) -> Iterator[Deed]:
    """Yield the activities that another division may tell too, and what they begin with where they go on to tell more.

    `bit_of` gives each word of the round its bit.
    """
    for row, activity in enumerate(submission.activities):
        text = plain_text(activity)
        for at, said in enumerate((text, _head(text))):
            told = _told(submission, activity, said) if said else None
            if told:
                different = sum(1 << bit_of.setdefault(word, len(bit_of)) for word in told.different)
                names = tuple(bit_of[name] for name in told.names & told.different)
                yield Deed(row, told.count, different, names, whole=not at)


def _read(this: Round, division: str, deed: Deed) -> Told | None:
    submission = this.submissions[division]
    activity = submission.activities[deed.row]
    text = plain_text(activity)
    return _told(submission, activity, text if deed.whole else _head(text))


def _head(text: str) -> str:
    """Return what a text begins with before it goes on to tell more; "" where that is no deed to be recognised."""
    end = next((found.start() for found in _GOES_ON.finditer(text) if _says_enough(text[: found.start()])), 0)
    return text[:end]


def _says_enough(head: str) -> bool:
    if len(_LETTERS.findall(head)) < _WORDS:
        return False
    return NAME.search(head) is not None or len(_NUMBER.findall(head)) >= _HEAD_NUMBERS


def _told(submission: Submission, activity: Activity, text: str) -> Told | None:
    folded = fold(text)
    words = tuple(_LETTERS.findall(folded))
    if len(words) < _WORDS or _ROUTINE.search(folded) or STANDING.match(folded):
        return None
    numbers = tuple(_NUMBER.findall(folded))
    division, place = submission.division or "", place_of(activity.origin)
    named = frozenset(_LETTERS.findall(fold(plain_text(activity).partition(": ")[2])))
    return Told(division, text, len(words), frozenset(words), " ".join(words), numbers, place, named)


def _of_like_words(told: Sequence[tuple[str, Deed]]) -> list[tuple[tuple[str, Deed], tuple[str, Deed]]]:
    """Return the pairs from two divisions, in their order, of which the shorter has at least _LIKE of the other's words
    in number, and _SHARED of the fewer different ones are the other's too, all names among them.

    Of ten thousand texts there are fifty million pairs. One that shares all its names shares the rarest of them; one
    without names that shares most of its words shares one of its rarest. Each text is looked for, by words as bits,
    among those of no more words that have what is rarest of them in common with it.
    """
    often = Counter(bit for _, deed in told for bit in _bits(deed.different))
    having: dict[int, list[int]] = {}
    found: list[tuple[int, int]] = []
    for at in sorted(range(len(told)), key=lambda at: told[at][1].different.bit_count()):
        code, deed = told[at]
        bits, count = deed.different, deed.count
        mine = tuple(_bits(bits))
        for beside in set().union(*(having.get(bit, ()) for bit in mine)):
            other_code, other = told[beside]
            shared = (bits & other.different).bit_count()
            if shared >= _SHARED * other.different.bit_count() and other_code != code:
                fewer, more = (count, other.count) if count < other.count else (other.count, count)
                if fewer >= _LIKE * more:
                    found.append((at, beside) if at < beside else (beside, at))
        for bit in _rarest(deed.names or mine, often, 1 if deed.names else len(mine) - ceil(_SHARED * len(mine)) + 1):
            having.setdefault(bit, []).append(at)
    return [(told[first], told[other]) for first, other in sorted(found)]


def _rarest(bits: Sequence[int], often: Mapping[int, int], most: int) -> list[int]:
    return sorted(bits, key=lambda bit: (often[bit], bit))[:most]


def _bits(of: int) -> Iterator[int]:
    while of:
        lowest = of & -of
        yield lowest.bit_length() - 1
        of ^= lowest


def _twice(this: Round, told: Told, other: Told) -> Hit:
    theirs = _figures(other) if told.numbers != other.numbers else ""
    facts = {"text": short(told.text), "name": _name(this, other.division), "mine": _figures(told), "theirs": theirs}
    return Hit(told.place, facts, f"{told.text} {other.text}", audience="clerk")


def _figures(told: Told) -> str:
    return ", ".join(told.numbers) or NO_FIGURES


def documents(submission: Submission) -> Iterator[Document]:
    """Yield the documents that a submission cites with symbol and date."""
    for at, one in enumerate(cited(submission)):
        if one.citation.symbol and one.citation.date:
            yield as_document(at, one)


def dates_across(this: Round, briefs: Briefs) -> Found:
    """One document that two divisions cite with two dates."""
    by_name: dict[object, list[tuple[str, Document]]] = {}
    for code, brief in briefs.items():
        for one in brief.documents:
            if one.name:
                by_name.setdefault(one.name, []).append((code, one))
    for same in by_name.values():
        for usual, other in days_apart([one.date for _, one in same]):
            (first, right), (second, wrong) = same[usual], same[other]
            if first != second and not _alone(_cited(this, second, wrong), this, second):
                yield second, _dated_apart(this, _cited(this, second, wrong), right, first)
                yield first, _dated_apart(this, _cited(this, first, right), wrong, second)


def _cited(this: Round, division: str, one: Document) -> Cited:
    return cited(this.submissions[division])[one.at]


def _dated_apart(this: Round, one: Cited, other: Document, division: str) -> Hit:
    name, day = _name(this, division), written(other.date)
    facts = {"typed": one.written, "date": day_of(one), "name": name, "other": day}
    return Hit(one.passage.place, facts, document_of(one), audience="clerk")


def spellings_across(this: Round, briefs: Briefs) -> Found:
    """One document of one day that two divisions cite by two symbols: "36/QD-UBND" and "36/QĐ-UBND"."""
    by_day: dict[object, list[tuple[str, Document]]] = {}
    for code, brief in briefs.items():
        for one in brief.documents:
            by_day.setdefault((one.number.lstrip("0"), one.date), []).append((code, one))
    told: set[frozenset[tuple[str, str]]] = set()
    for same in by_day.values():
        if not _spelled_in_ways([one for _, one in same], this.config.symbol):
            continue  # as nearly always
        for at, (code, one) in enumerate(same):
            for other_code, other in same[at + 1 :]:
                if code == other_code or one.spelled == other.spelled:
                    continue
                pair = frozenset({(code, one.spelled), (other_code, other.spelled)})
                apart = pair not in told and spelled_apart(one, other, this.config.symbol)
                if apart and not _both_ways(same, one, other):
                    told.add(pair)
                    yield other_code, _spelled(this, other_code, other, one, code)
                    yield code, _spelled(this, code, one, other, other_code)


def _spelled_in_ways(same: Sequence[Document], own: str) -> bool:
    """True where any two of the ways in which it is spelled name one document."""
    ways = list({(one.symbol, one.spelled): one for one in same}.values())
    return any(spelled_apart(one, other, own) for at, one in enumerate(ways) for other in ways[at + 1 :])


def _both_ways(same: Sequence[tuple[str, Document]], one: Document, other: Document) -> bool:
    """True where one division writes it both ways: it is told in its own sheet."""
    ways = {one.spelled, other.spelled}
    by_division: dict[str, set[str]] = {}
    for code, each in same:
        by_division.setdefault(code, set()).add(each.spelled)
    return any(ways <= mine for mine in by_division.values())


def _spelled(this: Round, mine: str, one: Document, other: Document, division: str) -> Hit:
    found = _cited(this, mine, one)
    facts = {"typed": one.spelled, "name": _name(this, division), "other": other.spelled}
    return Hit(found.passage.place, facts, f"{document_of(found)} {one.spelled}", audience="clerk")


def _alone(one: Cited, this: Round, division: str) -> bool:
    """True where the division contradicts itself: it is told in its own sheet."""
    return any(
        one.written == other.written for pair in dates_apart(list(cited(this.submissions[division]))) for other in pair
    )


def _name(this: Round, code: str) -> str:
    division = this.config.division(code)
    return division.name if division else code


ROUND_CHECKS: tuple[RoundCheck, ...] = (
    RoundCheck("same-activity", "warning", same_activity),
    RoundCheck("document-dates-across", "warning", dates_across),
    RoundCheck("document-spellings-across", "warning", spellings_across),
)
