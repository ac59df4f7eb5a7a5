"""Remarks given to a division that fills an Excel form: in the form's own tab, or in a file beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sheets.errors import BookError, FeedbackError
from sheets.excel.beside import PROPERTY, Beside, remarks_name, write_beside
from sheets.excel.feedback import written_inside
from sheets.excel.reader import read_book
from sheets.grid import Book
from sheets.identity import Identity
from sheets.remark import RemarkSheet, continued, shown
from sheets.shown_remarks import ShownRemarks, shown_remarks, shows
from sync.model.records import Confirmation
from sync.store.answers import Medium, Writing
from sync.store.remote import is_in_cloud
from sync.work.files import FileBusyError, write_over
from sync.work.inplace import ChangedError, is_open, is_read_only, replace_in_place
from sync.work.places import holds_remarks, source_name
from sync.work.quiet import beside_path
from sync.work.talk import Given, GivenOutcome, Hand, Talk


@dataclass(frozen=True, slots=True)
class BesideFile:
    """The file beside a form as it lies there: its digest ("" where there is none), its rows, or why it is not ours."""

    path: Path
    digest: str = ""
    standing: ShownRemarks | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class SentBack:
    """A copy of the file beside a form that came back, its rows, and when it was saved."""

    path: Path
    standing: ShownRemarks
    saved: dt.datetime


def beside_file(talk: Talk) -> BesideFile:
    """Return the file beside a division's form, read only where somebody has saved it since we wrote it."""
    path = beside_path(talk.path)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return BesideFile(path)
    except OSError:
        return BesideFile(path, code="feedback-unreadable")
    written = talk.written.get("beside")
    return BesideFile(path, digest) if written and written.digest == digest else _read(talk, path, digest)


def _read(talk: Talk, path: Path, digest: str) -> BesideFile:
    try:
        book = read_book(path)
    except BookError:
        return BesideFile(path, digest, code="feedback-unreadable")
    if book.digest != digest:
        return BesideFile(path, book.digest, code="feedback-changed")
    own = remarks_name(_identity(talk))
    standing = shown_remarks(book, talk.form) if book.properties.get(PROPERTY) == own else None
    return BesideFile(path, digest, standing, "" if standing else "feedback-not-ours")


def answer_copies(talk: Talk, inbox: Path) -> Iterator[SentBack]:
    """Yield copies of the file beside a form that staff sent back: numbered by a chat program, or in the inbox."""
    own, ours = remarks_name(_identity(talk)), beside_path(talk.path)
    for folder in (talk.path.parent, inbox):
        for path in _files_of_remarks(folder, (talk.path.stem, talk.division.code)):
            if path == ours:
                continue
            try:
                saved, book = path.stat().st_mtime, read_book(path)
            except (OSError, BookError):
                continue
            standing = shown_remarks(book, talk.form) if book.properties.get(PROPERTY) == own else None
            if standing:
                yield SentBack(path, standing, dt.datetime.fromtimestamp(saved, dt.UTC))


def _files_of_remarks(folder: Path, begins: tuple[str, ...]) -> list[Path]:
    try:
        names = [name for name in os.listdir(folder) if holds_remarks(name)]  # noqa: PTH208 Paths are slow by the hundred
    except OSError:
        return []
    return [folder / name for name in sorted(names) if name.startswith(begins) and name.lower().endswith(".xlsx")]


def _identity(talk: Talk) -> Identity:
    return Identity(talk.config.department, talk.division.code, talk.period.code, talk.form.version)


def other_forms(talk: Talk) -> Iterator[tuple[dt.datetime, ShownRemarks]]:
    """Yield what stands in other copies of the form itself, each with when it was saved."""
    for saved, book in talk.others if not talk.division.sheet.google else ():
        if standing := inside_remarks(talk, book):
            yield saved, standing


def inside_remarks(talk: Talk, book: Book | None = None) -> ShownRemarks | None:
    """Return what stands in the tab of remarks of a division's own form."""
    return shown_remarks(book or talk.book, talk.form, [annex.tab for annex in talk.config.annexes])


def is_left_over(beside: BesideFile, given: Given) -> bool:
    """True where the remarks stand in the form again, so that a file of ours beside it would show old ones for ever.

    What was answered in it has been heard. One that is not ours, that is open, or that somebody has saved since it was
    read, stays.
    """
    if given.medium != "inside" or given.outcome not in {"written", "unchanged"} or not beside.digest or beside.code:
        return False
    return not is_open(beside.path) and _digest(beside.path) == beside.digest


def give_excel(talk: Talk, sheet: RemarkSheet, beside: BesideFile, hand: Hand) -> Given:
    """Write the remarks where config says; where a form cannot take them inside, into a file beside it."""
    if talk.division.feedback != "inside":
        return _give_beside(talk, sheet, beside, hand)
    try:
        return _give_inside(talk, sheet, hand)
    except FeedbackError as error:
        given = _give_beside(talk, sheet, beside, hand)
        told = given.outcome in {"written", "waiting"}  # said once, with the file that it leads to
        return replace(given, codes=(error.code, *given.codes)) if told else given


def _give_inside(talk: Talk, sheet: RemarkSheet, hand: Hand) -> Given:
    elsewhere = [said for said in _said(talk, sheet) if said.medium != "inside"]
    last, now = talk.written.get("inside"), _digest_with(shown(sheet), elsewhere)
    if last and (last.base, last.shown) == (talk.copy.digest, now):
        return _given(talk, "inside", "unchanged", talk.copy.source, sheet)
    path = talk.path
    if path.suffix.lower() not in {".xlsx", ".xlsm"}:
        raise FeedbackError("inside-kind")
    if is_in_cloud(path.absolute()) or is_in_cloud(path.resolve()):
        raise FeedbackError("inside-cloud")
    if is_open(path):
        return _given(talk, "inside", "waiting", talk.copy.source, sheet, "feedback-open")
    try:
        before, data = path.stat(), path.read_bytes()
    except OSError:
        return _given(talk, "inside", "waiting", talk.copy.source, sheet, "feedback-changed")
    if is_read_only(before):
        raise FeedbackError("inside-read-only")
    digest = hashlib.sha256(data).hexdigest()
    if talk.copy.digest not in {digest, hand.base(digest)}:
        return _given(talk, "inside", "waiting", talk.copy.source, sheet, "feedback-changed")
    try:
        standing = inside_remarks(talk, talk.book if digest == talk.copy.digest else read_book(path))
    except BookError:
        return _given(talk, "inside", "waiting", talk.copy.source, sheet, "feedback-changed")
    if standing is None:
        raise FeedbackError("inside-no-tab")
    going_on = _with_answers(talk, continued(sheet, standing.rows.values()), "inside")
    columns = talk.form.tab("remarks").columns
    writing = _writing(talk, "inside", talk.copy.source, digest, now, hand)
    if shows(standing, going_on, columns) and _answers_stand(standing, going_on):
        if not hand.dry_run:
            hand.keep(writing)
        return _given(talk, "inside", "unchanged", talk.copy.source, going_on)
    made = written_inside(data, talk.form, going_on, standing)
    if hand.dry_run:
        return _given(talk, "inside", "written", talk.copy.source, going_on)
    hand.keep(replace(writing, digest=hashlib.sha256(made).hexdigest(), shown=""))  # before it is there: it is ours
    try:
        after = replace_in_place(path, made, before)
    except ChangedError:
        return _given(talk, "inside", "waiting", talk.copy.source, sheet, "feedback-changed")
    except FileBusyError:
        return _given(talk, "inside", "waiting", talk.copy.source, sheet, "feedback-busy")
    hand.looks(talk.copy.source, after.st_size, after.st_mtime_ns)
    hand.keep(replace(writing, digest=hashlib.sha256(made).hexdigest()))
    return _given(talk, "inside", "written", talk.copy.source, going_on)


def _give_beside(talk: Talk, sheet: RemarkSheet, beside: BesideFile, hand: Hand) -> Given:
    last, now = talk.written.get("beside"), shown(sheet)
    source = source_name(talk.config, beside.path)
    if beside.code:
        return _given(talk, "beside", "waiting", source, sheet, beside.code)
    as_we_left_it = last is not None and last.digest == beside.digest
    settled = all(said.medium == "beside" for said in _said(talk, sheet))
    if (as_we_left_it and last and last.shown == now and settled) or not (beside.digest or sheet.remarks):
        return _given(talk, "beside", "unchanged", source, sheet)
    if beside.digest and beside.standing is None:  # it is as we left it, and there is news
        beside = _read(talk, beside.path, beside.digest)
        if beside.code:
            return _given(talk, "beside", "waiting", source, sheet, beside.code)
    going_on = (
        _with_answers(talk, continued(sheet, beside.standing.rows.values()), "beside") if beside.standing else sheet
    )
    elsewhere = [replace(said, medium="beside") for said in _said(talk, going_on) if said.medium != "beside"]
    columns = talk.form.tab("remarks").columns
    writing = _writing(talk, "beside", source, beside.digest, now, hand)
    if beside.standing and shows(beside.standing, going_on, columns) and _answers_stand(beside.standing, going_on):
        if not hand.dry_run:
            hand.keep(writing)
            hand.put(elsewhere)
        return _given(talk, "beside", "unchanged", source, going_on)
    if is_open(beside.path):
        return _given(talk, "beside", "waiting", source, going_on, "feedback-open")
    if beside.digest and is_read_only(beside.path.stat()):
        return _given(talk, "beside", "waiting", source, going_on, "feedback-busy")
    if hand.dry_run:
        return _given(talk, "beside", "written", source, going_on)
    named = Beside(talk.path.name, talk.division.name, talk.period.label)
    made = write_beside(talk.form, going_on, named, beside.standing)
    if _digest(beside.path) != beside.digest:  # somebody has just saved an answer
        return _given(talk, "beside", "waiting", source, going_on, "feedback-changed")
    try:
        write_over(beside.path, made)
    except FileBusyError:
        return _given(talk, "beside", "waiting", source, going_on, "feedback-busy")
    hand.keep(replace(writing, digest=hashlib.sha256(made).hexdigest()))
    hand.put(elsewhere)  # after the file: what it does not show yet is not known there, and so is not taken back
    return _given(talk, "beside", "written", source, going_on)


def _said(talk: Talk, sheet: RemarkSheet) -> list[Confirmation]:
    """Return what the division said last of each of these remarks."""
    return [said for remark in sheet.remarks if (said := talk.answers.get(remark.key))]


def _digest_with(shows: str, said: Sequence[Confirmation]) -> str:
    """Return the digest of remarks with what was answered elsewhere: that of the remarks where nothing was."""
    told = "".join(sorted(f"{each.finding} {each.answer} {each.reason}\n" for each in said))
    return hashlib.sha256(f"{shows}{told}".encode()).hexdigest() if told else shows


def _with_answers(talk: Talk, sheet: RemarkSheet, medium: Medium) -> RemarkSheet:
    """Return the sheet with the answers that count: those that were given elsewhere since stand here too."""
    elsewhere = {said.finding: said for said in _said(talk, sheet) if said.medium != medium}
    return replace(
        sheet,
        remarks=tuple(
            replace(remark, answer=said.answer, reason=said.reason) if (said := elsewhere.get(remark.key)) else remark
            for remark in sheet.remarks
        ),
    )


def _answers_stand(standing: ShownRemarks, sheet: RemarkSheet) -> bool:
    there = {remark.key: (remark.answer, remark.reason) for remark in standing.rows.values()}
    return all(there.get(remark.key) == (remark.answer, remark.reason) for remark in sheet.remarks)


def _writing(talk: Talk, medium: Medium, source: str, digest: str, shows: str, hand: Hand) -> Writing:
    return Writing(talk.period.code, talk.division.code, medium, source, talk.copy.digest, digest, shows, hand.now)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError:
        return "?"


def _given(talk: Talk, medium: Medium, outcome: GivenOutcome, source: str, sheet: RemarkSheet, *codes: str) -> Given:
    # A sentence may speak of the form where `source` is the file beside it.
    facts = {"form": talk.copy.source, "code": talk.period.code}
    return Given(talk.division.code, talk.division.name, medium, outcome, source, codes, sheet, facts=facts)
