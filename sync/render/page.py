"""The paper of a report: size and margins as the template says, upright or on its side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.render.ooxml import Element, child, el, q

TWIPS = 20  # twentieths of a point
_LEAST_EDGE = 284  # 5 mm: nearer to the paper's edge nothing is printed; LibreOffice says 0 where there is no header
_LEAST_ROOM = 5103  # 90 mm: on a narrower strip no header block finds room
# What a length may be written in (ECMA-376 Part 1, 22.9.2.15), in twentieths of a point.
_UNITS = {"": 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
_LENGTH = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?\s*")
_SIDES = ("top", "right", "bottom", "left", "header", "footer", "gutter")


@dataclass(frozen=True, slots=True)
class Page:
    """An upright page: lengths in twentieths of a point.

    Without a template it is A4 with margins of 20 mm above and below, 30 mm left, 15 mm right (Decree 30/2020, PL I,
    I.1 and I.3).
    """

    width: int = 11906
    height: int = 16838
    top: int = 1134
    right: int = 851
    bottom: int = 1134
    left: int = 1701
    header: int = 567
    footer: int = 567
    gutter: int = 0

    def room(self, *, wide: bool = False) -> int:
        """Return the width between the margins; `wide` is the page on its side."""
        return (self.height if wide else self.width) - self.left - self.right - self.gutter

    def properties(self, *, wide: bool = False) -> Element:
        """Return the section that says paper and margins; the law states no others for a page on its side."""
        size = (
            el("pgSz", w=self.height, h=self.width, orient="landscape")
            if wide
            else el("pgSz", w=self.width, h=self.height)
        )
        return el("sectPr", size, el("pgMar", **{side: getattr(self, side) for side in _SIDES}))


def page_of(section: Element | None) -> Page:
    """Return the page of a template's section; a page on its side is set upright.

    What is not said, or cannot be read, is as the law has it; so is all of a page with no room for text.
    """
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    house = Page()
    width, height = sorted((_length(size, "w", house.width), _length(size, "h", house.height)))
    sides = {side: _length(margins, side, getattr(house, side)) for side in _SIDES}
    # A margin below zero is Word's way to say that the header may lie over the text: its length counts.
    sides = {side: abs(length) for side, length in sides.items()}
    sides |= {side: getattr(house, side) for side in ("header", "footer") if sides[side] < _LEAST_EDGE}
    made = Page(width, height, **sides)
    tall = height - made.top - made.bottom
    return made if min(made.room(), tall) >= _LEAST_ROOM else house


def _length(element: Element | None, attribute: str, default: int) -> int:
    text = None if element is None else element.get(q(attribute))
    found = _LENGTH.fullmatch(text) if text else None
    return round(float(found[1]) * _UNITS[found[2] or ""]) if found else default
