"""The example's forms as a whole: they are what today's form and source make of them, and their days fit together."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sheets.excel.reader import read_book
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.reading.parse import parse
from sync.service.office import demo

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("code", ["2024-01", "2024-02"])
def test_no_form_of_the_demo_lay_there_before_it_was_approved(tmp_path: Path, code: str) -> None:
    config = load_config(demo(tmp_path / "mẫu"))
    for path in sorted((tmp_path / "mẫu" / code).glob("*.xlsx")):
        division = path.name.partition("_")[0]
        approved = parse(read_book(path), config, division, parse_period(code)).info.approved_on
        assert approved is not None
        assert approved <= dt.date.fromtimestamp(path.stat().st_mtime), path.name


def test_a_form_of_the_example_knows_what_its_sections_are() -> None:
    from sheets.lists import listed_sections

    book = read_book(ROOT / "examples" / "2024-01" / "TTKT_BaoCao_2024-01.xlsx")
    assert listed_sections(book) == {"Hoạt động của đơn vị sự nghiệp công lập": "su-nghiep"}
