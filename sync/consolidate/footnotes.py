"""Footnotes numbered through the document in the order in which they are met."""

from __future__ import annotations

from dataclasses import replace

from sync.consolidate.stage import map_blocks
from sync.model.material import Material
from sync.model.report import Block, NoteMark, Report, ReportSpan


def footnotes(report: Report, material: Material) -> Report:  # noqa: ARG001 a stage takes both
    """Return the report with marks and notes numbered from 1; a mark without a note and a note without a mark go.

    Checks have spoken of both before (marker-without-note, note-without-marker).
    """
    known = {note.id: note for note in report.footnotes}
    numbers: dict[str, int] = {}

    def numbered(span: ReportSpan) -> ReportSpan | None:
        if not isinstance(span, NoteMark):
            return span
        if span.id not in known:
            return None
        return NoteMark(numbers.setdefault(span.id, len(numbers) + 1), span.id)

    def in_block(block: Block) -> Block:
        return replace(block, spans=tuple(s for s in map(numbered, block.spans) if s is not None))

    report = map_blocks(report, in_block)
    notes = tuple(replace(known[note_id], number=number) for note_id, number in numbers.items())
    return replace(report, footnotes=notes)
