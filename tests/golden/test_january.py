"""The report generated from the example forms, compared with the real report of January 2024, line by line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sync.render.reading_back import ReadBack, read_back
from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "data" / "report-2024-01.txt"
NOTE = re.compile(r"^[⁰¹²³⁴⁵⁶⁷⁸⁹]+ ")


@pytest.fixture
def january(desk: Desk) -> ReadBack:  # noqa: F811
    desk.say("sync", "--period", "2024-01")
    assert desk.say("report", "--period", "2024-01").code == 0
    return read_back((desk.folder / "2024-01" / "BaoCao_2024-01_v1.docx").read_bytes())


def _reference() -> tuple[list[str], list[str]]:
    lines = [line.strip() for line in REFERENCE.read_text(encoding="utf-8").split("\n") if line.strip()]
    notes = [NOTE.sub("", line) for line in lines if NOTE.match(line)]
    return _joined([line for line in lines if not NOTE.match(line)]), notes


def _joined(lines: list[str]) -> list[str]:
    """Join what a page break of the real report has torn: a line that begins with a small letter goes on."""
    joined: list[str] = []
    for line in lines:
        if joined and line[0].islower():
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _wanted(lines: list[str], differences: list[dict[str, Any]]) -> list[str]:
    for difference in differences:
        real, ours = difference["real"], difference["ours"]
        places = [at for at in range(len(lines)) if lines[at : at + len(real)] == real]
        assert len(places) == 1, difference
        lines = [*lines[: places[0]], *ours, *lines[places[0] + len(real) :]]
    return lines


def _plain(line: str) -> str:
    return re.sub(r"\s+", " ", line.replace("\u00a0", " "))


def test_every_line_stands_where_it_stood(january: ReadBack) -> None:
    differences = yaml.safe_load((HERE / "wanted_differences.yaml").read_text(encoding="utf-8"))
    assert all(difference["why"] for difference in differences)
    body, _ = _reference()
    assert [_plain(line) for line in january.lines] == _wanted(body, differences)


def test_the_thirteen_footnotes_carry_their_texts_in_order(january: ReadBack) -> None:
    _, notes = _reference()
    assert list(january.notes) == notes
    assert len(notes) == 13


def test_the_annex_has_the_twenty_five_tasks_that_the_text_counts(january: ReadBack) -> None:
    head, *rows = january.tables[0]
    level = head.index("Cấp")
    assert len(rows) == 25
    assert [row[level] for row in rows].count("Quốc gia") == 3
    assert [row[level] for row in rows].count("Tỉnh") == 22
