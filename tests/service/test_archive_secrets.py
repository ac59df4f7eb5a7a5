"""Secrets stay where they are: none is in a backup or in an archive that goes to other hands."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

import baocao
from sync.service.archive import backup
from sync.service.export import export
from sync.work.collect import collect
from sync.work.publish import publish
from tests.service.conftest import JANUARY, Bureau

CANARIES = {
    "key": "MIIEvKHOAGOOGLEcanary",
    "mail file": "matkhauthuCANARY1",
    "mail environment": "matkhauthuCANARY2",
    "database": "matkhaucsdlCANARY3",
    "token": "ya29.tokenCANARY4",
}


@pytest.fixture
def with_secrets(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """An office whose machine knows every kind of secret, in the places where they belong."""
    key = {"type": "service_account", "private_key": CANARIES["key"], "client_email": "so@vi-du.iam"}
    for name, text in (("khoa-google.json", json.dumps(key)), ("mat-khau.txt", CANARIES["mail file"])):
        (bureau.folder / name).write_text(text, encoding="utf-8")
        (bureau.folder / name).chmod(0o600)
    (bureau.folder / "nhat-ky").mkdir()
    (bureau.folder / "nhat-ky" / "token.json").write_text(CANARIES["token"], encoding="utf-8")
    monkeypatch.setenv("BAOCAO_MAIL_PASSWORD", CANARIES["mail environment"])
    monkeypatch.setenv("PGPASSWORD", CANARIES["database"])
    text = bureau.config.read_text(encoding="utf-8")
    head, mail = "\nmail:", "mail: {host: thu.vi-du.vn, sender: so@vi-du.vn, user: so, password_file: mat-khau.txt}\n"
    assert head not in text
    bureau.config.write_text(f"{text}\n{mail}", encoding="utf-8")
    return bureau


def everything_in(path: Path, scratch: Path) -> bytes:
    """Return all that an archive says, unpacked, its store row by row."""
    said = []
    with zipfile.ZipFile(path) as made:
        for name in made.namelist():
            data = made.read(name)
            said += [name.encode(), data]
            if name.endswith((".docx", ".xlsx")):
                (scratch / "tệp").write_bytes(data)
                with zipfile.ZipFile(scratch / "tệp") as inner:
                    said += [inner.read(part) for part in inner.namelist()]
            if name.endswith(".db"):
                (scratch / "kho.db").write_bytes(data)
                raw = sqlite3.connect(scratch / "kho.db")
                said += [line.encode("utf-8", "replace") for line in raw.iterdump()]
                raw.close()
    return b"\0".join(said)


def test_no_archive_holds_a_secret(with_secrets: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with with_secrets.office() as office:
        collect(office, JANUARY)
        publish(office, JANUARY, draft=True)
        made = [
            backup(office, tmp_path / "luu.zip").path,
            export(office, JANUARY, tmp_path / "goi.zip").path,
        ]
    assert baocao.main(["backup", str(tmp_path / "nua.zip"), "--config", str(with_secrets.config)]) == 0
    assert baocao.main(["export", "--verify", str(tmp_path / "goi.zip")]) == 0
    said = capsys.readouterr()
    told = b"\0".join(everything_in(path, tmp_path) for path in (*made, tmp_path / "nua.zip"))
    assert b"TTKT" in told
    told += (said.out + said.err + with_secrets.log()).encode()
    for kind, canary in CANARIES.items():
        assert canary.encode() not in told, kind


@pytest.mark.skipif(os.name != "posix", reason="POSIX knows modes")
def test_only_its_owner_reads_an_archive(with_secrets: Bureau, tmp_path: Path) -> None:
    with with_secrets.office() as office:
        collect(office, JANUARY)
        publish(office, JANUARY, draft=True)
        for path in (backup(office, tmp_path / "luu.zip").path, export(office, JANUARY, tmp_path / "goi.zip").path):
            assert path.stat().st_mode & 0o077 == 0
