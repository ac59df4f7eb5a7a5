"""Which month a command means when none is said, where a form belongs, and names that are taken."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from sync.model.config_file import load_config
from sync.store import blobs, clerk
from sync.store.engine import open_store
from sync.work.files import write_new
from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")
NOW = dt.datetime(2024, 2, 26, 9, 0, tzinfo=dt.UTC)


def _configure(desk: Desk, old: str, new: str) -> None:
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), encoding="utf-8")


def _usual(desk: Desk) -> str:
    return str(desk.say("status", "--format", "json").json["period"])


def test_no_month_said_is_the_latest_that_forms_were_made_for(desk: Desk) -> None:
    assert _usual(desk) == "2024-02"
    desk.say("templates", "--period", "2024-03")
    assert _usual(desk) == "2024-03"


@pytest.mark.parametrize("name", ["2024-13", "2024-00", "2999-19", "2024-12"])
def test_a_folder_that_is_no_month_or_holds_no_form_is_passed_over(desk: Desk, name: str) -> None:
    (desk.folder / name).mkdir()
    assert _usual(desk) == "2024-02"


def test_a_folder_with_an_impossible_month_breaks_no_command_even_with_forms_in_it(desk: Desk) -> None:
    shutil.copytree(desk.folder / "2024-02", desk.folder / "2024-13")
    for command in ("sync", "check", "status", "report"):
        assert desk.say(command).code in {0, 1}
    assert _usual(desk) == "2024-02"


def test_a_file_with_a_months_name_is_passed_over(desk: Desk) -> None:
    (desk.folder / "2024-05").write_text("ghi chú", encoding="utf-8")
    assert _usual(desk) == "2024-02"


@pytest.mark.parametrize("command", ["sync", "templates"])
def test_a_file_that_has_the_name_of_the_months_folder_is_told(desk: Desk, command: str) -> None:
    (desk.folder / "2024-05").write_text("ghi chú", encoding="utf-8")
    said = desk.say(command, "--period", "2024-05")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "2024-05” phải là thư mục, nhưng ở đó đang có một tệp mang tên này" in said.err


@pytest.mark.parametrize(
    "pattern", ["{period}/VP*.xlsx", "{period}/V?.xlsx", "{period}/[V]P.xlsx", "{period}*/VP*.xlsx"]
)
def test_a_pattern_in_config_never_becomes_the_name_of_a_form(desk: Desk, pattern: str) -> None:
    _configure(desk, "  - code: VP\n", f"  - code: VP\n    sheet: {{excel: '{pattern}'}}\n")
    said = desk.say("templates", "--period", "2024-03")
    assert said.code == 0, said.err
    assert (desk.folder / "2024-03" / "VP_BaoCao_2024-03.xlsx").exists()
    assert not [path for path in desk.folder.rglob("*") if set(path.name) & set("*?[")]


def test_a_folder_in_which_patterns_stand_keeps_the_name_of_the_form(desk: Desk) -> None:
    _configure(desk, "  - code: VP\n", "  - code: VP\n    sheet: {excel: '{period}*/van-phong.xlsx'}\n")
    desk.say("templates", "--period", "2024-03")
    assert (desk.folder / "2024-03" / "van-phong.xlsx").exists()


def test_a_report_whose_name_is_taken_in_a_way_that_nobody_sees_gets_the_next_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share may say that a name is taken which its listing writes in other letters."""
    desk.say("sync", *JANUARY)
    refused: list[str] = []

    def taken(path: Path, data: bytes) -> None:
        if path.name == "BaoCao_2024-01_v1.docx":
            refused.append(path.name)
            raise FileExistsError(path)
        write_new(path, data)

    monkeypatch.setattr("sync.work.publish.write_new", taken)
    said = desk.say("report", *JANUARY, "--format", "json")
    assert (said.code, said.json["version"], len(refused)) == (0, 2, 1)
    assert desk.say("report", *JANUARY, "--format", "json").json["version"] == 3


@pytest.mark.both_stores
def test_a_month_that_is_closed_is_no_longer_meant(desk: Desk) -> None:
    desk.say("sync", "--period", "2024-02")
    assert _usual(desk) == "2024-02"
    _close(desk, "2024-02")
    assert _usual(desk) == "2024-01"
    _close(desk, "2024-01")
    assert _usual(desk) not in {"2024-01", "2024-02"}  # this month


def _close(desk: Desk, period: str) -> None:
    """Close a period as the store keeps it."""
    config = load_config(desk.folder / "config.yaml")
    store = open_store(desk.store, config.folder)
    with store.writing() as connection:
        digest = blobs.keep(connection, config.path.read_bytes(), NOW)
        clerk.add_lock(connection, clerk.Lock(period, True, "", digest, {}, "bình", NOW))
    store.close()
