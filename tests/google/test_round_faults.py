"""What goes wrong on the way of a round: it ends as if all had gone well, after so many calls and so long a wait."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sheets.google.kept import kept_of
from sheets.google.tabs import period_filters
from sheets.google.transport import ANSWER, Client, read_spreadsheet
from sync.model.period import parse_period
from sync.store import facts
from sync.work import google as opening
from sync.work.collect import Outcome, collect
from sync.work.office import Office
from sync.work.opening import opened
from tests.google.conftest import Time
from tests.google.office import IN_GOOGLE, GoogleDesk, id_of, lay_office
from tests.google_fake.faults import Fault, How, On
from tests.google_fake.service import Google
from tests.road.conftest import Said

JANUARY = parse_period("2024-01")
PASSING: list[tuple[How, int]] = [("status", 503), ("html", 502), ("half", 200), ("drop", 0)]
ONCE = 2.0  # seconds: the shortest wait before a second try
CALLS = {"token": 1, "drive": 1, "sheets_read": 3}


def unsaid(*_: str) -> Said:
    raise AssertionError


@pytest.fixture
def desk(tmp_path: Path, google: Google, connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> GoogleDesk:
    """An office of which nothing but the three Google spreadsheets came in."""
    monkeypatch.setattr(opening, "open_client", lambda _: connect())
    made = lay_office(tmp_path / "so", google, unsaid, IN_GOOGLE)
    for form in (made.folder / "2024-01").glob("*.xlsx"):
        form.unlink()
    return made


@pytest.fixture
def office(desk: GoogleDesk) -> Iterator[Office]:
    with opened(desk.folder / "config.yaml") as made:
        yield made


def read(office: Office) -> dict[str, str]:
    """The digest of what each division's version holds."""
    with office.store.reading() as connection:
        return {v.division: v.digest for v in facts.versions(connection, JANUARY.code)}


@pytest.fixture
def wanted(desk: GoogleDesk, connect: Callable[..., Client]) -> dict[str, str]:
    """The same after a round without faults."""
    client = connect(ANSWER)
    answers = {code: read_spreadsheet(client, id_of(code), period_filters(JANUARY.code)) for code in IN_GOOGLE}
    desk.google.calls.clear()
    return {code: hashlib.sha256(kept_of(answer, JANUARY.code).form).hexdigest() for code, answer in answers.items()}


def failed(outcome: Outcome) -> set[str]:
    return {d.division for d in outcome.divisions if d.outcome == "failed"}


def test_a_round_without_faults(office: Office, google: Google, wanted: dict[str, str], time: Time) -> None:
    assert failed(collect(office, JANUARY)) == set()
    assert (read(office), dict(google.calls), time.waits) == (wanted, CALLS, [])


@pytest.mark.parametrize(("how", "status"), [*PASSING, ("status", 429)])
@pytest.mark.parametrize("on", ["token", "drive", "sheets_read"])
def test_what_fails_once_is_tried_again_and_the_end_is_the_same(
    office: Office, google: Google, wanted: dict[str, str], time: Time, on: On, how: How, status: int
) -> None:
    google.faults.add(Fault(how, on, status=status))
    assert failed(collect(office, JANUARY)) == set()
    assert read(office) == wanted
    assert dict(google.calls) == CALLS | {on: CALLS[on] + 1}
    assert time.waits == [ONCE]


@pytest.mark.parametrize("on", ["token", "drive", "sheets_read"])
def test_what_is_not_answered_in_time_is_asked_again(
    office: Office,
    google: Google,
    wanted: dict[str, str],
    time: Time,
    on: On,
    connect: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "open_client", lambda _: connect(2.0))
    google.faults.add(Fault("slow", on))
    assert failed(collect(office, JANUARY)) == set()
    assert (read(office), dict(google.calls)) == (wanted, CALLS | {on: CALLS[on] + 1})


@pytest.mark.parametrize(("how", "status"), [("status", 503), ("drop", 0)])
def test_one_spreadsheet_that_gives_up_stops_no_other_and_the_next_round_ends_as_if_nothing_had_been(
    office: Office, google: Google, wanted: dict[str, str], time: Time, how: How, status: int
) -> None:
    google.faults.add(Fault(how, "sheets_read", times=6, status=status, spreadsheet=id_of("QLCN")))
    assert failed(collect(office, JANUARY)) == {"QLCN"}
    assert read(office) == {code: digest for code, digest in wanted.items() if code != "QLCN"}
    assert google.calls["sheets_read"] == 2 + 6
    assert sum(time.waits) == 2 + 4 + 8 + 16 + 32
    google.calls.clear()
    assert failed(collect(office, JANUARY)) == set()
    assert (read(office), google.calls["sheets_read"]) == (wanted, 1)


def test_where_all_of_google_is_away_a_round_asks_for_one_token_and_gives_up(
    office: Office, google: Google, time: Time
) -> None:
    google.faults.add(Fault("status", "token", times=6))
    assert failed(collect(office, JANUARY)) == set(IN_GOOGLE)
    assert dict(google.calls) == {"token": 6}


def test_a_version_that_was_read_stands_through_a_failure_and_is_not_read_as_another(
    office: Office, google: Google, time: Time, desk: GoogleDesk
) -> None:
    collect(office, JANUARY)
    before = read(office)
    google.touch(desk.books["QLCN"])
    google.faults.add(Fault("status", "sheets_read", times=6, spreadsheet=id_of("QLCN")))
    outcome = collect(office, JANUARY)
    assert [(d.division, d.kept) for d in outcome.divisions if d.outcome == "failed"] == [("QLCN", 1)]
    assert failed(collect(office, JANUARY)) == set()
    with office.store.reading() as connection:
        assert {v.division: v.version for v in facts.versions(connection, JANUARY.code)} == dict.fromkeys(IN_GOOGLE, 1)
    assert read(office) == before


def test_two_hundred_sheets_stay_inside_the_quota_by_pacing(
    tmp_path: Path, google: Google, connect: Callable[..., Client], time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "open_client", lambda _: connect())
    folder = lay_office(tmp_path / "so", google, unsaid, ()).folder
    codes = [f"D{number:03}" for number in range(200)]
    more = "".join(f"  - {{code: {c}, name: Đơn vị {c}, sheet: {{google: {id_of(c)}}}}}\n" for c in codes)
    config = folder / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("divisions:\n", f"divisions:\n{more}", 1), "utf-8")
    for code in codes:
        google.create(id_of(code), code)
    with opened(config) as office:
        outcome = collect(office, JANUARY)
        assert failed(outcome) == set()
        assert outcome.calls == {"drive": 1, "sheets_read": 200, "sheets_write": 0}  # none was refused and tried again
        assert 180 <= time.at < 300
        time.at += 601
        google.calls.clear()
        collect(office, JANUARY)
        time.at += 601
        assert collect(office, JANUARY).calls == {"drive": 1, "sheets_read": 0, "sheets_write": 0}
