"""How a spreadsheet's locale writes numbers and dates: whether what was typed there means what it means in Viet Nam.

Google reads what people type by the locale of the spreadsheet (File › Settings). In vi_VN "1.007" is 1007 and
"5/3/2026" the fifth of March; in en_US they are 1,007 and the third of May, and "1,5" becomes 15. The cell then holds
a number like any other, so where habits differ the reader marks what may be meant otherwise, and a finding asks.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

# Languages that write a comma before decimals and the day before the month. Of others, and of what is not known here,
# nothing is taken for granted: a question too many costs less than a thousandfold too much.
_COMMA = {"vi", "bg", "ca", "cs", "da", "de", "el", "es", "fi", "fr", "hr", "id", "it", "nb", "nl", "nn", "pl", "pt"}
_COMMA |= {"ro", "ru", "sk", "sl", "tr", "uk"}
_POINT_COUNTRIES = {"de_CH", "de_LI", "es_MX", "es_US", "it_CH"}
_DAY_FIRST = {"en_AU", "en_GB", "en_IE", "en_IN", "en_NZ", "es_MX", "de_CH", "it_CH", "th_TH"}  # and a point

_ASKED_DECIMALS = 3  # "1.007" typed for 1007
_MOST = 1000  # what a group of three digits may follow


@dataclass(frozen=True, slots=True)
class Habits:
    """`comma`: decimals stand behind a comma; `day_first`: 5/3 is the fifth of March."""

    comma: bool
    day_first: bool

    @property
    def ours(self) -> bool:
        """True where what is typed means what it means in Viet Nam."""
        return self.comma and self.day_first

    def number_asks(self, value: Decimal) -> bool:
        """True of a number that may be another than the one meant.

        1.007 typed for 1007; and a whole number whose comma was taken for one between groups and left out, so that
        "1,5" is 15, "0,5" is 5 and "1,007" is 1007. What of these can be meant is up to the unit.
        """
        if self.comma:
            return False
        if value == value.to_integral_value():
            return value != 0
        exponent = value.normalize().as_tuple().exponent
        return abs(value) < _MOST and isinstance(exponent, int) and -exponent == _ASKED_DECIMALS

    def date_asks(self, value: dt.date) -> bool:
        """True of a date whose day and month may have changed places: 5/3/2026 taken for the third of May."""
        return not self.day_first and value.day <= 12 and value.day != value.month


def habits_of(locale: str) -> Habits:
    """Return how a locale ("vi_VN", or "vi" alone) writes; one that is not known is not trusted."""
    language = locale.partition("_")[0]
    comma = language in _COMMA and locale not in _POINT_COUNTRIES
    return Habits(comma, day_first=comma or locale in _DAY_FIRST)
