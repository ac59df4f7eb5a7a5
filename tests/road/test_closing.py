"""From the command line: a period is closed, its report issued, and the next one is what commands then speak of."""

from __future__ import annotations

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")


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
