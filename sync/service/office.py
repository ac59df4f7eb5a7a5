"""Setting up an office's folder: a new department's, or the January 2024 demonstration."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.render.template import default_template
from sync.store.remote import is_remote
from sync.work.decide import DecisionError
from sync.work.files import FileBusyError, write_new
from sync.work.handedin import is_read_only, make_writable
from sync.work.office import BUILT_WORKBOOKS, CLERK_WORKBOOKS, COPIES, DEMO_MARK, RECEIVED
from sync.work.places import is_copy

DEMO_PERIODS = ("2024-01", "2024-02")

# When each division's file of the demonstration came in: the day its head approved it, at this hour.
_HOUR = dt.time(15, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def init(folder: Path) -> tuple[Path, ...]:
    """Make a new department's folder: config.yaml, the Word template, the inbox; return what was made.

    Raises DecisionError where something of it is there already or the folder is on a network drive.
    """
    inbox = folder / "hop-thu-den"
    for path in (folder / "config.yaml", folder / "mau-bao-cao.docx", folder / "baocao.db", inbox):
        if path.exists() and (path != inbox or not path.is_dir()):
            raise DecisionError("init-not-empty", folder=str(folder), file=path.name)
    _look_at_place(folder)
    config = folder / "config.yaml"
    write_new(config, _fresh_config(shipped("config.yaml")).encode())
    template = folder / "mau-bao-cao.docx"
    write_new(template, default_template())
    (inbox / RECEIVED).mkdir(parents=True, exist_ok=True)
    return config, template, inbox


def demo(folder: Path) -> Path:
    """Lay out the example as a working office and return its config.yaml; a demo that is there is laid out anew.

    Only files that a demo made, and that nobody has changed since, are removed. Raises DecisionError where the folder
    holds any other file or is on a network drive, FileBusyError where it is no folder or cannot be written to.
    """
    _look_at_place(folder)
    there, made = list(_files(folder)), _made_by_demo(folder)
    foreign = next((path for path in there if path not in made), None)
    if foreign:
        told = foreign.relative_to(folder).as_posix()
        raise DecisionError("demo-not-empty", folder=str(folder), file=told)
    for path in there:
        _remove(path)
    inbox = folder / "hop-thu-den" / RECEIVED
    try:
        inbox.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileBusyError(inbox, str(error)) from error
    write_new(folder / "config.yaml", shipped("config.yaml").encode())
    write_new(folder / "mau-bao-cao.docx", default_template())
    config = load_config(folder / "config.yaml")
    for code in DEMO_PERIODS:
        due = config.calendar.due_divisions
        for number, entry in enumerate(_forms(code)):
            came = dt.datetime.combine(parse_period(code).first_day.replace(day=due - 3 + number % 3), _HOUR)
            modified_ns = int(came.timestamp()) * 1_000_000_000
            write_new(folder / code / entry.name, entry.read_bytes(), modified_ns=modified_ns)
    remember_demo(folder)
    return config.path


def _remove(path: Path) -> None:
    try:
        if is_read_only(path) and not path.is_symlink():
            make_writable(path)
        path.unlink()
    except OSError as error:  # open in another program, or in a folder that may only be read
        raise FileBusyError(path, str(error)) from error


def remember_demo(folder: Path) -> None:
    """Note every file of a demo's folder with its digest: the demo began with an empty one, so it made them all."""
    lines = [f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / DEMO_MARK).write_text("".join(lines), encoding="utf-8", newline="\n")


def _made_by_demo(folder: Path) -> frozenset[Path]:
    """Return the files of a demo's folder that are as it left them, its mark and its store, which changes with use."""
    try:
        lines = (folder / DEMO_MARK).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return frozenset()
    noted = {folder / name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}
    ours = {path for path, digest in noted.items() if _is_own(path) and _digest(path) == digest}
    if (folder / "config.yaml") in ours:  # with another config the store is somebody's work
        ours |= {folder / name for name in _CHANGING if _is_own(folder / name)}
        ours |= _built_workbooks(folder)
        ours |= {path for path in folder.glob(f"*/{COPIES}/*") if is_copy(path.name) and is_read_only(path)}
    return frozenset({*ours, folder / DEMO_MARK})


# What a demo's own commands write to whenever they run.
_CHANGING = ("baocao.db", "baocao.db-wal", "baocao.db-shm", "nhat-ky/baocao.log", BUILT_WORKBOOKS)


def _built_workbooks(folder: Path) -> frozenset[Path]:
    """Return the clerk's workbooks that lie there as they were built: one that somebody saved is somebody's work."""
    try:
        built = set((folder / BUILT_WORKBOOKS).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()
    there = (path for name in CLERK_WORKBOOKS if _is_own(path := folder / name))
    return frozenset(path for path in there if _digest(path) in built)


def _is_own(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _files(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder that is no folder itself, links too; nothing where the folder is not there."""
    for here, folders, names in os.walk(folder):
        yield from (Path(here, name) for name in sorted(names))
        yield from (path for path in (Path(here, name) for name in sorted(folders)) if path.is_symlink())


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _look_at_place(folder: Path) -> None:
    """Raise FileBusyError where a file has the folder's name, DecisionError where a store would not be safe in it."""
    taken = next((path for path in (folder, *folder.parents) if path.is_file()), None)
    if taken:
        raise FileBusyError(taken, "", "folder-taken")
    if is_remote(folder.absolute()):
        raise DecisionError("init-network", folder=str(folder))


def shipped(name: str) -> str:
    """Return a text that ships beside the packages, in the wheel and in a checkout alike."""
    return (_root() / name).read_text(encoding="utf-8")


def _forms(code: str) -> Iterator[Path]:
    yield from sorted((_root() / "examples" / code).glob("*.xlsx"))


def _root() -> Path:
    return Path(str(files("sheets"))).parent


# What a new department's config changes in the example's: (pattern, replacement), line by line.
_FRESH = (
    (r"^( *)- valid: 2024-\d\d\n\1  text: >-\n(?:\1    .*\n)+", ""),  # texts of one month
    (r"^    texts:\n", "    texts: [] # nhận xét chung, thêm từng kỳ: {valid: 2026-01, text: …}\n"),
    (r"^addressee: \[\].*$", "addressee: Ủy ban nhân dân tỉnh Ninh Thuận # ĐIỀN nơi Kính gửi (Nghị định 30/2020)"),
    (
        r", name: Lê Tiến Dũng\}.*$",
        "} # ĐIỀN thêm “, name: Họ tên giám đốc” trước dấu }; chưa điền thì báo cáo chừa chỗ",
    ),
    (r", name: Nguyễn Văn An\}.*$", "} # ĐIỀN thêm “, name: Họ tên phó giám đốc” trước dấu }"),
    (r"^people:.*\n.*$", "people: [] # ĐIỀN: - {name: Họ tên chuyên viên tổng hợp, role: clerk, email: …, phone: …}"),
    (r"^(name: .*)$", r"\1 # ĐIỀN tên sở"),
    (r"^(short_name: .*)$", r"\1 # ĐIỀN tên gọi tắt"),
    (r"^(parent: .*)$", r"\1 # ĐIỀN cơ quan chủ quản"),
    (r"^(symbol: \S+) # (.*)$", r"\1 # ĐIỀN \2"),
    (r"^(place: .*)$", r"\1 # ĐIỀN địa danh ghi trước ngày tháng"),
    (r"^(subject: .*)$", r"\1 # ĐIỀN trích yếu của báo cáo"),
    (r"^recipients:$", "recipients: # ĐIỀN nơi nhận; dưới đây là ví dụ"),
    (r"^divisions:$", "divisions: # ĐIỀN các phòng, đơn vị của sở mình; dưới đây là ví dụ"),
    (r"^outline:$", "outline: # ĐIỀN các phần, mục của báo cáo ở sở mình; dưới đây là ví dụ"),
    (r"^indicators:$", "indicators: # ĐIỀN chỉ tiêu của sở mình; dưới đây là ví dụ"),
    (r"^annexes:$", "annexes: # ĐIỀN phụ lục của sở mình, không có thì ghi annexes: []; dưới đây là ví dụ"),
    (r"^abbreviations:$", "abbreviations: # ĐIỀN chữ viết tắt quen dùng ở sở mình; dưới đây là ví dụ"),
    (r", opening: \d+", ", opening: 0"),
    (r", plan: \d+", ""),
    (
        r"\A.*\n.*\n",
        "# Cấu hình của một sở, bắt đầu từ ví dụ của Sở Khoa học và Công nghệ. Dòng bắt đầu bằng # là lời giải thích.\n"
        "# Sửa những chỗ có chữ ĐIỀN cho đúng với sở mình; sửa xong chỗ nào thì xóa chữ ấy ở đó. Lưu bằng UTF-8.\n",
    ),
)


def _fresh_config(text: str) -> str:
    """Return the example's config as a new department begins with it.

    Texts of one month are left out, Kính gửi is on, and what only the office knows is marked to be filled in.
    """
    for pattern, replacement in _FRESH:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    return text
