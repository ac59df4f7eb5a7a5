"""What stands round the text: header block above it, recipients and signature below it (Decree 30/2020, PL I, II)."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.text import fold
from sync.model.report import Head
from sync.render import names
from sync.render.ooxml import Element
from sync.render.page import TWIPS
from sync.render.pen import Pen, grid, run

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "BÁO CÁO"
_RIGHT = 93 / 165  # of the room: at 12 pt the national name fits on one line there
_WIDEST_RIGHT = 0.68
_FILLED = 1.02  # Word's own rounding and kerning take the rest
_BEFORE_TEXT = 12  # points between what stands above the text and its first line
_THIRD_TO_HALF = 0.4  # PL I, II.2.b and II.5.b: 1/3 to 1/2 of the line's length
_BLANK = "\u00a0"


def head_block(head: Head, pen: Pen, *, draft: bool) -> Iterator[Element]:
    """Yield the header block, the kind of document, the subject and, where there is one, the addressee."""
    columns = _columns(pen)
    left_width, right_width = (width / TWIPS for width in columns)
    agency = pen.lines(head.agency, names.AGENCY, left_width)
    left = (
        *(pen.paragraph(names.PARENT, run(line)) for line in pen.lines(head.parent, names.PARENT, left_width)),
        *(pen.paragraph(names.AGENCY, run(line)) for line in agency),
        pen.rule(pen.width(agency[-1], names.AGENCY) * _THIRD_TO_HALF, left_width),
    )
    right = (
        pen.paragraph(names.NATIONAL_NAME, run(NATIONAL_NAME)),
        pen.paragraph(names.MOTTO, run(MOTTO)),
        pen.rule(pen.width(MOTTO, names.MOTTO), right_width),
    )
    number = (pen.paragraph(names.NUMBER, run(f"Số:{_BLANK}{head.number or _BLANK * 8}/{head.symbol}")),)
    place = (pen.paragraph(names.PLACE_DATE, run(f"{head.place}, {_date(head)}")),)
    yield grid(((left, right), (number, place)), columns, "Quốc hiệu, tên cơ quan, số, ký hiệu, địa danh và thời gian")
    if draft:
        yield pen.paragraph(names.DRAFT, run("DỰ THẢO"), before=6)
    yield pen.paragraph(names.KIND, run(KIND))
    room = pen.page.room() / TWIPS
    subject = pen.lines(head.subject, names.SUBJECT, room - 40)
    yield from (pen.paragraph(names.SUBJECT, run(line)) for line in subject)
    after = 0 if head.addressee else _BEFORE_TEXT
    yield pen.rule(pen.width(subject[-1], names.SUBJECT) * _THIRD_TO_HALF, room, after=after)
    yield from _addressees(head.addressee, pen)


def signature(head: Head, pen: Pen) -> Element:
    """Return recipients and signature side by side, kept on one page."""
    lines = _recipients(head)
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
    return grid(((left, right),), _columns(pen), "Nơi nhận và chữ ký")


def _recipients(head: Head) -> tuple[str, ...]:
    """Return who gets it: whom "Kính gửi" names are "Như trên" (PL I, II.9.b), once, though config says so too."""
    others = tuple(one for one in head.recipients if fold(one).strip(" -;.") != fold("Như trên"))
    return ("Như trên", *others) if head.addressee else head.recipients


def _date(head: Head) -> str:
    """Days under 10 and months 1 and 2 get a leading zero (PL I, II.4)."""
    day = f"{head.date.day:02d}" if head.date else _BLANK * 4
    month = f"{head.month:02d}" if head.month < 3 else str(head.month)
    return f"ngày{_BLANK}{day} tháng{_BLANK}{month} năm{_BLANK}{head.year}"


def _addressees(addressees: tuple[str, ...], pen: Pen) -> Iterator[Element]:
    """One stands on the line of "Kính gửi:", several one a line, dashes below the colon (PL I, II.9.b).

    Where lines begin the decree leaves open: as a whole they stand in the middle, as its samples have them.
    """
    if not addressees:
        return
    lines: tuple[str, ...] = (f"Kính gửi: {addressees[0]}",)
    colon = 0.0
    if len(addressees) > 1:
        lines = ("Kính gửi:", *(f"- {one};" for one in addressees[:-1]), f"- {addressees[-1]}.")
        colon = pen.width("Kính gửi", names.ADDRESSEE)
    widths = [pen.width(line, names.ADDRESSEE) + colon * bool(at) for at, line in enumerate(lines)]
    left = max(0.0, (pen.page.room() / TWIPS - max(widths)) / 2)
    for at, line in enumerate(lines):
        yield pen.paragraph(
            names.ADDRESSEE,
            run(line),
            before=0 if at else None,
            after=_BEFORE_TEXT if at == len(lines) - 1 else None,
            left=left + colon * bool(at),
        )


def _columns(pen: Pen) -> tuple[int, int]:
    """Return the widths of what stands left and right, so that the national name stands on one line."""
    room = pen.page.room()
    name = round(pen.width(NATIONAL_NAME, names.NATIONAL_NAME) * _FILLED * TWIPS)
    right = min(max(round(room * _RIGHT), name), round(room * _WIDEST_RIGHT))
    return room - right, right
