"""One archive that proves a period: the forms as they were handed in, what was decided, and the reports made of them.

It is to be understood in ten years with a program for zip files alone: README.txt explains it, tables are CSV and JSON,
and everything that the report depends on is there, so that `baocao export --verify` can make it again.
"""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path, PurePosixPath

from sqlalchemy import ColumnElement, Connection, Table, select

from sync.model.material import ONLINE
from sync.model.messages.evidence import readme
from sync.model.period import Period
from sync.service.evidencetables import tables_of
from sync.service.sealed import ArchiveError, Packing, digest_of, packing
from sync.store import blobs, facts, schema
from sync.store.rows import Row, select_checked
from sync.work.derive import HISTORY
from sync.work.files import FileBusyError, move_new
from sync.work.issued import issued_report
from sync.work.office import Office
from sync.work.places import WORKBOOKS

KIND = "export"
ROWS = "du-lieu/bang"  # the folder of the facts as they were recorded, one file a table
FORMS, REPORTS, SIGNED, CONFIGS, TEMPLATES = "bieu", "bao-cao", "ban-ky", "cau-hinh", "mau"

# Facts that the report of a period depends on, its own and those of the months that it looks back on; and its own only.
BOTH: tuple[Table, ...] = (
    schema.run, schema.run_order, schema.version, schema.sighting, schema.sighting_fact, schema.acceptance,
    schema.confirmation, schema.line, schema.edit, schema.lock, schema.issue,
)  # fmt: skip
OWN: tuple[Table, ...] = (schema.finding_log, schema.feedback, schema.report)

Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Exported:
    """An archive that was made: where, how big, its SHA-256, and how many files are in it."""

    path: Path
    size: int
    sha256: str
    members: int


def export(office: Office, period: Period, target: Path | None = None) -> Exported:
    """Make the archive of a period; without a `target` below the office's folder under a name of its own.

    Raises ArchiveError (the file is there, no report was made), StoreError, FileBusyError.
    """
    path = target or _free(office.config.folder / f"MinhChung_{period.code}.zip")
    if path.exists():
        raise ArchiveError("backup-exists", file=str(path))
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with office.store.reading() as connection, packing(part, office.now()) as made:
            _fill(made, connection, office, period)
            count = len(made.members)
        size, digest = part.stat().st_size, digest_of(part)
        move_new(part, path)
    except FileExistsError as error:
        raise ArchiveError("backup-exists", file=str(path)) from error
    except OSError as error:
        raise FileBusyError(path, str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Exported(path, size, digest, count)


def _free(path: Path) -> Path:
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return found


def main_report(connection: Connection, period: str) -> facts.Made | None:
    """Return the report that an archive proves: the issued one, else the newest final one, else the newest draft."""
    made = facts.reports(connection, period)
    finals = [one for one in made if not one.draft]
    return issued_report(connection, period) or next(iter((finals or made)[::-1]), None)


def _fill(made: Packing, connection: Connection, office: Office, period: Period) -> None:
    main = main_report(connection, period.code)
    if main is None:
        raise ArchiveError("export-no-report", period=period.label, code=period.code)
    rows = rows_of(connection, _periods(connection, period))
    blobs = _Blobs(made, connection)
    for name, digest in _files(rows, period.code):
        blobs.add(name, digest)
    made.add("anh-chup/form.yaml", files("sheets").joinpath("form.yaml").read_bytes())
    for table, these in rows.items():
        made.add(f"{ROWS}/{table}.json", _json([dict(row) for row in these]))
    divisions = {division.code: division.name for division in office.config.divisions}
    for name, data in tables_of(rows, main, period.code, blobs.names, divisions):
        made.add(name, data)
    made.add("README.txt", readme(office.config.name, period.label, office.now(), main))
    report = {"version": main.version, "draft": main.draft, "docx": main.docx_digest, "xlsx": main.xlsx_digest}
    made.close(
        KIND,
        schema=schema.HEAD,
        tables=[table.name for table in (*BOTH, *OWN)],
        period=period.code,
        office=office.config.name,
        config=office.config.path.name,
        report=report,
        made_with={"python": platform.python_version(), **_packages()},
    )


def _periods(connection: Connection, period: Period) -> list[str]:
    """Return the codes of a period and of those before it that its report looks back on."""
    found, earlier = [period.code], period
    for _ in range(HISTORY):
        earlier = earlier.previous()
        if facts.latest_run(connection, earlier.code) is not None:
            found.append(earlier.code)
    return found


def rows_of(connection: Connection, periods: Sequence[str]) -> dict[str, list[Row]]:
    """Return the facts of a period, the first of `periods`, and of those before it, as they were recorded, by table.

    Raises StoreError where one is not as it was written.
    """
    runs = select(schema.run.c.id).where(schema.run.c.period.in_(periods))
    found = {}
    for table in (*BOTH, *OWN):
        which: ColumnElement[bool]
        if "period" in table.c:
            which = table.c.period.in_(periods if table in BOTH else periods[:1])
        else:  # sighting_fact hangs on its run alone
            which = table.c.run.in_(runs)
        query = select(table).where(which).order_by(*table.primary_key)
        found[table.name] = select_checked(connection, table, query)
    return found


def _files(rows: Rows, period: str) -> Iterable[tuple[str, str]]:
    """Yield the files of an archive, each by its name and its digest."""
    for row in rows["version"]:
        code, number = _part(row["division"]), int(row["version"])
        yield f"{FORMS}/{row['period']}/{code}_BaoCao_{row['period']}_v{number}{_ending(row['source'])}", row["digest"]
    for row in rows["report"]:
        name = f"{period}_v{int(row['version'])}{'_DU-THAO' if row['draft'] else ''}"
        yield f"{REPORTS}/BaoCao_{name}.docx", row["docx_digest"]
        if row["xlsx_digest"]:
            yield f"{REPORTS}/SoLieu_{name}.xlsx", row["xlsx_digest"]
    for number, row in enumerate((row for row in rows["issue"] if row["digest"]), start=1):
        ending = PurePosixPath(row["file"]).suffix.lower()
        yield f"{SIGNED}/{row['period']}_{number}{ending if ending in {'.docx', '.pdf'} else '.bin'}", row["digest"]
    for table in ("run", "lock", "report"):
        for row in rows[table]:
            yield f"{CONFIGS}/config_{row['config'][:12]}.yaml", row["config"]
    for row in rows["report"]:
        yield f"{TEMPLATES}/mau_{row['template'][:12]}.docx", row["template"]


def _part(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", text).strip("-") or "x"


def _ending(source: str) -> str:
    """Return the ending that a kept form gets, whatever it was called."""
    if source.startswith(ONLINE):
        return ".json"
    found = PurePosixPath(source).suffix.lower()
    return found if found in WORKBOOKS else ".bin"


@dataclass(slots=True)
class _Blobs:
    """The files of an archive, each content once; `names` tells under which name a digest lies."""

    made: Packing
    connection: Connection
    names: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, digest: str) -> None:
        if digest in self.names:
            return
        if not self.made.is_free(name):
            path = PurePosixPath(name)
            name = f"{path.parent}/{digest[:16]}{path.suffix}"
        self.made.add(name, blobs.bytes_of(self.connection, digest))
        self.names[digest] = name


def _packages() -> dict[str, str]:
    found = {}
    for name in ("python-calamine", "python-docx", "XlsxWriter", "lxml", "pandas", "SQLAlchemy"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
