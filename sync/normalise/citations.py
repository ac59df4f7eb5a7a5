"""Citations of documents in a text: what kind, which number and symbol, of which day, by whom."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sync.normalise.citationtail import Tail, read_tail
from sync.normalise.kinds import START, is_law, kind_before, kinds_of, last_kind, number_word_before
from sync.normalise.issuers import match_issuer
from sync.normalise.laws import LawName, find_laws
from sync.normalise.searching import Searchable, bare, searchable
from sync.normalise.symbols import Symbol, match_symbol, match_year_only, symbol_kinds, symbol_year


@dataclass(frozen=True, slots=True)
class Citation:
    """One document that a text cites, from `start` to `end` of the text.

    `kind` is the full word in small letters or None; `number` and `symbol` are "" where a law is cited by name, and
    `subject` is that name. `date` is None where it is missing, incomplete or impossible; `date_problem` says which:
    "incomplete" ("22/9"), "impossible" ("31-4-2004"), "no-ngay" (read, though the word "ngày" is missing) or
    "shared" (no date of its own in a list whose last one has one). `glued` is a digit of a footnote typed onto the symbol.
    """

    kind: str | None
    number: str
    symbol: str
    date: dt.date | None
    issuer: str | None
    start: int
    end: int
    date_text: str | None = None
    date_problem: str | None = None
    subject: str | None = None
    year: int | None = None
    glued: str | None = None


_NUMBER = re.compile(r"(?:(?<!\w)|(?<=\bso))(?<![0-9][.,:/\-–])(?<![a-zA-Z][/\-–])[0-9]{1,6}(?![0-9])")
_INNER_SPACE = re.compile(r"[ ]([0-9]{1,4})(?=\s{0,3}[/\-–])")
_SUFFIX = re.compile(r"[a-zA-Z](?=\s{0,2}[/\-–])|(?:bis|BIS)(?=\s{0,2}[/\-–])")
_LIST = re.compile(r"(?:\s{0,2}(?:,|;|\sva\s(?:so\s)?)\s{0,2}[0-9]{1,6}(?![0-9])){1,12}(?=\s{0,2}[/\-])")
_LIST_ITEM = re.compile(r"[0-9]+")
_BETWEEN = re.compile(
    r"[\s,;]*(?:(?:va|voi|cung|hoac|hay|den|cung voi)(?![a-z]))?\s*(?:(?:cac\s)?so(?:\s?hieu)?\s?[:.]?)?\s*\(?\s*"
)
_NO_DOCUMENT = re.compile(
    r"(?:tcvn|qcvn|tccs|iso|iec|tcxd|tcxdvn|dlvn|qcdp|astm|tcn|haccp|nfpa|model|mau|bieu mau|phu luc|bieu|ma so|dien thoai|"
    r"(?:so )?dt|sdt|fax|bien so|lo|thua(?: dat)?|to ban do|quoc lo|ql|duong|nha|hem|ngo|khu pho|tai khoan|mst|hoa don|serial|so may)"
    r"\s{0,2}(?:so)?\s{0,2}[:.]?\s{0,2}(?:iso |iec )?(?:[0-9]+:)?$"
)
_ENDS = re.compile(
    r"\s{0,3}(?:$|[,;.):\]\n\"”]|(?:ngay|cua|ve|v/v|va|do|quy dinh|ban hanh|huong dan|phe duyet|sua doi|cung)(?![a-z]))"
)
_NUMBERED_ALONE = {"nghị quyết", "nghị định", "thông tư", "chỉ thị", "quyết định", "kết luận", "luật", "pháp lệnh"}
_TO_NUMBER = re.compile(r"\s{0,3},?\s{0,3}\(?\s{0,2}(?:(?:luat )?so(?:\s?hieu)?\s{0,3}[:.]?)?\s{0,3}")
_MEDDLING = re.compile(r"[.;\n?!][\s\"”)]|\n")


def find_citations(text: str) -> list[Citation]:
    """Return the documents that `text` cites, in order; their places do not overlap.

    Kinds, numbers and symbols follow Decree 30/2020 (Annex III), party usage (Hướng dẫn 36-HD/VPTW) and the older
    habits that published texts still cite.
    """
    given = searchable(text)
    letters = bare(given.text)
    laws = (
        list(find_laws(given.text, letters)) if any(w in letters for w in ("luat ", "phap lenh", "hien phap")) else []
    )
    if not laws and not _NUMBER.search(letters):
        return []
    found = list(_Reader(given.text, letters, laws).citations())
    return [_in_place(citation, given) for citation in _share(found, given.text, letters)]


def identity(citation: Citation) -> tuple[str | None, str, str, int | None] | None:
    """Return what makes two citations the same document, or None where nothing does: kind, number, symbol, year.

    The symbol's abbreviation tells the kind where it has one ("Văn bản số 239-CTr/TU" is a chương trình), and
    "SKH&CN", "SKH-CN" and "SKHCN" are one. A number without a year may be several documents (116/NQ-CP of 2021, of 2026).
    """
    year = symbol_year(citation.symbol) or (citation.date.year if citation.date else citation.year)
    if not citation.number:
        return (citation.kind, "", bare(" ".join(citation.subject.split())), year) if citation.subject else None
    symbol = "".join(c for c in bare(re.sub(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", "", citation.symbol)) if c.isalnum())
    return (_kind_of(citation), citation.number.lstrip("0") or "0", symbol, year)


def _kind_of(citation: Citation) -> str | None:
    meant = symbol_kinds(citation.symbol)
    if not meant:
        return "luật" if citation.kind == "bộ luật" else citation.kind
    if len(meant) > 1 and citation.kind in meant and not meant[0].startswith(citation.kind or ""):
        return citation.kind
    return meant[0]


def _in_place(citation: Citation, given: Searchable) -> Citation:
    if given.places is None:
        return citation
    return replace(citation, start=given.original(citation.start), end=given.original(citation.end))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A number with its symbol, and what stands right before it."""

    start: int
    number_start: int
    number: str
    symbol: Symbol
    kind: str | None
    issuer: str | None = None
    law: LawName | None = None
    others: tuple[tuple[int, str], ...] = ()


class _Reader:
    """Reads one text from its beginning to its end; what was taken once is not looked at again."""

    def __init__(self, text: str, letters: str, laws: list[LawName]) -> None:
        self._text, self._letters, self._laws = text, letters, laws
        self._floor = 0  # the end of the citation before
        self._before: Citation | None = None

    def citations(self) -> Iterator[Citation]:
        for found in _NUMBER.finditer(self._letters):
            if found.start() < self._floor:
                continue
            anchor = self._anchor(found)
            yield from self._named_laws(anchor.start if anchor else found.start(), anchor.law if anchor else None)
            if anchor and anchor.number_start >= self._floor:
                yield from self._numbered(anchor)
        yield from self._named_laws(len(self._text) + 1, None)

    def _named_laws(self, place: int, taken: LawName | None) -> Iterator[Citation]:
        """Yield the laws named before `place` that no number belongs to."""
        while self._laws and self._laws[0].start < place:
            law = self._laws.pop(0)
            if law.start >= self._floor and law is not taken:
                yield self._law(law)
        if self._laws and self._laws[0] is taken:
            self._laws.pop(0)

    def _law(self, law: LawName) -> Citation:
        tail = self._tail(law.end, joint=False)
        return self._keep(Citation(law.kind, "", "", tail.date, tail.issuer, law.start, tail.end, tail.date_text,
                                   tail.problem, law.subject or None, law.year))  # fmt: skip

    def _numbered(self, anchor: _Anchor) -> Iterator[Citation]:
        symbol = anchor.symbol
        if anchor.others:
            yield self._keep(
                Citation(
                    anchor.kind,
                    anchor.number,
                    symbol.text,
                    None,
                    None,
                    anchor.start,
                    anchor.number_start + len(anchor.number),
                )
            )
            *between, last = anchor.others
            for place, number in between:
                yield self._keep(Citation(anchor.kind, number, symbol.text, None, None, place, place + len(number)))
            anchor = replace(anchor, start=last[0], number=last[1], others=())
        tail = self._tail(
            symbol.end, joint="lien" in bare(anchor.kind or "") or re.search(r"LT|LB|LN", symbol.text) is not None
        )
        yield self._keep(Citation(anchor.kind, anchor.number, symbol.text, tail.date, tail.issuer or anchor.issuer, anchor.start, tail.end,
                                  tail.date_text, tail.problem, anchor.law.subject if anchor.law else None,
                                  symbol_year(symbol.text) or (anchor.law.year if anchor.law else None), symbol.glued))  # fmt: skip

    def _tail(self, place: int, *, joint: bool) -> Tail:
        same = self._before.date if self._before else None
        return read_tail(self._text, self._letters, place, joint=joint, same_day=same)

    def _keep(self, citation: Citation) -> Citation:
        self._floor, self._before = citation.end, citation
        return citation

    def _anchor(self, found: re.Match[str]) -> _Anchor | None:
        """Return the anchor that the digits of `found` begin, or None where they cite nothing."""
        start, end = found.span()
        if _NO_DOCUMENT.search(self._letters[max(0, start - 24) : start]):
            return None
        kind = kind_before(self._text, self._letters, start, self._floor)
        word = None if kind else number_word_before(self._text, self._letters, start, self._floor)
        led = kind is not None or word is not None
        number, after = self._whole_number(start, end, led=led)
        symbol = match_symbol(self._text, after, led=led)
        first = kind.start if kind else word if word is not None else start
        base = _Anchor(first, start, number, symbol or Symbol("", after), kind.kind if kind else None)
        if symbol is None:
            return self._listed(base, end) or (self._without_symbol(base, numbered=kind.numbered) if kind else None)
        return self._with_symbol(base, led=led, numbered=word is not None)

    def _whole_number(self, start: int, end: int, *, led: bool) -> tuple[str, int]:
        number = self._text[start:end]
        more = _INNER_SPACE.match(self._text, end) if led else None
        if more and len(number + more[1]) <= 5 and match_symbol(self._text, more.end(), led=True):
            number, end = number + more[1], more.end()
        if suffix := _SUFFIX.match(self._text, end):
            number, end = number + suffix[0], suffix.end()
        return number, end

    def _listed(self, base: _Anchor, end: int) -> _Anchor | None:
        """Return the anchor of "số 12, 13 và 15/QĐ-UBND": one symbol for several numbers."""
        found = _LIST.match(self._letters, end) if base.kind else None
        symbol = match_symbol(self._text, found.end(), led=True) if found else None
        if found is None or symbol is None:
            return None
        others = tuple((m.start(), m[0]) for m in _LIST_ITEM.finditer(self._letters, end, found.end()))
        return replace(base, symbol=symbol, others=others)

    def _without_symbol(self, base: _Anchor, *, numbered: bool) -> _Anchor | None:
        """Return the anchor of "Nghị định 30/2020", "Nghị quyết số 36 ngày …", "Nghị quyết 57 của Bộ Chính trị"."""
        year = match_year_only(self._text, base.symbol.end)
        if (
            year
            and base.kind in _NUMBERED_ALONE
            and (numbered or int(re.sub(r"\D", "", base.number)) > 12 or base.kind in {"nghị định", "thông tư"})
        ):
            return replace(base, symbol=year)
        if not _ENDS.match(self._letters, base.symbol.end) or year:
            return None
        if numbered:
            return base
        tail = read_tail(self._text, self._letters, base.symbol.end, joint=False, same_day=None)
        proven = tail.issuer is not None or (tail.date is not None and tail.problem is None)
        return base if proven and base.kind in _NUMBERED_ALONE else None

    def _with_symbol(self, base: _Anchor, *, led: bool, numbered: bool) -> _Anchor | None:
        symbol, alphabetic = base.symbol, [p for p in base.symbol.parts if not p[0].isdigit()]
        if base.kind is None:
            if law := self._law_before(base.number_start):
                return replace(base, start=law.start, kind=law.kind, law=law)
            if wider := self._kind_further_before(base, numbered=numbered):
                return wider
            if inherited := self._inherited(base):
                return replace(base, kind=inherited)
        strong = symbol.known or (len(alphabetic) > 1 and max(map(len, alphabetic)) > 1)
        if base.kind or strong or (numbered and len(alphabetic[0]) > 1):
            return base
        return None

    def _law_before(self, place: int) -> LawName | None:
        law = next((law for law in reversed(self._laws) if law.end <= place and law.start >= self._floor), None)
        return law if law and _TO_NUMBER.fullmatch(self._letters, law.end, place) else None

    def _kind_further_before(self, base: _Anchor, *, numbered: bool) -> _Anchor | None:
        """Return the anchor with its kind where an agency or a subject stands between: "Nghị định của Chính phủ số …"."""
        found = last_kind(self._letters, base.start, max(self._floor, base.start - 160))
        if found is None:
            return None
        start, end, kind = found
        issuer = self._issuer_between(end, base.start)
        if issuer:
            return replace(base, start=start, kind=kind, issuer=issuer)
        meant = symbol_kinds(base.symbol.text)
        fits = kind in meant if meant else kind in {"công văn", "văn bản"} or is_law(kind)
        if numbered and fits and not _MEDDLING.search(self._text, end, base.start):
            return replace(base, start=start, kind=kind)
        return None

    def _issuer_between(self, place: int, end: int) -> str | None:
        """Return the agency that is all that stands between a kind's word and its number."""
        gap = re.compile(r"\s{1,3}(?:cua\s{1,3})?").match(self._letters, place)
        stop = match_issuer(self._text, self._letters[:end], gap.end(), joint=True) if gap else None
        if gap is None or stop is None or not re.fullmatch(r"[\s,(]*", self._text[stop:end]):
            return None
        return self._text[gap.end() : stop]

    def _inherited(self, base: _Anchor) -> str | None:
        """Return the kind of the citation before where this one only continues its list and its symbol does not object."""
        before = self._before
        if before is None or before.kind is None or is_law(before.kind) and not before.number:
            return None
        if not _BETWEEN.fullmatch(self._letters, before.end, base.number_start):
            return None
        meant, ones = symbol_kinds(base.symbol.text), symbol_kinds(before.symbol)
        return before.kind if not meant or before.kind in meant or meant == ones else None


def _share(found: list[Citation], text: str, letters: str) -> list[Citation]:
    """Return the citations with what a list's last date says of the others.

    "cùng ngày 3/1/2024" after a list is the day of all of it; a plain date after a list is the last one's own, and
    the others are marked "shared" since only a reader can tell.
    """
    for i in range(len(found) - 1, 0, -1):
        this, before = found[i], found[i - 1]
        listed = (
            before.date_text is None and before.number != "" and _BETWEEN.fullmatch(letters, before.end, this.start)
        )
        if not listed or this.date_text is None or not (this.kind == before.kind):
            continue
        if this.date and (
            this.date_problem == "shared-day" or re.search(r"cung\s+ngay", letters[this.start : this.end])
        ):
            found[i - 1] = replace(before, date=this.date, date_text=this.date_text, date_problem="shared-day")
        elif not START.match(letters, this.start):
            found[i - 1] = replace(before, date_problem="shared")
    return [replace(c, date_problem=None) if c.date_problem == "shared-day" else c for c in found]
