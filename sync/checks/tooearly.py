"""Documents dated long before the year that they plan: the year of the day is mistyped, or left from another text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sync.checks.check import Check
from sync.checks.texts import Cited, cited
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission

# What a document is about: up to a sign, or to the office that does something because of it.
_SUBJECT = re.compile(r"[^.;:()\[\]\n]*?(?=[.;:()\[\]\n]|, (?=[A-ZĐ]|đơn vị|phòng|trung tâm|chi cục)|$)")
_PLANNED = re.compile(
    r"\b(?:kế hoạch|nhiệm vụ|dự toán|chỉ tiêu|phương hướng|danh mục|chương trình công tác)\b[^,]{0,60}?\bnăm (20\d\d)\b"
    r"(?! ?[-–])",
    re.IGNORECASE,
)
_OTHER_YEARS = re.compile(r"giai đoạn|nhiệm kỳ|[-–] ?20\d\d|đến năm|tầm nhìn|sửa đổi|bổ sung", re.IGNORECASE)
# The year's budget and plan are asked for from May or June of the year before (budget law 2015, articles 44 and 45).
_ASKED_FOR = 5


def before_its_year(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "Quyết định số 36/QĐ-UBND ngày 12/01/2023 … về nhiệm vụ năm 2024": nobody decides on 2024 in January 2023."""
    for one in cited(submission):
        day, year = one.citation.date, _planned_year(one)
        if day and year and day < dt.date(year - 1, _ASKED_FOR, 1):
            facts = {"typed": one.written, "date": f"{day:%d/%m/%Y}", "year": str(year)}
            yield Hit(one.passage.place, facts, f"{one.written} {one.passage.text}", _a_year_on(day, year))


def _planned_year(one: Cited) -> int | None:
    """Return the one year that the document plans, None where it names none, or several."""
    subject = _SUBJECT.match(one.passage.text, one.citation.end)
    if subject is None or _OTHER_YEARS.search(subject[0]):
        return None
    planned = _PLANNED.search(subject[0])
    named = set(re.findall(r"\b20\d\d\b", subject[0]))
    return int(planned[1]) if planned and len(named) == 1 else None


def _a_year_on(day: dt.date, year: int) -> str | None:
    """Return the same day a year later, where that could be meant."""
    if day.year != year - 1 or (day.month, day.day) == (2, 29):
        return None
    return f"{day.replace(year=year):%d/%m/%Y}"


CHECKS: tuple[Check, ...] = (Check("document-before-its-year", "warning", before_its_year),)
