"""The identity that a form carries is found again, whatever letters its department is written with."""

from __future__ import annotations

import pytest

from sheets.identity import Identity, parse_identity


@pytest.mark.parametrize("department", ["SKHCN", "SGDĐT", "SLĐTBXH", "SKHĐT", "BDT2"])
@pytest.mark.parametrize("period", ["2024-01", "2024-Q1", "2024-H2", "2024"])
def test_what_was_written_is_read(department: str, period: str) -> None:
    identity = Identity(department, "VP", period, 12)
    assert parse_identity(f"Mã biểu: {identity}   ·   Văn phòng Sở") == identity
