"""A store of each earlier schema opens with every fact; its migration, killed, leaves the old schema or the new one.

These are samples; `python -m tests.faults.upgrading` takes every call.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import injecting, upgrading

traced = pytest.mark.skipif(not injecting.may_trace(), reason="strace is not installed or may not trace here")


def test_a_store_of_each_earlier_schema_opens_with_every_fact(tmp_path: Path) -> None:
    for level in upgrading.LEVELS:
        folder, facts = upgrading.office(tmp_path, level)
        assert facts["version"]
        upgrading.opened(folder, level, facts)


@traced
@pytest.mark.parametrize("level", [upgrading.LEVELS[0], upgrading.LEVELS[-1]])
def test_a_migration_killed_at_any_write_leaves_the_old_schema_or_the_new_one(tmp_path: Path, level: str) -> None:
    assert upgrading.measure(tmp_path, 35, print, (level,)) >= 2


def test_every_earlier_program_refuses_a_newer_store_in_a_sentence(tmp_path: Path) -> None:
    assert upgrading.refused(tmp_path) == len(upgrading.LEVELS)
