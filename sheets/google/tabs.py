"""How the tabs of one period are told in a spreadsheet that holds a year of them: by metadata first, then by title.

Each tab that the template makes bears three entries of developer metadata (visibility DOCUMENT, location the tab): the
period it belongs to, which tab of the form it is, and the identity line. The spreadsheet itself bears none of these
keys: a lookup that finds an entry of the whole spreadsheet answers with all of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheets.google.answers import Request
from sheets.identity import PROPERTY

PERIOD_KEY = "BaoCaoKy"  # "2024-01"
TAB_KEY = "BaoCaoTo"  # the tab's title in the form, without the period: "Kết quả"
IDENTITY_KEY = PROPERTY  # "SKHCN-QLCN-2024-01-v1"


def tab_title(title: str, period: str) -> str:
    """Return the title that a form's tab gets in the spreadsheet: "Kết quả 2024-01"."""
    return f"{title} {period}"


def form_title(shown: str, period: str) -> str | None:
    """Return the title in the form of a tab that bears the period's suffix, None where it bears none of this period."""
    title = shown.strip().removesuffix(period)
    return title.rstrip(" -_–·") or None if title != shown.strip() else None


def period_filters(period: str) -> Sequence[Request]:
    """Return the data filters that find the tabs of a period by their metadata."""
    lookup: Request = {"locationType": "SHEET", "metadataKey": PERIOD_KEY, "metadataValue": period}
    return [{"developerMetadataLookup": lookup}]
