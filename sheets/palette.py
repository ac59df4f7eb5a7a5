"""The colours and signs of a form, one palette for Excel and Google."""

from __future__ import annotations

from collections.abc import Mapping

from sheets.form import Fill

FONT = "Times New Roman"  # the font of official documents (Decree 30/2020, Annex I), so every office has it
SIZE = 12

NAVY, INK, MUTED, RED = "#1F3864", "#1A1A1A", "#4A5160", "#9C1C1C"
WHITE, LINE, BAND = "#FFFFFF", "#B8BFCA", "#DCE3EE"
PAPERS: Mapping[Fill, str] = {"yes": "#FFF6D5", "prefilled": "#E6F0FA", "locked": "#F0F1F4", "service": "#F0F1F4"}
# A sign beside the colour. It stands in the number format: the heading's own text stays as the form has it.
SIGNS: Mapping[Fill, str] = {"yes": "✎", "prefilled": "(✎)"}

# A cell that a remark speaks of, and the remarks' signs; the sign says the same without colour.
SPOT, SPOT_EDGE = "#F7C6A8", "#B4531A"
SIGNED: Mapping[str, str] = {"✗": "#9C1C1C", "!": "#8A4B00", "i": "#1F3864", "✓": "#1E6B36"}
LINK = "#1F4E9E"


def number_format(decimals: int) -> str:
    """Return the format of a number: grouped as the machine's region does it (1.007,5 in Viet Nam)."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
