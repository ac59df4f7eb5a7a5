"""What a font's name says of the encoding of the text typed with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.normalise.readings import READINGS

_LIKELY = {"TCVN3": {"TCVN3": 0.0, "UNICODE": 2.5, "VNI": 6.0}, "VNI": {"VNI": 0.0, "UNICODE": 2.5, "TCVN3": 6.0}}
_UNKNOWN = {"UNICODE": 0.0, "TCVN3": 3.0, "VNI": 3.0}
_DOTLESS = re.compile(r"vn(?:time|arial|avant|helv|centur|clarendon|couri)(?!s)")  # some programs drop the dot


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name, or several joined by "+", says about the encodings of a text."""

    families: frozenset[str]
    capitals: bool = False

    def start(self) -> dict[str, float]:
        """Return what it costs to read a first word in each encoding."""
        legacy = self.families - {"UNICODE"}
        if not legacy:
            return _UNKNOWN
        if len(self.families) == 1:
            return _LIKELY[next(iter(legacy))]
        return {name: 0.5 * (name == "UNICODE") if name in self.families else 5.0 for name in READINGS}

    @property
    def known(self) -> bool:
        """True where the name speaks of a legacy encoding, so that no proof is needed."""
        return bool(self.families - {"UNICODE"})


def font_of(name: str | None) -> Font:
    """Return what a font's name says: .VnTime is TCVN3, .VnTimeH its capitals, VNI-Times VNI, Arial little."""
    names = [part.strip().lower() for part in (name or "").split("+") if part.strip()]
    families = frozenset(_family(part) for part in names)
    tcvn3 = [part for part in names if _family(part) == "TCVN3"]
    return Font(families, bool(tcvn3) and all(part.endswith("h") for part in tcvn3))


def _family(name: str) -> str:
    if name.startswith(".vn") or _DOTLESS.match(name):
        return "TCVN3"
    return "VNI" if re.match(r"vni[-\s]", name) else "UNICODE"
