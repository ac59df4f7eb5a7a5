"""Colours as Google keeps them: 256 steps a part, no zeros, and each one twice, as a colour and as a colour's style."""

from __future__ import annotations

import math
from typing import Any

Obj = dict[str, Any]


def settle(value: Any) -> None:
    """Bring every colour inside to the form in which Google answers; a style goes before its plain twin."""
    if isinstance(value, list):
        for one in value:
            settle(one)
    elif isinstance(value, dict):
        for name in [name for name in value if name.endswith(("Color", "ColorStyle"))]:
            if name in value:
                _twins(value, name.removesuffix("Style"))
        for name, inner in value.items():
            if isinstance(inner, dict | list) and not name.endswith(("Color", "ColorStyle")):
                settle(inner)


def _twins(holder: Obj, plain: str) -> None:
    style = f"{plain}Style"
    told = holder.get(style) or {}
    colour = told.get("rgbColor") if told else holder.get(plain)
    if "themeColor" in told or plain == "rgbColor":
        return
    if colour is None:
        holder.pop(plain, None)
        holder.pop(style, None)
        return
    kept = {part: _step(value) for part, value in colour.items() if value and _step(value)}
    holder[plain], holder[style] = kept, {"rgbColor": dict(kept)}


def _step(value: float) -> float:
    """Return the nearest step below, as a number of single precision is written; a step stays what it is."""
    return float(f"{math.floor(value * 255 + 1e-4) / 255:.8g}")
