"""Where the service account's key is looked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sheets.google.errors import GoogleError
from sync.model.config import Config, GoogleSettings
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.work.google import KEY_VARIABLE, google_divisions, key_path

CONFIG = Path(__file__).parents[1] / "model" / "data" / "config.yaml"


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    return load_config(CONFIG)


def test_it_lies_beside_config_unless_the_path_is_whole(config: Config, tmp_path: Path) -> None:
    assert key_path(config) == CONFIG.parent / "khoa-google.json"
    away = tmp_path / "khoa.json"
    assert key_path(replace(config, google=GoogleSettings(str(away)))) == away


def test_the_variable_goes_before_config(config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEY_VARIABLE, str(tmp_path / "khac.json"))
    assert key_path(config) == tmp_path / "khac.json"


def test_where_nobody_names_it_that_is_told(config: Config) -> None:
    with pytest.raises(GoogleError) as told:
        key_path(replace(config, google=GoogleSettings()))
    assert told.value.code == "google-no-key-named"


def test_only_the_divisions_whose_sheet_is_a_google_one_are_called(config: Config) -> None:
    assert [division.sheet.google for division in google_divisions(config, parse_period("2024-01"))] == ["1AbC"]
