"""What can go wrong with a file that staff handed in or that is written for them, as typed errors with a code."""

from __future__ import annotations

from typing import Literal

BookCode = Literal[
    "empty-file",  # no bytes at all
    "half-written",  # a zip or OLE file that stops in the middle
    "password",  # encrypted: an OLE container with EncryptedPackage, or BIFF FILEPASS
    "not-a-workbook",  # a .docx, a PDF, a picture, text … whatever its name says
    "corrupt",  # a workbook whose parts cannot be parsed
    "too-big",  # inflates to more than we read, or more cells than we hold
    "timeout",  # the reader's child did not end in time
    "crashed",  # the reader's child died
    "vanished",  # gone or unreadable while it was being read
    "busy",  # changed while it was being read, twice
]


class BookError(Exception):
    """A file that could not be read as a workbook.

    `code` says why (messages.py has the sentence); `detail` is for the log only, never for staff.
    """

    def __init__(self, code: BookCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class FormError(Exception):
    """Our own form.yaml is wrong, or a form cannot be written as asked (a text over Excel's limits …)."""


class FeedbackError(Exception):
    """Remarks that cannot be written into a workbook.

    `code` says why: inside-kind (not an .xlsx or .xlsm), inside-no-tab (the tab or one of its columns is gone),
    inside-formula (formulas stand in its columns), inside-signed, inside-shared, inside-package, inside-cloud,
    inside-read-only. `detail` is for the log.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
