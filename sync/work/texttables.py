"""The tables of texts: activities with their footnotes, and plan items of both periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sync.model.material import Round
from sync.model.records import Activity, CarriedItem, NoteRef, Origin, PlanItem, PlanResult, Submission, Text
from sync.model.report import Block, Footnote, NoteMark, Part, Report, Section
from sync.reading.results import RESULTS
from sync.render.sheets import Field, Frame
from sync.work.decide import Judged
from sync.work.framing import Index, Row, Spots, framed, index_of, spots_in, yes_no

ACTIVITY_FIELDS = (
    Field("Mục", "text", 8),
    Field("Tên mục", "longtext", 30),
    Field("Đơn vị", "text", 11),
    Field("Nội dung", "longtext", 84),
    Field("Chú thích", "longtext", 42),
    Field("Vào báo cáo", "text", 9),
    Field("Tờ", "text", 12),
    Field("Ô", "text", 7),
)
PLAN_FIELDS = (
    Field("Kế hoạch của", "text", 16),
    Field("Đơn vị", "text", 11),
    Field("Nội dung", "longtext", 70),
    Field("Đơn vị chủ trì", "text", 18),
    Field("Thời hạn", "text", 16),
    Field("Kết quả thực hiện", "text", 17),
    Field("Lý do", "longtext", 30),
    Field("Vào báo cáo", "text", 9),
    Field("Tờ", "text", 16),
    Field("Ô", "text", 7),
)
_RESULT_LABELS: Mapping[PlanResult | None, str] = {result: label for label, result in RESULTS.items()}


def activity_table(judged: Judged, report: Report) -> tuple[Frame, Index]:
    """Return every printed paragraph of the parts that are no plan, in print order, then what is not printed."""
    this, spots = judged.round, spots_in(judged.round)
    rows = [*_printed_rows(this, report, spots), *_unprinted_rows(this, report, spots)]
    frame = framed(
        "activities",
        "Hoạt động",
        f"Hoạt động {report.period.label}",
        "Từng đoạn của báo cáo theo thứ tự in, kèm chú thích và ô nguồn. Đoạn chưa vào báo cáo đứng ở cuối.",
        ACTIVITY_FIELDS,
        rows,
        "Kỳ này chưa có hoạt động nào.",
    )
    return frame, index_of(frame.id, rows)


def plan_table(judged: Judged, report: Report) -> tuple[Frame, Index]:
    """Return last period's plan with its results, then the plan of the period to come."""
    this, spots = judged.round, spots_in(judged.round)
    rows = [*_carried_rows(this, spots), *_plan_rows(this, report, spots)]
    frame = framed(
        "plan",
        "Kế hoạch",
        f"Kế hoạch {report.period.label} đã làm đến đâu, và kế hoạch {report.period.next().label}",
        "Việc đã đưa vào kế hoạch kỳ này kèm kết quả thực hiện, rồi đến việc của kỳ sau.",
        PLAN_FIELDS,
        rows,
        "Chưa có việc nào trong kế hoạch.",
    )
    return replace(frame, frozen=2), index_of(frame.id, rows)


def plan_parts(this: Round) -> frozenset[str]:
    """Return the ids of the parts that hold the plan of the coming period."""
    return frozenset(part.id for part in this.config.outline if part.kind == "plan")


def at_section(part: Part, section: Section | None) -> tuple[str, str]:
    """Return number and title of where a block stands, the title without its colon."""
    number, title = (section.number, section.title) if section else (part.number, part.title)
    return number, title.rstrip(" :")


def _printed_rows(this: Round, report: Report, spots: Spots) -> Iterator[Row]:
    notes = {note.id: note for note in report.footnotes}
    plans = plan_parts(this)
    for part, section, block in report.blocks():
        if part.id not in plans:
            spot = spots.first(block.origins)
            own = [notes[s.id] for s in block.spans if isinstance(s, NoteMark) and s.id in notes]
            values = (*at_section(part, section), spot.division, _marked(block), _told(own), "Có", spot.tab, spot.cell)
            yield Row(values, block.origins)


def _unprinted_rows(this: Round, report: Report, spots: Spots) -> Iterator[Row]:
    printed = {origin for _, _, block in report.blocks() for origin in block.origins}
    numbers = {section.id: section.number for section in report.sections()}
    for submission in this.submissions.values():
        for activity in submission.activities:
            if activity.origin not in printed:
                spec = this.config.section(activity.section) if activity.section else None
                title = (spec.title if spec else activity.section_typed).rstrip(" :")
                notes = "\n".join(f"[{n.marker}] {n.text}" if n.marker else n.text for n in activity.notes)
                spot = spots.first((activity.origin,))
                number = numbers.get(activity.section or "", "")
                values = (number, title, spot.division, _typed(activity), notes, "Không", spot.tab, spot.cell)
                yield Row(values, (activity.origin,))


def _marked(block: Block) -> str:
    """Return a printed text with its footnotes' numbers in brackets."""
    return "".join(f" [{span.number}]" if isinstance(span, NoteMark) else span.text for span in block.spans)


def _typed(activity: Activity) -> str:
    return "".join(
        span.text if isinstance(span, Text) else f" [{span.marker}]" if isinstance(span, NoteRef) else span.text
        for span in activity.spans
    )


def _told(notes: list[Footnote]) -> str:
    return "\n".join(f"[{note.number}] {note.text}" for note in notes)


def _carried_rows(this: Round, spots: Spots) -> Iterator[Row]:
    for submission in _in_order(this):
        for item in submission.carried:
            result = _RESULT_LABELS.get(item.result, item.result_typed)
            yield _plan_row(spots, this.period.label, item, item.text, (item.origin,), result, item.reason, "")


def _plan_rows(this: Round, report: Report, spots: Spots) -> Iterator[Row]:
    label = report.period.next().label
    planned = [item for s in (this.office, *_in_order(this)) for item in s.plan]
    items: dict[Origin, PlanItem] = {item.origin: item for item in planned}
    plans = plan_parts(this)
    printed: set[Origin] = set()
    for part, _, block in report.blocks():
        if part.id in plans:
            printed.update(block.origins)
            item = next((items[origin] for origin in block.origins if origin in items), None)
            yield _plan_row(spots, label, item, block.text, block.origins, "", "", yes_no(True))
    for item in planned:
        if item.origin not in printed:
            yield _plan_row(spots, label, item, item.text, (item.origin,), "", "", yes_no(False))


def _plan_row(
    spots: Spots,
    label: str,
    item: PlanItem | CarriedItem | None,
    text: str,
    origins: tuple[Origin, ...],
    result: str,
    reason: str,
    printed: str,
) -> Row:
    spot = spots.first(origins)
    lead, due = (item.lead, item.due) if item else ("", "")
    return Row((label, spot.division, text, lead, due, result, reason, printed, spot.tab, spot.cell), origins)


def _in_order(this: Round) -> Iterator[Submission]:
    """Yield the submissions in config's order of divisions."""
    for division in this.config.divisions_of(this.period):
        if division.code in this.submissions:
            yield this.submissions[division.code]
