"""The one thing that each button of the clerk's workbook does, once what was typed has been taken in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from macros import layout
from macros.asked import CODES, answered, asked, thing
from macros.desk import Desk
from macros.told import said, told
from sync.model.finding import count
from sync.model.messages import buttons as say
from sync.model.messages import sentence
from sync.model.period import Period
from sync.normalise.figures import format_number
from sync.store import clerk, facts
from sync.work.collect import Outcome
from sync.work.decide import DecisionError, judge_once
from sync.work.derive import load_round
from sync.work.office import Office
from sync.work.places import in_inbox, periods_with_forms
from sync.work.received import Received
from sync.work.unread import Unread, left_in_inbox
from sync.work.wholeround import whole_round

if TYPE_CHECKING:
    from sync.work.feedback import Feedback
    from sync.work.handout_google import HandedOnline


@dataclass(frozen=True, slots=True)
class Inputs:
    """What stands in the cells of Theo dõi that are typed in; `signer` is an id, "" for the usual one."""

    period: Period
    signer: str = ""
    draft: bool = False
    reason: str = ""
    number: str = ""
    date: str = ""
    file: str = ""
    version: str = ""  # of our report that was signed, "" the newest
    asked: str = ""  # what the last press of Ghi số asked about


@dataclass(frozen=True, slots=True)
class Result:
    """What a button did: the sentence, whether it is done, what to show, cells that have been used up, and what it
    asks about. `received` tells what became of files of the inbox.
    """

    sentence: str
    done: bool = True
    period: Period | None = None
    show: str = ""  # a sheet
    used: tuple[str, ...] = ()
    asked: str = ""
    received: tuple[Received, ...] = ()


_NAMED = 6  # files of which it is said one by one why they stay
Act = Callable[[Desk, Office, Inputs], Result]


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does. `before`: it must be done before anything typed can be taken in. `needs`: it is not done
    while something typed cannot be; with `closed_too` it is done where that is only rows of a closed period, on which
    nothing of it depends. `empties` are cells that are emptied whatever comes of it: a reason that
    stays there would be taken for one of something else.
    """

    act: Act
    before: bool = False
    needs: bool = True
    empties: tuple[str, ...] = ()
    closed_too: bool = False


def open_period(_: Desk, office: Office, inputs: Inputs) -> Result:
    """Make the forms of the period after a locked one; the very first period's where there is nothing yet."""
    from sync.work.handout import hand_out, hand_out_google

    period = inputs.period
    with office.store.reading() as connection:
        closed = clerk.holding(connection, period.code) is not None
        begun = facts.latest_run(connection, period.code) is not None
        before = clerk.holding(connection, period.previous().code) is not None
    handed_out = periods_with_forms(office.config)
    if not closed and (begun or period in handed_out):
        raise DecisionError("button-not-locked", period=period.label)
    if not closed and handed_out and not before:  # no month is passed over
        raise DecisionError("button-not-locked", period=handed_out[-1].label)
    following = period.next() if closed else period
    handed = hand_out(office, following)
    made = [form for form in handed if form.made]
    folder = str(made[0].path.parent if made else office.folder(following))
    anew = ", ".join(form.division for form in handed if form.anew)
    text = say.OPENED if made else say.OPENED_ANEW if anew else say.OPENED_ALREADY
    used = (layout.REASON, layout.NUMBER, layout.DATE, layout.SIGNED_FILE, layout.VERSION)
    told_ = text.format(made=len(made), period=following.label, folder=folder, divisions=anew) if handed else ""
    back = ", ".join(form.division for form in handed if form.back is not None)
    put_back = say.PUT_BACK.format(divisions=back) if back else ""
    online = _online(hand_out_google(office, following), following)
    return Result(" ".join(filter(None, (told_, put_back, online))), period=following, used=used)


def _online(handed: Sequence[HandedOnline], period: Period) -> str:
    """Return what became of the forms in Google spreadsheets; a reason that several have in common is told once."""
    parts = []
    if made := [each.division for each in handed if each.made]:
        parts.append(say.OPENED_ONLINE.format(divisions=", ".join(made), period=period.label))
    reasons: dict[str, list[str]] = {}
    for each in handed:
        if each.failure:
            reasons.setdefault(" ".join(sentence(each.failure.code, each.failure.facts)), []).append(each.division)
    parts += [say.NOT_OPENED_ONLINE.format(divisions=", ".join(codes), why=why) for why, codes in reasons.items()]
    return " ".join(parts)


def receive(desk: Desk, office: Office, inputs: Inputs) -> Result:
    """Take in what lies in the inbox; open that folder where nothing does."""
    if not in_inbox(office):
        lying = left_in_inbox(office, inputs.period)
        if lying:
            return Result(f"{say.NOTHING_RECEIVED}{_left(lying)}".strip(), done=False)
        office.inbox.mkdir(parents=True, exist_ok=True)
        opened = desk.world.opener(office.inbox)
        text = say.INBOX_EMPTY if opened else say.INBOX_EMPTY_NOT_OPENED
        return Result(text.format(folder=office.inbox))
    outcome, given = whole_round(office, inputs.period, desk.reading)
    taken = sum(1 for each in outcome.received if each.target)
    refused = [Unread(each.source, each.code, "") for each in outcome.received if each.code]
    lying = left_in_inbox(office, inputs.period, {each.source for each in refused})
    said_ = f"{say.RECEIVED.format(taken=taken)}{_left((*refused, *lying))}"
    text = f"{said_}{_copies(office, inputs.period)}{_round(outcome, given)}"
    return Result(text, show=layout.DIVISIONS.sheet, received=outcome.received)


def _left(files: Sequence[Unread]) -> str:
    """Return a sentence for each file that stays in the inbox and what to do about it; of very many the first ones."""
    told_ = [say.NOT_RECEIVED.format(count=len(files))] if files else []
    for each in files[:_NAMED]:
        facts_ = {"source": each.source, "place": each.place, "name": "đơn vị", "period": "kỳ này"}
        why = " ".join(sentence(each.code, facts_))
        told_.append(why if each.source in why else f"{each.source}: {why}")
    if len(files) > _NAMED:
        told_.append(say.MORE_LEFT.format(files=", ".join(each.source for each in files[_NAMED:])))
    return "".join(f"{each} " for each in told_)


def update(desk: Desk, office: Office, inputs: Inputs) -> Result:
    """Read what the divisions have handed in since."""
    outcome, given = whole_round(office, inputs.period, desk.reading)
    return Result(f"{_copies(office, inputs.period)}{_round(outcome, given)}", received=outcome.received)


def _round(outcome: Outcome, given: Feedback | None) -> str:
    warnings = sum(warnings for _, warnings in outcome.open.values())
    done = [each.outcome for each in given.given] if given else []
    written, waiting = done.count("written"), len(done) - done.count("written") - done.count("unchanged")
    answered = say.ANSWERED.format(count=written) if written else ""
    answered += say.NOT_ANSWERED.format(count=waiting) if waiting else ""
    answered += "".join(f"{' '.join(sentence(code, {}))} " for code in outcome.told)
    return answered + say.ROUND.format(
        period=_capital(outcome.period.label),
        read=outcome.read,
        unchanged=outcome.unchanged,
        failed=outcome.failed,
        errors=outcome.errors,
        warnings=warnings,
    )


def _copies(office: Office, period: Period) -> str:
    """Return the sentence for divisions of which two copies lie there, "" where each has one."""
    standings = load_round(office, period).standings
    asked = ", ".join(each.division for each in standings if each.differing and not each.picked)
    return say.COPIES.format(division=asked) if asked else ""


def review(_: Desk, office: Office, inputs: Inputs) -> Result:
    """Check everything anew and show what was found."""
    judged = judge_once(office, inputs.period)
    open_ = [found for found in judged.findings if not judged.settled(found)]
    text = say.JUDGED if open_ else say.JUDGED_CLEAN
    counts = {f"{severity}s": count(open_, severity) for severity in ("error", "warning", "note")}
    return Result(text.format(period=_capital(inputs.period.label), **counts), show=layout.FINDINGS.sheet)


def report(_: Desk, office: Office, inputs: Inputs) -> Result:
    """Make the Word report and SoLieu; with errors open only as a draft."""
    from sync.work.publish import publish

    made = publish(office, inputs.period, draft=inputs.draft, signer=inputs.signer)
    if made.docx is None:
        refused = said("button-report-open-errors", {"count": str(len(made.open_errors))})
        return Result(refused, done=False, show=layout.FINDINGS.sheet)
    told = {"kind": say.KINDS[made.draft], "file": made.docx.name, "warnings": made.counts["warning"]}
    text = say.MADE.format(**told)
    if made.open_list:
        text = say.MADE_OPEN.format(**told, errors=len(made.open_errors), list=made.open_list.name)
    if made.violations:
        text += say.MADE_BROKEN.format(count=len(made.violations), first=made.violations[0])
    return Result(text)


def show_report(desk: Desk, office: Office, inputs: Inputs) -> Result:
    """Open the newest report with the system's program."""
    with office.store.reading() as connection:
        made = facts.reports(connection, inputs.period.code)
    if not made:
        raise DecisionError("button-no-report", period=inputs.period.label)
    file = office.folder(inputs.period) / made[-1].docx
    if not file.is_file():
        raise DecisionError("button-report-gone", file=str(file))
    if not desk.world.opener(file):
        raise DecisionError("button-cannot-open", file=str(file))
    return Result(say.SHOWN_REPORT.format(file=file.name))


def close(_: Desk, office: Office, inputs: Inputs) -> Result:
    """Close the period."""
    from sync.work.closing import lock

    lock(office, inputs.period, inputs.reason)
    return Result(" ".join((say.LOCKED.format(period=inputs.period.label), *_not_locked(office))))


def _not_locked(office: Office) -> list[str]:
    """Lock or free the tabs in Google spreadsheets too; return a sentence for each where that could not be done."""
    from sync.model.messages.google import NOT_LOCKED
    from sync.work.handout_google import lock_online

    failed = [(each.division, each.failure) for each in lock_online(office) if each.failure]
    return [f"{code}: {NOT_LOCKED.format(why=' '.join(sentence(why.code, why.facts)))}" for code, why in failed]


def reopen(_: Desk, office: Office, inputs: Inputs) -> Result:
    """Open a closed period again."""
    from sync.work.closing import unlock

    unlock(office, inputs.period, inputs.reason)
    return Result(" ".join((say.UNLOCKED.format(period=inputs.period.label), *_not_locked(office))))


def record_issue(_: Desk, office: Office, inputs: Inputs) -> Result:
    """Record number, date and signed file; where the file says something else than ours is shown on Bản ký."""
    from sync.work.closing import issue

    file = _file(office, inputs) if inputs.file else None
    version = _version(inputs.version)
    what = thing(inputs.period.code, inputs.number, inputs.date, inputs.version, file=file)
    sure = answered(inputs.asked, what, inputs.reason)
    try:
        sent = issue(
            office,
            inputs.period,
            inputs.number,
            inputs.date,
            file,
            correct=inputs.reason,
            version=version,
            anyway=sure,
        )
    except DecisionError as error:
        if error.code not in CODES:
            raise
        return Result(told(error), done=False, asked=asked(sure | {error.code}, what))
    made = sent.published.docx
    text = say.ISSUED.format(number=sent.fact.number, date=f"{sent.fact.date:%d/%m/%Y}", file=made.name if made else "")
    by_word = file is not None and file.suffix.lower() == ".docx"
    if sent.scan:
        text += say.ISSUED_SCAN
    elif sent.differences and by_word:
        text += say.ISSUED_DIFFERS.format(count=len(sent.differences))
        text += say.ISSUED_TOLD.format(count=len(sent.left)) if sent.left else ""
    elif sent.differences:
        text += say.ISSUED_PDF.format(count=len(sent.differences))
    elif file:
        text += say.ISSUED_SAME
    if sent.figures:
        figure = sent.figures[0]
        text += say.ISSUED_FIGURES.format(
            count=len(sent.figures),
            code=figure.indicator,
            division=figure.division,
            ours=format_number(figure.ours, pad=False),
            signed=format_number(figure.signed, pad=False),
        )
    show = layout.SIGNED.sheet if sent.differences else ""
    return Result(text, show=show, used=(layout.VERSION,))


def _version(typed: str) -> int | None:
    """Return the number of the version that was signed ("1", "v1", the name of its file), None where none is named."""
    words = typed.strip()
    if not words:
        return None
    found = re.fullmatch(r"(?:bản\s*)?v?\.?\s*(\d{1,4})", words, re.IGNORECASE) or re.search(
        r"_v(\d{1,4})(?=\D|$)", words, re.IGNORECASE
    )
    if not found:
        raise DecisionError("typed-bad-version", typed=typed)
    return int(found[1])


def _file(office: Office, inputs: Inputs) -> Path:
    """Return the file that a path names: as it was copied in the file manager, or from the period's folder."""
    path = Path(inputs.file.strip().strip('"“”'))
    places = (office.folder(inputs.period) / path, office.config.folder / path)
    return next((place for place in places if place.is_file()), places[-1])


def save(*_: object) -> Result:
    """Do nothing more: what was typed has been taken in."""
    return Result("")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


ACTIONS: Mapping[str, Action] = {
    "MoKyMoi": Action(open_period, closed_too=True),
    "NhanTep": Action(receive, closed_too=True),
    "CapNhat": Action(update, closed_too=True),
    "RaSoat": Action(review, closed_too=True),
    "TaoBaoCao": Action(report),
    "MoBaoCao": Action(show_report, needs=False),
    "ChotSoLieu": Action(close, empties=(layout.REASON,)),
    "MoLai": Action(reopen, before=True, empties=(layout.REASON,)),
    "GhiSo": Action(record_issue, empties=(layout.REASON,)),
    "LuuBienTap": Action(save),
}
