"""Where the signed report differs from ours, as the clerk's workbook shows it: what can be taken, and what cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from sync.model.messages import clerkbook as say
from sync.model.period import Period
from sync.render.signed import Difference, differences
from sync.render.signed_pdf import Scan, pdf_text_differences
from sync.store import blobs, clerk, facts
from sync.work.editing import EditLine
from sync.work.office import Office
from sync.work.signed import as_told, state_of


def signed_differences(office: Office, period: Period) -> tuple[Difference, ...]:
    """Return where the signed file differs from the version that was sent, in the order of the report; StoreError."""
    with office.store.reading() as connection:
        return differences_of(connection, clerk.issued(connection, period.code))


def differences_of(connection: Connection, sent: clerk.Issue | None) -> tuple[Difference, ...]:
    """Return what `signed_differences` does: nothing without a signed file, or where it is a picture of the paper."""
    if sent is None or sent.digest is None:
        return ()
    made = next((m for m in facts.reports(connection, sent.period) if m.version == sent.version), None)
    if made is None:
        return ()
    ours, signed = blobs.bytes_of(connection, made.docx_digest), blobs.bytes_of(connection, sent.digest)
    if sent.file.lower().endswith(".docx"):
        return differences(ours, signed)
    found = pdf_text_differences(ours, signed)
    return () if isinstance(found, Scan) else found


def signed_rows(found: Sequence[Difference], lines: Sequence[EditLine], file: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of Bản ký: where ours and the signed file of that name differ, and whether it can be taken."""
    return tuple(_row(at, each, _state(lines, each, found, file)) for at, each in enumerate(found))


def cannot_be_taken(found: Difference, lines: Sequence[EditLine], whole: Sequence[Difference], file: str) -> bool:
    """True of a difference that is only told: it stands in no line of ours, or in a file that knows no paragraphs."""
    return _state(lines, found, whole, file) in {say.TOLD_ONLY, say.TOLD_OF_PDF}


def _state(lines: Sequence[EditLine], found: Difference, whole: Sequence[Difference], file: str) -> str:
    if not file.lower().endswith(".docx"):
        return say.TOLD_OF_PDF
    return {"taken": say.TAKEN, "cannot": say.TOLD_ONLY, "": ""}[state_of(lines, found, whole)]


def _row(at: int, found: Difference, state: str) -> Mapping[str, str]:
    ours, signed = as_told(found)
    return {
        "key": f"{at}",
        "section": " · ".join(filter(None, (found.section, found.cell))),
        "ours": ours,
        "signed": signed,
        "take": "",
        "state": state,
    }
