"""config.yaml → Config: read with its lines, typed by our own field types, all that is wrong told at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import cast

import yaml

from sync.model import config_outline, config_serving
from sync.model.addresses import is_address
from sync.model.config import (
    CalendarSpec,
    CheckSetting,
    Config,
    Division,
    Extension,
    Feedback,
    GoogleSettings,
    Person,
    Severity,
    SheetPlace,
    Signer,
)
from sync.model.config_error import ConfigError, ConfigProblem
from sync.model.config_names import Names
from sync.model.period import PeriodError, parse_period
from sync.model.serving import NO_MAIL, USUAL_BACKUPS, USUAL_HOURS
from sync.model.yaml_nodes import Fields, Ledger
from sync.model.yaml_syntax import compose

__all__ = ["ConfigError", "ConfigProblem", "config_of", "load_config"]

SHEET_PATTERN = "{{period}}/{code}_BaoCao_{{period}}.xlsx"
_FEEDBACK: tuple[Feedback, ...] = ("beside", "inside", "off")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_URL_PASSWORD = re.compile(r"://[^/@\s]*:[^/@\s]+@|(?:^|[?&;\s])(?:password|pwd|sslpassword)=", re.IGNORECASE)
_PASTED = ("private_key", "private_key_id", "client_email")  # of a service account's key file


def load_config(path: Path, known_checks: Collection[str] | None = None) -> Config:
    """Return the department that a config.yaml describes.

    `known_checks` are the codes that `checks` may name; None leaves them unlooked at. Raises ConfigError, which
    holds every problem with its line and the sentence that says what to write instead.
    """
    return config_of(_bytes(path), path, known_checks)


def config_of(data: bytes, path: Path, known_checks: Collection[str] | None = None) -> Config:
    """Return the department that the bytes of a config.yaml at `path` describe, as `load_config` does."""
    root = compose(data)
    if isinstance(root, ConfigProblem):
        raise ConfigError(path, [root])
    ledger = Ledger()
    config = _config(path, hashlib.sha256(data).hexdigest(), root, ledger, known_checks)
    if ledger.problems:
        raise ConfigError(path, ledger.problems)
    return config


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError(path, [ConfigProblem("config-missing", 0)]) from error
    except OSError as error:
        raise ConfigError(path, [ConfigProblem("config-unreadable", 0)]) from error


def _config(
    path: Path, digest: str, root: yaml.MappingNode, ledger: Ledger, known_checks: Collection[str] | None
) -> Config:
    fields, names = Fields(root, ledger), Names(ledger)
    config = Config(
        path=path,
        digest=digest,
        name=fields.text("name"),
        short_name=fields.text("short_name"),
        parent=fields.text("parent"),
        symbol=names.give_code("symbol", fields, "symbol"),
        place=fields.text("place"),
        addressee=fields.texts("addressee"),
        subject=fields.printed("subject"),
        signers=fields.entries("signers", partial(_signer, names), required=True),
        recipients=fields.texts("recipients", required=True),
        people=fields.entries("people", _person),
        divisions=fields.entries("divisions", partial(_division, names, _feedback(fields, "beside")), required=True),
        outline=fields.entries("outline", partial(config_outline.part, names), required=True),
        indicators=fields.entries("indicators", partial(config_outline.indicator, names)),
        annexes=fields.entries("annexes", partial(config_outline.annex, names)),
        calendar=fields.fields("calendar", partial(_calendar, names), required=True) or CalendarSpec(1, 1),
        checks=fields.fields("checks", partial(_checks, known_checks)) or (),
        abbreviations=fields.fields("abbreviations", _pairs) or {},
        store=_store(fields),
        template=_template(fields),
        inbox=_inside(fields, "inbox", "hop-thu-den"),
        google=fields.fields("google", _google) or GoogleSettings(),
        mail=fields.fields("mail", config_serving.mail) or NO_MAIL,
        backups=fields.fields("backups", config_serving.backups) or USUAL_BACKUPS,
        executor=config_serving.executor(fields),
    )
    config_outline.look_at_indicators(fields.ledger, config.indicators)
    fields.close()
    names.settle()
    return config


def _signer(names: Names, fields: Fields) -> Signer:
    signer_id = names.give_code("signer", fields, "id")
    return Signer(
        signer_id, fields.texts("title", required=True, example="GIÁM ĐỐC"), fields.text("name", ""), fields.valid()
    )


def _person(fields: Fields) -> Person:
    role = fields.choice("role", ("clerk", "administrator"))
    return Person(fields.text("name"), role, _email(fields), fields.text("phone", ""))


def _feedback(fields: Fields, usual: Feedback) -> Feedback:
    found = next((each for each in _FEEDBACK if each == fields.choice("feedback", _FEEDBACK, usual)), usual)
    return found if fields.has("feedback") else usual


def _division(names: Names, feedback: Feedback, fields: Fields) -> Division:
    division = names.give_code("division", fields, "code")
    if names.line("division", division) == fields.line_at("code"):
        names.give("called", division, fields.line_at("code"))
    aliases = fields.marked("aliases")
    for alias, line in aliases:
        names.give("called", alias, line)
    replaces = fields.marked("replaces")
    for former, line in replaces:
        if former == division:
            fields.ledger.note("config-replaces-itself", line, typed=former)
    return Division(
        code=division,
        name=fields.text("name"),
        sheet=fields.fields("sheet", partial(_sheet, names, division))
        or SheetPlace(excel=SHEET_PATTERN.format(code=division)),
        email=_email(fields),
        phone=fields.text("phone", ""),
        aliases=tuple(alias for alias, _ in aliases),
        feedback=_feedback(fields, feedback),
        valid=fields.valid(),
        replaces=tuple(former for former, _ in replaces),
    )


def _email(fields: Fields) -> str:
    typed = fields.text("email", "")
    if typed and not is_address(typed):
        fields.ledger.note("config-not-an-email", fields.line_at("email"), key="email", typed=typed)
    return typed


def _sheet(names: Names, division: str, fields: Fields) -> SheetPlace:
    excel, google = fields.text("excel", ""), fields.text("google", "")
    if excel and google:
        fields.ledger.note("config-two-sheets", fields.line_at("google"), typed=division)
    if google:
        names.give_spreadsheet(google, division, fields.line_at("google"))
        return SheetPlace(google=google)
    if not excel:
        return SheetPlace(excel=SHEET_PATTERN.format(code=division))
    pattern = excel.replace("{code}", division)
    if _is_pattern(fields, pattern, SHEET_PATTERN.format(code=division)):
        names.give("excel", pattern, fields.line_at("excel"))
    return SheetPlace(excel=pattern)


def _is_pattern(fields: Fields, pattern: str, suggestion: str) -> bool:
    """Tell whether a path pattern can be used; note why not."""
    line = fields.line_at("excel")
    odd = next((found[0] for found in _BRACES.finditer(pattern) if found[1] != "period"), None)
    if odd:
        fields.ledger.note("config-sheet-pattern", line, typed=odd, suggestion=suggestion)
    elif "{period}" not in pattern:
        fields.ledger.note("config-sheet-without-period", line, typed=pattern, suggestion=suggestion)
    elif not _is_inside(pattern):
        fields.ledger.note("config-path-outside", line, typed=pattern, suggestion=suggestion)
    else:
        return True
    return False


def _is_inside(path: str) -> bool:
    """Tell whether a relative path stays below the folder; "\\" is refused, it is a plain letter outside Windows."""
    windows = PureWindowsPath(path)
    return not (windows.drive or windows.root or "\\" in path or ".." in PurePosixPath(path).parts)


def _inside(fields: Fields, key: str, default: str) -> str:
    typed = fields.text(key, default)
    if not _is_inside(typed):
        fields.ledger.note("config-path-outside", fields.line_at(key), typed=typed, suggestion=f"{key}: {default}")
    return typed


def _template(fields: Fields) -> str:
    typed = _inside(fields, "template", "mau-bao-cao.docx")
    if not typed.casefold().endswith(".docx"):
        stem = PurePosixPath(typed).stem or "mau-bao-cao"
        fields.ledger.note(
            "config-not-docx", fields.line_at("template"), key="template", typed=typed, suggestion=f"{stem}.docx"
        )
    return typed


def _store(fields: Fields) -> str:
    typed = fields.text("store", "baocao.db")
    if _URL_PASSWORD.search(typed):
        fields.ledger.note("config-secret", fields.line_at("store"), key="store", variable="BAOCAO_STORE")
    return typed


def _google(fields: Fields) -> GoogleSettings:
    """The key stands in a file of its own, config.yaml only says where; pasted here it is told and not taken."""
    typed = fields.text("key_file", "")
    pasted = [key for key in _PASTED if fields.node(key) is not None]
    if "PRIVATE KEY" in typed or typed.startswith("{"):
        pasted, typed = ["key_file", *pasted], ""
    for key in pasted:
        fields.ledger.note("config-key-itself", fields.line_at(key), key=key)
    strict = fields.choice("protect", ("warn", "strict"), "warn") == "strict"
    return GoogleSettings(typed, "strict" if strict else "warn")


def _calendar(names: Names, fields: Fields) -> CalendarSpec:
    due_divisions, due_report = fields.whole("due_divisions", 1, 31), fields.whole("due_report", 1, 31)
    if due_divisions > due_report and fields.text("due_report", "") == str(due_report):  # not a stand-in
        fields.ledger.note(
            "config-due-order", fields.line_at("due_divisions"), typed=str(due_divisions), other=str(due_report)
        )
    rounds = fields.fields("rounds", config_serving.round_hours) or USUAL_HOURS
    holidays, working_days = fields.days("holidays"), fields.days("working_days")
    for day, (_, line) in zip(working_days, fields.marked("working_days"), strict=True):
        if day in holidays:
            fields.ledger.note("config-day-both", line, typed=f"{day:%d/%m/%Y}")
    extensions = fields.entries("extensions", partial(_extension, names))
    return CalendarSpec(due_divisions, due_report, extensions, holidays, working_days, rounds)


def _extension(names: Names, fields: Fields) -> Extension:
    typed = fields.text("period")
    try:
        period = parse_period(typed).code if typed else ""
    except PeriodError:
        period = typed
        fields.ledger.note("config-not-a-period", fields.line_at("period"), key="period", typed=typed)
    report = fields.day("report") if fields.has("report") else None
    due = fields.day("due") if report is None or fields.has("due") else None
    return Extension(period, due, names.point_one("division", fields, "division", "") or None, report)


def _checks(known: Collection[str] | None, fields: Fields) -> tuple[CheckSetting, ...]:
    settings = []
    for check in fields.free_keys():
        severity = fields.choice(check, ("error", "warning", "note", "off"))
        settings.append(CheckSetting(check, cast("Severity", severity), fields.line_at(check)))
        if known is not None and check not in known:
            fields.ledger.note_choice(
                "name", fields.line_at(check), check, sorted(known), key="checks", list="danh sách phép kiểm tra"
            )
    return tuple(settings)


def _pairs(fields: Fields) -> dict[str, str]:
    return {key: fields.text(key) for key in fields.free_keys()}
