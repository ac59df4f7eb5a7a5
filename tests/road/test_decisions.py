"""The clerk decides, decides otherwise, and takes decisions back; nothing of it is ever deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.road.conftest import Desk
from tests.road.test_sync import _with_another_word as another

JANUARY = ("--period", "2024-01")


def _row(desk: Desk, division: str) -> dict[str, object]:
    rows = desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    return next(row for row in rows if row["division"] == division)


def _findings(desk: Desk, code: str) -> list[dict[str, object]]:
    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    return [f for f in found if f["code"] == code]


def _decisions(desk: Desk) -> list[str]:
    return [str(row[0]) for row in desk.rows("SELECT finding FROM acceptance ORDER BY id")]


@pytest.fixture
def two_copies(desk: Desk) -> Path:
    """A second, different file of QLCN lies beside the first, and both were read."""
    copy = desk.folder / "2024-01" / "QLCN bản cuối.xlsx"
    copy.write_bytes(another(desk.form("QLCN").read_bytes()))
    desk.came(copy)
    desk.say("sync", *JANUARY)
    return copy


@pytest.mark.both_stores
def test_which_of_two_copies_counts_can_be_changed_and_the_latest_word_wins(desk: Desk, two_copies: Path) -> None:
    for name in (two_copies.name, "2024-01/QLCN_BaoCao_2024-01.xlsx", two_copies.name):
        said = desk.say("accept", *JANUARY, "--use", name, "--reason", "Phòng đã xác nhận")
        assert said.code == 0, said.err
        assert str(_row(desk, "QLCN")["source"]).endswith(name)
        assert not _findings(desk, "two-copies")


def test_a_copy_that_changes_after_the_pick_is_asked_about_again_and_the_picked_one_stays(
    desk: Desk, two_copies: Path
) -> None:
    desk.say("accept", *JANUARY, "--use", two_copies.name, "--reason", "Bản đã duyệt")
    form = desk.form("QLCN")
    form.write_bytes(another(another(form.read_bytes())))
    desk.came(form, "2024-01-19")
    desk.say("sync", *JANUARY)
    assert _row(desk, "QLCN")["source"] == f"2024-01/{two_copies.name}"
    assert _findings(desk, "two-copies")


def test_a_pick_is_taken_back_and_the_clerk_is_asked_again(desk: Desk, two_copies: Path) -> None:
    desk.say("accept", *JANUARY, "--use", two_copies.name, "--reason", "Bản đã duyệt")
    assert _row(desk, "QLCN")["picked"] is True
    assert f"QLCN dùng tệp 2024-01/{two_copies.name}: Bản đã duyệt" in desk.say("status", *JANUARY).out
    assert desk.say("accept", *JANUARY, "--withdraw", two_copies.name, "--reason", "Nhầm tệp").code == 0
    assert _findings(desk, "two-copies")
    assert _row(desk, "QLCN")["picked"] is False
    assert _row(desk, "QLCN")["source"] == "2024-01/QLCN_BaoCao_2024-01.xlsx"


def test_a_release_without_a_division_is_shown_and_taken_back(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    desk.say("accept", *JANUARY, "--without", "QLCN", "--reason", "Phòng đi công tác")
    assert "Báo cáo không có QLCN: Phòng đi công tác" in desk.say("status", *JANUARY).out
    assert desk.say("report", *JANUARY).code == 0
    said = desk.say("accept", *JANUARY, "--withdraw", "--without", "QLCN", "--reason", "Phòng sẽ gửi")
    assert (said.code, said.out.strip()) == (0, "Báo cáo lại chờ QLCN: Phòng sẽ gửi")
    assert "Báo cáo không có QLCN" not in desk.say("status", *JANUARY).out
    assert desk.say("report", *JANUARY).code == 1
    assert desk.say("sync", *JANUARY).code == 1
    assert _decisions(desk) == ["without:QLCN", "withdraw:without:QLCN"]


def test_a_division_is_named_by_its_code_alone_to_take_its_release_back(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    desk.say("accept", *JANUARY, "--without", "QLCN", "--reason", "Phòng đi công tác")
    assert desk.say("accept", *JANUARY, "--withdraw", "QLCN", "--reason", "Phòng sẽ gửi").code == 0
    assert desk.say("report", *JANUARY).code == 1


@pytest.mark.both_stores
def test_an_accepted_finding_is_open_again_after_its_acceptance_was_withdrawn(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    (missing,) = _findings(desk, "not-handed-in")
    name = str(missing["id"])
    for _ in range(2):  # what was withdrawn may be accepted anew
        desk.say("accept", *JANUARY, name, "--reason", "Sẽ bổ sung sau")
        assert _findings(desk, "not-handed-in")[0]["accepted"] is True
        desk.say("accept", *JANUARY, "--withdraw", name, "--reason", "Chờ thêm một ngày")
        (again,) = _findings(desk, "not-handed-in")
        assert (again["accepted"], again["withdrawn"]) == (False, True)
    assert "(đã rút lại chấp nhận: Chờ thêm một ngày)" in desk.say("check", *JANUARY).out
    assert _decisions(desk) == [name, f"withdraw:{name}"] * 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--withdraw", "QLCN", "--reason", "x"), "“QLCN” không phải là điểm, đơn vị hay tệp đang được chấp nhận"),
        (("--withdraw", "--use", "khac.xlsx", "--reason", "x"), "“khac.xlsx” không phải là điểm"),
        (("--withdraw", "QLCN"), "Chưa ghi lý do"),
        (("--withdraw", "--reason", "x"), "Chưa nêu điểm, đơn vị hay tệp nào cần rút lại"),
    ],
)
def test_what_was_never_accepted_cannot_be_withdrawn(desk: Desk, words: tuple[str, ...], told: str) -> None:
    desk.say("sync", *JANUARY)
    said = desk.say("accept", *JANUARY, *words)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert told in said.err
    assert _decisions(desk) == []


def test_status_and_report_name_the_same_files(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    made = desk.say("report", *JANUARY, "--format", "json").json
    shown = desk.say("status", *JANUARY, "--format", "json").json["report"]
    assert (shown["docx"], shown["xlsx"]) == (made["docx"], made["xlsx"])
    assert Path(shown["docx"]).is_absolute()
    assert Path(shown["docx"]).exists()


def test_accepting_nothing_is_told_before_a_reason_is_asked_for(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    said = desk.say("accept", *JANUARY)
    assert (said.code, "Chưa nêu điểm nào được chấp nhận" in said.err) == (2, True)
