"""Forms are taken from the store when they are asked for: of thousands a few are held, and none is lost by that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sync.checks.alone import Checked
from sync.model.config import Config
from sync.model.config_file import load_config
from sync.model.period import Period, parse_period
from sync.model.records import Activity, ClerkOrigin, Submission, Text
from sync.store import blobs, caches
from sync.store.caches import Name
from sync.store.engine import Store, open_store
from sync.work.frozen import freeze, freeze_checked
from sync.work.shelf import Beside, Past, Shelf, Submissions

CONFIG = load_config(Path(__file__).parents[2] / "config.yaml")
JANUARY = parse_period("2024-01")
NAMES: list[Name] = [(f"D{at:03d}", f"{at:064d}") for at in range(150)]
KEYS = ("read", "said")
SAID = Checked(dt.date(2024, 2, 1), {"late": ()}, frozenset())


def form(name: Name, text: str = "Đã làm") -> Submission:
    division, digest = name
    line = Activity(ClerkOrigin("e1"), "su-nghiep", "bullet", (Text(text),), line=f"line-{division}")
    return Submission(division, JANUARY, digest, 1, activities=(line,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in which all forms but the last lie understood, and what was said of each."""
    made = open_store("baocao.db", tmp_path)
    with made.writing() as connection:
        caches.keep_derived(connection, "2024-01", KEYS[0], {name: freeze(form(name)) for name in NAMES[:-1]})
        said = {caches.said_of(name): freeze_checked(SAID) for name in NAMES}
        caches.keep_derived(connection, "2024-01", KEYS[1], said)
        blobs.keep(connection, b"form", dt.datetime(2024, 2, 1, tzinfo=dt.UTC))
    yield made
    made.close()


def understand(_cells: bytes, _config: Config, division: str, _period: Period) -> Submission:
    return form((division, NAMES[-1][1]), "Đọc lại từ ô")


def shelf_of(store: Store, lines: Mapping[Name, Mapping[str, str]] | None = None) -> Shelf:
    with store.reading() as connection:
        made = Shelf(store, CONFIG, JANUARY, NAMES, KEYS, lines or {}, understand, connection)
        made.leave()
    return made


def test_each_form_is_what_was_kept_however_often_and_in_whatever_order_it_is_asked_for(store: Store) -> None:
    said = Submissions(shelf_of(store), dict(NAMES[:-1]))
    for _ in range(2):
        assert list(said.items()) == [(name[0], form(name)) for name in NAMES[:-1]]
    for at in (140, 3, 77, 3):
        assert said[NAMES[at][0]] == form(NAMES[at])


def test_of_many_forms_a_few_are_held_and_of_few_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.work.shelf._HELD", 64)
    said = Submissions(shelf_of(store), dict(NAMES[:-1]))
    few = [said[division] for division, _ in NAMES[:7]]
    assert all(said[division] is known for (division, _), known in zip(NAMES[:7], few, strict=True))
    list(said.values())
    assert said["D000"] is not few[0]


def test_the_store_is_asked_for_several_at_once_where_they_are_gone_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = caches.derived_of

    def counted(connection: object, period: str, key: str, names: list[Name]) -> dict[Name, bytes]:
        asked.append(len(names))
        return real(connection, period, key, names)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr("sync.work.shelf.caches.derived_of", counted)
    list(Submissions(shelf_of(store), dict(NAMES[:-1])).values())
    assert len(asked) == 3
    asked.clear()
    assert Submissions(shelf_of(store), dict(NAMES))["D100"]
    assert asked == [1]


def test_a_form_that_is_not_kept_as_understood_is_understood_from_its_cells(store: Store) -> None:
    shelf = shelf_of(store)
    assert shelf.submission(NAMES[-1]) is None  # nobody has read it
    with store.writing() as connection:
        digest = blobs.keep(connection, b"form", dt.datetime(2024, 2, 1, tzinfo=dt.UTC))
        blobs.keep_cells(connection, digest, 1, b"cells")
    read = shelf.submission(("TTKT", digest))
    assert read is not None
    assert read.activities[0].text == "Đọc lại từ ô"
    assert list(shelf.new) == [("TTKT", digest)]  # to be kept for the next


def test_what_is_said_of_a_form_holds_unless_its_lines_go_on_from_an_earlier_one(store: Store) -> None:
    first = NAMES[0]
    going_on = {first: {"line-D000": "older"}}
    assert Beside(shelf_of(store).checked, dict(NAMES)).get("D000") == SAID
    assert Beside(shelf_of(store, going_on).checked, dict(NAMES)).get("D000") is None
    assert Submissions(shelf_of(store, going_on), dict(NAMES))["D000"].activities[0].line == "older"


def test_the_past_of_a_division_is_the_months_in_which_it_said_something_newest_first() -> None:
    newer, older = form(("A", "2")), form(("A", "1"))
    past = Past([{"A": newer}, {}, {"A": older, "B": form(("B", "1"))}])
    assert list(past["A"]) == [newer, older]
    assert list(past["A"][:1]) == [newer]
    assert past.get("C", ()) == ()
    assert sorted(past) == ["A", "B"]
