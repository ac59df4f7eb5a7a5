"""Texts of a workbook: shared strings and inline ones, with their runs where they have any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.package import child, children, guarded, local, parse
from sheets.excel.styles import Font, looks_legacy, read_font
from sheets.text import storable

Run: TypeAlias = tuple[str, Font | None]  # None: the run has no properties of its own, the cell's hold
Text: TypeAlias = str | tuple[Run, ...]

TEXT_LIMIT = 1_000_000  # characters of one text; Excel itself stops at 32,767

# What every usual writer writes; anything else goes through the XML parser.
_PLAIN_ITEM = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_ITEM = re.compile(rf"{_PLAIN_ITEM.pattern}|<si>(.*?)</si>|<si/>", re.DOTALL)
_BODY = re.compile(r"\A[^<]*(?:<\?xml[^>]*\?>)?\s*<sst(?: [^<>]*)?>(.*)</sst>\s*\Z", re.DOTALL)
_CONTROL = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")


def read_strings(data: bytes | None) -> list[Text]:
    """Return the shared strings in order; raises BookError where the part is no XML."""
    if data is None:
        return []
    data = guarded(data, "sharedStrings.xml")
    try:
        text = data.decode("utf-8")
        return _quickly(text if _holds_only_storable(data) else storable(text))
    except (ValueError, BookError):
        return [rich(item) for item in children(parse(data, "sharedStrings.xml"), "si")]


def _holds_only_storable(data: bytes) -> bool:
    """True where no byte needs `storable`: a look at bytes costs a tenth of one at characters."""
    return len(data.translate(None, _CONTROL)) == len(data) and b"\xef\xbf" not in data


def _quickly(text: str) -> list[Text]:
    """Read the usual form; raises ValueError or BookError where it is not."""
    body = _BODY.match(text)
    if not body:
        raise ValueError("not the usual form")
    items = body[1]
    plain = _PLAIN_ITEM.findall(items)
    if items.count("<") == 4 * len(plain):  # so there is no other tag
        return [unescaped(text) for text in plain] if "&" in items or "_x" in items else plain
    return list(_mixed(items))


def _mixed(items: str) -> Iterator[Text]:
    at = 0
    for item in _ITEM.finditer(items):
        if item.start() != at:
            raise ValueError("not the usual form")
        at = item.end()
        plain, runs = item.groups()
        yield rich(parse(f"<si>{runs}</si>".encode())) if runs is not None else unescaped(plain or "")
    if at != len(items):
        raise ValueError("not the usual form")


def unescaped(text: str) -> str:
    """Return XML character data as text: references, then Excel's _xHHHH_ (ECMA-376 Part 1, 22.9.2.19)."""
    if "&" in text:
        text = storable(_REFERENCE.sub(_referred, text))
    return decoded(text) if "_x" in text else text


def decoded(text: str) -> str:
    """Return a text with Excel's _xHHHH_ escapes undone, without what cannot be stored."""
    if "_x" not in text:
        return storable(text)
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return storable(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _referred(found: re.Match[str]) -> str:
    hexadecimal, number, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(number or 0x110000)
    if not 0 < code < 0x110000:
        raise BookError("corrupt", f"character reference {found[0]}")
    return chr(code)


def rich(item: Element) -> Text:
    """Return the text of an <si> or <is>: a str where it has no runs. Phonetic guides (<rPh>) are no text."""
    if not any(local(part.tag) == "r" for part in item):
        return decoded("".join(part.text or "" for part in children(item, "t")))
    return tuple(_run(part) for part in item if local(part.tag) in {"r", "t"})


def _run(part: Element) -> Run:
    if local(part.tag) == "t":
        return decoded(part.text or ""), None
    properties = child(part, "rPr")
    text = decoded("".join(one.text or "" for one in children(part, "t")))
    return text, None if properties is None else read_font(properties)


def composed(text: Text, font: Font) -> tuple[str, int, tuple[str, ...]]:
    """Return (value, mark bits, fonts) of a text in a cell of this font.

    Struck-out runs are left out unless the whole text is struck; digits of raised runs become ¹²³ unless
    the whole text is raised. Fonts are named only where the text looks legacy.
    """
    runs: Iterable[Run] = ((text, font),) if isinstance(text, str) else text
    placed = [(part, font if own is None else own) for part, own in runs if part]
    seen = [(part, own) for part, own in placed if part.strip()]
    legacy = any(own.legacy or looks_legacy(part) for part, own in seen)
    bits = 0
    if seen and all(own.struck for _, own in seen):
        bits |= wire.STRUCK
    elif any(own.struck for _, own in seen):
        bits |= wire.PARTLY_STRUCK
        placed = [(part, own) for part, own in placed if not own.struck]
    if any(own.raised for part, own in placed if part.strip()):
        bits |= wire.RAISED
        if not all(own.raised for part, own in placed if part.strip()):
            placed = [(part.translate(_RAISED) if own.raised else part, own) for part, own in placed]
    value = "".join(part for part, _ in placed)
    if len(value) > TEXT_LIMIT:
        raise BookError("too-big", f"a text of {len(value)} characters")
    fonts = tuple(dict.fromkeys(own.name for part, own in placed if own.name and part.strip())) if legacy else ()
    return value, bits, fonts
