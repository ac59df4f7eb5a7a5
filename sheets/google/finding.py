"""Which tab of a spreadsheet is which of the form: by its metadata, then by its title, then by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets.google.errors import GoogleError
from sheets.google.held import Held, HeldTab
from sheets.google.ids import chosen
from sheets.google.tabs import tab_title
from sheets.identity import Identity, parse_identity
from sheets.text import fold


@dataclass(frozen=True, slots=True)
class Sought:
    """A tab of the form: its title there, the title and headings that stand in it."""

    name: str
    title: str
    headings: Sequence[str] = ()


def find_tabs(sought: Sequence[Sought], have: Held, identity: Identity) -> Mapping[str, HeldTab]:
    """Return, by its title in the form, each tab that is there, whatever staff renamed, moved or hid.

    Raises GoogleError (`google-other-form`) where the period's tabs are those of another division: a spreadsheet that
    was copied, or a link in config.yaml that leads to another's.
    """
    found: dict[str, HeldTab] = {}
    free = {tab.gid: tab for tab in sorted(have.tabs, key=lambda tab: tab.index)}
    ways = (_by_metadata, _by_title, _by_headings)
    for way in ways:
        for each in sought:
            if each.name not in found and (tab := way(each, free.values(), identity)) is not None:
                found[each.name] = free.pop(tab.gid)
    for tab in found.values():
        other = _identity(tab)
        if other is not None and (other.department, other.division) != (identity.department, identity.division):
            raise GoogleError("google-other-form", tab.title, {"other": other.division, "tab": tab.title})
    return found


def _by_metadata(each: Sought, tabs: Iterable[HeldTab], identity: Identity) -> HeldTab | None:
    """A copy of a tab may bear the metadata too: the one with the id that we chose goes before it."""
    told = [t for t in tabs if t.period == identity.period and fold(t.name) == fold(each.name)]
    ours = chosen(frozenset(), "tab", identity.period, each.name)
    return next((tab for tab in told if tab.gid == ours), told[0] if told else None)


def _by_title(each: Sought, tabs: Iterable[HeldTab], identity: Identity) -> HeldTab | None:
    wanted = fold(tab_title(each.name, identity.period))
    return next((tab for tab in tabs if not tab.period and fold(tab.title) == wanted), None)


def _by_headings(each: Sought, tabs: Iterable[HeldTab], identity: Identity) -> HeldTab | None:
    """The visible identity must be this form's: the headings are the same in every period."""
    wanted = {fold(text) for text in each.headings}
    for tab in tabs:
        told = None if tab.period else _identity(tab)
        if told is None or (told.division, told.period) != (identity.division, identity.period):
            continue
        texts = {fold(str(cell.value)) for cell in tab.grid.cells.values()}
        if fold(each.title) in texts and len(wanted & texts) * 2 >= len(wanted):
            return tab
    return None


def _identity(tab: HeldTab) -> Identity | None:
    """Return whose form a tab says it is: the visible line first."""
    shown = (str(cell.value) for (row, _), cell in sorted(tab.grid.cells.items()) if row <= 6)
    return next((found for text in shown if (found := parse_identity(text))), None) or parse_identity(tab.identity)
