"""What a number format shows: "03" for 3 under 00, "1.007" for 1007 under #,##0, as a Vietnamese Excel shows it.

Formats are those of ECMA-376 Part 1, 18.8.31. What this renderer does not know (fractions, conditions in
brackets, exponents) is shown as plain digits: a wrong guess would be worse than none.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

# Built-in formats that carry no code in the file: ECMA-376 Part 1, 18.8.30. 14 and 22 follow the locale.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

GENERAL_DIGITS = 11  # what General shows at most
_EXACT_DIGITS = 15  # of a double
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>[Gg][Ee][Nn][Ee][Rr][Aa][Ll])|(?P<half>[Aa][Mm]/[Pp][Mm]|A/P)|(?P<exponent>[Ee][+-])"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?)|(?P<digits>[0#?,.]+)|(?P<other>.)",
    re.DOTALL,
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_ROUND = Context(prec=400, rounding=ROUND_HALF_UP)

_EPOCH_1900 = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)
_LAST_SERIAL = 2958466  # the day after 31/12/9999


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: its tokens, in order, as (kind, text)."""

    tokens: tuple[tuple[str, str], ...]
    digits: str = ""  # all digit placeholders together
    scale: int = 0  # powers of ten to multiply by: 2 for each %, -3 for each trailing comma
    known: bool = True


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format, read: `general` shows plain digits, `date` and `time` say which parts of a moment it shows."""

    sections: tuple[Section, ...] = ()
    general: bool = False
    date: bool = False
    time: bool = False
    elapsed: bool = False
    usual: str = ""  # the code itself where it is one of those that need no rendering: #,##0, 0, 00, 000 …


GENERAL = NumberFormat(general=True)


@lru_cache(maxsize=1024)
def read_format(code: str) -> NumberFormat:
    """Return the format that `code` describes; never raises."""
    if code in {"", "General", "@"} or len(code) > 255:
        return GENERAL
    sections = [_tokens(section) for section in _split(code)]
    first = sections[0]
    date = any(kind == "date" and text[0] in "ydYD" for kind, text in first) or _months(first)
    time = any((kind == "date" and text[0] in "hsHS") or kind in {"half", "elapsed"} for kind, text in first)
    elapsed = any(kind == "elapsed" for kind, _ in first)
    if not (date or time) and any(kind == "general" for kind, _ in first) and len(sections) == 1 and len(first) == 1:
        return GENERAL
    usual = code if code == "#,##0" or not code.strip("0") else ""
    read = tuple(_section(tokens) for tokens in sections)
    return NumberFormat(read, date=date, time=time, elapsed=elapsed, usual=usual)


def _split(code: str) -> list[str]:
    """Cut at the semicolons that stand outside quotes, brackets and escapes; four sections at most."""
    sections, current = [], ""
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            sections.append(current)
            current = ""
        else:
            current += match[0]
    return [*sections, current][:4]


def _tokens(section: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "bracket":
            kind, text = _bracket(text)
        elif kind in {"quoted", "escaped"}:
            kind = "literal"
        elif kind == "space":
            text = " "
            kind = "literal"
        tokens.append((kind, text))
    return tokens


def _bracket(text: str) -> tuple[str, str]:
    """Read [h], [$₫-42A], [Red] and [>100]."""
    if _ELAPSED.fullmatch(text):
        return "elapsed", text.lower()
    if text.startswith("$"):
        return "literal", text[1:].partition("-")[0]
    return ("condition" if text[:1] in "<>=" else "fill"), text


def _months(tokens: list[tuple[str, str]]) -> bool:
    """True where an m means months: no hour before it and no second after it."""
    clock = any((kind == "date" and text[0] in "hHsS") or kind == "elapsed" for kind, text in tokens)
    return not clock and any(kind == "date" and text[0] in "mM" for kind, text in tokens)


def _section(tokens: list[tuple[str, str]]) -> Section:
    digits = "".join(text for kind, text in tokens if kind == "digits")
    runs = [number for number, (kind, _) in enumerate(tokens) if kind == "digits"]
    together = not runs or all(tokens[i][0] in {"digits", "fill"} for i in range(runs[0], runs[-1] + 1))
    known = together and digits.count(".") <= 1 and not any(kind in {"exponent", "condition"} for kind, _ in tokens)
    known = known and not any(kind == "other" and text == "/" for kind, text in tokens)
    scale = 2 * sum(kind == "other" and text == "%" for kind, text in tokens)
    whole = digits.partition(".")[0]
    scale -= 3 * (len(whole) - len(whole.rstrip(",")) if whole.strip(",") else 0)
    return Section(tuple(tokens), digits, scale, known)


def plain_digits(value: Decimal) -> str:
    """Return `value` as General shows it, with a decimal comma: at most eleven digits, dust rounded away."""
    if not value.is_finite():
        return str(value)
    whole = len(str(abs(value).to_integral_value())) if -11 < value.adjusted() < GENERAL_DIGITS + 1 else None
    if whole is None:
        return f"{value:.5E}".replace(".", ",")
    rounded = value.quantize(Decimal(1).scaleb(-max(0, GENERAL_DIGITS - 1 - whole)), context=_ROUND)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.replace(".", ",")


def show_whole(stored: str, form: NumberFormat) -> str | None:
    """Return what `form` shows of a stored whole number, quickly, or None where `show_number` has to be asked."""
    if not (stored.isascii() and stored.isdigit()) or len(stored) > _EXACT_DIGITS:
        return None
    if form.general:
        return (stored.lstrip("0") or "0") if len(stored) <= GENERAL_DIGITS else None
    if not form.usual:
        return None
    return f"{int(stored):,}".replace(",", ".") if form.usual == "#,##0" else stored.zfill(len(form.usual))


def show_number(value: Decimal, form: NumberFormat) -> str:
    """Return what `form` shows of a number; plain digits where the format is General or unknown."""
    if form.general or not form.sections:
        return plain_digits(value)
    section, signed = _pick(value, form.sections)
    if not section.known:
        return plain_digits(value)
    if not section.digits:
        if any(kind == "general" for kind, _ in section.tokens):
            return _compose(section, plain_digits(abs(value)), minus=signed and value < 0)
        return "".join(text for kind, text in section.tokens if kind in {"literal", "other"} and text != "@").strip()
    digits, zero = _digits(abs(value).scaleb(section.scale, _ROUND), section.digits)
    return _compose(section, digits, minus=signed and value < 0 and not zero)


def _pick(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """Return the section for this value, and whether the minus sign is ours to write."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _digits(value: Decimal, pattern: str) -> tuple[str, bool]:
    whole_pattern, _, decimals_pattern = pattern.partition(".")
    decimals_pattern = decimals_pattern.replace(",", "")
    grouped = "," in whole_pattern.rstrip(",")
    whole_pattern = whole_pattern.replace(",", "")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals_pattern)), context=_ROUND)
    whole, _, decimals = f"{rounded:f}".partition(".")
    least = len(whole_pattern) - len(whole_pattern.lstrip("#?"))
    whole = whole.lstrip("0").rjust(len(whole_pattern) - least, "0")
    if grouped:
        whole = _group(whole)
    optional = len(decimals_pattern) - len(decimals_pattern.rstrip("#?"))
    while optional and decimals.endswith("0"):
        decimals, optional = decimals[:-1], optional - 1
    point = "," if decimals or (decimals_pattern == "" and "." in pattern) else ""
    return f"{whole}{point}{decimals}", not rounded


def _group(whole: str) -> str:
    head = len(whole) % 3
    groups = [whole[:head]] if head else []
    return ".".join([*groups, *(whole[i : i + 3] for i in range(head, len(whole), 3))])


def _compose(section: Section, digits: str, *, minus: bool) -> str:
    text, written = "", False
    for kind, token in section.tokens:
        if kind in {"digits", "general"}:
            text += "" if written else digits
            written = True
        elif kind in {"literal", "other"}:
            text += token
        elif kind in {"date", "half"}:
            text += token  # letters outside quotes that this format cannot mean as a date
    return ("-" if minus else "") + text.strip()


def moment(serial: Decimal, form: NumberFormat, *, since_1904: bool) -> dt.date | dt.datetime | dt.time | None:
    """Return the date, time or moment of a serial number, or None where it is none (negative, after 9999).

    Excel's 1900 system counts a 29/2/1900 that never was (ECMA-376 Part 1, 18.17.4.1).
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    if not form.date:
        return None if serial >= 1 else _clock(serial)
    if not since_1904 and serial < 60:
        serial += 1
    days = int(serial)
    if since_1904 and days > _LAST_SERIAL - 1463:
        return None
    seconds = _seconds(serial - days)
    whole = (_EPOCH_1904 if since_1904 else _EPOCH_1900) + dt.timedelta(days=days, seconds=float(seconds))
    return whole if form.time or seconds else whole.date()


def _clock(serial: Decimal) -> dt.time | None:
    seconds = _seconds(serial)
    return (dt.datetime.min + dt.timedelta(seconds=float(seconds))).time() if seconds < 86400 else None


def _seconds(fraction: Decimal) -> Decimal:
    """A day's fraction in seconds, to the millisecond: floats carry no more (1/3 is 08:00:00, not 07:59:59.999997)."""
    return (fraction * 86400).quantize(Decimal("0.001"), context=_ROUND)


def show_moment(value: dt.date | dt.time, form: NumberFormat) -> str:
    """Return what `form` shows of a date, time or moment; dd/mm/yyyy where it names months in words."""
    tokens = form.sections[0].tokens if form.sections else ()
    twelve = any(kind == "half" for kind, _ in tokens)
    out: list[str] = []
    clock = False  # an m after an hour, or before a second, is minutes
    for number, (kind, text) in enumerate(tokens):
        if kind in {"date", "elapsed"}:
            letter = text[0].lower()
            minutes = letter == "m" and (clock or _second_follows(tokens, number))
            shown = _piece(value, letter, len(text), minutes=minutes, twelve=twelve)
            if shown is None:
                return _usual(value)
            clock = letter == "h" or (clock and letter not in "yd" and not minutes)
            out.append(shown)
        elif kind == "half":
            out.append("SA" if getattr(value, "hour", 0) < 12 else "CH")
        elif kind in {"literal", "other", "digits"}:
            out.append(text if text != "@" else "")
    return "".join(out).strip()


def _second_follows(tokens: tuple[tuple[str, str], ...], number: int) -> bool:
    later = next((text for kind, text in tokens[number + 1 :] if kind in {"date", "elapsed"}), "")
    return later[:1] in {"s", "S"}


def _piece(value: dt.date | dt.time, letter: str, width: int, *, minutes: bool, twelve: bool) -> str | None:
    """Return one part of a moment, or None where it is written in words or the value has no such part."""
    if letter == "m" and not minutes:
        return _padded(value.month, width) if isinstance(value, dt.date) and width < 3 else None
    if letter in "yd":
        if not isinstance(value, dt.date):
            return None
        if letter == "y":
            return f"{value.year:04d}" if width > 2 else f"{value.year % 100:02d}"
        return _padded(value.day, width) if width < 3 else None
    if letter == "h":
        hour = getattr(value, "hour", 0)
        return _padded((hour % 12 or 12) if twelve else hour, width)
    return _padded(getattr(value, "minute" if letter == "m" else "second", 0), min(width, 2))


def _padded(number: int, width: int) -> str:
    return f"{number:02d}" if width > 1 else str(number)


def _usual(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else f"{value:%H:%M}"
