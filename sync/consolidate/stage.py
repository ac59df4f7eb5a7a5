"""What a stage is, and what stages share: ids of blocks, and a walk that rebuilds the tree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from sync.model.material import Material
from sync.model.records import CellOrigin, ClerkOrigin, Origin
from sync.model.report import Block, Part, Report, Section

Stage = Callable[[Report, Material], Report]


def block_id(kind: str, origin: Origin, part: int = 0) -> str:
    """Return the opaque id of what was made from `origin`: one letter for its kind and 12 hexadecimal digits."""
    match origin:
        case CellOrigin(book, place):
            words = (book, place.tab, place.a1 or "")
        case ClerkOrigin(edit):
            words = ("clerk", edit, "")
        case _:
            words = ("outline", origin.config, str(origin.line))
    return kind + hashlib.sha256("\x1f".join((*words, str(part))).encode()).hexdigest()[:12]


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
