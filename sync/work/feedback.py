"""The answer in each division's own sheet: what staff typed there is heard, then what is wrong is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sheets.form import current_form, form_version
from sync.model.config import Division
from sync.model.decisions import latest
from sync.model.material import Copy, Round
from sync.model.messages import words
from sync.model.period import Period
from sync.model.records import Confirmation
from sync.store import answers, blobs, clerk
from sync.store.answers import Writing
from sync.work.alone import alone
from sync.work.cells import unpack
from sync.work.decide import Judged, judge, still_holds
from sync.work.files import FileBusyError
from sync.work.google import NO_CALLS, Line, calling
from sync.work.hearing import Known, from_copies, heard, known_answers
from sync.work.log import log_error
from sync.work.office import RECEIVED, Office
from sync.work.onlineremarks import kept_remarks
from sync.work.quiet import is_quiet, keep_quiet
from sync.work.talk import Given, Hand, Talk

if TYPE_CHECKING:  # a round without news loads neither reader nor writer
    from sheets.remark import Answer
    from sync.work.feedback_excel import BesideFile

_AT_ONCE = 50  # divisions whose forms are held together


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a round gave to the divisions. `closed`: the period is closed, so that nobody is asked anything.

    `calls` counts the requests to Google, by the quota that they count for.
    """

    period: Period
    given: tuple[Given, ...] = ()
    dry_run: bool = False
    closed: bool = False
    calls: Mapping[str, int] = field(default_factory=lambda: dict(NO_CALLS))

    @property
    def heard(self) -> tuple[Confirmation, ...]:
        """Everything new that staff answered."""
        return tuple(each for given in self.given for each in given.heard)


def give_feedback(
    office: Office,
    period: Period,
    *,
    dry_run: bool = False,
    whole: bool = False,
    line: Line | None = None,
    judged: Judged | None = None,
) -> Feedback:
    """Hear what staff answered and write what is wrong into every division's sheet; what is as it was is left alone.

    Forms are those that the last round read; a `dry_run` looks for answers in them as they stand now, and keeps and
    writes nothing. One division that cannot be written stops no other. `whole` tells of every division also where
    nothing is new; `line` calls Google, without one it is opened here. `judged` is the period as this office has just
    judged it: it holds where nothing was recorded since. Raises StoreError, and LeaseHeldError where a
    round is at work.
    """
    if dry_run:
        return _given(office, period, line, judged, dry_run=True)
    if not whole and is_quiet(office, period):
        with office.store.reading() as connection:
            return Feedback(period, closed=clerk.holding(connection, period.code) is not None)
    with alone(office):
        made = _given(office, period, line, judged, dry_run=False)
        if all(each.outcome in {"written", "unchanged"} for each in made.given):
            keep_quiet(office, period)
        return made


def _given(office: Office, period: Period, line: Line | None, judged: Judged | None, *, dry_run: bool) -> Feedback:
    with calling(office, line) as calls:
        if judged is None or not still_holds(office, judged):
            judged = judge(office, period)
        made = _answered(office, judged, calls, dry_run=dry_run)
        return replace(made, calls=calls.calls)


def _answered(office: Office, judged: Judged, line: Line, *, dry_run: bool) -> Feedback:
    period = judged.round.period
    with office.store.reading() as connection:
        if clerk.holding(connection, period.code) is not None:
            return Feedback(period, dry_run=dry_run, closed=True)
        recorded = answers.confirmations(connection, period.code)
        written = _by_division(answers.writings(connection, period.code))
        online = kept_remarks(connection, office, period)
    asked, told = list(_asked(judged.round)), list[Given]()
    # A look asks Google once what has changed; who writes holds no more forms than are needed.
    several = len(asked) if dry_run else _AT_ONCE
    for start in range(0, len(asked), max(several, 1)):
        with office.store.reading() as connection:
            talks = list(_talks(connection, judged.round, asked[start : start + several], written))
        talks = [replace(talk, remarks=online.get(talk.division.code, b"")) for talk in talks]
        told += _answered_some(office, judged, talks, recorded, line, dry_run=dry_run)
    return Feedback(period, tuple(told), dry_run)


def _answered_some(
    office: Office,
    judged: Judged,
    talks: Sequence[Talk],
    recorded: Sequence[Confirmation],
    line: Line,
    *,
    dry_run: bool,
) -> list[Given]:
    """Hear what some divisions answered, and write what is wrong into their sheets."""
    from sync.work.feedback_excel import answer_copies, beside_file, is_left_over, other_forms

    if dry_run:
        from sync.work.unread_answers import as_they_stand

        talks = as_they_stand(office, talks, line)
    known = known_answers(recorded)
    given: dict[str, Given] = {}
    said: dict[str, tuple[Confirmation, ...]] = {}
    beside: dict[str, BesideFile] = {}
    for talk in talks:
        code = talk.division.code
        try:
            beside[code] = beside_file(talk)
            sent_back = list(answer_copies(talk, office.inbox))
            copies_of = [(one.saved, one.standing) for one in sent_back] + list(other_forms(talk))
            from_elsewhere = from_copies([(saved, one.answers) for saved, one in copies_of], recorded, code)
            said[code] = _heard(office, judged, talk, beside[code], from_elsewhere, known)
            if not dry_run:
                _keep(office, talk.period, said[code], [one.path for one in sent_back])
        except Exception as error:  # noqa: BLE001 one division never stops the others
            given[code] = _failed(office, talk, error)
    judged = replace(judged, answers={**judged.answers, **latest(each for own in said.values() for each in own)})
    for talk in talks:
        code = talk.division.code
        if code not in given:
            own = {finding: said for (division, finding), said in judged.answers.items() if division == code}
            try:
                given[code] = _give(office, judged, replace(talk, answers=own), beside[code], line, dry_run=dry_run)
                if not dry_run and is_left_over(beside[code], given[code]):
                    _put_away(office, beside[code].path)
            except Exception as error:  # noqa: BLE001 as above
                given[code] = _failed(office, talk, error)
    return [replace(given[t.division.code], heard=said.get(t.division.code, ())) for t in talks]


def _keep(office: Office, period: Period, said: Sequence[Confirmation], copies: Sequence[Path]) -> None:
    """Keep what was answered; then what came by the inbox is put with what was taken in."""
    if said:
        with office.store.writing() as connection:
            answers.confirm(connection, period.code, said)
    for path in copies:
        if path.parent == office.inbox:
            _put_away(office, path)


def _put_away(office: Office, path: Path) -> None:
    """Put a file whose answers were heard with what was taken in."""
    from sync.work.inbox import set_aside

    with suppress(FileBusyError):  # it is put there next time; what it says is known by then
        set_aside(path, office.inbox / RECEIVED)


def _by_division(writings: Sequence[Writing]) -> dict[str, dict[str, Writing]]:
    found: dict[str, dict[str, Writing]] = {}
    for each in writings:
        found.setdefault(each.division, {})[each.medium] = each
    return found


def _asked(this: Round) -> Iterator[tuple[Division, Copy, Sequence[Copy]]]:
    """Yield each division that is spoken to, with the copy of its form that counts and the others."""
    for standing in this.standings:
        division, copy = this.config.division(standing.division), standing.copy
        if division and copy and not (standing.held or standing.newer or division.feedback == "off"):
            yield division, copy, standing.others


def _talks(
    connection: Connection,
    this: Round,
    asked: Sequence[tuple[Division, Copy, Sequence[Copy]]],
    written: Mapping[str, Mapping[str, Writing]],
) -> Iterator[Talk]:
    """Yield the talk with each of some divisions whose form was read."""
    packed = blobs.cells_of(connection, [each.digest for _, copy, others in asked for each in (copy, *others)])
    for division, copy, others in asked:
        if copy.digest in packed:
            yield _talk(this, division, copy, others, packed, written.get(division.code, {}))


def _talk(
    this: Round,
    division: Division,
    copy: Copy,
    others: Sequence[Copy],
    packed: Mapping[str, bytes],
    written: Mapping[str, Writing],
) -> Talk:
    from sync.reading.parse import identity_of

    book = unpack(packed[copy.digest])
    identity = identity_of(book)
    form = (form_version(identity.version) if identity else None) or current_form()
    there = {each.digest: each for each in others if each.digest != copy.digest and each.digest in packed}
    saved = tuple((each.modified, unpack(packed[digest])) for digest, each in there.items())
    return Talk(this.config, this.period, division, copy, book, form, written, others=saved)


def _heard(
    office: Office,
    judged: Judged,
    talk: Talk,
    beside: BesideFile,
    copies: Sequence[Answer],
    known: Known,
) -> tuple[Confirmation, ...]:
    """Return what is new among the answers in a division's form, in the file beside it, and in copies of that."""
    from sync.work.feedback_excel import inside_remarks
    from sync.work.feedback_google import google_answers
    from sync.work.remarks import told_to

    code, now = talk.division.code, office.now()
    submission = judged.round.submissions.get(code)
    who = (submission.info.prepared_by if submission else "") or talk.division.name
    if talk.division.sheet.google:
        told = {found.id: words(found)[0] for found in told_to(code, judged)}
        return heard(google_answers(talk, told), known, code, "google", who, now)
    inside = inside_remarks(talk)
    return (
        *heard(inside.answers if inside else (), known, code, "inside", who, now),
        *heard(copies, known, code, "copy", who, now),
        *heard(beside.standing.answers if beside.standing else (), known, code, "beside", who, now),
    )


def _give(office: Office, judged: Judged, talk: Talk, beside: BesideFile, line: Line, *, dry_run: bool) -> Given:
    from sync.work.feedback_excel import give_excel
    from sync.work.feedback_google import give_google
    from sync.work.remarks import remark_sheet

    sheet = remark_sheet(judged, talk.division.code, talk.book, talk.form)
    hand = _hand(office, talk.period, line, dry_run=dry_run)
    if talk.division.sheet.google:
        return give_google(talk, sheet, hand)
    return give_excel(talk, sheet, beside, hand)


def _hand(office: Office, period: Period, line: Line, *, dry_run: bool) -> Hand:
    def keep(writing: Writing) -> None:
        with office.store.writing() as connection:
            answers.add_writing(connection, writing)

    def put(said: Sequence[Confirmation]) -> None:
        if said:
            with office.store.writing() as connection:
                answers.confirm(connection, period.code, said)

    def looks(source: str, size: int, modified_ns: int) -> None:
        with office.store.writing() as connection:
            answers.looks_now(connection, period.code, source, size, modified_ns)

    def base(digest: str) -> str:
        with office.store.reading() as connection:
            return answers.written_on(connection, [digest]).get(digest, "")

    return Hand(office.now(), keep, put, looks, base, line.client, dry_run)


def _failed(office: Office, talk: Talk, error: Exception) -> Given:
    log_error(error, office.config.folder)
    medium = "google" if talk.division.sheet.google else talk.division.feedback
    return Given(
        talk.division.code,
        talk.division.name,
        "google" if medium == "google" else "inside" if medium == "inside" else "beside",
        "failed",
        talk.copy.source,
        ("feedback-failed",),
    )
