"""A spreadsheet that holds a form, without the way there: for tests that begin where the template ended."""

from __future__ import annotations

import json
from itertools import count

from sheets.form import current_form
from sheets.google.held import HELD_FIELDS, held
from sheets.google.template import form_requests
from sheets.prefill import Prefill
from tests.google_fake.batch import batch_update
from tests.google_fake.desk import Desk
from tests.google_fake.masks import only, parse
from tests.google_fake.reading import told
from tests.google_fake.service import OWNER
from tests.google_fake.spreadsheet import Spreadsheet, new_spreadsheet

SPREADSHEET = "1" * 44


def with_form(prefill: Prefill, locale: str = "vi_VN", into: Spreadsheet | None = None) -> Spreadsheet:
    """Return a spreadsheet with this form in it, as the requests of the template leave it."""
    book = into or new_spreadsheet(SPREADSHEET, "Biểu 2024", locale, "Asia/Ho_Chi_Minh", "Trang tính1")
    have = held(only(told(book, None, grid=True, sizes=False), parse(HELD_FIELDS)))
    requests = json.loads(json.dumps(form_requests(current_form(), prefill, have), default=float))
    ids = count(1)
    made, _ = batch_update(book, requests, Desk("dich-vu@du-an.iam.gserviceaccount.com", OWNER, lambda: next(ids)))
    return made
