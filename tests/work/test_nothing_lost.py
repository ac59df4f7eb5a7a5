"""Nothing that clerk, colleague, division or config wrote is lost without a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from sync.model.config_file import load_config
from sync.work.clerkview import view
from sync.work.closing import issue, take_differences
from sync.work.decide import DecisionError, judge
from sync.work.editing import EditLine, edit_lines
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.signedrows import signed_differences
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, a_line, as_shown, change, division_changes, line_of, printed


def plan_part(office: Office) -> str:
    return next(part.id for part in office.config.outline if part.kind == "plan")


def test_a_line_that_is_put_into_the_plan_is_a_task_there(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, section=plan_part(office))
    assert line.shown.text in printed(office, plan_part(office))
    assert line.shown.text not in printed(office, line.section)


def test_a_task_that_is_put_into_a_section_is_a_line_of_it(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    task = next(x for x in lines if x.tab == "Kế hoạch")
    section = a_line(office).section
    change(office, task.id, section=section)
    assert task.shown.text in printed(office, section)
    assert task.shown.text not in printed(office, plan_part(office))


def test_a_note_on_a_task_is_refused_where_it_would_not_be_printed(office: Office) -> None:
    task = next(x for x in edit_lines(office, JANUARY) if x.tab == "Kế hoạch")
    with pytest.raises(DecisionError, match=r"^edit-plan-note$"):
        change(office, task.id, notes="[1] Công văn số 12/SKHCN-VP.")


def test_an_edit_of_an_outline_text_goes_on_where_config_words_it_anew(office: Office) -> None:
    path = office.config.path
    line = next(x for x in edit_lines(office, JANUARY) if x.source.startswith("config.yaml") and len(x.shown.text) > 60)
    change(office, line.id, text=f"CỦA PHÒNG TỔNG HỢP {line.shown.text}")
    last = line.shown.text.split()[-2]
    text = path.read_text(encoding="utf-8")
    assert text.count(f" {last} ") >= 1
    words = line.shown.text.split()
    before, after = " ".join(words[-4:]), " ".join([*words[-4:-2], "rất", *words[-2:]])
    changed = text.replace(before, after, 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    anew = replace(office, config=load_config(path))
    assert any(t.startswith("CỦA PHÒNG TỔNG HỢP") and " rất " in t for t in printed(anew, line.section))


def test_two_that_edit_one_line_both_find_their_words_in_it(office: Office) -> None:
    line, seen = a_line(office), edit_lines(office, JANUARY)
    for text in (f"Trước hết, {line.shown.text}", f"{line.shown.text} Xong."):
        typed = [replace(as_shown(x), text=text) if x.id == line.id else as_shown(x) for x in seen]
        take(office, JANUARY, seen, typed)
    (now,) = [x for x in edit_lines(office, JANUARY) if x.id == line.id]
    assert now.shown.text == f"Trước hết, {line.shown.text} Xong."


def two_edit(office: Office, name: str, first: dict[str, object], second: dict[str, object]) -> None:
    """Two people with the same workbook open change one line, one after the other."""
    seen = edit_lines(office, JANUARY)
    line = next(x for x in seen if x.id == name)
    for who, cells in (("an", first), ("bình", second)):
        typed = [replace(as_shown(x), **cells) if x.id == line.id else as_shown(x) for x in seen]  # type: ignore[arg-type]
        take(replace(office, who=who), JANUARY, seen, typed)


def test_over_the_same_words_the_second_is_asked_and_neither_is_lost(office: Office) -> None:
    line = a_line(office)
    first, *rest = line.shown.text.split()
    mine, hers = " ".join(["Trước", *rest]), " ".join(["Sau", *rest])
    with pytest.raises(DecisionError, match=r"^edit-by-two$") as asked:
        two_edit(office, line.id, {"text": hers}, {"text": mine})
    assert asked.value.facts == {"line": " ".join(line.shown.text.split()[:10]), "who": "an", "theirs": hers}
    assert hers in [x.shown.text for x in edit_lines(office, JANUARY)]
    assert first != "Sau"


def test_the_second_who_insists_is_not_asked_again_and_both_wordings_are_in_the_log(office: Office) -> None:
    line = a_line(office)
    _, *rest = line.shown.text.split()
    mine, hers = " ".join(["Trước", *rest]), " ".join(["Sau", *rest])
    two_edit(office, line.id, {"text": hers}, {"text": mine, "choice": "ours"})
    assert [x.shown.text for x in edit_lines(office, JANUARY) if x.id == line.id] == [mine]
    told = "\n".join(str(row["what"]) for row in view(office, JANUARY).log)
    assert mine in told
    assert hers in told


def test_a_line_of_her_own_that_is_withdrawn_is_in_no_report_and_its_words_are_in_the_log(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    section = lines[2].section
    before = printed(office, section)
    take(office, JANUARY, lines, [*map(as_shown, lines), Typed("", section, "Một dòng thêm vào.")])
    assert "Một dòng thêm vào." in printed(office, section)
    own = line_of(edit_lines(office, JANUARY), "Một dòng thêm vào.")
    change(office, own.id, withdrawn=True)
    assert printed(office, section) == before
    assert own.id not in {x.id for x in edit_lines(office, JANUARY)}
    assert str(view(office, JANUARY).log[0]["what"]).endswith("rút dòng “Một dòng thêm vào.”")


def test_an_edit_that_comes_while_another_is_taken_is_not_written_over(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, line = edit_lines(office, JANUARY), a_line(office)
    texts = {"an": f"Trước hết, {line.shown.text}", "bình": f"{line.shown.text} Xong."}

    def edit(who: str) -> None:
        typed = [replace(as_shown(x), text=texts[who]) if x.id == line.id else as_shown(x) for x in seen]
        take(replace(office, who=who), JANUARY, seen, typed)

    def other_first(*_: object) -> tuple[EditLine, ...]:
        found = edit_lines(office, JANUARY)
        monkeypatch.undo()
        edit("an")
        return found

    monkeypatch.setattr("sync.work.taking.edit_lines", other_first)
    edit("bình")
    (now,) = [x for x in edit_lines(office, JANUARY) if x.id == line.id]
    assert now.shown.text == f"Trước hết, {line.shown.text} Xong."


def test_who_chooses_her_own_words_over_anothers_gets_them(office: Office) -> None:
    line = a_line(office)
    rest = line.shown.text.split()[1:]
    mine, hers = " ".join(["Trước", *rest]), " ".join(["Sau", *rest])
    two_edit(office, line.id, {"text": hers}, {"text": mine, "choice": "ours"})
    assert [x.shown.text for x in edit_lines(office, JANUARY) if x.id == line.id] == [mine]


def test_the_same_words_typed_twice_or_other_cells_of_the_line_ask_nothing(office: Office) -> None:
    line = a_line(office)
    text = f"Trước hết, {line.shown.text}"
    two_edit(office, line.id, {"text": text}, {"text": text, "number": 5})
    two_edit(office, line.id, {"included": False}, {"joined": True})
    (now,) = [x for x in edit_lines(office, JANUARY) if x.id == line.id]
    assert (now.shown.text, now.included, now.joined) == (text, False, True)


def test_two_that_put_a_line_into_different_sections_are_asked(office: Office) -> None:
    line = a_line(office)
    places = [x.section for x in edit_lines(office, JANUARY) if x.tab == "Kết quả" and x.section != line.section]
    first, second, *_ = dict.fromkeys(places)
    with pytest.raises(DecisionError, match=r"^edit-by-two$"):
        two_edit(office, line.id, {"section": first}, {"section": second})


def test_a_code_that_nothing_fills_is_told_before_it_is_printed(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    own = Typed("", lines[0].section, "Đã kiểm tra {KHONG-CO} cơ sở.")
    take(office, JANUARY, lines, [*map(as_shown, lines), own])
    assert [found.code for found in judge(office, JANUARY).open_errors] == ["edit-code"]


def test_a_paragraph_of_the_signed_report_is_taken_once(office: Office, tmp_path: Path) -> None:
    made = publish(office, JANUARY)
    document = docx.Document(str(made.docx))
    line = a_line(office)
    paragraph = next(p for p in document.paragraphs if line.shown.text[:40] in p.text)
    paragraph.insert_paragraph_before("Một việc mới do lãnh đạo thêm.", style=paragraph.style)
    document.save(str(tmp_path / "ký.docx"))
    issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.docx")
    for _ in range(2):
        take_differences(office, JANUARY, signed_differences(office, JANUARY))
    assert printed(office).count("Một việc mới do lãnh đạo thêm.") == 1
    assert [row["state"] for row in view(office, JANUARY).signed] == ["đã lấy"]


def test_a_number_that_is_corrected_keeps_the_signed_file(office: Office, tmp_path: Path) -> None:
    made = publish(office, JANUARY)
    assert made.docx is not None
    signed = tmp_path / "ký.docx"
    signed.write_bytes(made.docx.read_bytes())
    first = issue(office, JANUARY, "05", "19/01/2024", signed)
    again = issue(office, JANUARY, "06", "19/01/2024", correct="gõ nhầm số")
    assert (again.fact.file, again.fact.digest) == (first.fact.file, first.fact.digest)
    assert again.fact.version == first.fact.version


def test_a_dash_or_number_typed_before_a_line_is_not_printed_twice(office: Office) -> None:
    line = a_line(office)
    task = next(x for x in edit_lines(office, JANUARY) if x.tab == "Kế hoạch")
    change(office, line.id, text="- Hướng dẫn đơn vị đo 03 cân.")
    change(office, task.id, text="1. Họp hội đồng.")
    assert "Hướng dẫn đơn vị đo 03 cân." in printed(office)
    assert "Họp hội đồng." in printed(office)


def test_a_conflict_is_settled_by_writing_anew_as_well_as_by_choosing(office: Office) -> None:
    line = a_line(office)
    first, rest = line.shown.text.split()[0], line.shown.text.removeprefix(line.shown.text.split()[0])[:40]
    change(office, line.id, text=line.shown.text.replace(first, "ABC", 1))
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", f"{first}{rest}", f"XYZ{rest}")
    assert [found.code for found in judge(office, JANUARY).open_errors] == ["edit-conflict"]
    change(office, line.id, text=f"Cả hai: {line.shown.text}")
    assert "edit-conflict" not in [found.code for found in judge(office, JANUARY).open_errors]
