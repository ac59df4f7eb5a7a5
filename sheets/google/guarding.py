"""What is protected in a form's tabs, for real or with a warning; the tabs of older periods locked and hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, TypeAlias

from sheets.google.answers import Json, Request
from sheets.google.drawn import Area
from sheets.google.held import Held, HeldTab
from sheets.google.ids import Ids
from sheets.google.looking import Obj

Protect: TypeAlias = Literal["warn", "strict"]

# By these words a protection of ours is told, on Google's own list of protected ranges too.
GUARD = "Biểu báo cáo: ô có sẵn, chỉ xem"
LOCK = "Biểu báo cáo: số liệu của kỳ đã chốt"


def guard(
    held: HeldTab | None, gid: int, words: str, area: Area | None, free: Sequence[Area], protect: Protect, ids: Ids
) -> Iterator[Request]:
    """Yield what protects an area (None: the whole tab) but for the `free` ones, nothing where that stands so already.

    With a warning alone Google takes no editors; for real it lets in the owner and who asks, which is all we want.
    """
    ours = [one for one in held.guards if one.description == words] if held else []
    right = next((one for one in ours if one.warns == (protect == "warn") and len(one.free) == len(free)), None)
    yield from ({"deleteProtectedRange": {"protectedRangeId": one.id}} for one in ours if one is not right)
    if right is None:
        open_to_all = [each.on(gid) for each in free]
        yield _added(gid, words, area.on(gid) if area else {"sheetId": gid}, open_to_all, protect, ids)


def renew(held: HeldTab, words: str, protect: Protect, ids: Ids) -> Iterator[Request]:
    """Yield what makes our protections of a tab warn, or protect for real, as asked, where they lie now.

    For a tab in which staff inserted rows or columns: Google moved the ranges with them, and knows best where they are.
    """
    for one in held.guards:
        if one.description == words and one.warns != (protect == "warn"):
            here: Obj = {"sheetId": held.gid}
            yield {"deleteProtectedRange": {"protectedRangeId": one.id}}
            free = [{**each, **here} for each in one.free]
            yield _added(held.gid, words, {**one.area, **here}, free, protect, ids)


def _added(gid: int, words: str, area: Obj, free: Sequence[Obj], protect: Protect, ids: Ids) -> Request:
    one: dict[str, Json] = {
        "protectedRangeId": ids.give("guard", str(gid), words),
        "range": area,
        "description": words,
        "warningOnly": protect == "warn",
    }
    if free:
        one["unprotectedRanges"] = list(free)
    return {"addProtectedRange": {"protectedRange": one}}


def lock_requests(have: Held, locked: Collection[str], protect: Protect = "warn") -> list[Request]:
    """Return what protects every tab of the locked periods wholly, and frees those of periods that were opened again.

    Beside what the form protects itself, so that nothing has to be put back when a period is opened. They stay
    readable, and are read.
    """
    ids = Ids(have.guards)
    requests: list[Request] = []
    for tab in have.tabs:
        if tab.period in locked:
            area = Area(0, tab.rows, 0, tab.columns)
            requests += guard(tab, tab.gid, LOCK, area, (), protect, ids)
        else:
            gone = [one.id for one in tab.guards if tab.period and one.description == LOCK]
            requests += [{"deleteProtectedRange": {"protectedRangeId": one}} for one in gone]
    return requests


def hide_requests(have: Held, periods: Collection[str]) -> list[Request]:
    """Return what hides the tabs of these periods, as long as any other tab can still be seen."""
    old = [tab for tab in have.tabs if tab.period in periods and not tab.hidden]
    if len(old) == sum(not tab.hidden for tab in have.tabs):
        return []
    return [
        {"updateSheetProperties": {"properties": {"sheetId": tab.gid, "hidden": True}, "fields": "hidden"}}
        for tab in old
    ]
