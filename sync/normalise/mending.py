"""Slips of the hand in a cell's number, taken back before it is read."""

from __future__ import annotations

import re

from sync.normalise.figures import FIGURE
from sync.normalise.units import kind, listed, scaled

# "12, 5%" is one number; a bare "12, 5" may be two.
_SPACED_SIGN = re.compile(r"(?<=\d)(?: ?([.,]) | ([.,]))(?=\d+ ?(?:[^\W\d_]|[%‰]))")
# "2, 3 ngày" is two or three; "2, 5 tỷ" and "0, 5 ha" are one number.
_TWO_COUNTS = re.compile(r"(?<![\d.,])[1-9], [1-9] ?(?=[^\W\d_])")
_TIMES = listed("giây phút giờ ngày tuần tháng quý năm")
# "1. 234. 567" and "2.07 2.705.863": whole groups besides leave no doubt.
_SPACED_POINTS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: ?\. ?[0-9]{3}){2,}(?![0-9]|[.,][0-9])")
_BROKEN_GROUP = re.compile(
    r"(?<![0-9.,])(?:[0-9]{1,3}(?:\.[0-9]{3})+\.(?:[0-9] [0-9]{2}|[0-9]{2} [0-9])"
    r"|[0-9]{1,3}\.(?:[0-9] [0-9]{2}|[0-9]{2} [0-9])(?:\.[0-9]{3})+)(?![0-9]|[.,][0-9])"
)
_SPLIT_HUNDRED = re.compile(r"(?<![0-9.,])1 00(?= ?%)")
_SPACE_GROUPS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9'’]|[ ][0-9])")
_STRAY_SPACE = re.compile(r"(?<![0-9.,])([0-9]{1,2}) ([0-9]{1,2},[0-9]{1,2})(?![0-9.,]|\s*[0-9])")
_SPLIT_PERCENT = re.compile(r"([0-9]+) ?%([.,])([0-9]{1,2})(?=\s*$)")
_HANGING_SIGN = re.compile(r"(?<=\d)[.,]+(?:-$)?(?=\s|%|$|[^\W\d_])")
_NO_WHOLE = re.compile(r"(?<!\d)[.,](?=\d)")


def mended(text: str) -> str:
    """Return `text` without the slips that leave no doubt: "21%,9", "58,%", "2 6,8 nghìn", "1 007", ".5"."""
    text = _SPLIT_PERCENT.sub(r"\1\2\3%", text)
    for broken in (_SPACED_POINTS, _BROKEN_GROUP, _SPLIT_HUNDRED):
        text = broken.sub(lambda found: found[0].replace(" ", ""), text)
    if not _counts_twice(text) and len(_SPACED_SIGN.findall(text)) == 1 and len(FIGURE.findall(text)) == 2:
        text = _SPACED_SIGN.sub(lambda found: found[1] or found[2], text)
    text = _NO_WHOLE.sub(lambda found: "0" + found[0], text)
    text = _SPACE_GROUPS.sub(lambda found: re.sub(r"[ '’]", ".", found[0]), text)
    return _HANGING_SIGN.sub("", _STRAY_SPACE.sub(r"\1\2", text))


def _counts_twice(text: str) -> bool:
    """True for "2, 3 ngày": two counts beside each other, of something that is not measured."""
    found = _TWO_COUNTS.search(text)
    unit = text[found.end() :] if found else ""
    if not unit or scaled(unit).factor > 1:
        return False
    return kind(unit) in ("count", "unknown") or unit.split()[0].casefold() in _TIMES
