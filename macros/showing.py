"""What the store knows of a period, shown in the open workbook once a button has done what it is for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from macros import layout
from macros.actions import Result
from macros.desk import Desk
from macros.layout import DIVISIONS, FINDINGS, LINES, LOG, SIGNED, TABLES, Table
from macros.named import write_named
from macros.quick import xw
from macros.refresh import rows_of, write_frame, write_head, write_table
from macros.tables import has_sheet
from macros.takein import Read, TakenIn, read
from sync.model.messages import buttons as say
from sync.model.period import Period, parse_period
from sync.store import blobs
from sync.work.clerkview import Row, view
from sync.work.office import Office
from sync.work.shown import Shown, to_bytes


def show(desk: Desk, office: Office, period: Period, shown: Shown | None, taken: TakenIn, result: Result) -> str:
    """Show what the store knows now, and return what is to be said of that; raises StoreError, BusyError.

    A sheet whose words could not be taken is left as it is, and so is one in which she went on typing meanwhile. Until
    all is written the workbook says that it shows nothing: a press that fell over half-way leaves no sheet of which
    half would be taken for hers. What she was waiting for is done: a busy program is waited for longer.
    """
    desk.progress(say.SHOWING.format(caption=desk.caption))
    book, patience = desk.book, desk.world.telling
    refused = set(taken.refused)
    if shown and period.code != shown.period and (refused or _typed_since(desk, taken)):
        period = parse_period(shown.period)
    now = view(office, period, result.received)
    order = {LINES.key: [line.id for line in shown.lines], FINDINGS.key: list(shown.accepted)} if shown else {}
    late: set[str] = set()
    for table in (DIVISIONS, FINDINGS, LINES, SIGNED, LOG):
        if table.key in refused or (table is LOG and not has_sheet(book, LOG.sheet)):
            continue
        step = _over(book, table, taken, partial(_write, rows_of(now, table), order.get(table.key, ())))
        if not desk.call(step, patience):
            late.add(table.key)
    left = late | refused
    stands = shown.period if shown and LINES.key in left else period.code
    steps: list[Callable[[], None]] = [partial(write_head, book, now, period_too=not left)]
    steps += [partial(write_named, book, name, "") for name in result.used]
    steps.append(partial(write_named, book, layout.SHOWN_PERIOD, stands))
    steps += [partial(write_frame, book, frame) for frame in now.frames if frame.id in layout.FRAMES]
    if result.show and has_sheet(book, result.show):
        steps.append(lambda: book.sheets[result.show].activate())
    for each in steps:
        desk.call(each, patience)
    if not left or (shown and shown.period == period.code):
        with office.store.writing() as connection:
            kept = replace(_kept(now.shown, shown, left), asked=result.asked)
            digest = blobs.keep(connection, to_bytes(kept), office.now())
        desk.call(lambda: write_named(book, layout.SHOWN, digest), patience)
    return say.LATE.format(sheet=next(t.sheet for t in TABLES if t.key in late)) if late else ""


def _typed_since(desk: Desk, taken: TakenIn) -> bool:
    """Say whether something was typed since it was taken in."""
    for seen in taken.seen.values():
        now = desk.call(lambda seen=seen: read(desk.book, seen.place.table))  # type: ignore[misc] # mypy and defaults
        if now.typed != seen.typed:
            return True
    return False


def _write(rows: Sequence[Row], shown: Sequence[str], at: Read) -> None:
    write_table(at.place, at.rows, rows, shown)


def _over(book: xw.Book, table: Table, taken: TakenIn, write: Callable[[Read], None]) -> Callable[[], bool]:
    """Return the step that writes a table over what was taken in of it; it answers False where she typed since.

    It is looked again each time that Excel refuses to be written to, for then she is typing; not any more once the
    first word was written.
    """
    begun: list[Read] = []

    def step() -> bool:
        if not begun:
            at, seen = read(book, table), taken.seen.get(table.key)
            if seen and at.typed != seen.typed:
                return False
            write_named(book, layout.SHOWN, "")
            begun.append(at)
        write(begun[0])
        return True

    return step


def _kept(kept: Shown, shown: Shown | None, left: Collection[str]) -> Shown:
    """Return what the workbook shows after this: of a sheet that was left as it is what it showed before."""
    if shown and LINES.key in left:
        kept = replace(kept, lines=shown.lines, sections=shown.sections)
    if shown and FINDINGS.key in left:
        kept = replace(kept, accepted=shown.accepted)
    return kept
