"""A backup is whole or not there; put back on an empty machine, the office goes on where it stood."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.command import upgrade
from alembic.config import Config
from sqlalchemy import create_engine

import baocao
from sync.service import archive as making
from sync.service.archive import backup
from sync.service.restore import restore
from sync.service.sealed import ArchiveError, packing
from sync.store import blobs, facts, migrations, service
from sync.store.copying import fingerprint
from sync.store.engine import StoreError
from sync.store.rows import add
from sync.store.schema import run
from sync.work.closing import issue
from sync.work.collect import collect
from sync.work.decide import accept, judge
from sync.work.editing import edit_lines
from sync.work.files import FileBusyError, move_new
from sync.work.opening import opened
from sync.work.publish import publish
from sync.work.taking import take
from tests.service.conftest import JANUARY, ROOT, Bureau, laid_out, moment
from tests.work.offices import a_line, as_shown


def facts_of(folder: Path) -> Mapping[str, str]:
    """Return a digest of every table of facts of an office's store."""
    with opened(folder / "config.yaml") as office, office.store.reading() as connection:
        return fingerprint(connection)


def saved(bureau: Bureau, name: str = "luu.zip") -> Path:
    with bureau.office() as office:
        return backup(office, bureau.folder.parent / name).path


def command(*words: str | Path) -> int:
    return baocao.main([str(word) for word in words])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """The office with January read, a line edited, the report made and issued."""
    bureau = laid_out(tmp_path_factory.mktemp("office") / "Sở KH&CN")
    with bureau.office() as office:
        collect(office, JANUARY)
        lines = edit_lines(office, JANUARY)
        edited = a_line(office)
        typed = [as_shown(x) for x in lines]
        take(
            office, JANUARY, lines, [replace(t, text=f"Trong kỳ, {t.text}") if t.id == edited.id else t for t in typed]
        )
        for found in judge(office, JANUARY).open_errors:
            accept(office, JANUARY, [found.id], "đã đối chiếu")
        publish(office, JANUARY)
    bureau.at("22/01/2024 09:00")
    with bureau.office() as office:
        issue(office, JANUARY, "05", "22/01/2024")
    return bureau


@pytest.fixture
def issued(first: Bureau, tmp_path: Path) -> Bureau:
    """A copy of that office."""
    shutil.copytree(first.folder, tmp_path / "cũ" / first.folder.name)
    return Bureau(tmp_path / "cũ" / first.folder.name, first.time)


def test_an_office_goes_on_from_a_backup_on_an_empty_machine(
    issued: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "máy mới"
    report = next((issued.folder / "2024-01").glob("BaoCao_2024-01_v2.docx")).read_bytes()
    assert command("backup", tmp_path / "luu.zip", "--config", issued.config) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Đã sao lưu vào {tmp_path / 'luu.zip'} (")
    assert "đã đọc lại kiểm tra" in said
    shutil.rmtree(issued.folder)

    assert command("restore", tmp_path / "luu.zip", new) == 0
    assert "Đã khôi phục vào" in capsys.readouterr().out
    assert sorted(path.name for path in new.iterdir()) == [
        "baocao.db",
        "config.yaml",
        "hop-thu-den",
        "mau-bao-cao.docx",
    ]
    assert (new / "hop-thu-den" / "da-nhan").is_dir()

    (new / "2024-02").mkdir()
    for example in (ROOT / "examples" / "2024-02").glob("*.xlsx"):
        shutil.copyfile(example, new / "2024-02" / example.name)
    config = ("--config", str(new / "config.yaml"))
    assert command("sync", "--period", "2024-02", *config) in {0, 1}
    assert "TTKT" in capsys.readouterr().out
    assert command("report", "--period", "2024-01", *config) == 0
    assert next((new / "2024-01").glob("BaoCao_2024-01_v2.docx")).read_bytes() == report
    assert command("trace", "147", "--period", "2024-01", *config) == 0
    assert "TTKT" in capsys.readouterr().out


def test_what_is_put_back_are_the_facts_of_one_moment_and_nothing_else(issued: Bureau, tmp_path: Path) -> None:
    before = facts_of(issued.folder)
    path = saved(issued)
    restored = restore(path, tmp_path / "mới")
    assert restored.left == ()
    assert facts_of(tmp_path / "mới") == before
    with closing(sqlite3.connect(tmp_path / "mới" / "baocao.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for cache in ("derived", "seen", "tally", "sheet_seen", "lease"):
            assert raw.execute(f"SELECT count(*) FROM {cache}").fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError, match="facts are only added"):
            raw.execute("DELETE FROM version")


def test_the_archive_lists_all_that_is_in_it(issued: Bureau) -> None:
    with zipfile.ZipFile(saved(issued)) as made:
        assert sorted(made.namelist()) == ["baocao.db", "config.yaml", "manifest.json", "template.docx"]
        told = json.loads(made.read("manifest.json"))
        assert made.read("config.yaml") == issued.config.read_bytes()
    assert (told["format"], told["kind"], told["at"]) == (1, "backup", "2024-01-22T09:00:00+07:00")
    assert told["rows"]["version"] == 7
    assert set(told["members"]) == {"baocao.db", "config.yaml", "template.docx"}


def test_a_backup_never_takes_the_place_of_a_file(issued: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(issued)
    before = path.read_bytes()
    assert command("backup", path, "--config", issued.config) == 2
    assert capsys.readouterr().err.startswith(f"Tệp “{path}” đã có sẵn nên không ghi đè.")
    assert path.read_bytes() == before


def test_a_folder_gets_a_file_named_after_the_moment(issued: Bureau, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    with issued.office() as office:
        assert backup(office, tmp_path / "usb").path.name == "baocao_2024-01-22_0900.zip"


def test_the_status_page_hears_of_a_backup(issued: Bureau, tmp_path: Path) -> None:
    assert command("backup", tmp_path / "luu.zip", "--config", issued.config) == 0
    with issued.office() as office, office.store.reading() as connection:
        (event,) = service.events(connection, "backup", 9)
    assert event.body["ok"] is True
    assert event.body["name"] == "luu.zip"
    assert event.body["size"] == (tmp_path / "luu.zip").stat().st_size


def test_a_damaged_row_lets_no_backup_pass_for_a_good_one(issued: Bureau, tmp_path: Path) -> None:
    with closing(sqlite3.connect(issued.folder / "baocao.db")) as raw:
        raw.execute("DROP TRIGGER version_no_update")
        raw.execute("UPDATE version SET source = 'khác' WHERE id = 3")
        raw.commit()
    with issued.office() as office, pytest.raises(StoreError, match=r"^store-damaged: version 3"):
        backup(office, tmp_path / "luu.zip")
    assert not list(tmp_path.glob("*.zip*"))
    assert not list(issued.folder.glob(".dang-sao-luu*"))


def test_what_was_written_wrongly_is_found_when_it_is_read_back(
    issued: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = making.write_facts

    def forgetful(*args: object, **_: object) -> dict[str, int]:
        rows = usual(*args)  # type: ignore[arg-type]
        with closing(sqlite3.connect(args[1] / "baocao.db")) as raw:  # type: ignore[operator]
            raw.execute("DROP TRIGGER run_order_no_delete")
            raw.execute("DELETE FROM run_order")
            raw.commit()
        return rows

    monkeypatch.setattr(making, "write_facts", forgetful)
    with issued.office() as office, pytest.raises(ArchiveError, match="archive-damaged"):
        backup(office, tmp_path / "luu.zip")
    assert not list(tmp_path.glob("*.zip*"))


def test_only_an_empty_folder_is_restored_into(issued: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(issued)
    before = facts_of(issued.folder)
    assert command("restore", path, issued.folder) == 2
    said = capsys.readouterr().err
    assert said.startswith("Chỉ khôi phục vào thư mục trống;")
    assert "đang có “2024-01”" in said
    assert facts_of(issued.folder) == before


def test_the_current_folder_is_restored_into_by_default_though_the_archive_lies_in_it(
    issued: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "mới"
    new.mkdir()
    shutil.move(saved(issued), new / "luu.zip")
    monkeypatch.chdir(new)
    assert command("restore", "luu.zip") == 0
    assert facts_of(new) == facts_of(issued.folder)


def test_a_restoring_that_is_broken_off_leaves_the_folder_empty(
    issued: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, new = saved(issued), tmp_path / "mới"
    for at in (1, 2, 3):
        left = at

        def breaks(source: Path, target: Path) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise KeyboardInterrupt
            move_new(source, target)

        with monkeypatch.context() as patched:
            patched.setattr("sync.service.restore.move_new", breaks)
            with pytest.raises(KeyboardInterrupt):
                restore(path, new)
        assert not new.exists()
    restore(path, new)
    assert facts_of(new) == facts_of(issued.folder)


def test_facts_outside_of_the_folder_are_left_for_the_administrator(issued: Bureau, tmp_path: Path) -> None:
    text = issued.config.read_text(encoding="utf-8")
    elsewhere = tmp_path / "kho" / "so.db"
    elsewhere.parent.mkdir()
    shutil.move(issued.folder / "baocao.db", elsewhere)
    issued.config.write_text(text.replace("store: baocao.db", f"store: {elsewhere}"), encoding="utf-8")
    path = saved(issued)
    before = elsewhere.read_bytes()
    restored = restore(path, tmp_path / "mới")
    assert [code for code, _ in restored.left] == ["restore-store-elsewhere"]
    assert (tmp_path / "mới" / "baocao.db").is_file()
    assert elsewhere.read_bytes() == before


def test_a_disk_without_room_is_said_before_anything_is_written(
    issued: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(issued)
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1000))
    with pytest.raises(ArchiveError, match="archive-no-room"):
        restore(path, tmp_path / "mới")
    assert not (tmp_path / "mới").exists()


def test_a_file_in_the_folders_place_is_said(issued: Bureau, tmp_path: Path) -> None:
    (tmp_path / "mới").write_text("")
    with pytest.raises(FileBusyError):
        restore(saved(issued), tmp_path / "mới")


def store_of_the_first_product(path: Path, config: bytes) -> None:
    """Make a store as revision 0001 made it, with two rounds in it: the second after the clock was set back."""
    engine = create_engine(f"sqlite:///{path}")
    alembic = Config()
    alembic.set_main_option("script_location", str(Path(migrations.__path__[0])))
    with engine.begin() as connection:
        alembic.attributes["connection"] = connection
        upgrade(alembic, "0001")
        kept = blobs.keep(connection, config, moment("18/01/2024 09:00"))
        for name, at in (("run-2", "2024-01-18"), ("run-1", "2023-01-18")):
            fact = {"id": name, "period": "2024-01", "at": f"{at}T09:00:00+07:00", "who": "bình", "product": "0.1.0"}
            add(connection, run, [{**fact, "config": kept}])
    engine.dispose()


def test_a_backup_of_an_earlier_product_is_brought_up(issued: Bureau, tmp_path: Path) -> None:
    """Its store is as revision 0001 made it: the facts of later ones are not there yet."""
    old = tmp_path / "xưa"
    old.mkdir()
    store_of_the_first_product(old / "baocao.db", issued.config.read_bytes())
    data = (old / "baocao.db").read_bytes()
    with packing(tmp_path / "xưa.zip", issued.time) as made:
        made.add("config.yaml", issued.config.read_bytes())
        made.add("baocao.db", data)
        made.close("backup", schema="0001", rows={"run": 2, "blob": 1})
    restored = restore(tmp_path / "xưa.zip", tmp_path / "mới")
    assert [code for code, _ in restored.left] == ["restore-no-template"]
    with opened(tmp_path / "mới" / "config.yaml") as office, office.store.reading() as connection:
        last = facts.latest_run(connection, "2024-01")
    assert last is not None
    assert last.id == "run-1"


def test_a_config_of_other_days_keeps_the_facts_from_nobody(
    issued: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with issued.office() as office:
        text = issued.config.read_text(encoding="utf-8")
        issued.config.write_text(f"{text}\nkhoa_cua_ban_sau: 1\n", encoding="utf-8")
        path = backup(office, tmp_path / "luu.zip").path
    assert command("restore", path, tmp_path / "mới") == 1
    assert "! Đã lấy lại config.yaml, nhưng bản chương trình này chưa đọc được nó." in capsys.readouterr().out
    assert sorted(each.name for each in (tmp_path / "mới").iterdir()) == [
        "baocao.db",
        "config.yaml",
        "hop-thu-den",
        "mau-bao-cao.docx",
    ]
    (tmp_path / "mới" / "config.yaml").write_text(text, encoding="utf-8")
    issued.config.write_text(text, encoding="utf-8")
    assert facts_of(tmp_path / "mới") == facts_of(issued.folder)


@pytest.mark.parametrize("target", ["USB/luu.zip", "USB", "USB/"])
def test_a_disk_that_is_not_plugged_in_gets_no_backup_beside_what_it_saves(
    issued: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    assert command("backup", f"{tmp_path}/{target}", "--config", issued.config) == 2
    said = capsys.readouterr().err
    assert f"Không có thư mục “{tmp_path / 'USB'}” nên chưa sao lưu. Cắm hoặc nối lại ổ đĩa ấy" in said
    assert not (tmp_path / "USB").exists()


def test_a_folder_may_be_named_by_a_way_round(
    issued: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = saved(issued)
    (tmp_path / "đây").mkdir()
    monkeypatch.chdir(tmp_path / "đây")
    assert command("restore", archive, "../mới") == 0
    assert "ở ngoài thư mục này" not in capsys.readouterr().err
    assert (tmp_path / "mới" / "baocao.db").is_file()
