"""Documents cited without their number: a gap before the symbol, or a kind and a day with nothing between them."""

from __future__ import annotations

import re

from sync.checks.texts import Passage

_KIND = (
    r"(?:[Bb]áo cáo|[Kk]ế hoạch|[Cc]ông văn|[Tt]ờ trình|[Qq]uyết định|[Tt]hông báo|[Vv]ăn bản|[Gg]iấy mời|[Cc]hỉ thị"
    r"|[Nn]ghị quyết|[Nn]ghị định|[Tt]hông tư|[Cc]hương trình|[Bb]iên bản|[Hh]ướng dẫn|[Pp]hương án|[Cc]ông điện"
    r"|[Kk]ết luận|[Gg]iấy phép|[Hh]ợp đồng|[Đđ]ề án)(?: hành động| phối hợp| liên tịch)?"
)
_SYMBOL = r"(?:[A-ZĐ][A-Za-zĐđ]{0,4}[-/])?[A-ZĐ]{2,}[A-ZĐa-z&\-]*"
_GAP = re.compile(
    rf"{_KIND}\s+số\s*:?\s*(?:[.…_]*\s*/\s*(?:\d{{4}}/)?{_SYMBOL}|[-–]?\s*{_SYMBOL}\s*,?\s+ngày"
    r"|[-–]\s*[A-ZĐ][A-Za-zĐđ]{0,4}/[A-ZĐ]{2,})"
    rf"|{_KIND}\s+(?:BC|KH|QĐ|TTr|TB|NQ|CT|CV)-[A-ZĐ]{{2,}}\S*\s+ngày"
)
# What every gap ends in, or has behind its "số": quicker to look for than a kind of document.
_MAY_GAP = re.compile(r"số\s*:?\s*[.…_/\-–A-ZĐ]|[A-ZĐr]-[A-ZĐ]{2,}\S*\s+ngày")
_ONLY_A_DAY = re.compile(
    rf"\s*(?:[Tt]heo\s+)?{_KIND}(?:\s+của\s+[^,;.\d]{{2,40}}?)?,?\s+(?:số\s+)?"
    r"ngày\s+\d{1,2}(?:[/.\-]\d{1,2}[/.\-]|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}"
)
# In a result a kind with a capital in the middle of a sentence names a document; verbs ("báo cáo ngày …") do not.
_NAMED_BY_DAY = re.compile(
    r"(?<![.;:\n] )(?<=\s)(?:Công văn|Quyết định|Tờ trình|Chỉ thị|Nghị quyết|Giấy mời"
    r"|Công điện|Kế hoạch|Văn bản)(?: của\s+[^,;.\d]{2,40}?)?,?\s+"
    r"ngày\s+\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}"
)


def without_number(passage: Passage) -> str | None:
    """Return the document that a passage cites without a number, as typed, or None.

    "Báo cáo số /BC-SKHCN ngày 15/01/2024" anywhere; "Báo cáo ngày 15/01/2024" where a note begins with it,
    for notes are there to name documents, and "theo Công văn ngày 15/01/2024" in a result.
    """
    found = _GAP.search(passage.text) if _MAY_GAP.search(passage.text) else None
    if found is None and passage.role == "note":
        found = _ONLY_A_DAY.match(passage.text)
    if found is None and passage.role == "result":
        found = _NAMED_BY_DAY.search(passage.text)
    return " ".join(found[0].split()) if found else None
