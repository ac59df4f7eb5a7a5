"""Whether Excel and LibreOffice run the macros of a workbook where it lies.

Excel's order is Microsoft's ("Macros from the internet will be blocked by default in Office"): a trusted location runs
everything, whatever the file's mark and the macro setting say; then the mark of the web; then the macro setting.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import unescape

from macros.machine import Key

Registry = Callable[[str, str], Key]

# Who says something about Excel's security, the one that counts most first.
_POLICIES = (
    ("HKCU", r"Software\Policies\Microsoft\Cloud\Office"),
    ("HKCU", r"Software\Policies\Microsoft\Office"),
    ("HKLM", r"Software\Policies\Microsoft\Office"),
)
_OWN = (("HKCU", r"Software\Microsoft\Office"), ("HKLM", r"Software\Microsoft\Office"))
_SIGNED_ONLY, _NONE = 3, 4  # of the setting VBAWarnings; 1 runs all, 2 asks
_FROM_WEB = 3  # zone of the Internet; 4 are restricted sites
_MEDIUM = 1  # of LibreOffice's levels: asks; 2, the usual one, runs what is trusted
_LEVEL = 2


def excel_version(registry: Registry) -> str:
    """Return the version of the Excel that is installed as the registry counts ("16.0"), "" where there is none."""
    current = str(registry("HKCR", r"Excel.Application\CurVer").values.get("", ""))
    number = current.rpartition(".")[2]
    return f"{number}.0" if number.isdigit() else ""


def vba_off(registry: Registry, version: str) -> bool:
    """Say whether VBA is switched off for all of Office."""
    return any(
        registry(hive, rf"{base}\{version}\Common").values.get("vbaoff") == 1 for hive, base in (*_POLICIES, *_OWN)
    )


def excel_trusts(registry: Registry, version: str, folder: PureWindowsPath, variables: Mapping[str, str]) -> bool:
    """Say whether a folder is one of Excel's trusted locations, or below one that covers its subfolders."""
    switched_off = any(places.values.get("alllocationsdisabled") == 1 for _, places in _places(registry, version))
    return not switched_off and any(
        _covers(place, folder, variables, places.values.get("allownetworklocations") == 1)
        for path, places in _places(registry, version)
        for name in places.below
        if (place := registry(*_below(path, name)))
    )


def excel_verdict(registry: Registry, version: str, zone: int | None) -> str:
    """Return what Excel does with macros outside trusted locations: "blocked" by the file's mark, "forbidden", "asks"
    or "runs".
    """
    setting = next((s for s in _settings(registry, version) if s in range(1, 5)), 2)
    if setting in {_SIGNED_ONLY, _NONE}:
        return "forbidden"
    if zone is not None and zone >= _FROM_WEB:
        return "blocked"
    return "runs" if setting == 1 else "asks"


def _settings(registry: Registry, version: str) -> Iterator[str | int]:
    for hive, base in (*_POLICIES, *_OWN):
        yield registry(hive, rf"{base}\{version}\Excel\Security").values.get("vbawarnings", 0)


def _places(registry: Registry, version: str) -> Iterator[tuple[tuple[str, str], Key]]:
    for hive, base in (*_POLICIES, *_OWN):
        path = rf"{base}\{version}\Excel\Security\Trusted Locations"
        yield (hive, path), registry(hive, path)


def _below(path: tuple[str, str], name: str) -> tuple[str, str]:
    return path[0], rf"{path[1]}\{name}"


def _covers(place: Key, folder: PureWindowsPath, variables: Mapping[str, str], network: bool) -> bool:
    text = re.sub(r"%([^%]+)%", lambda found: variables.get(found[1].upper(), found[0]), str(place.values.get("path")))
    trusted, ours = _parts(PureWindowsPath(text)), _parts(folder)
    if not place.values.get("path") or (text.startswith("\\\\") and not network):
        return False
    return ours == trusted or (place.values.get("allowsubfolders") == 1 and ours[: len(trusted)] == trusted)


def _parts(path: PureWindowsPath) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in path.parts)


def office_trusts(settings: str, folder: Path) -> bool:
    """Say whether LibreOffice runs, or at least offers to run, macros of a folder; `settings` is what its user changed
    (registrymodifications.xcu): the list SecureURL covers what lies below each of its folders.
    """
    level = re.search(r'oor:name="MacroSecurityLevel"[^>]*>\s*<value>(\d)</value>', settings)
    if (int(level[1]) if level else _LEVEL) <= _MEDIUM:
        return True
    listed = re.search(r'oor:name="SecureURL"[^>]*>(.*?)</prop>', settings, re.DOTALL)
    places = re.findall(r"<it>(.*?)</it>", listed[1]) if listed else []
    ours = _composed(folder)
    return any(ours[: len(parts)] == parts for parts in map(_composed, map(_path_of, places)) if parts)


def _path_of(url: str) -> Path:
    """Return the path of a file's URL; behind the slash that begins it Windows has a drive."""
    return Path(re.sub(r"^/(?=[A-Za-z]:)", "", unquote(urlsplit(unescape(url)).path)))


def _composed(path: Path) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part) for part in path.parts)
