"""Divisions held against each other: the same activity from two, one document with two dates. For the clerk alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from rapidfuzz import fuzz

from sheets.grid import Place
from sheets.text import fold
from sync.checks.agencies import dates_apart, day_of, document_of, spelled_apart, with_number
from sync.checks.check import RoundCheck
from sync.checks.notes import place_of, short
from sync.checks.repeated import plain_text
from sync.checks.texts import Cited, cited
from sync.model.finding import Hit
from sync.model.material import Round

Found = Iterator[tuple[str | None, Hit]]

_WORDS = 8  # of an activity that can be recognised; shorter ones are alike by nature
_LIKE = 0.6  # of an activity's words the other must have, in number
_SHARED = 0.75  # of the different words of the one that has fewer
_ALIKE = 90  # rapidfuzz token_set_ratio of the words without figures
_NUMBER = re.compile(r"(?<![\w/\-])\d+(?:[.,]\d+)*(?![\w/\-])")
_ROUTINE = re.compile(
    r"không (?:nhận|phát sinh|có)|chưa (?:nhận|phát sinh|có)|tiếp công dân|tiếp tục|thường xuyên"
    r"|triển khai thực hiện (?:tốt|nghiêm)"
)
_NAME = re.compile(r"(?<=[^\W\d_,] )[A-ZĐÀ-Ỹ][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Told:
    division: str
    text: str
    count: int  # of words
    different: frozenset[str]
    bits: int  # the same words, a bit each
    folded: str
    numbers: tuple[str, ...]
    place: Place | None


def same_activity(this: Round) -> Found:
    """The same activity in the sheets of two divisions: it would be printed twice, maybe with two figures."""
    bit_of: dict[str, int] = {}
    told = [one for code in this.submissions for one in _activities(this, code, bit_of)]
    for first, other in _of_like_words(told):
        if _same(first, other):
            yield other.division, _twice(this, other, first)
            yield first.division, _twice(this, first, other)


def _of_like_words(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Yield the pairs from two divisions, in their order, of which the shorter has at least _LIKE of the other's words
    in number, and _SHARED of the fewer different ones are the other's too.

    Of ten thousand texts there are fifty million pairs. A text that shares that many of its words shares one of its
    rarest: only texts that have one of those are compared, by words as bits.
    """
    having: dict[str, list[int]] = {}
    for at, one in enumerate(told):
        for word in one.different:
            having.setdefault(word, []).append(at)
    pairs = {pair for at, one in enumerate(told) for pair in _partners(at, one, having)}
    for first, other in ((told[at], told[beside]) for at, beside in sorted(pairs)):
        fewer, more = sorted((first.count, other.count))
        if first.division == other.division or fewer < _LIKE * more:
            continue
        shared = (first.bits & other.bits).bit_count()
        if shared >= _SHARED * min(len(first.different), len(other.different)):
            yield first, other


def _partners(at: int, one: _Told, having: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a text with those that have one of its rarest words: all but fewer than it must share."""
    rarest = sorted(one.different, key=lambda word: (len(having[word]), word))
    for word in rarest[: len(rarest) - ceil(_SHARED * len(rarest)) + 1]:
        for beside in having[word]:
            if beside != at:
                yield (at, beside) if at < beside else (beside, at)


def _twice(this: Round, told: _Told, other: _Told) -> Hit:
    theirs = _figures(other) if told.numbers != other.numbers else ""
    facts = {"text": short(told.text), "name": _name(this, other.division), "mine": _figures(told), "theirs": theirs}
    return Hit(told.place, facts, f"{told.text} {other.text}", audience="clerk")


def _figures(told: _Told) -> str:
    return ", ".join(told.numbers) or "không số"


def _activities(this: Round, division: str, bit_of: dict[str, int]) -> Iterator[_Told]:
    for activity in this.submissions[division].activities:
        text = plain_text(activity)
        folded = fold(text)
        numbers = tuple(_NUMBER.findall(folded))
        words = tuple(re.findall(r"[^\W\d_]+", folded))
        if len(words) >= _WORDS and not _ROUTINE.search(folded):
            different = frozenset(words)
            bits = sum(1 << bit_of.setdefault(word, len(bit_of)) for word in different)
            place = place_of(activity.origin)
            yield _Told(division, text, len(words), different, bits, " ".join(words), numbers, place)


def _same(first: _Told, other: _Told) -> bool:
    """True where nearly all words are shared and none of those that are not is a name: another place, another deed."""
    if fuzz.token_set_ratio(first.folded, other.folded) < _ALIKE or fuzz.ratio(first.folded, other.folded) < 70:
        return False
    apart = first.different ^ other.different
    return not any(fold(name) in apart for told in (first, other) for name in _NAME.findall(told.text))


def dates_across(this: Round) -> Found:
    """One document that two divisions cite with two dates."""
    everything = [(code, one) for code, submission in this.submissions.items() for one in cited(submission)]
    owner = {id(one): code for code, one in everything}
    for usual, other in dates_apart([one for _, one in everything]):
        first, second = owner[id(usual)], owner[id(other)]
        if first != second and not _alone(other, this, second):
            yield second, _dated_apart(this, other, usual, first)
            yield first, _dated_apart(this, usual, other, second)


def _dated_apart(this: Round, one: Cited, other: Cited, division: str) -> Hit:
    facts = {"typed": one.written, "date": day_of(one), "name": _name(this, division), "other": day_of(other)}
    return Hit(one.passage.place, facts, document_of(one), audience="clerk")


def spellings_across(this: Round) -> Found:
    """One document of one day that two divisions cite by two symbols: "36/QD-UBND" and "36/QĐ-UBND"."""
    by_day: dict[object, list[tuple[str, Cited]]] = {}
    for code, submission in this.submissions.items():
        for one in cited(submission):
            if one.citation.date and one.citation.symbol:
                by_day.setdefault((one.citation.number.lstrip("0"), one.citation.date), []).append((code, one))
    told: set[frozenset[tuple[str, str]]] = set()
    for same in by_day.values():
        written = [with_number(one) for _, one in same]
        if len(set(written)) == 1:
            continue  # as nearly always
        for at, (code, one) in enumerate(same):
            for beside, (other_code, other) in enumerate(same[at + 1 :], start=at + 1):
                if code == other_code or written[at] == written[beside]:
                    continue
                pair = frozenset({(code, written[at]), (other_code, written[beside])})
                apart = pair not in told and spelled_apart(one, other, this.config.symbol)
                if apart and not _both_ways(same, one, other):
                    told.add(pair)
                    yield other_code, _spelled(this, other, one, code)
                    yield code, _spelled(this, one, other, other_code)


def _both_ways(same: Sequence[tuple[str, Cited]], one: Cited, other: Cited) -> bool:
    """True where one division writes it both ways: it is told in its own sheet."""
    ways = {with_number(one), with_number(other)}
    codes = {code for code, _ in same}
    return any(ways <= {with_number(c) for code, c in same if code == mine} for mine in codes)


def _spelled(this: Round, one: Cited, other: Cited, division: str) -> Hit:
    facts = {"typed": with_number(one), "name": _name(this, division), "other": with_number(other)}
    return Hit(one.passage.place, facts, f"{document_of(one)} {with_number(one)}", audience="clerk")


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
