"""Google as this office calls it: which divisions fill a Google spreadsheet, where the key lies, the client."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sheets.google.errors import GoogleError
from sync.model.config import Config, Division
from sync.model.period import Period
from sync.work.office import Office

if TYPE_CHECKING:
    from sheets.google.transport import Client

NO_CALLS: Mapping[str, int] = {"drive": 0, "sheets_read": 0, "sheets_write": 0}
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


@dataclass(slots=True)
class Line:
    """One client for all that a step calls Google for: opened where it is first needed, closed with the step."""

    office: Office
    opened: Client | None = None
    failure: GoogleError | None = None

    def client(self) -> Client:
        """Return the client; raises GoogleError, the same one each time."""
        if self.failure is not None:
            raise self.failure
        if self.opened is None:
            try:
                self.opened = open_client(self.office)
            except GoogleError as error:
                self.failure = error
                raise
        return self.opened

    @property
    def calls(self) -> Mapping[str, int]:
        """The requests sent so far, by the quota that they count for."""
        sent = self.opened.calls if self.opened else None
        return {name: getattr(sent, name, 0) for name in NO_CALLS}


@contextmanager
def calling(office: Office, open_already: Line | None = None) -> Iterator[Line]:
    """Yield a line to Google that costs nothing where nobody calls.

    One that is `open_already` is yielded and left open: the steps of a round share one client, its pace and token.
    """
    if open_already is not None:
        yield open_already
        return
    line = Line(office)
    try:
        yield line
    finally:
        if line.opened is not None:
            line.opened.close()
