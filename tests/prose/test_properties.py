"""Whatever text is read: nothing is raised, everything found lies in the text, and time grows with its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.sentences import Quantity, Reading
from sync.reading.prose import read
from tests.prose.corpus import read_cases

REPORT = Path(__file__).parents[1] / "data" / "report-2024-01.txt"
PIECES = (
    "03 ", "120 hồ sơ", "12,5 tỷ đồng", "45/50 hồ sơ", "95%", " (", ")", "; ", ", ", ": ", ". ", " và ", " gồm ", "\n",
    " trong đó ", "Kết quả: ", " còn lại ", "tiếp nhận ", "giải quyết ", "nâng tổng số từ ", " lên ", "(1) ", "(2) ",
    "“", "”", '"', "không đạt", "đạt ", "là ", "xã Phước Hải", "Sở Y tế", "1.007", "2024", "tổ 1 có ", "…", "- ", "/",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
LONGEST = 1.0  # seconds for the hostile texts below, on a slow machine too
MONTH = 0.3  # seconds for the sentences of a whole department's month (0.05 on a quiet machine)


def all_quantities(reading: Reading) -> list[Quantity]:
    """Return every quantity that any relation of a reading speaks of."""
    parts = [q for relation in reading.parts for q in (relation.whole, *relation.parts, *relation.carried)]
    flows = [q for flow in reading.flows for q in (flow.flow, flow.stock, *([flow.before] if flow.before else []))]
    rates = [ratio.rate for ratio in reading.ratios if ratio.rate]
    return [*parts, *flows, *rates, *(listed.count for listed in reading.lists)]


@given(st.one_of(st.text(max_size=300), SENTENCES))
def test_reading_never_raises_and_stays_inside_the_text(text: str) -> None:
    reading = read.__wrapped__(text)
    for quantity in (*reading.quantities, *all_quantities(reading)):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
    assert all(text[ratio.start :].startswith(ratio.text.split("/")[0]) for ratio in reading.ratios)


@given(SENTENCES)
def test_relations_speak_of_numbers_that_were_read(text: str) -> None:
    reading = read.__wrapped__(text)
    known, written = set(reading.quantities), {ratio.start for ratio in reading.ratios}
    for relation in reading.parts:
        parted = [q for q in (relation.whole, *relation.parts, *relation.carried) if q not in known]
        assert all(any(start <= q.start <= start + 40 for start in written) for q in parted)
        assert relation.whole not in relation.parts
        assert len(set(relation.parts)) == len(relation.parts) > 0


@given(SENTENCES, st.lists(st.tuples(st.integers(0, 300), SENTENCES), max_size=3))
def test_a_list_has_at_most_as_many_items_as_it_may_have(text: str, notes: list[tuple[int, str]]) -> None:
    for listed in read.__wrapped__(text, tuple(notes)).lists:
        assert 1 <= len(listed.items) <= listed.most
        assert all(item.strip() for item in listed.items)


@pytest.mark.parametrize(
    ("before", "again", "behind", "times"),
    [
        ("", "(", "12 hồ sơ", 20_000),
        ("", "(12 hồ sơ ", ")", 4_000),
        ("", "12 hồ sơ, ", "", 4_000),
        ("", "12 hồ sơ; trong đó: ", "", 2_000),
        ("", "45/50 hồ sơ, đạt ", "", 2_000),
        ("", "nâng tổng số từ 12 lên ", "", 1_500),
        ("", "lũy kế từ đầu năm 12 hồ sơ, tăng 3 hồ sơ so với tháng trước (9), ", "", 1_000),
        ("", "(1) ", "", 8_000),
        ("", "“", "", 20_000),
        ("03 xã: ", "Phước Hải, ", "", 4_000),
        ("", "a", " 12 ", 60_000),
        ("12", " ", "12", 60_000),
        ("", "tiếp nhận 12 hồ sơ, giải quyết 11 hồ sơ, còn 1 hồ sơ, ", "", 800),
    ],
    ids=lambda told: str(told)[:24],
)
def test_a_hostile_text_takes_no_longer_than_its_length(before: str, again: str, behind: str, times: int) -> None:
    """Twice the text may take little more than twice the time: no step of the reading is quadratic."""
    closed = times if behind == ")" else 1  # each bracket that was opened
    half = _seconds(before + again * (times // 2) + behind * (closed // 2 or 1))
    whole = _seconds(before + again * times + behind * closed)
    assert whole < max(LONGEST, half * 3.5)


def test_a_departments_month_is_read_at_once() -> None:
    month = [line for line in REPORT.read_text(encoding="utf-8").splitlines() if line.strip()]
    month += [case.text for case in read_cases()[:60]]
    read.__wrapped__(month[0])
    assert min(sum(_seconds(text) for text in month) for _ in range(3)) < MONTH


def _seconds(text: str) -> float:
    """Return the processor's time for one reading: what else runs on the machine does not count."""
    begun = time.process_time()
    read.__wrapped__(text)
    return time.process_time() - begun
