"""The one log, nhat-ky/baocao.log below the office's folder: what was done, and what went wrong in us.

Lines are for people ("2024-01-05 01:30:00+07:00 INFO [round] …") or, where asked for, one JSON object each. Times bear
the office's zone. No password, key or address of a person is ever handed to it.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Literal

from sheets.text import visible
from sync.model.duedates import OFFICE_ZONE
from sync.model.messages import sentence

FOLDER = "nhat-ky"  # below the office's folder
FORMAT = "BAOCAO_LOG_FORMAT"  # "json" in the environment: as --log-format json
_BYTES = 1_000_000

Level = Literal["INFO", "WARNING", "ERROR"]


@dataclass(frozen=True, slots=True)
class Log:
    """The log of an office's folder, as one round writes it; `round` "" outside of rounds."""

    folder: Path
    round: str = ""

    def say(self, text: str, level: Level = "INFO", error: BaseException | None = None) -> None:
        """Append a line, with an error its traceback too. A log that cannot be written stops nobody."""
        path = self.folder / FOLDER / "baocao.log"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=5, encoding="utf-8")
        except OSError:
            return
        handler.setFormatter(_Json() if os.environ.get(FORMAT) == "json" else _Plain())
        traced = (type(error), error, error.__traceback__) if error else None
        record = logging.LogRecord("baocao", getattr(logging, level), "", 0, text, None, traced)
        record.round = self.round
        handler.emit(record)
        handler.close()


def log_error(error: BaseException, folder: Path) -> None:
    """Append an error that nobody foresaw: in a sentence, as its user is told, and with its traceback, which bears the
    words of the system.
    """
    what, _ = sentence("unforeseen", {})
    Log(folder).say(f"{what} ({type(error).__name__})", "ERROR", error)


class _Plain(logging.Formatter):
    """Lines that are read by people; a text of several lines stays within its entry, indented."""

    def format(self, record: logging.LogRecord) -> str:
        round_id = getattr(record, "round", "")
        head = f"{_time(record)} {record.levelname}{f' [{round_id}]' if round_id else ''}"
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        told = visible(record.getMessage() + trace).replace(
            "\n", "\n    "
        )  # an entry begins at the margin, no other line
        return f"{head} {told}"


class _Json(logging.Formatter):
    """One JSON object a line: time, level, round, message, trace."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {"time": _time(record), "level": record.levelname, "round": getattr(record, "round", "")}
        trace = {"trace": self.formatException(record.exc_info)} if record.exc_info else {}
        return visible(json.dumps({**entry, "message": record.getMessage(), **trace}, ensure_ascii=False))


def _time(record: logging.LogRecord) -> str:
    return dt.datetime.fromtimestamp(record.created, OFFICE_ZONE).isoformat(sep=" ", timespec="seconds")
