"""Passwords, keys and tokens: in no log, store, output or traceback (archives: test_archive_secrets.py)."""

from __future__ import annotations

import json
import stat
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

import baocao
from sheets.google.credentials import SCOPES
from sheets.google.transport import Client
from sync.service.nightly import Step, tick
from sync.service.remind import make_reminders
from sync.work import google as opening
from tests.google.office import IN_GOOGLE, GoogleDesk, lay_office
from tests.google_fake.faults import Fault
from tests.google_fake.service import Google
from tests.road.conftest import Said
from tests.service.conftest import Bureau

PASSWORD = "matKhau-CHIM.hoang.yen#1"
REMIND = (Step("remind", make_reminders),)


def holds(folder: Path, canary: str, *without: Path) -> list[str]:
    """The files below a folder in which a secret stands."""
    kept = [path for path in folder.rglob("*") if path.is_file() and path not in without]
    return [str(path) for path in kept if canary.encode() in path.read_bytes()]


def said_by(*words: str) -> str:
    """What a command says at --debug, the whole traceback among it, with all that it was caused by."""
    try:
        baocao.main([*words, "--debug"])
    except Exception as error:  # noqa: BLE001 whatever it was
        return "".join(traceback.format_exception(error))
    return ""


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://so:{}@127.0.0.1:1/baocao",
        "postgresql+psycopg://127.0.0.1:1/baocao?user=so&password={}",
        "postgresql://so:{}@127.0.0.1:1/baocao",
        "mysql://so:{}@127.0.0.1/baocao",
        "so:{}",
    ],
)
def test_the_password_of_a_database_is_said_nowhere(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    """Given in BAOCAO_STORE, as it should be, or in config.yaml, where it is refused: no sentence repeats it."""
    secret = "matKhauCHIMhoangyen1"
    monkeypatch.setenv("BAOCAO_STORE", address.format(secret))
    words = ["--config", str(bureau.config), "--period", "2024-01"]
    told = said_by("sync", *words) + said_by("doctor", *words) + said_by("status", *words)
    monkeypatch.delenv("BAOCAO_STORE")
    text = bureau.config.read_text(encoding="utf-8")
    bureau.config.write_text(f"{text}\nstore: {address.format(secret)}\n", encoding="utf-8")
    told += said_by("sync", *words) + said_by("doctor", *words)
    tick(bureau.config, (), bureau.now)
    said = capsys.readouterr()
    assert secret not in told + said.out + said.err
    assert holds(bureau.folder, secret, bureau.config) == []


def test_the_password_of_the_mail_is_said_nowhere(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No server listens; the file and the environment hold it; one in config.yaml is refused unread."""
    file = bureau.folder / "mat-khau.txt"
    file.write_text(PASSWORD, encoding="utf-8")
    file.chmod(0o600)
    text = bureau.config.read_text(encoding="utf-8")
    mail = "\nmail: {host: 127.0.0.1, port: 1, security: none, sender: b@x.vn, user: b, password_file: mat-khau.txt}\n"
    bureau.config.write_text(text + mail, encoding="utf-8")
    words = ["--config", str(bureau.config), "--period", "2024-01"]
    told = said_by("remind", *words) + said_by("doctor", *words)
    assert tick(bureau.config, REMIND, bureau.now).told
    monkeypatch.setenv("BAOCAO_MAIL_PASSWORD", PASSWORD)
    told += said_by("remind", *words) + said_by("doctor", *words)
    bureau.config.write_text(text + mail.replace("user: b", f'user: b, password: "{PASSWORD}"'), encoding="utf-8")
    told += said_by("remind", *words)
    assert tick(bureau.config, REMIND, bureau.now).failed
    said = capsys.readouterr()
    assert PASSWORD not in told + said.out + said.err
    assert holds(bureau.folder, PASSWORD, file, bureau.config) == []


@pytest.fixture
def online(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> GoogleDesk:
    """An office three of whose divisions fill Google spreadsheets."""
    monkeypatch.setattr(opening, "open_client", lambda _: connect())

    def say(*words: str) -> Said:
        capsys.readouterr()
        code = baocao.main([words[0], "--config", str(tmp_path / "so" / "config.yaml"), *words[1:]])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return lay_office(tmp_path / "so", google, say, IN_GOOGLE)


@pytest.mark.parametrize("status", [401, 403, 500])
def test_key_and_tokens_of_google_are_said_nowhere(
    online: GoogleDesk, google: Google, key_file: Path, status: int
) -> None:
    google.faults.add(Fault("status", "sheets_read", times=2, status=status))
    google.faults.add(Fault("status", "token", times=1, status=status))
    answers = [online.sync(), online.say("feedback", "--period", "2024-01"), online.say("google", "setup")]
    google.faults.clear()
    answers.append(online.sync())
    key = json.loads(key_file.read_text(encoding="utf-8"))["private_key"].splitlines()[5]
    told = "".join(answer.out + answer.err for answer in answers)
    for secret in (key, *google.tokens.given):
        assert secret not in told
        assert holds(online.folder, secret) == []
    assert google.tokens.given
    assert {scopes for _, scopes in google.tokens.given.values()} == {frozenset(SCOPES)}


def test_the_least_is_asked_of_google() -> None:
    assert SCOPES == (
        "https://www.googleapis.com/auth/spreadsheets",
        "https://www.googleapis.com/auth/drive.metadata.readonly",
    )


def test_no_secret_is_ever_a_word_of_a_command() -> None:
    """What stands on a command line is seen by everybody on the machine (`ps`)."""
    parser = baocao._parser()
    for commands in [a for a in parser._actions if getattr(a, "choices", None) and isinstance(a.choices, dict)]:
        for name, command in commands.choices.items():  # type: ignore[union-attr]  # a dict
            for action in command._actions:
                words = " ".join(action.option_strings)
                assert action.nargs == 0 or not any(w in words for w in ("password", "token", "key", "secret")), name


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX knows modes")
def test_what_the_service_writes_of_its_own_is_for_its_user_alone(bureau: Bureau) -> None:
    """An administrator may give it a narrow umask: no file asks for more than that by itself."""
    import os

    before = os.umask(0o077)
    try:
        assert not tick(bureau.config, (), bureau.now).failed
    finally:
        os.umask(before)
    store = bureau.folder / "baocao.db"
    assert stat.S_IMODE(store.stat().st_mode) & 0o077 == 0
