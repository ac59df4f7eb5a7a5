"""A file that we make gets a free name or none; whatever is in the way is told, and nothing is left lying about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.work.files import FileBusyError, move_new, write_new, write_over


def test_a_new_file_has_its_bytes_and_the_time_that_it_is_given(tmp_path: Path) -> None:
    made = tmp_path / "kỳ" / "a.xlsx"
    write_new(made, b"form", modified_ns=1_705_541_400_000_000_000)
    assert (made.read_bytes(), made.stat().st_mtime) == (b"form", 1_705_541_400)
    assert [path.name for path in made.parent.iterdir()] == ["a.xlsx"]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    (tmp_path / "b.xlsx").write_bytes(b"other")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.xlsx", b"form")
    with pytest.raises(FileExistsError):
        move_new(tmp_path / "b.xlsx", tmp_path / "a.xlsx")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.xlsx": b"mine", "b.xlsx": b"other"}


def test_a_folders_name_that_a_file_has_taken_is_not_taken_for_a_number_that_is_used(tmp_path: Path) -> None:
    (tmp_path / "2024-01").write_bytes(b"no folder")
    (tmp_path / "b.xlsx").write_bytes(b"other")
    with pytest.raises(FileBusyError):
        write_new(tmp_path / "2024-01" / "a.xlsx", b"form")
    with pytest.raises(FileBusyError):
        move_new(tmp_path / "b.xlsx", tmp_path / "2024-01" / "a.xlsx")


def test_a_file_is_moved_to_a_free_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"form")
    move_new(tmp_path / "a.xlsx", tmp_path / "da-nhan" / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
    assert (tmp_path / "da-nhan" / "a.xlsx").read_bytes() == b"form"


@pytest.mark.parametrize("write", [write_new, write_over])
def test_a_part_that_a_scanner_holds_does_not_undo_the_file_that_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], None]
) -> None:
    def held(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", held)
    write(tmp_path / "a.txt", b"a")
    assert (tmp_path / "a.txt").read_bytes() == b"a"
