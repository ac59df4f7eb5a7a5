"""The log: what went wrong in us, with its traceback, for the administrator."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FOLDER = "nhat-ky"  # below the office's folder
_BYTES = 1_000_000


def log_error(error: BaseException, folder: Path) -> None:
    """Append an error with its traceback to nhat-ky/baocao.log below a folder."""
    path = folder / FOLDER / "baocao.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=5, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    record = logging.LogRecord(
        "baocao", logging.ERROR, "", 0, str(error), None, (type(error), error, error.__traceback__)
    )
    handler.emit(record)
    handler.close()
