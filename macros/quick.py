"""`import xlwings`, quickly: whoever needs it takes it from here.

xlwings imports pandas, numpy, matplotlib, polars and Pillow if it finds them, which costs more than all the rest of a
click, and tries its PRO part, which is not open source and which we never use. They are hidden from that one import;
all but the PRO part can be imported as usual afterwards. What is lost are xlwings' converters for data frames and
arrays: hand it lists of rows.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast

_HIDDEN = ("pandas", "numpy", "matplotlib", "polars", "PIL")
_PRO = "xlwings.pro"


def _load() -> ModuleType:
    modules = cast("dict[str, ModuleType | None]", sys.modules)  # None says "there is none" to the import system
    hidden = [name for name in _HIDDEN if name not in modules]
    if "xlwings" not in modules:
        modules[_PRO] = None
    modules.update(dict.fromkeys(hidden))
    try:
        import xlwings
    finally:
        for name in hidden:
            del modules[name]
    return xlwings


_load()

import xlwings as xw  # noqa: E402 the import above was the quick one
from xlwings import base_classes  # noqa: E402

__all__ = ["base_classes", "xw"]
