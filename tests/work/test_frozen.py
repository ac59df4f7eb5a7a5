"""What was derived is kept and taken up again as it was; nothing else ever comes out of a cache."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.grid import Place
from sync.model.finding import Finding
from sync.model.material import Lookup
from sync.model.period import parse_period
from sync.model.records import (
    Activity,
    AnnexField,
    AnnexRow,
    CarriedItem,
    CellOrigin,
    Figure,
    Info,
    Note,
    NoteRef,
    PlanItem,
    Problem,
    Submission,
    Text,
    Tie,
    Value,
)
from sync.reading.citing import citing
from sync.work.frozen import FrozenError, findings_of, freeze, freeze_lookup, lookup_of, submission_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(0, 40)
PLACES = st.builds(Place, TEXTS, NUMBERS, NUMBERS)
ORIGINS = st.builds(CellOrigin, TEXTS, PLACES)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
SPANS = st.lists(st.builds(Text, TEXTS) | st.builds(Value, TEXTS, TEXTS) | st.builds(NoteRef, NUMBERS), max_size=3)
FACTS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)


def lists_of(things: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(things, max_size=2).map(tuple)


SUBMISSIONS = st.builds(
    Submission,
    division=st.none() | TEXTS,
    period=st.just(parse_period("2024-01")),
    book=TEXTS,
    form_version=NUMBERS,
    info=st.builds(Info, TEXTS, approved_on=st.none() | st.dates(), status=st.sampled_from([None, "draft", "nil"])),
    activities=lists_of(
        st.builds(
            Activity,
            ORIGINS,
            st.none() | TEXTS,
            st.sampled_from(["bullet", "paragraph"]),
            SPANS.map(tuple),
            lists_of(st.builds(Note, NUMBERS, TEXTS, ORIGINS)),
        )
    ),
    figures=lists_of(
        st.builds(Figure, TEXTS, st.sampled_from(["plan", "month"]), st.none() | DECIMALS, TEXTS, ORIGINS)
    ),
    plan=lists_of(st.builds(PlanItem, ORIGINS, TEXTS, part=NUMBERS)),
    carried=lists_of(st.builds(CarriedItem, ORIGINS, TEXTS)),
    annex_rows=lists_of(
        st.builds(
            AnnexRow,
            TEXTS,
            lists_of(st.builds(AnnexField, TEXTS, TEXTS, st.none() | DECIMALS | st.dates(), ORIGINS)),
            ORIGINS,
        )
    ),
    problems=lists_of(st.builds(Problem, TEXTS, st.none() | PLACES, FACTS)),
)
FINDING = Finding("1a", "late", "error", "division", "QLCN", None, Place("Kết quả", 6, 3), (("a", "b"),), "12")


@given(SUBMISSIONS)
def test_a_submission_comes_back_as_it_was_kept(submission: Submission) -> None:
    again = submission_of(freeze(submission))
    assert again == submission
    assert repr(again) == repr(submission)


@given(st.dictionaries(TEXTS, lists_of(st.builds(Tie, NUMBERS, NUMBERS, TEXTS, ORIGINS))))
def test_ties_come_back_as_they_were_kept(ties: dict[str, tuple[Tie, ...]]) -> None:
    assert lookup_of(freeze_lookup(Lookup(ties, {}))) == Lookup(ties, {})


@pytest.mark.parametrize(
    "plain", ["a", ["", "ab"], ["", [""]], ["", ["", ["", "a"]], [""]], ["", ["", ["", "a", 1]], [""]], None]
)
def test_what_are_no_ties_is_refused(plain: object) -> None:
    with pytest.raises(FrozenError):
        lookup_of(zlib.compress(json.dumps(plain).encode()))


@given(
    st.lists(
        st.sampled_from(
            ["Thực hiện Quyết định số 15/QĐ-UBND ngày 05/01/2024 của UBND tỉnh", "Luật Đầu tư công", "họp", "22/9", ""]
        )
    )
)
def test_citations_come_back_as_they_were_kept(texts: list[str]) -> None:
    found = Lookup({}, citing(texts))
    assert lookup_of(freeze_lookup(found)) == found


def test_what_are_no_citations_is_refused() -> None:
    with pytest.raises(FrozenError):
        lookup_of(zlib.compress(json.dumps(["", [""], ["", ["", "a", ["", ["", 1, None]]]]]).encode()))


def test_findings_come_back_as_they_were_kept() -> None:
    assert findings_of(freeze((FINDING, FINDING))) == (FINDING, FINDING)
    assert findings_of(freeze(())) == ()


@pytest.mark.parametrize(
    "plain",
    [
        ["os.system", "true"], ["Submission"], ["n", "x"], ["d", "hôm qua"], [["n"]], [], ["Period", "a", "b", "c"],
        {"Submission": 1}, "Submission", None, ["", ["Text", "a", "b"]],
    ],
)  # fmt: skip
def test_what_is_no_submission_is_refused(plain: object) -> None:
    with pytest.raises(FrozenError):
        submission_of(zlib.compress(json.dumps(plain).encode()))


def test_a_flipped_bit_is_noticed() -> None:
    kept = freeze((FINDING,))
    for at in range(len(kept)):
        with pytest.raises(FrozenError):
            submission_of(kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :])


def test_a_decimal_and_a_moment_keep_their_kind() -> None:
    origin = CellOrigin("b", Place("Chỉ tiêu", 6, 5))
    fields = (AnnexField("a", "1,50", Decimal("1.50"), origin), AnnexField("b", "", dt.date(2024, 1, 2), origin))
    row = AnnexRow("annex", fields, origin)
    submission = Submission("QLCN", parse_period("2024-01"), "b", 1, annex_rows=(row,))
    again = submission_of(freeze(submission)).annex_rows[0].fields
    assert [str(field.value) for field in again] == ["1.50", "2024-01-02"]
