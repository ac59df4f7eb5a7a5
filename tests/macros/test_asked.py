"""Ghi số: a reason answers what was just asked about the very same thing; an older version may be named."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from macros.actions import ACTIONS, Inputs, Result
from macros.desk import Desk
from macros.layout import REASON
from sync.store import clerk
from sync.work.decide import DecisionError
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.shown import Shown, from_bytes, to_bytes
from tests.work.conftest import laid_out, office  # noqa: F401 the fixtures
from tests.work.offices import JANUARY, a_line, change, division_changes

ODD = Inputs(JANUARY, number="05", date="02/01/2024")


def record(office: Office, inputs: Inputs) -> Result:  # noqa: F811
    return ACTIONS["GhiSo"].act(cast(Desk, None), office, inputs)


@pytest.fixture
def signed(office: Office) -> Office:  # noqa: F811
    """January's report is made; a letter lies in its folder."""
    made = publish(office, JANUARY)
    assert made.docx is not None
    shutil.copyfile(made.docx, office.folder(JANUARY) / "ký.docx")
    return office


def test_a_reason_that_stood_there_before_the_question_does_not_answer_it(signed: Office) -> None:
    first = record(signed, replace(ODD, reason="đơn vị sửa số"))
    assert (first.done, bool(first.asked)) == (False, True)
    assert REASON in ACTIONS["GhiSo"].empties


def test_the_reason_answers_when_the_very_same_is_tried_again(signed: Office) -> None:
    first = record(signed, ODD)
    assert record(signed, replace(ODD, asked=first.asked)).done is False, "no reason, no answer"
    assert record(signed, replace(ODD, asked=first.asked, reason="văn thư ghi vậy")).done


@pytest.mark.parametrize(
    "other",
    [{"date": "03/01/2024"}, {"number": "06"}, {"file": "ký.docx"}, {"version": "v1"}],
    ids=["date", "number", "file", "version"],
)
def test_about_anything_else_it_is_asked_again(signed: Office, other: dict[str, str]) -> None:
    first = record(signed, ODD)
    again = record(signed, replace(ODD, asked=first.asked, reason="đúng vậy", **other))  # type: ignore[arg-type]
    assert (again.done, again.asked == first.asked) == (False, False)


def test_one_answer_does_not_answer_the_next_question(signed: Office, tmp_path: Path) -> None:
    import docx

    letter = docx.Document()
    letter.add_paragraph("Kính gửi: Văn phòng UBND tỉnh")
    letter.save(str(tmp_path / "công văn.docx"))
    tried = replace(ODD, file=str(tmp_path / "công văn.docx"))
    day = record(signed, tried)
    document = record(signed, replace(tried, asked=day.asked, reason="đúng ngày"))
    assert document.done is False
    assert "có vẻ không phải bản ký" in document.sentence
    assert record(signed, replace(tried, asked=document.asked, reason="đúng tệp")).done


def test_a_file_that_was_changed_meanwhile_is_another_one(signed: Office) -> None:
    tried = replace(ODD, file="ký.docx")
    first = record(signed, tried)
    with (signed.folder(JANUARY) / "ký.docx").open("ab") as stream:
        stream.write(b"\0")
    assert record(signed, replace(tried, asked=first.asked, reason="đúng vậy")).done is False


def test_what_was_asked_is_known_at_the_next_press() -> None:
    assert from_bytes(to_bytes(Shown("2024-01", asked="issue-odd-date:1"))).asked == "issue-odd-date:1"
    assert from_bytes(to_bytes(Shown("2024-01"))).asked == ""


@pytest.mark.parametrize("typed", ["1", "v1", "Bản v1", "BaoCao_2024-01_v1.docx"])
def test_an_older_version_that_was_signed_is_named_in_a_cell(signed: Office, typed: str) -> None:
    division_changes(signed, "QLKH_BaoCao_2024-01.xlsx", "nhiệm vụ cấp tỉnh", "nhiệm vụ mới cấp tỉnh")
    publish(signed, JANUARY)
    assert record(signed, Inputs(JANUARY, number="05", date="19/01/2024", version=typed)).done
    with signed.store.reading() as connection:
        sent = clerk.issued(connection, "2024-01")
    assert sent is not None
    assert sent.version == 1


def test_a_version_that_is_none_is_named(signed: Office) -> None:
    for typed, code in (("bản cuối", "typed-bad-version"), ("7", "issue-no-version")):
        with pytest.raises(DecisionError, match=f"^{code}$"):
            record(signed, Inputs(JANUARY, number="05", date="19/01/2024", version=typed))


def test_the_words_for_a_report_that_is_old_send_her_to_that_cell(signed: Office) -> None:
    change(signed, a_line(signed).id, text="Một câu khác.")
    with pytest.raises(DecisionError, match=r"^issue-stale-report$"):
        record(signed, Inputs(JANUARY, number="05", date="19/01/2024"))
