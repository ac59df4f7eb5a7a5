"""TongHop.ods: LibreOffice opens the build, and what makes it the clerk's workbook is still there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from macros import layout
from macros.attach import book
from macros.layout import BUTTONS, DIVISIONS, LINES, SAVE_BUTTON, SHEETS, TABLES
from macros.panes import panes
from macros.sources import button_names
from macros.spreadsheet import to_ods
from macros.workbook import PIPE
from tests.macros.built import NAMES, built, january, january_office, with_rows
from tests.macros.office import running
from tests.macros.workbooks import Press, press

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    with january_office(tmp_path_factory.mktemp("sở")) as office:
        odd = with_rows(with_rows(january(office), "lines", text="=A1", notes="03"), "divisions", reason="1/2")
        yield built(odd, office.config.folder, PIPE)


@pytest.fixture(scope="module")
def content(build: bytes) -> etree._Element:
    return etree.fromstring(_parts(_ods(build))["content.xml"])


def _ods(build: bytes) -> bytes:
    made = to_ods(build)
    if made is None:
        pytest.skip("LibreOffice is not installed")
    return made


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sheet(content: etree._Element, title: str) -> etree._Element:
    return next(sheet for sheet in content.iter(f"{TABLE}table") if sheet.get(f"{TABLE}name") == title)


@pytest.mark.office
class TestConverted:
    def test_sheets_and_names_are_those_of_the_layout(self, content: etree._Element) -> None:
        sheets = [sheet.get(f"{TABLE}name") for sheet in content.iter(f"{TABLE}table")]
        assert [name for name in sheets if name in dict(SHEETS)] == [title for title, _ in SHEETS]
        ranges = {each.get(f"{TABLE}name") for each in content.iter(f"{TABLE}named-range")}
        assert ranges >= NAMES
        lists = {each.get(f"{TABLE}name") for each in content.iter(f"{TABLE}named-expression")}
        assert lists >= {layout.list_name(key) for key in layout.LISTS}

    def test_headings_and_first_columns_stay_as_in_the_workbook_for_excel(self, build: bytes) -> None:
        settings = etree.fromstring(_parts(_ods(build))["settings.xml"])
        for pane in panes(build):
            (view,) = [
                entry
                for entry in settings.iter(f"{CONFIG}config-item-map-entry")
                if entry.get(f"{CONFIG}name") == pane.sheet and len(entry) > 1
            ]
            found = {each.get(f"{CONFIG}name"): each.text for each in view}
            assert found["VerticalSplitPosition"] == str(pane.rows)
            assert found["HorizontalSplitPosition"] == str(pane.columns)
            assert found["ZoomValue"] == str(pane.zoom)
        assert {pane.sheet for pane in panes(build) if pane.rows} == {title for title, _ in SHEETS[:-1]}

    def test_shapes_keep_name_and_macro(self, content: etree._Element) -> None:
        found = {}
        for table in TABLES:
            for shape in _sheet(content, table.sheet).iter(f"{DRAW}custom-shape"):
                (event,) = shape.iter("{urn:oasis:names:tc:opendocument:xmlns:script:1.0}event-listener")
                found[table.key, shape.get(f"{DRAW}name")] = str(event.get(LINK))
        wanted = {("divisions", sub) for sub, _ in (*BUTTONS, SAVE_BUTTON)}
        assert found.keys() == wanted | {(key, SAVE_BUTTON[0]) for key in ("lines", "findings", "signed")}
        for (_, sub), macro in found.items():
            assert macro == f"vnd.sun.star.script:VBAProject.Buttons.{sub}?language=Basic&location=document"

    def test_macros_are_inside_the_one_that_opens_the_pipe_too(self, build: bytes) -> None:
        parts = _parts(_ods(build))
        buttons = parts["Basic/VBAProject/Buttons.xml"].decode()
        assert all(f"Public Sub {sub}()" in buttons for sub in button_names())
        assert "OpenedPipe" in parts["Basic/VBAProject/Acceptor.xml"].decode()

    def test_columns_offer_their_lists(self, content: etree._Element) -> None:
        rules = {
            str(each.get(f"{TABLE}name")): str(each.get(f"{TABLE}condition"))
            for each in content.iter(f"{TABLE}content-validation")
        }
        for table in TABLES:
            used = {
                str(rules[name])
                for each in _sheet(content, table.sheet).iter(f"{TABLE}table-cell")
                if (name := each.get(f"{TABLE}content-validation-name"))
            }
            for choices in {column.choices for column in table.columns if column.choices}:
                assert f"of:cell-content-is-in-list({layout.list_name(choices)})" in used

    def test_texts_are_texts_in_cells_formatted_as_text(self, content: etree._Element) -> None:
        looks = {str(s.get(f"{STYLE}name")): s for s in content.iter(f"{STYLE}style")}
        for table, text in ((LINES, "=A1"), (LINES, "03"), (DIVISIONS, "1/2")):
            (cell,) = [
                each
                for each in _sheet(content, table.sheet).iter(f"{TABLE}table-cell")
                if "".join(str(t) for t in each.itertext()) == text
            ]
            assert cell.get(f"{OFFICE}value-type") == "string"
            assert cell.get(f"{TABLE}formula") is None
            style = looks[str(cell.get(f"{TABLE}style-name"))].get(f"{STYLE}data-style-name")
            (kind,) = [e for e in content.iter() if e.get(f"{STYLE}name") == style and "text-style" in str(e.tag)]
            assert kind is not None

    def test_rows_in_colours_stand_as_the_others_do(self, build: bytes) -> None:
        parts = _parts(_ods(build))
        assert next(iter(parts)) == "mimetype"
        styles = etree.fromstring(parts["styles.xml"])
        (default,) = [
            s
            for s in styles.iter(f"{STYLE}style")
            if s.get(f"{STYLE}name") == "Default" and s.get(f"{STYLE}family") == "table-cell"
        ]
        assert [p.get(f"{STYLE}vertical-align") for p in default.iter(f"{STYLE}table-cell-properties")] == ["top"]

    def test_rows_keep_the_height_that_their_paragraphs_need(self, content: etree._Element) -> None:
        looks = {str(s.get(f"{STYLE}name")): s for s in content.iter(f"{STYLE}style")}
        rows = list(_sheet(content, LINES.sheet).iter(f"{TABLE}table-row"))
        (height,) = looks[str(rows[LINES.first_row].get(f"{TABLE}style-name"))].iter(f"{STYLE}table-row-properties")
        assert height.get(f"{STYLE}use-optimal-row-height") == "false"
        assert float(str(height.get(f"{STYLE}row-height")).removesuffix("in")) > 0.8

    def test_the_chart_moves_with_the_rows_above_it(self, content: etree._Element) -> None:
        (chart,) = [
            each
            for each in _sheet(content, DIVISIONS.sheet).iter(f"{DRAW}frame")
            if any(True for _ in each.iter(f"{DRAW}object"))
        ]
        above = next(each.tag for each in chart.iterancestors())
        assert above == f"{TABLE}table-cell"  # what hangs on the sheet stays where it is

    def test_links_go_from_where_it_lies(self, content: etree._Element) -> None:
        links = {str(e.get(LINK)) for e in content.iter("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a")}
        files = {link for link in links if not link.startswith("#")}
        assert files
        assert {
            link for link in files if not re.fullmatch(r"\.\./2024-01/(da-nop/)?[\w-]+\.xlsx|\.\./config\.yaml", link)
        } == set()


@pytest.mark.office
def test_libreoffice_knows_how_long_each_list_is_and_shows_what_is_told_elsewhere(build: bytes, tmp_path: Path) -> None:
    path = tmp_path / "TongHop.ods"
    path.write_bytes(_ods(build))
    with running(tmp_path / "profile") as office:
        office.app.books.open(str(path))
        opened = book(str(path), office.pipe)
        hidden = opened.sheets[layout.SETTINGS_SHEET]
        for row, key in ((1, "yes_no"), (2, "periods")):
            hidden.range((row, 20)).formula = f"=ROWS({layout.list_name(key)})"
        assert [hidden.range((row, 20)).value for row in (1, 2)] == [2, 2]
        hidden.range((layout.LIST_ROW + 2, layout.LISTS["periods"])).value = "2024-03"
        assert hidden.range((2, 20)).value == 3
        opened.names[layout.STATUS].refers_to_range.value = "… Đang đọc"
        assert opened.sheets[LINES.sheet].range("E3").value == "… Đang đọc"
        opened.names[layout.PERIOD].refers_to_range.value = "2024-02"
        title = "Biên tập nội dung báo cáo – kỳ 2024-01"  # these are still the rows of January
        assert opened.sheets[LINES.sheet].range("B1").value == f"{title} (chưa hiện kỳ 2024-02: bấm Rà soát)"
        opened.names[layout.SHOWN_PERIOD].refers_to_range.value = "2024-02"
        assert opened.sheets[LINES.sheet].range("B1").value == "Biên tập nội dung báo cáo – kỳ 2024-02"


@pytest.mark.office
def test_a_click_without_python_is_told_in_the_status_cell(build: bytes, tmp_path: Path) -> None:
    path = tmp_path / "TongHop.ods"
    path.write_bytes(_ods(build))
    (told,) = press(Press(str(path), ("CapNhat",)))
    assert told.startswith("✗ Chưa chạy được chương trình Python")


def test_without_libreoffice_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.spreadsheet.find_office", lambda: None)
    assert to_ods(b"") is None
