"""`baocao doctor`: everything that can be wrong on this machine, one line each, with what to do about it."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from sheets.google.errors import GoogleError
from sync.model.config import Config, Division
from sync.model.config_file import ConfigError, load_config
from sync.model.duedates import OFFICE_ZONE
from sync.model.messages import sentence
from sync.model.messages.machine import AND_MORE
from sync.service import install, soundness
from sync.service.backups import is_elsewhere
from sync.service.examined import Examined, bad, good, odd
from sync.service.links import newest
from sync.service.machine import Ward, of_machine, programs
from sync.service.posting import PostError, try_out
from sync.service.reasons import clerks_of
from sync.store import leases
from sync.store.engine import StoreError
from sync.work.alone import ROUND, running
from sync.work.cluster import looked_at
from sync.work.examples import left_to_fill, lines_told
from sync.work.google import google_divisions, key_path, open_client
from sync.work.opening import opened, usual_period
from sync.work.places import periods_with_forms
from sync.work.watch import ODD, disk, room_told, watched

_NAMED = 5  # whom no letter reaches, in one sentence
_BEHIND = dt.timedelta(minutes=10)  # clocks of two machines on one store may differ a little
_KEY_OLD = dt.timedelta(days=90)
Look: TypeAlias = "Callable[[Ward], Iterator[Examined]]"


def examine(path: Path, ward: Ward | None = None) -> list[Examined]:
    """Look at everything that the office of a config.yaml needs of this machine; never raises for what it finds."""
    this = ward or Ward(path)
    found = list(of_machine(this))
    try:
        with opened(path, now=this.now) as office:
            this.office, this.config = office, office.config
            return [*found, _config(this), *_looked(this)]
    except ConfigError as error:
        return [*found, *(Examined(problem.code, "error", *problem.words(path)) for problem in error.errors)]
    except StoreError as error:
        this.config = load_config(path)
        return [*found, _config(this), bad(error.code, detail=error.detail), *_looked(this)]


def _config(this: Ward) -> Examined:
    count = len(this.config.divisions) if this.config else 0
    return good("doctor-config", file=this.path.name, divisions=str(count))


def _looked(this: Ward) -> Iterator[Examined]:
    """Look at everything; where the store cannot be read, at all that needs none."""
    for look in _LOOKS:
        try:
            yield from list(look(this))
        except StoreError as error:
            yield bad(error.code, detail=error.detail)
            this.office = None


def _examples(this: Ward) -> Iterator[Examined]:
    lines = left_to_fill(this.path)
    if lines:
        yield odd("config-example-left", file=this.path.name, count=str(len(lines)), lines=lines_told(lines))


def _folders(this: Ward) -> Iterator[Examined]:
    """Look at every folder that is read or written: whether it is there, may be read and written to, and has room."""
    if this.config is None:
        return
    folder = this.config.folder
    wanted = [folder, this.config.folder / this.config.inbox]
    wanted += [folder / period.code for period in periods_with_forms(this.config)[-1:]]
    wanted += _places(this.config)
    wanted += [folder / this.config.backups.folder] if is_elsewhere(this.config) else []
    wrong = False
    for each in dict.fromkeys(wanted):
        code = _wrong_with(each)
        if code:
            wrong = True
            yield bad(code, folder=str(each))
    if not wrong:
        yield good("doctor-folders", folder=str(folder))
    template = folder / this.config.template
    if not template.is_file():
        yield odd("doctor-no-template", file=this.config.template)
    tight = list(disk(folder))
    yield from (bad(f"doctor-{each.code}", **dict(each.facts)) for each in tight)
    if not tight:
        yield good("doctor-disk", room=room_told(shutil.disk_usage(folder).free))


def _places(config: Config) -> Iterator[Path]:
    """Yield the folders of divisions that do not lie in their period's."""
    for division in config.divisions:
        head = division.sheet.excel.partition("{period}")[0]
        if head.strip("/"):
            yield config.folder / Path(head).parent if not head.endswith("/") else config.folder / head


def _wrong_with(folder: Path) -> str:
    if not folder.is_dir():
        return "doctor-folder-missing"
    try:
        next(folder.iterdir(), None)
    except OSError:
        return "doctor-folder-unreadable"
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".baocao-"):
            return ""
    except OSError:
        return "doctor-folder-readonly"


def _store(this: Ward) -> Iterator[Examined]:
    if this.office is None:
        return
    yield from soundness.of_store(this.office)
    with this.office.store.reading() as connection:
        holder = leases.held_by(connection, ROUND)
    if holder is not None:
        yield odd("doctor-round-running", **running(holder))


def _clock(this: Ward) -> Iterator[Examined]:
    """Look whether the clock stands before what was recorded already: an empty battery, a month typed wrong."""
    if this.office is None:
        return
    with this.office.store.reading() as connection:
        last = newest(connection)
    if last is not None and this.now() < last - _BEHIND:
        times = (f"{at.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}" for at in (this.now(), last))
        yield odd("doctor-clock", **dict(zip(("time", "last"), times, strict=True)))


def _cluster(this: Ward) -> Iterator[Examined]:
    """Look at the Dask cluster, where config names one."""
    if this.config is None or this.config.executor.kind != "dask":
        return
    address = this.config.executor.scheduler
    count, code = looked_at(this.config.executor)
    if code:
        yield odd(f"doctor-{code}", address=address)
    else:
        yield good("doctor-cluster", address=address, count=str(count))


def _google(this: Ward) -> Iterator[Examined]:
    if this.office is None or this.config is None:
        return
    divisions = google_divisions(this.config, usual_period(this.office))
    if not divisions:
        return
    try:
        path = key_path(this.config)
        client = open_client(this.office)
        try:
            from sheets.google.transport import list_changed

            listed = list_changed(client, {})
        finally:
            client.close()
    except GoogleError as error:
        yield bad(error.code, **{"account": "", "sheet": "", **error.facts})
        return
    yield good("doctor-google", account=client.key.account, count=str(len(listed.files)))
    age = this.now() - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    if age > _KEY_OLD:
        yield odd("doctor-google-key-old", days=str(age.days))
    if sys.platform == "win32":
        yield odd("doctor-google-key-windows", file=str(path))


def _mail(this: Ward) -> Iterator[Examined]:
    if this.config is None:
        return
    known = this.config.divisions_of(usual_period(this.office)) if this.office else this.config.divisions
    yield from _addresses(this.config, known)
    if not this.config.mail.host:
        yield good("doctor-outbox")
        return
    try:
        try_out(this.config.mail, this.config.folder)
    except PostError as error:
        yield bad("doctor-mail", reason=str(error))
    else:
        yield good("doctor-mail", host=this.config.mail.host)


def _addresses(config: Config, divisions: Sequence[Division]) -> Iterator[Examined]:
    """Look at whom no letter can reach; an office that has no mail server and no address at all does without."""
    clerks = clerks_of(config)
    if not clerks:
        yield odd("doctor-no-clerk")
    names = [each.name for each in divisions if not each.email] + [each.name for each in clerks if not each.email]
    if names and (config.mail.host or any(each.email for each in divisions)):
        more = AND_MORE.format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
        yield odd("doctor-no-address", names=", ".join(names[:_NAMED]) + more)


def _service(this: Ward) -> Iterator[Examined]:
    if this.config is None:
        return
    states = [install.state(this.config, scope, run=this.run) for scope in ("user", "system")]
    best = next((deed for deeds in states for deed in deeds if deed.good), states[0][0])
    what, action = sentence(best.code, {"said": "", **dict(best.facts)})
    yield Examined(best.code, "ok" if best.good else "warning", what, "" if best.good else action)


def _rounds(this: Ward) -> Iterator[Examined]:
    """Look at what runs by itself: the last round, the newest backup that was verified, letters."""
    if this.office is None:
        return
    for each in watched(this.office, usual_period(this.office)):
        if each.code.startswith("disk-"):  # told with the folders
            continue
        say = odd if each.good is None or each.code in ODD else good if each.good else bad
        yield say(f"doctor-{each.code}", **each.told)


_LOOKS: Sequence[Look] = (
    _examples, _folders, _store, _clock, _cluster, _google, _mail, programs, _service, _rounds,
)  # fmt: skip
