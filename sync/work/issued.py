"""The report that was issued: which of those made it is, and the very same given back whenever it is asked for."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from sync.store import blobs, clerk, facts
from sync.work.files import write_new
from sync.work.office import Office


def issue_mark(connection: Connection, sent: clerk.Issue) -> dict[str, object]:
    """Return what the record of a report made with its number and date says of that."""
    edits = len(clerk.edits(connection, sent.period))
    return {"issued": {"number": sent.number, "date": sent.date.isoformat(), "edits": edits}}


def issued_report(connection: Connection, period: str) -> facts.Made | None:
    """Return the report as it was last made with the number and date under which it was issued, None without one."""
    sent = clerk.issued(connection, period)
    if sent is None:
        return None
    made = [one for one in facts.reports(connection, period) if one.version > sent.version and not one.draft]
    return next((one for one in reversed(made) if _numbered(one, sent)), None)


def says_what_was_signed(connection: Connection, made: facts.Made, sent: clerk.Issue) -> bool:
    """True where nothing of the signed file was taken into the period since its report was made."""
    return made.body.get("issued") == issue_mark(connection, sent)["issued"]


def signer_of(connection: Connection, sent: clerk.Issue) -> str:
    """Return the id of who signed, "" for the one who usually does."""
    made = facts.reports(connection, sent.period)
    return next((one.signer for one in made if one.version == sent.version), "")


def _numbered(made: facts.Made, sent: clerk.Issue) -> bool:
    mark = made.body.get("issued")
    return isinstance(mark, dict) and (mark.get("number"), mark.get("date")) == (sent.number, sent.date.isoformat())


def given_back(office: Office, made: facts.Made) -> tuple[Path, Path | None]:
    """Return where the files of a report lie; one that is gone or was changed is written anew from the store.

    A changed file is left as it is. Raises StoreError, FileBusyError.
    """
    folder = office.config.folder / made.period
    with office.store.reading() as connection:
        word = blobs.bytes_of(connection, made.docx_digest)
        sheet = blobs.bytes_of(connection, made.xlsx_digest) if made.xlsx_digest else None
    return _there(folder / made.docx, word), _there(folder / made.xlsx, sheet) if sheet else None


def _there(path: Path, data: bytes) -> Path:
    number = 1
    while True:
        name = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            if name.read_bytes() == data:
                return name
        except FileNotFoundError:
            write_new(name, data)
            return name
        except OSError:  # open in a program that lets nobody else look
            pass
        number += 1
