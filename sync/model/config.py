"""One department as config.yaml describes it, in frozen types; config_file.py reads the file into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from sheets.text import fold
from sync.model.outline import ALWAYS, AnnexSpec, IndicatorSpec, PartSpec, SectionSpec, Validity
from sync.model.period import Period
from sync.model.serving import (
    LOCAL,
    NO_MAIL,
    USUAL_BACKUPS,
    USUAL_HOURS,
    BackupSettings,
    ExecutorSettings,
    MailSettings,
    RoundHours,
)

T = TypeVar("T")
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: prefix lines as they are printed ("GIÁM ĐỐC", or "KT. GIÁM ĐỐC" over "PHÓ GIÁM ĐỐC") and the name."""

    id: str
    title: tuple[str, ...]
    name: str
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people who work with the product; `role` is "clerk" or "administrator"."""

    name: str
    role: str
    email: str = ""
    phone: str = ""


# Where a division is told what is wrong in its Excel form: a file beside it, its own tab, or nowhere.
Feedback = Literal["beside", "inside", "off"]


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a division's sheet lives: an Excel path pattern below the config's folder, or a Google spreadsheet."""

    excel: str = ""
    google: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """A division: `code` is ASCII capitals and digits ("QLCN"), `aliases` other names it goes by."""

    code: str
    name: str
    sheet: SheetPlace
    email: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    feedback: Feedback = "beside"
    valid: Validity = ALWAYS
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """Due dates that were put off for one period: the divisions' `due`, or one division's where it is named, and the
    department's own `report`; None where one stays as it is.
    """

    period: str
    due: dt.date | None
    division: str | None = None
    report: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """Due dates and working days.

    `due_divisions` and `due_report` are days of the period's last month (Decree 09/2019, art. 13, leaves them to the
    province); one that is no working day moves to the working day before. `holidays` and `working_days` add to and
    override the public holidays known by year. `rounds` are the hours of the service.
    """

    due_divisions: int
    due_report: int
    extensions: tuple[Extension, ...] = ()
    holidays: tuple[dt.date, ...] = ()
    working_days: tuple[dt.date, ...] = ()
    rounds: RoundHours = USUAL_HOURS


@dataclass(frozen=True, slots=True)
class GoogleSettings:
    """How Google is called, and what it guards in a form.

    `key_file` is the service account's key file, relative to the config's folder ("" where none is named; the variable
    BAOCAO_GOOGLE_KEY goes before it). `protect` says what happens to who types where nobody should: "warn" lets Google
    warn, "strict" lets it refuse everybody but the spreadsheet's owner.
    """

    key_file: str = ""
    protect: Literal["warn", "strict"] = "warn"


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """A check that config switches off or softens, with the reason that stands beside it."""

    code: str
    severity: Severity | Literal["off"]
    line: int = 0


@dataclass(frozen=True)  # no slots: what is looked up of every form is gathered once
class Config:
    """Everything one department decides. `digest` is the SHA-256 of the file's bytes."""

    path: Path
    digest: str
    name: str
    short_name: str
    parent: str
    symbol: str
    place: str
    addressee: tuple[str, ...]  # Kính gửi; empty: the line is left out
    subject: str
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]
    people: tuple[Person, ...]
    divisions: tuple[Division, ...]
    outline: tuple[PartSpec, ...]
    indicators: tuple[IndicatorSpec, ...]
    annexes: tuple[AnnexSpec, ...]
    calendar: CalendarSpec
    checks: tuple[CheckSetting, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)  # that need no explaining
    store: str = "baocao.db"
    template: str = "mau-bao-cao.docx"
    inbox: str = "hop-thu-den"
    google: GoogleSettings = GoogleSettings()
    mail: MailSettings = NO_MAIL
    backups: BackupSettings = USUAL_BACKUPS
    executor: ExecutorSettings = LOCAL

    @property
    def folder(self) -> Path:
        """The office's folder: where config.yaml lies and every relative path starts."""
        return self.path.parent

    @property
    def department(self) -> str:
        """The department's code in a form's identity: its symbol's letters and digits ("SKHCN")."""
        return "".join(c for c in self.symbol if c.isalnum())

    def divisions_of(self, period: Period) -> tuple[Division, ...]:
        """Return the divisions that report in this period, in config order."""
        return tuple(d for d in self.divisions if d.valid.covers(period))

    def division(self, code: str) -> Division | None:
        """Return the division of this code, or None."""
        return self._divisions.get(code)

    def expects(self, code: str, period: Period) -> bool:
        """True where a division of this code reports in this period."""
        division = self.division(code)
        return division is not None and division.valid.covers(period)

    def code_of(self, name: str) -> str | None:
        """Return the code that a word is but for its capitals, or None: no two codes differ by those alone."""
        return self._codes.get(name.casefold())

    @cached_property
    def division_names(self) -> tuple[str, ...]:
        """The names and aliases of all divisions, in config order."""
        return tuple(name for d in self.divisions for name in (d.name, *d.aliases))

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {d.code.casefold(): d.code for d in self.divisions}

    @cached_property
    def own_letters(self) -> frozenset[str]:
        """The letters and digits of the department's symbol and of its divisions' codes, small."""
        named = (self.symbol, *(d.code for d in self.divisions))
        return frozenset("".join(filter(str.isalnum, name)).casefold() for name in named)

    @cached_property
    def _divisions(self) -> Mapping[str, Division]:
        return {d.code: d for d in reversed(self.divisions)}

    @cached_property
    def called(self) -> Mapping[str, frozenset[str]]:
        """The codes of the divisions that go by each name or alias, by the name as it is compared (`fold`)."""
        found: dict[str, set[str]] = {}
        for division in self.divisions:
            for name in (division.name, *division.aliases):
                found.setdefault(fold(name), set()).add(division.code)
        return {name: frozenset(codes) for name, codes in found.items()}

    def sections(self) -> Iterator[SectionSpec]:
        """Yield every section of every part, in print order."""
        for part in self.outline:
            yield from part.walk()

    def section(self, section_id: str) -> SectionSpec | None:
        """Return the section of this id, or None."""
        return next((s for s in self.sections() if s.id == section_id), None)

    def sections_for(self, division: str, period: Period) -> tuple[SectionSpec, ...]:
        """Return the sections that a division supplies in a period, in print order."""
        return tuple(s for s in self._sections_of.get(division, ()) if s.valid.covers(period))

    @cached_property
    def _sections_of(self) -> Mapping[str, Sequence[SectionSpec]]:
        return _by_division((section, section.supplied_by) for section in self.sections())

    def indicators_for(self, division: str, period: Period) -> tuple[IndicatorSpec, ...]:
        """Return the indicators that a division fills in a period, in catalogue order."""
        return tuple(i for i in self._indicators_of.get(division, ()) if i.valid.covers(period))

    @cached_property
    def _indicators_of(self) -> Mapping[str, Sequence[IndicatorSpec]]:
        return _by_division((indicator, indicator.divisions) for indicator in self.indicators)

    def indicator(self, code: str) -> IndicatorSpec | None:
        """Return the indicator of this code, or None."""
        return self._indicators.get(code)

    @cached_property
    def _indicators(self) -> Mapping[str, IndicatorSpec]:
        return {i.code: i for i in reversed(self.indicators)}

    def annexes_for(self, division: str, period: Period) -> tuple[AnnexSpec, ...]:
        """Return the annexes that a division fills in a period."""
        return tuple(a for a in self._annexes_of.get(division, ()) if a.valid.covers(period))

    @cached_property
    def _annexes_of(self) -> Mapping[str, Sequence[AnnexSpec]]:
        return _by_division((annex, annex.divisions) for annex in self.annexes)


def _by_division(these: Iterable[tuple[T, Iterable[str]]]) -> dict[str, list[T]]:
    """Return, by division, those of `these` that name it, each once."""
    found: dict[str, list[T]] = {}
    for spec, divisions in these:
        for division in dict.fromkeys(divisions):
            found.setdefault(division, []).append(spec)
    return found
