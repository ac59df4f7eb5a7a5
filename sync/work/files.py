"""Files that we make: written beside their place, forced to the disk, then put there; never over another."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

# Excel, a scanner or a reader may hold a file for a moment (Windows: error 5 or 32): tried again after these seconds.
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)


class FileBusyError(Exception):
    """A file could not be written; `path` is the file, and `detail` what the system said.

    `code` "folder-taken": `path` should be a folder, and a file has its name; else "file-busy".
    """

    def __init__(self, path: Path, detail: str, code: str = "file-busy") -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail
        self.code = code


def write_new(
    path: Path, data: bytes, sleep: Callable[[float], None] = time.sleep, *, modified_ns: int | None = None
) -> None:
    """Write a file that is not there yet; raises FileExistsError where it is, FileBusyError where it cannot be.

    `modified_ns` is the time that the file gets, where it is the copy of an older one.
    """
    _make_folder(path)
    try:
        if path.exists():
            raise FileExistsError(path)
        part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if modified_ns is not None:
                os.utime(part, ns=(modified_ns, modified_ns))
            _put(part, path, sleep)
        finally:
            _drop(part)
    except FileExistsError:
        raise
    except OSError as error:
        raise FileBusyError(path, str(error)) from error


def write_over(path: Path, data: bytes, sleep: Callable[[float], None] = time.sleep) -> None:
    """Write a file in one step, in the place of one that is there; raises FileBusyError where it cannot be."""
    _make_folder(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        move_over(part, path, sleep)
    except OSError as error:
        raise FileBusyError(path, str(error)) from error
    finally:
        _drop(part)


def _drop(part: Path) -> None:
    """Take a part away; one that a scanner holds is left for a later round (`leftovers`), the file itself is made."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def move_over(part: Path, path: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Put a finished file in the place of one that is there, in one step; raises OSError where it cannot be."""
    for wait in _WAITS:
        try:
            part.replace(path)
        except PermissionError:
            sleep(wait)
        else:
            return
    part.replace(path)


def move_new(path: Path, target: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Move a file to a name that is free; raises FileExistsError where it is not, FileBusyError where it cannot be."""
    _make_folder(target)
    try:
        if target.exists():
            raise FileExistsError(target)
        _put(path, target, sleep)
        path.unlink(missing_ok=True)
    except FileExistsError:
        raise
    except OSError as error:
        raise FileBusyError(path, str(error)) from error


def _make_folder(path: Path) -> None:
    """Make the folder of a file; a file that has the folder's name is no sign that `path` itself is taken."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        taken = next((above for above in path.parents if above.exists() and not above.is_dir()), None)
        raise FileBusyError(taken or path, str(error), "folder-taken" if taken else "file-busy") from error


def _put(part: Path, path: Path, sleep: Callable[[float], None]) -> None:
    for wait in _WAITS:
        try:
            _place(part, path)
        except PermissionError:
            sleep(wait)
        else:
            return
    _place(part, path)


def _place(part: Path, path: Path) -> None:
    """Give a finished file its name; raises FileExistsError where another program took the name meanwhile."""
    if sys.platform == "win32":
        part.rename(path)  # refuses a name that is taken
        return
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        part.replace(path)
