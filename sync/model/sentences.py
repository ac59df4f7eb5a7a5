"""What a sentence says with its numbers: quantities, parts of a whole, lists, stock and flow, ratios; pure data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text: where it stands, its value and measuring unit, and the folded words it counts (`head`)."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    head: tuple[str, ...]
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class PartOf:
    """Parts of a whole. `exhaustive`: they must add up; else none of them may exceed it.

    `carried` was there before and counts with the whole; `slack` is what rounding may take away or add.
    """

    whole: Quantity
    parts: tuple[Quantity, ...]
    exhaustive: bool
    carried: tuple[Quantity, ...] = ()
    slack: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Listed:
    """A number and the list that names what it counts; a name with "và" or a comma in it may be two: `most`."""

    count: Quantity
    items: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class StockFlow:
    """What was added, and what there is then in all; `before` is what there was, where the text says so.

    `raised`: the stock is all that there is ("nâng tổng số lên"), not what came since a day ("lũy kế").
    """

    flow: Quantity
    stock: Quantity
    before: Quantity | None = None
    raised: bool = True


@dataclass(frozen=True, slots=True)
class Ratio:
    """ "45/50 hồ sơ": part and whole, the rate in per cent said of it, and whether a plan is spoken of.

    `elsewhere`: the rate may be one of something else, such as the year's plan or the year before. `slack` is what the
    rounding of the two numbers may do to the rate. `change` ("tăng", "giảm"): the rate tells by how much of `whole`
    `part` is more or less.
    """

    start: int
    text: str
    part: Decimal
    whole: Decimal
    rate: Quantity | None
    of_plan: bool
    elsewhere: bool = False
    slack: Decimal = Decimal(0)
    change: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """Rates of one whole that stand side by side, their sum, and whether it is 100, but for rounding."""

    rates: tuple[Quantity, ...]
    total: Decimal
    whole: bool


@dataclass(frozen=True, slots=True)
class Product:
    """How many there are, what falls on each of them, and what is told of all: `count` × `each` is not `total`."""

    count: Quantity
    each: Quantity
    total: Quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one text, in its order."""

    quantities: tuple[Quantity, ...] = ()
    parts: tuple[PartOf, ...] = ()
    lists: tuple[Listed, ...] = ()
    flows: tuple[StockFlow, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    shares: tuple[Shares, ...] = ()
    products: tuple[Product, ...] = ()
