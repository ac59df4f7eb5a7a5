"""How sheets are looked at is the same in .ods as in .xlsm: what stays while scrolling, the zoom, the cursor."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from lxml import etree

from macros.panes import Pane, panes, with_panes

CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
# What LibreOffice writes where it converts without a window.
SETTINGS = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-settings '
    b'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:settings>'
    b'<config:config-item-set config:name="ooo:view-settings">'
    b'<config:config-item config:name="VisibleAreaTop" config:type="int">0</config:config-item>'
    b'</config:config-item-set><config:config-item-set config:name="ooo:configuration-settings">'
    b"</config:config-item-set></office:settings></office:document-settings>"
)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    first, second = book.add_worksheet("Một & hai"), book.add_worksheet("Ba")
    first.freeze_panes(4, 2)
    first.set_zoom(85)
    first.hide_gridlines(2)
    first.set_selection(9, 27, 9, 27)
    second.activate()
    book.close()
    return file.getvalue()


def items(settings: bytes, sheet: str) -> dict[str, str]:
    tree = etree.fromstring(settings)
    (entry,) = [each for each in tree.iter(f"{CONFIG}config-item-map-entry") if each.get(f"{CONFIG}name") == sheet]
    return {str(each.get(f"{CONFIG}name")): str(each.text) for each in entry}


def test_what_the_workbook_says_is_read(workbook: bytes) -> None:
    assert panes(workbook) == (
        Pane("Một & hai", columns=2, rows=4, zoom=85, cursor=(27, 9), grid=False, active=False),
        Pane("Ba", columns=0, rows=0, zoom=100, cursor=(0, 0), grid=True, active=True),
    )


def test_libreoffice_s_settings_say_the_same(workbook: bytes) -> None:
    made = with_panes(SETTINGS, panes(workbook))
    found = items(made, "Một & hai")
    assert (found["HorizontalSplitMode"], found["HorizontalSplitPosition"]) == ("2", "2")
    assert (found["VerticalSplitMode"], found["VerticalSplitPosition"]) == ("2", "4")
    assert (found["ZoomValue"], found["ShowGrid"]) == ("85", "false")
    assert (found["CursorPositionX"], found["CursorPositionY"]) == ("27", "9")
    other = items(made, "Ba")
    assert (other["HorizontalSplitMode"], other["VerticalSplitMode"]) == ("0", "0")
    active = [each.text for each in etree.fromstring(made).iter() if each.get(f"{CONFIG}name") == "ActiveTable"]
    assert active == ["Ba"]


def test_views_that_are_there_are_left_alone(workbook: bytes) -> None:
    made = with_panes(SETTINGS, panes(workbook))
    assert with_panes(made, panes(workbook)) == made
    assert with_panes(b"<office:settings></office:settings>", panes(workbook)) == b"<office:settings></office:settings>"
