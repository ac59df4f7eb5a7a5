"""A process that was killed while it wrote leaves a part; a later round takes it away, and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path

from sync.work.leftovers import ABANDONED, sweep
from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

NOBODY = 2**22 + 1  # above the highest id that Linux gives a process


def part(folder: Path, name: str, *, old: bool) -> Path:
    path = folder / name
    path.write_bytes(b"PK")
    moment = time.time() - (ABANDONED + 60 if old else 0)
    os.utime(path, (moment, moment))
    return path


def test_a_round_takes_away_what_a_killed_one_left(desk: Desk) -> None:  # noqa: F811
    (desk.folder / "thu-di").mkdir()
    folders = [desk.folder, *(desk.folder / name for name in ("2024-01", "hop-thu-den", "thu-di"))]
    left = [part(folder, f".BaoCao_2024-01_v1.docx.{NOBODY}.tmp", old=True) for folder in folders]
    assert desk.say("sync", "--period", "2024-01").code == 0
    assert [path for path in left if path.exists()] == []


def test_what_is_being_written_stays_and_so_does_what_is_nobody_s_part(tmp_path: Path) -> None:
    kept = [
        part(tmp_path, f".BaoCao_2024-01_v1.docx.{os.getpid()}.tmp", old=True),  # its process is alive
        part(tmp_path, f".BaoCao_2024-01_v2.docx.{NOBODY}.tmp", old=False),  # of another machine, perhaps
        part(tmp_path, "BaoCao.tmp", old=True),
        part(tmp_path, ".cua-toi.tmp", old=True),
    ]
    part(tmp_path, f".SoLieu_2024-01_v1.xlsx.{NOBODY}.tmp", old=True)
    assert sweep((tmp_path, tmp_path / "không có")) == 1
    assert sorted(tmp_path.iterdir()) == sorted(kept)
