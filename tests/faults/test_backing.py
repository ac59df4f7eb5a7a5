"""A small year is put back from its backup, the last report comes out the same; an old backup turns red in time.

`python -m tests.faults.backing` does it with twelve months of seventy divisions.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sync.service.archive import backup, record_backup
from sync.service.page import status_page
from sync.work.collect import collect
from sync.work.watch import watched
from tests.faults import backing
from tests.service.conftest import JANUARY, Bureau, bureau  # noqa: F401 the fixture


def test_a_year_put_back_makes_the_same_report(tmp_path: Path) -> None:
    found = backing.measure(tmp_path, 7, 3, print)
    assert found.same_facts
    assert found.same_report
    assert found.facts == 21
    assert found.restore_seconds < 60


def test_a_backup_turns_red_after_forty_eight_hours_and_not_before(bureau: Bureau) -> None:  # noqa: F811
    with bureau.office() as office:
        collect(office, JANUARY)
        record_backup(office, backup(office, bureau.folder / "luu.zip"), nightly=True)
    told = {}
    for hours in (47, 49):
        bureau.time += dt.timedelta(hours=hours) if hours == 47 else dt.timedelta(hours=2)
        with bureau.office() as office:
            (stands,) = [each for each in watched(office, JANUARY) if each.code.startswith("backup")]
            told[hours] = (
                stands.code,
                stands.good,
                "Bản sao lưu gần nhất đã cũ" in status_page(office, JANUARY, bureau.folder),
            )
    assert told == {47: ("backup-ok", True, False), 49: ("backup-old", False, True)}
