"""An office at work: its config, its open store, its clock and who is asking."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE, now
from sync.model.period import Period
from sync.store.engine import Store

CLERK_WORKBOOKS = ("TongHop.xlsm", "TongHop.ods")
BUILT_WORKBOOKS = "nhat-ky/TongHop.sha256"  # the digests of those as they were built
RECEIVED = "da-nhan"  # below the inbox: originals that were taken in
OUTBOX = "thu-di"  # letters that did not go by mail
COPIES = "da-nop"  # in a period's folder: read-only copies of what was handed in
DEMO_MARK = ".baocao-demo"  # in the folder of a demonstration: its files, each with its digest


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that work needs to know of the world."""

    config: Config
    store: Store
    now: Callable[[], dt.datetime] = now
    who: str = ""
    doing: str = "command"  # what asks: "command", "button" or "service"; others at work hear of it
    round: str = ""  # the id of the service's round: it stands in log, store, page and mail

    @property
    def today(self) -> dt.date:
        """The calendar day in Viet Nam."""
        return self.now().astimezone(OFFICE_ZONE).date()

    def folder(self, period: Period) -> Path:
        """The folder of a period: forms come in there, reports go out there."""
        return self.config.folder / period.code

    @property
    def inbox(self) -> Path:
        """The folder for files that came by mail or chat."""
        return self.config.folder / self.config.inbox


@cache
def product() -> str:
    """Return the product's version as recorded with every run."""
    try:
        return version("baocao")
    except PackageNotFoundError:
        return "0"


@cache
def build() -> str:
    """Return a name for the very code that runs: what was derived by other code is derived again."""
    root = Path(__file__).parents[2]
    told = hashlib.sha256(product().encode())
    for room in ("sheets", "sync"):
        for folder, _, names in os.walk(root / room):
            for name in sorted(names):
                if name.endswith((".py", ".yaml")):
                    found = os.stat(f"{folder}/{name}")  # noqa: PTH116 hundreds of Paths would cost more than this
                    told.update(f"{name} {found.st_size} {found.st_mtime_ns}".encode())
    return told.hexdigest()[:16]


def system_user() -> str:
    """Return the name of the system's user, "" where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
