"""The clerk's guide names buttons, columns, cells and sentences as they stand on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.layout import BUTTONS, DRAFT, FRAMES, NO, OURS, SAVE_BUTTON, TABLES, THEIRS, YES
from macros.making import ODS, XLSM
from sync.model.messages import MESSAGES, buttons
from sync.model.messages import workbook as say
from sync.model.messages.clerkbook import LINE_STATES, NEWER
from sync.model.messages.labels import SEVERITY_LABELS, STATE_LABELS

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan-tong-hop.md"
WORDS = GUIDE.read_text(encoding="utf-8")
HEADINGS = set(re.findall(r"^#+ (?:\d\. )?(.+)$", WORDS, re.MULTILINE))

# What Excel, Windows, LibreOffice and the division's form call theirs.
OTHERS = {
    "Unblock", "Properties", "Enable Content", "Microsoft has blocked macros", "Execution of macros is disabled",
    "Subfolders of this location are also trusted", "Copy as path", "Mã biểu", "Điều chỉnh kỳ trước",
    "Đúng, giữ nguyên",
}  # fmt: skip
ON_SCREEN = (
    {caption for _, caption in (*BUTTONS, SAVE_BUTTON)}
    | {table.sheet for table in TABLES}
    | {column.heading for table in TABLES for column in table.columns}
    | {title for title, _ in FRAMES.values()}
    | {*say.LABELS.values(), say.STATUS, say.NOTICE, say.PART_DIVISIONS, YES, NO, OURS, THEIRS, DRAFT}
    | {state for state in LINE_STATES.values() if state}
    | {*SEVERITY_LABELS.values()}
    | {word for label in STATE_LABELS.values() for word in (label, label[2:])}
)


def named() -> list[str]:
    """Return what the guide puts in italics or in bold, but for whole sentences and ways through menus."""
    text = re.sub(r"`[^`]*`", "", " ".join(WORDS.split()))
    bold = re.findall(r"\*\*([^*]+)\*\*", text)
    italic = re.findall(r"\*([^*]+)\*", re.sub(r"\*\*[^*]+\*\*", "", text))
    return sorted({name for name in (*bold, *italic) if not name.endswith(".") and "›" not in name})


@pytest.mark.parametrize("name", named())
def test_what_it_names_stands_on_the_screen(name: str) -> None:
    fields = {label.partition(" (")[0] for label in say.LABELS.values()}
    assert name in ON_SCREEN | fields | OTHERS | HEADINGS | {XLSM, ODS, NEWER.format(newer=2)}


def test_every_button_is_explained() -> None:
    assert {caption for _, caption in (*BUTTONS, SAVE_BUTTON)} <= set(named())


def sentences() -> list[str]:
    """Return what the guide's table of sentences quotes."""
    table = WORDS.partition("## Dòng Trạng thái nói gì")[2].partition("\n## ")[0]
    return re.findall(r"^\| ([✗…].+?) \|", table, re.MULTILINE)


@pytest.mark.parametrize("sentence", sentences())
def test_what_it_quotes_is_said_so(sentence: str) -> None:
    told = [message.what for message in MESSAGES.values()] + [say.STARTING, say.NO_PYTHON, buttons.NO_SENTENCE]
    parts = [part for part in re.split(r"\s*…\s*|\d+", sentence[2:]) if part]
    pattern = re.compile(".*".join(map(re.escape, parts)))
    assert any(pattern.search(text) for text in told)


def test_its_pictures_are_there_and_small() -> None:
    pictures = [GUIDE.parent / name for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", WORDS)]
    assert len(pictures) == 3
    assert all(0 < picture.stat().st_size < 250_000 for picture in pictures)
