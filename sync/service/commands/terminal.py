"""What every command of the roof does alike: it speaks, finds its config and its period, and opens the office."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import contextmanager

TYPE_CHECKING = False  # typing and pathlib would be a third of what --help costs
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from sync.model.period import Period
    from sync.work.office import Office

DONE, FOUND, FAILED, STOPPED = 0, 1, 2, 130


class RefusalError(Exception):
    """A command that could not be done: the code of a sentence, and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@contextmanager
def office_at_work(arguments: argparse.Namespace) -> Iterator[tuple[Office, Period]]:
    """Open the office and the period that the words name; raises RefusalError, ConfigError, StoreError."""
    from sync.work.opening import opened, usual_period

    given = period_of(arguments.period) if arguments.period else None
    with opened(config_path(arguments.config)) as office:
        yield office, given or usual_period(office)


def path_of(text: str) -> Path:
    """Return the absolute path of what was typed."""
    from pathlib import Path

    return Path(text).absolute()


def config_path(given: str | None) -> Path:
    """Return the config that was named, by BAOCAO_CONFIG too, or lies here or above; raises RefusalError."""
    named = given or os.environ.get("BAOCAO_CONFIG")
    if named:
        path = path_of(named)
        return path / "config.yaml" if (path / "config.yaml").is_file() else path
    here = path_of("")
    for folder in (here, *here.parents):
        if (folder / "config.yaml").is_file():
            return folder / "config.yaml"
    raise RefusalError("config-not-found")


def period_of(text: str) -> Period:
    """Return the month that was typed; raises RefusalError for any other text, and for longer periods."""
    from sync.model.period import PeriodError, parse_period

    try:
        period = parse_period(text)
    except PeriodError as error:
        raise RefusalError("not-a-period", typed=text) from error
    if period.kind != "month":
        raise RefusalError("period-not-yet", label=period.label, month=f"{period.year}-{period.last_month:02d}")
    return period


def sentence_of(code: str, facts: dict[str, str]) -> tuple[str, str]:
    """Return what is wrong and what to do; the messages load only now."""
    from sync.model.messages import sentence

    return sentence(code, facts)


def say(line: str) -> None:
    """Print a line of the answer; raises RefusalError where it goes into a file that cannot take it."""
    with _written():
        print(shown(line))


def flush() -> None:
    """Let the answer be out before a command counts as done; raises RefusalError where it could not be."""
    with _written():
        if sys.stdout is not None:
            sys.stdout.flush()


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = None  # else Python tries once more at exit, and says so in its own words
        raise RefusalError("answer-not-written") from error


def say_lines(lines: Iterable[str]) -> None:
    """Print lines of the answer, at once: a terminal is asked once, not for each of a thousand divisions."""
    told = "".join(f"{shown(line)}\n" for line in lines)
    with _written():
        print(told, end="")


def say_json(answer: dict[str, Any]) -> None:
    """Print the one JSON object that an answer is."""
    import json

    say(json.dumps(answer, ensure_ascii=False, indent=2))


def tell(line: str) -> None:
    """Print a line beside the answer, on the error stream; where that takes nothing, nobody can be told."""
    try:
        if sys.stderr is not None:
            print(shown(line), file=sys.stderr)
    except OSError:
        sys.stderr = None  # else Python tries once more at exit, and ends with a code of its own


def shown(line: str) -> str:
    """Return a line as a terminal may get it: names and texts come from anywhere, and none may steer it."""
    if line.isprintable():
        return line
    from sheets.text import visible

    return visible(line)
