"""Years that cannot be meant: of a plan drawn up or begun now, of a day that would be of this period, of a Tết."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from sync.model.period import Period
from sync.normalise.citations import Citation
from sync.normalise.dates import find_dates
from sync.normalise.searching import bare

# What looks ahead by its nature: it is of the year that it is made for.
_AHEAD = (
    r"(?:ke hoach|nhiem vu|phuong huong|chuong trinh|thi dua|giao uoc|chi tieu|du toan|muc tieu|danh muc|cong tac"
    r"|dat hang|lich|phuong an|huan luyen|tuyen quan|giao,? nhan quan|tet trong cay)"
)
# Words by which even a plan looks back.
_DONE = re.compile(
    r"\b(?:tong ket|so ket|danh gia|quyet toan|kiem ke|xep loai|cham diem|khen thuong|bao cao|kiem diem|nghiem thu"
    r"|cong bo(?! lich| ke hoach| chuong trinh)"
    r"|thanh ly|thong ke|kiem toan|hoan thanh|khac phuc|con lai|ton dong|chuyen tiep|chuyen nguon|keo dai"
    r"|ket qua|bo sung|dieu chinh|sua doi|thay the|giai ngan|thanh toan|cong nhan|binh xet|xet tang|doi chieu"
    r"|chua (?:hoan|thuc|trien|duoc|co|xong|giai|thanh)|tinh hinh|phe duyet|cuoi nam|so voi|cung ky"
    r"|nam truoc|tung|truoc)\b"
)
_BEGUN = re.compile(
    r"(?:^|[.;:\n]\s*|[-+]\s+|\b(?:da|tiep tuc|va)\s+)"
    r"(?:trien khai|phat dong|dang ky|ky ket|ky giao|ky hop dong|phan bo|phan khai|giao|chuan bi"
    r"|quan triet|ra quan|lap|thong bao|cong bo|trinh"
    r"|cong khai|to chuc (?:[^.;:()]{0,30} )?(?:ky|phat dong|trien khai|ra quan|quan triet)|xay dung|ban hanh"
    rf"|tham muu|soan thao|hop|don doc|huong dan|len|tap huan|boi duong"
    rf"|chi dao|de ra|xac dinh|xac lap"
    rf"|thuc hien(?= cac nhiem vu| nhiem vu| chi tieu))\b[^.;:()\"“”]{{0,70}}\b{_AHEAD}\b[^.;:()\"“”]{{0,110}}$"
)
# What is held within a year, once no month of the year before is of the period.
_HELD = re.compile(
    r"(?:^|[.;:\n]\s*|[-+]\s+|\b(?:da|tiep tuc|va)\s+)(?:trien khai|phat dong|to chuc|ra quan|huong ung|tham gia"
    r"|tap huan|boi duong|pho bien|phoi hop|khai mac)\b[^.;:()\"“”]{0,90}\b(?:thang hanh dong|thang cao diem|tuan le"
    r"|chien dich|phong trao|hoi nghi|hoi thao|hoi thi|cuoc thi|dien dan|tap huan|boi duong|dot cao diem|le|ngay"
    r"|hoi cho|cong tac|techfest|lop|ky (?:thi|xet tuyen|tuyen dung|kiem tra)|hoi thao|hoi dien|lien hoan|trien lam"
    r"|dien dan|toa dam|ngay hoi|tet (?:trung thu|thieu nhi)|dem hoi"
    r"|giai (?:bong|cau long|quan vot|co vua|co tuong|viet da|dien kinh|boi|the thao|chay"
    r"|vo|dua))\b(?:[^.;:()\"“”]|“[^”]{1,60}”|\"[^\"]{1,60}\"){0,110}$"
)
_ORDERED = re.compile(
    r"(?:de xuat,? dat hang|tuyen chon|dang ky chu tri|thong bao nop ho so)[^.;:()]{0,110}"
    r"(?:nam|bat dau thuc hien tu|thuc hien tu|trong|tu)?\s*$"
)
# "tổng kết năm 2023 và triển khai nhiệm vụ năm 2024": behind "và" stands another deed.
_NEW_DEED = re.compile(r"(?:\bva|[,;]) (?=(?:trien khai|phuong huong|nhiem vu|de ra|xay dung ke hoach|ke hoach)\b)")
_COMING = re.compile(r"(?:trien khai )?(?:phuong huong|nhiem vu|phuong huong,? nhiem vu)(?: cong tac| trong tam)?,? *$")
_FIRST_DAYS = re.compile(r"\s*(?:[-+]\s*)?(?:trong )?(?:nhung ngay |ngay |ngay tu )?dau $")
_SINCE = re.compile(r"\b(?:tu|tinh tu) dau $")
_PUT_FORWARD = re.compile(r"\btrinh [a-z ,]{0,50}phe duyet\b")  # what is put forward for approval is still to come
# A year is summed up at its end or soon after: from autumn on it is the year before no more.
_SUMS_UP = re.compile(
    r"\s*(?:[-+]\s*)?(?:(?:to chuc|chuan bi|tham muu to chuc|phoi hop to chuc|tien hanh) )?(?:hoi nghi )?tong ket"
    r"(?: (?:cong tac|hoat dong|nhiem vu|phong trao thi dua)(?: thi dua,? khen thuong)?(?: (?!giai doan)[a-z]+){0,6}?)?"
    r"(?: trong)? $"
)
_AUTUMN = 9
_ROUND_TET = re.compile(r"\b(?:truoc|sau|trong)(?:,? (?:va )?(?:truoc|sau|trong))* (?:dip )?$")
_FOR_TET = re.compile(
    r"\b(?:ke hoach|phuong an|chuan bi|phuc vu|binh on|tham hoi|tham,? tang qua|tang qua|don|trang tri)\b"
)
_NEED = re.compile(r"\bnhu cau\b[^.;:()]{0,60}$")
_PLAN_FIRST = re.compile(r"\s*(?:[-+]\s*)?(?:ke hoach|chuong trinh|lich|phuong an)\b")
_WAS_MADE = re.compile(r"\s+(?:da )?duoc (?:ban hanh|xay dung|phe duyet|thong qua|giao)\b")
_PREPARED = re.compile(
    r"\b(?:chuan bi (?:to chuc|cho|cac dieu kien|san xuat|gieo|giong|vat tu|dat)|len ke hoach|du kien"
    r"|se)\b[^.;:()]{0,110}$"
)
_HEADED = re.compile(
    r"(?:^|[.;\n][^\S\n]*)cac (?:nhiem vu|hoat dong|de tai|noi dung|cong viec|du an)[^.;:()]{0,60}(?:trong )?$"
)
_OF_DOCUMENT = re.compile(rf"\bve\b[^.;:,()]{{0,120}}\b{_AHEAD}\b[^.;:()]{{0,80}}$")
_ABOUT = re.compile(r"^[^.;:()]{0,40}\b(?:ve|trien khai|thuc hien|to chuc)\b[^.;:()]{0,110}$")
_FOR_NEXT_YEAR = re.compile(r"\b(?:phuong huong|nhiem vu|ke hoach phat trien|du toan)\b[^.;:()]{0,60}$")
_FROM_TO = re.compile(r"(?:-|den|den het)\s*(?:ngay\s*)?$")
_STOOD = re.compile(
    r"(?:thanh lap|sinh|hieu luc|ky niem|khoi cong|bat dau|truoc|ke tu|ban hanh|ky|cap|het han|thoi han|han|so voi|voi"
    r"|bo nhiem|khoi to|lap|nop|trinh)\s*(?:tu )?(?:ngay )?$"
)
_COMPARED = re.compile(
    r"\b(?:so voi|cung ky|cung thoi diem|tang(?! qua| thuong| bang| giay)"
    r"|giam(?! sat| doc| dinh| ho| nghiem)|nam truoc|nam ngoai|luy ke|giai doan)\b"
)
_TET = re.compile(
    r"\b(?:tet nguyen dan|tet|(?<=mung )nam moi|(?<=don )nam moi|(?<!dong )(?<!vu )xuan)"
    r"(?: (?P<canchi>(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy) "
    r"(?:ty|suu|dan|mao|thin|ti|ngo|mui|than|dau|tuat|hoi)))?,?(?: nam)?(?: -)? (?P<year>20\d\d)\b(?!\s*[-/]\s*\d)"
)
_ACTS = re.compile(
    r"\s*(?:[-+]\s*)?(?:da |tiep tuc )?(?:trien khai|to chuc|thuc hien|ra quan|lay mau|phat dong|tiem|phun)\b"
)
_ROUND = re.compile(r"\bdot (?:[ivx]{1,3}|\d)(?:/|,? nam )(20\d\d)\b")
# "vụ Hè Thu 2023": a season's year needs no "năm"; of a season of two years its second is told.
_SEASON = re.compile(
    r"\bvu (?:he thu|thu dong|dong xuan|mua|xuan|he|dong)(?: chinh vu| muon)? (20\d\d)\b(?!\s*[-/–]\s*\d)"
)
_STEMS = ("canh", "tan", "nham", "quy", "giap", "at", "binh", "dinh", "mau", "ky")
_BRANCHES = ("than", "dau", "tuat", "hoi", "ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui")


def of_year_gone(letters: str, start: int, end: int, year: int, period: Period, cited: Sequence[Citation]) -> bool:
    """Return whether the year at `start` to `end` of a result (bare letters) was meant to be the period's.

    What is drawn up, begun, ordered or headed now is of this year or a coming one. A document says of which year its
    subject is by its own date.
    """
    clause = letters[max(letters.rfind(sign, 0, start) for sign in ".;:\n") + 1 : start]
    subject = _subject(letters, start, cited)
    if subject is not None:
        day, said, kind = subject
        about = _OF_DOCUMENT.search(said) or (kind == "kế hoạch" and _ABOUT.search(said))
        if not about or _DONE.search(said):
            return False
        return day.year > year or (day.year == year and day.month == 12 and bool(_FOR_NEXT_YEAR.search(said)))
    clause = _NEW_DEED.split(clause)[-1]
    if year < period.year - (period.last_month < _AUTUMN) and _SUMS_UP.fullmatch(clause):
        return re.match(r"\s*[-,]\s*\d|\s+(?:va|den)\b", letters[end:]) is None
    if _FIRST_DAYS.match(clause) and re.match(r"\s*,", letters[end:]):
        return True
    if _SINCE.search(clause) and re.match(r"\s+den nay\b", letters[end:]):
        return True
    clause = _PUT_FORWARD.sub("trinh", clause)
    if _DONE.search(clause):
        return False
    if _NEED.search(clause) or (_PLAN_FIRST.match(clause) and _WAS_MADE.match(letters[end:])):
        return True
    if _COMING.match(clause):
        return True
    if period.window[0].year > year and _HELD.search(letters[:start]):
        return True
    headed = letters[end : end + 1] == ":" and _HEADED.search(letters[:start])
    return bool(_PREPARED.search(clause) or headed or _BEGUN.search(letters[:start]) or _ORDERED.search(clause))


def _subject(letters: str, start: int, cited: Sequence[Citation]) -> tuple[dt.date, str, str] | None:
    """Return the day of the document whose subject a place belongs to, what stands between them, and its kind."""
    before = [c for c in cited if c.end <= start and c.date is not None]
    last = max(before, key=lambda c: c.end, default=None)
    if last is None or last.date is None or re.search(r"[.;\n]", letters[last.end : start]):
        return None
    return last.date, letters[last.end : start], last.kind or ""


# "Chiều ngày 05/01/2022, Sở tổ chức …": of a report copied from one two years old.
_OPENING_DAY = re.compile(r"\s*(?:[-+]\s*)?(?:vào\s)?(?:(?:sáng|chiều|tối|trưa)\s)?ngày\s", re.IGNORECASE)
_STILL_TO_COME = re.compile(r"\b(?:se|du kien|ke hoach|chuan bi|han|truoc)\b")
_COPIED_DAYS = 730  # what a form was copied from is not older
_OPENS_WITH_DAY = re.compile(r"\s*(?:[-+]\s*)?(?:vao )?(?:(?:sang|chieu|toi|trua) )?(?:ngay )?")


def slipped_days(text: str, period: Period, cited: Sequence[Citation]) -> Iterator[tuple[str, int, int, dt.date]]:
    """Yield days of another year that in this period's year would be of its data: as typed, place, and what was meant.

    Days of documents are left to the checks of documents; days that compare or mark a beginning may be old.
    """
    letters = ""
    for found in find_dates(text):
        if found.value is None or any(c.start <= found.start < c.end for c in cited):
            continue
        letters = letters or bare(text)
        before, after = letters[: found.start], letters[found.end :]
        clause = re.split(r"[.;\n](?!\d)", before)[-1]
        opens = not cited and after.startswith(",") and _OPENS_WITH_DAY.fullmatch(clause) is not None
        day = _meant(found.value, period, years=3 if opens else 1)
        if day is None:
            continue
        ahead = re.split(r"[.;\n](?!\d)", after)[0]
        if _STOOD.search(before) or _COMPARED.search(clause[-60:]) or _COMPARED.search(ahead[:30]):
            continue
        if _within_long_span(found.value, before, after):
            continue
        yield found.text, found.start, found.end, day


def days_of_other_times(text: str, period: Period, cited: Sequence[Citation]) -> Iterator[str]:
    """Yield the day that opens a text, as typed, where it is months before the period's data, or still to come.

    Silent where a document is cited or another day of the period is named: then a story is told.
    """
    opening = _OPENING_DAY.match(text)
    dates = [found for found in find_dates(text) if found.value is not None] if opening and not cited else []
    if not opening or len(dates) != 1 or dates[0].value is None or dates[0].start > opening.end():
        return
    found, day = dates[0], dates[0].value
    letters = bare(text)
    if not letters[found.end :].startswith(",") or not _OPENS_WITH_DAY.fullmatch(letters[: found.start]):
        return
    first = period.window[0]
    gone = first - dt.timedelta(days=_COPIED_DAYS) <= day < first - dt.timedelta(days=31)
    coming = day > period.last_day and not _STILL_TO_COME.search(letters)
    if (gone or coming) and _meant(day, period, years=3) is None and not _COMPARED.search(letters):
        yield found.text


def _meant(day: dt.date, period: Period, years: int) -> dt.date | None:
    """Return the day of the period's data that a day is but for its year, None where it is of the data itself.

    Its year is at most `years` off: what lies further back is history.
    """
    first, last = period.window[0], period.last_day
    if first <= day <= last or (day.month, day.day) == (2, 29):
        return None
    for year in {first.year, last.year}:
        meant = day.replace(year=year)
        if first <= meant <= last and 1 <= abs(day.year - year) <= years:
            return meant
    return None


def _within_long_span(day: dt.date, before: str, after: str) -> bool:
    """True for an end of a span of about a year: "từ ngày 15/12/2022 đến ngày 14/12/2023"."""
    first = [d.value for d in find_dates(before[-40:])[-1:] if d.value and _FROM_TO.search(before)]
    last = [d.value for d in find_dates(after[:40])[:1] if d.value and re.match(r"\s*(?:-|den)\b", after)]
    spans = [(day - other).days for other in first] + [(other - day).days for other in last]
    return any(358 <= span <= 367 for span in spans)


def feasts_of_other_years(letters: str, period: Period) -> Iterator[tuple[int, int, int, tuple[int, int] | None]]:
    """Yield (start, end, right year, where its year's name stands) of each Tết whose year is not that of its name, or,
    where it has none or the right one, not the coming one; then the right year is 0 where its name is another too.
    """
    for found in _TET.finditer(letters):
        year, named = int(found["year"]), found["canchi"]
        of_name = _year_of(named, year) if named else None
        if of_name is not None and of_name != year:
            yield found.start(), found.end(), of_name, found.span("canchi")
        elif (not named or of_name) and _is_over(year, letters, found.start(), found.end(), period):
            yield found.start(), found.end(), 0 if named else year + 1, None


def _is_over(year: int, letters: str, start: int, end: int, period: Period) -> bool:
    """True for the Tết of the year before as a sheet of January or February tells of it, and for this year's where one
    of autumn prepares for it.
    """
    clause = re.split(r"[.;:\n]", letters[:start])[-1]
    clause = _ROUND_TET.sub("", clause)  # "kiểm tra trước Tết" looks back at nothing
    if _DONE.search(clause) or _COMPARED.search(clause + letters[end:][:40]):
        return False
    if period.last_month <= 2:
        return year == period.year - 1
    return period.first_month >= _AUTUMN and year == period.year and _FOR_TET.search(clause) is not None


def rounds_of_year_gone(letters: str, period: Period, cited: Sequence[Citation]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, right year) of each "đợt I/2023" that is carried out now."""
    for found in _ROUND.finditer(letters):
        year = int(found[1])
        clause = re.split(r"[.;:\n]", letters[: found.start()])[-1]
        acts = _ACTS.match(clause) and not _DONE.search(clause) and not _COMPARED.search(clause)
        if year == period.year - 1 and acts and not any(c.start <= found.start() < c.end for c in cited):
            yield found.start(), found.end(), period.year
    for found in _SEASON.finditer(letters):
        start, end, year = found.start(1), found.end(1), int(found[1])
        cited_here = any(c.start <= start < c.end for c in cited)
        if year == period.year - 1 and not cited_here and of_year_gone(letters, start, end, year, period, cited):
            yield found.start(), end, period.year


def _year_of(name: str, near: int) -> int | None:
    """Return the year of a name such as "giap thin" that is nearest to `near`; None where no year has that name."""
    stem, branch = name.split()
    for year in sorted(range(near - 30, near + 31), key=lambda y: abs(y - near)):
        if _STEMS[year % 10] == stem and branch in {_BRANCHES[year % 12], "ti" if year % 12 in {4, 9} else ""}:
            return year
    return None
