"""What the command that records a sent report says, above all where the signed file says something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sync.model.messages import terminal as say
from sync.normalise.figures import format_number

if TYPE_CHECKING:
    from decimal import Decimal

    from sync.model.period import Period
    from sync.work.closing import Issued
    from sync.work.signedfigures import SignedFigure


def said_of_issue(sent: Issued) -> Iterator[str]:
    """Yield that a report was sent, and where the signed file says something else."""
    from sync.work.signed import as_told  # only where a report is issued

    fact, period = sent.fact, sent.published.period
    yield say.SENT.format(number=fact.number, date=f"{fact.date:%d/%m/%Y}", period=period.label)
    yield say.SENT_FILE.format(file=sent.published.docx)
    if sent.scan:
        yield say.SCAN
    if sent.differences:
        yield say.DIFFERS.format(count=len(sent.differences))
    for each in sent.differences:
        yield f"  {each.section or each.cell}"
        ours, signed = as_told(each)
        yield say.OURS.format(text=ours or say.OURS_NOTHING)
        yield say.SIGNED.format(text=signed or say.SIGNED_NOTHING)
    yield from _of_taking(sent)
    for figure in sent.figures:
        yield say.FIGURE_DIFFERS.format(
            division=figure.division,
            indicator=figure.indicator,
            name=figure.name,
            ours=_plain(figure.ours),
            signed=_plain(figure.signed),
            action=action_of(figure, period),
        )


def _of_taking(sent: Issued) -> Iterator[str]:
    left = len(sent.left)
    if sent.taken:
        yield say.TAKEN
        if left:
            yield say.NOT_TAKEN.format(count=left)
    elif sent.differences and not sent.fact.file.lower().endswith(".docx"):
        yield say.ONLY_TOLD
    elif sent.differences and left == len(sent.differences):
        yield say.NONE_TO_TAKE
    elif sent.differences:
        yield say.MAY_BE_TAKEN
        if left:
            yield say.BUT_NOT_THESE.format(count=left)


def action_of(figure: SignedFigure, period: Period) -> str:
    """Return what is to be done about a figure that the signed report tells otherwise than the division's form."""
    coming = period.next().label
    if not figure.adds_up:
        return say.LOOK_NEXT.format(division=figure.division, next=coming)
    change = figure.signed - figure.ours
    sign = "+" if change > 0 else "-"
    return say.CORRECT_NEXT.format(
        division=figure.division, change=f"{sign}{_plain(abs(change))}", next=coming, ours=_plain(figure.ours)
    )


def _plain(number: Decimal) -> str:
    return format_number(number, pad=False)
