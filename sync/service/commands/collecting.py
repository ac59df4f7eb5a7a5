"""The commands that hand out forms and read them."""

from __future__ import annotations

from sync.service.commands.terminal import (
    DONE,
    FAILED,
    FOUND,
    RefusalError,
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
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sync.model.period import Period
    from sync.work.feedback import Feedback
    from sync.work.handout import Handed
    from sync.work.handout_google import HandedOnline
    from sync.work.office import Office


def templates(arguments: argparse.Namespace) -> int:
    """Make the forms of a period that are not there yet, or move one over from another period."""
    from sync.work.handout import hand_out, hand_out_google, move_over

    online: Sequence[HandedOnline] = ()
    with office_at_work(arguments) as (office, period):
        if arguments.source:
            source = path_of(arguments.source)
            if not source.is_file():
                source = office.config.folder / arguments.source  # as check and sync name it
            if not source.is_file():
                raise RefusalError("file-missing", file=arguments.source)
            handed: Sequence[Handed] = (move_over(office, period, source),)
        else:
            handed = hand_out(office, period)
            online = hand_out_google(office, period)
    for one in handed:
        say(f"{one.division}: {_done(one)} {one.path}")
    say_lines(_told_online(online, period))
    tell_examples(office)
    say(f"Việc tiếp theo: gửi biểu cho các đơn vị; khi họ gửi lại thì chạy: baocao sync --period {period.code}")
    return FAILED if any(one.failure for one in online) else DONE


def _done(one: Handed) -> str:
    from sync.model.messages import terminal

    if one.back is not None:
        return terminal.PUT_BACK.format(version=one.back)
    if one.made:
        return terminal.FORM_MADE
    return terminal.FORM_ANEW if one.anew else terminal.FORM_THERE


def _told_online(online: Sequence[HandedOnline], period: Period) -> Iterator[str]:
    """Yield a line for each form in Google; a reason that several have in common is told once."""
    from sync.model.messages import google

    reasons: dict[str, list[str]] = {}
    for one in online:
        if one.failure:
            reasons.setdefault(" ".join(sentence_of(one.failure.code, one.failure.facts)), []).append(one.division)
        else:
            text = google.MADE if one.made else google.MENDED if one.mended else google.THERE
            yield f"{one.division}: {text.format(period=period.label, title=one.title, link=one.link)}"
    for reason, divisions in reasons.items():
        yield f"✗ {', '.join(divisions)}: {reason}"


def tell_examples(office: Office) -> None:
    """Say which places of config.yaml are still the example's, if any."""
    from sync.work.examples import left_to_fill, lines_told

    lines = left_to_fill(office.config.path)
    if lines:
        facts = {"file": office.config.path.name, "count": str(len(lines)), "lines": lines_told(lines)}
        tell(f"! {' '.join(sentence_of('config-example-left', facts))}")


def _feedback(given: Feedback | None) -> list[dict[str, Any]]:
    """Return what was given to each division, for programs; nothing where nothing was new."""
    if given is None:  # a round without news loads none of it
        return []
    from sync.work.spokenfeedback import feedback_answer

    return list(feedback_answer(given)["divisions"])


def _said_of(given: Feedback | None) -> list[str]:
    """Return the lines about what was given to each division."""
    if given is None:
        return []
    from sync.work.spokenfeedback import said_of_feedback

    return list(said_of_feedback(given))


def sync(arguments: argparse.Namespace) -> int:
    """Run one round and tell what became of each file."""
    from sync.work.answers import sync_answer, unread_answer
    from sync.work.progress import shown
    from sync.work.spoken import said_of_unread
    from sync.work.spokenround import outcome_message, said_of_sync
    from sync.work.unread import unread
    from sync.work.wholeround import whole_round

    with office_at_work(arguments) as (office, period), shown() as progress:
        outcome, given = whole_round(office, period, progress)
        left = unread(office, period, {each.source for each in outcome.received})
    if arguments.format == "json":
        for code in outcome.told:
            tell(f"! {' '.join(sentence_of(code, {}))}")
        answer = sync_answer(outcome, [outcome_message(d, outcome) for d in outcome.divisions])
        say_json({**answer, "unread": unread_answer(left), "feedback": _feedback(given)})
    else:
        say_lines(said_of_sync(outcome))
        say_lines(said_of_unread(left))
        say_lines(_said_of(given))
        say(f"Việc tiếp theo: baocao check --period {period.code}")
    return FOUND if outcome.errors else DONE
