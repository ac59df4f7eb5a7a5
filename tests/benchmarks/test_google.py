"""What rounds over Google spreadsheets cost in calls and time, against the plain use of gspread on the same fake.

Time is that of a simulated clock: what the quota makes a caller wait, and half a second for each answer (an assumption;
Google was never called). The service reads by four threads at once, the plain script by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient

from sync.work.fetching import THREADS
from tests.google.conftest import Time
from tests.google.months import PERIOD, BusyGoogle, Month, month
from tests.google.office import id_of
from tests.google_fake.oauth import Account
from tests.google_fake.origins import session
from tests.google_fake.server import serving
from tests.google_fake.service import SHEETS_SCOPE, Asked
from tests.google_fake.spreadsheet import Tab

pytestmark = pytest.mark.benchmark
ANSWER = 0.5  # seconds
REMARK_ROW = 6


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls of Sheets and Drive, and seconds by the simulated clock."""

    drive: int
    reads: int
    writes: int
    seconds: float

    @property
    def calls(self) -> int:
        return self.drive + self.reads + self.writes


@pytest.fixture
def slow_answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[BusyGoogle, Time, int], None]:
    """Lets each request of a Google take its time; readings share it with as many as go at once."""
    lanes: dict[int, tuple[Time, int]] = {}
    note = BusyGoogle.note

    def noted(google: BusyGoogle, request: Asked) -> None:
        note(google, request)
        if id(google) in lanes:
            time, at_once = lanes[id(google)]
            time.at += ANSWER / (at_once if request.kind == "sheets_read" else 1)

    monkeypatch.setattr(BusyGoogle, "note", noted)
    return lambda google, time, at_once: lanes.update({id(google): (time, at_once)})


def spent(made: Month, deed: Callable[[], object]) -> Spent:
    """Return what a deed costs."""
    made.google.calls.clear()
    begun = made.time.at
    deed()
    calls = made.google.calls
    return Spent(calls["drive"], calls["sheets_read"], calls["sheets_write"], made.time.at - begun)


class Patient(HTTPClient):
    """What scripts do about the quota: wait a minute, try again."""

    time: Time

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        while True:
            try:
                return super().request(*args, **kwargs)
            except APIError as error:
                if error.code != 429:
                    raise
                self.time.sleep(60)


def plain(made: Month, address: str, remarks: dict[str, int]) -> None:
    """Read every tab of the period of every spreadsheet, write one row for each remark, as a plain script does."""
    made.google.tokens.given["plain"] = (float("inf"), frozenset({SHEETS_SCOPE}))
    with session(address) as opened:
        opened.headers["Authorization"] = "Bearer plain"
        client = gspread.Client(None, opened, Patient)  # type: ignore[arg-type]  # a session that is signed in already
        client.http_client.time = made.time  # type: ignore[attr-defined]
        for code in made.codes:
            book = client.open_by_key(id_of(code))
            tabs = {tab.title: tab for tab in book.worksheets() if tab.title.endswith(PERIOD)}
            for tab in tabs.values():
                tab.get_all_values()
            told = tabs[f"Ý kiến rà soát {PERIOD}"]
            for row in range(remarks.get(code, 0)):
                told.update([["x"] * 6], f"A{REMARK_ROW + row}")


def remarks_in(made: Month) -> dict[str, int]:
    """How many remarks stand in each division's spreadsheet."""
    return {code: _keys(made.tab(code, "Ý kiến rà soát")) for code in made.codes}


def _keys(tab: Tab) -> int:
    return sum(at == 8 and row > 4 and "userEnteredValue" in cell for (row, at), cell in tab.cells.items())


@pytest.mark.parametrize("count", [1, 40, 200])
def test_rounds_against_plain_gspread(
    tmp_path: Path,
    count: int,
    monkeypatch: pytest.MonkeyPatch,
    slow_answers: Callable[[BusyGoogle, Time, int], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with month(tmp_path / "so", Account(), count, 0, None, monkeypatch) as made, serving(made.google) as address:
        made.say("templates")
        for code in made.codes:
            made.fill(code)
        made.time.at += 700
        slow_answers(made.google, made.time, min(count, THREADS))
        changed = spent(made, lambda: made.say("sync"))
        remarks = remarks_in(made)
        made.time.at += 700
        again = spent(made, lambda: made.say("sync"))  # its own writing is read once more
        made.time.at += 700
        unchanged = spent(made, lambda: made.say("sync"))
        made.time.at += 700
        slow_answers(made.google, made.time, 1)
        usual = spent(made, lambda: plain(made, address, remarks))
        made.time.at += 700
        usual_again = spent(made, lambda: plain(made, address, {}))
    with capsys.disabled():
        print(f"\n{count} spreadsheets, {sum(remarks.values())} remarks")
        for what, ours, theirs in (
            ("changed", changed, usual),
            ("the round after", again, usual_again),
            ("unchanged", unchanged, usual_again),
        ):
            print(
                f"{what:<15} {ours.drive} + {ours.reads} + {ours.writes} calls in {ours.seconds:.1f} s against "
                f"{theirs.reads} + {theirs.writes} in {theirs.seconds:.1f} s: "
                f"{theirs.calls / ours.calls:.1f} × fewer calls, {theirs.seconds / ours.seconds:.1f} × faster"
            )
    assert unchanged.reads == unchanged.writes == 0
    assert (changed.reads, changed.writes) == (count, count)
