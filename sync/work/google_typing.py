"""What becomes of what people type into Google, by the spreadsheet's language and the cell's format.

Texts are typed as people do (USER_ENTERED); expected is what tests/google_fake answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import quote

from sheets.google.answers import Json, Request
from sheets.google.ids import chosen
from sheets.google.looking import Obj, obj, text
from sync.model.messages import selftest as say
from sync.work.google_scratch import TYPING, Scratch, Told, cell_at, rows_of, shown, value_of

VALUES = "https://sheets.googleapis.com/v4/spreadsheets/{}/values/{}"

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
    rows_read = rows_of(scratch.read(fields), gid)
    for column, (locale, texts) in enumerate(TYPED.items()):
        for row, (one, (value, kind)) in enumerate(texts.items()):
            what = say.TYPED.format(text=one, locale=locale)
            cell = cell_at(rows_read, row, column)
            form = text(obj(obj(cell.get("effectiveFormat")).get("numberFormat")).get("type"))
            got = shown(value_of(cell), form)
            yield Told(f"typed:{locale}:{one}", what, say.TYPED_WHY, shown(value, kind), got)
    for row, (one, (value, kind)) in enumerate(IN_NUMBERS.items()):
        cell = cell_at(rows_read, row, len(TYPED))
        form = text(obj(obj(cell.get("effectiveFormat")).get("numberFormat")).get("type"))
        what = say.TYPED_IN_NUMBERS.format(text=one)
        yield Told(f"typed:number:{one}", what, say.TYPED_WHY, shown(value, kind), shown(value_of(cell), form))


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
