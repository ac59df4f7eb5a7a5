"""Cited documents, each by itself: number and date complete, possible, of this period, kind and symbol agreeing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from sync.checks.check import Check
from sync.checks.kindsaid import kind_against_symbol
from sync.checks.numberless import without_number
from sync.checks.owndocuments import (
    begins_note,
    done_by,
    drawn_up,
    far_from,
    in_its_year,
    inspects_by,
    is_letter,
    is_own,
    sent,
)
from sync.checks.texts import Cited, cited, passages
from sync.model.config import Config
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import LACKING_DAY, LACKING_NUMBER, LACKING_SYMBOL, LACKING_YEAR
from sync.model.records import Submission
from sync.normalise.citations import identity
from sync.normalise.dates import find_dates
from sync.normalise.kinds import is_law
from sync.normalise.symbols import symbol_year

# Offices of the State and the Party whose documents everybody knows by number alone ("Nghị quyết 36-NQ/TW").
_CENTRAL = re.compile(r"(?:TW|TU|TTg|CP|QH\d{0,2}|UBTVQH\d{0,2}|BCT|BBT|CTN)$", re.IGNORECASE)
_NORMATIVE = frozenset({"thông tư", "nghị định", "thông tư liên tịch", "hiến pháp", "sắc lệnh"})
_NEEDS_SYMBOL = frozenset({"quyết định", "kế hoạch", "tờ trình", "thông báo", "công văn", "chỉ thị"})
_MOSTLY = 2 / 3  # of the documents that a sheet cites: from here on one without a date stands out

_DONE = re.compile(
    r"(?:ban hành|tham mưu|phát hành|gửi|trình|đã có|tại|bằng)(?:\s+(?:các|văn bản|tỉnh|UBND tỉnh|Sở))*\s*\(?$"
    r"|\((?:tại\s+)?$",
    re.IGNORECASE,
)

# "Ngày 04/3/2020, Viện đã ban hành Công văn số 813/VKSTC-V12": the day stands at the beginning of its clause.
_DAY_TOLD = re.compile(
    r"(?:^|[.;,\n][^\S\n]*)(?:và )?(?:sáng |chiều )?ngày\s+\d{1,2}"
    r"(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}"
    r"[^.;]{0,120}\b(?:ban hành|ký|gửi|có|trình)\s+$"
    r"|ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}\s*\([^().;]{0,30}$",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"ban hành|xây dựng|tham mưu|trình|phê duyệt|ký kết|thành lập|\bcử\b|bổ nhiệm|kiện toàn|điều động|luân chuyển"
    r"|khen thưởng|nâng (?:bậc )?lương|thu hồi|xử phạt|phân công|tuyển dụng|gia hạn|chấp thuận"
    r"|^(?:đã )?(?:cấp|công nhận|tặng|phạt)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"ban hành(?:\s+(?:tại|bằng))?\s+$", re.IGNORECASE)
# A letter is answered within weeks: one that is a year old to the day has its year typed wrong.
_ANSWERED = re.compile(r"(?:thực hiện|theo|phúc đáp|trả lời|căn cứ|triển khai|tại)(?:\s+nội dung)?\s+$", re.IGNORECASE)


def citation_incomplete(submission: Submission, context: Context) -> Iterator[Hit]:
    """A document cited without a number, without a date, or with a date that lacks its year.

    Decree 30/2020, Annex I, II.6: whoever cites gives kind, number, symbol, date, issuer and subject at first mention;
    laws go by name. Documents of normative symbols (with a year) and those cited in full elsewhere are left alone.
    """
    for passage in passages(submission):
        if written := without_number(passage):
            yield Hit(passage.place, {"typed": written, "lacking": LACKING_NUMBER}, f"{written} {passage.text}")
    everything = list(cited(submission))
    yield from _without_symbol(everything)
    full = {_key(one) for one in everything if one.citation.date}
    seen: set[object] = set()
    for one in everything:
        if _lacks_date(one, everything, context.config) and _key(one) not in full and _key(one) not in seen:
            seen.add(_key(one))
            lacking = LACKING_YEAR if _lacks_year(one) else LACKING_DAY
            yield _hit(one, lacking=lacking)


def _without_symbol(everything: Sequence[Cited]) -> Iterator[Hit]:
    """Yield "Quyết định số 10 ngày 08/01/2024": number and day, but no symbol here or where it is cited again."""
    whole = {(c.citation.kind, c.citation.number.lstrip("0")) for c in everything if c.citation.symbol}
    told: set[object] = set()
    for one in everything:
        kind, number = one.citation.kind, one.citation.number.lstrip("0")
        lacks = kind in _NEEDS_SYMBOL and not one.citation.symbol and one.citation.date is not None
        if lacks and one.passage.role in {"result", "note"} and (kind, number) not in whole | told:
            told.add((kind, number))
            yield _hit(one, lacking=LACKING_SYMBOL)


def _lacks_year(one: Cited) -> bool:
    return one.citation.date_problem == "incomplete" and not re.search(r"\d{4}", one.citation.date_text or "")


def _lacks_date(one: Cited, everything: Sequence[Cited], config: Config) -> bool:
    """True for a citation that should have a date here; where careful texts leave it out, it says nothing."""
    citation = one.citation
    if citation.date or citation.date_problem in {"shared", "impossible", "no-ngay"} or is_law(citation.kind):
        return False
    if citation.date_problem == "incomplete":
        return True
    if _DAY_TOLD.search(one.before):
        return False
    if citation.kind is None or symbol_year(citation.symbol) or citation.year or citation.kind in _NORMATIVE:
        return False
    if not citation.symbol or one.passage.text[citation.end :].lstrip().startswith("/"):
        return False
    mates = [c for c in everything if c.passage is one.passage and c is not one]
    if _shares_next(one, mates):
        return False
    if _embedded(one, mates):
        return len(mates) > 1 and all(c.citation.date for c in mates)
    if is_own(one, config) or (one.passage.role == "note" and not _CENTRAL.search(citation.symbol)):
        return True
    dates = [c.citation.date for c in mates]
    central = _CENTRAL.search(citation.symbol) is not None
    if len(dates) > 1 and all(dates) if central else any(dates):
        return one.passage.role != "plan" or not central
    return one.passage.role == "result" and _others_dated(one, everything)


def _embedded(one: Cited, mates: Sequence[Cited]) -> bool:
    """True inside what another document is about: "Kế hoạch … ngày 13/11/2023 triển khai Quyết định số 1158/QĐ-TTg"."""
    ends = [c.citation.end for c in mates if c.citation.end <= one.citation.start]
    between = one.passage.text[max(ends) : one.citation.start] if ends else "."
    return not re.search(r"[.;\n]", between) and re.fullmatch(r"[\s,]*(?:và)?\s*", between) is None


def _shares_next(one: Cited, mates: Sequence[Cited]) -> bool:
    """True where the next document follows at once and has the day of both: "18-NQ/TW và 19-NQ/TW ngày 25/10/2017"."""
    later = [c for c in mates if c.citation.start >= one.citation.end]
    if not later:
        return False
    following = min(later, key=lambda c: c.citation.start)
    between = one.passage.text[one.citation.end : following.citation.start]
    return re.fullmatch(r"\s*(?:,|và|,\s*và)?\s*", between, re.IGNORECASE) is not None


def _others_dated(one: Cited, everything: Sequence[Cited]) -> bool:
    """True where the sheet's other documents mostly have their dates: then the lack is a slip, not the sheet's way."""
    others = [
        c for c in everything if c.citation.symbol and not symbol_year(c.citation.symbol) and _key(c) != _key(one)
    ]
    dated = sum(c.citation.date is not None for c in others)
    if _CENTRAL.search(one.citation.symbol):
        return len(others) > 1 and dated == len(others)
    return bool(others) and dated / len(others) >= _MOSTLY


def _key(one: Cited) -> object:
    known = identity(one.citation)
    return known[:3] if known else one.written


def citation_no_ngay(submission: Submission, _: Context) -> Iterator[Hit]:
    """A date that follows a symbol without the word "ngày": "Nghị quyết số 55/NQ-HĐND 14/12/2023"."""
    for one in cited(submission):
        typed = one.citation.date_text
        if one.citation.date_problem == "no-ngay" and typed and not _in_brackets(one, typed):
            yield _hit(one, one.written.replace(typed, f"ngày {typed}", 1))


def _in_brackets(one: Cited, typed: str) -> bool:
    """True for "36-NQ/TW (30/01/2023)" and "(Tờ trình 12/TTr-UBND, 30/01/2023)": brackets do the word's work."""
    at = one.passage.text.find(typed, one.citation.start)
    before, behind = one.passage.text[:at].rstrip(), one.passage.text[at + len(typed) :].lstrip()
    alone = before.endswith(",") and behind.startswith(")") and one.before.rstrip().endswith("(")
    return before.endswith("(") or alone


def date_impossible(submission: Submission, _: Context) -> Iterator[Hit]:
    """A day that is in no calendar: 31/4/2004, 30/02/2024, 15/13/2024."""
    for passage in passages(submission):
        for date in find_dates(passage.text):
            if date.problem == "impossible-date":
                yield Hit(passage.place, {"typed": date.text}, f"{date.text} {passage.text}")


def document_after_handin(submission: Submission, context: Context) -> Iterator[Hit]:
    """A document dated after the day on which the sheet was approved, or after today."""
    approved = submission.info.approved_on
    last = min(approved, context.today) if approved else context.today
    for one in cited(submission):
        day = one.citation.date
        if day and day > last:
            suggestion = _written(_year_before(day)) if far_from(_year_before(day), submission.period) is None else None
            yield _hit(one, suggestion, last=_written(last))


def document_far(submission: Submission, context: Context) -> Iterator[Hit]:
    """A document reported as this period's own work that is dated long before the period.

    Bases ("theo Kế hoạch số …") are old by right. Of other offices only letters, reports and the like count, and only
    where the very same day of this year would be of the period: then the year was typed wrong.
    """
    for one in cited(submission):
        day = one.citation.date
        if day is None or far_from(day, submission.period) != "before":
            continue
        mended = _year_after(day)
        slip = far_from(mended, submission.period) is None and mended <= context.today
        issued = slip and one.passage.role == "result" and _ISSUED.search(one.before) is not None
        long_ago = begins_note(one) and in_its_year(day, submission.period) and is_own(one, context.config)
        told = drawn_up(one) or done_by(one) or (slip and inspects_by(one))
        own = is_own(one, context.config) and (one.passage.role == "note" or slip or sent(one) or told)
        if (told or _is_work(one, submission, slip=slip or long_ago)) and (own or issued or (slip and is_letter(one))):
            yield _hit(one, _written(mended) if slip else None, date=_written(day), period=submission.period.label)


def _is_work(one: Cited, submission: Submission, *, slip: bool) -> bool:
    """True where a document is reported as done: it opens its note, or "ban hành" and the like stand before it."""
    if one.passage.role == "note":
        text = submission.activities[one.passage.row].text
        return begins_note(one) and not _speaks_of_basis(text, one) and (slip or is_letter(one) or _issues(text))
    if one.passage.role != "result":
        return False
    return _DONE.search(one.before) is not None or (slip and is_letter(one) and bool(_ANSWERED.search(one.before)))


def _issues(text: str) -> bool:
    """True where a row says that something was issued: a plan of last year can be what other rows carry out."""
    return _DEEDS.search(text) is not None


def _speaks_of_basis(text: str, one: Cited) -> bool:
    """True where the row goes on with an older plan that the note names ("Tiếp tục thực hiện Kế hoạch …")."""
    begins = re.match(r"(?:Tiếp tục|Duy trì|Căn cứ|Thực hiện (?:theo )?(?:Kế hoạch|Quyết định|Chương trình))", text)
    return begins is not None and not is_letter(one)


def _hit(one: Cited, suggestion: str | None = None, **facts: str) -> Hit:
    known = identity(one.citation)
    subject = "/".join(str(part) for part in known) if known else one.written
    return Hit(one.passage.place, {"typed": one.written, **facts}, f"{subject} {one.passage.text}", suggestion)


def _written(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _year_after(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)


CHECKS: tuple[Check, ...] = (
    Check("citation-incomplete", "warning", citation_incomplete),
    Check("citation-no-ngay", "note", citation_no_ngay),
    Check("date-impossible", "warning", date_impossible),
    Check("document-after-handin", "warning", document_after_handin),
    Check("document-far", "warning", document_far),
    Check("kind-against-symbol", "warning", kind_against_symbol),
)
