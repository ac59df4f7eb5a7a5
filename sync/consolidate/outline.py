"""The report before any division is in it: head, parts, sections, and the texts that the outline supplies."""

from __future__ import annotations

from sync.consolidate.stage import block_id
from sync.model.config import Config, OutlineText, PartSpec, SectionSpec, Signer, worded
from sync.model.duedates import due_report
from sync.model.material import Material
from sync.model.period import Period
from sync.model.records import OutlineOrigin
from sync.model.report import Block, Head, Part, Report, Run, Section


def outline(material: Material) -> Report:
    """Return the empty report: every valid section, leads first, closes last; numbers come later."""
    config, period = material.round.config, material.round.period
    return Report(
        period=period,
        head=_head(material),
        parts=tuple(_part(part, config, period) for part in config.outline),
    )


def text_block(config: Config, period: Period, text: OutlineText) -> Block:
    """Return the paragraph of one text of the outline."""
    origin = OutlineOrigin(config.digest, text.line)
    return Block(block_id("o", origin), "paragraph", (Run(worded(text.text, period)),), (origin,))


def texts(config: Config, period: Period, given: tuple[OutlineText, ...]) -> tuple[Block, ...]:
    """Return the paragraphs of those texts that hold for the period."""
    return tuple(text_block(config, period, text) for text in given if text.valid.covers(period))


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


def _part(spec: PartSpec, config: Config, period: Period) -> Part:
    return Part(
        id=spec.id,
        number="",
        title=worded(spec.title, period),
        blocks=texts(config, period, spec.texts),
        sections=_sections(spec.sections, config, period, 1),
    )


def _sections(specs: tuple[SectionSpec, ...], config: Config, period: Period, level: int) -> tuple[Section, ...]:
    return tuple(
        Section(
            id=spec.id,
            number="",
            title=worded(spec.title, period),
            level=level,
            blocks=texts(config, period, spec.lead),
            sections=_sections(spec.sections, config, period, level + 1),
        )
        for spec in specs
        if spec.valid.covers(period)
    )
