"""An answer that goes into a file on a full disk: one sentence and exit code 2, as for any file of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="this system has no file that is always full")
SAID = "Không ghi được kết quả ra tệp mà lệnh này chuyển đến (có thể hết chỗ trên đĩa); chưa có gì bị mất."


def said(folder: Path, *words: str, unbuffered: str, into: tuple[bool, bool]) -> tuple[int, str]:
    command = [sys.executable, "-X", "utf8", "-m", "baocao", *words, "--config", str(folder / "config.yaml")]
    with FULL.open("wb") as full:
        done = subprocess.run(
            command,
            stdout=full if into[0] else subprocess.DEVNULL,
            stderr=full if into[1] else subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    return done.returncode, (done.stderr or b"").decode()


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [("sync", "--period", "2024-01"), ("status", "--format", "json")])
def test_an_answer_that_finds_no_room_is_told_in_one_sentence(
    desk: Desk,  # noqa: F811
    unbuffered: str,
    words: tuple[str, ...],
) -> None:
    code, err = said(desk.folder, *words, unbuffered=unbuffered, into=(True, False))
    assert code == 2
    assert err.startswith(SAID)
    assert len(err.splitlines()) == 1
    assert desk.say("sync", "--period", "2024-01").code == 0


def test_where_nobody_can_be_told_the_exit_code_still_says_it(desk: Desk) -> None:  # noqa: F811
    (desk.folder / "config.yaml").write_text("name: [", encoding="utf-8")
    assert said(desk.folder, "sync", unbuffered="", into=(True, True)) == (2, "")
