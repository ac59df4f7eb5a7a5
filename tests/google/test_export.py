"""A month with forms in Google is kept, and proved without Google."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import baocao
from sheets.google.transport import Client
from sync.work import google as opening
from tests.google.office import IN_GOOGLE, lay_office
from tests.google_fake.service import Google
from tests.road.conftest import Said


def test_forms_in_google_are_kept_as_they_were_read_and_the_report_is_made_of_them_again(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def say(*words: str) -> Said:
        code = baocao.main([words[0], "--config", str(tmp_path / "so" / "config.yaml"), *words[1:]])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    with monkeypatch.context() as patched:
        patched.setattr(opening, "open_client", lambda _: connect())
        desk = lay_office(tmp_path / "so", google, say, IN_GOOGLE)
        assert desk.sync().code in {0, 1}
        assert desk.say("report", "--draft", "--period", "2024-01").code in {0, 1}
    assert say("export", str(tmp_path / "goi.zip"), "--period", "2024-01").code == 0
    with zipfile.ZipFile(tmp_path / "goi.zip") as made:
        names = made.namelist()
    assert "bieu/2024-01/TTKT_BaoCao_2024-01_v1.json" in names
    assert "bieu/2024-01/QLKH_BaoCao_2024-01_v1.xlsx" in names
    google.calls.clear()
    assert baocao.main(["export", "--verify", str(tmp_path / "goi.zip")]) == 0
    assert "giống từng byte" in capsys.readouterr().out
    assert sum(google.calls.values()) == 0
