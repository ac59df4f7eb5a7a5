"""Files read elsewhere: batches of bytes that a foreign executor (a Dask cluster, say) has read where it runs.

Each worker keeps a bounded child as this machine does, from batch to batch: loading what understands forms takes as
long as a batch. Nothing is needed there but this package: files come as bytes, replies go back as bytes.
"""

from __future__ import annotations

import atexit
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeAlias

from sheets.excel.reader import Child, Limits

BATCH = 25  # files a task, at most
BATCH_BYTES = 8 * 2**20  # or as many as stay below this: a task is held whole by client, scheduler and worker
IDLE_SECONDS = 30.0  # a child that was asked nothing for so long is let go

File: TypeAlias = tuple[str, bytes]  # its name (for its ending alone) and what it holds
Kind: TypeAlias = tuple[Limits, bytes]


def batches(files: Sequence[Path], at_once: int) -> Iterator[list[Path]]:
    """Yield the files in order, so many at a time as one task takes; of few files each of `at_once` gets some."""
    most = max(1, min(BATCH, -(-len(files) // at_once)))
    batch: list[Path] = []
    size = 0
    for path in files:
        more = _size(path)
        if batch and (len(batch) == most or size + more > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += more
    if batch:
        yield batch


def read_batch(files: Sequence[File], limits: Limits, then: bytes = b"") -> list[list[bytes]]:
    """Return the replies for these files, read in order under a bounded child where this runs."""
    with tempfile.TemporaryDirectory(prefix="baocao-") as folder, _borrowed((limits, then)) as child:
        return [child.ask(str(_laid(Path(folder), number, file))) for number, file in enumerate(files)]


def let_go(older: float = 0.0) -> None:
    """End the children that have been idle for so many seconds."""
    with _LOCK:
        old = [each for each in _IDLE if time.monotonic() - each.since >= older]
        _IDLE[:] = [each for each in _IDLE if each not in old]
    for each in old:
        each.child.close()


@dataclass(frozen=True, slots=True)
class _Idle:
    kind: Kind
    child: Child
    since: float = field(default_factory=time.monotonic)


_LOCK = threading.Lock()
_IDLE: list[_Idle] = []
atexit.register(let_go)


@contextmanager
def _borrowed(kind: Kind) -> Iterator[Child]:
    """Yield a child of a kind that is this thread's alone, and keep it for the next batch."""
    with _LOCK:
        found = next((each for each in _IDLE if each.kind == kind), None)
        if found:
            _IDLE.remove(found)
    child = found.child if found else Child(*kind)
    try:
        yield child
    except BaseException:
        child.close()
        raise
    with _LOCK:
        _IDLE.append(_Idle(kind, child))
    timer = threading.Timer(IDLE_SECONDS + 1, let_go, (IDLE_SECONDS,))
    timer.daemon = True
    timer.start()


def _laid(folder: Path, number: int, file: File) -> Path:
    name, data = file
    path = folder / f"{number}{PurePath(name).suffix}"
    path.write_bytes(data)
    return path


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
