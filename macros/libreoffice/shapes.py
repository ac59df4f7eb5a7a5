"""The shapes on a sheet open in LibreOffice (the buttons are text boxes), as xlwings' Shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from macros.quick import base_classes

if TYPE_CHECKING:
    from macros.libreoffice import uno_types
    from macros.libreoffice.sheet import Sheet


class Shapes(base_classes.Collection):
    """The shapes of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> uno_types.DrawPage:
        """LibreOffice's own object."""
        return self._sheet.api.DrawPage

    @property
    def parent(self) -> Sheet:
        """The sheet."""
        return self._sheet

    def __call__(self, key: str | int) -> Shape:
        """Return one by its name, or its number from 1; raises KeyError for a name that is none."""
        if isinstance(key, int):
            return Shape(self._sheet, self.api.getByIndex(key - 1))
        for shape in self:
            if shape.name == key:
                return shape
        raise KeyError(key)

    def __len__(self) -> int:
        return self.api.getCount()

    def __iter__(self) -> Iterator[Shape]:
        for index in range(len(self)):
            yield Shape(self._sheet, self.api.getByIndex(index))

    def __contains__(self, key: object) -> bool:
        return any(shape.name == key for shape in self)


class Shape(base_classes.Shape):
    """One shape; `api.Visible` shows and hides it, in Excel as here."""

    def __init__(self, sheet: Sheet, shape: uno_types.Shape) -> None:
        self._sheet = sheet
        self._shape = shape

    @property
    def api(self) -> uno_types.Shape:
        """LibreOffice's own object."""
        return self._shape

    @property
    def parent(self) -> Sheet:
        """The sheet it lies on."""
        return self._sheet

    @property
    def name(self) -> str:
        """Its name."""
        return self.api.Name

    @name.setter
    def name(self, name: str) -> None:
        self.api.Name = name

    @property
    def text(self) -> str:
        """The text in it."""
        return self.api.String

    @text.setter
    def text(self, text: str) -> None:
        self.api.String = text
