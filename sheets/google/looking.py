"""Looking into what Google answered: what is not as expected counts as not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sheets.google.answers import Json

Obj: TypeAlias = "Mapping[str, Json]"


def obj(value: Json) -> Obj:
    """Return an object, empty where it is none."""
    return value if isinstance(value, Mapping) else {}


def objs(value: Json) -> Sequence[Obj]:
    """Return the objects of a list; what is none stands as an empty one, for places count."""
    return [obj(each) for each in value] if isinstance(value, list) else ()


def text(value: Json) -> str:
    """Return a text, "" where it is none."""
    return value if isinstance(value, str) else ""


def whole(value: Json) -> int:
    """Return a whole number; Google leaves out the 0 of the first tab."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
