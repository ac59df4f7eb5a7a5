"""Where the product connects: Google's three names, the mail server, the database; whatever a link says."""

from __future__ import annotations

import os
import re
import shutil
import socket
import socketserver
import subprocess
import sysconfig
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sheets.google.credentials import read_key
from sheets.google.errors import GoogleError
from sheets.google.links import spreadsheet_id
from sheets.google.transport import Client
from sync.work import google as opening
from tests.faults.injecting import STRACE, may_trace
from tests.google.office import IN_GOOGLE, GoogleDesk, lay_office
from tests.google.test_installed import lay_google
from tests.google_fake.faults import Fault
from tests.google_fake.oauth import Account
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.tls import HOSTS, authority, proxying
from tests.road.conftest import Said
from tests.security.test_names import quoted
from tests.service.test_remind import Server

ID = "1" * 44
SYSTEM = ("/var/run/nscd", "/run/nscd", "/run/systemd", "/run/uuidd")  # names and ids, asked of the machine itself
LINKS = (
    "file:///etc/passwd", f"file:///spreadsheets/d/{ID}", f"file://docs.google.com/spreadsheets/d/{ID}/edit",
    "http://169.254.169.254/latest/meta-data/", f"http://169.254.169.254/spreadsheets/d/{ID}", "http://[",
    f"http://[::1]/spreadsheets/d/{ID}", f"http://localhost/spreadsheets/d/{ID}", f"//127.0.0.1/spreadsheets/d/{ID}",
    "../../../etc/passwd", "..", f"../{ID}", f"{ID}/../x", f"{ID}:batchUpdate", f"{ID}?alt=media", f"{ID}/#",
    f"{ID} {ID}",
    f"{ID}\r\nX-Header: 1", f"https://docs.google.com.evil.vn/spreadsheets/d/{ID}/edit",
    f"https://evil.vn/docs.google.com/spreadsheets/d/{ID}", f"https://docs.google.com@evil.vn/spreadsheets/d/{ID}",
    f"https://docs.google.com%2eevil.vn/spreadsheets/d/{ID}", f"https://docs.google.com\\@evil.vn/spreadsheets/d/{ID}",
    f"https://xn--docs-google-com.vn/spreadsheets/d/{ID}", f"https://docs.gооgle.com/spreadsheets/d/{ID}",
    f"javascript://docs.google.com/spreadsheets/d/{ID}", f"data:text/html,{ID}", f"ftp://docs.google.com/d/{ID}",
    f"gopher://docs.google.com/d/{ID}", f"https://docs.google.com/spreadsheets/d/e/2PACX-{ID}/pubhtml",
    "https://docs.google.com/spreadsheets/d/../../drive/v3/files", "https://docs.google.com/spreadsheets/d/%2e%2e%2f/x",
    f"https://docs.google.com/url?q=http://evil.vn/d/{ID}", "https://script.google.com/macros/s/AKfycbx/exec",
    f"{'1' * 19}", f"{'1' * 101}", "$(id)", "`id`", "'; DROP TABLE version; --", "{{7*7}}", "%s", f"{ID}\x00",
)  # fmt: skip


def test_there_are_thirty_links_and_more_and_none_of_them_names_a_spreadsheet() -> None:
    assert len(LINKS) >= 30
    for link in LINKS:
        with pytest.raises(GoogleError, match="google-link"):
            spreadsheet_id(link)


def test_a_division_with_such_a_link_fails_alone_in_one_sentence_and_nobody_is_asked(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    say: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "open_client", lambda _: connect())
    desk = lay_office(tmp_path / "so", google, say, IN_GOOGLE)
    for code in IN_GOOGLE:
        del google.spreadsheets[desk.id(code)]
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    links = [link for link in LINKS if "\r" not in link and "\x00" not in link]
    for at in range(0, len(links), 3):
        these = dict(zip(IN_GOOGLE, (links + links)[at : at + 3], strict=True))
        made = text
        for code, link in these.items():
            made = made.replace(f"{{google: {desk.id(code)}}}", f'{{google: "{quoted(link)}"}}')
        config.write_text(made, encoding="utf-8")
        google.calls.clear()
        said = desk.sync("--format", "json")
        assert "Traceback" not in said.err
        assert "ngoài dự kiến" not in said.err
        if said.code == 2:  # config.yaml itself is refused, with the line
            assert "config.yaml, dòng" in said.err
        else:
            rows = {row["division"]: row for row in said.json["divisions"]}
            assert {rows[code]["outcome"] for code in these} == {"failed"}, these
            assert all(rows[code]["message"] for code in these)
        assert google.calls["sheets_read"] == google.calls["sheets_write"] == 0, these


@pytest.mark.parametrize(
    "place",
    ["http://169.254.169.254/token", "file:///etc/passwd", "https://evil.vn/token", "http://oauth2.googleapis.com/token",
     "https://oauth2.googleapis.com.evil.vn/token", "https://oauth2.googleapis.com@evil.vn/", "", "http://["],
)  # fmt: skip
def test_a_key_that_fetches_its_token_elsewhere_is_no_key(tmp_path: Path, account: Account, place: str) -> None:
    """What is sent there is signed with the key."""
    path = tmp_path / "khoa.json"
    path.touch(0o600)
    path.write_text(account.key_file(place), encoding="utf-8")
    with pytest.raises(GoogleError) as refused:
        read_key(path)
    assert refused.value.code == "google-key-invalid"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    say: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
    status: int,
) -> None:
    monkeypatch.setattr(opening, "open_client", lambda _: connect())
    desk = lay_office(tmp_path / "so", google, say, IN_GOOGLE)
    with noting("http://127.0.0.1:9") as (elsewhere, asked):
        headers = {"Location": f"{elsewhere}/v4/spreadsheets/{ID}"}
        google.faults.add(Fault("status", "sheets_read", times=18, status=status, headers=headers))
        said = desk.sync("--format", "json")
    assert asked == []
    failed = [row for row in said.json["divisions"] if row["outcome"] == "failed"]
    assert len(failed) == 3
    assert all(row["message"] for row in failed)


@contextmanager
def noting(proxy: str) -> Iterator[tuple[str, list[str]]]:
    """A proxy before the proxy, which notes the names that are asked for."""
    asked: list[str] = []
    parts = urlsplit(proxy)

    class Noting(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = self.request.recv(65536)
            asked.append(head.split()[1].decode("ascii"))
            with socket.create_connection((parts.hostname, parts.port or 0)) as there:
                there.sendall(head)
                back = threading.Thread(target=pump, args=(there, self.request), daemon=True)
                back.start()
                pump(self.request, there)
                back.join()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Noting) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.mark.both_stores
@pytest.mark.skipif(not may_trace(), reason="strace is not installed or may not trace here")
def test_a_full_round_connects_to_google_the_mail_server_and_the_database_alone(
    tmp_path: Path, account: Account, server: Server, store_url: str
) -> None:
    """The commands as an office runs them, through its proxy; the system is asked what they connect to."""
    google = Google(account=Account(account.address, account.private))
    desk = lay_google(tmp_path, google)
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8").replace("store: baocao.db", f"store: {store_url}")
    config.write_text(
        f"{text}\nmail: {{host: 127.0.0.1, port: {server.port}, security: none, sender: b@example.vn}}\n",
        encoding="utf-8",
    )
    (tmp_path / "ca").mkdir()
    ca, chain = authority(tmp_path / "ca")
    logs = []
    with serving(google) as address, proxying(chain, address) as inner, noting(inner) as (proxy, asked):
        for words in (("sync",), ("feedback",), ("remind",), ("report", "--draft"), ("doctor",), ("backup", "luu.zip")):
            log = tmp_path / f"{words[0]}.calls"
            done = traced(desk, log, proxy, ca, *words)
            assert done[0] in {0, 1}, done
            logs.append(log.read_text(encoding="utf-8", errors="replace"))
    calls = "".join(logs)
    assert {name.partition(":")[0] for name in asked} == set(HOSTS)
    ports = set(re.findall(r"connect\(\d+, \{sa_family=AF_INET, sin_port=htons\((\d+)\), .*?127\.0\.0\.1", calls))
    assert ports == {proxy.rpartition(":")[2], str(server.port)}
    internet = re.findall(r"^.*(?:connect|sendto|sendmsg|sendmmsg)\(.*AF_INET6?\b.*$", calls, re.MULTILINE)
    assert [line for line in internet if '"127.0.0.1"' not in line] == []
    paths = set(re.findall(r"connect\(\d+, \{sa_family=AF_UNIX, sun_path=@?\"([^\"]*)\"", calls))
    assert all("PGSQL" in path or path.startswith(SYSTEM) for path in paths), paths
    assert ("postgresql" in store_url) == any("PGSQL" in path for path in paths)


def traced(desk: GoogleDesk, log: Path, proxy: str, ca: Path, *words: str) -> tuple[int, str]:
    """Run the installed command through a proxy while strace notes what it does on the network."""
    installed = shutil.which("baocao", path=sysconfig.get_path("scripts"))
    assert installed is not None
    env = {name: value for name, value in os.environ.items() if name not in {"CURL_CA_BUNDLE", "BAOCAO_GOOGLE_KEY"}}
    env |= {"HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": "", "PYTHONUTF8": "1"}
    env |= {"REQUESTS_CA_BUNDLE": str(ca)}
    period = [] if words[0] in {"doctor", "backup"} else ["--period", "2024-01"]
    done = subprocess.run(
        [str(STRACE), "-f", "-qq", "-s", "200", "-e", "trace=connect,sendto,sendmsg,sendmmsg,bind", "-o", str(log),
         installed, words[0], "--config", str(desk.folder / "config.yaml"), *period, *words[1:]],
        cwd=desk.folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr
