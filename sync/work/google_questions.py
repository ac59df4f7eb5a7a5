"""What only Google itself can answer, asked on a scratch spreadsheet: each question with the answer that is expected.

Expected is what tests/google_fake answers, on which every test of the product stands. Texts are typed as people do
(USER_ENTERED); all else is written and read by the product's own functions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from urllib.parse import quote

from sheets.form import current_form
from sheets.google.answers import Answer, Json, Request
from sheets.google.errors import GoogleError
from sheets.google.feedback import feedback_requests
from sheets.google.guarding import Protect
from sheets.google.held import HELD_FIELDS, held
from sheets.google.ids import chosen
from sheets.google.kept import kept_of
from sheets.google.listing import LAG
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.google.pacing import Pace
from sheets.google.reader import read_kept
from sheets.google.recording import Recorder
from sheets.google.remarktab import remark_tab
from sheets.google.tabs import TAB_KEY, period_filters
from sheets.google.template import form_requests
from sheets.google.transport import batch_update, look, read_spreadsheet
from sheets.grid import Place
from sheets.identity import Identity
from sheets.prefill import IndicatorRow, Prefill
from sheets.remark import Remark, RemarkSheet, Spot
from sync.model.messages import selftest as say

State = Literal["same", "other", "fact"]

PERIOD = "2000-01"
VALUES = "https://sheets.googleapis.com/v4/spreadsheets/{}/values/{}"
TYPING, COPY, BESIDE = "baocao go thu", "baocao ban sao", "baocao khong duoc co"
READ_BACK = (
    "sheets(properties(sheetId,title),developerMetadata(metadataId,metadataKey,metadataValue),"
    "protectedRanges(protectedRangeId,description),conditionalFormats/booleanRule/condition/type,"
    "data/rowData/values/dataValidation/condition/type)"
)
EVERY, ENOUGH = 10.0, 120  # seconds between two looks at Drive; calls in a minute, twice what Google allows

# What is typed in which locale, and the value and the kind of format that it is expected to become.
TYPED: dict[str, dict[str, tuple[Decimal | str | bool, str]]] = {
    "vi_VN": {
        "1.007": (Decimal(1007), "NUMBER"),
        "3.5": (Decimal(35), "NUMBER"),
        "1,5": (Decimal("1.5"), ""),
        "1.007,5": (Decimal("1007.5"), "NUMBER"),
        "1.007.000": (Decimal(1007000), "NUMBER"),
        "5/3/2026": (Decimal(46086), "DATE"),
        "5-3-2026": (Decimal(46086), "DATE"),
        "5.3.2026": (Decimal(532026), "NUMBER"),
        "5/3": ("5/3", ""),
        "12,5%": (Decimal("0.125"), "PERCENT"),
        "'03": ("03", ""),
        "12 dự án": ("12 dự án", ""),
        "TRUE": (True, ""),
    },
    "en_US": {
        "1.007": (Decimal("1.007"), ""),
        "3.5": (Decimal("3.5"), ""),
        "1,5": (Decimal(15), "NUMBER"),
        "1,007": (Decimal(1007), "NUMBER"),
        "5/3/2026": (Decimal(46145), "DATE"),
    },
    "de_DE": {
        "1.007": (Decimal(1007), "NUMBER"),
        "1,5": (Decimal("1.5"), ""),
        "5.3.2026": (Decimal(46086), "DATE"),
    },
}

# The same typed in vi_VN into cells that are formatted as numbers, as those of a form are: whether that format stays,
# and a day or a per cent becomes a bare number.
IN_NUMBERS: dict[str, tuple[Decimal | str | bool, str]] = {
    "1.007": (Decimal(1007), "NUMBER"),
    "3.5": (Decimal(35), "NUMBER"),
    "1,5": (Decimal("1.5"), "NUMBER"),
    "5/3/2026": (Decimal(46086), "NUMBER"),
    "12,5%": (Decimal("0.125"), "NUMBER"),
}
NUMBER_FORMAT = "#,##0.###"

FORM = Prefill(
    identity=Identity("THU", "THU", PERIOD, 1),
    department_name="Sở thử",
    division_name="Đơn vị thử",
    period_label="tháng 01/2000",
    next_period_label="tháng 02/2000",
    due=dt.date(2000, 1, 20),
    sections=("Mục thứ nhất", "Mục thứ hai"),
    section_ids=("mot", "hai"),
    indicators=(IndicatorRow("THU-A", "Chỉ tiêu thử", "việc", Decimal(2000), Decimal(7), month=Decimal(147)),),
    carried=({"text": "Việc kỳ trước.", "lead": "Đơn vị thử", "due": dt.date(2000, 1, 25)},),
    plan=({"text": "=Việc kỳ sau", "lead": "Đơn vị thử", "due": "tháng 02"},),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One question answered: `expected` is "" where nothing was expected."""

    question: str
    what: str
    why: str
    expected: str
    got: str

    @property
    def state(self) -> State:
        """Whether Google did what the product expects; "fact" where it expects nothing."""
        return "fact" if not self.expected else "same" if self.got == self.expected else "other"


@dataclass(frozen=True, slots=True)
class Scratch:
    """The spreadsheet that is asked upon; `wait` is for how many seconds a change in Drive is looked for."""

    client: Recorder
    id: str
    wait: float = 180.0

    def write(self, *requests: Request) -> None:
        """Write; raises GoogleError. What an answer that was lost did is told by the next reading."""
        batch_update(self.client, self.id, requests, lambda: ())

    def read(self, fields: str, filters: Sequence[Request] = ()) -> Answer:
        """Read; raises GoogleError."""
        return read_spreadsheet(self.client, self.id, filters, fields)


def told(question: str, expected: str, got: str) -> Told:
    """Return a question of the list with its answer."""
    what, why = say.QUESTIONS[question]
    return Told(question, what, why, expected, got)


def typed(scratch: Scratch) -> Iterator[Told]:
    """What becomes of what people type, locale by locale."""
    gid = chosen(frozenset(), "selftest", TYPING)
    scratch.write({"addSheet": {"properties": {"sheetId": gid, "title": TYPING}}})
    for column, (locale, texts) in enumerate(TYPED.items()):
        scratch.write({"updateSpreadsheetProperties": {"properties": {"locale": locale}, "fields": "locale"}})
        _type(scratch, column, list(texts))
    scratch.write(*_as_numbers(gid, len(TYPED)))
    _type(scratch, len(TYPED), list(IN_NUMBERS))
    fields = "sheets(properties(sheetId),data/rowData/values(effectiveValue,effectiveFormat/numberFormat))"
    rows_read = _rows(scratch.read(fields), gid)
    for column, (locale, texts) in enumerate(TYPED.items()):
        for row, (one, (value, kind)) in enumerate(texts.items()):
            what = say.TYPED.format(text=one, locale=locale)
            cell = _cell(rows_read, row, column)
            form = text(obj(obj(cell.get("effectiveFormat")).get("numberFormat")).get("type"))
            got = _shown(_value(cell), form)
            yield Told(f"typed:{locale}:{one}", what, say.TYPED_WHY, _shown(value, kind), got)
    for row, (one, (value, kind)) in enumerate(IN_NUMBERS.items()):
        cell = _cell(rows_read, row, len(TYPED))
        form = text(obj(obj(cell.get("effectiveFormat")).get("numberFormat")).get("type"))
        what = say.TYPED_IN_NUMBERS.format(text=one)
        yield Told(f"typed:number:{one}", what, say.TYPED_WHY, _shown(value, kind), _shown(_value(cell), form))


def _type(scratch: Scratch, column: int, texts: Sequence[str]) -> None:
    """Have Google take these texts as if somebody had typed them into a column."""
    letter = chr(ord("A") + column)
    where = f"'{TYPING}'!{letter}1:{letter}{len(texts)}"
    url = VALUES.format(quote(scratch.id, safe=""), quote(where, safe=""))
    rows: Json = [[one] for one in texts]
    sent: Request = {"range": where, "majorDimension": "ROWS", "values": rows}
    scratch.client.request("put", url, params={"valueInputOption": "USER_ENTERED"}, json=sent)


def _as_numbers(gid: int, column: int) -> Iterator[Request]:
    """Yield what makes the sheet Vietnamese again, and a column one of numbers."""
    yield {"updateSpreadsheetProperties": {"properties": {"locale": "vi_VN"}, "fields": "locale"}}
    form: Obj = {"numberFormat": {"type": "NUMBER", "pattern": NUMBER_FORMAT}}
    area: Obj = {
        "sheetId": gid,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
        "endRowIndex": len(IN_NUMBERS),
    }
    yield {
        "repeatCell": {"range": area, "cell": {"userEnteredFormat": form}, "fields": "userEnteredFormat.numberFormat"}
    }


def form(scratch: Scratch) -> Iterator[Told]:
    """Whether a form that was made is there as it was sent, and read as one."""

    def lacking(protect: Protect = "warn") -> list[Request]:
        return form_requests(current_form(), FORM, held(scratch.read(HELD_FIELDS)), protect)

    sent = lacking()
    batch_update(scratch.client, scratch.id, sent, lacking)
    yield told("form-again", "0", str(len(lacking())))
    strict = lacking("strict")
    if strict:
        batch_update(scratch.client, scratch.id, strict, lambda: lacking("strict"))
    yield told("form-strict", "0", str(len(lacking("strict"))))
    entire = scratch.read(READ_BACK)
    guards = [obj(obj(one.get("addProtectedRange")).get("protectedRange")) for one in strict]
    yield _ids("guards", guards, _all(entire, "protectedRanges"), "protectedRangeId", "description")
    entries = [obj(obj(one.get("createDeveloperMetadata")).get("developerMetadata")) for one in sent]
    yield _ids("metadata", entries, _all(entire, "developerMetadata"), "metadataId", "metadataValue")
    rules = sum("addConditionalFormatRule" in one for one in sent)
    yield told("rules", str(rules), str(len(_all(entire, "conditionalFormats"))))
    part = scratch.read(READ_BACK, period_filters(PERIOD))
    for name in ("developerMetadata", "protectedRanges", "conditionalFormats"):
        yield told(f"by-filter-{name}", str(len(_all(entire, name))), str(len(_all(part, name))))
    yield told("by-filter-validation", str(_validated(entire)), str(_validated(part)))
    nothing = len(objs(scratch.read("sheets/properties/sheetId", period_filters("1999-12")).get("sheets")))
    every = say.ALL_TABS.format(count=len(objs(entire.get("sheets"))))
    same = nothing == len(objs(entire.get("sheets")))
    yield told("by-filter-nothing", every, every if same else say.SOME_TABS.format(count=nothing))
    kept = kept_of(read_spreadsheet(scratch.client, scratch.id, period_filters(PERIOD)), PERIOD)
    tabs = {text(one.get("metadataValue")) for one in entries if one.get("metadataKey") == TAB_KEY}
    remarks = current_form().tab("remarks").title
    yield told("read", str(len(tabs - {remarks})), str(len(kept.titles)))


def remarks(scratch: Scratch) -> Iterator[Told]:
    """Whether remarks that were written read back as written; and how a heading with its sign shows."""
    place = Place.at(f"Chỉ tiêu {PERIOD}", "E6")
    spot = Spot("figures.month", "THU-A", Decimal(147))
    one = Remark(
        "thu1",
        "open",
        "! Cần xem lại",
        place,
        "Chỉ tiêu, E6",
        "=Thử",
        "Xem lại.",
        "147",
        "74",
        answerable=True,
        spot=spot,
    )
    sheet = RemarkSheet(FORM.identity, "Đọc biểu lúc 08:30 ngày 18/01/2000.", (one,), "", "✓ Đã xử lý")

    def lacking() -> list[Request]:
        answer = read_spreadsheet(scratch.client, scratch.id, period_filters(PERIOD))
        kept = kept_of(answer, PERIOD)
        tab = remark_tab(kept.remarks, read_kept(kept.form), current_form())
        if tab is None:
            raise GoogleError("google-no-remarks")
        return feedback_requests(sheet, tab)

    batch_update(scratch.client, scratch.id, lacking(), lacking)
    yield told("remarks-again", "0", str(len(lacking())))
    gid = _gid(scratch, "plan")
    rows = _rows(scratch.read("sheets(properties(sheetId),data/rowData/values/formattedValue)"), gid)
    yield told("heading", "", say.TEXT.format(value=text(_cell(rows, 4, 0).get("formattedValue"))))


def copies(scratch: Scratch) -> Iterator[Told]:
    """What a tab that staff copy takes along."""
    gid = chosen(frozenset(), "selftest", COPY)
    source = _gid(scratch, "activities")
    scratch.write({"duplicateSheet": {"sourceSheetId": source, "newSheetId": gid, "newSheetName": COPY}})
    sheets = objs(scratch.read("sheets(properties/sheetId,developerMetadata/metadataKey)").get("sheets"))
    copy = next((one for one in sheets if whole(obj(one.get("properties")).get("sheetId")) == gid), {})
    yield told("copy", "", say.YES if copy.get("developerMetadata") else say.NO)
    have = held(scratch.read(HELD_FIELDS))
    yield told("copy-form", "0", str(len(form_requests(current_form(), FORM, have, "strict"))))


def written(scratch: Scratch) -> Iterator[Told]:
    """What becomes of text, formula and link that the service writes."""
    gid = chosen(frozenset(), "selftest", TYPING)
    scratch.write({"updateSpreadsheetProperties": {"properties": {"locale": "vi_VN"}, "fields": "locale"}})
    link = f"#gid={gid}&range=A1"
    values: Json = [
        {"userEnteredValue": {"stringValue": "=1+1"}},
        {"userEnteredValue": {"formulaValue": '=IF(1=1;"a";"b")'}},
        {"userEnteredValue": {"stringValue": "A1"}, "userEnteredFormat": {"textFormat": {"link": {"uri": link}}}},
    ]
    start: Json = {"sheetId": gid, "rowIndex": 0, "columnIndex": 6}
    fields = "userEnteredValue,userEnteredFormat.textFormat.link"
    scratch.write({"updateCells": {"start": start, "rows": [{"values": values}], "fields": fields}})
    answer = scratch.read("sheets(properties(sheetId),data/rowData/values(effectiveValue,hyperlink))")
    rows = _rows(answer, gid)
    yield told("equals-sign", _shown("=1+1"), _shown(_value(_cell(rows, 0, 6))))
    yield told("semicolon", _shown("a"), _shown(_value(_cell(rows, 0, 7))))
    yield told("link", link.replace(str(gid), "…"), text(_cell(rows, 0, 8).get("hyperlink")).replace(str(gid), "…"))


def refusals(scratch: Scratch) -> Iterator[Told]:
    """How Google refuses: by these words the product tells a cause from another."""
    gid, beside = chosen(frozenset(), "selftest", TYPING), chosen(frozenset(), "selftest", BESIDE)
    taken = chosen(frozenset(), "selftest", "metadata")
    entry: Obj = {
        "metadataId": taken,
        "metadataKey": "BaoCaoThu",
        "metadataValue": "1",
        "location": {"sheetId": gid},
        "visibility": "DOCUMENT",
    }
    create: Request = {"createDeveloperMetadata": {"developerMetadata": entry}}
    scratch.write(create)
    add: Request = {"addSheet": {"properties": {"sheetId": beside, "title": BESIDE}}}
    yield _refused(scratch, "metadata-twice", "google-refused", add, create)
    sheets = objs(scratch.read("sheets/properties/sheetId").get("sheets"))
    there = any(whole(obj(one.get("properties")).get("sheetId")) == beside for one in sheets)
    yield told("all-or-none", say.NO, say.YES if there else say.NO)
    yield _refused(scratch, "cell-too-long", "google-cell-too-long", _cell_of(gid, "ô" * 50_001))
    grid: Obj = {"rowCount": 400_000, "columnCount": 26}
    huge: Request = {"addSheet": {"properties": {"title": BESIDE, "gridProperties": grid}}}
    yield _refused(scratch, "too-many-cells", "google-too-many-cells", huge)
    yield _refused(scratch, "tab-gone", "google-tab-gone", _cell_of(5, "x"))
    try:
        read_spreadsheet(scratch.client, "1" + "0" * 43, fields="spreadsheetId")
        yield told("not-found", say.REFUSED.format(code="google-not-found"), say.TAKEN)
    except GoogleError as error:
        yield told("not-found", say.REFUSED.format(code="google-not-found"), say.REFUSED.format(code=error.code))


def lag(scratch: Scratch) -> Iterator[Told]:
    """How long it takes until Drive tells that the spreadsheet was changed."""
    clock = scratch.client.clock
    before = look(scratch.client, scratch.id).modified
    clock.sleep(EVERY)
    scratch.write(_cell_of(chosen(frozenset(), "selftest", TYPING), "x"))
    begun = clock.now()
    while look(scratch.client, scratch.id).modified <= before:
        if clock.now() - begun >= scratch.wait:
            within = LAG.total_seconds() <= scratch.wait
            expected = say.SECONDS.format(seconds=round(LAG.total_seconds())) if within else ""
            yield told("lag", expected, say.LONGER.format(seconds=round(clock.now() - begun)))
            return
        clock.sleep(EVERY)
    yield told("lag", "", say.SECONDS.format(seconds=round(clock.now() - begun)))


def quota(scratch: Scratch) -> Iterator[Told]:
    """How Google refuses what is over quota: asked only where somebody wants it, for it holds up all else."""
    fast = Recorder(scratch.client)
    fast.hurry(Pace(fast.clock, ENOUGH))
    sent = 0
    while sent < ENOUGH and not fast.passing:
        read_spreadsheet(fast, scratch.id, fields="spreadsheetId")
        sent += 1
    scratch.client.passing += fast.passing
    first = next((one for one in fast.passing if one.status == 429), None)
    expected = say.REFUSED.format(code="google-quota")
    yield told("quota", expected, expected if first else say.NONE_MET.format(count=sent))
    waits = [one.after for one in fast.passing]
    yield told("wait-asked", "", say.SECONDS.format(seconds=waits[0]) if waits and waits[0] else say.NO)


def _refused(scratch: Scratch, question: str, code: str, *requests: Request) -> Told:
    expected = say.REFUSED.format(code=code)
    try:
        scratch.write(*requests)
    except GoogleError as error:
        return told(question, expected, say.REFUSED.format(code=error.code))
    return told(question, expected, say.TAKEN)


def _cell_of(gid: int, value: str) -> Request:
    start: Json = {"sheetId": gid, "rowIndex": 30, "columnIndex": 0}
    rows: Json = [{"values": [{"userEnteredValue": {"stringValue": value}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def _gid(scratch: Scratch, tab: str) -> int:
    title = current_form().tab(tab).title
    have = held(scratch.read(HELD_FIELDS))
    found = next((one.gid for one in have.tabs if (one.period, one.name) == (PERIOD, title)), None)
    if found is None:
        raise GoogleError("google-tab-gone", title)
    return found


def _all(answer: Answer, name: str) -> list[Obj]:
    return [one for sheet in objs(answer.get("sheets")) for one in objs(sheet.get(name))]


def _validated(answer: Answer) -> int:
    blocks = _all(answer, "data")
    cells = [cell for block in blocks for row in objs(block.get("rowData")) for cell in objs(row.get("values"))]
    return sum("dataValidation" in cell for cell in cells)


def _ids(question: str, sent: Sequence[Obj], came: Sequence[Obj], number: str, words: str) -> Told:
    """Whether what was sent with an id of ours came back with it, and with its words."""
    mine = {(whole(one.get(number)), text(one.get(words))) for one in sent if one}
    theirs = {(whole(one.get(number)), text(one.get(words))) for one in came}
    return told(question, f"{len(mine)}/{len(mine)}", f"{len(mine & theirs)}/{len(mine)}")


def _rows(answer: Answer, gid: int) -> Sequence[Obj]:
    sheets = objs(answer.get("sheets"))
    sheet = next((one for one in sheets if whole(obj(one.get("properties")).get("sheetId")) == gid), {})
    return [row for block in objs(sheet.get("data")) for row in objs(block.get("rowData"))]


def _cell(rows: Sequence[Obj], row: int, column: int) -> Obj:
    values = objs(rows[row].get("values")) if row < len(rows) else ()
    return values[column] if column < len(values) else {}


def _value(cell: Obj) -> Json:
    """Return the value of a cell, an error by its kind."""
    value = obj(cell.get("effectiveValue"))
    if "errorValue" in value:
        return {"error": text(obj(value["errorValue"]).get("type"))}
    found: Json = next(iter(value.values()), None)
    return found


def _shown(value: Json, kind: str = "") -> str:
    """Return a value in words: what it is, and the kind of format it got."""
    if value is None:
        return say.BLANK
    if isinstance(value, bool):
        said = say.TRUTH.format(value=str(value).upper())
    elif isinstance(value, int | float | Decimal):
        said = say.NUMBER.format(value=f"{Decimal(str(value)).normalize():f}".replace(".", ","))
    elif isinstance(value, str):
        said = say.TEXT.format(value=value)
    else:
        said = say.ERROR.format(value=text(obj(value).get("error")))
    return say.FORMATTED.format(value=said, format=kind) if kind else said
