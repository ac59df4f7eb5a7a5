"""Folders that are not this machine's own: SQLite loses data on a network drive and where a cloud copies the file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import PurePath

_CLOUDS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # where Windows says the folders are
_DRIVE_REMOTE = 4  # GetDriveTypeW's word for a drive letter that stands for a share


def is_remote(path: PurePath, environ: Mapping[str, str] = os.environ) -> bool:
    """True where an absolute path lies on a share, a mapped drive or in a OneDrive folder."""
    return _is_share(path) or is_in_cloud(path, environ)


def _is_share(path: PurePath) -> bool:
    if path.drive.startswith(("\\\\", "//")):  # on POSIX there is no drive, and "//srv" is a folder like any other
        return True
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(path.drive) and ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _DRIVE_REMOTE


def is_in_cloud(path: PurePath, environ: Mapping[str, str] = os.environ) -> bool:
    """True where an absolute path lies in a OneDrive folder: a copy of the file may be under way to another machine."""
    if any(part.casefold().startswith("onedrive") for part in path.parts):
        return True
    homes = (type(path)(environ[name]) for name in _CLOUDS if environ.get(name))
    return any(path.is_relative_to(home) for home in homes)
