"""What follows a document's number: its day and its issuer, in either order."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from sync.normalise.agencies import OPEN
from sync.normalise.dategrammar import Day, match_day, match_days, match_in_turn, match_incomplete
from sync.normalise.issuerbehind import issuer_behind
from sync.normalise.issuerdoubt import is_doubtful
from sync.normalise.issuers import match_issuer, match_name
from sync.normalise.searching import UPPER

# A footnote's mark, or a remark in brackets before the day or the issuer: "12/QĐ-UBND (lần 2) ngày".
_REMARK = (
    r"(?:(?:lan|dot) (?:thu )?[a-z0-9]+|ban (?:sao|goc|chinh)|du thao|mat|hoa toc|khan|dieu chinh|sua doi|bo sung)"
)
_NOTE = rf"(?:\[[0-9]{{1,3}}\]|\([0-9]\)|[¹²³⁰-⁹]{{1,3}}|\s\({_REMARK}\)(?=[\s,]{{1,4}}(?:ngay|cua)\s))?"
# "(,) kỳ họp thứ 8", between the National Assembly and what it did.
_SESSION = r"(?:,?\s{1,2}(?:tai\s)?ky\shop\s(?:lan\s)?thu\s[a-z0-9]{1,6},?)?"
_NGAY = re.compile(
    rf"{_NOTE}\)?{_SESSION}[\s,]{{0,4}}\(?\s?(?:(?:ky|duoc\sban\shanh|ban\shanh|de|lap|cap(?:\slan\sdau|\slai|\slan\s[a-z0-9]+)?|cong\sbo|thong\squa)\s{{1,2}})?"
    r"(?:(?:vao|luc|hoi)\s(?:[0-9]{1,2}\s?(?:gio|h|g)\s?(?:[0-9]{1,2}\s?(?:phut|')?)?,?\s)?)?"
    r"(cung\s{1,3})?(lan\sluot\s(?:la\s|vao\s)?)?(?:cac\s)?ngay(?![a-z])(?:\s(?:ky|cap|ban\shanh)(?=\s))?\s{0,3}[:,]?\s{0,3}(?:m[uo]ng\s)?"
)
# The place of a dateline before the day: "Công văn số 1257/VPUBND-THVX Đồng Tháp, ngày 15 tháng 9 năm 2020".
_DATELINE = re.compile(
    rf"\s(?:(?:TP|Tp)\.?\s?)?[{UPPER}][^\W\d_]+(?:\s[{UPPER}][^\W\d_]+){{1,2}}(?=,\s{{0,2}}ngày\s{{1,2}}[0-9])"
)
_NO_NGAY = re.compile(rf"{_NOTE}[\s,]{{1,4}}\(?\s?(?=[0-9])")
_HOUR = r"(?:,?\s(?:(?:luc|hoi)\s)?[0-9]{1,2}\s?(?:gio|h|g)\s?(?:[0-9]{2}\s?(?:phut)?)?(?=[\s,]{1,3}cua\s))?"
_OF = re.compile(
    rf"{_NOTE}{_HOUR}\s?\)?[\s,]{{0,4}}\(?(?:la\s|nam\s[12][0-9]{{3}}\s)?(?:(?:cua|do|ban\shanh\sboi|(?:(?:da|vua|moi)\s)?duoc)\s{{1,3}}|cua(?=[a-z]))"
)
_BETWEEN = re.compile(r"[\s,]{1,3}giua\s{1,2}(?=[a-z])")  # "Kế hoạch phối hợp số … giữa Công an và Sở Y tế"
# "được UBND tỉnh phê duyệt tại Quyết định …" tells who answered, not who issued.
_ISSUES = re.compile(rf"{_SESSION}\s{{1,3}}(?:ban hanh|ky|thong qua|phe duyet(?!\s(?:tai|bang|theo)\s)|cong bo|cap)")
_DO = re.compile(r"(?:do|duoc)\s")  # searched for: "đã được" too
_SURNAME = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Mai|Cao|Ông|Bà)\s"
)
# A day behind letters that were not read: it may be the document's, "1725/HQTP :NV ngày 03-06-2003".
_STRAY_DAY = re.compile(r"(?:\s?[^\w\s]?\s?[A-ZĐ0-9./&:-]{1,12}){1,3}\s?,?\s?ngày\s{0,2}[0-9]")
_DIRECT = re.compile(r"\s{1,3}")
_AFTER_DIRECT = re.compile(
    r"\s{0,3}(?:$|[,;.)]|(?:ve|v/v|ban hanh|phe duyet|quy dinh|huong dan|thong qua|bi)(?![a-z]))"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """The day and the issuer after a number, and where they end."""

    end: int
    date: dt.date | None = None
    date_text: str | None = None
    problem: str | None = None
    issuer: str | None = None
    issuer_problem: str | None = None


def read_tail(text: str, letters: str, place: int, *, joint: bool = False, same_day: dt.date | None = None) -> Tail:
    """Return the day and the issuer that follow `place`, in either order; `same_day` is what "cùng ngày" means."""
    tail = Tail(place)
    for _ in range(3):
        if tail.date_text is None and (dated := _dated(text, letters, tail, same_day)):
            tail = dated
        elif tail.issuer is None and (issued := _issued(text, letters, tail, joint=joint)):
            tail = issued
        else:
            break
    if tail.date_text is None and _STRAY_DAY.match(text, tail.end):
        tail = replace(tail, problem="unread")
    return tail if tail.issuer else _unknown(text, letters, tail)


def _unknown(text: str, letters: str, tail: Tail) -> Tail:
    """Return `tail` with what stands behind "của" in capitals, where it begins like no agency and is no person.

    It is a name all the same ("Viettel Ninh Thuận", "Oxfam Việt Nam"), but a reader should look at it: "unread".
    """
    of = _OF.match(letters, tail.end)
    if of is None or not of[0].endswith("cua ") or not text[of.end() : of.end() + 1].isupper():
        return tail
    if _SURNAME.match(text, of.end()):
        return tail
    end = match_name(text, letters, of.end())
    name = " ".join(text[of.end() : end].split()) if end else None
    return replace(tail, issuer=name, end=end or tail.end, issuer_problem="unread")


def with_issuer_behind(text: str, letters: str, tail: Tail, symbol: str) -> Tail:
    """Return `tail` with the issuer that stands behind the document's subject, to be looked at: "uncertain"."""
    found = issuer_behind(text, letters, tail.end, symbol)
    if found is None:
        return tail
    return replace(tail, issuer=" ".join(text[slice(*found)].split()), issuer_problem="uncertain")


def _dated(text: str, letters: str, tail: Tail, same_day: dt.date | None) -> Tail | None:
    seat = _DATELINE.match(text, tail.end) if tail.issuer is None else None
    if seat and match_issuer(text, letters, tail.end + 1) is None:
        tail = replace(tail, end=seat.end())
    if named := _NGAY.match(letters, tail.end):
        at = named.end()
        day = (
            match_in_turn(letters, at)
            if named[2]
            else match_day(letters, at) or match_days(letters, at) or match_incomplete(letters, at)
        )
        if day and "," in named[0] and _begins_a_clause(text, letters, day.end):
            return None
        if day:
            return _with_day(text, tail, day, day.problem)
        if named[1]:
            end = named.end() - len(named[0]) + len(named[0].rstrip())
            return replace(
                tail,
                end=end,
                date=same_day,
                date_text=text[named.start(1) : end],
                problem=None if same_day else "incomplete",
            )
        return None
    unnamed = _NO_NGAY.match(letters, tail.end)
    day = match_day(letters, unnamed.end()) if unnamed else None
    return _with_day(text, tail, day, day.problem or "no-ngay") if day else None


def _begins_a_clause(text: str, letters: str, place: int) -> bool:
    """True of a day behind a comma on which an agency acted: "…, ngày 15/3/2024 UBND tỉnh tổ chức họp"."""
    direct = _DIRECT.match(text, place)
    acts = direct and text[direct.end() : direct.end() + 1].isupper()
    end = match_issuer(text, letters, direct.end()) if direct and acts else None
    return end is not None and not _AFTER_DIRECT.match(letters, end)


def _with_day(text: str, tail: Tail, day: Day, problem: str | None) -> Tail:
    return replace(tail, end=day.end, date=day.value, date_text=text[day.start : day.end], problem=problem)


def _issued(text: str, letters: str, tail: Tail, *, joint: bool) -> Tail | None:
    if between := _BETWEEN.match(letters, tail.end):
        end = match_issuer(text, letters, between.end(), joint=True)
        return replace(_by(text, letters, tail, between.end(), end), issuer_problem="uncertain") if end else None
    if of := _OF.match(letters, tail.end):
        named = of[0][-1] == " " or of[0][-1] == "\n" or text[of.end()].isupper()
        end = match_issuer(text, letters, of.end(), joint=joint, of=True) if named else None
        if end is None and _DO.match(of[0].lstrip()):
            end = _office(text, letters, of.end())
        if end is None or (_DO.search(of[0]) and not _ISSUES.match(letters, end)):
            return None
        return _by(text, letters, tail, of.end(), end)
    direct = _DIRECT.match(text, tail.end)
    end = (
        match_issuer(text, letters, direct.end(), joint=joint)
        if direct and text[direct.end() : direct.end() + 1].isupper()
        else None
    )
    if direct is None or end is None or not _AFTER_DIRECT.match(letters, end):
        return None
    return _by(text, letters, tail, direct.end(), end)


def _office(text: str, letters: str, place: int) -> int | None:
    """Return the end of a bare office that has issued something: "do Chi cục trưởng ký ban hành"."""
    head = OPEN.match(letters, place) if text[place].isupper() else None
    return head.end() if head and _ISSUES.match(letters, head.end()) else None


def _by(text: str, letters: str, tail: Tail, start: int, end: int) -> Tail:
    """Return `tail` with the issuer from `start` to `end`, and "uncertain" where its end is not sure."""
    doubtful = is_doubtful(text, letters, start, end)
    name = " ".join(text[start:end].split())
    return replace(tail, end=end, issuer=name, issuer_problem="uncertain" if doubtful else None)
