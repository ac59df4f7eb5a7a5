"""What is wrong with a config.yaml: all of it in one error, each problem with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sync.model.messages.config import CONFIG


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One thing that is wrong: a code of messages/config.py, the line (from 1; 0 is the whole file) and its facts."""

    code: str
    line: int
    facts: tuple[tuple[str, str], ...] = ()

    def words(self, path: Path) -> tuple[str, str]:
        """Return what is wrong and what to write instead, in Vietnamese."""
        facts = {**dict(self.facts), "file": path.name, "line": str(self.line)}
        message = CONFIG[self.code]
        return message.what.format_map(facts), message.action.format_map(facts)


class ConfigError(Exception):
    """A config.yaml that cannot be used.

    `errors` are all its problems in order of line; `code`, `line` and `facts` are the first one's; `path` is the file.
    """

    def __init__(self, path: Path, errors: Iterable[ConfigProblem]) -> None:
        self.path = path
        self.errors = tuple(sorted(errors, key=lambda problem: problem.line))
        super().__init__("\n".join(" ".join(problem.words(path)) for problem in self.errors))

    @property
    def code(self) -> str:
        """The first problem's code."""
        return self.errors[0].code

    @property
    def line(self) -> int:
        """The first problem's line, from 1; 0 where it is the file as a whole."""
        return self.errors[0].line

    @property
    def facts(self) -> dict[str, str]:
        """The first problem's facts."""
        return dict(self.errors[0].facts)
