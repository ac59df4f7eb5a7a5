"""The wheel is the same bytes whenever it is built; from the folder an office installs without internet."""

from __future__ import annotations

import hashlib
import os
import re
import runpy
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BUILT_FROM = ("sheets", "sync", "macros", "examples")
FILES = ("baocao.py", "config.yaml", "pyproject.toml", "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md", ".gitignore")

sources = pytest.mark.skipif(not (ROOT / "sheets").is_dir(), reason="the sources are not here")


def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".ci" / "wheelhouse.py"))


def built(root: Path, folder: Path, epoch: str) -> bytes:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": epoch})
    (wheel,) = folder.glob("*.whl")
    return wheel.read_bytes()


@sources
def test_two_builds_of_the_wheel_are_the_same_bytes(tmp_path: Path) -> None:
    """Another folder, other times of the files, other rights: the bytes are those of the source."""
    copy = tmp_path / "nơi khác"
    for name in BUILT_FROM:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copyfile(ROOT / name, copy / name)
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    epoch = script()["EPOCH"]
    assert built(ROOT, tmp_path / "a", epoch) == built(copy, tmp_path / "b", epoch)


def test_a_python_without_the_tools_is_told_which_and_how(tmp_path: Path) -> None:
    """A bare Python: neither the packages of this venv nor the user's."""
    bare = [sys.executable, "-I", "-S", str(ROOT / ".ci" / "wheelhouse.py"), "--here", "--output", str(tmp_path)]
    done = subprocess.run(bare, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Python này còn thiếu: build, hatchling, packaging, pip, uv.\n")
    assert "-m pip install build hatchling packaging uv" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_install_cmd_is_read_by_cmd_and_leads_to_every_end() -> None:
    """It cannot be run here: its lines end as cmd wants, each label is there, each failure is told, nothing asks the
    network, and its sentences hold no letter that cmd would take for its own.
    """
    data: bytes = script()["installer"]("3.12")
    assert data.startswith(b"@echo off\r\nchcp 65001 >nul\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.decode().split("\r\n")
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {found for line in lines for found in re.findall(r"goto (\w+)", line)} == labels
    for line in lines:
        if line.startswith("echo ") and '"' not in line:
            assert not set(line) & set("&|<>^!"), line
    text = data.decode()
    assert "--requirement" in text
    assert "http" not in text
    assert "PATH" not in text
    assert "runas" not in text.lower()


def _ends(command: list[str]) -> int:
    return subprocess.run(command, capture_output=True).returncode


@sources
@pytest.mark.slow
def test_it_installs_without_network_and_makes_the_january_report(tmp_path: Path) -> None:
    try:
        urllib.request.urlopen("https://pypi.org/simple/schedule/", timeout=20).close()
    except OSError:
        pytest.skip("PyPI cannot be reached from here")
    ways = (["unshare", "-n"], ["unshare", "-rn"])
    cut = next((way for way in ways if shutil.which("unshare") and not _ends([*way, "true"])), None)
    if cut is None:
        pytest.skip("the network cannot be cut here")
    made = [sys.executable, str(ROOT / ".ci" / "wheelhouse.py"), "--here", "--output", str(tmp_path)]
    done = subprocess.run(made, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (folder,) = tmp_path.glob("here-*")
    assert not [path for path in folder.rglob("*") if path.name.endswith((".tar.gz", ".zip"))]
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for told in sums:
        digest, name = told.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert len(sums) == len([p for p in folder.rglob("*") if p.is_file()]) - 1
    here = tmp_path / "Nguyễn Văn Ấn"
    program = str(here / "python" / "bin" / "python")
    clean = {"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull, "HOME": str(tmp_path)}

    def offline(*command: str) -> str:
        ran = subprocess.run([*cut, *command], capture_output=True, text=True, env=clean, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr + ran.stdout
        return ran.stdout

    offline(sys.executable, "-m", "venv", str(here / "python"))
    offline(program, "-m", "pip", "install", "--quiet", "--no-deps", "--requirement", str(folder / "requirements.txt"))
    offline(program, "-m", "pip", "check")
    assert "tổng hợp báo cáo" in offline(program, "-P", "-m", "baocao", "--help").lower()
    offline(program, "-P", "-m", "baocao", "demo", str(here / "thử"))
    assert (here / "thử" / "2024-01" / "BaoCao_2024-01_v1.docx").stat().st_size > 0
