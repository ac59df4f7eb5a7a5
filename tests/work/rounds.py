"""A small period by hand: what divisions handed in, judged and consolidated, for the tests of tables and workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sheets.grid import Place
from sync.checks.run import check_round
from sync.consolidate import consolidate
from sync.model.config import Config
from sync.model.finding import Finding
from sync.model.material import Copy, Material, Round, Standing, State
from sync.model.period import parse_period
from sync.model.records import (
    Acceptance,
    Activity,
    AnnexField,
    AnnexRow,
    CarriedItem,
    CellOrigin,
    Figure,
    Info,
    Note,
    NoteRef,
    PlanItem,
    Slot,
    Span,
    Status,
    Submission,
    Text,
    Value,
)
from sync.model.report import Report
from sync.reading.outline import office_submission
from sync.work.decide import Judged
from sync.work.printed import printed_divisions
from tests.checks.builders import config

PERIOD = parse_period("2024-02")
BEFORE = parse_period("2024-01")
STATES: dict[Status | None, State] = {"submitted": "submitted", "nil": "nil"}


@dataclass(frozen=True)
class Made:
    """A period judged, and its report."""

    judged: Judged
    report: Report


def shared_config() -> Config:
    """The department of the checks' tests, in which both divisions fill the indicator THU."""
    given = config()
    indicators = tuple(replace(i, divisions=("TTKT", "QLCN")) if i.code == "THU" else i for i in given.indicators)
    return replace(given, indicators=indicators)


def origin(division: str, tab: str, a1: str, period: str = "2024-02") -> CellOrigin:
    return CellOrigin(f"{division}-{period}", Place.at(tab, a1))


def figures(division: str, period: str = "2024-02", **months: str | None) -> tuple[Figure, ...]:
    """Month figures by code ("TC_MOI" for TC-MOI), one row each from row 6 on; None is blank, text is no number."""
    return tuple(
        figure(division, code.replace("_", "-"), "month", typed, row, period)
        for row, (code, typed) in enumerate(months.items(), 6)
    )


def figure(
    division: str, code: str, slot: Slot, typed: str | None, row: int = 6, period: str = "2024-02", remark: str = ""
) -> Figure:
    try:
        value = Decimal(typed) if typed is not None else None
    except ArithmeticError:
        value = None
    column = {"plan": "D", "month": "E", "correction": "F", "cumulative": "G"}[slot]
    place = origin(division, "Chỉ tiêu", f"{column}{row}", period)
    return Figure(code, slot, value, typed or "", place, remark)


def activity(
    division: str, section: str | None, *spans: Span | str, row: int = 6, notes: Sequence[str] = (), typed: str = ""
) -> Activity:
    """An activity; a text among its spans may end in a note mark of its own ("[1]" is NoteRef(1))."""
    parts = tuple(Text(span) if isinstance(span, str) else span for span in spans)
    marks = tuple(NoteRef(at) for at in range(1, len(notes) + 1))
    own = tuple(Note(at, text, origin(division, "Kết quả", f"D{row}")) for at, text in enumerate(notes, 1))
    return Activity(
        origin(division, "Kết quả", f"C{row}"), section, "bullet", (*parts, *marks), own, section_typed=typed
    )


def plan_item(division: str, text: str, row: int = 6) -> PlanItem:
    return PlanItem(origin(division, "Kế hoạch", f"A{row}"), text, "Sở", "29/3/2024")


def carried(division: str, text: str, row: int = 6) -> CarriedItem:
    place = origin(division, "Kế hoạch kỳ trước", f"A{row}")
    return CarriedItem(place, text, "Sở", "29/2/2024", "carried", "Chuyển kỳ sau", "Chưa có kinh phí")


def annex_row(division: str, row: int, **fields: str | Decimal | dt.date | None) -> AnnexRow:
    own = tuple(
        AnnexField(
            key,
            "" if value is None else str(value),
            None if isinstance(value, str) else value,
            origin(division, "PL nhiệm vụ", f"{letter}{row}"),
        )
        for letter, (key, value) in zip("ABCD", fields.items(), strict=False)
    )
    return AnnexRow("nhiem-vu", own, origin(division, "PL nhiệm vụ", f"A{row}"))


def submission(division: str, status: Status = "submitted", period: str = "2024-02", **parts: object) -> Submission:
    made = Submission(division, parse_period(period), f"{division}-{period}", 1, Info("Phan Thanh Tùng", status=status))
    return replace(made, **parts)  # type: ignore[arg-type]


def good(division: str = "TTKT") -> Submission:
    """What a division with work to do hands in."""
    return submission(
        division,
        activities=(
            activity(
                division,
                "su-nghiep",
                "Kiểm định ",
                Value("PTD", "118"),
                " phương tiện đo theo Quyết định số 03/QĐ-SKHCN ngày 09/01/2024.",
                notes=("Công văn số 143/SKHCN-TTKT ngày 30/01/2024; Quyết định số 03/QĐ-SKHCN.",),
            ),
            activity(division, "cai-cach", "Không có hồ sơ trễ hạn.", row=7),
        ),
        figures=(*figures(division, PTD="118", TC="1069", DUNG_HAN="0", THU="35.5", PTD_DAT=None), *plans(division)),
        plan=(plan_item(division, "Kiểm định cân tại các chợ."),),
        carried=(carried(division, "Mua máy đo."),),
        annex_rows=(
            annex_row(division, 6, name="Mô hình trồng nho", level="Tỉnh", signed=dt.date(2024, 1, 5),
                      budget=Decimal("1250.5")),
        ),
    )  # fmt: skip


def plans(division: str) -> tuple[Figure, ...]:
    return (figure(division, "PTD", "plan", "2000"), figure(division, "TC", "plan", "0", 7))


def january(division: str = "TTKT") -> Submission:
    return submission(division, period="2024-01", figures=figures(division, "2024-01", PTD="147", TC="1007", THU="0"))


def made(
    *submissions: Submission,
    history: Sequence[Submission] = (),
    accepted: Sequence[Acceptance] = (),
    findings: Sequence[Finding] | None = None,
    standings: Sequence[Standing] = (),
    department: Config | None = None,
) -> Made:
    """Judge and consolidate a period in which these were handed in; divisions without one are missing."""
    department = department or config()
    handed = {s.division or "": s for s in submissions}
    told = {s.division: s for s in standings}
    standing = tuple(told.get(d.code) or _standing(d.code, handed.get(d.code)) for d in department.divisions_of(PERIOD))
    before = {d: tuple(h for h in history if h.division == d) for d in handed}
    today = dt.date(2024, 2, 26)
    this = Round(department, PERIOD, today, standing, handed, office_submission(department, PERIOD), before)
    found = tuple(check_round(this)) if findings is None else tuple(findings)
    judged = Judged(this, found, tuple(accepted))
    return Made(judged, consolidate(Material(this, printed_divisions(judged), found, tuple(accepted))))


def moment(day: int) -> dt.datetime:
    """A time of February 2024, in the morning of Viet Nam."""
    return dt.datetime(2024, 2, day, 2, 30, tzinfo=dt.UTC)


def accept(name: str, reason: str = "Đã hỏi đơn vị") -> Acceptance:
    return Acceptance(name, reason, "Trần Thị Bình", moment(23))


def _standing(code: str, given: Submission | None) -> Standing:
    if given is None:
        return Standing(code, "missing")
    copy = Copy(given.book, f"2024-02/{code}_BaoCao_2024-02.xlsx", 2, moment(19), moment(19))
    state = STATES.get(given.info.status, "draft")
    return Standing(code, state, copy, submitted_at=moment(19) if state != "draft" else None)
