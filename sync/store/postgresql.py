"""The store on a PostgreSQL server: how it is connected to, how writers queue, and what its refusals mean."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

Queue = Literal["facts", "leases"]

DRIVER = "postgresql+psycopg"
CONNECT_SECONDS = 10

# One number a queue, in a place of ours among the advisory locks of a database ("baoc" in ASCII).
_PLACE = 0x62616F63
_QUEUES: dict[Queue, int] = {"facts": 1, "leases": 2}

# What is read sees one moment and cannot write by mistake.
READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

# A machine that is gone must not hold on to the queue: the server looks for it after half a minute of silence. A server
# that answers before the disk has it would lose what was acknowledged.
_SESSION = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3; "
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)

# SQLSTATE, or the class that its first two letters name (PostgreSQL's appendix A) → what it means here.
_STATES = {
    "08": "store-no-server",
    "23505": "store-busy",  # a number that somebody else took a moment before
    "25006": "store-denied",  # a standby server only reads
    "28": "store-login",
    "3D000": "store-no-database",
    "40001": "store-busy",
    "40P01": "store-busy",
    "42501": "store-denied",
    "53100": "store-full",
    "53": "store-busy",  # too many connections, no memory
    "55P03": "store-busy",
    "57": "store-no-server",  # shut down, or starting
    "58": "store-no-server",  # it cannot read or write its own files
}
# Where no connection came about the driver has no SQLSTATE, only words, in the server's language.
_WORDS = (
    (re.compile(r"password authentication|no password|role .* does not exist|pg_hba|authentication failed"), "login"),
    (re.compile(r"database .* does not exist"), "no-database"),
    (re.compile(r"too many (clients|connections)|remaining connection slots"), "busy"),
    (re.compile(r"permission denied for database"), "denied"),
)


def understood(given: str, url: URL) -> URL:
    """Return the URL that was made of what was typed; raises ValueError where part of a password landed elsewhere.

    A password with "@" or "/" typed as they are leaves its rest in the host or the database's name, and those we tell.
    """
    before, _, _ = given.partition("://")[2].rpartition("@")
    if re.search(r"[@/?#]", before):
        raise ValueError
    return url


def engine_on(url: URL, busy_seconds: float) -> Engine:
    """Return the engine of a URL, whatever driver it names; nothing is connected to yet.

    `busy_seconds`: how long a writer waits for those before it. Raises ModuleNotFoundError where psycopg is not here.
    """
    usual = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "baocao",
        "client_encoding": "utf8",
        "prepare_threshold": None,  # another machine may change the tables; a pooler may stand between
    }
    engine = create_engine(
        url.set(drivername=DRIVER),
        isolation_level="READ COMMITTED",  # who waited for the queue sees what those before it left
        hide_parameters=True,  # what divisions wrote belongs in no traceback
        pool_pre_ping=True,  # a service outlives its server's restarts
        connect_args={name: value for name, value in usual.items() if name not in url.query},
    )

    @event.listens_for(engine, "connect")
    def _session(raw: object, _record: object) -> None:
        cursor = raw.cursor()  # type: ignore[attr-defined] # DBAPI
        cursor.execute(_SESSION)
        cursor.close()
        raw.commit()  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def _queue(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("reading", False):
            return
        number = _QUEUES[options.get("queue", "facts")]
        connection.exec_driver_sql(
            f"SET LOCAL lock_timeout = {max(1, int(busy_seconds * 1000))}; "
            f"SELECT pg_advisory_xact_lock({_PLACE}, {number})"
        )

    return engine


def exposed_passfile(url: URL) -> Path | None:
    """Return the file of passwords that libpq would look into and others may read, None where there is none.

    libpq passes over such a file, and says so on the terminal in its own words (PostgreSQL's "The Password File").
    """
    if os.name != "posix" or url.password or "password" in url.query or os.environ.get("PGPASSWORD"):
        return None
    named = str(url.query.get("passfile", "")) or os.environ.get("PGPASSFILE", "")
    try:
        path = Path(named) if named else Path.home() / ".pgpass"
        mode = path.stat().st_mode
    except (OSError, RuntimeError):  # none is there; nobody has a home
        return None
    return path if stat.S_ISREG(mode) and mode & (stat.S_IRWXG | stat.S_IRWXO) else None


def meaning(error: DBAPIError, url: URL) -> tuple[str, str]:
    """Return the code of a StoreError for what the driver raised, and its detail: never more than `url` may show."""
    code = _code(error)
    match code:
        case "store-no-server":
            return code, _place(url)
        case "store-no-database":
            return code, url.database or url.username or ""
        case "store-login" | "store-denied":
            return code, url.username or ""
    return code, _primary(error)


def without_values(error: DBAPIError) -> Exception:
    """Return an error that says the same, stands at the same place, and shows nothing of what was to be written.

    The server's own DETAIL gives the whole row, with what divisions typed into it.
    """
    state = getattr(error.orig, "sqlstate", None)
    told = RuntimeError(f"{type(error.orig).__name__} {state or ''}: {_primary(error)} [{error.statement or ''}]")
    return told.with_traceback(error.__traceback__)


def _primary(error: DBAPIError) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    return str(getattr(diagnosis, "message_primary", None) or error.orig)


def _code(error: DBAPIError) -> str:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state:
        return _STATES.get(state) or _STATES.get(state[:2]) or "store-damaged"
    if error.connection_invalidated:
        return "store-no-server"
    attempt = getattr(
        error.orig, "pgconn", None
    )  # libpq tells by flags, in no language, that it was about the password
    if attempt is not None and (attempt.needs_password or attempt.used_password):
        return "store-login"
    words = str(error.orig).lower()
    for sign, meant in _WORDS:
        if sign.search(words):
            return f"store-{meant}"
    return "store-damaged" if type(error.orig).__name__ in {"DataError", "NotSupportedError"} else "store-no-server"


def _place(url: URL) -> str:
    host = url.host or str(url.query.get("host", "")) or "localhost"
    return f"{host}:{url.port}" if url.port else host
