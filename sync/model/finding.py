"""A finding: what is wrong in the data, where, for whom; its sentence is made by messages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sheets.grid import Place
    from sync.model.config import Severity
    from sync.model.records import OutlineOrigin

Audience = Literal["division", "clerk"]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check says: where, and the facts that its sentence needs. The runner adds code and severity.

    `subject` names what it speaks of in a way that outlives rows being moved: an indicator's code, or the text
    itself; "" leaves it to what its row holds (sync.checks.subjects). `suggestion` is a value to put there. `audience`
    "clerk" keeps it out of the division's own sheet (pairs of divisions, the outline). `quoted`: the subject is a text
    as it was typed, without the figures that are filled into it; what the facts quote of it is no part of the name.
    """

    place: Place | None
    facts: Mapping[str, str]
    subject: str = ""
    suggestion: str | None = None
    audience: Audience = "division"
    quoted: bool = False


# Facts that are addresses: they change when rows are sorted or inserted, and are no part of what was said.
_ADDRESSES = {"first"}
_ASIDES = {"example"}  # help the sentence, and say nothing of the form
_QUOTES = {"text"}  # facts that quote the text of the subject: its figures change


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd. `id` stays while code, division, subject and facts stay the same.

    It stands in a cell of a book (`book`, `place`) or in a line of config.yaml (`outline`).
    """

    id: str
    code: str
    severity: Severity
    audience: Audience
    division: str | None
    book: str | None
    place: Place | None
    facts: tuple[tuple[str, str], ...]
    suggestion: str | None = None
    outline: OutlineOrigin | None = None


def finding(code: str, severity: Severity, division: str | None, book: str | None, hit: Hit) -> Finding:
    """Return the finding of one hit of the check `code`."""
    facts = tuple(sorted(hit.facts.items()))
    subject = hit.subject or (f"{hit.place.tab}!{hit.place.a1}" if hit.place else "")
    unsaid = _ADDRESSES | _ASIDES | (_QUOTES if hit.quoted else set())
    return Finding(
        _id(code, division or "", subject, *(f"{k}={v}" for k, v in facts if k not in unsaid)),
        code, severity, hit.audience, division, book, hit.place, facts, hit.suggestion,
    )  # fmt: skip


def _id(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:10]


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """Return how many of the findings have this severity."""
    return sum(f.severity == severity for f in findings)
