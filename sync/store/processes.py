"""Whether a process of this machine still lives: by its number and by when it was started, for numbers come again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_STILL_ACTIVE = 259  # GetExitCodeProcess
_QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


def birth(pid: int) -> str:
    """Return a mark of when a process was started, "" where no such process lives.

    The mark means nothing but that another process with the same number has another one.
    """
    if pid <= 0:
        return ""
    if sys.platform == "win32":
        return _birth_on_windows(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except FileNotFoundError:
        return "" if Path("/proc/self/stat").exists() else _birth_unknown(pid)
    except OSError:
        return _birth_unknown(pid)
    words = stat[stat.rindex(b")") + 2 :].split()  # the name before it may hold blanks and brackets (proc(5))
    return "" if words[0] in {b"Z", b"X"} else words[19].decode()


def _birth_unknown(pid: int) -> str:
    """Where the system keeps no /proc: alive or not is all that can be told."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except OSError:
        return "alive"
    return "alive"


def _birth_on_windows(pid: int) -> str:
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.windll.kernel32
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(_QUERY, False, pid)
    if not handle:
        return ""
    try:
        code = wintypes.DWORD()
        times = [wintypes.FILETIME() for _ in range(4)]
        if not kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code)) or code.value != _STILL_ACTIVE:
            return ""
        if not kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(each) for each in times)):
            return "alive"
        return f"{times[0].dwHighDateTime}.{times[0].dwLowDateTime}"
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))
