"""An office on PostgreSQL is backed up into the same archive, and put back into an empty database or onto SQLite."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import baocao
from sync.service.archive import backup
from sync.service.restore import restore
from sync.store import facts
from sync.store.copying import fingerprint
from sync.store.engine import open_store
from sync.work.collect import collect
from sync.work.publish import publish
from tests.postgres import Server
from tests.service.conftest import JANUARY, ROOT, Bureau


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    with postgres.database() as made:
        yield made


@pytest.fixture
def another(postgres: Server) -> Iterator[str]:
    with postgres.database() as made:
        yield made


@pytest.fixture
def kept(bureau: Bureau, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of an office on a server, with a month read and reported."""
    monkeypatch.setenv("BAOCAO_STORE", url)
    with bureau.office() as office:
        collect(office, JANUARY)
        publish(office, JANUARY, draft=True)
        return backup(office, tmp_path / "luu.zip").path


def facts_at(url: str, folder: Path) -> Mapping[str, str]:
    store = open_store(url, folder)
    try:
        with store.reading() as connection:
            return fingerprint(connection)
    finally:
        store.close()


def test_it_goes_on_in_another_database(
    kept: Path,
    url: str,
    another: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BAOCAO_STORE", another)
    new = tmp_path / "mới"
    assert baocao.main(["restore", str(kept), str(new)]) == 1
    assert "khóa store trong config.yaml vẫn là “baocao.db”" in capsys.readouterr().out
    assert not (new / "baocao.db").exists(), "the facts are in the database"
    assert facts_at(another, tmp_path) == facts_at(url, tmp_path)
    (new / "2024-02").mkdir()
    for example in (ROOT / "examples" / "2024-02").glob("*.xlsx"):
        shutil.copyfile(example, new / "2024-02" / example.name)
    assert baocao.main(["sync", "--period", "2024-02", "--config", str(new / "config.yaml")]) in {0, 1}
    store = open_store(another, tmp_path)
    with store.reading() as connection:
        assert {v.version for v in facts.versions(connection, "2024-02")} == {1}
    store.close()


def test_it_goes_on_in_a_file(kept: Path, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts_at(url, tmp_path)
    monkeypatch.delenv("BAOCAO_STORE")
    assert restore(kept, tmp_path / "mới").left == ()
    assert facts_at("baocao.db", tmp_path / "mới") == before


def test_a_database_that_holds_other_facts_is_left_alone(
    kept: Path, bureau: Bureau, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with bureau.office() as office:
        publish(office, JANUARY, draft=True)
    before = facts_at(url, tmp_path)
    new = tmp_path / "mới"
    assert baocao.main(["restore", str(kept), str(new)]) == 1
    assert "đã có dữ liệu khác" in capsys.readouterr().out
    assert facts_at(url, tmp_path) == before
    assert facts_at("baocao.db", new) != before


def test_a_restoring_whose_facts_are_there_already_is_no_other(kept: Path, url: str, tmp_path: Path) -> None:
    """As after one that was killed when the database had been filled."""
    assert [code for code, _ in restore(kept, tmp_path / "mới").left] == ["restore-store-variable"]
    assert not (tmp_path / "mới" / "baocao.db").exists()


def test_a_server_that_does_not_answer_leaves_the_facts_in_a_file(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOCAO_STORE", f"postgresql+psycopg://baocao@/kho?host={tmp_path / 'không có'}")
    restored = restore(kept, tmp_path / "mới")
    assert [code for code, _ in restored.left] == ["restore-store-unreachable"]
    assert (tmp_path / "mới" / "baocao.db").is_file()
