"""The tables of an archive, which are what a person opens, held against the facts beside them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from sync.service.comparing import Fault
from sync.service.evidencetables import tables_of
from sync.store import facts
from sync.store.rows import Row

# What a table says in words of the product, or of the config of the day on which the archive was made, by its columns.
_WORDS = {"du-lieu/bieu.csv": {1}, "du-lieu/diem-ra-soat.csv": {2, 6, 7}}


def tables_amiss(
    rows: Mapping[str, Sequence[Row]], main: facts.Made, names: Mapping[str, str], read: Callable[[str], bytes]
) -> Iterator[Fault]:
    """Yield the tables that say something else than the facts; `names` are those of the members by digest.

    One that is not there is no fault: an archive of other days may have fewer.
    """
    there = set(names.values())
    for name, wanted in tables_of(rows, main, main.period, names, {}):
        if name in there and _told(name, read(name)) != _told(name, wanted):
            yield "verify-table", {"member": name}


def _told(name: str, data: bytes) -> object:
    """Return what a table says, without what need not be the same; None where it makes no sense."""
    try:
        text = data.decode("utf-8-sig")
        if name.endswith(".json"):
            told: object = json.loads(text)
            return told
        lines = list(csv.reader(io.StringIO(text, newline="")))[1:]  # headings are words
    except (ValueError, csv.Error, RecursionError):
        return None
    words = _WORDS.get(name, set())
    return [[cell for at, cell in enumerate(line) if at not in words] for line in lines]
