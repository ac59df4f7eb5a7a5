"""TongHop made for an office, both kinds, and put in its folder; one that somebody saved there is kept."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros import layout
from macros.spreadsheet import to_ods
from macros.workbook import PIPE, Settings, build_xlsm
from sync.model.period import Period
from sync.render.pdf import PdfError
from sync.store import blobs
from sync.work.clerkview import View, view
from sync.work.files import FileBusyError, move_new, write_new, write_over
from sync.work.log import FOLDER as LOG_FOLDER
from sync.work.log import log_error
from sync.work.office import Office
from sync.work.shown import to_bytes

XLSM, ODS = "TongHop.xlsm", "TongHop.ods"
OURS = "TongHop.sha256"  # in the folder of logs: digests of what was built, to know it again
_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: `ods` None where there is no LibreOffice ("ods-no-libreoffice") or it failed ("ods-failed").

    `kept` tells of what stood there before and had been saved since we made it: under which name it is kept.
    """

    xlsm: Path
    ods: Path | None
    without_ods: str
    kept: tuple[tuple[Path, Path], ...]


def make_workbooks(office: Office, period: Period, folder: Path | None = None) -> Made:
    """Make TongHop.xlsm, and TongHop.ods where LibreOffice is installed, in the office's folder or another.

    Nothing that somebody saved is overwritten. Raises StoreError, FileBusyError (the workbook is open), FormError.
    """
    place = folder or office.config.folder
    shown = view(office, period)
    digest = _remember(office, shown)
    kept: list[tuple[Path, Path]] = []
    excel = _put(
        office, place / XLSM, build_xlsm(shown, shown.frames, _settings(office, shown, place, digest)), kept.append
    )
    build = build_xlsm(shown, shown.frames, _settings(office, shown, place, digest, PIPE))
    trouble = "ods-no-libreoffice"
    try:
        data = to_ods(build)
    except PdfError as error:
        log_error(error, office.config.folder)
        data, trouble = None, "ods-failed"
    ods = _put(office, place / ODS, data, kept.append) if data else None
    return Made(excel, ods, "" if ods else trouble, tuple(kept))


def interpreter() -> str:
    """Return the Python that buttons start: on Windows the one that opens no window."""
    here = Path(sys.executable)
    windowed = here.with_name("pythonw.exe")
    return str(windowed if sys.platform == "win32" and windowed.is_file() else here)


def _settings(office: Office, shown: View, folder: Path, digest: str, pipe: str = "") -> Settings:
    config = office.config
    beside = config.path.absolute() == (folder / "config.yaml").absolute()
    made = shown.status.report
    signers = dict(shown.signers)
    signer = signers.get(made.signer, "") if made else ""
    return Settings(
        python=interpreter(),
        folder=folder,
        agency=config.short_name or config.name,
        config="" if beside else str(config.path.absolute()),
        shown=digest,
        pipe=pipe,
        typed={layout.SIGNER: signer or next(iter(signers.values()), "")},
    )


def _remember(office: Office, shown: View) -> str:
    """Keep what the workbook shows, so that what is typed there can be told from it; return its digest."""
    with office.store.writing() as connection:
        return blobs.keep(connection, to_bytes(shown.shown), office.now())


def _put(office: Office, path: Path, data: bytes, keep: Callable[[tuple[Path, Path]], None]) -> Path:
    """Put a workbook in its place. One that stands there goes where it is as we built it, else it gets another name."""
    marks = office.config.folder / LOG_FOLDER / OURS
    known = _known(marks)
    as_built = path.exists() and _digest(path) in known
    _write_known(marks, [*known, hashlib.sha256(data).hexdigest()][-_REMEMBERED:])
    if as_built:
        write_over(path, data)
        return path
    if path.exists():
        keep((path, _aside(path)))
    write_new(path, data)
    return path


def is_as_built(office: Office, path: Path) -> bool:
    """True of a workbook that nobody has saved since it was made here; raises FileBusyError."""
    return _digest(path) in _known(office.config.folder / LOG_FOLDER / OURS)


def _known(marks: Path) -> list[str]:
    try:
        return marks.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []


def _write_known(marks: Path, digests: list[str]) -> None:
    """Note the digests; where that fails the next one is kept aside without need, which harms nobody."""
    try:
        marks.parent.mkdir(parents=True, exist_ok=True)
        marks.write_text("".join(f"{digest}\n" for digest in digests), encoding="ascii", newline="\n")
    except OSError:
        marks.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise FileBusyError(path, str(error)) from error


def _aside(path: Path) -> Path:
    """Rename a workbook to the first free TongHop_cu_1, _2 … and return that."""
    number = 1
    while True:
        target = path.with_name(f"{path.stem}_cu_{number}{path.suffix}")
        try:
            move_new(path, target)
        except FileExistsError:
            number += 1
        else:
            return target
