"""Citations of documents in a text: what kind, which number and symbol, of which day, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sync.normalise.anchors import NUMBER, Anchor, Scanned, read_anchor
from sync.normalise.citation import Citation as Citation
from sync.normalise.citation import Identity
from sync.normalise.citationtail import read_tail, with_issuer_behind
from sync.normalise.kinds import START, is_law
from sync.normalise.laws import LawName, find_laws
from sync.normalise.searching import Searchable, bare, searchable
from sync.normalise.symbols import symbol_kinds, symbol_year

_BETWEEN = re.compile(
    r"\)?[\s,;]*(?:(?:va|voi|cung|hoac|hay|den|cung voi)(?![a-z]))?\s*"
    r"\(?(?:(?:duoc\s)?(?:sua doi, bo sung|sua doi|bo sung)\s)?(?:(?:cac\s)?so(?:\s?hieu)?\s?[:.]?)?\s*\(?\s*"
)
_LISTED = re.compile(r"[;,]\s{0,2}(?:va\s)?so\s?:?\s?$")
_NEXT_BASIS = re.compile(r"[.!?]\s|can\scu\s")
# "Văn bản số 15/UBND-VX ngày … V/v giao chỉ tiêu; số 18/UBND-VX": the subject of the first stands between.
_SUBJECT_THEN_NUMBER = re.compile(r"\s?(?:v/v|ve)\s[^.;:\n]{3,}[;,]\s{0,2}so\s?:?\s?")
_GENERAL = frozenset({"văn bản", "công văn"})  # kinds whose symbols do not tell them
_CLAUSE = 160
_SAME_DAY = re.compile(r"cung\s+ngay")
_JOINT_SYMBOL = re.compile(r"LT|LB|LN")
_YEAR = re.compile(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])")


def find_citations(text: str) -> list[Citation]:
    """Return the documents that `text` cites, in order; their places do not overlap.

    Kinds, numbers and symbols follow Decree 30/2020 (Annex III), party usage (Hướng dẫn 36-HD/VPTW) and the older
    habits that published texts still cite.
    """
    given = searchable(text)
    letters = bare(given.text)
    named = any(word in letters for word in ("luat", "phap lenh", "hien phap"))
    laws = tuple(find_laws(given.text, letters)) if named else ()
    if not laws and not NUMBER.search(letters):
        return []
    found = list(_citations(Scanned(given.text, letters, laws)))
    return [_in_place(citation, given, text) for citation in _with_shared_days(found, letters)]


def identity(citation: Citation) -> Identity | None:
    """Return what makes two citations the same document, or None where nothing does: kind, number, symbol, year.

    The symbol's abbreviation tells the kind where it has one ("Văn bản số 239-CTr/TU" is a chương trình), and
    "SKH&CN", "SKH-CN", "SKHCN" are one. A number without a year may be several documents: 116/NQ-CP of 2021, of 2026.
    """
    year = symbol_year(citation.symbol) or (citation.date.year if citation.date else citation.year)
    if citation.number:
        symbol = "".join(filter(str.isalnum, bare(_YEAR.sub("", citation.symbol))))
        return (_kind_by_symbol(citation), citation.number.lstrip("0") or "0", symbol, year)
    if citation.subject or is_law(citation.kind):
        return (citation.kind, "", bare(" ".join((citation.subject or "").split())), year)
    return None


def _kind_by_symbol(citation: Citation) -> str | None:
    meant = symbol_kinds(citation.symbol)
    if not meant:
        return "luật" if citation.kind == "bộ luật" else citation.kind
    # "QĐ" is a quy định only where the text says so; a thông tư liên tịch stays one where the text says thông tư.
    narrower = citation.kind in meant and not meant[0].startswith(citation.kind or "")
    return citation.kind if narrower and not (citation.kind or "").startswith(meant[0]) else meant[0]


def _citations(scanned: Scanned) -> Iterator[Citation]:
    """Yield the citations in order; each begins after the end of the one before."""
    waiting = list(scanned.laws)
    before: Citation | None = None
    heading: Citation | None = None
    for digits in NUMBER.finditer(scanned.letters):
        floor = before.end if before else 0
        if digits.start() < floor or any(law.start < digits.start() < law.end for law in waiting[:2]):
            continue  # read already, or the year in a law's name
        anchor = read_anchor(replace(scanned, floor=floor), *digits.span())
        taken = anchor.law if anchor else None
        for law in _laws_before(waiting, anchor.start if anchor else digits.start(), taken):
            if before is None or law.start >= before.end:
                before = _of_law(scanned, law, before)
                yield before
        passed = before.end if before else 0
        if anchor and anchor.number_start >= passed:
            # A law's name may have taken in the kind's word.
            heading = _under(heading, scanned, anchor)
            cited = list(_of_anchor(scanned, replace(anchor, start=max(anchor.start, passed)), before, heading))
            yield from cited
            # What stands behind the colon belongs to the first of the list alone.
            heading = replace(cited[0], issuer=anchor.issuer) if _is_heading(scanned, anchor) else heading
            before = cited[-1]
    for law in waiting:
        if before is None or law.start >= before.end:
            before = _of_law(scanned, law, before)
            yield before


def _laws_before(waiting: list[LawName], place: int, taken: LawName | None) -> list[LawName]:
    """Take out of `waiting` the laws named before `place`, and return those that no number belongs to."""
    passed = [law for law in waiting if law.start < place or law is taken]
    del waiting[: len(passed)]
    return [law for law in passed if law is not taken]


def _of_law(scanned: Scanned, law: LawName, before: Citation | None) -> Citation:
    tail = read_tail(scanned.text, scanned.letters, law.end, same_day=before.date if before else None)
    return Citation(
        law.kind, "", "", tail.date, tail.issuer, law.start, tail.end, tail.date_text, tail.problem,
        subject=law.subject or None, year=law.year, issuer_problem=tail.issuer_problem,
    )  # fmt: skip


def _of_anchor(
    scanned: Scanned, anchor: Anchor, before: Citation | None, heading: Citation | None
) -> Iterator[Citation]:
    """Yield the citation of `anchor`, or all of its list: the numbers before the last have no day of their own."""
    kind = anchor.kind or (heading.kind if heading else _inherited_kind(scanned, anchor, before))
    symbol = anchor.symbol
    numbers = [(anchor.number_start, anchor.number), *anchor.others]
    year = symbol_year(symbol.text) or (anchor.law.year if anchor.law else None)
    for place, number in numbers[:-1]:
        start = anchor.start if place == anchor.number_start else place
        yield Citation(kind, number, symbol.text, None, None, start, place + len(number), year=year)
    place, number = numbers[-1]
    joint = "liên" in (kind or "") or _JOINT_SYMBOL.search(symbol.text) is not None
    same_day = before.date if before else None
    tail = read_tail(scanned.text, scanned.letters, symbol.end, joint=joint, same_day=same_day)
    if anchor.told and tail.date_text is None:
        told = anchor.told
        issuer, doubt = (tail.issuer, tail.issuer_problem) if tail.issuer else (told.issuer, told.issuer_problem)
        tail = replace(told, end=tail.end, issuer=issuer, issuer_problem=doubt)
    if not (tail.issuer or tail.issuer_problem or anchor.issuer or heading):
        tail = with_issuer_behind(scanned.text, scanned.letters, tail, symbol.text)
    yield Citation(
        kind, number, symbol.text, tail.date, tail.issuer or anchor.issuer or (heading.issuer if heading else None),
        place if anchor.others else anchor.start,
        tail.end, tail.date_text, tail.problem, anchor.law.subject if anchor.law else None, year, symbol.glued,
        tail.issuer_problem,
    )  # fmt: skip


def _inherited_kind(scanned: Scanned, anchor: Anchor, before: Citation | None) -> str | None:
    """Return the kind of the citation before where this one continues its list and its symbol does not object."""
    if before is None or before.kind is None or not before.number:
        return None
    between = scanned.letters[before.end : anchor.number_start]
    goes_on = before.kind in _GENERAL and len(between) < _CLAUSE and _SUBJECT_THEN_NUMBER.fullmatch(between)
    if not goes_on and not _BETWEEN.fullmatch(between):
        return None
    meant, ones = symbol_kinds(anchor.symbol.text), symbol_kinds(before.symbol)
    return before.kind if not meant or before.kind in meant or meant == ones else None


def _is_heading(scanned: Scanned, anchor: Anchor) -> bool:
    """True of "các Nghị định của Chính phủ: số …": what follows the colon may be a list of its own."""
    plural = scanned.letters.endswith("cac ", 0, anchor.start)
    return plural and anchor.kind is not None and ":" in scanned.letters[anchor.start : anchor.number_start]


def _under(heading: Citation | None, scanned: Scanned, anchor: Anchor) -> Citation | None:
    """Return `heading` where it stands over `anchor` too, however much is said of the documents in between."""
    meant = symbol_kinds(anchor.symbol.text)
    general = not meant and heading is not None and heading.kind in _GENERAL
    if heading is None or anchor.kind or not (general or heading.kind in meant):
        return None
    between = scanned.letters[heading.end : anchor.number_start]
    return heading if _LISTED.search(between) and not _NEXT_BASIS.search(between) else None


def _with_shared_days(found: list[Citation], letters: str) -> list[Citation]:
    """Return the citations with what a list's last day says of the others.

    "cùng ngày 3/1/2024" after a list is the day of all of it. A plain day after a list under one kind's word is the
    last one's own, and the others are marked "shared": only a reader can tell.
    """
    shared = list(found)
    distributed = False
    for i in range(len(shared) - 1, 0, -1):
        this, before = shared[i], shared[i - 1]
        distributed = distributed or _SAME_DAY.search(letters, this.start, this.end) is not None
        if not _waits_for_a_day(before, this, letters):
            distributed = False
        elif this.date and distributed:
            shared[i - 1] = replace(before, date=this.date, date_text=this.date_text, year=before.year)
        elif not START.match(letters, this.start):
            shared[i - 1] = replace(before, date_problem="shared")
    return shared


def _waits_for_a_day(before: Citation, this: Citation, letters: str) -> bool:
    """True where `before` has no day and `this`, which has or shares one, continues its list."""
    if before.date_text is not None or not before.number or this.kind != before.kind:
        return False
    listed = _BETWEEN.fullmatch(letters, before.end, this.start) is not None
    return listed and (this.date_text is not None or this.date_problem == "shared")


def _in_place(citation: Citation, given: Searchable, text: str) -> Citation:
    """Return `citation` with its places in the text as given."""
    if given.places is None:
        return citation
    return replace(citation, start=given.original(citation.start), end=min(given.original(citation.end), len(text)))
