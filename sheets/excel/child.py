"""The reading child: a process of its own in which alone hostile bytes are parsed, under a memory limit.

It is a fresh interpreter (not a fork, not multiprocessing): it works the same from threads, scripts without a
`__main__` guard, daemonic workers and Windows, and starts in the time that Python itself needs. It reads requests
from stdin and answers on stdout: a length in four bytes, then `marshal`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import itertools
import marshal
import os
import struct
import sys
from importlib import import_module
from pathlib import Path
from typing import IO

from sheets.errors import BookCode, BookError

MEMORY_LIMIT = 2**30
REPLY_LIMIT = 128 * 2**20  # the parent must stay small too
COLLECT_EVERY = 50  # files: a collection costs as much as reading one
LENGTH = struct.Struct("<I")


def serve(memory: int) -> None:
    """Answer requests until stdin ends: (path, seconds) → ("book", RawBook) or ("error", code, detail)."""
    requests, replies = _private_streams()
    limit_memory(memory)
    gc.disable()  # a book is built and dropped at once; cycles are few
    for number in itertools.count(1):
        request = receive(requests)
        if request is None:
            return
        path, seconds = marshal.loads(request)  # noqa: S302 from our own parent
        # A second watchdog, for a parent that was itself killed: the limit proper is enforced from outside.
        faulthandler.dump_traceback_later(seconds * 2 + 5, exit=True)
        reply = answer(path)
        faulthandler.cancel_dump_traceback_later()
        replies.write(LENGTH.pack(len(reply)) + reply)
        replies.flush()
        if number % COLLECT_EVERY == 0:
            gc.collect()


def answer(path: str) -> bytes:
    """Return the reply for one file; a BookError, a Rust panic and a lack of memory are replies too."""
    try:
        from sheets.excel.parse import read_file  # the parsers load only where they run

        reply = marshal.dumps(("book", read_file(path)))
        if len(reply) > REPLY_LIMIT:
            return _error("too-big", f"{len(reply)} bytes of content")
    except BookError as error:
        return _error(error.code, error.detail)
    except MemoryError:
        return _error("too-big", "out of memory")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 pyo3's PanicException is a BaseException; nothing may escape here
        return _error("corrupt", f"{type(error).__name__}: {error}")
    return reply


def _error(code: BookCode, detail: str) -> bytes:
    return marshal.dumps(("error", code, detail[:500]))


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message, or None where the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes for ourselves: whatever a library prints goes nowhere."""
    requests, replies = os.dup(0), os.dup(1)
    with Path(os.devnull).open("r+b") as nowhere:
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    return os.fdopen(requests, "rb"), os.fdopen(replies, "wb")


def limit_memory(size: int) -> bool:
    """Limit this process to `size` bytes; return False where the system gives no way to."""
    return _limit_by_job(size) if sys.platform == "win32" else _limit_by_rlimit(size)


def _limit_by_rlimit(size: int) -> bool:
    if sys.platform == "win32":
        return False
    import resource

    with contextlib.suppress(ValueError, OSError):  # macOS refuses an address-space limit
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return True
    return False


def _limit_by_job(size: int) -> bool:
    """Put this process into a Job Object with a memory limit (pywin32 comes with xlwings)."""
    try:
        win32api, win32job = import_module("win32api"), import_module("win32job")
    except ImportError:
        return False
    with contextlib.suppress(win32api.error):
        job = win32job.CreateJobObject(None, "")
        info = win32job.QueryInformationJobObject(job, win32job.JobObjectExtendedLimitInformation)
        info["ProcessMemoryLimit"] = size
        flags = win32job.JOB_OBJECT_LIMIT_PROCESS_MEMORY | win32job.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        info["BasicLimitInformation"]["LimitFlags"] |= flags
        win32job.SetInformationJobObject(job, win32job.JobObjectExtendedLimitInformation, info)
        win32job.AssignProcessToJobObject(job, win32api.GetCurrentProcess())
        _KEPT.append(job)
        return True
    return False


_KEPT: list[object] = []  # a closed handle would end the job
