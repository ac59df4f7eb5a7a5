"""The guide of one form: the lines of form.yaml with this division's tabs, dates and contact put in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets.form import Fill, Form, GuideLine, Medium
from sheets.prefill import Prefill

_OPTIONAL = re.compile(r"〔([^〔〕]*)〕")
_FACT = re.compile(r"‹[^‹›]+›")
_BEFORE_DUE = dt.timedelta(days=7)  # the day of the sample's document, in the period as a rule


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One line as it is shown. `tab` is the tab its label leads to, `swatch` the fill whose colour the label wears."""

    label: str
    text: str
    tab: str = ""
    swatch: Fill | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class GuideSection:
    """Some lines under their heading."""

    heading: str
    entries: tuple[GuideEntry, ...]


def guide_sections(
    form: Form, prefill: Prefill, titles: Mapping[str, Sequence[str]], medium: Medium = "excel"
) -> tuple[GuideSection, ...]:
    """Return the guide for this form, as it is filled in that medium.

    `titles` leads from a tab's id to the titles it has here: none, one, or more. A line about a tab that this form
    lacks is left out, and so is a line whose facts are not known (whom to ask, where nobody is named).
    """
    first = next(iter(prefill.indicators), None)
    facts = {
        "‹kỳ này›": prefill.period_label,
        "‹kỳ sau›": prefill.next_period_label,
        "‹hạn gửi›": _day(prefill.due),
        "‹liên hệ›": prefill.contact,
        "‹ký hiệu›": prefill.symbol or prefill.identity.department,
        "‹ngày mẫu›": _day(prefill.due - _BEFORE_DUE),
        "‹mục›": next(iter(prefill.sections), ""),
        "‹mã›": first.code if first else "",
        "‹chỉ tiêu›": first.name if first else "",
        "‹đvt›": first.unit if first else "",
    }
    sections = (
        GuideSection(part.heading, tuple(e for line in part.lines for e in _entries(line, titles, facts, medium)))
        for part in form.guide
    )
    return tuple(section for section in sections if section.entries)


def _entries(
    line: GuideLine, titles: Mapping[str, Sequence[str]], facts: Mapping[str, str], medium: Medium
) -> Iterator[GuideEntry]:
    if line.only not in {"", medium}:
        return
    text = _OPTIONAL.sub(lambda part: part[1] if all(facts.get(f) for f in _FACT.findall(part[1])) else "", line.text)
    for placeholder, fact in facts.items():
        if placeholder in text and not fact:
            return
        text = text.replace(placeholder, fact)
    entry = GuideEntry(line.label, text, swatch=line.fill, sample=line.sample)
    if not line.tab:
        yield entry
    for title in titles.get(line.tab, ()):
        yield replace(entry, label=title, tab=title)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
