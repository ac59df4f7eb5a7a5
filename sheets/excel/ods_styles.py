"""What the styles of an .ods say of cells and runs: fonts, strike-out, raised digits, number formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sheets.excel.numfmt import GENERAL, NumberFormat, read_format
from sheets.excel.package import attribute, child, local
from sheets.excel.styles import Font

_DEPTH = 20  # styles that inherit from one another


@dataclass(frozen=True, slots=True)
class OdsStyle:
    """One style as it is written; None where it leaves a thing to its parent."""

    parent: str | None = None
    name: str | None = None
    struck: bool | None = None
    raised: bool | None = None
    format: str | None = None


@dataclass(slots=True)
class OdsStyles:
    """All styles of a file, those of cells and those of runs by their names; number formats too."""

    cells: dict[str, OdsStyle] = field(default_factory=dict)
    runs: dict[str, OdsStyle] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    fonts: dict[tuple[str | None, str | None], Font] = field(default_factory=dict)  # once looked up

    def font(self, cell: str | None, run: str | None = None) -> Font:
        """Return the font of a run in a cell of this style."""
        known = self.fonts.get((cell, run))
        if known is None:
            known = self.fonts[cell, run] = self._font(cell, run)
        return known

    def _font(self, cell: str | None, run: str | None) -> Font:
        chain = [*_chain(self.runs, run), *_chain(self.cells, cell)]
        return Font(
            next((style.name for style in chain if style.name is not None), ""),
            next((style.struck for style in chain if style.struck is not None), False),
            next((style.raised for style in chain if style.raised is not None), False),
        )

    def format(self, cell: str | None) -> NumberFormat:
        """Return the number format of a cell style."""
        name = next((style.format for style in _chain(self.cells, cell) if style.format is not None), None)
        return read_format(self.formats[name]) if name in self.formats else GENERAL


def _chain(styles: dict[str, OdsStyle], name: str | None) -> list[OdsStyle]:
    chain: list[OdsStyle] = []
    while name is not None and name in styles and len(chain) < _DEPTH:
        chain.append(styles[name])
        name = styles[name].parent
    return chain


def add_styles(found: OdsStyles, element: Element) -> None:
    """Take in the styles below <office:styles> or <office:automatic-styles> (ODF 1.3 Part 3, 16)."""
    for style in element:
        tag, name = local(style.tag), attribute(style, "name") or ""
        if tag == "style":
            _add_style(found, style, name, attribute(style, "family") or "")
        elif tag in {"number-style", "percentage-style", "currency-style"}:
            found.formats[name] = _number_code(style)


def _add_style(found: OdsStyles, style: Element, name: str, family: str) -> None:
    properties = child(style, "text-properties")
    if family == "table":
        table = child(style, "table-properties")
        if table is not None and attribute(table, "display") == "false":
            found.hidden_tables.add(name)
    elif family in {"table-cell", "text"}:
        own = OdsStyle(
            parent=attribute(style, "parent-style-name"),
            name=None if properties is None else attribute(properties, "font-name"),
            struck=None if properties is None else _struck(properties),
            raised=None if properties is None else _raised(attribute(properties, "text-position")),
            format=attribute(style, "data-style-name"),
        )
        (found.cells if family == "table-cell" else found.runs)[name] = own


def _struck(properties: Element) -> bool | None:
    said = [attribute(properties, f"text-line-through-{word}") for word in ("type", "style")]
    known = [word for word in said if word is not None]
    return all(word != "none" for word in known) if known else None


def _raised(position: str | None) -> bool | None:
    """Read "super 58%", "33% 58%" (raised by a third), "0% 100%" (level)."""
    if position is None:
        return None
    first = (position.split() or [""])[0]
    return first == "super" or (first.endswith("%") and first[:-1].replace(".", "").isdigit() and float(first[:-1]) > 0)


def _number_code(style: Element) -> str:
    """Return a number style as an Excel format code."""
    code = ""
    for piece in style:
        tag = local(piece.tag)
        if tag == "number":
            places = min(_count(piece, "decimal-places", 0), 30)
            whole = "0" * max(1, min(_count(piece, "min-integer-digits", 1), 30))
            whole = f"#,##{whole}" if attribute(piece, "grouping") == "true" else whole
            code += whole + ("." + "0" * places if places else "")
        elif tag in {"text", "currency-symbol"}:
            code += "%" if (piece.text or "").strip() == "%" else f'"{(piece.text or "").replace(chr(34), "")}"'
        elif tag in {"scientific-number", "fraction"}:
            return "General"
    return code or "General"


def _count(element: Element, name: str, otherwise: int) -> int:
    said = attribute(element, name) or ""
    return int(said) if said.isascii() and said.isdigit() else otherwise
