"""What the buttons say: every sentence there is, in words of the office."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import macros
from macros.actions import ACTIONS as DONE
from macros.busy import BusyError
from macros.desk import CAPTIONS
from macros.libreoffice.bridge import UnoError
from macros.sources import button_names
from macros.tables import HeadingError
from macros.told import is_foreseen, said, told
from sheets.errors import BookError
from sync.model.config_error import ConfigError, ConfigProblem
from sync.model.messages import MESSAGES
from sync.model.messages.buttons import ACTIONS, BUTTONS
from sync.model.messages.message import fields_of
from sync.render.as_read import SignedError
from sync.store.engine import StoreError
from sync.work.decide import DecisionError
from sync.work.files import FileBusyError

LONGEST = 30
COMMAND_LINE = re.compile(r"--\w+|\bchạy (?:lại )?lệnh|\bbaocao (?!workbook)\w+")


def test_every_button_of_the_macros_does_something_and_has_its_caption() -> None:
    assert set(button_names()) == set(DONE) == set(CAPTIONS)


def told_by_macros() -> set[str]:
    """Return every code that a button refuses something with, found in the source itself."""
    found = set()
    for path in Path(next(iter(macros.__path__))).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"(?:typed|button)-[a-z-]+", str(node.value)):
                found.add(str(node.value))
    return found


def test_whatever_a_button_refuses_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert told_by_macros() == set(BUTTONS)


@pytest.mark.parametrize("code", [*BUTTONS, *ACTIONS])
def test_a_person_reads_it_in_one_breath_and_nobody_is_sent_to_a_command_line(code: str) -> None:
    message = MESSAGES[code]
    facts = dict.fromkeys((*fields_of(message.what), *fields_of(message.action)), "x")
    for sentence in re.split(r"(?<=[.;:])\s+", said(code, facts)):
        assert len(sentence.split()) <= LONGEST, sentence
    assert not COMMAND_LINE.search(ACTIONS.get(code, message.action)), message.action
    assert message.action.endswith(".")


@pytest.mark.parametrize(
    "error",
    [
        DecisionError("button-no-report", period="tháng 01/2024"),
        StoreError("store-busy"),
        FileBusyError(Path("a.docx"), "open"),
        SignedError("signed-broken"),
        BookError("password"),
        BusyError(),
        UnoError("uno-missing"),
        HeadingError("Biên tập", "Mục"),
        ConfigError(Path("config.yaml"), [ConfigProblem("config-missing", 0)]),
    ],
)
def test_what_is_foreseen_has_a_sentence_of_its_own(error: Exception) -> None:
    assert is_foreseen(error)
    assert told(error) != told(ZeroDivisionError())
    assert not is_foreseen(ZeroDivisionError())


@pytest.mark.parametrize(
    ("code", "sentence"), [("issue-bad-number", "Chưa ghi số văn bản."), ("issue-bad-date", "Chưa ghi ngày ban hành.")]
)
def test_a_cell_left_blank_is_not_called_wrong(code: str, sentence: str) -> None:
    assert said(code, {"typed": ""}).startswith(f"{sentence} ")
