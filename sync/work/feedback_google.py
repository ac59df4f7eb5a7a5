"""Remarks given to a division that fills a Google Sheet: sheets/google/feedback.py writes them, once it is there."""

from __future__ import annotations

from sheets.remark import Answer, RemarkSheet
from sync.work.talk import Given, Hand, Talk


def google_answers(talk: Talk) -> tuple[Answer, ...]:
    """Return what staff answered in their Google Sheet."""
    del talk
    return ()


def give_google(talk: Talk, sheet: RemarkSheet, hand: Hand) -> Given:
    """Write the remarks into a division's Google Sheet."""
    del hand
    source = talk.division.sheet.google
    return Given(talk.division.code, talk.division.name, "google", "waiting", source, ("feedback-google",), sheet)
