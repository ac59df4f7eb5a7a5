"""An office some of whose divisions fill Google spreadsheets, and a way to say commands to it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sync.render.template import default_template
from tests.google_fake.forms import lay
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet
from tests.road.conftest import ROOT, Desk, Said

PERIODS = (("2024-01", "2024-01-18"), ("2024-02", "2024-02-19"))
IN_GOOGLE = ("QLCN", "TTKT", "VP")


@dataclass(frozen=True, kw_only=True)
class GoogleDesk(Desk):
    """An office's folder, the command line beside it, and its divisions' spreadsheets by code."""

    google: Google
    codes: tuple[str, ...] = ()

    @property
    def books(self) -> dict[str, Spreadsheet]:
        """The divisions' spreadsheets as they are now."""
        return {c: self.google.spreadsheets[id_of(c)] for c in self.codes if id_of(c) in self.google.spreadsheets}

    def sync(self, *words: str) -> Said:
        return self.say("sync", "--period", "2024-01", *words)

    def type(self, division: str, tab: str, cell: str, text: str) -> None:
        """Let somebody of a division type into its spreadsheet."""
        assert self.google.typed(self.google.spreadsheets[self.id(division)], tab, cell, text)

    def id(self, division: str) -> str:
        return id_of(division)

    def calls(self) -> tuple[int, int, int, int]:
        """The requests since the last look: tokens, Drive, readings, writings."""
        told = tuple(self.google.calls[kind] for kind in ("token", "drive", "sheets_read", "sheets_write"))
        self.google.calls.clear()
        return told  # type: ignore[return-value]  # of four


def id_of(division: str) -> str:
    """Return the id of a division's spreadsheet."""
    return f"1{division}".ljust(44, "x")


def lay_office(folder: Path, google: Google, say: Callable[..., Said], divisions: tuple[str, ...]) -> GoogleDesk:
    """Lay out an office with the forms of January and February 2024 handed in, those of `divisions` in Google."""
    folder.mkdir()
    config = (ROOT / "config.yaml").read_text(encoding="utf-8")
    for code in divisions:
        line = f"  - code: {code}\n"
        assert line in config
        config = config.replace(line, f"{line}    sheet: {{google: {id_of(code)}}}\n")
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    (folder / "hop-thu-den").mkdir()
    desk = GoogleDesk(folder, say, google=google, codes=divisions)
    for code in divisions:
        google.create(id_of(code), f"{code} 2024").created = dt.datetime(2024, 1, 18, 2, tzinfo=dt.UTC)
    for period, day in PERIODS:
        (folder / period).mkdir()
        for example in sorted((ROOT / "examples" / period).glob("*.xlsx")):
            code = example.name.partition("_")[0]
            if code in desk.books:
                lay(desk.books[code], example, period)
            else:
                shutil.copyfile(example, folder / period / example.name)
                desk.came(folder / period / example.name, day)
    return desk
