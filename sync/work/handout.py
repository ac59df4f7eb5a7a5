"""The forms of a period made for the divisions, prefilled from the periods before; never over an existing file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from sheets.excel.reader import read_book
from sheets.excel.template import write_form
from sheets.form import current_form
from sheets.identity import Identity
from sheets.prefill import AnnexTab, IndicatorRow, Prefill, Row, cut_to_cells
from sheets.text import fold
from sync.model.config import Config, Division
from sync.model.duedates import due_divisions
from sync.model.outline import IndicatorSpec
from sync.model.period import Period, PeriodError, parse_period
from sync.model.records import Activity, Figure, NoteRef, Slot, Span, Submission, Value
from sync.normalise.units import is_count
from sync.reading.activities import STYLES
from sync.reading.parse import identity_of, parse
from sync.reading.series import before_in_year, months_missing
from sync.reading.unfinished import unfinished
from sync.work.decide import DecisionError
from sync.work.derive import load, load_round
from sync.work.files import write_new, write_over
from sync.work.google import Connect, google_divisions
from sync.work.handout_google import HandedOnline, hand_out_online
from sync.work.inbox import set_aside
from sync.work.nextforms import may_be_made_anew
from sync.work.office import RECEIVED, Office
from sync.work.places import form_path, lie_there, shortcut_path, source_name
from sync.work.puttingback import is_blank, put_back
from sync.work.quiet import beside_path

_WHOLE_MONEY = {"đồng", "VNĐ", "VND", "đ"}  # money whose fractions nobody counts


@dataclass(frozen=True, slots=True)
class Handed:
    """One division's form: where it is, and whether it was made now or was there already.

    `anew`: it was there, untouched, and held last period's plan in an older wording. `back` is the number of the
    version that was filled in before and has been put back, since it was not there any more.
    """

    division: str
    path: Path
    made: bool
    anew: bool = False
    back: int | None = None


def hand_out(office: Office, period: Period) -> tuple[Handed, ...]:
    """Make every Excel form of a period that is not there yet; raises FileBusyError, FormError, StoreError.

    One in which nobody has typed anything is made anew where the plan that it carries has been signed in other words.
    Where a division's filled form is not there any more, or an empty one lies in its place, the filled one is put back.
    """
    earlier, before = load_round(office, period), load(office, period.previous())
    standings = {standing.division: standing for standing in earlier.standings}
    all_away = not lie_there(office, period)
    handed = []
    for division in office.config.divisions_of(period):
        if division.sheet.google:
            continue
        path = form_path(office.config, division, period)
        before_this = earlier.history.get(division.code, ())
        back = put_back(office, period, standings[division.code], before_this, all_away=all_away)
        if back is not None:
            handed.append(Handed(division.code, back.path, made=False, back=back.version))
            continue
        fresh = prefill(office.config, division, period, before_this)
        form = write_form(current_form(), fresh)
        if path.exists():
            anew = may_be_made_anew(office, division, period, path, form, before)
            if anew:
                write_over(path, form)
            handed.append(Handed(division.code, path, made=False, anew=anew))
        else:
            write_new(path, form)
            handed.append(Handed(division.code, path, made=True))
    return tuple(handed)


def hand_out_google(office: Office, period: Period, connect: Connect | None = None) -> tuple[HandedOnline, ...]:
    """Make the form of every division that fills a Google spreadsheet, in that; one that fails stops no other.

    The way there is put into the period's folder, among the files of the others. Raises StoreError, FileBusyError.
    """
    divisions = google_divisions(office.config, period)
    if not divisions:
        return ()
    earlier = load_round(office, period).history
    forms = [(each, prefill(office.config, each, period, earlier.get(each.code, ()))) for each in divisions]
    handed = hand_out_online(office, period, forms, connect)
    for each in handed:
        division = office.config.division(each.division)
        if division is not None and each.failure is None:
            _lead_there(shortcut_path(office.config, division, period), each.link)
    return handed


def _lead_there(path: Path, link: str) -> None:
    """Put the way to a spreadsheet into the period's folder: for the clerk, and so that the month counts as begun."""
    shortcut = f"[InternetShortcut]\r\nURL={link}\r\n".encode()
    if not path.exists() or path.read_bytes() != shortcut:
        write_over(path, shortcut)


def move_over(office: Office, period: Period, file: Path) -> Handed:
    """Make a division's form of `period` with what was typed into a form of another period.

    A form of the period that nobody has filled in yet is replaced, any other is not; a form of another period that lay
    in its place is put with what was taken in.
    Raises BookError, DecisionError where the file is no form of ours, and what `hand_out` raises.
    """
    book = read_book(file)
    identity = identity_of(book)
    division = office.config.division(identity.division) if identity else None
    if identity is None or division is None:
        raise DecisionError("templates-from-no-form", file=source_name(office.config, file))
    try:
        other = parse_period(identity.period)
    except PeriodError as error:
        raise DecisionError("templates-from-no-form", file=source_name(office.config, file)) from error
    if division.sheet.google:
        raise DecisionError("templates-from-google", division=division.name)
    earlier = load_round(office, period).history.get(division.code, ())
    fresh = prefill(office.config, division, period, earlier)
    path = form_path(office.config, division, period)
    itself = path.exists() and path.samefile(file)
    if path.exists() and not itself and not is_blank(office.config, division, period, path, earlier):
        raise DecisionError("templates-from-taken", file=source_name(office.config, path))
    form = filled(fresh, parse(book, office.config, division.code, other), office.config)
    made = write_form(current_form(), form)
    if itself:  # it lay where this period's form belongs
        set_aside(path, office.inbox / RECEIVED)
    write_over(path, made)
    return Handed(division.code, path, made=True)


def prefill(config: Config, division: Division, period: Period, earlier: Sequence[Submission]) -> Prefill:
    """Return what a division's fresh form holds: last period's plan, cumulative figures, the catalogue.

    `earlier` are the division's submissions of periods before, newest first.
    """
    clerk = next((p for p in config.people if p.role == "clerk"), None)
    last = next((s for s in earlier if s.period == period.previous()), None)
    sections = config.sections_for(division.code, period)
    made = Prefill(
        identity=Identity(config.department, division.code, period.code, current_form().version),
        department_name=config.name,
        division_name=division.name,
        period_label=period.label,
        next_period_label=period.next().label,
        due=due_divisions(config.calendar, period, division.code),
        sections=tuple(spec.title.rstrip(" :") for spec in sections),
        section_ids=tuple(spec.id for spec in sections),
        indicators=tuple(_indicator(spec, period, earlier) for spec in config.indicators_for(division.code, period)),
        annexes=tuple(
            AnnexTab(
                spec.code, spec.tab, spec.title, spec.columns, () if spec.starts_empty else _annex_rows(spec.code, last)
            )
            for spec in config.annexes_for(division.code, period)
        ),
        carried=_carried(_newest(earlier, period)),
        info={"division": division.name, "period": period.label, **_people(last)},
        symbol=config.symbol,
        remarks_file=_remarks_file(config, division, period),
        contact=", ".join(filter(None, (clerk.name, clerk.phone))) if clerk else "",
    )
    return cut_to_cells(made)


def _remarks_file(config: Config, division: Division, period: Period) -> str:
    """Return the name of the file beside a division's form where config has remarks there, else ""."""
    if division.sheet.google or division.feedback != "beside":
        return ""
    return beside_path(form_path(config, division, period)).name


def filled(fresh: Prefill, typed: Submission, config: Config) -> Prefill:
    """Return a fresh form with everything that was typed into another, but for its approval and status.

    Results of carried items move where the fresh form carries the same item.
    """
    titles = {spec.id: spec.title.rstrip(" :") for spec in config.sections()}
    styles = {style: label for label, style in STYLES.items()}
    figures = {(f.indicator, f.slot): f for f in typed.figures}
    results = {fold(item.text): {"result": item.result_typed, "reason": item.reason} for item in typed.carried}
    people = {"prepared_by": typed.info.prepared_by, "phone": typed.info.phone, "approved_by": typed.info.approved_by}
    rows = tuple(_row(a, titles.get(a.section or "", a.section_typed), styles[a.style]) for a in typed.activities)
    made = replace(
        fresh,
        activities=rows,
        plan=tuple({"text": item.text, "lead": item.lead, "due": item.due} for item in typed.plan),
        info={**fresh.info, **{key: name for key, name in people.items() if name}},
        carried=tuple({**row, **results.get(fold(str(row["text"])), {})} for row in fresh.carried),
        indicators=tuple(_with_figures(row, figures) for row in fresh.indicators),
        annexes=tuple(replace(tab, rows=_annex_rows(tab.code, typed) or tab.rows) for tab in fresh.annexes),
    )
    return cut_to_cells(made)


def _with_figures(row: IndicatorRow, figures: Mapping[tuple[str, Slot], Figure]) -> IndicatorRow:
    month, correction, plan = (
        figures.get((row.code, "month")),
        figures.get((row.code, "correction")),
        figures.get((row.code, "plan")),
    )
    return replace(
        row,
        month=_typed(month) if month else None,
        correction=_typed(correction) if correction else None,
        plan=plan.value if plan and plan.value is not None else row.plan,
        remark=month.remark if month else "",
    )


def _row(activity: Activity, section: str, style: str) -> Row:
    text = "".join(map(_span, activity.spans))
    notes = "\n".join(f"[{note.marker}] {note.text}" if note.marker else note.text for note in activity.notes)
    return {"section": section, "style": style, "text": text, "notes": notes, "internal": activity.internal}


def _span(span: Span) -> str:
    if isinstance(span, NoteRef):
        return f"[{span.marker}]" if span.marker else ""
    return f"{{{span.code}}}" if isinstance(span, Value) else span.text


def _typed(figure: Figure) -> Decimal | str | None:
    return figure.value if figure.value is not None else figure.typed or None


def _indicator(spec: IndicatorSpec, period: Period, earlier: Iterable[Submission]) -> IndicatorRow:
    before = [s for s in earlier if s.period.year == period.year and s.period < period]
    return IndicatorRow(
        code=spec.code,
        name=spec.name,
        unit=spec.unit,
        plan=next((p for s in before if (p := _value(s, spec.code, "plan")) is not None), spec.plan),
        cumulative=_cumulative(spec, period, before),
        whole=spec.kind not in {"flow", "money"} or not months_missing(spec, period, before),
        flow=spec.kind in {"flow", "money"},
        decimals=spec.decimals,
        measured=is_count(spec.unit) is False and spec.unit.strip() not in _WHOLE_MONEY,
    )


def _cumulative(spec: IndicatorSpec, period: Period, before: Sequence[Submission]) -> Decimal | None:
    if spec.kind in {"flow", "money"}:
        return before_in_year(spec, period, before)
    return next((v for s in before if (v := _value(s, spec.code, "month")) is not None), spec.opening)


def _value(submission: Submission, code: str, slot: str) -> Decimal | None:
    return next((f.value for f in submission.figures if f.indicator == code and f.slot == slot), None)


def _newest(earlier: Sequence[Submission], period: Period) -> Submission | None:
    """Return the newest form before: where a division missed a period, what it planned before is still open."""
    return next((s for s in earlier if s.period.kind == period.kind and s.period < period), None)


def _carried(last: Submission | None) -> tuple[Row, ...]:
    """Last period's plan, and what that period itself left open without planning it anew."""
    items = unfinished(last) if last else ()
    return tuple({"text": item.text, "lead": item.lead, "due": item.due} for item in items)


def _annex_rows(code: str, last: Submission | None) -> tuple[Row, ...]:
    """Last period's annex rows, for staff to bring up to date."""
    if last is None:
        return ()
    return tuple(
        {field.key: field.value if field.value is not None else field.text or None for field in row.fields}
        for row in last.annex_rows
        if row.annex == code
    )


def _people(last: Submission | None) -> Mapping[str, str]:
    if last is None:
        return {}
    return {"prepared_by": last.info.prepared_by, "phone": last.info.phone, "approved_by": last.info.approved_by}
