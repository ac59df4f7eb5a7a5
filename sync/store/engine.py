"""Opening the store: one SQLite file by default, PostgreSQL by URL; transactions that take the lock at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError

from sync.store import postgresql
from sync.store.postgresql import Queue
from sync.store.remote import is_remote
from sync.store.schema import HEAD, blob, make

BUSY_SECONDS = 30

# What SQLite's own words mean; "could not decode" is text that a flipped bit made no UTF-8.
_SIGNS = (
    ("locked", "store-busy"),
    ("full", "store-full"),
    ("could not decode", "store-damaged"),
    ("malformed", "store-damaged"),
    ("unable to open", "store-shut"),
    ("readonly", "store-shut"),
    ("disk i/o", "store-shut"),
)


class StoreError(Exception):
    """The store cannot be used.

    `code` says why: store-busy, store-full, store-damaged, store-newer, store-unreachable, store-remote (SQLite on a
    network drive or in a cloud folder), store-in-memory (nothing would be kept), store-shut, store-no-folder,
    store-lost (there was one, its file is not there any more); of a server store-address, store-no-server, store-login,
    store-no-database, store-denied, store-encoding, store-no-driver, store-passfile-open. `detail` is
    one line, without a password.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = " ".join(detail.split())


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `writing` takes the write lock at once and commits as one; `reading` sees one moment."""

    engine: Engine

    @contextmanager
    def writing(self, queue: Queue = "facts") -> Iterator[Connection]:
        """Yield a connection whose work is committed as one when the block ends, or not at all.

        Who writes waits for who writes already. On a server leases have a queue of their own: a heart must beat also
        while its own round writes. Raises StoreError.
        """
        with _translated(self.engine), self.engine.connect() as new, new.execution_options(queue=queue).begin():
            yield new

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the store; raises StoreError."""
        options = {"reading": True, **(postgresql.READING if self.engine.dialect.name == "postgresql" else {})}
        with _translated(self.engine), self.engine.connect() as new, new.execution_options(**options).begin():
            yield new

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(url: str, folder: Path) -> Store:
    """Return the store of a config's `store` key: a path below `folder`, or a database URL; made where missing.

    A path of a SQLite URL counts from `folder` too. Raises StoreError, also where SQLite would lose data.
    """
    try:
        store = Store(_engine(url, folder))
    except ModuleNotFoundError as error:
        raise StoreError("store-no-driver" if error.name == "psycopg" else "store-unreachable", str(error)) from error
    except (ArgumentError, ValueError, OSError, RuntimeError) as error:
        if "://" in url:  # no URL, no such kind, no port: what was typed may hold a password, and so do its words
            raise StoreError("store-address") from None
        raise StoreError("store-unreachable", str(error)) from error  # a path that cannot be, or leads in a circle
    try:
        with _translated(store.engine):
            _upgrade(store)
    except StoreError:
        store.close()
        raise
    return store


def is_gone(url: str, folder: Path) -> bool:
    """True where a store is one SQLite file and that is not there, or nothing is in it; of an address that cannot be
    understood it is not told here.
    """
    try:
        parsed = _url(url, folder)
        if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database.startswith("file:"):
            return False
        path = Path(parsed.database)
        return not path.exists() or path.stat().st_size == 0
    except (StoreError, ArgumentError, ValueError, OSError, RuntimeError):
        return False


def _url(given: str, folder: Path) -> URL:
    """Return the URL of a store; of a path no letter is taken for a sign of URLs ("?", "#", "%")."""
    if "://" not in given:
        return _local("sqlite+pysqlite", folder / given)
    url = make_url(given)
    if url.get_backend_name() != "sqlite":
        return postgresql.understood(given, url)
    if not url.database or url.database == ":memory:" or url.query.get("mode") == "memory":
        raise StoreError("store-in-memory", given)
    return (
        url if url.database.startswith("file:") else url.set(database=_local("sqlite", folder / url.database).database)
    )


def _local(driver: str, path: Path) -> URL:
    resolved = path.resolve()
    if is_remote(path.absolute()) or is_remote(resolved):  # by the name it is called, and by where that leads
        raise StoreError("store-remote", str(path))
    if not resolved.parent.is_dir():
        raise StoreError("store-no-folder", str(resolved.parent))
    return URL.create(driver, database=str(resolved))


def _engine(given: str, folder: Path) -> Engine:
    url = _url(given, folder)
    if url.get_backend_name() == "postgresql":
        exposed = postgresql.exposed_passfile(url)
        if exposed is not None:
            raise StoreError("store-passfile-open", str(exposed))
        return postgresql.engine_on(url, BUSY_SECONDS)
    if url.get_backend_name() != "sqlite":
        raise ArgumentError(url.get_backend_name())
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _pragmas(raw: object, _record: object) -> None:
        raw.isolation_level = None  # type: ignore[attr-defined] # we send BEGIN ourselves: the driver's own is deferred
        cursor = raw.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _upgrade(store: Store) -> None:
    """Bring the store's tables to HEAD: a new store gets them at once, an older one through alembic's steps, which is
    imported only there (it costs 150 ms).
    """
    at = _revision(store)
    if at == HEAD:
        return
    if at is not None and at > HEAD:
        raise StoreError("store-newer", at)
    with store.writing() as connection:
        at = _at(connection)
        if at == HEAD:  # somebody else was quicker
            return
        if at is None and not connection.dialect.has_table(connection, blob.name):
            _make(connection)
        else:
            _step_up(connection)


def _make(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = str(connection.scalar(text("SHOW server_encoding")))
        if encoding != "UTF8":  # there are letters that it has no place for
            raise StoreError("store-encoding", encoding)
    make(connection)


def _step_up(connection: Connection) -> None:
    from alembic.command import upgrade
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        upgrade(config, "head")
    except CommandError as error:  # a revision that we never made
        raise StoreError("store-damaged", str(error)) from error


def _revision(store: Store) -> str | None:
    with store.reading() as connection:
        return _at(connection)


def _at(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:  # a flipped bit in the words of the schema itself
        raise StoreError("store-damaged", str(error)) from error
    except DBAPIError as error:
        if engine.dialect.name == "sqlite":
            raise StoreError(*_meaning(error)) from error
        raise StoreError(*postgresql.meaning(error, engine.url)) from postgresql.without_values(error)


def _meaning(error: DBAPIError) -> tuple[str, str]:
    words = str(error.orig).lower()
    code = "store-damaged"
    if isinstance(error, OperationalError):
        code = next((code for sign, code in _SIGNS if sign in words), "store-unreachable")
    elif isinstance(error, IntegrityError) and "unique" in words:
        code = (
            "store-busy"  # a number that somebody else took a moment before; a row that holds on to nothing is damage
        )
    return code, str(error.orig)
