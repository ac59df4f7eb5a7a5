"""From the material of a period to its report, through stages that each do one thing."""

from __future__ import annotations

from sync.consolidate.annexes import annexes
from sync.consolidate.arrange import arrange
from sync.consolidate.figures import figures
from sync.consolidate.footnotes import footnotes
from sync.consolidate.gather import gather
from sync.consolidate.numbering import numbering
from sync.consolidate.outline import outline
from sync.consolidate.plan import plan
from sync.consolidate.stage import Stage
from sync.model.material import Material
from sync.model.report import Report

_PLACES: tuple[Stage, ...] = (gather, plan, arrange, numbering)
STAGES: tuple[Stage, ...] = (gather, plan, annexes, figures, arrange, footnotes, numbering)


def consolidate(material: Material) -> Report:
    """Return the report of a period: the outline, filled stage by stage."""
    return _through(STAGES, material)


def places(material: Material) -> Report:
    """Return the report as far as it tells which line stands where: its figures, footnotes and annexes are not made."""
    return _through(_PLACES, material)


def _through(stages: tuple[Stage, ...], material: Material) -> Report:
    report = outline(material)
    for stage in stages:
        report = stage(report, material)
    return report
