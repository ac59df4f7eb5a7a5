"""What a fresh form is born with: everything about one division and period that the form shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sheets.form import Column
from sheets.identity import Identity
from sheets.text import cut_for_cell

# A row of typed values by column key, as staff would have typed them.
Row = Mapping[str, str | Decimal | dt.date | None]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One prefilled row of Chỉ tiêu. `cumulative` and `last_month` are what was reported before this period.

    `whole` is False where earlier months of the year are missing: then no cumulative figure is shown.
    `measured`: its unit may have fractions; one that is typed is asked about, not refused.
    `flow` is False for an indicator whose month is a level (a stock or a rate): it does not add up over months.
    """

    code: str
    name: str
    unit: str
    plan: Decimal | None = None
    cumulative: Decimal | None = None
    flow: bool = True
    decimals: int = 0
    measured: bool = False
    month: Decimal | str | None = None
    correction: Decimal | str | None = None
    remark: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class AnnexTab:
    """One annex of this division: its tab title, its title in print, its columns and first rows."""

    code: str
    tab: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefill:
    """What one division's form of one period holds before staff open it.

    `sections` are the titles that Mục offers, `section_ids` what each of them is; `info` values by field key;
    `activities`, `plan` and `carried` are rows by column key (a fresh form has carried rows only; examples and `--from`
    fill the rest).
    """

    identity: Identity
    department_name: str
    division_name: str
    period_label: str  # "tháng 01/2024"
    next_period_label: str
    due: dt.date
    sections: tuple[str, ...]
    section_ids: tuple[str, ...] = ()  # of the same sections; they stay when a title changes
    indicators: tuple[IndicatorRow, ...] = ()
    annexes: tuple[AnnexTab, ...] = ()
    carried: tuple[Row, ...] = ()
    info: Row = field(default_factory=dict)
    activities: tuple[Row, ...] = ()
    plan: tuple[Row, ...] = ()
    symbol: str = ""  # of the department's documents: "SKHCN"
    remarks_file: str = ""  # the name of the file beside the form in which remarks stand, "" where none does
    contact: str = ""  # whom staff may ask: the clerk's name and telephone


def cut_to_cells(these: Prefill) -> Prefill:
    """Return what a form holds, each text as a cell can hold it: one that was typed elsewhere may be longer."""
    return replace(
        these,
        carried=_cut(these.carried),
        activities=_cut(these.activities),
        plan=_cut(these.plan),
        info=_cut((these.info,))[0],
        annexes=tuple(replace(annex, rows=_cut(annex.rows)) for annex in these.annexes),
        indicators=tuple(replace(row, remark=cut_for_cell(row.remark)) for row in these.indicators),
    )


def _cut(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(
        {key: cut_for_cell(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows
    )
