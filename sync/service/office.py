"""Setting up an office's folder: a new department's, or the January 2024 demonstration."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.render.template import default_template
from sync.work.decide import DecisionError
from sync.work.files import write_new
from sync.work.office import RECEIVED

DEMO_PERIODS = ("2024-01", "2024-02")

# When each division's file of the demonstration came in: the day its head approved it, at this hour.
_HOUR = dt.time(15, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def init(folder: Path) -> tuple[Path, ...]:
    """Make a new department's folder: config.yaml, the Word template, the inbox; return what was made.

    Raises DecisionError where something of it is there already or the folder is on a network drive.
    """
    for name in ("config.yaml", "mau-bao-cao.docx", "baocao.db"):
        if (folder / name).exists():
            raise DecisionError("init-not-empty", folder=str(folder), file=name)
    if _is_remote(folder):
        raise DecisionError("init-network", folder=str(folder))
    config = folder / "config.yaml"
    write_new(config, _fresh_config(shipped("config.yaml")).encode())
    template = folder / "mau-bao-cao.docx"
    write_new(template, default_template())
    inbox = folder / "hop-thu-den"
    (inbox / RECEIVED).mkdir(parents=True, exist_ok=True)
    return config, template, inbox


def demo(folder: Path) -> Path:
    """Lay out the example as a working office and return its config.yaml; a demo that is there is laid out anew.

    Raises DecisionError where the folder holds something that is not a demo.
    """
    mark = folder / ".baocao-demo"
    if folder.exists() and any(folder.iterdir()):
        if not mark.exists():
            raise DecisionError("init-not-empty", folder=str(folder), file=next(folder.iterdir()).name)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("", encoding="utf-8")
    (folder / "config.yaml").write_text(shipped("config.yaml"), encoding="utf-8", newline="\n")
    write_new(folder / "mau-bao-cao.docx", default_template())
    (folder / "hop-thu-den" / RECEIVED).mkdir(parents=True)
    config = load_config(folder / "config.yaml")
    for code in DEMO_PERIODS:
        (folder / code).mkdir()
        for number, entry in enumerate(_forms(code)):
            target = folder / code / entry.name
            shutil.copyfile(entry, target)
            due = config.calendar.due_divisions
            came = dt.datetime.combine(parse_period(code).first_day.replace(day=due - 3 + number % 3), _HOUR)
            os.utime(target, (came.timestamp(), came.timestamp()))
    return config.path


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
    (r"^addressee: \[\].*$", "addressee: Ủy ban nhân dân tỉnh Ninh Thuận # Kính gửi (Nghị định 30/2020)"),
    (
        r", name: Lê Tiến Dũng\}.*$",
        "} # ĐIỀN thêm “, name: Họ tên giám đốc” trước dấu }; chưa điền thì báo cáo chừa chỗ",
    ),
    (r", name: Nguyễn Văn An\}.*$", "} # ĐIỀN thêm “, name: Họ tên phó giám đốc” trước dấu }"),
    (r"^people:.*\n.*$", "people: [] # ĐIỀN: - {name: Họ tên chuyên viên tổng hợp, role: clerk, email: …, phone: …}"),
    (r", opening: \d+", ", opening: 0"),
    (r", plan: \d+", ""),
    (
        r"\A.*\n.*\n",
        "# Cấu hình của một sở, bắt đầu từ ví dụ của Sở Khoa học và Công nghệ. Dòng bắt đầu bằng # là lời giải thích.\n"
        "# Sửa những chỗ có chữ ĐIỀN và những gì khác với sở mình. Lưu bằng UTF-8.\n",
    ),
)


def _fresh_config(text: str) -> str:
    """Return the example's config as a new department begins with it.

    Texts of one month are left out, Kính gửi is on, and what only the office knows is marked to be filled in.
    """
    for pattern, replacement in _FRESH:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    return text


def _is_remote(folder: Path) -> bool:
    where = str(folder.absolute())
    return where.startswith(("\\\\", "//")) or "onedrive" in where.casefold()
