"""What a click on "Tạo báo cáo" costs from a cold start, as ratios to importing xlwings and pandas in the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from macros.arguments import escaped
from tests.benchmarks.measuring import ENVIRONMENT, ROOT, medians, python, tell
from tests.macros.built import january_office
from tests.macros.clerk import at_work, with_workbook
from tests.macros.office import running

pytestmark = [pytest.mark.benchmark, pytest.mark.office]
ROUNDS = 5


def test_a_cold_click_against_importing_xlwings_and_pandas(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    with january_office(folder):
        pass
    with_workbook(folder)
    peer = medians(ROUNDS, python("-c", "import xlwings, pandas"))[0]
    to_report, to_end = [], []
    with running(tmp_path / "profile") as program, at_work(program, folder) as clerk:
        words = [sys.executable, "-P", "-m", "macros.buttons", "TaoBaoCao", escaped(clerk.book.fullname)]
        for _ in range(ROUNDS):
            before = set(folder.glob("2024-01/BaoCao_*.docx"))
            begun = time.perf_counter()
            with subprocess.Popen([*words, "--pipe", program.pipe], cwd=ROOT, env=ENVIRONMENT) as process:
                while process.poll() is None and not set(folder.glob("2024-01/BaoCao_*.docx")) - before:
                    time.sleep(0.005)
                to_report.append(time.perf_counter() - begun)
                assert process.wait() == 0
            to_end.append(time.perf_counter() - begun)
            assert set(folder.glob("2024-01/BaoCao_*.docx")) - before
    tell("click until the report is on the disk / import xlwings, pandas", statistics.median(to_report), peer, "2")
    tell("click until SoLieu and Theo dõi are done / the same", statistics.median(to_end), peer, "4")
