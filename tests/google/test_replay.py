"""What Google answered to others, the fake answers too."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import sheets.google
from tests.google.recordings import FOLDER, Tally, replay
from tests.google_fake.batch import KINDS as FAKE_KINDS
from tests.google_fake.oauth import Account

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


def test_what_no_recording_shows_is_known() -> None:
    """These kinds of request, and getByDataFilter, are described by Google's documents and our own tests alone."""
    assert {kind for kind in SENT if kind not in KINDS} == {
        "addConditionalFormatRule",
        "appendCells",
        "appendDimension",
        "createDeveloperMetadata",
    }
