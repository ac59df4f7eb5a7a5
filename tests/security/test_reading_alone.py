"""Reading what staff hand in opens no socket and no other file, runs nothing and follows nothing (strace looks on)."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.sources import excel_modules
from macros.vba_project import vba_project
from tests.faults.injecting import STRACE, may_trace
from tests.road.conftest import Desk
from tests.sheets import hostile

pytestmark = pytest.mark.skipif(not may_trace(), reason="strace is not installed or may not trace here")
WATCHED = (
    "socket,connect,sendto,bind,open,openat,openat2,execve,execveat,creat,rename,renameat2,unlink,unlinkat,link,linkat"
)
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_parts(data: bytes, change: dict[str, tuple[str, str]], more: dict[str, bytes]) -> bytes:
    """A workbook some of whose parts say something else, and that has more of them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name in change:
                before, after = change[name]
                assert before.encode() in text, name
                text = text.replace(before.encode(), after.encode(), 1)
            new.writestr(name, text)
        for name, part in more.items():
            new.writestr(name, part)
    return made.getvalue()


def armed(form: bytes, canary: Path) -> bytes:
    """A form with all that a workbook can hold to reach out: macros, another workbook, pictures, OLE, DDE, a query."""
    there = canary.as_uri()
    relations = (
        "".join(
            f'<Relationship Id="x{at}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
            for at, (kind, target, mode) in enumerate(
                (
                    ("externalLink", "externalLinks/externalLink1.xml", ""),
                    ("connections", "connections.xml", ""),
                    ("image", there, ' TargetMode="External"'),
                    ("oleObject", there, ' TargetMode="External"'),
                    ("attachedTemplate", "http://127.0.0.1:9/x.dotm", ' TargetMode="External"'),
                )
            )
        )
        + f'<Relationship Id="vba" Type="{MACROS}" Target="vbaProject.bin"/>'
    )
    link = (
        f'<externalLink xmlns="{hostile._MAIN}"><externalBook xmlns:r="{RELATION}" r:id="rId1"/>'
        '<ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    )
    target = (
        f'<Relationships xmlns="{hostile._PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{RELATION}/externalLinkPath" Target="{there}" TargetMode="External"/></Relationships>'
    )
    query = (
        f'<connections xmlns="{hostile._MAIN}"><connection id="1" name="x" type="4" refreshOnLoad="1">'
        '<webPr url="http://127.0.0.1:9/x"/></connection></connections>'
    )
    return with_parts(
        form,
        {"xl/_rels/workbook.xml.rels": ("</Relationships>", f"{relations}</Relationships>")},
        {
            "xl/vbaProject.bin": vba_project(excel_modules(("Sheet1",))),
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": target.encode(),
            "xl/connections.xml": query.encode(),
        },
    )


def entity(form: bytes, canary: Path) -> bytes:
    """A form whose texts are to be fetched from a file of the machine."""
    head = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
    name = "xl/sharedStrings.xml"
    return with_parts(form, {name: ("<sst", f"{head}<sst")}, {})


def test_a_round_reads_the_forms_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    """Forms that would fetch, run and open all that a workbook can: the system sees none of it asked for."""
    canary = tmp_path / "chim-hoang-yen.xlsx"
    shutil.copyfile(desk.form("VP"), canary)
    for code, arm in (("VP", armed), ("TTKT", armed), ("QLCN", entity)):
        desk.came(desk.form(code)).write_bytes(arm(desk.form(code).read_bytes(), canary))
    log = tmp_path / "calls"
    words = ["sync", "--period", "2024-01", "--config", str(desk.folder / "config.yaml"), "--format", "json"]
    command = [str(STRACE), "-f", "-qq", "-s", "400", "-e", f"trace={WATCHED}", "-o", str(log)]
    done = subprocess.run(
        [*command, sys.executable, "-X", "utf8", "-m", "baocao", *words], capture_output=True, text=True, timeout=120
    )
    assert done.returncode in {0, 1}, done.stderr
    assert '"QLCN' in done.stdout
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    calls = [(found[1], found[2]) for line in lines if (found := re.match(r"\d+\s+(\w+)\((.*)", line))]
    assert not [told for name, told in calls if name in {"connect", "sendto", "bind"} and "AF_INET" in told]
    assert not [told for name, told in calls if name == "socket" and re.match(r"AF_(INET|PACKET|NETLINK)", told)]
    run = {re.match(r'"([^"]*)"', told)[1] for name, told in calls if name.startswith("exec")}  # type: ignore[index]
    assert {Path(program).name for program in run} <= {Path(sys.executable).name, Path(sys.executable).resolve().name}
    assert any("VP_BaoCao_2024-01.xlsx" in told for _, told in calls)  # strace does see what is opened
    assert sum(name.startswith("exec") for name, _ in calls) > 1  # the reading child among it
    assert not any(canary.name in told for _, told in calls)
    written = [told for name, told in calls if name.startswith("open") and re.search(r"O_(WRONLY|RDWR|CREAT)", told)]
    paths = {found[1] for told in written if (found := re.search(r'"([^"]*)"', told))}
    mine = {octal(str(desk.folder)), "/dev/null", "/tmp", "/dev/shm", "/dev/tty"}
    assert not [path for path in paths if not path.startswith(tuple(mine)) and "__pycache__" not in path], paths


def octal(text: str) -> str:
    """A path as strace writes it."""
    return "".join(chr(byte) if byte < 128 else f"\\{byte:o}" for byte in text.encode())


def test_what_staff_s_form_brings_along_stays_as_it_is_and_is_told(desk: Desk, tmp_path: Path) -> None:
    """Remarks go into the form itself: its macros and links stay byte for byte, none is added, none runs."""
    config = desk.folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "\nfeedback: inside\n", encoding="utf-8")
    canary = tmp_path / "chim-hoang-yen.xlsx"
    form = desk.form("VP")
    form.write_bytes(armed(form.read_bytes(), canary))
    before = zipfile.ZipFile(io.BytesIO(form.read_bytes()))
    desk.came(form)
    assert desk.say("sync", "--period", "2024-01").code in {0, 1}
    said = desk.say("feedback", "--period", "2024-01")
    assert said.code in {0, 1}, said.err
    after = zipfile.ZipFile(io.BytesIO(form.read_bytes()))
    assert after.namelist() == before.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert len(changed) == 1
    assert all(re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name) for name in changed)
    told = desk.say("check", "--period", "2024-01").out
    assert "macro" in told
