"""What only Google itself can answer, asked on a scratch spreadsheet: each question with the answer that is expected.

Expected is what tests/google_fake answers, on which every test of the product stands. All is written and
read by the product's own functions; what becomes of typed texts is asked by google_typing.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
from sync.work.google_scratch import (
    PERIOD,
    TYPING,
    Scratch,
    Told,
    cell_at,
    gid_of,
    rows_of,
    shown,
    text_into,
    told,
    value_of,
)

COPY, BESIDE = "baocao ban sao", "baocao khong duoc co"
READ_BACK = (
    "sheets(properties(sheetId,title),developerMetadata(metadataId,metadataKey,metadataValue),"
    "protectedRanges(protectedRangeId,description),conditionalFormats/booleanRule/condition/type,"
    "data/rowData/values/dataValidation/condition/type)"
)
EVERY, ENOUGH = 10.0, 120  # seconds between two looks at Drive; calls in a minute, twice what Google allows

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
    gid = gid_of(scratch, "plan")
    rows = rows_of(scratch.read("sheets(properties(sheetId),data/rowData/values/formattedValue)"), gid)
    yield told("heading", "", say.TEXT.format(value=text(cell_at(rows, 4, 0).get("formattedValue"))))


def copies(scratch: Scratch) -> Iterator[Told]:
    """What a tab that staff copy takes along."""
    gid = chosen(frozenset(), "selftest", COPY)
    source = gid_of(scratch, "activities")
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
    rows = rows_of(answer, gid)
    yield told("equals-sign", shown("=1+1"), shown(value_of(cell_at(rows, 0, 6))))
    yield told("semicolon", shown("a"), shown(value_of(cell_at(rows, 0, 7))))
    yield told("link", link.replace(str(gid), "…"), text(cell_at(rows, 0, 8).get("hyperlink")).replace(str(gid), "…"))


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
    yield _refused(scratch, "cell-too-long", "google-cell-too-long", text_into(gid, "ô" * 50_001))
    grid: Obj = {"rowCount": 400_000, "columnCount": 26}
    huge: Request = {"addSheet": {"properties": {"title": BESIDE, "gridProperties": grid}}}
    yield _refused(scratch, "too-many-cells", "google-too-many-cells", huge)
    yield _refused(scratch, "tab-gone", "google-tab-gone", text_into(5, "x"))
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
    scratch.write(text_into(chosen(frozenset(), "selftest", TYPING), "x"))
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
