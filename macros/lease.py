"""One press at a time: a workbook's lease is the system's lock on a small file, free at once when its holder dies."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LOCKED_BYTE = 1 << 20  # far behind what is written, so that others may read it while it is locked


@dataclass(frozen=True, slots=True)
class Lease:
    """The lease of a workbook: `held` tells whether this press has it."""

    file: int
    held: bool

    def write(self, text: str) -> None:
        """Tell others what runs, or what it came to."""
        data = text.encode()
        os.lseek(self.file, 0, os.SEEK_SET)
        os.write(self.file, data)
        os.ftruncate(self.file, len(data))

    def read(self) -> str:
        """Return what the holder tells, or told last."""
        os.lseek(self.file, 0, os.SEEK_SET)
        return os.read(self.file, 64_000).decode("utf-8", "replace")


@contextlib.contextmanager
def lease(workbook: str) -> Iterator[Lease]:
    """Yield the lease of a workbook; whoever comes second gets one that is not held. Never waits; raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(_path(workbook), flags, 0o600)
    try:
        held = _locked(file)
        try:
            yield Lease(file, held)
        finally:
            if held:
                _unlock(file)
    finally:
        os.close(file)


def _path(workbook: str) -> Path:
    """Return the lock's file: of this user, in the system's folder for such; one for each workbook."""
    name = hashlib.sha256(os.path.normcase(os.path.realpath(workbook)).encode("utf-8", "surrogatepass")).hexdigest()
    folder = Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return folder / f"baocao-{name[:24]}.lock"
    return folder / f"baocao-{os.getuid()}-{name[:24]}.lock"


def _locked(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_UN)
