"""The service's part of config.yaml: `calendar.rounds`, `mail`, `backups`, `executor`."""

from __future__ import annotations

import datetime as dt
import re
from typing import cast

import yaml

from sync.model.addresses import is_address
from sync.model.serving import (
    LOCAL,
    NO_MAIL,
    USUAL_BACKUPS,
    USUAL_HOURS,
    BackupSettings,
    ExecutorSettings,
    MailSettings,
    RoundHours,
    Security,
)
from sync.model.yaml_nodes import Fields

_TIME = re.compile(r"([01]?\d|2[0-3])[:hg]([0-5]\d)?", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")
_SCHEDULER = re.compile(r"(?:tcp|tls)://[^\s/@]+:\d{1,5}")
_SECRETS = ("password", "passwd", "pass", "pwd", "secret", "token", "mat_khau")
_SECURITY: tuple[Security, ...] = ("starttls", "tls", "none")


def round_hours(fields: Fields) -> RoundHours:
    """Return when rounds are due by themselves; notes what is no time of day, and hours that end before they begin."""
    usual = USUAL_HOURS
    nightly = tuple(_time(fields, "nightly", typed, line) for typed, line in fields.marked("nightly"))
    hours = RoundHours(
        nightly=tuple(dict.fromkeys(sorted(nightly))) or usual.nightly,
        busy_days=fields.whole("busy_days", 0, 31, usual.busy_days),
        busy_minutes=fields.whole("busy_minutes", 5, 1440, usual.busy_minutes),
        busy_from=_hour(fields, "busy_from", usual.busy_from),
        busy_until=_hour(fields, "busy_until", usual.busy_until),
    )
    if hours.busy_until < hours.busy_from:
        facts = {"typed": f"{hours.busy_until:%H:%M}", "other": f"{hours.busy_from:%H:%M}"}
        fields.ledger.note("config-hours-order", fields.line_at("busy_until"), **facts)
    return hours


def mail(fields: Fields) -> MailSettings:
    """Return how mail leaves the house; a password that stands here is told and not taken."""
    _refuse_secrets(fields, "BAOCAO_MAIL_PASSWORD")
    usual = NO_MAIL
    host = fields.text("host", "")
    if host and not _HOST.fullmatch(host):
        fields.ledger.note("config-not-a-host", fields.line_at("host"), typed=host)
    security = cast("Security", fields.choice("security", _SECURITY, usual.security))
    sender = fields.text("sender", "")
    if sender and not is_address(sender):
        fields.ledger.note("config-not-an-email", fields.line_at("sender"), key="sender", typed=sender)
    if host and not sender:
        fields.text("sender", example="baocao@so.tinh.gov.vn")  # required here: noted as missing
    before = [_days(fields, typed, line) for typed, line in fields.marked("before")]
    return MailSettings(
        host=host,
        port=fields.whole("port", 1, 65535, {"starttls": 587, "tls": 465, "none": 25}[security]),
        security=security,
        user=fields.text("user", ""),
        password_file=fields.text("password_file", ""),
        sender=sender,
        before=tuple(sorted(set(before), reverse=True)) if before else usual.before,
        at=_hour(fields, "at", usual.at),
    )


def backups(fields: Fields) -> BackupSettings:
    """Return where backups lie and how many are kept; at least one a day is."""
    usual = USUAL_BACKUPS
    return BackupSettings(
        folder=fields.text("folder", usual.folder),
        daily=fields.whole("daily", 1, 366, usual.daily),
        weekly=fields.whole("weekly", 0, 520, usual.weekly),
        monthly=fields.whole("monthly", 0, 240, usual.monthly),
    )


def executor(fields: Fields) -> ExecutorSettings:
    """Return who computes: `executor: local`, or `executor: {dask: "tcp://…:8786"}`."""
    if not isinstance(fields.node("executor"), yaml.MappingNode):
        typed = fields.text("executor", "")
        if typed and typed != "local":
            facts = {"typed": typed, "key": "executor", "allowed": 'local, {dask: "tcp://may-chu:8786"}'}
            fields.ledger.note("config-unknown-choice", fields.line_at("executor"), **facts)
        return LOCAL
    return fields.fields("executor", _dask) or LOCAL


def _dask(fields: Fields) -> ExecutorSettings:
    typed = fields.text("dask", example="tcp://may-chu:8786")
    if typed and not _SCHEDULER.fullmatch(typed):
        fields.ledger.note("config-not-a-scheduler", fields.line_at("dask"), typed=typed)
    return ExecutorSettings("dask", typed)


def _refuse_secrets(fields: Fields, variable: str) -> None:
    for key in _SECRETS:
        if fields.has(key):
            fields.text(key, "")
            fields.ledger.note("config-secret", fields.line_at(key), key=key, variable=variable)


def _hour(fields: Fields, key: str, usual: dt.time) -> dt.time:
    typed = fields.text(key, "")
    return _time(fields, key, typed, fields.line_at(key)) if typed else usual


def _time(fields: Fields, key: str, typed: str, line: int) -> dt.time:
    found = _TIME.fullmatch(typed.strip())
    if not found:
        fields.ledger.note("config-not-a-time", line, key=key, typed=typed)
        return dt.time(0, 0)
    return dt.time(int(found[1]), int(found[2] or 0))


def _days(fields: Fields, typed: str, line: int) -> int:
    if re.fullmatch(r"\d{1,2}", typed) and int(typed) <= 20:
        return int(typed)
    fields.ledger.note("config-out-of-range", line, key="before", typed=typed, low="0", high="20", example="3")
    return 0
