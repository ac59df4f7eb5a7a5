"""Who asks for a change, and the ids that Google gives next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """`account` asks, `owner` owns the file, `fresh` gives an id that nobody chose."""

    account: str
    owner: str
    fresh: Callable[[], int]
