"""Lũy kế từ đầu năm: the formula that a form reckons it by, and what the formula gives."""

from __future__ import annotations

from decimal import Decimal

from sheets.prefill import IndicatorRow


def formula(indicator: IndicatorRow, month: str, correction: str, *, separator: str = ",") -> str:
    """Return Lũy kế as a sheet reckons it from these cells: what was reported before, the month, the correction.

    A level (stock, rate) does not add up. Nothing is shown where nothing is known, where earlier months of the year are
    missing, or where a figure is text. Excel keeps formulas with "," whatever its language; Google reads them as if
    typed, where ";" is right in every locale, and no decimal sign is: a fraction is then written as a division.
    """
    if not indicator.whole:
        return '=""'
    if not indicator.flow:
        return separator.join((f"=IF(ISNUMBER({month})", month, '"")'))
    cells = f"{month}{separator}{correction}"
    if indicator.cumulative is None:
        total, known = f"SUM({cells})", f"COUNT({cells})>0"
    else:
        total, known = f"SUM({_number(indicator.cumulative, separator)}{separator}{cells})", "TRUE"
    plain = separator.join((known, f"NOT(ISTEXT({month}))", f"NOT(ISTEXT({correction}))"))
    return separator.join((f"=IF(AND({plain})", total, '"")'))


def _number(value: Decimal, separator: str) -> str:
    """Return a number inside a formula: 12.5, or where no decimal sign is right everywhere 125/10."""
    whole, _, fraction = f"{value:f}".partition(".")
    if separator == "," or not fraction.strip("0"):
        return f"{value:f}" if separator == "," else whole
    return f"{int(whole + fraction)}/{10 ** len(fraction)}"


def result(indicator: IndicatorRow) -> Decimal | None:
    """Return what the formula gives, None where it shows nothing."""
    if not indicator.whole:
        return None
    typed = (indicator.month, indicator.correction) if indicator.flow else (indicator.month,)
    if any(isinstance(value, str) and value for value in typed):
        return None
    known = [value for value in typed if isinstance(value, Decimal)]
    if indicator.flow and indicator.cumulative is not None:
        known.append(indicator.cumulative)
    return sum(known, Decimal(0)) if known else None
