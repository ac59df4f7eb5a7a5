"""A store that cannot be used: one Vietnamese sentence, exit code 2, no traceback."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.postgres import MODEL, WITH_PASSWORD, Server
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
    _one_sentence(desk, "Không mở được kho dữ liệu: không có thư mục “")


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


@pytest.mark.parametrize(
    "command",
    [("status",), ("sync",), ("check",), ("report",), ("lock",), ("workbook",), ("trace", "5"), ("templates",),
     ("accept", "x", "--reason", "y")],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("data", [b"not a database at all, but long enough to be read as one" * 99, b"SQLite format 3"])
def test_a_file_that_is_no_store_is_told_in_vietnamese_by_every_command(
    desk: Desk,  # noqa: F811
    command: tuple[str, ...],
    data: bytes,
) -> None:
    (desk.folder / "baocao.db").write_bytes(data)
    said = desk.say(*command, *JANUARY)
    assert said.code == 2
    assert said.err.startswith("Kho dữ liệu không còn nguyên vẹn: ")
    assert "bản sao lưu" in said.err
    assert "database" not in said.err
    assert "not a database" in (desk.folder / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")
    assert (desk.folder / "baocao.db").read_bytes() == data


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


@pytest.mark.parametrize(
    "url", ["foo://x", "postgresql+khong-co://may/kho", "postgresql://may:cong/kho", "mysql://may/kho", "://"]
)
def test_a_store_by_a_url_that_nobody_understands(desk: Desk, url: str) -> None:  # noqa: F811
    _store(desk, f'"{url}"')
    _one_sentence(desk, "Không mở được kho dữ liệu")


def test_a_store_whose_driver_is_not_installed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setitem(sys.modules, "psycopg", None)
    _store(desk, "postgresql://may/kho")
    _one_sentence(desk, 'python -m pip install "baocao[postgres]"')


def test_a_server_that_is_not_there(desk: Desk) -> None:  # noqa: F811
    _store(desk, "postgresql://an@127.0.0.1:1/kho")
    _one_sentence(desk, "Không kết nối được máy chủ cơ sở dữ liệu “127.0.0.1:1”")


def test_a_server_that_does_not_know_the_password(
    desk: Desk,  # noqa: F811
    postgres: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = postgres.url(MODEL, WITH_PASSWORD).set(password="bí mật")
    monkeypatch.setenv("BAOCAO_STORE", url.render_as_string(hide_password=False))
    _one_sentence(desk, f"không nhận tài khoản “{WITH_PASSWORD}” hoặc mật khẩu")
    monkeypatch.setenv("BAOCAO_STORE", postgres.url("khong_co").render_as_string())
    _one_sentence(desk, "Trên máy chủ không có cơ sở dữ liệu “khong_co”")
    assert "bí mật" not in "".join(path.read_text(encoding="utf-8") for path in desk.folder.glob("nhat-ky/*"))


def test_a_store_by_url_keeps_facts_like_any_other(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("BAOCAO_STORE", f"sqlite:///{tmp_path}/elsewhere.db")
    assert desk.say("sync", *JANUARY).code == 0
    assert (tmp_path / "elsewhere.db").exists()
    assert not (desk.folder / "baocao.db").exists()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_store_that_would_keep_nothing(desk: Desk, url: str) -> None:  # noqa: F811
    _store(desk, f'"{url}"')
    _one_sentence(desk, "không lưu lại gì")


def test_a_store_in_a_cloud_folder(desk: Desk) -> None:  # noqa: F811
    (desk.folder / "OneDrive - Sở KH&CN").mkdir()
    _store(desk, '"OneDrive - Sở KH&CN/baocao.db"')
    _one_sentence(desk, "nằm trên ổ mạng hoặc trong OneDrive")
    assert not list((desk.folder / "OneDrive - Sở KH&CN").iterdir())


def test_a_store_on_a_mapped_drive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("sync.store.engine.is_remote", lambda path: path.name == "baocao.db")
    _one_sentence(desk, "nằm trên ổ mạng hoặc trong OneDrive")


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs the administrator there")
def test_a_store_at_a_link_that_leads_in_a_circle(desk: Desk) -> None:  # noqa: F811
    (desk.folder / "vong").symlink_to(desk.folder / "vong")
    _store(desk, "vong/baocao.db")
    _one_sentence(desk, "Không mở được kho dữ liệu")


def test_a_store_whose_tables_are_of_a_revision_that_never_was(desk: Desk) -> None:  # noqa: F811
    desk.say("status", *JANUARY)
    with sqlite3.connect(desk.folder / "baocao.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0000'")
    raw.close()
    _one_sentence(desk, "không còn nguyên vẹn")


def test_what_the_system_says_in_many_lines_is_told_in_one(desk: Desk) -> None:  # noqa: F811
    _store(desk, "sqlite://may@kho/x.db")
    _one_sentence(desk, "Không mở được kho dữ liệu")


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_folder_whose_name_looks_like_a_url_holds_its_store(desk: Desk) -> None:  # noqa: F811
    odd = desk.folder / "100%25 kho?#1"
    odd.mkdir()
    _store(desk, '"100%25 kho?#1/baocao.db"')
    assert desk.say("sync", *JANUARY).code == 0
    assert (odd / "baocao.db").exists()


def test_a_path_in_a_url_counts_from_the_offices_folder(
    desk: Desk,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "khac").mkdir()
    monkeypatch.chdir(tmp_path / "khac")
    _store(desk, '"sqlite:///kho.db"')
    assert desk.say("sync", *JANUARY).code == 0
    assert (desk.folder / "kho.db").exists()
