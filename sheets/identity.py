"""The identity line of a form: which department, division, period and form version a sheet is."""

from __future__ import annotations

import re
from dataclasses import dataclass

IDENTITY_LABEL = "Mã biểu:"
PROPERTY = "BaoCaoMaBieu"  # the custom document property (Google: developer metadata key) that repeats the line

# A department's letters may have Đ: SGDĐT, SLĐTBXH.
_CODE = re.compile(r"([A-ZĐ0-9]+)-([A-Z0-9]+)-(\d{4}(?:-(?:\d{2}|Q[1-4]|H[12]|9M))?)-v(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose form it is: "SKHCN-QLCN-2024-01-v1". Codes are capitals and digits, ASCII but for Đ in a department's."""

    department: str
    division: str
    period: str
    version: int

    def __str__(self) -> str:
        return f"{self.department}-{self.division}-{self.period}-v{self.version}"


def parse_identity(text: str) -> Identity | None:
    """Return the identity that stands in `text` (the whole line or the code alone), or None."""
    found = _CODE.search(text)
    return Identity(found[1], found[2], found[3], int(found[4])) if found else None
