"""A Google of our own, a clock that nobody waits for, and a client that calls one by the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import baocao
from sheets.google.credentials import read_key
from sheets.google.pacing import Clock
from sheets.google.transport import ANSWER, Client
from sync.work import google as opening
from tests.google.office import GoogleDesk, lay_office
from tests.google_fake.oauth import Account
from tests.google_fake.origins import session
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.road.conftest import Said

BEGIN = 1_706_500_000.0  # 29 January 2024


@dataclass(slots=True)
class Time:
    """Time that goes on by sleeping alone; `off` is how wrong the wall clock of our machine is."""

    at: float = 0.0
    off: float = 0.0
    waits: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> float:
        return self.at

    def world(self) -> float:
        return BEGIN + self.at

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.at += seconds
            self.waits.append(round(seconds, 3))

    def clock(self, chance: float = 0.0) -> Clock:
        """The clock of our machine; no chance is the shortest wait."""
        return Clock(self.now, lambda: self.world() + self.off, self.sleep, lambda: chance)


@pytest.fixture(scope="session")
def account() -> Account:
    """Making a key takes a moment: one for all tests, which leave it as it was."""
    return Account()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def google(time: Time, account: Account) -> Iterator[Google]:
    made = Google(now=time.world, account=Account(account.address, account.private))
    yield made
    assert made.violations == []
    assert made.faults.left == 0


@pytest.fixture
def address(google: Google) -> Iterator[str]:
    with serving(google) as address:
        yield address


@pytest.fixture
def key_file(google: Google, address: str, tmp_path: Path) -> Path:
    path = tmp_path / "khoa.json"
    path.touch(0o600)
    path.write_text(google.account.key_file(f"{address}/token"), encoding="utf-8")
    return path


@pytest.fixture
def connect(address: str, key_file: Path, time: Time) -> Iterator[Callable[..., Client]]:
    """Makes clients; their connections are closed at the end."""
    with ExitStack() as open_ones:

        def made(answer_in: float = ANSWER) -> Client:
            opened = open_ones.enter_context(session(address))
            return Client(read_key(key_file), time.clock(), opened, answer_in=answer_in)

        yield made


@pytest.fixture
def client(connect: Callable[..., Client]) -> Client:
    return connect()


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a way to say commands to the office that a test lays into the folder "so"."""

    def said(*words: str) -> Said:
        capsys.readouterr()
        code = baocao.main([*words, "--config", str(tmp_path / "so" / "config.yaml")])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return said


@pytest.fixture
def lay(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    say: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., GoogleDesk]:
    """Return what lays out an office in which these divisions fill Google spreadsheets, the others Excel files."""

    def office(*divisions: str) -> GoogleDesk:
        monkeypatch.setattr(opening, "open_client", lambda _: connect())
        return lay_office(tmp_path / "so", google, say, divisions)

    return office
