"""What can go wrong with Google, as one typed error with a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

GoogleCode = Literal[
    "google-no-key-named",  # neither config.yaml nor BAOCAO_GOOGLE_KEY says where the key file is
    "google-key-missing",  # no key file at the path that config.yaml or BAOCAO_GOOGLE_KEY names
    "google-key-exposed",  # others on this machine can read it
    "google-key-invalid",  # not the key file of a service account
    "google-key-revoked",  # Google no longer takes what it signs
    "google-account-gone",  # the service account was deleted or disabled
    "google-clock",  # the signed token was refused for its time
    "google-api-off",  # Sheets or Drive API is not enabled in the project of the key
    "google-not-allowed",  # the organisation, or the account's own rights, forbid it: no matter which spreadsheet
    "google-link",  # the link in config.yaml names no spreadsheet
    "google-not-found",  # no such file: a wrong link, or deleted for good
    "google-not-shared",  # it is there, but not for the service account
    "google-read-only",  # shared for reading, and we have to write
    "google-in-bin",  # its owner put it in the bin
    "google-office-file",  # an .xlsx that lies in Drive as it is
    "google-other-file",  # a document, a folder, a PDF …
    "google-network",  # no connection, or it broke
    "google-certificate",  # something between us and Google shows another certificate
    "google-slow",  # no answer in time
    "google-quota",  # too many calls in a minute
    "google-unavailable",  # Google's own fault: 5xx, an HTML page, half an answer
    "google-protected",  # a protected range or tab that we may not write
    "google-tab-gone",  # the tab was deleted since it was read
    "google-too-big",  # more content than a form can have, and than memory should hold
    "google-too-many-cells",  # over 10 million cells in one spreadsheet
    "google-cell-too-long",  # over 50,000 characters in one cell
    "google-storage-full",  # the Drive of its owner is full
    "google-other-form",  # the period's tabs in it are those of another division
    "google-no-remarks",  # it has no tab Ý kiến rà soát of the period, or that lost a column
    "google-form",  # the form of a division cannot be drawn as asked
    "google-refused",  # any other 4xx: our own fault
]


class GoogleError(Exception):
    """A call of Google that did not do what was asked.

    `code` says why and `facts` are for its sentence (sync.model.messages.google); `detail` is for the log only.
    `passing`: worth another try. `unclear`: a write may have taken effect all the same. `after`: the seconds that
    Google asks us to wait.
    """

    def __init__(
        self,
        code: GoogleCode,
        detail: str = "",
        facts: Mapping[str, str] | None = None,
        *,
        passing: bool = False,
        unclear: bool = False,
        after: float | None = None,
    ) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.facts = dict(facts or {})
        self.passing = passing
        self.unclear = unclear
        self.after = after
