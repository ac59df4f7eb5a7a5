"""Which files may be a division's form: the configured places, the period's folder; what is never one."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.model.config import Config, Division
from sync.model.period import Period
from sync.work.office import Office

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".xltx")
FEEDBACK_END = " - Ý kiến rà soát"
_WILD = re.compile(r"[*?\[]")
_OURS = re.compile(r"(?:BaoCao|SoLieu)_\d{4}.*_v\d+|TongHop", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a form: where it is, what it is called to people, and how it looks from outside."""

    path: Path
    source: str
    size: int
    modified_ns: int


def form_name(division: Division, period: Period) -> str:
    """Return the file name of a division's form: QLCN_BaoCao_2024-01.xlsx."""
    return f"{division.code}_BaoCao_{period.code}.xlsx"


def form_path(config: Config, division: Division, period: Period) -> Path:
    """Return where a division's form is made and expected first; the pattern may hold wildcards in its name."""
    pattern = division.sheet.excel or f"{{period}}/{division.code}_BaoCao_{{period}}.xlsx"
    return config.folder / pattern.replace("{period}", period.code)


def candidates(office: Office, period: Period) -> list[Candidate]:
    """Return every file that may be a form of the period, each once: configured places first, then the folder."""
    config = office.config
    home = office.folder(period)
    listed = {home: _by_name(config, home)}
    found: dict[str, Candidate] = {}
    for division in config.divisions_of(period):
        path = form_path(config, division, period)
        folder = path.parent
        if folder not in listed:
            listed[folder] = _by_name(config, folder)
        found.update((c.source, c) for c in _matching(listed[folder], path.name.casefold()) if c.source not in found)
    found.update((c.source, c) for each in listed[home].values() for c in each if c.source not in found)
    return list(found.values())


def in_inbox(office: Office) -> list[Candidate]:
    """Return the workbooks that lie in the inbox, by name."""
    return [c for each in _by_name(office.config, office.inbox).values() for c in each]


def source_name(config: Config, path: Path) -> str:
    """Return a path as it is told to people: below the office's folder where it lies there, with forward slashes."""
    try:
        return path.relative_to(config.folder).as_posix()
    except ValueError:
        return path.as_posix()


def _by_name(config: Config, folder: Path) -> dict[str, list[Candidate]]:
    """Return the workbooks of a folder by name, whatever their case; in the order of their names."""
    told = source_name(config, folder)
    names: dict[str, list[Candidate]] = {}
    for entry in _workbooks(folder):
        stat = entry.stat()
        source = entry.name if told == "." else f"{told}/{entry.name}"
        candidate = Candidate(Path(entry.path), source, stat.st_size, stat.st_mtime_ns)
        names.setdefault(entry.name.casefold(), []).append(candidate)
    return names


def _matching(names: Mapping[str, Sequence[Candidate]], pattern: str) -> Iterator[Candidate]:
    if not _WILD.search(pattern):
        yield from names.get(pattern, ())
        return
    for name, found in names.items():
        if fnmatch.fnmatchcase(name, pattern):
            yield from found


def _workbooks(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted((e for e in entries if _may_be_form(e)), key=lambda e: e.name)
    except (FileNotFoundError, NotADirectoryError):
        return


def _may_be_form(entry: os.DirEntry[str]) -> bool:
    stem, ending = os.path.splitext(entry.name)  # noqa: PTH122 a thousand Paths would cost more than their stat
    return (
        ending.lower() in WORKBOOKS
        and not entry.name.startswith(("~$", "."))
        and not _OURS.match(stem)
        and not stem.endswith(FEEDBACK_END)
    )
