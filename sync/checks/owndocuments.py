"""Which documents a division reports as its own work of the period: by symbol, by where they stand, by their day."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Literal

from sync.checks.spelling import office_letters, office_part
from sync.checks.texts import Cited, citations
from sync.model.config import Config
from sync.model.period import Period
from sync.normalise.searching import bare
from sync.normalise.symbols import symbol_kinds

_UNITS = ("chi cuc", "trung tam", "van phong", "thanh tra", "phong", "ban", "truong", "benh vien", "vien")
_OF_WHOM = re.compile(r"\s+(?:Sở|tỉnh|thành phố|nhà nước)$")
_LEAST = 3  # letters of a division's initials: fewer are those of a unit of any office ("BYT-DP")
_SIX_WEEKS = dt.timedelta(weeks=6)
# What is written once, about something that happens now; plans, decisions and resolutions hold for years.
_LETTERS = frozenset({"công văn", "báo cáo", "tờ trình", "thông báo", "giấy mời", "văn bản", "biên bản", "công điện"})
# By what a sentence begins with when it tells of a document as a deed: "Kiện toàn Tổ công tác … tại Quyết định số".
_BY_DEED = re.compile(
    r"(?:^|[.;\n])[^\S\n]*(?:[-+–][^\S\n]*)?(?:Trong (?:tháng|kỳ)[^,.;]{0,20},\s)?"
    r"(?:(?:Giám đốc )?(?:Sở|Chi cục|Trung tâm|Phòng|Ban|Văn phòng|Thanh tra)(?:\s[^,.;\s]+){0,5}?\s)?(?:đã\s)?"
    r"(?:ban hành|kiện toàn|thành lập|phê duyệt|bổ nhiệm|điều động|luân chuyển|cử|công nhận|khen thưởng|công bố|cấp"
    r"|thu hồi|xử phạt|kiến nghị|giao|phân công|nâng|bãi bỏ|sửa đổi|gia hạn|trình|báo cáo|gửi|đề nghị|thông báo"
    r"|triệu tập|mời)\s"
    r"(?:(?!thực hiện|triển khai|theo |căn cứ)[^.;\n])*\b(?:tại|bằng|qua)\s+$",
    re.IGNORECASE,
)
_INSPECTS = re.compile(
    r"(?:^|[.;\n])[^\S\n]*(?:[-+–][^\S\n]*)?(?:đã )?(?:tiến hành )?(?:kiểm tra|thanh tra|phúc tra|hậu kiểm)\s"
    r"[^.;\n]*\btheo $",
    re.IGNORECASE,
)
# "Xây dựng Kế hoạch số …": the sentence begins with the document's being drawn up.
_DRAWS_UP = re.compile(
    r"(?:^|[.;\n])[^\S\n]*(?:[-+–][^\S\n]*)?(?:Trong (?:tháng|kỳ)[^,.;]{0,20},\s)?"
    r"(?:(?:tham mưu|trình)(?:\s[^.;,\s]+){0,6}?\s)?(?:ban hành|xây dựng|soạn thảo|phát hành|ký ban hành|hoàn thiện)"
    r"\s+$",
    re.IGNORECASE,
)
# What goes on to tell what became of a document says that it is not of today.
_WENT_ON = re.compile(r"\b(?:đến nay|hiện nay|hiện|theo đó|kết quả|đang|tiếp tục|triển khai)\b", re.IGNORECASE)
_SENDS = re.compile(
    r"(?:^|[.;\n])[^\S\n]*(?:[-+][^\S\n]*)?(?:đã\s)?"
    r"(?:trình|gửi|báo cáo|đề nghị|đề xuất|phúc đáp|trả lời|xin ý kiến|góp ý|tham gia ý kiến)\b"
    r"[^.;\n]*\b(?:tại|bằng|qua)\s+$",
    re.IGNORECASE,
)
_ONLY_CITATIONS = re.compile(r"(?:[\s;,.]|và|\(\d{1,2}\)|\d{1,2}[.)]|[-–+])*")


def is_own(one: Cited, config: Config) -> bool:
    """Return whether the department itself, or one of its divisions by its code, issued a document."""
    if office_letters(one.citation.symbol, config.symbol) is not None:
        return True
    if not config.own_letters.isdisjoint(_parts(one)):
        return True
    office = re.split(r"[/\-–._]", office_part(one.citation.symbol))[0]
    return bare(office) in _initials(config.division_names)


@cache
def _initials(names: tuple[str, ...]) -> frozenset[str]:
    """Return the bare letters by which symbols name divisions: "CCDS" and "CDS" of Chi cục Dân số, "KSBT" of a Trung
    tâm Kiểm soát bệnh tật, and what these begin with; abbreviations in a name ("Chi cục TĐC") stand as they are.
    """
    found: set[str] = set()
    for name in names:
        words = [word for word in re.findall(r"[^\W\d_]+", _OF_WHOM.sub("", name)) if word not in {"và", "của"}]
        letters = [word if word.isupper() else word[0] for word in words]
        unit = next((kind for kind in _UNITS if bare(name).startswith(kind)), "").split()
        own = "".join(letters[len(unit) :])
        ways = {"".join(letters), own, "".join(letters[: min(1, len(unit))]) + own}
        cut = range(len(unit) + 2, len(letters)) if len(unit) > 1 else ()
        ways |= {"".join(letters[:end]) for end in cut}  # "CCGĐ" of a Chi cục Giám định xây dựng
        found.update(bare(way) for way in ways if len(way) >= _LEAST)
    return frozenset(found)


def is_letter(one: Cited) -> bool:
    """Return whether a document is one that is never a standing basis: a letter, a report, a proposal."""
    meant = symbol_kinds(one.citation.symbol)
    return one.citation.kind in _LETTERS and (not meant or meant[0] in _LETTERS)


def done_by(one: Cited) -> bool:
    """Return whether a sentence of the results tells of a document as its deed: "Kiện toàn … tại Quyết định số 12"."""
    return one.passage.role == "result" and _BY_DEED.search(_last_clause(one.before)) is not None


def inspects_by(one: Cited) -> bool:
    """Return whether the results tell of an inspection by its decision, made for it: "Kiểm tra 15 cơ sở theo …"."""
    return one.passage.role == "result" and _INSPECTS.search(_last_clause(one.before)) is not None


def drawn_up(one: Cited) -> bool:
    """Return whether a sentence of the results begins with the document's drawing up and tells of nothing later."""
    if one.passage.role != "result" or not _DRAWS_UP.search(_last_clause(one.before)):
        return False
    return _WENT_ON.search(one.passage.text, one.citation.end) is None


def sent(one: Cited) -> bool:
    """Return whether a letter is one by which a sentence says that something was sent: "Trình UBND tỉnh … tại …"."""
    return one.passage.role == "result" and is_letter(one) and _SENDS.search(_last_clause(one.before)) is not None


def _last_clause(before: str) -> str:
    """Return the clause that ends where a document is cited, with the sign that it follows: no more need be read."""
    spoken = before.rstrip()
    return before[max(0, *(spoken.rfind(sign) for sign in ".;\n")) :]


def begins_note(one: Cited) -> bool:
    """Return whether nothing but other citations stands before this one in its note."""
    if one.passage.role != "note":
        return False
    return _ONLY_CITATIONS.fullmatch(_without_citations(one)) is not None


def far_from(day: dt.date, period: Period) -> Literal["before", "after"] | None:
    """Return on which side a day is far from a period: six weeks before its data window, or after its last day."""
    if day < period.window[0] - _SIX_WEEKS:
        return "before"
    return "after" if day > period.last_day else None


def in_its_year(day: dt.date, period: Period) -> bool:
    """Return whether a day would be of the period but for its year, however long ago that is."""
    if (day.month, day.day) == (2, 29):
        return False
    meant = (day.replace(year=year) for year in {period.window[0].year, period.last_day.year})
    return any(far_from(one, period) is None for one in meant)


def _parts(one: Cited) -> set[str]:
    return {part.casefold() for part in re.split(r"[/\-–._]", one.citation.symbol) if part}


def _without_citations(one: Cited) -> str:
    kept: list[str] = []
    at = 0
    for citation in citations(one.passage.text):
        if citation.start >= one.citation.start:
            break
        kept.append(one.passage.text[at : citation.start])
        at = citation.end
    kept.append(one.passage.text[at : one.citation.start])
    return " ".join(kept)
