"""What a workbook holds, whatever its format: what every parser hands back."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets.excel import wire


@dataclass(slots=True)
class Content:
    """Sheets, notes and custom properties, as they are gathered while a file is parsed."""

    sheets: list[wire.RawSheet] = field(default_factory=list)
    notes: list[wire.RawNote] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
