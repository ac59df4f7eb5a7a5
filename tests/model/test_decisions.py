"""Decisions are facts in a row: whatever was said before, the latest word about a thing holds."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sync.model.decisions import WITHDRAWN, in_force, pick, withdrawn
from sync.model.records import Acceptance

NAMES = ("3f2a", "without:QLCN", "use:aa", "use:bb")
words = st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), max_size=12)


def _said(said: list[tuple[str, bool]]) -> list[Acceptance]:
    start = dt.datetime(2024, 1, 20, tzinfo=dt.UTC)
    return [
        Acceptance(name if holds else WITHDRAWN + name, f"lý do {at}", "Bình", start + dt.timedelta(minutes=at))
        for at, (name, holds) in enumerate(said)
    ]


@given(words)
def test_the_latest_word_about_a_thing_tells_whether_it_holds(said: list[tuple[str, bool]]) -> None:
    held = {each.finding for each in in_force(_said(said))}
    assert held == {name for name, holds in dict(said).items() if holds}


@given(words)
def test_nothing_is_both_accepted_and_withdrawn(said: list[tuple[str, bool]]) -> None:
    decisions = _said(said)
    assert {each.finding for each in in_force(decisions)}.isdisjoint(withdrawn(decisions))


@given(words, st.sampled_from(NAMES))
def test_withdrawing_takes_back_and_accepting_again_restores(said: list[tuple[str, bool]], name: str) -> None:
    back = _said([*said, (name, False)])
    assert name not in {each.finding for each in in_force(back)}
    again = _said([*said, (name, False), (name, True)])
    assert name in {each.finding for each in in_force(again)}


def test_the_latest_pick_wins_and_an_earlier_one_returns_when_it_is_withdrawn() -> None:
    decisions = _said([("use:aa", True), ("use:bb", True)])
    assert (found := pick(decisions, {"aa", "bb"}))
    assert found.finding == "use:bb"
    decisions = _said([("use:aa", True), ("use:bb", True), ("use:bb", False)])
    assert (found := pick(decisions, {"aa", "bb"}))
    assert found.finding == "use:aa"
    assert pick(decisions, {"cc"}) is None
