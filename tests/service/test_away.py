"""A share that vanishes, a machine that was restored: what was handed in still counts, and its forms come back."""

from __future__ import annotations

import pytest

import baocao
from sync.service.backups import make_backup
from sync.service.nightly import Step, make_round, tick
from sync.work.derive import load_round
from sync.work.handout import hand_out
from sync.work.opening import usual_period
from sync.work.places import is_begun
from sync.work.watch import watched
from tests.service.conftest import JANUARY, Bureau
from tests.service.test_silent_failure import first_sheet

ROUND = (Step("round", make_round),)


def states(bureau: Bureau) -> set[str]:
    with bureau.office() as office:
        return {standing.state for standing in load_round(office, JANUARY).standings}


def away(bureau: Bureau) -> list[str]:
    with bureau.office() as office:
        return [each.code for each in watched(office, JANUARY) if each.good is False and each.code == "forms-away"]


@pytest.fixture
def vanished(bureau: Bureau) -> Bureau:
    """The folder of the month was read, and is away when the next round is due."""
    tick(bureau.config, ROUND, bureau.now)
    (bureau.folder / "2024-01").rename(bureau.folder.parent / "ổ mạng")
    bureau.at("18/01/2024 10:00")
    return bureau


def test_a_folder_that_is_away_is_told_and_nobody_is_asked_to_make_forms(vanished: Bureau) -> None:
    (told,) = tick(vanished.config, ROUND, vanished.now).told
    assert "Chưa làm biểu" not in told
    assert states(vanished) == {"submitted"}
    assert away(vanished) == ["forms-away"]
    assert "không thấy biểu nào của tháng 01/2024 ở chỗ cũ; số liệu đã đọc vẫn còn đủ" in first_sheet(vanished)
    with vanished.office() as office:
        assert (usual_period(office), is_begun(office, JANUARY)) == (JANUARY, True)


def test_it_is_well_again_once_the_folder_is_there_again(vanished: Bureau) -> None:
    tick(vanished.config, ROUND, vanished.now)
    (vanished.folder.parent / "ổ mạng").rename(vanished.folder / "2024-01")
    vanished.at("18/01/2024 11:00")
    tick(vanished.config, ROUND, vanished.now)
    assert away(vanished) == []


def test_the_log_names_each_division_whose_file_is_away(bureau: Bureau) -> None:
    tick(bureau.config, ROUND, bureau.now)
    bureau.form("QLCN").unlink()
    bureau.form("VP").write_bytes(bureau.form("VP").read_bytes()[:3000])
    bureau.at("18/01/2024 10:00")
    tick(bureau.config, ROUND, bureau.now)
    log = bureau.log()
    assert "WARNING" in log
    assert "QLCN: Tệp “2024-01/QLCN_BaoCao_2024-01.xlsx” của Phòng Quản lý Công nghệ và Chuyên ngành không còn" in log
    assert "VP: " in log
    assert "“2024-01/VP_BaoCao_2024-01.xlsx”" in log
    assert away(bureau) == [], "one file that is away is its division's matter"


@pytest.mark.parametrize("looked", [True, False], ids=["a round has seen it", "no round since"])
def test_forms_are_made_anew_as_they_were_handed_in(vanished: Bureau, *, looked: bool) -> None:
    """As after `baocao restore`: an archive holds the facts, not the forms."""
    if looked:
        tick(vanished.config, ROUND, vanished.now)
    assert baocao.main(["templates", "--period", "2024-01", "--config", str(vanished.config)]) == 0
    for form in (vanished.folder.parent / "ổ mạng").glob("*_BaoCao_2024-01.xlsx"):
        assert (vanished.folder / "2024-01" / form.name).read_bytes() == form.read_bytes()
    vanished.at("18/01/2024 11:00")
    tick(vanished.config, ROUND, vanished.now)
    assert states(vanished) == {"submitted"}
    with vanished.office() as office:
        assert {s.copy.version for s in load_round(office, JANUARY).standings if s.copy} == {1}


def test_an_empty_form_over_a_filled_one_gives_way_to_it(bureau: Bureau) -> None:
    tick(bureau.config, ROUND, bureau.now)
    filled = bureau.form("TDC").read_bytes()
    aside = bureau.folder / "cất.xlsx"
    bureau.form("TDC").rename(aside)
    with bureau.office() as office:
        hand_out(office, JANUARY)  # one of seven is missing, and no round has seen that: an empty one is made
    assert bureau.form("TDC").read_bytes() != filled
    bureau.at("18/01/2024 10:00")
    tick(bureau.config, ROUND, bureau.now)
    assert states(bureau) == {"submitted"}
    with bureau.office() as office:
        (back,) = [each for each in hand_out(office, JANUARY) if each.back]
    assert (back.division, back.back) == ("TDC", 1)
    assert bureau.form("TDC").read_bytes() == filled


def test_a_month_that_was_never_begun_is_still_told_so(bureau: Bureau) -> None:
    for form in (bureau.folder / "2024-01").iterdir():
        form.unlink()
    (told,) = tick(bureau.config, ROUND, bureau.now).told
    assert told.startswith("Chưa làm biểu tháng 01/2024")
    assert away(bureau) == []


def lose_store(bureau: Bureau) -> None:
    for path in bureau.folder.glob("baocao.db*"):
        path.unlink()


@pytest.mark.parametrize("empty", [True, False], ids=["an empty file", "no file"])
def test_a_store_that_is_lost_is_told_and_never_begun_anew_in_silence(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], *, empty: bool
) -> None:
    tick(bureau.config, (*ROUND, Step("backup", make_backup)), bureau.now)
    (kept,) = (bureau.folder / "sao-luu").iterdir()
    before = kept.read_bytes()
    lose_store(bureau)
    if empty:
        (bureau.folder / "baocao.db").touch()
    done = tick(bureau.config, (*ROUND, Step("backup", make_backup)), bureau.now)
    assert done.failed
    assert f"“sao-luu/{kept.name}”" in done.told[0]
    assert kept.read_bytes() == before, "the last good backup is as it was"
    assert baocao.main(["status", "--config", str(bureau.config)]) == 2
    assert "Không thấy kho dữ liệu" in capsys.readouterr().err
    assert baocao.main(["doctor", "--config", str(bureau.config)]) == 1
    told = capsys.readouterr().out
    assert "Không thấy kho dữ liệu" in told
    assert "Thư mục" in told, "what needs no store is looked at all the same"


def test_an_office_that_has_made_nothing_yet_gets_its_store(bureau: Bureau) -> None:
    (bureau.folder / "sao-luu").mkdir()
    assert baocao.main(["status", "--config", str(bureau.config)]) == 1, "nobody has handed in"
    assert (bureau.folder / "baocao.db").exists()
