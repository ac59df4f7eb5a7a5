"""The annexes as tables: the rows of all divisions that fill one, numbers as numbers and days as days."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.form import ColumnType
from sync.model.outline import AnnexSpec
from sync.model.records import AnnexRow
from sync.render.sheets import Field, Frame, Kind, Value
from sync.work.decide import Judged
from sync.work.framing import Index, Row, framed, index_of, yes_no
from sync.work.printed import printed_divisions

_KINDS: dict[ColumnType, Kind] = {"longtext": "longtext", "number": "number", "date": "date"}


def annex_tables(judged: Judged) -> Iterator[tuple[Frame, Index]]:
    """Yield a table for every annex of the period, in config's order, also where nobody has filled it.

    Printed rows come first and are numbered as in the report.
    """
    config, period = judged.round.config, judged.round.period
    for number, spec in enumerate((a for a in config.annexes if a.valid.covers(period)), 1):
        rows = list(_rows(spec, judged))
        frame = framed(
            f"annex{number}",
            spec.tab,
            spec.title,
            f"Phụ lục của báo cáo {period.label}, đủ các đơn vị.",
            _fields(spec),
            rows,
            "Chưa đơn vị nào ghi phụ lục này.",
        )
        yield frame, index_of(frame.id, rows)


def _fields(spec: AnnexSpec) -> tuple[Field, ...]:
    own = (Field(c.heading, _KINDS.get(c.type, "text"), max(c.width, 10)) for c in spec.columns)
    return (
        Field("STT", "count", 7),
        *own,
        Field("Đơn vị gửi", "text", 11),
        Field("Vào báo cáo", "text", 9),
    )


def _rows(spec: AnnexSpec, judged: Judged) -> Iterator[Row]:
    this, printed = judged.round, printed_divisions(judged)
    rest = [d.code for d in this.config.divisions_of(this.period) if d.code not in printed]
    ordinal = 0
    for code in (*printed, *rest):
        submission = this.submissions.get(code)
        if submission and code in spec.divisions:
            for row in submission.annex_rows:
                if row.annex == spec.code:
                    ordinal += code in printed
                    own = (_value(row, column.key) for column in spec.columns)
                    number = ordinal if code in printed else None
                    origins = (row.origin, *(f.origin for f in row.fields))
                    yield Row((number, *own, code, yes_no(code in printed)), origins)


def _value(row: AnnexRow, key: str) -> Value:
    """Return the value of a cell where it was read as one, else its text; None where it is blank."""
    for field in row.fields:
        if field.key == key:
            return field.value if field.value is not None else field.text or None
    return None
