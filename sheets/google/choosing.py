"""Which tabs of an answer are a period's, and which of the form's each is: by metadata, by title, by what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets.form import forms
from sheets.google import ids
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.google.tabs import PERIOD_KEY, TAB_KEY, form_title, tab_title
from sheets.identity import parse_identity
from sheets.text import fold

_ANY_PERIOD = re.compile(r"(?<!\d)\d{4}-(?:\d{2}|Q[1-4]|H[12]|9M)$")
_HEAD = 6  # rows: title, purpose and identity stand in the first of them, above what staff insert


@dataclass(frozen=True, slots=True)
class CameTab:
    """A tab as it came. `name` is its title in the form and `period` whose it is, "" where its metadata say nothing.

    `copy_of` is the title of the tab that it is a copy of, "" where it is none.
    """

    sheet: Obj
    title: str
    name: str
    period: str
    copy_of: str = ""


def came_tab(sheet: Obj) -> CameTab:
    """Return a tab of an answer with what its metadata say."""
    entries = objs(sheet.get("developerMetadata"))
    told = {text(entry.get("metadataKey")): text(entry.get("metadataValue")) for entry in entries}
    title = text(obj(sheet.get("properties")).get("title"))
    return CameTab(sheet, title, told.get(TAB_KEY, ""), told.get(PERIOD_KEY, ""))


def chosen(tabs: Sequence[CameTab], period: str) -> list[CameTab]:
    """Return the tabs of a period, each with its name in the form where that is not its title.

    A tab that lost its metadata is told by the period in its title, one that was renamed too by the identity line that
    stands in it. Where no tab is told so, as in a spreadsheet made of an Excel form, all that bear no period are taken.
    """
    mine = _originals([tab for tab in tabs if tab.period == period], period)
    free = [tab for tab in tabs if not tab.period]
    titled = [replace(tab, name=form_title(tab.title, period) or "") for tab in free if _bears(tab, period)]
    rest = [tab for tab in free if not _ANY_PERIOD.search(tab.title.strip())]
    if not mine and not titled:
        named = [replace(tab, name=_form_title_in(tab)) for tab in rest]
        return [_as_copy(tab, named, period) for tab in named]
    titled = [_as_copy(tab, [*mine, *titled], period) for tab in titled]
    taken = {fold(tab.name) for tab in (*mine, *titled)}
    renamed = [_as_copy(replace(tab, name=_form_title_in(tab)), [*mine, *titled], period) for tab in rest]
    more = [t for t in renamed if t.copy_of or (_says(t, period) and t.name and fold(t.name) not in taken)]
    return [*mine, *titled, *more]


def _as_copy(tab: CameTab, others: Sequence[CameTab], period: str) -> CameTab:
    """Return a tab without metadata as the copy of another that it is by its title, else as it is.

    A copy bears the title of its original and more ("Bản sao của Kết quả 2024-01", "Kết quả 2024-01 (1)"), whatever the
    language, and holds what stands at the top of it.
    """
    name, title = fold(_form_title_in(tab)), fold(tab.title)
    if not name or not _says(tab, period):
        return tab
    like = (one for one in others if fold(one.name) == name and not one.copy_of)
    original = next((one for one in like if fold(one.title) in title and fold(one.title) != title), None)
    return replace(tab, name=tab.title, copy_of=original.title) if original else tab


def _originals(tabs: Sequence[CameTab], period: str) -> list[CameTab]:
    """Return the tabs that our metadata name, copies by titles of their own.

    A copy may bear the same metadata: ours is the one with the id that we chose as we made it, as for the writer, else
    the one that has our title, else the first.
    """

    def strange(tab: CameTab) -> tuple[bool, bool]:
        own = whole(obj(tab.sheet.get("properties")).get("sheetId")) == ids.chosen(frozenset(), "tab", period, tab.name)
        return not own, fold(tab.title) != fold(tab_title(tab.name, period))

    ours: dict[str, CameTab] = {}
    for tab in sorted(tabs, key=strange):
        ours.setdefault(tab.name, tab)
    return [
        tab
        if ours[tab.name] is tab
        else replace(tab, name=_of_a_copy(tab, ours, period), copy_of=tab.name and ours[tab.name].title)
        for tab in tabs
    ]


def _of_a_copy(tab: CameTab, ours: Mapping[str, CameTab], period: str) -> str:
    """Return the name of a copy: that in its title, unless another tab is that one."""
    name = form_title(tab.title, period) or ""
    return tab.title if name in ours else name


def _bears(tab: CameTab, period: str) -> bool:
    return form_title(tab.title, period) is not None


def _says(tab: CameTab, period: str) -> bool:
    """True of a tab whose visible identity is of this period."""
    found = (parse_identity(words) for row, _, words in _head(tab))
    return any(identity is not None and identity.period == period for identity in found)


def _form_title_in(tab: CameTab) -> str:
    """Return the form's title that stands at the top of a tab, whatever staff call it; "" where none does."""
    titles = {fold(one.title): one.title for form in forms() for one in form.tabs}
    return next((titles[fold(words)] for _, column, words in _head(tab) if column == 1 and fold(words) in titles), "")


def _head(tab: CameTab) -> Iterator[tuple[int, int, str]]:
    for row, column, cell in cells_in(tab.sheet):
        if row > _HEAD:
            return
        words = text(obj(cell.get("effectiveValue")).get("stringValue"))
        if words:
            yield row, column, words


def cells_in(sheet: Obj) -> Iterator[tuple[int, int, Obj]]:
    """Yield (row, column, CellData), both from 1, of every block of a tab that came."""
    for block in objs(sheet.get("data")):
        top, left = whole(block.get("startRow")), whole(block.get("startColumn"))
        for row, values in enumerate(objs(block.get("rowData")), start=top + 1):
            for column, cell in enumerate(objs(values.get("values")), start=left + 1):
                yield row, column, cell
