"""WordprocessingML elements as plain calls: names with prefixes in, lxml elements out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

Element = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_MAP = {"w": NAMESPACES["w"], "r": NAMESPACES["r"]}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)


@cache  # of the few names that this package writes
def q(name: str) -> str:
    """Return "w:p" as lxml writes it: {namespace}p; a name without prefix is one of w."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix or 'w']}}}{local}"


def el(tag: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """Return an element of w with these children (None is left out) and these attributes of w."""
    made = etree.Element(q(tag), {q(name): str(value) for name, value in attributes.items()}, nsmap=_MAP)
    made.extend(child for child in children if child is not None)
    return made


def root(tag: str, children: Iterable[Element]) -> Element:
    """Return the root element of a part."""
    made = el(tag)
    made.extend(children)
    return made


def parse(data: bytes) -> Element:
    """Return the root of a part; raises etree.XMLSyntaxError. Entities are not resolved."""
    return etree.fromstring(data, _PARSER)


def serialise(element: Element) -> bytes:
    """Return a part's bytes."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def child(element: Element | None, tag: str) -> Element | None:
    """Return the first child of this name, or None."""
    return None if element is None else element.find(q(tag))


def val(element: Element | None, tag: str, attribute: str = "val") -> str | None:
    """Return an attribute of w of the child of this name, or None."""
    found = child(element, tag)
    return None if found is None else found.get(q(attribute))


def local(element: Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def each(element: Element, *tags: str) -> Iterator[Element]:
    """Yield every element of these names below `element`, in document order."""
    yield from element.iter(*(q(tag) for tag in tags))
