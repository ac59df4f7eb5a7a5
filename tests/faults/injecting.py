"""Faults at the Nth call to the system, injected by strace into the command as users run it."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import baocao
from tests.faults.nursery import nursery

STRACE = shutil.which("strace")
STORE_CALLS = ("pwrite64", "fdatasync")  # what SQLite does to the store
FILE_CALLS = ("write", "fsync", "link", "unlink")  # what making a file does


@cache
def may_trace() -> bool:
    """True where strace is installed and may look on at a process that runs."""
    if STRACE is None:
        return False
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as watched:
        strace = [STRACE, "-o", "/dev/null", "-p", str(watched.pid)]
        with subprocess.Popen(strace, stderr=subprocess.PIPE, text=True) as looking:
            assert looking.stderr is not None
            may = "attached" in looking.stderr.readline()
            watched.kill()
    return may


def run(config: Path, command: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command of January undisturbed, in this process."""
    argv, out, err = _argv(config, command, words), io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = baocao.main(argv)
    return subprocess.CompletedProcess(argv, code, out.getvalue(), err.getvalue())


def run_with_fault(config: Path, call: str, fault: str, command: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command with a fault injected into a call ("signal=KILL:when=3", "error=ENOSPC:when=3+").

    Only the main thread is looked at: it alone writes the store and the reports.
    """
    return say_with_fault(_argv(config, command, words), call, fault)


def say_with_fault(argv: list[str], call: str, fault: str, *, first: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command, all its words given, with a fault injected into a call; `first` is Python that goes before it."""
    return _looked_at(["-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}"], argv, first)


def count(config: Path, calls: tuple[str, ...], log: Path, command: str, *words: str) -> dict[str, int]:
    """Run one command undisturbed and return how many calls of each kind it makes."""
    return count_in(_argv(config, command, words), calls, log)


def count_in(argv: list[str], calls: tuple[str, ...], log: Path) -> dict[str, int]:
    """Run a command, all its words given, and return how many calls of each kind it makes."""
    _looked_at(["-o", str(log), "-e", f"trace={','.join(calls)}"], argv)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Counter(line.split("(")[0] for line in lines)


def _argv(config: Path, command: str, words: tuple[str, ...]) -> list[str]:
    return [command, "--period", "2024-01", "--config", str(config), *words]


def _looked_at(options: list[str], argv: list[str], first: str = "") -> subprocess.CompletedProcess[str]:
    here = nursery()
    pid = here.born(argv, first)
    with _looking(options, pid):
        return here.let_go(pid, argv)


@contextlib.contextmanager
def _looking(options: list[str], pid: int) -> Iterator[None]:
    """Let strace look on at a process from now to its end."""
    strace = [str(STRACE), *options, "-p", str(pid)]
    with subprocess.Popen(strace, stderr=subprocess.PIPE, text=True) as looking:
        assert looking.stderr is not None
        assert "attached" in looking.stderr.readline()
        yield
