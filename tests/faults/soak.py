"""Round after round with faults at random: `python -m tests.faults.soak --rounds 1000 --seed 1`, or `make soak`.

In each round a division hands in something new, something goes wrong, then a round that nothing disturbs follows, and
the office is looked at: what was handed in is there, whole and numbered without a gap; no letter went twice; no part of
a file is left; the process that did it all has not grown: neither memory, nor descriptors, nor temporary files.
The same seed gives the same faults. Two offices go through their rounds side by side, each in a process of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import hashlib
import io
import math
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from aiosmtpd.controller import Controller

from sync.model.duedates import OFFICE_ZONE
from sync.service.archive import backup
from sync.service.nightly import tick
from sync.service.steps import STEPS
from sync.work.wholeround import whole_round
from tests.faults import injecting
from tests.faults.nursery import Nursery, nursery
from tests.faults.test_kill import DIVISIONS
from tests.road.conftest import ROOT
from tests.service.conftest import JANUARY, Bureau, laid_out, moment
from tests.service.test_remind import Server

MOST = {"pwrite64": 500, "fdatasync": 20, "write": 12}  # calls of a command that makes many
COMMANDS = ("sync", "report", "feedback", "remind", "serve", "backup")
WARM = 100  # rounds: of fewer nothing is said about growth
HOUR = dt.timedelta(hours=1)


class Size(NamedTuple):
    """What the process holds after a round."""

    memory: float  # MiB
    descriptors: float
    temporary: float  # files in the folder for such


@dataclass
class Soak:
    """The office under test, its clock, its mail, and what must be found in it at the end of each round."""

    bureau: Bureau
    server: Server
    chance: random.Random
    handed: dict[str, list[str]] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    swept: int = 0
    sizes: list[Size] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.bureau.folder

    @property
    def month(self) -> Path:
        return self.folder / "2024-01"

    def round(self, number: int) -> None:
        """Hand in, let something go wrong, let the office recover, look at it. Raises AssertionError."""
        self.bureau.time += HOUR
        self.hand_in(number)
        self.server.breaks = self.chance.choice(["", "", "after", "refuse"])
        self.met[{"": "mail taken", "after": "mail dropped", "refuse": "mail refused"}[self.server.breaks]] += 1
        name = self.chance.choice(list(FAULTS))
        self.met[name] += 1
        where = f"round {number}, {name}"
        FAULTS[name](self)
        self.server.breaks = ""
        self.recover(where)
        self.look(where)
        told = Path("/proc/self/status").read_text(encoding="ascii")  # "VmRSS:     92160 kB"
        memory = int(told.partition("VmRSS:")[2].split()[0]) / 1024
        temporary = len(list(Path(tempfile.gettempdir()).rglob("*")))
        self.sizes.append(Size(memory, len(list(Path("/proc/self/fd").iterdir())), temporary))

    def hand_in(self, number: int) -> None:
        """Save a division's form anew: other bytes, the same cells."""
        code = self.chance.choice(DIVISIONS)
        path, out = self.bureau.form(code), io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                new.writestr(item, old.read(item))
            new.comment = f"bản {number}".encode()
        path.write_bytes(out.getvalue())
        self.handed.setdefault(code, []).append(hashlib.sha256(out.getvalue()).hexdigest())

    def recover(self, where: str) -> None:
        """Let a round that nothing disturbs do its work, and a backup where one was killed; parts that were left are
        hours old by then, so that they are nobody's.
        """
        left = [*self.folder.rglob(".*.tmp"), *self.folder.glob(".dang-sao-luu-*")]
        for path in left:
            os.utime(path, (time.time() - 7 * 3600,) * 2)
        self.swept += len(left)
        with self.bureau.office() as found:
            whole_round(found, JANUARY)
            if any(path.exists() for path in left):
                backup(found, self.folder / "sao-luu" / f"baocao_{found.today}.zip", over_ours=True)
        ticked = tick(self.bureau.config, STEPS, self.bureau.now)
        assert not ticked.failed, (where, ticked.told)

    def look(self, where: str) -> None:
        """Look at store, folders and mail; raises AssertionError with what was lost, half, doubled or left."""
        with contextlib.closing(sqlite3.connect(self.folder / "baocao.db")) as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)], where
            assert store.execute("PRAGMA foreign_key_check").fetchall() == [], where
            versions: dict[str, list[tuple[int, str]]] = {}
            for code, number, digest in store.execute("SELECT division, version, digest FROM version ORDER BY version"):
                versions.setdefault(code, []).append((number, digest))
            whole = {row[0] for row in store.execute("SELECT digest FROM blob")}
            read = {row[0] for row in store.execute("SELECT digest FROM book")}
            steps = Counter(store.execute("SELECT reason, step FROM notice"))
        for code, digests in self.handed.items():
            kept = versions[code]
            assert [number for number, _ in kept] == list(range(1, len(kept) + 1)), where
            assert set(digests) <= {digest for _, digest in kept}, f"lost: {where}"
            assert {digest for _, digest in kept} <= whole & read, f"half: {where}"
        assert all(count == 1 for count in steps.values()), f"recorded twice: {where}"
        letters = Counter(str(mail["Message-ID"]) for mail in self.server.mails)
        assert all(count == 1 for count in letters.values()), f"sent twice: {where}: {letters.most_common(2)}"
        left = [path for path in self.folder.rglob("*") if path.name.endswith((".tmp", "-journal"))]
        left += list(self.folder.glob("**/.dang-sao-luu-*"))
        assert left == [], f"left: {where}: {left}"
        for path in [*self.month.glob("BaoCao_*.docx"), *self.month.glob("*.xlsx"), *self.folder.glob("luu-*.zip")]:
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None, f"half: {where}: {path.name}"
        for path in self.folder.glob("luu-*.zip"):  # a whole store each
            path.unlink()

    def words(self, command: str) -> list[str]:
        """A command with all its words."""
        config = ["--config", str(self.bureau.config)]
        match command:
            case "serve":
                return ["serve", "--once", *config]
            case "backup":
                return ["backup", str(self.folder / f"luu-{self.chance.randrange(10**9)}.zip"), *config]
            case "report":
                return ["report", "--draft", "--period", "2024-01", *config]
        return [command, "--period", "2024-01", *config]

    def clock(self) -> str:
        """Python that gives a command of its own process the office's clock, whoever has taken hold of ours by then."""
        told = f"lambda: __import__('datetime').datetime.fromisoformat({self.bureau.time.isoformat()!r})"
        return f"import sync.model.duedates\nsync.model.duedates.now.__code__ = ({told}).__code__"

    def disturbed(self, fault: str, calls: tuple[str, ...]) -> None:
        command, call = self.chance.choice(COMMANDS), self.chance.choice(calls)
        at = int(MOST.get(call, 5) ** self.chance.random())  # some commands write much, others little
        done = injecting.say_with_fault(self.words(command), call, fault.format(at=at), first=self.clock())
        self.met[{-9: "killed", 2: "refused"}.get(done.returncode, "done")] += 1
        assert "Traceback" not in done.stderr, (command, call, done.stderr)

    def at_once(self) -> None:
        """Two commands, each in a process of its own."""
        both = [self.words(self.chance.choice(COMMANDS)) for _ in range(2)]
        places = [nursery(number) for number in (1, 2)]
        pids = [place.born(words, self.clock()) for place, words in zip(places, both, strict=True)]
        with ThreadPoolExecutor(2) as threads:
            done = list(threads.map(Nursery.let_go, places, pids, both))
        for each in done:
            assert "Traceback" not in each.stderr, each.stderr
            assert each.returncode in {0, 1, 2}, each.stderr

    def share_gone(self) -> None:
        """The month's folder disappears while it is being read, and comes back."""
        away = self.folder / "đi vắng"

        def go() -> None:
            time.sleep(self.chance.random() * 0.2)
            self.month.rename(away)

        going = threading.Thread(target=go)
        going.start()
        tick(self.bureau.config, STEPS, self.bureau.now)
        going.join()
        if self.month.exists():  # the round made it anew for what it writes
            for path in self.month.rglob("*"):
                if path.is_file():
                    (away / path.relative_to(self.month)).parent.mkdir(exist_ok=True)
                    path.replace(away / path.relative_to(self.month))
            shutil.rmtree(self.month)
        away.rename(self.month)

    def clock_jumps(self) -> None:
        """The clock goes back a day or on by a month, a tick is made, the clock is right again."""
        jump = self.chance.choice([dt.timedelta(days=-1), dt.timedelta(days=31)])
        tick(self.bureau.config, STEPS, lambda: self.bureau.time + jump)

    def changed_while_read(self) -> None:
        """A form is saved in two halves while a round reads it."""
        path = self.bureau.form(self.chance.choice(DIVISIONS))
        data = path.read_bytes()

        def save() -> None:
            with path.open("wb") as file:
                file.write(data[: len(data) // 2])
                file.flush()
                time.sleep(self.chance.random() * 0.3)
                file.write(data[len(data) // 2 :])

        saving = threading.Thread(target=save)
        saving.start()
        tick(self.bureau.config, STEPS, self.bureau.now)
        saving.join()


KILLED_AT = ("pwrite64", "pwrite64", "fdatasync", "write", "fsync", "link", "rename", "unlink")
FAULTS: dict[str, Callable[[Soak], None]] = {
    "kill": lambda soak: soak.disturbed("signal=KILL:when={at}", KILLED_AT),
    "disk full": lambda soak: soak.disturbed("error=ENOSPC:when={at}+", ("pwrite64", "fsync")),
    "disk broken": lambda soak: soak.disturbed("error=EIO:when={at}", ("pwrite64", "fdatasync", "fsync")),
    "two at once": Soak.at_once,
    "share gone": Soak.share_gone,
    "clock": Soak.clock_jumps,
    "saved while read": Soak.changed_while_read,
}


@contextlib.contextmanager
def office(folder: Path, seed: int) -> Iterator[Soak]:
    """Yield an office with a few divisions' forms, a mail server and a clock in January 2024."""
    bureau = laid_out(folder)
    for form in (folder / "2024-01").glob("*.xlsx"):
        if form.name.partition("_")[0] not in DIVISIONS:
            form.unlink()
    server = Server(0)
    controller = Controller(server, hostname="127.0.0.1", port=_free_port())
    controller.start()
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    for code in ("QLKH", "TTKT"):
        text = text.replace(f"  - code: {code}\n", f"  - code: {code}\n    email: {code.lower()}@example.vn\n")
    mail = f"{{host: 127.0.0.1, port: {controller.port}, security: none, sender: baocao@example.vn}}"
    bureau.config.write_text(f"{text}\nmail: {mail}\n", encoding="utf-8")
    bureau.time = moment("15/01/2024 07:00").astimezone(OFFICE_ZONE)
    try:
        with _temporary(folder.parent / "tạm"):
            yield Soak(bureau, server, random.Random(seed))
    finally:
        controller.stop()


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    """Let this process and those that it starts put temporary files into a folder of their own, where they count."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setenv("TMPDIR", str(folder))
        yield


def _free_port() -> int:
    import socket

    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def run(folder: Path, rounds: int, seed: int, tell: Callable[[str], object] = print, minutes: float = math.inf) -> Soak:
    """Make so many rounds, or as many as the minutes allow, and tell the figures; raises AssertionError where one ends
    otherwise than it should.
    """
    began = time.monotonic()
    with office(folder, seed) as soak:
        for number in range(1, rounds + 1):
            if time.monotonic() - began > minutes * 60:
                break
            soak.round(number)
            if number % 50 == 0:
                tell(f"seed {seed}: {number} rounds, {time.monotonic() - began:.0f} s")
    count = sum(map(len, soak.handed.values()))
    sizes = [f"{name} {a:.0f} → {b:.0f}" for name, a, b in zip(Size._fields, *growth(soak), strict=True)]
    for line in (
        f"rounds {len(soak.sizes)}, {time.monotonic() - began:.0f} s",
        ", ".join(f"{name} {times}" for name, times in sorted(soak.met.items())),
        f"handed in {count}, lost 0, half 0; letters {len(soak.server.mails)}, doubled 0; parts swept {soak.swept}",
        ", ".join(sizes),
    ):
        tell(f"seed {seed}: {line}")
    return soak


def growth(soak: Soak) -> tuple[Size, Size]:
    """What the process held early on (once all is loaded) and at the end, as medians."""
    tenth = max(1, len(soak.sizes) // 10)
    early, late = soak.sizes[2 * tenth : 3 * tenth] or soak.sizes, soak.sizes[-tenth:]

    def middle(of: list[Size]) -> Size:
        return Size(*(statistics.median(each) for each in zip(*of, strict=True)))

    return middle(early), middle(late)


def _print(line: str) -> None:
    print(line, flush=True)


def side_by_side(rounds: int, seed: int, offices: int, minutes: float) -> int:
    """Let so many offices share the rounds, each in a process; return how many ended otherwise than they should."""
    running = []
    for number in range(offices):
        words = [f"--rounds={rounds // offices}", f"--seed={seed + number}", "--offices=1", f"--minutes={minutes}"]
        running.append(subprocess.Popen([sys.executable, "-X", "utf8", "-m", "tests.faults.soak", *words]))
    return sum(each.wait() != 0 for each in running)


def main() -> int:
    """Make the rounds that were asked for; return 0 where all is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--offices", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no round after so many")
    given = parser.parse_args()
    if given.offices > 1:
        return side_by_side(given.rounds, given.seed, given.offices, given.minutes)
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        soak = run(Path(name) / "Sở KH&CN", given.rounds, given.seed, _print, given.minutes)
    early, late = growth(soak)
    if len(soak.sizes) < WARM:
        return 0
    same = late.descriptors <= early.descriptors and late.temporary <= early.temporary
    return 0 if same and late.memory < early.memory * 1.05 else 1


if __name__ == "__main__":
    sys.exit(main())
