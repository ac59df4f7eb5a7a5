"""What is told of a closed period's divisions: only what came after it was closed is newer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl

from sync.work.closing import lock
from sync.work.collect import collect
from sync.work.decide import accept, judge
from sync.work.office import Office
from tests.work.conftest import laid_out, office  # noqa: F401 the fixtures
from tests.work.offices import JANUARY, NOW


def newer(office: Office) -> dict[str, str]:  # noqa: F811
    return {s.division: s.newer.source for s in judge(office, JANUARY).round.standings if s.newer}


def changed(path: Path, target: Path, text: str) -> None:
    book = openpyxl.load_workbook(path)
    book["Kết quả"].cell(6, 3).value = text
    book.save(target)


def test_a_copy_that_lay_there_and_was_not_picked_is_not_newer_but_one_that_comes_later_is(office: Office) -> None:  # noqa: F811
    folder = office.config.folder / "2024-01"
    usual, other = folder / "QLKH_BaoCao_2024-01.xlsx", folder / "QLKH_BaoCao_2024-01 (2).xlsx"
    changed(usual, other, "Một câu chỉ có ở bản này.")
    collect(office, JANUARY)
    accept(office, JANUARY, [], "bản gửi sau", use=other.name)
    for found in judge(office, JANUARY).open_errors:
        accept(office, JANUARY, [found.id], "đúng như vậy")
    lock(replace(office, now=lambda: NOW + dt.timedelta(minutes=30)), JANUARY)
    afterwards = replace(office, now=lambda: NOW + dt.timedelta(hours=1))
    collect(afterwards, JANUARY)
    assert newer(afterwards) == {}
    changed(other, other, "Một câu đến sau khi chốt.")
    collect(afterwards, JANUARY)
    assert newer(afterwards) == {"QLKH": "2024-01/QLKH_BaoCao_2024-01 (2).xlsx"}
