"""The links that people copy from their browser, and the id of the spreadsheet in them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from sheets.google.errors import GoogleError

_HOSTS = frozenset({"docs.google.com", "drive.google.com", "sheets.google.com"})
ID = re.compile(r"[A-Za-z0-9_-]{20,100}")


def spreadsheet_id(link: str) -> str:
    """Return the id that a link names, or that was given alone.

    Raises GoogleError (`google-link`) for any other text, also for a page published on the web (/d/e/…), which is not
    the spreadsheet.
    """
    text = link.strip().strip("<>\"'")
    if ID.fullmatch(text):
        return text
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError as error:  # "http://[" is no address at all
        raise GoogleError("google-link", facts={"link": link}) from error
    steps = [step for step in parts.path.split("/") if step]
    named = parse_qs(parts.query).get("id", [])
    if parts.scheme in {"http", "https"} and parts.hostname in _HOSTS:
        after = [steps[place + 1] for place, step in enumerate(steps[:-1]) if step == "d"]
        for found in (*after, *named):
            if ID.fullmatch(found):
                return found
    raise GoogleError("google-link", facts={"link": link})


def address(link: str) -> str:
    """Return where a browser shows the spreadsheet that a link, or an id alone, names; raises GoogleError."""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet_id(link)}/edit"
