"""Google spreadsheets: what goes out is typed, so that no text of anybody becomes a formula or a link there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheets.form import current_form
from sheets.google.feedback import feedback_requests
from sheets.google.held import HELD_FIELDS, held
from sheets.google.kept import kept_of
from sheets.google.reader import read_kept
from sheets.google.remarktab import remark_tab
from sheets.google.tabs import period_filters
from sheets.google.template import form_requests
from sheets.google.transport import Client, batch_update, read_spreadsheet
from sheets.grid import Place
from sheets.text import storable
from tests.google.forms import SPREADSHEET
from tests.google_fake.service import Google
from tests.security.payloads import PAYLOADS
from tests.security.test_workbooks import SHEET, hostile_prefill

PERIOD = "2024-01"


def cells(requests: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every cell that requests write."""
    for request in requests:
        for kind in ("updateCells", "appendCells"):
            for row in request.get(kind, {}).get("rows", ()):
                yield from row.get("values", ())
        repeated = request.get("repeatCell", {}).get("cell")
        if repeated:
            yield repeated


def entered(requests: Sequence[Mapping[str, Any]], kind: str) -> list[Any]:
    return [value[kind] for cell in cells(requests) if kind in (value := cell.get("userEnteredValue", {}))]


def links(requests: Sequence[Mapping[str, Any]]) -> set[str]:
    return set(re.findall(r"'uri': '([^']*)'", str(list(cells(requests)))))


def made(client: Client) -> list[Mapping[str, Any]]:
    """Make the form of a division whose texts are all hostile; return what was sent."""
    requests = form_requests(
        current_form(), hostile_prefill(), held(read_spreadsheet(client, SPREADSHEET, fields=HELD_FIELDS))
    )
    batch_update(client, SPREADSHEET, requests, lambda: requests)
    return list(requests)


def test_a_form_holds_texts_and_our_own_formulas_alone(google: Google, client: Client) -> None:
    google.create(SPREADSHEET, "Biểu 2024", "vi_VN")
    requests = made(client)
    assert {
        each for each in entered(requests, "formulaValue") if not re.fullmatch(r"=IF\([A-Z0-9$;=\"()+&<> ]*\)", each)
    } == set()
    assert {storable(text) for text in PAYLOADS} - {""} <= set(entered(requests, "stringValue"))
    assert all(uri.startswith("#gid=") for uri in links(requests))


def test_remarks_are_texts_and_their_links_lead_to_tabs_of_the_form(google: Google, client: Client) -> None:
    google.create(SPREADSHEET, "Biểu 2024", "vi_VN")
    made(client)
    kept = kept_of(read_spreadsheet(client, SPREADSHEET, period_filters(PERIOD)), PERIOD)
    have = remark_tab(kept.remarks, read_kept(kept.form), current_form())
    assert have is not None
    told = replace(SHEET, remarks=tuple(replace(each, place=Place("Kết quả 2024-01", 6, 3)) for each in SHEET.remarks))
    requests = list(feedback_requests(told, have))
    assert entered(requests, "formulaValue") == []
    texts = set(entered(requests, "stringValue"))
    assert {storable(text) for text in PAYLOADS} - {""} <= texts
    assert len(links(requests)) == 1
    assert links(requests) <= {f"#gid={gid}&range=C6" for gid in have.tabs.values()}
    batch_update(client, SPREADSHEET, requests, lambda: requests)


def test_what_staff_typed_there_is_read_as_text(google: Google, client: Client) -> None:
    """The round trip: hostile texts that stand in a form are read as those texts, none is worked out."""
    google.create(SPREADSHEET, "Biểu 2024", "vi_VN")
    made(client)
    book = read_kept(kept_of(read_spreadsheet(client, SPREADSHEET, period_filters(PERIOD)), PERIOD).form)
    grid = next(each for each in book.grids if each.tab.startswith("Kết quả"))
    read = {cell.value for cell in grid.cells.values()}
    assert {storable(text) for text in PAYLOADS} - {""} <= read
