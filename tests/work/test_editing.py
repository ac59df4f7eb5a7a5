"""The clerk edits the coming report line by line; divisions go on changing their sheets."""

from __future__ import annotations

import openpyxl
import pytest

from sync.consolidate import consolidate
from sync.model.material import Material
from sync.work.collect import collect
from sync.work.decide import judge
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.printed import printed_divisions
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, a_line, as_shown, change, division_changes, line_of, printed


def test_what_is_shown_and_left_alone_changes_nothing(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    assert take(office, JANUARY, lines, [as_shown(line) for line in lines]) == ()
    assert {line.state for line in lines} == {"plain"}


def test_every_printed_paragraph_is_a_line_in_print_order(office: Office) -> None:
    judged = judge(office, JANUARY)
    report = consolidate(Material(judged.round, printed_divisions(judged)))
    ids = [block.id for _, _, block in report.blocks()]
    assert len(ids) == len(set(ids))
    assert [line.id for line in edit_lines(office, JANUARY)] == [i for i in ids if i in set(ids)]


def test_a_reworded_line_prints_as_the_clerk_wrote_it_and_the_sheet_stays(office: Office) -> None:
    form = office.config.folder / "2024-01" / "TTKT_BaoCao_2024-01.xlsx"
    before = form.read_bytes()
    line = next(x for x in edit_lines(office, JANUARY) if "phương tiện đo" in x.shown.text)
    change(office, line.id, text=line.shown.text.replace("phương tiện đo", "thiết bị đo"))
    (now,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert (now.state, now.theirs) == ("edited", line.wording)
    assert "thiết bị đo" in now.shown.text
    assert any("thiết bị đo" in text for text in printed(office, line.section))
    assert form.read_bytes() == before


def test_a_figure_stays_tied_to_its_indicator_where_words_round_it_were_changed(office: Office) -> None:
    line = next(line for line in edit_lines(office, JANUARY) if "{" in line.wording.text)
    typed = f"Trong tháng, {line.shown.text[0].lower()}{line.shown.text[1:]}"
    change(office, line.id, text=typed)
    (now,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert now.shown.text == typed
    assert now.wording.text.count("{") == line.wording.text.count("{")


def test_what_the_division_changes_elsewhere_in_the_line_comes_in_beside_the_clerks_words(office: Office) -> None:
    line = a_line(office)
    words = line.shown.text.split()
    change(office, line.id, text=" ".join(["Đã", *words]))
    last = words[-2]
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", f" {last} {words[-1]}", f" {last} nhanh {words[-1]}")
    (now,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert now.shown.text.startswith("Đã ")
    assert f"{last} nhanh" in now.shown.text
    assert now.state == "edited"


def test_where_both_changed_the_same_words_the_clerk_is_asked_and_may_take_either(office: Office) -> None:
    line = a_line(office)
    first = line.shown.text.split()[0]
    change(office, line.id, text=line.shown.text.replace(first, "ABC", 1))
    rest = line.shown.text.removeprefix(first)[:40]
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", f"{first}{rest}", f"XYZ{rest}")
    (now,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert now.state == "conflict"
    assert [f.code for f in judge(office, JANUARY).open_errors] == ["edit-conflict"]
    change(office, line.id, choice="theirs")
    (settled,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert settled.shown.text.startswith("XYZ")
    assert judge(office, JANUARY).open_errors == ()


def test_a_line_that_was_given_back_to_its_division_is_edited_no_more(office: Office) -> None:
    line = a_line(office)
    words = " ".join(line.wording.text.split()[2:12])
    change(office, line.id, text=line.wording.text.replace(words, "một"))
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", words, "hai")
    change(office, line.id, choice="theirs")
    (now,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert (now.state, now.wording) == ("plain", now.theirs)
    assert "hai" in now.wording.text
    assert judge(office, JANUARY).open_errors == ()


def test_the_clerks_own_wording_may_stay(office: Office) -> None:
    line = a_line(office)
    first = line.shown.text.split()[0]
    change(office, line.id, text=line.shown.text.replace(first, "ABC", 1))
    rest = line.shown.text.removeprefix(first)[:40]
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", f"{first}{rest}", f"XYZ{rest}")
    change(office, line.id, choice="ours")
    (settled,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert (settled.state, settled.shown.text.split()[0]) == ("edited", "ABC")
    assert settled.theirs is not None
    assert settled.theirs.text.startswith("XYZ")


@pytest.mark.parametrize(("choice", "stays"), [("ours", True), ("theirs", False)])
def test_a_line_that_its_division_removed_is_asked_about(office: Office, choice: str, stays: bool) -> None:
    line = a_line(office)
    text = f"Đã {line.shown.text}"
    change(office, line.id, text=text)
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", line.shown.text[:40], None)
    assert [f.code for f in judge(office, JANUARY).open_errors] == ["edited-removed"]
    assert line_of(edit_lines(office, JANUARY), text).state == "removed"
    change(office, line.id, choice=choice)
    assert judge(office, JANUARY).open_errors == ()
    assert any(text in each for each in printed(office, line.section)) is stays


def test_a_line_moves_joins_and_is_taken_out(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    section = next(x.section for x in lines if sum(y.section == x.section for y in lines) >= 4 and x.division)
    one, two, three, four = [x.id for x in lines if x.section == section][:4]
    texts = printed(office, section)
    change(office, four, number=15)
    moved = printed(office, section)
    assert moved == [texts[0], texts[3], *texts[1:3], *texts[4:]]
    change(office, three, joined=True)
    assert printed(office, section) == [texts[0], texts[3], f"{texts[1]} {texts[2]}", *texts[4:]]
    change(office, one, included=False)
    assert printed(office, section)[0] == texts[3]
    assert [x.included for x in edit_lines(office, JANUARY) if x.id == one] == [False]
    change(office, one, included=True)
    change(office, three, joined=False)
    assert printed(office, section) == moved
    change(office, two, number=5)
    change(office, four, number=1000)
    assert printed(office, section) == [texts[1], texts[0], texts[2], *texts[4:], texts[3]]


def test_the_clerk_writes_lines_of_her_own_anywhere_letter_for_letter(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    part = office.config.outline[1].id
    section = lines[2].section
    before = len(printed(office, section))
    new = [
        Typed("", part, "=A1 là một dòng; “03” và 1/2"),
        Typed(
            "", section, "- Việc một[1].\n- Việc hai", notes="[1] Công văn số 12/SKHCN-VP ngày 05/01/2024.", number=5
        ),
    ]
    take(office, JANUARY, lines, [*map(as_shown, lines), *new])
    assert printed(office, part)[-1] == "=A1 là một dòng; “03” và 1/2"
    assert len(printed(office, section)) == before + 2
    assert printed(office, section)[:2] == ["Việc một.", "Việc hai"]
    assert line_of(edit_lines(office, JANUARY), "Việc một").state == "own"


@pytest.mark.parametrize(
    ("typed", "in_print"),
    [
        ("- Hướng dẫn đơn vị đo 03 cân.", "Hướng dẫn đơn vị đo 03 cân."),
        ("Đo  03 cân,  cấp 02 giấy.", "Đo 03 cân, cấp 02 giấy."),
        ("-  Đo 03 cân.", "Đo 03 cân."),
    ],
)
def test_what_is_typed_stays_letter_for_letter_and_is_printed_once_and_clean(
    office: Office, typed: str, in_print: str
) -> None:
    lines = edit_lines(office, JANUARY)
    line, section = a_line(office), lines[2].section
    change(office, line.id, text=typed)
    lines = edit_lines(office, JANUARY)
    take(office, JANUARY, lines, [*map(as_shown, lines), Typed("", section, f"{typed} Của tôi.")])
    lines = edit_lines(office, JANUARY)
    assert {typed, f"{typed} Của tôi."} <= {each.shown.text for each in lines}
    assert take(office, JANUARY, lines, [*map(as_shown, lines)]) == ()
    assert {in_print, f"{in_print} Của tôi."} <= set(printed(office, line.section) + printed(office, section))

    change(office, line.id, text=typed.replace("03", "04"))
    assert line_of(edit_lines(office, JANUARY), "04 cân").shown.text == typed.replace("03", "04")
    assert in_print.replace("03", "04") in printed(office, line.section)


def test_a_dash_typed_before_a_task_stays_and_is_printed_once(office: Office) -> None:
    task = next(x for x in edit_lines(office, JANUARY) if x.tab == "Kế hoạch")
    change(office, task.id, text="1. Họp hội đồng.")
    assert line_of(edit_lines(office, JANUARY), "Họp hội đồng").shown.text == "1. Họp hội đồng."
    change(office, task.id, text="- Họp hội đồng  lần hai.")
    assert line_of(edit_lines(office, JANUARY), "Họp hội đồng").shown.text == "- Họp hội đồng  lần hai."
    assert "Họp hội đồng lần hai." in printed(office, task.section)


def test_rows_hidden_deleted_or_in_another_order_lose_nothing(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    typed = [as_shown(line) for line in reversed(lines)][::2]
    assert take(office, JANUARY, lines, typed) == ()


def test_an_edit_outlives_rows_that_are_sorted_and_inserted(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text=f"Đã {line.shown.text}")
    path = office.config.folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Kết quả"]
    start = next(r for r in range(1, 20) if str(sheet.cell(r, 1).value) == "Mục") + 1
    rows = [[sheet.cell(r, c).value for c in range(1, 6)] for r in range(start, sheet.max_row + 1)]
    rows = [row for row in rows if row[2]]
    rows = [[rows[0][0], None, "Một việc mới chen vào đầu biểu.", None, None], *reversed(rows)]
    for at, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            sheet.cell(start + at, column).value = value
    book.save(path)
    collect(office, JANUARY)
    (now,) = [each for each in edit_lines(office, JANUARY) if each.id == line.id]
    assert now.shown.text.startswith("Đã ")
    assert now.state == "edited"


@pytest.mark.parametrize("kind", ["text", "plan"])
def test_a_text_of_the_outline_that_is_put_into_another_section_is_printed_there(office: Office, kind: str) -> None:
    lines = edit_lines(office, JANUARY)
    plans = {part.id for part in office.config.outline if part.kind == "plan"}
    of_outline = [x for x in lines if not x.division and x.source and (x.section in plans) == (kind == "plan")]
    section = next(x.section for x in lines if x.division and x.section not in {*plans, of_outline[0].section})
    text = printed(office, of_outline[0].section)[0] if kind == "text" else of_outline[0].shown.text
    change(office, of_outline[0].id, section=section, number=1)
    assert printed(office).count(text) == 1
    assert printed(office, section)[0] == text
