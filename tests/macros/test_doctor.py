"""`baocao doctor --macro`: on each kind of machine, what is told and what is to be done."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib import metadata
from pathlib import Path, PureWindowsPath

import pytest

import baocao
from macros import layout
from macros.doctor import examine
from macros.machine import Answer, Machine, ask_python
from macros.making import make_workbooks
from sync.model.messages import MESSAGES
from sync.model.messages.doctor import DOCTOR, GOOD
from sync.service.examined import Examined
from sync.work.office import Office
from tests.macros.test_trust import OWN, PLACES, registry
from tests.work.conftest import laid_out, office  # noqa: F401 the fixtures
from tests.work.offices import JANUARY

EXCEL = {r"HKCR\Excel.Application\CurVer": {"": "Excel.Application.16"}}
WELL = Answer("3.12.4", metadata.version("baocao"))


@pytest.fixture
def folder(office: Office, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """An office with both workbooks; LibreOffice, which is slow, makes none of them."""
    monkeypatch.setattr("macros.making.to_ods", lambda build: build)
    make_workbooks(office, JANUARY)
    return office.config.folder


def windows(keys: Mapping[str, Mapping[str, str | int]] | None = None, told: Answer = WELL) -> Machine:
    return Machine(
        platform="win32",
        ask=lambda _: told,
        is_file=lambda _: True,
        registry=registry(EXCEL if keys is None else {**EXCEL, **keys}),
        zone=lambda _: None,
        office=lambda: None,
        office_settings=lambda: "",
        variables={},
    )


def trusting(folder: Path) -> Machine:
    return windows({rf"{PLACES}\Location0": {"Path": str(PureWindowsPath(folder))}})


def linux(told: Answer = WELL) -> Machine:
    return Machine(
        platform="linux",
        ask=lambda _: told,
        is_file=lambda _: True,
        office=lambda: Path("/usr/bin/soffice"),
        office_settings=lambda: '<prop oor:name="MacroSecurityLevel"><value>1</value></prop>',
    )


def amiss(found: tuple[Examined, ...]) -> list[str]:
    return [each.code for each in found if each.state != "ok"]


class TestWindows:
    def test_where_all_is_well_every_line_says_so(self, folder: Path) -> None:
        found = examine(folder, trusting(folder))
        assert [each.code for each in found] == ["macro-python", "macro-program", "macro-excel", "macro-allowed"]
        assert {each.line[0] for each in found} == {"✓"}

    def test_without_a_trusted_location_excel_asks_once(self, folder: Path) -> None:
        (found,) = [each for each in examine(folder, windows()) if each.state != "ok"]
        assert (found.code, found.state) == ("macro-asked", "warning")

    def test_a_file_from_the_net_is_blocked_unless_its_folder_is_trusted(self, folder: Path) -> None:
        marked = replace(windows(), zone=lambda _: 3)
        assert amiss(examine(folder, marked)) == ["macro-web-mark"]
        assert amiss(examine(folder, replace(trusting(folder), zone=lambda _: 3))) == []

    def test_macros_may_be_forbidden(self, folder: Path) -> None:
        assert amiss(examine(folder, windows({OWN: {"VBAWarnings": 4}}))) == ["macro-forbidden"]
        off = {r"HKLM\Software\Microsoft\Office\16.0\Common": {"VBAOff": 1}}
        assert amiss(examine(folder, windows(off))) == ["macro-vba-off"]

    def test_without_excel_the_other_workbook_is_looked_at(self, folder: Path) -> None:
        without = replace(windows(), registry=registry({}))
        assert amiss(examine(folder, without)) == ["macro-no-office"]
        (folder / "TongHop.ods").unlink()
        assert amiss(examine(folder, without)) == ["macro-no-excel"]

    def test_in_a_folder_of_onedrive(self, folder: Path) -> None:
        there = replace(trusting(folder), variables={"ONEDRIVE": str(PureWindowsPath(folder.parent))})
        assert amiss(examine(folder, there)) == ["macro-onedrive"]

    def test_the_bridge_to_excel_is_missing(self, folder: Path) -> None:
        told = replace(WELL, failed={"win32com.client": "ModuleNotFoundError: No module named 'win32com'"})
        assert amiss(examine(folder, windows({rf"{PLACES}\L": {"Path": str(PureWindowsPath(folder))}}, told))) == [
            "macro-no-pywin32"
        ]


class TestLinux:
    def test_where_all_is_well(self, folder: Path) -> None:
        assert [each.code for each in examine(folder, linux())] == [
            "macro-python", "macro-program", "macro-office", "macro-office-python", "macro-office-allowed",
        ]  # fmt: skip

    def test_libreoffice_is_missing(self, folder: Path) -> None:
        assert amiss(examine(folder, replace(linux(), office=lambda: None))) == ["macro-no-office"]

    def test_its_python_is_missing_or_another(self, folder: Path) -> None:
        assert amiss(examine(folder, linux(replace(WELL, uno="uno-missing")))) == ["uno-missing"]
        other = replace(WELL, uno="uno-other-python", uno_facts={"ours": "3.12", "theirs": "3.11"})
        (found,) = [each for each in examine(folder, linux(other)) if each.state != "ok"]
        assert "Python 3.12" in found.message
        assert "Python 3.11" in found.action

    def test_its_macros_are_not_trusted(self, folder: Path) -> None:
        assert amiss(examine(folder, replace(linux(), office_settings=lambda: ""))) == ["macro-office-forbidden"]

    def test_excels_workbook_alone_is_of_no_use(self, folder: Path) -> None:
        (folder / "TongHop.ods").unlink()
        assert amiss(examine(folder, linux())) == ["macro-no-workbook"]


class TestPython:
    @pytest.mark.parametrize(
        ("told", "code"),
        [
            (Answer(trouble="Permission denied"), "macro-python-broken"),
            (replace(WELL, version="3.9.2"), "macro-python-old"),
            (replace(WELL, failed={"macros.buttons": "ModuleNotFoundError: macros"}), "macro-no-program"),
            (replace(WELL, failed={"macros.quick": "ImportError: xlwings"}), "macro-no-xlwings"),
            (replace(WELL, program="0.0.9"), "macro-other-version"),
        ],
    )
    def test_what_it_lacks(self, folder: Path, told: Answer, code: str) -> None:
        assert code in amiss(examine(folder, linux(told)))

    def test_another_version_of_the_program_is_only_a_warning(self, folder: Path) -> None:
        found = examine(folder, linux(replace(WELL, program="0.0.9")))
        assert [each.state for each in found if each.code == "macro-other-version"] == ["warning"]

    def test_the_path_in_the_workbook_leads_nowhere(self, folder: Path) -> None:
        found = examine(folder, replace(linux(), is_file=lambda _: False))
        assert amiss(found) == ["macro-python-gone"]
        assert f"“{sys.executable}”" in found[0].message

    def test_the_shortcut_to_the_shop_is_no_python(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shop = "C:\\Users\\x\\AppData\\Local\\Microsoft\\WindowsApps\\pythonw.exe"
        told = {layout.PYTHON: shop, layout.CONFIG: ""}
        monkeypatch.setattr("macros.doctor._settings_of", lambda _: told)
        assert amiss(examine(folder, trusting(folder))) == ["macro-python-store"]

    def test_this_one_answers_for_itself(self) -> None:
        told = ask_python(sys.executable)
        assert told.trouble == ""
        assert told.version.startswith(f"{sys.version_info.major}.{sys.version_info.minor}.")
        assert told.program == metadata.version("baocao")
        assert told.failed == {}

    def test_pythonw_is_asked_through_the_python_beside_it(self, tmp_path: Path) -> None:
        (tmp_path / "python").symlink_to(sys.executable)
        assert ask_python(str(tmp_path / "pythonw")).version

    def test_what_is_no_python_is_told(self, tmp_path: Path) -> None:
        broken = tmp_path / "python"
        broken.write_text("#!/bin/sh\necho hỏng >&2; exit 3\n", encoding="utf-8")
        broken.chmod(0o755)
        assert ask_python(str(broken)).trouble == "hỏng"
        broken.chmod(0o644)
        assert ask_python(str(broken)).trouble


class TestWorkbook:
    def test_it_is_not_there(self, tmp_path: Path) -> None:
        (found,) = examine(tmp_path, windows())
        assert found.line == f"✗ Thư mục {tmp_path} chưa có TongHop.xlsm. Chạy lệnh baocao workbook để làm sổ."

    @pytest.mark.parametrize("data", [b"", b"PK no zip", b"typed"])
    def test_it_cannot_be_read(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "TongHop.ods").write_bytes(data)
        assert amiss(examine(tmp_path, linux())) == ["macro-no-settings"]

    def test_another_workbook_has_taken_its_name(self, folder: Path) -> None:
        (folder / "TongHop.ods").write_bytes((folder / "2024-01" / "VP_BaoCao_2024-01.xlsx").read_bytes())
        assert amiss(examine(folder, linux())) == ["macro-no-settings"]

    def test_it_looks_for_its_config_where_there_is_none(self, office: Office, tmp_path: Path) -> None:  # noqa: F811
        make_workbooks(office, JANUARY, tmp_path / "khác")
        machine = replace(trusting(tmp_path / "khác"), is_file=lambda path: not path.endswith(".yaml"))
        assert amiss(examine(tmp_path / "khác", machine)) == ["macro-no-config"]


class TestCommand:
    def test_it_ends_with_one_where_something_must_be_done(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = ["doctor", "--macro", "--config", str(folder / "config.yaml")]
        monkeypatch.setattr("macros.doctor.Machine", lambda: linux())
        assert baocao.main(words) == 0
        assert capsys.readouterr().out.startswith("✓ Python 3.12.4 chạy được: ")
        monkeypatch.setattr("macros.doctor.Machine", lambda: linux(replace(WELL, uno="uno-missing")))
        assert baocao.main([*words, "--format", "json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["schema"] == 1
        (check,) = [each for each in told["checks"] if each["state"] == "error"]
        assert check == {
            "code": "uno-missing",
            "state": "error",
            "message": MESSAGES["uno-missing"].what,
            "action": MESSAGES["uno-missing"].action,
        }

    def test_without_an_office_it_could_not_look(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert baocao.main(["doctor", "--macro", "--config", str(tmp_path / "config.yaml")]) == 2
        assert capsys.readouterr().out == ""


def test_no_sentence_is_left_over() -> None:
    source = Path(str(sys.modules[examine.__module__].__file__)).read_text(encoding="utf-8")
    assert [code for code in (*DOCTOR, *GOOD) if f'"{code}"' not in source] == []


@pytest.mark.parametrize("code", DOCTOR)
def test_each_says_what_is_wrong_and_what_to_do(code: str) -> None:
    message = DOCTOR[code]
    assert message.what.endswith((".", ")."))
    assert message.action.endswith(".")
    assert max(len(text.split()) for text in (message.what, message.action)) <= 30
