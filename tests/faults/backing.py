"""A year of a large department put back from its backup (R5 of reliability.md): `python -m tests.faults.backing`.

January's seventy forms are read as they are; the eleven months before are their facts once more under other periods,
with bytes of their own. The report made from what was put back is the one that was made before, byte for byte.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from sync.model.period import Period, parse_period
from sync.service.archive import backup
from sync.service.restore import restore
from sync.store import blobs, facts
from sync.store.copying import fingerprint
from sync.store.rows import add, select_checked
from sync.store.schema import book, finding_log, version
from sync.work.collect import collect
from sync.work.office import Office
from sync.work.opening import opened
from sync.work.publish import publish
from tests.benchmarks.office import lay_out

Tell = Callable[[str], object]
JANUARY = parse_period("2024-01")


@dataclass(frozen=True)
class Restored:
    """How long it took, how many facts and bytes there were, and whether the last report came out the same."""

    backup_seconds: float
    restore_seconds: float
    facts: int
    size: int
    same_facts: bool
    same_report: bool


def measure(folder: Path, divisions: int, months: int, tell: Tell) -> Restored:
    """Make such an office, back it up, put it back elsewhere, and make its last report there."""
    now = dt.datetime(2024, 1, 22, 2, 0, tzinfo=dt.UTC)
    config = lay_out(folder / "sở", divisions)
    with opened(config, who="bình", now=lambda: now) as office:
        collect(office, JANUARY)
        tell(f"{divisions} forms read")
        for back in range(1, months):
            month = 24 * 12 - back  # months before January 2024, counted from January 2000
            _once_more(office, parse_period(f"{2000 + month // 12}-{month % 12 + 1:02}"))
        before = _report(office)
        began = time.monotonic()
        made = backup(office, folder / "luu.zip")
        backed_up = time.monotonic() - began
        with office.store.reading() as connection:
            told = dict(fingerprint(connection))
            count = len(facts.versions(connection, "2024-01")) * months
    tell(f"backed up in {backed_up:.1f} s: {made.path.stat().st_size / 1e6:.0f} MB")
    began = time.monotonic()
    restore(made.path, folder / "mới")
    put_back = time.monotonic() - began
    tell(f"put back in {put_back:.1f} s")
    with opened(folder / "mới" / "config.yaml", who="bình", now=lambda: now) as office:
        with office.store.reading() as connection:
            same = dict(fingerprint(connection)) == told
        after = _report(office)
    return Restored(backed_up, put_back, count, made.path.stat().st_size, same, before == after)


def _report(office: Office) -> tuple[bytes, bytes]:
    """Make the report of January and take it away again; return its Word file and its workbook."""
    made = publish(office, JANUARY, draft=True)
    assert made.docx is not None
    assert made.xlsx is not None
    found = made.docx.read_bytes(), made.xlsx.read_bytes()
    for path in (made.docx, made.xlsx, made.open_list):
        if path is not None:
            path.unlink()
    return found


def _once_more(office: Office, period: Period) -> None:
    """Record January's facts as those of another month, with bytes that are nobody else's."""
    with office.store.writing() as connection:
        last = facts.latest_run(connection, JANUARY.code)
        assert last is not None
        run = replace(last, id=f"{last.id[:20]}{period.code}", period=period.code)
        facts.add_run(connection, run)
        sightings = []
        for each in facts.versions(connection, JANUARY.code):
            data = blobs.bytes_of(connection, each.digest) + period.code.encode()
            digest = blobs.keep(connection, data, each.at)
            (cells,) = select_checked(connection, book, select(book).where(book.c.digest == each.digest))
            blobs.keep_cells(connection, digest, int(cells["reader"]), bytes(cells["cells"]))
            facts.add_version(connection, replace(each, period=period.code, digest=digest, run=run.id, version=0))
            source = each.source.replace(JANUARY.code, period.code)
            sightings.append(facts.Sighting(run.id, period.code, each.division, source, digest, "", each.modified))
        facts.add_sightings(connection, sightings)
        logged = select_checked(connection, finding_log, select(finding_log).where(finding_log.c.run == last.id))
        rows = [{k: v for k, v in row.items() if k not in {"id", "row_digest"}} for row in logged]
        add(connection, finding_log, [{**row, "run": run.id, "period": period.code} for row in rows])
        assert connection.scalar(select(version.c.id).where(version.c.period == period.code).limit(1))


def main() -> None:
    """Measure and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--divisions", type=int, default=70)
    parser.add_argument("--months", type=int, default=12)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="backing-") as name:
        found = measure(Path(name), given.divisions, given.months, print)
    print(found)


if __name__ == "__main__":
    main()
