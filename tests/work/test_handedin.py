"""The row of a division leads to a copy of what it handed in, which nobody can change or hand in again."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model.config import SheetPlace
from sync.model.material import standing_of
from sync.model.messages import sentence
from sync.service.office import demo
from sync.store import blobs
from sync.work.clerkview import Link, view
from sync.work.closing import lock
from sync.work.collect import collect
from sync.work.derive import load_round
from sync.work.office import Office
from sync.work.places import candidates, in_inbox
from sync.work.unread import left_in_inbox, unread
from tests.work.offices import JANUARY, a_line, division_changes


def target(office: Office, code: str = "QLKH") -> Path | str:
    (row,) = [row for row in view(office, JANUARY).divisions if row["code"] == code]
    assert isinstance(row["file"], Link)
    return row["file"].target


def copy_of(office: Office, code: str = "QLKH") -> Path:
    found = target(office, code)
    assert isinstance(found, Path)
    return found


def kept(office: Office, code: str = "QLKH") -> bytes:
    """Return the bytes that the report's lines of a division were read from."""
    copy = standing_of(load_round(office, JANUARY), code).copy
    assert copy is not None
    with office.store.reading() as connection:
        return blobs.bytes_of(connection, copy.digest)


def words_of(office: Office) -> str:
    return " ".join(a_line(office).wording.text.split()[2:12])


def test_the_link_leads_to_the_kept_bytes_and_not_to_the_form(office: Office) -> None:
    form = office.config.folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    copy = copy_of(office)
    assert copy == office.config.folder / "2024-01" / "da-nop" / "DaNop_QLKH_2024-01_v1.xlsx"
    form.write_bytes(b"what the division is working on")
    assert copy_of(office).read_bytes() == kept(office) != form.read_bytes()


def test_the_cell_still_names_the_file_as_the_division_calls_it(office: Office) -> None:
    (row,) = [row for row in view(office, JANUARY).divisions if row["code"] == "QLKH"]
    assert isinstance(row["file"], Link)
    assert row["file"].text == "2024-01/QLKH_BaoCao_2024-01.xlsx"


def test_nobody_can_write_to_a_copy_by_accident(office: Office) -> None:
    assert not copy_of(office).stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_a_copy_has_the_time_of_what_was_handed_in(office: Office) -> None:
    form = office.config.folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    assert abs(copy_of(office).stat().st_mtime - form.stat().st_mtime) < 1


def test_a_copy_is_never_collected_wherever_somebody_puts_it(office: Office) -> None:
    copy = copy_of(office)
    before = [each.source for each in candidates(office, JANUARY)]
    for folder in (office.inbox, office.folder(JANUARY)):
        folder.mkdir(exist_ok=True)
        shutil.copy(copy, folder / copy.name)
        shutil.copy(copy, folder / "DaNop_QLKH_2024-01_v1 - Copy.xlsx")
    assert in_inbox(office) == []
    assert [each.source for each in candidates(office, JANUARY)] == before
    place = replace(office.config.divisions[0], sheet=SheetPlace(excel="{period}/da-nop/*.xlsx"))
    config = replace(office.config, divisions=(place, *office.config.divisions[1:]))
    assert not [c for c in candidates(replace(office, config=config), JANUARY) if "da-nop" in c.source]


def test_a_copy_that_somebody_carried_elsewhere_is_told_and_its_own_folder_is_not(office: Office) -> None:
    copy = copy_of(office)
    office.inbox.mkdir(exist_ok=True)
    shutil.copy(copy, office.inbox / copy.name)
    found = [(each.source, each.code) for each in unread(office, JANUARY)]
    assert found == [(f"{office.config.inbox}/{copy.name}", "unread-copy")]


@pytest.mark.parametrize(
    "name", ["TongHop.xlsm", "SoLieu_2024-01_v1.xlsx", "BaoCao_2024-01_v1.docx", "QLKH - Ý kiến rà soát.xlsx"]
)
def test_a_file_of_the_program_in_the_inbox_is_told_and_in_its_own_folder_is_not(office: Office, name: str) -> None:
    for folder in (office.inbox, office.folder(JANUARY)):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    inbox = office.config.inbox
    assert [(each.source, each.code) for each in unread(office, JANUARY)] == [(f"{inbox}/{name}", "unread-ours")]
    (left,) = left_in_inbox(office, JANUARY)
    assert "tệp của chương trình, không phải biểu" in " ".join(
        sentence(left.code, {"source": left.source, "place": inbox})
    )


def test_a_new_version_gets_a_copy_of_its_own_and_the_old_one_goes(office: Office) -> None:
    old = copy_of(office)
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", words_of(office), "đã đổi")
    new = copy_of(office)
    assert new.name == "DaNop_QLKH_2024-01_v2.xlsx"
    assert new.read_bytes() == kept(office)
    assert not old.exists()


def test_what_somebody_changed_in_a_copy_is_left_alone(office: Office) -> None:
    old = copy_of(office)
    old.chmod(0o600)
    old.write_bytes(b"notes of hers")
    assert copy_of(office).name == "DaNop_QLKH_2024-01_v1 (2).xlsx"
    assert copy_of(office).read_bytes() == kept(office)
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", words_of(office), "đã đổi")
    assert copy_of(office).name == "DaNop_QLKH_2024-01_v2.xlsx"
    assert old.read_bytes() == b"notes of hers"


def test_an_old_copy_that_is_open_in_a_program_stays_and_the_new_one_is_there_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, unlink = copy_of(office), Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self == old:
            raise PermissionError(32, "The process cannot access the file")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", words_of(office), "đã đổi")
    assert copy_of(office).read_bytes() == kept(office)
    assert not old.stat().st_mode & stat.S_IWUSR
    monkeypatch.undo()
    copy_of(office)
    assert not old.exists()


def test_a_copy_that_is_there_is_not_written_again(office: Office) -> None:
    copy = copy_of(office)
    before = copy.stat()
    assert copy_of(office).stat() == before


def test_a_closed_period_leads_to_what_it_was_closed_on(office: Office) -> None:
    lock(office, JANUARY, "")
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", words_of(office), "sau khi chốt")
    assert copy_of(office).name == "DaNop_QLKH_2024-01_v1.xlsx"


def test_where_no_copy_can_be_written_the_file_is_named_without_a_link(office: Office) -> None:
    (office.folder(JANUARY) / "da-nop").write_bytes(b"a file in the folder's place")
    (row,) = [row for row in view(office, JANUARY).divisions if row["code"] == "QLKH"]
    assert row["file"] == "2024-01/QLKH_BaoCao_2024-01.xlsx"


def test_a_division_with_a_google_sheet_that_sent_a_file_leads_to_the_copy_of_the_file(office: Office) -> None:
    name = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"
    (other, *rest) = office.config.divisions
    config = replace(office.config, divisions=(replace(other, sheet=SheetPlace(google=name)), *rest))
    with_google = replace(office, config=config)
    assert target(with_google, other.code) == target(office, other.code)


def test_reading_another_round_takes_nothing_from_the_copies(office: Office) -> None:
    copy_of(office)
    outcome = collect(office, JANUARY)
    assert (outcome.read, outcome.strays, outcome.received) == (0, (), ())


def test_a_demonstration_with_copies_in_it_is_laid_out_anew(office: Office) -> None:
    copy = copy_of(office)
    demo(office.config.folder)
    assert not copy.exists()


def test_a_copy_that_was_changed_keeps_a_demonstration_from_being_laid_out_anew(office: Office) -> None:
    copy = copy_of(office)
    copy.chmod(0o600)
    copy.write_bytes(b"notes of hers")
    os.utime(copy)
    with pytest.raises(Exception, match="demo-not-empty"):
        demo(office.config.folder)
    assert copy.read_bytes() == b"notes of hers"
