"""`baocao doctor --macro`: can the buttons of TongHop work on this machine, and if not, what is to be done."""

from __future__ import annotations

import io
import re
from collections.abc import Generator, Iterator, Mapping
from importlib import metadata
from pathlib import Path, PureWindowsPath

from macros import layout
from macros.machine import Answer, Machine
from macros.making import ODS, XLSM
from macros.trust import excel_trusts, excel_verdict, excel_version, office_trusts, vba_off
from sync.service.examined import Examined, bad, good, odd

_OLDEST = (3, 11)
_SETTINGS = (layout.PYTHON, layout.CONFIG)


def examine(folder: Path, machine: Machine | None = None) -> tuple[Examined, ...]:
    """Look at what the buttons of the workbooks in an office's folder need of this machine; never raises."""
    machine = machine or Machine()
    there = [path for path in (folder / XLSM, folder / ODS) if path.is_file()]
    wanted = _wanted(there, machine)
    if not wanted:
        name = XLSM if machine.platform == "win32" else ODS
        return (bad("macro-no-workbook", folder=str(folder), file=name),)
    return tuple(each for path in wanted for each in _of_workbook(path, machine))


def _wanted(there: list[Path], machine: Machine) -> list[Path]:
    """Return the workbook that is used here: Excel's on Windows, LibreOffice's elsewhere and without Excel."""
    excel, office = (next((path for path in there if path.name == name), None) for name in (XLSM, ODS))
    if machine.platform == "win32" and excel and (excel_version(machine.registry) or not office):
        return [excel]
    return [office] if office else []


def _of_workbook(path: Path, machine: Machine) -> Iterator[Examined]:
    settings = _settings_of(path)
    if settings is None:
        yield bad("macro-no-settings", file=path.name)
        return
    python, config = settings[layout.PYTHON], settings[layout.CONFIG]
    if config and not machine.is_file(config):
        yield bad("macro-no-config", file=path.name, config=config)
    told = yield from _of_python(path, python, machine)
    if path.name == XLSM:
        yield from _of_excel(path, machine)
    else:
        yield from _of_office(path, told, machine)


def _settings_of(workbook: Path) -> Mapping[str, str] | None:
    """Return what the workbook's hidden sheet tells, by name; None where it cannot be read or tells nothing."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.read_bytes()))
        sheet = book.get_sheet_by_name(layout.SETTINGS_SHEET)
        rows = sheet.to_python(skip_empty_area=False, nrows=layout.LIST_ROOM)
    except (CalamineError, OSError):
        return None
    told = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    return told if all(name in told for name in _SETTINGS) else None


def _of_python(path: Path, python: str, machine: Machine) -> Generator[Examined, None, Answer | None]:
    """Yield how the interpreter that the buttons start stands; return what it said of itself, None where it did not."""
    if "windowsapps" in python.lower():
        yield bad("macro-python-store", python=python)
        return None
    if not python or not machine.is_file(python):
        yield bad("macro-python-gone", file=path.name, python=python or "?")
        return None
    told = machine.ask(python)
    if told.trouble:
        yield bad("macro-python-broken", python=python, detail=told.trouble)
        return None
    if tuple(int(part) for part in re.findall(r"\d+", told.version)[:2]) < _OLDEST:
        yield bad("macro-python-old", python=python, version=told.version)
        return None
    yield good("macro-python", version=told.version, python=python)
    yield from _of_program(python, told, machine)
    return told


def _of_program(python: str, told: Answer, machine: Machine) -> Iterator[Examined]:
    if trouble := told.failed.get("macros.buttons"):
        yield bad("macro-no-program", python=python, detail=trouble)
        return
    if trouble := told.failed.get("macros.quick"):
        yield bad("macro-no-xlwings", python=python, detail=trouble)
        return
    if machine.platform == "win32" and (trouble := told.failed.get("win32com.client")):
        yield bad("macro-no-pywin32", python=python, detail=trouble)
        return
    yield good("macro-program", version=told.program)
    ours = metadata.version("baocao")
    if told.program != ours:
        yield odd("macro-other-version", theirs=told.program, ours=ours)


def _of_excel(path: Path, machine: Machine) -> Iterator[Examined]:
    version, folder = excel_version(machine.registry), PureWindowsPath(path.parent)
    if not version:
        yield bad("macro-no-excel", file=path.name)
        return
    yield good("macro-excel", version=version)
    cloud = [machine.variables.get(name) for name in ("ONEDRIVE", "ONEDRIVECOMMERCIAL", "ONEDRIVECONSUMER")]
    if any(place and folder.is_relative_to(PureWindowsPath(place)) for place in cloud):
        yield bad("macro-onedrive", file=path.name)
    if vba_off(machine.registry, version):
        yield bad("macro-vba-off")
        return
    if excel_trusts(machine.registry, version, folder, machine.variables):
        yield good("macro-allowed", folder=str(folder))
        return
    match excel_verdict(machine.registry, version, machine.zone(path)):
        case "forbidden":
            yield bad("macro-forbidden", folder=str(folder))
        case "blocked":
            yield bad("macro-web-mark", file=path.name)
        case "asks":
            yield odd("macro-asked", folder=str(folder))


def _of_office(path: Path, told: Answer | None, machine: Machine) -> Iterator[Examined]:
    program = machine.office()
    if program is None:
        yield bad("macro-no-office", file=path.name)
        return
    yield good("macro-office", program=str(program))
    if told and told.uno:
        yield bad(told.uno, **told.uno_facts)
    elif told and not told.failed:
        yield good("macro-office-python")
    if office_trusts(machine.office_settings(), path.parent):
        yield good("macro-office-allowed", folder=str(path.parent))
    else:
        yield bad("macro-office-forbidden", folder=str(path.parent))
