"""The issuer named behind what the document is about: "Nghị định số … về công tác văn thư của Chính phủ"."""

from __future__ import annotations

import re

from sync.normalise.issuers import match_issuer
from sync.normalise.searching import bare

_SUBJECT = re.compile(
    r"[\s,]{1,3}(?:(?:ve(?: viec)?|v/v|ban hanh|quy dinh|huong dan|phe duyet|sua doi|thanh lap)\s)(?=[^;\n])"
)
# A line that goes on small is the same clause, wrapped.
_CLAUSE_END = re.compile(r";|\.\s|\.?$|\n(?!\s?[a-zđ])|(?<![^\W_])số\s{0,2}[0-9]|[0-9]/|\s[Cc]ăn cứ\s")
_OF = re.compile(r"\s(?:cua|(do))\s{1,2}")
_CLOSES = re.compile(r"\s{0,2}(?:$|[;.,()\n])")
_ISSUED = re.compile(r"\s{1,2}ban hanh(?![a-z])")  # "… do Bộ Y tế ban hành"
_LONGEST = 240  # letters of a subject
_CENTRE = ("bo chinh tri", "ban bi thu", "ban chap hanh trung uong", "bch")


def issuer_behind(text: str, letters: str, place: int, symbol: str) -> tuple[int, int] | None:
    """Return where the agency stands that ends the clause behind `place` and that the symbol speaks for, or None."""
    subject = _SUBJECT.match(letters, place)
    if subject is None:
        return None
    stop = _CLAUSE_END.search(text, subject.end(), place + _LONGEST)
    if stop is None:
        return None
    for of in reversed(list(_OF.finditer(letters, subject.end(), stop.start() + 1))):
        end = match_issuer(text, letters, of.end(), of=True) if of.end() < stop.start() else None
        if end is not None and (_ISSUED if of[1] else _CLOSES).match(letters, end):
            return (of.end(), end) if _speaks_for(symbol, text[of.end() : end]) else None
    return None


def _speaks_for(symbol: str, agency: str) -> bool:
    """True where an abbreviation in the symbol is made of the agency's first letters: "BGDĐT", "CP", "UBND"."""
    named = bare(agency)
    first = "".join(bare(word) if word.isupper() else bare(word[0]) for word in re.findall(r"[^\W\d_]+", agency))
    first = first.replace("v", "") if " va " in named else first
    for office in map(bare, re.findall(r"[^\W\d_]+", symbol)[1:]):
        if office == "tw" and named.startswith(_CENTRE):
            return True
        if office == "ttg" and named.startswith("thu tuong"):
            return True
        if len(office) > 1 and office in first:
            return True
    return False
