"""An office for the service: the forms of January 2024 handed in, nothing read yet, and a clock of its own."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sync.model.duedates import OFFICE_ZONE
from sync.model.period import parse_period
from sync.render.template import default_template
from sync.work.office import Office
from sync.work.opening import opened

ROOT = Path(__file__).parents[2]
JANUARY = parse_period("2024-01")


def moment(text: str) -> dt.datetime:
    """Return a time of the office: "18/01/2024 09:00"."""
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=OFFICE_ZONE)


@dataclass
class Bureau:
    """An office's folder and its clock, which stands until it is set."""

    folder: Path
    time: dt.datetime = field(default_factory=lambda: moment("18/01/2024 09:00"))

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def now(self) -> dt.datetime:
        return self.time

    def at(self, text: str) -> None:
        self.time = moment(text)

    def form(self, division: str) -> Path:
        return self.folder / "2024-01" / f"{division}_BaoCao_2024-01.xlsx"

    @contextmanager
    def office(self) -> Iterator[Office]:
        with opened(self.config, who="bình", now=self.now) as office:
            yield office

    def log(self) -> str:
        path = self.folder / "nhat-ky" / "baocao.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """An office with January's seven forms as they came in on 18/1/2024."""
    return laid_out(tmp_path / "Sở KH&CN")


def laid_out(folder: Path) -> Bureau:
    """Lay out an office with January's forms in a folder that is not there yet."""
    (folder / "2024-01").mkdir(parents=True)
    (folder / "hop-thu-den").mkdir()
    shutil.copyfile(ROOT / "config.yaml", folder / "config.yaml")
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    came = moment("18/01/2024 09:00").timestamp()
    for example in sorted((ROOT / "examples" / "2024-01").glob("*.xlsx")):
        shutil.copyfile(example, folder / "2024-01" / example.name)
        os.utime(folder / "2024-01" / example.name, (came, came))
    return Bureau(folder)
