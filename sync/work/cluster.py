"""Reading and checking on an existing Dask cluster: the same function on batches of bytes, by the same code.

The cluster lightens a round and never decides about it: where it cannot be reached, runs other code, or goes away in
the middle, the round is done here, and says so.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sync.model.serving import ExecutorSettings

if TYPE_CHECKING:
    import distributed

_P = ParamSpec("_P")
_T = TypeVar("_T")

CONNECT_SECONDS = 5
AHEAD = 2  # batches on their way for each thread of the cluster: none waits for the next
LOOK_SECONDS = 5.0  # how often a batch that is waited for makes us look whether anybody is left to do it
GONE_SECONDS = 20.0  # so long may a cluster be without workers: a nanny starts the next in a few
PATIENCE_SECONDS = 300.0  # a batch whose worker neither answers nor dies


class ForeignCodeError(Exception):
    """The code at a worker is not ours: what it would say may be something else."""


class ClusterGoneError(Exception):
    """Nobody is left to do the work, or nobody does it."""


class Cluster(Executor):
    """A Dask cluster as an executor. `said` are the codes of what is to be told of it, each once."""

    def __init__(self, settings: ExecutorSettings) -> None:
        self.said: list[str] = []
        self._client = self._connected(settings.scheduler)

    @property
    def executor(self) -> Executor | None:
        """The executor where the cluster is at work, None where all is to be done here."""
        return self if self._client else None

    @property
    def ahead(self) -> int:
        """How many batches to have on their way at once."""
        return AHEAD * max(1, sum(int(each["nthreads"]) for each in self._workers().values()))

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function done there; what a worker was at when it died is done by another (Dask's own, three times).

        Raises RuntimeError where the cluster is gone.
        """
        if self._client is None:
            raise RuntimeError
        task = self._client.submit(_by_our_code, mark(), fn, *args, pure=False, **kwargs)
        return _Task(lambda: self._result(task))

    def _result(self, task: distributed.Future[_T]) -> _T:
        """Wait for a task, as long as somebody is there to do it."""
        try:
            return self._awaited(task)
        except Exception as error:
            foreign = isinstance(error, (ForeignCodeError, ImportError, AttributeError))
            self._say("cluster-other-code" if foreign else "cluster-gone")
            if isinstance(error, (ClusterGoneError, CancelledError)):  # the scheduler is gone, and all that it knew
                self.close()
            raise

    def _awaited(self, task: distributed.Future[_T]) -> _T:
        started = last_seen = time.monotonic()
        while True:
            try:
                return task.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                now = time.monotonic()
                last_seen = now if self._workers() else last_seen
                if now - last_seen > GONE_SECONDS or now - started > PATIENCE_SECONDS:
                    raise ClusterGoneError from None

    def tried(self) -> tuple[int, str]:
        """Return how many workers there are and the code of what is wrong, by one small thing that is given to them."""
        count = len(self._workers())
        if self._client is not None:
            try:
                self._client.submit(_by_our_code, mark(), int, pure=False).result(timeout=CONNECT_SECONDS)
            except TimeoutError:
                pass
            except (ForeignCodeError, ImportError, AttributeError):
                self._say("cluster-other-code")
            except Exception:  # noqa: BLE001 whatever a foreign machine answers
                self._say("cluster-gone")
        return count, next(iter(self.said), "")

    def close(self) -> None:
        """Let go of the cluster; what is still on its way is dropped there."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, TimeoutError, RuntimeError):
                client.close(timeout=2)  # type: ignore[no-untyped-call]

    def _say(self, code: str) -> None:
        if code not in self.said:
            self.said.append(code)

    def _workers(self) -> dict[str, Any]:
        if self._client is None or self._client.status != "running":
            return {}
        try:
            return dict(self._client.scheduler_info()["workers"])
        except (OSError, TimeoutError, RuntimeError):
            return {}

    def _connected(self, address: str) -> distributed.Client | None:
        try:
            from distributed import Client
        except ModuleNotFoundError:
            self._say("cluster-no-library")
            return None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is to be told is told in our words
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions that differ: `mark` decides
                self._client = Client(  # type: ignore[no-untyped-call]
                    address, timeout=CONNECT_SECONDS, set_as_default=False, name="baocao"
                )
        except (OSError, TimeoutError, ValueError, RuntimeError, ImportError):
            self._say("cluster-unreachable")
            return None
        if not self._workers():
            self._say("cluster-empty")
            self.close()
        return self._client


class _Task(Future[_T]):
    """What comes back from a cluster, waited for by a function of its own."""

    def __init__(self, waits: Callable[[], _T]) -> None:
        super().__init__()
        self._waits = waits

    def result(self, timeout: float | None = None) -> _T:  # noqa: ARG002 the cluster has a patience of its own
        return self._waits()


@contextmanager
def computing(settings: ExecutorSettings) -> Iterator[Cluster | None]:
    """Yield the cluster that config names, None where it names none; never raises for what befalls it."""
    if settings.kind != "dask":
        yield None
        return
    cluster = Cluster(settings)
    try:
        yield cluster
    finally:
        cluster.close()


def looked_at(settings: ExecutorSettings) -> tuple[int, str]:
    """Return how many workers a configured cluster has, and the code of what is wrong with it ("" nothing), in seconds:
    it is joined and given one small thing to do; a cluster that is busy with others' work is well.
    """
    with computing(settings) as cluster:
        return cluster.tried() if cluster else (0, "")


def _by_our_code(ours: str, fn: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Do it at a worker, where that runs the very code that asks."""
    if mark() != ours:
        raise ForeignCodeError
    return fn(*args, **kwargs)


@cache
def mark() -> str:
    """Return a name for the code that reads and checks, by its content, and for the Python that runs it."""
    root = Path(__file__).parents[2]
    told = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for room in ("sheets", "sync"):
        for path in sorted((root / room).rglob("*")):
            if path.suffix in {".py", ".yaml", ".txt"}:
                told.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16]
