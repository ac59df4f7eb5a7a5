"""kill -9 while remarks are written into divisions' own forms: each file is the old one or the new one, whole."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from sync.render.template import default_template
from tests.faults import injecting
from tests.faults.injecting import run, run_with_fault
from tests.road.conftest import ROOT

pytestmark = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")
DIVISIONS = ("QLCN", "TDC", "VP")
CALLS = ("write", "fsync", "rename", "utimensat", "pwrite64", "fdatasync")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has read its forms and written nothing into them."""
    folder = tmp_path_factory.mktemp("office") / "Sở"
    (folder / "2024-01").mkdir(parents=True)
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    config = (ROOT / "config.yaml").read_text(encoding="utf-8")
    for code in DIVISIONS:
        shutil.copy2(ROOT / "examples" / "2024-01" / f"{code}_BaoCao_2024-01.xlsx", folder / "2024-01")
    (folder / "config.yaml").write_text(f"feedback: off\n{config}", encoding="utf-8")
    assert run(folder / "config.yaml", "sync").returncode == 1  # divisions are missing
    (folder / "config.yaml").write_text(f"feedback: inside\n{config}", encoding="utf-8")
    return folder


def forms(folder: Path) -> dict[str, dict[str, bytes]]:
    """The parts of every form; one that is not whole fails here."""
    found = {}
    for path in sorted((folder / "2024-01").glob("*_BaoCao_2024-01.xlsx")):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            found[path.name] = {name: package.read(name) for name in package.namelist()}
    return found


def killed(before: Path, folder: Path, call: str, at: int, *, may_be_done: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)
    done = run_with_fault(folder / "config.yaml", call, f"signal=KILL:when={at}", "feedback")
    assert done.returncode == -9 or may_be_done, (call, at)
    old, now = forms(before), forms(folder)
    for name, parts in now.items():
        assert len([part for part in parts if parts[part] != old[name][part]]) <= 1, (call, at, name)
    assert run(folder / "config.yaml", "sync").returncode == 1
    again = run(folder / "config.yaml", "feedback", "--format", "json")
    given = json.loads(again.stdout)["divisions"]
    assert {each["outcome"] for each in given} == {"unchanged"}, (call, at)
    assert {each["medium"] for each in given} == {"inside"}, (call, at)
    status = json.loads(run(folder / "config.yaml", "status", "--format", "json").stdout)
    assert {row["version"] for row in status["divisions"] if row["division"] in DIVISIONS} == {1}, (call, at)


@pytest.mark.parametrize("call", CALLS)
def test_a_form_is_never_half_written(before: Path, tmp_path: Path, call: str) -> None:
    for at in (1, 3):
        killed(before, tmp_path / "Sở", call, at, may_be_done=at > 1)


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_a_form_is_never_half_written_at_any_call(before: Path, tmp_path: Path, call: str) -> None:
    for at in range(1, 40):
        killed(before, tmp_path / "Sở", call, at, may_be_done=True)
