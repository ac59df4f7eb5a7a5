"""TongHop.xlsm: what the clerk opens, and what each cell, list and button of it is."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from oletools.olevba import VBA_Parser
from openpyxl.utils import get_column_letter, range_boundaries
from openxml_audit import OpenXmlValidator

from macros import layout
from macros.layout import BUTTONS, DIVISIONS, FINDINGS, LINES, SAVE_BUTTON, SHEETS, SIGNED, TABLES, Table
from macros.refresh import rows_of
from macros.rows import ROOM, relative
from macros.rules import write_lists
from macros.shapes import bound
from macros.sources import button_names, excel_modules
from sheets.errors import FormError
from sheets.excel.measure import HIGHEST, LINE, lines_of, tall_as
from sync.model.messages.workbook import HELP
from sync.work.clerkview import Link, View
from sync.work.office import Office
from tests.macros.built import (
    NAMES,
    built,
    cell,
    choices,
    january,
    january_office,
    named,
    opened,
    parts,
    shapes,
    with_rows,
)

FOLDER = Path("/so")
ODD = (
    "=A1",
    "03",
    "1/2",
    "- x",
    "+84 259",
    "@SUM(A1)",
    "http://x.vn",
    "'x",
    "1E5",
    "=cmd|' /C calc'!A0",
    "a\nb",
    "TRUE",
)
CELL_LIMIT = 32_767


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with january_office(tmp_path_factory.mktemp("sở")) as made:
        yield made


@pytest.fixture(scope="module")
def shown(office: Office) -> View:
    return january(office)


@pytest.fixture(scope="module")
def data(shown: View, office: Office) -> bytes:
    return built(shown, office.config.folder)


class TestWhatStandsWhere:
    def test_every_sheet_of_the_layout_in_its_order_the_last_one_hidden(self, data: bytes) -> None:
        book = opened(data)
        assert book.sheetnames == [title for title, _ in SHEETS]
        assert [sheet.sheet_state for sheet in book][-1] == "veryHidden"
        assert {sheet.sheet_state for sheet in book.worksheets[:-1]} == {"visible"}

    def test_every_named_cell_of_the_layout_is_there_once(self, data: bytes) -> None:
        book = opened(data)
        assert len(NAMES) >= 19
        places = {name: named(book, name) for name in NAMES}
        assert len({(cell.parent.title, cell.coordinate) for cell in places.values()}) == len(NAMES)
        hidden = {layout.PYTHON, layout.PIPE, layout.STARTING, layout.NO_PYTHON, layout.CONFIG}
        hidden |= {layout.SHOWN, layout.SHOWN_PERIOD}
        assert {n for n, c in places.items() if c.parent.title == layout.SETTINGS_SHEET} == hidden
        assert {c.parent.title for n, c in places.items() if n not in hidden} == {DIVISIONS.sheet}

    def test_what_vba_and_buttons_read_is_filled_in(self, data: bytes) -> None:
        book = opened(data)
        assert named(book, layout.PYTHON).value == "C:\\Py 3\\pythonw.exe"
        assert named(book, layout.PIPE).value is None
        assert named(book, layout.PERIOD).value == "2024-01"
        assert named(book, layout.SIGNER).value == "GIÁM ĐỐC Lê Tiến Dũng"
        assert named(book, layout.SHOWN).value == "0" * 64
        assert "Python" in str(named(book, layout.NO_PYTHON).value)

    def test_tables_begin_under_their_headings_with_the_rows_of_the_view(self, data: bytes, shown: View) -> None:
        book = opened(data)
        for table in TABLES:
            head = [c.value for c in book[table.sheet][table.heading_row]][: len(table.columns)]
            assert head == [column.heading for column in table.columns]
        for table, key, rows in (
            (DIVISIONS, "code", shown.divisions),
            (LINES, "text", shown.line_rows),
            (FINDINGS, "what", shown.findings),
        ):
            found = [cell(book, table, key, at).value for at in range(len(rows) + 1)]
            assert found == [*(row[key] for row in rows), None]

    def test_the_log_tells_the_minute(self, data: bytes, shown: View) -> None:
        at = cell(opened(data), layout.LOG, "at")
        assert at.value == shown.log[0]["at"]
        assert at.number_format == "dd/mm/yyyy hh:mm"

    def test_figures_documents_and_plan_are_printed_as_in_so_lieu(self, data: bytes, shown: View) -> None:
        book = opened(data)
        by_id = {frame.id: frame for frame in shown.frames}
        for key, (title, _) in layout.FRAMES.items():
            head = [c.value for c in book[title][layout.FRAME_HEADING_ROW]]
            assert head[: len(by_id[key].fields)] == [field.heading for field in by_id[key].fields]
            assert book[title].cell(layout.FRAME_HEADING_ROW + len(by_id[key].rows), 1).value is not None

    def test_an_office_that_has_nothing_yet_gets_its_workbook_too(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        import baocao

        monkeypatch.setattr("macros.spreadsheet.find_office", lambda: None)
        assert baocao.main(["init", str(tmp_path / "sở")]) == 0
        book = opened((tmp_path / "sở" / "TongHop.xlsm").read_bytes())
        states = [cell(book, DIVISIONS, "state", at).value for at in range(8)]
        assert states == [*["… Chưa gửi"] * 7, None]
        assert choices(book, "sections")


class TestTypedCells:
    @pytest.mark.parametrize("text", ODD)
    def test_a_text_is_text_whatever_it_looks_like(self, shown: View, text: str) -> None:
        odd = with_rows(with_rows(shown, "lines", text=text, notes=text), "divisions", prepared_by=text, reason=text)
        data = built(odd, FOLDER)
        book = opened(data)
        cells = [cell(book, LINES, key) for key in ("text", "notes")]
        cells += [cell(book, DIVISIONS, key) for key in ("prepared_by", "reason")]
        for each in cells:
            assert (each.value, each.data_type, each.number_format, each.hyperlink) == (text, "s", "@", None)

    def test_what_is_too_long_for_a_cell_is_cut_and_says_so(self, shown: View) -> None:
        value = cell(opened(built(with_rows(shown, "lines", text="ă" * 40_000), FOLDER)), LINES, "text").value
        assert len(str(value)) <= CELL_LIMIT
        assert "còn nữa" in str(value)

    def test_columns_to_type_in_are_text_below_the_last_row_too(self, data: bytes) -> None:
        styles = etree.fromstring(parts(data)["xl/styles.xml"])
        formats = [xf.get("numFmtId") for looks in styles.iter("{*}cellXfs") for xf in looks]
        for table in (DIVISIONS, LINES, FINDINGS, SIGNED):
            number = [code for _, code in SHEETS].index(table.code_name) + 1
            sheet = etree.fromstring(parts(data)[f"xl/worksheets/sheet{number}.xml"])
            looks = {}
            for col in sheet.iter("{*}col"):
                for at in range(int(col.get("min") or 0), int(col.get("max") or 0) + 1):
                    looks[at] = formats[int(col.get("style") or 0)]
            for at, column in enumerate(table.columns, 1):
                if column.kind in {"text", "longtext"}:
                    assert looks[at] == "49", (table.key, column.key)

    def test_cells_to_type_in_are_marked_by_a_word_and_by_their_paper(self, data: bytes) -> None:
        book = opened(data)
        for table in (DIVISIONS, LINES, FINDINGS, SIGNED):
            for column in table.columns:
                at = book[table.sheet].cell(table.heading_row, table.column(column.key))
                assert ("✎" in at.number_format) == column.typed
        for name in (layout.PERIOD, layout.REASON, layout.NUMBER, layout.DATE):
            at = named(book, name)
            assert at.fill.fgColor.rgb == "FFFFF6D5"
            label = next(c for c in reversed(book[DIVISIONS.sheet][at.row][: at.column - 1]) if c.value)
            assert "✎" in label.number_format

    def test_ids_are_there_and_hidden(self, data: bytes, shown: View) -> None:
        book = opened(data)
        assert cell(book, LINES, "id").value == shown.lines[0].id
        assert book[LINES.sheet].column_dimensions["A"].hidden
        assert not book[DIVISIONS.sheet].column_dimensions["A"].hidden

    def test_nothing_is_protected_and_every_table_can_be_filtered(self, data: bytes) -> None:
        for sheet in opened(data).worksheets[:-1]:
            assert not sheet.protection.sheet
            assert sheet.auto_filter.ref
            assert sheet.freeze_panes

    def test_only_our_files_are_linked_from_where_the_workbook_lies(self, data: bytes, shown: View) -> None:
        targets = set()
        for name, part in parts(data).items():
            if name.endswith(".rels"):
                for each in etree.fromstring(part):
                    if each.get("TargetMode") == "External":
                        targets.add(str(each.get("Target")))
        assert targets
        odd = {target for target in targets if not re.fullmatch(r"2024-01/(da-nop/)?[\w-]+\.xlsx|config\.yaml", target)}
        assert odd == set()

    def test_a_division_s_row_leads_to_the_copy_of_what_it_handed_in(self, data: bytes, shown: View) -> None:
        book = opened(data)
        for at, row in enumerate(shown.divisions):
            link = cell(book, DIVISIONS, "file", at).hyperlink
            assert link is not None
            assert link.target == f"2024-01/da-nop/DaNop_{row['code']}_2024-01_v1.xlsx"

    def test_a_link_leads_to_a_file_of_any_name(self) -> None:
        assert relative(FOLDER / "2024-01" / "a b#1 50%.xlsx", FOLDER) == "external:2024-01/a%20b%231%2050%25.xlsx"
        assert relative(Path("/khác/b.xlsx"), FOLDER / "x").startswith("external:../../khác/")
        assert relative(FOLDER / ("x" * 3000), FOLDER) == ""
        assert relative("https://docs.google.com/spreadsheets/d/x/edit", FOLDER).startswith("https://docs.google.com/")


SCREEN = 1600  # pixels of the window, of which row numbers, sidebar and scroll bar take their part
_TAKEN = 100


class TestOnTheScreen:
    @pytest.mark.parametrize(
        ("table", "last"),
        [(DIVISIONS, "remark"), (LINES, "choice"), (FINDINGS, "state")],
        ids=lambda each: getattr(each, "key", each),
    )
    def test_every_column_that_is_worked_in_is_seen_without_scrolling(
        self, data: bytes, table: Table, last: str
    ) -> None:
        sheet = opened(data)[table.sheet]
        shown = [column for column in table.columns[: table.column(last)] if not column.hidden]
        digits = [sheet.column_dimensions[get_column_letter(table.column(column.key))].width for column in shown]
        zoom = (sheet.sheet_view.zoomScale or 100) / 100
        # LibreOffice draws columns wider than Excel: measured in its window, padding with it.
        assert sum(digits) * 8.5 * zoom <= SCREEN - _TAKEN

    @pytest.mark.parametrize(("table", "key"), [(DIVISIONS, "file"), (LINES, "source"), (FINDINGS, "place")])
    def test_links_stand_on_one_line_for_libreoffice_breaks_none(self, shown: View, table: Table, key: str) -> None:
        (column,) = [column for column in table.columns if column.key == key]
        told = [value.text for row in rows_of(shown, table) if isinstance(value := row[key], Link)]
        assert told
        assert [text for text in told if lines_of(text, int(column.width)) > 1] == []

    def test_a_long_note_is_read_whole_though_no_row_is_that_high(self, shown: View) -> None:
        long = "[1] " + "Công văn số 03/SKHCN-VP ngày 05/01/2024 về việc báo cáo. " * 60
        book = opened(built(with_rows(shown, "lines", notes=long), FOLDER))
        notes, text = cell(book, LINES, "notes"), cell(book, LINES, "text")
        width = next(int(column.width) for column in LINES.columns if column.key == "notes")
        assert (notes.font.sz or 0) < 12
        assert text.font.sz == 12
        height = book[LINES.sheet].row_dimensions[LINES.first_row].height or 0
        assert tall_as(long, width, int(notes.font.sz or 0)) * LINE <= height <= HIGHEST

    def test_the_chart_moves_with_the_rows_above_it(self, data: bytes) -> None:
        (chart,) = opened(data)[DIVISIONS.sheet]._charts
        assert chart.anchor.editAs == "oneCell"
        assert chart.anchor._from.row >= named(opened(data), layout.NOTICE).row

    def test_headings_stay_and_so_do_the_columns_that_say_which_row_it_is(self, data: bytes) -> None:
        book = opened(data)
        frozen = {table.key: book[table.sheet].freeze_panes for table in TABLES}
        assert frozen == {"divisions": "A6", "lines": "E5", "findings": "D5", "signed": "A5", "log": "A5"}
        assert book[DIVISIONS.sheet]["A5"].value == "Trạng thái"


class TestListsAndRules:
    def test_lists_hold_the_choices_without_a_gap(self, data: bytes, shown: View) -> None:
        book = opened(data)
        assert choices(book, "yes_no") == ["Có", "Không"]
        assert choices(book, "ours_theirs") == [layout.OURS, layout.THEIRS]
        assert choices(book, "kinds") == [layout.FINAL, layout.DRAFT]
        assert choices(book, "signers") == [title for _, title in shown.signers]
        assert choices(book, "sections") == list(shown.labels.values())
        assert "2024-01" in choices(book, "periods")
        assert choices(book, "people") == ["Trần Thị Bình"]
        assert cell(book, LINES, "section").value in choices(book, "sections")

    def test_a_lists_name_is_of_the_cells_that_hold_something(self, data: bytes) -> None:
        book = opened(data)
        for key, column in layout.LISTS.items():
            text = book.defined_names[layout.list_name(key)].attr_text
            letter = "ABCDEFGHIJ"[column - 1]
            last = layout.LIST_ROW + layout.LIST_ROOM - 1
            room = rf"_cauhinh!\${letter}\${layout.LIST_ROW}:\${letter}\${last}"
            first = rf"_cauhinh!\${letter}\${layout.LIST_ROW}"
            assert re.fullmatch(rf"{first}:INDEX\({room},MAX\(1,COUNTA\({room}\)\)\)", text)

    def test_every_typed_column_offers_its_list_and_help_for_all_its_rows(self, data: bytes) -> None:
        book = opened(data)
        for table in TABLES:
            rules = book[table.sheet].data_validations.dataValidation
            for column in (column for column in table.columns if column.typed):
                at = table.column(column.key)
                last = table.first_row + ROOM - 1
                wanted = (at, table.first_row, at, last)
                (rule,) = [r for r in rules for area in r.sqref.ranges if range_boundaries(area.coord) == wanted]
                assert rule.prompt == HELP[f"{table.key}.{column.key}"]
                assert rule.formula1 == (layout.list_name(column.choices) if column.choices else rule.formula1)
                assert (rule.type == "list") == bool(column.choices)

    def test_messages_are_as_long_as_excel_takes_and_in_vietnamese(self, data: bytes) -> None:
        seen = 0
        for sheet in opened(data).worksheets:
            for rule in sheet.data_validations.dataValidation:
                for title, text in ((rule.promptTitle, rule.prompt), (rule.errorTitle, rule.error)):
                    if text:
                        seen += 1
                        assert 0 < len(title) <= 32
                        assert len(text) <= 255
        assert seen >= 25

    def test_a_list_that_is_too_long_is_told(self) -> None:
        from xlsxwriter import Workbook

        book = Workbook(io.BytesIO())
        with pytest.raises(FormError, match="501"):
            write_lists(book, book.add_worksheet(layout.SETTINGS_SHEET), {"sections": ["x"] * 501})
        book.close()

    def test_colours_have_words_beside_them_and_reach_rows_to_come(self, data: bytes) -> None:
        book = opened(data)
        rules = {
            str(area.sqref): [rule.formula[0] for rule in area.rules]
            for area in book[DIVISIONS.sheet].conditional_formatting
        }
        (state,) = [formulas for area, formulas in rules.items() if area.startswith("C")]
        assert [sign for sign in "✗!i✓…" if any(f'"{sign}"' in formula for formula in state)] == list("✗!i✓…")
        assert {area.split(":")[1][1:] for area in rules} == {str(DIVISIONS.first_row + ROOM - 1)}


class TestButtons:
    def test_each_starts_its_sub_and_is_named_after_it(self, data: bytes) -> None:
        wanted = [(sub, f"[0]!{sub}", caption) for sub, caption in (*BUTTONS, SAVE_BUTTON)]
        assert list(shapes(data, 1)) == wanted
        assert {name for name, _, _ in wanted} == set(button_names())
        for drawing in (2, 3, 4):
            assert list(shapes(data, drawing)) == [(SAVE_BUTTON[0], f"[0]!{SAVE_BUTTON[0]}", SAVE_BUTTON[1])]

    def test_the_clerk_finds_save_on_every_sheet_she_types_on(self, data: bytes) -> None:
        sheets = [code for _, code in SHEETS]
        with_drawing = {
            sheets[int(n) - 1]
            for name in parts(data)
            if (n := "".join(re.findall(r"^xl/worksheets/_rels/sheet(\d+)\.xml\.rels$", name)))
            and b"drawing" in parts(data)[name]
        }
        assert with_drawing == {t.code_name for t in TABLES if any(column.typed for column in t.columns)}

    def test_they_stand_in_a_grid_and_say_what_they_are_to_those_who_cannot_see_them(self, data: bytes) -> None:
        drawing = parts(data)["xl/drawings/drawing1.xml"].decode()
        places = re.findall(
            r'<xdr:sp macro="\[0\]!.*?<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', drawing
        )
        assert len({(w, h) for *_, w, h in places}) == 1
        assert len({y for _, y, *_ in places}) == 2
        assert len({x for x, *_ in places}) == 5
        assert drawing.count("Nút bấm: ") == len(places) == 10

    def test_a_text_box_without_a_sub_is_an_error(self, data: bytes) -> None:
        unbound = parts(data)["xl/drawings/drawing2.xml"].decode().replace('macro="[0]!LuuBienTap"', 'macro=""')
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("xl/drawings/drawing1.xml", unbound)
        with pytest.raises(FormError):
            bound(made.getvalue(), [])
        with pytest.raises(FormError):
            bound(made.getvalue(), ["A", "B"])

    def test_sheets_have_the_code_names_of_their_modules(self, data: bytes) -> None:
        modules = [m.name for m in excel_modules([code for _, code in SHEETS]) if m.kind == "sheet"]
        found = []
        for number in range(1, len(SHEETS) + 1):
            text = parts(data)[f"xl/worksheets/sheet{number}.xml"].decode()
            found += re.findall(r'<sheetPr codeName="(\w+)"', text)
        assert found == modules
        assert b'codeName="ThisWorkbook"' in parts(data)["xl/workbook.xml"]

    def test_oletools_reads_the_macros_from_the_workbook(self, data: bytes) -> None:
        parser = VBA_Parser("TongHop.xlsm", data=data)
        sources = {name.removesuffix(".bas"): code for _, _, name, code in parser.extract_macros()}
        assert all(f"Public Sub {sub}()" in sources["Buttons"] for sub in button_names())
        assert "Acceptor" not in sources


class TestTheFile:
    def test_the_same_view_gives_the_same_bytes(self, office: Office) -> None:
        assert built(january(office), FOLDER) == built(january(office), FOLDER)

    def test_no_clock_is_in_it(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-01-01T00:00:00Z" in parts(data)["docProps/core.xml"]

    def test_every_part_is_xml_has_a_type_and_leads_to_parts_that_are_there(self, data: bytes) -> None:
        files = parts(data)
        types = etree.fromstring(files["[Content_Types].xml"])
        named_ = {
            str(each.get("PartName")).lstrip("/"): each.get("ContentType") for each in types if each.get("PartName")
        }
        defaults = {each.get("Extension") for each in types if each.get("Extension")}
        assert named_["xl/workbook.xml"] == "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        for name, part in files.items():
            assert name == "[Content_Types].xml" or name in named_ or name.rpartition(".")[2] in defaults, name
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)
            if name.endswith(".rels"):
                base = posixpath.dirname(posixpath.dirname(name))
                for each in etree.fromstring(part):
                    if each.get("TargetMode") != "External":
                        target = str(each.get("Target"))
                        path = (
                            target.lstrip("/")
                            if target.startswith("/")
                            else posixpath.normpath(posixpath.join(base, target))
                        )
                        assert path in files, (name, target)

    def test_a_judge_of_office_files_finds_nothing(self, data: bytes, tmp_path: Path) -> None:
        file = tmp_path / "TongHop.xlsm"
        file.write_bytes(data)
        assert OpenXmlValidator().validate(str(file)).errors == []

    def test_it_prints_across_a4_with_its_headings_on_every_page(self, data: bytes) -> None:
        for sheet in opened(data).worksheets[:-1]:
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_title_rows

    def test_rows_are_as_high_as_their_paragraphs_and_grow(self, data: bytes, shown: View) -> None:
        text = parts(data)["xl/worksheets/sheet2.xml"].decode()
        rows = {int(n): rest for n, rest in re.findall(r'<row r="(\d+)"([^>]*)>', text)}
        longest = max(range(len(shown.line_rows)), key=lambda at: len(str(shown.line_rows[at]["text"])))
        told = rows[LINES.first_row + longest]
        assert float(re.findall(r'ht="([\d.]+)"', told)[0]) > 60
        assert "customHeight" not in told
        assert "customHeight" in rows[1]
