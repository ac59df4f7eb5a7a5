"""One press of a button, from the lease to the last word in the status cell."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from macros import layout
from macros.actions import ACTIONS, Action, Inputs, Result
from macros.busy import BusyError
from macros.desk import Desk, World
from macros.layout import TABLES
from macros.lease import Lease, lease
from macros.named import named
from macros.takein import TakenIn, as_typed, holds_typing, take_in
from macros.told import Refusal, is_foreseen, said, told
from sheets.text import fold
from sync.model.messages import buttons as say
from sync.model.period import PeriodError, parse_period
from sync.store import blobs
from sync.store.engine import StoreError
from sync.work.decide import DecisionError
from sync.work.files import write_new
from sync.work.log import log_error
from sync.work.office import Office
from sync.work.opening import opened, usual_period
from sync.work.shown import Shown, ShownError, from_bytes
from sync.work.signing import signers_of

DONE, FAILED = 0, 2


def press(name: str, path: str, pipe: str = "", world: World | None = None) -> int:
    """Press a button of the workbook at a path; return 0 where it is done, else 2. Whatever happens is said there."""
    desk = Desk(name, path, pipe, world or World())
    with lease(path) as mine:
        if not mine.held:
            return _second(desk, mine)
        mine.write(desk.caption)
        sentence, done = _guarded(desk)
        mine.write(sentence)
        if _told(desk, sentence):
            return done
    # Excel is in a cell: nothing runs any more, and the sentence waits until she is done with it.
    _told(desk, sentence, desk.world.telling)
    return done


def _second(desk: Desk, other: Lease) -> int:
    """Say that an earlier press is still at work; where it ended in between, what it said last."""
    runs = other.read()
    _told(desk, say.NOT_DONE.format(sentence=said("button-runs", {"caption": runs})))
    with lease(desk.path) as now:
        if now.held and now.read() != runs:
            _told(desk, now.read())
    return FAILED


def _told(desk: Desk, sentence: str, patience: float | None = None) -> bool:
    try:
        desk.say(sentence, patience)
    except Exception as error:  # noqa: BLE001 the cell cannot be written: the log is what is left
        log_error(error, _folder(desk))
        return False
    return True


def _guarded(desk: Desk) -> tuple[str, int]:
    """Do what the button is for; return the last sentence and the exit code."""
    try:
        result = _pressed(desk)
    except Exception as error:  # noqa: BLE001 the last door: a sentence for the clerk, the traceback for the log
        return say.NOT_DONE.format(sentence=_logged(desk, error)), FAILED
    form = say.DONE if result.done else say.NOT_DONE
    return form.format(sentence=result.sentence.strip()), DONE if result.done else FAILED


def _logged(desk: Desk, error: Exception) -> str:
    """Return the sentence of an error; where the sentence does not tell all, the log does."""
    if not is_foreseen(error) or isinstance(error, BusyError):
        log_error(error, _folder(desk))
    return told(error)


def _folder(desk: Desk) -> Path:
    """Return the folder whose log tells of this press: the office's, that of the workbook, else the system's own."""
    folder = desk.office or Path(desk.path).parent
    return folder if desk.path and folder.is_dir() else Path(tempfile.gettempdir())


def _pressed(desk: Desk) -> Result:
    action = ACTIONS.get(desk.name)
    book = desk.book
    desk.progress(say.RUNNING.format(caption=desk.caption))
    if action is None:
        raise DecisionError("button-unknown", name=desk.name)
    cells = desk.call(lambda: {name: named(book, name) for name in _READ})
    config = _config(desk.path, cells[layout.CONFIG])
    desk.office = config.parent
    with opened(config, cells[layout.WHO], desk.world.now, "button") as office:
        return _in_office(desk, office, action, cells)


_READ = (
    layout.CONFIG, layout.SHOWN, layout.PERIOD, layout.SIGNER, layout.WHO, layout.KIND, layout.REASON, layout.NUMBER,
    layout.DATE, layout.SIGNED_FILE, layout.VERSION,
)  # fmt: skip


def _config(path: str, given: str) -> Path:
    """Return where config.yaml is: as the workbook says, else beside it; raises DecisionError."""
    if not given and "://" in path:
        raise DecisionError("button-web-path", path=path)
    file = Path(given) if given else Path(path).parent / "config.yaml"
    if not file.is_file():
        raise DecisionError("button-no-config", file=str(file))
    return file


def _in_office(desk: Desk, office: Office, action: Action, cells: Mapping[str, str]) -> Result:
    shown = _shown(office, cells[layout.SHOWN])
    inputs = _inputs(office, cells, shown)
    if shown is None and desk.call(lambda: holds_typing(desk.book)):
        return _foreign(desk, office, inputs)
    first = _done(desk, office, action, inputs) if action.before else None
    taken = TakenIn()
    if shown:
        desk.progress(say.TAKING.format(caption=desk.caption))
        taken = take_in(desk.book, office, shown, desk.call)
    refusal = next((said(code, facts_) for code, facts_ in taken.refused.values()), "")
    if taken.refused and action.needs and not (action.closed_too and taken.only_closed):
        result = first or Result("", done=False)
        sheet = next(table.sheet for table in TABLES if table.key in taken.refused)
        result = replace(result, sentence=f"{result.sentence} {refusal}".strip(), done=False, show=sheet)
    else:
        result = first or _done(desk, office, action, inputs)
        result = replace(result, sentence=f"{result.sentence} {refusal}".strip())
    wanted = result.period or inputs.period
    if shown and taken.refused and wanted.code != shown.period:
        still = say.STILL_SHOWN.format(shown=parse_period(shown.period).label, wanted=wanted.label)
        result = replace(result, sentence=f"{result.sentence}{still}")
    told_ = _with_saved(result, taken)
    try:
        from macros.showing import show  # now: what the clerk waits for first is on the disk already

        more = show(desk, office, result.period or inputs.period, shown, taken, result)
    except Exception as error:  # noqa: BLE001 what was done is done, and said
        return replace(result, sentence=f"{told_} {_logged(desk, error)}", done=False)
    return replace(result, sentence=f"{told_}{more}".strip() or say.NOTHING_TYPED)


def _with_saved(result: Result, taken: TakenIn) -> str:
    saved = say.SAVED.format(count=taken.changes) if taken.changes else ""
    gone = say.GONE.format(count=taken.gone) if taken.gone else ""
    return " ".join(filter(None, (each.strip() for each in (saved, gone, result.sentence, taken.told))))


def _done(desk: Desk, office: Office, action: Action, inputs: Inputs) -> Result:
    """Do the one thing; what it could not be done for is its sentence, and the sheets are shown anew all the same."""
    try:
        result = action.act(desk, office, inputs)
    except Refusal as error:
        result = Result(told(error), done=False)
    return replace(result, used=(*result.used, *action.empties))


def _foreign(desk: Desk, office: Office, inputs: Inputs) -> Result:
    """Show what the store knows in a workbook that it does not know; keep what stands there in a file of its own."""
    text = desk.call(lambda: as_typed(desk.book))
    file = office.config.folder / "nhat-ky" / f"da-go_{office.now():%Y%m%d_%H%M%S_%f}.txt"
    write_new(file, ("\ufeff" + text.replace("\n", "\r\n")).encode())
    result = Result(said("button-foreign-workbook", {}) + say.COPIED.format(file=file), done=False)
    from macros.showing import show

    show(desk, office, inputs.period, None, TakenIn(), result)
    return result


def _shown(office: Office, digest: str) -> Shown | None:
    """Return what the workbook showed last, None where this store has never shown it."""
    if not digest:
        return None
    try:
        with office.store.reading() as connection:
            return from_bytes(blobs.bytes_of(connection, digest))
    except ShownError:
        return None
    except StoreError as error:
        if error.code != "store-damaged":  # there are no such bytes
            raise
        return None


def _inputs(office: Office, cells: Mapping[str, str], shown: Shown | None) -> Inputs:
    """Return what the cells of Theo dõi say; raises DecisionError for the first that says nothing."""
    typed = cells[layout.PERIOD]
    try:
        code = typed or (shown.period if shown else "")
        period = parse_period(_as_code(code)) if code else usual_period(office)
    except PeriodError as error:
        raise DecisionError("typed-bad-period", typed=typed) from error
    if period.kind != "month":
        raise DecisionError("typed-bad-period", typed=typed)
    signers = {fold(label): name for name, label in signers_of(office.config, period)}
    signer = cells[layout.SIGNER]
    if signer and fold(signer) not in signers:
        raise DecisionError("typed-bad-signer", typed=signer)
    kinds = {fold(layout.FINAL): False, fold(layout.DRAFT): True, "": False}
    if fold(cells[layout.KIND]) not in kinds:
        raise DecisionError("typed-bad-kind", typed=cells[layout.KIND])
    return Inputs(
        period,
        signers.get(fold(signer), ""),
        kinds[fold(cells[layout.KIND])],
        cells[layout.REASON],
        cells[layout.NUMBER],
        cells[layout.DATE],
        cells[layout.SIGNED_FILE],
        cells[layout.VERSION],
        shown.asked if shown else "",
    )


def _as_code(typed: str) -> str:
    """Return the code of a month written as people do: "01/2024", "tháng 1/2024", or a date that Excel made of it."""
    words = fold(typed).removeprefix("tháng").strip()
    parts = words.replace("-", "/").split("/")
    if len(parts) == 3 and parts[0].isdigit() and int(parts[0]) == 1:
        parts = parts[1:]
    if len(parts) == 2 and all(part.isdigit() for part in parts):
        month, year = parts if len(parts[1]) == 4 else parts[::-1]
        return f"{year}-{int(month):02d}"
    return typed
