"""The commands that tell how a period stands, and take the clerk's decisions on it."""

from __future__ import annotations

from sync.service.commands.terminal import DONE, FOUND, office_at_work, path_of, say_json, say_lines, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def check(arguments: argparse.Namespace) -> int:
    """List everything that is wrong or odd in a period."""
    from sync.work.answers import check_answer, unread_answer
    from sync.work.decide import judge
    from sync.work.findinglinks import links_of
    from sync.work.spoken import said_of_findings, said_of_unread
    from sync.work.unread import unread

    with office_at_work(arguments) as (office, period):
        judged = judge(office, period)
        left = unread(office, period)
        links = links_of(office, judged) if arguments.format == "json" else {}
    if arguments.format == "json":
        say_json({**check_answer(judged, links), "unread": unread_answer(left)})
    else:
        say_lines(said_of_findings(judged))
        say_lines(said_of_unread(left))
    return FOUND if judged.open_errors else DONE


def status(arguments: argparse.Namespace) -> int:
    """Tell how each division and the report stand."""
    from sync.service.commands.collecting import tell_examples
    from sync.work.answers import status_answer, unread_answer, watched_answer
    from sync.work.overview import status
    from sync.work.spoken import said_of_status, said_of_unread, said_of_watched
    from sync.work.unread import unread
    from sync.work.watch import watched

    with office_at_work(arguments) as (office, period):
        found = status(office, period)
        left = unread(office, period)
        wrong = [each for each in watched(office, period) if each.good is False]
        tell_examples(office)
        if arguments.html:
            from sync.model.messages.page import WRITTEN
            from sync.service.page import write_page

            tell(WRITTEN.format(file=write_page(office, period, path_of(arguments.html))))
    if arguments.format == "json":
        say_json({**status_answer(found), "unread": unread_answer(left), "service": watched_answer(wrong)})
    else:
        say_lines(said_of_watched(wrong))
        say_lines(said_of_unread(left))
        say_lines(said_of_status(found))
    return FOUND if found.open_errors else DONE


def accept(arguments: argparse.Namespace) -> int:
    """Take a decision of the clerk on findings, divisions or copies, or take it back."""
    from sync.work.decide import accept, withdraw
    from sync.work.spoken import said_of_acceptances

    decide = accept if arguments.withdraw is None else withdraw
    ids = [*arguments.ids, *(arguments.withdraw or ())]
    with office_at_work(arguments) as (office, period):
        made = decide(office, period, ids, arguments.reason, without=arguments.without, use=arguments.use)
    say_lines(said_of_acceptances(made))
    return DONE


def trace(arguments: argparse.Namespace) -> int:
    """Tell from which cells a figure, some words or a section of the report come."""
    from sync.work.answers import trace_answer
    from sync.work.spoken import said_of_trace
    from sync.work.tracing import trace

    with office_at_work(arguments) as (office, period):
        hits = trace(office, period, arguments.text)
    if arguments.format == "json":
        say_json(trace_answer(period.code, hits))
    else:
        say_lines(said_of_trace(hits, arguments.text))
    return DONE
