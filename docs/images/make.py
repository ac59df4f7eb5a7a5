"""Make the pictures of docs/huong-dan-don-vi.md: a form as its division sees it after a round, printed by LibreOffice.

Run `python docs/images/make.py` after a change of the form; it needs soffice, pdftoppm, pdftotext and ImageMagick.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl

from sheets.excel.reader import read_book
from sheets.form import current_form
from sheets.shown_remarks import shown_remarks
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.service.office import demo
from sync.store.engine import open_store
from sync.work.office import Office
from sync.work.wholeround import whole_round

HERE = Path(__file__).parent
JANUARY = parse_period("2024-01")
DIVISION = "QLCN"
DAY = dt.datetime(2024, 1, 18, 1, 30, tzinfo=dt.UTC)
PICTURES = {"Kết quả": "bieu-ket-qua", "Chỉ tiêu": "bieu-chi-tieu", "Ý kiến rà soát": "bieu-y-kien-ra-soat"}
DOTS = 110  # an inch


def filled(folder: Path) -> Path:
    """Lay out the example, let a division slip, answer and mend, and return its form after the second round."""
    config = load_config(demo(folder))
    config = replace(config, divisions=tuple(replace(d, feedback="inside") for d in config.divisions))
    store = open_store(config.store, folder)
    office = Office(config, store, now=lambda: DAY, who="")
    path = folder / "2024-01" / f"{DIVISION}_BaoCao_2024-01.xlsx"
    change(path, "Chỉ tiêu", {"E6": "khoảng 18", "E7": -2})
    change(path, "Kết quả", {"A8": "Mục khác"})
    whole_round(office, JANUARY)
    change(path, "Chỉ tiêu", {"E7": 2})
    shown = shown_remarks(read_book(path), current_form())
    assert shown is not None
    asked = [row for row, remark in shown.rows.items() if remark.label.startswith("!")]
    keep = current_form().lists["answers"][0]
    answers = {f"G{asked[0]}": keep, f"H{asked[0]}": "Đúng theo văn bản gốc.", f"G{asked[1]}": keep}
    change(path, "Ý kiến rà soát", answers)
    whole_round(office, JANUARY)
    store.close()
    return path


def change(path: Path, tab: str, cells: Mapping[str, str | int]) -> None:
    """Type into a form as its staff would."""
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book[tab][address] = value
    book.save(path)


def pages(pdf: Path) -> Iterator[tuple[int, str]]:
    """Yield the number of each page that begins a tab of PICTURES, and the tab's title."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    for number, page in enumerate(text.split("\f"), 1):
        begun = {line.strip().split("  ")[0] for line in page.split("\n")[:8]}
        yield from ((number, title) for title in PICTURES if title in begun)


def main() -> None:
    """Make the pictures, each trimmed to what is on it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = filled(folder / "office")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        pdf = folder / f"{path.stem}.pdf"
        for number, title in pages(pdf):
            which = ["-f", str(number), "-l", str(number), "-singlefile"]
            made = folder / PICTURES[title]
            subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", *which, str(pdf), str(made)], check=True)
            trimmed = ["-trim", "+repage", "-bordercolor", "white", "-border", "12", "-colors", "64", "-strip"]
            subprocess.run(["convert", f"{made}.png", "+dither", *trimmed, f"{made}-trimmed.png"], check=True)
            shutil.copyfile(f"{made}-trimmed.png", HERE / f"{PICTURES[title]}.png")


if __name__ == "__main__":
    main()
