"""What a spreadsheet already holds, as far as a form has to know: its tabs, whose they are, what guards them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets.google.answers import Answer, Json
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.google.tabs import IDENTITY_KEY, PERIOD_KEY, TAB_KEY
from sheets.grid import Cell, Grid

SEARCHED = 20  # rows of a tab in which its head may stand
_RANGE = "range,unprotectedRanges"

# One read of everything that `held` below needs.
HELD_FIELDS = (
    "properties(title,locale,timeZone),namedRanges(namedRangeId,name,range),developerMetadata/metadataId,"
    "sheets(properties(sheetId,title,index,hidden,gridProperties(rowCount,columnCount)),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    f"protectedRanges(protectedRangeId,description,warningOnly,{_RANGE}),"
    "conditionalFormats/booleanRule/condition/values/userEnteredValue,"
    "data(startRow,startColumn,rowData/values/effectiveValue/stringValue))"
)


@dataclass(frozen=True, slots=True)
class HeldGuard:
    """A protected range: where it lies now, and the ranges in it that are open to all."""

    id: int
    description: str
    warns: bool
    area: Obj
    free: tuple[Obj, ...]


@dataclass(frozen=True, slots=True)
class HeldTab:
    """One tab. `period`, `name` and `identity` are what its developer metadata say, "" where they say nothing.

    `rules` are the formulas of its conditional formats; `grid` holds the texts of its first rows.
    """

    gid: int
    title: str
    index: int
    hidden: bool
    rows: int
    columns: int
    period: str
    name: str
    identity: str
    guards: tuple[HeldGuard, ...]
    rules: tuple[str, ...]
    grid: Grid


@dataclass(frozen=True, slots=True)
class Held:
    """A spreadsheet. `metadata`, `guards` are the ids that are taken, `names` leads from a named range to its id."""

    locale: str
    zone: str
    tabs: tuple[HeldTab, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    metadata: frozenset[int] = frozenset()
    guards: frozenset[int] = frozenset()
    title: str = ""

    @property
    def periods(self) -> frozenset[str]:
        """The periods that have tabs in it, by their metadata."""
        return frozenset(tab.period for tab in self.tabs if tab.period)


def held(answer: Answer) -> Held:
    """Return what a spreadsheet holds, from an answer with HELD_FIELDS."""
    sheets = objs(answer.get("sheets"))
    told = obj(answer.get("properties"))
    tabs = tuple(_tab(sheet) for sheet in sheets)
    entries = [*objs(answer.get("developerMetadata")), *(e for s in sheets for e in objs(s.get("developerMetadata")))]
    return Held(
        text(told.get("locale")),
        text(told.get("timeZone")),
        tabs,
        {text(one.get("name")): text(one.get("namedRangeId")) for one in objs(answer.get("namedRanges"))},
        frozenset(whole(entry.get("metadataId")) for entry in entries),
        frozenset(guard.id for tab in tabs for guard in tab.guards),
        text(told.get("title")),
    )


def _tab(sheet: Obj) -> HeldTab:
    properties = obj(sheet.get("properties"))
    size = obj(properties.get("gridProperties"))
    told = {text(e.get("metadataKey")): text(e.get("metadataValue")) for e in objs(sheet.get("developerMetadata"))}
    title = text(properties.get("title"))
    return HeldTab(
        gid=whole(properties.get("sheetId")),
        title=title,
        index=whole(properties.get("index")),
        hidden=properties.get("hidden") is True,
        rows=whole(size.get("rowCount")),
        columns=whole(size.get("columnCount")),
        period=told.get(PERIOD_KEY, ""),
        name=told.get(TAB_KEY, ""),
        identity=told.get(IDENTITY_KEY, ""),
        guards=tuple(_guard(one) for one in objs(sheet.get("protectedRanges"))),
        rules=tuple(_rule(one) for one in objs(sheet.get("conditionalFormats"))),
        grid=Grid(title, _texts(sheet)),
    )


def _guard(one: Obj) -> HeldGuard:
    return HeldGuard(
        whole(one.get("protectedRangeId")),
        text(one.get("description")),
        one.get("warningOnly") is True,
        obj(one.get("range")),
        tuple(objs(one.get("unprotectedRanges"))),
    )


def _rule(one: Obj) -> str:
    values = obj(obj(one.get("booleanRule")).get("condition")).get("values")
    return "\n".join(text(value.get("userEnteredValue")) for value in objs(values))


def _texts(sheet: Obj) -> Mapping[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {}
    for block in objs(sheet.get("data")):
        top, left = whole(block.get("startRow")), whole(block.get("startColumn"))
        for row, values in enumerate(objs(block.get("rowData"))[: max(0, SEARCHED - top)], top + 1):
            for column, cell in enumerate(objs(values.get("values")), left + 1):
                value: Json = obj(cell.get("effectiveValue")).get("stringValue")
                if isinstance(value, str):
                    cells[row, column] = Cell(value, value)
    return cells
