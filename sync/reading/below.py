"""Columns of rows below a row that announces them: "06 lớp cho 193 người:", "- Ninh Hải: 02 lớp, 65 người", "- …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.nouns import overlap
from sync.reading.quantities import same_head
from sync.reading.regions import Part, part_of, speaks_of_no_part
from sync.reading.slips import one_mends

_TOTALS = re.compile(r"(?:tổng(?: cộng| số)?|cộng)\b[^\d]{0,20}$", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:tăng|giảm|so với|cùng kỳ|lũy kế|luỹ kế|kế hoạch|bình quân|trước|từ đầu năm|mỗi)\b[^,;:]*$", re.IGNORECASE
)
_NO_COLUMN = frozenset({"%", "ngày", "năm", "tháng", "tuần", "giờ", "điểm", "độ", "tuổi"})
_WORD = re.compile(r"[^\W\d_]+")
_LEFT = re.compile(
    r"(?:số |hiện )?còn(?: lại)?(?: đang| chưa)?(?: được)?(?: (?:thi công|thực hiện|giải quyết|xử lý|triển khai"
    r"|khởi công|hoàn thành|xem xét|giải ngân|nghiệm thu))?(?: là)?\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_DONE_AND_LEFT = 4  # rows: the one that announces, all, done, left
_LEAST = 2
_FEW = 2


def columns_below(text: str, rows: Sequence[Sequence[Quantity]], starts: Sequence[int]) -> Iterator[PartOf]:
    """Yield each number of the first row, or of a last row "Tổng cộng", with one of its kind from every other row.

    `rows` are the numbers of each row, `starts` where each begins. Only what one slip explains is told.
    """
    sure = one_adds_up(text, rows, starts)
    for whole, before, column in _columns(text, rows, starts):
        labels = [text[starts[n] : part.start] for n, part in column]
        numbers = [part.value for _, part in column]
        if sum(numbers) == whole.value or (not sure and overlap([fold(label) for label in labels])):
            continue
        stray = any(part.approximate for _, part in column) or any(map(_compares, labels))
        if not stray and not _OTHER.search(before) and one_mends(whole.value, numbers, few=0 if whole.unit else _FEW):
            yield part_of(whole, [Part(part, "", "", 0) for _, part in column], exhaustive=True)


def _compares(label: str) -> bool:
    """True where the words before a number compare; what stands before a colon may be a name: "giảm nghèo: vốn"."""
    return speaks_of_no_part(label.rsplit(":", 1)[-1].strip() or label)


def one_adds_up(text: str, rows: Sequence[Sequence[Quantity]], starts: Sequence[int]) -> bool:
    """True where one such column makes its number: then the rows below are what the first row is made of."""
    return any(
        sum(part.value for _, part in column) == whole.value for whole, _, column in _columns(text, rows, starts)
    )


def _columns(
    text: str, rows: Sequence[Sequence[Quantity]], starts: Sequence[int]
) -> Iterator[tuple[Quantity, str, list[tuple[int, Quantity]]]]:
    """Yield each whole, the words of its row before it, and its column: the number of a row, and what stands there."""
    last = bool(rows[-1]) and _TOTALS.match(text[starts[-1] : rows[-1][0].start]) is not None
    for at, whole in [(0, q) for q in rows[0]] + [(len(rows) - 1, q) for q in rows[-1] if last]:
        others = range(1, len(rows) - (last or at > 0))
        column = [(n, part) for n in others if (part := _in_column(text, whole, rows[at], rows[n]))]
        if len(column) >= max(_LEAST, len(others)) and whole.unit not in _NO_COLUMN and not whole.approximate:
            yield whole, text[starts[at] : whole.start], column


def _in_column(text: str, whole: Quantity, own: Sequence[Quantity], row: Sequence[Quantity]) -> Quantity | None:
    """Return a row's number of the whole's column: the only one of its kind, else by the word before, else by place."""
    alike, mine = [q for q in row if _alike(whole, q)], [q for q in own if _alike(whole, q)]
    if len(alike) < _LEAST or len(mine) < _LEAST:
        return alike[0] if alike else None
    words = {_word_before(text, q): q for q in alike}
    if len(words) == len(alike) and _word_before(text, whole) in words:
        return words[_word_before(text, whole)]
    return alike[mine.index(whole)] if len(alike) == len(mine) else None


def _word_before(text: str, quantity: Quantity) -> str:
    found = _WORD.findall(text[max(0, quantity.start - 40) : quantity.start])
    return fold(found[-1]) if found else ""


def left_below(text: str, rows: Sequence[Sequence[Quantity]], starts: Sequence[int]) -> Iterator[PartOf]:
    """Yield "+ Đã khởi công 312 căn", "+ Đã hoàn thành 198 căn", "+ Còn đang thi công 114 căn": all, done and left."""
    if len(rows) != _DONE_AND_LEFT or not all(rows[1:]):
        return
    whole, done, left = (row[0] for row in rows[1:])
    if not _LEFT.match(text, starts[3]) or whole.value < done.value:
        return
    if _alike(whole, done) and _alike(whole, left) and one_mends(whole.value, (done.value, left.value)):
        yield part_of(whole, [Part(done, "", "", 0), Part(left, "", "", 0)], exhaustive=True)


def _alike(whole: Quantity, part: Quantity) -> bool:
    if whole.unit is not None or part.unit is not None:
        return whole.unit == part.unit
    return bool(whole.head and part.head) and same_head(whole.head, part.head)
