"""What the clerk typed is told from what she was shown: by id, letter for letter, whatever she did to the rows."""

from __future__ import annotations

import random
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.layout import DIVISIONS, FINDINGS, LINES, Table
from macros.quick import xw
from macros.tables import Line, Place, text_of
from macros.typed import Decision, TypedLines, UnclearError, typed_divisions, typed_findings, typed_lines
from sync.reading.wording import Wording
from sync.work.editing import EditLine
from sync.work.shown import Shown, ShownError, from_bytes, labelled, to_bytes
from sync.work.taking import changes_of

SECTIONS = {"1. Quản lý khoa học": "khoa-hoc", "2. Đo lường": "do-luong"}
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x00\r"), max_size=40)


def line(name: str, text: str, number: int = 10, section: str = "khoa-hoc", **more: object) -> EditLine:
    said = Wording(text)
    told = {"included": True, "joined": False, "state": "plain", **more}
    return EditLine(name, section, "", "QLKH", said, said, said, number, **told)  # type: ignore[arg-type]


def shown(*lines: EditLine, **more: object) -> Shown:
    return Shown("2024-01", lines, SECTIONS, **more)  # type: ignore[arg-type]


def place(table: Table) -> Place:
    columns = {column.key: at for at, column in enumerate(table.columns, start=1)}
    return Place(table, cast(xw.Sheet, None), table.heading_row, columns, table.heading_row)


def row(at: int, table: Table = LINES, **cells: str) -> Line:
    return Line(at, {column.key: cells.get(column.key, "") for column in table.columns})


def as_shown(at: int, each: EditLine, **cells: str) -> Line:
    label = next(label for label, name in SECTIONS.items() if name == each.section)
    told = {
        "id": each.id,
        "section": label,
        "number": str(each.number),
        "text": each.shown.text,
        "included": "Có" if each.included else "Không",
        "joined": "Có" if each.joined else "Không",
    }
    return row(at, LINES, **{**told, **cells})


def read(seen: Shown, *rows: Line) -> TypedLines:
    return typed_lines(place(LINES), rows, seen)


ONE, TWO, THREE = line("a1", "Việc một."), line("a2", "Việc hai.", 20), line("b1", "Đo lường.", section="do-luong")
SEEN = shown(ONE, TWO, THREE)
ROWS = tuple(as_shown(5 + at, each) for at, each in enumerate(SEEN.lines))


def test_rows_left_alone_change_nothing_in_whatever_order_they_stand() -> None:
    for seed in range(6):
        rows = random.Random(seed).sample(ROWS, len(ROWS))
        typed = read(SEEN, *rows)
        assert list(changes_of(SEEN.lines, typed.rows)) == []
        assert typed.ids == {}


def test_rows_that_were_deleted_or_emptied_change_nothing() -> None:
    typed = read(SEEN, ROWS[0], row(6, id="a2"))
    assert list(changes_of(SEEN.lines, typed.rows)) == []


@given(text=LETTERS.filter(lambda t: t.strip()))
def test_a_text_arrives_letter_for_letter(text: str) -> None:
    (typed,) = read(SEEN, as_shown(5, ONE, text=text)).rows
    assert typed.text == text


@pytest.mark.parametrize("text", ["03", "- Hướng dẫn", "=A1", "1/2", "+84", "@x", "'x", "TRUE", "1e5"])
def test_what_spreadsheets_like_to_calculate_stays_text(text: str) -> None:
    (change,) = changes_of(SEEN.lines, read(SEEN, as_shown(5, ONE, text=text)).rows)
    assert (change.line, change.field, change.after) == ("a1", "text", text)


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("2. Đo lường", "do-luong"),
        ("2.  đo LƯỜNG ", "do-luong"),
        ("Đo lường", "do-luong"),
        ("", "khoa-hoc"),
    ],
)
def test_a_section_is_known_by_its_title_however_it_is_written(typed: str, section: str) -> None:
    (found,) = read(SEEN, as_shown(5, ONE, section=typed)).rows
    assert found.section == section


@pytest.mark.parametrize(("typed", "yes"), [("Có", True), ("co", True), ("x", True), ("KHÔNG", False), ("ko", False)])
def test_yes_and_no_are_known_however_they_are_written(typed: str, yes: bool) -> None:
    (found,) = read(SEEN, as_shown(5, ONE, included=typed)).rows
    assert found.included is yes


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"section": "3. Không có"}, "typed-unknown-section", "B5"),
        ({"number": "mười"}, "typed-bad-number", "D5"),
        ({"number": "01/02/2024"}, "typed-bad-number", "D5"),
        ({"included": "chắc thế"}, "typed-not-yes-no", "G5"),
        ({"choice": "cả hai"}, "typed-bad-choice", "K5"),
        ({"text": " "}, "typed-no-text", "E5"),
    ],
)
def test_what_is_unclear_is_told_with_its_sheet_and_cell(cells: dict[str, str], code: str, cell: str) -> None:
    with pytest.raises(UnclearError) as caught:
        read(SEEN, as_shown(5, ONE, **cells))
    assert (caught.value.code, caught.value.facts["sheet"], caught.value.facts["cell"]) == (code, "Biên tập", cell)


def test_a_row_without_an_id_is_a_line_of_her_own_where_it_stands() -> None:
    new = row(6, section="1. Quản lý khoa học", text="Chen vào giữa.")
    typed = read(SEEN, ROWS[0], new, *ROWS[1:])
    (own,) = [each for each in typed.rows if each.id not in {"a1", "a2", "b1"}]
    assert typed.ids == {6: own.id}
    (after,) = [c for c in changes_of(SEEN.lines, typed.rows) if c.field == "after"]
    assert (after.line, after.after) == (own.id, "a1")


def test_a_copied_row_is_a_line_of_her_own_behind_it_and_the_original_stays_what_it_is() -> None:
    copy = as_shown(6, ONE, text="Việc một nữa.")
    typed = read(SEEN, ROWS[0], copy, ROWS[1])
    assert [each.text for each in typed.rows if each.id == "a1"] == ["Việc một."]
    above = read(SEEN, as_shown(4, ONE, text="Việc một nữa."), ROWS[0], ROWS[1])
    assert [each.text for each in above.rows if each.id == "a1"] == ["Việc một."]


def test_a_new_row_without_a_section_is_asked_about_and_an_empty_one_is_none() -> None:
    with pytest.raises(UnclearError, match="typed-no-section Biên tập!B9"):
        read(SEEN, row(9, text="Một việc."))
    assert read(SEEN, row(9, included="Có", number="10")).rows == ()


def test_a_line_of_her_own_that_is_taken_twice_is_one_line() -> None:
    first = read(SEEN, *ROWS, row(9, section="2. Đo lường", text="- Một.\n- Hai."))
    once = list(changes_of(SEEN.lines, first.rows))
    again = read(SEEN, *ROWS, row(9, id=first.ids[9], section="2. Đo lường", text="- Một.\n- Hai."))
    assert [(c.line, c.field, c.after) for c in changes_of(SEEN.lines, again.rows)] == [
        (c.line, c.field, c.after) for c in once
    ]


def finding(at: int, **cells: str) -> Line:
    return row(at, FINDINGS, **cells)


def test_a_finding_is_accepted_with_its_reason_and_taken_back() -> None:
    seen = shown(accepted={"f1": "", "f2": "đúng vậy", "f3": "đúng vậy", "f4": ""})
    rows = (
        finding(5, id="f1", accepted="Có", reason="Đã hỏi đơn vị"),
        finding(6, id="f2", accepted="Không", reason="nhầm"),
        finding(7, id="f3", accepted="Có", reason="đúng vậy"),
        finding(8, id="f4", accepted="Không"),
        finding(9, id="of another month", accepted="Có", reason="x"),
    )
    assert typed_findings(place(FINDINGS), rows, seen) == (
        Decision("f1", "Đã hỏi đơn vị"),
        Decision("f2", "nhầm", yes=False),
    )


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"accepted": "Có"}, "typed-no-reason"),
        ({"accepted": "Không", "reason": "đã hỏi"}, "typed-only-reason"),
        ({"accepted": "?", "reason": "đã hỏi"}, "typed-not-yes-no"),
    ],
)
def test_a_half_acceptance_is_asked_about(cells: dict[str, str], code: str) -> None:
    with pytest.raises(UnclearError, match=f"{code} Ý kiến rà soát"):
        typed_findings(place(FINDINGS), (finding(5, id="f1", **cells),), shown(accepted={"f1": ""}))


def test_divisions_are_left_out_and_copies_picked_with_a_reason() -> None:
    rows = (
        row(18, DIVISIONS, code="VP", without="Có", reason="nghỉ lễ"),
        row(19, DIVISIONS, code="QLKH", use="QLKH (2).xlsx", reason="bản sau"),
        row(20, DIVISIONS, code="TTRA"),
        row(21, DIVISIONS, code="TTKT", without="Không", reason="đã gửi"),
    )
    found = typed_divisions(place(DIVISIONS), rows)
    assert found.use == (Decision("QLKH (2).xlsx", "bản sau"),)
    assert found.without == (Decision("VP", "nghỉ lễ"), Decision("TTKT", "đã gửi", yes=False))
    with pytest.raises(UnclearError, match="typed-no-reason"):
        typed_divisions(place(DIVISIONS), (row(18, DIVISIONS, code="VP", without="Có"),))
    with pytest.raises(UnclearError, match="typed-only-reason"):
        typed_divisions(place(DIVISIONS), (row(18, DIVISIONS, code="VP", reason="nghỉ lễ"),))


@given(
    texts=st.lists(st.tuples(LETTERS, LETTERS, st.integers(0, 9999)), max_size=5),
    accepted=st.dictionaries(LETTERS, LETTERS, max_size=3),
)
def test_what_was_shown_comes_back_as_it_was(texts: list[tuple[str, str, int]], accepted: dict[str, str]) -> None:
    lines = (line(f"a{at}", text, number, tab=tab) for at, (text, tab, number) in enumerate(texts))
    before = shown(*lines, accepted=accepted)
    assert from_bytes(to_bytes(before)) == before
    assert to_bytes(from_bytes(to_bytes(before))) == to_bytes(before)


@pytest.mark.parametrize("data", [b"", b"{}", to_bytes(SEEN)[:-9], to_bytes(SEEN)[5:]])
def test_bytes_that_are_none_of_ours_are_refused(data: bytes) -> None:
    with pytest.raises(ShownError):
        from_bytes(data)


@given(titles=st.lists(st.sampled_from(["1. Kết quả", "1. Kết quả (2)", "2. Kế hoạch"]), max_size=8))
def test_no_two_sections_are_called_alike(titles: list[str]) -> None:
    labels = labelled((str(at), title) for at, title in enumerate(titles))
    assert len(set(labels.values())) == len(titles)


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (1.5, "1,5"), (True, "Có"), (None, ""), ("a\r\nb", "a\nb")])
def test_a_cell_of_another_kind_is_read_as_she_would_write_it(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("choice", ["Giữ bản này", "Theo đơn vị"])
def test_a_choice_where_there_is_nothing_to_choose_between_is_told_and_not_passed_over(choice: str) -> None:
    with pytest.raises(UnclearError, match="typed-needless-choice Biên tập!K5"):
        read(SEEN, as_shown(5, ONE, choice=choice), *ROWS[1:])
    with pytest.raises(UnclearError, match="typed-needless-choice"):
        read(SEEN, *ROWS, row(9, section="2. Đo lường", text="Việc mới.", choice=choice))


def test_a_choice_is_taken_where_both_changed_the_line_or_the_division_removed_it() -> None:
    for state in ("conflict", "removed"):
        for choice in ("Giữ bản này", "Theo đơn vị"):
            seen = line("a1", "Việc một.", state=state)
            (typed,) = read(shown(seen), as_shown(5, seen, choice=choice)).rows
            assert typed.choice


def test_an_edited_line_may_be_given_back_to_its_division() -> None:
    seen = line("a1", "Việc một.", state="edited")
    (typed,) = read(shown(seen), as_shown(5, seen, choice="Theo đơn vị")).rows
    assert typed.choice == "theirs"


def order(seen: Shown, typed: TypedLines, section: str = "khoa-hoc") -> list[str]:
    """Return the ids of a section's lines as they will stand, new ones as "+"."""
    above = {c.line: c.after.split() for c in changes_of(seen.lines, typed.rows) if c.field == "after"}
    found = [line.id for line in seen.lines if line.section == section and line.id not in above]
    for name, names in above.items():
        at = next((found.index(each) + 1 for each in names if each in found), 0)
        found.insert(at, name)
    return [name if name in {line.id for line in seen.lines} else "+" for name in found]


def test_a_row_copied_to_the_bottom_stands_behind_the_one_it_was_copied_from() -> None:
    copy = as_shown(9, ONE, text="Việc một nữa.")
    assert order(SEEN, read(SEEN, *ROWS, copy)) == ["a1", "+", "a2"]
    assert order(SEEN, read(SEEN, ROWS[1], ROWS[0], ROWS[2], copy)) == ["a1", "+", "a2"]


OWN_ONE = line("c1", "Dòng của phòng.", 30, state="own")
WITH_OWN = shown(ONE, TWO, OWN_ONE, THREE)
OWN_ROWS = tuple(as_shown(5 + at, each) for at, each in enumerate(WITH_OWN.lines))


@pytest.mark.parametrize("emptied", ["text", "row"])
def test_an_own_row_that_is_emptied_is_withdrawn(emptied: str) -> None:
    left = as_shown(7, OWN_ONE, text=" ") if emptied == "text" else row(7, id="c1")
    typed = read(WITH_OWN, OWN_ROWS[0], OWN_ROWS[1], left, OWN_ROWS[3])
    (change,) = changes_of(WITH_OWN.lines, (*typed.rows, *typed.gone))
    assert (change.line, change.field, change.before, change.after) == ("c1", "kept", "Dòng của phòng.", "0")


def test_an_own_row_that_is_deleted_is_withdrawn_and_a_divisions_comes_back() -> None:
    typed = read(WITH_OWN, OWN_ROWS[0], OWN_ROWS[3])
    (change,) = changes_of(WITH_OWN.lines, (*typed.rows, *typed.gone))
    assert (change.line, change.field, change.after) == ("c1", "kept", "0")


def test_of_a_sheet_that_was_emptied_altogether_nothing_is_withdrawn() -> None:
    assert read(WITH_OWN).gone == ()


@pytest.mark.parametrize(
    "rows",
    [
        (as_shown(5, ONE, joined="Có"), *ROWS[1:]),
        (as_shown(5, ONE, included="Không"), as_shown(6, TWO, joined="Có"), ROWS[2]),
        (ROWS[0], as_shown(6, TWO, joined="Có", number="5"), ROWS[2]),
        (as_shown(5, ONE, section="2. Đo lường"), as_shown(6, TWO, joined="Có"), ROWS[2]),
    ],
)
def test_a_row_with_none_printed_above_it_in_its_section_cannot_be_joined_to_it(rows: tuple[Line, ...]) -> None:
    with pytest.raises(UnclearError, match=r"typed-first-joined Biên tập!H[56]"):
        read(SEEN, *rows)


def test_a_row_is_joined_where_another_is_printed_above_it() -> None:
    assert read(SEEN, ROWS[0], as_shown(6, TWO, joined="Có"), ROWS[2]).rows[1].joined
    assert read(SEEN, as_shown(5, ONE, joined="Có", number="25"), *ROWS[1:]).rows[0].joined


def test_a_row_that_was_first_and_joined_already_holds_up_nothing() -> None:
    seen = shown(line("a1", "Việc một.", joined=True), TWO, THREE)
    assert read(seen, as_shown(5, seen.lines[0], text="Việc khác."), *ROWS[1:]).rows[0].text == "Việc khác."


@pytest.mark.parametrize("cells", [{"text": "Việc khác."}, {"notes": "[1] Thêm."}, {"section": "2. Đo lường"}])
def test_who_has_typed_something_may_insist_on_it(cells: dict[str, str]) -> None:
    (typed, *_) = read(SEEN, as_shown(5, ONE, choice="Giữ bản này", **cells), *ROWS[1:]).rows
    assert typed.choice == "ours"
