"""What a machine has, whatever office stands on it: Python, libraries, time zone, letters of file names, programs."""

from __future__ import annotations

import datetime as dt
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE
from sync.model.duedates import now as clock
from sync.render.pdf import find_office
from sync.service import install
from sync.service.examined import Examined, bad, good, odd
from sync.work.office import Office, product

_OLDEST = (3, 11)
_MENDED = (3, 11, 15)  # before it email.message took a line break in a header for one (CVE of the standard library)
_FONTS = ("Times New Roman", "Liberation Serif", "Tinos")
_NEEDED = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?\s*\(?([<>=!~0-9a-z.,* ]*)\)?\s*(?:;(.*))?")  # PEP 508
_BOUND = re.compile(r"(>=|<)\s*([0-9.]+)")


@dataclass(slots=True)
class Ward:
    """What is examined, by the config's path, and what was learned on the way; clock and system may be put in place.

    `letters` is the encoding of file names, `needs` what the product asks for (PEP 508).
    """

    path: Path
    now: Callable[[], dt.datetime] = clock
    run: install.Run = install.run
    version: tuple[int, int, int] = field(default_factory=lambda: (*sys.version_info[:3],))
    letters: str = field(default_factory=sys.getfilesystemencoding)
    needs: tuple[str, ...] = field(default_factory=lambda: _needs())
    office: Office | None = None
    config: Config | None = None


def of_machine(this: Ward) -> Iterator[Examined]:
    """Look at what everything else stands on."""
    yield from _python(this)
    yield from _libraries(this)
    yield from _zone(this)
    yield _letters(this)


def _python(this: Ward) -> Iterator[Examined]:
    told = ".".join(map(str, this.version))
    if this.version[:2] < _OLDEST:
        yield bad("doctor-python-old", version=told)
    elif this.version < _MENDED:
        yield odd("doctor-python-unmended", version=told)
    else:
        yield good("doctor-python", version=told, system=f"{platform.system()} {platform.machine()}")
    if sys.maxsize < 2**32:
        yield odd("doctor-32-bit")


def _needs() -> tuple[str, ...]:
    try:
        return tuple(metadata.requires("baocao") or ())
    except metadata.PackageNotFoundError:  # run from its source
        return ()


def _libraries(this: Ward) -> Iterator[Examined]:
    """Look at each library that the product asks for: whether it is there, in a version that was tried."""
    missing, other, count = [], [], 0
    for need in this.needs:
        found = _NEEDED.match(need)
        if found is None or "extra" in (found[3] or ""):
            continue
        count += 1
        name, bounds = found[1], found[2].strip()
        try:
            there = metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if not _is_within(there, bounds):
            other.append(f"{name} {there} ({bounds.replace(' ', '')})")
    if missing:
        yield bad("doctor-library-missing", names=", ".join(missing))
    if other:
        yield bad("doctor-library-other", names=", ".join(other))
    if not missing and not other:
        yield good("doctor-libraries", version=product(), count=str(count))


def _is_within(version: str, bounds: str) -> bool:
    """Tell whether a version keeps the bounds that we write, from which on and below which; others are pip's matter."""
    there = _numbers(version)
    for sign, told in _BOUND.findall(bounds):
        wanted = _numbers(told)
        width = max(len(there), len(wanted))
        mine, its = ((*numbers, *[0] * (width - len(numbers))) for numbers in (there, wanted))
        if (mine < its) if sign == ">=" else (mine >= its):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def _zone(this: Ward) -> Iterator[Examined]:
    here = this.now().astimezone().utcoffset()
    wanted = this.now().astimezone(OFFICE_ZONE).utcoffset()
    if here != wanted:
        yield odd("doctor-zone", here=_offset(here))
    else:
        yield good("doctor-zone", time=f"{this.now().astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}")


def _offset(offset: dt.timedelta | None) -> str:
    minutes = int((offset or dt.timedelta()).total_seconds() // 60)
    return f"UTC{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _letters(this: Ward) -> Examined:
    """Look at the locale: in one without UTF-8 a file with a Vietnamese name can be neither found nor written."""
    if this.letters.lower().replace("-", "") == "utf8":
        return good("doctor-locale")
    return bad("doctor-locale", encoding=this.letters)


def programs(this: Ward) -> Iterator[Examined]:
    """Look at what reports are printed with: LibreOffice, and a font of the width of Times New Roman."""
    found = find_office()
    yield good("doctor-office", program=str(found)) if found else odd("doctor-no-office")
    if sys.platform == "win32":
        return
    code, said = this.run(["fc-list", ":", "family"])
    if code == 0 and not any(font in said for font in _FONTS):
        yield odd("doctor-no-font")
    elif code == 0:
        yield good("doctor-font")
