"""The clerk's desk while a button runs: her open workbook, where things are told, what a press needs of the world."""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from macros.attach import book as attached
from macros.busy import PATIENCE, answered, retrying
from macros.layout import BUTTONS, SAVE_BUTTON
from macros.notice import write_status
from macros.quick import xw
from sync.model.duedates import now as clock
from sync.model.messages import buttons as say

CAPTIONS = dict((*BUTTONS, SAVE_BUTTON))
_BETWEEN = 0.3  # seconds between two words of progress: each is a call to the program that draws the clerk's screen
T = TypeVar("T")


def open_by_system(path: Path) -> bool:
    """Open a file or folder with the program that the system has for it; say whether there is one."""
    try:
        if sys.platform == "win32":
            import os

            os.startfile(path)  # noqa: S606 a file of the office's own folder
        else:
            program = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([program, str(path)], start_new_session=True)  # noqa: S603
    except OSError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class World:
    """What a press needs of the world: the clock, how files are opened, how long a busy program is waited for."""

    now: Callable[[], dt.datetime] = clock
    opener: Callable[[Path], bool] = open_by_system
    patience: float = PATIENCE
    telling: float = 10 * PATIENCE  # the sentence that nothing could be done waits longer for its cell


@dataclass
class Desk:
    """A press: of which button, in which workbook (`pipe`: in LibreOffice)."""

    name: str
    path: str
    pipe: str = ""
    world: World = field(default_factory=World)
    office: Path | None = None  # the office's folder, once it is known: its log tells of what went wrong
    _told_at: float = 0.0
    _heights: dict[str, float] = field(default_factory=dict)  # of the rows that tell the status

    @property
    def caption(self) -> str:
        """What stands on the button."""
        return CAPTIONS.get(self.name, self.name)

    @cached_property
    def book(self) -> xw.Book:
        """The open workbook; raises BusyError, UnoError."""
        return attached(self.path, self.pipe, self.world.patience)

    def call(self, step: Callable[[], T], patience: float | None = None) -> T:
        """Make one step that may be repeated, again while the program is busy; raises BusyError."""
        seconds = self.world.patience if patience is None else patience
        if self.pipe:  # LibreOffice may never answer; Excel's calls must come from the thread that attached
            return retrying(lambda: answered(step, max(seconds, PATIENCE)), patience=seconds)
        return retrying(step, patience=seconds)

    def say(self, sentence: str, patience: float | None = None) -> None:
        """Write the status cell; raises BusyError."""
        book = self.book
        self.call(lambda: write_status(book, sentence, self._heights), patience)

    def progress(self, sentence: str) -> None:
        """Say what runs, if the program listens: it is no loss where it does not."""
        with contextlib.suppress(Exception):
            self.say(sentence, 0.0)

    def reading(self, source: str, done: int, total: int) -> None:
        """Say which file is read."""
        if time.monotonic() - self._told_at < _BETWEEN:
            return
        self._told_at = time.monotonic()
        self.progress(say.READING.format(caption=self.caption, source=source, done=done, total=total))
