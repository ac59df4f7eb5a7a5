"""What a department reports on, as config has it: parts and sections, indicators, annexes, and when each holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sheets.form import Column
from sync.model.period import Period

IndicatorKind = Literal["flow", "stock", "rate", "money"]
PartKind = Literal["results", "review", "plan"]  # results: sections from activities; review: texts; plan: next period


def worded(text: str, period: Period) -> str:
    """Return a text of the outline with ‹kỳ này› and ‹kỳ sau› (or in capitals) replaced by the period's names."""
    for mark, name in (("‹kỳ này›", period.label), ("‹kỳ sau›", period.next().label)):
        text = text.replace(mark, name).replace(mark.upper(), name.upper())
    return text


@dataclass(frozen=True, slots=True)
class Validity:
    """From which period to which an entry of config holds; None is open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, period: Period) -> bool:
        """True where the entry holds for the whole or a part of this period."""
        return (self.start is None or self.start <= period.last_day) and (
            self.end is None or self.end >= period.first_day
        )


ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class OutlineText:
    """A text that the outline itself supplies, with the line of config.yaml it stands on."""

    text: str
    line: int
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One entry of a plan part's `items`: either the outline's own text or a division whose plan rows come here."""

    text: OutlineText | None = None
    division: str | None = None


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of the outline. `id` is stable for ever; numbers are generated.

    `lead` and `close` are printed before and after its activities; `when_empty` where nobody has any ("" = the
    section is left out); `annex` points to the annex that goes with it; `join` prints a division's
    first paragraph on from the lead ("run-on") where the outline says so.
    """

    id: str
    title: str
    supplied_by: tuple[str, ...] = ()
    lead: tuple[OutlineText, ...] = ()
    close: tuple[OutlineText, ...] = ()
    when_empty: str = ""
    annex: str = ""
    sections: tuple[SectionSpec, ...] = ()
    valid: Validity = ALWAYS
    line: int = 0

    def walk(self) -> Iterator[SectionSpec]:
        """Yield this section and all below it, in print order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part of the report (I, II, III)."""

    id: str
    title: str
    kind: PartKind
    sections: tuple[SectionSpec, ...] = ()
    texts: tuple[OutlineText, ...] = ()  # of a review part
    items: tuple[PlanEntry, ...] = ()  # of a plan part
    line: int = 0

    def walk(self) -> Iterator[SectionSpec]:
        """Yield every section of the part, in print order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """An indicator of the catalogue.

    kind: flow adds up over months; stock is a level at the period's end (`grows_by` names the flow that raises it);
    rate is a percentage; money is a flow in `unit`. `parts` are indicator codes that add up to it. `opening` is
    the value before the year's first month. `section` is where its activity usually stands. `cumulative_before` is
    what a flow had come to in the year's months before a period, for an office that starts in the middle of a year.
    """

    code: str
    name: str
    unit: str
    kind: IndicatorKind
    divisions: tuple[str, ...]
    parts: tuple[str, ...] = ()
    grows_by: str = ""
    opening: Decimal | None = None
    plan: Decimal | None = None
    section: str = ""
    decimals: int = 0
    cumulative_before: tuple[Period, Decimal] | None = None
    valid: Validity = ALWAYS
    line: int = 0


@dataclass(frozen=True, slots=True)
class AnnexSpec:
    """An annex: its print title, tab title, columns, and the divisions that fill it.

    `starts_empty`: a fresh form has none of last period's rows, for the annex tells of one period only.
    """

    code: str
    tab: str
    title: str
    columns: tuple[Column, ...]
    divisions: tuple[str, ...]
    counts: tuple[AnnexCount, ...] = ()
    starts_empty: bool = False
    valid: Validity = ALWAYS
    line: int = 0


@dataclass(frozen=True, slots=True)
class AnnexCount:
    """An indicator that says how many rows of the annex there are; `where` restricts to rows with this value."""

    indicator: str
    where: tuple[tuple[str, str], ...] = ()
