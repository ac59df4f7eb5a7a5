"""The commands that run by themselves, and what looks after them."""

from __future__ import annotations

import sys

from sync.service.commands.terminal import (
    DONE,
    FAILED,
    FOUND,
    STOPPED,
    RefusalError,
    config_path,
    office_at_work,
    say,
    say_json,
    say_lines,
    sentence_of,
    tell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from sync.model.period import Period
    from sync.service.remind import Reminded
    from sync.service.units import Scope


def serve(arguments: argparse.Namespace) -> int:
    """Do what is due, once or until somebody stops it."""
    import os
    import signal

    from sync.model.messages import service as texts
    from sync.service import nightly
    from sync.service.steps import STEPS
    from sync.work.log import FORMAT

    config = config_path(arguments.config)
    if not config.is_file():
        raise RefusalError("config-not-found")
    if arguments.log_format == "json":
        os.environ[FORMAT] = "json"
    if arguments.once:
        ticked = nightly.tick(config, STEPS)
        for line in ticked.told or (texts.NOTHING_DUE,):
            (tell if ticked.failed else say)(line)
        return FAILED if ticked.failed else DONE
    tell(texts.SERVING.format(log=config.parent / "nhat-ky" / "baocao.log"))
    stopped_by = nightly.serve(config, STEPS)
    tell(texts.STOPPED)
    return STOPPED if stopped_by == signal.SIGINT else DONE


def service(arguments: argparse.Namespace) -> int:
    """Put the service into the system, ask how it is, or take it out."""
    from sync.model.config_file import load_config
    from sync.service import install as installing
    from sync.work.files import FileBusyError

    config = load_config(config_path(arguments.config))
    if arguments.with_password and sys.platform != "win32":
        raise RefusalError("service-password-windows")
    if arguments.user and not arguments.system:
        raise RefusalError("service-user-alone")
    scope: Scope = "system" if arguments.system else "user"
    try:
        if arguments.deed == "install":
            deeds = installing.install(config, scope, with_password=arguments.with_password, user=arguments.user)
        else:
            deeds = (installing.remove if arguments.deed == "remove" else installing.state)(config, scope)
    except (FileBusyError, PermissionError) as error:
        raise RefusalError("service-no-admin") from error
    except installing.NobodyError as error:
        code = "service-user-unknown" if str(error) else "service-user-missing"
        raise RefusalError(code, user=str(error)) from error
    for deed in deeds:
        what, action = sentence_of(deed.code, {"said": "", **dict(deed.facts)})
        say(f"{'✓' if deed.good else '!'} {what} {action}".rstrip())
    return DONE if all(deed.good for deed in deeds) else FOUND


def remind(arguments: argparse.Namespace) -> int:
    """Send today's reminders, or show them."""
    from sync.model.messages import service as texts
    from sync.service.remind import chat_text, remind, remind_all, summary

    with office_at_work(arguments) as (office, period):
        if arguments.format == "text":
            say_lines(chat_text(office, period))
            return DONE
        if arguments.period:
            told = [(period, remind(office, period, dry_run=arguments.dry_run, at_once=True))]
        else:
            told = remind_all(office, period, dry_run=arguments.dry_run, at_once=True)
    if arguments.format == "json":
        letters = [letter for each, done in told for letter in _letters(done, each)]
        still = [line for _, done in told for line in done.open]
        answer = {"schema": 1, "period": period.code, "dry_run": arguments.dry_run}
        say_json({**answer, "letters": letters, "open": still})
    else:
        for each, done in told:
            _say_letters(done)
            if not arguments.dry_run and done.letters:
                say(summary(done, each))
        if not any(done.letters or done.open for _, done in told):
            say(texts.REMIND_NOTHING)
    failed = any(letter.posted and letter.posted.end != "sent" for _, done in told for letter in done.letters)
    return FOUND if failed or any(done.open for _, done in told) else DONE


def _say_letters(done: Reminded) -> None:
    from sync.model.messages import service as texts

    for each in done.letters:
        letter, posted = each.letter, each.posted
        address = letter.address or texts.NO_ADDRESS_YET
        say(texts.WOULD_SEND.format(name=letter.name, address=address, subject=letter.subject))
        if posted is None:
            say_lines(f"    {line}" for line in letter.text.splitlines())
        elif posted.end == "unknown":
            say(f"    ! {texts.UNKNOWN_TOLD}")
        elif posted.detail and each.begun:
            say(f"    ! {posted.detail}")
        elif not each.begun:
            say(f"    ! {texts.LEFT_FOR_LATER}")
    if done.open:
        say(texts.REMIND_STILL_OPEN)
        say_lines(f"    ! {line}" for line in done.open)


def _letters(done: Reminded, period: Period) -> list[dict[str, object]]:
    return [
        {
            "period": period.code,
            "division": each.letter.notice.division.code if each.letter.notice.division else None,
            "reasons": [reason.kind for reason in each.letter.notice.reasons],
            "to": each.letter.address or None,
            "subject": each.letter.subject,
            "text": each.letter.text,
            "way": each.way,
            "end": each.posted.end if each.posted else None,
            "detail": each.posted.detail if each.posted else "",
        }
        for each in done.letters
    ]
