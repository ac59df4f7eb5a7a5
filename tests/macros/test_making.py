"""`baocao workbook`: both kinds made, nothing that somebody saved overwritten; the files to double-click."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import baocao
from macros import layout, making
from macros.making import Made, interpreter, make_workbooks
from macros.starters import NAMES, starter, write_starters
from sync.render.pdf import PdfError
from sync.store import blobs
from sync.work.clerkview import view
from sync.work.files import FileBusyError
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.shown import from_bytes
from tests.macros.built import named, opened
from tests.work.conftest import laid_out, office  # noqa: F401 the fixtures
from tests.work.offices import JANUARY


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on most machines of an office; what LibreOffice makes has tests of its own."""
    monkeypatch.setattr("macros.spreadsheet.find_office", lambda: None)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("TongHop*")}


class TestMaking:
    def test_it_lies_beside_the_config_and_starts_this_python(self, office: Office) -> None:  # noqa: F811
        made = make_workbooks(office, JANUARY)
        assert made == Made(office.config.folder / "TongHop.xlsm", None, "ods-no-libreoffice", ())
        book = opened(made.xlsm.read_bytes())
        assert named(book, layout.PYTHON).value == interpreter()
        assert Path(interpreter()).is_file()
        assert named(book, layout.CONFIG).value is None

    def test_elsewhere_it_knows_where_the_config_is(self, office: Office, tmp_path: Path) -> None:  # noqa: F811
        made = make_workbooks(office, JANUARY, tmp_path / "khác")
        assert made.xlsm.parent == tmp_path / "khác"
        assert named(opened(made.xlsm.read_bytes()), layout.CONFIG).value == str(office.config.path)

    def test_what_it_shows_is_kept_in_the_store(self, office: Office) -> None:  # noqa: F811
        made = make_workbooks(office, JANUARY)
        digest = str(named(opened(made.xlsm.read_bytes()), layout.SHOWN).value)
        with office.store.reading() as connection:
            shown = from_bytes(blobs.bytes_of(connection, digest))
        assert shown == view(office, JANUARY).shown

    def test_whoever_signed_last_is_offered_first(self, office: Office) -> None:  # noqa: F811
        made = make_workbooks(office, JANUARY)
        assert named(opened(made.xlsm.read_bytes()), layout.SIGNER).value == "GIÁM ĐỐC Lê Tiến Dũng"
        publish(office, JANUARY, signer="pgd")
        made = make_workbooks(office, JANUARY)
        assert str(named(opened(made.xlsm.read_bytes()), layout.SIGNER).value).startswith("KT. GIÁM ĐỐC")

    def test_one_that_nobody_saved_since_gives_way(self, office: Office) -> None:  # noqa: F811
        for _ in range(3):
            assert make_workbooks(office, JANUARY).kept == ()
        assert names(office.config.folder) == {"TongHop.xlsm"}

    def test_one_that_somebody_saved_is_kept_under_the_next_free_name(self, office: Office) -> None:  # noqa: F811
        path = make_workbooks(office, JANUARY).xlsm
        for number in (1, 2):
            path.write_bytes(b"typed %d" % number)
            kept = path.with_name(f"TongHop_cu_{number}.xlsm")
            assert make_workbooks(office, JANUARY).kept == ((path, kept),)
            assert kept.read_bytes() == b"typed %d" % number
        assert path.read_bytes()[:2] == b"PK"

    def test_without_the_list_of_what_we_built_everything_is_kept(self, office: Office) -> None:  # noqa: F811
        made = make_workbooks(office, JANUARY)
        (office.config.folder / "nhat-ky" / making.OURS).unlink()
        assert len(make_workbooks(office, JANUARY).kept) == 1
        assert names(office.config.folder) == {"TongHop.xlsm", "TongHop_cu_1.xlsm"}
        assert made.xlsm.is_file()

    def test_where_libreoffice_fails_the_other_is_there(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
        monkeypatch.setattr(making, "to_ods", _raising(PdfError("pdf-timeout", "120 s")))
        made = make_workbooks(office, JANUARY)
        assert (made.ods, made.without_ods) == (None, "ods-failed")
        assert made.xlsm.is_file()
        assert "pdf-timeout" in (office.config.folder / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")

    def test_the_ods_is_put_beside(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
        monkeypatch.setattr(making, "to_ods", lambda _: b"ods")
        made = make_workbooks(office, JANUARY)
        assert made.ods is not None
        assert made.ods.read_bytes() == b"ods"
        assert made.without_ods == ""

    def test_one_that_is_open_is_told(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
        make_workbooks(office, JANUARY)
        before = (office.config.folder / "TongHop.xlsm").read_bytes()
        monkeypatch.setattr(Path, "replace", _raising(PermissionError(13, "in use")))
        with pytest.raises(FileBusyError):
            make_workbooks(office, JANUARY)
        assert (office.config.folder / "TongHop.xlsm").read_bytes() == before


class TestCommand:
    def test_it_says_what_it_made_and_what_it_kept(
        self,
        office: Office,  # noqa: F811
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        config = ["--config", str(office.config.path)]
        assert baocao.main(["workbook", "--period", "2024-01", *config]) == 0
        said = capsys.readouterr()
        assert said.out == f"Đã tạo {office.config.folder / 'TongHop.xlsm'}\n"
        assert "không cần tệp .ods" in said.err
        (office.config.folder / "TongHop.xlsm").write_bytes(b"typed")
        assert baocao.main(["workbook", *config]) == 0
        assert "TongHop_cu_1.xlsm" in capsys.readouterr().out

    def test_it_is_no_form_of_a_division(self, office: Office, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        config = ["--config", str(office.config.path)]
        place = office.config.folder / "2024-01"
        assert baocao.main(["workbook", "--period", "2024-01", "--output", str(place), *config]) == 0
        capsys.readouterr()
        assert baocao.main(["sync", "--period", "2024-01", *config]) == 0
        assert "TongHop" not in capsys.readouterr().out


class TestStarters:
    def test_they_do_the_two_main_things_and_wait_for_the_reader(self, tmp_path: Path) -> None:
        made = write_starters(tmp_path)
        assert [path.name for path in made] == list(NAMES)
        first, second = (path.read_bytes().decode() for path in made)
        for text, does in ((first, "sync"), (second, "report")):
            commands = [line.partition(" -m baocao ")[2] for line in text.split("\r\n") if "-m baocao" in line]
            assert commands == ["workbook --take", does, "workbook"]
        for text in (first, second):
            assert text.startswith("@echo off\r\nchcp 65001 >nul\r\n")
            assert 'cd /d "%~dp0"' in text
            assert text.endswith("pause >nul\r\n")
            assert "\n" not in text.replace("\r\n", "")

    def test_a_path_is_quoted_and_its_percent_signs_are_doubled(self) -> None:
        text = starter("C:\\Sở 50% & (x)\\python.exe", "x", ("sync",)).decode()
        assert '"C:\\Sở 50%% & (x)\\python.exe" -P -m baocao sync\r\n' in text

    def test_a_double_click_says_that_it_is_not_done_where_a_command_could_not_do_it(self) -> None:
        lines = starter("python", "x", ("sync", "workbook")).decode().split("\r\n")
        for command in ("sync", "workbook"):
            at = next(at for at, line in enumerate(lines) if line.endswith(f"baocao {command}"))
            assert lines[at + 1] == "if errorlevel 2 set failed=1"
        assert "if not defined failed echo Xong." in lines
        assert any(line.startswith("if defined failed echo CHƯA XONG") for line in lines)

    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        write_starters(tmp_path)
        with pytest.raises(FileExistsError):
            write_starters(tmp_path)

    def test_what_they_start_is_there(self) -> None:
        done = subprocess.run([sys.executable, "-P", "-m", "baocao", "--help"], capture_output=True, check=True)
        assert "workbook" in done.stdout.decode()


def _raising(error: BaseException) -> Callable[..., None]:
    def fails(*_: object, **__: object) -> None:
        raise error

    return fails
