"""A file of staff's own changed in its place: never while it is open, never over a version that was not read."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from pathlib import Path

from sync.work.files import FileBusyError


class ChangedError(Exception):
    """A file that is no longer what was read."""


def is_open(path: Path) -> bool:
    """True where a program has a workbook open: its owner file lies beside it, or Windows says so."""
    owners = (f"~${path.name}", f".~lock.{path.name}#")
    if any(path.with_name(owner).exists() for owner in owners):
        return True
    if sys.platform == "win32":
        try:
            with path.open("r+b"):
                return False
        except FileNotFoundError:
            return False
        except PermissionError:
            return True
    return False


def is_read_only(found: os.stat_result) -> bool:
    """True of a file that is marked read-only: on Windows by its attribute. Whoever marked it wants it left."""
    return not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def replace_in_place(path: Path, data: bytes, before: os.stat_result) -> os.stat_result:
    """Put `data` in the place of a file that looks as `before`, keeping its times and rights; return how it looks now.

    The new content is whole on the disk before it takes the name. Raises ChangedError where the file looks otherwise or
    is open, FileBusyError where it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, part)
        os.utime(part, ns=(before.st_atime_ns, before.st_mtime_ns))
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or is_open(path):
            raise ChangedError(str(path))
        part.replace(path)
        _sync_folder(path.parent)
        return path.stat()
    except OSError as error:
        raise FileBusyError(path, str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Let a new name outlive a loss of power, where the system can say so."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
