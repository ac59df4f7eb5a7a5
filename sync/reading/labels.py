"""The words before a number in its piece, which say what of the whole it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "đã giải quyết, xét xử 415 vụ" is one deed in two words; "thu nội địa không kể tiền đất, xổ số 19.836" leaves out two.
_GOES_ON = re.compile(
    r"\s*(?:(?:và |đến nay )?(?:đã|được) [^\W\d_]+(?: [^\W\d_]+){0,2}"
    r"|[^,;.\d]{0,60}\b(?:không|chưa) (?:kể|tính|bao gồm)\b[^,;.\d]{0,40})",
    re.IGNORECASE,
)


def label_of(gap: str, cuts: Sequence[re.Match[str]]) -> str:
    """Return what stands between two numbers from the cut on that begins the second one's piece."""
    if len(cuts) > 1 and _GOES_ON.fullmatch(gap, cuts[-2].end(), cuts[-1].start()):
        return gap[cuts[-2].end() :]
    return gap[cuts[-1].end() :]
