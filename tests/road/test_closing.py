"""From the command line: a period is closed, its report issued, and the next one is what commands then speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")


@pytest.mark.both_stores
def test_a_month_is_closed_and_its_report_issued(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.say("report", *JANUARY)
    assert "baocao lock" in desk.say("status", *JANUARY).out
    assert desk.say("lock", *JANUARY).code == 0
    assert desk.say("status", *JANUARY, "--format", "json").json["locked"] is True
    assert "baocao issue" in desk.say("status", *JANUARY).out
    said = desk.say("issue", *JANUARY, "--number", "5", "--date", "19/01/2024")
    assert said.code == 0, said.err
    assert "số 05 ngày 19/01/2024" in said.out
    status = desk.say("status", *JANUARY, "--format", "json").json
    assert (status["report"]["issued"], status["report"]["version"]) == (True, 2)


def test_what_cannot_be_done_is_said_in_one_sentence(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    for words, told in [
        (("unlock", "--reason", "vội"), "chưa chốt"),
        (("issue", "--number", "5", "--date", "19/01/2024"), "chưa có báo cáo chính thức"),
        (("issue", "--number", "năm", "--date", "19/01/2024"), "“năm”"),
    ]:
        said = desk.say(*words, *JANUARY)
        assert said.code == 2
        assert told in said.err
        assert "Traceback" not in said.err


def test_without_a_period_commands_speak_of_the_latest_that_is_not_closed(desk: Desk) -> None:
    for period in ("2024-01", "2024-02"):
        desk.say("sync", "--period", period)
        desk.say("report", "--period", period)
    assert desk.say("status", "--format", "json").json["period"] == "2024-02"
    assert desk.say("lock", "--period", "2024-02").code == 0
    assert desk.say("status", "--format", "json").json["period"] == "2024-01"


def issued(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.say("report", *JANUARY)
    said = desk.say("issue", *JANUARY, "--number", "05", "--date", "31/01/2024")
    assert said.code == 0, said.err


def test_what_an_issued_report_prints_is_decided(desk: Desk) -> None:
    issued(desk)
    for words in (("--without", "TTKT"), ("--use", "TTKT_BaoCao_2024-01.xlsx")):
        said = desk.say("accept", *JANUARY, *words, "--reason", "x")
        assert said.code == 2
        assert "đã ban hành, số 05 ngày 31/01/2024" in said.err
    (some, *_) = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    said = desk.say("accept", *JANUARY, some["id"], "--reason", "đã hỏi đơn vị")
    assert said.code == 2
    assert "nên không chấp nhận hay rút lại gì thêm cho kỳ này" in said.err


def test_a_closed_period_takes_no_decision_on_who_is_in_it_until_it_is_opened(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.say("accept", *JANUARY, "--without", "ttkt", "--reason", "chưa có số")
    desk.say("lock", *JANUARY)
    for words in (("--without", "QLCN"), ("--withdraw", "TTKT")):
        said = desk.say("accept", *JANUARY, *words, "--reason", "x")
        assert (said.code, "baocao unlock" in said.err) == (2, True)
    desk.say("unlock", *JANUARY, "--reason", "đơn vị đã gửi")
    assert desk.say("accept", *JANUARY, "--withdraw", "ttkt", "--reason", "đã gửi").code == 0


def test_the_report_of_an_issued_period_is_the_one_that_was_issued(desk: Desk) -> None:
    issued(desk)
    status = desk.say("status", *JANUARY, "--format", "json").json["report"]
    sent = Path(status["docx"])
    before = sent.read_bytes()
    said = desk.say("report", *JANUARY, "--signer", "pgd", "--format", "json")
    assert (said.code, said.json["docx"], said.json["version"]) == (0, str(sent), 2)
    sent.unlink()
    assert "đúng là bản đã ban hành" in desk.say("report", *JANUARY).out
    assert sent.read_bytes() == before
    sent.write_bytes(b"somebody's own")
    again = Path(desk.say("report", *JANUARY, "--format", "json").json["docx"])
    assert (again.read_bytes(), sent.read_bytes()) == (before, b"somebody's own")


def test_only_the_issued_report_is_called_issued(desk: Desk) -> None:
    issued(desk)
    assert desk.say("status", *JANUARY, "--format", "json").json["report"]["issued"] is True
    assert desk.say("report", *JANUARY, "--draft").code == 0
    newest = desk.say("status", *JANUARY, "--format", "json").json["report"]
    assert (newest["draft"], newest["issued"]) == (True, False)
