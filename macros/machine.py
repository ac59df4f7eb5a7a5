"""What is asked of the clerk's machine: its Python, the registry, marks on files, settings of LibreOffice.

Each is one thin function, so that what is made of the answers (doctor.py, trust.py) is tried without that machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from sync.render.pdf import find_office

_SECONDS = 60.0  # a first start on an office PC, every file looked at by its guard


@dataclass(frozen=True, slots=True)
class Answer:
    """What an interpreter says of itself: its version, the product's, and what cannot be loaded with its error.

    `trouble` is set, and nothing else, where it does not run. `uno` is the code of what hinders talk with LibreOffice.
    """

    version: str = ""
    program: str = ""
    failed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    uno: str = ""
    uno_facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the registry: its values by name in small letters, and the names of the keys below."""

    values: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    below: tuple[str, ...] = ()


# Run by the interpreter in question, which may have nothing of ours. xlwings is loaded as the buttons load it.
_QUESTION = """
import json, sys
from importlib import import_module, metadata
told = {"version": "%d.%d.%d" % sys.version_info[:3], "failed": {}}
try:
    told["program"] = metadata.version("baocao")
except Exception:
    pass
def load(name):
    try:
        return import_module(name)
    except Exception as error:
        told["failed"][name] = "%s: %s" % (type(error).__name__, error)
if load("macros.buttons"):
    load("macros.quick")
    bridge = load("macros.libreoffice.bridge")
    try:
        bridge and bridge.uno()
    except bridge.UnoError as error:
        told["uno"], told["uno_facts"] = error.code, error.facts
if sys.platform == "win32":
    load("win32com.client")
print("\\n" + json.dumps(told))
"""


def ask_python(python: str) -> Answer:
    """Ask an interpreter about itself; of pythonw, which has no mouth, the python beside it is asked."""
    path = Path(python)
    twin = path.with_name(path.name.replace("pythonw", "python"))
    words = [str(twin if twin.is_file() else path), "-P", "-X", "utf8", "-c", _QUESTION]
    try:
        done = subprocess.run(words, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 the interpreter that the buttons start
    except subprocess.TimeoutExpired:
        return Answer(trouble=f"{_SECONDS:g} s")
    except OSError as error:
        return Answer(trouble=error.strerror or type(error).__name__)
    said = done.stdout.decode("utf-8", "replace").strip().splitlines()
    try:
        told = json.loads(said[-1])
        return Answer(
            told["version"], told.get("program", ""), told["failed"], told.get("uno", ""), told.get("uno_facts", {})
        )
    except (IndexError, ValueError, KeyError, TypeError):
        errors = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Answer(trouble=errors[-1][:200] if errors else f"mã {done.returncode}")


def registry_key(hive: str, path: str) -> Key:
    """Return a key of the Windows registry (`hive` HKCU, HKLM or HKCR); an empty one where there is none."""
    if sys.platform != "win32":
        return Key()
    import winreg

    hives = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCR": winreg.HKEY_CLASSES_ROOT}
    values: dict[str, str | int] = {}
    try:
        with winreg.OpenKey(hives[hive], path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
            keys, count, _ = winreg.QueryInfoKey(key)
            for at in range(count):
                name, value, _ = winreg.EnumValue(key, at)
                values[name.lower()] = value if isinstance(value, int) else str(value)
            return Key(values, tuple(winreg.EnumKey(key, at) for at in range(keys)))
    except OSError:
        return Key()


def zone_of(path: Path) -> int | None:
    """Return the zone that Windows has noted a file to come from (3 the Internet), None where it has noted none."""
    if sys.platform != "win32":
        return None
    try:
        with open(f"{path}:Zone.Identifier", encoding="utf-8", errors="replace") as stream:  # noqa: PTH123 no path: a stream of a file
            return zone_in(stream.read())
    except OSError:
        return None


def zone_in(mark: str) -> int | None:
    """Return the zone that a mark of the web tells: an ini file, its section ZoneTransfer, its value ZoneId."""
    for line in mark.splitlines():
        name, equals, value = line.partition("=")
        if equals and name.strip().lower() == "zoneid" and value.strip().isdigit():
            return int(value)
    return None


def office_settings() -> str:
    """Return the settings that this user has changed in LibreOffice, "" where it was never started."""
    base = {
        "win32": Path(os.environ.get("APPDATA", "")) / "LibreOffice",
        "darwin": Path.home() / "Library" / "Application Support" / "LibreOffice",
    }.get(sys.platform, Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "libreoffice")
    try:
        return (base / "4" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as it can be asked; another one in tests."""

    platform: str = sys.platform
    ask: Callable[[str], Answer] = ask_python
    is_file: Callable[[str], bool] = os.path.isfile
    registry: Callable[[str, str], Key] = registry_key
    zone: Callable[[Path], int | None] = zone_of
    office: Callable[[], Path | None] = find_office
    office_settings: Callable[[], str] = office_settings
    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
