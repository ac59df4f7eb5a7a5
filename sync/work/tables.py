"""The tables of a period that the consolidated workbook, a page and mails print."""

from __future__ import annotations

from sync.model.report import Report
from sync.render.sheets import Frame
from sync.work.annextables import annex_tables
from sync.work.decide import Judged
from sync.work.documenttable import document_table
from sync.work.figuretable import figure_table
from sync.work.findingtable import finding_table
from sync.work.office import Office
from sync.work.origintable import origin_table
from sync.work.overviewtable import overview_table
from sync.work.texttables import activity_table, plan_table


def frames(judged: Judged, report: Report, _: Office | None = None) -> tuple[Frame, ...]:
    """Return the tables in the order of their tabs: overview, indicators, activities, documents, plan, findings, one
    for each annex, origins. Values only; how they look is the printer's business.
    """
    overview = overview_table(judged)
    figures, activities, plan = figure_table(judged), activity_table(judged, report), plan_table(judged, report)
    annexes = tuple(annex_tables(judged))
    return (
        overview,
        figures[0],
        activities[0],
        document_table(judged, report, (activities, plan)),
        plan[0],
        finding_table(judged, (activities, figures, plan, *annexes), overview),
        *(frame for frame, _ in annexes),
        origin_table(judged, report),
    )
