"""The commands that make the report, close a period, and record what was sent."""

from __future__ import annotations

from sync.service.commands.terminal import (
    DONE,
    FOUND,
    office_at_work,
    path_of,
    say,
    say_json,
    say_lines,
    sentence_of,
    tell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sync.work.office import Office


def report(arguments: argparse.Namespace) -> int:
    """Make the report, or list the errors that it waits for."""
    from sync.work.answers import report_answer
    from sync.work.decide import judge
    from sync.work.publish import publish
    from sync.work.published import finding_line
    from sync.work.spoken import said_of_report

    with office_at_work(arguments) as (office, period):
        published = publish(office, period, draft=arguments.draft, signer=arguments.signer)
        judged = judge(office, period) if published.docx is None else None
    pdf = _pdf(published.docx) if arguments.pdf and published.docx else None
    if arguments.format == "json":
        say_json(report_answer(published, str(pdf) if pdf else None))
    else:
        lines = [finding_line(f, judged) for f in published.open_errors] if judged else []
        say_lines(said_of_report(published, lines))
        if pdf:
            say(f"PDF: {pdf}")
    return FOUND if published.open_errors else DONE


def _pdf(docx: Path) -> Path | None:
    from sync.render.pdf import PdfError, to_pdf

    try:
        return to_pdf(docx)
    except PdfError as error:
        from sync.work.log import log_error

        log_error(error, docx.parent.parent)
        tell(" ".join(sentence_of(error.code, {})))
        return None


def lock(arguments: argparse.Namespace) -> int:
    """Close a period."""
    from sync.work.closing import lock

    with office_at_work(arguments) as (office, period):
        lock(office, period, arguments.reason)
        _tell_locks(office)
    say(f"Đã chốt số liệu {period.label}. Việc tiếp theo: baocao report --period {period.code}")
    return DONE


def _tell_locks(office: Office) -> None:
    """Lock the period's tabs in Google spreadsheets too, or free them; what could not be done is told beside."""
    from sync.model.messages.google import NOT_LOCKED
    from sync.work.handout_google import lock_online

    for one in lock_online(office):
        if one.failure:
            why = " ".join(sentence_of(one.failure.code, one.failure.facts))
            tell(f"! {one.division}: {NOT_LOCKED.format(why=why)}")


def unlock(arguments: argparse.Namespace) -> int:
    """Open a closed period again."""
    from sync.work.closing import unlock

    with office_at_work(arguments) as (office, period):
        unlock(office, period, arguments.reason)
        _tell_locks(office)
    say(f"Đã mở lại số liệu {period.label}. Việc tiếp theo: baocao sync --period {period.code}")
    return DONE


def issue(arguments: argparse.Namespace) -> int:
    """Record the number and date of a report that was sent."""
    from sync.work.closing import issue
    from sync.work.nextforms import older_wordings, told_of_older
    from sync.work.spokenissue import said_of_issue

    file = path_of(arguments.file) if arguments.file else None
    with office_at_work(arguments) as (office, period):
        sent = issue(
            office,
            period,
            arguments.number,
            arguments.date,
            file,
            take_over=arguments.take,
            correct=arguments.correct,
            version=arguments.version,
            anyway=arguments.anyway,
        )
        older = older_wordings(office, period) if sent.taken else ()
        _tell_locks(office)
    say_lines(said_of_issue(sent))
    say_lines(told_of_older(older, period))
    return DONE
