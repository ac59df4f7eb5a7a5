"""Every kind of fault of Google at every kind of request, in whole rounds (R7, R8 and R9 of reliability.md).

`python -m tests.faults.online faults`, `dead`, `broken-off`, `forty`: against the fake Google, by a clock that nobody
waits for. The story is always the same: three divisions' spreadsheets are read and answered, staff type, a token runs
out, they are read and answered again. The same by the client alone, in a twentieth of the time: `answering.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import tempfile
import time as clocks
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import baocao
from sheets.google.credentials import read_key
from sheets.google.transport import ANSWER, Client
from sync.store import facts
from sync.work import google as opening
from sync.work.opening import opened
from tests.faults.googlekinds import KINDS, ONS, Make, places
from tests.google.conftest import Time
from tests.google.months import LOOKED_AT, BusyGoogle, month
from tests.google.office import IN_GOOGLE, GoogleDesk, id_of, lay_office
from tests.google_fake.masks import only, parse
from tests.google_fake.oauth import Account
from tests.google_fake.origins import session
from tests.google_fake.reading import told
from tests.google_fake.server import serving
from tests.google_fake.service import Asked, Google
from tests.road.conftest import Said

Tell = Callable[[str], object]
REMARKS = "Ý kiến rà soát 2024-01"


class DiedError(BaseException):
    """The process dies at a request: nothing catches it."""


@dataclass(slots=True)
class MortalGoogle(Google):
    """A Google at whose Nth request the process dies that asks, before or after it was carried out; 0: never."""

    dies_at: int = 0
    after: bool = False
    asked: int = 0


@dataclass(frozen=True)
class Scene:
    """An office of three divisions with Google spreadsheets, its Google and its clock."""

    desk: GoogleDesk
    google: MortalGoogle
    time: Time

    def say(self, *words: str) -> Said:
        out, err = io.StringIO(), io.StringIO()
        config = str(self.desk.folder / "config.yaml")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = baocao.main([*words, "--period", "2024-01", "--config", config])
        assert "Traceback" not in err.getvalue(), err.getvalue()
        return Said(code, out.getvalue(), err.getvalue())

    def morning(self) -> None:
        """The first round."""
        self.say("sync")
        self.time.at += 4000  # longer than a token lives

    def staff(self) -> None:
        """Staff type; what they type twice stands there once."""
        self.desk.type("QLCN", "Chỉ tiêu 2024-01", "E6", "chưa có")
        self.desk.type("VP", "Thông tin chung 2024-01", "B7", "Lê Thị Mai")

    def evening(self) -> None:
        """The second round, and one after everything has passed."""
        self.say("sync")
        self.time.at += 4000
        self.say("sync")
        self.time.at += 601

    def story(self) -> None:
        self.morning()
        self.staff()
        self.evening()

    def end(self) -> Mapping[str, object]:
        """How it ended: each spreadsheet but for the time at which it was read, each version, each remark once."""
        found: dict[str, object] = {}
        for code, book in self.desk.books.items():
            answer: Any = only(told(book, None, grid=True, sizes=False), parse(LOOKED_AT))
            for one in answer["sheets"]:
                if one["properties"]["title"] == REMARKS:
                    one["data"][0]["rowData"][1]["values"][0] = {}
            found[code] = json.dumps(answer, ensure_ascii=False, sort_keys=True)
            rows = book.tab(REMARKS).cells
            told_keys = [cell.get("userEnteredValue") for (row, at), cell in rows.items() if at == 8 and row > 4]
            keys = [next(iter(value.values())) for value in told_keys if value]
            assert max(Counter(keys).values(), default=1) == 1, (code, keys)
        with opened(self.desk.folder / "config.yaml") as office, office.store.reading() as connection:
            found["versions"] = [(v.division, v.version, v.digest) for v in facts.versions(connection, "2024-01")]
        return found


@contextlib.contextmanager
def scene(folder: Path, account: Account, answer_in: float = ANSWER) -> Iterator[Scene]:
    """Lay the office out; its command line calls the fake Google while the block runs."""
    time = Time()
    google = MortalGoogle(now=time.world, account=Account(account.address, account.private))
    folder.mkdir(parents=True)
    desk = lay_office(folder / "so", google, lambda *_: Said(0, "", ""), IN_GOOGLE)
    for period in ("2024-01", "2024-02"):
        for form in (desk.folder / period).glob("*.xlsx"):
            form.unlink()
    with contextlib.ExitStack() as ends:
        address = ends.enter_context(serving(google))
        key = folder / "khoa.json"
        key.touch(0o600)
        key.write_text(google.account.key_file(f"{address}/token"), encoding="utf-8")
        line = ends.enter_context(session(address))
        usual = line.send

        def send(*words: Any, **named: Any) -> Any:
            google.asked += 1
            if google.asked == google.dies_at and not google.after:
                raise DiedError
            answer = usual(*words, **named)
            if google.asked == google.dies_at:
                raise DiedError
            return answer

        line.send = send  # type: ignore[method-assign] # where a process may die
        made = lambda _: Client(read_key(key), time.clock(), line, answer_in=answer_in)  # noqa: E731 a factory
        ends.enter_context(patch.object(opening, "open_client", made))
        yield Scene(desk, google, time)
        assert google.violations == []


def undisturbed(folder: Path, account: Account) -> tuple[Mapping[str, object], Counter[str]]:
    """How the story ends without a fault, and how many requests of each kind it makes."""
    with scene(folder / "undisturbed", account) as calm:
        calm.story()
        counted = Counter(calm.google.calls)
        return calm.end(), counted


def measure_faults(folder: Path, account: Account, tell: Tell, kinds: Mapping[str, Make] = KINDS) -> int:
    """R8: each kind at each request, first, second and last: the end is the same. Returns how many there were."""
    wanted, counted = undisturbed(folder, account)
    tell(f"requests without a fault: {dict(counted)}")
    count = 0
    for name, make in kinds.items():
        slow = 1.5 if "slow" in name else ANSWER
        for on in ONS:
            for place, skip in places(counted[on]).items():
                count += 1
                with scene(folder / f"{count}", account, slow) as stormy:
                    stormy.google.faults.add(make(on, skip=skip))
                    stormy.story()
                    where = (name, on, place)
                    assert stormy.google.faults.left == 0, where
                    assert stormy.end() == wanted, where
                    # What Google asked of everybody is waited for once more, by who comes after the call that gave up.
                held = 90 if "429, wait" in name else 0
                assert sum(stormy.time.waits) <= 300 + held, (where, stormy.time.waits)
        tell(f"{name}: {count} so far")
    return count


def measure_dead(folder: Path, account: Account, tell: Tell, kinds: Mapping[str, Make] = KINDS) -> int:
    """R8: each kind, for ever: six tries and 300 s at most, the other sheets go their way; afterwards all is well."""
    wanted, _ = undisturbed(folder, account)
    count = most = 0
    longest = 0.0
    for name, make in kinds.items():
        for on in ONS:
            count += 1
            with scene(folder / f"{count}", account, 1.5 if "slow" in name else ANSWER) as stormy:
                one_sheet = on.startswith("sheets")
                where = (name, on)
                stormy.google.faults.add(make(on, times=99, spreadsheet=id_of("QLCN") if one_sheet else ""))
                said = stormy.say("sync")
                assert said.code in {0, 1, 2}, where
                tries = 99 - stormy.google.faults._coming[0].times
                most, longest = max(most, tries), max(longest, sum(stormy.time.waits))
                assert tries <= 6, (where, tries)
                # What Google asked of everybody is waited for once more, by who comes after the call that gave up.
                held = 90 if "429, wait" in name else 0
                assert sum(stormy.time.waits) <= 300 + held, (where, stormy.time.waits)
                if one_sheet:
                    assert {"TTKT", "VP"} <= _read(stormy), where
                    for code in ("TTKT", "VP"):
                        assert any(tab.properties["title"] == REMARKS for tab in stormy.desk.books[code].tabs), where
                stormy.google.faults.clear()
                stormy.time.at += 4000
                stormy.story()
                assert stormy.end() == wanted, where
        tell(f"{name}: {count} so far, {most} tries and {longest:.0f} s at most")
    return count


def _read(this: Scene) -> set[str]:
    with opened(this.desk.folder / "config.yaml") as office, office.store.reading() as connection:
        return {v.division for v in facts.versions(connection, "2024-01")}


def _as_late(end: Mapping[str, object]) -> Mapping[str, object]:
    """The same, but that a sheet which was dead in the morning has one version less."""
    versions = end["versions"]
    assert isinstance(versions, list)
    return {**end, "versions": {division: digest for division, _, digest in versions}}  # the last of each


def measure_broken_off(folder: Path, account: Account, tell: Tell, every: int = 1) -> int:
    """R7: the process dies at each request of the story, before it and after it; said again, all is done once."""
    wanted, _ = undisturbed(folder, account)
    with scene(folder / "counting", account) as calm:
        calm.story()
        total = calm.google.asked
        before, dump = calm.end(), _dump(calm)
        calm.google.calls.clear()
        calm.time.at += 601
        assert calm.say("sync").code in {0, 1}
        assert (calm.google.calls["sheets_write"], calm.end(), _dump(calm)) == (0, before, dump)
        tell(f"read again: 0 new versions, 0 writes; {total} requests in the story")
    count = 0
    for after in (False, True):
        for at in range(1, total + 1, every):
            count += 1
            with scene(folder / f"{count}", account) as mortal:
                mortal.google.dies_at, mortal.google.after = at, after
                for step in (mortal.morning, mortal.staff, mortal.evening):
                    try:
                        step()
                    except DiedError:
                        mortal.time.at += 4000
                        step()
                assert _as_late(mortal.end()) == _as_late(wanted), (at, after)
    return count


def _dump(this: Scene) -> object:
    """All facts but those that each round adds: that it took place and what it met."""
    from sync.store.schema import FACTS
    from tests.store.tampering import tampering

    with tampering("baocao.db", this.desk.folder) as raw:
        each_round = {"run", "run_order", "sighting", "sighting_fact"}
        return {
            table.name: raw.exec_driver_sql(f"SELECT * FROM {table.name}").all()
            for table in FACTS
            if table.name not in each_round
        }


@dataclass(slots=True)
class Minutes:
    """How many requests of a kind went in any 60 seconds."""

    most: Counter[str] = field(default_factory=Counter)
    sent: dict[str, deque[float]] = field(default_factory=dict)

    def note(self, kind: str, at: float) -> None:
        recent = self.sent.setdefault(kind, deque())
        recent.append(at)
        while recent and recent[0] <= at - 60:
            recent.popleft()
        self.most[kind] = max(self.most[kind], len(recent))


def measure_forty(folder: Path, account: Account, tell: Tell, sheets: int = 40) -> Counter[str]:
    """R9: so many changed sheets while staff write on, and one whose sharing ended; most requests in any minute."""
    minutes = Minutes()
    usual = BusyGoogle.note

    def note(google: BusyGoogle, request: Asked) -> None:
        usual(google, request)
        minutes.note(request.kind, google.now())

    with (
        pytest.MonkeyPatch.context() as monkey,
        patch.object(BusyGoogle, "note", note),
        month(folder, account, sheets, 0, None, monkey) as made,
    ):
        end = made.run()
        typed = lost = 0
        for code in made.codes:
            book = json.dumps(end.books[code], ensure_ascii=False)
            typed += len(end.typed[code])
            lost += sum(f"{mark}" not in book or mark not in end.read[code] for mark in end.typed[code])
        assert lost == 0
        first = made.codes[0]
        before = end.versions[first]
        made.book(first).shares.clear()
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            made.say("sync")
        assert f"Bản {len(before)} đã đọc trước đó vẫn được giữ" in out.getvalue(), out.getvalue()
        assert "chưa được chia sẻ" in out.getvalue()
    assert max(minutes.most["sheets_read"], minutes.most["sheets_write"]) <= 60, minutes.most
    tell(f"{sheets} sheets, {typed} texts typed, {lost} lost; most in a minute: {dict(minutes.most)}")
    return minutes.most


def main() -> None:
    """Measure what was asked for and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("faults", "dead", "broken-off", "forty"))
    given = parser.parse_args()
    began, account = clocks.monotonic(), Account()
    with tempfile.TemporaryDirectory(prefix="online-") as name:
        folder = Path(name)
        match given.what:
            case "faults":
                print(f"{measure_faults(folder, account, print)} faults: each ended as without")
            case "dead":
                print(f"{measure_dead(folder, account, print)} requests dead for good: given up in time, then mended")
            case "broken-off":
                print(f"{measure_broken_off(folder, account, print)} times broken off and repeated: all done once")
            case _:
                measure_forty(folder, account, print)
    print(f"{clocks.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
