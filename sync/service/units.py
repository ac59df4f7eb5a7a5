"""What the system is told to run: a systemd unit or a task of Windows' Task Scheduler, as text; pure functions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal
from xml.sax.saxutils import escape, unescape

Scope = Literal["user", "system"]

# UMask: what is made for colleagues (status page, remarks) they must be able to read. Who may reach the office's folder
# is said by that folder, and archives are for their owner alone (sealed.py).
# systemd.exec(5): what needs no privilege of whoever starts it, and what only the system's own manager can set up.
_HARDENED = """\
NoNewPrivileges=yes
UMask=0022
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
SystemCallFilter=@system-service
"""
_HARDENED_SYSTEM = """\
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """What is run, and where: the interpreter, the office's config, the folders that are written to.

    `code` is the department's, for the name; `user` whom it runs as (Windows: DOMAIN\\user).
    """

    python: PurePath
    config: PurePath
    folders: tuple[PurePath, ...]
    code: str
    user: str

    @property
    def name(self) -> str:
        """The name of unit or task: several offices of one machine do not meet."""
        return f"baocao-{self.code.lower()}"


def systemd_unit(this: Installed, scope: Scope) -> str:
    """Return a unit that keeps `baocao serve` running; systemd.service(5), systemd.exec(5).

    Paths may hold blanks, quotes, "%" and "$"; one with a line end or another control character raises ValueError: it
    would be a line of the unit. The process may write into the office's folders and nowhere else.
    """
    for told in (this.python, this.config, *this.folders, this.user):
        if any(unicodedata.category(letter) == "Cc" for letter in str(told)):
            raise ValueError(told)
    command = " ".join(map(_argument, (this.python, "-P", "-m", "baocao", "serve", "--config", this.config)))
    office, *others = this.folders  # "-": a disk for backups that is away keeps no service from starting
    writable = " ".join(map(_argument, (office, *(f"-{folder}" for folder in others))))
    system = f"User={this.user}\n{_HARDENED_SYSTEM}ReadWritePaths={writable}\n" if scope == "system" else ""
    target = "multi-user.target" if scope == "system" else "default.target"
    return (
        "[Unit]\n"
        f"Description=baocao serve ({this.code})\n"
        "Wants=network-online.target\n"
        "After=network-online.target\n"
        "\n"
        "[Service]\n"
        "Type=exec\n"
        f"ExecStart={command}\n"
        f"WorkingDirectory={_path(this.config.parent)}\n"
        "Environment=PYTHONUTF8=1\n"
        "Restart=on-failure\n"
        "RestartSec=60\n"
        "TimeoutStopSec=180\n"
        f"{_HARDENED}{system}"
        "\n"
        "[Install]\n"
        f"WantedBy={target}\n"
    )


def scheduled_task(this: Installed, *, with_password: bool) -> str:
    """Return a task that runs `baocao serve --once` every quarter of an hour, as XML (UTF-16 when it is saved).

    One instance; a missed start is made up: StartWhenAvailable works only for an endless repetition or with an
    EndBoundary, so the repetition has no Duration. InteractiveToken runs only while the user is logged on, but reaches
    network shares; a task that is stored with a password runs always (Task Scheduler schema 1.2).
    """
    arguments = f'-P -m baocao serve --once --config "{this.config}"'
    logon = "Password" if with_password else "InteractiveToken"
    pythonw = this.python.with_name("pythonw.exe") if this.python.name.lower() == "python.exe" else this.python
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>baocao serve --once ({escape(this.code)})</Description>
    <URI>\\{escape(this.name)}</URI>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT15M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2024-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>{escape(this.user)}</UserId>
      <Delay>PT2M</Delay>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{escape(this.user)}</UserId>
      <LogonType>{logon}</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(str(pythonw))}</Command>
      <Arguments>{escape(arguments)}</Arguments>
      <WorkingDirectory>{escape(str(this.config.parent))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def folder_of(written: str) -> str:
    """Return the office's folder that a unit or a task of ours names, "" where it names none."""
    unit = re.search(r"^WorkingDirectory=(.+)$", written, re.MULTILINE)
    if unit:
        return unit[1].replace("%%", "%")
    task = re.search(r"<WorkingDirectory>([^<]+)</WorkingDirectory>", written)
    return unescape(task[1]) if task else ""


def _argument(word: object) -> str:
    """Return a word of a systemd command line in quotes: its backslashes, quotes, "%" and "$" mean themselves."""
    text = str(word).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"'


def _path(path: PurePath) -> str:
    """Return a path as WorkingDirectory= takes it: to the line's end, no quotes, only "%" is special."""
    return str(path).replace("%", "%%")
