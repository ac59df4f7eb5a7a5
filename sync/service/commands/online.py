"""The command about Google: what calling it needs, and what is missing."""

from __future__ import annotations

from sync.service.commands.terminal import DONE, FAILED, FOUND, office_at_work, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_SIGNS = {"ok": "✓", "sheet": "✗", "wrong": "✗", "note": "i"}


def google(arguments: argparse.Namespace) -> int:
    """Walk through what Google needs: 0 all is well, 1 a division's spreadsheet lacks something, 2 nothing works."""
    from sync.model.messages import google as words
    from sync.work.google_setup import setup_steps

    states = set()
    with office_at_work(arguments) as (office, _):
        for step in setup_steps(office):
            say(f"{_SIGNS[step.state]} {step.text}")
            states.add(step.state)
    if "wrong" in states:
        return FAILED
    say(words.SETUP_LACKING if "sheet" in states else words.SETUP_DONE)
    return FOUND if "sheet" in states else DONE
