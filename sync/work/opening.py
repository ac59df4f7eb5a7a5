"""Opening an office from its config.yaml, and the period that is worked on when nobody names one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from sync.model.config import Config
from sync.model.config_file import load_config
from sync.model.duedates import now as clock
from sync.model.period import Period, PeriodError, month_of, parse_period
from sync.store import clerk, facts
from sync.store.engine import open_store
from sync.store.leases import give_back_left
from sync.work.lost import refuse_lost
from sync.work.office import DEMO_MARK, Office, system_user
from sync.work.places import is_begun, periods_with_forms


@contextmanager
def opened(
    path: Path, who: str = "", now: Callable[[], dt.datetime] = clock, doing: str = "command"
) -> Iterator[Office]:
    """Open the office of a config.yaml for `who`, else for the system's user; raises ConfigError, StoreError."""
    config = load_config(path)
    if config.checks:
        from sync.checks.run import codes

        config = load_config(path, known_checks=codes())
    refuse_lost(config, store_of(config))
    store = open_store(store_of(config), config.folder)
    give_back_left(store)
    try:
        yield Office(config, store, now=now, who=who or system_user(), doing=doing)
    finally:
        store.close()


def store_of(config: Config) -> str:
    """Return where an office's facts are; a demonstration keeps its own, whatever store the real office works with."""
    given = os.environ.get("BAOCAO_STORE")
    return given if given and not (config.folder / DEMO_MARK).exists() else config.store


def usual_period(office: Office) -> Period:
    """Return the latest period that forms were made for, or were read of, and that is not locked, else this month.

    What was read counts also where the folder is away just now: nobody is to begin a month anew because a share is
    missing. Raises StoreError.
    """
    with office.store.reading() as connection:
        known = {*periods_with_forms(office.config), *_read_before(connection)}
        months = sorted((p for p in known if p.kind == "month"), key=lambda period: period.code, reverse=True)
        open_ones = (period for period in months if clerk.holding(connection, period.code) is None)
        return next(open_ones, None) or month_of(office.today)


def open_before(office: Office, period: Period) -> Period | None:
    """Return the period before where it is not closed yet though a later one has begun: forms of it were made or read,
    its figures are not fixed and its report not issued. Raises StoreError.
    """
    before = period.previous()
    with office.store.reading() as connection:
        if clerk.holding(connection, before.code) is not None:
            return None
    return before if is_begun(office, before) else None


def _read_before(connection: Connection) -> Iterator[Period]:
    """Yield the periods that anything was read for; a damaged code is left to doctor, which names its row."""
    for code in facts.periods(connection):
        with suppress(PeriodError):
            yield parse_period(code)
