"""`baocao service install` writes what the system needs, says what it did, and what is left to a person."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from lxml import etree

import baocao
from sync.model.config_file import load_config
from sync.model.messages import sentence
from sync.service import install as installing
from sync.service.units import Installed, Scope, folder_of, scheduled_task, systemd_unit
from tests.service.conftest import Bureau, laid_out

WINDOWS = Installed(
    PureWindowsPath(r"C:\BaoCao\python\python.exe"),
    PureWindowsPath(r"D:\Sở KH&CN\config.yaml"),
    (PureWindowsPath(r"D:\Sở KH&CN"),),
    "SKHCN",
    r"SO\nguyen.van.an",
)
SCHEMA = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
ODD_FOLDERS = ("bao-cao", "Sở KH&CN", "một trăm %h", "giá $HOME", 'dấu "nháy"', "gạch \\ chéo", "cuối ;", "#thử")


def installed(folder: PurePath) -> Installed:
    return Installed(PurePosixPath("/usr/bin/python3"), folder / "config.yaml", (folder,), "SKHCN", "root")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze, of Debian's systemd")
@pytest.mark.parametrize("scope", ["user", "system"])
@pytest.mark.parametrize("name", ODD_FOLDERS)
def test_systemd_finds_nothing_to_say_of_the_unit(tmp_path: Path, scope: Scope, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    unit = tmp_path / "baocao-skhcn.service"
    unit.write_text(systemd_unit(installed(folder), scope), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", f"--{scope}", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    mine = [line for line in (done.stdout + done.stderr).splitlines() if "baocao" in line]
    assert mine == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze, of Debian's systemd")
def test_the_units_exposure_is_low(tmp_path: Path) -> None:
    unit = tmp_path / "baocao-skhcn.service"
    unit.write_text(systemd_unit(installed(tmp_path), "system"), encoding="utf-8")
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=35", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_unit_starts_again_by_itself_and_is_given_time_to_end() -> None:
    unit = systemd_unit(installed(PurePosixPath("/srv/baocao")), "system")
    assert 'ExecStart="/usr/bin/python3" "-P" "-m" "baocao" "serve" "--config" "/srv/baocao/config.yaml"' in unit
    for line in ("Restart=on-failure", "TimeoutStopSec=180", "NoNewPrivileges=yes", "User=root"):
        assert line in unit.splitlines()
    assert 'ReadWritePaths="/srv/baocao"' in unit.splitlines()
    assert "User=" not in systemd_unit(installed(PurePosixPath("/srv/baocao")), "user")


def test_a_disk_for_backups_that_is_away_keeps_no_service_from_starting(bureau: Bureau) -> None:
    with bureau.config.open("a", encoding="utf-8") as text:
        text.write("\nbackups: {folder: /media/usb/sao-luu}\n")
    this = installing.what_is_installed(load_config(bureau.config), "nobody")
    unit = systemd_unit(this, "system")
    assert f'ReadWritePaths="{bureau.folder}" "-/media/usb/sao-luu"' in unit.splitlines()  # systemd.exec(5)


def _task(xml: str) -> etree._Element:
    return etree.fromstring(xml.encode("utf-16"))


def test_the_task_runs_once_at_a_time_makes_up_for_a_missed_start_and_never_ends() -> None:
    task = _task(scheduled_task(WINDOWS, with_password=False))

    def said(path: str) -> str | None:
        return task.findtext("/".join(f"{SCHEMA}{name}" for name in path.split("/")))

    assert said("Settings/MultipleInstancesPolicy") == "IgnoreNew"
    assert said("Settings/StartWhenAvailable") == "true"
    assert said("Triggers/TimeTrigger/Repetition/Interval") == "PT15M"
    assert said("Triggers/TimeTrigger/Repetition/Duration") is None, "endless, or StartWhenAvailable does nothing"
    assert said("Principals/Principal/RunLevel") == "LeastPrivilege"
    assert said("Principals/Principal/LogonType") == "InteractiveToken"
    assert said("Actions/Exec/Command") == r"C:\BaoCao\python\pythonw.exe"
    assert said("Actions/Exec/Arguments") == r'-P -m baocao serve --once --config "D:\Sở KH&CN\config.yaml"'


def test_a_task_with_password_runs_also_while_nobody_is_logged_on() -> None:
    task = _task(scheduled_task(WINDOWS, with_password=True))
    assert task.findtext(f"{SCHEMA}Principals/{SCHEMA}Principal/{SCHEMA}LogonType") == "Password"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "systemd" / "user"


def test_install_status_and_remove_tell_what_they_did(bureau: Bureau, home: Path) -> None:
    config = load_config(bureau.config)
    asked: list[str] = []

    def obeys(command: Sequence[str]) -> tuple[int, str]:
        asked.append(" ".join(command))
        return 0, "active"

    deeds = installing.install(config, "user", run=obeys)
    assert [deed.code for deed in deeds] == ["service-written", "service-runs"]
    assert "systemctl --user enable --now baocao-skhcn.service" in asked
    assert (home / "baocao-skhcn.service").read_text(encoding="utf-8").startswith("[Unit]")
    assert [deed.code for deed in installing.state(config, "user", run=obeys)] == ["service-runs"]
    assert [deed.code for deed in installing.remove(config, "user", run=obeys)] == ["service-removed"]
    assert not (home / "baocao-skhcn.service").exists()
    assert [deed.code for deed in installing.state(config, "user", run=obeys)] == ["service-not-there"]


def test_a_trial_beside_the_real_office_leaves_its_service_alone(bureau: Bureau, home: Path, tmp_path: Path) -> None:
    """Both have the department's symbol, and so one name: who tries something out does not stop the real one."""
    home.mkdir(parents=True)
    trial = laid_out(tmp_path / "thử 100%")
    real, other = load_config(bureau.config), load_config(trial.config)
    asked: list[str] = []

    def obeys(command: Sequence[str]) -> tuple[int, str]:
        asked.append(" ".join(command))
        return 0, "active"

    installing.install(real, "user", run=obeys)
    unit = (home / "baocao-skhcn.service").read_bytes()
    asked.clear()
    for deed in (installing.install, installing.state, installing.remove):
        (said,) = deed(other, "user", run=obeys)
        assert (said.code, said.good) == ("service-of-another", False)
        assert f"“{bureau.folder}”" in sentence(said.code, dict(said.facts))[0]
    assert ((home / "baocao-skhcn.service").read_bytes(), asked) == (unit, [])
    assert [deed.code for deed in installing.state(real, "user", run=obeys)] == ["service-runs"]
    bureau.config.unlink()  # the office moved: what is left of its service is nobody's
    assert installing.install(other, "user", run=obeys)[-1].code == "service-runs"
    assert [deed.code for deed in installing.remove(other, "user", run=obeys)] == ["service-removed"]


@pytest.mark.parametrize("folder", ODD_FOLDERS)
def test_whose_service_it_is_can_be_read_from_unit_and_task(folder: str) -> None:
    for scope in ("user", "system"):
        assert folder_of(systemd_unit(installed(PurePosixPath("/srv") / folder), scope)) == f"/srv/{folder}"
    task = replace(WINDOWS, config=PureWindowsPath("D:/") / folder / "config.yaml")
    assert folder_of(scheduled_task(task, with_password=False)) == str(PureWindowsPath("D:/") / folder)


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        (3, "inactive\n", "đã cài nhưng không chạy (đang dừng)."),
        (3, "failed", "đã cài nhưng không chạy (đã dừng vì lỗi)."),
        (
            1,
            "Failed to connect to bus: No medium found.\nSee system logs for details.",
            "đã cài nhưng không chạy (hệ thống nói: “Failed to connect to bus: No medium found”).",
        ),
        (1, "", "đã cài nhưng không chạy (không rõ vì sao)."),
        (installing.NO_ANSWER, "máy này không có lệnh systemctl", "không chạy (máy này không có lệnh systemctl)."),
    ],
)
def test_what_the_system_says_is_in_our_words_or_marked_as_its_own(
    bureau: Bureau, home: Path, code: int, said: str, told: str
) -> None:
    home.mkdir(parents=True)
    (home / "baocao-skhcn.service").write_bytes(b"")
    config = load_config(bureau.config)
    (deed,) = installing.state(config, "user", run=lambda _: (code, said))
    assert told in sentence(deed.code, dict(deed.facts))[0]
    left = installing.install(config, "user", run=lambda _: (code, said))[-1]
    assert left.code == "service-left"
    what = sentence(left.code, dict(left.facts))[0]
    assert what.startswith("Hệ thống chưa nhận dịch vụ (" if said else "Còn một lệnh phải tự chạy")
    assert "\n" not in what


def test_a_command_that_is_not_there_is_told_in_our_words() -> None:
    assert installing.run(["khong-co-lenh-nay"]) == (installing.NO_ANSWER, "máy này không có lệnh khong-co-lenh-nay")


@pytest.mark.parametrize(
    ("named", "sudo", "runs_as"),
    [("", "nobody", "nobody"), ("daemon", "nobody", "daemon"), ("root", "", "root")],
    ids=["who called sudo", "who is named", "root where it is asked for"],
)
def test_the_whole_machines_service_runs_as_who_installs_it_and_never_as_root_unasked(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, named: str, sudo: str, runs_as: str
) -> None:
    monkeypatch.setenv("SUDO_USER", sudo)
    monkeypatch.setattr(installing, "unit_path", lambda name, _scope: bureau.folder / f"{name}.service")
    deeds = installing.install(load_config(bureau.config), "system", user=named, run=lambda _: (0, ""))
    assert [deed.code for deed in deeds] == ["service-written", "service-user", "service-runs"]
    assert f"\nUser={runs_as}\n" in (bureau.folder / "baocao-skhcn.service").read_text(encoding="utf-8")


def test_nobody_but_root_known_is_asked_for(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUDO_USER", "root")
    monkeypatch.setattr(Path, "owner", lambda _self: "root")
    monkeypatch.setattr(getpass, "getuser", lambda: "root")
    monkeypatch.setattr(installing, "unit_path", lambda name, _scope: bureau.folder / f"{name}.service")
    assert baocao.main(["service", "install", "--system", "--config", str(bureau.config)]) == 2
    assert "sudo baocao service install --system --user baocao" in capsys.readouterr().err
    assert baocao.main(["service", "install", "--system", "--user", "ai-do", "--config", str(bureau.config)]) == 2
    assert "không có tài khoản “ai-do”" in capsys.readouterr().err
    assert not list(bureau.folder.glob("*.service"))


def test_what_colleagues_read_is_no_secret_of_the_services_user() -> None:
    assert "UMask=0022" in systemd_unit(installed(PurePosixPath("/srv/baocao")), "system")


def test_a_system_that_does_not_obey_leaves_the_command_to_a_person(
    bureau: Bureau, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", _refuses)
    code = baocao.main(["service", "install", "--config", str(bureau.config)])
    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert lines[0] == f"✓ Đã ghi {home / 'baocao-skhcn.service'}."
    assert lines[1] == (
        "! Hệ thống chưa nhận dịch vụ (hệ thống nói: “Failed to connect to bus”). "
        "Chạy lệnh sau bằng tài khoản có quyền: systemctl --user enable --now baocao-skhcn.service"
    )


def _refuses(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.CompletedProcess(command, 1, b"", b"Failed to connect to bus\n")
