"""The table of findings: what is wrong, where, what to do, and who let it stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sync.model.duedates import OFFICE_ZONE
from sync.model.finding import Finding
from sync.model.messages import words
from sync.model.messages.labels import SEVERITY_LABELS
from sync.model.records import Acceptance, CellOrigin, Confirmation
from sync.render.sheets import Field, Frame, Target
from sync.work.decide import Judged
from sync.work.framing import Index, Row, framed
from sync.work.sources import source_of

FIELDS = (
    Field("Mức", "sign", 17),
    Field("Đơn vị", "text", 10),
    Field("Ý kiến", "longtext", 46),
    Field("Việc cần làm", "longtext", 40),
    Field("Tờ", "text", 12),
    Field("Ô", "text", 7),
    Field("Xem", "link", 13),
    Field("Xử lý", "sign", 17),
    Field("Lý do", "longtext", 24),
    Field("Người quyết định", "text", 17),
    Field("Ngày quyết định", "date", 13),
    Field("Tệp", "longtext", 28),
    Field("Mã ý kiến", "text", 13),
)
_WEIGHT = {"error": 0, "warning": 1, "note": 2}
_OPEN = {"error": "… Chưa xử lý", "warning": "… Chưa xử lý", "note": "i Để biết"}


def finding_table(judged: Judged, shown: tuple[tuple[Frame, Index], ...], overview: Frame) -> Frame:
    """Return the findings: the gravest first, then by division and place.

    Each leads to the row that shows its cell, else to its division's row of `overview`.
    """
    config = judged.round.config
    order = {division.code: at for at, division in enumerate(config.divisions)}
    findings = sorted(
        judged.findings,
        key=lambda f: (
            _WEIGHT[f.severity],
            order.get(f.division or "", len(order)),
            (f.place.tab, f.place.row, f.place.column) if f.place else ("", 0, 0),
            f.code,
            f.id,
        ),
    )
    titles = {frame.id: frame.title for frame in (overview, *(frame for frame, _ in shown))}
    divisions = {str(code): at for at, code in enumerate(overview.column("Mã"))}
    links: dict[int, Target] = {}
    rows: list[Row] = []
    for at, found in enumerate(findings):
        target = _target(found, shown) or _division_row(found, overview, divisions)
        if target:
            links[at] = target
        rows.append(_row(found, judged, f"→ {titles[target.frame]}" if target else ""))
    frame = framed(
        "findings",
        "Ý kiến rà soát",
        f"Ý kiến rà soát {judged.round.period.label}",
        "Điều cần sửa hoặc xem lại, ở đâu, phải làm gì, và ai cho giữ nguyên. Cột Xem dẫn đến dòng trong tệp này.",
        FIELDS,
        rows,
        "Không có ý kiến nào.",
    )
    return replace(frame, links=links, frozen=2)


def _target(found: Finding, shown: tuple[tuple[Frame, Index], ...]) -> Target | None:
    if found.book is None or found.place is None or not found.place.row:
        return None
    for frame, index in shown:
        row = index.of((CellOrigin(found.book, found.place),))
        if row is not None:
            return Target(frame.id, row)
    return None


def _division_row(found: Finding, overview: Frame, divisions: Mapping[str, int]) -> Target | None:
    row = divisions.get(found.division or "")
    return Target(overview.id, row) if row is not None else None


def _row(found: Finding, judged: Judged, link: str) -> Row:
    what, action = words(found)
    config = judged.round.config
    settled = judged.accepted(found) or judged.confirmed(found)
    return Row(
        (
            SEVERITY_LABELS[found.severity],
            found.division or config.short_name or config.name,
            what,
            action,
            found.place.tab if found.place else "",
            (found.place.a1 or "") if found.place else "",
            link,
            _state(found, settled),
            settled.reason if settled else "",
            settled.who if settled else "",
            settled.at.astimezone(OFFICE_ZONE).date() if settled else None,
            source_of(found, judged),
            found.id,
        )
    )


def _state(found: Finding, settled: Acceptance | Confirmation | None) -> str:
    if settled is None:
        return _OPEN[found.severity]
    if isinstance(settled, Confirmation):
        return "✓ Đơn vị xác nhận"
    return "✓ Không chờ đơn vị" if settled.finding.startswith("without:") else "✓ Đã chấp nhận"
