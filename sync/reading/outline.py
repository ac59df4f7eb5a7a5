"""The department's own texts as one more submission, so that the checks see them too."""

from __future__ import annotations

from collections.abc import Iterator

from sync.model.config import Config
from sync.model.outline import OutlineText, worded
from sync.model.period import Period
from sync.model.records import Activity, OutlineOrigin, PlanItem, Submission, Text
from sync.reading.lines import outline_line


def office_submission(config: Config, period: Period) -> Submission:
    """Return leads, closes, reviews and general plan items of the outline that hold for the period."""
    plan = tuple(
        PlanItem(
            OutlineOrigin(config.digest, entry.text.line),
            worded(entry.text.text, period),
            line=outline_line(part.id, entry.text.text),
        )
        for part in config.outline
        for entry in part.items
        if entry.text and entry.text.valid.covers(period)
    )
    return Submission(
        division=None,
        period=period,
        book="",
        form_version=0,
        activities=tuple(_activities(config, period)),
        plan=plan,
    )


def _activities(config: Config, period: Period) -> Iterator[Activity]:
    for part in config.outline:
        for text in part.texts:
            yield from _activity(config, period, text, part.id)
        for section in part.walk():
            if section.valid.covers(period):
                for text in (*section.lead, *section.close):
                    yield from _activity(config, period, text, section.id)


def _activity(config: Config, period: Period, text: OutlineText, section: str) -> Iterator[Activity]:
    if text.valid.covers(period):
        origin = OutlineOrigin(config.digest, text.line)
        spans = (Text(worded(text.text, period)),)
        yield Activity(origin, section, "paragraph", spans, line=outline_line(section, text.text))
