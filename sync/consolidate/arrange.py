"""The order of lines and which of them are printed as one, as the clerk wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sync.consolidate.stage import map_sections
from sync.model.edits import YES, LineEdits
from sync.model.material import Material
from sync.model.report import Block, Report, Run


def arrange(report: Report, material: Material) -> Report:
    """Return the report with lines moved behind the ones that the clerk named, and joined to the line above."""
    edits = material.round.edits
    if not edits:
        return report
    report = map_sections(report, lambda section: replace(section, blocks=_arranged(section.blocks, edits)))
    return replace(report, parts=tuple(replace(part, blocks=_arranged(part.blocks, edits)) for part in report.parts))


def _arranged(blocks: Sequence[Block], edits: Mapping[str, LineEdits]) -> tuple[Block, ...]:
    mine = {block.id: edits[block.id] for block in blocks if block.id in edits}
    ordered = list(blocks)
    for line in sorted((line for line, e in mine.items() if e.of("after")), key=lambda line: _moved_at(mine[line])):
        _move(ordered, line, mine[line].says("after") or "")
    joined: list[Block] = []
    for block in ordered:
        if joined and block.id in mine and mine[block.id].says("joined") == YES:
            above = joined[-1]
            origins = tuple(dict.fromkeys((*above.origins, *block.origins)))
            joined[-1] = replace(above, spans=(*above.spans, Run(" "), *block.spans), origins=origins)
        else:
            joined.append(block)
    return tuple(joined)


def _moved_at(edits: LineEdits) -> tuple[str, str]:
    moved = edits.of("after")
    return (moved.at.isoformat(), moved.id) if moved else ("", "")


def _move(blocks: list[Block], line: str, above: str) -> None:
    """Move a line behind the first that is there of those that stood above it, nearest first; else to the top."""
    ids = [block.id for block in blocks]
    block = blocks.pop(ids.index(line))
    ids.remove(line)
    nearest = next((name for name in above.split() if name in ids), None)
    blocks.insert(0 if nearest is None else ids.index(nearest) + 1, block)
