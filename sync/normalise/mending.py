"""Slips of the hand in a cell's number, taken back before it is read."""

from __future__ import annotations

import re

from sync.normalise.figures import FIGURE

# "12, 5%" is one number; a bare "12, 5" may be two.
_SPACED_SIGN = re.compile(r"(?<=\d)(?: ?([.,]) | ([.,]))(?=\d+ ?(?:[^\W\d_]|[%‰]))")
_SPACE_GROUPS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9'’]|[ ][0-9])")
_STRAY_SPACE = re.compile(r"(?<![0-9.,])([0-9]{1,2}) ([0-9]{1,2},[0-9]{1,2})(?![0-9.,]|\s*[0-9])")
_SPLIT_PERCENT = re.compile(r"([0-9]+) ?%([.,])([0-9]{1,2})(?=\s*$)")
_HANGING_SIGN = re.compile(r"(?<=\d)[.,]+(?:-$)?(?=\s|%|$|[^\W\d_])")
_NO_WHOLE = re.compile(r"(?<!\d)[.,](?=\d)")


def mended(text: str) -> str:
    """Return `text` without the slips that leave no doubt: "21%,9", "58,%", "2 6,8 nghìn", "1 007", ".5"."""
    text = _SPLIT_PERCENT.sub(r"\1\2\3%", text)
    if len(_SPACED_SIGN.findall(text)) == 1 and len(FIGURE.findall(text)) == 2:
        text = _SPACED_SIGN.sub(lambda found: found[1] or found[2], text)
    text = _NO_WHOLE.sub(lambda found: "0" + found[0], text)
    text = _SPACE_GROUPS.sub(lambda found: re.sub(r"[ '’]", ".", found[0]), text)
    return _HANGING_SIGN.sub("", _STRAY_SPACE.sub(r"\1\2", text))
