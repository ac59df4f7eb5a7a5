"""An office laid out from the examples, and a way to say commands to it."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import baocao
from sync.render.template import default_template
from sync.store.schema import FACTS, metadata
from tests.store.tampering import tampering

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        return answer


@dataclass(frozen=True)
class Desk:
    """An office's folder and the command line beside it."""

    folder: Path
    say: Callable[..., Said]
    store: str = "baocao.db"

    def form(self, division: str, period: str = "2024-01") -> Path:
        return self.folder / period / f"{division}_BaoCao_{period}.xlsx"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what the store answers to a query, asked past the product."""
        with tampering(self.store, self.folder) as raw:
            return [tuple(row) for row in raw.exec_driver_sql(query)]

    def dump(self) -> dict[str, list[str]]:
        """Return all rows of every table."""
        return {name: sorted(map(repr, self.rows(f"SELECT * FROM {name}"))) for name in metadata.tables}

    def forget(self) -> None:
        """Empty the store, as if nothing had ever been read."""
        with tampering(self.store, self.folder, *(table.name for table in FACTS)) as raw:
            for table in reversed(metadata.sorted_tables):
                raw.execute(table.delete())

    def came(self, path: Path, day: str = "2024-01-18") -> Path:
        """Give a file the time at which it came in."""
        moment = dt.datetime.fromisoformat(f"{day}T09:00:00+07:00").timestamp()
        os.utime(path, (moment, moment))
        return path


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], store_url: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An office with the forms of January and February 2024 handed in, nothing read yet."""
    if "://" in store_url:
        monkeypatch.setenv("BAOCAO_STORE", store_url)
    folder = tmp_path / "Sở KH&CN"
    folder.mkdir()
    shutil.copyfile(ROOT / "config.yaml", folder / "config.yaml")
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    (folder / "hop-thu-den").mkdir()

    def say(*words: str) -> Said:
        capsys.readouterr()
        code = baocao.main([words[0], "--config", str(folder / "config.yaml"), *words[1:]])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    made = Desk(folder, say, store_url)
    for period, day in (("2024-01", "2024-01-18"), ("2024-02", "2024-02-19")):
        (folder / period).mkdir()
        for example in sorted((ROOT / "examples" / period).glob("*.xlsx")):
            shutil.copyfile(example, folder / period / example.name)
            made.came(folder / period / example.name, day)
    return made
