"""Numbers of parts, sections, plan items and annexes: generated, never typed."""

from __future__ import annotations

from dataclasses import replace

from sync.model.material import Material
from sync.model.report import Annex, Block, Part, Report, Section

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def numbering(report: Report, material: Material) -> Report:  # noqa: ARG001 a stage takes both
    """Return the report with I, II; 1., 3.1.; items 1., 2.; Phụ lục I, II (none where there is one annex alone)."""
    parts = tuple(_part(part, roman(at)) for at, part in enumerate(report.parts, start=1))
    alone = len(report.annexes) == 1
    annexes = tuple(_annex(annex, "" if alone else roman(at)) for at, annex in enumerate(report.annexes, start=1))
    return replace(report, parts=parts, annexes=annexes)


def roman(number: int) -> str:
    """Return a number from 1 to 3,999 in Roman digits."""
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _annex(annex: Annex, number: str) -> Annex:
    return replace(annex, number=number)


def _part(part: Part, number: str) -> Part:
    return replace(part, number=number, blocks=_items(part.blocks), sections=_sections(part.sections, ""))


def _items(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    number = 0
    numbered: list[Block] = []
    for block in blocks:
        number += block.kind == "item"
        numbered.append(replace(block, number=f"{number}.") if block.kind == "item" else block)
    return tuple(numbered)


def _sections(sections: tuple[Section, ...], before: str) -> tuple[Section, ...]:
    return tuple(
        replace(section, number=f"{before}{at}.", sections=_sections(section.sections, f"{before}{at}."))
        for at, section in enumerate(sections, start=1)
    )
