"""What a killed process left lying: parts of files that never got their name, taken away by a later round."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sync.model.period import Period
from sync.store.processes import birth
from sync.work.office import COPIES, OUTBOX, Office

_PART = re.compile(r"\..+\.(\d+)\.tmp")  # as sync.work.files calls them: ".BaoCao_2024-01_v1.docx.4711.tmp"
ABANDONED = 3600  # seconds: another machine may be at work in the same folder, and its processes are not known here


def sweep_period(office: Office, period: Period) -> int:
    """Take away what was left in the folders that a round writes to; return how many files."""
    home = office.folder(period)
    return sweep((office.config.folder, home, home / COPIES, office.inbox, office.config.folder / OUTBOX))


def sweep(folders: Iterable[Path]) -> int:
    """Take away parts of files whose process is gone and that nobody has touched for an hour; return how many.

    What cannot be looked at or taken away stays for another time: it harms nobody.
    """
    gone = 0
    for folder in folders:
        with suppress(OSError):
            for path in folder.glob(".*.tmp"):
                found = _PART.fullmatch(path.name)
                if found and not birth(int(found[1])) and time.time() - path.lstat().st_mtime > ABANDONED:
                    path.unlink()
                    gone += 1
    return gone
