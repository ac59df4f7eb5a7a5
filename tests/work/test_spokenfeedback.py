"""What the command says of what it heard and wrote."""

from __future__ import annotations

import datetime as dt

from sync.model.period import parse_period
from sync.model.records import Confirmation
from sync.work.feedback import Feedback
from sync.work.spokenfeedback import said_of_feedback
from sync.work.talk import Given

AT = dt.datetime(2024, 1, 18, 2, tzinfo=dt.UTC)


def said(given: Given, *, dry_run: bool = False) -> list[str]:
    return list(said_of_feedback(Feedback(parse_period("2024-01"), (given,), dry_run)))


def answer(text: str, reason: str) -> Confirmation:
    return Confirmation("k1", reason, "Nguyễn Thị A", AT, text, "QLCN", "google")


def test_an_answer_that_was_taken_back_is_not_counted_as_one() -> None:
    heard = (answer("Đúng, giữ nguyên", "Đã đối chiếu."), answer("", ""), answer("", "Đang xem."))
    assert said(Given("QLCN", "Phòng", "google", "unchanged", heard=heard)) == [
        "QLCN: đã nhận 2 câu trả lời của đơn vị."
    ]
    given = Given("QLCN", "Phòng", "google", "unchanged", heard=heard)
    assert said(given, dry_run=True) == ["QLCN: sẽ nhận 2 câu trả lời của đơn vị."]
    assert said(Given("QLCN", "Phòng", "google", "unchanged", heard=(answer("", ""),))) == []


def test_where_nothing_is_open_any_more_no_number_is_told() -> None:
    done = Given("QLCN", "Phòng", "google", "written", "Google: QLCN 2024")
    assert said(done) == ["QLCN: đã ghi vào Google: QLCN 2024: không còn ý kiến nào mở."]
    assert said(done, dry_run=True) == ["QLCN: sẽ ghi vào Google: QLCN 2024: không còn ý kiến nào mở."]
