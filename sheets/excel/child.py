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
import pickle
import struct
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, TypeAlias

from sheets.errors import BookCode, BookError
from sheets.excel.wire import RawBook

MEMORY_LIMIT = 2**30
REPLY_LIMIT = 128 * 2**20  # the parent must stay small too
COLLECT_EVERY = 50  # files: a collection costs as much as reading one
LENGTH = struct.Struct("<I")

Then: TypeAlias = Callable[[RawBook], Iterator[bytes]]  # what is told of a book, part by part


def serve(memory: int) -> None:
    """Answer requests until stdin ends.

    The first message is a pickled `Then`, or empty: it is answered with "ready". Each later one is (path, seconds), and
    answered with a ("part", …) for each part of what is told of the book, or, where not even the first could be told,
    ("error", code, detail); last comes ("end",).
    """
    requests, replies = _private_streams()
    limit_memory(memory)
    first = receive(requests)
    if first is None:
        return
    then: Then = pickle.loads(first) if first else whole  # noqa: S301 from our own parent
    send(replies, marshal.dumps(("ready",)))
    gc.disable()  # a book is built and dropped at once; cycles are few
    for number in itertools.count(1):
        request = receive(requests)
        if request is None:
            return
        path, seconds = marshal.loads(request)  # noqa: S302 from our own parent
        for reply in answers(path, then):
            # A second watchdog, for a parent that was itself killed: the limit proper is enforced from outside.
            faulthandler.dump_traceback_later(seconds * 2 + 5, exit=True)
            send(replies, reply)
        faulthandler.cancel_dump_traceback_later()
        if number % COLLECT_EVERY == 0:
            gc.collect()


def whole(raw: RawBook) -> Iterator[bytes]:
    """Tell a book as it was read, in one part."""
    yield marshal.dumps(raw)


def answers(path: str, then: Then) -> Iterator[bytes]:
    """Yield the replies for one file; a BookError, a Rust panic and a lack of memory are replies too.

    What goes wrong after the first part ends what is told: the parts that were told stand.
    """
    told = False
    try:
        from sheets.excel.parse import read_file  # the parsers load only where they run

        for part in then(read_file(path)):
            reply = marshal.dumps(("part", part))
            if len(reply) > REPLY_LIMIT:
                raise BookError("too-big", f"{len(reply)} bytes of content")
            yield reply
            told = True
    except (GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 pyo3's PanicException is a BaseException; nothing may escape here
        if not told:
            yield _error(error)
    yield marshal.dumps(("end",))


def _error(error: BaseException) -> bytes:
    code: BookCode = "corrupt"
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, BookError):
        code, detail = error.code, error.detail
    elif isinstance(error, MemoryError):
        code, detail = "too-big", "out of memory"
    return marshal.dumps(("error", code, detail[:500]))


def send(stream: IO[bytes], message: bytes) -> None:
    """Send a message to the other side; raises OSError where it is gone."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


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
