"""The last door: what a command could not do, as a sentence for its user; the traceback goes to the log."""

from __future__ import annotations

from sync.service.commands.terminal import FAILED, RefusalError, config_path, path_of, sentence_of, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def failed(error: Exception, arguments: argparse.Namespace) -> int:
    """Tell why a command could not be done, and return its exit code; with --debug the error goes on up."""
    from sheets.errors import BookError
    from sync.model.config_error import ConfigError
    from sync.render.as_read import SignedError
    from sync.service.sealed import ArchiveError
    from sync.store.engine import StoreError
    from sync.store.leases import LeaseHeldError
    from sync.work.alone import running
    from sync.work.decide import DecisionError
    from sync.work.files import FileBusyError
    from sync.work.log import log_error

    match error:
        case ConfigError():
            for problem in error.errors:
                tell(" ".join(problem.words(error.path)))
        case RefusalError() | DecisionError() | ArchiveError():
            tell(" ".join(sentence_of(error.code, error.facts)))
        case StoreError():
            if error.code == "store-damaged":  # the system's own words are for who mends it
                log_error(error, _log_folder(arguments))
            tell(" ".join(sentence_of(error.code, {"detail": error.detail})))
        case LeaseHeldError():
            tell(" ".join(sentence_of("round-running", running(error.holder))))
        case FileBusyError():
            tell(" ".join(sentence_of(error.code, {"file": str(error.path)})))
        case SignedError():
            tell(" ".join(sentence_of(error.code, {})))
        case BookError():
            tell(" ".join(sentence_of(error.code, {"source": getattr(arguments, "source", "")})))
        case _:
            log_error(error, _log_folder(arguments))
            tell(" ".join(sentence_of("unforeseen", {})))
    if arguments.debug:
        raise error
    return FAILED


def _log_folder(arguments: argparse.Namespace) -> Path:
    try:
        return config_path(getattr(arguments, "config", None)).parent
    except RefusalError:
        return path_of("")
