"""A form understood in a reading child: the same as in this process, and a fault in a child loses nothing."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from sheets.errors import BookError
from sheets.excel.reader import Limits, Readers, parse_bytes
from sheets.excel.wire import RawBook
from sync.checks.alone import Checked
from sync.checks.run import CHECKS, check_alone, check_round
from sync.checks.texts import passages
from sync.model.config_file import load_config
from sync.model.material import Context, Copy, Round, Standing
from sync.model.period import Period, parse_period
from sync.model.records import Submission
from sync.reading.citing import citing
from sync.reading.outline import office_submission
from sync.reading.parse import identity_of, parse
from sync.reading.ties import ties
from sync.work import cells
from sync.work.frozen import checked_of, freeze, freeze_checked, freeze_lookup, lookup_of, submission_of
from sync.work.looking import lookup_in
from sync.work.understanding import Asked, Understood, told_here, understood
from tests.road.conftest import Desk

ROOT = Path(__file__).parents[2]
CONFIG = load_config(ROOT / "config.yaml")
JANUARY, FEBRUARY = parse_period("2024-01"), parse_period("2024-02")
TODAY = dt.date(2024, 3, 1)


def forms(period: Period) -> list[Path]:
    return sorted((ROOT / "examples" / period.code).glob("*.xlsx"))


def in_child(files: list[Path], period: Period, executor: ThreadPoolExecutor | None = None) -> list[Understood]:
    """Return what one child, or one under an executor, understands of these files."""
    with Readers(1, Asked(CONFIG, period, TODAY), executor=executor) as readers:
        told = [parts for _, parts in readers.told(files)]
    return [understood(parts) for parts in told if not isinstance(parts, BookError)]


def read_only(period: Period) -> list[Understood]:
    """Return what is understood here of files that a child has only read, as few forms are."""
    asked = Asked(CONFIG, period, TODAY)
    with Readers(1) as readers:
        told = [parts for _, parts in readers.told(forms(period)) if not isinstance(parts, BookError)]
    return [understood(told_here(asked, parts)) for parts in told]


def in_this_process(file: Path, period: Period) -> Understood:
    book = parse_bytes(file.read_bytes(), file.name)
    identity = identity_of(book)
    assert identity is not None
    submission = parse(book, CONFIG, identity.division, period)
    checked = check_alone(submission, Context(CONFIG, period, TODAY))
    lookup = freeze_lookup(lookup_in(submission, CONFIG, period))
    return Understood(book.digest, identity, cells.pack(book), freeze(submission), freeze_checked(checked), lookup)


@pytest.mark.parametrize("period", [JANUARY, FEBRUARY], ids=str)
def test_a_child_an_executor_and_this_process_understand_the_same(period: Period) -> None:
    here = [in_this_process(file, period) for file in forms(period)]
    with ThreadPoolExecutor(1) as executor:
        for told in (in_child(forms(period), period), in_child(forms(period), period, executor), read_only(period)):
            assert told == here


def test_what_a_child_found_cited_is_what_is_found_here() -> None:
    told = in_child(forms(JANUARY), JANUARY)
    texts = [passage.text for one in told for passage in passages(submission_of(one.submission))]
    cited = {text: found for one in told for text, found in lookup_of(one.lookup).cited.items()}
    assert sum(map(len, cited.values())) > 20
    assert cited == citing(texts)


def test_the_ties_that_a_child_found_are_those_that_are_found_here() -> None:
    told = in_child(forms(JANUARY), JANUARY)
    found = {line: tied for one in told for line, tied in lookup_of(one.lookup).ties.items()}
    assert len(found) > 5
    assert found == ties([submission_of(one.submission) for one in told], CONFIG, JANUARY)


def rounds() -> Iterator[tuple[Round, Mapping[str, Checked]]]:
    """Yield January, and February with January behind it, each with what was said of its forms alone."""
    history: dict[str, tuple[Submission, ...]] = {}
    for period in (JANUARY, FEBRUARY):
        told = [in_this_process(file, period) for file in forms(period)]
        read = [submission_of(one.submission) for one in told]
        submissions = {submission.division or "": submission for submission in read}
        standings = tuple(
            Standing(code, "submitted", Copy(s.book, code, 1, dt.datetime.min, dt.datetime.min))
            for code, s in submissions.items()
        )
        office = office_submission(CONFIG, period)
        this = Round(CONFIG, period, TODAY, standings, submissions, office, history)
        yield this, {code: checked_of(one.checked) for code, one in zip(submissions, told, strict=True)}
        history = {code: (s,) for code, s in submissions.items()}


def test_what_was_said_of_forms_alone_gives_the_findings_that_checking_all_together_gives() -> None:
    for this, checked in rounds():
        assert len(checked) == 7
        assert check_round(this, checked) == check_round(this)
        assert check_round(replace(this, today=dt.date(2024, 1, 2)), checked) == check_round(
            replace(this, today=dt.date(2024, 1, 2))
        )


def test_a_check_that_looks_back_is_run_again_where_there_is_something_to_look_back_on() -> None:
    _, (february, checked) = rounds()
    one = checked["TTKT"]
    jumps = next(check for check in CHECKS if check.code == "jump-against-history")
    glued = next(check for check in CHECKS if check.code == "glued-digit")
    first_month = replace(february, history={})
    assert one.holding(jumps, february.context("TTKT")) is None
    assert one.holding(jumps, first_month.context("TTKT")) is not None
    assert one.holding(glued, february.context("TTKT")) is not None


def test_once_read_a_form_is_not_read_from_its_cells_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.say("sync", "--period", "2024-01")

    def again(*_: object) -> None:
        raise AssertionError("understood a second time")

    monkeypatch.setattr("sync.work.derive.understood_from", again)
    monkeypatch.setattr("sync.checks.run.check_round", again)
    for command in ("status", "check"):
        assert desk.say(command, "--period", "2024-01").code in {0, 1}


def test_a_report_of_what_was_just_read_looks_for_nothing_in_its_texts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its texts cite and which of their numbers are indicators' was told with them, and is what is found anew."""

    def again(*_: object) -> None:
        raise AssertionError("looked for a second time")

    def words_and_figures() -> list[bytes]:
        made = desk.say("report", "--draft", "--period", "2024-01", "--format", "json").json
        files = [zipfile.ZipFile(desk.folder / made[kind]) for kind in ("docx", "xlsx")]
        return [files[0].read("word/document.xml"), files[1].read("xl/sharedStrings.xml")]

    desk.say("sync", "--period", "2024-01")
    with monkeypatch.context() as patched:
        patched.setattr("sync.reading.ties.ties", again)
        patched.setattr("sync.reading.citing.citing", again)
        told = words_and_figures()
    desk.forget()
    monkeypatch.setattr("sync.work.intake.understood", lambda parts: understood(parts[:3]))
    desk.say("sync", "--period", "2024-01")
    assert words_and_figures() == told


# Faults in a child ----------------------------------------------------------------------------------------------


def dies(_: RawBook) -> Iterator[bytes]:
    yield b"kept"
    os._exit(3)


def hangs(_: RawBook) -> Iterator[bytes]:
    yield b"kept"
    time.sleep(60)
    yield b"never"


def fails(_: RawBook) -> Iterator[bytes]:
    yield b"kept"
    raise ValueError


def wants_too_much(_: RawBook) -> Iterator[bytes]:
    yield b"kept"
    yield b"x" * 2**30


def fails_at_once(_: RawBook) -> Iterator[bytes]:
    raise ValueError("at once")
    yield b""


@pytest.mark.parametrize("fault", [dies, hangs, fails, wants_too_much])
def test_what_a_child_told_before_its_fault_stands_and_the_next_files_go_on(
    fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32" and fault is wants_too_much:
        pytest.skip("the limit is a Job Object there")
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])  # the child looks for the fault in this file
    limits = Limits(seconds=1.5, memory=600 * 2**20)
    with Readers(1, fault, limits=limits) as readers:  # type: ignore[arg-type]  # one of the above
        assert [told for _, told in readers.told(forms(JANUARY)[:2])] == [(b"kept",), (b"kept",)]


def test_a_child_that_tells_nothing_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    with Readers(1, fails_at_once) as readers:
        ((_, told),) = readers.told(forms(JANUARY)[:1])
    assert isinstance(told, BookError)
    assert (told.code, told.detail) == ("corrupt", "ValueError: at once")


@pytest.mark.parametrize("worth", [1, 100], ids=["in children", "here"])
def test_a_form_that_could_not_be_understood_with_the_others_is_understood_when_it_is_asked_for(
    worth: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[object]:
        answer = desk.say("sync", "--period", "2024-01", "--format", "json").json
        said = desk.say("check", "--period", "2024-01", "--format", "json").json
        return [*(answer[key] for key in ("divisions", "read", "unchanged", "failed")), said]

    usual = told()
    desk.forget()
    monkeypatch.setattr("sync.work.intake._WORTH_A_CHILD", worth)
    monkeypatch.setattr("sync.work.intake.understood", lambda parts: understood(parts[:1]))
    assert told() == usual


def test_a_fault_of_ours_in_understanding_leaves_the_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("sync.reading.parse.parse", fault)
    (first, *_) = read_only(JANUARY)
    assert (first.submission, first.checked, first.lookup) == (b"", b"", b"")
    assert cells.unpack(first.cells).digest == first.digest
