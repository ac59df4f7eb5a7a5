"""Google as this office calls it: which divisions fill a Google spreadsheet, where the key lies, the client."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sheets.google.errors import GoogleError
from sync.model.config import Config, Division
from sync.model.period import Period
from sync.work.office import Office

if TYPE_CHECKING:
    from sheets.google.transport import Client

KEY_VARIABLE = "BAOCAO_GOOGLE_KEY"

# How work gets a client: `open_client`, or in tests one that calls a Google of our own.
Connect: TypeAlias = "Callable[[Office], Client]"


def google_divisions(config: Config, period: Period) -> tuple[Division, ...]:
    """Return the divisions of a period whose form is a Google spreadsheet, in config order."""
    return tuple(division for division in config.divisions_of(period) if division.sheet.google)


def key_path(config: Config) -> Path:
    """Return where the service account's key lies: BAOCAO_GOOGLE_KEY, else config's google › key_file.

    Raises GoogleError where neither says it.
    """
    named = os.environ.get(KEY_VARIABLE, "").strip() or config.google.key_file
    if not named:
        raise GoogleError("google-no-key-named")
    return config.folder / Path(named).expanduser()


def open_client(office: Office) -> Client:
    """Return a client that calls Google by the office's service account; whoever opens it closes it.

    gspread is imported here: an office without Google sheets never waits for it. Raises GoogleError.
    """
    path = key_path(office.config)
    from sheets.google.credentials import read_key
    from sheets.google.transport import Client

    return Client(read_key(path))
