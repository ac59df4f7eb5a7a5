"""word/settings.xml: what Word is told about the whole report; nothing of the template's own settings stays."""

from __future__ import annotations

from sync.render.ooxml import Element, el

_WORD_URI = "http://schemas.microsoft.com/office/word"
# 15 is Word 2013 and later: lower ones open in "compatibility mode".
_COMPAT = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
SEPARATOR, CONTINUATION = -1, 0


def settings_part(*, notes: bool = True) -> Element:
    """Return the root of settings.xml. With `notes` the separators are named, before w:compat as Word asks."""
    compat = (el("compatSetting", name=name, uri=_WORD_URI, val=value) for name, value in _COMPAT.items())
    return el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=720),
        el("characterSpacingControl", val="doNotCompress"),
        _footnotes() if notes else None,
        el("compat", *compat),
        el("themeFontLang", val="vi-VN"),
        el("decimalSymbol", val=","),
        el("listSeparator", val=";"),
    )


def _footnotes() -> Element:
    return el(
        "footnotePr",
        el("numFmt", val="decimal"),
        el("numStart", val=1),
        el("numRestart", val="continuous"),
        el("footnote", id=SEPARATOR),
        el("footnote", id=CONTINUATION),
    )
