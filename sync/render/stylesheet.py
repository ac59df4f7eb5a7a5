"""The named styles of a template: found by name, their look worked out, what must not stay taken out."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sync.render.ooxml import Element, child, each, local, q, val

Properties = dict[str, str]

# Attributes by which a theme's font or colour beats the one that is named (ECMA-376 Part 1, 17.3.2.26 and 17.3.2.6).
_THEME = (
    "asciiTheme",
    "hAnsiTheme",
    "eastAsiaTheme",
    "cstheme",
    "themeColor",
    "themeTint",
    "themeShade",
    "themeFill",
    "themeFillTint",
    "themeFillShade",
)
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph or a run of text looks: lengths in points; `line` a multiple where `line_rule` is "auto"."""

    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str
    align: str
    first_line: float
    left: float
    right: float
    before: float
    after: float
    line: float
    line_rule: str
    keep_next: bool
    widow_control: bool
    outline: int | None


def same_name(name: str) -> str:
    """Return a style's name for comparing: NFC, without case, without Word's aliases after a comma."""
    return unicodedata.normalize("NFC", name).split(",")[0].strip().casefold()


class Stylesheet:
    """The styles of one document. The tree it is given belongs to it."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._by_id: dict[str, Element] = {}
        self._by_name: dict[tuple[str, str], Element] = {}
        for style in root.findall(q("style")):
            self._add(style)

    def _add(self, style: Element) -> None:
        self._by_id[style.get(q("styleId"), "")] = style
        self._by_name.setdefault((style.get(q("type"), "paragraph"), same_name(val(style, "name") or "")), style)

    def find(self, name: str, kind: str = "paragraph") -> Element | None:
        """Return the style of this name, or None."""
        return self._by_name.get((kind, same_name(name)))

    def style_id(self, name: str, kind: str = "paragraph") -> str:
        """Return the id of the style of this name; raises KeyError."""
        style = self.find(name, kind)
        if style is None:
            raise KeyError(name)
        return style.get(q("styleId"), "")

    def name_of(self, style_id: str) -> str:
        """Return the name of the style of this id, "" where there is none."""
        style = self._by_id.get(style_id)
        return "" if style is None else val(style, "name") or ""

    def default_id(self) -> str:
        """Return the id of the paragraph style that unmarked paragraphs have."""
        styles = (s for s in self._by_id.values() if s.get(q("default")) in {"1", "true", "on"})
        return next((s.get(q("styleId"), "") for s in styles if s.get(q("type")) == "paragraph"), "")

    def properties(self, style_id: str) -> Properties:
        """Return what a style says with all that it is based on, over the document's defaults."""
        found = _defaults(self.root)
        for style in reversed(list(self._chain(style_id))):
            found = over(found, flat(child(style, "pPr")) | flat(child(style, "rPr")))
        return found

    def own(self, style_id: str) -> Properties:
        """Return what a style says with all that it is based on, without the document's defaults (character styles)."""
        found: Properties = {}
        for style in reversed(list(self._chain(style_id))):
            found = over(found, flat(child(style, "pPr")) | flat(child(style, "rPr")))
        return found

    def look(self, name: str) -> Look:
        """Return how a paragraph of this style looks; raises KeyError."""
        return look(self.properties(self.style_id(name)))

    def _chain(self, style_id: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield self._by_id[style_id]
            style_id = val(self._by_id[style_id], "basedOn") or ""

    def complete(self, model: Stylesheet) -> None:
        """Take from `model` every style whose name is missing here, based on styles of the same names here."""
        missing = [s for s in model.root.findall(q("style")) if self._lacks(s)]
        ids = {s.get(q("styleId"), ""): self._free_id(s.get(q("styleId"), "")) for s in missing}
        for style in missing:
            taken = copy.deepcopy(style)
            taken.attrib.pop(q("default"), "")
            taken.set(q("styleId"), ids[style.get(q("styleId"), "")])
            for tag in ("basedOn", "next", "link"):
                self._point(taken, tag, model, ids)
            self.root.append(taken)
            self._add(taken)

    def _lacks(self, style: Element) -> bool:
        return self.find(val(style, "name") or "", style.get(q("type"), "paragraph")) is None

    def _free_id(self, style_id: str) -> str:
        while style_id in self._by_id:
            style_id += "1"
        return style_id

    def _point(self, style: Element, tag: str, model: Stylesheet, ids: Mapping[str, str]) -> None:
        reference = child(style, tag)
        if reference is None:
            return
        target = reference.get(q("val"), "")
        known = self.find(model.name_of(target), style.get(q("type"), "paragraph"))
        here = ids.get(target) or (None if known is None else known.get(q("styleId")))
        if here:
            reference.set(q("val"), here)
        else:
            style.remove(reference)

    def clean(self, font: str) -> None:
        """Take out automatic numbers, theme colours and fonts; what had its font from the theme alone gets `font`."""
        for numbering in list(each(self.root, "numPr")):
            parent = numbering.getparent()
            if parent is not None:
                parent.remove(numbering)
        for element in each(self.root, "rFonts", "color", "shd", "u", "top", "left", "bottom", "right"):
            themed = [name for name in _THEME if element.attrib.pop(q(name), "")]
            if themed and local(element) == "rFonts":
                for script in map(q, ("ascii", "hAnsi", "eastAsia", "cs")):
                    element.set(script, element.get(script, font))


def _defaults(root: Element) -> Properties:
    defaults = child(root, "docDefaults")
    paragraph = child(child(defaults, "pPrDefault"), "pPr")
    return over(flat(paragraph), flat(child(child(defaults, "rPrDefault"), "rPr")))


def flat(properties: Element | None) -> Properties:
    """Return w:pPr or w:rPr as a flat dict: "sz" → "28", "ind.firstLine" → "720", "b" → "1"."""
    found: Properties = {}
    for element in () if properties is None else properties:
        name = local(element)
        value = element.get(q("val"))
        if value is not None or not element.attrib:
            found[name] = value or "1"
        found |= {f"{name}.{local_name(key)}": str(text) for key, text in element.attrib.items()}
    return found


def local_name(key: object) -> str:
    """Return an attribute's name without its namespace."""
    return str(key).rpartition("}")[2]


def over(below: Properties, above: Properties) -> Properties:
    """Return what holds where `above` is said over `below`: attribute by attribute, as Word does."""
    merged = below | above
    if "ind.hanging" in above:
        merged.pop("ind.firstLine", None)
    if "ind.firstLine" in above:
        merged.pop("ind.hanging", None)
    for new, old in (("ind.start", "ind.left"), ("ind.end", "ind.right")):
        if new in merged:
            merged[old] = merged.pop(new)
    return merged


def look(found: Properties) -> Look:
    """Return a flat dict of properties as a Look; what is not said has the schema's default."""
    rule = found.get("spacing.lineRule", "auto")
    line = _number(found.get("spacing.line"), 240)
    outline = found.get("outlineLvl")
    return Look(
        font=found.get("rFonts.ascii", ""),
        size=_number(found.get("sz"), 20) / 2,
        bold=_on(found.get("b")),
        italic=_on(found.get("i")),
        underline=found.get("u", "none") != "none",
        colour=found.get("color", "auto"),
        align={"start": "left", "end": "right"}.get(found.get("jc", "left"), found.get("jc", "left")),
        first_line=_twips(found.get("ind.firstLine")) - _twips(found.get("ind.hanging")),
        left=_twips(found.get("ind.left")),
        right=_twips(found.get("ind.right")),
        before=_twips(found.get("spacing.before")),
        after=_twips(found.get("spacing.after")),
        line=line / 240 if rule == "auto" else line / 20,
        line_rule=rule,
        keep_next=_on(found.get("keepNext")),
        widow_control=_on(found.get("widowControl", "1")),
        outline=int(outline) if outline and outline.isdigit() and int(outline) < 9 else None,
    )


def _on(value: str | None) -> bool:
    return value is not None and value not in _OFF


def _twips(value: str | None) -> float:
    return _number(value, 0) / 20


def _number(value: str | None, default: float) -> float:
    try:
        return float(value) if value is not None else default
    except ValueError:
        return default
