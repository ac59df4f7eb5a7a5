"""The divisions' activities into their sections, with their notes; a section without any says so or goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sync.consolidate.outline import text_block, texts
from sync.consolidate.stage import block_id, map_sections
from sync.model.config import OutlineText, SectionSpec
from sync.model.material import Material
from sync.model.records import Activity, NoteRef, Span, Submission, Value
from sync.model.report import Block, BlockKind, Footnote, NoteMark, Report, ReportSpan, Run, Section


def gather(report: Report, material: Material) -> Report:
    """Return the report with every printed division's activities: in a section, by config's order of its divisions."""
    config, period = material.round.config, material.round.period
    notes: list[Footnote] = []

    def filled(section: Section) -> Section | None:
        spec = config.section(section.id)
        if spec is None:
            return section
        activities = list(_activities(spec, material))
        if not activities:
            return _when_empty(section, spec, material)
        notes.extend(footnote for activity in activities for footnote in _footnotes(activity))
        blocks = (*section.blocks, *map(_block, activities), *texts(config, period, spec.close))
        return replace(section, blocks=blocks)

    report = map_sections(report, filled)
    return replace(report, footnotes=tuple(notes))


def printed(material: Material) -> Iterator[Submission]:
    """Yield the submissions that go into the report, in config's order."""
    for code in material.printed:
        yield material.round.submissions[code]


def _activities(spec: SectionSpec, material: Material) -> Iterator[Activity]:
    order = {code: at for at, code in enumerate(spec.supplied_by)}
    for submission in sorted(printed(material), key=lambda s: order.get(s.division or "", len(order))):
        for activity in submission.activities:
            if activity.section == spec.id and activity.spans:
                yield activity


def _when_empty(section: Section, spec: SectionSpec, material: Material) -> Section | None:
    if spec.when_empty:
        text = OutlineText(spec.when_empty, spec.line)
        return replace(section, blocks=(text_block(material.round.config, material.round.period, text),))
    return replace(section, blocks=()) if section.sections else None


def _block(activity: Activity) -> Block:
    kind: BlockKind = "bullet" if activity.style == "bullet" else "paragraph"
    spans = tuple(_span(span, activity) for span in activity.spans)
    return Block(block_id("d", activity.origin, activity.part), kind, spans, (activity.origin,))


def _span(span: Span, activity: Activity) -> ReportSpan:
    if isinstance(span, NoteRef):
        return NoteMark(0, _note_id(activity, span.marker))
    if isinstance(span, Value):
        return Run(span.text or f"{{{span.code}}}", figure=span.code)
    return Run(span.text)


def _note_id(activity: Activity, marker: int) -> str:
    return f"{block_id('n', activity.origin, activity.part)}_{marker}"


def _footnotes(activity: Activity) -> Iterator[Footnote]:
    for note in activity.notes:
        yield Footnote(0, _note_id(activity, note.marker), note.text, (note.origin,))
