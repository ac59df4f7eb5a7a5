"""Where a division finds its form and what was remarked about it, as a letter or a chat names them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from sync.model.config import Division
from sync.model.material import ONLINE
from sync.model.period import Period
from sync.store import answers
from sync.store.answers import Writing
from sync.work.office import Office
from sync.work.overview import DivisionStatus
from sync.work.places import form_path


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


def remarks_written(office: Office, period: Period) -> dict[str, Writing]:
    """Return, by division, where its remarks were written last; raises StoreError. Where config says that none are
    written any more, what was written before is none.
    """
    with office.store.reading() as connection:
        last = {each.division: each for each in answers.writings(connection, period.code)}
    told = {division.code for division in office.config.divisions if division.feedback != "off"}
    return {code: writing for code, writing in last.items() if code in told}


def remarks_sentence(written: Writing | None, sentences: Mapping[str, str]) -> str:
    """Return the sentence, of those by medium, that says where remarks stand; "" where they stand nowhere."""
    return sentences[written.medium].format(file=PurePosixPath(written.source).name) if written else ""
