"""A PostgreSQL server of our own for the tests: in a temporary folder, on a socket that only this machine has.

It comes from Debian's packages, is started when the first test asks for it, and ends with the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, create_engine

from sync.store.engine import open_store

OWNER, MODEL = "baocao", "mau"  # who owns the databases; the one that each test's database is a copy of
WITH_PASSWORD = "can_mat_khau"  # a role that the server asks for a password
PASSWORD = "Mat/Khau@Kho:42"

_HOW = (
    "listen_addresses = ''",
    "max_connections = 40",
    "fsync = off",  # it lives no longer than the tests
    "synchronous_commit = off",
    "full_page_writes = off",
    "shared_buffers = 16MB",
    "lc_messages = 'C'",
)


@dataclass(frozen=True)
class Server:
    """A running server: where its socket is, where its data, and whose process it is (None: ours)."""

    programs: Path
    sockets: Path
    data: Path
    user: str | None

    def url(self, database: str, user: str = OWNER, **query: str) -> URL:
        """Return the URL of a database; by its text no password is known."""
        return URL.create("postgresql+psycopg", user, database=database, query={"host": str(self.sockets), **query})

    def run(self, *words: str) -> str:
        """Run one of the server's programs as its user."""
        return _run(self.programs, self.user, *words)

    @contextmanager
    def database(self, model: str = MODEL) -> Iterator[str]:
        """Yield the URL of a database made as a copy of another, dropped afterwards."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {model}")
        try:
            yield self.url(name).render_as_string()
        finally:
            self.say(f"DROP DATABASE {name} WITH (FORCE)")

    def say(self, statement: str, database: str = "postgres") -> None:
        """Run a statement outside of any transaction."""
        engine = create_engine(self.url(database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def missing() -> str:
    """Return why there can be no server here, "" where there can."""
    if sys.platform == "win32":
        return "the tests' PostgreSQL runs on a Unix socket"
    if find_spec("psycopg") is None:
        return "psycopg is not installed (pip install 'baocao[postgres]')"
    if _programs() is None:
        return "PostgreSQL's initdb and postgres are not on this machine (apt-get install postgresql)"
    return ""


@contextmanager
def running() -> Iterator[Server]:
    """Start a server and end it, its data with it."""
    programs = _programs()
    assert programs is not None
    # A socket's path may have a hundred characters: pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="bc-pg-"))
    user = _user()
    if user:
        shutil.chown(folder, user, _group(user))
    server = Server(programs, folder, folder / "data", user)
    try:
        _initialised(server)
        options = " ".join(f"-c {each.split(' = ')[0]}={each.split(' = ')[1]}" for each in _HOW)
        options += f" -c unix_socket_directories={folder}"
        server.run("pg_ctl", "start", "-w", "-D", str(server.data), "-l", str(folder / "log"), "-o", options)
        try:
            server.say(f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD '{PASSWORD}'")
            server.say(f"CREATE DATABASE trong OWNER {OWNER}")
            server.say(f"CREATE DATABASE {MODEL} OWNER {OWNER}")
            open_store(server.url(MODEL).render_as_string(), folder).close()
            yield server
        finally:
            server.run("pg_ctl", "stop", "-m", "immediate", "-D", str(server.data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialised(server: Server) -> None:
    words = [
        "initdb",
        "-D",
        str(server.data),
        "-U",
        OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    ]
    # Where texts are ordered as Vietnamese are, what must be ordered by code point shows.
    vietnamese = ["--locale-provider=icu", "--icu-locale=vi"]
    try:
        server.run(*words, *vietnamese)
    except subprocess.CalledProcessError:  # before version 15, or built without ICU
        server.run(*words)
    rules = server.data / "pg_hba.conf"
    rules.write_text(f"local all {WITH_PASSWORD} scram-sha-256\nlocal all all trust\n", encoding="utf-8")


def _run(programs: Path, user: str | None, *words: str) -> str:
    command = [str(programs / words[0]), *words[1:]]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    # Not by a pipe: the server, started by pg_ctl, would keep it open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        subprocess.run(
            command,
            check=True,
            stdout=said,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env={**environment, "LC_ALL": "C"},
            timeout=120,
            user=user,
            group=user and _group(user),
            extra_groups=[] if user else None,
        )
        said.seek(0)
        return said.read()


def _user() -> str | None:
    """Return who must run the server, which refuses to run as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _group(user: str) -> int:
    if sys.platform == "win32":
        raise NotImplementedError
    import pwd

    return pwd.getpwnam(user).pw_gid


def _programs() -> Path | None:
    """Return the folder of the newest server that is installed: Debian keeps it off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4].split(".")[0]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None
