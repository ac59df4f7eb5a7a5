"""A department of hundreds of divisions: its report is made in a time that grows with them, not with their square."""

from __future__ import annotations

from collections import Counter

import pytest

from sync.model.records import Submission
from sync.store.caches import Name
from sync.work import shelf
from sync.work.office import Office
from sync.work.publish import publish
from tests.work.offices import JANUARY

TIMES = 40  # that a report and its figures take a form up, whatever it says; its rows are several times as many


def test_a_report_takes_each_form_up_a_few_times_where_not_all_can_be_at_hand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: Counter[Name] = Counter()
    read = shelf.Shelf._read

    def counted(this: shelf.Shelf, name: Name) -> Submission | None:
        taken[name] += 1
        return read(this, name)

    monkeypatch.setattr(shelf, "_HELD", 1)
    monkeypatch.setattr(shelf.Shelf, "_read", counted)
    publish(office, JANUARY)
    assert {division for division, _ in taken} == {division.code for division in office.config.divisions}
    assert max(taken.values()) <= TIMES, taken
