"""Lists numbered in a sentence, read as rows: "(1) bờ tả, dài 120 m; (2) bờ hữu, dài 85 m; tổng chiều dài 205 m"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sync.model.sentences import PartOf, Quantity
from sync.reading.below import columns_below
from sync.reading.joints import Stretch

_MARK = re.compile(r"(?:^|(?<=[\s;:,.]))\((\d{1,2})\)\s")
_TOTAL = re.compile(r"[;,.]\s+(?=(?:tổng|cộng)\b)", re.IGNORECASE)
_END = re.compile(r"\.\s|$|\n")


def numbered_rows(text: str, found: Sequence[Stretch], quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield the columns of such a list that do not add up to a number before it or to its total, but for a slip."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 or [int(m[1]) for m in marks] != list(range(1, len(marks) + 1)):
        return
    home = next((s for s in found if s.owner is None and s.start <= marks[0].start() <= s.end), None)
    if home is None:
        return
    end = _END.search(text, marks[-1].end())
    until = end.start() if end else len(text)
    total = _TOTAL.search(text, marks[-1].end())
    if total is not None:
        behind = _END.search(text, total.end())
        until = behind.start() if behind else len(text)
    starts = [home.start, *(m.end() for m in marks), *([total.end()] if total else [])]
    ends = [*(m.start() for m in marks), total.start() if total else until, *([until] if total else [])]
    rows = [
        quantities[
            bisect_left(quantities, a, key=lambda q: q.start) : bisect_left(quantities, b, key=lambda q: q.start)
        ]
        for a, b in zip(starts, ends, strict=True)
    ]
    yield from columns_below(text, rows, starts)
