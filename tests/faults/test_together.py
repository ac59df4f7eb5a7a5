"""Several commands at once: each fact once, numbers without gap or double; who comes second hears of it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sync.work.alone import alone
from sync.work.opening import opened
from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

pytestmark = pytest.mark.both_stores

TOGETHER, ROUNDS = 4, 2


def _at_once(desk: Desk, *words: str) -> list[tuple[int, str, str]]:  # noqa: F811
    config = str(desk.folder / "config.yaml")
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "baocao",
        words[0],
        "--config",
        config,
        "--period",
        "2024-01",
        *words[1:],
    ]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        for _ in range(TOGETHER)
    ]
    said = [process.communicate(timeout=120) for process in running]
    return [(process.returncode, *each) for process, each in zip(running, said, strict=True)]


def _changed(path: Path, number: int) -> None:
    """Save a form anew with another comment in its package: other bytes, the same cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, old.read(item))
        new.comment = f"bản {number}".encode()
    path.write_bytes(out.getvalue())


def _versions(desk: Desk) -> dict[str, list[int]]:  # noqa: F811
    rows = desk.rows("SELECT division, version FROM version ORDER BY division, version")
    if desk.store == "baocao.db":
        assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    found: dict[str, list[int]] = {}
    for division, version in rows:
        found.setdefault(division, []).append(version)
    return found


@pytest.mark.parametrize("rounds", [ROUNDS, pytest.param(50, marks=pytest.mark.slow)])
def test_syncs_at_once_number_versions_without_gap_or_double(desk: Desk, rounds: int) -> None:  # noqa: F811
    for number in range(1, rounds + 1):
        _changed(desk.form("TTKT"), number)
        ended = _at_once(desk, "sync")
        assert any(code == 0 for code, _, _ in ended), ended
        for code, _, err in ended:  # one at a time: who comes second is told, and has nothing to add
            assert (code, err) == (0, "") or (code == 2 and err.startswith("Đang có lượt cập nhật khác (lệnh baocao, "))
    versions = _versions(desk)
    assert versions.pop("TTKT") == list(range(1, rounds + 1))
    assert versions == {code: [1] for code in ("QLCN", "QLKH", "TDC", "TTRA", "TTUD", "VP")}


def test_who_comes_while_a_round_is_at_work_is_told_and_takes_nothing_in(desk: Desk) -> None:  # noqa: F811
    with opened(desk.folder / "config.yaml", who="bình") as office, alone(office):
        said = desk.say("sync", "--period", "2024-01")
        assert (said.code, said.err.startswith("Đang có lượt cập nhật khác")) == (2, True)
        assert _versions(desk) == {}
    assert desk.say("sync", "--period", "2024-01").code == 0


def test_reports_at_once_get_numbers_and_files_of_their_own(desk: Desk) -> None:  # noqa: F811
    assert desk.say("sync", "--period", "2024-01").code == 0
    answers = []
    for code, out, err in _at_once(desk, "report", "--format", "json"):
        assert (code, err) == (0, "")
        answers.append(json.loads(out))
    assert sorted(answer["version"] for answer in answers) == [1, 2, 3, 4]
    assert len({answer["docx"] for answer in answers}) == TOGETHER
    for answer in answers:
        assert zipfile.ZipFile(answer["docx"]).testzip() is None
        assert zipfile.ZipFile(answer["xlsx"]).testzip() is None
