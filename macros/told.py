"""What went wrong in a press, as the sentence that the clerk reads in the status cell."""

from __future__ import annotations

from collections.abc import Mapping

from macros.busy import BusyError
from macros.libreoffice.bridge import UnoError
from macros.tables import HeadingError
from sheets.errors import BookError
from sync.model.config_error import ConfigError
from sync.model.messages import sentence
from sync.model.messages.buttons import ACTIONS, MORE
from sync.render.as_read import SignedError
from sync.store.engine import StoreError
from sync.store.leases import LeaseHeldError
from sync.work.alone import running
from sync.work.decide import DecisionError
from sync.work.files import FileBusyError

Refusal = (DecisionError, FileBusyError, SignedError, BookError)
"""What one thing that was asked for could not be done for: the rest of the press goes on."""


def said(code: str, facts: Mapping[str, str]) -> str:
    """Return the sentence of a code and what to do about it, in the words of the workbook."""
    what, action = sentence(code, dict(facts))
    return f"{what} {ACTIONS.get(code, action)}"


def told(error: BaseException) -> str:
    """Return the sentence of an error; of one that nobody foresaw that the log has more."""
    match error:
        case ConfigError():
            others = len(error.errors) - 1
            more = (MORE.format(count=others),) if others else ()
            return " ".join((*error.errors[0].words(error.path), *more))
        case UnoError() | DecisionError() | HeadingError():
            return said(error.code, error.facts)
        case StoreError():
            return said(error.code, {"detail": error.detail})
        case LeaseHeldError():
            return said("round-running", running(error.holder))
        case FileBusyError():
            return said(error.code, {"file": str(error.path)})
        case BookError():
            return said(error.code, {"source": ""})
        case BusyError() | SignedError():
            return said(error.code, {})
    return said("unforeseen", {})


def is_foreseen(error: BaseException) -> bool:
    """Say whether an error needs no look into the log: what is damaged in the store stands there alone."""
    if isinstance(error, StoreError) and error.code == "store-damaged":
        return False
    return isinstance(error, (ConfigError, HeadingError, UnoError, StoreError, LeaseHeldError, BusyError, *Refusal))
