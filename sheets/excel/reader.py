"""Workbooks that staff handed in, read to Books: each file in a child that may die, never in this process."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.child import LENGTH, MEMORY_LIMIT, receive
from sheets.grid import Book

WORKER_LIMIT = 61  # what Windows can wait for at once
BATCH = 25  # files a task on a foreign executor

_MAIN = (
    "import sys; memory = int(sys.argv[1]); sys.path[:] = sys.argv[2:]; import sheets.excel.child as c; c.serve(memory)"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds by the clock on the wall, and bytes of memory."""

    seconds: float = 10.0
    memory: int = MEMORY_LIMIT


_USUAL = Limits()


def read_book(path: Path | str, *, limits: Limits = _USUAL) -> Book:
    """Return the workbook at `path`, whatever its ending says; raises BookError and nothing else."""
    with _Child(limits) as child:
        read = _understood(child.ask(str(path)))
    if isinstance(read, BookError):
        raise read
    return read


def read_books(
    paths: Sequence[Path | str],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    limits: Limits = _USUAL,
) -> Iterator[tuple[Path, Book | BookError]]:
    """Yield each path, in order, with its Book or with the error that kept it from being read.

    One child per worker reads many files; one that dies or hangs is replaced, its file is named, the next go on.
    An `executor` (a dask client's, say) reads batches elsewhere instead, each under a bounded child there.
    """
    files = [Path(path) for path in paths]
    if not files:
        return
    if executor is not None:
        yield from _elsewhere(files, executor, limits)
        return
    yield from _here(files, max(1, min(workers or _processors(), WORKER_LIMIT, len(files))), limits)


def parse_bytes(data: bytes, name: str = "") -> Book:
    """Return the workbook in `data`, parsed in this very process; raises BookError.

    Only for bytes that are known to be ours: whatever else comes goes through `read_book`.
    """
    from sheets.excel.parse import parse_raw

    return wire.to_book(parse_raw(data, name))


def _processors() -> int:
    if sys.platform != "win32" and hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(files: list[Path], count: int, limits: Limits) -> Iterator[tuple[Path, Book | BookError]]:
    free: SimpleQueue[_Child] = SimpleQueue()
    children = [_Child(limits) for _ in range(count)]
    for child in children:
        free.put(child)

    def ask(path: Path) -> bytes:
        child = free.get()
        try:
            return child.ask(str(path))
        finally:
            free.put(child)

    pool = ThreadPoolExecutor(count, thread_name_prefix="baocao-reader")
    try:
        waiting: deque[Future[bytes]] = deque()
        for number, path in enumerate(files):
            # Only so far ahead: replies that nobody has taken yet are memory.
            while len(waiting) < 4 * count and number + len(waiting) < len(files):
                waiting.append(pool.submit(ask, files[number + len(waiting)]))
            yield path, _understood(waiting.popleft().result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.close()
        pool.shutdown(wait=True)


def _elsewhere(files: list[Path], executor: Executor, limits: Limits) -> Iterator[tuple[Path, Book | BookError]]:
    batches = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    tasks = [executor.submit(read_batch, [str(path) for path in batch], limits) for batch in batches]
    for batch, task in zip(batches, tasks, strict=True):
        for path, reply in zip(batch, task.result(), strict=True):
            yield path, _understood(reply)


def read_batch(paths: list[str], limits: Limits) -> list[bytes]:
    """Return the replies for these files, read under one bounded child where this runs; for executors."""
    with _Child(limits) as child:
        return [child.ask(path) for path in paths]


def _understood(reply: bytes) -> Book | BookError:
    kind, *rest = marshal.loads(reply)  # noqa: S302 from our own child
    return wire.to_book(rest[0]) if kind == "book" else BookError(*rest)


class _Child:
    """One reading process, started when first asked and again after each death."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, path: str) -> bytes:
        """Return the child's reply for a file, "timeout" or "crashed" where there came none."""
        if self._closed:
            return marshal.dumps(("error", "crashed", "closed"))
        process = self._process or self._start()
        late = threading.Event()
        timer = threading.Timer(self._limits.seconds, _kill, (process, late))
        timer.daemon = True
        timer.start()
        try:
            reply = _exchange(process, marshal.dumps((path, self._limits.seconds)))
        finally:
            timer.cancel()
        if reply is not None:
            return reply
        code = self._end()
        return marshal.dumps(("error", "timeout" if late.is_set() else "crashed", f"exit {code}"))

    def close(self) -> None:
        """End the process."""
        self._closed = True
        if self._process is not None:
            self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        paths = [path or str(Path.cwd()) for path in sys.path]
        command = [sys.executable, "-I", "-X", "utf8", "-c", _MAIN, str(self._limits.memory), *paths]
        environment = {**os.environ, "RUST_BACKTRACE": "0", "RUST_LIB_BACKTRACE": "0"}
        self._process = subprocess.Popen(  # noqa: S603 our own interpreter, our own code
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return self._process

    def _end(self) -> int:
        """End the process and return its exit code; another thread may have ended it already."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        try:
            with process:  # closes the pipes and waits
                return process.wait()
        except OSError:  # a request that the dead child never took: closing the pipe would still send it
            return process.wait()


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes | None:
    """Send a request and return the reply, or None where the child is gone."""
    requests, replies = _pipes(process)
    try:
        requests.write(LENGTH.pack(len(request)) + request)
        requests.flush()
        return receive(replies)
    except OSError:
        return None


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout
