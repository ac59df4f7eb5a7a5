"""Every file that the product makes: killed at every write, forced to the disk before it has its name, or locked
(docs/reliability.md R3). `python -m tests.faults.outputs`; `--every 9` for a few of the points.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.faults import injecting
from tests.faults.injecting import run, run_with_fault
from tests.road.conftest import ROOT
from tests.service.conftest import laid_out

CALLS = ("write", "fsync", "link", "unlink", "rename", "utimensat", "pwrite64", "fdatasync")
Tell = Callable[[str], object]
INSIDE = "feedback: inside\n"


@dataclass(frozen=True)
class Output:
    """A command that makes files: what is said before it, and itself; `plain` files end with these bytes."""

    name: str
    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = (("sync",),)
    config: str = ""
    fewer: bool = False  # divisions than there should be: errors are open


STATUS = ("status", "--html", "{folder}/status.html")
OUTPUTS = (
    Output("report", ("report",)),
    Output("draft", ("report", "--draft"), fewer=True),
    Output("workbook", ("workbook",)),
    Output("workbook made anew", ("workbook",), (("sync",), ("workbook",))),
    Output("feedback beside", ("feedback",), (), "feedback: beside\n"),
    Output("feedback inside", ("feedback",), (), INSIDE),
    Output("templates", ("templates",), ()),
    Output("status", STATUS, (("sync",), STATUS)),
)
ENDS = {".txt": b"\r\n", ".html": b"</html>", ".cmd": b"\r\n", ".yaml": b"\n", ".eml": b"\n", ".db": b""}


def words(output_words: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    return tuple(word.format(folder=folder) for word in output_words)


def office(output: Output, folder: Path) -> Path:
    """Lay out an office as it lies before a command; return its folder."""
    bureau = laid_out(folder / output.name / "before")
    if output.fewer:
        for code in ("TTKT", "QLKH", "TTRA"):
            bureau.form(code).unlink()
    if output.config:
        text = bureau.config.read_text(encoding="utf-8")
        bureau.config.write_text(output.config + text, encoding="utf-8")
    if output.name == "templates":
        shutil.rmtree(bureau.folder / "2024-01")
    for said in output.before:
        done = run(bureau.config, *words(said, bureau.folder))
        assert done.returncode in {0, 1}, (output.name, done.stderr)
    return bureau.folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file of an office that a person may open, by its path; parts and the store apart."""
    found = {}
    for path in sorted(folder.rglob("*")):
        part = path.name.endswith(".tmp") or path.name.startswith("baocao.db") or path.parent.name == "nhat-ky"
        if path.is_file() and not part:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def is_whole(folder: Path, name: str) -> bool:
    """Tell that a file is one that programs open."""
    path = folder / name
    if path.suffix in {".xlsx", ".xlsm", ".docx", ".ods", ".zip"}:
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    return path.read_bytes().rstrip(b"\n").endswith(ENDS[path.suffix].rstrip(b"\n"))


def points(counted: Mapping[str, int], every: int) -> Iterator[tuple[str, int]]:
    """Yield (call, number) over each kind's whole length; of SQLite's writes of pages, all alike, every ninth."""
    for call in CALLS:
        step = every * (9 if call == "pwrite64" else 1)
        total = counted.get(call, 0)
        yield from ((call, at) for at in range(1, total + 1) if at == total or at % step == 0)


def measure_kills(folder: Path, every: int, tell: Tell, outputs: tuple[Output, ...] = OUTPUTS) -> int:
    """Kill each command at every call; return how many kills there were, none of which left a broken file."""
    count = 0
    for output in outputs:
        before = office(output, folder)
        here = folder / output.name / "Sở KH&CN"
        shutil.copytree(before, here)
        said = words(output.words, here)
        counted = injecting.count(here / "config.yaml", CALLS, folder / "calls", *said)
        for call, at in points(counted, every):
            shutil.rmtree(here)
            shutil.copytree(before, here)
            count += killed(here, output, call, at)
        tell(f"{output.name}: { {call: counted[call] for call in CALLS if counted[call]} }, {count} kills so far")
    return count


def killed(here: Path, output: Output, call: str, at: int) -> int:
    """Kill a command at a call, look at every file, say it again. Raises AssertionError."""
    where, said = (output.name, call, at), words(output.words, here)
    old = files(here)
    done = run_with_fault(here / "config.yaml", call, f"signal=KILL:when={at}", *said)
    now = files(here)
    for name in old:
        assert name in now, (where, name)
    for name, data in now.items():
        assert data == old.get(name) or is_whole(here, name), (where, name)
    again = run(here / "config.yaml", *said)
    assert again.returncode in {0, 1}, (where, again.stderr)
    for name in files(here):
        assert is_whole(here, name), (where, name)
    return int(done.returncode == -9)


# In which order the system was asked: every write of a part is on the disk before the part gets a name.

_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FD = re.compile(r"^\d+<([^>]*)>")
_PATHS = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Named:
    """A file that got its name: from which part, and whether all of that was on the disk by then."""

    path: str
    synced: bool


def named(log: str, folder: Path) -> list[Named]:
    """Return each file below a folder that a log of strace shows to be given a name, or to be written in its place."""
    dirty: set[str] = set()
    found: list[Named] = []
    root = _escaped(str(folder))
    for line in log.splitlines():
        call = _CALL.match(line)
        if call is None or int(call[3]) < 0:
            continue
        kind, arguments = call[1], call[2]
        told = _FD.match(arguments)
        if kind in {"write", "pwrite64", "writev", "ftruncate"} and told:
            dirty.add(told[1])
            if told[1].startswith(root) and not told[1].endswith(".tmp") and _is_output(told[1]):
                found.append(Named(_plain(told[1]), synced=False))
        elif kind in {"fsync", "fdatasync"} and told:
            dirty.discard(told[1])
        elif kind in {"rename", "renameat", "renameat2", "link", "linkat"}:
            old, new = _PATHS.findall(arguments)[:2]
            if new.startswith(root) and _is_output(new):
                found.append(Named(_plain(new), old not in dirty))
    return found


def _is_output(path: str) -> bool:
    """Whether a path is one that people open: neither store, log, leftovers nor what is on its way."""
    name = path.rpartition("/")[2]
    return not (name.startswith(("baocao.db", ".")) or "/nhat-ky/" in path or "/.dang-" in path)


def _escaped(path: str) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else f"\\{byte:o}" for byte in path.encode())


def _plain(escaped: str) -> str:
    return re.sub(rb"\\(\d{1,3})", lambda found: bytes([int(found[1], 8)]), escaped.encode()).decode()


def measure_order(folder: Path, tell: Tell, only: frozenset[str] = frozenset()) -> list[Named]:
    """Say every command that makes files (of them `only` these) under strace, children too; return what it named."""
    home = folder / "so"
    laid_out(home)
    (home / "config.yaml").write_text(INSIDE + (ROOT / "config.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for template in ("mau-bao-cao.docx", "config.yaml"):
        assert (home / template).exists()
    month = ("--period", "2024-01", "--config", str(home / "config.yaml"))
    plain = ("--config", str(home / "config.yaml"))
    beside = folder / "beside"
    laid_out(beside)
    at_hand = sorted((home / "2024-01").glob("VP_*.xlsx"))[0]
    shutil.copyfile(at_hand, home / "hop-thu-den" / "VP bản sửa.xlsx")
    said = [
        ("init", str(folder / "moi")),
        ("sync", "--period", "2024-01", "--config", str(beside / "config.yaml")),
        ("sync", *month),
        ("feedback", *month),
        ("report", "--draft", *month),
        ("report", *month),
        ("workbook", *month),
        ("workbook", *month),
        ("templates", "--period", "2024-03", *plain),
        ("status", "--html", str(home / "status.html"), *month),
        ("issue", "--number", "05", "--date", "19/01/2024", "--anyway", *month),
        ("remind", *month),
        ("serve", "--once", *plain),
        ("backup", str(folder / "luu.zip"), *plain),
        ("restore", str(folder / "luu.zip"), str(folder / "khoi-phuc")),
        ("export", str(folder / "goi.zip"), *month),
        ("demo", str(folder / "mau")),
    ]
    found: list[Named] = []
    for each in [each for each in said if not only or each[0] in only]:
        made = _logged(folder, each)
        new = named(made, folder)
        late = [one.path for one in new if not one.synced]
        tell(f"{each[0]}: {len(new)} files named, {len(late)} before they were on the disk {late[:3]}")
        found += new
    return found


def _logged(folder: Path, words: tuple[str, ...]) -> str:
    log = folder / "strace.log"
    calls = "write,pwrite64,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat"
    command = [str(injecting.STRACE), "-f", "-y", "-qq", "-s", "4096", "-o", str(log), "-e", f"trace={calls}"]
    done = subprocess.run(
        [*command, sys.executable, "-X", "utf8", "-m", "baocao", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PATH": without_libreoffice()},
    )
    assert done.returncode in {0, 1}, (words, done.stderr)
    return log.read_text(encoding="utf-8", errors="replace")


def without_libreoffice() -> str:
    """A path on which there is Python alone: LibreOffice takes ten seconds, and writes but into a folder of its own."""
    return str(Path(sys.executable).parent)


# A file that somebody has open: an owner file lies beside it, and it cannot be replaced, as on Windows.

SECOND_NAME, SENTENCE = "second name", "sentence"
ONCE_MORE = (
    (Output("report", ("report",), (("sync",), ("report",))), SECOND_NAME),
    (Output("draft", ("report", "--draft"), (("sync",), ("report", "--draft")), fewer=True), SECOND_NAME),
    (Output("workbook", ("workbook",), (("sync",), ("workbook",))), SENTENCE),
    (Output("feedback beside", ("feedback",), (("feedback",),), "feedback: beside\n"), SENTENCE),
    (Output("feedback inside", ("feedback",), (), INSIDE), SENTENCE),
    (Output("status", STATUS, (("sync",), STATUS)), SENTENCE),
)


def measure_locked(folder: Path, tell: Tell) -> Counter[str]:
    """Let each command find what it made before open in another program; return how often each of the two was given.

    A report and its figures get the next number; what has one name alone is left as it is, in one sentence, and
    written once it is closed.
    """
    found: Counter[str] = Counter()
    for output, wanted in ONCE_MORE:
        here = office(output, folder)
        config = here / "config.yaml"
        if output.name == "feedback beside":
            with_news(config)
        old = files(here)
        owners = [here / name for name in old if Path(name).suffix in {".xlsx", ".xlsm", ".docx"}]
        for path in owners:
            path.with_name(f"~${path.name}").write_bytes(b"\x05clerk")
        done = run_with_fault(config, "rename", "error=EACCES", *words(output.words, here))
        for path in owners:
            path.with_name(f"~${path.name}").unlink()
        now = files(here)
        assert "Traceback" not in done.stderr + done.stdout, (output.name, done.stderr)
        assert {name: now.get(name) for name in old} == old, output.name
        told = [
            line for line in (done.stdout + done.stderr).splitlines() if "đang mở" in line or "đang được mở" in line
        ]
        new = sorted(now.keys() - old.keys())
        if wanted == SECOND_NAME:
            assert done.returncode in {0, 1}, (output.name, done.stderr)
            assert any("_v2" in name and name.endswith(".docx") for name in new), (output.name, new)
            assert any("_v2" in name and name.endswith(".xlsx") for name in new), (output.name, new)
        else:
            assert told, (output.name, done.stdout, done.stderr)
            assert run(config, *words(output.words, here)).returncode in {0, 1}, output.name
        found[wanted] += 1
        tell(f"{output.name}: {wanted}, {new[:2] or told[0]}")
    return found


def with_news(config: Path) -> None:
    """Let one remark be no more, so that the file beside a form is to be written anew."""
    told = json.loads(run(config, "check", "--format", "json").stdout)
    code = next(found["code"] for found in told["findings"] if found["audience"] == "division")
    text = config.read_text(encoding="utf-8")
    assert "\nchecks: {}" in text
    config.write_text(text.replace("\nchecks: {}", f"\nchecks: {{{code}: off}}"), encoding="utf-8")


def main() -> None:
    """Measure what was asked for and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("kill", "order", "locked"))
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    began = time.monotonic()
    os.environ["PATH"] = without_libreoffice()
    with tempfile.TemporaryDirectory(prefix="outputs-") as name:
        if given.what == "kill":
            print(f"{measure_kills(Path(name), given.every, print)} kills, broken 0")
        elif given.what == "order":
            found = measure_order(Path(name), print)
            print(f"{len(found)} files named, {sum(one.synced for one in found)} on the disk before that")
        else:
            print(dict(measure_locked(Path(name), print)))
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
