"""Every check's findings keep their names when rows are put above theirs: nothing in a name is an address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.checks.run import check_round
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
