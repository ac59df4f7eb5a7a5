"""What styles.xml says of cells that a reader of values needs: number formats, strike-out, raised digits, fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from sheets.excel.numfmt import BUILT_IN, GENERAL, NumberFormat, read_format
from sheets.excel.package import attribute, child, children, flag, parse

# Fonts of TCVN3 (".VnTime", ".VnArial NarrowH") and of VNI ("VNI-Times").
_LEGACY_FONT = re.compile(r"\.?vn", re.IGNORECASE)
# Letters that TCVN3 and VNI use and Vietnamese in Unicode does not.
_LEGACY_TEXT = re.compile(
    "[\u0080-\u009f\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a cell or of a run."""

    name: str = ""
    struck: bool = False
    raised: bool = False

    @property
    def legacy(self) -> bool:
        """True where the name is one of a TCVN3 or VNI font."""
        return bool(_LEGACY_FONT.match(self.name))


NO_FONT = Font()


@dataclass(frozen=True, slots=True)
class Style:
    """What one cell style (xf) means to a reader. `plain`: nothing about it changes how a text is read."""

    format: NumberFormat = GENERAL
    font: Font = NO_FONT
    plain: bool = True


PLAIN = Style()


def looks_legacy(text: str) -> bool:
    """True where `text` holds letters that only a legacy encoding would use."""
    return not text.isascii() and _LEGACY_TEXT.search(text) is not None


def legacy_letters(text: str) -> frozenset[str]:
    """Return the letters of `text` that only a legacy encoding would use."""
    return frozenset() if text.isascii() else frozenset(_LEGACY_TEXT.findall(text))


@lru_cache(maxsize=16)  # the forms of an office share their styles
def read_styles(data: bytes | None) -> list[Style]:
    """Return the cell styles in order, [plain] where the part is missing; raises BookError where it is no XML."""
    if data is None:
        return [PLAIN]
    root = parse(data, "styles.xml")
    fonts = [read_font(font) for font in children(child(root, "fonts"), "font")]
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in children(child(root, "numFmts"), "numFmt")}
    return [_style(xf, fonts, codes) for xf in children(child(root, "cellXfs"), "xf")] or [PLAIN]


def read_font(properties: Element | None) -> Font:
    """Return the font that a <font> or <rPr> describes."""
    name = child(properties, "name")
    name = child(properties, "rFont") if name is None else name
    strike = child(properties, "strike")
    vertical = child(properties, "vertAlign")
    return Font(
        name="" if name is None else (attribute(name, "val") or ""),
        struck=strike is not None and flag(attribute(strike, "val") or "1"),
        raised=vertical is not None and attribute(vertical, "val") == "superscript",
    )


def _style(xf: Element, fonts: list[Font], codes: dict[str, str]) -> Style:
    number = xf.get("numFmtId", "0")
    font = xf.get("fontId", "0")
    code = codes.get(number) or (BUILT_IN.get(int(number), "") if number.isascii() and number.isdigit() else "")
    known = font.isascii() and font.isdigit() and int(font) < len(fonts)
    own = fonts[int(font)] if known else NO_FONT
    return Style(read_format(code), own, plain=not (own.struck or own.raised or own.legacy))
