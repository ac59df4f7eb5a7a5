"""A few rounds of the soak, always the same ones; `make soak` makes as many as asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults import injecting
from tests.faults.soak import FAULTS, growth, run

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here"),
]


def test_twenty_rounds_with_faults_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    soak = run(tmp_path / "Sở KH&CN", 20, 3, told.append)
    assert sum(map(len, soak.handed.values())) == 20
    assert len(set(soak.met) & set(FAULTS)) >= 3, soak.met  # which faults meet their moment hangs on the machine
    assert soak.server.mails
    assert "lost 0" in "\n".join(told)
    early, late = growth(soak)
    assert late.descriptors <= early.descriptors + 1
    assert late.temporary <= early.temporary
