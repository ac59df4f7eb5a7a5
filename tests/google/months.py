"""A month of an office whose divisions all fill Google spreadsheets: staff at work, rounds between, faults on the way.

What staff do hangs on the seed of the staff alone, what goes wrong on that of the storm: the same staff without a storm
tell what the end has to be.
"""

from __future__ import annotations

import gc
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import baocao
from sheets.google.credentials import read_key
from sheets.google.tabs import PERIOD_KEY, TAB_KEY
from sheets.google.transport import Client
from sync.render.template import default_template
from sync.store import blobs, facts
from sync.store.engine import open_store
from sync.work import google as opening
from tests.benchmarks.office import EXAMPLES, config_of
from tests.google.conftest import Time
from tests.google.office import id_of
from tests.google_fake.batch import batch_update
from tests.google_fake.desk import Desk
from tests.google_fake.faults import Fault, How, On
from tests.google_fake.masks import only, parse
from tests.google_fake.oauth import Account
from tests.google_fake.origins import session
from tests.google_fake.reading import told
from tests.google_fake.server import serving
from tests.google_fake.service import Asked, Google
from tests.google_fake.spreadsheet import Spreadsheet, Tab

Obj = dict[str, Any]
Deed = Callable[[], None]
PERIOD = "2024-03"
TOPICS = (
    "nông nghiệp", "chuyển giao công nghệ", "nhãn hiệu", "sáng kiến", "giống lúa", "dược liệu", "năng lượng",
    "nước sạch", "môi trường biển", "đo lường", "tiêu chuẩn", "hàng hóa", "an toàn bức xạ", "thư viện", "đào tạo",
)  # fmt: skip
MARKER = re.compile(r"mốc (D\d{4})-(\d+)")
LOOKED_AT = (
    "properties(title,locale,timeZone),namedRanges(name,range),sheets(properties,merges,protectedRanges,"
    "conditionalFormats,developerMetadata,data/rowData/values(userEnteredValue,userEnteredFormat(numberFormat,textFormat)"
    ",formattedValue,dataValidation,note))"
)
BREAK = 700  # seconds between two rounds: more than the margin in which a spreadsheet is read again
TRIES = 8  # rounds after which a storm must be over


@dataclass(slots=True)
class BusyGoogle(Google):
    """A Google in which a person does something just when the service is about to write."""

    deeds: dict[str, list[Deed]] = field(default_factory=dict)  # by spreadsheet

    def note(self, request: Asked) -> None:
        """Count a request; what staff do between our reading and our writing is done before the first write."""
        Google.note(self, request)
        if request.kind == "sheets_write":
            with self._lock:
                for name in [name for name in self.deeds if name in request.path]:
                    self.settle(name)

    def settle(self, name: str) -> None:
        """Do what is still to be done in a spreadsheet."""
        for deed in self.deeds.pop(name, []):
            deed()


@dataclass(frozen=True, slots=True)
class End:
    """How a month ended: each spreadsheet, what was read of each division, the versions by digest, what was typed."""

    books: dict[str, Obj]
    versions: dict[str, list[str]]
    read: dict[str, str]
    typed: dict[str, set[str]]

    def text(self, code: str) -> str:
        """All texts of a spreadsheet; those of cells that are one object stand there once."""
        return "\n".join(_texts(self.books[code], set()))


@dataclass(slots=True)
class Month:
    """One month at work: the office's folder, its Google, the staff's chance."""

    folder: Path
    google: BusyGoogle
    time: Time
    codes: Sequence[str]
    staff: int
    storm: random.Random | None
    typed: dict[str, set[str]] = field(default_factory=dict)
    chances: dict[str, random.Random] = field(default_factory=dict)
    steps: int = 0

    def chance(self, code: str) -> random.Random:
        """The chance of one division's staff: whatever the others do, and when, theirs is the same."""
        return self.chances.setdefault(code, random.Random(f"staff {self.staff} {code}"))

    def say(self, *words: str) -> int:
        """Say one command."""
        return baocao.main([*words, "--config", str(self.folder / "config.yaml"), "--period", PERIOD])

    def through(self, *words: str, busy: Sequence[str] = ()) -> None:
        """Say a command again and again until it met no fault; `busy` are divisions in which somebody is at work."""
        self._brew(busy)
        for _ in range(TRIES):
            coming = self.google.faults.left
            self.say(*words)
            self.time.at += BREAK
            if self.google.faults.left == coming:
                break
        else:
            raise AssertionError("the storm does not end")
        self.google.faults.clear()
        for name in list(self.google.deeds):
            self.google.settle(name)

    def _brew(self, busy: Sequence[str]) -> None:
        """Let some requests fail, of each kind and each way at chance, once or until the service gives up."""
        if self.storm is None:
            return
        chance = self.storm
        for code in chance.sample(list(self.codes), min(len(self.codes), 6)):
            on: On = chance.choice(("sheets_read", "sheets_write", "sheets_write", "token", "drive"))
            how: How = chance.choice(("status", "html", "half", "drop", "status", "drop"))
            times = (
                chance.choice((1, 1, 2, 3, 6)) if code not in busy or on != "sheets_write" else chance.choice((1, 2))
            )
            status = chance.choice((500, 502, 503, 504, 429))
            lost = on == "sheets_write" and (how != "status" or status != 429) and chance.random() < 0.5
            where = id_of(code) if on.startswith("sheets") else ""
            self.google.faults.add(Fault(how, on, times, 0, status, "UNAVAILABLE", lost, {}, where))

    # Staff

    def book(self, code: str) -> Spreadsheet:
        return self.google.spreadsheets[id_of(code)]

    def tab(self, code: str, name: str) -> Tab:
        """Return a tab of the form, whatever it is called now."""
        book = self.book(code)
        ours: dict[int, dict[str, str]] = {}
        for one in book.metadata:
            ours.setdefault(one["location"].get("sheetId", -1), {})[one["metadataKey"]] = one["metadataValue"]
        wanted = {PERIOD_KEY: PERIOD, TAB_KEY: name}
        gid = next(gid for gid, entries in ours.items() if wanted.items() <= entries.items())
        found = book.by_id(gid)
        assert found is not None
        return found

    def type(self, code: str, name: str, cell: str, text: str) -> None:
        assert self.google.typed(self.book(code), self.tab(code, name).properties["title"], cell, text)

    def change(self, code: str, *requests: Obj) -> None:
        """Change a spreadsheet as its owner does, by hand."""
        book = self.book(code)
        after, _ = batch_update(book, list(requests), Desk(self.google.owner, self.google.owner, self.google.fresh))
        self.google.spreadsheets[book.id] = after
        self.google.touch(after)

    def words(self, code: str) -> str:
        """Return a sentence that nobody else writes."""
        marks = self.typed.setdefault(code, set())
        mark = f"mốc {code}-{len(marks) + 1}"
        marks.add(mark)
        words = ", ".join(self.chance(code).sample(TOPICS, 4))
        return f"Tham mưu ban hành {self.chance(code).randint(2, 40):02} văn bản về {words}, {mark}."

    def fill(self, code: str) -> None:
        """Fill the form as far as most do, with a word where a figure belongs now and then."""
        for cell, text in (("B7", "Nguyễn Thị Hoa"), ("B9", "Lê Văn Nam"), ("B11", "Đã gửi")):
            self.type(code, "Thông tin chung", cell, text)
        listed = self._sections(code)
        for row in range(6, 6 + self.chance(code).randint(2, 4)):
            self.type(code, "Kết quả", f"A{row}", self.chance(code).choice(listed))
            self.type(code, "Kết quả", f"C{row}", self.words(code))
        self.type(code, "Kế hoạch", "A6", self.words(code))
        if self._figures(code):
            self.type(
                code, "Chỉ tiêu", "E6", self.chance(code).choice(("147", "khoảng 15", "1.007", "3,5", "12 dự án"))
            )

    def _sections(self, code: str) -> list[str]:
        lists = self.tab(code, "_danh_muc")
        texts = [
            cell.get("userEnteredValue", {}).get("stringValue") for at, cell in sorted(lists.cells.items()) if at[0]
        ]
        return [text for text in texts if text and not MARKER.search(text)][:3]

    def _figures(self, code: str) -> bool:
        try:
            return bool(self.tab(code, "Chỉ tiêu").cells.get((5, 0)))
        except StopIteration:
            return False

    def stir(self, code: str) -> None:
        """Sort, insert, rename, move or hide, write on, answer, mend: one of these."""
        deeds = (self._sort, self._insert, self._rename, self._move, self._write_on, self._answer, self._mend)
        self.chance(code).choice(deeds)(code)

    def _sort(self, code: str) -> None:
        tab = self.tab(code, "Kết quả")
        where = {"sheetId": tab.id, "startRowIndex": 5, "endRowIndex": tab.size[0], "endColumnIndex": 5}
        order = self.chance(code).choice(("ASCENDING", "DESCENDING"))
        spec = {"dimensionIndex": 2, "sortOrder": order}
        self.change(code, {"sortRange": {"range": where | {"startColumnIndex": 0}, "sortSpecs": [spec]}})

    def _insert(self, code: str) -> None:
        at = self.chance(code).randint(6, 8)
        where = {"sheetId": self.tab(code, "Kết quả").id, "dimension": "ROWS", "startIndex": at, "endIndex": at + 1}
        self.change(code, {"insertDimension": {"range": where, "inheritFromBefore": True}})
        self.type(code, "Kết quả", f"C{at + 1}", self.words(code))

    def _rename(self, code: str) -> None:
        tab = self.tab(code, self.chance(code).choice(("Kết quả", "Kế hoạch", "Ý kiến rà soát")))
        properties = {"sheetId": tab.id, "title": f"Tờ {tab.id % 1000} sửa lần {self.chance(code).randint(1, 99)}"}
        self.change(code, {"updateSheetProperties": {"properties": properties, "fields": "title"}})

    def _move(self, code: str) -> None:
        properties = {"sheetId": self.tab(code, "Kế hoạch").id, "index": 0, "hidden": self.chance(code).random() < 0.5}
        self.change(code, {"updateSheetProperties": {"properties": properties, "fields": "index,hidden"}})

    def _write_on(self, code: str) -> None:
        self.type(code, "Kết quả", f"C{self.chance(code).randint(30, 60)}", self.words(code))

    def _answer(self, code: str) -> None:
        """Confirm the first of the warnings that nobody answered, by their keys."""
        tab = self.tab(code, "Ý kiến rà soát")
        asked = [at for at, cell in tab.cells.items() if at[1] == 0 and _text(cell) == "! Cần xem lại"]
        open_ones = sorted(
            (_text(tab.cells[row, 8]), row) for row, _ in asked if not _text(tab.cells.get((row, 6), {}))
        )
        if open_ones:
            row = open_ones[0][1] + 1
            self.type(code, "Ý kiến rà soát", f"G{row}", "Đúng, giữ nguyên")
            self.type(code, "Ý kiến rà soát", f"H{row}", f"Đã đối chiếu hồ sơ, mốc {code}-0.")

    def _mend(self, code: str) -> None:
        if self._figures(code):
            self.type(code, "Chỉ tiêu", "E6", str(self.chance(code).randint(2, 300)))

    # The month

    def run(self) -> End:
        """Let the month go by: templates, staff, round, staff between reading and writing, feedback, round."""
        self.through("templates")
        for code in self.codes:
            self.fill(code)
        self.time.at += BREAK
        self._disturbed("sync")
        for code in self._some():
            self.stir(code)
        self.through("feedback")
        self._disturbed("sync")
        self.through("templates")
        for _ in range(2):  # and at last a calm
            self.say("sync")
            self.time.at += BREAK
        return self.end()

    def _some(self) -> list[str]:
        self.steps += 1
        chance = random.Random(f"staff {self.staff} step {self.steps}")
        return chance.sample(list(self.codes), max(2, len(self.codes) // 4))

    def _disturbed(self, *words: str) -> None:
        busy = self._some()
        for code in busy:
            self.google.deeds[id_of(code)] = [lambda code=code: self.stir(code)]  # type: ignore[misc]  # a default
        self.through(*words, busy=busy)
        self.through(*words)  # whether the storm held it up or not, each state is read once

    def end(self) -> End:
        """Return how it ended."""
        store = open_store("baocao.db", self.folder)
        try:
            with store.reading() as connection:
                versions = [v for v in facts.versions(connection, PERIOD) if v.division in self.codes]
                last = {version.division: version.digest for version in versions}
                read = {code: blobs.bytes_of(connection, digest).decode() for code, digest in last.items()}
        finally:
            store.close()
        digests: dict[str, list[str]] = {}
        for version in versions:
            digests.setdefault(version.division, []).append(version.digest)
        books = {code: self._still(code) for code in self.codes}
        return End(books, digests, read, self.typed)

    def _still(self, code: str) -> Obj:
        """Return what a spreadsheet holds but for what hangs on how long the storm was: when it was read, and ids that
        Google gives.
        """
        answer: Obj = only(told(self.book(code), None, grid=True, sizes=False), parse(LOOKED_AT))
        gid = self.tab(code, "Ý kiến rà soát").id
        tab = next(one for one in answer["sheets"] if one["properties"]["sheetId"] == gid)
        tab["data"][0]["rowData"][1]["values"][0] = {}
        return answer


def _texts(value: object, seen: set[int]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and id(value) not in seen:
        seen.add(id(value))
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one, seen)


def _text(cell: Obj) -> str:
    return str(cell.get("userEnteredValue", {}).get("stringValue", ""))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for circles that nobody needs: among so many cells it takes a fourth of a month."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def month(
    folder: Path, account: Account, sheets: int, staff: int, storm: int | None, patch: pytest.MonkeyPatch
) -> Iterator[Month]:
    """Lay out an office, and a Google in which so many of its divisions have a spreadsheet with nothing in it."""
    time = Time()
    google = BusyGoogle(now=time.world, account=Account(account.address, account.private))
    roles = list(EXAMPLES)
    codes = [f"D{at:04d}" for at in range(max(sheets, len(roles)))]
    config = config_of({code: roles[at % len(roles)] for at, code in enumerate(codes)}).removeprefix("feedback: off\n")
    for code in codes[:sheets]:
        entry = f"{{code: {code}, name"
        assert entry in config
        config = config.replace(entry, f"{{code: {code}, sheet: {{google: {id_of(code)}}}, name")
        google.create(id_of(code), f"{code} 2024")
    (folder / "hop-thu-den").mkdir(parents=True)
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    chance = None if storm is None else random.Random(f"storm {storm}")
    with ExitStack() as ends:
        address = ends.enter_context(serving(google))
        key = folder / "khoa.json"
        key.touch(0o600)
        key.write_text(google.account.key_file(f"{address}/token"), encoding="utf-8")
        opened = ends.enter_context(session(address))
        clock = time.clock(chance.random() if chance else 0.0)
        signing = read_key(key)  # looking at its numbers takes longer than most commands, and is tested elsewhere
        patch.setattr(opening, "open_client", lambda _: Client(signing, clock, opened))
        ends.enter_context(_uncollected())
        yield Month(folder, google, time, codes[:sheets], staff, chance)
        assert google.violations == []
        google.spreadsheets.clear()  # whoever still waits at the server's door holds on to all of it
        google.log.clear()
