"""What of a new office's config.yaml is still the example's: places marked ĐIỀN that nobody has filled in."""

from __future__ import annotations

import re
from pathlib import Path

_MARK = re.compile(r"#\s*ĐIỀN\b")
_SHOWN = 8  # lines that are named


def left_to_fill(config: Path) -> tuple[int, ...]:
    """Return the lines of a config.yaml that are marked to be filled in, () where it cannot be read."""
    try:
        text = config.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ()
    return tuple(at for at, line in enumerate(text.splitlines(), start=1) if _MARK.search(line))


def lines_told(lines: tuple[int, ...]) -> str:
    """Return line numbers as they are told: "6, 7, 9 …"."""
    more = " …" if len(lines) > _SHOWN else ""
    return ", ".join(map(str, lines[:_SHOWN])) + more
