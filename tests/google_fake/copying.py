"""Copies of what is plain JSON, many times faster than copy.deepcopy: a form has thousands of cells."""

from __future__ import annotations

import marshal
from dataclasses import replace
from typing import Any

from tests.google_fake.spreadsheet import Spreadsheet, Tab


def copied(value: Any) -> Any:
    """Return a copy of JSON that shares nothing with it."""
    return marshal.loads(marshal.dumps(value))


def twin(book: Spreadsheet) -> Spreadsheet:
    """Return a copy of a spreadsheet that shares nothing with it but its cells, which nobody changes in place."""
    return replace(
        book,
        properties=copied(book.properties),
        tabs=[_tab(tab) for tab in book.tabs],
        metadata=copied(book.metadata),
        names=copied(book.names),
        shares=dict(book.shares),
        changed=list(book.changed),
    )


def _tab(tab: Tab) -> Tab:
    return Tab(
        properties=copied(tab.properties),
        cells=dict(tab.cells),
        merges=copied(tab.merges),
        protected=copied(tab.protected),
        conditional=copied(tab.conditional),
        rows=copied(tab.rows),
        columns=copied(tab.columns),
    )
