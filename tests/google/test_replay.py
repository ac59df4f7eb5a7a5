"""What Google answered to others, the fake answers too."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.google.recordings import FOLDER, Tally, replay
from tests.google_fake.oauth import Account

RECORDED_BY = "telegram-budgeter@telegram-budgeter.iam.gserviceaccount.com"

# Drive says of no order in which it lists files; these two recordings list other tests' files before their own.
KNOWN = {"ClientTest.test_open_all_has_metadata": 1, "ClientTest.test_openall": 1}


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
