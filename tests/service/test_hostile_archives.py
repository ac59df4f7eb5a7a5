"""An archive from anywhere: whatever is odd about it is refused in one sentence, before anything is written."""

from __future__ import annotations

import io
import json
import random
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import baocao
from sync.service.archive import backup
from sync.service.restore import restore
from sync.service.sealed import ArchiveError, is_safe
from sync.store.copying import fingerprint
from sync.work.collect import collect
from sync.work.opening import opened
from tests.service.conftest import JANUARY, laid_out

Members = dict[str, bytes]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """The members of a real backup."""
    bureau = laid_out(tmp_path_factory.mktemp("office") / "sở")
    with bureau.office() as office:
        collect(office, JANUARY)
        path = backup(office, bureau.folder.parent / "luu.zip").path
    with zipfile.ZipFile(path) as made:
        return {name: made.read(name) for name in made.namelist()}


def packed(members: Members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def with_list(members: Members, /, **changes: object) -> Members:
    told = json.loads(members["manifest.json"])
    return {**members, "manifest.json": json.dumps({**told, **changes}).encode()}


def with_member(members: Members, name: str, data: bytes) -> Members:
    """Add or change a member and list it as though it belonged there."""
    told = json.loads(members["manifest.json"])
    import hashlib

    told["members"][name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return {**members, name: data, "manifest.json": json.dumps(told).encode()}


def unlisted(name: str) -> Callable[[Members], bytes]:
    return lambda members: packed({**members, name: b"x"})


def listed(name: str) -> Callable[[Members], bytes]:
    return lambda members: packed(with_member(members, name, b"x"))


def twice(members: Members) -> bytes:
    out = io.BytesIO(packed(members))
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("config.yaml", b"name: khac")
    return out.getvalue()


def linked(members: Members) -> bytes:
    out = io.BytesIO(packed({name: data for name, data in members.items() if name != "template.docx"}))
    with zipfile.ZipFile(out, "a") as made:
        link = zipfile.ZipInfo("template.docx")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


def bomb(members: Members) -> bytes:
    return packed(with_member(members, "template.docx", bytes(400 << 20)))


def lying_bomb(members: Members) -> bytes:
    """A member that says it has a few bytes and inflates to many."""
    data = packed({**members, "template.docx": bytes(1 << 20)})
    at = data.rindex(b"template.docx") - 46  # its entry in the directory at the end
    return data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]


def flipped(name: str) -> Callable[[Members], bytes]:
    def change(members: Members) -> bytes:
        data = bytearray(members[name])
        data[len(data) // 2] ^= 1
        return packed({**members, name: bytes(data)})

    return change


def fact_changed(members: Members) -> bytes:
    """A fact rewritten behind our back, the archive sealed anew over it."""
    raw = sqlite3.connect(":memory:")
    with closing(raw):
        raw.deserialize(members["baocao.db"])
        raw.execute("DROP TRIGGER version_no_update")
        assert raw.execute("UPDATE version SET source = 'khac.xlsx' WHERE division = 'VP'").rowcount == 1
        raw.commit()
        return packed(with_member(members, "baocao.db", raw.serialize()))


def row_taken_out(members: Members) -> bytes:
    raw = sqlite3.connect(":memory:")
    with closing(raw):
        raw.deserialize(members["baocao.db"])
        raw.execute("DROP TRIGGER finding_log_no_delete")
        raw.execute("DROP TRIGGER sighting_no_delete")
        raw.execute("DELETE FROM sighting WHERE id = (SELECT max(id) FROM sighting)")
        raw.commit()
        return packed(with_member(members, "baocao.db", raw.serialize()))


def another_database(members: Members) -> bytes:
    raw = sqlite3.connect(":memory:")
    with closing(raw):
        raw.execute("CREATE TABLE khac (x)")
        return packed(with_member(members, "baocao.db", raw.serialize()))


def without(name: str) -> Callable[[Members], bytes]:
    return lambda members: packed({key: data for key, data in members.items() if key != name})


def schema_from_the_future(members: Members) -> bytes:
    return packed(with_list(members, schema="9999", product="9.1"))


HOSTILE: dict[str, tuple[Callable[[Members], bytes], str]] = {
    "not a zip": (lambda _: b"%PDF-1.7", "không phải gói"),
    "empty": (lambda _: b"", "không phải gói"),
    "cut short": (lambda members: packed(members)[:-2000], "không phải gói"),
    "a zip of something else": (lambda _: packed({"a.txt": b"x"}), "không phải gói"),
    "up and out": (listed("../config.yaml"), "không an toàn"),
    "up and out, unlisted": (unlisted("../../x"), "không an toàn"),
    "absolute": (listed("/etc/cron.d/x"), "không an toàn"),
    "a drive": (listed("C:/x"), "không an toàn"),
    "backslashes": (listed("..\\x"), "không an toàn"),
    "a device": (listed("con.txt"), "không an toàn"),
    "a folder": (listed("x/"), "không an toàn"),
    "a dot at the end": (listed("x."), "không an toàn"),
    "a colon": (listed("baocao.db:x"), "không an toàn"),
    "blank and control characters": (listed("x\x1b[2J"), "không an toàn"),
    "a link": (linked, "không an toàn"),
    "twice": (twice, "hai tệp cùng tên “config.yaml”"),
    "twice but for its case": (unlisted("CONFIG.YAML"), "hai tệp cùng tên “CONFIG.YAML”"),
    "a stranger": (listed("autorun.inf"), "tệp lạ “autorun.inf”"),
    "an unlisted stranger": (unlisted("autorun.inf"), "tệp lạ “autorun.inf”"),
    "a bomb": (bomb, "lớn bất thường"),
    "a bomb that lies": (lying_bomb, "hỏng hoặc đã bị sửa ở “template.docx”"),
    "another config": (flipped("config.yaml"), "hỏng hoặc đã bị sửa ở “config.yaml”"),
    "another template": (flipped("template.docx"), "hỏng hoặc đã bị sửa ở “template.docx”"),
    "other facts": (flipped("baocao.db"), "hỏng hoặc đã bị sửa ở “baocao.db”"),
    "a fact rewritten, sealed anew": (fact_changed, "hỏng hoặc đã bị sửa ở “baocao.db”"),
    "a fact taken out, sealed anew": (row_taken_out, "hỏng hoặc đã bị sửa ở “baocao.db”"),
    "a database that is none of ours": (another_database, "hỏng hoặc đã bị sửa ở “baocao.db”"),
    "no facts": (without("baocao.db"), "hỏng hoặc đã bị sửa ở “baocao.db”"),
    "no config": (without("config.yaml"), "hỏng hoặc đã bị sửa ở “config.yaml”"),
    "no list": (without("manifest.json"), "không phải gói"),
    "a list that is none": (lambda m: packed({**m, "manifest.json": b"[1]"}), "không phải gói"),
    "a broken list": (lambda m: packed({**m, "manifest.json": b"{"}), "ở “manifest.json”"),
    "a deep list": (lambda m: packed({**m, "manifest.json": b"[" * 200_000}), "ở “manifest.json”"),
    "odd entries": (lambda m: packed(with_list(m, members={"config.yaml": 1})), "ở “manifest.json”"),
    "a format from the future": (
        lambda m: packed(with_list(m, format=2, product="9.1")),
        "bản mới hơn của chương trình tạo ra (9.1)",
    ),
    "a schema from the future": (schema_from_the_future, "bản mới hơn của chương trình tạo ra (9.1)"),
    "another kind": (lambda m: packed(with_list(m, kind="export")), "thuộc loại khác"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_one_sentence_and_nothing_is_written(
    name: str, good: Members, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, sentence = HOSTILE[name]
    (tmp_path / "goi.zip").write_bytes(make(good))
    before = sorted(tmp_path.rglob("*"))
    assert baocao.main(["restore", str(tmp_path / "goi.zip"), str(tmp_path / "mới" / "sở")]) == 2
    said = capsys.readouterr().err.strip()
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert "\x1b" not in said
    assert sorted(tmp_path.rglob("*")) in (before, [*before, tmp_path / "mới"])


def test_what_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert baocao.main(["restore", str(tmp_path / "không-có.zip"), str(tmp_path / "mới")]) == 2
    assert capsys.readouterr().err.startswith("Không mở được tệp “")


def test_triggers_and_tables_of_a_foreign_store_are_left_behind(good: Members, tmp_path: Path) -> None:
    raw = sqlite3.connect(":memory:")
    with closing(raw):
        raw.deserialize(good["baocao.db"])
        raw.execute("CREATE TABLE la (x)")
        raw.execute("CREATE TRIGGER theo_doi AFTER INSERT ON version BEGIN INSERT INTO la VALUES (1); END")
        raw.commit()
        (tmp_path / "goi.zip").write_bytes(packed(with_member(good, "baocao.db", raw.serialize())))
    assert baocao.main(["restore", str(tmp_path / "goi.zip"), str(tmp_path / "mới")]) == 0
    with closing(sqlite3.connect(tmp_path / "mới" / "baocao.db")) as put:
        names = {row[0] for row in put.execute("SELECT name FROM sqlite_master")}
    assert "version" in names
    assert not names & {"la", "theo_doi"}


def test_a_config_that_points_out_of_the_folder_puts_nothing_there(good: Members, tmp_path: Path) -> None:
    text = good["config.yaml"].decode().replace("store: baocao.db", "store: ../ngoai.db")
    (tmp_path / "goi.zip").write_bytes(packed(with_member(good, "config.yaml", text.encode())))
    assert baocao.main(["restore", str(tmp_path / "goi.zip"), str(tmp_path / "mới")]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["goi.zip", "mới"]


@given(st.text(max_size=40) | st.from_regex(r"(\.\./|/|C:|\\\\|[a-z.]|con|\x00){1,8}", fullmatch=True))
def test_a_safe_name_stays_below_its_folder_on_every_system(name: str) -> None:
    from pathlib import PurePosixPath, PureWindowsPath

    if is_safe(name):
        for kind in (PurePosixPath, PureWindowsPath):
            path: Any = kind(name)
            assert not path.is_absolute()
            assert not path.drive
            assert ".." not in path.parts
            assert path.as_posix() == name
        assert name.isascii()


@pytest.mark.parametrize("flips", [120, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_bit_that_was_flipped_anywhere_is_refused_or_changes_nothing(
    good: Members, tmp_path: Path, flips: int
) -> None:
    data, chance = packed(good), random.Random(18)
    (tmp_path / "goi.zip").write_bytes(data)
    restore(tmp_path / "goi.zip", tmp_path / "đúng")
    right, refused = _what_lies_in(tmp_path / "đúng"), 0
    for number in range(flips):
        # Half of them in the lists, of which there is little.
        at = chance.randrange(len(data)) if number % 2 else chance.randrange(len(data) - 1500, len(data))
        broken = bytearray(data)
        broken[at] ^= 1 << chance.randrange(8)
        (tmp_path / "goi.zip").write_bytes(bytes(broken))
        try:
            restore(tmp_path / "goi.zip", tmp_path / "mới")
        except ArchiveError:
            refused += 1
            assert not (tmp_path / "mới").exists(), at
        else:
            assert _what_lies_in(tmp_path / "mới") == right, at
            shutil.rmtree(tmp_path / "mới")
    assert refused > flips / 2


def _what_lies_in(folder: Path) -> dict[str, object]:
    """Return what an office was given: its files, and its facts by their digests."""
    found: dict[str, object] = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.suffix != ".db"}
    with opened(folder / "config.yaml") as office, office.store.reading() as connection:
        return {**found, "facts": fingerprint(connection)}
