"""Days off of years whose days the Prime Minister has announced: the table that the holidays package would give.

The package knows the world; loading it takes longer than making a report. Other years are asked of it.
"""

from __future__ import annotations

# Year: public holidays with their swap days (month-day), then weekend days worked in exchange.
KNOWN: dict[int, tuple[str, str]] = {
    2020: ("01-01 01-23 01-24 01-25 01-26 01-27 01-28 01-29 04-02 04-30 05-01 09-02", ""),
    2021: ("01-01 02-10 02-11 02-12 02-13 02-14 02-15 02-16 04-21 04-30 05-01 05-03 09-02 09-03", ""),
    2022: ("01-01 01-03 01-31 02-01 02-02 02-03 02-04 04-10 04-11 04-30 05-01 05-02 05-03 09-01 09-02", ""),
    2023: ("01-01 01-02 01-20 01-21 01-22 01-23 01-24 01-25 01-26 04-29 04-30 05-01 05-02 05-03 09-01 09-02 09-04", ""),
    2024: ("01-01 02-08 02-09 02-10 02-11 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04"),
    2025: ("01-01 01-27 01-28 01-29 01-30 01-31 02-01 04-07 04-30 05-01 05-02 09-01 09-02", "04-26"),
    2026: ("01-01 02-16 02-17 02-18 02-19 02-20 04-26 04-27 04-30 05-01 08-31 09-01 09-02 11-24", "08-22"),
}
