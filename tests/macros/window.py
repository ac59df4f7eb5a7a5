"""LibreOffice in a window that nobody sees: a screen of its own (Xvfb), a window manager, a mouse (xdotool)."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from xml.sax.saxutils import escape

import pytest

from macros.attach import book as attached
from macros.busy import answered
from macros.libreoffice.bridge import UnoError, connect, uno
from macros.named import named
from macros.quick import xw

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"  # kept by CI
SIZE = (1600, 900)
_PATIENCE = 90.0
_PROGRAMS = ("Xvfb", "openbox", "xdotool", "import", "soffice")
_WALKED = 60  # children of one parent: a sheet has a million cells
T = TypeVar("T")

# What a new profile would ask or show first, and the one thing an office must set: the folder whose macros run.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse">
<value><it>{folder}</it></value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse">
<value>99.9</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Window:
    """A workbook open in a window: what stands in it, and what a hand at the mouse can do."""

    path: Path
    pipe: str
    environment: dict[str, str]

    @property
    def book(self) -> xw.Book:
        return attached(str(self.path), self.pipe)

    def cell(self, name: str) -> str:
        return answered(lambda: named(self.book, name))

    def show(self, sheet: str) -> None:
        """Turn to a sheet."""
        self.book.sheets[sheet].activate()
        time.sleep(1)

    def click(self, name: str) -> None:
        """Click in the middle of what has this name on the screen."""
        left, top, width, height = answered(lambda: self._place(name))
        self._xdotool("mousemove", str(left + width // 2), str(top + height // 2), "click", "1")

    def type(self, text: str) -> None:
        """Type letters where the cursor stands, without Enter."""
        self._xdotool("type", "--delay", "30", text)
        time.sleep(0.5)

    def choose(self, row: int, column: int) -> None:
        """Put the cursor into a cell of the sheet that is shown."""
        controller = self.book.impl.api.getCurrentController()
        controller.select(controller.getActiveSheet().getCellByPosition(column - 1, row - 1))
        controller.getFrame().getComponentWindow().setFocus()

    def screenshot(self, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self._run("import", "-window", "root", "-colors", "128", f"png8:{path}")
        return path

    def wait(self, until: Callable[[], T | None], what: str, seconds: float = _PATIENCE) -> T:
        """Wait until there is something; a screenshot tells what stood there where there never was."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := until():
                return found
            time.sleep(0.5)
        pytest.fail(f"{what}: see {self.screenshot('failed')}")

    def maximise(self) -> None:
        """Let the workbook's window fill the screen."""
        ours = self.wait(lambda: self._xdotool("search", "--onlyvisible", "--name", self.path.stem), "no window")
        window = ours.split()[-1]
        self._xdotool("windowactivate", "--sync", window)
        self._xdotool("windowmove", window, "0", "0")
        self._xdotool("windowsize", "--sync", window, *map(str, SIZE))
        time.sleep(1)

    def _place(self, name: str) -> tuple[int, int, int, int]:
        window = self.book.impl.api.getCurrentController().getFrame().getContainerWindow()
        place = _found(window.getAccessibleContext(), name)
        if place is None:
            raise LookupError(name)
        return place

    def _xdotool(self, *words: str) -> str:
        return self._run("xdotool", *words)

    def _run(self, *words: str) -> str:
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=30)
        return done.stdout.strip()


def _found(context: Any, name: str) -> tuple[int, int, int, int] | None:
    """Return the place on screen of the first accessible object with this name, depth first.

    Where rows are frozen each part of the sheet has every shape; where it does not show one, that has no size.
    """
    if context.getAccessibleName() == name and hasattr(context, "getLocationOnScreen"):
        at, size = context.getLocationOnScreen(), context.getSize()
        if size.Width and size.Height:
            return at.X, at.Y, size.Width, size.Height
    for number in range(min(context.getAccessibleChildCount(), _WALKED)):
        child = context.getAccessibleChild(number)
        if child is not None and (place := _found(child.getAccessibleContext(), name)):
            return place
    return None


@contextlib.contextmanager
def window(path: Path, profile: Path) -> Iterator[Window]:
    """Open a workbook in LibreOffice on a screen of its own, its folder trusted."""
    (profile / "user").mkdir(parents=True, exist_ok=True)
    trusted = uno().systemPathToFileUrl(str(path.parent))
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(folder=escape(trusted)), "utf-8")
    pipe = f"baocao-{uuid.uuid4().hex}"
    words = [f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;", "--norestore", "--nologo"]
    with contextlib.ExitStack() as ended:
        environment = ended.enter_context(_screen())
        ended.enter_context(_started(["openbox", "--sm-disable"], environment))
        ended.enter_context(_started(["soffice", *words, str(path)], environment))
        desktop = connect(pipe, _PATIENCE)
        opened = Window(path, pipe, environment)
        opened.wait(lambda: answered(lambda: desktop.getComponents().createEnumeration().hasMoreElements()), "not open")
        opened.maximise()
        yield opened


@contextlib.contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Start a screen and yield the environment of programs that show themselves there."""
    reading, writing = os.pipe()
    width, height = SIZE
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    process = subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = answered(told.readline, 30).strip()
        yield {**os.environ, "DISPLAY": f":{display}", "SAL_USE_VCLPLUGIN": "gen"}
    finally:
        _end(process)


@contextlib.contextmanager
def _started(words: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


def need_windows() -> None:
    """Skip the test where a program is missing, or LibreOffice is the build that never opens a window."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    office = Path(str(shutil.which("soffice"))).resolve().parent
    if not list(office.glob("libvclplug_*.so")):
        pytest.skip("this LibreOffice is built without windows (Debian's -nogui)")
    try:
        uno()
    except UnoError as error:
        pytest.skip(f"python3-uno cannot be used: {error}")
