"""A section is given another title while the forms are out."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl

from sheets.excel.reader import parse_bytes
from sheets.excel.template import write_form
from sheets.form import current_form
from sync.model.config import Config
from sync.model.outline import PartSpec
from sync.model.period import parse_period
from sync.model.records import Submission
from sync.reading.parse import parse
from sync.work.handout import prefill
from tests.checks.builders import config

JANUARY = parse_period("2024-01")


def retitled(titles: dict[str, str]) -> Config:
    def part(spec: PartSpec) -> PartSpec:
        return replace(spec, sections=tuple(replace(s, title=titles.get(s.id, s.title)) for s in spec.sections))

    return replace(config(), outline=tuple(map(part, config().outline)))


def form_with(*rows: tuple[str, str]) -> bytes:
    """TTKT's form of January, handed out before, with these rows of Kết quả: Mục, Nội dung."""
    division = config().division("TTKT")
    assert division
    made = prefill(config(), division, JANUARY, ())
    typed = tuple({"section": section, "text": text} for section, text in rows)
    return write_form(current_form(), replace(made, activities=typed))


def read(data: bytes, now: Config) -> Submission:
    return parse(parse_bytes(data), now, "TTKT", JANUARY)


def test_rows_of_a_form_that_is_out_stay_in_their_section() -> None:
    data = form_with(("Hoạt động của đơn vị sự nghiệp", "Kiểm định cân."))
    submission = read(data, retitled({"su-nghiep": "Việc của đơn vị trực thuộc:"}))
    assert [a.section for a in submission.activities] == ["su-nghiep"]
    assert not [p for p in submission.problems if p.code.startswith("section")]


def test_a_title_means_what_it_meant_when_the_form_was_made() -> None:
    data = form_with(("Công tác cải cách hành chính", "Tổ chức họp."))
    swapped = {"su-nghiep": "Công tác cải cách hành chính:", "cai-cach": "Hoạt động của đơn vị sự nghiệp:"}
    assert [a.section for a in read(data, retitled(swapped)).activities] == ["cai-cach"]


def test_the_new_title_is_understood_too() -> None:
    data = form_with(("Việc của đơn vị trực thuộc", "Kiểm định cân."))
    now = retitled({"su-nghiep": "Việc của đơn vị trực thuộc:"})
    assert [a.section for a in read(data, now).activities] == ["su-nghiep"]


def test_a_form_from_before_the_ids_is_read_as_it_was() -> None:
    book = openpyxl.load_workbook(BytesIO(form_with(("Hoạt động của đơn vị sự nghiệp", "Kiểm định cân."))))
    lists = book["_danh_muc"]
    for column in range(1, lists.max_column + 1):
        if lists.cell(1, column).value == "DM_sections_id":
            lists.delete_cols(column)
    saved = BytesIO()
    book.save(saved)
    assert [a.section for a in read(saved.getvalue(), config()).activities] == ["su-nghiep"]
    unknown = read(saved.getvalue(), retitled({"su-nghiep": "Việc của đơn vị trực thuộc:"}))
    assert "section-unknown" in [p.code for p in unknown.problems]
