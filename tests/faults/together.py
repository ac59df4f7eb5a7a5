"""Four rounds at once, again and again, on SQLite and on PostgreSQL (R6 of reliability.md).

`python -m tests.faults.together --times 50`. Before each, a form is handed in anew; in every other one a figure is a
word, so that remarks come and are solved.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
from sqlalchemy import create_engine

from sync.store.engine import _url
from tests import postgres
from tests.faults.nursery import nursery
from tests.faults.rounds import saved_anew
from tests.service.conftest import laid_out

TOGETHER = 4
BUSY = "Đang có lượt cập nhật khác"
Tell = Callable[[str], object]


def at_once(config: Path, first: int) -> list[tuple[int, str]]:
    """Say four times `sync` at the same moment; return how each ended and what it said on the error stream.

    `first` is the number of the first of the four processes that do it: they keep the environment they began with.
    """
    argv = ["sync", "--period", "2024-01", "--config", str(config)]
    four = [nursery(number) for number in range(first, first + TOGETHER)]
    born = [each.born(argv) for each in four]
    for each in four:
        each.begin()
    done = [each.ended(pid, argv) for each, pid in zip(four, born, strict=True)]
    return [(each.returncode, each.stderr) for each in done]


def measure(folder: Path, times: int, url: str, tell: Tell) -> Counter[str]:
    """Let four rounds begin at once so many times; look at how they ended, the versions and the remarks."""
    bureau, found = laid_out(folder), Counter[str]()
    server = "://" in url
    if server:
        os.environ["BAOCAO_STORE"] = url
    form = bureau.form("TTKT")
    contents = (form.read_bytes(), _with_a_word(form))
    for number in range(1, times + 1):
        form.write_bytes(contents[number % 2])
        saved_anew(form, f"bản {number}")
        ended = at_once(bureau.config, 10 + TOGETHER * server)
        assert any(code in {0, 1} for code, _ in ended), ended
        for code, said in ended:
            assert "locked" not in said, said
            assert (code in {0, 1} and not said) or (code == 2 and said.startswith(BUSY)), (code, said)
            found["read" if code != 2 else "told of the other"] += 1
        if number % 10 == 0:
            tell(f"{number} times: {dict(found)}")
    engine = create_engine(_url(url, bureau.folder))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT division, version FROM version ORDER BY division, version").all()
        twice = connection.exec_driver_sql(
            "SELECT run, finding FROM finding_log GROUP BY run, finding HAVING count(*) > 1"
        )
        assert twice.all() == []
    engine.dispose()
    versions: dict[str, list[int]] = {}
    for division, number in rows:
        versions.setdefault(division, []).append(number)
    assert versions.pop("TTKT") == list(range(1, times + 1))
    assert set(map(tuple, versions.values())) == {(1,)}
    found["remarks"] = _remarks(bureau.folder / "2024-01")
    tell(f"{'PostgreSQL' if server else 'SQLite'}: {dict(found)}, versions 1 to {times} without gap or double")
    return found


def _with_a_word(form: Path) -> bytes:
    """Return a form whose first figure is a word."""
    out = io.BytesIO()
    with closing(openpyxl.load_workbook(form)) as made:
        made["Chỉ tiêu"]["E6"] = "chưa có"
        made.save(out)
    return out.getvalue()


def _remarks(month: Path) -> int:
    """Return how many remarks stand in the files beside the forms, each of which stands once."""
    count = 0
    for path in month.glob("* - Ý kiến rà soát.xlsx"):
        with closing(openpyxl.load_workbook(path)) as made:
            keys = [
                row[8] for row in made.worksheets[0].iter_rows(min_row=6, values_only=True) if len(row) > 8 and row[8]
            ]
        assert max(Counter(keys).values(), default=1) == 1, (path.name, keys)
        count += len(keys)
    return count


def main() -> None:
    """Measure and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="together-") as name:
        if given.store != "postgresql":
            measure(Path(name) / "sqlite", given.times, "baocao.db", print)
        why = postgres.missing()
        if given.store == "sqlite":
            pass
        elif why:
            print(f"PostgreSQL: {why}")
        else:
            with postgres.running() as server, server.database() as url:
                measure(Path(name) / "postgresql", given.times, url, print)
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
