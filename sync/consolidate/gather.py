"""The divisions' activities into their sections, with their notes; a section without any says so or goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sync.consolidate.outline import block_of, notes_of, texts
from sync.consolidate.stage import map_sections
from sync.model.annexed import points_to_annex
from sync.model.material import Material
from sync.model.outline import AnnexSpec, OutlineText, SectionSpec, worded
from sync.model.records import Activity, AnnexRow, ClerkOrigin, OutlineOrigin, Submission
from sync.model.report import Block, Footnote, Report, Run, Section
from sync.reading.lines import outline_line


def gather(report: Report, material: Material) -> Report:
    """Return the report with every printed activity: in a section, by config's order of its divisions, then the clerk's
    own; in a part, behind its own texts.
    """
    config = material.round.config
    notes: list[Footnote] = [note for activity in _outline(material) for note in notes_of(activity)]
    told = _by_section(material)

    def filled(section: Section) -> Section | None:
        spec = config.section(section.id)
        if spec is None:
            return section
        activities = list(_activities(spec, material, told))
        if not activities:
            return _when_empty(section, spec, material)
        notes.extend(note for activity in activities for note in notes_of(activity))
        close = texts(material, _close(spec, material))
        return replace(section, blocks=(*section.blocks, *map(block_of, activities), *close))

    report = map_sections(report, filled)
    parts = []
    for part in report.parts:
        own = [activity for activity in _own(material) if activity.section == part.id]
        notes.extend(note for activity in own for note in notes_of(activity))
        parts.append(replace(part, blocks=(*part.blocks, *map(block_of, own))))
    return replace(report, parts=tuple(parts), footnotes=tuple(notes))


def printed(material: Material) -> Iterator[Submission]:
    """Yield the submissions that go into the report, in config's order."""
    for code in material.printed:
        yield material.round.submissions[code]


def annex_rows(spec: AnnexSpec, material: Material) -> tuple[AnnexRow, ...]:
    """Return the rows of an annex in print order; without one it is left out."""
    if not spec.valid.covers(material.round.period):
        return ()
    mine = (material.round.submissions[code] for code in material.printed if code in spec.divisions)
    return tuple(row for submission in mine for row in submission.annex_rows if row.annex == spec.code)


def _by_section(material: Material) -> Mapping[str | None, Sequence[tuple[str, Activity]]]:
    """Return, by section, what the divisions tell there, each with its division's code, in config's order of these.

    Submissions are gone through once: of an office with hundreds of divisions not all are at hand.
    """
    found: dict[str | None, list[tuple[str, Activity]]] = {}
    for code, submission in zip(material.printed, printed(material), strict=True):
        for activity in submission.activities:
            if activity.spans:
                found.setdefault(activity.section, []).append((code, activity))
    return found


def _activities(
    spec: SectionSpec, material: Material, told: Mapping[str | None, Sequence[tuple[str, Activity]]]
) -> Iterator[Activity]:
    order = {code: at for at, code in enumerate(spec.supplied_by)}
    theirs = sorted(told.get(spec.id, ()), key=lambda one: order.get(one[0], len(order)))
    yield from (activity for _, activity in theirs)
    yield from (activity for activity in _own(material) if activity.section == spec.id)


def _own(material: Material) -> Iterator[Activity]:
    return (a for a in material.round.office.activities if isinstance(a.origin, ClerkOrigin) and a.spans)


def _outline(material: Material) -> Iterator[Activity]:
    return (a for a in material.round.office.activities if not isinstance(a.origin, ClerkOrigin))


def _close(spec: SectionSpec, material: Material) -> tuple[OutlineText, ...]:
    """Return a section's last texts: without those that point to its annex where the annex is not printed."""
    annexes = [annex for annex in material.round.config.annexes if annex.code == spec.annex]
    if not spec.annex or any(annex_rows(annex, material) for annex in annexes):
        return spec.close
    return tuple(text for text in spec.close if not points_to_annex(text.text))


def _when_empty(section: Section, spec: SectionSpec, material: Material) -> Section | None:
    if spec.when_empty:
        origin = OutlineOrigin(material.round.config.digest, spec.line)
        said = Run(worded(spec.when_empty, material.round.period))
        line = outline_line(spec.id, f"when_empty {spec.when_empty}")
        return replace(section, blocks=(Block(line, "paragraph", (said,), (origin,)),))
    return replace(section, blocks=()) if section.sections else None
