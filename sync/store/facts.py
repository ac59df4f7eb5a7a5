"""What the store is asked and told of rounds: runs, versions, sightings, findings, reports."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from sync.store.engine import StoreError
from sync.store.rows import add, fields_of, packed, plain, select_checked
from sync.store.schema import (
    finding_log,
    report,
    run,
    run_order,
    sighting,
    sighting_fact,
    version,
)

if TYPE_CHECKING:
    from sync.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Run:
    """One round for one period: who ran it, with which product and config (by digest)."""

    id: str
    period: str
    at: dt.datetime
    who: str
    product: str
    config: str


@dataclass(frozen=True, slots=True)
class Version:
    """A kept version of a division's form: versions count from 1 in each division and period."""

    division: str
    period: str
    version: int
    digest: str
    source: str
    modified: dt.datetime
    at: dt.datetime
    form_version: int
    run: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a run met at one place: a form (code ""), or why it was none. `division` None where nobody's.

    `facts` are what the sentence of the code names beside the source.
    """

    run: str
    period: str
    division: str | None
    source: str
    digest: str | None
    code: str
    modified: dt.datetime
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Logged:
    """A finding as it was recorded: its code, whose it is, and what its sentence names."""

    code: str
    division: str | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: file names below the period's folder, and the digests of all it was made from."""

    period: str
    version: int
    draft: bool
    signer: str
    docx: str
    xlsx: str
    docx_digest: str
    xlsx_digest: str | None
    config: str
    template: str
    product: str
    body: Mapping[str, object]
    at: dt.datetime
    who: str


def add_run(connection: Connection, this: Run) -> None:
    """Record that a round took place, after all that were recorded before."""
    add(connection, run, [{**fields_of(this, "at"), "at": this.at.isoformat()}])
    add(connection, run_order, [{"period": this.period, "run": this.id}])


def latest_run(connection: Connection, period: str) -> Run | None:
    """Return the round of a period that was recorded last, whatever the clocks said, or None."""
    newest = select(run_order).where(run_order.c.period == period).order_by(run_order.c.id.desc()).limit(1)
    last = select_checked(connection, run_order, newest)
    if not last:
        return None
    rows = select_checked(connection, run, select(run).where(run.c.id == last[0]["run"]))
    if not rows:
        raise StoreError("store-damaged", f"run {last[0]['run']}")
    return Run(**{**plain(rows[0]), "at": _time(rows[0]["at"])})


def runs(connection: Connection, period: str) -> list[Run]:
    """Return the rounds of a period, by their clocks."""
    rows = select_checked(connection, run, select(run).where(run.c.period == period).order_by(run.c.at))
    return [Run(**{**plain(row), "at": _time(row["at"])}) for row in rows]


def add_version(connection: Connection, this: Version, *, beside: bool = False) -> int:
    """Record a version and return its number; content equal to the newest version's is that version.

    Alone, a form that returns to an older content is a new version. `beside` other contents of the same division it is
    the version that it was: several copies that lie there side by side do not take turns in being new.
    """
    return add_versions(connection, [this], [this.division] if beside else [])[0]


def add_versions(connection: Connection, these: Sequence[Version], beside: Collection[str]) -> list[int]:
    """Record versions of one period in order, as `add_version` does; of the divisions `beside` several lie there."""
    known: dict[str, list[tuple[int, str]]] = {this.division: [] for this in these}
    mine = version.c.division.in_(list(known)) & version.c.period.in_({this.period for this in these})
    query = select(version).where(mine).order_by(version.c.version.desc())
    for row in select_checked(connection, version, query):
        known[row["division"]].append((int(row["version"]), row["digest"]))
    numbers: list[int] = []
    new: list[dict[str, str | int | None]] = []
    for this in these:
        rows = known[this.division]
        same = [number for number, digest in (rows if this.division in beside else rows[:1]) if digest == this.digest]
        if not same:
            fact = {
                **fields_of(this, "modified", "at"),
                "modified": this.modified.isoformat(),
                "at": this.at.isoformat(),
            }
            same = [rows[0][0] + 1 if rows else 1]
            rows.insert(0, (same[0], this.digest))
            new.append({**fact, "version": same[0]})
        numbers.append(same[0])
    add(connection, version, new)
    return numbers


def versions(connection: Connection, period: str) -> list[Version]:
    """Return every version of a period, by division and number."""
    query = select(version).where(version.c.period == period).order_by(version.c.division, version.c.version)
    return [
        Version(**{**plain(row), "modified": _time(row["modified"]), "at": _time(row["at"])})
        for row in select_checked(connection, version, query)
    ]


def periods(connection: Connection) -> set[str]:
    """Return the codes of the periods that anything was ever read for."""
    return set(connection.scalars(select(version.c.period).distinct()))


def add_sightings(connection: Connection, these: Sequence[Sighting]) -> None:
    """Record what a run met."""
    add(
        connection, sighting, ({**fields_of(s, "modified", "facts"), "modified": s.modified.isoformat()} for s in these)
    )
    told = [{"run": s.run, "source": s.source, "body": packed(s.facts)} for s in these if s.facts]
    add(connection, sighting_fact, told)


def sightings(connection: Connection, run_id: str) -> list[Sighting]:
    """Return what a run met, in the order in which it was met."""
    query = select(sighting).where(sighting.c.run == run_id).order_by(sighting.c.id)
    rows = select_checked(connection, sighting, query)
    failed = any(row["code"] for row in rows)
    told = _sighting_facts(connection, run_id) if failed else {}
    return [
        Sighting(**{**plain(row), "modified": _time(row["modified"])}, facts=told.get(row["source"], {}))
        for row in rows
    ]


def met(connection: Connection, period: str) -> dict[str, list[Sighting]]:
    """Return what each run of a period met, by run in the order in which they were recorded; without their `facts`."""
    query = select(sighting).where(sighting.c.period == period).order_by(sighting.c.id)
    found: dict[str, list[Sighting]] = {}
    for row in select_checked(connection, sighting, query):
        found.setdefault(row["run"], []).append(Sighting(**{**plain(row), "modified": _time(row["modified"])}))
    return found


def _sighting_facts(connection: Connection, run_id: str) -> dict[str, Mapping[str, str]]:
    query = select(sighting_fact).where(sighting_fact.c.run == run_id)
    return {row["source"]: json.loads(row["body"]) for row in select_checked(connection, sighting_fact, query)}


def log_findings(connection: Connection, run_id: str, period: str, findings: Iterable[Finding]) -> None:
    """Record what a run found."""
    facts = (
        {"run": run_id, "period": period, "finding": f.id, "body": json.dumps(_finding(f), ensure_ascii=False)}
        for f in findings
    )
    add(connection, finding_log, facts)


def logged(connection: Connection, period: str, ids: Collection[str]) -> dict[str, Logged]:
    """Return those of these findings that were ever recorded, by id, each as it was recorded last."""
    query = select(finding_log).where(finding_log.c.period == period, finding_log.c.finding.in_(list(ids)))
    rows = select_checked(connection, finding_log, query.order_by(finding_log.c.id)) if ids else []
    return {row["finding"]: _logged(json.loads(row["body"])) for row in rows}


def _logged(body: Mapping[str, Any]) -> Logged:
    return Logged(str(body["code"]), body["division"], {str(key): str(value) for key, value in body["facts"].items()})


def is_logged(connection: Connection, run_id: str) -> bool:
    """True where something that a run found was recorded."""
    return bool(connection.scalar(select(func.count()).where(finding_log.c.run == run_id)))


def next_report_number(connection: Connection, period: str) -> int:
    """Return the number that the period's next report gets; drafts and finals share one count."""
    newest = connection.scalar(select(func.max(report.c.version)).where(report.c.period == period))
    return int(newest or 0) + 1


def add_report(connection: Connection, this: Made) -> None:
    """Record a report that was made."""
    fact = {
        **fields_of(this, "at", "body", "draft"),
        "draft": int(this.draft),
        "at": this.at.isoformat(),
        "body": json.dumps(this.body, ensure_ascii=False),
    }
    add(connection, report, [fact])


def reports(connection: Connection, period: str) -> list[Made]:
    """Return the reports of a period, oldest first."""
    query = select(report).where(report.c.period == period).order_by(report.c.version)
    return [
        Made(**{**plain(row), "draft": bool(row["draft"]), "at": _time(row["at"]), "body": json.loads(row["body"])})
        for row in select_checked(connection, report, query)
    ]


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "audience": finding.audience,
        "division": finding.division,
        "book": finding.book,
        "tab": finding.place.tab if finding.place else None,
        "cell": finding.place.a1 if finding.place else None,
        "line": finding.outline.line if finding.outline else None,
        "facts": dict(finding.facts),
    }


def _time(text: object) -> dt.datetime:
    return dt.datetime.fromisoformat(str(text))
