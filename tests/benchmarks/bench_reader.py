"""Reading 200 forms into Books, in bounded children, against bare calamine: run it as a script."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

import xlsxwriter
from python_calamine import CalamineWorkbook

from sheets.errors import BookError
from sheets.excel.reader import read_books

FILES, ROUNDS = 200, 5
# tab, prepared rows, columns, filled rows: as a division's form has them
TABS = [
    ("Hướng dẫn", 30, 2, 20),
    ("Thông tin chung", 7, 2, 7),
    ("Kết quả", 200, 5, 40),
    ("Chỉ tiêu", 45, 8, 45),
    ("Kế hoạch kỳ trước", 40, 5, 15),
    ("Kế hoạch", 60, 3, 15),
    ("Ý kiến rà soát", 200, 7, 7),
]
SENTENCE = "Tổ chức nghiệm thu nhiệm vụ khoa học và công nghệ cấp tỉnh theo Quyết định số {}/QĐ-UBND ngày 05/01/2024"


def make(path: Path, seed: int) -> None:
    """Write one form-like workbook."""
    rng = random.Random(seed)
    with xlsxwriter.Workbook(str(path)) as book:
        text = book.add_format({"num_format": "@", "text_wrap": True, "border": 1})
        number = book.add_format({"num_format": "#,##0", "border": 1})
        for title, rows, columns, filled in TABS:
            sheet = book.add_worksheet(title)
            sheet.set_row(3, None, None, {"hidden": True})
            for column in range(columns):
                sheet.write_string(3, column, f"key{column}")
                sheet.write_string(4, column, f"Cột {column}", text)
            for row in range(rows):
                for column in range(columns):
                    if row >= filled:
                        sheet.write_blank(5 + row, column, None, text)
                    elif title == "Chỉ tiêu" and column > 2:
                        sheet.write_number(5 + row, column, rng.randint(0, 5000), number)
                    else:
                        sheet.write_string(
                            5 + row, column, SENTENCE.format(rng.randint(1, 10**6))[rng.randint(0, 60) :], text
                        )


def bare(paths: Sequence[Path]) -> None:
    """Read every tab to Python values, by calamine alone."""
    for path in paths:
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def ours(workers: int) -> Callable[[Sequence[Path]], None]:
    """Return a reader of all files by this many children."""

    def read(paths: Sequence[Path]) -> None:
        assert not any(isinstance(book, BookError) for _, book in read_books(paths, workers=workers))

    return read


def main() -> None:
    """Print each way's median time and its ratio to bare calamine, rounds interleaved."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xlsx" for number in range(FILES)]
        for number, path in enumerate(paths):
            make(path, number)
        ways = {"bare calamine": bare, "read_books, 1 child": ours(1), "read_books, 2 children": ours(2)}
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                started = time.perf_counter()
                way(paths)
                times[name].append(time.perf_counter() - started)
        base = statistics.median(times["bare calamine"])
        for name, taken in times.items():
            median = statistics.median(taken)
            print(f"{name:<24} {median * 1000:7.0f} ms  {median / FILES * 1000:5.2f} ms a file  {median / base:4.2f} x")


if __name__ == "__main__":
    main()
