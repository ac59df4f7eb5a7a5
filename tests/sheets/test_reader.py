"""Whatever staff hand in becomes a Book or one typed error; the parent survives all of it."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import textwrap
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.reader import Limits, Readers, parse_bytes, read_book, read_books
from sheets.grid import Book, Cell, Mark, Place
from sheets.text import storable
from tests.sheets import hostile
from tests.sheets.hostile import inline, row, workbook

EXAMPLES = Path(__file__).parents[2] / "examples" / "2024-01"


def code_of(data: bytes) -> str:
    with pytest.raises(BookError) as caught:
        parse_bytes(data)
    return caught.value.code


def only(data: bytes, a1: str = "A1") -> Cell:
    grid = parse_bytes(data).grids[0]
    place = Place.at(grid.tab, a1)
    return grid[place.row, place.column]


def notes(book: Book) -> list[tuple[str, str | None, str]]:
    return [(note.code, note.place.a1 if note.place else None, note.detail) for note in book.notes]


# What it is, by content -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\0" * 4096, "half-written"),
        (hostile.good()[:-400], "half-written"),
        (hostile.good()[:100], "half-written"),
        (hostile.encrypted(), "password"),
        (hostile.encrypted()[:300], "half-written"),
        (hostile.filepass(), "password"),
        (hostile.word_document(), "not-a-workbook"),
        (hostile.ole({"Lạ": b"x"}), "corrupt"),
        (b"%PDF-1.7 ...", "not-a-workbook"),
        (b"\x89PNG\r\n", "not-a-workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not-a-workbook"),
        ("Mục;Nội dung\n1;Đã làm".encode(), "not-a-workbook"),
        (hostile.zipped({"a.txt": "x"}), "not-a-workbook"),
        (hostile.zipped({"[Content_Types].xml": "wordprocessingml.document.main+xml"}), "not-a-workbook"),
        (hostile.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "not-a-workbook"),
        (hostile.bomb(), "too-big"),
        (hostile.lying_bomb(), "corrupt"),
        (hostile.with_dtd(hostile.LAUGHS, "xl/sharedStrings.xml"), "corrupt"),
        (hostile.with_dtd(hostile.XXE, "xl/sharedStrings.xml"), "corrupt"),
        (hostile.with_dtd(hostile.LAUGHS, "xl/worksheets/sheet1.xml"), "corrupt"),
        (hostile.with_dtd(hostile.LAUGHS, "xl/workbook.xml"), "corrupt"),
        (workbook("<row r='1'><c r='A1'>"), "corrupt"),
        (workbook(row(1, '<c r="A1" t="s"><v>7</v></c>')), "corrupt"),
        (workbook(row(1, inline("A1", "&b;"))), "corrupt"),
        (workbook(row(1, '<c r="XFE1"><v>1</v></c>')), "corrupt"),
        (workbook(row(1, '<c r="A1048577"><v>1</v></c>')), "corrupt"),
        (workbook(row(1, inline("A1", "x" * 2_000_000))), "too-big"),
    ],
)
def test_what_is_no_readable_workbook_says_why(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_an_xlsx_is_known_by_content_whatever_its_name() -> None:
    data = hostile.good()
    assert (parse_bytes(data).kind, parse_bytes(data, "a.xlsx").notes) == ("xlsx", ())
    assert notes(parse_bytes(data, "a.xls")) == [("wrong-ending", None, "xlsx")]
    assert notes(parse_bytes(data, "a.bak")) == [("wrong-ending", None, "xlsx")]


def test_macros_and_external_links_are_noted_and_never_followed() -> None:
    made = hostile.parts(row(1, '<c r="A1"><f>[1]S!$A$1</f><v>5</v></c>'), main_type=hostile.MACRO_TYPE)
    relations = str(made["xl/_rels/workbook.xml.rels"])
    for kind, target in (("vbaProject", "vbaProject.bin"), ("externalLink", "externalLinks/externalLink1.xml")):
        relation = f'<Relationship Id="{kind}" Type="x/{kind}" Target="{target}"/>'
        relations = relations.replace("</Relationships>", f"{relation}</Relationships>")
    made["xl/_rels/workbook.xml.rels"] = relations
    book = parse_bytes(hostile.zipped(made), "a.xlsm")
    assert book.kind == "xlsm"
    assert notes(book) == [("macros", None, ""), ("external-links", None, "1")]
    assert book.grids[0][1, 1].marks == {Mark.FORMULA, Mark.EXTERNAL}


def test_the_digest_and_the_properties_identify_the_file() -> None:
    import hashlib

    data = hostile.good()
    book = parse_bytes(data)
    assert book.digest == hashlib.sha256(data).hexdigest()
    assert book.properties == {"BaoCaoMaBieu": "SKHCN-QLCN-2024-01-v1"}


# Values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("7", Decimal(7)),
        ("0", Decimal(0)),
        ("-2", Decimal(-2)),
        ("1.007", Decimal("1.007")),
        ("1006.9999999999999", Decimal("1006.9999999999999")),
        ("0.1", Decimal("0.1")),
        ("0.10000000000000001", Decimal("0.1")),
        ("1E3", Decimal(1000)),
        ("123456789012345678", Decimal("123456789012345680")),
        ("1_007", "1_007"),
        ("nan", "nan"),
        ("١٢", "١٢"),
    ],
)
def test_a_number_is_the_decimal_that_its_double_means(stored: str, value: object) -> None:
    assert only(workbook(row(1, f'<c r="A1"><v>{stored}</v></c>'))).value == value


def test_each_type_of_cell_is_read() -> None:
    cells = (
        '<c r="A1" t="b"><v>1</v></c><c r="B1" t="str"><f>A1</f><v>x &amp; y</v></c><c r="C1" t="e"><v>#REF!</v></c>'
        '<c r="D1" t="d"><v>2024-01-05</v></c><c r="E1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'
        '<c r="F1" s="9"/><c r="G1" t="str"><f>A2</f><v></v></c><c r="H1"><f>A2</f></c><c r="I1"><f>A2</f><v/></c>'
    )
    grid = parse_bytes(workbook(row(1, cells))).grids[0]
    seen: dict[int, object] = {at: (cell.value, cell.shown, set(cell.marks)) for (_, at), cell in grid.cells.items()}
    assert seen == {
        1: (True, "TRUE", set()),
        2: ("x & y", "x & y", {Mark.FORMULA}),
        3: (None, "#REF!", {Mark.ERROR}),
        4: (dt.date(2024, 1, 5), "05/01/2024", set()),
        5: ("ab", "ab", set()),
        8: (None, "", {Mark.FORMULA, Mark.UNCALCULATED}),
        9: (None, "", {Mark.FORMULA, Mark.UNCALCULATED}),
    }


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_right_in_both_date_systems(since_1904: bool) -> None:
    moments = [
        dt.datetime(2024, 2, 29),
        dt.datetime(2024, 1, 5, 8, 30),
        dt.datetime(1905, 1, 1),
        dt.datetime(9999, 12, 31),
    ]
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"date_1904": since_1904}) as book:
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        clock = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet()
        for at, moment in enumerate(moments):
            sheet.write_datetime(at, 0, moment, clock if moment.hour else form)
    grid = parse_bytes(made.getvalue()).grids[0]
    assert [grid[at, 1].value for at in range(1, 5)] == [m if m.hour else m.date() for m in moments]
    assert grid[2, 1].shown == "05/01/2024 08:30"


def test_a_serial_that_is_no_date_stays_a_number() -> None:
    styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"
    for stored in ("-1", "2958466", "1E300"):
        cell = only(workbook(row(1, f'<c r="A1" s="0"><v>{stored}</v></c>'), styles=styles))
        assert cell.value == Decimal(stored)


def test_texts_are_made_storable_and_nothing_more() -> None:
    shared = hostile.strings("<t xml:space='preserve'>  a_x000D_\nb_x0007_ _x005F_x0041_ &#10; \u00ad </t>")
    cell = only(workbook(row(1, '<c r="A1" t="s"><v>0</v></c>'), shared=shared))
    assert cell.value == "  a\nb _x0041_ \n \u00ad "


def test_a_bmp_pair_written_as_two_escapes_is_one_character() -> None:
    shared = hostile.strings("<t>_xD83D__xDE00_ _xD83D_</t>")
    assert only(workbook(row(1, '<c r="A1" t="s"><v>0</v></c>'), shared=shared)).value == "😀 \ufffd"


# Any legal XML, not only the usual --------------------------------------------------------------------------------

_UNUSUAL = [
    '<c r="B2" t="s"><v>0</v></c>',
    '<c t="s" r="B2"><v>0</v></c>',
    "<c r='B2' t='s'><v>0</v></c>",
    '<c r="B2" t="s">\n  <v>0</v>\n</c>',
    '<c r="B2" t="s"><!-- note --><v>0</v></c>',
    '<c r="B2" t="s"><v><![CDATA[0]]></v></c>',
    '<c r="b2" t="s"><v>0</v></c>',
    "<c/><c t='s'><v>0</v></c>",
    '<c r="A2" s="0"/><c r="B2" t="s" ><v>0</v></c>',
]


@pytest.mark.parametrize("cells", _UNUSUAL)
def test_cells_are_read_however_they_are_written(cells: str) -> None:
    data = workbook(f'<row r="2" hidden="1">{cells}</row>', shared=hostile.strings("<t>đây</t>"))
    assert only(data, "B2") == Cell("đây", "đây", frozenset({Mark.HIDDEN}))


def test_prefixed_and_utf16_parts_are_read() -> None:
    made = hostile.parts(row(1, '<c r="A1" t="s"><v>0</v></c>'), shared=hostile.strings("<t>đây</t>"))
    for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        text = str(made[name]).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        made[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    assert only(hostile.zipped(made)).value == "đây"


def test_what_openpyxl_writes_is_read() -> None:
    made = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nội dung", 1, 1.5, True, dt.date(2024, 1, 5), None, "=1+1"])
    book.save(made)
    grid = parse_bytes(made.getvalue()).grids[0]
    assert [grid[1, at].value for at in range(1, 8)] == [
        "Nội dung", Decimal(1), Decimal("1.5"), True, dt.date(2024, 1, 5), None, None,
    ]  # fmt: skip
    assert Mark.UNCALCULATED in grid[1, 7].marks


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
_values = st.one_of(
    _texts, st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), st.booleans()
)


@given(st.lists(st.lists(_values, min_size=1, max_size=5), min_size=1, max_size=6))
def test_what_xlsxwriter_wrote_is_what_is_read(rows: list[list[str | float | bool]]) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, bool):
                    sheet.write_boolean(at, column, value)
                elif isinstance(value, str):
                    sheet.write_string(at, column, value)
                else:
                    sheet.write_number(at, column, value)
    grid = parse_bytes(made.getvalue()).grids[0]
    for at, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            got = grid[at, column].value
            if isinstance(value, str):
                # XlsxWriter leaves texts like "_x0041_" as they are, and Excel reads them as escapes.
                assert (got or "") == (storable(value) if storable(value).strip() else "") or "_x" in value
            else:
                assert got == value if isinstance(value, bool) else float(got) == float(f"{value:.16G}")  # type: ignore[arg-type]


@given(
    st.one_of(
        st.none(), st.booleans(), st.text(), st.decimals(allow_nan=False, allow_infinity=False),
        st.dates(), st.datetimes(), st.times(),
    )
)  # fmt: skip
def test_a_value_survives_its_journey(value: object) -> None:
    assert wire.untagged(*wire.tagged(value)) == value  # type: ignore[arg-type]


def test_calamine_reads_the_same_values() -> None:
    data = hostile.good()
    book = parse_bytes(data)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as other:
        rows = other.get_sheet_by_name("Kết quả").to_python(skip_empty_area=False)
    mine = book.grids[0]
    for at, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            cell = mine[at, column]
            if isinstance(value, float):
                assert float(str(cell.value)) == value
            elif value != "" and not cell.marks:
                assert cell.value == value


# Accidents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["A1048576", "Z1048576", "H1048576", "XFD1048576", "XFD1"])
def test_a_stray_blank_at_the_end_of_the_tab_is_named_and_costs_nothing(address: str) -> None:
    number = Place.at("T", address).row
    rows = row(1, inline("A1", "đầu") + (inline(address, " ") if number == 1 else ""))
    data = workbook(rows + (row(number, inline(address, " ")) if number > 1 else ""))
    started = time.perf_counter()
    book = parse_bytes(data)
    assert time.perf_counter() - started < 1
    assert list(book.grids[0].cells) == [(1, 1)]
    assert notes(book) == [("stray-cell", address, "")]
    assert book.notes[0].place == Place.at("T", address)


def test_a_stray_text_far_away_is_read_and_named() -> None:
    book = parse_bytes(workbook(row(1, inline("A1", "đầu")) + row(90_000, inline("B90000", "lạc"))))
    assert book.grids[0][90_000, 2].value == "lạc"
    assert notes(book) == [("stray-cell", "B90000", "")]


def test_a_long_list_has_no_stray_cells() -> None:
    book = parse_bytes(workbook("".join(row(at, inline(f"A{at}", "x")) for at in range(1, 5000))))
    assert book.grids[0].last_row == 4999
    assert book.notes == ()


@pytest.mark.parametrize(
    "accident",
    [
        pytest.param(
            {"rows": "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(2, 400_000))}, id="styled rows"
        ),
        pytest.param(
            {"rows": "".join(row(at, f'<c r="A{at}" s="1"/><c r="B{at}" s="1"/>') for at in range(2, 200_000))},
            id="styled blanks",
        ),
        pytest.param(
            {
                "rows": "",
                "workbook": "<definedNames>"
                + '<definedName name="n">T!$A$1</definedName>' * 60_000
                + "</definedNames>",
            },
            id="60,000 names",
        ),
        pytest.param(
            {"rows": "", "around": ('<cols><col min="1" max="16384" width="9" style="1"/></cols>', "")}, id="columns"
        ),
        pytest.param(
            {"rows": "", "around": ("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')}, id="merge of all"
        ),
    ],
)
def test_accidents_are_read_within_three_seconds(accident: dict[str, str]) -> None:
    data = workbook(row(1, inline("A1", "đầu")) + accident.pop("rows"), **accident)
    started = time.perf_counter()
    book = parse_bytes(data)
    assert time.perf_counter() - started < 3
    assert book.grids[0][1, 1].value == "đầu"
    assert book.notes == ()


def test_too_many_merges_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A{at}:B{at}"/>' for at in range(1, 60_000))
    assert code_of(workbook(row(1, inline("A1", "x")), around=("", f"<mergeCells>{merges}</mergeCells>"))) == "too-big"


# Children ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for number in range(6):
        path = tmp_path / f"Đơn vị {number} (bản cuối).xlsx"
        path.write_bytes(hostile.good() if number != 3 else b"%PDF")
        made.append(path)
    return made


def codes(results: Iterator[tuple[Path, Book | BookError]]) -> list[str]:
    return [read.code if isinstance(read, BookError) else read.kind for _, read in results]


def test_a_file_is_read_in_a_child_as_it_is_here(files: list[Path]) -> None:
    assert read_book(files[0]) == parse_bytes(files[0].read_bytes(), files[0].name)
    with pytest.raises(BookError, match="not-a-workbook"):
        read_book(str(files[3]))


@pytest.mark.parametrize("workers", [1, 2])
def test_many_files_come_in_order_each_with_its_book_or_its_error(files: list[Path], workers: int) -> None:
    results = list(read_books(files, workers=workers))
    assert [path for path, _ in results] == files
    assert codes(iter(results)) == ["xlsx", "xlsx", "xlsx", "not-a-workbook", "xlsx", "xlsx"]


def test_no_files_need_no_child() -> None:
    assert list(read_books([])) == []


def test_an_executor_reads_in_batches(files: list[Path]) -> None:
    with ThreadPoolExecutor(1) as executor:
        assert codes(read_books(files, executor=executor)).count("xlsx") == 5


def _environment(_: object) -> Iterator[bytes]:
    yield "\n".join(os.environ).encode()


def test_where_hostile_bytes_are_parsed_no_password_is_at_hand(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BAOCAO_STORE", "BAOCAO_MAIL_PASSWORD", "PGPASSWORD"):
        monkeypatch.setenv(name, "bí mật")
    with Readers(1, _environment) as readers:
        ((_, told),) = readers.told(files[:1])
    assert isinstance(told, tuple)
    names = set(told[0].decode().splitlines())
    assert "PATH" in names
    assert not names & {"BAOCAO_STORE", "BAOCAO_MAIL_PASSWORD", "PGPASSWORD"}


def test_taking_only_the_first_book_leaves_no_process_behind(files: list[Path]) -> None:
    results = read_books(files, workers=2)
    assert next(results)[0] == files[0]
    results.close()  # type: ignore[attr-defined]  # filterwarnings=error would tell of a child left open


def test_a_file_that_vanished_says_so(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="vanished"):
        read_book(tmp_path / "không có.xlsx")
    with pytest.raises(BookError, match="vanished"):
        read_book(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are a POSIX way to wait for ever")
def test_a_child_that_hangs_is_killed_and_the_next_files_go_on(files: list[Path], tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "treo.xlsx")
    started = time.perf_counter()
    results = read_books([files[0], tmp_path / "treo.xlsx", files[1]], workers=1, limits=Limits(seconds=1.5))
    assert codes(results) == ["xlsx", "timeout", "xlsx"]
    assert time.perf_counter() - started < 6


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is a Job Object there")
def test_a_file_that_needs_too_much_memory_is_named_and_the_next_go_on(files: list[Path], tmp_path: Path) -> None:
    greedy = tmp_path / "tham.xlsx"
    greedy.write_bytes(workbook("", shared=hostile.strings(f"<t>{'x' * (90 * 2**20)}</t>")))
    results = list(read_books([files[0], greedy, files[1]], workers=1, limits=Limits(memory=150 * 2**20)))
    assert codes(iter(results)) == ["xlsx", "too-big", "xlsx"]


def test_it_works_in_a_script_without_a_main_guard(files: list[Path], tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
            import sys
            sys.path.insert(0, {str(Path(__file__).parents[2])!r})
            from sheets.excel.reader import read_book
            print(len(read_book({str(files[0])!r}).grids))
        """),
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, "-X", "utf8", str(script)], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("2", 0), done.stderr


# Mutants ----------------------------------------------------------------------------------------------------------


def survives(data: bytes) -> str:
    """A Book or a BookError: anything else fails the test."""
    try:
        return parse_bytes(data).kind
    except BookError as error:
        return error.code


def test_three_hundred_mutants_are_each_a_book_or_an_error() -> None:
    seen = [survives(data) for data in hostile.mutants(hostile.good(), 150, seed=1)]
    seen += [survives(data) for data in hostile.remade(hostile.good(), 150, seed=2)]
    assert {"xlsx", "corrupt"} <= set(seen)


@pytest.mark.slow
def test_five_thousand_mutants_in_children_are_each_a_book_or_an_error(tmp_path: Path) -> None:
    """Of a workbook with a bit of everything, and of each division's own form; the parent hardly grows meanwhile."""
    seeds = [hostile.good(), *(path.read_bytes() for path in sorted(EXAMPLES.glob("*_BaoCao_2024-01.xlsx")))]
    paths = []
    for number in range(5000):
        mutant = hostile.mutants if number % 2 else hostile.remade
        (data,) = mutant(seeds[number % len(seeds)], 1, seed=number)
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(data)
    before = memory_held()
    seen = Counter(codes(read_books(paths)))
    print(dict(seen), f"{memory_held() - before:.0f} MiB more")
    assert seen.total() == 5000
    assert not {"crashed", "timeout"} & set(seen)
    assert memory_held() - before < 100


def memory_held() -> float:
    """The most that this process has held so far, in MiB; 0 where nobody tells."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


# Real offices -----------------------------------------------------------------------------------------------------


def converted(data: bytes, folder: Path, ending: str) -> Path:
    """What LibreOffice makes of a workbook."""
    source = folder / "nguon.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"nguon.{ending}"


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_the_same_book_is_read_from_every_format(ending: str, tmp_path: Path) -> None:
    data = hostile.good()
    mine, other = parse_bytes(data), read_book(converted(data, tmp_path, ending))
    assert other.kind == ending
    assert [grid.tab for grid in other.grids] == [grid.tab for grid in mine.grids]
    quiet = {Mark.FORMULA}  # xlrd tells no formulas
    for one, two in zip(mine.grids, other.grids, strict=True):
        assert one.merges == two.merges
        assert {at: (cell.value, cell.shown, cell.marks - quiet) for at, cell in one.cells.items()} == {
            at: (cell.value, cell.shown, cell.marks - quiet) for at, cell in two.cells.items()
        }


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_mutants_of_old_and_open_formats_are_each_a_book_or_an_error(ending: str, tmp_path: Path) -> None:
    good = converted(hostile.good(), tmp_path, ending).read_bytes()
    mutants = hostile.mutants(good, 120, seed=5)
    if ending == "ods":
        mutants += hostile.remade(good, 80, seed=6)
    paths = []
    for number, data in enumerate(mutants):
        paths.append(tmp_path / f"{number}.{ending}")
        paths[-1].write_bytes(data)
    seen = codes(read_books(paths))
    assert ending in seen
    assert "timeout" not in seen


def test_an_ods_of_old_is_refused_when_encrypted() -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    data = hostile.zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": "x",
        }
    )
    assert code_of(data) == "password"


def test_a_zip_with_encrypted_members_asks_for_a_password() -> None:
    data = bytearray(hostile.good())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        assert archive.infolist()
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "password"
