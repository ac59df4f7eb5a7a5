"""Five canaries in an office at work: key, token, passwords of mail and database, and the key file as it lies there.

The commands as they are installed, at --debug, with everything in order and with everything broken; then every file
that lies about, unpacked, what was printed, and what `ps` showed meanwhile.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import sysconfig
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sheets.google.credentials import SCOPES, read_key
from sheets.google.errors import GoogleError
from sync.service import doctor
from sync.service.doctor import examine
from sync.service.machine import Ward
from sync.work import google as opening
from tests.google.office import GoogleDesk
from tests.google.test_installed import lay_google
from tests.google_fake.faults import Fault
from tests.google_fake.oauth import Account
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.tls import authority, proxying
from tests.security.test_secrets import online
from tests.service.test_doctor import well
from tests.service.test_remind import Server

__all__ = ["online"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
MAIL, DATABASE = "matKhauThu-CHIM.hoang.yen#1", "matKhauKho-CHIM.hoang.yen#2"
COMMANDS = (
    ("sync",), ("status", "--html", "tinh-hinh.html"), ("remind",), ("report", "--draft"), ("workbook",), ("doctor",),
    ("backup", "luu.zip"), ("google", "setup"), ("serve", "--once"), ("export",), ("trace", "Kết quả"), ("check",),
)  # fmt: skip
WITHOUT_PERIOD = {"doctor", "google", "backup", "serve"}


@contextmanager
def watching_ps() -> Iterator[set[bytes]]:
    """Collect the command lines of all processes of this machine while the block runs."""
    seen: set[bytes] = set()
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(path.read_bytes())
                except OSError:
                    continue

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


def say(desk: GoogleDesk, proxy: str, ca: Path, *words: str) -> str:
    """Run an installed command at --debug; return all that it printed."""
    installed = shutil.which("baocao", path=sysconfig.get_path("scripts"))
    assert installed is not None
    env = {name: value for name, value in os.environ.items() if name not in {"CURL_CA_BUNDLE", "BAOCAO_GOOGLE_KEY"}}
    env |= {"HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": "", "PYTHONUTF8": "1"}
    env |= {"REQUESTS_CA_BUNDLE": str(ca), "PGPASSWORD": DATABASE}
    period = [] if words[0] in WITHOUT_PERIOD else ["--period", "2024-01"]
    config = ["--config", str(desk.folder / "config.yaml")]
    done = subprocess.run(
        [installed, words[0], *words[1:], *config, *period, "--debug"],
        cwd=desk.folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert "unrecognized arguments" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def unpacked(data: bytes) -> bytes:
    """A file and, where it is a package or a store, all that is in it."""
    said = [data]
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            said += [part for name in package.namelist() for part in (name.encode(), unpacked(package.read(name)))]
    elif data.startswith(b"SQLite format 3\x00"):
        with closing(sqlite3.connect(":memory:")) as store:
            store.deserialize(data[:18] + b"\1\1" + data[20:])  # without its log, which is a file of its own
            said += [line.encode("utf-8", "replace") for line in store.iterdump()]
    return b"\0".join(said)


@pytest.mark.slow
def test_no_canary_sings(tmp_path: Path, account: Account, server: Server) -> None:
    google = Google(account=Account(account.address, account.private))
    desk = lay_google(tmp_path, google)
    config = desk.folder / "config.yaml"
    good = config.read_text(encoding="utf-8")
    password = desk.folder / "mat-khau.txt"
    password.touch(0o600)
    password.write_text(MAIL, encoding="utf-8")
    mail = f"mail: {{host: 127.0.0.1, port: {server.port}, security: none, sender: b@x.vn"
    broken = (
        f"{good}\n{mail}, user: b, password_file: mat-khau.txt}}\n",  # a server that knows no login
        f"{good}\n{mail}, user: b, password: '{MAIL}'}}\n",  # where it must not stand
        good.replace("store: baocao.db", f"store: 'postgresql+psycopg://so:{DATABASE}@127.0.0.1:1/x'"),
        good.replace("store: baocao.db", "store: postgresql+psycopg://so@127.0.0.1:1/x"),  # nobody listens
    )
    told = []
    (tmp_path / "ca").mkdir()
    ca, chain = authority(tmp_path / "ca")
    with serving(google) as address, proxying(chain, address) as proxy, watching_ps() as commands:
        config.write_text(f"{good}\n{mail}}}\n", encoding="utf-8")
        told += [say(desk, proxy, ca, *words) for words in COMMANDS]
        for text in broken:
            config.write_text(text, encoding="utf-8")
            told.append(say(desk, proxy, ca, "remind" if text.startswith(good) else "sync"))
        config.write_text(good, encoding="utf-8")
        for kind, status in (("token", 401), ("token", 500), ("sheets_read", 403), ("drive", 401)):
            google.faults.add(Fault("status", kind, times=7, status=status))  # type: ignore[arg-type]  # a kind
            told.append(say(desk, proxy, ca, "sync"))
            google.faults.clear()
    assert server.mails, "letters went, past the server's password"
    key = (desk.folder / "khoa.json").read_bytes()
    lines = json.loads(key)["private_key"].splitlines()[1:-1]
    tokens = list(google.tokens.given)
    assert tokens
    canaries = [each.encode() for each in (*lines, *tokens, MAIL, DATABASE)] + [key]
    lies = [
        path for path in desk.folder.rglob("*") if path.is_file() and path.name not in {"khoa.json", "mat-khau.txt"}
    ]
    assert {path.suffix for path in lies} >= {".log", ".db", ".zip", ".docx", ".xlsx", ".html", ".xlsm"}
    places = {str(path.relative_to(desk.folder)): unpacked(path.read_bytes()) for path in lies}
    places["what was printed"] = "".join(told).encode()
    places["ps"] = b"\0".join(commands)
    assert b"baocao" in places["ps"]
    assert b"backup" in places["ps"]
    sang = [(name, canary[:12]) for name, said in places.items() for canary in canaries if canary in said]
    assert sang == []
    assert {scopes for _, scopes in google.tokens.given.values()} == {frozenset(SCOPES)}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o606, 0o610, 0o601, 0o620, 0o602, 0o666, 0o777, 0o755])
def test_a_key_file_that_is_not_its_owner_s_alone_is_refused(key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    with pytest.raises(GoogleError) as refused:
        read_key(key_file)
    assert refused.value.code == "google-key-exposed"
    key_file.chmod(0o600)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    read_key(key_file)


@pytest.mark.parametrize(("days", "warned"), [(89, False), (91, True)])
def test_a_key_that_is_older_than_ninety_days_is_warned_of(
    online: GoogleDesk, key_file: Path, monkeypatch: pytest.MonkeyPatch, days: int, warned: bool
) -> None:
    now = dt.datetime.now(dt.UTC)
    made = (now - dt.timedelta(days=days)).timestamp()
    os.utime(key_file, (made, made))
    monkeypatch.setattr(doctor, "key_path", lambda _: key_file)
    monkeypatch.setattr(doctor, "open_client", opening.open_client)
    config = online.folder / "config.yaml"
    found = {each.code: each for each in examine(config, Ward(config, now=lambda: now, run=well))}
    assert found["doctor-google"].state == "ok"
    assert ("doctor-google-key-old" in found) == warned
    if warned:
        assert found["doctor-google-key-old"].message == "Tệp khóa Google đã dùng 91 ngày."
