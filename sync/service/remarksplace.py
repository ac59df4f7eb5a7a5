"""Where a division finds its form and what was remarked about it, as a letter or a chat names them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from sync.model.config import Division
from sync.model.material import ONLINE
from sync.model.messages import service as say
from sync.model.period import Period
from sync.work.office import Office
from sync.work.overview import DivisionStatus
from sync.work.places import form_path
from sync.work.quiet import beside_path

Where = Literal["beside", "inside", "online", ""]
_SENTENCES = {
    "beside": say.REMARKS_BESIDE,
    "inside": say.REMARKS_INSIDE,
    "online": say.REMARKS_ONLINE,
    "": "",
}


def form_told(office: Office, period: Period, division: Division, status: DivisionStatus | None) -> str:
    """Return a division's spreadsheet as an address, else the name of its file: the one that counts, or that is
    expected. Folders of the office's machine mean nothing to who has the file by mail or on a share.
    """
    google = division.sheet.google
    if google:
        return google if google.startswith("https://") else ""
    source = status.source if status else None
    if source and not source.startswith(ONLINE):
        return PurePosixPath(source).name
    return form_path(office.config, division, period).name


def remarks_place(office: Office, division: Division, status: DivisionStatus) -> tuple[Where, str]:
    """Return where a division's remarks stand, and the file's name where it is one; "" where they stand nowhere."""
    source = status.source or ""
    if division.sheet.google or source.startswith(ONLINE):
        return "online", ""
    if division.feedback == "inside":
        return "inside", ""
    path = beside_path(office.config.folder / source) if source and division.feedback == "beside" else None
    return ("beside", path.name) if path and path.is_file() else ("", "")


def remarks_sentence(office: Office, division: Division, status: DivisionStatus | None) -> str:
    """Return the sentence of a letter that says where a division's remarks stand."""
    where, file = remarks_place(office, division, status) if status else ("", "")
    return _SENTENCES[where].format(file=file)
