"""`demo DIR` lays out an example, and never costs anybody a file or a line in their real store."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import baocao

Say = pytest.CaptureFixture[str]


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demonstration that was laid out while the office works with a store of its own."""
    monkeypatch.setenv("BAOCAO_STORE", f"sqlite:///{tmp_path}/that.db")
    assert baocao.main(["demo", str(tmp_path / "mẫu")]) == 0
    return tmp_path / "mẫu"


def test_a_demo_ends_with_reports_and_its_own_store(demo: Path) -> None:
    assert {"2024-01/BaoCao_2024-01_v1.docx", "2024-02/BaoCao_2024-02_v1.docx", "baocao.db"} <= set(_files(demo))
    assert not (demo.parent / "that.db").exists()


def test_every_command_in_a_demo_works_with_the_demos_store(demo: Path) -> None:
    words = ["accept", "--period", "2024-01", "--config", str(demo / "config.yaml")]
    assert baocao.main([*words, "--without", "QLCN", "--reason", "thử"]) == 0
    assert not (demo.parent / "that.db").exists()


def test_a_demo_is_laid_out_anew_over_itself(demo: Path, capsys: Say) -> None:
    before = set(_files(demo))
    baocao.main(["check", "--period", "2024-01", "--config", str(demo / "config.yaml")])
    assert baocao.main(["demo", str(demo)]) == 0
    assert set(_files(demo)) == before
    assert "không đổi" in capsys.readouterr().out


def test_a_demo_in_which_the_clerks_workbook_was_made_is_laid_out_anew_unless_she_saved_it(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    monkeypatch.setattr("macros.spreadsheet.find_office", lambda: None)
    words = ["workbook", "--period", "2024-01", "--config", str(demo / "config.yaml")]
    assert baocao.main(words) == 0
    assert baocao.main(["demo", str(demo)]) == 0
    assert not (demo / "TongHop.xlsm").exists()
    baocao.main(words)
    with (demo / "TongHop.xlsm").open("ab") as saved:
        saved.write(b"her work")
    assert baocao.main(["demo", str(demo)]) == 2
    assert "“TongHop.xlsm”" in capsys.readouterr().err


@pytest.mark.parametrize(
    "mine",
    ["ghi chú.txt", "2024-01/QLCN bản cuối.xlsx", "2024-01/QLCN_BaoCao_2024-01.xlsx", "config.yaml", "moi/a.docx"],
)
def test_a_file_that_the_user_put_or_changed_there_stays_and_is_named(demo: Path, mine: str, capsys: Say) -> None:
    (demo / mine).parent.mkdir(exist_ok=True)
    (demo / mine).write_bytes(b"my work")
    before = _files(demo)
    capsys.readouterr()
    assert baocao.main(["demo", str(demo)]) == 2
    told = capsys.readouterr().err
    assert f"“{mine}”" in told
    assert told.count("\n") == 1
    assert _files(demo) == before


@pytest.mark.parametrize("marked", [False, True])
def test_a_folder_with_anything_of_somebody_elses_is_refused(tmp_path: Path, marked: bool, capsys: Say) -> None:
    (tmp_path / "luận văn.docx").write_bytes(b"years of work")
    if marked:  # an older demo left a mark that names no files
        (tmp_path / ".baocao-demo").write_bytes(b"")
    before = _files(tmp_path)
    assert baocao.main(["demo", str(tmp_path)]) == 2
    assert "“luận văn.docx” không phải do lệnh demo tạo ra" in capsys.readouterr().err
    assert _files(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs the administrator there")
def test_a_link_to_a_users_folder_is_not_followed(demo: Path, tmp_path: Path) -> None:
    own = tmp_path / "của tôi"
    own.mkdir()
    (own / "a.txt").write_bytes(b"mine")
    (demo / "lien-ket").symlink_to(own)
    assert baocao.main(["demo", str(demo)]) == 2
    assert (own / "a.txt").exists()


@pytest.mark.parametrize("command", ["demo", "init"])
@pytest.mark.parametrize("below", ["", "dưới/nữa"])
def test_a_file_is_no_folder(tmp_path: Path, command: str, below: str, capsys: Say) -> None:
    (tmp_path / "tệp").write_bytes(b"mine")
    assert baocao.main([command, str(tmp_path / "tệp" / below)]) == 2
    told = capsys.readouterr().err
    assert "tệp” phải là thư mục, nhưng ở đó đang có một tệp mang tên này" in told
    assert told.count("\n") == 1
    assert (tmp_path / "tệp").read_bytes() == b"mine"


@pytest.mark.parametrize("command", ["demo", "init"])
def test_a_cloud_folder_is_refused(tmp_path: Path, command: str, capsys: Say) -> None:
    assert baocao.main([command, str(tmp_path / "OneDrive - Sở" / "x")]) == 2
    assert "nằm trên ổ mạng hoặc OneDrive" in capsys.readouterr().err
    assert not (tmp_path / "OneDrive - Sở").exists()


def test_an_inbox_that_is_a_file_is_told_by_init_before_anything_is_made(tmp_path: Path, capsys: Say) -> None:
    (tmp_path / "hop-thu-den").write_bytes(b"mine")
    assert baocao.main(["init", str(tmp_path)]) == 2
    assert "đã có tệp “hop-thu-den”" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["hop-thu-den"]
