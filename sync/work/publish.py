"""A report made, checked against the law's layout, written under a number of its own, and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from sync.consolidate import consolidate
from sync.model.finding import Finding
from sync.model.material import Material
from sync.model.messages import sentence
from sync.model.messages.labels import LAYOUT_LABELS, PAGE_LABELS
from sync.model.period import Period
from sync.model.report import Report
from sync.render.layout import Violation, verify
from sync.render.package import TemplateError
from sync.render.word import render
from sync.store import blobs, clerk, facts
from sync.store.hidden import refuse_hidden
from sync.work.decide import DecisionError, Judged, judge
from sync.work.files import write_new
from sync.work.issued import given_back, issue_mark, issued_report, says_what_was_signed, signer_of
from sync.work.lookedup import looked_up
from sync.work.office import Office, product
from sync.work.outdated import state_of
from sync.work.printed import printed_divisions
from sync.work.published import Published, finding_line
from sync.work.tracing import trail


def publish(office: Office, period: Period, *, draft: bool = False, signer: str = "") -> Published:
    """Make the Word report and the consolidated workbook of a period.

    With errors open a final report is refused (docx None). Never overwrites: drafts and finals share one count. Of a
    period whose report was issued the final report is that one, as it was made then (`issued`), whoever may sign now.
    Raises DecisionError (unknown signer, period never read, template missing), StoreError, FileBusyError.
    """
    if signer and signer not in {s.id for s in office.config.signers}:
        known = ", ".join(s.id for s in office.config.signers)
        raise DecisionError("report-unknown-signer", signer=signer, known=known)
    with office.store.reading() as connection:
        if facts.latest_run(connection, period.code) is None:
            raise DecisionError("report-never-read", period=period.label, month=period.code)
        refuse_hidden(connection)
        sent = clerk.issued(connection, period.code)
        issued = issued_report(connection, period.code) if sent and not draft else None
        if issued and sent and not says_what_was_signed(connection, issued, sent):
            issued = None
        signer = signer_of(connection, sent) if sent else signer
    judged = judge(office, period)
    if issued:
        docx, xlsx = given_back(office, issued)
        return Published(
            period, issued.version, False, docx, xlsx, None, judged.open_errors, *_told(judged), issued=True
        )
    if judged.open_errors and not draft and sent is None:
        return Published(period, None, draft, None, None, None, judged.open_errors, *_told(judged))
    template = _template(office)
    judged, report, word = composed(office, judged, template, draft=draft, signer=signer, sent=sent)
    return _written(office, judged, report, word, template, draft=draft, signer=signer, sent=sent)


def composed(
    office: Office, judged: Judged, template: bytes, *, draft: bool, signer: str, sent: clerk.Issue | None
) -> tuple[Judged, Report, bytes]:
    """Return what was judged with what was looked up for it, the report, and its Word file; nothing is written.

    Raises DecisionError (report-bad-template), StoreError.
    """
    judged = looked_up(office, judged)
    material = Material(judged.round, printed_divisions(judged), judged.findings, judged.acceptances, signer)
    report = consolidate(replace(material, number=sent.number, date=sent.date) if sent else material)
    try:
        return judged, report, render(report, template, draft=draft)
    except TemplateError as error:
        raise DecisionError("report-bad-template", file=office.config.template) from error


def _told(judged: Judged) -> tuple[tuple[Finding, ...], int]:
    """Return the findings that nobody has accepted or confirmed, and how many have been."""
    told = tuple(found for found in judged.findings if not judged.settled(found))
    return told, len(judged.findings) - len(told)


def _template(office: Office) -> bytes:
    path = office.config.folder / office.config.template
    try:
        return path.read_bytes()
    except OSError as error:
        raise DecisionError("report-no-template", file=office.config.template) from error


def _written(
    office: Office,
    judged: Judged,
    report: Report,
    word: bytes,
    template: bytes,
    *,
    draft: bool,
    signer: str,
    sent: clerk.Issue | None,
) -> Published:
    from sync.render.workbook import workbook
    from sync.work.tables import frames

    period = judged.round.period
    number, docx = _docx(office, period, "_DU-THAO" if draft else "", word)
    xlsx = docx.with_name(docx.name.replace("BaoCao_", "SoLieu_", 1)).with_suffix(".xlsx")
    try:
        sheet = workbook(frames(judged, report, office), report)
        write_new(xlsx, sheet)
    except BaseException:
        docx.unlink(missing_ok=True)  # no report without its figures
        raise
    open_list = _open_list(docx, judged) if draft and judged.open_errors else None
    body = _body(judged, report, office)
    if sent and not draft:
        with office.store.reading() as connection:
            body |= issue_mark(connection, sent)
    _record(office, judged, body, (word, sheet, template), (docx, xlsx), number, draft=draft, signer=signer)
    broken = (*map(_violation, verify(word)), *_unsigned(report))
    found, accepted = _told(judged)
    return Published(
        period,
        number,
        draft,
        docx,
        xlsx,
        open_list,
        judged.open_errors,
        found,
        accepted,
        violations=broken,
        issued=sent is not None and not draft,
    )


def _unsigned(report: Report) -> tuple[str, ...]:
    if report.head.signer_name:
        return ()
    return (" ".join(sentence("signer-unnamed", {"signer": " ".join(report.head.signer_title)})),)


def _violation(found: Violation) -> str:
    if found.element in PAGE_LABELS:
        return " ".join(sentence("layout-page", {**asdict(found), "element": PAGE_LABELS[found.element]}))
    facts = {**asdict(found), "what": LAYOUT_LABELS[found.what]}
    return " ".join(sentence("layout-violation", facts))


def _docx(office: Office, period: Period, mark: str, word: bytes) -> tuple[int, Path]:
    """Write the Word file under the next number; where that name is taken for any reason, under the one after."""
    number = 0
    while True:
        number = _number(office, period, number + 1)
        path = office.folder(period) / f"BaoCao_{period.code}_v{number}{mark}.docx"
        try:
            write_new(path, word)
        except FileExistsError:
            continue
        return number, path


def _number(office: Office, period: Period, least: int) -> int:
    """Return the first number from `least` on that neither the store nor a file in the period's folder has taken."""
    with office.store.reading() as connection:
        number = max(least, facts.next_report_number(connection, period.code))
    folder = office.folder(period)
    while any(folder.glob(f"BaoCao_{period.code}_v{number}[_.]*")) or any(
        folder.glob(f"SoLieu_{period.code}_v{number}[_.]*")
    ):
        number += 1
    return number


def _open_list(docx: Path, judged: Judged) -> Path:
    path = docx.with_name(f"{docx.stem}_con-vuong.txt")
    lines = [f"{finding_line(found, judged)}" for found in judged.open_errors]
    write_new(path, ("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    return path


def _record(
    office: Office,
    judged: Judged,
    body: Mapping[str, object],
    made: tuple[bytes, bytes, bytes],
    paths: tuple[Path, Path],
    number: int,
    *,
    draft: bool,
    signer: str,
) -> None:
    now = office.now()
    word, sheet, template = made
    with office.store.writing() as connection:
        config = blobs.keep(connection, office.config.path.read_bytes(), now)
        facts.add_report(
            connection,
            facts.Made(
                period=judged.round.period.code,
                version=number,
                draft=draft,
                signer=signer,
                docx=paths[0].name,
                xlsx=paths[1].name,
                docx_digest=blobs.keep(connection, word, now),
                xlsx_digest=blobs.keep(connection, sheet, now),
                config=config,
                template=blobs.keep(connection, template, now),
                product=product(),
                body=body,
                at=now,
                who=office.who,
            ),
        )


def _body(judged: Judged, report: Report, office: Office) -> dict[str, object]:
    versions = {
        standing.division: {"digest": standing.copy.digest, "version": standing.copy.version}
        for standing in judged.round.standings
        if standing.copy
    }
    return {
        "versions": versions,
        "without": sorted(judged.without),
        "trail": trail(report, judged, office.config),
        "state": state_of(office, judged),
    }
