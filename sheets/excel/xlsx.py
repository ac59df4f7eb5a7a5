"""An .xlsx or .xlsm workbook, from the bytes of its parts to raw sheets."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from sheets.errors import BookError
from sheets.excel import around
from sheets.excel.cells import Manner, manner, read_cells
from sheets.excel.content import Content
from sheets.excel.package import Package, attribute, child, children, flag, local, parse, part, relationships
from sheets.excel.sheet_xml import CELL_LIMIT, read_part
from sheets.excel.strings import decoded, read_strings
from sheets.excel.styles import read_styles

SHEET_LIMIT = 1_000


def read_xlsx(package: Package) -> Content:
    """Return what the workbook holds; raises BookError corrupt, too-big or password."""
    main = _main_part(package)
    root = parse(_needed(package, main), main)
    related = relationships(package, main)
    reading = _manner(package, root, related)
    content = Content(properties=_properties(package))
    if any(kind == "vbaProject" for kind, _ in related.values()):
        content.notes.append(("macros", "", 0, 0, ""))
    links = sum(kind == "externalLink" for kind, _ in related.values())
    if links:
        content.notes.append(("external-links", "", 0, 0, str(links)))
    total = 0
    for sheet in children(child(root, "sheets"), "sheet")[:SHEET_LIMIT]:
        kind, target = related.get(attribute(sheet, "id") or "", ("", ""))
        if kind == "worksheet":
            total += _add_sheet(package, sheet, target, reading, content)
            if total > CELL_LIMIT:
                raise BookError("too-big", f"{total} cells")
    return content


def _main_part(package: Package) -> str:
    for kind, target in relationships(package, "").values():
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def _needed(package: Package, name: str) -> bytes:
    data = part(package, name)
    if data is None:
        raise BookError("corrupt", f"no part {name}")
    return data


def _manner(package: Package, workbook: Element, related: dict[str, tuple[str, str]]) -> Manner:
    by_kind = dict(related.values())
    settings = child(workbook, "workbookPr")
    return manner(
        read_strings(part(package, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else None),
        read_styles(part(package, by_kind["styles"]) if "styles" in by_kind else None),
        since_1904=settings is not None and flag(settings.get("date1904")),
    )


def _add_sheet(package: Package, sheet: Element, target: str, reading: Manner, content: Content) -> int:
    title = decoded(sheet.get("name") or "")
    found = read_part(_needed(package, target), target)
    cells = read_cells(found.cells, reading)
    count = len(cells)
    cells = around.hide(cells, found.hidden_rows, found.hidden_columns)
    if found.drawing:
        cells = around.picture(cells, _pictures(package, target, found.drawing))
    kept, notes = around.settle(title, around.cover(cells, found.merges))
    hidden = sheet.get("state") in {"hidden", "veryHidden"}
    content.sheets.append((title, hidden, found.merges, kept))
    content.notes.extend(notes)
    return count


def _pictures(package: Package, sheet: str, relationship: str) -> list[tuple[int, int]]:
    """Return the cells at the top left of the sheet's pictures (ECMA-376 Part 1, 20.5.2.33)."""
    _, target = relationships(package, sheet).get(relationship, ("", ""))
    data = part(package, target) if target else None
    if data is None:
        return []
    anchors = [anchor for anchor in parse(data, target) if any(local(one.tag) == "pic" for one in anchor.iter())]
    found = [child(anchor, "from") for anchor in anchors]
    return [place for corner in found if corner is not None and (place := _corner(corner)) is not None]


def _corner(corner: Element) -> tuple[int, int] | None:
    row, column = child(corner, "row"), child(corner, "col")
    try:
        return int((row is not None and row.text) or "") + 1, int((column is not None and column.text) or "") + 1
    except ValueError:
        return None


def _properties(package: Package) -> dict[str, str]:
    """Return the custom document properties (ECMA-376 Part 1, 22.3)."""
    data = part(package, "docProps/custom.xml")
    if data is None:
        return {}
    named = [(one.get("name") or "", one) for one in children(parse(data, "docProps/custom.xml"), "property")]
    return {decoded(name): decoded("".join(one.itertext())) for name, one in named}
