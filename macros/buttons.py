"""What a button starts: `python -P -m macros.buttons NAME PATH [--pipe P]`; PATH is escaped (macros/arguments.py).

Only what Python itself brings is imported before the press is guarded: whatever fails, also an import, is told in the
status cell, which would say "đang khởi động" for ever.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Press a button; return 0 where it is done, else 2."""
    gc.set_threshold(50_000, 20, 50)  # a press makes much and drops little
    words = list(sys.argv[1:] if argv is None else argv)
    name, path, pipe = (*words[:2], "", "")[0], "", ""
    try:
        from macros.arguments import unescaped

        path = unescaped(words[1])
        pipe = words[words.index("--pipe") + 1] if "--pipe" in words else ""
        from macros.pressing import press

        return press(name, path, pipe)
    except Exception as error:  # noqa: BLE001 the last door
        _last_words(error, path, pipe)
        return 2


def _last_words(error: Exception, path: str, pipe: str) -> None:
    """Log an error that came before anything could be told, and tell it without xlwings, which may be what is amiss."""
    import contextlib
    from pathlib import Path

    with contextlib.suppress(Exception):
        from sync.work.log import log_error

        log_error(error, Path(path).parent if path else Path())
    with contextlib.suppress(Exception):
        from macros.lastwords import tell

        tell(path, pipe)


if __name__ == "__main__":
    sys.exit(main())
