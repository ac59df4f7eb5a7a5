"""What a later round makes of files that an earlier one refused, and how it counts and tells them."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")


def _round(desk: Desk) -> tuple[int, int, int]:
    """Run a round and return how many files it read, knew and could not take."""
    told = desk.say("sync", *JANUARY, "--format", "json").json
    return told["read"], told["unchanged"], told["failed"]


def _outcome(desk: Desk, division: str) -> dict[str, str]:
    divisions = desk.say("sync", *JANUARY, "--format", "json").json["divisions"]
    return next(d for d in divisions if d["division"] == division)


def _configure(desk: Desk, old: str, new: str) -> None:
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")


def test_a_form_of_an_unknown_division_is_taken_once_config_knows_it(desk: Desk) -> None:
    config = desk.folder / "config.yaml"
    whole = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"\bVP(?=[\],}\n])", "VPS", whole), encoding="utf-8")
    assert _round(desk) == (6, 0, 1)
    assert _outcome(desk, "VPS")["outcome"] == "missing"
    config.write_text(whole, encoding="utf-8")
    assert _round(desk) == (1, 6, 0)
    assert _outcome(desk, "VP")["outcome"] == "unchanged"


def test_a_form_of_another_department_is_taken_once_config_has_its_symbol(desk: Desk) -> None:
    _configure(desk, "\nsymbol: SKHCN", "\nsymbol: SKH")
    assert _round(desk)[0] == 0
    _configure(desk, "\nsymbol: SKH", "\nsymbol: SKHCN")
    assert _round(desk) == (7, 0, 0)


def test_a_file_that_an_older_product_could_not_read_is_tried_again(desk: Desk) -> None:
    desk.form("TDC").write_bytes(b"not a workbook")
    with pytest.MonkeyPatch.context() as older:
        for module in ("sync.work.collect", "sync.work.intake"):
            older.setattr(f"{module}.product", lambda: "0.0.1")
        older.setattr("sync.work.intake.identified", _refused_all)
        assert _round(desk) == (0, 0, 7)
        assert _round(desk) == (0, 0, 7)
    assert _round(desk) == (6, 0, 1)
    assert _round(desk) == (0, 6, 1)


def _refused_all(_config: object, _period: object, candidate: object, *_: object) -> object:
    from sync.store.caches import Seen
    from sync.work.places import Candidate

    assert isinstance(candidate, Candidate)
    return Seen(candidate.source, candidate.size, candidate.modified_ns, None, None, "corrupt")


def test_a_file_that_cannot_be_taken_counts_as_failed_in_every_round(desk: Desk) -> None:
    desk.form("TDC").write_bytes(b"not a workbook")
    assert _round(desk) == (6, 0, 1)
    assert _round(desk) == (0, 6, 1)
    assert "đọc 0 biểu, 6 biểu không đổi, 1 biểu không dùng được" in desk.say("sync", *JANUARY).out


def test_the_message_names_the_version_that_is_kept(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.form("TDC").write_bytes(b"")
    assert "bản 1 đã đọc trước đó vẫn được giữ" in _outcome(desk, "TDC")["message"]


def test_a_form_of_another_month_is_told_with_its_division_and_period(desk: Desk) -> None:
    shutil.copyfile(desk.form("QLCN", "2024-02"), desk.form("QLCN"))
    message = _outcome(desk, "QLCN")["message"]
    assert (
        "Phòng Quản lý Công nghệ và Chuyên ngành gửi biểu của kỳ khác (“2024-01/QLCN_BaoCao_2024-01.xlsx”), không phải"
        in message
    )


def test_a_broken_file_beside_a_good_one_is_told_and_the_good_one_counts(desk: Desk) -> None:
    (desk.folder / "2024-01" / "QLCN_lan2.xlsx").write_bytes(b"")
    outcome = _outcome(desk, "QLCN")
    assert outcome["outcome"] == "read"
    assert "“2024-01/QLCN_lan2.xlsx” rỗng" in outcome["message"]
    assert _round(desk) == (0, 7, 1)
