"""What commands answer to programs: plain data with "schema": 1, additive only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sync.model.messages import sentence, words
from sync.work.sources import source_of

if TYPE_CHECKING:  # a command loads what it runs, not what the others' answers are made of
    from sync.model.finding import Finding
    from sync.work.collect import Outcome
    from sync.work.decide import Judged
    from sync.work.overview import DivisionStatus, Status
    from sync.work.published import Published
    from sync.work.tracing import Hit, Source
    from sync.work.unread import Unread
    from sync.work.watch import Watched

SCHEMA = 1


def check_answer(judged: Judged, links: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer of `check`; `links` say by id where a finding's cell is opened."""
    return {
        "schema": SCHEMA,
        "period": judged.round.period.code,
        "findings": [finding_answer(f, judged, links.get(f.id)) for f in judged.findings],
    }


def finding_answer(found: Finding, judged: Judged, link: str | None) -> dict[str, Any]:
    """Return one finding with its place, its two sentences, and whether it was confirmed or accepted."""
    what, action = words(found)
    return {
        "id": found.id,
        "code": found.code,
        "severity": found.severity,
        "audience": found.audience,
        "division": found.division,
        "source": source_of(found, judged) or None,
        "line": found.outline.line if found.outline else None,
        "tab": found.place.tab if found.place else None,
        "cell": found.place.a1 if found.place else None,
        "link": link,
        "message": what,
        "action": action,
        "suggestion": found.suggestion,
        "confirmed": judged.confirmed(found) is not None,
        "accepted": judged.accepted(found) is not None,
        "withdrawn": judged.withdrawn(found) is not None,
    }


def status_answer(status: Status) -> dict[str, Any]:
    """Return the answer of `status`."""
    made = status.report
    return {
        "schema": SCHEMA,
        "period": status.period.code,
        "due_divisions": status.due_divisions.isoformat(),
        "due_report": status.due_report.isoformat(),
        "locked": status.lock is not None,
        "divisions": [_division(row) for row in status.divisions],
        "report": {
            "version": made.version,
            "draft": made.draft,
            "issued": made.version == status.issued_version,
            "outdated": status.outdated,
            "docx": str(status.folder / made.docx),
            "xlsx": str(status.folder / made.xlsx),
        }
        if made
        else None,
    }


def report_answer(published: Published, pdf: str | None) -> dict[str, Any]:
    """Return the answer of `report`; docx is null where it was refused."""
    return {
        "schema": SCHEMA,
        "period": published.period.code,
        "version": published.version,
        "draft": published.draft,
        "docx": str(published.docx) if published.docx else None,
        "xlsx": str(published.xlsx) if published.xlsx else None,
        "pdf": pdf,
        "findings": published.counts,
    }


def sync_answer(outcome: Outcome, judged_findings: Iterable[str]) -> dict[str, Any]:
    """Return the answer of `sync`; `judged_findings` are the messages by division, in the outcome's order."""
    return {
        "schema": SCHEMA,
        "period": outcome.period.code,
        "read": outcome.read,
        "unchanged": outcome.unchanged,
        "failed": outcome.failed,
        "divisions": [
            {"division": d.division, "outcome": d.outcome, "message": message}
            for d, message in zip(outcome.divisions, judged_findings, strict=True)
        ],
        "calls": dict(outcome.calls),
        "seconds": round(outcome.seconds, 3),
    }


def trace_answer(period: str, hits: Iterable[Hit]) -> dict[str, Any]:
    """Return the answer of `trace`."""
    return {
        "schema": SCHEMA,
        "period": period,
        "hits": [
            {
                "text": hit.text,
                "section": hit.section,
                "note": hit.note,
                "origins": [_source(source) for source in hit.origins],
            }
            for hit in hits
        ],
    }


def unread_answer(found: Iterable[Unread]) -> list[dict[str, str]]:
    """Return the files and folders that are not read, each with what is said of it."""
    return [
        {"source": each.source, "message": " ".join(sentence(each.code, {"source": each.source, "place": each.place}))}
        for each in found
    ]


def watched_answer(wrong: Iterable[Watched]) -> list[dict[str, str]]:
    """Return what should run by itself and does not, each with what is said of it."""
    return [{"code": each.code, "message": " ".join(sentence(f"doctor-{each.code}", each.told))} for each in wrong]


def _source(source: Source) -> dict[str, Any]:
    return {
        "division": source.division,
        "source": source.source,
        "tab": source.tab,
        "cell": source.cell,
        "version": source.version,
        "how": source.how,
        "link": source.link or None,
    }


def _division(row: DivisionStatus) -> dict[str, Any]:
    return {
        "division": row.division,
        "name": row.name,
        "state": row.state,
        "late": row.late,
        "source": row.source,
        "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
        "prepared_by": row.prepared_by,
        "version": row.version,
        "errors": row.errors,
        "warnings": row.warnings,
        "without": row.without is not None,
        "picked": row.picked is not None,
        "newer": row.newer,
        "confirmed": row.confirmed,
    }
