"""Every kind of fault of Google at every kind of request, as the client meets it (R8 of reliability.md).

`python -m tests.faults.answering`: three spreadsheets are listed, read and answered, a token runs out, one remark is
solved and one is new, they are listed, read and answered again. Each kind once at the first, second and last request of
each kind, and for ever. The same by whole rounds: `online.py`.
"""

from __future__ import annotations

import argparse
import tempfile
import time as clocks
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sheets.form import current_form
from sheets.google.credentials import read_key
from sheets.google.errors import GoogleError
from sheets.google.feedback import feedback_requests
from sheets.google.kept import kept_of
from sheets.google.reader import read_kept
from sheets.google.remarktab import RemarkTab, remark_tab
from sheets.google.tabs import period_filters
from sheets.google.transport import ANSWER, Client, batch_update, list_changed, read_spreadsheet
from sheets.remark import RemarkSheet
from tests.faults.googlekinds import KINDS, ONS, Make, places
from tests.google.conftest import Time
from tests.google.forms import with_form
from tests.google.test_feedback import PERIOD, TITLE, remark, sheet
from tests.google_fake.copying import twin
from tests.google_fake.oauth import Account
from tests.google_fake.origins import session
from tests.google_fake.reading import told
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet
from tests.sheets.test_template import PREFILL

Tell = Callable[[str], object]
IDS = tuple(f"{number}-division".ljust(44, "x") for number in (1, 2, 3))
FOR_EVER = 99


@cache
def _filled() -> Spreadsheet:
    return with_form(PREFILL)


@dataclass(frozen=True)
class Scene:
    """Three spreadsheets, their Google, its clock, and who calls it."""

    google: Google
    time: Time
    client: Client

    def morning(self) -> list[str]:
        """List, read and answer; return the spreadsheets that could not be."""
        return self._round(sheet(remark(1), remark(2), remark(3)))

    def evening(self) -> list[str]:
        """The same once more with other remarks, after the token ran out."""
        self.time.at += 4000
        for each in IDS:
            self.google.touch(self.google.spreadsheets[each])
        return self._round(sheet(remark(1, state="solved", label="✓ Đã xử lý"), remark(2), remark(3), remark(4)))

    def _round(self, remarks: RemarkSheet) -> list[str]:
        failed = []
        try:
            listed = list_changed(self.client, {})
        except GoogleError:
            return [*IDS]
        for each in IDS:
            assert each in listed.files
            try:
                self._answer(each, remarks)
            except GoogleError:
                failed.append(each)
        return failed

    def _answer(self, spreadsheet: str, remarks: RemarkSheet) -> None:
        requests = feedback_requests(remarks, self._stands(spreadsheet))
        if requests:
            batch_update(
                self.client, spreadsheet, requests, lambda: feedback_requests(remarks, self._stands(spreadsheet))
            )

    def _stands(self, spreadsheet: str) -> RemarkTab:
        kept = kept_of(read_spreadsheet(self.client, spreadsheet, period_filters(PERIOD)), PERIOD)
        found = remark_tab(kept.remarks, read_kept(kept.form), current_form())
        assert found is not None
        return found

    def end(self) -> Mapping[str, object]:
        """All that a reading of each spreadsheet tells; raises AssertionError where a remark stands twice."""
        found: dict[str, object] = {}
        for each in IDS:
            book = self.google.spreadsheets[each]
            answer: Any = told(book, None, grid=True)
            found[each] = answer["sheets"]
            cells = [
                cell.get("userEnteredValue") for (row, at), cell in book.tab(TITLE).cells.items() if at == 8 and row > 4
            ]
            keys = Counter(next(iter(value.values())) for value in cells if value)
            assert max(keys.values(), default=1) == 1, keys
        return found


@contextmanager
def scene(account: Account, answer_in: float = ANSWER) -> Iterator[Scene]:
    """Yield the three spreadsheets with a form in each."""
    time = Time()
    google = Google(now=time.world, account=Account(account.address, account.private))
    for each in IDS:
        book = google.create(each, "Biểu 2024")
        google.spreadsheets[each] = replace(twin(_filled()), id=each, shares=book.shares, created=book.created)
    with ExitStack() as ends:
        address = ends.enter_context(serving(google))
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        key = folder / "khoa.json"
        key.touch(0o600)
        key.write_text(google.account.key_file(f"{address}/token"), encoding="utf-8")
        line = ends.enter_context(session(address))
        yield Scene(google, time, Client(read_key(key), time.clock(), line, answer_in=answer_in))
        assert google.violations == []


def undisturbed(account: Account) -> tuple[Mapping[str, object], Counter[str]]:
    """How it ends without a fault, and how many requests of each kind it takes."""
    with scene(account) as calm:
        assert calm.morning() + calm.evening() == []
        counted = Counter(calm.google.calls)
        return calm.end(), counted


def measure_faults(account: Account, tell: Tell, kinds: Mapping[str, Make] = KINDS) -> int:
    """Each kind at the first, second and last request of each kind: the end is the same; return how many there were."""
    wanted, counted = undisturbed(account)
    tell(f"requests without a fault: {dict(counted)}")
    count, longest = 0, 0.0
    for name, make in kinds.items():
        for on in ONS:
            for place, skip in places(counted[on]).items():
                where = (name, on, place)
                with scene(account, 3.0 if "slow" in name else ANSWER) as stormy:
                    stormy.google.faults.add(make(on, skip=skip))
                    assert stormy.morning() + stormy.evening() == [], where
                    assert stormy.google.faults.left == 0, where
                    assert stormy.end() == wanted, where
                    longest = max(longest, sum(stormy.time.waits))
                count += 1
        tell(f"{name}: {count} so far, {longest:.0f} s waited at most")
    return count


def measure_dead(account: Account, tell: Tell, kinds: Mapping[str, Make] = KINDS) -> int:
    """Each kind for ever, of one sheet where it is about one: the others go their way, and all is well afterwards."""
    wanted, _ = undisturbed(account)
    count = most = 0
    longest = 0.0
    for name, make in kinds.items():
        for on in ONS:
            where, one = (name, on), on.startswith("sheets")
            with scene(account, 3.0 if "slow" in name else ANSWER) as stormy:
                fault = make(on, times=FOR_EVER, spreadsheet=IDS[0] if one else "")
                stormy.google.faults.add(fault)
                failed = stormy.morning()
                answered = on == "sheets_write" and fault.effect  # it was carried out, which the look afterwards sees
                assert failed == ([] if answered else [IDS[0]] if one else [*IDS]), (where, failed)
                tries = FOR_EVER - fault.times
                # A token, once refused, is not asked for again for the next sheet before a while has passed.
                assert tries <= 6, (where, tries)
                # What Google asked of everybody is waited for once more, by who comes after the call that gave up.
                held = 90 if "429, wait" in name else 0
                assert sum(stormy.time.waits) <= 300 + held, (where, stormy.time.waits)
                most, longest = max(most, tries), max(longest, sum(stormy.time.waits))
                stormy.google.faults.clear()
                stormy.time.at += 4000
                assert stormy.morning() + stormy.evening() == [], where
                assert stormy.end() == wanted, where
            count += 1
        tell(f"{name}: {count} so far, {most} tries and {longest:.0f} s at most")
    return count


def main() -> None:
    """Measure and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="1/1", help="of the kinds, for several processes: 2/4 is the second quarter")
    given = parser.parse_args()
    part, of = map(int, given.part.split("/"))
    kinds = dict([*KINDS.items()][part - 1 :: of])
    began, account = clocks.monotonic(), Account()
    print(f"{measure_faults(account, print, kinds)} faults: each ended as without")
    print(f"{measure_dead(account, print, kinds)} requests dead for good: given up in time, others done, then mended")
    print(f"{clocks.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
