"""Figures: runs of digits, points and commas, read and written as Vietnamese offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from sync.normalise.parsed import Parsed

FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SIGNS = re.compile(r"[.,]")
# Decimal's usual 28 digits would round a long number; no report has longer ones than this.
EXACT = Context(prec=60)
_LONGEST = 30
# A double holds 15 digits; what a program writes beyond them ("0.30000000000000004") is dust.
_SIGNIFICANT = 15
_DUSTLESS = Context(prec=_SIGNIFICANT)


@dataclass(frozen=True, slots=True)
class Custom:
    """How a figure's only separator is read where three digits follow it, as the unit has it.

    `point_groups`: "1.007" is 1007 (else it asks); `comma_is_decimal`: "1,007" is 1.007 (else it asks);
    `whole`: the thing counted has no fractions.
    """

    point_groups: bool = True
    comma_is_decimal: bool = False
    whole: bool = False


def plain_decimal(value: Decimal) -> Decimal:
    """Return `value` without exponent and without idle zeros: 1E+3 → 1000, 1.50 → 1.5, -0 → 0."""
    if value == value.to_integral_value(context=EXACT):
        return Decimal(int(value))
    return value.normalize(EXACT)


def read_figure(figure: str, custom: Custom) -> Parsed[Decimal]:
    """Return what `figure` (ASCII digits with points and commas between) is worth, or what it might be worth.

    Problems: "ambiguous-separator" and "odd-grouping" (value None, choices likeliest first), "leading-zeros"
    (with a value), "code" (too many digits for a number).
    """
    groups = _SIGNS.split(figure)
    signs = [sign for sign in figure if sign in ".,"]
    if len(figure) > _LONGEST:
        return Parsed(None, "code")
    if not signs:
        return Parsed(
            Decimal(figure), "leading-zeros" if len(figure) > 2 and figure[0] == "0" and figure.strip("0") else None
        )
    if len(set(signs)) == 2:
        return _both_signs(groups, signs, custom)
    if len(signs) > 1:
        return Parsed(_joined(groups)) if _grouped(groups) else _ask("odd-grouping", _joined(groups), _pointed(groups))
    return _one_sign(groups[0], groups[1], signs[0], custom)


def _both_signs(groups: list[str], signs: list[str], custom: Custom) -> Parsed[Decimal]:
    """The last sign is the decimal mark where the others group: 1.000,5 and, in the English way, 1,000.5."""
    decimal = _pointed(groups)
    if signs.count(signs[-1]) > 1 or not _grouped(groups[:-1]):
        return _ask("odd-grouping", _joined(groups), decimal)
    slipped = len(groups[-1]) == 3 and (
        custom.whole or groups[-1][-1] == "0" or (signs[-1] == "." and not custom.comma_is_decimal)
    )
    return _ask("ambiguous-separator", _joined(groups), decimal) if slipped else Parsed(decimal)


def _one_sign(left: str, right: str, sign: str, custom: Custom) -> Parsed[Decimal]:
    joined, decimal = _joined([left, right]), _pointed([left, right])
    if len(right) > 9 and len((left + right).lstrip("0")) > _SIGNIFICANT:
        return Parsed(plain_decimal(_DUSTLESS.plus(decimal)))
    if not left.strip("0") or len(right) < 3:
        return Parsed(decimal)
    if _grouped([left, right]):
        if sign == "." and custom.point_groups:
            return Parsed(joined)
        # Nobody measures to a thousandth and writes an idle zero: "12,500 km" smells of a thousand.
        if sign == "," and custom.comma_is_decimal and right[-1] != "0":
            return Parsed(decimal)
        return _ask("ambiguous-separator", joined, decimal)
    if custom.whole:
        return _ask("odd-grouping", joined, decimal)
    # "1234.567", "1.0007", "1.500000": a group mark lost or a digit too many; commas err less, a float's dust never.
    if len(right) in ((3, 4, 6, 9) if sign == "." else (6, 9)) or (len(right) == 3 and not custom.comma_is_decimal):
        return _ask("odd-grouping", joined, decimal)
    return Parsed(decimal)


def _grouped(groups: list[str]) -> bool:
    first, *others = groups
    return len(first) <= 3 and (first[0] != "0" or not others) and all(len(group) == 3 for group in others)


def _joined(groups: Iterable[str]) -> Decimal:
    return Decimal("".join(groups))


def _pointed(groups: list[str]) -> Decimal:
    return plain_decimal(Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"))


def _ask(problem: str, *choices: Decimal) -> Parsed[Decimal]:
    return Parsed(None, problem, choices)


def format_number(value: Decimal, *, pad: bool = True) -> str:
    """Return `value` as Vietnamese offices write it: 3 → "03" (with `pad`), 1007 → "1.007", 1000.5 → "1.000,5".

    Raises ValueError for NaN and the infinities.
    """
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    whole, _, fraction = f"{plain_decimal(abs(value)):f}".partition(".")
    written = f"{int(whole):,}".replace(",", ".")
    if pad and not fraction and len(whole) == 1 and whole != "0":
        written = "0" + written
    sign = "-" if value < 0 else ""
    return f"{sign}{written},{fraction}" if fraction else sign + written
