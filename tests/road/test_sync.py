"""What `sync`, `check`, `status` and `accept` do for an office."""

from __future__ import annotations

import shutil
import sys

import openpyxl
import pytest

from sync.work.places import BIGGEST
from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="a link needs the administrator there")


def _state(desk: Desk, division: str) -> str:
    rows = desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    return str(next(row["state"] for row in rows if row["division"] == division))


def _codes(desk: Desk, division: str | None = None) -> set[str]:
    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    return {f["code"] for f in found if division is None or f["division"] == division}


@pytest.mark.both_stores
def test_a_first_round_reads_every_division(desk: Desk) -> None:
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert said.code == 0
    assert (said.json["read"], said.json["unchanged"], said.json["failed"]) == (7, 0, 0)
    assert {d["outcome"] for d in said.json["divisions"]} == {"read"}


@pytest.mark.both_stores
def test_a_second_round_without_news_reads_and_records_nothing(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    before = desk.dump()
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert (said.json["read"], said.json["unchanged"]) == (0, 7)
    assert desk.dump() == before


@pytest.mark.both_stores
def test_a_changed_file_is_a_new_version_and_an_unchanged_one_is_not(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    shutil.copyfile(desk.form("QLKH", "2024-02"), desk.folder / "other.xlsx")
    form = desk.form("TTKT")
    form.write_bytes(_with_another_property(form.read_bytes()))
    desk.came(form, "2024-01-19")
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert said.json["read"] == 1
    versions = {d["division"]: d["version"] for d in desk.say("status", *JANUARY, "--format", "json").json["divisions"]}
    assert versions["TTKT"] == 2
    assert versions["VP"] == 1


def test_a_division_that_did_not_hand_in_is_named_and_holds_up_the_report(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    said = desk.say("sync", *JANUARY)
    assert said.code == 1
    assert _state(desk, "QLCN") == "missing"
    assert "not-handed-in" in _codes(desk, "QLCN")
    assert desk.say("report", *JANUARY).code == 1


def test_the_clerk_may_release_the_report_without_a_division(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    assert desk.say("accept", *JANUARY, "--without", "QLCN", "--reason", "Phòng đi công tác").code == 0
    assert desk.say("report", *JANUARY).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--without", "QLCN"),
        ("--without", "KHONG-CO", "--reason", "x"),
        ("--reason", "x"),
        ("0123456789", "--reason", "x"),
        ("--use", "khong-co.xlsx", "--reason", "x"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused_in_one_sentence(desk: Desk, words: tuple[str, ...]) -> None:
    desk.say("sync", *JANUARY)
    said = desk.say("accept", *JANUARY, *words)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_a_corrupt_file_is_named_and_the_others_are_read(desk: Desk) -> None:
    desk.form("TDC").write_bytes(b"PK\x03\x04 not a workbook")
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert said.code == 1
    assert (said.json["read"], said.json["failed"]) == (6, 1)
    message = next(d["message"] for d in said.json["divisions"] if d["division"] == "TDC")
    assert "TDC_BaoCao_2024-01.xlsx" in message


@pytest.mark.both_stores
def test_the_last_good_version_is_kept_when_a_file_breaks(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.form("TDC").write_bytes(b"")
    desk.say("sync", *JANUARY)
    assert _state(desk, "TDC") == "unreadable"
    row = next(d for d in desk.say("status", *JANUARY, "--format", "json").json["divisions"] if d["division"] == "TDC")
    assert row["version"] == 1


def test_two_different_copies_wait_for_the_clerk_and_the_first_stays(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    copy = desk.folder / "2024-01" / "QLCN bản cuối (1).xlsx"
    copy.write_bytes(_with_another_word(desk.form("QLCN").read_bytes()))
    desk.came(copy)
    assert desk.say("sync", *JANUARY).code == 1
    assert "two-copies" in _codes(desk, "QLCN")
    assert desk.say("accept", *JANUARY, "--use", copy.name, "--reason", "Bản đã duyệt").code == 0
    assert "two-copies" not in _codes(desk, "QLCN")
    rows = desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    assert next(row["source"] for row in rows if row["division"] == "QLCN") == f"2024-01/{copy.name}"


def test_an_identical_copy_is_only_a_note(desk: Desk) -> None:
    shutil.copyfile(desk.form("QLCN"), desk.folder / "2024-01" / "QLCN (1).xlsx")
    desk.came(desk.folder / "2024-01" / "QLCN (1).xlsx")
    assert desk.say("sync", *JANUARY).code == 0
    assert "same-copy-twice" in _codes(desk, "QLCN")


def test_a_form_that_another_program_saved_unchanged_is_only_a_note(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    copy = desk.folder / "2024-01" / "QLCN gửi lại.xlsx"
    openpyxl.load_workbook(desk.form("QLCN")).save(copy)
    desk.came(copy)
    assert desk.say("sync", *JANUARY).code == 0
    assert "same-copy-twice" in _codes(desk, "QLCN")
    assert "two-copies" not in _codes(desk, "QLCN")


def test_a_form_of_another_month_gets_one_message(desk: Desk) -> None:
    shutil.copyfile(desk.form("QLCN", "2024-02"), desk.form("QLCN"))
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert said.code == 1
    assert next(d for d in said.json["divisions"] if d["division"] == "QLCN")["outcome"] == "failed"
    assert "other-period" in _codes(desk, "QLCN")


def test_lock_files_reports_and_feedback_are_never_read_as_forms(desk: Desk) -> None:
    for name in ("~$QLCN_BaoCao_2024-01.xlsx", "SoLieu_2024-01_v1.xlsx", "QLCN_BaoCao_2024-01 - Ý kiến rà soát.xlsx"):
        (desk.folder / "2024-01" / name).write_bytes(b"whatever")
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert (said.code, said.json["read"], said.json["failed"]) == (0, 7, 0)


def test_what_lies_in_the_inbox_goes_where_its_identity_says(desk: Desk) -> None:
    came = desk.folder / "hop-thu-den" / "Zalo 18-01 (bản cuối).xlsx"
    desk.form("QLCN").rename(came)
    assert desk.say("sync", *JANUARY, "--format", "json").json["read"] == 7
    assert desk.form("QLCN").exists()
    assert not came.exists()
    assert (desk.folder / "hop-thu-den" / "da-nhan" / came.name).exists()


def test_the_inbox_never_writes_over_a_file(desk: Desk) -> None:
    before = desk.form("QLCN").read_bytes()
    (desk.folder / "hop-thu-den" / "moi.xlsx").write_bytes(_with_another_property(before))
    desk.say("sync", *JANUARY)
    assert desk.form("QLCN").read_bytes() == before
    assert (desk.folder / "2024-01" / "QLCN_BaoCao_2024-01 (2).xlsx").exists()


def test_a_late_file_is_noted(desk: Desk) -> None:
    desk.came(desk.form("VP"), "2024-01-24")
    assert desk.say("sync", *JANUARY).code == 0
    rows = desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    assert [row["division"] for row in rows if row["late"]] == ["VP"]
    assert "late" in _codes(desk, "VP")


def test_the_sentences_name_division_file_tab_and_cell(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    for found in desk.say("check", *JANUARY, "--format", "json").json["findings"]:
        assert found["message"]
        assert found["action"]
        if found["cell"]:
            assert found["division"]
            assert found["source"]
            assert found["tab"]


@pytest.mark.parametrize("code", ["2024-Q1", "2024-H1", "2024-9M", "2024"])
def test_longer_periods_are_understood_and_refused_for_now(desk: Desk, code: str) -> None:
    said = desk.say("sync", "--period", code)
    assert said.code == 2
    assert "hiện chỉ có báo cáo tháng" in said.err


def test_a_period_that_is_none_is_refused(desk: Desk) -> None:
    said = desk.say("sync", "--period", "tháng 1")
    assert said.code == 2
    assert "“tháng 1” không phải là kỳ báo cáo" in said.err


def _outcome(desk: Desk, division: str) -> dict[str, str]:
    """Run a round and return what it says of one division."""
    divisions = desk.say("sync", *JANUARY, "--format", "json").json["divisions"]
    return next(d for d in divisions if d["division"] == division)


def _configure(desk: Desk, old: str, new: str) -> None:
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_file_that_is_far_too_big_is_named_and_not_kept_and_the_others_are_read(desk: Desk) -> None:
    with desk.form("TDC").open("r+b") as form:
        form.truncate(BIGGEST + 1)  # with a hole: it takes no room on the disk
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert said.json["read"] == 6
    assert _outcome(desk, "TDC")["outcome"] == "failed"
    assert "quá lớn so với một biểu báo cáo" in _outcome(desk, "TDC")["message"]
    assert sum(len(row[0]) for row in desk.rows("SELECT bytes FROM blob")) < BIGGEST


def test_a_file_of_the_inbox_that_is_far_too_big_stays_there_and_is_named(desk: Desk) -> None:
    came = desk.folder / "hop-thu-den" / "phim.xlsx"
    with came.open("wb") as film:
        film.truncate(BIGGEST + 1)
    said = desk.say("sync", *JANUARY)
    assert "Hộp thư: Tệp “hop-thu-den/phim.xlsx” quá lớn" in said.out
    assert came.exists()


@posix_only
def test_a_form_that_is_a_link_to_nowhere_is_its_divisions_failure_alone(desk: Desk) -> None:
    desk.form("TDC").unlink()
    desk.form("TDC").symlink_to(desk.folder / "không còn.xlsx")
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert (said.code, said.json["read"]) == (1, 6)
    assert _outcome(desk, "TDC")["outcome"] == "failed"
    assert "bị dời đi, hoặc đang bị khóa" in _outcome(desk, "TDC")["message"]


@pytest.mark.both_stores
@posix_only
def test_a_form_that_can_still_not_be_opened_is_no_news(desk: Desk) -> None:
    desk.form("TDC").unlink()
    desk.form("TDC").symlink_to(desk.form("TDC"))
    desk.say("sync", *JANUARY)
    before = desk.dump()
    assert _outcome(desk, "TDC")["outcome"] == "failed"
    assert desk.dump() == before


@posix_only
def test_a_shared_folder_that_cannot_be_looked_into_is_its_divisions_failure_alone(desk: Desk) -> None:
    _configure(desk, "  - code: VP\n", "  - code: VP\n    sheet: {excel: 'chung/{period}.xlsx'}\n")
    desk.form("VP").unlink()
    (desk.folder / "chung").symlink_to(desk.folder / "chung")
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert (said.code, said.json["read"]) == (1, 6)
    outcome = _outcome(desk, "VP")
    assert outcome["outcome"] == "failed"
    assert "“chung/2024-01.xlsx” bị dời đi, hoặc đang bị khóa" in outcome["message"]


@posix_only
def test_an_inbox_that_cannot_be_looked_into_stops_nothing(desk: Desk) -> None:
    (desk.folder / "hop-thu-den").rmdir()
    (desk.folder / "hop-thu-den").symlink_to(desk.folder / "hop-thu-den")
    assert desk.say("sync", *JANUARY, "--format", "json").json["read"] == 7


def test_a_folder_that_is_called_like_a_form_is_none(desk: Desk) -> None:
    (desk.folder / "2024-01" / "QLCN cũ.xlsx").mkdir()
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert (said.code, said.json["read"], said.json["failed"]) == (0, 7, 0)


def test_a_broken_file_under_a_configured_name_is_its_divisions(desk: Desk) -> None:
    _configure(desk, "  - code: VP\n", "  - code: VP\n    sheet: {excel: '{period}/văn phòng.xlsx'}\n")
    desk.form("VP").unlink()
    (desk.folder / "2024-01" / "văn phòng.xlsx").write_bytes(b"")
    assert _outcome(desk, "VP")["outcome"] == "failed"


def test_a_file_of_the_inbox_whose_place_is_taken_stays_and_the_next_goes_on(desk: Desk) -> None:
    inbox = desk.folder / "hop-thu-den"
    shutil.copyfile(desk.form("QLKH", "2024-02"), inbox / "a.xlsx")
    shutil.rmtree(desk.folder / "2024-02")
    (desk.folder / "2024-02").write_text("không phải thư mục", encoding="utf-8")
    desk.form("QLCN").rename(inbox / "b.xlsx")
    said = desk.say("sync", *JANUARY)
    assert "Hộp thư: Tệp “hop-thu-den/a.xlsx” đang được sửa" in said.out
    assert "Hộp thư: hop-thu-den/b.xlsx → 2024-01/QLCN_BaoCao_2024-01.xlsx" in said.out
    assert (inbox / "a.xlsx").exists()
    assert desk.form("QLCN").exists()
    assert not list(desk.folder.rglob("*.tmp"))


def test_a_file_that_cannot_be_put_aside_is_taken_in_once(desk: Desk) -> None:
    inbox = desk.folder / "hop-thu-den"
    (inbox / "da-nhan").write_text("không phải thư mục", encoding="utf-8")
    desk.form("QLCN").rename(inbox / "b.xlsx")
    for _ in range(2):
        assert "hop-thu-den/b.xlsx → 2024-01/QLCN_BaoCao_2024-01.xlsx" in desk.say("sync", *JANUARY).out
    forms = [path.name for path in (desk.folder / "2024-01").glob("QLCN*") if "Ý kiến rà soát" not in path.name]
    assert forms == ["QLCN_BaoCao_2024-01.xlsx"]


def test_a_file_from_the_inbox_is_told_where_it_really_went_and_keeps_its_time(desk: Desk) -> None:
    came = desk.folder / "hop-thu-den" / "moi.xlsx"
    came.write_bytes(_with_another_property(desk.form("QLCN").read_bytes()))
    desk.came(came, "2024-01-24")
    said = desk.say("sync", *JANUARY)
    assert "hop-thu-den/moi.xlsx → 2024-01/QLCN_BaoCao_2024-01 (2).xlsx" in said.out
    placed = desk.folder / "2024-01" / "QLCN_BaoCao_2024-01 (2).xlsx"
    assert placed.stat().st_mtime == desk.came(desk.form("QLCN"), "2024-01-24").stat().st_mtime


def test_a_report_whose_folder_has_become_a_file_is_refused_in_one_sentence(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    shutil.rmtree(desk.folder / "2024-01")
    (desk.folder / "2024-01").write_text("không phải thư mục", encoding="utf-8")
    said = desk.say("report", *JANUARY, "--draft")
    assert said.code == 2
    assert "2024-01” phải là thư mục, nhưng ở đó đang có một tệp mang tên này" in said.err
    assert said.err.count("\n") == 1


def _versions(desk: Desk, division: str) -> list[int]:
    return [row[0] for row in desk.rows(f"SELECT version FROM version WHERE division = '{division}' ORDER BY version")]


def test_two_different_copies_that_go_on_lying_there_give_no_new_versions(desk: Desk) -> None:
    copy = desk.folder / "2024-01" / "QLCN (2).xlsx"
    copy.write_bytes(_with_another_property(desk.form("QLCN").read_bytes()))
    for day in ("2024-01-18", "2024-01-19", "2024-01-20"):
        desk.came(desk.form("VP"), day)  # news elsewhere: each round is recorded
        desk.say("sync", *JANUARY)
    assert _versions(desk, "QLCN") == [1, 2]


@pytest.mark.both_stores
def test_a_form_that_returns_to_what_it_said_before_is_a_new_version(desk: Desk) -> None:
    first = desk.form("QLCN").read_bytes()
    for content in (first, _with_another_property(first), first):
        desk.form("QLCN").write_bytes(content)
        desk.say("sync", *JANUARY)
    assert _versions(desk, "QLCN") == [1, 2, 3]


def _with_another_property(form: bytes) -> bytes:
    """Return a form's bytes as a program saves them anew: other bytes, the same words."""
    return _with(
        form, "docProps/core.xml", b"</cp:coreProperties>", b"<dc:description>2</dc:description></cp:coreProperties>"
    )


def _with_another_word(form: bytes) -> bytes:
    """Return QLCN's form with another word in its results; each time one more."""
    return _with(form, "xl/sharedStrings.xml", "Tham gia ý kiến".encode(), "Tham gia ý kiến thêm".encode())


def _with(form: bytes, name: str, before: bytes, after: bytes) -> bytes:
    import io
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(form))
    out = io.BytesIO()
    with source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == name:
                data = data.replace(before, after)
            target.writestr(item, data)
    return out.getvalue()
