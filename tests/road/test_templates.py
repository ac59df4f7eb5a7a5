"""What `init` and `templates` hand out."""

from __future__ import annotations

from pathlib import Path

import pytest

import baocao
from sheets.excel.reader import read_book
from sheets.grid import Book
from tests.road.conftest import Desk


def _texts(book: Book, tab: str) -> list[str]:
    grid = book.grid(tab)
    return [str(cell.value) for cell in grid.cells.values()] if grid else []


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on most machines of an office; TongHop.ods has tests of its own."""
    monkeypatch.setattr("macros.spreadsheet.find_office", lambda: None)


@pytest.mark.usefixtures("no_libreoffice")
def test_init_makes_a_folder_in_which_the_next_step_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Báo cáo"
    assert baocao.main(["init", str(folder)]) == 0
    said = capsys.readouterr()
    assert "baocao templates" in said.out
    assert "Máy này không có LibreOffice" in said.err
    starters = {"1-Cap-nhat.cmd", "2-Tao-bao-cao.cmd"}
    made = {"config.yaml", "mau-bao-cao.docx", "hop-thu-den", "TongHop.xlsm", "baocao.db", "nhat-ky"}
    assert {p.name for p in folder.iterdir()} == made | starters
    assert baocao.main(["templates", "--period", "2026-01", "--config", str(folder / "config.yaml")]) == 0
    assert len(list((folder / "2026-01").glob("*.xlsx"))) == 7


@pytest.mark.usefixtures("no_libreoffice")
def test_a_new_department_starts_without_the_texts_of_one_month(tmp_path: Path) -> None:
    from sync.model.config_file import load_config

    baocao.main(["init", str(tmp_path)])
    config = load_config(tmp_path / "config.yaml")
    assert config.addressee == ("Ủy ban nhân dân tỉnh Ninh Thuận",)
    texts = [t for part in config.outline for t in part.texts]
    items = [i.text.text for part in config.outline for i in part.items if i.text]
    assert texts == []
    assert all("2023" not in text and "2024" not in text for text in items)


@pytest.mark.usefixtures("no_libreoffice")
def test_everything_that_an_office_has_of_its_own_is_marked_and_told_until_it_is_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baocao.main(["init", str(tmp_path)])
    config = tmp_path / "config.yaml"
    text = config.read_text(encoding="utf-8")
    marked = {line.split(":")[0] for line in text.splitlines() if "# ĐIỀN" in line}
    own = "name short_name parent symbol place addressee subject recipients people divisions outline indicators annexes"
    assert set(own.split()) <= marked
    words = ["templates", "--period", "2026-01", "--config", str(config)]
    capsys.readouterr()
    assert baocao.main(words) == 0
    told = capsys.readouterr().err
    assert "config.yaml còn 16 chỗ ĐIỀN theo ví dụ của sở khác (dòng 7, 8, 9," in told
    config.write_text(text.replace("# ĐIỀN", "#"), encoding="utf-8")
    assert baocao.main(words) == 0
    assert capsys.readouterr().err == ""


def test_init_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.yaml").write_text("của tôi", encoding="utf-8")
    assert baocao.main(["init", str(tmp_path)]) == 2
    assert "config.yaml" in capsys.readouterr().err
    assert (tmp_path / "config.yaml").read_text(encoding="utf-8") == "của tôi"


def test_a_form_that_is_there_is_never_written_over(desk: Desk) -> None:
    before = desk.form("QLCN").read_bytes()
    said = desk.say("templates", "--period", "2024-01")
    assert said.code == 0
    assert "đã có, giữ nguyên" in said.out
    assert desk.form("QLCN").read_bytes() == before


def test_the_next_month_is_prefilled_from_this_one(desk: Desk) -> None:
    desk.say("sync", "--period", "2024-01")
    desk.say("sync", "--period", "2024-02")
    desk.say("templates", "--period", "2024-03")
    qlcn = read_book(desk.form("QLCN", "2024-03"))
    assert any("Công nghệ làm lạnh đột phá" in text for text in _texts(qlcn, "Kế hoạch kỳ trước"))
    ttkt = read_book(desk.form("TTKT", "2024-03"))
    assert "265" in _texts(ttkt, "Chỉ tiêu")  # 147 + 118 instruments since the year began


def test_what_was_typed_into_the_wrong_month_moves_over(desk: Desk) -> None:
    source = desk.form("QLCN")
    desk.say("templates", "--period", "2024-03", "--from", str(source))
    moved = read_book(desk.form("QLCN", "2024-03"))
    assert any("Tham gia ý kiến về 03 dự án[1]" in text for text in _texts(moved, "Kết quả"))
    assert any("SKHCN-QLCN-2024-03-v1" in text for text in _texts(moved, "Thông tin chung"))


def test_moving_over_never_touches_a_form_that_is_there(desk: Desk) -> None:
    before = desk.form("QLCN", "2024-02").read_bytes()
    said = desk.say("templates", "--period", "2024-02", "--from", str(desk.form("QLCN")))
    assert said.code == 2
    assert "QLCN_BaoCao_2024-02.xlsx" in said.err
    assert desk.form("QLCN", "2024-02").read_bytes() == before


def test_figures_people_and_annex_rows_move_over_too(desk: Desk) -> None:
    desk.say("templates", "--period", "2024-03", "--from", str(desk.form("QLKH")))
    moved = read_book(desk.form("QLKH", "2024-03"))
    assert "Võ Thị Lan" in _texts(moved, "Thông tin chung")
    assert {"25", "3", "22"} <= set(_texts(moved, "Chỉ tiêu"))
    assert any("tôm sú sạch bệnh" in text for text in _texts(moved, "PL nhiệm vụ KH&CN"))


def test_a_config_may_be_named_by_its_folder(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert baocao.main(["status", "--period", "2024-01", "--config", str(desk.folder)]) in {0, 1}
    assert "Kỳ tháng 01/2024" in capsys.readouterr().out
