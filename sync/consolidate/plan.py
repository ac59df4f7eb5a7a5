"""The coming period's tasks: the outline's general items and the divisions' plan rows, in config's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sync.consolidate.gather import printed
from sync.consolidate.outline import text_block
from sync.consolidate.stage import block_id
from sync.model.config import PartSpec
from sync.model.material import Material
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
    config, period = material.round.config, material.round.period
    submissions = {s.division: s for s in printed(material)}
    for entry in spec.items:
        if entry.text and entry.text.valid.covers(period):
            yield replace(text_block(config, period, entry.text), kind="item")
        submission = submissions.get(entry.division)
        if entry.division and submission:
            for item in submission.plan:
                yield Block(block_id("p", item.origin, item.part), "item", (Run(item.text),), (item.origin,))
