"""What became of one file of the inbox."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Received:
    """Where a file was copied to, or why it stays (`code` "" where it was taken in), and whose form it is."""

    source: str
    target: str
    code: str
    division: str = ""
    period: str = ""
