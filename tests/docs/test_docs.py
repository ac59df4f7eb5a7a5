"""What documents say can be done: `baocao` understands each command, and each test and file that they name is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import baocao

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_FENCE = re.compile(r"```[^\n]*\n(.*?)```", re.DOTALL)
_INLINE = re.compile(r"(?<!`)`(baocao [^`\n]+)`")
_LINE = re.compile(r"^\s*(?:\$ |> )?(?:\S*[\\/]|python -m |\S*python(?:\.exe)? (?:-\S+ )*-m )?baocao(?:\.cmd)? (.*)$")


def commands(text: str) -> Iterator[str]:
    """Yield each command's words as they stand in a document: in a block of code, or in the middle of a sentence."""
    for block in _FENCE.findall(text):
        for line in block.splitlines():
            found = _LINE.match(line)
            if found:
                yield re.split(r"\s+#|\s{2,}", found[1])[0].strip()
    for told in _INLINE.findall(_FENCE.sub("", text)):
        yield told.removeprefix("baocao ").strip()


def understood(words: str) -> bool:
    """Whether a command can be parsed; one word alone names a command, whatever else it needs."""
    parser = baocao._parser()
    if " " not in words:
        (known,) = [each.choices for each in parser._actions if isinstance(each.choices, dict)]
        return words in known
    try:
        parser.parse_args([each.strip("\"'") for each in shlex.split(words, posix=False)])
    except SystemExit as ended:
        return ended.code in {0, None}
    return True


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.name))
def test_every_command_in_a_document_is_understood(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [words for words in commands(path.read_text(encoding="utf-8")) if not understood(words)]
    assert wrong == [], capsys.readouterr().err


def test_documents_do_hold_commands() -> None:
    found = {words.split()[0] for path in DOCS for words in commands(path.read_text(encoding="utf-8"))}
    assert found >= {"init", "sync", "report", "serve", "service", "backup", "restore", "export", "doctor", "remind"}


def test_every_test_that_security_names_is_there() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_]+\.py)(?:::(\w+))?`", text)
    assert len(named) > 30
    for file, name in named:
        path = ROOT / "tests" / file
        if not path.is_file():  # a file of ours, installed or in the sources
            assert find_spec(file.removesuffix(".py").replace("/", ".")), file
            continue
        assert not name or re.search(rf"(?:def|class) {name}\b", path.read_text(encoding="utf-8")), (file, name)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.name))
def test_every_link_leads_to_a_file(path: Path) -> None:
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target
