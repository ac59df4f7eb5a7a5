"""Putting the service into the system, asking how it is, and taking it out again."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sync.model.config import Config
from sync.model.messages import service as say
from sync.service.backups import is_elsewhere
from sync.service.units import Installed, Scope, folder_of, scheduled_task, systemd_unit
from sync.work.files import write_over

NO_ANSWER = 127  # the code of a shell that knows no such command
_LINE = 200  # letters of the system's words
Run = Callable[[Sequence[str]], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done or left to be done: the code of its sentence, and facts."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    good: bool = True


def run(command: Sequence[str]) -> tuple[int, str]:
    """Run a command of the system and return its exit code and what it said; NO_ANSWER and words of ours where there is
    no such command.
    """
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603 words of ours alone
    except subprocess.TimeoutExpired:
        return NO_ANSWER, say.NO_ANSWER.format(command=command[0])
    except OSError:
        return NO_ANSWER, say.NO_COMMAND.format(command=command[0])
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").strip()


def told(code: int, said: str) -> str:
    """Return what a command of the system answered, as a sentence of ours can bear it: states in our words, else its
    own, marked as such, and no more than a line; ours as they are.
    """
    line = next((line.strip().rstrip(".") for line in said.splitlines() if line.strip()), "")
    if code == NO_ANSWER or not line:
        return line
    return say.STATES.get(line) or say.SYSTEM_SAYS.format(said=line[:_LINE])


class NobodyError(Exception):
    """The whole machine's service would run as root: nobody was named whose rights are enough."""


def what_is_installed(config: Config, user: str = "") -> Installed:
    """Return what the system will be told of an office: this very interpreter, its config, its folders, its user."""
    folders = [config.folder]
    if is_elsewhere(config):
        folders.append(config.folder / config.backups.folder)
    user = user or getpass.getuser()
    if sys.platform == "win32" and os.environ.get("USERDOMAIN") and "\\" not in user:
        user = f"{os.environ['USERDOMAIN']}\\{user}"
    return Installed(Path(sys.executable), config.path, tuple(folders), config.department, user)


def who_runs(config: Config, named: str = "") -> str:
    """Return whose rights the whole machine's service gets: who is named, who called sudo, else whose config it is.

    Never root of itself (least privileges): raises NobodyError where nobody else is known, or the one named is not.
    """
    if sys.platform != "win32":
        import pwd

        for name in (named,) if named else _known(config):
            with suppress(KeyError):
                if pwd.getpwnam(name).pw_uid != 0 or named:
                    return name
    raise NobodyError(named)


def _known(config: Config) -> Iterator[str]:
    yield os.environ.get("SUDO_USER", "")
    if sys.platform != "win32":
        with suppress(KeyError):  # of a number without a name
            yield config.path.owner()
    with suppress(KeyError, OSError):
        yield getpass.getuser()


def install(config: Config, scope: Scope, *, with_password: bool = False, user: str = "", run: Run = run) -> list[Deed]:
    """Write what the system needs and have it taken up; each deed is told, also one that is left to a person.

    `user` is whom the whole machine's service runs as; raises NobodyError where that would be root unasked.
    """
    system_wide = scope == "system" and sys.platform != "win32"
    this = what_is_installed(config, who_runs(config, user) if system_wide else "")
    if sys.platform == "win32":
        return _install_task(config, this, with_password, run)
    path = unit_path(this.name, scope)
    if others := _anothers(config, this.name, _text(path)):
        return others
    write_over(path, systemd_unit(this, scope).encode())
    deeds = [Deed("service-written", (("file", str(path)),))]
    deeds += [Deed("service-user", (("user", this.user),))] if system_wide else []
    manager = _manager(scope)
    for words in (("daemon-reload",), ("enable", "--now", path.name)):
        code, said = run([*manager, *words])
        if code:
            command = " ".join([*manager, "enable", "--now", path.name])
            return [*deeds, Deed("service-left", (("command", command), ("said", told(code, said))), good=False)]
    deeds.append(Deed("service-runs", (("name", this.name),)))
    if scope == "user":
        code, _ = run(["loginctl", "enable-linger", this.user])
        if code:  # a user's services end when she logs off
            deeds.append(Deed("service-no-linger", (("command", f"loginctl enable-linger {this.user}"),), good=False))
    return deeds


def remove(config: Config, scope: Scope, run: Run = run) -> list[Deed]:
    """Take out what `install` put in; data and config stay."""
    this = what_is_installed(config)
    if sys.platform == "win32":
        if others := _anothers(config, this.name, _task(this.name, run)):
            return others
        code, said = run(["schtasks", "/Delete", "/F", "/TN", this.name])
        return [Deed("service-removed" if code == 0 else "service-not-there", (("name", this.name), ("said", said)))]
    path = unit_path(this.name, scope)
    if not path.exists():
        return [Deed("service-not-there", (("name", this.name),))]
    if others := _anothers(config, this.name, _text(path)):
        return others
    manager = _manager(scope)
    run([*manager, "disable", "--now", path.name])
    path.unlink()
    run([*manager, "daemon-reload"])
    return [Deed("service-removed", (("name", this.name),))]


def state(config: Config, scope: Scope, run: Run = run) -> list[Deed]:
    """Return whether the service is installed and runs, as the system sees it."""
    this = what_is_installed(config)
    if sys.platform == "win32":
        code, said = run(["schtasks", "/Query", "/TN", this.name])
        there = code == 0
        if there and (others := _anothers(config, this.name, _task(this.name, run))):
            return others
        return [Deed("service-runs" if there else "service-not-there", (("name", this.name), ("said", said)), there)]
    path = unit_path(this.name, scope)
    if not path.exists():
        return [Deed("service-not-there", (("name", this.name),), good=False)]
    if others := _anothers(config, this.name, _text(path)):
        return others
    code, said = run([*_manager(scope), "is-active", path.name])
    if code:
        return [
            Deed(
                "service-stands-still",
                (("name", this.name), ("said", told(code, said) or say.STATES["unknown"])),
                good=False,
            )
        ]
    return [Deed("service-runs", (("name", this.name),))]


def unit_path(name: str, scope: Scope) -> Path:
    """Return where a unit's file belongs (systemd.unit(5))."""
    if scope == "system":
        return Path("/etc/systemd/system") / f"{name}.service"
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "systemd" / "user" / f"{name}.service"


def _anothers(config: Config, name: str, written: str) -> list[Deed]:
    """Return that a unit or task of this name, as it is `written`, runs another office's folder: a trial beside the
    real one has its symbol and so its name. Nothing is done to it, but for a folder that is an office no more.
    """
    folder = folder_of(written)
    if not folder or not (Path(folder) / config.path.name).is_file():
        return []
    with suppress(OSError):
        if Path(folder).samefile(config.folder):
            return []
    return [Deed("service-of-another", (("name", name), ("folder", folder)), good=False)]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _task(name: str, run: Run) -> str:
    """Return a task of Windows as XML, "" where there is none; letters of another code page come as they may."""
    code, said = run(["schtasks", "/Query", "/TN", name, "/XML"])
    return said if code == 0 else ""


def _manager(scope: Scope) -> list[str]:
    return ["systemctl", *(["--user"] if scope == "user" else [])]


def _install_task(config: Config, this: Installed, with_password: bool, run: Run) -> list[Deed]:
    """Register the task; its XML stays below the office's folder, for whoever registers it by hand."""
    if others := _anothers(config, this.name, _task(this.name, run)):
        return others
    path = config.folder / "nhat-ky" / f"{this.name}.xml"
    write_over(path, scheduled_task(this, with_password=with_password).encode("utf-16"))
    deeds = [Deed("service-written", (("file", str(path)),))]
    command = ["schtasks", "/Create", "/F", "/TN", this.name, "/XML", str(path)]
    if with_password:  # Windows asks for it itself: it never passes through here
        by_hand = f'schtasks /Create /F /TN {this.name} /XML "{path}" /RU "{this.user}" /RP *'
        return [*deeds, Deed("service-left", (("command", by_hand), ("said", "")), good=False)]
    code, said = run(command)
    if code:
        by_hand = f'schtasks /Create /F /TN {this.name} /XML "{path}"'
        return [*deeds, Deed("service-left", (("command", by_hand), ("said", told(code, said))), good=False)]
    return [*deeds, Deed("service-runs", (("name", this.name),))]
