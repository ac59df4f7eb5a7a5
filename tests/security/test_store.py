"""The store: a text is a value in it, whatever it looks like; it comes back as it was, and nothing else changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sheets.text import storable
from sync.model.records import Acceptance
from sync.store import clerk, service
from sync.work.collect import collect
from tests.road.conftest import Desk
from tests.security.payloads import PAYLOADS, QUERIES
from tests.service.conftest import JANUARY, Bureau


def schema(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "baocao.db") as store:
        found = store.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.close()
    return found


def test_texts_come_back_from_the_store_as_they_went_in(bureau: Bureau) -> None:
    texts = [storable(text) for text in PAYLOADS]
    with bureau.office() as office:
        collect(office, JANUARY)
        before = schema(bureau.folder)
        with office.store.writing() as connection:
            for text in texts:
                service.add_event(
                    connection, service.Event("backup", text, text, office.now(), {"detail": text, text or "x": text})
                )
            these = [Acceptance(f"{at}-{text}", text, text, office.now()) for at, text in enumerate(texts)]
            clerk.accept(connection, "2024-01", these)
        with office.store.reading() as connection:
            events = service.events(connection, "backup", len(texts))
            taken = clerk.acceptances(connection, "2024-01")
    assert [each.body["detail"] for each in reversed(events)] == texts
    assert [each.period for each in reversed(events)] == texts
    assert [(each.finding, each.reason, each.who) for each in taken] == [(a.finding, a.reason, a.who) for a in these]
    assert schema(bureau.folder) == before


def test_words_on_the_command_line_are_looked_for_and_kept_never_carried_out(desk: Desk) -> None:
    period = ("--period", "2024-01")
    assert desk.say("sync", *period).code in {0, 1}
    before = schema(desk.folder)
    for text in QUERIES:
        for words in (
            ("accept", text),
            ("accept", "--without", text),
            ("accept", "--use", text),
            ("accept", "--without", "VP", "--reason", text),
            ("trace", text),
        ):
            said = desk.say(words[0], *period, *words[1:])
            assert "ngoài dự kiến" not in said.err, (words, said.err)
    assert schema(desk.folder) == before
    assert desk.say("status", *period).code in {0, 1}
