"""Which files may be a division's form: the configured places, the period's folder; what is never one."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sync.model.config import Config, Division
from sync.model.period import Period, PeriodError, parse_period
from sync.store import facts
from sync.work.files import FileBusyError
from sync.work.office import Office

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".xltx")
BIGGEST = 100 * 1024 * 1024  # bytes of a file that may still be a form: ours have 60 KB, with pictures a few MB
SHORTCUT = ".url"  # what Windows and most desktops open in the browser
FEEDBACK_END = " - Ý kiến rà soát"
_WILD = re.compile(r"[*?\[]")
_WILD_FOLDER = re.compile(r"[*?]")
_ABSENT = {None, 2, 3, 267}  # Windows: no such file, path, directory; other numbers are a network that is gone
_Listed: TypeAlias = "dict[str, list[Candidate]] | None"  # a folder's workbooks by name, None where it is shut
_COPY = re.compile(r"DaNop_[A-Z0-9-]+_\d{4}.*_v\d+", re.IGNORECASE)
_REPORT = re.compile(r"(?:BaoCao|SoLieu)_\d{4}.*_v\d+", re.IGNORECASE)
_OURS = re.compile(rf"{_REPORT.pattern}|{_COPY.pattern}|TongHop", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a form: where it is, what it is called to people, and how it looks from outside.

    `size` is -1 where the file is there and cannot be looked at.
    """

    where: str  # a Path for each of a thousand that are as before would cost more than their stat
    source: str
    size: int
    modified_ns: int
    division: str | None = None  # whose configured place this is, where it is one's alone

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.where)


def form_name(division: Division, period: Period) -> str:
    """Return the file name of a division's form: QLCN_BaoCao_2024-01.xlsx."""
    return f"{division.code}_BaoCao_{period.code}.xlsx"


def copy_name(code: str, period: Period, version: int, ending: str) -> str:
    """Return the file name of the copy of what a division handed in: DaNop_QLCN_2024-01_v3.xlsx, never a form's."""
    return f"DaNop_{code}_{period.code}_v{version}{ending}"


def is_report(name: str) -> bool:
    """True of the name of a report or a workbook that we made."""
    return _REPORT.match(name) is not None


def is_copy(name: str) -> bool:
    """True of the name of a copy of what was handed in, also one that somebody carried elsewhere."""
    return _COPY.match(name) is not None


def form_path(config: Config, division: Division, period: Period) -> Path:
    """Return where a division's form is made and expected first: never a pattern, always one file's name."""
    pattern = _pattern(division, period)
    wild_folder = _WILD_FOLDER.search(str(pattern.parent)) is not None
    folder = Path(period.code) if wild_folder else pattern.parent
    return config.folder / folder / (form_name(division, period) if _WILD.search(pattern.name) else pattern.name)


def _pattern(division: Division, period: Period) -> Path:
    """Return where a division's forms are looked for; its name may hold wildcards."""
    pattern = division.sheet.excel or f"{{period}}/{form_name(division, period)}"
    return Path(pattern.replace("{period}", period.code))


def shortcut_path(config: Config, division: Division, period: Period) -> Path:
    """Return where the way to a form in a Google spreadsheet lies, among the files of the others."""
    return (config.folder / period.code / form_name(division, period)).with_suffix(SHORTCUT)


def periods_with_forms(config: Config) -> list[Period]:
    """Return the months whose folder holds a form or the way to one, oldest first; other folders with numbers are none
    of ours.
    """
    found = []
    for folder in config.folder.glob("[12][0-9][0-9][0-9]-[01][0-9]"):
        try:
            period = parse_period(folder.name)
            if (
                period.kind == "month"
                and folder.is_dir()
                and (any(_workbooks(folder)) or any(folder.glob(f"*{SHORTCUT}")))
            ):
                found.append(period)
        except (PeriodError, OSError):
            continue
    return sorted(found, key=lambda period: period.code)


def is_begun(office: Office, period: Period) -> bool:
    """True where forms of a period were made or came in, also where their folder is away; raises StoreError."""
    if lie_there(office, period):
        return True
    with office.store.reading() as connection:
        return period.code in facts.periods(connection)


def lie_there(office: Office, period: Period) -> bool:
    """True where forms of a period were made, or something lies there that may be one."""
    return period in periods_with_forms(office.config) or any(c.size >= 0 for c in candidates(office, period))


def candidates(office: Office, period: Period) -> list[Candidate]:
    """Return every file that may be a form of the period, each once: configured places first, then the folder.

    A file or folder that cannot be looked at is a candidate too where a division is expected there: it is told as that
    division's failure, and the others go on. Raises FileBusyError where a file has the name of the period's folder.
    """
    config = office.config
    home = office.folder(period)
    if home.is_file():
        raise FileBusyError(home, "", "folder-taken")
    listed: dict[Path, _Listed] = {home: _by_name(config, home)}
    found: dict[str, Candidate] = {}
    for division in config.divisions_of(period):
        for c in _of_division(config, division, period, home, listed):
            mine = found.get(c.source)
            whose = division.code if mine is None else _one(mine, division.code)
            found[c.source] = Candidate(c.where, c.source, c.size, c.modified_ns, whose)
    found.update((c.source, c) for each in (listed[home] or {}).values() for c in each if c.source not in found)
    return list(found.values())


def _of_division(
    config: Config, division: Division, period: Period, home: Path, listed: dict[Path, _Listed]
) -> Iterator[Candidate]:
    """Yield what lies at a division's places; `listed` holds what is in each folder, `home` first."""
    name, names = form_name(division, period), listed[home]
    usual = f"{period.code}/{name}"
    if names is not None and (division.sheet.excel or usual).replace("{period}", period.code) == usual:
        yield from _matching(names, name.casefold())  # as nearly all: a thousand Paths are slow
        return
    for path in dict.fromkeys((config.folder / _pattern(division, period), form_path(config, division, period))):
        if path.parent not in listed:
            listed[path.parent] = _by_name(config, path.parent)
        yield from _expected(config, listed[path.parent], path)


def _one(candidate: Candidate, code: str) -> str | None:
    """Return whose place a file lies in; None where several divisions are looked for there."""
    return code if candidate.division == code else None


def in_inbox(office: Office) -> list[Candidate]:
    """Return the workbooks that lie in the inbox, by name."""
    return [c for each in (_by_name(office.config, office.inbox) or {}).values() for c in each]


def source_name(config: Config, path: Path) -> str:
    """Return a path as it is told to people: below the office's folder where it lies there, with forward slashes."""
    try:
        return in_words(path.relative_to(config.folder).as_posix())
    except ValueError:
        return in_words(path.as_posix())


def in_words(name: str) -> str:
    """Return a file's name as text: on Linux one may hold bytes that are none (a disk of an old Windows)."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _by_name(config: Config, folder: Path) -> _Listed:
    """Return the workbooks of a folder by name, whatever their case, in the order of their names.

    None where the folder is there, or on a network that is not, and cannot be looked into.
    """
    told = source_name(config, folder)
    names: dict[str, list[Candidate]] = {}
    try:
        for entry in _workbooks(folder):
            name = in_words(entry.name)
            source = name if told == "." else f"{told}/{name}"
            for candidate in _looked_at(entry, source):
                names.setdefault(entry.name.casefold(), []).append(candidate)
    except (FileNotFoundError, NotADirectoryError) as error:
        return {} if getattr(error, "winerror", None) in _ABSENT else None
    except OSError:
        return None
    return names


def _looked_at(entry: os.DirEntry[str], source: str) -> Iterator[Candidate]:
    try:
        found = entry.stat()
    except OSError:  # a link to nowhere, a file that is locked away, or one that has just been moved off
        yield Candidate(entry.path, source, -1, 0)
        return
    if stat.S_ISREG(found.st_mode):
        yield Candidate(entry.path, source, found.st_size, found.st_mtime_ns)


def _expected(config: Config, names: Mapping[str, Sequence[Candidate]] | None, path: Path) -> Iterator[Candidate]:
    if names is not None:
        yield from _matching(names, path.name.casefold())
    else:
        yield Candidate(str(path), source_name(config, path), -1, 0)


def _matching(names: Mapping[str, Sequence[Candidate]], pattern: str) -> Iterator[Candidate]:
    if not _WILD.search(pattern):
        yield from names.get(pattern, ())
        return
    for name, found in names.items():
        if fnmatch.fnmatchcase(name, pattern):
            yield from found


def _workbooks(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from sorted((e for e in entries if could_be_form(e)), key=lambda e: e.name)


def made_here(name: str) -> bool:
    """True of the name of a file that the service writes itself: reports, figures, what is said of a form."""
    stem = os.path.splitext(name)[0]  # noqa: PTH122
    return _OURS.match(stem) is not None or holds_remarks(stem)


def holds_remarks(name: str) -> bool:
    """True of the name of a file of remarks, also of a copy that a chat or mail program has numbered."""
    return FEEDBACK_END in name or (not name.isascii() and FEEDBACK_END in unicodedata.normalize("NFC", name))


def could_be_form(entry: os.DirEntry[str]) -> bool:
    """True of what has the name of a workbook, and none that the service gives."""
    stem, ending = os.path.splitext(entry.name)  # noqa: PTH122 a thousand Paths would cost more than their stat
    return (
        ending.lower() in WORKBOOKS
        and not entry.name.startswith(("~$", "."))
        and not _OURS.match(stem)
        and not holds_remarks(stem)
    )
