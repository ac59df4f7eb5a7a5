"""One division's form of one period as tabs of its Google spreadsheet: what has to be written so that all of it stands.

Pure: what the spreadsheet holds comes in, requests of one atomic batchUpdate go out, none where nothing is lacking. A
tab that is there is never written into, whatever staff typed, renamed, moved or hid; only what guards and marks it is
put back where it got lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets.form import Form
from sheets.formtabs import FormTab, choice_lists, figures_tab, form_tabs, row_tab
from sheets.google.answers import Json, Request
from sheets.google.drawn import Area, Drawn, add_tab, fill_tab
from sheets.google.finding import Sought, find_tabs
from sheets.google.guarding import GUARD, Protect, guard, renew
from sheets.google.head import Setting
from sheets.google.held import Held, HeldTab
from sheets.google.ids import Ids
from sheets.google.infotab import draw_guide, draw_info, draw_lists, list_ranges
from sheets.google.looking import Obj
from sheets.google.putback import columns_of
from sheets.google.rowtab import draw_figures, draw_rows
from sheets.google.rules import SPOTS, add_rule, in_rule, spot_names
from sheets.google.tabs import IDENTITY_KEY, PERIOD_KEY, TAB_KEY, tab_title
from sheets.guide import guide_sections
from sheets.head import FIRST_ROW, HEADING_ROW, KEY_ROW, heading
from sheets.lists import LIST_TAB, SECTION_IDS, SECTION_TITLES
from sheets.prefill import Prefill

LOCALE, ZONE = "vi_VN", "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One tab of the form on its way into the spreadsheet: `held` where it is there already."""

    name: str
    title: str
    gid: int
    drawn: Drawn
    held: HeldTab | None


def form_requests(form: Form, prefill: Prefill, have: Held, protect: Protect = "warn") -> list[Request]:
    """Return what makes the spreadsheet hold the form of `prefill`'s division and period, [] where it does.

    Raises FormError where a cell cannot hold its text, GoogleError (`google-other-form`) where the period's tabs are
    another division's.
    """
    period = prefill.identity.period
    sheets = _sheets(form, prefill, have)
    ids = Ids(have.metadata | have.guards)
    typed = bool(have.periods) or any(sheet.held for sheet in sheets)
    requests: list[Request] = [*_settings(have, typed=typed), *_adding(sheets, have)]
    for sheet in sheets:
        if sheet.held is None:
            requests += fill_tab(sheet.drawn, sheet.gid)
    remarks = next(tab for tab in form.tabs if tab.kind == "remarks")
    (tab,) = (sheet for sheet in sheets if sheet.name == remarks.title)
    keys = [column.key for column in remarks.columns]
    places: Mapping[str, int] = {key: at for at, key in enumerate(keys)}
    if tab.held:
        places, lost = columns_of(tab.held, keys, tab.drawn)
        requests += lost
    requests += _naming(tab, places, have, period)
    for sheet in sheets:
        requests += _guarding(sheet, ids, protect)
        requests += _marking(sheet, prefill)
        requests += _telling(sheet, ids, prefill)
    return requests


def makes_tabs(requests: Sequence[Request]) -> bool:
    """True where these requests add a tab: the form is being made, or mended."""
    return any("addSheet" in request for request in requests)


def _sheets(form: Form, prefill: Prefill, have: Held) -> list[_Sheet]:
    """Return every tab of the form, the hidden one of lists last, each found or with the id and title it will get."""
    identity = prefill.identity
    tabs = form_tabs(form, prefill)
    lists = _lists(tabs, prefill)
    sought = [Sought(each.title, each.annex.title if each.annex else each.tab.title, _headings(each)) for each in tabs]
    if lists:
        sought.append(Sought(LIST_TAB, next(iter(lists))))
    found = find_tabs(sought, have, identity)
    gids, titles = _places([each.name for each in sought], found, have, identity.period)
    setting = Setting(
        prefill,
        form.legend,
        list_ranges(titles[LIST_TAB], lists) if lists else {},
        spot_names(identity.period),
    )
    drawn = {each.title: _draw(each, setting, form, tabs, gids) for each in tabs}
    if lists:
        drawn[LIST_TAB] = draw_lists(lists)
    return [_Sheet(name, titles[name], gids[name], tab, found.get(name)) for name, tab in drawn.items()]


def _headings(each: FormTab) -> list[str]:
    if each.tab.kind == "guide":
        return []
    return [heading(column) for column in (each.annex.columns if each.annex else each.tab.columns)]


def _lists(tabs: Sequence[FormTab], prefill: Prefill) -> dict[str, Sequence[str]]:
    """Return the lists of the hidden tab by name: those that a rule cannot hold itself, and the sections with ids."""
    lists: dict[str, Sequence[str]] = {}
    for each in tabs:
        columns = each.annex.columns if each.annex else each.tab.columns
        for name, choices in choice_lists(each, columns, prefill).values():
            if name == SECTION_TITLES or not in_rule(choices):
                lists[name] = choices
    if SECTION_TITLES in lists and prefill.section_ids:
        lists[SECTION_IDS] = prefill.section_ids
    return lists


def _places(
    names: Sequence[str], found: Mapping[str, HeldTab], have: Held, period: str
) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """Return id and title of each tab: those it has, or new ones that are still free."""
    ids = Ids({tab.gid for tab in have.tabs})
    taken = {tab.title.casefold() for tab in have.tabs}
    gids, titles = {}, {}
    for name in names:
        if name in found:
            gids[name], titles[name] = found[name].gid, found[name].title
            continue
        wanted = title = tab_title(name, period)
        count = 1
        while title.casefold() in taken:
            count += 1
            title = f"{wanted} ({count})"
        taken.add(title.casefold())
        gids[name], titles[name] = ids.give("tab", period, name), title
    return gids, titles


def _draw(each: FormTab, setting: Setting, form: Form, tabs: Sequence[FormTab], gids: Mapping[str, int]) -> Drawn:
    if each.tab.kind == "guide":
        shown: dict[str, list[str]] = {}
        for other in tabs:
            shown.setdefault(other.tab.id, []).append(other.title)
        return draw_guide(each.tab, setting, guide_sections(form, setting.prefill, shown, "google"), gids)
    if each.tab.kind == "fields":
        return draw_info(each, setting)
    if each.tab.kind == "indicators":
        return draw_figures(each, figures_tab(each.tab, setting.prefill), setting)
    return draw_rows(each, row_tab(each, setting.prefill), setting)


def _settings(have: Held, *, typed: bool) -> Iterator[Request]:
    """Yield what sets the spreadsheet to Viet Nam.

    Where a form stands there already (`typed`) its locale is left: what was typed was read by it, and the question
    whether "1,007" meant 1007 would be gone with the locale, though nobody has answered it.
    """
    wanted: Obj = {"timeZone": ZONE} if typed else {"locale": LOCALE, "timeZone": ZONE}
    if have.zone != ZONE or (not typed and have.locale != LOCALE):
        yield {"updateSpreadsheetProperties": {"properties": wanted, "fields": ",".join(wanted)}}


def _adding(sheets: Sequence[_Sheet], have: Held) -> Iterator[Request]:
    """Yield what adds the tabs that are lacking: a new period first of all, a lost tab behind the one before it."""
    order = [tab.gid for tab in sorted(have.tabs, key=lambda tab: tab.index)]
    place = 0
    for sheet in sheets:
        if sheet.held is None:
            order.insert(place, sheet.gid)
            yield add_tab(sheet.drawn, sheet.gid, sheet.title, place)
        place = order.index(sheet.gid) + 1


def _naming(sheet: _Sheet, places: Mapping[str, int], have: Held, period: str) -> Iterator[Request]:
    """Yield what names the three ranges of Ý kiến rà soát that conditional formats look into; `places` is where its
    columns stand.
    """
    for name, key in zip(spot_names(period), SPOTS, strict=True):
        at = places.get(key)
        if name not in have.names and at is not None:
            bottom = sheet.held.rows if sheet.held else sheet.drawn.rows
            area = Area(FIRST_ROW, bottom, at, at + 1)
            yield {"addNamedRange": {"namedRange": {"name": name, "range": area.on(sheet.gid)}}}


def _guarding(sheet: _Sheet, ids: Ids, protect: Protect) -> Iterator[Request]:
    """Yield what protects a tab but for what staff fill; of one that is theirs alone the head, down to the headings.

    Below its head such a tab is wholly theirs: they sort it, and insert and delete rows.
    """
    drawn = sheet.drawn
    if sheet.held and not _in_place(sheet):
        yield from renew(sheet.held, GUARD, protect, ids)
    elif drawn.open is None:
        head = Area(0, drawn.frozen_rows, 0, None)
        yield from guard(sheet.held, sheet.gid, GUARD, head, (), protect, ids)
    else:
        yield from guard(sheet.held, sheet.gid, GUARD, None, _clipped(sheet, drawn.open), protect, ids)


def _marking(sheet: _Sheet, prefill: Prefill) -> Iterator[Request]:
    """Yield the conditional formats of a tab that lacks those which look into Ý kiến rà soát."""
    names = spot_names(prefill.identity.period)
    if sheet.held and (any(names[0] in rule for rule in sheet.held.rules) or not _in_place(sheet)):
        return
    looking = [pair for pair in sheet.drawn.formats if names[0] in str(pair[1])]
    for area, told in looking if sheet.held else sheet.drawn.formats:
        for clipped in _clipped(sheet, [area]):
            yield add_rule(sheet.gid, clipped, told)


def _telling(sheet: _Sheet, ids: Ids, prefill: Prefill) -> Iterator[Request]:
    """Yield the metadata by which the tab is found: visible to any project that may read the spreadsheet, for an office
    may change to another service account.
    """
    period = prefill.identity.period
    held = {PERIOD_KEY: "", TAB_KEY: "", IDENTITY_KEY: ""}
    if sheet.held:
        held = {PERIOD_KEY: sheet.held.period, TAB_KEY: sheet.held.name, IDENTITY_KEY: sheet.held.identity}
    for key, told in ((PERIOD_KEY, period), (TAB_KEY, sheet.name), (IDENTITY_KEY, str(prefill.identity))):
        if not held[key]:
            entry: dict[str, Json] = {
                "metadataId": ids.give("metadata", period, sheet.name, key),
                "metadataKey": key,
                "metadataValue": told,
                "location": {"sheetId": sheet.gid},
                "visibility": "DOCUMENT",
            }
            yield {"createDeveloperMetadata": {"developerMetadata": entry}}


def _in_place(sheet: _Sheet) -> bool:
    """True where keys and headings of a tab that is there stand where the form has them: else areas lie elsewhere."""
    if sheet.held is None:
        return True
    for (row, column), cell in sheet.drawn.cells.items():
        wanted = str(_text(cell))
        if row in {KEY_ROW, HEADING_ROW} and wanted and sheet.held.grid[row + 1, column + 1].value != wanted:
            return False
    return True


def _text(cell: Obj) -> Json:
    value = cell.get("userEnteredValue")
    return value.get("stringValue", "") if isinstance(value, Mapping) else ""


def _clipped(sheet: _Sheet, areas: Sequence[Area]) -> list[Area]:
    """Return the areas as far as they lie on the tab: staff may have deleted rows below."""
    if sheet.held is None:
        return list(areas)
    rows = sheet.held.rows
    return [
        area if area.bottom is None else replace(area, bottom=min(area.bottom, rows))
        for area in areas
        if area.top < rows
    ]
