"""What config.yaml says of the service: its hours, its mail, its backups, and who computes; pure data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Security = Literal["starttls", "tls", "none"]
ExecutorKind = Literal["local", "dask"]


@dataclass(frozen=True, slots=True)
class RoundHours:
    """When rounds are due by themselves, in the office's zone.

    `nightly`: every day at these times. In the last `busy_days` working days before the divisions' due date, on that
    day and until the report is due, also every `busy_minutes` minutes between `busy_from` and `busy_until`.
    """

    nightly: tuple[dt.time, ...] = (dt.time(1, 30),)
    busy_days: int = 3
    busy_minutes: int = 60
    busy_from: dt.time = dt.time(7, 0)
    busy_until: dt.time = dt.time(18, 0)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail leaves the house. No `host`: it goes into the outbox as .eml files, for the clerk to send.

    `user` "" means a relay that asks for no login. The password stands in BAOCAO_MAIL_PASSWORD or in `password_file`,
    which only its owner may read. `before` are the working days before a due date on which divisions are reminded, `at`
    is the hour from which a day's mail goes out: nobody is written to at night.
    """

    host: str = ""
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password_file: str = ""
    sender: str = ""
    before: tuple[int, ...] = (3, 1)
    at: dt.time = dt.time(7, 30)


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Where the nightly backups lie (below the config's folder, or elsewhere), and how many are kept of each kind."""

    folder: str = "sao-luu"
    daily: int = 7
    weekly: int = 4
    monthly: int = 12


@dataclass(frozen=True, slots=True)
class ExecutorSettings:
    """Who reads and checks: processes of this machine, or the Dask cluster at `scheduler` ("tcp://may-chu:8786")."""

    kind: ExecutorKind = "local"
    scheduler: str = ""


USUAL_HOURS = RoundHours()
NO_MAIL = MailSettings()
USUAL_BACKUPS = BackupSettings()
LOCAL = ExecutorSettings()
