"""The service: a ticker that asks the store, minute by minute, what is due, and does it; nothing is remembered here."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

from schedule import Scheduler

from sync.model.config_error import ConfigError
from sync.model.duedates import now as clock
from sync.model.messages import sentence
from sync.model.messages import service as say
from sync.model.period import Period
from sync.service.sealed import ArchiveError
from sync.store import service
from sync.store.engine import StoreError
from sync.store.leases import LeaseHeldError
from sync.work.alone import running, turn
from sync.work.collect import Outcome
from sync.work.files import FileBusyError
from sync.work.hours import Recorded, is_due, last_made, last_slot, set_back
from sync.work.log import Log
from sync.work.office import Office
from sync.work.opening import open_before, opened, usual_period
from sync.work.places import is_begun
from sync.work.spokenround import said_of_refused
from sync.work.watch import GOOGLE_AWAY
from sync.work.wholeround import whole_round

ROUND = "round"
CLOCK = "clock"  # recorded where the clock was set back: what was recorded before lies ahead of it
EVERY_SECONDS = 60
AGAIN = dt.timedelta(minutes=15)  # after a round that failed: often enough to be made up, not a flood of records


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the service does by itself: `run` does it where it is due, and returns what is to be told of it,
    None where nothing was due. Its last argument is called now and then, and raises KeyboardInterrupt to stop it.
    """

    name: str
    run: Callable[[Office, Period, Callable[[], None]], str | None]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: the sentences of the steps that had something to do, and whether one of them failed."""

    told: tuple[str, ...] = ()
    failed: bool = False


def tick(
    config: Path,
    steps: Sequence[Step],
    now: Callable[[], dt.datetime] = clock,
    going: Callable[[], None] = lambda: None,
) -> Ticked:
    """Do what is due now. One step that fails stops no other; what went wrong is in the log and in the store, for the
    status page, doctor and the clerk's workbook. Raises nothing but what stops the process.
    """
    log = Log(config.parent, uuid.uuid4().hex[:12])
    told: list[str] = []
    failed = False
    try:
        with opened(config, now=now, doing="service") as found:
            office = replace(found, round=log.round)
            period = usual_period(office)
            for step in steps:
                going()
                said, good = _stepped(step, office, period, log, going)
                told += [said] if said else []
                failed = failed or not good
    except Exception as error:  # noqa: BLE001 a service that ends is started by nobody at night
        said = _refusal("open", error)
        log.say(said, "ERROR", None if isinstance(error, (ConfigError, StoreError)) else error)
        return Ticked((said,), failed=True)
    return Ticked(tuple(told), failed)


def _stepped(
    step: Step, office: Office, period: Period, log: Log, going: Callable[[], None]
) -> tuple[str | None, bool]:
    """Return what a step has to tell, and whether it went well."""
    try:
        said = step.run(office, period, going)
    except LeaseHeldError as error:
        what, _ = sentence("round-running", running(error.holder))
        return say.WAITS_FOR.format(sentence=what), True
    except Exception as error:  # noqa: BLE001 whatever a step stumbles over, the next one is done
        said = _refusal(step.name, error)
        log.say(said, "ERROR", None if isinstance(error, (StoreError, FileBusyError, ArchiveError)) else error)
        with suppress(StoreError):
            _record(office, period, step.name, {"ok": False, "detail": said, "reason": _reason(error)})
        return said, False
    if said:
        log.say(said)
    return said, True


def make_round(office: Office, period: Period, going: Callable[[], None] = lambda: None) -> str | None:
    """Make the round that is due and return what came of it, None where none is; raises what `collect` raises.

    The period before is read along until it is closed: a form may come late, though forms of the next one are out.
    Its slot is recorded whether it brought news or not: it is made once, by whichever machine comes first.
    """
    if _due(office, period) is None:
        return None
    with turn(office, ROUND):
        slot = _due(office, period)
        return _made(office, period, slot, going) if slot is not None else None


def _due(office: Office, period: Period) -> dt.datetime | None:
    """Return the slot of the round that is due, None where none is; a clock that was set back is recorded."""
    with office.store.reading() as connection:
        known = service.events_of(connection, {ROUND, CLOCK}, 200)
    before = next((event for event in known if event.kind == ROUND), None)
    if before and not before.body.get("ok") and abs(office.now() - before.at) < AGAIN:
        return None
    recorded = [Recorded(event.at, _slot(event)) for event in known]
    if set_back(recorded, office.now()):
        _record(office, period, CLOCK, {"ok": True, "before": recorded[0].at.isoformat()})
    if not is_due(office.now(), last_made(recorded, office.now()), office.config, period):
        return None
    return last_slot(office.now(), office.config, period)


def _made(office: Office, period: Period, slot: dt.datetime, going: Callable[[], None]) -> str:
    outcome, given = whole_round(office, period, lambda *_: going())
    counts = {"read": outcome.read, "unchanged": outcome.unchanged, "failed": outcome.failed, "errors": outcome.errors}
    body: dict[str, service.Detail] = {"ok": True, "slot": slot.isoformat(), **counts}
    away = [code for each in (given.given if given else ()) for code in each.codes if code in GOOGLE_AWAY]
    _record(office, period, ROUND, {**body, "google": away[0]} if away else body)
    said = _said(office, outcome) if is_begun(office, period) else say.NOT_BEGUN.format(period=period.label)
    before = open_before(office, period)
    if before is None:
        return said
    along = replace(office, round=f"{office.round}-2")  # a record of its own, found by the same id
    with suppress(LeaseHeldError):  # whoever is at work there reads it
        said = f"{said} {_said(along, whole_round(along, before, lambda *_: going())[0])}"
    return said


def _said(office: Office, outcome: Outcome) -> str:
    """Return what came of a round; what could not be taken in stands in the log, a line each."""
    log = Log(office.config.folder, office.round)
    for each in said_of_refused(outcome):
        log.say(each, "WARNING")
    counts = {"read": outcome.read, "unchanged": outcome.unchanged, "failed": outcome.failed, "errors": outcome.errors}
    told = [" ".join(sentence(code, {})) for code in outcome.told]
    return " ".join((say.ROUND_DONE.format(period=outcome.period.label, **counts), *told))


def _slot(event: service.Event) -> dt.datetime | None:
    slot = event.body.get("slot") if event.body.get("ok") else None
    return dt.datetime.fromisoformat(str(slot)) if slot else None


def _record(office: Office, period: Period, kind: str, body: dict[str, str | int | bool | None]) -> None:
    with office.store.writing() as connection:
        service.add_event(connection, service.Event(kind, period.code, office.round, office.now(), body))


def _refusal(step: str, error: BaseException) -> str:
    """Return the sentence of a step that could not be done."""
    return " ".join(sentence("service-step-failed", {"step": say.STEPS[step], "reason": _reason(error)}))


def _reason(error: BaseException) -> str:
    match error:
        case ConfigError():
            return " ".join(error.errors[0].words(error.path))
        case StoreError():
            return sentence(error.code, {"detail": error.detail})[0]
        case FileBusyError():
            return sentence(error.code, {"file": str(error.path)})[0]
        case ArchiveError():
            return sentence(error.code, error.facts)[0]
    return sentence("unforeseen", {})[0]


@dataclass(slots=True)
class Stopping:
    """Whether the service was asked to end. It does so between two files or two steps, where nothing is half done; who
    asks a second time is not kept waiting.
    """

    asked: threading.Event = field(default_factory=threading.Event)
    by: int = 0

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """Take a signal."""
        again = self.asked.is_set()
        self.by = number
        self.asked.set()
        if again:
            raise KeyboardInterrupt

    def going(self) -> None:
        """Go on; raises KeyboardInterrupt where the service was asked to end."""
        if self.asked.is_set():
            raise KeyboardInterrupt


def serve(config: Path, steps: Sequence[Step], now: Callable[[], dt.datetime] = clock) -> int:
    """Run until somebody stops it; return the signal that did (Ctrl+C: SIGINT)."""
    with _signals() as stopping:
        scheduler = Scheduler()
        scheduler.every(EVERY_SECONDS).seconds.do(tick, config, steps, now, stopping.going)
        Log(config.parent).say(say.SERVING.format(log="nhat-ky/baocao.log"))
        with suppress(KeyboardInterrupt):
            scheduler.run_all(delay_seconds=0)
            while not stopping.asked.wait(min(max(scheduler.idle_seconds or 0, 0.1), EVERY_SECONDS)):
                # A clock that was set back by a day would silence the scheduler for a day: it goes by the wall clock.
                if (scheduler.idle_seconds or 0) > 2 * EVERY_SECONDS:
                    scheduler.run_all(delay_seconds=0)
                scheduler.run_pending()
        Log(config.parent).say(say.STOPPED)
        return stopping.by or int(signal.SIGINT)


@contextmanager
def _signals() -> Iterator[Stopping]:
    """Yield what hears Ctrl+C, SIGTERM (systemd) and SIGBREAK (a console that is closed, Windows)."""
    stopping = Stopping()
    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    before = [(number, signal.signal(number, stopping.hear)) for number in numbers]
    try:
        yield stopping
    finally:
        for number, handler in before:
            signal.signal(number, handler)
