"""Workbooks that staff handed in, read to Books: each file in a child that may die, never in this process."""

from __future__ import annotations

import marshal
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TypeAlias

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.child import MEMORY_LIMIT, Then, receive, send
from sheets.excel.watch import Watch
from sheets.grid import Book

WORKER_LIMIT = 61  # what Windows can wait for at once

STARTING = 60.0  # seconds that a child may take to load what it tells of books with

_MAIN = (
    "import sys; memory = int(sys.argv[1]); sys.path[:] = sys.argv[2:]; import sheets.excel.child as c; c.serve(memory)"
)
_END = marshal.dumps(("end",))

Told: TypeAlias = "tuple[bytes, ...] | BookError"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds by the clock on the wall, for each part that is told of it; bytes of memory."""

    seconds: float = 10.0
    memory: int = MEMORY_LIMIT


_USUAL = Limits()


def read_book(path: Path | str, *, limits: Limits = _USUAL) -> Book:
    """Return the workbook at `path`, whatever its ending says; raises BookError and nothing else."""
    ((_, read),) = read_books([path], workers=1, limits=limits)
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
    An `executor` reads batches elsewhere instead (batches.py), each under a bounded child there.
    """
    files = [Path(path) for path in paths]
    if files:
        with Readers(min(workers or processors(), len(files)), executor=executor, limits=limits) as readers:
            for path, told in readers.told(files):
                yield path, told if isinstance(told, BookError) else _book(told[0])


def parse_bytes(data: bytes, name: str = "") -> Book:
    """Return the workbook in `data`, parsed in this very process; raises BookError.

    Only for bytes that are known to be ours: whatever else comes goes through `read_book`.
    """
    from sheets.excel.parse import parse_raw

    return wire.to_book(parse_raw(data, name))


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform != "win32" and hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Readers:
    """Children that read files and tell what `then` makes of each book, part by part; leaving ends them.

    They start, and load what `then` needs, when these are entered; no file is looked at before it is asked for.
    `then` runs in the child: it is pickled. Where it raises after its first
    part, or its child hangs or dies, the parts that were told stand. An `executor` has batches of files read elsewhere
    instead (batches.py), `count` of them at once; what it cannot do, whatever befell it, is done here after all.
    """

    def __init__(
        self, count: int, then: Then | None = None, *, executor: Executor | None = None, limits: Limits = _USUAL
    ) -> None:
        self._limits = limits
        self._then = pickle.dumps(then) if then else b""
        self._executor = executor
        self._count = max(1, min(count, WORKER_LIMIT))
        self._children: list[Child] = []
        self._free: SimpleQueue[Child] = SimpleQueue()
        self._pool = ThreadPoolExecutor(self._count, thread_name_prefix="baocao-reader")

    def __enter__(self) -> Readers:
        if self._executor is None:
            self._start()
        return self

    def _start(self) -> None:
        here = min(self._count, processors()) if self._executor else self._count
        self._children = [Child(self._limits, self._then) for _ in range(here)]
        for child in self._children:
            self._pool.submit(self._begin, child)

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.close()
        self._pool.shutdown(wait=True)

    def told(self, files: Sequence[Path]) -> Iterator[tuple[Path, Told]]:
        """Yield each file, in order, with the parts that were told of it, or with why there are none."""
        replies = self._here(files) if self._executor is None else self._elsewhere(files, self._executor)
        for path, reply in zip(files, replies, strict=True):
            yield path, _told(reply)

    def _begin(self, child: Child) -> None:
        try:
            child.begin()
        finally:
            self._free.put(child)

    def _ask(self, path: Path) -> list[bytes]:
        child = self._free.get()
        try:
            return child.ask(str(path))
        finally:
            self._free.put(child)

    def _here(self, files: Sequence[Path]) -> Iterator[list[bytes]]:
        waiting: deque[Future[list[bytes]]] = deque()
        for number in range(len(files)):
            # Only so far ahead: replies that nobody has taken yet are memory.
            while len(waiting) < 4 * self._count and number + len(waiting) < len(files):
                waiting.append(self._pool.submit(self._ask, files[number + len(waiting)]))
            yield waiting.popleft().result()

    def _elsewhere(self, files: Sequence[Path], executor: Executor) -> Iterator[list[bytes]]:
        from sheets.excel.batches import batches

        rest = batches(files, self._count)
        waiting: deque[tuple[list[Path], Future[list[list[bytes]]] | None]] = deque()
        while True:
            while len(waiting) < self._count and (batch := next(rest, None)):
                waiting.append((batch, self._sent(batch, executor)))
            if not waiting:
                return
            batch, task = waiting.popleft()
            try:
                replies = task.result() if task else []
            except (Exception, CancelledError):  # noqa: BLE001 whatever befell it there
                replies = []
            if len(replies) == len(batch):
                yield from replies
            else:
                if not self._children:
                    self._start()
                yield from self._here(batch)

    def _sent(self, batch: Sequence[Path], executor: Executor) -> Future[list[list[bytes]]] | None:
        """Send a batch on its way; None where it cannot be sent, a file that cannot be read among the reasons."""
        from sheets.excel.batches import read_batch

        try:
            these = [(path.name, path.read_bytes()) for path in batch]
            return executor.submit(read_batch, these, self._limits, self._then)
        except (OSError, RuntimeError):  # RuntimeError: it takes no more
            return None


def _told(replies: list[bytes]) -> Told:
    parts: list[bytes] = []
    for reply in replies:
        kind, *rest = marshal.loads(reply)  # noqa: S302 from our own child
        if kind == "error":
            return BookError(*rest)
        parts.append(rest[0])
    return tuple(parts)


def _book(told: bytes) -> Book:
    return wire.to_book(marshal.loads(told))  # noqa: S302 from our own child


class Child:
    """One reading process, started anew after each death; it is asked for one file at a time."""

    def __init__(self, limits: Limits, then: bytes) -> None:
        self._limits = limits
        self._then = then
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = Watch()
        self._closed = False

    def begin(self) -> None:
        """Start the process and let it load what it tells of books with; a failure shows when it is asked."""
        if self._closed:
            return
        self._process = process = self._started()
        ready = self._exchange(process, self._then, STARTING)
        if ready is None or self._closed:
            self._end()

    def ask(self, path: str) -> list[bytes]:
        """Return the child's replies for a file, "timeout" or "crashed" where there came none."""
        if self._process is None:
            self.begin()
        replies: list[bytes] = []
        request: bytes | None = marshal.dumps((path, self._limits.seconds))
        while process := self._process:
            reply = self._exchange(process, request, self._limits.seconds)
            if reply == _END:
                return replies
            if reply is None:
                break
            replies.append(reply)
            request = None
        late, code = self._watch.late, self._end()
        return replies or [marshal.dumps(("error", "timeout" if late else "crashed", f"exit {code}"))]

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._end()
        self._watch.close()

    def _exchange(self, process: subprocess.Popen[bytes], request: bytes | None, seconds: float) -> bytes | None:
        """Send a request, if any, and return the next reply, None where the child is gone or was late and killed."""
        requests, replies = _pipes(process)
        with self._watch.limit(seconds, process.kill):
            try:
                if request is not None:
                    send(requests, request)
                return receive(replies)
            except (OSError, ValueError):  # ValueError: closed by another thread
                return None

    def _started(self) -> subprocess.Popen[bytes]:
        paths = [path or str(Path.cwd()) for path in sys.path]
        command = [sys.executable, "-I", "-X", "utf8", "-c", _MAIN, str(self._limits.memory), *paths]
        # Passwords of store and mail may stand in ours; where hostile bytes are parsed nobody needs them.
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("BAOCAO_", "PG"))}
        environment = {**ours, "RUST_BACKTRACE": "0", "RUST_LIB_BACKTRACE": "0"}
        return subprocess.Popen(  # noqa: S603 our own interpreter, our own code
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

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


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout
