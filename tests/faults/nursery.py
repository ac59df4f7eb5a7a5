"""A process that has the product loaded and lets a copy of itself run each command: a fault a second, not four.

The copy begins as a fresh interpreter does that has imported the product: it has run no command before.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATIENCE = 120  # seconds after which a command counts as hung

# Loaded before strace looks on: a thousand calls of the import system would each be stopped twice.
LOADED = """
import baocao, alembic.command, sync.work.decide, sync.work.intake, sync.work.publish, sync.work.tables
import sync.render.workbook, sync.work.spoken, sync.work.spokenround, sync.work.answers
import sync.reading.ties, sync.reading.citing
import sync.service.commands.keeping, sync.service.archive, sync.service.restore, sync.service.backups
import sync.service.commands.collecting, sync.service.commands.reporting, sync.service.commands.answering
import sync.service.commands.serving, sync.service.steps, sync.service.remind, sync.service.posting, sync.service.page
import sync.checks.run, sync.reading.parse, sync.reading.lineage, sync.work.wholeround, sync.work.quiet
import sync.work.feedback_excel, sync.work.onlineremarks, sync.work.hearing, sheets.excel.feedback, sync.work.remarks
"""
_NURSERY = f"""
import json, os, sys
{LOADED}
control = os.dup(1)
os.write(control, b"ready\\n")
while line := sys.stdin.readline():
    order = json.loads(line)
    may, go = os.pipe()
    pid = os.fork()
    if pid == 0:
        for number, name in ((0, os.devnull), (1, order["out"]), (2, order["err"])):
            os.dup2(os.open(name, os.O_RDWR), number)
        os.close(go)
        os.read(may, 1)
        exec(order["first"])
        sys.exit(baocao.main(order["argv"]))
    os.write(control, b"%d\\n" % pid)
    sys.stdin.readline()
    os.write(go, b"x")
    os.close(go)
    os.close(may)
    os.write(control, b"%d\\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


@dataclass(frozen=True)
class Nursery:
    """The process that waits, and the folder for what its copies say."""

    process: subprocess.Popen[bytes]
    folder: Path

    def born(self, argv: list[str], first: str = "") -> int:
        """Return the process number of a copy that is about to run a command, and waits; `first` is Python that goes
        before the command.
        """
        for name in ("out", "err"):
            (self.folder / name).write_bytes(b"")
        order = {"argv": argv, "first": first, "out": str(self.folder / "out"), "err": str(self.folder / "err")}
        self._tell(json.dumps(order))
        return int(self._heard())

    def let_go(self, pid: int, argv: list[str]) -> subprocess.CompletedProcess[str]:
        """Let the copy run its command, and return how it ended and what it said."""
        self.begin()
        return self.ended(pid, argv)

    def begin(self) -> None:
        """Let the copy run its command."""
        self._tell("go")

    def ended(self, pid: int, argv: list[str]) -> subprocess.CompletedProcess[str]:
        """Wait for the copy; return how it ended and what it said."""
        code = int(self._heard(pid))
        out, err = [(self.folder / name).read_text(encoding="utf-8") for name in ("out", "err")]
        return subprocess.CompletedProcess(argv, code, out, err)

    def _tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def _heard(self, pid: int = 0) -> bytes:
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            if pid:
                os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            raise TimeoutError
        return self.process.stdout.readline().strip()


@cache
def nursery(number: int = 0) -> Nursery:
    """Return one of this process, which ends with it; each runs one command at a time."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-X", "utf8", "-c", _NURSERY]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment, bufsize=0)
    folder = tempfile.TemporaryDirectory(prefix="faults-")
    made = Nursery(process, Path(folder.name))

    def end() -> None:
        process.kill()
        process.communicate()
        folder.cleanup()

    atexit.register(end)
    assert made._heard() == b"ready"
    return made
