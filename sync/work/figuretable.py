"""The table of indicators: what each division reports, the year so far, the plan, last month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sync.model.material import Round, standing_of
from sync.model.messages.labels import STATE_LABELS
from sync.model.outline import IndicatorSpec
from sync.model.records import Figure, Origin, Submission
from sync.reading.series import series, value_of
from sync.render.sheets import Field, Frame
from sync.work.decide import Judged
from sync.work.framing import Index, Row, framed, index_of, yes_no
from sync.work.printed import printed_divisions

WHOLE = "Toàn sở"
ADDS_UP = frozenset({"flow", "money"})  # over the months of a year
SUMMED = ADDS_UP | {"stock"}  # over divisions: a rate of two divisions is no sum

PLAN, BEFORE, MONTH, CORRECTION = "Kế hoạch năm", "Lũy kế các tháng trước", "Trong tháng", "Điều chỉnh kỳ trước"
CUMULATIVE, LAST = "Lũy kế từ đầu năm", "Tháng trước"

FIELDS = (
    Field("Đơn vị", "text", 10),
    Field("Mã", "text", 11),
    Field("Chỉ tiêu", "longtext", 38),
    Field("ĐVT", "text", 12),
    Field(PLAN, "number", 11),
    Field(BEFORE, "number", 12),
    Field(MONTH, "number", 12),
    Field(CORRECTION, "number", 13),
    Field(CUMULATIVE, "number", 13, f"=[{BEFORE}]+[{MONTH}]+[{CORRECTION}]", (BEFORE, CUMULATIVE)),
    Field("% kế hoạch", "percent", 12, f'=IF(OR(N([{PLAN}])=0,[{CUMULATIVE}]=""),"",[{CUMULATIVE}]/[{PLAN}])'),
    Field(LAST, "number", 12),
    Field("Chênh lệch", "number", 11, f'=IF(OR([{MONTH}]="",[{LAST}]=""),"",[{MONTH}]-[{LAST}])'),
    Field("Vào báo cáo", "text", 9),
    Field("Ghi chú", "longtext", 32),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One indicator of one division: None is blank or not known, 0 is 0. `known`: its month counts in a sum."""

    division: str
    plan: Decimal | None = None
    before: Decimal | None = None
    month: Decimal | None = None
    correction: Decimal | None = None
    cumulative: Decimal | None = None
    last: Decimal | None = None
    printed: bool = False
    known: bool = False
    remark: str = ""
    origins: tuple[Origin, ...] = ()


def figure_table(judged: Judged) -> tuple[Frame, Index]:
    """Return the indicators of every division in catalogue order, with a sum where several divisions fill one."""
    printed = frozenset(printed_divisions(judged))
    rows = [row for spec in _catalogue(judged.round) for row in _rows(spec, judged, printed)]
    period = judged.round.period
    frame = framed(
        "figures",
        "Chỉ tiêu",
        f"Chỉ tiêu {period.label}",
        "Số của tháng, lũy kế từ đầu năm, so với kế hoạch và tháng trước. Ô trống là chưa có số; 0 là không có.",
        FIELDS,
        rows,
        "Kỳ này không có chỉ tiêu nào.",
    )
    return replace(frame, frozen=3), index_of(frame.id, rows)


def _catalogue(this: Round) -> Iterator[IndicatorSpec]:
    return (spec for spec in this.config.indicators if spec.valid.covers(this.period))


def _rows(spec: IndicatorSpec, judged: Judged, printed: frozenset[str]) -> Iterator[Row]:
    divisions = [d.code for d in judged.round.config.divisions_of(judged.round.period) if d.code in spec.divisions]
    lines = [_line(spec, code, judged, code in printed) for code in divisions]
    if len(lines) == 1 and lines[0].plan is None:
        lines = [replace(lines[0], plan=spec.plan)]
    yield from (_row(spec, line) for line in lines)
    if len(lines) > 1 and spec.kind in SUMMED:
        yield _row(spec, _sum(spec, lines))


def _line(spec: IndicatorSpec, code: str, judged: Judged, printed: bool) -> _Line:
    this = judged.round
    submission = this.submissions.get(code)
    state = standing_of(this, code).state
    if submission is None:
        return _Line(code, remark=STATE_LABELS[state])
    told = series(spec, submission, this.history.get(code, ()))
    nil = state == "nil"
    before = told.before if spec.kind in ADDS_UP and told.whole else None
    figures = [figure for figure in submission.figures if figure.indicator == spec.code]
    return _Line(
        division=code,
        plan=value_of(submission, spec.code, "plan"),
        before=before,
        month=told.month,
        correction=value_of(submission, spec.code, "correction"),
        cumulative=_cumulative(spec, submission, before, told.cumulative, nil),
        last=told.last,
        printed=printed,
        known=(printed and told.month is not None) or nil,
        remark="; ".join(_remarks(figures, "" if printed else STATE_LABELS[state])),
        origins=tuple(figure.origin for figure in figures),
    )


def _cumulative(
    spec: IndicatorSpec, submission: Submission, before: Decimal | None, told: Decimal | None, nil: bool
) -> Decimal | None:
    """Return the year's figure as the months give it; where one of them is missing, as the division typed it."""
    if value_of(submission, spec.code, "month") is None and not nil:
        return None
    if spec.kind in ADDS_UP and before is None:
        return value_of(submission, spec.code, "cumulative")
    return told


def _remarks(figures: list[Figure], state: str) -> Iterator[str]:
    """Yield why a figure is not printed, what the division remarks, and what it typed where no number could be read."""
    if state:
        yield state
    if figures and figures[0].remark:
        yield figures[0].remark
    headings = {"plan": PLAN, "month": MONTH, "correction": CORRECTION, "cumulative": CUMULATIVE}
    for figure in figures:
        if figure.value is None and figure.typed.strip():
            yield f"{headings[figure.slot]} ghi “{figure.typed.strip()}”"


def _sum(spec: IndicatorSpec, lines: list[_Line]) -> _Line:
    counted = [line for line in lines if line.known]
    before = _total([line.before for line in counted], whole=True) if len(counted) == len(lines) else None
    month = _total([line.month for line in counted])
    correction = _total([line.correction for line in counted])
    cumulative = _total([line.cumulative for line in counted], whole=True)
    lacking = ", ".join(line.division for line in lines if not line.known)
    return _Line(
        division=WHOLE,
        plan=spec.plan if spec.plan is not None else _total([line.plan for line in lines]),
        before=before,
        month=month,
        correction=correction,
        cumulative=cumulative,
        last=_total([line.last for line in counted], whole=True),
        printed=bool(counted),
        remark=f"Cộng các đơn vị; chưa có số của: {lacking}" if lacking else "Cộng các đơn vị",
    )


def _total(values: list[Decimal | None], *, whole: bool = False) -> Decimal | None:
    """Return the sum of what is known, None where nothing is (or, of a whole, where something is not)."""
    known = [value for value in values if value is not None]
    if not known or (whole and len(known) < len(values)):
        return None
    return sum(known, Decimal(0))


def _row(spec: IndicatorSpec, line: _Line) -> Row:
    percent = line.cumulative / line.plan if line.plan and line.cumulative is not None else None
    difference = line.month - line.last if line.month is not None and line.last is not None else None
    return Row(
        (
            line.division, spec.code, spec.name, spec.unit, line.plan, line.before, line.month, line.correction,
            line.cumulative, percent, line.last, difference, yes_no(line.printed), line.remark,
        ),
        line.origins,
    )  # fmt: skip
