"""A quantity: a figure weighed with the unit typed behind it and the unit its cell declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sync.normalise.figures import EXACT, Custom, plain_decimal, read_figure
from sync.normalise.parsed import Parsed
from sync.normalise.units import Scaled, is_count, same, scaled


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `approximate` where the text says khoảng, hơn, gần, trên, dưới …"""

    value: Decimal
    unit: str | None = None
    approximate: bool = False


_BARE = Scaled(1, "")


def weigh(figure: str, typed: str | None, declared: str | None, *, approximate: bool = False) -> Parsed[Quantity]:
    """Return what `figure` means with what is typed behind it (multiple, unit) in a cell that declares a unit.

    The value comes in the declared unit ("1,5 tỷ đồng" in a cell of triệu đồng is 1500), else in the typed unit
    without its multiple ("1,5 tỷ đồng" is 1500000000 đồng). Problems besides those of the figure:
    "fraction-under-count", "unit-differs".
    """
    reading = read_figure(figure, _custom(typed, declared))
    if reading.value is None:
        choices = tuple(measured(choice, typed, declared, approximate=approximate) for choice in reading.choices)
        return Parsed(None, reading.problem, tuple(found.value for found in choices if found.value))
    found = measured(reading.value, typed, declared, approximate=approximate)
    return replace(found, problem=reading.problem) if reading.problem else found


def measured(value: Decimal, typed: str | None, declared: str | None, *, approximate: bool = False) -> Parsed[Quantity]:
    """Return `value`, already read, in the declared unit where it can be brought there, else in the typed one."""
    said, wanted = scaled(typed) if typed else _BARE, scaled(declared) if declared else _BARE
    if typed and typed.strip(" .").casefold() == "ng" and wanted.base != "đồng":
        return _people_or_thousands(value, declared, approximate=approximate)
    value = plain_decimal(EXACT.multiply(value, Decimal(said.factor)))
    if not declared:
        return whole(Quantity(value, said.base or None, approximate))
    if said.base and not same(said.base, wanted.base):
        return Parsed(Quantity(value, said.base, approximate), "unit-differs")
    if typed:
        value = plain_decimal(EXACT.divide(value, Decimal(wanted.factor)))
    return whole(Quantity(value, declared, approximate))


def _people_or_thousands(value: Decimal, declared: str | None, *, approximate: bool) -> Parsed[Quantity]:
    """Return what "15 ng" means: fifteen people where people are counted, else a person is asked."""
    if declared and declared.startswith("người"):
        return whole(Quantity(value, declared, approximate))
    both = (Quantity(value * 1000, declared, approximate), Quantity(value, declared or "người", approximate))
    return Parsed(None, "unit-differs", both)


def whole(quantity: Quantity) -> Parsed[Quantity]:
    """Return `quantity`, with "fraction-under-count" where its unit is counted in whole ones and it is not whole."""
    if quantity.value == quantity.value.to_integral_value(context=EXACT) or not is_count(quantity.unit):
        return Parsed(quantity)
    thousandfold = plain_decimal(EXACT.multiply(quantity.value, Decimal(1000)))
    if thousandfold == thousandfold.to_integral_value(context=EXACT):
        return Parsed(quantity, "fraction-under-count", (replace(quantity, value=thousandfold), quantity))
    return Parsed(quantity, "fraction-under-count", (quantity,))


@lru_cache(maxsize=4096)
def _custom(typed: str | None, declared: str | None) -> Custom:
    """How separators are read. The thousand is certain only where both writing and unit say so.

    A point before three digits groups, as Vietnamese writing has it, where the unit is typed beside the figure; a bare
    "1.007" under a unit with fractions may as well be a spreadsheet's decimal. A comma before three digits is a decimal
    mark for kilometres, per cents and what laboratories measure; money and counts are typed with commas too often.
    """
    said, wanted = scaled(typed) if typed else _BARE, scaled(declared) if declared else _BARE
    base = said.base or wanted.base
    factor = said.factor if typed else wanted.factor
    kind = Scaled(1, base).kind if base else "unknown"
    if factor > 1:
        # "1.685 triệu tấn" would be said "1,685 tỷ": only money runs to thousands of millions.
        groups = bool(typed) and (factor < 10**6 or not base or kind == "money")
        return Custom(point_groups=groups)
    if kind == "count":
        return Custom(whole=True)
    if kind == "money" or not base:
        return Custom(point_groups=bool(typed) or base in ("", "đồng"))
    fine = kind == "fine"
    return Custom(point_groups=bool(typed) and not fine, comma_is_decimal=fine or base.split()[0].casefold() == "km")


def values(found: Iterable[Parsed[Quantity]]) -> tuple[Quantity, ...]:
    """Return the quantities that could be read, or none at all where one of them could not."""
    read = [each.value for each in found]
    return tuple(value for value in read if value) if all(read) else ()
