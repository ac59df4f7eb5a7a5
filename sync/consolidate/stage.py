"""What a stage is, and the walks that rebuild the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sync.model.material import Material
from sync.model.report import Block, Part, Report, Section

Stage = Callable[[Report, Material], Report]


def map_sections(report: Report, change: Callable[[Section], Section | None]) -> Report:
    """Return the report with `change` applied to every section, deepest first; None leaves a section out."""

    def inside(section: Section) -> Section | None:
        return change(replace(section, sections=_kept(section.sections)))

    def _kept(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(kept for kept in map(inside, sections) if kept is not None)

    return replace(report, parts=tuple(replace(part, sections=_kept(part.sections)) for part in report.parts))


def map_blocks(report: Report, change: Callable[[Block], Block]) -> Report:
    """Return the report with `change` applied to every block, in print order."""

    def in_section(section: Section) -> Section:
        blocks = tuple(map(change, section.blocks))
        return replace(section, blocks=blocks, sections=tuple(map(in_section, section.sections)))

    def in_part(part: Part) -> Part:
        return replace(part, blocks=tuple(map(change, part.blocks)), sections=tuple(map(in_section, part.sections)))

    return replace(report, parts=tuple(map(in_part, report.parts)))
