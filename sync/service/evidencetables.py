"""The tables of a period's archive for people: CSV that any spreadsheet opens, beside the facts as recorded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sync.model.messages import sentence
from sync.model.messages.evidence import HEADINGS, SEVERITIES
from sync.store import facts
from sync.store.rows import Row

_LIVE = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula

Line = Sequence[object]


def tables_of(
    rows: Mapping[str, Sequence[Row]],
    main: facts.Made,
    period: str,
    names: Mapping[str, str],
    divisions: Mapping[str, str],
) -> Iterator[tuple[str, bytes]]:
    """Yield the tables of an archive: name and bytes. `names` tells under which name a digest lies in it, `divisions`
    what a code is called.
    """
    own = {table: [row for row in these if row.get("period") == period] for table, these in rows.items()}
    yield "du-lieu/truy-nguon.json", json.dumps(main.body.get("trail", []), ensure_ascii=False, indent=1).encode()
    lines: dict[str, Iterable[Line]] = {
        "truy-nguon": _trace(main, {(r["division"], int(r["version"])): r["digest"] for r in own["version"]}, names),
        "bieu": (
            (r["division"], divisions.get(r["division"], ""), r["version"], names[r["digest"]], r["source"],
             r["modified"], r["at"], r["digest"])
            for r in own["version"]
        ),
        "bao-cao": (
            (r["version"], "x" if r["draft"] else "", names[r["docx_digest"]], names.get(r["xlsx_digest"] or "", ""),
             r["product"], names[r["config"]], names[r["template"]], r["who"], r["at"], r["docx_digest"])
            for r in own["report"]
        ),
        "diem-ra-soat": _findings(own["finding_log"]),
        "chap-nhan": ((r["finding"], r["reason"], r["who"], r["at"]) for r in own["acceptance"]),
        "tra-loi": (
            (r["division"], r["finding"], r["answer"], r["reason"], r["medium"], r["who"], r["at"])
            for r in own["confirmation"]
        ),
        "bien-tap": ((r["line"], r["field"], r["before"], r["after"], r["who"], r["at"]) for r in own["edit"]),
        "chot-so-lieu": (
            ("x" if r["locked"] else "", r["reason"], names[r["config"]], r["who"], r["at"]) for r in own["lock"]
        ),
        "ban-hanh": (
            (r["number"], r["date"], r["version"], r["file"], names.get(r["digest"] or "", ""), r["who"], r["at"])
            for r in own["issue"]
        ),
    }  # fmt: skip
    for name, these in lines.items():
        yield f"du-lieu/{name}.csv", csv_of(HEADINGS[name], these)


def csv_of(headings: Sequence[str], lines: Iterable[Line]) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8 with its mark, so that Excel reads it as such).

    A text that a spreadsheet would take for a formula gets an apostrophe before it, as README.txt says; the JSON file
    beside it has the text as it was.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for line in (headings, *lines):
        writer.writerow([_tame(value) for value in line])
    return out.getvalue().encode("utf-8-sig", "replace")


def _tame(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_LIVE) else text


def _trace(main: facts.Made, digests: Mapping[tuple[str, int], str], names: Mapping[str, str]) -> Iterator[Line]:
    """Yield a line for each cell that a printed text or figure comes from."""
    trail: Any = main.body.get("trail", [])  # JSON of our own, kept with its digest
    for place in trail:
        where = f"{place['number']} {place['title']}".strip()
        for text, sources in ((place["text"], place["sources"]), *place["figures"]):
            for source in sources:
                digest = digests.get((source["division"] or "", source["version"] or 0), "")
                file = names.get(digest, source["source"])
                told = (source["division"], source["version"], file, source["tab"], source["cell"], source["how"])
                yield where, place["note"], text, *told


def _findings(rows: Sequence[Row]) -> Iterator[Line]:
    for row in rows:
        body = json.loads(row["body"])
        try:
            what, action = sentence(body["code"], {"suggestion": "…", **body["facts"]})
        except (KeyError, ValueError, IndexError):  # a code of a product of other days
            what, action = body["code"], ""
        severity = SEVERITIES.get(body["severity"], body["severity"])
        yield row["run"], row["finding"], severity, body["division"], body["tab"], body["cell"], what, action
