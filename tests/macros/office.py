"""A real LibreOffice for a test: headless, with a profile and a pipe of its own, ended with the test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.busy import BusyError
from macros.libreoffice.bridge import UnoError, uno
from macros.libreoffice.engine import App, register


@dataclass(frozen=True)
class Office:
    """A running LibreOffice, the pipe and the socket it listens at, and its processes."""

    app: App
    pipe: str
    socket: str
    group: int

    @contextlib.contextmanager
    def hanging(self) -> Iterator[None]:
        """Let it hang, as a program does that waits for something; never for longer than half a minute."""
        waking = threading.Timer(30, self._go_on)
        waking.start()
        _signal(self.group, "SIGSTOP")
        try:
            yield
        finally:
            waking.cancel()
            self._go_on()

    def _go_on(self) -> None:
        _signal(self.group, "SIGCONT")


@contextlib.contextmanager
def running(profile: Path) -> Iterator[Office]:
    """Start LibreOffice and end it; the test is skipped where it, or its Python, is not installed.

    Its documents are opened hidden: with a window, Debian's headless LibreOffice 7.4 falls over its own cursor.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    try:
        uno()
    except UnoError as error:
        pytest.skip(f"python3-uno cannot be used: {error}")
    pipe = f"baocao-{uuid.uuid4().hex}"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
        f"--accept=socket,host=127.0.0.1,port={port};urp;",
    ]
    process = subprocess.Popen(
        [soffice, *words, "--headless", "--norestore", "--nodefault", "--nologo"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        app = register().apps.attach(pipe, patience=90)
        app.visible = False
        yield Office(app, pipe, f"127.0.0.1:{port}", process.pid)
        with contextlib.suppress(Exception):  # LibreOffice hangs up while it answers
            app.quit()
        process.wait(timeout=20)
    except (BusyError, subprocess.TimeoutExpired):
        if process.poll() is not None:
            raise
        pytest.fail("LibreOffice did not start or did not end")
    finally:
        with contextlib.suppress(ProcessLookupError):
            _signal(process.pid, "SIGKILL")
        process.wait(timeout=20)


def _signal(group: int, name: str) -> None:
    if sys.platform == "win32":
        pytest.skip("process groups are not Windows'")
    else:
        os.killpg(group, signal.Signals[name])
