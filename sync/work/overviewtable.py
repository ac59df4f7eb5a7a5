"""The table of divisions: who handed in what and when, how complete it is, what is still open."""

from __future__ import annotations

from dataclasses import replace

from sync.model.config import Division
from sync.model.duedates import OFFICE_ZONE, due_divisions
from sync.model.finding import Finding, count
from sync.model.material import standing_of
from sync.model.messages.labels import SEVERITY_LABELS, STATE_LABELS
from sync.reading.series import value_of
from sync.render.sheets import Chart, Field, Frame
from sync.work.decide import Judged
from sync.work.framing import Row, framed, yes_no
from sync.work.printed import printed_divisions

ERRORS, WARNINGS, NOTES = (label.split(" ", 1)[1] for label in SEVERITY_LABELS.values())
_SIGNS = tuple(label[0] for label in SEVERITY_LABELS.values())

FIELDS = (
    Field("Mã", "text", 9),
    Field("Đơn vị", "longtext", 30),
    Field("Trạng thái", "sign", 18),
    Field("Ngày gửi", "date", 13),
    Field("Hạn gửi", "date", 13),
    Field("Trễ hạn", "text", 11),
    Field("Người lập", "text", 18),
    Field("Vào báo cáo", "text", 9),
    Field("Số hoạt động", "count", 9),
    Field("Chỉ tiêu có số", "count", 9),
    Field("Chỉ tiêu phải báo", "count", 9),
    Field(ERRORS, "count", 9),
    Field(WARNINGS, "count", 9),
    Field(NOTES, "count", 9),
    Field("Đã giữ nguyên", "count", 9),
    Field("Tệp", "longtext", 26),
    Field("Phiên bản", "count", 8),
)


def overview_table(judged: Judged) -> Frame:
    """Return a row for each division in config's order, one for the department's own texts where they have findings.

    Findings are counted while nobody has accepted or confirmed them.
    """
    this = judged.round
    printed = set(printed_divisions(judged))
    rows = [_row(division, judged, division.code in printed) for division in this.config.divisions_of(this.period)]
    own = [found for found in judged.findings if found.division is None]
    if own:
        name = this.config.short_name or this.config.name
        rows.append(
            Row((name, "Nội dung do Sở soạn", *(None,) * 9, *_counts(own, judged), this.config.path.name, None))
        )
    frame = framed(
        "overview",
        "Tổng quan",
        f"Tổng quan số liệu {this.period.label}",
        "Đơn vị nào đã gửi, gửi lúc nào, còn bao nhiêu ý kiến rà soát chưa xử lý.",
        FIELDS,
        rows,
        "Kỳ này không có đơn vị nào phải báo cáo.",
    )
    chart = Chart(
        "Ý kiến rà soát chưa xử lý, theo đơn vị", "Mã", tuple(zip((ERRORS, WARNINGS, NOTES), _SIGNS, strict=True))
    )
    return replace(frame, frozen=2, chart=chart)


def _row(division: Division, judged: Judged, printed: bool) -> Row:
    this = judged.round
    standing = standing_of(this, division.code)
    submission = this.submissions.get(division.code)
    due = due_divisions(this.config.calendar, this.period, division.code)
    sent = standing.submitted_at.astimezone(OFFICE_ZONE).date() if standing.submitted_at else None
    indicators = this.config.indicators_for(division.code, this.period)
    filled = [i for i in indicators if submission and value_of(submission, i.code, "month") is not None]
    return Row(
        (
            division.code,
            division.name,
            STATE_LABELS[standing.state],
            sent,
            due,
            f"Trễ {(sent - due).days} ngày" if standing.late and sent else "",
            submission.info.prepared_by if submission else "",
            yes_no(printed),
            len(submission.activities) if submission else None,
            len(filled) if submission else None,
            len(indicators),
            *_counts([found for found in judged.findings if found.division == division.code], judged),
            standing.copy.source if standing.copy else "",
            standing.copy.version if standing.copy else None,
        )
    )


def _counts(findings: list[Finding], judged: Judged) -> tuple[int, int, int, int]:
    """Return how many errors, warnings and notes are open, and how many were accepted or confirmed."""
    still = [found for found in findings if not judged.settled(found)]
    return count(still, "error"), count(still, "warning"), count(still, "note"), len(findings) - len(still)
