"""What Google makes of what people type into a cell, and how it shows a number, by the spreadsheet's locale.

Only what was seen or is documented: a group sign at a wrong place is ignored ("1,5" in en_US is 15). What vi_VN makes
of "3.5" is not known; here it follows the same rule and becomes 35.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

Obj = dict[str, Any]
ZERO = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a locale writes: decimal sign, group sign, and the order of a date with the sign between its parts."""

    decimal: str
    group: str
    order: str
    between: str


HABITS = {
    "en_US": Habits(".", ",", "mdy", "/"),
    "en_GB": Habits(".", ",", "dmy", "/"),
    "vi_VN": Habits(",", ".", "dmy", "/"),
    "de_DE": Habits(",", ".", "dmy", "."),
}
PATTERNS = {"mdy": "m/d/yyyy", "dmy": "d/m/yyyy"}


def habits(locale: str) -> Habits:
    """Return how this locale writes; one that is not known here writes like en_US."""
    return HABITS.get(locale, HABITS["en_US"])


def typed(text: str, locale: str, *, as_text: bool = False) -> Obj:
    """Return the CellData that typing this text gives: value as entered, and a format where Google gives one."""
    if text == "":
        return {}
    if as_text:
        return {"userEnteredValue": {"stringValue": text}}
    if text.startswith("="):
        return {"userEnteredValue": {"formulaValue": text}}
    if text.startswith("'"):
        return {"userEnteredValue": {"stringValue": text[1:]}}
    if text.upper() in {"TRUE", "FALSE"}:
        return {"userEnteredValue": {"boolValue": text.upper() == "TRUE"}}
    how = habits(locale)
    day = _date(text, how)  # before numbers: 5.3.2026 is a day where the locale parts dates by points
    if day is not None:
        pattern = {"type": "DATE", "pattern": PATTERNS[how.order].replace("/", how.between)}
        return {
            "userEnteredValue": {"numberValue": (day - ZERO).days},
            "userEnteredFormat": {"numberFormat": pattern},
        }
    number = _number(text, how)
    if number is not None:
        return number
    return {"userEnteredValue": {"stringValue": text}}


def _number(text: str, how: Habits) -> Obj | None:
    percent = text.endswith("%")
    body = text.removesuffix("%").strip()
    group, decimal = re.escape(how.group), re.escape(how.decimal)
    if not re.fullmatch(rf"[+-]?\d[\d{group}]*({decimal}\d*)?|[+-]?{decimal}\d+", body):
        return None
    number = float(body.replace(how.group, "").replace(how.decimal, "."))
    value = number / 100 if percent else number
    cell: Obj = {"userEnteredValue": {"numberValue": int(value) if value == int(value) else value}}
    if percent:
        pattern = "0.00%" if how.decimal in body else "0%"
        cell["userEnteredFormat"] = {"numberFormat": {"type": "PERCENT", "pattern": pattern}}
    elif how.group in body:
        pattern = "#,##0.00" if how.decimal in body else "#,##0"
        cell["userEnteredFormat"] = {"numberFormat": {"type": "NUMBER", "pattern": pattern}}
    return cell


def _date(text: str, how: Habits) -> dt.datetime | None:
    found = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", text)
    if found is None or found.group(2) not in {how.between, "-"}:
        return None
    first, second, year = int(found.group(1)), int(found.group(3)), int(found.group(4))
    month, day = (first, second) if how.order == "mdy" else (second, first)
    try:
        return dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError:
        return None


def shown(value: Obj, number_format: Obj, locale: str) -> str:
    """Return what stands in the cell."""
    if "stringValue" in value:
        return str(value["stringValue"])
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return f"#{value['errorValue']['type']}!"
    number, pattern = value["numberValue"], number_format.get("pattern", "")
    if number_format.get("type") in {"DATE", "DATE_TIME"}:
        return _day(number, pattern)
    if pattern in {"", "@", "General"}:
        return _sign(f"{number:.10g}", habits(locale))
    percent = pattern.endswith("%")
    places = len(pattern.removesuffix("%").partition(".")[2])
    text = f"{number * 100 if percent else number:,.{places}f}"
    if "," not in pattern:
        text = text.replace(",", "")
    return _sign(text, habits(locale)) + ("%" if percent else "")


def _sign(text: str, how: Habits) -> str:
    return text.translate({ord(","): how.group, ord("."): how.decimal})


def _day(serial: float, pattern: str) -> str:
    day = ZERO + dt.timedelta(days=serial)
    parts = {"dd": f"{day:%d}", "d": str(day.day), "mm": f"{day:%m}", "m": str(day.month), "yyyy": f"{day:%Y}"}
    parts |= {"hh": f"{day:%H}", "h": str(day.hour), "ss": f"{day:%S}"}
    wanted = pattern or "dd/mm/yyyy"
    return re.sub(r"y+|m+|d+|h+|s+", lambda found: parts.get(found.group(), found.group()), wanted)
