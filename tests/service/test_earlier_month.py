"""The month before, while forms of the next one are out: it is read and reminded of until it is closed."""

from __future__ import annotations

import email
import email.policy
import json
import shutil
from pathlib import Path

import pytest

import baocao
from sync.model.period import parse_period
from sync.service.nightly import Step, make_round, tick
from sync.service.remind import make_reminders
from sync.store import facts
from sync.work.closing import lock
from sync.work.collect import collect
from sync.work.decide import accept
from sync.work.handout import hand_out
from sync.work.opening import opened
from tests.service.conftest import JANUARY, Bureau, laid_out

FEBRUARY = parse_period("2024-02")
STEPS = (Step("round", make_round), Step("remind", make_reminders))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """January, of which QLKH has sent nothing; February's forms were made on 26/1."""
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    made.form("QLKH").rename(made.folder / "QLKH_BaoCao_2024-01.xlsx")
    with made.office() as office:
        collect(office, JANUARY)
    made.at("26/01/2024 10:00")
    with made.office() as office:
        hand_out(office, FEBRUARY)
    return made.folder


@pytest.fixture
def both(prepared: Path, tmp_path: Path) -> Bureau:
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def letters(bureau: Bureau) -> dict[str, str]:
    """The letters in the outbox, by name without their date."""
    found = {}
    for path in (bureau.folder / "thu-di").glob("*.eml"):
        made = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_body(("plain",))
        assert made is not None
        found[path.stem.rpartition("_")[0]] = made.get_content()
        path.unlink()
    return found


def versions(bureau: Bureau) -> set[str]:
    with bureau.office() as office, office.store.reading() as connection:
        return {version.division for version in facts.versions(connection, JANUARY.code)}


def test_a_form_that_comes_late_is_read_and_the_clerk_hears_of_it(both: Bureau) -> None:
    both.at("26/01/2024 11:00")
    tick(both.config, STEPS, both.now)
    assert "QLKH" not in versions(both)
    assert "… QLKH – Phòng Quản lý Khoa học: Chưa gửi" in letters(both)["2024-01_tong-hop"]
    (both.folder / "QLKH_BaoCao_2024-01.xlsx").rename(both.folder / "hop-thu-den" / "QLKH_BaoCao_2024-01.xlsx")
    both.at("01/02/2024 08:00")
    (read, _) = tick(both.config, STEPS, both.now).told
    assert "Đã đọc biểu tháng 02/2024" in read
    assert "Đã đọc biểu tháng 01/2024: 1 biểu mới" in read
    assert "QLKH" in versions(both)
    told = letters(both)["2024-01_tong-hop"]
    assert "✓ QLKH – Phòng Quản lý Khoa học: Đã gửi" in told
    assert "- QLKH – Phòng Quản lý Khoa học: có bản mới (bản 1) lúc 08:00 01/02/2024." in told


def test_a_month_whose_forms_were_never_read_is_read_too(bureau: Bureau) -> None:
    """The service was installed only after the next month's forms were out."""
    with bureau.office() as office:
        hand_out(office, FEBRUARY)
    bureau.at("26/01/2024 11:00")
    (read,) = tick(bureau.config, STEPS[:1], bureau.now).told
    assert "Đã đọc biểu tháng 01/2024: 7 biểu mới" in read


def test_a_dry_run_shows_the_letters_of_both_months(
    both: Bureau, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    both.at("31/01/2024 08:00")
    monkeypatch.setattr(opened.__wrapped__, "__defaults__", ("", both.now, "command"))  # type: ignore[attr-defined]
    ask = ["remind", "--dry-run", "--format", "json", "--config", str(both.config)]
    assert baocao.main(ask) == 0
    letters = json.loads(capsys.readouterr().out)["letters"]
    assert ("2024-01", "QLKH") in {(letter["period"], letter["division"]) for letter in letters}
    assert baocao.main([*ask, "--period", "2024-02"]) == 0
    assert "2024-01" not in {letter["period"] for letter in json.loads(capsys.readouterr().out)["letters"]}
    assert not (both.folder / "thu-di").exists()


def test_who_is_overdue_is_asked_for_the_form_until_the_month_is_closed(both: Bureau) -> None:
    both.at("31/01/2024 08:00")  # eight working days after 19/1
    tick(both.config, STEPS, both.now)
    assert "đã quá 8 ngày làm việc" in letters(both)["2024-01_QLKH"]
    with both.office() as office:
        accept(office, JANUARY, [], "đi công tác", without=["QLKH"])
        lock(office, JANUARY)
    both.at("07/02/2024 08:00")
    told = tick(both.config, STEPS, both.now).told
    assert not any("Đã đọc biểu tháng 01/2024" in line for line in told), "what is closed is not read by itself"
    assert "2024-01_QLKH" not in letters(both)
