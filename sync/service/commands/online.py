"""The command about Google: what calling it needs and what is missing, and what it answers where nobody knew."""

from __future__ import annotations

from sync.service.commands.terminal import DONE, FAILED, FOUND, RefusalError, office_at_work, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sync.work.google_scratch import Told
    from sync.work.google_selftest import SelfTest

_SIGNS = {"ok": "✓", "sheet": "✗", "wrong": "✗", "note": "i"}


def google(arguments: argparse.Namespace) -> int:
    """Walk through what Google needs: 0 all is well, 1 a division's spreadsheet lacks something, 2 nothing works.

    Or, as `selftest`, ask the open questions: 0 all is as expected, 1 something is not. Raises RefusalError.
    """
    if arguments.deed == "selftest":
        return _selftest(arguments)
    from sync.model.messages import google as words
    from sync.work.google_setup import setup_steps

    states = set()
    with office_at_work(arguments) as (office, _):
        for step in setup_steps(office):
            say(f"{_SIGNS[step.state]} {step.text}")
            states.add(step.state)
    if "wrong" in states:
        return FAILED
    say(words.SETUP_LACKING if "sheet" in states else words.SETUP_DONE)
    return FOUND if "sheet" in states else DONE


def _selftest(arguments: argparse.Namespace) -> int:
    """Ask Google on a scratch spreadsheet, and leave what came out in a folder of the office."""
    from sheets.google.errors import GoogleError
    from sync.work.google_selftest import NotForTestsError, selftest

    if not arguments.spreadsheet.strip():
        raise RefusalError("selftest-no-sheet")
    with office_at_work(arguments) as (office, _):
        try:
            done = selftest(
                office,
                arguments.spreadsheet,
                with_quota=arguments.quota,
                wait=arguments.wait,
                say=lambda one: say(_line(one)),
            )
        except NotForTestsError as error:
            raise RefusalError(error.code, **error.facts) from error
        except GoogleError as error:
            raise RefusalError(error.code, **error.facts) from error
        say(_written(office.config.folder / f"thu-google-{office.now():%Y%m%d-%H%M%S}", done))
    return DONE if done.clean and not any(one.state == "other" for one in done.answers) else FOUND


def _line(one: Told) -> str:
    from sync.model.messages import selftest as words

    how = {"same": words.SAME, "other": words.OTHER, "fact": words.FACT}[one.state]
    return how.format(what=one.what, expected=one.expected, got=one.got)


def _written(folder: Path, done: SelfTest) -> str:
    """Write the report, the answers and the recording; return the sentences that end it."""
    import json
    from collections import Counter

    from sync.model.messages import selftest as words

    count = Counter(one.state for one in done.answers)
    summary = words.SUMMARY.format(
        count=len(done.answers), same=count["same"], other=count["other"], facts=count["fact"]
    )
    clean = words.CLEAN if done.clean else words.NOT_CLEAN
    lines = [words.TITLE.format(day=folder.name.removeprefix("thu-google-")), "", summary, clean, ""]
    for one in done.answers:
        lines += [_line(one), *([words.MORE.format(why=one.why)] if one.why else [])]
    report, answers, said = folder / "bao-cao.txt", folder / "ket-qua.json", folder / "ban-ghi.json"
    folder.mkdir(parents=True)
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    answers.write_text(json.dumps(done.json, ensure_ascii=False, indent=1), encoding="utf-8")
    said.write_text(json.dumps(done.recording, ensure_ascii=False, indent=1), encoding="utf-8")
    ends = [summary, clean, words.WRITTEN.format(report=report, json=answers, recording=said)]
    return "\n".join([*ends, words.SEND] if count["other"] else ends)
