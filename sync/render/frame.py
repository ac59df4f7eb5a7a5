"""What stands round the text: header block above it, recipients and signature below it (Decree 30/2020, PL I, II)."""

from __future__ import annotations

from collections.abc import Iterator

from sync.model.report import Head
from sync.render import names
from sync.render.measure import balanced
from sync.render.ooxml import Element
from sync.render.pen import TWIPS, Pen, grid, run, width_of

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "BÁO CÁO"
COLUMNS = (4082, 5273)  # 72 and 93 mm: the national name fits on one line at 12 pt
TEXT_WIDTH = 467.7  # points between the margins of A4: 165 mm
_THIRD_TO_HALF = 0.4  # PL I, II.2.b and II.5.b: 1/3 to 1/2 of the line's length
_BLANK = "\u00a0"


def head_block(head: Head, pen: Pen, *, draft: bool) -> Iterator[Element]:
    """Yield the header block, the kind of document, the subject and, where there is one, the addressee."""
    left_width, right_width = (width / TWIPS for width in COLUMNS)
    parent = (pen.paragraph(names.PARENT, run(line)) for line in balanced(head.parent, left_width, 12))
    agency = balanced(head.agency, left_width, 12, bold=True)
    left = (
        *parent,
        *(pen.paragraph(names.AGENCY, run(line)) for line in agency),
        pen.rule(width_of(agency[-1], 12, bold=True) * _THIRD_TO_HALF, left_width),
    )
    right = (
        pen.paragraph(names.NATIONAL_NAME, run(NATIONAL_NAME)),
        pen.paragraph(names.MOTTO, run(MOTTO)),
        pen.rule(width_of(MOTTO, 13, bold=True), right_width),
    )
    number = (pen.paragraph(names.NUMBER, run(f"Số:{_BLANK}{head.number or _BLANK * 8}/{head.symbol}")),)
    place = (pen.paragraph(names.PLACE_DATE, run(f"{head.place}, {_date(head)}")),)
    yield grid(((left, right), (number, place)), COLUMNS, "Quốc hiệu, tên cơ quan, số, ký hiệu, địa danh và thời gian")
    if draft:
        yield pen.paragraph(names.DRAFT, run("DỰ THẢO"))
    yield pen.paragraph(names.KIND, run(KIND))
    subject = balanced(head.subject, TEXT_WIDTH - 40, 14, bold=True)
    yield from (pen.paragraph(names.SUBJECT, run(line)) for line in subject)
    yield pen.rule(width_of(subject[-1], 14, bold=True) * _THIRD_TO_HALF, TEXT_WIDTH)
    yield from _addressees(head.addressee, pen)


def signature(head: Head, pen: Pen) -> Element:
    """Return recipients and signature side by side, kept on one page."""
    lines = (*(("Như trên",) if head.addressee else ()), *head.recipients)
    ends = [";"] * (len(lines) - 1) + ["."]
    left = (
        pen.paragraph(names.RECIPIENTS_HEADING, run("Nơi nhận:"), keep=True),
        *(
            pen.paragraph(names.RECIPIENTS, run(f"- {line}{end}"), keep=True)
            for line, end in zip(lines, ends, strict=True)
        ),
    )
    right = (
        *(pen.paragraph(names.AUTHORITY, run(title), keep=True) for title in head.signer_title),
        pen.paragraph(names.SIGNER, run(head.signer_name)),
    )
    return grid(((left, right),), COLUMNS, "Nơi nhận và chữ ký")


def _date(head: Head) -> str:
    """Days under 10 and months 1 and 2 get a leading zero (PL I, II.4)."""
    day = f"{head.date.day:02d}" if head.date else _BLANK * 4
    month = f"{head.month:02d}" if head.month < 3 else str(head.month)
    return f"ngày{_BLANK}{day} tháng{_BLANK}{month} năm{_BLANK}{head.year}"


def _addressees(addressees: tuple[str, ...], pen: Pen) -> Iterator[Element]:
    if len(addressees) == 1:
        yield pen.paragraph(names.ADDRESSEE, run(f"Kính gửi: {addressees[0]}"))
    elif addressees:
        yield pen.paragraph(names.ADDRESSEE, run("Kính gửi:"))
        for at, addressee in enumerate(addressees, start=1):
            yield pen.paragraph(names.ADDRESSEE, run(f"- {addressee}{'.' if at == len(addressees) else ';'}"))
