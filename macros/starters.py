"""Two files to double-click where macros are forbidden: reading the forms, making the report."""

from __future__ import annotations

import sys
from pathlib import Path

from sync.work.files import write_new

NAMES = ("1-Cap-nhat.cmd", "2-Tao-bao-cao.cmd")
_TAKE = "workbook --take"
_COMMANDS = ((_TAKE, "sync", "workbook"), (_TAKE, "report", "workbook"))
_TITLES = ("Cập nhật từ các đơn vị", "Tạo báo cáo")


def write_starters(folder: Path, python: str = sys.executable) -> tuple[Path, ...]:
    """Write both files into an office's folder and return them; they start `python`.

    Raises FileExistsError, FileBusyError.
    """
    made = []
    for name, title, commands in zip(NAMES, _TITLES, _COMMANDS, strict=True):
        path = folder / name
        write_new(path, starter(python, title, commands))
        made.append(path)
    return tuple(made)


def starter(python: str, title: str, commands: tuple[str, ...]) -> bytes:
    """Return a .cmd that runs commands of `baocao` in its own folder, one after the other, and waits for a key.

    Where what was typed into the workbook cannot be taken in, nothing else is done.

    cmd reads a file in the console's code page, so the page is UTF-8 from the first line on; a percent sign begins a
    variable unless it is doubled, inside quotes too. The folder is the one the file lies in: it may be moved.
    """
    program = python.replace("%", "%%")
    lines = [
        "@echo off",
        "chcp 65001 >nul",
        f"title {title}",
        'cd /d "%~dp0"',
        "set failed=",
        # 1 says that something is to be mended in the data: the command did what it is for.
        *(
            line
            for command in commands
            for line in (
                f'"{program}" -P -m baocao {command}',
                "if errorlevel 2 set failed=1",
                *(("if defined failed goto told",) if command == _TAKE else ()),
            )
        ),
        ":told",
        "echo.",
        "if defined failed echo CHƯA XONG: đọc dòng báo lỗi ở trên.",
        "if not defined failed echo Xong.",
        "echo Bấm một phím bất kỳ để đóng cửa sổ này.",
        "pause >nul",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()
