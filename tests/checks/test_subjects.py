"""Every check's findings keep their names when rows are put above theirs: nothing in a name is an address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.checks.run import check_round
from sync.checks.subjects import Filled
from sync.model.material import Round
from tests.checks import builders
from tests.checks.builders import Sheet, round_of
from tests.checks.cases import wrong

SHEETS = {
    code: case.case
    for code, case in wrong().items()
    if isinstance(case.case, Sheet) and not case.case.verbatim and not case.case.merges and not case.case.notes
}


def names(case: Sheet, code: str) -> list[str]:
    """The names of what one check finds, lines going on as they do from version to version."""
    this = round_of(case)
    submissions = {
        division: replace(
            said,
            activities=tuple(replace(a, line=f"d{n}") for n, a in enumerate(said.activities)),
            plan=tuple(replace(item, line=f"p{n}") for n, item in enumerate(said.plan)),
        )
        for division, said in this.submissions.items()
    }
    moved: Round = replace(this, submissions=submissions)
    return sorted(found.id for found in check_round(moved) if found.code == code)


@pytest.mark.parametrize("code", SHEETS)
def test_a_name_holds_no_address(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names(SHEETS[code], code)
    monkeypatch.setattr(builders, "FIRST_ROW", builders.FIRST_ROW + 3)
    assert before
    assert names(SHEETS[code], code) == before


FILLED = """
## Kết quả
| Mục | Nội dung |
| Hoạt động của đơn vị sự nghiệp | Kiểm định {{PTD-HONG}} phương tiện đo theo Quyết định số 12/QĐ-STC ngày 31/4/2023. |
## Chỉ tiêu
| Mã | Trong tháng |
| PTD-HONG | {figure} |
"""


def test_a_figure_filled_into_a_text_is_no_part_of_what_else_is_said_of_it() -> None:
    """Staff confirm the date; the figure beside it changes, and the date is not asked again."""
    said = [names_of(FILLED.format(figure=figure)) for figure in ("2", "13", "1500")]
    assert said[0]["date-impossible"]
    assert said[0]["date-impossible"] == said[1]["date-impossible"] == said[2]["date-impossible"]


def names_of(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in check_round(round_of(Sheet(text))):
        found.setdefault(each.code, []).append(each.id)
    return found


def test_a_place_in_a_text_is_counted_without_its_figures() -> None:
    printed = [Filled("Kiểm định 2 lô.", "Kiểm định {LO} lô.", ((10, 11, "LO"),))]
    printed += [Filled("Kiểm định 120 lô.", "Kiểm định {LO} lô.", ((10, 13, "LO"),))]
    assert [one.unfilled(f"{one.printed}{at}") for one, at in zip(printed, (12, 14), strict=True)] == [
        "Kiểm định {LO} lô.15"
    ] * 2
    assert printed[0].unfilled("ngày 31/4 Kiểm định 2 lô.") == "ngày 31/4 Kiểm định {LO} lô."
    assert printed[0].unfilled("Kiểm tra 2 lô.") == "Kiểm tra 2 lô."
