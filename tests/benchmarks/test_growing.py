"""How a round grows: 200, 1,000 and 2,000 workbooks here, and 2,000 on a Dask cluster of two workers, in one run.

What is told are ratios: whatever else the machine does slows all of them. docs/operations.md has those that were seen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.measuring import ENVIRONMENT, ROOT, baocao_words
from tests.benchmarks.office import lay_out
from tests.cluster.conftest import machines

pytestmark = pytest.mark.benchmark

SIZES = (200, 1000, 2000)


@dataclass(frozen=True)
class Grown:
    """What a round of so many workbooks cost: seconds (wall, processors), and the most that the parent held (MiB)."""

    count: int
    seconds: float
    processor: float
    peak: float


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("growing")
    return {count: lay_out(folder / str(count), count) for count in SIZES}


def _round(count: int, config: Path, *others: int) -> Grown:
    """Run the round that reads everything; `others` are processes that work for it elsewhere."""
    for left in config.parent.glob("baocao.db*"):
        left.unlink()
    begun, before, peak = time.perf_counter(), _processors(others), 0.0
    command = [sys.executable, *baocao_words(config, "sync")]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=nowhere, stderr=nowhere) as process:
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            time.sleep(0.05)
    assert process.returncode in {0, 1}
    return Grown(count, time.perf_counter() - begun, _processors(others) - before, peak)


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _processors(others: tuple[int, ...]) -> float:
    """Return the seconds of the processors that our children needed so far, and others with theirs that still live."""
    spent = os.times()
    return spent.children_user + spent.children_system + sum(map(_spent, others))


def _spent(pid: int) -> float:
    try:
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        tasks = [task.read_text(encoding="utf-8") for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return 0.0
    children = {int(child) for task in tasks for child in task.split()}
    return sum(map(int, words[11:15])) / _ticks() + sum(map(_spent, children))


def _ticks() -> int:
    if sys.platform == "win32":
        return 100
    return os.sysconf("SC_CLK_TCK")


def _told(one: Grown, of: Grown) -> str:
    each, other = one.processor / one.count, of.processor / of.count
    more = (one.peak - of.peak) / (one.count - of.count) * 1024 if one.count > of.count else 0.0
    return (
        f"{one.count:>6}: {one.seconds:6.1f} s, {one.processor:6.1f} s of the processors "
        f"({each / other:.2f} × as much a workbook as of {of.count}), parent {one.peak:.0f} MiB "
        f"({more:.0f} KiB for each workbook more)"
    )


def test_a_round_of_2000_against_200_and_1000_and_on_a_cluster(offices: dict[int, Path], tmp_path: Path) -> None:
    grown = [_round(count, config) for count, config in offices.items()]
    print()
    for one in grown:
        print(_told(one, grown[0]))
    here = grown[-1]
    config = offices[here.count]
    with machines(tmp_path) as made:
        text = config.read_text(encoding="utf-8")
        config.write_text(f'{text}\nexecutor: {{dask: "{made.address}"}}\n', encoding="utf-8")
        everybody = (made.scheduler.pid, *(worker.pid for worker in made.workers))
        there = _round(here.count, config, *everybody)
    print(f"{here.count} on a cluster of two workers of the same machine: {_told(there, here)}")
    print(
        f"cluster / local pool: {there.seconds / here.seconds:.2f} ×, {there.processor / here.processor:.2f} × in work"
    )
