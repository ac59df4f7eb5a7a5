"""What is kept of the tab Ý kiến rà soát beside what is kept of any tab: what writing it anew has to know."""

from __future__ import annotations

from collections.abc import Mapping

from sheets.google.answers import Json
from sheets.google.looking import Obj, obj, objs, text, whole


def besides(sheet: Obj) -> Mapping[str, Json]:
    """Return what is kept of this tab beside what is kept of any: the rows it has, the links in it."""
    size = obj(obj(sheet.get("properties")).get("gridProperties"))
    links: list[Json] = []
    for block in objs(sheet.get("data")):
        for row, values in enumerate(objs(block.get("rowData")), whole(block.get("startRow")) + 1):
            for column, cell in enumerate(objs(values.get("values")), whole(block.get("startColumn")) + 1):
                if link := text(cell.get("hyperlink")):
                    links.append([row, column, link])
    return {"rows": whole(size.get("rowCount")), "links": links}
