"""What an answer of Google means: its JSON, or the error with its cause."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import TypeAlias, cast

from sheets.google.errors import GoogleCode, GoogleError
from sheets.google.pacing import Kind

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | Decimal | bool | None"
Answer: TypeAlias = Mapping[str, Json]
Request: TypeAlias = Mapping[str, Json]  # one of a batchUpdate, one data filter

TOO_MANY = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
USED_UP = {"dailyLimitExceeded", "quotaExceeded"}
API_OFF = {"accessNotConfigured", "SERVICE_DISABLED"}
# Of the account as a whole: what the organisation forbids, what the token does not cover, an account that is shut.
NOT_ALLOWED = {
    "domainPolicy", "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "accountDisabled",
    "organizationPolicyViolation", "SECURITY_POLICY_VIOLATED", "CONSUMER_SUSPENDED", "CONSUMER_INVALID",
}  # fmt: skip
OF_A_FILE = {"insufficientFilePermissions", "appNotAuthorizedToFile"}  # all else that Drive forbids, it does for all

# Google tells these apart by nothing but the words; a piece of each sentence, in small letters.
WORDS: tuple[tuple[str, GoogleCode], ...] = (
    ("not supported for this document", "google-office-file"),
    ("protected cell or object", "google-protected"),
    ("no grid with id", "google-tab-gone"),
    ("no sheet with id", "google-tab-gone"),
    ("number of cells in the workbook", "google-too-many-cells"),
    ("50000 characters", "google-cell-too-long"),
)
BAD_GRANT: tuple[tuple[str, GoogleCode], ...] = (
    ("reasonable timeframe", "google-clock"),
    ("iat", "google-clock"),
    ("account not found", "google-account-gone"),
    ("disabled", "google-account-gone"),
)


def read(body: bytes) -> Answer | None:
    """Return the JSON object that this answer holds, its fractions as they were written; None where it holds none."""
    try:
        answer = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    return cast("Answer", answer) if isinstance(answer, dict) else None


def problem(status: int, headers: Mapping[str, str], body: bytes, kind: Kind) -> GoogleError:
    """Return what an answer other than 200 of Sheets or Drive means."""
    answer = read(body)
    error = answer.get("error") if answer is not None else None
    told = error if isinstance(error, Mapping) else {}
    message = str(told.get("message", "")) or body[:300].decode("utf-8", "replace")
    detail = f"{status} {message}"[:500]
    after = asked_wait(headers)
    reasons = _reasons(told)
    if status == 429 or (status == 403 and reasons & TOO_MANY):
        return GoogleError("google-quota", detail, passing=True, after=after)
    if status == 408 or status >= 500:
        return GoogleError("google-unavailable", detail, passing=True, unclear=True, after=after)
    if status < 400 or not told:
        # the page of a firewall, or of a network that wants a login: Google itself says why it refuses
        return GoogleError("google-unavailable", detail, passing=True, unclear=True, after=after)
    return GoogleError(_refusal(status, reasons, message.lower(), kind), detail)


def _refusal(status: int, reasons: set[str], message: str, kind: Kind) -> GoogleCode:
    if reasons & API_OFF:
        return "google-api-off"
    if "storageQuotaExceeded" in reasons:
        return "google-storage-full"
    if reasons & USED_UP:
        return "google-quota"
    named = next((code for words, code in WORDS if words in message), None)
    if named is not None:
        return named
    if status == 403 and (reasons & NOT_ALLOWED or (kind == "drive" and not reasons & OF_A_FILE)):
        return "google-not-allowed"
    if status == 403:
        return "google-read-only" if kind == "sheets_write" else "google-not-shared"
    if status == 401:
        return "google-key-revoked"
    return "google-not-found" if status == 404 else "google-refused"


def _reasons(error: Mapping[str, Json]) -> set[str]:
    """Return the machine's words for an error: Drive lists `errors`, newer services `details`, each with a `reason`."""
    found: set[str] = set()
    for name in ("errors", "details"):
        entries = error.get(name)
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, Mapping) and isinstance(entry.get("reason"), str):
                found.add(str(entry["reason"]))
    return found


def token_problem(status: int, headers: Mapping[str, str], body: bytes, wall: float) -> GoogleError:
    """Return why no token was given; for a wrong clock also by how many minutes, where the answer bears a date."""
    answer = read(body)
    detail = f"{status} {body[:300].decode('utf-8', 'replace')}"
    if status in {408, 429} or status >= 500 or status < 400 or answer is None:
        code: GoogleCode = "google-quota" if status == 429 else "google-unavailable"
        return GoogleError(code, detail, passing=True, after=asked_wait(headers))
    said = str(answer.get("error_description", "")).lower()
    if answer.get("error") != "invalid_grant":
        return GoogleError("google-refused", detail)
    code = next((code for words, code in BAD_GRANT if words in said), "google-key-revoked")
    return GoogleError(code, detail, {"minutes": _minutes_off(headers, wall)} if code == "google-clock" else None)


def told_at(headers: Mapping[str, str]) -> dt.datetime | None:
    """Return when an answer was given, by Google's own clock."""
    return _date(headers.get("Date", ""))


def _minutes_off(headers: Mapping[str, str], wall: float) -> str:
    there = told_at(headers)
    return "" if there is None else str(round(abs(wall - there.timestamp()) / 60))


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of Retry-After (a number, or a date held against that of the answer), None without one."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    until, there = _date(asked), told_at(headers)
    if until is None or there is None:
        return None
    return max(0.0, (until - there).total_seconds())


def _date(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)
