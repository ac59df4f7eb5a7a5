"""All examples of all families: examples/*.py, each with WRONG (code → case) and RIGHT (code → why → case)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from sync.model.finding import Finding
from tests.checks.builders import Right, Wrong, found

FOLDER = Path(__file__).parent / "examples"


@cache
def wrong() -> dict[str, Wrong]:
    """Return the case of each code in which its check speaks."""
    return {code: case for family in _families() for code, case in family[0].items()}


@cache
def right() -> dict[str, Right]:
    """Return the cases of each code in which its check is silent."""
    return {code: cases for family in _families() for code, cases in family[1].items()}


@cache
def findings(code: str) -> tuple[Finding, ...]:
    """Return what the check of this code says of the case in which it speaks."""
    return tuple(found(wrong()[code].case, code))


def _families() -> list[tuple[dict[str, Wrong], dict[str, Right]]]:
    modules = (import_module(f"tests.checks.examples.{path.stem}") for path in sorted(FOLDER.glob("[a-z]*.py")))
    return [(module.WRONG, module.RIGHT) for module in modules]
