"""One document, one date and one spelling; one agency, one symbol: citations of a sheet held against each other."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from sync.checks.brief import Document
from sync.checks.check import Check
from sync.checks.spelling import office_letters, office_part
from sync.checks.texts import Cited, cited
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import ELSEWHERE, FORM_OF, SYMBOL_BY_RULE, SYMBOL_ELSEWHERE
from sync.model.period import Period
from sync.model.records import Submission
from sync.normalise.citations import identity
from sync.normalise.kinds import kinds_of
from sync.normalise.searching import bare
from sync.normalise.symbols import symbol_kinds

_NEAR = 75  # rapidfuzz ratio of bare letters from which two symbols of one number and day are one, mistyped
_RENAMED = 2 * 366  # days after which a symbol may be that of the office's former name
_LEAST = 4  # letters of another office's abbreviation that are compared
_PARTY = re.compile(r"(?:TW|TU|HU|ĐU)(?![A-ZĐa-z])")


def two_dates(submission: Submission, context: Context) -> Iterator[Hit]:
    """One document with two dates, here or since the period before: of one year, or of two years on the same day."""
    now = list(cited(submission))
    for first, other in dates_apart(now):
        yield _dated_twice(first, other, ELSEWHERE)
    before = context.earlier(submission.period.previous())
    last = list(cited(before)) if before else []
    known = {name: one for one in reversed(last) if (name := _identity(one))}
    apart = {document_of(other) for _, other in dates_apart(now)}
    for new in now:
        old = known.pop(_identity(new), None)
        day, right = new.citation.date, old.citation.date if old else None
        if old and day and right and _one_day_mistyped(day, right) and document_of(new) not in apart:
            yield _dated_twice(old, new, FORM_OF.format(period=submission.period.previous().label))


def _dated_twice(first: Cited, other: Cited, where: str) -> Hit:
    facts = {"typed": other.written, "other": day_of(first), "date": day_of(other), "where": where}
    return Hit(other.passage.place, facts, f"{document_of(other)} {other.passage.text}")


def _identity(one: Cited) -> object:
    """Return what names a dated document whatever its year, None where that is not known."""
    known = identity(one.citation)
    return known[:3] if known and one.citation.symbol and one.citation.date else None


def dates_apart(everything: Sequence[Cited]) -> Iterator[tuple[Cited, Cited]]:
    """Yield each document that is cited with a second date, the citation with the usual date first."""
    by_document: dict[object, list[Cited]] = {}
    for one in everything:
        known = identity(one.citation)
        if known and one.citation.symbol and one.citation.date:
            by_document.setdefault(known[:3], []).append(one)
    for same in by_document.values():
        yield from ((same[usual], same[other]) for usual, other in days_apart([one.citation.date for one in same]))


def days_apart(days: Sequence[dt.date | None]) -> Iterator[tuple[int, int]]:
    """Yield, of the days with which one document is cited, the usual one and each that cannot be right beside it."""
    if len(set(days)) < 2:
        return
    right = Counter(days).most_common(1)[0][0]
    told: set[dt.date] = set()
    for at, day in enumerate(days):
        if day and right and day not in told and _one_day_mistyped(day, right):
            told.add(day)
            yield days.index(right), at


def _one_day_mistyped(day: dt.date, right: dt.date) -> bool:
    """True where two dates cannot belong to two documents of one number: numbers begin anew each year."""
    return day != right and (day.year == right.year or (day.day, day.month) == (right.day, right.month))


def two_spellings(submission: Submission, context: Context) -> Iterator[Hit]:
    """One document under two symbols: the same letters with other strokes, or letters nearly the same on one day."""
    firsts: list[tuple[Cited, Document]] = []
    told: set[str] = set()
    for at, one in enumerate(cited(submission)):
        mine = as_document(at, one)
        symbol = mine.spelled
        like = next((first for first, told_so in firsts if spelled_apart(told_so, mine, context.config.symbol)), None)
        if like and symbol not in told:
            told.add(symbol)
            facts = {"typed": symbol, "other": with_number(like)}
            suggestion = _usual(one) if _usual(one) in {symbol, with_number(like)} else None
            yield Hit(one.passage.place, facts, f"{document_of(one)} {symbol}", suggestion)
        elif like is None:
            firsts.append((one, mine))


def as_document(at: int, one: Cited) -> Document:
    """Return what is compared of the citation number `at` of a submission."""
    known = identity(one.citation)
    name = known[:3] if known else None
    symbol = sys.intern(one.citation.symbol)  # many documents bear one
    return Document(at, name, one.citation.number, symbol, one.citation.date, with_number(one))


def spelled_apart(a: Document, b: Document, own: str) -> bool:
    """Return whether two citations name one document by two symbols, but for the department's own abbreviation."""
    if a.number.lstrip("0") != b.number.lstrip("0") or not (a.symbol and b.symbol):
        return False
    if a.date and b.date and a.date != b.date:
        return False
    if a.spelled.isalnum() or b.spelled.isalnum():
        return False  # "số 120, 121/SNNMT-TT": the first has its symbol from the last, as that is written
    if _strokes(a.spelled) == _strokes(b.spelled) or _own_alike(a.symbol, b.symbol, own):
        return False
    if _letters(a.symbol) == _letters(b.symbol):
        return True
    nearly = fuzz.ratio(_letters(a.symbol), _letters(b.symbol)) >= _NEAR
    return a.date is not None and a.date == b.date and nearly and symbol_kinds(a.symbol) == symbol_kinds(b.symbol)


def _own_alike(a: str, b: str, own: str) -> bool:
    """True where two symbols differ in the department's own abbreviation: `agency_spelling` speaks of that."""
    spelled = {office_letters(symbol, own) for symbol in (a, b)}
    return None not in spelled and len(spelled) == 2


def with_number(one: Cited) -> str:
    """Return number and symbol as typed, without spaces: "36-NQ/TW"."""
    text = one.passage.text
    start = text.find(one.citation.number, one.citation.start)
    letters = "".join(filter(str.isalnum, one.citation.symbol))
    at, seen = start + len(one.citation.number), 0
    while at < one.citation.end and seen < len(letters):
        seen += text[at].isalnum()
        at += 1
    return re.sub(r"\s+", "", text[start:at])


def _strokes(spelled: str) -> str:
    return re.sub(r"[‐‑‒–—−]", "-", spelled).lstrip("0").casefold()


def _letters(symbol: str) -> str:
    return "".join(filter(str.isalnum, bare(symbol)))


def _usual(one: Cited) -> str:
    """Return number and symbol with the strokes of their house: "36-NQ/TW" of the Party, "50/NQ-CP" of the State."""
    parts = [part for part in re.split(r"[/\-–]", one.citation.symbol) if part]
    kind, rest = (parts[0], "-".join(parts[1:])) if len(parts) > 1 and kinds_of(parts[0]) else ("", "")
    if not rest:
        return with_number(one)
    party = _PARTY.search(rest) is not None
    return f"{one.citation.number}-{kind}/{rest}" if party else f"{one.citation.number}/{kind}-{rest}"


def agency_spelling(submission: Submission, context: Context) -> Iterator[Hit]:
    """The department's own symbol typed another way than config says: one finding a spelling, at its first cell."""
    own = context.config.symbol
    spelled: dict[str, list[Cited]] = {}
    for one in cited(submission):
        letters = office_letters(one.citation.symbol, own)
        if letters is not None and letters != own and not _of_old(one, submission.period):
            spelled.setdefault(letters, []).append(one)
    for letters, ones in spelled.items():
        first = ones[0]
        facts = {
            "typed": letters,
            "expected": own,
            "document": with_number(first),
            "count": str(len(ones)),
            "rule": SYMBOL_BY_RULE,
        }
        mended = with_number(first).replace(letters, own, 1)
        yield Hit(first.passage.place, facts, f"{letters} {office_part(first.citation.symbol)}", mended)
    yield from _others_apart(submission, own)


def _of_old(one: Cited, period: Period) -> bool:
    """True for a document of years ago: the department may have had another name then."""
    day = one.citation.date
    return day is not None and (period.first_day - day).days > _RENAMED


def _others_apart(submission: Submission, own: str) -> Iterator[Hit]:
    """Another office's abbreviation in two ways in one sheet: "SNN&PTNT" and "SNNPTNT"."""
    first: dict[str, tuple[str, Cited]] = {}
    told: set[str] = set()
    for one in cited(submission):
        office = office_part(one.citation.symbol)
        if office_letters(one.citation.symbol, own) is not None:
            continue
        for spelled in dict.fromkeys((re.split(r"[/\-–]", office)[0], office)):
            letters = _letters(spelled)
            known, where = first.setdefault(letters, (spelled, one))
            if (
                known != spelled
                and len(letters) >= _LEAST
                and spelled not in told
                and known.casefold() != spelled.casefold()
            ):
                told.add(spelled)
                facts = {
                    "typed": spelled,
                    "expected": known,
                    "document": with_number(one),
                    "count": "1",
                    "rule": SYMBOL_ELSEWHERE,
                }
                yield Hit(one.passage.place, facts, f"{letters} {with_number(where)}", None)
                break


def day_of(one: Cited) -> str:
    """Return the date of a citation as offices write it, "" where it has none."""
    return written(one.citation.date)


def written(day: dt.date | None) -> str:
    """Return a date as offices write it, "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def document_of(one: Cited) -> str:
    """Return what names a document in a finding's subject."""
    known = identity(one.citation)
    return "/".join(str(part) for part in known) if known else one.written


CHECKS: tuple[Check, ...] = (
    Check("document-two-dates", "warning", two_dates),
    Check("document-two-spellings", "warning", two_spellings),
    Check("agency-spelling", "warning", agency_spelling),
)
