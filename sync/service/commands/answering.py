"""The command that hears divisions' answers and writes what is wrong into their sheets."""

from __future__ import annotations

from sync.service.commands.terminal import DONE, FOUND, office_at_work, say_json, say_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def feedback(arguments: argparse.Namespace) -> int:
    """Read what staff changed, hear what they answered, write remarks, and tell it; with --dry-run only tell.

    What waits (a form that is open) is no fault: the next round writes it.
    """
    from sync.work.spokenfeedback import feedback_answer, said_of_feedback, text_of_feedback
    from sync.work.wholeround import answer_round

    with office_at_work(arguments) as (office, period):
        # A text for people and an answer for programs tell how things stand, news or not.
        made = answer_round(office, period, dry_run=arguments.dry_run, whole=arguments.format != "table")
    if arguments.format == "json":
        say_json(feedback_answer(made))
    elif arguments.format == "text":
        say_lines(text_of_feedback(made))
    else:
        say_lines(list(said_of_feedback(made)) or nothing_new())
    return FOUND if any(given.outcome == "failed" for given in made.given) else DONE


def nothing_new() -> list[str]:
    """Return the line of a command that had nothing to do."""
    from sync.model.messages.feedback import NOTHING_NEW

    return [NOTHING_NEW]
