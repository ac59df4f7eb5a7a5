"""What a look at the machine finds: how each thing stands, in a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sync.model.messages import sentence
from sync.model.messages.doctor import GOOD as GOOD_FOR_MACROS
from sync.model.messages.machine import GOOD

State = Literal["ok", "warning", "error"]
SIGNS: Mapping[State, str] = {"ok": "✓", "warning": "!", "error": "✗"}


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: how it stands, in words, and what to do ("" where nothing needs doing)."""

    code: str
    state: State
    message: str
    action: str = ""

    @property
    def line(self) -> str:
        """The finding as one line."""
        return f"{SIGNS[self.state]} {self.message} {self.action}".rstrip()


def good(code: str, **facts: str) -> Examined:
    """Return that something stands well."""
    return Examined(code, "ok", {**GOOD, **GOOD_FOR_MACROS}[code].format_map(facts))


def bad(code: str, **facts: str) -> Examined:
    """Return that something does not work, and what to do."""
    return Examined(code, "error", *sentence(code, facts))


def odd(code: str, **facts: str) -> Examined:
    """Return that something should be seen to, and what to do."""
    return Examined(code, "warning", *sentence(code, facts))


def answer(found: Iterable[Examined]) -> dict[str, Any]:
    """Return what `--format json` prints."""
    checks = [
        {"code": each.code, "state": each.state, "message": each.message, "action": each.action or None}
        for each in found
    ]
    return {"schema": 1, "checks": checks}
