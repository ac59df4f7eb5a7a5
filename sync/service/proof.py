"""An archive looked through on any machine: every digest, the way from report to cells, and the report made again."""

from __future__ import annotations

import datetime as dt
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from sheets.errors import BookError
from sheets.grid import Book, Place
from sync.model.config_error import ConfigError
from sync.model.messages import keeping as say
from sync.model.messages import sentence
from sync.model.period import Period, PeriodError, parse_period
from sync.service.comparing import Again, Fault, compared
from sync.service.export import BOTH, FORMS, KIND, OWN, ROWS
from sync.service.rebuilding import Evidence, read_again, rebuild
from sync.service.sealed import ArchiveError, Sealed, digest_of, opened_archive, shown
from sync.service.tablesproof import tables_amiss
from sync.store import facts
from sync.store.engine import StoreError
from sync.store.rows import Row, intact
from sync.store.schema import HEAD
from sync.work.decide import DecisionError
from sync.work.office import product

_TOLD = 20  # differences that are told one by one
_SAID = {"bytes": say.SAME_BYTES, "words": say.SAME_WORDS, "other": say.OTHER_WORDS}
_MOST = 120 << 20  # bytes of one file, as of a form that may be handed in


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in an archive: its period, how many files, cells and forms were followed, what was made again, and
    what is wrong, as codes of sentences with their facts. `sha256` is the archive's own, `made_by` its product.
    """

    sha256: str
    members: int
    made_by: str
    faults: tuple[Fault, ...]
    cells: int = 0
    forms: int = 0
    again: tuple[Again, ...] = ()

    @property
    def good(self) -> bool:
        """True where nothing is wrong."""
        return not self.faults


def verify(path: Path) -> Verified:
    """Look through an archive and return what was found; raises ArchiveError for what is none of ours or newer.

    Nothing of the office is needed; nothing is left behind.
    """
    with opened_archive(path, KIND, whole=False) as made:
        sha256 = digest_of(path)
        made_by = str(made.told.get("product", ""))[:40]
        if str(made.told.get("schema", "")) > HEAD:
            raise ArchiveError("archive-newer", product=made_by)
        changed = [name for name in made.members if not made.is_intact(name)]
        if changed or made.lost:
            named = [("verify-lost", {"member": name}) for name in made.lost]
            named += [("verify-changed", {"member": name}) for name in changed]
            return Verified(sha256, len(made.members), made_by, tuple(named))
        rows, faults = _rows(made)
        if faults:
            return Verified(sha256, len(made.members), made_by, tuple(faults))
        with tempfile.TemporaryDirectory(prefix="baocao-", ignore_cleanup_errors=True) as folder:
            return replace(_followed(made, rows, made_by, Path(folder)), sha256=sha256)


def _rows(made: Sealed) -> tuple[dict[str, list[Row]], list[Fault]]:
    """Return the facts, by table, and those that are not as they were recorded."""
    found: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for table in (*BOTH, *OWN):
        found[table.name] = []
        name = f"{ROWS}/{table.name}.json"
        if name not in made.members:
            if table.name in _tables(made):  # an archive of other days knows no tables of today
                faults.append(("verify-lacks", {"what": name}))
            continue
        kinds = {column.name: column.type.python_type for column in table.columns}
        for row in _listed(made, name):
            whole = isinstance(row, dict) and set(row) == set(kinds) and intact(table, row)
            if whole and all(row[key] is None or isinstance(row[key], kind) for key, kind in kinds.items()):
                found[table.name].append(row)
            else:
                faults.append(("verify-row", {"table": table.name}))
    return found, faults


def _tables(made: Sealed) -> list[str]:
    told = made.told.get("tables")
    return told if isinstance(told, list) else []


def _listed(made: Sealed, name: str) -> list[Any]:
    try:
        found = json.loads(made.read(name))
    except (ValueError, RecursionError) as error:
        raise ArchiveError("archive-damaged", member=name) from error
    if not isinstance(found, list):
        raise ArchiveError("archive-damaged", member=name)
    return found


def _followed(made: Sealed, rows: Mapping[str, Sequence[Row]], made_by: str, folder: Path) -> Verified:
    """Follow the report to its forms and cells, and make it again."""
    names = {member.sha256: name for name, member in made.members.items()}
    main, period = _main(made, rows)
    faults = list(_lacking(rows, names))
    files = _extracted(made, rows, names, folder)
    forms: dict[str, Book] = {}
    for digest, book in read_again(files).items():
        if isinstance(book, BookError):
            faults.append(("verify-unreadable", {"member": names[digest]}))
        else:
            forms[digest] = book
    followed, broken = _cells(main, rows, period, forms)
    faults += broken
    if not any(code == "verify-lacks" for code, _ in faults):
        faults += tables_amiss(rows, main, names, lambda name: made.read(name, _MOST))
    used = len({digest for digest, _, _ in followed})
    again: list[Again] = []
    if not any(code == "verify-lacks" for code, _ in faults):
        config = str(made.told.get("config", "config.yaml"))
        these = Evidence(rows, lambda digest: made.read(names[digest], _MOST), main, config, forms)
        for part, more in _again(these, period, folder, made, names):
            again.append(part)
            faults += more
    return Verified("", len(made.members), made_by, tuple(faults), len(followed), used, tuple(again))


def _main(made: Sealed, rows: Mapping[str, Sequence[Row]]) -> tuple[facts.Made, Period]:
    """Return the record of the report that the archive proves, and its period."""
    told = made.told.get("report")
    version = told.get("version") if isinstance(told, dict) else None
    row = next((row for row in rows["report"] if row["version"] == version), None)
    if row is None:
        raise ArchiveError("archive-damaged", member=f"{ROWS}/report.json")
    try:
        body = json.loads(row["body"])
        plain = {key: value for key, value in row.items() if key not in {"id", "row_digest"}}
        at = dt.datetime.fromisoformat(row["at"])
        main = facts.Made(**{**plain, "draft": bool(row["draft"]), "at": at, "body": body})
        return main, parse_period(main.period)
    except (ValueError, TypeError, PeriodError, RecursionError) as error:
        raise ArchiveError("archive-damaged", member=f"{ROWS}/report.json") from error


def _lacking(rows: Mapping[str, Sequence[Row]], names: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what facts name by digest and the archive does not have."""
    met: set[str] = set()
    for table, columns in (
        ("version", ("digest",)),
        ("report", ("docx_digest", "xlsx_digest", "config", "template")),
        ("issue", ("digest",)),
        ("lock", ("config",)),
        ("run", ("config",)),
    ):
        for row in rows[table]:
            for column in columns:
                digest = row[column]
                if digest and digest not in names and digest not in met:
                    met.add(digest)
                    yield "verify-lacks", {"what": f"{table}.{column} {shown(digest)[:12]}"}


def _extracted(
    made: Sealed, rows: Mapping[str, Sequence[Row]], names: Mapping[str, str], folder: Path
) -> dict[str, Path]:
    """Write the forms under names of ours, and return them by digest."""
    files: dict[str, Path] = {}
    (folder / FORMS).mkdir()
    for row in rows["version"]:
        digest = row["digest"]
        if digest in names and digest not in files:
            ending = PurePosixPath(names[digest]).suffix
            files[digest] = folder / FORMS / f"{len(files)}{ending}"
            made.extract(names[digest], files[digest])
    return files


def _cells(
    main: facts.Made, rows: Mapping[str, Sequence[Row]], period: Period, forms: Mapping[str, Book]
) -> tuple[set[tuple[str, str, str]], list[Fault]]:
    """Return the cells (digest, tab, address) that the report's texts and figures come from, and those that its trail
    names and the forms do not have.
    """
    digests = {(r["division"], r["version"]): r["digest"] for r in rows["version"] if r["period"] == period.code}
    found: set[tuple[str, str, str]] = set()
    faults: list[Fault] = []
    for text, source in _sources(main.body.get("trail")):
        division, version, tab, cell = (source.get(key) for key in ("division", "version", "tab", "cell"))
        if division is None or tab is None or cell is None:
            continue  # a text of the department's own
        digest = digests.get((division, version), "")
        if _stands(forms.get(digest), str(tab), str(cell)):
            found.add((digest, str(tab), str(cell)))
        else:
            where = shown(f"{division} v{version}, {tab}, {cell}")
            faults.append(("verify-cell", {"text": shown(text), "source": where}))
    return found, faults


def _sources(trail: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place in trail if isinstance(trail, list) else ():
        try:
            parts = [(place["text"], place["sources"]), *place["figures"]]
            for text, sources in parts:
                for source in sources:
                    source.get("cell")
                    yield str(text), source
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ArchiveError("archive-damaged", member=f"{ROWS}/report.json") from error


def _stands(book: Book | None, tab: str, cell: str) -> bool:
    grid = book.grid(tab) if book else None
    try:
        place = Place.at(tab, cell)
    except ValueError:
        return False
    return grid is not None and (place.row, place.column) in grid.cells


def _again(
    these: Evidence, period: Period, folder: Path, made: Sealed, names: Mapping[str, str]
) -> Iterator[tuple[Again, list[Fault]]]:
    """Make the report again and yield, for its two files, how they compare with those of the archive."""
    main, why = these.main, ""
    _refuse_bomb(these.bytes_of(main.template), names[main.template])
    try:
        rebuilt = rebuild(these, period, folder)
    except ConfigError as error:
        why = error.errors[0].words(error.path)[0]
    except StoreError as error:
        why = sentence(error.code, {"detail": error.detail})[0]
    except DecisionError as error:
        why = sentence(error.code, error.facts)[0]
    except Exception as error:  # noqa: BLE001 whatever an archive of other days holds, its files were looked through
        why = type(error).__name__
    if why:
        name = PurePosixPath(names[main.docx_digest]).name
        yield Again(name, "unknown", 1), [("verify-not-rebuilt", {"why": why.rstrip(".")})]
        return
    name = names[main.docx_digest]
    word, faults = compared(name, made.read(name, _MOST), rebuilt.docx, folder)
    if not faults and rebuilt.trail != main.body.get("trail"):
        faults = [("verify-trail", {})]
    yield word, faults
    if main.xlsx_digest:
        name = names[main.xlsx_digest]
        yield compared(name, made.read(name, _MOST), rebuilt.xlsx, folder)


def _refuse_bomb(template: bytes, name: str) -> None:
    """Raise ArchiveError for a template that would inflate to more than any template has."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            whole = sum(info.file_size for info in parts.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ArchiveError("archive-damaged", member=name) from error
    if whole > _MOST:
        raise ArchiveError("archive-bomb")


def told_of(found: Verified) -> Iterator[str]:
    """Yield what was found, line by line."""
    yield say.VERIFIED_ARCHIVE.format(digest=found.sha256)
    if found.made_by != product():
        yield say.OTHER_PRODUCT.format(made=found.made_by, here=product())
    codes = {code for code, _ in found.faults}
    if not codes & {"verify-lost", "verify-changed", "verify-row"}:
        yield say.VERIFIED_FILES.format(count=found.members)
        if not codes & {"verify-lacks", "verify-cell", "verify-unreadable"}:
            yield say.VERIFIED_CHAIN.format(cells=found.cells, forms=found.forms)
    for each in found.again:
        if each.same in _SAID:
            yield _SAID[each.same].format(name=each.name, count=each.faults)
    for code, told in islice(found.faults, _TOLD):
        yield f"✗ {' '.join(sentence(code, {'product': found.made_by, **told}))}"
    if len(found.faults) > _TOLD:
        yield say.MORE.format(count=len(found.faults) - _TOLD)
    if found.faults and not found.again:
        yield say.NOT_REBUILT
