"""What Ghi số asked about last: a reason answers that, and only for the very same number, date, file and version."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

CODES = frozenset({"issue-odd-date", "issue-other-document"})


def asked(codes: frozenset[str], what: str) -> str:
    """Return the mark of what was asked about `what`; `answered` reads it."""
    return f"{','.join(sorted(codes))}:{what}"


def answered(mark: str, what: str, reason: str) -> frozenset[str]:
    """Return the codes that a reason answers: those asked about the very same thing when it was last tried."""
    codes, _, of = mark.partition(":")
    return frozenset(codes.split(",")) & CODES if reason.strip() and of == what else frozenset()


def thing(*words: str, file: Path | None = None) -> str:
    """Return a name for what is to be recorded: what was typed, and the bytes of the signed file."""
    try:
        data = file.read_bytes() if file else b""
    except OSError:  # it is refused for that
        data = b""
    told = json.dumps([*words, str(file or ""), hashlib.sha256(data).hexdigest()])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
