"""What the product costs, as ratios to a peer in the same run; `make bench` prints them, nothing passes or fails.

Files are the examples' forms under other divisions' codes, the words of their long texts drawn anew for each division
(offices do not write the same sentences two hundred times).
"""

from __future__ import annotations

import io
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "2024-01").glob("*.xlsx"))


def _office(folder: Path, count: int) -> Path:
    """Lay out an office of `count` divisions whose forms of January 2024 lie in its folder; return its config."""
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    head, rest = text.split("divisions:\n  - code: VP", 1)
    _, rest = rest.split("\n# ── Đề cương", 1)
    entries = "".join(f"  - {{code: D{at:04d}, name: Đơn vị số {at}}}\n" for at in range(count))
    codes = ", ".join(f"D{at:04d}" for at in range(count))
    for code in ("VP", "TTRA", "QLKH", "QLCN", "TDC", "TTKT", "TTUD"):
        for old in (f"[{code}]", f"[{code}, "):
            rest = rest.replace(f"supplied_by: {old}", f"supplied_by: [{codes}]" + ("#" if old.endswith(" ") else ""))
            rest = rest.replace(f"divisions: {old}", f"divisions: [{codes}]")
    items = "\n".join(line for line in rest.split("\n") if "{division: " not in line)
    folder.mkdir(parents=True)
    (folder / "config.yaml").write_text(f"{head}divisions:\n{entries}\n# ── Đề cương{items}", encoding="utf-8")
    (folder / "2024-01").mkdir()
    for at in range(count):
        _copy(EXAMPLES[at % len(EXAMPLES)], folder / "2024-01" / f"D{at:04d}_BaoCao_2024-01.xlsx", f"D{at:04d}")
    return folder / "config.yaml"


def _copy(source: Path, target: Path, code: str) -> None:
    """Copy a form under another division's identity."""
    old = source.name.split("_")[0]
    out = io.BytesIO()
    with zipfile.ZipFile(source) as form, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copied:
        for item in form.infolist():
            data = form.read(item).replace(f"SKHCN-{old}-2024-01".encode(), f"SKHCN-{code}-2024-01".encode())
            copied.writestr(item, _reworded(data, code) if item.filename == "xl/sharedStrings.xml" else data)
    target.write_bytes(out.getvalue())


def _reworded(strings: bytes, code: str) -> bytes:
    """Return shared strings whose texts of 20 words and more say something else; numbers and marks stay."""
    chance = random.Random(code)
    text = strings.decode()
    words = sorted(set(re.findall(r"(?<=\s)[a-zà-ỹđ]+(?=\s)", text)))

    def reworded(found: re.Match[str]) -> str:
        if len(found[0].split()) < 20:
            return found[0]
        return re.sub(r"(?<=\s)[a-zà-ỹđ]+(?=\s)", lambda _: chance.choice(words), found[0])

    return re.sub(r"(?<=>)[^<>]{100,}(?=<)", reworded, text).encode()


def _timed(action: Callable[[], object], times: int = 3) -> float:
    """Return the median seconds of an action."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def _python(*words: str) -> Callable[[], object]:
    command = [sys.executable, *words]
    return lambda: subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def _baocao(config: Path, *words: str) -> Callable[[], object]:
    return _python("-m", "baocao", words[0], "--config", str(config), "--period", "2024-01", *words[1:])


def _print(name: str, ours: float, peer: float, goal: str) -> None:
    print(f"\n{name}: {ours / peer:.2f} × ({ours:.2f} s against {peer:.2f} s; goal {goal})")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An office of 200 divisions."""
    folder = tmp_path_factory.mktemp("office") / "so"
    yield _office(folder, 200)
    shutil.rmtree(folder)


def test_full_sync_of_200_against_bare_calamine_and_inflating(office: Path) -> None:
    forms = sorted((office.parent / "2024-01").glob("*.xlsx"))

    def fresh() -> None:
        for left in office.parent.glob("baocao.db*"):
            left.unlink()
        _baocao(office, "sync")()

    def calamine() -> None:
        for form in forms:
            book = CalamineWorkbook.from_path(str(form))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    def inflate() -> None:
        for form in forms:
            with zipfile.ZipFile(form) as parts:
                for part in parts.namelist():
                    parts.read(part)

    ours = _timed(fresh)
    _print("full sync of 200 / calamine reading them", ours, _timed(calamine), "≤ 3")
    _print("full sync of 200 / inflating their zips", ours, _timed(inflate), "none")


def test_unchanged_sync_of_1000_against_stat_and_importing_sqlalchemy(tmp_path: Path) -> None:
    config = _office(tmp_path / "so", 1000)
    _baocao(config, "sync")()
    forms = list((config.parent / "2024-01").glob("*.xlsx"))
    ours = _timed(_baocao(config, "sync"))
    peer = _timed(lambda: [form.stat() for form in forms]) + _timed(_python("-c", "import sqlalchemy"))
    _print("unchanged sync of 1,000 / stat + import sqlalchemy", ours, peer, "≤ 2")


def test_a_report_from_cold_start_against_importing_pandas(tmp_path: Path) -> None:
    _python("-m", "baocao", "demo", str(tmp_path / "demo"))()
    config = tmp_path / "demo" / "config.yaml"
    _print("report / import pandas", _timed(_baocao(config, "report")), _timed(_python("-c", "import pandas")), "≤ 3")


def test_an_offices_usual_script_against_ours(tmp_path: Path) -> None:
    _python("-m", "baocao", "demo", str(tmp_path / "demo"))()
    folder = tmp_path / "demo"
    script = (
        "import sys, pathlib, pandas, docx\n"
        "report = docx.Document()\n"
        "for form in sorted(pathlib.Path(sys.argv[1]).glob('*_BaoCao_*.xlsx')):\n"
        "    for tab, frame in pandas.read_excel(form, sheet_name=None, header=None, engine='openpyxl').items():\n"
        "        for row in frame.itertuples(index=False):\n"
        "            report.add_paragraph(' '.join(str(cell) for cell in row if cell == cell))\n"
        "report.save(sys.argv[2])\n"
    )
    usual = _timed(_python("-c", script, str(folder / "2024-01"), str(tmp_path / "usual.docx")))

    def ours() -> None:
        for left in folder.glob("baocao.db*"):
            left.unlink()
        _baocao(folder / "config.yaml", "sync")()
        _baocao(folder / "config.yaml", "report")()

    spent = _timed(ours)
    print(
        f"\nthe usual script / ours (sync and report of 7): {usual / spent:.2f} × ({usual:.2f} s against {spent:.2f} s)"
    )


def test_help_against_an_empty_python() -> None:
    _print(
        "--help / python -c pass",
        _timed(_python("-m", "baocao", "--help"), 7),
        _timed(_python("-c", "pass"), 7),
        "≤ 2.5",
    )
