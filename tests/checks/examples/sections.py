"""Rows without a Mục: the sheet, and what staff are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sync.model.material import Round
from tests.checks.builders import Right, Sheet, Wrong, round_of

ONE, TWO = "Hoạt động của đơn vị sự nghiệp", "Công tác cải cách hành chính"


def rows(text: str, before: str = "") -> Sheet:
    """A sheet with these rows of Kết quả (Mục, Nội dung), and the rows of the month before."""
    head = "## Kết quả\n| Mục | Nội dung |\n"
    return Sheet(head + text, before={"2023-12": head + before} if before else {})


def owned(sheet: Sheet) -> Callable[[], Round]:
    """The round of a sheet in an office whose indicators TC-MOI and TC belong to Hoạt động của đơn vị sự nghiệp."""

    def made() -> Round:
        this = round_of(sheet)
        indicators = tuple(
            replace(spec, section="su-nghiep" if spec.code in {"TC-MOI", "TC"} else "")
            for spec in this.config.indicators
        )
        return replace(this, config=replace(this.config, indicators=indicators))

    return made


WRONG: dict[str, Wrong] = {
    "section-doubtful": Wrong(
        owned(rows(f"| {TWO} | Tổ chức họp. |\n| | Cập nhật {{TC-MOI}} tiêu chuẩn. |")),
        "Kết quả!C6",
        "Dòng này để trống Mục nên theo dòng trên vào “Công tác cải cách hành chính”, nhưng chỉ tiêu TC-MOI thuộc mục "
        "“Hoạt động của đơn vị sự nghiệp”.",
    ),
    "rows-sorted": Wrong(
        rows(
            f"| {TWO} | An toàn lao động. |\n| | Ban hành kế hoạch. |\n| {ONE} | Cấp giấy. |\n| | Dạy nghề. |\n| | Đo."
        ),
        "Kết quả",
        "Các dòng có vẻ đã được sắp xếp lại; 3 dòng để trống Mục đang được xếp vào mục của dòng đứng trên.",
    ),
}

RIGHT: dict[str, Right] = {
    "section-doubtful": {
        "its Mục is chosen": owned(rows(f"| {TWO} | Họp. |\n| {TWO} | Cập nhật {{TC-MOI}} tiêu chuẩn. |")),
        "it is the indicator's section": owned(rows(f"| {ONE} | Họp. |\n| | Cập nhật {{TC-MOI}} tiêu chuẩn. |")),
        "the indicator is of no section": rows(f"| {TWO} | Họp. |\n| | Cập nhật {{TC-MOI}} tiêu chuẩn. |"),
        "one of its indicators belongs here": owned(
            rows(f"| {TWO} | Họp. |\n| | Cập nhật {{TC-MOI}} tiêu chuẩn, kiểm định {{PTD}} PTĐ. |")
        ),
        "it stood here last month": rows(
            f"| {TWO} | Họp. |\n| | Đôn đốc chuyển đổi số. |", f"| {TWO} | Đôn đốc chuyển đổi số. |"
        ),
    },
    "rows-sorted": {
        "each has its Mục": rows("\n".join(f"| {ONE} | {text}. |" for text in ("An", "Ban", "Cấp", "Dạy", "Đo"))),
        "in no order": rows(f"| {TWO} | Đo. |\n| | Ban hành. |\n| {ONE} | An. |\n| | Dạy. |\n| | Cấp. |"),
        "a few in order by chance": rows(f"| {TWO} | An toàn. |\n| | Ban hành. |\n| {ONE} | Cấp giấy. |"),
    },
}
