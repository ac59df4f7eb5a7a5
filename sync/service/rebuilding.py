"""A report made again from the forms of its archive, in a store of its own that is thrown away: as it stood then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, insert

from sheets.errors import BookError
from sheets.excel.reader import read_books
from sheets.google.reader import read_kept
from sheets.grid import Book
from sync.model.config_file import config_of
from sync.model.period import Period
from sync.render.workbook import workbook
from sync.store import blobs, clerk, facts, schema
from sync.store.engine import open_store
from sync.store.rows import Row
from sync.work import cells
from sync.work.decide import judge
from sync.work.office import Office
from sync.work.publish import composed
from sync.work.tables import frames
from sync.work.tracing import trail

Rows = Mapping[str, Sequence[Row]]

# What was added after a report was made had no part in it: tables with a time of their own, and what hangs on runs.
_TIMED = ("run", "version", "acceptance", "confirmation", "edit", "lock", "issue")
_OF_RUNS = ("run_order", "sighting", "sighting_fact", "version")
_INTO = ("run", "run_order", "version", "sighting", "sighting_fact", "acceptance", "confirmation", "line", "edit",
         "lock", "issue")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an archive gives to make a report of: facts by table, files by digest, the report's record, its config's
    name; `forms` are the kept forms as they were read again.
    """

    rows: Rows
    bytes_of: Callable[[str], bytes]
    main: facts.Made
    config_name: str
    forms: Mapping[str, Book]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A report that was made again, and where its texts and figures come from now, as it is kept with a report."""

    docx: bytes
    xlsx: bytes
    trail: object


def read_again(files: Mapping[str, Path]) -> dict[str, Book | BookError]:
    """Return the forms, by digest, as their files read now: in bounded children, those of Google here."""
    found: dict[str, Book | BookError] = {}
    workbooks = {path: digest for digest, path in files.items() if path.suffix != ".json"}
    for path, book in read_books(list(workbooks)):
        found[workbooks[path]] = book
    for digest, path in files.items():
        if path.suffix == ".json":
            try:
                found[digest] = read_kept(path.read_bytes())
            except BookError as error:
                found[digest] = error
            except (ValueError, KeyError, TypeError, AttributeError) as error:  # no answer of Google
                found[digest] = BookError("corrupt", repr(error))
    return found


def rebuild(these: Evidence, period: Period, folder: Path) -> Rebuilt:
    """Make a report again as it was made, from the forms; raises what making a report raises.

    What came after it is left out by the clock. A clock may have been set back meanwhile: where the copies are then not
    those that the report was made of, the period is closed on those.
    """
    config = config_of(these.bytes_of(these.main.config), folder / PurePosixPath(these.config_name).name)
    store = open_store("kho.db", folder)
    try:
        office = Office(config, store, now=lambda: these.main.at, who=these.main.who)
        with store.writing() as connection:
            _load(connection, these, period)
        judged = judge(office, period)
        if _digests(these.main) != {s.division: s.copy.digest for s in judged.round.standings if s.copy}:
            with store.writing() as connection:
                _pin(connection, these, period)
            judged = judge(office, period)
        with store.reading() as connection:
            sent = clerk.issued(connection, period.code)
        judged, report, word = composed(
            office,
            judged,
            these.bytes_of(these.main.template),
            draft=these.main.draft,
            signer=these.main.signer,
            sent=sent,
        )
        again = json.loads(json.dumps(trail(report, judged, config)))
        return Rebuilt(word, workbook(frames(judged, report, office), report), again)
    finally:
        store.close()


def _load(connection: Connection, these: Evidence, period: Period) -> None:
    rows = _until(these.rows, these.main, period)
    referred = [row for table in ("run", "version", "lock", "issue") for row in rows[table]]
    digests = {row[name] for row in referred for name in ("digest", "config") if row.get(name)}
    for digest in sorted(digests):
        blobs.keep(connection, these.bytes_of(digest), these.main.at)
    for digest, book in these.forms.items():
        if digest in digests:
            blobs.keep_cells(connection, digest, cells.READER, cells.pack(book))
    for table in schema.FACTS:
        if table.name in _INTO and rows[table.name]:
            connection.execute(insert(table), list(rows[table.name]))


def _until(rows: Rows, main: facts.Made, period: Period) -> dict[str, list[Row]]:
    """Return the facts that were there when a report was made."""
    kept = {table: [row for row in rows[table] if _time(row) <= main.at] for table in _TIMED}
    runs = {row["id"] for row in kept["run"]}
    for table in _OF_RUNS:
        kept[table] = [row for row in kept.get(table, rows[table]) if row["run"] in runs]
    versions = {row["digest"] for row in kept["version"]}
    kept["line"] = [row for row in rows["line"] if row["digest"] in versions]
    mark = main.body.get("issued")
    if isinstance(mark, dict) and isinstance(mark.get("edits"), int):
        # Its edits were counted: their times are put behind the issue's, and so may lie behind the report's own.
        own = [row for row in rows["edit"] if row["period"] == period.code][: mark["edits"]]
        kept["edit"] = [row for row in kept["edit"] if row["period"] != period.code] + own
    return kept


def _time(row: Row) -> dt.datetime:
    return dt.datetime.fromisoformat(str(row["at"]))


def _digests(main: facts.Made) -> dict[str, str]:
    told = main.body.get("versions")
    return {code: str(copy["digest"]) for code, copy in told.items()} if isinstance(told, dict) else {}


def _pin(connection: Connection, these: Evidence, period: Period) -> None:
    main = these.main
    blobs.keep(connection, these.bytes_of(main.config), main.at)
    clerk.add_lock(connection, clerk.Lock(period.code, True, "", main.config, _digests(main), main.who, main.at))
