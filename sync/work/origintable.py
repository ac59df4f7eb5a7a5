"""The table of origins: every paragraph, figure, footnote and annex cell of the report with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sync.model.report import Report
from sync.render.sheets import Field, Frame
from sync.work.decide import Judged
from sync.work.framing import Row, framed
from sync.work.tracing import Place, Source, places_of

FIELDS = (
    Field("Mục", "text", 9),
    Field("Tên mục", "longtext", 26),
    Field("Loại", "text", 14),
    Field("Nội dung", "longtext", 68),
    Field("Đơn vị", "text", 11),
    Field("Tệp", "longtext", 28),
    Field("Tờ", "text", 14),
    Field("Ô", "text", 7),
    Field("Phiên bản", "count", 9),
    Field("Cách lấy", "text", 22),
)
_HOW = {
    "text": "Nguyên văn của đơn vị",
    "figure": "Số của đơn vị",
    "sum": "Cộng từ nhiều đơn vị",
    "outline": "Nội dung của Sở",
}


def origin_table(judged: Judged, report: Report) -> Frame:
    """Return a row for each source of each printed thing, in print order."""
    this = judged.round
    annexes = {annex.code for annex in report.annexes}
    own = this.config.short_name or this.config.name
    rows = [row for place in places_of(report, this, this.config) for row in _rows(place, annexes, own)]
    frame = framed(
        "origins",
        "Nguồn số liệu",
        f"Nguồn của từng số, từng đoạn trong báo cáo {report.period.label}",
        "Mỗi số, mỗi đoạn, mỗi chú thích của báo cáo lấy từ tệp nào, tờ nào, ô nào, bản thứ mấy.",
        FIELDS,
        rows,
        "Báo cáo chưa có nội dung nào.",
    )
    return replace(frame, frozen=3)


def _rows(place: Place, annexes: set[str], own: str) -> Iterator[Row]:
    if place.note is not None:
        kind = f"Chú thích {place.note}"
    else:
        kind = "Phụ lục" if not place.id and place.section in annexes else "Đoạn văn"
    yield from (_row(place, kind, place.text, source, own) for source in place.sources)
    for text, sources in place.figures:
        yield from (_row(place, "Số liệu", text, source, own) for source in sources)


def _row(place: Place, kind: str, text: str, source: Source, own: str) -> Row:
    return Row(
        (
            place.number,
            place.title.rstrip(" :"),
            kind,
            text,
            source.division or own,
            source.source,
            source.tab or "",
            source.cell or "",
            source.version,
            _HOW.get(source.how, source.how),
        )
    )
