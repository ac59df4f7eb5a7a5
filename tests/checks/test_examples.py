"""Each check speaks where its example is wrong, at its cell, in its words, and is silent where it is right."""

from __future__ import annotations

import pytest

from sync.checks.run import codes
from tests.checks.builders import found, said
from tests.checks.cases import right, wrong

SILENT = [pytest.param(code, why, id=f"{code}: {why}") for code, cases in right().items() for why in cases]


@pytest.mark.parametrize("code", wrong())
def test_it_is_found_where_it_stands_and_said_in_words(code: str) -> None:
    case = wrong()[code]
    told = said(case.case, code)
    assert len(told) == case.times
    assert (case.place, case.what, case.suggestion) in told


@pytest.mark.parametrize(("code", "why"), SILENT)
def test_it_is_not_found(code: str, why: str) -> None:
    assert found(right()[code][why], code) == []


@pytest.mark.parametrize("code", codes())
def test_every_check_has_a_case_of_both_kinds(code: str) -> None:
    assert code in wrong()
    assert right()[code]
