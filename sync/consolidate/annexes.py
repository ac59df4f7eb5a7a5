"""The annex tables: the rows of all divisions that fill one, numbered through."""

from __future__ import annotations

from dataclasses import replace

from sheets.form import Column
from sync.consolidate.gather import annex_rows
from sync.model.material import Material
from sync.model.outline import AnnexSpec
from sync.model.records import AnnexRow
from sync.model.report import Annex, Report, TableCell

ORDINAL = Column(key="ordinal", heading="STT", type="number", fill="locked", width=8)


def annexes(report: Report, material: Material) -> Report:
    """Return the report with every annex that has rows; the first column counts them."""
    tables = (_annex(spec, material) for spec in material.round.config.annexes)
    return replace(report, annexes=tuple(table for table in tables if table.rows))


def _annex(spec: AnnexSpec, material: Material) -> Annex:
    return Annex(
        code=spec.code,
        number="",
        title=spec.title,
        columns=(ORDINAL, *spec.columns),
        rows=tuple(_row(at, row, spec) for at, row in enumerate(annex_rows(spec, material), start=1)),
    )


def _row(ordinal: int, row: AnnexRow, spec: AnnexSpec) -> tuple[TableCell, ...]:
    origins = {field.key: (field.origin,) for field in row.fields}
    cells = (TableCell(row.text(column.key), origins.get(column.key, ())) for column in spec.columns)
    return (TableCell(str(ordinal)), *cells)
