"""A PDF through LibreOffice as it is on real machines: missing, hanging, failing, with odd names, two at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sync.render.pdf import PdfError, find_office, to_pdf
from sync.render.template import default_template
from sync.render.word import render
from tests.render.reports import report
from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

ODD_NAMES = ["Báo cáo 50% (bản cuối)", "a b", "tháng 01%20", "#1 'x'", "-rf", "日本", "é" * 60]
PRINTS = 'eval "out=\\${$(($# - 1))}"; printf "%%PDF-1.7 %s" "$*" > "$out/report.pdf"'

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    folder = tmp_path / "Sở KH&CN 100%" / "2024-01"
    folder.mkdir(parents=True)
    path = folder / "BaoCao_2024-01_v1.docx"
    path.write_bytes(render(report(), default_template()))
    return path


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a script in the place of LibreOffice."""
    office = folder / "bin" / "soffice"
    office.parent.mkdir()
    office.write_text(f"#!/bin/sh\n{script}\n")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{office.parent}{os.pathsep}{os.environ['PATH']}")


def failing(docx: Path, seconds: float = 20) -> PdfError:
    with pytest.raises(PdfError) as caught:
        to_pdf(docx, seconds=seconds)
    assert [path.name for path in docx.parent.iterdir() if path.name.endswith(".tmp")] == []
    return caught.value


def test_without_libreoffice_the_report_is_made_and_the_clerk_is_told(
    desk: Desk,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.render.pdf.find_office", lambda: None)
    desk.say("sync", "--period", "2024-01")
    said = desk.say("report", "--period", "2024-01", "--pdf")
    assert said.code == 0
    assert "Máy này không có LibreOffice" in said.err
    assert (desk.folder / "2024-01" / "BaoCao_2024-01_v1.docx").is_file()


@posix
def test_one_that_hangs_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docx: Path
) -> None:
    pretend(monkeypatch, tmp_path, f"sleep 300 & echo $! > '{tmp_path}/child'; wait")
    started = time.monotonic()
    assert failing(docx, seconds=1).code == "pdf-timeout"
    assert time.monotonic() - started < 15
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.strip().startswith("Z")


@posix
@pytest.mark.parametrize("script", ["exit 0", "echo 'source file could not be loaded' >&2; exit 1", "kill -9 $$"])
def test_one_that_prints_nothing_leaves_no_pdf_and_an_older_one_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docx: Path, script: str
) -> None:
    pretend(monkeypatch, tmp_path, script)
    older = docx.with_suffix(".pdf")
    older.write_bytes(b"%PDF-1.4 of yesterday")
    error = failing(docx)
    assert error.code == "pdf-failed"
    assert error.detail
    assert older.read_bytes() == b"%PDF-1.4 of yesterday"


@posix
def test_a_file_that_is_no_pdf_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docx: Path) -> None:
    pretend(monkeypatch, tmp_path, PRINTS.replace("%%PDF-1.7", "oops"))
    assert failing(docx).code == "pdf-failed"
    assert not docx.with_suffix(".pdf").exists()


@posix
def test_one_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docx: Path) -> None:
    pretend(monkeypatch, tmp_path, "")
    (tmp_path / "bin" / "soffice").write_bytes(b"\x7fELF no program")
    assert failing(docx).code == "pdf-failed"


@posix
def test_each_has_a_profile_of_its_own_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docx: Path
) -> None:
    pretend(monkeypatch, tmp_path, PRINTS)
    words = [to_pdf(docx).read_text().split() for _ in range(2)]
    profiles = {word for said in words for word in said if word.startswith("-env:UserInstallation=file:///")}
    assert len(profiles) == 2
    assert not any(Path(word.removeprefix("-env:UserInstallation=file://")).exists() for word in profiles)


@posix
def test_where_it_cannot_be_put_the_clerk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docx: Path) -> None:
    pretend(monkeypatch, tmp_path, PRINTS)
    docx.with_suffix(".pdf").mkdir()  # as good as a file that a viewer holds open
    assert failing(docx).code == "pdf-not-written"


@pytest.mark.office
@pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")
def test_odd_names_and_two_at_once(docx: Path) -> None:
    reports = [docx.with_name(f"{name}.docx") for name in ODD_NAMES]
    for path in reports:
        shutil.copyfile(docx, path)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(to_pdf, reports))
    assert made == [path.with_suffix(".pdf") for path in reports]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made)


@pytest.mark.office
@pytest.mark.skipif(find_office() is None or not shutil.which("pdftotext"), reason="no LibreOffice or poppler here")
def test_in_print_each_annex_counts_its_pages_from_one(docx: Path) -> None:
    from dataclasses import replace

    made = report(rows=tuple((str(at), f"Nhiệm vụ số {at} của tỉnh", "5") for at in range(1, 60)))
    two = replace(made, annexes=tuple(replace(made.annexes[0], number=number) for number in ("I", "II")))
    docx.write_bytes(render(two, default_template()))
    text = subprocess.run(["pdftotext", "-layout", str(to_pdf(docx)), "-"], capture_output=True, check=True).stdout
    heads = [page.strip().split("\n")[0].strip() for page in text.decode().split("\f") if page.strip()]
    annexes = [heads.index("Phụ lục I"), heads.index("Phụ lục II")]
    first, second = heads[annexes[0] + 1 : annexes[1]], heads[annexes[1] + 1 :]
    assert first == second == [str(at) for at in range(2, len(first) + 2)]
    assert len(first) >= 1
