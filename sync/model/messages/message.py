"""One message: the sentence, what to do, and an example for the documentation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """`what` says what is wrong, `action` what to do; `label` is the check's short name in docs and tables."""

    label: str
    what: str
    action: str
