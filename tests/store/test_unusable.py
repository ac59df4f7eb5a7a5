"""A store that cannot be used: one Vietnamese sentence, exit code 2, no traceback."""

from __future__ import annotations

import sqlite3
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

JANUARY = ("--period", "2024-01")


def _one_sentence(desk: Desk, words: str) -> None:  # noqa: F811
    said = desk.say("sync", *JANUARY)
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert words in said.err
    assert "Traceback" not in said.err


def _store(desk: Desk, value: str) -> None:  # noqa: F811
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("store: baocao.db", f"store: {value}"), encoding="utf-8")


def test_a_store_in_a_folder_that_is_not_there(desk: Desk) -> None:  # noqa: F811
    _store(desk, "thu-muc-khong-co/baocao.db")
    _one_sentence(desk, "Không mở được kho dữ liệu")


def test_a_store_that_may_only_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    assert desk.say("sync", *JANUARY).code == 0
    desk.form("VP").unlink()
    monkeypatch.setenv("BAOCAO_STORE", f"sqlite+pysqlite:///file:{desk.folder}/baocao.db?mode=ro&uri=true")
    _one_sentence(desk, "quyền ghi")


def test_a_file_that_is_no_store(desk: Desk) -> None:  # noqa: F811
    (desk.folder / "baocao.db").write_bytes(b"PK\x03\x04" * 2000)
    _one_sentence(desk, "khôi phục từ bản sao lưu")


def test_a_store_of_a_newer_product(desk: Desk) -> None:  # noqa: F811
    desk.say("status", *JANUARY)
    with sqlite3.connect(desk.folder / "baocao.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    _one_sentence(desk, "bản mới hơn")


def test_a_store_with_a_changed_fact(desk: Desk) -> None:  # noqa: F811
    assert desk.say("sync", *JANUARY).code == 0
    with sqlite3.connect(desk.folder / "baocao.db") as raw:
        raw.execute("DROP TRIGGER run_no_update")
        raw.execute("UPDATE run SET who = 'ai đó'")
    raw.close()
    _one_sentence(desk, "không còn nguyên vẹn")


def test_a_store_that_is_kept_busy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    assert desk.say("sync", *JANUARY).code == 0
    desk.form("VP").unlink()
    monkeypatch.setattr("sync.store.engine.BUSY_SECONDS", 0.1)
    other = sqlite3.connect(desk.folder / "baocao.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _one_sentence(desk, "Đang có lượt cập nhật khác")
    other.execute("ROLLBACK")
    other.close()
    assert desk.say("sync", *JANUARY).code in {0, 1}


@pytest.mark.parametrize("url", ["foo://x", "postgresql+khong-co://may/kho", "postgresql://may:cong/kho", "://"])
def test_a_store_by_a_url_that_nobody_understands(desk: Desk, url: str) -> None:  # noqa: F811
    _store(desk, f'"{url}"')
    _one_sentence(desk, "Không mở được kho dữ liệu")


@pytest.mark.skipif(find_spec("psycopg2") is not None, reason="the driver is here")
def test_a_store_whose_driver_is_not_installed(desk: Desk) -> None:  # noqa: F811
    _store(desk, "postgresql://may/kho")
    _one_sentence(desk, "Không mở được kho dữ liệu")


def test_a_store_by_url_keeps_facts_like_any_other(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("BAOCAO_STORE", f"sqlite:///{tmp_path}/elsewhere.db")
    assert desk.say("sync", *JANUARY).code == 0
    assert (tmp_path / "elsewhere.db").exists()
    assert not (desk.folder / "baocao.db").exists()
