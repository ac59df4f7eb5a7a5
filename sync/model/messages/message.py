"""One message: the sentence, what to do, and a short name for docs and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Message:
    """`what` says what is wrong, `action` what to do; `label` is the check's short name in docs and tables.

    `bare` is said instead of `what` where one of its facts is not known (a cell of an annex has no indicator's name).
    """

    label: str
    what: str
    action: str
    bare: str = ""

    def said(self, facts: Mapping[str, str]) -> tuple[str, str]:
        """Return both sentences with their facts; raises KeyError where a fact is lacking and `bare` cannot help."""
        known = all(facts.get(name) for name in fields_of(self.what))
        what = self.what if known or not self.bare else self.bare
        return what.format_map(facts), self.action.format_map(facts)


def fields_of(template: str) -> tuple[str, ...]:
    """Return the names in braces of a template, in order."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)
