"""The report before any division is in it: head, parts, sections, and the texts that the outline supplies."""

from __future__ import annotations

from collections.abc import Iterator

from sync.model.config import Signer
from sync.model.duedates import due_report
from sync.model.material import Material
from sync.model.outline import OutlineText, PartSpec, SectionSpec, worded
from sync.model.records import Activity, NoteRef, OutlineOrigin, Span, Value
from sync.model.report import (
    Block,
    BlockKind,
    Footnote,
    Head,
    NoteMark,
    Part,
    Report,
    ReportSpan,
    Run,
    Section,
)


def outline(material: Material) -> Report:
    """Return the empty report: every valid section, leads first, closes last; numbers come later."""
    config, period = material.round.config, material.round.period
    return Report(
        period=period,
        head=_head(material),
        parts=tuple(_part(part, material) for part in config.outline),
    )


def texts(material: Material, given: tuple[OutlineText, ...]) -> tuple[Block, ...]:
    """Return the paragraphs of those texts of the outline that hold for the period, in the clerk's wording."""
    worded_as = {a.origin: a for a in material.round.office.activities}
    config = material.round.config
    found = (worded_as.get(OutlineOrigin(config.digest, text.line)) for text in given)
    return tuple(block_of(activity) for activity in found if activity)


def block_of(activity: Activity) -> Block:
    """Return the paragraph of one activity, its notes not numbered yet."""
    kind: BlockKind = "bullet" if activity.style == "bullet" else "paragraph"
    spans = tuple(_span(span, activity) for span in activity.spans)
    return Block(activity.line, kind, spans, activity.origins)


def notes_of(activity: Activity) -> Iterator[Footnote]:
    """Yield the footnotes of one activity, not numbered yet."""
    for note in activity.notes:
        yield Footnote(0, _note_id(activity, note.marker), note.text, (note.origin,))


def _span(span: Span, activity: Activity) -> ReportSpan:
    if isinstance(span, NoteRef):
        return NoteMark(0, _note_id(activity, span.marker))
    if isinstance(span, Value):
        return Run(span.text or f"{{{span.code}}}", figure=span.code)
    return Run(span.text)


def _note_id(activity: Activity, marker: int) -> str:
    return f"n{activity.line[1:]}_{marker}"


def signer_of(material: Material) -> Signer:
    """Return who signs: the one asked for, else the first that is valid in the period."""
    config, period = material.round.config, material.round.period
    valid = [s for s in config.signers if s.valid.covers(period)] or list(config.signers)
    return next((s for s in config.signers if s.id == material.signer), valid[0])


def _head(material: Material) -> Head:
    config, period, signer = material.round.config, material.round.period, signer_of(material)
    due = material.date or due_report(config.calendar, period)
    return Head(
        parent=config.parent.upper(),
        agency=config.name.upper(),
        symbol=f"BC-{config.symbol}",
        place=config.place,
        subject=worded(config.subject, period),
        signer_title=signer.title,
        signer_name=signer.name,
        recipients=config.recipients,
        addressee=config.addressee,
        month=due.month,
        year=due.year,
        number=material.number,
        date=material.date,
        agency_in_text=config.name,
    )


def _part(spec: PartSpec, material: Material) -> Part:
    return Part(
        id=spec.id,
        number="",
        title=worded(spec.title, material.round.period),
        blocks=texts(material, spec.texts),
        sections=_sections(spec.sections, material, 1),
    )


def _sections(specs: tuple[SectionSpec, ...], material: Material, level: int) -> tuple[Section, ...]:
    period = material.round.period
    return tuple(
        Section(
            id=spec.id,
            number="",
            title=worded(spec.title, period),
            level=level,
            blocks=texts(material, spec.lead),
            sections=_sections(spec.sections, material, level + 1),
        )
        for spec in specs
        if spec.valid.covers(period)
    )
