"""The requests about tabs, protection, conditional formats, metadata and merges."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_fake.cells import tab_of
from tests.google_fake.colours import settle
from tests.google_fake.desk import Desk
from tests.google_fake.masks import parse, put
from tests.google_fake.reading import found, protection
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet, Tab, new_tab

Obj = dict[str, Any]
TABS = 200


def add_sheet(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Add a tab, at its index or last."""
    wanted = copy.deepcopy(body.get("properties", {}))
    sheet_id = wanted.get("sheetId")
    if sheet_id is None:
        sheet_id = desk.fresh()
    elif book.by_id(sheet_id) is not None:
        raise RefusedError(400, f"Sheet with ID {sheet_id} already exists.")
    numbers = [int(t.removeprefix("Sheet")) for t in _titles(book) if t.removeprefix("Sheet").isdigit()]
    title = wanted.get("title") or f"Sheet{max(numbers, default=0) + 1}"
    _free(book, title)
    if len(book.tabs) >= TABS:
        raise RefusedError(400, f"This action would increase the number of tabs above the limit of {TABS}.")
    tab = new_tab(sheet_id, title)
    grid = tab.properties["gridProperties"] | wanted.get("gridProperties", {})
    tab.properties |= {name: value for name, value in wanted.items() if value not in (None, False)}
    tab.properties |= {"sheetId": sheet_id, "title": title, "gridProperties": grid}
    settle(tab.properties)
    book.tabs.insert(min(wanted.get("index", len(book.tabs)), len(book.tabs)), tab)
    book.number()
    return {"addSheet": {"properties": copy.deepcopy(tab.properties)}}


def _titles(book: Spreadsheet) -> list[str]:
    return [tab.properties["title"] for tab in book.tabs]


def _free(book: Spreadsheet, title: str) -> None:
    if title.casefold() in map(str.casefold, _titles(book)):
        raise RefusedError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')


def delete_sheet(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Delete a tab with all that stands about it; not the last one."""
    tab = book.by_id(body.get("sheetId", 0))
    if tab is None:
        raise RefusedError(400, f"No sheet with id: {body.get('sheetId', 0)}")
    if len([one for one in book.tabs if not one.properties.get("hidden")]) == 1 and not tab.properties.get("hidden"):
        raise RefusedError(400, "You can't remove all the visible sheets in a document.")
    _free_to_change(tab, desk)
    book.tabs.remove(tab)
    book.metadata = [one for one in book.metadata if _on(one) != tab.id]
    book.names = [one for one in book.names if one["range"]["sheetId"] != tab.id]
    book.number()
    return {}


def _free_to_change(tab: Tab, desk: Desk) -> None:
    """Raise RefusedError where the tab as a whole is protected against the account."""
    from tests.google_fake.cells import guard

    if any(not set(one["range"]) - {"sheetId"} for one in tab.protected):
        guard(tab, (0, 0), desk)


def _on(metadata: Obj) -> int | None:
    location = metadata["location"]
    found: int | None = location.get("sheetId", location.get("dimensionRange", {}).get("sheetId"))
    return found


def duplicate_sheet(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Copy a tab; whether its metadata goes along on Google itself is not known: here it does not."""
    source = tab_of(book, body.get("sourceSheetId"))
    title = body.get("newSheetName") or f"Copy of {source.properties['title']}"
    _free(book, title)
    tab = copy.deepcopy(source)
    tab.properties |= {"sheetId": body.get("newSheetId") or desk.fresh(), "title": title}
    for one in (*tab.merges, *(p["range"] for p in tab.protected), *(r for c in tab.conditional for r in c["ranges"])):
        one["sheetId"] = tab.id
    for one in tab.protected:
        one["protectedRangeId"] = desk.fresh()
    book.tabs.insert(body.get("insertSheetIndex", len(book.tabs)), tab)
    book.number()
    return {"duplicateSheet": {"properties": copy.deepcopy(tab.properties)}}


def update_sheet(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Change a tab's title, place, visibility, frozen rows, size."""
    wanted, tree = body["properties"], parse(body["fields"])
    tab = tab_of(book, wanted.get("sheetId"))
    if "title" in tree and wanted.get("title", "").casefold() != tab.properties["title"].casefold():
        _free(book, wanted.get("title", ""))
    before = tab.size
    held = dict(tab.properties)
    put(tab.properties, copy.deepcopy(wanted), tree)
    for changed, twin in (("tabColor", "tabColorStyle"), ("tabColorStyle", "tabColor")):
        if changed in tree and twin not in tree:
            tab.properties.pop(twin, None)
    settle(tab.properties)
    for name in ("sheetId", "title", "index", "sheetType"):
        tab.properties.setdefault(name, held[name])
    if "gridProperties" in tree:
        grid = {"rowCount": before[0], "columnCount": before[1]} | tab.properties.get("gridProperties", {})
        tab.properties["gridProperties"] = {name: value for name, value in grid.items() if value not in (0, False)}
        tab.resize(*tab.size)
    for name in ("hidden", "rightToLeft"):
        if tab.properties.get(name) is False:
            del tab.properties[name]
    if all(one.properties.get("hidden") for one in book.tabs):
        raise RefusedError(400, "You can't hide all the sheets in a document.")
    if "index" in tree:
        _move(book, tab, held["index"], wanted.get("index", 0))
    return {}


def _move(book: Spreadsheet, tab: Tab, before: int, wanted: int) -> None:
    """Move a tab to an index that counts as if it were still where it was."""
    place = wanted - 1 if wanted > before else wanted
    book.tabs.remove(tab)
    book.tabs.insert(place, tab)
    book.number()


def update_spreadsheet(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Change title, locale, time zone …"""
    wanted, tree = body["properties"], parse(body["fields"])
    if "locale" in tree and not wanted.get("locale"):
        raise RefusedError(400, "Invalid locale")
    put(book.properties, copy.deepcopy(wanted), tree)
    return {}


def add_protected(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Protect a range or a tab; whoever asks can edit it, and so can the owner."""
    one = {name: value for name, value in body["protectedRange"].items() if value not in (None, "", False)}
    tab = tab_of(book, one.get("range", {}).get("sheetId"))
    _check_editors(one)
    if any(held["protectedRangeId"] == one.get("protectedRangeId") for t in book.tabs for held in t.protected):
        raise RefusedError(400, f"Protected range with ID {one['protectedRangeId']} already exists.")
    wanted = one.get("editors", {}).get("users", [])
    one |= {
        "protectedRangeId": one.get("protectedRangeId") or desk.fresh(),
        "range": {"sheetId": tab.id} | one["range"],
    }
    one["requestingUserCanEdit"] = True
    reply = protection(one) | {"editors": {"users": wanted} if wanted else {}}
    if not one.get("warningOnly"):
        one["editors"] = {"users": list(dict.fromkeys([desk.owner, desk.account, *wanted]))}
    else:
        one["editors"] = {"users": [desk.owner]}
    tab.protected.append(one)
    return {"addProtectedRange": {"protectedRange": copy.deepcopy(reply)}}


def _check_editors(one: Obj) -> None:
    editors = one.get("editors") or {}
    if one.get("warningOnly") and (editors.get("users") or editors.get("groups")):
        raise RefusedError(400, "Warning-only protected ranges can not have editors.")


def _protected(book: Spreadsheet, wanted: int) -> tuple[Tab, Obj]:
    for tab in book.tabs:
        for one in tab.protected:
            if one["protectedRangeId"] == wanted:
                return tab, one
    raise RefusedError(400, f"No protected range with id: {wanted}")


def update_protected(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Change a protected range."""
    wanted = body["protectedRange"]
    _, one = _protected(book, wanted["protectedRangeId"])
    if desk.account not in {desk.owner, *one.get("editors", {}).get("users", [desk.account])}:
        raise RefusedError(400, "You can't edit this protected range.")
    held = one["protectedRangeId"]
    _check_editors({"warningOnly": one.get("warningOnly")} | wanted)
    put(one, copy.deepcopy(wanted), parse(body["fields"]))
    one["protectedRangeId"] = held
    one["range"].setdefault("sheetId", 0)
    return {}


def delete_protected(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Take a protection away."""
    tab, one = _protected(book, body["protectedRangeId"])
    tab.protected.remove(one)
    return {}


def add_rule(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Add a conditional format at its index, first by default."""
    rule = copy.deepcopy(body["rule"])
    settle(rule)
    tab = tab_of(book, rule["ranges"][0].get("sheetId"))
    if any(one.get("sheetId", 0) != tab.id for one in rule["ranges"]):
        raise RefusedError(400, "All ranges in a conditional format rule must be on the same sheet.")
    tab.conditional.insert(body.get("index", 0), rule)
    return {}


def _rule_at(tab: Tab, index: int) -> int:
    if index >= len(tab.conditional):
        raise RefusedError(400, f"No conditional format on sheet: {tab.id} at index: {index}")
    return index


def update_rule(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Replace a conditional format, or move it."""
    rule = body.get("rule")
    tab = tab_of(book, rule["ranges"][0].get("sheetId") if rule else body.get("sheetId"))
    index = _rule_at(tab, body.get("index", 0))
    before = tab.conditional[index]
    if rule:
        tab.conditional[index] = copy.deepcopy(rule)
        reply = {"oldRule": before, "newRule": rule, "newIndex": index}
    else:
        tab.conditional.insert(body["newIndex"], tab.conditional.pop(index))
        reply = {"oldIndex": index, "newIndex": body["newIndex"], "newRule": before}
    return {"updateConditionalFormatRule": copy.deepcopy(reply)}


def delete_rule(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Take a conditional format away; those behind it move up."""
    tab = tab_of(book, body.get("sheetId"))
    rule = tab.conditional.pop(_rule_at(tab, body.get("index", 0)))
    return {"deleteConditionalFormatRule": {"rule": rule}}


def create_metadata(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Add developer metadata; an id that is taken fails the whole batch."""
    one = copy.deepcopy(body["developerMetadata"])
    if not one.get("metadataKey") or not one.get("visibility"):
        raise RefusedError(400, "Developer metadata must have a key and a visibility.")
    location = one["location"]
    if "dimensionRange" in location:
        location["dimensionRange"].setdefault("sheetId", 0)
    on = _on(one)
    if on is not None:
        tab_of(book, on)
    kinds = {"spreadsheet": "SPREADSHEET", "sheetId": "SHEET"}
    kind = next((kinds[name] for name in kinds if name in location), None)
    location["locationType"] = kind or location["dimensionRange"]["dimension"].removesuffix("S")
    if found(book, {"metadataId": one["metadataId"]} if "metadataId" in one else {"metadataId": -1}):
        raise RefusedError(400, f"Developer metadata with ID {one['metadataId']} already exists.")
    one.setdefault("metadataId", desk.fresh())
    book.metadata.append(one)
    return {"createDeveloperMetadata": {"developerMetadata": copy.deepcopy(one)}}


def _matching(book: Spreadsheet, filters: list[Obj]) -> list[Obj]:
    return [one for each in filters for one in found(book, each["developerMetadataLookup"])]


def update_metadata(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Change the metadata that the filters find."""
    changed = _matching(book, body["dataFilters"])
    for one in changed:
        put(one, copy.deepcopy(body["developerMetadata"]), parse(body["fields"]))
    return {"updateDeveloperMetadata": {"developerMetadata": copy.deepcopy(changed)}}


def delete_metadata(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Take away the metadata that the filter finds."""
    gone = _matching(book, [body["dataFilter"]])
    book.metadata = [one for one in book.metadata if one not in gone]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone}}


def merge(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Merge a range: the first value stays, those that it covers are gone."""
    tab = tab_of(book, body["range"].get("sheetId"))
    top, bottom, left, right = tab.ranged(body["range"])
    kind = body.get("mergeType", "MERGE_ALL")
    if kind == "MERGE_ROWS":
        parts = [(row, row + 1, left, right) for row in range(top, bottom)]
    elif kind == "MERGE_COLUMNS":
        parts = [(top, bottom, column, column + 1) for column in range(left, right)]
    else:
        parts = [(top, bottom, left, right)]
    unmerge(book, body, desk)
    for part in parts:
        _merge(tab, *part)
    return {}


def _merge(tab: Tab, top: int, bottom: int, left: int, right: int) -> None:
    sides = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
    tab.merges.append({"sheetId": tab.id} | sides)
    places = [(row, column) for row in range(top, bottom) for column in range(left, right)]
    valued = [at for at in places if tab.cells.get(at, {}).get("userEnteredValue")]
    if valued and valued[0] != (top, left):
        value = tab.cells[valued[0]]["userEnteredValue"]
        tab.cells[top, left] = tab.cells.get((top, left), {}) | {"userEnteredValue": value}
    for at in valued:
        if at != (top, left):
            tab.cells[at] = {name: held for name, held in tab.cells[at].items() if name != "userEnteredValue"}


def unmerge(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Take apart the merges that lie in a range; one that it cuts is refused."""
    tab = tab_of(book, body["range"].get("sheetId"))
    top, bottom, left, right = tab.ranged(body["range"])
    kept = []
    for one in tab.merges:
        a, b, c, d = tab.ranged(one)
        if a < bottom and b > top and c < right and d > left:
            if a < top or b > bottom or c < left or d > right:
                raise RefusedError(400, "You must select all cells in a merged range to merge or unmerge them.")
        else:
            kept.append(one)
    tab.merges = kept
    return {}
