"""The commands that run by themselves, and what looks after them."""

from __future__ import annotations

from sync.service.commands.terminal import DONE, FAILED, STOPPED, RefusalError, config_path, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def serve(arguments: argparse.Namespace) -> int:
    """Do what is due, once or until somebody stops it."""
    import os
    import signal

    from sync.model.messages import service as texts
    from sync.service import nightly
    from sync.service.steps import STEPS
    from sync.work.log import FORMAT

    config = config_path(arguments.config)
    if not config.is_file():
        raise RefusalError("config-not-found")
    if arguments.log_format == "json":
        os.environ[FORMAT] = "json"
    if arguments.once:
        ticked = nightly.tick(config, STEPS)
        for line in ticked.told or (texts.NOTHING_DUE,):
            (tell if ticked.failed else say)(line)
        return FAILED if ticked.failed else DONE
    tell(texts.SERVING.format(log=config.parent / "nhat-ky" / "baocao.log"))
    stopped_by = nightly.serve(config, STEPS)
    tell(texts.STOPPED)
    return STOPPED if stopped_by == signal.SIGINT else DONE
