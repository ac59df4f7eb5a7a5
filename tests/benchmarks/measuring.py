"""How long commands take, interleaved with what they are compared with, and how much memory they and theirs hold."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Compiled modules are kept, as on a user's machine.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

Action = Callable[[], object]
_DONE = (0, 1)  # done, and done with something to be mended; a refusal takes no time


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds by the clock and of the processors, and the most memory that it and its children
    held at once (MiB; what processes share is counted once).
    """

    seconds: float
    processor: float
    memory: float


def python(*words: str) -> Action:
    """Return an action that runs our Python with these words; what ends as no command should is not measured."""

    def run() -> None:
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=False, encoding="utf-8"
        )
        assert done.returncode in _DONE, done.stderr

    return run


def baocao(config: Path, command: str, *words: str) -> Action:
    """Return an action that runs one command of January, as users do."""
    return python(*baocao_words(config, command, *words))


def baocao_words(config: Path, command: str, *words: str) -> tuple[str, ...]:
    """Return what stands behind `python` to run one command of January."""
    return ("-m", "baocao", command, "--config", str(config), "--period", "2024-01", *words)


def medians(rounds: int, *actions: Action) -> list[float]:
    """Return the median seconds of each action, taken in turns: what slows the machine slows all of them."""
    spent: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, times in zip(actions, spent, strict=True):
            begun = time.perf_counter()
            action()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) for times in spent]


def cost(*words: str) -> Cost:
    """Run our Python with these words and return what it cost; memory is 0 where there is no /proc."""
    begun, most, before = time.perf_counter(), 0, _processor()
    with subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            most = max(most, _resident(process.pid))
            time.sleep(0.02)
    assert process.returncode in _DONE, words
    return Cost(time.perf_counter() - begun, _processor() - before, most / 1024)


def processor_seconds(action: Action) -> float:
    """Return the seconds of the processors that an action and the processes it starts need: nobody else's work counts.

    Children that outlive the action are not counted.
    """
    before = _processor()
    action()
    return _processor() - before


def _processor() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _resident(pid: int) -> int:
    """Return the memory of a process and all below it, in KiB; a page that several share is a part of each."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        # Each thread has its own children.
        tasks = [task.read_text(encoding="utf-8") for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(_resident(int(child)) for task in tasks for child in task.split())


def tell(what: str, ours: float, peer: float, goal: str, unit: str = "s") -> None:
    """Print a ratio with its parts."""
    print(f"\n{what}: {ours / peer:.2f} × ({ours:.3f} {unit} against {peer:.3f} {unit}; goal {goal})")
