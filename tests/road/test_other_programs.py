"""A form that another program has saved says the same as the one that was handed out."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from sheets.excel.reader import parse_bytes
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.model.records import Submission
from sync.reading.parse import identity_of, parse

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("2024-0*/*.xlsx"))
CONFIG = load_config(ROOT / "config.yaml")


def _understood(data: bytes) -> Submission:
    book = parse_bytes(data)
    identity = identity_of(book)
    assert identity is not None
    return parse(book, CONFIG, identity.division, parse_period(identity.period))


def _said(submission: Submission) -> list[object]:
    """Return what a submission says, without the digest of the file it stood in."""
    return [
        submission.info,
        [(a.section, a.style, a.spans, [n.text for n in a.notes]) for a in submission.activities],
        [(f.indicator, f.slot, f.value) for f in submission.figures if f.slot != "cumulative"],
        [(p.text, p.due) for p in submission.plan],
        [(c.text, c.result) for c in submission.carried],
        [[field.text for field in row.fields] for row in submission.annex_rows],
        [(problem.code, problem.place) for problem in submission.problems],
    ]


@pytest.mark.parametrize("form", EXAMPLES, ids=lambda path: path.stem)
def test_saved_by_a_program_that_stores_no_results(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    saved = io.BytesIO()
    book.save(saved)
    assert _said(_understood(saved.getvalue())) == _said(_understood(form.read_bytes()))


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_saved_by_libreoffice(ending: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    profile = (tmp_path / "profile").as_uri()
    command = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, *map(str, EXAMPLES)], capture_output=True, check=True, timeout=300)
    for form in EXAMPLES:
        saved = _understood((tmp_path / f"{form.stem}.{ending}").read_bytes())
        assert _said(saved) == _said(_understood(form.read_bytes())), form.stem
