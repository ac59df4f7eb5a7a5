"""The first number of a ratio as one that counts: "04/05 hồ …" are four."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sync.model.sentences import Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import head_of

_NUMBER = r"\d{1,3}(?:\.\d{3})*"
_RATIO = re.compile(rf"(?<![\d/.,])(?P<part>{_NUMBER})/(?P<whole>{_NUMBER}) (?=[a-zđà-ỹ])")


def of_ratios(stretch: Stretch) -> Iterator[Quantity]:
    """Yield the parts of a stretch's ratios; none where more is done than there is."""
    for found in _RATIO.finditer(stretch.shown):
        part, whole = (Decimal(found[name].replace(".", "")) for name in ("part", "whole"))
        if part <= whole:
            start = stretch.start + found.start()
            head = head_of(stretch.shown, found.end())
            yield Quantity(start, stretch.start + found.end(), found["part"], part, None, head)
