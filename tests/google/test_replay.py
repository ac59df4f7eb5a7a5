"""What Google answered to others, the fake answers too."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import sheets.google
from sheets.form import current_form
from sheets.google.answers import Request
from sheets.google.guarding import hide_requests, lock_requests
from sheets.google.held import HELD_FIELDS, Held, held
from sheets.google.template import form_requests
from sheets.google.transport import Client, batch_update, read_spreadsheet
from tests.google import test_fake, test_feedback, test_template
from tests.google.forms import SPREADSHEET
from tests.google.recordings import FOLDER, Tally, replay
from tests.google_fake.batch import KINDS as FAKE_KINDS
from tests.google_fake.discovery import method_of
from tests.google_fake.oauth import Account
from tests.google_fake.service import Google
from tests.sheets.test_template import PREFILL

RECORDED_BY = "telegram-budgeter@telegram-budgeter.iam.gserviceaccount.com"

# Drive says of no order in which it lists files; these two recordings list other tests' files before their own.
KNOWN = {"ClientTest.test_open_all_has_metadata": 1, "ClientTest.test_openall": 1}

CALLS = {
    "sheets.spreadsheets.get": 676,
    "sheets.spreadsheets.batchUpdate": 211,
    "drive.files.get": 165,
    "drive.files.list": 11,
}
# How often each kind of request was compared, of those that the fake knows.
KINDS = {
    "updateSheetProperties": 82, "mergeCells": 27, "addSheet": 24, "updateCells": 17, "deleteSheet": 10,
    "sortRange": 10, "updateSpreadsheetProperties": 8, "updateDimensionProperties": 8, "addNamedRange": 7,
    "insertDimension": 6, "deleteNamedRange": 5, "unmergeCells": 4, "deleteDimension": 4, "addProtectedRange": 3,
    "updateNamedRange": 2, "repeatCell": 2, "setDataValidation": 1, "deleteProtectedRange": 1,
}  # fmt: skip
# What the product sends: the form, its guards and marks, locks, Ý kiến rà soát.
SOURCES = [path.read_text("utf-8") for path in sorted(Path(next(iter(sheets.google.__path__))).glob("*.py"))]
SENT = {kind for source in SOURCES for kind in re.findall(r'\{"(\w+)": ', source)} & set(FAKE_KINDS)


@pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason=f"the recorded exchanges with Google are not in {FOLDER} (GSPREAD_CASSETTES names another folder)",
)
def test_the_fake_answers_as_google_did_where_the_product_calls_it(account: Account) -> None:
    """2,130 exchanges in 124 files: half are calls that the product never makes, values.* and files made or deleted."""
    tally = Tally()
    for path in sorted(FOLDER.glob("*.json")):
        replay(path, Account(RECORDED_BY, account.private), tally)
    assert Counter(place.partition(":")[0] for place, *_ in tally.different) == KNOWN
    assert tally.same == 1061
    assert tally.left_out == {
        "a call that the product does not make": 1023,
        "a kind that the product does not use": 10,
        "after a kind that the product does not use": 34,
    }
    assert tally.calls == CALLS
    assert tally.kinds == KINDS


# What the product sends and no recording shows: Google's own description of it (each request and answer of a test is
# held against that), and the tests of our own that look at what it does.
UNRECORDED: dict[str, tuple[Callable[..., None], ...]] = {
    "sheets.spreadsheets.getByDataFilter": (
        test_fake.test_a_filter_that_finds_nothing_gives_all_tabs,
        test_template.test_identity_and_tab_stand_in_metadata_and_the_periods_lookup_finds_its_tabs_alone,
    ),
    "addConditionalFormatRule": (
        test_fake.test_validation_protection_formats_and_metadata_come_back_as_they_were_sent,
        test_template.test_a_named_cell_is_coloured_until_it_holds_something_else_wherever_its_row_went,
    ),
    "appendCells": (
        test_feedback.test_what_staff_do_to_rows_between_our_reading_and_writing_puts_no_remark_beside_anothers_answer,
        test_feedback.test_after_an_answer_that_was_lost_nothing_stands_twice,
    ),
    "appendDimension": (test_feedback.test_where_staff_filled_the_last_row_new_ones_come_behind_it,),
    "createDeveloperMetadata": (
        test_fake.test_metadata_whose_id_is_taken_fails_the_whole_batch,
        test_template.test_without_metadata_it_is_found_by_its_title_and_gets_them_back,
    ),
}


def test_what_no_recording_shows_is_known_and_has_tests_of_its_own() -> None:
    called = {"sheets.spreadsheets.get", "sheets.spreadsheets.getByDataFilter", "sheets.spreadsheets.batchUpdate"}
    listed = {"drive.files.list", "drive.files.get"}
    assert {*called, *listed, *SENT} - {*CALLS, *KINDS} == UNRECORDED.keys()


def test_a_month_in_google_sends_nothing_else(google: Google, client: Client) -> None:
    """The form of two months, Ý kiến rà soát, the older month locked and put out of sight."""
    google.create(SPREADSHEET, "Biểu 2024")

    def send(made: Callable[[Held], list[Request]]) -> None:
        batch_update(client, SPREADSHEET, made(held(read_spreadsheet(client, SPREADSHEET, fields=HELD_FIELDS))), list)

    for period in ("2024-01", "2024-02"):
        prefill = replace(PREFILL, identity=replace(PREFILL.identity, period=period))
        send(lambda have, prefill=prefill: form_requests(current_form(), prefill, have))  # type: ignore[misc]
    test_feedback.tell(client, test_feedback.sheet(test_feedback.remark(1)))
    send(lambda have: lock_requests(have, ["2024-01"]))
    send(lambda have: hide_requests(have, ["2024-01"]))
    asked = [json.loads(one.body)["requests"] for one in google.log if one.path.endswith(":batchUpdate")]
    assert {kind for requests in asked for request in requests for kind in request} <= {*KINDS, *UNRECORDED}
    methods = {method.name for one in google.log if (method := method_of(one.http, one.path))}
    assert methods <= {*CALLS, *UNRECORDED}
