"""What every normaliser answers: a value, or the problem that kept it from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value read from text, or the code of the problem that kept it from being read.

    `value` is None exactly where nothing certain could be read. `problem` is a short code in kebab case
    ("ambiguous-separator", "not-a-number" …) or None; a value may carry a problem when it was read
    all the same but a person should look at it ("odd-grouping"). `choices` holds what the text might
    mean, where it might mean several things.
    """

    value: T | None
    problem: str | None = None
    choices: tuple[T, ...] = ()

    @property
    def certain(self) -> bool:
        """True where there is a value and nothing to ask about it."""
        return self.value is not None and self.problem is None
