"""An office of the January example for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.model.config_file import load_config
from sync.service.office import demo
from sync.store.engine import open_store
from sync.work.collect import collect
from sync.work.office import Office
from tests.work.offices import JANUARY, NOW


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The January example as an office that has read its forms."""
    folder = tmp_path_factory.mktemp("office")
    config = load_config(demo(folder))
    store = open_store(config.store, folder)
    collect(Office(config, store, now=lambda: NOW, who="bình"), JANUARY)
    store.close()
    return folder


@pytest.fixture
def office(laid_out: Path, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "sở"
    shutil.copytree(laid_out, folder)
    config = load_config(folder / "config.yaml")
    store = open_store(config.store, folder)
    yield Office(config, store, now=lambda: NOW, who="bình")
    store.close()
