"""The two parts that are the same in every file: the table of fonts, and a theme whose fonts are Times New Roman.

Word opens files without them; validators ask for them, and what a clerk inserts later takes its font from the theme.
"""

from __future__ import annotations

from sync.render.ooxml import Element, el
from sync.render.package import Part

_FONT = "Times New Roman"
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F497D",
    "lt2": "EEECE1",
    "accent1": "4F81BD",
    "accent2": "C0504D",
    "accent3": "9BBB59",
    "accent4": "8064A2",
    "accent5": "4BACC6",
    "accent6": "F79646",
    "hlink": "0000FF",
    "folHlink": "800080",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def font_table() -> Element:
    """Return the root of fontTable.xml: what to take where Times New Roman is missing."""
    font = el(
        "font",
        el("altName", val="Liberation Serif"),
        el("panose1", val="02020603050405020304"),
        el("charset", val="00"),
        el("family", val="roman"),
        el("pitch", val="variable"),
        name=_FONT,
    )
    return el("fonts", font)


def theme_part() -> Part:
    """Return the theme."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    return Part("word/theme1.xml", kind, _theme().encode(), relation)


def _theme() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{_FONT}"/><a:ea typeface=""/><a:cs typeface="{_FONT}"/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>'
        f'<a:clrScheme name="Office">{colours}</a:clrScheme><a:fontScheme name="Office">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Office"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
