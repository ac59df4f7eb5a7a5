"""A Dask cluster as an office might have one: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

import sync.work.cluster

ROOT = Path(__file__).parents[2]
CODE = Path(sync.work.cluster.__file__).parents[2]


@dataclass
class Machines:
    """A running cluster; `workers` can be killed, `scheduler` too."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()


@contextmanager
def machines(folder: Path, workers: int = 2, code: Path = CODE) -> Iterator[Machines]:
    """Start a cluster whose machines have the code of a folder."""
    if find_spec("distributed") is None:
        pytest.skip("distributed is not installed (pip install 'baocao[dask]')")
    told = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(code), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}

    def started(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--scheduler-file", str(told)]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=folder, env=environment, stdin=nowhere, stdout=nowhere, stderr=nowhere)

    scheduler = started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    made = Machines(_address(told, scheduler), scheduler)
    try:
        made.workers += [
            started("worker", "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
            for _ in range(workers)
        ]
        _come_to_work(made, workers)
        yield made
    finally:
        for process in (*made.workers, scheduler):
            made.kill(process)


def _address(told: Path, scheduler: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        if told.exists() and told.stat().st_size:
            return str(json.loads(told.read_text(encoding="utf-8"))["address"])
        assert scheduler.poll() is None
        time.sleep(0.1)
    raise TimeoutError


def _come_to_work(made: Machines, workers: int) -> None:
    if not workers:
        return
    from distributed import Client

    with Client(made.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=60)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A cluster of two workers that no test harms."""
    with machines(tmp_path_factory.mktemp("cluster")) as made:
        yield made
