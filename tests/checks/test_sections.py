"""Rows that lost their Mục, seen from what else is known of them."""

from __future__ import annotations

from dataclasses import replace

from sync.checks.run import check_round
from sync.reading.parse import parse
from tests.checks.builders import book_of, config, round_of, said, where
from tests.checks.examples.sections import ONE, TWO, owned, rows


def test_a_row_that_stood_elsewhere_last_month_is_asked_about() -> None:
    sheet = rows(
        f"| {TWO} | Tổ chức họp. |\n| | Bảo dưỡng 05 thiết bị chuẩn của Trung tâm. |",
        f"| {ONE} | Bảo dưỡng 03 thiết bị chuẩn của Trung tâm. |",
    )
    ((place, what, _),) = said(sheet, "section-doubtful")
    assert place == "Kết quả!C6"
    assert "tháng 12/2023 việc này ở mục “Hoạt động của đơn vị sự nghiệp”" in what


def test_a_figure_typed_into_the_sentence_speaks_like_its_code() -> None:
    sheet = owned(rows(f"| {TWO} | Tổ chức họp. |\n| | Đã cập nhật được 147 tiêu chuẩn. |"))
    assert [place for place, _, _ in said(sheet, "section-doubtful")] == ["Kết quả!C6"]


def test_rows_sorted_by_muc_with_the_blank_ones_last_are_told() -> None:
    three = [TWO, ONE, "Hoạt động quản lý công nghệ"]
    table = "\n".join(f"| {muc} | {text} |" for muc, text in zip(three, ("Họp.", "Đo.", "Cấp."), strict=True))
    assert told(table + "\n| | Kiểm định. |\n| | Bảo dưỡng. |") == ["Kết quả"]
    assert told("| | Kiểm định. |\n" + table + "\n| | Xử lý. |") == []
    assert told(table + "\n| | Bảo dưỡng. |") == []


def told(table: str) -> list[str]:
    """Where sorting is told of TTKT's rows in an office where it supplies a third section."""
    part, *others = config().outline
    sections = tuple(replace(s, supplied_by=("TTKT", "QLCN")) for s in part.sections)
    office = replace(config(), outline=(replace(part, sections=sections), *others))
    this = round_of(rows(table))
    read = parse(book_of(rows(table)), office, "TTKT", this.period)
    this = replace(this, config=office, submissions={"TTKT": read})
    return [where(f) for f in check_round(this) if f.code == "rows-sorted"]
