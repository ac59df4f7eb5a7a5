"""Folders from which an office without internet installs: our wheel, its dependencies as uv.lock has them, install.cmd.

`python .ci/wheelhouse.py` makes one for each Python of Windows (64-bit), build/wheelhouse/windows-3.11 to -3.14;
`--here` makes one for the Python and system that run this. Every file is asked for by its SHA-256 in uv.lock; nothing
is built but our own wheel, and a folder over 60 MiB is an error.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
INDEX = "https://pypi.org/simple"
MOST = 60 * 1024 * 1024
EPOCH = "1704067200"  # 1 January 2024: the same source gives the same bytes, whenever it is built
TOOLS = ("build", "hatchling", "packaging", "pip", "uv")
WITHOUT_TOOLS = """Python này còn thiếu: {names}.
Chạy make setup rồi .venv/bin/python .ci/wheelhouse.py --here; hoặc cài thêm vào một môi trường riêng:
{python} -m pip install build hatchling packaging uv"""
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


def main() -> int:
    """Make the folders that were asked for, print their sizes; return 1 where one is too big, 2 where tools lack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--here", action="store_true", help="for the Python and system that run this")
    parser.add_argument(
        "--python", action="append", choices=VERSIONS, help="only for this Python of Windows; repeatable"
    )
    parser.add_argument("--extra", action="append", default=[], help="with an extra: postgres, dask")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "wheelhouse")
    given = parser.parse_args()
    missing = [name for name in TOOLS if find_spec(name) is None]
    if missing:
        print(WITHOUT_TOOLS.format(names=", ".join(missing), python=sys.executable), file=sys.stderr)
        return 2
    wheel = build_wheel(given.output / "own")
    locked = list(requirements(given.extra))
    named = [("", f"here-{_here()}")] if given.here else [(v, f"windows-{v}") for v in given.python or VERSIONS]
    good = True
    for version, name in named:
        folder = given.output / name
        make(folder, version, wheel, locked)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{folder.name}: {len(list(folder.rglob('*.whl')))} wheels, {size / 1024 / 1024:.1f} MiB", flush=True)
        good = good and size <= MOST
    shutil.rmtree(given.output / "own")
    if not good:
        print(f"too big: more than {MOST // 1024 // 1024} MiB", file=sys.stderr)
    return 0 if good else 1


def build_wheel(folder: Path) -> Path:
    """Build our own wheel into a folder and return it: its bytes depend on the source alone."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH})
    (wheel,) = folder.glob("*.whl")
    return wheel


def requirements(extras: list[str]) -> Iterator[tuple[Requirement, list[str]]]:
    """Yield what uv.lock says an installation needs, on any system, each with the hashes of its files."""
    from packaging.requirements import Requirement

    command = [sys.executable, "-m", "uv", "export", "--frozen", "--no-config", "--no-dev", "--no-emit-project"]
    command += ["--no-header", "--no-annotate", "--quiet", *(word for extra in extras for word in ("--extra", extra))]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    for entry in told.replace("\\\n", " ").splitlines():
        line = entry.strip()
        if line:
            yield Requirement(line.partition(" --hash")[0]), _HASH.findall(line)


def make(folder: Path, version: str, wheel: Path, locked: list[tuple[Requirement, list[str]]]) -> None:
    """Fill a folder for a Python of Windows, or, where `version` is "", for the one that runs this.

    pip would judge markers ("; sys_platform == 'win32'") by the machine that it runs on: here they are judged by the
    one that is installed on, and pip takes each package by itself.
    """
    from packaging.markers import default_environment

    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    target = {**default_environment(), **(_windows(version) if version else {})}
    needed = [(r, hashes) for r, hashes in locked if r.marker is None or r.marker.evaluate({**target, "extra": ""})]
    lines = [f"{r.name}{r.specifier} {' '.join(f'--hash={h}' for h in hashes)}" for r, hashes in needed]
    asked = folder / "requirements.txt"
    asked.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    _download(asked, wheels, version)
    shutil.copyfile(wheel, wheels / wheel.name)
    name, number = wheel.name.split("-")[:2]
    _must_be_whole(wheels, f"{name}=={number}", version)
    own = f"{name}=={number} --hash=sha256:{_digest(wheel)}"
    head = ("--no-index", "--find-links wheels", "--require-hashes", own)
    asked.write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8", newline="\n")
    if version:
        (folder / "install.cmd").write_bytes(installer(version))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "".join(f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")


def _download(asked: Path, wheels: Path, version: str) -> None:
    """Let pip fetch what stands in a file, from PyPI alone, whatever else this machine is set up to ask."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--require-hashes", "--index-url", INDEX, "--dest", str(wheels), "--requirement", str(asked)]
    if version:
        command += ["--platform", "win_amd64", "--implementation", "cp", "--python-version", version]
    ours = ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL", "PIP_CONSTRAINT", "PIP_NO_INDEX")
    known = {name: value for name, value in os.environ.items() if name not in ours}
    subprocess.run(command, check=True, env={**known, "PIP_CONFIG_FILE": os.devnull})


def _must_be_whole(wheels: Path, own: str, version: str) -> None:
    """Let uv look, without network, whether all that an installation needs lies there; raises CalledProcessError."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-config", "--no-index", "--offline"]
    command += ["--find-links", str(wheels), "-"]
    if version:
        command += ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", version]
    subprocess.run(command, check=True, input=own, text=True, stdout=subprocess.DEVNULL)


def _windows(version: str) -> dict[str, str]:
    """What a CPython of Windows, 64-bit, says of itself (PEP 508)."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{version}.0",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "10.0.19045",
        "python_full_version": f"{version}.0",
        "python_version": version,
        "sys_platform": "win32",
    }


def installer(version: str) -> bytes:
    """Return install.cmd: a double click installs into one folder, without administrator's rights and without PATH.

    cmd reads a file in the console's code page, so the page is UTF-8 from the first line on. The folder may be given as
    its argument; C:\\BaoCao has no letters that a user's name could bring in, and paths stay short.
    """
    short = version.replace(".", "")
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        "title Cài đặt baocao",
        "setlocal DisableDelayedExpansion",
        'set "target=%~1"',
        'if not defined target set "target=C:\\BaoCao"',
        'set "python="',
        *(
            f'if not defined python if exist "{place}\\python.exe" set "python={place}\\python.exe"'
            for place in (
                f"%LocalAppData%\\Programs\\Python\\Python{short}",
                f"%LocalAppData%\\Python\\pythoncore-{version}-64",
                f"%ProgramFiles%\\Python{short}",
                f"C:\\Python{short}",
            )
        ),
        f'if not defined python for /f "usebackq delims=" %%p in (`py -{version} -c "import sys; print(sys.executable)"'
        ' 2^>nul`) do set "python=%%p"',
        "if not defined python goto nopython",
        '"%python%" -c "import sys; sys.exit(sys.maxsize // 2**32 == 0)"',
        "if errorlevel 1 goto nopython",
        "echo Đang cài vào %target% ...",
        'if not exist "%target%\\" mkdir "%target%"',
        'if not exist "%target%\\" goto nofolder',
        'set "PIP_CONFIG_FILE=nul"',
        'set "PYTHONUTF8=1"',
        '"%python%" -m venv "%target%\\python"',
        "if errorlevel 1 goto failed",
        '"%target%\\python\\Scripts\\python.exe" -m pip install --quiet --disable-pip-version-check --no-deps'
        ' --no-warn-script-location --upgrade --requirement "%~dp0requirements.txt"',
        "if errorlevel 1 goto failed",
        '"%target%\\python\\Scripts\\python.exe" -P -m baocao --help >nul',
        "if errorlevel 1 goto failed",
        '> "%target%\\baocao.cmd" echo @"%%~dp0python\\Scripts\\python.exe" -X utf8 -P -m baocao %%*',
        "echo.",
        "echo Đã cài xong.",
        "echo Việc tiếp theo: mở cửa sổ lệnh và chạy",
        'echo     "%target%\\baocao.cmd" init "%target%\\so"',
        "goto end",
        ":nopython",
        f"echo CHƯA CÀI ĐƯỢC: máy này chưa có Python {version} bản 64-bit.",
        f"echo Cài Python {version} (64-bit) cho người dùng này, không cần quyền quản trị, rồi bấm đúp lại tệp này.",
        "goto end",
        ":nofolder",
        "echo CHƯA CÀI ĐƯỢC: không tạo được thư mục %target%.",
        'echo Chạy lại và ghi thư mục khác, ví dụ: install.cmd "D:\\BaoCao"',
        "goto end",
        ":failed",
        "echo CHƯA CÀI ĐƯỢC: đọc dòng báo lỗi ở trên; chép lại cả thư mục này rồi thử lại.",
        ":end",
        "echo Bấm một phím bất kỳ để đóng cửa sổ này.",
        "pause >nul",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _here() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
