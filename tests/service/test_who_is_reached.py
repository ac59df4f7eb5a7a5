"""Whom no letter reaches is told by doctor; what failed is told once, each reader in words of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.model.period import Period
from sync.service.nightly import Step, tick
from sync.service.remind import make_reminders
from sync.work.collect import collect
from sync.work.files import FileBusyError
from sync.work.office import Office
from tests.service.conftest import JANUARY, Bureau, laid_out
from tests.service.test_doctor import add, amiss, change, found
from tests.service.test_outbox import letter, text_of

SENDER = "mail: {host: mail.example.vn, security: none, sender: baocao@example.vn}"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    with made.office() as office:
        collect(office, JANUARY)
    return made.folder


@pytest.fixture
def bureau(prepared: Path, tmp_path: Path) -> Bureau:
    """January's office, read."""
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def test_an_office_where_nobody_has_an_address_and_no_server_does_without(bureau: Bureau) -> None:
    assert amiss(found(bureau)) == set()


def test_who_has_no_address_while_others_have_is_named(bureau: Bureau) -> None:
    change(bureau, "  - code: VP\n", "  - code: VP\n    email: vp@example.vn\n")
    said = found(bureau)["doctor-no-address"]
    assert said.state == "warning"
    assert said.message == (
        "Chưa có địa chỉ thư của Thanh tra Sở, Phòng Quản lý Khoa học, Phòng Quản lý Công nghệ và Chuyên ngành, "
        "Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng và 1 nơi khác: "
        "thư cho nơi ấy để ở thư mục thu-di."
    )


def test_a_clerk_without_an_address_is_named_too(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.service.doctor.try_out", lambda *_: None)
    change(bureau, ", email: tonghop@example.vn", "")
    add(bureau, SENDER)
    assert "và 3 nơi khác" in found(bureau)["doctor-no-address"].message


def test_an_office_without_a_clerk_hears_that_nobody_gets_the_mornings_letter(bureau: Bureau) -> None:
    change(bureau, "  - {name: Trần Thị Bình, role: clerk", "  - {name: Trần Thị Bình, role: administrator")
    said = found(bureau)
    assert amiss(said) == {"doctor-no-clerk"}
    assert "không ai nhận thư tình hình" in said["doctor-no-clerk"].message


def failing(name: str, folder: Path) -> Step:
    def fail(office: Office, period: Period, going: Callable[[], None]) -> str | None:
        raise FileBusyError(folder / "sao-luu" / "baocao_2024-01-18.zip", "[Errno 28] No space left on device")

    return Step(name, fail)


@pytest.mark.parametrize("step", ["backup", "page", "round"])
def test_a_step_that_failed_is_told_once_and_without_our_paths(bureau: Bureau, step: str) -> None:
    """The log's reader is sent to doctor; doctor and the clerk's letter tell what to do themselves."""
    tick(bureau.config, (failing(step, bureau.folder),), bureau.now)
    assert "chạy baocao doctor" in bureau.log()
    code = "doctor-round-failed" if step == "round" else "doctor-step-failed"
    said = found(bureau)[code]
    assert "sao-luu/baocao_2024-01-18.zip" in said.message
    assert str(bureau.folder) not in said.line
    assert said.line.count("nhat-ky/baocao.log") == 1
    assert "baocao doctor" not in said.line
    assert said.line.count("không xong") == 1
    assert ".." not in said.line
    tick(bureau.config, (Step("remind", make_reminders),), bureau.now)
    told = text_of(letter(bureau, "2024-01_tong-hop_2024-01-18.eml"))
    (line,) = (line for line in told.splitlines() if "không xong" in line)
    assert line.endswith("Báo người quản trị.")
    assert "doctor" not in told
    assert str(bureau.folder) not in told
