"""docs/checks.md written anew: `python -m tests.checks.make_docs` after a check or a sentence has changed."""

from __future__ import annotations

from pathlib import Path

from sync.checks.catalogue import markdown
from sync.checks.run import codes
from sync.model.messages import words
from tests.checks.cases import findings

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def page() -> str:
    """Return what docs/checks.md must hold: each example is what the check says of its own test's sheet."""
    return markdown({code: words(findings(code)[0])[0] for code in codes()})


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
