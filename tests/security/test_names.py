"""Names of files, tabs, divisions and periods: nothing is made, read or overwritten outside of the office's folder."""

from __future__ import annotations

import io
import ntpath
import os
import re
import sys
import zipfile
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
import xlsxwriter
from lxml import etree

from sheets.identity import PROPERTY, parse_identity
from sheets.text import storable
from sync.model.config_file import ConfigError, load_config
from sync.model.period import PeriodError, parse_period
from sync.service.sealed import is_safe
from sync.service.units import Installed, scheduled_task, systemd_unit
from sync.work.collect import collect
from sync.work.publish import publish
from tests.road.conftest import ROOT, Desk
from tests.security.payloads import NAMES, PAYLOADS
from tests.service.conftest import JANUARY, Bureau

CONFIG = (ROOT / "config.yaml").read_text(encoding="utf-8")


def quoted(text: str) -> str:
    """A text between the quotes of YAML, every letter that could mean something written out."""
    return "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text)


def outside(folder: Path) -> set[str]:
    """Everything that lies beside the office's folder."""
    return {str(path) for path in folder.parent.rglob("*") if folder not in path.parents and path != folder}


def test_a_code_of_a_division_is_never_part_of_a_path(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    taken = []
    for name in NAMES:
        path.write_text(CONFIG.replace("- code: QLKH\n", f'- code: "{quoted(name)}"\n'), encoding="utf-8")
        try:
            taken += [d.code for d in load_config(path).divisions if d.code not in CONFIG]
        except ConfigError:
            continue
    assert all(code.isascii() and code.isalnum() for code in taken), taken


def test_an_identity_and_a_period_take_no_path() -> None:
    for name in (*NAMES, *PAYLOADS):
        for text in (f"SKHCN-{name}-2024-01-v1", f"{name}-QLCN-2024-01-v1", f"SKHCN-QLCN-{name}-v1"):
            found = parse_identity(text)
            if found is not None:
                assert (found.department + found.division).isalnum(), text
                assert set(found.period) <= set("0123456789-QHM"), text
        with pytest.raises(PeriodError):
            parse_period(name)


def claiming(identity: str) -> bytes:
    """A workbook that says in both places whose form it is."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Thông tin chung").write_string(2, 0, f"Mã biểu: {identity}")
        book.set_custom_property(PROPERTY, identity[:250] or "x", "text")
    return made.getvalue()


def test_forms_in_the_inbox_that_claim_odd_places_stay_where_they_are(desk: Desk) -> None:
    before = outside(desk.folder)
    inbox = desk.folder / "hop-thu-den"
    names = [name for name in NAMES if "\x00" not in name]
    for at, name in enumerate(names):
        (inbox / f"{at}.xlsx").write_bytes(claiming(f"SKHCN-{name}-2024-01-v1"))
        (inbox / f"k{at}.xlsx").write_bytes(claiming(f"SKHCN-VP-{name}-v1"))
    periods = {path.name for path in desk.folder.iterdir() if path.is_dir()}
    assert desk.say("sync", "--period", "2024-01").code in {0, 1}
    assert outside(desk.folder) == before
    assert len(list(inbox.glob("*.xlsx"))) == 2 * len(names)
    assert {path.name for path in desk.folder.iterdir() if path.is_dir()} - periods <= {"nhat-ky"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_files_of_odd_names_are_taken_in_under_names_of_ours(desk: Desk) -> None:
    """A division's form that came by mail under any name: it is copied under the form's own name, nothing is lost."""
    before = outside(desk.folder)
    inbox = desk.folder / "hop-thu-den"
    data = desk.form("VP").read_bytes()
    desk.form("VP").unlink()
    names = [
        n for n in NAMES if "/" not in n and "\x00" not in n and len(os.fsencode(n)) < 240 and n not in {".", ".."}
    ]
    for name in names:
        (inbox / f"{name.removesuffix('.xlsx')}.xlsx").write_bytes(data)
    assert desk.say("sync", "--period", "2024-01").code in {0, 1}
    assert outside(desk.folder) == before
    assert desk.form("VP").read_bytes() == data
    ours = {path.name for path in (desk.folder / "2024-01").iterdir() if path.name.startswith("VP")}
    assert ours <= {"VP_BaoCao_2024-01.xlsx", "VP_BaoCao_2024-01 - Ý kiến rà soát.xlsx"}
    seen = [name for name in names if not name.startswith((".", "~$"))]
    assert len(list((inbox / "da-nhan").iterdir())) == len({name.removesuffix(".xlsx") for name in seen})


def test_there_are_forty_names_and_more() -> None:
    assert len(NAMES) >= 40


def with_tabs(form: bytes, names: Sequence[str]) -> bytes:
    """A form to which staff have added tabs of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/workbook.xml":
                root = etree.fromstring(data)
                sheets = root.find("{*}sheets")
                assert sheets is not None
                for at, name in enumerate(names):
                    each = copy(sheets[-1])
                    each.set("name", storable(name))
                    each.set("sheetId", str(900 + at))
                    sheets.append(each)
                data = etree.tostring(root)
            new.writestr(item, data)
    return made.getvalue()


def test_no_name_of_a_tab_becomes_a_path(desk: Desk) -> None:
    """Tabs of every odd name in one form: it is read or refused, remarked upon, shown; nothing is made elsewhere."""
    config = desk.folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "\nfeedback: inside\n", encoding="utf-8")
    form = desk.form("VP")
    desk.came(form).write_bytes(with_tabs(form.read_bytes(), NAMES))
    before = outside(desk.folder)
    kept = {path.relative_to(desk.folder).as_posix() for path in desk.folder.rglob("*")}
    for words in (("sync",), ("check",), ("feedback",), ("report", "--draft")):
        said = desk.say(words[0], "--period", "2024-01", *words[1:])
        assert said.code in {0, 1}, said.err
        assert "Traceback" not in said.err
    assert outside(desk.folder) == before
    made = {path.relative_to(desk.folder).as_posix() for path in desk.folder.rglob("*")} - kept
    assert all(OURS.fullmatch(name) for name in made), made


# What four commands make: the log, the store, remarks beside, a draft and its workbook.
OURS = re.compile(
    r"nhat-ky(/[\w.-]+)?|baocao\.db(-wal|-shm)?|2024-01/(BaoCao|SoLieu)_2024-01_v\d+_DU-THAO[\w-]*\.(docx|xlsx|txt)"
    r"|2024-01/\w+_BaoCao_2024-01 - Ý kiến rà soát\.xlsx"
)


@pytest.mark.parametrize("some", [NAMES[:3], pytest.param(NAMES[3:], marks=pytest.mark.slow)], ids=["three", "all"])
def test_no_signer_and_no_office_s_name_becomes_a_path(bureau: Bureau, some: Sequence[str]) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        before, files = outside(bureau.folder), set((bureau.folder / "2024-01").iterdir())
        for at, name in enumerate(some, 1):
            signers = tuple(replace(each, name=name, title=(name,)) for each in office.config.signers)
            named = replace(office.config, signers=signers, name=name, short_name=name, place=name)
            made = publish(replace(office, config=named), JANUARY, draft=True)
            new = set((bureau.folder / "2024-01").iterdir()) - files
            assert {path.name for path in new if path.suffix != ".txt"} == {
                f"BaoCao_2024-01_v{at}_DU-THAO.docx",
                f"SoLieu_2024-01_v{at}_DU-THAO.xlsx",
            }, (name, made)
            for path in new:
                path.unlink()
        assert outside(bureau.folder) == before


def test_names_that_we_give_are_good_on_windows_too(bureau: Bureau) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
    for path in bureau.folder.rglob("*"):
        name = path.relative_to(bureau.folder)
        assert not PureWindowsPath(name).is_reserved()
        assert not set(str(name)) & set('<>:"\\|?*')
        assert all(part.rstrip(". ") == part for part in name.parts)
        assert len(str(name)) <= 120


def test_no_odd_name_is_a_member_of_an_archive_of_ours() -> None:
    for name in NAMES:
        if is_safe(name):
            path = ntpath.normpath(ntpath.join("C:\\x", name))
            assert path.startswith("C:\\x\\"), name
            assert not PureWindowsPath(name).is_reserved()
            assert str(PurePosixPath("/x") / name) == f"/x/{name}"
            assert name.isascii()
    assert not any(is_safe(name) for name in ("../x", "/etc/passwd", "C:\\x", "CON", "a:b", "a.", "x" * 300, "-rf"))


def test_the_folder_s_name_adds_nothing_to_unit_or_task() -> None:
    """Units are lines, tasks are XML: a folder that would add either is refused or written as what it is."""
    usual = installed("x")
    for name in (*NAMES, *PAYLOADS):
        this = installed(name)
        told = (
            etree.fromstring(scheduled_task(this, with_password=False).encode("utf-16", "surrogatepass"))
            if (name.isprintable())
            else None
        )
        if told is not None:
            tags = [each.tag for each in told.iter()]
            assert tags == [
                each.tag
                for each in etree.fromstring(scheduled_task(usual, with_password=False).encode("utf-16")).iter()
            ]
            assert told.findtext(".//{*}WorkingDirectory") == str(this.config.parent)
        try:
            unit = systemd_unit(this, "system")
        except ValueError:
            assert not name.isprintable()
            continue
        assert unit.count("\n") == systemd_unit(usual, "system").count("\n")
        assert "\r" not in unit


def installed(name: str) -> Installed:
    folder = PurePosixPath("/srv") / name
    return Installed(PurePosixPath("/usr/bin/python3"), folder / "config.yaml", (folder,), "SKHCN", "root")
