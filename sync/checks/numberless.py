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
# What every gap has behind its "số", or behind the blank where that should stand: quicker to look for than a kind.
_MAY_GAP = re.compile(r"số\s*:?\s*[.…_/\-–A-ZĐ]|\s(?:BC|KH|QĐ|TTr|TB|NQ|CT|CV)-[A-ZĐ]")
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

# A further document of a note: "Công văn số 12/SYT-VP ngày …; Kế hoạch ngày …".
_NEXT_BY_DAY = re.compile(
    r"(?:[;\n]|,|\svà)\s*(?:\[?\d{1,2}\]?[.)]?\s*|\(\d{1,2}\)\s*|[-–+]\s*)?"
    r"(?P<cited>(?:Báo cáo|Kế hoạch|Công văn|Tờ trình|Quyết định|Thông báo|Văn bản|Giấy mời|Chỉ thị|Nghị quyết"
    r"|Công điện|Hướng dẫn|Kết luận)(?:\s+của\s+[^,;.\d]{2,40}?)?,?\s+ngày\s+\d{1,2}"
    r"(?:[/.\-]\d{1,2}[/.\-]|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4})(?=\s*(?:$|[.;,\n]|và\s|của\s))"
)
# "Công văn ngày 27/10/2023 của Bộ Y tế (số 7012/BYT-KCB)": the number stands behind.
_NUMBER_BEHIND = re.compile(r"[^.;\n]{0,80}?[,(]\s*(?:số\s*)?\d+\s*[/-]\s*(?:\d{4}/)?[A-ZĐ]")


def without_number(passage: Passage) -> str | None:
    """Return the document that a passage cites without a number, as typed, or None.

    "Báo cáo số /BC-SKHCN ngày 15/01/2024" anywhere; "Báo cáo ngày 15/01/2024" where a note begins with it,
    for notes are there to name documents, and "theo Công văn ngày 15/01/2024" in a result.
    """
    found = _GAP.search(passage.text) if _MAY_GAP.search(passage.text) else None
    if found is None and passage.role == "note":
        found = _ONLY_A_DAY.match(passage.text) or _NEXT_BY_DAY.search(passage.text)
    if found is None and passage.role == "result":
        found = _NAMED_BY_DAY.search(passage.text)
    if found is None or _NUMBER_BEHIND.match(passage.text, found.end()):
        return None
    return " ".join((found.groupdict().get("cited") or found[0]).split())
