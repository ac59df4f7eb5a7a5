"""The letters of cells in LibreOffice, as xlwings' Font: what the buttons ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.quick import base_classes

if TYPE_CHECKING:
    from macros.libreoffice.uno_types import CellRange


class Font(base_classes.Font):
    """The font of a rectangle of cells."""

    def __init__(self, cells: CellRange) -> None:
        self._cells = cells

    @property
    def api(self) -> CellRange:
        """LibreOffice's own object: cells have their font's properties themselves."""
        return self._cells

    @property
    def size(self) -> float:
        """The size in points."""
        return self.api.CharHeight

    @size.setter
    def size(self, points: float) -> None:
        self.api.CharHeight = points
