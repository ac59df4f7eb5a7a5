"""What the product costs, as ratios to a peer in the same run; `make bench` prints them, nothing passes or fails."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sheets.excel.reader import read_books
from sync.checks.run import check_round
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.store.engine import open_store
from sync.work.derive import load_round
from sync.work.office import Office
from tests.benchmarks.measuring import baocao, baocao_words, cost, medians, processor_seconds, python, tell
from tests.benchmarks.office import lay_out

pytestmark = pytest.mark.benchmark

# What an office writes for itself: every tab of every form by pandas, one paragraph a row by python-docx.
USUAL_SCRIPT = """
import pathlib, sys, docx, pandas
report = docx.Document()
for form in sorted(pathlib.Path(sys.argv[1]).glob("*_BaoCao_*.xlsx")):
    for tab, frame in pandas.read_excel(form, sheet_name=None, header=None, engine="openpyxl").items():
        for row in frame.itertuples(index=False):
            report.add_paragraph(" ".join(str(cell) for cell in row if cell == cell))
report.save(sys.argv[2])
"""


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config of an office with the seven divisions that a department has."""
    return lay_out(tmp_path_factory.mktemp("seven") / "so", 7)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config of an office with 200 divisions."""
    return lay_out(tmp_path_factory.mktemp("many") / "so", 200)


def _forms(config: Path) -> list[Path]:
    return sorted((config.parent / "2024-01").glob("*_BaoCao_2024-01.xlsx"))


def _forget(config: Path) -> None:
    """Let an office begin anew: a store that is gone while its reports are there is refused."""
    for pattern in ("baocao.db*", "2024-01/BaoCao_*.docx", "2024-01/SoLieu_*.xlsx"):
        for left in config.parent.glob(pattern):
            left.unlink()


def test_full_sync_of_200_against_bare_calamine_and_inflating(many: Path) -> None:
    forms = _forms(many)

    def ours() -> None:
        _forget(many)
        baocao(many, "sync")()

    def calamine() -> None:
        for form in forms:
            with CalamineWorkbook.from_path(form) as book:
                for name in book.sheet_names:
                    book.get_sheet_by_name(name).to_python()

    def inflate() -> None:
        for form in forms:
            with zipfile.ZipFile(form) as parts:
                for part in parts.namelist():
                    parts.read(part)

    sync, reading, bare, inflated = medians(3, ours, lambda: list(read_books(forms)), calamine, inflate)
    tell("full sync of 200 / calamine reading them", sync, bare, "≤ 3")
    tell("full sync of 200 / inflating their zips", sync, inflated, "none")
    tell("of it our reader alone, in its children / calamine", reading, bare, "none")
    spent, least = processor_seconds(ours), processor_seconds(calamine)
    tell("the same in seconds of the processors, whatever else runs", spent, least, "none")


def test_unchanged_sync_of_1000_against_stat_and_importing_sqlalchemy(tmp_path: Path) -> None:
    config = lay_out(tmp_path / "so", 1000)
    baocao(config, "sync")()
    forms = _forms(config)
    ours, stat, imported = medians(
        5, baocao(config, "sync"), lambda: [form.stat() for form in forms], python("-c", "import sqlalchemy")
    )
    tell("unchanged sync of 1,000 / stat + import sqlalchemy", ours, stat + imported, "≤ 2")


def test_a_report_from_cold_start_against_importing_pandas(department: Path) -> None:
    _forget(department)
    baocao(department, "sync")()
    ours, peer = medians(5, baocao(department, "report", "--draft"), python("-c", "import pandas"))
    tell("report of 7 divisions / import pandas", ours, peer, "≤ 3")


def test_an_offices_usual_script_against_ours(many: Path, department: Path, tmp_path: Path) -> None:
    for config in (department, many):
        count = len(_forms(config))
        _forget(config)
        usual = cost("-c", USUAL_SCRIPT, str(config.parent / "2024-01"), str(tmp_path / "usual.docx"))
        parts = [cost(*baocao_words(config, *command)) for command in (("sync",), ("report", "--draft"))]
        seconds, memory = sum(part.seconds for part in parts), max(part.memory for part in parts)
        processor = sum(part.processor for part in parts)
        print(f"\nan office's usual script on {count} forms: {usual.seconds:.1f} s, {usual.memory:.0f} MiB")
        print(f"ours, sync and report of the same: {seconds:.1f} s, {memory:.0f} MiB")
        faster, share, effort = usual.seconds / seconds, memory / usual.memory, usual.processor / processor
        print(f"{faster:.1f} × faster (goal 8) with {share:.2f} of the memory (goal 0.5); {effort:.1f} × in processors")


def test_help_against_an_empty_python() -> None:
    ours, peer = medians(9, python("-m", "baocao", "--help"), python("-c", "pass"))
    tell("--help / python -c pass", ours, peer, "≤ 2.5")


def test_the_checks_of_a_departments_month(department: Path) -> None:
    _forget(department)
    baocao(department, "sync")()
    config = load_config(department)
    store = open_store(config.store, config.folder)
    this = load_round(Office(config, store), parse_period("2024-01"))
    store.close()
    (first,) = medians(1, lambda: check_round(this))
    (again,) = medians(5, lambda: check_round(this))
    print(f"\nchecks of a month of 7 divisions: {first:.3f} s the first time, {again:.3f} s after (goal ≤ 0.3)")
