"""A round without news answers at once, from the count that the last one left; whatever changes, it counts anew."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

JANUARY = ("--period", "2024-01")
# Runs a command and says which of the rooms that understand forms it had to load.
_LOADED = (
    "import sys, baocao; baocao.main(sys.argv[1:]); "
    "print([m for m in ('sync.checks.run', 'sync.reading.parse', 'sheets.excel.reader') if m in sys.modules])"
)


def _rows(desk: Desk) -> list[list[str]]:  # noqa: F811
    """Return what a round says of each division's findings: code, errors, warnings."""
    lines = desk.say("sync", *JANUARY).out.splitlines()
    table = [line.split() for line in lines if ".xlsx" in line]
    table = [row for row in table if row[-1].isdigit()]  # below stands who was answered in a file beside the form
    return [[row[0], *row[-2:]] for row in table]


def test_a_round_without_news_says_the_same_of_every_division(desk: Desk) -> None:  # noqa: F811
    first = _rows(desk)
    assert len(first) == 7
    assert any(row[2] != "0" for row in first)
    assert _rows(desk) == first


def test_a_round_without_news_loads_neither_reader_nor_checks(desk: Desk) -> None:  # noqa: F811
    desk.say("sync", *JANUARY)
    argv = ["sync", "--config", str(desk.folder / "config.yaml"), *JANUARY]
    command = [sys.executable, "-X", "utf8", "-c", _LOADED, *argv]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_the_clerk_accepts_is_no_longer_counted(desk: Desk) -> None:  # noqa: F811
    desk.form("VP").unlink()
    assert desk.say("sync", *JANUARY).code == 1
    desk.say("accept", *JANUARY, "--without", "VP", "--reason", "đi công tác")
    assert desk.say("sync", *JANUARY).code == 0


def test_another_config_is_judged_anew_and_its_findings_are_logged(desk: Desk) -> None:  # noqa: F811
    desk.say("sync", *JANUARY)
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    wider = text.replace("- code: VP\n", "- code: PB\n    name: Phòng mới\n  - code: VP\n", 1)
    config.write_text(wider, encoding="utf-8")
    assert desk.say("sync", *JANUARY).code == 1
    with sqlite3.connect(desk.folder / "baocao.db") as store:
        query = "SELECT count(*) FROM run WHERE id NOT IN (SELECT run FROM finding_log)"
        assert store.execute(query).fetchone() == (0,)
    store.close()


def test_a_version_knows_the_form_it_was_filled_in(desk: Desk) -> None:  # noqa: F811
    desk.say("sync", *JANUARY)
    with sqlite3.connect(desk.folder / "baocao.db") as store:
        assert set(store.execute("SELECT form_version FROM version")) == {(1,)}
    store.close()
