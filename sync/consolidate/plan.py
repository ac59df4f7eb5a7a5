"""The coming period's tasks in config's order: the outline's general items, divisions' plan rows, the clerk's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sync.consolidate.gather import printed
from sync.model.material import Material
from sync.model.outline import PartSpec
from sync.model.records import ClerkOrigin, OutlineOrigin, PlanItem
from sync.model.report import Block, Report, Run


def plan(report: Report, material: Material) -> Report:
    """Return the report with the items of every plan part."""
    specs = {spec.id: spec for spec in material.round.config.outline if spec.kind == "plan"}
    parts = tuple(
        replace(part, blocks=(*part.blocks, *_items(specs[part.id], material))) if part.id in specs else part
        for part in report.parts
    )
    return replace(report, parts=parts)


def _items(spec: PartSpec, material: Material) -> Iterator[Block]:
    this = material.round
    general = {item.origin: item for item in this.office.plan}
    submissions = {s.division: s for s in printed(material)}
    for entry in spec.items:
        if entry.text:
            item = general.get(OutlineOrigin(this.config.digest, entry.text.line))
            if item:
                yield _block(item)
        submission = submissions.get(entry.division)
        if entry.division and submission:
            yield from map(_block, submission.plan)
    for item in this.office.plan:
        if isinstance(item.origin, ClerkOrigin) and (_part(item, material) or spec.id) == spec.id:
            yield _block(item)


def _part(item: PlanItem, material: Material) -> str:
    edits = material.round.edits.get(item.line)
    return (edits.says("section") if edits else "") or ""


def _block(item: PlanItem) -> Block:
    return Block(item.line, "item", (Run(item.text),), item.origins)
