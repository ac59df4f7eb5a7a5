"""Every file that we make is whole, was on the disk before it had its name, and is told where it is open elsewhere.

These are samples; `python -m tests.faults.outputs kill`, `order` and `locked` take every call and every command.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import injecting, outputs

pytestmark = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", outputs.without_libreoffice())


def test_a_command_killed_at_any_write_leaves_old_files_or_new_ones(tmp_path: Path) -> None:
    some = tuple(each for each in outputs.OUTPUTS if each.name in {"workbook made anew", "templates", "status"})
    assert outputs.measure_kills(tmp_path, 12, print, some) >= 12


def test_what_is_written_is_on_the_disk_before_it_has_its_name(tmp_path: Path) -> None:
    found = outputs.measure_order(tmp_path, print, frozenset({"sync", "report", "status"}))
    assert len({one.path for one in found}) >= 10
    assert [one.path for one in found if not one.synced] == []


def test_the_order_of_calls_is_read_from_what_strace_tells() -> None:
    late = '7 write(3</a/.b.1.tmp>, "x", 1) = 1\n7 rename("/a/.b.1.tmp", "/a/b\\341\\273\\237.txt") = 0\n'
    (found,) = outputs.named(late, Path("/a"))
    assert not found.synced
    in_time = late.replace("7 rename", "7 fsync(3</a/.b.1.tmp>) = 0\n7 rename", 1)
    (found,) = outputs.named(in_time, Path("/a"))
    assert found.synced
    (found,) = outputs.named('write(3</a/b.txt>, "x", 1) = 1\n', Path("/a"))
    assert not found.synced, "written in its place"
    assert outputs.named('fsync(3</a/b>) = 0\nrename("/a/.x", "/c/b") = -1 EACCES\n', Path("/a")) == []


def test_a_file_that_is_open_gives_a_sentence_or_a_second_name(tmp_path: Path) -> None:
    assert outputs.measure_locked(tmp_path, print) == {outputs.SECOND_NAME: 2, outputs.SENTENCE: 4}
